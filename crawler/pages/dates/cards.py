"""Which item of a page a date belongs to: its article, or one of the cards and lists of other news."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice
from typing import TypeAlias

from lxml.html import HtmlElement

from aggregator.dates.words import MONTHS
from aggregator.text import squeeze
from crawler.pages.blocks import Box, Line, Scan, root_of
from crawler.pages.dates.labels import Label, is_label_only, label_before, labels
from crawler.pages.dates.lines import Sighting
from crawler.pages.dates.shapes import is_chrome
from crawler.pages.document import inner_text
from crawler.pages.furniture.beside_text import holds_files
from crawler.pages.furniture.wording import is_chrome as is_tool

#: the element around, the tag, the first of its class names, the label of the date
_Group: TypeAlias = tuple[HtmlElement, str, str, str]
_FIGURE = re.compile(r"\d[./-]\d|\d{4}")
_TITLE = 8  #: characters of a link that may be the title of other news
#: what may stand between a heading and its date, links and all
_TOOLS = frozenset({"share", "accessibility", "meta", "header", "menu"})
_ITEMS = frozenset({"li", "tr", "td", "dd"})
_MOST_FIELDS = 10  #: lines of a card
#: addresses of all that one wrote, or that is filed alike: a byline leads there
_FILED = re.compile(r"[/?&;](?:authors?|autor|autorzy|redaktor|category|kategori[ae]|cat|tags?|tagi)[/=]")
_FIGURES = 3  #: characters of how often an article was commented on
_COLUMN = 5  #: lines from which a cell may be the column beside the text
_FAR = 12  #: lines from the heading within which a byline is looked for
_STEPS = 6  #: boxes looked up from a date


class Cards:
    """The repeated siblings with dates and links, outside of which the article stands."""

    def __init__(self, scan: Scan, seen: list[Sighting], at: int, article: tuple[int, int]) -> None:
        """`at` is the line of the heading, `article` the lines of the body; -1 = unknown."""
        self.scan = scan
        self.at = at
        self.around: set[HtmlElement] = set()  #: the boxes around the heading
        box: Box | None = scan.lines[at].box if at >= 0 else None
        while box is not None:
            self.around.add(box.element)
            box = box.parent
        self.article = article
        self.labels: dict[int, str] = {}
        self._dated: set[int] = set()
        for sighting in seen:
            self._dated.add(sighting.line)
            if sighting.label is not None:
                self.labels[sighting.line] = sighting.label.words
        self._told: dict[HtmlElement, list[int]] = {}
        self._groups: dict[_Group, set[HtmlElement]] | None = None

    @property
    def groups(self) -> dict[_Group, set[HtmlElement]]:
        """The boxes of dates that are like each other; most pages are done without."""
        if self._groups is None:
            self._groups = {}
            for line in self._dated:
                for own in self._boxes_up(line):
                    if own.parent is not None:
                        for label in {"", self.labels.get(line, "")}:
                            key = (own.parent.element, own.tag, _kind(own), label)
                            self._groups.setdefault(key, set()).add(own.element)
        return self._groups

    def holds(self, line: int) -> bool:
        """Does a dated line belong to other news: to one of several like it, or to another title?

        Where the date has a label, only others with the same label are like it.
        """
        label = self.labels.get(line, "")
        for own in self._boxes_up(line):
            if own.parent is None:
                break
            titled = self._is_titled(own, line)
            if titled == 2:
                return True
            if (
                titled
                and len(self._dated) > 1
                and len(self.groups.get((own.parent.element, own.tag, _kind(own), label), ())) > 1
            ):
                return True
        return False

    def is_below_another(self, line: int) -> bool:
        """Is the nearest heading between the article and a dated line a link to other news?"""
        last = self.article[1]
        low, high = (last, line) if line >= last > 0 else (line + 1, self.at)
        for each in reversed(self.scan.lines[low:high]):
            if each.heading and not each.region:
                return each.linked * 2 > len(each.text)
        return False

    def stands_alone(self, line: int) -> bool:
        """Does a dated line share its box with nothing but tools, where the box is not the article's?"""
        boxes = list(self._boxes_up(line))
        if not boxes:
            return True
        return all(other == line for other in self._telling(boxes[-1]))

    def _telling(self, box: Box) -> list[int]:
        """The first two lines of a box that are no tools; a list of thousands is looked through once."""
        if box.element not in self._told:
            told = (each.index for each in self.scan.lines[box.first : box.last] if _tells(each))
            self._told[box.element] = list(islice(told, 2))
        return self._told[box.element]

    def _boxes_up(self, line: int) -> Iterable[Box]:
        """The boxes of a line that do not hold the heading of the article, the innermost first."""
        box: Box | None = self.scan.lines[line].box
        steps = 0
        first, last = self.article
        while box is not None and box.element not in self.around and steps < _STEPS:
            if box.first <= first < last <= box.last:
                break
            yield box
            box, steps = box.parent, steps + 1

    def _is_titled(self, box: Box, dated: int) -> int:
        """2 = a linked heading of its own; 1 = a link that may be a title, or more text; 0 = neither."""
        if box.last - box.first > 12:
            return 0
        found = 0
        for line in self.scan.lines[box.first : box.last]:
            if (
                line.heading
                and len(line.text) > _FIGURES
                and line.index != dated
                and line.linked * 2 > len(line.text)
                and not is_filed(line)
            ):
                return 2
            told = line.index != dated and len(line.text) > 8 and line.folded not in MONTHS
            if line.heading or line.linked >= _TITLE or told:
                found = 1
        return found


