"""One walk over a page: its lines of text, the boxes they stand in, and what its markup calls furniture."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement

from aggregator.vocabulary import Place
from crawler.pages.furniture import HIDDEN, name_region, tag_region

_INLINE = frozenset(
    """
    a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rp rt ruby s samp
    small span strike strong sub sup time tt u var wbr
    """.split()  # noqa: SIM905
)
_STRONG = frozenset({"b", "strong", "big"})
_SKIPPED = frozenset(
    """
    script style noscript template svg head object embed applet iframe audio video canvas map select option
    textarea input img math datalist param source track meta link base title
    """.split()  # noqa: SIM905
)
_CAPTION = re.compile(r"\b(?:wp-caption-text|figcaption|image-caption|caption-text|img_caption|podpis)")
_MAX_ANCHORS = 12  #: a page with more of them is a list
_MAX_CELL = 500  #: characters: a longer cell is layout, not data
_ODD = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff\u20e3\x80-\x9f\uff01-\uff5e\U0001d400-\U0001d7ff]"
)


class Box:
    """A block element of the page and the run of lines inside it: `lines[first:last]`."""

    __slots__ = ("element", "first", "kids", "last", "marks", "parent", "prose", "region", "tag")

    def __init__(self, element: HtmlElement, tag: str, marks: str, parent: Box | None, first: int) -> None:
        self.element = element
        self.tag = tag
        self.marks = (
            marks  #: classes, "#id", "@itemprop", "$data-hook", "^role" divided by spaces, lower case
        )
        self.parent = parent
        self.first = first
        self.last = first
        self.region = ""
        self.kids: list[Box] = []
        self.prose = 0  #: characters of prose inside, see `weigh`


class Line:
    """A line of text as a reader sees it."""

    __slots__ = ("box", "heading", "index", "linked", "origin", "place", "region", "soft", "strong", "text")

    def __init__(self, text: str, box: Box, origin: HtmlElement, index: int) -> None:
        self.text = text
        self.box = box  #: the innermost block it stands in
        self.origin = origin  #: the element that its first words stand in
        self.index = index
        self.linked = 0  #: characters inside links
        self.strong = 0  #: characters in bold or large type
        self.heading = 0  #: 1–6
        self.region = ""  #: kind of furniture it belongs to, "" = none
        self.soft = False  #: divided from the line before by a single <br>
        self.place = Place.BODY


class Scan:
    """All lines and boxes of one page, in the page's order; `boxes[0]` is the body."""

    __slots__ = ("_by_mark", "boxes", "lines")

    def __init__(self, lines: list[Line], boxes: list[Box]) -> None:
        self.lines = lines
        self.boxes = boxes
        self._by_mark: dict[str, list[Box]] | None = None

    def marked(self, mark: str) -> list[Box]:
        """Boxes whose class, "#id", "@itemprop", "$data-hook" or "^role" is exactly this."""
        if self._by_mark is None:
            self._by_mark = {}
            for box in self.boxes:
                for name in box.marks.split():
                    self._by_mark.setdefault(name, []).append(box)
        return self._by_mark.get(mark, [])


_ANCHORS = etree.XPath("//main|//*[@role='main']|//*[contains(@itemprop,'rticleBody')]")
_HEADINGS = etree.XPath(
    "//h1[not(ancestor::aside or ancestor::footer or ancestor::nav or contains(@class,'widget'))]"
)
_BODIES = etree.XPath(
    "//*[contains(@class,'entry-content') or contains(@class,'post-content') or contains(@class,'article-content')"
    " or contains(@class,'post-body') or contains(@class,'article-body') or contains(@class,'articleBody')]"
)


def scan(tree: HtmlElement, spared: frozenset[HtmlElement] = frozenset()) -> Scan:
    """Lines and boxes of a page. `spared` are elements that are no furniture whatever their names say."""
    body = next(tree.iter("body", "frameset"), tree)
    walk = _Walk(body, _holders(tree) | dict.fromkeys(spared, True))
    walk.run()
    return Scan(walk.lines, walk.boxes)


