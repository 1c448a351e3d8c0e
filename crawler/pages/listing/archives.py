"""Archives: lists that print year and month once, in headings, and beside each item the rest of its day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date as Day
from urllib.parse import urlsplit

from aggregator.dates.words import MONTHS, ROMANS, WEEKDAYS, choice
from aggregator.text import fold
from crawler.pages.listing.regions import NEVER
from crawler.pages.listing.rows import Row, Rows

_HEADING = 30  #: characters of a heading that tells year or month
#: "Marzec 2021", "2021", "Marzec (4)"; posters have "WRZESIEŃ ’23"
_MONTH = re.compile(r"(?:([^\W\d]{3,12})\s*)?(?:((?:19|20)\d\d|(?<=\w )[’'`][0-3]\d)(?:\W+\d{1,3}\W*)?)?")
#: of what a page is: "Kronika: rok 2021", "Co u nas w roku 2020"
#: (titles have "Plan na rok 2021", "Książka roku 2020")
_YEAR_NAMED = re.compile(
    r"(?:.{0,30}\W)?(?:(?<!na )(?<!za )rok|[wz] roku|archiwum(?: [^\W\d]+){0,2})\W{1,3}((?:19|20)\d\d)\W*"
    r"|(?:aktualnosci|wiadomosci|wydarzenia|ogloszenia|komunikaty|newsy|wpisy|kronika)(?: z)?\W{1,3}"
    r"(?:[^\W\d]{3,12}\W)?((?:19|20)\d\d)(?:\W*r(?:oku?)?)?\W*"
)
_SCHOOL_YEAR = re.compile(r"rok szkolny:? ((?:19|20)\d\d) ?[/-] ?(?:20)?\d\d\W*")
_SEPTEMBER = 9
#: "24", "24.", "24.11", "24.11.", "24 XI", "wtorek, 24 listopada" and what may follow
_DAY = re.compile(
    rf"(?:(?:{choice([*WEEKDAYS, 'po', 'pi', 'ni'])})\W{{1,3}})?([0-3]?\d)"
    rf"(?:\.([01]?\d)(?![\d:])|[ -]({choice([*MONTHS, *ROMANS])})(?!\w))?\.?(?=[\s,|·]|$)"
)
#: month and day, as those print them who write "2024-05-06": "05-06"
_ISO = re.compile(r"([01]\d)-([0-3]\d)(?=[\s,|·]|$)")
#: year and month in that of an article: "/2024/07/", "/2024-07/", "/2024/"
_ADDRESS = re.compile(r"/((?:19|20)\d\d)(?:/(?:([01]?\d)(?=/))?|-([01]\d)(?=[/-]))")
_HOUR = re.compile(r"\d[:.]\d\d|\bgodz")
_WORD = re.compile(r"[^\W\d]+")
_FEW = 4  #: words beside the day in a line of its own
_LINE = 60  #: characters of a line that begins with the day of an item


class Archive:
    """The days of items on one page, as far as headings above them tell year and month."""

    def __init__(self, found: Rows, url: str = "") -> None:
        """`url`: of the page; a folder of it may tell the year, and the month, of all that it lists."""
        self._rows = found.rows
        named = _ADDRESS.search(urlsplit(url).path.rstrip("/") + "/")
        self._own = (int(named[1]), int(named[2] or named[3] or 0)) if named else (0, 0)
        self._above: dict[int, tuple[int, int]] | None = None
        self._iso = _month_first(found.rows)

    def dates(self, firsts: Sequence[int]) -> list[Day | None] | None:
        """The day of each item, told by the number of its first line.

        None where not all of them begin with a day ("10 powodów" is none), or where nothing stands above.
        """
        firsts = [self._behind_headings(first) for first in firsts]
        days = [self._day_at(first) for first in firsts]
        if not all(days):
            return None
        if self._above is None:
            self._above = _months_above(self._rows, *self._own)
        above = [self._above.get(first, (0, 0)) for first in firsts]
        told = [_of_parts(*place, *day) for place, day in zip(above, days, strict=True) if day]
        return told if any(told) else None

    def day_within(self, first: int, last: int, url: str) -> Day | None:
        """The day that a line of an item begins with, where its address or headings above tell the year."""
        short = [row for row in self._rows[first:last] if not row.heading and len(row.text) <= _LINE]
        told = next((day for row in short if (day := self._told(row)) and day[1] and _is_day(row)), None)
        if told is None:
            return None
        named = _ADDRESS.search(url)
        if named and told[1] == int(named[2] or named[3] or told[1]):
            return _of_parts(int(named[1]), 0, *told)
        if self._above is None:
            self._above = _months_above(self._rows, *self._own)
        return _of_parts(*self._above.get(first, (0, 0)), *told)

    def day_above(self, number: int) -> Day | None:
        """The day that a line of its own tells, where the address of the page or headings tell the year."""
        row = self._rows[number]
        told = self._told(row) if _is_day(row) else None
        if told is None or not told[1]:
            return None
        if self._above is None:
            self._above = _months_above(self._rows, *self._own)
        return _of_parts(*self._above.get(number, (0, 0)), *told)

    def _behind_headings(self, number: int) -> int:
        """The line after those that tell year and month: the box of a month's only item holds them, too."""
        while number + 1 < len(self._rows) and _tells(self._rows[number]):
            number += 1
        return number

    def _day_at(self, number: int) -> tuple[int, int] | None:
        """Day and month (0 = not said) that a line begins with."""
        return self._told(self._rows[number]) if number < len(self._rows) else None

    def _told(self, row: Row) -> tuple[int, int] | None:
        if self._iso and (hit := _iso_of(row)) is not None:
            return int(hit[2]), int(hit[1])
        return _day_of(row)


