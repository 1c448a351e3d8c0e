"""What a text tells of a day that stands beside its heading: is it that of an event?"""

from __future__ import annotations

from datetime import datetime

from aggregator.dates import find_dates
from crawler.pages.blocks import Line
from crawler.pages.dates.lines import Sighting
from crawler.pages.dates.shapes import INVITATION, tells_hour

_LEAST = 60  #: characters: shorter lines are no text
_LONGEST = 2000


def is_told_again(sighting: Sighting, text: list[Line], base: datetime, *, inviting: bool = False) -> bool:
    """Does a line of a text tell the same day as a line beside its heading?

    `inviting`: one that invites to something at an hour.
    """
    day = sighting.date.day
    for line in text:
        if len(line.text) <= _LEAST or line.index == sighting.line or str(day.day) not in line.text:
            continue
        folded = line.folded[:_LONGEST]
        if not inviting or is_inviting(folded):
            found = find_dates(line.text[:_LONGEST], base=base, incomplete=True, folded=folded)
            if any((other.day.month, other.day.day) == (day.month, day.day) for other in found):
                return True
    return False


def is_inviting(folded: str) -> bool:
    return bool(INVITATION.search(folded)) and tells_hour(folded)
