"""Days as people name them to a command, and the moments at which they begin and end in Poland."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from aggregator.errors import InputError

WARSAW = ZoneInfo("Europe/Warsaw")
_FIRST = date(1990, 1, 1)


def read_day(option: str, value: str) -> date | None:
    """The day an option names, None where it names none. Raises InputError."""
    try:
        return date.fromisoformat(value) if value else None
    except ValueError as exc:
        raise InputError(f"{option} `{value}` is no day. Write it like 2024-01-31.") from exc


def beginning(day: date | None) -> datetime | None:
    """The first moment of a day; of days before the web was there that of the first day we can count from.

    >>> beginning(date(1, 1, 1)).isoformat()
    '1990-01-01T00:00:00+01:00'
    """
    return datetime.combine(max(day, _FIRST), time(), WARSAW) if day else None


def end(day: date | None) -> datetime | None:
    """The moment that ends a day, which belongs to the next one; the last day there is never ends.

    >>> end(date(2025, 12, 31)).isoformat()
    '2026-01-01T00:00:00+01:00'
    """
    return beginning(day + timedelta(days=1)) if day and day < date.max else None


def read_days(since: str, until: str) -> tuple[date | None, date | None]:
    """The first and the last day that `--since` and `--until` name. Raises InputError."""
    first, last = read_day("--since", since), read_day("--until", until)
    if first and last and last < first:
        raise InputError(f"--until `{until}` lies before --since `{since}`. Swap the two.")
    return first, last


def read_period(since: str, until: str) -> tuple[datetime | None, datetime | None]:
    """The moments that bound these days, the second one outside. Raises InputError."""
    first, last = read_days(since, until)
    return beginning(first), end(last)
