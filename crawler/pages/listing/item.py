"""What an index page is read as: items, and clusters of items in like places."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml.html import HtmlElement

from crawler.pages.listing.links import is_title
from crawler.pages.listing.rows import Link, Row
from crawler.pages.listing.sections import Section

_LONG, _WORDS = 25, 3  #: characters and words of a title of news
_SENTENCE = 50  #: characters of a summary


@dataclass(slots=True, eq=False)
class Item:
    """Everything of one address in one place of the page."""

    url: str
    links: list[Link]
    parent: HtmlElement  #: the element that holds this and other items
    box: HtmlElement  #: the largest element that holds no other item
    first: int = 0  #: its lines
    last: int = 0
    under: list[Row] = field(
        default_factory=list
    )  #: lines of the cell below its own, where items share a row
    below_day: bool = False  #: is the line above it a day, of it and of those that follow?
    evidence: float = 0.0
    dated: bool = False  #: does something in its lines look like a day?
    told: bool = False  #: is there a summary in its lines?
    _title: tuple[int, Link] | None = None  #: the title among so many links

    @property
    def title_link(self) -> Link:
        """The link whose text is the title; where none is, the first."""
        if self._title is None or self._title[0] != len(self.links):
            named = [link for link in self.links if is_title(link.text) and link.text[0] != "#"]
            best = max(named, key=_as_title) if named else self.links[0]
            self._title = (len(self.links), best)
        return self._title[1]


def _as_title(link: Link) -> tuple[bool, bool, int]:
    """How much a link looks like a title: a summary that is a link, too, is longer than it."""
    told = len(link.text) > _SENTENCE and link.text[-1] in ".…"
    return link.heading, not told, len(link.text)


@dataclass(slots=True, eq=False)
class Cluster:
    """Items in like places."""

    items: list[Item] = field(default_factory=list)
    score: float = 0.0
    mean: float = 0.0  #: mean evidence of the items
    look: str = ""  #: of the places where its items stand
    soft: bool = False  #: stands where other news stand: beside, below
    archived: bool = False  #: headings above tell year or month of its items
    section: Section = field(default_factory=Section)  #: the heading it stands below

    @property
    def long_titles(self) -> bool:
        """Are most titles sentences, as those of news? What a library offers is told in fewer words."""
        titles = [entry.title_link.text for entry in self.items]
        return 2 * sum(len(title) >= _LONG and len(title.split()) >= _WORDS for title in titles) > len(titles)
