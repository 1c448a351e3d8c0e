"""The times that feeds, interfaces and lists state, as `Published` in Warsaw time."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

from aggregator.model import Published
from aggregator.vocabulary import Precision

WARSAW = ZoneInfo("Europe/Warsaw")
#: before the web came to Polish libraries, or a year that cannot be meant
_YEARS = range(1995, 2100)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_IN_PATH = re.compile(r"/(20[0-4]\d)/(0[1-9]|1[0-2])(?:/|$)")


def parse_moment(words: str) -> datetime | None:
    """RFC 822 or ISO 8601; without a zone it is Warsaw time. None where it is neither, or cannot be.

    >>> parse_moment("Thu, 19 Aug 2021 10:15:00 +0000").isoformat()
    '2021-08-19T12:15:00+02:00'
    >>> parse_moment("3021-01-01") is None
    True
    """
    words = words.strip()
    try:
        moment = datetime.fromisoformat(words) if words[:4].isdigit() else parsedate_to_datetime(words)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    try:
        moment = moment.replace(tzinfo=WARSAW) if moment.tzinfo is None else moment.astimezone(WARSAW)
    except (OverflowError, ValueError):
        return None
    return moment if moment.year in _YEARS else None


def stated(words: str, origin: str, *, confidence: float) -> Published | None:
    """What a list says of a publication, None where it says nothing that can be used."""
    moment = parse_moment(words)
    if moment is None:
        return None
    day_only = bool(_DAY.fullmatch(words.strip()))
    return Published(
        moment=datetime.combine(moment.date(), time(), WARSAW) if day_only else moment,
        precision=Precision.DAY if day_only else Precision.MINUTE,
        origin=origin,
        words=words.strip(),
        confidence=confidence,
    )


def month_in_address(url: str) -> date | None:
    """The first day of the month that an address such as `/2019/05/slug` names."""
    found = _IN_PATH.search(url)
    return date(int(found[1]), int(found[2]), 1) if found else None
