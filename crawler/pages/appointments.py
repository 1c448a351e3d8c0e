"""What a text tells of a day that stands beside its heading: is it that of an event?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from aggregator.dates import find_dates
from crawler.pages.blocks import Line
from crawler.pages.datelines import Sighting
from crawler.pages.dateshapes import INVITATION, tells_hour

_LEAST = 60  #: characters: shorter lines are no text
_LONGEST = 2000


def told_again(sighting: Sighting, text: list[Line], base: datetime) -> Iterator[Line]:
    """The lines of a text that tell the same day as a line beside its heading."""
    day = sighting.date.day
    for line in text:
        if len(line.text) > _LEAST and line.index != sighting.line and str(day.day) in line.text:
            found = find_dates(line.text[:_LONGEST], base=base, incomplete=True)
            if any((other.day.month, other.day.day) == (day.month, day.day) for other in found):
                yield line


def invites(line: Line) -> bool:
    """Does a line of a text invite to something at an hour?"""
    folded = line.folded[:_LONGEST]
    return bool(INVITATION.search(folded)) and tells_hour(folded)
