"""From what the grammar recognised to a `FoundDate`: the calendar, ranges, the time beside the date."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import NamedTuple

from aggregator.dates.clock import PLAIN_TIME, read_time
from aggregator.dates.found import FoundDate, end_of_month, warsaw
from aggregator.vocabulary import Precision

_new = tuple.__new__  #: of named tuples: their own way of making them takes twice as much
_DAY, _MINUTE = Precision.DAY, Precision.MINUTE
_MARK = re.compile(r",? ?(?:r\b\.?|roku?\b)")
LONGEST_RANGE = timedelta(days=3700)


def calendar_day(year: int | str, month: int | str | None, day: int | str) -> datetime | None:
    """Midnight of a day, None where the calendar has none."""
    return warsaw(int(year), int(month), int(day)) if month else None


def full_year(year: str) -> int:
    """Two digits are of this century up to 69."""
    number = int(year)
    return number if len(year) > 2 else 2000 + number if number < 70 else 1900 + number


class Begun(NamedTuple):
    """The day that a printed date begins with, or the last of a range of days."""

    start: int  #: where the number of the day stands
    day: int
    first: int  #: where the number stands that opens the range; `start` where there is no range
    opening: int = 0  #: the day that opens the range, 0 = no range


def ranged(
    text: str,
    folded: str,
    begun: Begun,
    end: int,
    last: datetime | None,
    *,
    relative: bool = False,
    missing: str = "",
) -> FoundDate | None:
    """A date, or the range that an earlier day of the same month opens ("1–15 marca 2023")."""
    if last is not None and 0 < begun.opening < last.day:
        first = last.replace(day=begun.opening)
        return build_range(text, folded, begun.first, end, first, last, relative=relative, missing=missing)
    return build(text, folded, begun.start, end, last, relative=relative, missing=missing)


def build_range(
    text: str,
    folded: str,
    start: int,
    end: int,
    first: datetime | None,
    last: datetime | None,
    *,
    relative: bool = False,
    missing: str = "",
) -> FoundDate | None:
    """A range of days, None where its end lies before its beginning."""
    if first is None or last is None or not timedelta(0) <= last - first < LONGEST_RANGE:
        return None
    end = _past_mark(folded, end)
    words = text[start:end]
    return FoundDate(start, end, words, first, _DAY, relative=relative, end_moment=last, missing=missing)


def build_month(
    text: str, folded: str, start: int, end: int, year: str, month: int, first_month: int | None = None
) -> FoundDate | None:
    """A month, or months of one year, without a day."""
    last = calendar_day(year, month, 1)
    first = calendar_day(year, first_month or month, 1)
    if first is None or last is None or first > last:
        return None
    end = _past_mark(folded, end)
    words = text[start:end]
    return FoundDate(start, end, words, first, _DAY, end_moment=end_of_month(last), missing="day")


def build(
    text: str,
    folded: str,
    start: int,
    end: int,
    day: datetime | None,
    *,
    relative: bool = False,
    missing: str = "",
    timeless: bool = False,
) -> FoundDate | None:
    """One day with the time that stands after (or before) it; `timeless`: no other figures are there."""
    if day is None:
        return None
    end = _past_mark(folded, end)
    if not timeless and (hit := PLAIN_TIME.match(folded, end)):
        timed = warsaw(day.year, day.month, day.day, int(hit[1]), int(hit[2]))
        if timed is not None:
            end = hit.end()
            return _new(
                FoundDate, (start, end, text[start:end], timed, _MINUTE, relative, False, None, missing)
            )
    time = None if timeless else read_time(folded, start, end)
    timed = time.on(day) if time is not None else None
    if time is None or timed is None:
        return _new(FoundDate, (start, end, text[start:end], day, _DAY, relative, False, None, missing))
    start, end = min(start, time.start), max(end, time.end)
    return _new(FoundDate, (start, end, text[start:end], timed, _MINUTE, relative, False, None, missing))


def _past_mark(folded: str, end: int) -> int:
    """End of the date with its "r." or "roku"."""
    mark = _MARK.match(folded, end) if "r" in folded[end : end + 3] else None
    return mark.end() if mark else end
