"""What stands around the place that a walk has come to: its box, article, table, and kind of furniture."""

from __future__ import annotations

from lxml.html import HtmlElement

from aggregator.vocabulary import Place
from crawler.pages.boxes import Box
from crawler.pages.collected import Collected
from crawler.pages.document import inner_text
from crawler.pages.furniture.region import tag_region
from crawler.pages.markup import Columns, Traits, is_data


class Surroundings(Collected):
    """The state of a walk between elements."""

    __slots__ = ("box", "columns", "content", "region", "root", "size", "spared", "table")

    def __init__(self, root: HtmlElement, box: Box, spared: frozenset[HtmlElement]) -> None:
        super().__init__()
        self.root = root
        self.spared = spared  #: elements that are no furniture, whatever their names say
        self.box = box  #: the innermost one at hand
        self.boxes.append(box)
        self.content: Box | None = None  #: the article or main part of the page at hand
        self.table: Box | None = None  #: the table of data at hand
        self.columns = Columns()
        self.region = ""  #: of the cell at hand, in a table of data
        self.size = -1  #: characters of the page, when they were counted

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

    def wraps(self, form: HtmlElement) -> bool:
        """Does a form hold most of the page, as some systems put everything into one?"""
        if self.size < 0:
            self.size = len(inner_text(self.root))
        return len(inner_text(form)) * 3 > self.size