def _day_of(row: Row) -> tuple[int, int] | None:
    hit = _DAY.match(fold(row.text[:_LINE]))
    if hit is None:
        return None
    return int(hit[1]), int(hit[2] or 0) or MONTHS.get(hit[3] or "", 0) or ROMANS.get(hit[3] or "", 0)


def _iso_of(row: Row) -> re.Match[str] | None:
    """Month and day at the beginning of a line, or behind a title that is a link."""
    behind = row.text[-6:-5] == " " and row.linked > 0 and len(row.text) - row.linked <= len(" 09-24")
    return _ISO.match(row.text) or (_ISO.match(row.text, len(row.text) - 5) if behind else None)


def _month_first(rows: list[Row]) -> bool:
    """Do lines tell month and day ("09-24"), and would not all of them do for day and month?"""
    hits = [hit for row in rows if "-" in (row.text[2:3], row.text[-3:-2]) and (hit := _iso_of(row))]
    return bool(hits) and all(0 < int(hit[1]) <= 12 for hit in hits) and any(int(hit[2]) > 12 for hit in hits)


def _is_day(row: Row) -> bool:
    """Does a line tell little more than a day? One with an hour tells when something takes place."""
    hit = _DAY.match(fold(row.text)) or _ISO.match(row.text)
    rest = row.text[hit.end() :] if hit else ""
    return not _HOUR.search(rest) and len(_WORD.findall(rest)) <= _FEW


def _of_parts(year: int, month_above: int, day: int, month: int) -> Day | None:
    if year < 0:  # that of a school begins in September
        year = -year + ((month or month_above) < _SEPTEMBER)
    try:
        return Day(year, month or month_above, day)
    except ValueError:
        return None


def _may_tell(row: Row) -> bool:
    """May a line be a heading of an archive? A calendar has none, and a mere link leads to other years."""
    if row.heading:
        return row.region not in NEVER or row.region == "form"  # a button that opens what is below
    return row.region not in NEVER and row.linked < len(row.text)


def _tells(row: Row) -> bool:
    """Is a heading nothing but a year or a month?"""
    hit = _MONTH.fullmatch(fold(row.text)) if len(row.text) <= _HEADING and _may_tell(row) else None
    return bool(hit and (hit[1] or hit[2]) and (not hit[1] or hit[1] in MONTHS))


def _may_name(row: Row, level: int) -> bool:
    """May a heading name the year of what follows? Titles are links, or stand below one that does."""
    return bool(row.heading) and not row.linked and (not level or row.heading <= level)


def _months_above(rows: list[Row], own_year: int, own_month: int) -> dict[int, tuple[int, int]]:
    """Year (below 0: of a school) and month (0 = none) above each line, as headings ("2022", "Marzec") tell.

    Another heading of the rank of the years ("Najczęstsze pytania") ends them.
    """
    above: dict[int, tuple[int, int]] = {}
    year, month = own_year, own_month
    rank, level = "", 0
    for number, row in enumerate(rows):
        told = fold(row.text) if len(row.text) <= _HEADING and _may_tell(row) else ""
        hit = _MONTH.fullmatch(told) if told else None
        if hit and (hit[1] or hit[2]) and (not hit[1] or hit[1] in MONTHS):
            if hit[2]:
                year, rank, level, month = (
                    int(hit[2][-4:] if len(hit[2]) > 3 else f"20{hit[2][1:]}"),
                    row.element.tag,
                    row.heading,
                    0,
                )
            month = MONTHS.get(hit[1] or "", month)
        elif told.startswith("rok szkolny") and (school := _SCHOOL_YEAR.fullmatch(told)):
            year, rank, level, month = -int(school[1]), row.element.tag, row.heading, 0
        elif _may_name(row, level) and (named := _YEAR_NAMED.fullmatch(told)):
            year, rank, level, month = int(named[1] or named[2]), row.element.tag, row.heading, 0
        elif rank == row.element.tag and (row.heading or rank == "summary"):
            year, month, level = own_year, own_month, 0
        if year:
            above[number] = (year, month)
    return above
