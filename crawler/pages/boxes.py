"""The boxes and lines that a page is seen as: what a block holds, and what a reader sees of its text.

A page has hundreds of them: the walk fills them in as it goes, for an `__init__` costs more than all that it
sets.
"""

from __future__ import annotations

from lxml.html import HtmlElement

from aggregator.vocabulary import Place
from crawler.pages.furniture.statements import is_meta


class Box:
    """A block element of the page and the run of lines inside it: `lines[first:last]`."""

    __slots__ = (
        "element", "first", "heading", "kids", "last", "marks", "parent", "place", "region", "tag",
    )  # fmt: skip

    element: HtmlElement
    tag: str
    marks: str  #: classes, "#id", "@itemprop", "$data-hook", "^role" in lower case
    parent: Box | None
    first: int
    last: int
    kids: list[Box]
    region: str  #: kind of furniture it is or stands in, "" = none
    heading: int  #: 1–6 of the heading it is or stands in, 0 = none
    place: Place


CHILDLESS: list[Box] = []  #: the kids of every box that has none: most have none, so they share it


def root_box(element: HtmlElement, marks: str) -> Box:
    """The box of the body."""
    box = Box()
    box.element = element
    box.tag = "body"
    box.marks = marks
    box.parent = None
    box.first = box.last = 0
    box.kids = CHILDLESS
    box.region = ""
    box.heading = 0
    box.place = Place.BODY
    return box


class Line:
    """A line of text as a reader sees it."""

    __slots__ = (
        "box", "folded", "heading", "index", "key", "linked", "meta", "origin", "place", "region", "soft",
        "strong", "text",
    )  # fmt: skip

    text: str
    folded: str  #: `fold(text)`, put in when all lines are known
    index: int
    box: Box  #: the innermost block it stands in
    heading: int  #: 1–6, 0 = none
    place: Place
    region: str  #: kind of furniture it belongs to, "" = none
    origin: HtmlElement  #: the element that its first words stand in
    linked: int  #: characters inside links
    strong: int  #: characters in bold or large type
    soft: bool  #: divided from the line before by a single <br>
    key: tuple[str, str] | None  #: by which a site profile knows it
    meta: bool | None  #: what `is_meta` said, None = it was not asked yet

    def is_meta(self) -> bool:
        """Does it state only date, author, category or number of readings? Many ask, it is read once."""
        if self.meta is None:
            self.meta = is_meta(self.folded)
        return self.meta