def _holders(tree: HtmlElement) -> dict[HtmlElement, bool]:
    """What surrounds the content of the page and so is no furniture, whatever its names.

    True: surrounds what is marked as content. False: surrounds only a first-rank heading, which may be the
    site's name, so that headers stay headers.
    """
    anchors: list[HtmlElement] = _ANCHORS(tree)
    for group in (_BODIES(tree), list(islice(tree.iter("article"), 3))):
        if len(group) <= 2:
            anchors += group
    found = dict.fromkeys(_around(anchors[:_MAX_ANCHORS]), True)
    for node in _around([h1.getparent() for h1 in _HEADINGS(tree)[:2]]):
        found.setdefault(node, False)
    return found


def _around(elements: list[HtmlElement]) -> set[HtmlElement]:
    found: set[HtmlElement] = set()
    for element in elements:
        node: HtmlElement | None = element
        while node is not None and node not in found:
            found.add(node)
            node = node.getparent()
    return found


class _Walk:
    """State of the walk; no recursion, so that no depth of nesting can break it."""

    __slots__ = ("box", "boxes", "cells", "data", "heading", "inside", "lines", "link", "linked", "origin",
                 "parts", "place", "region", "root", "size", "soft", "spared", "strong", "strong_chars")  # fmt: skip

    def __init__(self, root: HtmlElement, spared: dict[HtmlElement, bool]) -> None:
        self.root, self.spared = root, spared
        self.lines: list[Line] = []
        self.box = Box(root, "body", _marks(root), None, 0)
        self.boxes = [self.box]
        self.parts: list[str] = []
        self.origin: HtmlElement | None = None
        self.linked = self.strong_chars = 0
        self.link = self.strong = self.soft = self.data = self.inside = False
        self.heading = 0
        self.region = ""
        self.size = -1
        self.place = Place.BODY

    def run(self) -> None:
        """Visit every element once, in document order."""
        stack: list[tuple[HtmlElement, Iterator[HtmlElement], tuple[object, ...]]] = []
        self.add(self.root.text, self.root)
        children, state = iter(self.root), self.state()
        stack.append((self.root, children, state))
        while stack:
            element, children, state = stack[-1]
            child = next(children, None)
            if child is None:
                stack.pop()
                self.leave(element, state)
                if stack and element.tail:
                    self.add(element.tail, stack[-1][0])
                continue
            tag = child.tag
            if tag == "br":
                self.end_line(soft=True)
            elif tag == "hr":
                self.end_line()
            elif isinstance(tag, str) and tag not in _SKIPPED:
                before = self.state()
                self.enter(child, tag)
                self.add(child.text, child)
                stack.append((child, iter(child), before))
                continue
            if child.tail:
                self.add(child.tail, element)

    def state(self) -> tuple[object, ...]:
        return (
            self.box,
            self.region,
            self.link,
            self.strong,
            self.heading,
            self.place,
            self.data,
            self.inside,
        )

    def enter(self, element: HtmlElement, tag: str) -> None:
        marks = _marks(element)
        if not self.region:
            self.region = (name_region(tag, marks) if marks else "") or tag_region(tag, self.inside)
            if tag == "form" and not self.region and not self.wraps(element):
                self.region = "form"
            if self.region and element in self.spared and (self.spared[element] or self.region != "header"):
                self.region = ""
        if tag in _INLINE:
            if tag == "a":
                self.link = True
            elif tag in _STRONG or (tag == "font" and (element.get("size") or "") in _LARGE):
                self.strong = True
            return
        if not self.data:
            self.end_line()
        elif tag in {"td", "th"}:
            self.parts.append("\t")
            return
        elif tag == "tr":
            self.end_line()
        else:
            self.parts.append(" ")
        self.box = Box(element, tag, marks, self.box, len(self.lines))
        self.box.region = self.region
        self.box.parent.kids.append(self.box)  # type: ignore[union-attr]
        self.boxes.append(self.box)
        if len(tag) == 2 and tag[0] == "h" and tag[1] in "123456":
            self.heading = int(tag[1])
        elif tag == "table" and not self.data:
            self.data = _is_data(element)
            self.place = Place.TABLE if self.data else self.place
        elif tag in {"article", "main"} or "^main" in marks:
            self.inside = True
        if tag in {"figcaption", "caption"} or (marks and _CAPTION.search(marks)):
            self.place = Place.CAPTION

    def wraps(self, form: HtmlElement) -> bool:
        """Does a form hold most of the page, as some systems put everything into one?"""
        if self.size < 0:
            self.size = len("".join(self.root.itertext()))
        return len("".join(form.itertext())) * 3 > self.size

    def leave(self, element: HtmlElement, state: tuple[object, ...]) -> None:
        box = self.box
        if box.element is element:
            if not self.data or element.tag in {"tr", "table", "caption"}:
                self.end_line()
            else:
                self.parts.append(" ")
            box.last = len(self.lines)
        (self.box, self.region, self.link, self.strong, self.heading, self.place, self.data, self.inside) = (
            state  # type: ignore[assignment]
        )

    def add(self, text: str | None, element: HtmlElement) -> None:
        if not text:
            return
        self.parts.append(text)
        if self.origin is None or self.link or self.strong:
            size = len(text.strip())
            if size:
                self.origin = self.origin if self.origin is not None else element
                if self.link:
                    self.linked += size
                if self.strong:
                    self.strong_chars += size

    def end_line(self, *, soft: bool = False) -> None:
        """Close the line at hand; `soft` where only a <br> divides it from the next."""
        if self.parts:
            text = "".join(self.parts)
            text = _row(text) if "\t" in text and self.data else " ".join(text.split())
            if text:
                self.emit(text if text.isascii() else clean(text))
                self.soft = soft
                self.parts = []
                self.origin, self.linked, self.strong_chars = None, 0, 0
                return
            self.parts = []
            self.origin, self.linked, self.strong_chars = None, 0, 0
        self.soft = False

    def emit(self, text: str) -> None:
        if not text:
            return
        line = Line(text, self.box, self.box.element if self.origin is None else self.origin, len(self.lines))
        line.linked, line.strong, line.heading = self.linked, self.strong_chars, self.heading
        line.region, line.place, line.soft = self.region, self.place, self.soft
        self.lines.append(line)


