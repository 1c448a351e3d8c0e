"""One walk over a page: its lines of text, the boxes they stand in, and what its markup calls furniture."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from lxml.html import HtmlElement

from aggregator.vocabulary import Place
from crawler.pages.boxes import CHILDLESS, Box, root_box
from crawler.pages.markup import (
    BARE,
    BREAKS,
    CELL,
    INLINE,
    PLAIN,
    TEXTLESS,
    is_glued,
    is_hidden,
    is_hidden_leaf,
    is_strong,
    named_traits,
    traits_of,
)
from crawler.pages.surroundings import Surroundings

_FLOATS = frozenset({"left", "right"})

#: an element whose work waits and how many of its children; link, strong and region as they were before the
#: one that it waits for
_Frame: TypeAlias = tuple[HtmlElement, int, bool, bool, str]


class Walk(Surroundings):
    """State of the walk; no recursion, so that no depth of nesting can break it."""

    __slots__ = ("bold", "closed", "link", "linked", "origin", "parts", "soft", "strong")

    def __init__(self, root: HtmlElement, spared: frozenset[HtmlElement]) -> None:
        traits = traits_of(root, "body")
        super().__init__(root, root_box(root, traits.marks), spared)
        self.sort(self.box, traits)
        self.parts: list[str] = []  #: text of the line at hand
        self.origin: HtmlElement | None = None  #: the element of its first words
        self.linked = self.bold = 0  #: its characters in links, in bold or large type
        self.link = self.strong = False  #: is what comes a link, in bold or large type?
        self.closed = False  #: an inline element ended right here
        self.soft = False  #: the line before ended with a single <br>

    def run(self) -> None:
        """Visit every element once, in document order."""
        parts, add = self.parts, self.add
        element, left = self.root, len(self.root)  # the one at work, and how many children are to come
        nodes = element.iter()  # a list of children for each of them would cost twice as much
        next(nodes)
        if text := element.text:
            add(text, element)
        stack: list[_Frame] = []
        for child in nodes:
            tag: str = child.tag
            inside = len(child)
            if tag in INLINE:
                if inside:
                    frame = (element, left, self.link, self.strong, self.region)
                    if self.enter_inline(child, tag):
                        stack.append(frame)
                        element, left = child, inside
                        continue
                    _pass_over(child, nodes)
                elif text := child.text:
                    self.leaf(child, tag, text)
            elif tag in TEXTLESS:
                if tag in BREAKS:
                    self.end_line(tag == "br")
                    if tag == "hr":
                        self.rules.append((self.box, len(self.lines)))
                elif tag == "img" and parts and child.get("align") in _FLOATS:
                    self.end_line(True)  # old pages begin the text with it, behind the date
                if inside:
                    _pass_over(child, nodes)
            elif inside > 1 or not self.is_told(child, tag, inside):
                stack.append((element, left, self.link, self.strong, self.region))
                element, left = child, inside
                if self.table is None:
                    self.box = self.open(child, tag)
                else:
                    self.enter_cell(child, tag)
                if (text := child.text) and (self.table is not None or not text.isspace()):
                    add(text, child)
                if inside:
                    continue
            elif inside:
                next(nodes)  # what it holds was told with it
            if child is not element:
                if (tail := child.tail) and (parts or not tail.isspace() or self.table is not None):
                    add(tail, element)
                left -= 1
            while not left and stack:
                above, left, link, strong, region = stack.pop()
                box = self.box
                if box.element is element:
                    if parts:
                        self.end_line()
                    self.soft = False
                    box.last = len(self.lines)
                    if box is self.table:
                        self.table = None
                    elif box is self.content:
                        self.content = None
                    self.box = box.parent or box
                elif element.tag in INLINE:
                    self.closed, self.link, self.strong = True, link, strong
                else:
                    parts.append(" ")  # a cell, or what stands in one
                self.region = region
                if tail := element.tail:
                    add(tail, above)
                element = above
                left -= 1
        self.end_line()
        self.boxes[0].last = len(self.lines)
        self.put_right()

    def leaf(self, element: HtmlElement, tag: str, text: str) -> None:
        """An inline element with nothing but text: most links are."""
        if is_hidden_leaf(element, tag):
            return
        parts = self.parts
        if self.closed and parts and is_glued(parts[-1], text):
            parts.append(" ")
        self.closed = True
        if not text.isspace():
            if self.origin is None:
                self.origin = element
            link = tag == "a"
            strong = self.strong or (not link and is_strong(element, tag))
            if link or strong or self.link:
                size = len(text.strip())
                if link or self.link:
                    self.linked += size
                if strong:
                    self.bold += size
        elif not parts and self.table is None:
            return  # white space that begins a line
        parts.append(text)

    def begin(self, element: HtmlElement, tag: str, text: str | None) -> None:
        """Open an inline element."""
        if self.closed and self.parts and text and is_glued(self.parts[-1], text):
            self.parts.append(" ")
        if tag == "a":
            self.link = True
        elif is_strong(element, tag):
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

    def is_told(self, element: HtmlElement, tag: str, inside: int) -> bool:
        """Tell at once of a block with nothing but text, or but one inline element with text: most are such.

        False where it is another, or stands in a link, in bold type or in a table of data.
        """
        if self.link or self.strong or self.table is not None:
            return False
        text, origin = element.text, element
        if inside:
            if text and not text.isspace():
                return False
            origin = element[0]
            inner: str = origin.tag
            if inner not in INLINE or len(origin):
                return False
            text, tail = origin.text, origin.tail
            if not text or (tail and not tail.isspace()) or is_hidden_leaf(origin, inner):
                return False
        box = self.open(element, tag)
        if text and (line := self.keep(text, box, origin)) is not None:
            if inside:
                if inner == "a":
                    line.linked = len(text.strip())
                elif is_strong(origin, inner):
                    line.strong = len(text.strip())
            box.last = len(self.lines)
        if box is self.content:
            self.content = None
        return True

    def open(self, element: HtmlElement, tag: str) -> Box:
        """A box inside the one at hand, from which it takes what is not said of itself."""
        if self.parts:
            self.end_line()  # what stands before a box is none of its furniture
        self.soft = False
        items = element.items()
        traits = named_traits(tag, tuple(items)) if items else BARE.get(tag, PLAIN)
        around = self.box
        box = Box()
        box.element = element
        box.tag = tag
        box.marks = traits.marks
        box.parent = around
        box.first = box.last = len(self.lines)
        box.kids = CHILDLESS
        box.region = around.region
        box.heading = around.heading
        box.place = around.place
        if around.kids is CHILDLESS:
            around.kids = [box]
        else:
            around.kids.append(box)
        self.boxes.append(box)
        if not traits.plain and self.table is None:
            self.distinguish(box, traits)
        return box

    def enter_cell(self, element: HtmlElement, tag: str) -> None:
        """Inside a table of data only rows make lines, and cells are divided by tabs."""
        traits = traits_of(element, tag)
        if traits.furniture and not self.region:
            self.region = self.region_of(element, tag, traits)
        if tag in {"td", "th"}:
            self.parts.append(self.columns.tabs(element))
        elif tag in {"tr", "caption"}:
            self.columns.next_row()
            self.box = box = self.open(element, tag)
            if self.region and not box.region:
                self.roots.append(box)
            box.region = self.region
            self.sort(box, traits)
            box.place = Place.CAPTION if tag == "caption" else Place.TABLE
        else:
            self.parts.append(" ")

    def add(self, text: str, element: HtmlElement) -> None:
        """Take in some text; white space that begins a line is left out."""
        if text.isspace():
            if not self.parts and self.table is None:
                return
        else:
            if self.origin is None:
                self.origin = element
            if self.link or self.strong:
                size = len(text.strip())
                if self.link:
                    self.linked += size
                if self.strong:
                    self.bold += size
        self.closed = False
        self.parts.append(text)

    def end_line(self, soft: bool = False) -> None:
        """Close the line at hand; `soft` where only a <br> divides it from the next."""
        parts, ended = self.parts, self.soft
        self.soft = False
        if not parts:
            return
        joined = parts[0] if len(parts) == 1 else "".join(parts)
        parts.clear()
        origin = self.box.element if self.origin is None else self.origin
        line = self.keep(joined, self.box, origin, row=self.table is not None and CELL in joined)
        if line is not None:
            line.linked, line.strong, line.soft = self.linked, self.bold, ended
            if self.table is not None:
                line.region = self.region
            self.soft = soft
        self.origin, self.linked, self.bold = None, 0, 0


def _pass_over(element: HtmlElement, nodes: Iterator[HtmlElement]) -> None:
    """Leave out what an element holds."""
    for _ in element.iterdescendants():
        next(nodes)
