"""One walk over a page: its lines of text, the boxes they stand in, and what its markup calls furniture."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from lxml.html import HtmlElement

from aggregator.vocabulary import Place
from crawler.pages.boxes import CHILDLESS, Box, root_box
from crawler.pages.collected import Collected
from crawler.pages.document import inner_text
from crawler.pages.furniture import tag_region
from crawler.pages.markup import (
    BARE,
    BREAKS,
    CELL,
    INLINE,
    PLAIN,
    TEXTLESS,
    Columns,
    Traits,
    is_data,
    is_glued,
    is_hidden,
    is_hidden_leaf,
    is_strong,
    named_traits,
    traits_of,
)

_FLOATS = frozenset({"left", "right"})

#: an element at work and its children to come; link, strong and region as they were before it
_Frame: TypeAlias = tuple[HtmlElement, Iterator[HtmlElement], bool, bool, str]


class Walk(Collected):
    """State of the walk; no recursion, so that no depth of nesting can break it."""

    __slots__ = (
        "bold", "box", "closed", "columns", "content", "link", "linked", "origin", "parts", "region", "root",
        "size", "soft", "spared", "strong", "table",
    )  # fmt: skip

    def __init__(self, root: HtmlElement, spared: frozenset[HtmlElement]) -> None:
        super().__init__()
        self.root = root
        self.spared = spared  #: elements that are no furniture, whatever their names say
        traits = traits_of(root, "body")
        self.box = root_box(root, traits.marks)  #: the innermost one at hand
        self.boxes.append(self.box)
        self.sort(self.box, traits)
        self.content: Box | None = None  #: the article or main part of the page at hand
        self.table: Box | None = None  #: the table of data at hand
        self.columns = Columns()
        self.region = ""  #: of the cell at hand, in a table of data
        self.parts: list[str] = []  #: text of the line at hand
        self.origin: HtmlElement | None = None  #: the element of its first words
        self.linked = self.bold = 0  #: its characters in links, in bold or large type
        self.link = self.strong = False  #: is what comes a link, in bold or large type?
        self.closed = False  #: an inline element ended right here
        self.soft = False  #: the line before ended with a single <br>
        self.size = -1

    def run(self) -> None:
        """Visit every element once, in document order."""
        parts, add = self.parts, self.add
        if text := self.root.text:
            add(text, self.root)
        # A slice of children: to iterate over an element itself costs three times as much.
        stack: list[_Frame] = [(self.root, iter(self.root[:]), False, False, "")]
        while stack:
            element, children, link, strong, region = stack[-1]
            for child in children:
                tag: str = child.tag
                if tag in INLINE:
                    if len(child):
                        frame = (child, iter(child[:]), self.link, self.strong, self.region)
                        if self.enter_inline(child, tag):
                            stack.append(frame)
                            break
                    elif text := child.text:
                        self.leaf(child, tag, text)
                elif tag in TEXTLESS:
                    if tag in BREAKS:
                        self.end_line(tag == "br")
                        if tag == "hr":
                            self.rules.append((self.box, len(self.lines)))
                    elif tag == "img" and parts and child.get("align") in _FLOATS:
                        self.end_line(True)  # old pages begin the text with it, behind the date
                else:
                    inside = child[:]
                    if len(inside) > 1 or not self.is_told(child, tag, inside):
                        stack.append((child, iter(inside), self.link, self.strong, self.region))
                        if self.table is None:
                            self.box = self.open(child, tag)
                        else:
                            self.enter_cell(child, tag)
                        if (text := child.text) and (self.table is not None or not text.isspace()):
                            add(text, child)
                        break
                if (tail := child.tail) and (parts or not tail.isspace() or self.table is not None):
                    add(tail, element)
            else:
                stack.pop()
                if not stack:
                    break
                if self.box.element is element:
                    self.leave()
                elif element.tag in INLINE:
                    self.closed, self.link, self.strong = True, link, strong
                else:
                    parts.append(" ")  # a cell, or what stands in one
                self.region = region
                if tail := element.tail:
                    add(tail, stack[-1][0])
        self.end_line()
        self.boxes[0].last = len(self.lines)

    def leaf(self, element: HtmlElement, tag: str, text: str) -> None:
        """An inline element with nothing but text: most links are."""
        if is_hidden_leaf(element, tag):
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

    def is_told(self, element: HtmlElement, tag: str, inside: list[HtmlElement]) -> bool:
        """Tell at once of a block with nothing but text, or but one inline element with text: most are such.

        False where it is another, or stands in a link, in bold type or in a table of data.
        """
        if self.link or self.strong or self.table is not None:
            return False
        text, origin = element.text, element
        if inside:
            origin = inside[0]
            if origin.tag not in INLINE or len(origin) or (text and not text.isspace()):
                return False
            text, tail = origin.text, origin.tail
            if not text or (tail and not tail.isspace()) or is_hidden_leaf(origin, origin.tag):
                return False
        box = self.open(element, tag)
        if text and (line := self.keep(text, box, origin)) is not None:
            if inside:
                if origin.tag == "a":
                    line.linked = len(text.strip())
                elif is_strong(origin, origin.tag):
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

    def region_of(self, element: HtmlElement, tag: str, traits: Traits) -> str:
        """Kind of furniture that begins with an element, "" = none."""
        region = traits.region or tag_region(tag, self.content is not None)
        if tag == "form" and not region and not self.wraps(element):
            region = "form"
        if not region or element in self.spared or (tag == "button" and self.box.heading):
            return ""  # a button may be all that a heading is, and open the text below
        self.regions.add(region)
        return region

    def distinguish(self, box: Box, traits: Traits) -> None:
        """What its tag and its names make of a box and of what stands in it."""
        if traits.sorted:
            self.sort(box, traits)
        if traits.furniture and not box.region and (region := self.region_of(box.element, box.tag, traits)):
            box.region = region
            self.roots.append(box)
        if traits.opens and self.content is None:
            self.content = box
        if traits.rank:
            box.heading = traits.rank
        elif box.tag == "table" and is_data(box.element):
            self.table, self.columns, self.region = box, Columns(), box.region
            box.place = Place.TABLE
        if traits.caption:
            box.place = Place.CAPTION

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

    def wraps(self, form: HtmlElement) -> bool:
        """Does a form hold most of the page, as some systems put everything into one?"""
        if self.size < 0:
            self.size = len(inner_text(self.root))
        return len(inner_text(form)) * 3 > self.size

    def leave(self) -> None:
        """Close the box at hand."""
        if self.parts:
            self.end_line()
        self.soft = False
        box = self.box
        box.last = len(self.lines)
        if box is self.table:
            self.table = None
        elif box is self.content:
            self.content = None
        self.box = box.parent or box

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