_LARGE = frozenset({"4", "5", "6", "7", "+1", "+2", "+3", "+4"})


def _marks(element: HtmlElement) -> str:
    """What the author calls an element; hidden ones are marked as such."""
    items = element.items()
    if not items:
        return ""
    found: list[str] = []
    for name, value in items:
        if name == "class":
            found.append(value)
        elif name == "id":
            found.append("#" + value.strip().replace(" ", "-"))
        elif name == "itemprop":
            found.append("@" + value.strip())
        elif name == "role":
            found.append("^" + value.strip())
        elif name == "data-hook":
            found.append("$" + value)
        elif name == "hidden" or (name == "style" and "none" in value and _DISPLAY_NONE.search(value)):
            found.append(HIDDEN)
    return " ".join(found).lower() if found else ""


_DISPLAY_NONE = re.compile(r"display\s*:\s*none")


def _is_data(table: HtmlElement) -> bool:
    """Does a table hold data, rather than arrange the page?"""
    if table.get("role") == "presentation":
        return False
    for _ in _below(table, "table", "h1", "h2", "h3", "form", "article", "section", "iframe"):
        return False
    widest = 0
    for row in table.iter("tr"):
        cells = [cell for cell in row if cell.tag in ("td", "th")]
        widest = max(widest, len(cells))
        if any(len(" ".join("".join(cell.itertext()).split())) > _MAX_CELL for cell in cells):
            return False
    return widest > 1


def _below(element: HtmlElement, *tags: str) -> Iterator[HtmlElement]:
    found = element.iter(*tags)
    return (node for node in found if node is not element)


def _row(text: str) -> str:
    return "\t".join(" ".join(cell.split()) for cell in text.strip("\t\n\r ").split("\t"))


def clean(text: str) -> str:
    """NFC without invisible characters; keycap, full-width and mathematical characters made plain ones.

    >>> clean("dota\\u00adcja 1️⃣0️⃣ 𝟒𝟎 zł")
    'dotacja 10 40 zł'
    """
    if _ODD.search(text):
        text = _ODD.sub(_plain, text)
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def _plain(match: re.Match[str]) -> str:
    char = match[0]
    if "\x80" <= char <= "\x9f":  # windows-1252 punctuation given by its number
        return char.encode("latin-1").decode("cp1252", "ignore")
    if "\uff01" <= char <= "\uff5e" or char >= "\U0001d400":
        return unicodedata.normalize("NFKC", char)
    return ""
