"""From what the grammar recognised to a `FoundDate`: the calendar, ranges, the time beside the date."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from aggregator.dates.clock import read_time
from aggregator.dates.found import FoundDate, end_of_month, warsaw
from aggregator.vocabulary import Precision

_MARK = re.compile(r",? ?(?:r\b\.?|roku?\b)")
LONGEST_RANGE = timedelta(days=3700)


def calendar_day(year: int | str, month: int | str | None, day: int | str) -> datetime | None:
    """Midnight of a day, None where the calendar has none."""
    return warsaw(int(year), int(month), int(day)) if month else None


def full_year(year: str) -> int:
    """Two digits are of this century up to 69."""
    number = int(year)
    return number if len(year) > 2 else 2000 + number if number < 70 else 1900 + number


def ranged(
    hit: re.Match[str],
    text: str,
    folded: str,
    last: datetime | None,
    start: int,
    *,
    relative: bool = False,
    missing: str = "",
) -> FoundDate | None:
    """A date, or the range that an earlier day of the same month opens ("1–15 marca 2023")."""
    groups = hit.re.groupindex
    opening = hit["first"] if "first" in groups else None
    if last is not None and opening and int(opening) < last.day:
        first = last.replace(day=int(opening))
        begin = hit.start()
        return build_range(text, folded, begin, hit.end(), first, last, relative=relative, missing=missing)
    return build(text, folded, start, hit.end(), last, relative=relative, missing=missing)


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
    return FoundDate(
        start=start, end=end, words=text[start:end], moment=first, precision=Precision.DAY,
        relative=relative, end_moment=last, missing=missing,
    )  # fmt: skip


def build_month(
    text: str, folded: str, start: int, end: int, year: str, month: int, first_month: int | None = None
) -> FoundDate | None:
    """A month, or months of one year, without a day."""
    last = calendar_day(year, month, 1)
    first = calendar_day(year, first_month or month, 1)
    if first is None or last is None or first > last:
        return None
    end = _past_mark(folded, end)
    return FoundDate(
        start=start, end=end, words=text[start:end], moment=first, precision=Precision.DAY,
        end_moment=end_of_month(last), missing="day",
    )  # fmt: skip


def build(
    text: str,
    folded: str,
    start: int,
    end: int,
    day: datetime | None,
    *,
    relative: bool = False,
    missing: str = "",
) -> FoundDate | None:
    """One day with the time that stands after (or before) it."""
    if day is None:
        return None
    end = _past_mark(folded, end)
    time = read_time(folded, start, end)
    moment, precision = day, Precision.DAY
    if time is not None:
        timed = time.on(day)
        if timed is not None:
            moment, precision, start, end = (
                timed,
                Precision.MINUTE,
                min(start, time.start),
                max(end, time.end),
            )
    return FoundDate(
        start=start, end=end, words=text[start:end], moment=moment, precision=precision,
        relative=relative, missing=missing,
    )  # fmt: skip


def _past_mark(folded: str, end: int) -> int:
    """End of the date with its "r." or "roku"."""
    mark = _MARK.match(folded, end)
    return mark.end() if mark else end
