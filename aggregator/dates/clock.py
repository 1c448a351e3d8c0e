"""The time of day beside a date."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from typing import NamedTuple

from aggregator.dates.found import WARSAW, warsaw
from aggregator.dates.words import WEEKDAYS, choice, spaced

_MARKER = spaced(r"(?:o |do |)(?:godz(?:\.|in(?:[aey]|ie)\b|)|g\.|h\.?|o\b|at\b) ?:? ?")
_AFTER = re.compile(
    rf"""(?:\ ?[(,]?\ ?(?:{choice(WEEKDAYS)})\b\.?\)?|)
    [ \t,;|t(/-]{{0,4}}+(?=[\dadgho])(?:
      (?:{_MARKER}|)(?P<h>[01]?\d|2[0-3]):(?P<m>[0-5]\d)(?::\d\d(?:[.,]\d+)?)?(?:\ ?(?P<half>[ap])\.?m\b\.?)?
      (?:(?P<zone>z|\ ?(?:utc|gmt|[+-]\d\d:?\d\d))\b|\ ces?t\b)?
    | {_MARKER}(?P<gh>[01]?\d|2[0-3])(?:[.,]?(?P<gm>[0-5]\d))?
    | (?P<dh>[01]\d|2[0-3])\.(?P<dm>[0-5]\d)(?=\ *(?:$|[\n|)]))
    )(?![\d])(?!:\d)""",
    re.VERBOSE,
)
#: how most times are printed: nothing but figures, and nothing behind them that may belong to them
PLAIN_TIME = re.compile(r"[ ,|t(/-]{1,4}+([01]?\d|2[0-3]):([0-5]\d)(?![^\n);|])")
_BEFORE = re.compile(
    rf"""(?:^|(?<=[^\d.:-]))(?:\b(?:{_MARKER})(?P<gh>[01]?\d|2[0-3])[.:](?P<gm>[0-5]\d)|(?P<h>[01]?\d|2[0-3]):(?P<m>[0-5]\d)(?::\d\d)?)
    [ ,|-]{{1,4}}(?:(?:w\ )?dni[au]\ |dn\.\ ?)?(?:(?:{choice(WEEKDAYS)})\b[.,]?\ ?)?$""",
    re.VERBOSE,
)
_HOUR = re.compile(r"[0-9][.:][0-5]")  #: most dates have none before them
_DIGIT = re.compile(r"\d")
_FAR = 48  #: characters behind a date within which the figures of its time begin


class Time(NamedTuple):
    """A printed time of day; offsets in the text."""

    start: int
    end: int
    hour: int
    minute: int
    offset: int | None  #: minutes east of UTC, None = Polish time

    def on(self, day: datetime) -> datetime | None:
        """This time on a day given as its Warsaw midnight."""
        if self.offset is None:
            return warsaw(day.year, day.month, day.day, self.hour, self.minute)
        zone = timezone(timedelta(minutes=self.offset))
        moment = datetime(day.year, day.month, day.day, self.hour, self.minute, tzinfo=zone)
        return moment.astimezone(WARSAW)


def read_time(folded: str, start: int, end: int) -> Time | None:
    """The time right after `end`, else right before `start`."""
    hit = None
    if end < len(folded) and _DIGIT.search(folded, end, end + _FAR):
        hit = _AFTER.match(folded, end)
    if hit:
        hour = int(hit["h"] or hit["gh"] or hit["dh"])
        if hit["half"] and hour <= 12:
            hour = hour % 12 + (12 if hit["half"] == "p" else 0)
        return Time(
            start, hit.end(), hour, int(hit["m"] or hit["gm"] or hit["dm"] or 0), _offset(hit["zone"])
        )
    if not start:
        return None
    from_ = max(0, start - 30)
    before = folded[from_:start]
    timed = (":" in before or "." in before) and _HOUR.search(before)
    hit = _BEFORE.search(before) if timed else None
    if hit:
        return Time(from_ + hit.start(), end, int(hit["h"] or hit["gh"]), int(hit["m"] or hit["gm"]), None)
    return None


def _offset(zone: str | None) -> int | None:
    if not zone:
        return None
    zone = zone.lstrip()
    if zone[0] not in "+-":
        return 0
    minutes = int(zone[1:3]) * 60 + int(zone[-2:])
    minutes = min(minutes, 14 * 60)
    return -minutes if zone[0] == "-" else minutes
