"""One walk over a page: its lines of text, the boxes they stand in, and what its markup calls furniture."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from lxml.html import HtmlElement

from aggregator.vocabulary import Place
from crawler.pages.furniture import REGION_TAGS, tag_region
from crawler.pages.letters import clean
from crawler.pages.markup import (
    BREAKS,
    INLINE,
    LARGE,
    RANKS,
    SKIPPED,
    STRONG,
    Columns,
    Traits,
    hides,
    is_data,
    is_glued,
    is_hidden,
    is_hidden_name,
    table_row,
    traits_of,
)


class Box:
    """A block element of the page and the run of lines inside it: `lines[first:last]`."""

    __slots__ = ("element", "first", "kids", "last", "marks", "parent", "region", "tag")

    def __init__(
        self, element: HtmlElement, tag: str, marks: str, region: str, parent: Box | None, first: int
    ) -> None:
        self.element = element
        self.tag = tag
        self.marks = marks  #: classes, "#id", "@itemprop", "$data-hook", "^role" in lower case
        self.region = region  #: kind of furniture it is or stands in, "" = none
        self.parent = parent
        self.first = first
        self.last = first
        self.kids: list[Box] = []
        if parent is not None:
            parent.kids.append(self)


class Line:
    """A line of text as a reader sees it."""

    __slots__ = (
        "box", "folded", "heading", "index", "key", "linked", "origin", "place", "region", "soft", "strong",
        "text",
    )  # fmt: skip

    def __init__(self, text: str, origin: HtmlElement, index: int, walk: Walk) -> None:
        self.text = text
        self.folded = ""  #: `fold(text)`, put in when all lines are known
        self.box = walk.box  #: the innermost block it stands in
        self.origin = origin  #: the element that its first words stand in
        self.index = index
        self.linked = walk.linked  #: characters inside links
        self.strong = walk.bold  #: characters in bold or large type
        self.heading = walk.heading  #: 1–6
        self.region = walk.region  #: kind of furniture it belongs to, "" = none
        self.soft = walk.soft  #: divided from the line before by a single <br>
        self.place = walk.place
        self.key: tuple[str, str] | None = None  #: by which a site profile knows it


_EDGES = frozenset({"article", "main"})  #: what begins the content of a page by its tag
#: box, region, link, strong, heading, place, data, inside
_State: TypeAlias = tuple[Box, str, bool, bool, int, Place, bool, bool]


class Walk:
    """State of the walk; no recursion, so that no depth of nesting can break it."""

    __slots__ = (
        "articles", "bodies", "bold", "box", "boxes", "closed", "columns", "data", "heading", "heads",
        "inside", "lines", "link", "linked", "mains", "origin", "parts", "place", "region", "root", "rules",
        "size", "soft", "spared", "strong",
    )  # fmt: skip

    def __init__(self, root: HtmlElement, spared: frozenset[HtmlElement]) -> None:
        self.root = root
        self.spared = spared  #: elements that are no furniture, whatever their names say
        self.lines: list[Line] = []
        self.articles: list[Box] = []  #: <article>
        self.bodies: list[Box] = []  #: named as the text of an article
        self.heads: list[Box] = []  #: <h1>
        self.mains: list[Box] = []  #: marked as the main part of the page
        traits = traits_of(root, "body")
        self.box = Box(root, "body", traits.marks, "", None, 0)
        self.boxes = [self.box]
        if traits.body:
            self.bodies.append(self.box)
        self.parts: list[str] = []
        self.origin: HtmlElement | None = None
        self.linked = self.bold = 0
        self.link = self.strong = self.soft = self.data = self.inside = False
        self.columns = Columns()  #: of the table of data at hand
        self.closed = False  #: an element ended right here
        self.rules: list[tuple[Box, int]] = []  #: box and number of the line below each <hr>
        self.heading, self.region, self.place = 0, "", Place.BODY
        self.size = -1

    def run(self) -> None:
        """Visit every element once, in document order."""
        if self.root.text:
            self.add(self.root.text, self.root)
        stack: list[tuple[HtmlElement, Iterator[HtmlElement], _State]] = []
        stack.append((self.root, iter(self.root), self.state()))
        while stack:
            element, children, before = stack[-1]
            for child in children:
                tag = child.tag
                if tag in INLINE:
                    if len(child):
                        state = self.state()
                        if self.enter_inline(child, tag):
                            stack.append((child, iter(child), state))
                            break
                    elif text := child.text:
                        self.leaf(child, tag, text)
                elif tag in SKIPPED:
                    pass
                elif tag in BREAKS:
                    self.end_line(soft=tag == "br")
                    if tag == "hr":
                        self.rules.append((self.box, len(self.lines)))
                elif isinstance(tag, str):
                    state = self.state()
                    self.enter(child, tag)
                    if len(child):
                        stack.append((child, iter(child), state))
                        break
                    self.leave(child, state)
                if tail := child.tail:
                    self.add(tail, element)
            else:
                stack.pop()
                if element.tag in INLINE:
                    self.closed, self.link, self.strong = True, before[2], before[3]
                else:
                    self.leave(element, before)
                if stack and (tail := element.tail):
                    self.add(tail, stack[-1][0])
        self.end_line()
        self.boxes[0].last = len(self.lines)

    def state(self) -> _State:
        return (
            self.box, self.region, self.link, self.strong, self.heading, self.place, self.data, self.inside,
        )  # fmt: skip

    def leaf(self, element: HtmlElement, tag: str, text: str) -> None:
        """An inline element with nothing but text: most links are."""
        named, style = element.get("class"), element.get("style")
        if (named is not None and is_hidden_name(tag, named)) or (style is not None and hides(style)):
            return
        link, strong = self.link, self.strong
        self.begin(element, tag, text)
        self.add(text, element)
        self.link, self.strong, self.closed = link, strong, True

    def begin(self, element: HtmlElement, tag: str, text: str | None) -> None:
        """Open an inline element."""
        if self.closed and self.parts and text and is_glued(self.parts[-1], text):
            self.parts.append(" ")
        if tag == "a":
            self.link = True
        elif tag in STRONG or (tag == "font" and (element.get("size") or "") in LARGE):
            self.strong = True

    def enter_inline(self, element: HtmlElement, tag: str) -> bool:
        """Open an inline element that holds others; False where nothing of it is seen."""
        if is_hidden(element, tag):
            return False
        text = element.text
        self.begin(element, tag, text)
        if text:
            self.add(text, element)
        return True

    def enter(self, element: HtmlElement, tag: str) -> None:
        """Open a block, and take in the text that it begins with."""
        traits = traits_of(element, tag)
        _, named, caption, main, _ = traits
        if self.parts and not self.data:
            self.end_line()  # what stands before a box is none of its furniture
        if not self.region and (named or tag in REGION_TAGS or tag == "form"):
            self.region = self.region_of(element, tag, named)
        if self.data:
            self.enter_cell(element, tag, traits)
        else:
            self.soft = False
            self.open(element, tag, traits)
            if tag in RANKS:
                self.heading = RANKS[tag]
                if tag == "h1":
                    self.heads.append(self.box)
            elif tag == "table":
                self.data, self.columns = is_data(element), Columns()
                self.place = Place.TABLE if self.data else self.place
            elif main or tag in _EDGES:
                self.inside = True
            if caption:
                self.place = Place.CAPTION
        if text := element.text:
            self.add(text, element)

    def region_of(self, element: HtmlElement, tag: str, named: str) -> str:
        """Kind of furniture that begins with an element, "" = none."""
        region = named or tag_region(tag, self.inside)
        if tag == "form" and not region and not self.wraps(element):
            region = "form"
        return "" if region and element in self.spared else region

    def enter_cell(self, element: HtmlElement, tag: str, traits: Traits) -> None:
        """Inside a table of data only rows make lines, and cells are divided by tabs."""
        if tag in {"td", "th"}:
            self.parts.append(self.columns.tabs(element))
        elif tag in {"tr", "caption"}:
            self.columns.next_row()
            self.end_line()
            self.open(element, tag, traits)
            self.place = Place.CAPTION if tag == "caption" else Place.TABLE
        else:
            self.parts.append(" ")

    def open(self, element: HtmlElement, tag: str, traits: Traits) -> None:
        marks, _, _, main, body = traits
        self.box = box = Box(element, tag, marks, self.region, self.box, len(self.lines))
        self.boxes.append(box)
        if body:
            self.bodies.append(box)
        if tag == "article":
            self.articles.append(box)
        if main or tag == "main":
            self.mains.append(box)

    def wraps(self, form: HtmlElement) -> bool:
        """Does a form hold most of the page, as some systems put everything into one?"""
        if self.size < 0:
            self.size = len("".join(self.root.itertext()))
        return len("".join(form.itertext())) * 3 > self.size

    def leave(self, element: HtmlElement, state: _State) -> None:
        box = self.box
        if box.element is element:
            if self.parts:
                self.end_line()
            self.soft = False
            box.last = len(self.lines)
        elif self.data:
            self.parts.append(" ")
        self.closed = True
        (self.box, self.region, self.link, self.strong, self.heading, self.place, self.data, self.inside) = (
            state
        )

    def add(self, text: str, element: HtmlElement) -> None:
        """Take in some text; white space that begins a line is left out."""
        if not self.parts and not self.data and text.isspace():
            return
        self.closed = False
        self.parts.append(text)
        if self.link or self.strong or self.origin is None:
            size = len(text.strip())
            if size:
                if self.origin is None:
                    self.origin = element
                if self.link:
                    self.linked += size
                if self.strong:
                    self.bold += size

    def end_line(self, *, soft: bool = False) -> None:
        """Close the line at hand; `soft` where only a <br> divides it from the next."""
        if not self.parts:
            self.soft = False
            return
        joined = self.parts[0] if len(self.parts) == 1 else "".join(self.parts)
        self.parts.clear()
        text = table_row(joined) if self.data and "\t" in joined else " ".join(joined.split())
        if text and not text.isascii():
            text = clean(text)
        if text:
            origin = self.box.element if self.origin is None else self.origin
            self.lines.append(Line(text, origin, len(self.lines), self))
            self.soft = soft
        else:
            self.soft = False
        self.origin, self.linked, self.bold = None, 0, 0
