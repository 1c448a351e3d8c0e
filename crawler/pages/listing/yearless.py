"""Days of items that leave their year out, in lists that print it where it is another."""

from __future__ import annotations

import re
from datetime import date as Day
from datetime import datetime

from aggregator.dates.words import MONTHS, ROMANS, choice
from aggregator.text import fold
from crawler.pages.listing.rows import Row

_LINE = 50  #: characters of a line that tells a day
_FEW = 2  #: words beside it
#: "9 lis", "26.10", "3 XI"; no hour, no part of a longer day
_DAY = re.compile(
    rf"(?<![\w.:/-])([0-3]?\d)(?:\.([01]?\d)\.?|\.? ({choice([*MONTHS, *ROMANS])})\.?)(?![\w:/-]|[. ]?\d)"
)
_WORD = re.compile(r"(?!o\b)[^\W\d]+")
_HOUR = re.compile(r"\d[:.]\d\d\b|\bgodz")
#: as a feed prints an hour behind "wczoraj", and hours alone for today
_RECENT_HOUR = re.compile(r"\b(?:wczoraj|dzis(?:iaj)?),? o \d\d?[:.]\d\d\W*$")
_HOURS_AGO = re.compile(r"(?<!\d)(\d\d?) (?:godz|min|h)\b\.?\W*$")


def completed(days: list[str | None], items: list[list[Row]], base: datetime) -> list[str]:
    """The days of all items, the newest first; none = some have none, or they are in no such order.

    `days` are those that are told whole or as "wczoraj": a list that has them shows that what has no year is
    of the twelve months before the visit.
    """
    newest = base.date()
    whole: list[str] = []
    hours = any(
        _RECENT_HOUR.search(fold(row.text)) for rows in items for row in rows if len(row.text) <= _LINE
    )
    for told, rows in zip(days, items, strict=True):
        day = Day.fromisoformat(told) if told else _latest(rows, base, hours=hours)
        if day is None or day > newest:
            return []
        newest = day
        whole.append(day.isoformat())
    return whole


def _latest(rows: list[Row], base: datetime, *, hours: bool) -> Day | None:
    """The day that one of the lines tells without its year, the last that was before the visit.

    With an hour it is that of an event, but not where the list prints `hours` behind its days.
    """
    newest = base.date()
    for row in rows:
        told = fold(row.text) if len(row.text) <= _LINE else ""
        hit = _DAY.search(told) if told else None
        if hours and told and _HOURS_AGO.search(told):
            return newest
        if (
            hit is None
            or (not hours and _HOUR.search(told))
            or len(_WORD.findall(told[: hit.start()] + told[hit.end() :])) > _FEW
        ):
            continue
        month = int(hit[2] or 0) or MONTHS.get(hit[3] or "", 0) or ROMANS.get(hit[3] or "", 0)
        for year in (newest.year, newest.year - 1):
            try:
                day = Day(year, month, int(hit[1]))
            except ValueError:
                continue
            if day <= newest:
                return day
    return None
