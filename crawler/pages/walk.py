"""One walk over a page: its lines of text, the boxes they stand in, and what its markup calls furniture."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from lxml.html import HtmlElement

from aggregator.vocabulary import Place
from crawler.pages.furniture import tag_region
from crawler.pages.letters import clean
from crawler.pages.markup import hides, is_data, is_glued, marks_of, table_row, traits


class Box:
    """A block element of the page and the run of lines inside it: `lines[first:last]`."""

    __slots__ = ("element", "first", "kids", "last", "marks", "parent", "region", "tag")

    def __init__(self, element: HtmlElement, tag: str, marks: str, parent: Box | None, first: int) -> None:
        self.element = element
        self.tag = tag
        self.marks = marks  #: classes, "#id", "@itemprop", "$data-hook", "^role" in lower case
        self.parent = parent
        self.first = first
        self.last = first
        self.region = ""
        self.kids: list[Box] = []


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


_INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font",
    "i", "ins", "kbd", "label", "mark", "nobr", "q", "rp", "rt", "ruby", "s", "samp", "small", "span",
    "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
})  # fmt: skip
_STRONG = frozenset({"b", "strong", "big"})
_LARGE = frozenset({"4", "5", "6", "7", "+1", "+2", "+3", "+4"})
_SKIPPED = frozenset({
    "script", "style", "noscript", "template", "svg", "head", "object", "embed", "applet", "iframe",
    "audio", "video", "canvas", "map", "select", "option", "textarea", "input", "img", "math", "datalist",
    "param", "source", "track", "meta", "link", "base", "title",
})  # fmt: skip
_RANKS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
#: box, region, link, strong, heading, place, data, inside
_State: TypeAlias = tuple[Box, str, bool, bool, int, Place, bool, bool]


class Walk:
    """State of the walk; no recursion, so that no depth of nesting can break it."""

    def __init__(self, root: HtmlElement, spared: frozenset[HtmlElement]) -> None:
        self.root = root
        self.spared = spared  #: elements that are no furniture, whatever their names say
        self.lines: list[Line] = []
        self.box = Box(root, "body", marks_of(root), None, 0)
        self.boxes = [self.box]
        self.parts: list[str] = []
        self.origin: HtmlElement | None = None
        self.linked = self.bold = 0
        self.link = self.strong = self.soft = self.data = self.inside = False
        self.closed = False  #: an element ended right here
        self.heading = 0
        self.region = ""
        self.place = Place.BODY
        self.size = -1

    def run(self) -> None:
        """Visit every element once, in document order."""
        self.add(self.root.text, self.root)
        stack: list[tuple[HtmlElement, Iterator[HtmlElement], _State]] = []
        stack.append((self.root, iter(self.root), self.state()))
        while stack:
            element, children, before = stack[-1]
            for child in children:
                tag = child.tag
                if tag == "br":
                    self.end_line(soft=True)
                elif tag == "hr":
                    self.end_line()
                elif tag in _INLINE and not len(child):
                    if child.text:
                        self.leaf(child, tag, child.text)
                elif tag not in _SKIPPED and isinstance(tag, str):
                    state = self.state()
                    if self.enter(child, tag):
                        if child.text:
                            self.add(child.text, child)
                        if len(child):
                            stack.append((child, iter(child), state))
                            break
                        self.leave(child, state)
                if child.tail:
                    self.add(child.tail, element)
            else:
                stack.pop()
                self.leave(element, before)
                if stack and element.tail:
                    self.add(element.tail, stack[-1][0])
        self.end_line()
        self.boxes[0].last = len(self.lines)

    def leaf(self, element: HtmlElement, tag: str, text: str) -> None:
        """An inline element with nothing but text: most links are."""
        named = element.get("class")
        if named is not None and traits(tag, named.lower())[0] == "hidden":
            return
        style = element.get("style")
        if style is not None and hides(style):
            return
        if self.closed and self.parts and is_glued(self.parts[-1], text):
            self.parts.append(" ")
        link, strong = self.link, self.strong
        if tag == "a":
            self.link = True
        elif tag in _STRONG or (tag == "font" and (element.get("size") or "") in _LARGE):
            self.strong = True
        self.add(text, element)
        self.link, self.strong, self.closed = link, strong, True

    def state(self) -> _State:
        return (
            self.box, self.region, self.link, self.strong, self.heading, self.place, self.data, self.inside,
        )  # fmt: skip

    def enter(self, element: HtmlElement, tag: str) -> bool:
        """Open an element; False where nothing of it is seen."""
        marks = marks_of(element)
        named, caption, main = traits(tag, marks) if marks else ("", False, False)
        if tag in _INLINE:
            if named == "hidden":
                return False
            if self.closed and self.parts and element.text and is_glued(self.parts[-1], element.text):
                self.parts.append(" ")
            if tag == "a":
                self.link = True
            elif tag in _STRONG or (tag == "font" and (element.get("size") or "") in _LARGE):
                self.strong = True
            return True
        if not self.region:
            self.region = named or tag_region(tag, self.inside)
            if tag == "form" and not self.region and not self.wraps(element):
                self.region = "form"
            if self.region and element in self.spared:
                self.region = ""
        if self.data:
            return self.enter_cell(element, tag, marks)
        self.end_line()
        self.open(element, tag, marks)
        if tag in _RANKS:
            self.heading = _RANKS[tag]
        elif tag == "table":
            self.data = is_data(element)
            self.place = Place.TABLE if self.data else self.place
        elif main or tag in {"article", "main"}:
            self.inside = True
        if caption:
            self.place = Place.CAPTION
        return True

    def enter_cell(self, element: HtmlElement, tag: str, marks: str) -> bool:
        """Inside a table of data only rows make lines, and cells are divided by tabs."""
        if tag in {"td", "th"}:
            self.parts.append("\t")
        elif tag in {"tr", "caption"}:
            self.end_line()
            self.open(element, tag, marks)
            self.place = Place.CAPTION if tag == "caption" else Place.TABLE
        else:
            self.parts.append(" ")
        return True

    def open(self, element: HtmlElement, tag: str, marks: str) -> None:
        parent = self.box
        self.box = Box(element, tag, marks, parent, len(self.lines))
        self.box.region = self.region
        parent.kids.append(self.box)
        self.boxes.append(self.box)

    def wraps(self, form: HtmlElement) -> bool:
        """Does a form hold most of the page, as some systems put everything into one?"""
        if self.size < 0:
            self.size = len("".join(self.root.itertext()))
        return len("".join(form.itertext())) * 3 > self.size

    def leave(self, element: HtmlElement, state: _State) -> None:
        box = self.box
        if box.element is element:
            self.end_line()
            box.last = len(self.lines)
        elif self.data and element.tag not in _INLINE:
            self.parts.append(" ")
        self.closed = True
        (self.box, self.region, self.link, self.strong, self.heading, self.place, self.data, self.inside) = (
            state
        )

    def add(self, text: str | None, element: HtmlElement) -> None:
        if not text:
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
        joined = "".join(self.parts)
        self.parts.clear()
        text = table_row(joined) if self.data and "\t" in joined else " ".join(joined.split())
        if text and not text.isascii():
            text = clean(text)
        if text:
            origin = self.box.element if self.origin is None else self.origin
            line = Line(text, self.box, origin, len(self.lines))
            line.linked, line.strong, line.heading = self.linked, self.bold, self.heading
            line.region, line.place, line.soft = self.region, self.place, self.soft
            self.lines.append(line)
            self.soft = soft
        else:
            self.soft = False
        self.origin, self.linked, self.bold = None, 0, 0
