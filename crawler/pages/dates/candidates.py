"""The dates of a page that are weighed against each other."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC
from itertools import islice

from lxml.html import HtmlElement

from aggregator.dates import FoundDate
from aggregator.model import Published, make_published
from aggregator.vocabulary import Precision
from crawler.pages.blocks import Line
from crawler.pages.dates.labels import Label
from crawler.pages.dates.lines import Sighting

_CONFIDENCE = tuple(
    round(min(0.99, score / 105), 2) for score in range(106)
)  #: by the score of what is chosen

_GREENWICH = ("+00:00", "+0000", "Z")
_IN_HEAD = ("json-ld", "meta")
_FOR_MACHINES = (*_IN_HEAD, "time")
_ZONELESS = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?")


@dataclass(slots=True)
class Candidate:
    """A date with what speaks for it."""

    date: FoundDate
    modified: bool
    origin: str
    score: int
    gap: int  #: lines from the heading; 0 for what the head states


def are_several(chosen: Candidate, found: Iterable[Candidate]) -> bool:
    """Are places and days listed, as on a tour? A text is signed once."""
    return any(c.score == chosen.score and c.date.day != chosen.date.day for c in found)


def settled(chosen: Candidate, found: Iterable[Candidate]) -> Candidate:
    """The same with the hour that the page tells, be it elsewhere."""
    if chosen.date.precision is Precision.DAY:
        return finer(chosen, found)
    words = chosen.date.words
    if words.endswith(_GREENWICH):
        return _as_printed(chosen, found)
    told = chosen.origin.startswith(_IN_HEAD) and _ZONELESS.fullmatch(words)
    return _of_here(chosen, found) if told else chosen


def _of_here(chosen: Candidate, found: Iterable[Candidate]) -> Candidate:
    """The hour as printed, where a stamp without a zone is the same moment told by the clock of Greenwich."""
    moment = chosen.date.moment.replace(tzinfo=UTC)
    for other in found:
        date = other.date
        printed = not (other.modified or other.origin.startswith(_FOR_MACHINES))
        if printed and date.precision is Precision.MINUTE and date.moment == moment:
            return replace(other, score=max(chosen.score, other.score))
    return chosen


def _as_printed(chosen: Candidate, found: Iterable[Candidate]) -> Candidate:
    """The hour as printed, where a stamp has its figures and calls them Greenwich's: its clock is here."""
    stamp = chosen.date.words[11:16]
    for other in found:
        date = other.date
        if (
            not other.modified
            and date.precision is Precision.MINUTE
            and not date.words.endswith(_GREENWICH)
            and date.moment.strftime("%H:%M") == stamp
            and chosen.date.words.startswith(date.day.isoformat())
        ):
            return replace(other, score=max(chosen.score, other.score))
    return chosen


def finer(chosen: Candidate, found: Iterable[Candidate]) -> Candidate:
    """The same day told to the minute by another sure statement."""
    for other in found:
        if (
            not other.modified
            and other.score >= 50
            and other.date.precision is Precision.MINUTE
            and other.date.day == chosen.date.day
        ):
            return replace(other, score=max(chosen.score, other.score))
    return chosen


def holds_any(element: HtmlElement, lines: list[Line], numbers: Iterable[int]) -> bool:
    """Is an element around or right inside what one of these lines prints?"""
    return any(
        element is node or element.getparent() is node
        for origin in [lines[number].origin for number in numbers]
        for node in (origin, *islice(origin.iterancestors(), 2))
    )


def may_only_tell_the_day(sighting: Sighting) -> bool:
    """Is it no change of the page, and has it no hour by which another day is told more finely?"""
    modified = sighting.label is not None and sighting.label.kind is Label.MODIFIED
    return not modified and sighting.date.precision is Precision.DAY


def as_published(candidate: Candidate | None) -> Published | None:
    """What is said of the page by the date that was chosen."""
    if candidate is None:
        return None
    date, moment = candidate.date, candidate.date.moment
    if moment.second or moment.microsecond:
        moment = moment.replace(second=0, microsecond=0)
    return make_published(
        moment=moment,
        precision=date.precision,
        origin=candidate.origin,
        words=date.words,
        confidence=_CONFIDENCE[min(candidate.score, 105)],
    )
