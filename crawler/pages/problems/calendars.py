"""Pages that are nothing but a month of a calendar: they lead to events, as lists do."""

from __future__ import annotations

import re
from itertools import pairwise

from aggregator.alternation import united
from aggregator.dates.words import MONTHS, WEEKDAYS
from crawler.pages.blocks import Line
from crawler.pages.furniture.told_blocks import names_week
from crawler.pages.problems.gates import TOLD, Facts

_NAMED = re.compile(
    rf"""\W*(?:(?:kalendar\w*|terminarz|harmonogram|wydarzenia|imprezy|events?|calendar)\b.{{0,40}}
      |(?:{united(MONTHS)})\W+(?:19|20)\d\d\W*)$""",
    re.VERBOSE,
)
_STEPS = 6  #: from the first day of a week to its last


class Calendars(Facts):
    """The rule of a month."""

    def is_calendar(self) -> bool:
        """Does a page name a month or a calendar, show its weeks, and tell nothing else?"""
        if not self._is_named() or self.has_pictures():
            return False
        told = sum(len(line) for line in self.article.splitlines() if len(line) >= 40 and line[-1] in ".!?")
        return told < TOLD and self._shows_weeks()

    def _is_named(self) -> bool:
        heads = (line.folded for line in self.lines.lines if line.heading and line.region != "sidebar")
        return any(map(_NAMED.match, (self.title, self.head.split(" - ")[0], *heads)))

    def _shows_weeks(self) -> bool:
        lines = [line for line in self.lines.lines if line.region not in {"sidebar", "menu", "footer"}]
        return any(names_week(line) for line in lines) or _names_days(lines)


def _names_days(lines: list[Line]) -> bool:
    """Stand the days of the week in a row of lines of their own?"""
    row = 0
    for day, following in pairwise(WEEKDAYS.get(line.folded.strip(" ."), -2) for line in lines):
        row = row + 1 if (day + 1) % 7 == following else 0
        if row == _STEPS:
            return True
    return False
