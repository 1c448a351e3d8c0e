"""The parts of an index page that headings name: news, or what is shown beside them."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import islice

from lxml.html import HtmlElement

from aggregator.dates.words import MONTHS
from aggregator.text import fold
from crawler.pages.document import names_of
from crawler.pages.listing.rows import Row, Rows

NEWS, OTHER = "news", "other"

_MOST = 400  #: headings above an item that are looked at; the titles of other items may be some
_NAMED = re.compile(r"(?:^|[ _-])(?:title|tytul|tyt|naglowek|heading|header|headline)(?:$|[ _-])")
_SMALL = 2  #: lines of a box around a heading and its link ("Aktualności | zobacz wszystkie")
_PICTURES = 3  #: links of a box that is more than a heading with its own: pictures have no lines
_LONGEST = 60  #: characters of a heading
#: headings of what is no list of news
_OTHERS = re.compile(
    r"\W*(?:(?:nadchodzace|najblizsze|zblizajace sie|przyszle) \w+(?: \w+)?|multimedia|filmy|wideo|terminarz"
    r"|(?:(?:foto)?galeri[ae]|kalendar\w+|harmonogram)(?: \w+){0,2}|najczesciej \w+|warto przeczytac"
    r"|(?:naj)?popularn(?:e|iejsze)(?: \w+)?|polecan[eya](?: \w+)?"
    r"|(?:nasz[ae] )?(?:oferta|uslugi|wydawnictwa)(?: (?:naszej )?biblioteki)?"
    r"|co oferujemy|czym sie zajmujemy"
    r"|nowosci (?:ksiazkowe|wydawnicze|czytelnicze|na polkach)|ksiazka (?:miesiaca|tygodnia)"
    r"|(?:nasz )?zespol|nasze filie|partnerzy|na skroty)\W*"
)
#: of tiles beside the news; at the head of a page it is what the page lists
_PROJECTS = re.compile(
    r"\W*(?:(?:nasze|zrealizowane|wazne) projekty|(?:ostatnie|najnowsze) (?:komentarze|opinie))\W*"
)
_NEWS = re.compile(
    r"\W*(?:(?:najnowsze|ostatnie|nasze|biezace) )?"
    r"(?:aktualnosci|wiadomosci|newsy?|wpisy|ogloszenia|komunikaty|wiesci|nowiny)(?: .{0,30})?"
    r"|\W*(?:(?:co (?:nowego|slychac|sie dzieje)|(?:u nas )?dzieje sie)(?: .{0,30})?"
    r"|co u nas(?: (?:slychac|nowego))?|z zycia .{3,30}"
    r"|(?:wiecej|pozostale|starsze) (?:artykul|wpis|post)\w*)\W*",
)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading over items: the number of its line, and what it says that follows."""

    row: int = -1  #: -1 = no heading
    kind: str = ""


class Sections:
    """Which heading an element stands below, so far as the heading's box holds it, too."""

    def __init__(self, found: Rows) -> None:
        self._found = found
        self._heads = [
            (number, row, self._reach(row))
            for number, row in enumerate(found.rows)
            if not row.linked and len(row.text) <= _LONGEST and _is_head(row) and not _tells_time(row)
        ]

    def above(self, box: HtmlElement) -> Section:
        """The nearest heading above a box that is no title like those inside it."""
        first, last = self._found.extent[box]
        rows = [row for row in self._found.rows[first:last] if row.heading]
        titles = {_look(row) for row in rows if not row.linked}
        last_above = bisect_left(self._heads, first, key=lambda head: head[0])
        for number, row, (start, end) in reversed(self._heads[max(0, last_above - _MOST) : last_above]):
            if (start <= first < end or first == last == end) and _look(row) not in titles:
                return Section(number, _kind(row))
        return Section()

    def _reach(self, row: Row) -> tuple[int, int]:
        """The lines of the box that a heading stands in."""
        node = row.element.getparent()
        for _ in range(2):
            if node is None or node not in self._found.extent:
                break
            first, last = self._found.extent[node]
            if last - first > _SMALL or sum(1 for _ in islice(node.iter("a"), _PICTURES)) == _PICTURES:
                return first, last
            node = node.getparent()
        return 0, 0


def _look(row: Row) -> tuple[object, ...]:
    around = (row.element, row.element.getparent())
    return tuple((node.tag, node.get("class")) for node in around if node is not None)


def _is_head(row: Row) -> bool:
    """Is a line a heading by its tag, or by the name of its box ("sekcja-tytul")?"""
    return bool(row.heading) or bool(_NAMED.search(names_of(row.element)))


def _tells_time(row: Row) -> bool:
    """Is a heading a day, a month or a year, of which there are many in one list?"""
    return any(sign.isdigit() for sign in row.text) or fold(row.text).strip(" .:") in MONTHS


def _kind(row: Row) -> str:
    told = fold(row.text)
    if _OTHERS.fullmatch(told) or (row.heading != 1 and _PROJECTS.fullmatch(told)):
        return OTHER
    return NEWS if _NEWS.fullmatch(told) else ""
