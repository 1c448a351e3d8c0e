"""All dates of a text, in order."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from aggregator.dates.found import FoundDate
from aggregator.dates.grammar import find_absolute
from aggregator.dates.relative import find_relative
from aggregator.text import Run, fold
from aggregator.vocabulary import Precision

_BRIDGE = re.compile(r"\.?,? ?(?:-|do(?: dnia)?) ?(?:dnia )?")


def find_dates(
    text: str,
    *,
    base: datetime,
    incomplete: bool = False,
    folded: str | None = None,
    digits: list[Run] | None = None,
    relative: bool = True,
) -> list[FoundDate]:
    """The dates that `text` prints, by place, none overlapping. Times without a zone are Polish time.

    A range ("od 1 do 30 czerwca 2024 r.") is one date with `end_moment`. Relative ones are counted from
    `base`. With `incomplete` also dates that lack a part: see `FoundDate.missing`. What is known already
    saves work: `folded` is `fold(text)`, `digits` are where its digits stand, `relative` is False where none
    of `relative.SIGNS` stands there.

    >>> [str(d.day) for d in find_dates("Nabór trwa 1–15 marca 2023 r.", base=datetime(2023, 1, 1))]
    ['2023-03-01']
    """
    folded = fold(text) if folded is None else folded
    found = find_absolute(text, folded, base, digits)
    if relative:
        found += find_relative(text, folded, base)
    if len(found) < 2:
        return found if incomplete or not found or not found[0].missing else []
    found.sort(key=_place)
    kept: list[FoundDate] = []
    for date in found:
        if kept and date.start < kept[-1].end:
            continue
        joined = _join(kept[-1], date, text, folded) if kept else None
        if joined is None:
            kept.append(date)
        else:
            kept[-1] = joined
    return kept if incomplete else [date for date in kept if not date.missing]


def _place(date: FoundDate) -> tuple[int, int]:
    return date.start, -date.end


def _join(first: FoundDate, last: FoundDate, text: str, folded: str) -> FoundDate | None:
    """A range made of two dates with a dash or "do" between them, None where they are two dates."""
    if (
        last.start - first.end > 12
        or first.relative != last.relative
        or (first.end_moment and not first.missing)
    ):
        return None
    if not _BRIDGE.fullmatch(folded, first.end, last.start):
        return None
    opening = _opening(first, last)
    closing = last.end_moment or last.moment
    if opening is None or not timedelta(0) <= closing - opening < timedelta(days=3700):
        return None
    return last._replace(
        start=first.start, words=text[first.start : last.end], moment=opening, precision=Precision.DAY,
        end_moment=closing.replace(hour=0, minute=0), missing=first.missing and last.missing and last.missing,
    )  # fmt: skip


def _opening(first: FoundDate, last: FoundDate) -> datetime | None:
    """First day of the range; a year that only the last day has counts for both."""
    moment = first.moment.replace(hour=0, minute=0)
    if first.missing != "year" or last.missing:
        return moment
    closing = last.end_moment or last.moment
    for year in (closing.year, closing.year - 1):
        try:
            shifted = moment.replace(year=year)
        except ValueError:
            return None
        if shifted <= closing:
            return shifted
    return None
