"""A date as it stands in a text."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from aggregator.vocabulary import Precision

WARSAW = ZoneInfo("Europe/Warsaw")
_HALF_A_YEAR = timedelta(days=182)
FIRST_YEAR, LAST_YEAR = 1900, 2100  #: dates outside are slips of the pen


class FoundDate(NamedTuple):
    """A printed date (or range of days) and where it stands: `text[start:end] == words`.

    `missing` names the part that the page does not print: "" = complete; "year" = `moment` stands in
    the year of the base; "day" = `moment` is the first day of the month, `end_moment` its last.
    """

    start: int
    end: int
    words: str
    moment: datetime  #: aware, Europe/Warsaw; midnight where no time is printed
    precision: Precision
    relative: bool = False  #: counted from the base ("wczoraj", "1 września br.")
    rough: bool = False  #: counted in whole weeks, months or years ("rok temu"): the day is a guess
    end_moment: datetime | None = None  #: last day of a range, midnight
    missing: str = ""  #: "", "year" or "day"

    @property
    def day(self) -> date:
        """First (or only) day, in Poland."""
        return self.moment.date()

    @property
    def last_day(self) -> date:
        """Last (or only) day, in Poland."""
        return (self.end_moment or self.moment).date()

    def near(self, base: datetime) -> FoundDate:
        """The same date with a missing year chosen so that it lies nearest to `base`; else unchanged."""
        if self.missing != "year":
            return self
        home = base.astimezone(WARSAW)
        if abs(self.moment - home) < _HALF_A_YEAR:
            return self  # in any other year it lies farther away
        choices = [
            moment
            for year in (home.year - 1, home.year, home.year + 1)
            if (moment := _in_year(self.moment, year)) is not None
        ]
        best = min(choices, key=lambda moment: abs(moment - home), default=self.moment)
        length = (self.end_moment - self.moment) if self.end_moment else None
        return self._replace(moment=best, end_moment=best + length if length is not None else None)

    def to_the_day(self) -> FoundDate:
        """Without its time where that is midnight, in Poland or in UTC: so do programs write a mere day."""
        if self.precision is not Precision.MINUTE:
            return self
        moment = self.moment
        midnight = moment.hour == moment.minute == 0
        if not midnight and self.words.rstrip().lower().endswith(("z", "+00:00", "+0000")):
            utc = moment.astimezone(UTC)
            midnight = utc.hour == utc.minute == 0
        if midnight:
            return self._replace(
                moment=moment.replace(hour=0, minute=0, second=0, microsecond=0), precision=Precision.DAY
            )
        return self


PrintedDate = FoundDate  #: a whole string that is one date


def warsaw(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime | None:
    """An aware Warsaw time, None where the calendar has no such day. A time that the clocks skip is moved
    on by the hour that they skip.

    >>> warsaw(2021, 6, 31) is None
    True
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        moment = datetime(year, month, day, hour, minute, 0, 0, WARSAW)
    except ValueError:
        return None
    # the clocks are changed at night
    return moment.astimezone(UTC).astimezone(WARSAW) if hour and not 3 < hour < 23 else moment


def end_of_month(first: datetime) -> datetime:
    """Midnight of the last day of the month that `first` opens."""
    following = (first.replace(day=28) + timedelta(days=4)).replace(day=1)
    return following - timedelta(days=1)


def _in_year(moment: datetime, year: int) -> datetime | None:
    try:
        return moment.replace(year=year)
    except ValueError:
        return None