def _tells(line: Line) -> bool:
    """Is a line a part of something, and no tool, counter or label that stands beside a day?"""
    if line.region or is_chrome(line.folded) or is_tool(line.folded):
        return False
    if line.linked and line.text[0] == "#":
        return False  # tags
    if not line.is_meta():
        return True
    return bool(_FIGURE.search(line.text)) and not any(
        found.kind is Label.MODIFIED for found in labels(line.text)
    )


def _kind(box: Box) -> str:
    """The first of the box's class names: the others often number it."""
    for mark in box.marks.split():
        if mark[0] not in "#@$^":
            return mark
    return ""


def parts_items(between: list[Line]) -> bool:
    """Do lines between a heading and a date hold a text or a link to something else, tools aside?"""
    for line in between:
        if line.region not in _TOOLS:
            linked = line.linked > 0.6 * len(line.text) > 10 and not is_tool(line.folded)
            if len(line.text) > 160 or (linked and not is_filed(line)):
                return True
    return False


def is_filed(line: Line) -> bool:
    """Do all links of a line lead to what its author wrote, or to what is filed alike?"""
    links = [link.get("href") or "" for link in line.box.element.iter("a")]
    return bool(links) and all(map(_FILED.search, links))


def steps_from(heading: int, number: int, lines: list[Line]) -> int:
    """How many lines a date stands below the heading, or above it (negative); its own byline counts once."""
    low, high = sorted((heading, number))
    own = lines[number].box
    steps = 0
    for line in lines[low + 1 : high] if high - low <= _FAR else ():
        listed = line.box.parent is own.parent and own.tag == line.box.tag in {"li", "dd", "dt"}
        steps -= line.box is own or listed
    steps += high - low
    return steps if number >= heading else -steps


def is_field(line: Line, lines: list[Line]) -> bool:
    """Is a line of a column the field of a card that leads nowhere ("Data publikacji", in a column beside the
    text)?"""
    if line.region != "sidebar":
        return False
    box = line.box
    while box.parent is not None and box.parent.last - box.parent.first <= _MOST_FIELDS:
        box = box.parent
    for other in lines[box.first : box.last]:
        if other.linked * 2 > len(other.text) > 11:
            return False
    above = lines[line.index - 1].text if line.index else ""
    return label_before(line.text) is not None or is_label_only(above) is not None


def is_column(line: Line, lines: list[Line]) -> bool:
    """Does a line stand in a cell with a menu, as in the column beside the text of an old page?"""
    box = line.box
    if box.tag != "td" and box.parent is not None:
        box = box.parent
    if box.tag != "td" or box.last - box.first < _COLUMN:
        return False
    return sum(other.linked * 2 > len(other.text) for other in lines[box.first : box.last]) > 1


def shares_header(line: Line, heading: int) -> bool:
    """Does the header of the page that a line stands in hold the heading, too?"""
    root = root_of(line.box)
    return root.first <= heading < root.last


def is_of_file(line: Line) -> bool:
    """Does a date tell when a document was added that the item links to?"""
    box = line.box
    if box.tag not in _ITEMS and box.parent is not None and box.parent.tag in _ITEMS:
        box = box.parent
    return box.last - box.first <= (_STEPS if box.tag in _ITEMS else 1) and holds_files(box)


def leads_to_another(item: HtmlElement, sighting: Sighting) -> bool:
    """Has an item of a list a link of more words than its date?"""
    words = sighting.date.words
    return any(len(squeeze(inner_text(link))) > len(words) + 8 for link in item.iter("a"))
