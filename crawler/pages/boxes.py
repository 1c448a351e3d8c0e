"""The boxes and lines that a page is seen as: what a block holds, and what a reader sees of its text."""

from __future__ import annotations

from lxml.html import HtmlElement

from aggregator.vocabulary import Place


class Box:
    """A block element of the page and the run of lines inside it: `lines[first:last]`."""

    __slots__ = (
        "element", "first", "heading", "inside", "kids", "last", "marks", "parent", "place", "region", "tag",
    )  # fmt: skip

    def __init__(self, element: HtmlElement, tag: str, marks: str, parent: Box | None, first: int) -> None:
        self.element = element
        self.tag = tag
        self.marks = marks  #: classes, "#id", "@itemprop", "$data-hook", "^role" in lower case
        self.parent = parent
        self.first = first
        self.last = first
        self.kids = CHILDLESS
        if parent is None:
            self.region = ""  #: kind of furniture it is or stands in, "" = none
            self.heading = 0  #: 1–6 of the heading it is or stands in
            self.place = Place.BODY
            self.inside = False  #: an article or the main part of the page
            return
        self.region = parent.region
        self.heading = parent.heading
        self.place = parent.place
        self.inside = parent.inside
        if parent.kids is CHILDLESS:
            parent.kids = [self]
        else:
            parent.kids.append(self)


CHILDLESS: list[Box] = []  #: the kids of every box that has none: most have none, so they share it


class Line:
    """A line of text as a reader sees it."""

    __slots__ = (
        "box", "folded", "heading", "index", "key", "linked", "origin", "place", "region", "soft", "strong",
        "text",
    )  # fmt: skip

    def __init__(self, text: str, index: int, box: Box, origin: HtmlElement) -> None:
        self.text = text
        self.folded: str  #: `fold(text)`, put in when all lines are known
        self.index = index
        self.box = box  #: the innermost block it stands in
        self.heading = box.heading  #: 1–6
        self.place = box.place
        self.region = box.region  #: kind of furniture it belongs to, "" = none
        self.origin = origin  #: the element that its first words stand in
        self.linked = 0  #: characters inside links
        self.strong = 0  #: characters in bold or large type
        self.soft = False  #: divided from the line before by a single <br>
        self.key: tuple[str, str] | None = None  #: by which a site profile knows it
