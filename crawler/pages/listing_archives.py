"""Archives: lists that print year and month once, in headings, and beside each item the rest of its day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date as Day

from aggregator.dates.words import MONTHS
from aggregator.text import fold
from crawler.pages.listing_rows import NEVER, Row, Rows

_HEADING = 30  #: characters of a heading that tells year or month
_MONTH = re.compile(r"(?:([^\W\d]{3,12})\s*)?(?:((?:19|20)\d\d)(?:\W+\d{1,3}\W*)?)?")
#: "24", "24.", "24.11", "24.11." and the title that may follow
_DAY = re.compile(r"([0-3]?\d)(?:\.([01]?\d)(?![\d:]))?\.?(?=\s|$)")


class Archive:
    """The days of items on one page, as far as headings above them tell year and month."""

    def __init__(self, found: Rows) -> None:
        self._rows = found.rows
        self._above: dict[int, tuple[int, int]] | None = None

    def dates(self, firsts: Sequence[int]) -> list[Day | None] | None:
        """The day of each item, told by the number of its first line.

        None where not all of them begin with a day ("10 powodów" is none), or where nothing stands above.
        """
        days = [self._day_at(first) for first in firsts]
        if not all(days):
            return None
        if self._above is None:
            self._above = _months_above(self._rows)
        above = [self._above.get(first, (0, 0)) for first in firsts]
        told = [_of_parts(*place, *day) for place, day in zip(above, days, strict=True) if day]
        return told if any(told) else None

    def _day_at(self, number: int) -> tuple[int, int] | None:
        """Day and month (0 = not said) that a line begins with."""
        hit = _DAY.match(self._rows[number].text) if number < len(self._rows) else None
        return (int(hit[1]), int(hit[2] or 0)) if hit else None


def _of_parts(year: int, month_above: int, day: int, month: int) -> Day | None:
    try:
        return Day(year, month or month_above, day)
    except ValueError:
        return None


def _months_above(rows: list[Row]) -> dict[int, tuple[int, int]]:
    """Year and month (0 = none) above each line, as headings ("2022", "Marzec") tell them.

    Another heading of the rank of the years ("Najczęstsze pytania") ends them.
    """
    above: dict[int, tuple[int, int]] = {}
    year = month = 0
    rank = ""
    for number, row in enumerate(rows):
        told = len(row.text) <= _HEADING and row.region not in NEVER  # a calendar tells no month of news
        hit = _MONTH.fullmatch(fold(row.text)) if told else None
        if hit and (hit[1] or hit[2]) and (not hit[1] or hit[1] in MONTHS):
            if hit[2]:
                year, rank, month = int(hit[2]), row.element.tag, 0
            month = MONTHS.get(hit[1] or "", month)
        elif rank == row.element.tag and (row.heading or rank == "summary"):
            year = month = 0
        if year:
            above[number] = (year, month)
    return above
