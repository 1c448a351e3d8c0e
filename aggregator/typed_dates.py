"""The days inside a text that matter: a call's opening and closing, the period of a task, events."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import TypeAlias

from aggregator.article import Article
from aggregator.cues import Beginning, Cue
from aggregator.date_words import date_words
from aggregator.dates import FoundDate, find_dates
from aggregator.dates.relative import SIGNS
from aggregator.model import TypedDate, make_date
from aggregator.passages import Passages
from aggregator.signs import SAID
from aggregator.vocabulary import DateRole

_CALL, _TASK, _EVENT, _CLOSING = "call", "task", "event", "closing"
_UNTIL = re.compile(
    r"\b(?:do|dnia|najpozniej|uplywa|mija|termin\w*(?: \w+){0,2}:?)"
    r"(?: dnia| konca| polnocy| godz\w*\.? ?[\d.:]+)*(?: \w+ek| \w+[ae],?)? ?\Z"
)
_SINCE = re.compile(
    r"\b(?:od|rusza|ruszy|startuje|wystartuje|rozpoczyna sie|rozpocznie sie|otwart\w+|poczawszy od"
    r"|rozpoczecie:?)(?: sie)?(?: dnia)?(?: w)? ?\Z"
)
_MAY_BE_RELATIVE = SAID.add(*SIGNS)
#: what words of dates begin at each place of a text
_Begun: TypeAlias = Mapping[int, Beginning[str]]
_LOOK = 170  #: characters on each side of a date


def find_typed_dates(article: Article) -> tuple[TypedDate, ...]:
    """Dates with a role, in order of the text, each (role, day) once; others are left out.

    What lacks a year lies near the publication. A range gives its two ends; an event its first day.
    """
    found: dict[tuple[DateRole, date], TypedDate] = {}
    in_title, in_text = article.looks
    for passages, look in ((article.head, in_title), (article.body, in_text)):
        if not look.dates:
            continue  # nothing tells what a date is about
        printed, folded = passages.printed, passages.folded
        for hit in find_dates(
            printed,
            base=article.moment,
            incomplete=True,
            folded=folded,
            digits=passages.digits,
            relative=bool(look.said & _MAY_BE_RELATIVE),
        ):
            if hit.relative and hit.moment < article.moment.replace(hour=0, minute=0):
                continue
            for role, day, rule in _roles(hit.near(article.moment), passages, look.dates, article):
                evidence = article.evidence(
                    "dates", f"{role} {day.isoformat()}", hit.start, hit.end,
                    rule=rule, confidence=0.7 if hit.missing else 0.9, in_title=look is in_title,
                )  # fmt: skip
                found.setdefault((role, day), make_date(role=role, value=day, evidence=evidence))
    return tuple(found.values())


def _roles(
    hit: FoundDate, passages: Passages, begun: _Begun, article: Article
) -> Iterator[tuple[DateRole, date, str]]:
    subject = _subject(hit, passages, begun, article)
    ranged = hit.end_moment is not None and hit.missing != "day"
    if subject == _CALL:
        yield from _ends(hit, passages, DateRole.OPENS, DateRole.DEADLINE, "words of a call", ranged)
    elif subject == _TASK:
        yield from _ends(hit, passages, DateRole.TASK_START, DateRole.TASK_END, "words of a task", ranged)
    elif subject == _EVENT and hit.missing != "day":
        before = passages.folded[max(0, hit.start - 30) : hit.start]
        if ranged or not _UNTIL.search(before) or not re.search(r"\bdo\b", before):
            yield DateRole.EVENT, hit.day, "words of an event"


def _ends(
    hit: FoundDate, passages: Passages, first: DateRole, last: DateRole, rule: str, ranged: bool
) -> Iterator[tuple[DateRole, date, str]]:
    before = passages.folded[max(0, hit.start - 60) : hit.start]
    months = hit.missing == "day" and re.search(r"\bdo\b|-", passages.folded[hit.start : hit.end])
    if ranged or months:
        yield first, hit.day, rule
        yield last, hit.last_day, rule
    elif _UNTIL.search(before):
        yield last, hit.last_day, rule
    elif _SINCE.search(before):
        yield first, hit.day, rule


def _subject(hit: FoundDate, passages: Passages, begun: _Begun, article: Article) -> str | None:
    """What the nearest telling words of the sentence are about; a label may end the line before."""
    start, end = passages.sentence(hit.start)
    start, end = max(start, hit.start - _LOOK), min(end, hit.end + _LOOK)
    cues = date_words().find_in(passages.folded, [(start, end)], begun)[0]
    if not cues:
        line = passages.line(hit.start)
        cell = passages.cell(hit.start) if passages.has_tables else None
        if cell is not None:
            cues = [
                Cue(line[0], line[0], cue.meaning) for cue in date_words().find(cell.heading or cell.label)
            ]
        elif (lead := passages.lead_in(hit.start, 4)) is not None and start <= line[0] + 2:
            cues = date_words().find_in(passages.folded, [lead], begun)[0]
    if any(cue.meaning == _CLOSING for cue in cues) and not _speaks_of_a_call(article):
        cues = [cue for cue in cues if cue.meaning != _CLOSING]
    nearest = min(cues, key=lambda cue: _gap(cue, hit)).meaning if cues else None
    return _CALL if nearest == _CLOSING else nearest


@lru_cache(maxsize=1)  # each date of an article may ask
def _speaks_of_a_call(article: Article) -> bool:
    """Whether the words of a call stand anywhere: "Termin mija 28 listopada" alone ends whatever there is."""
    return any(
        cue.meaning == _CALL for folded in (article.title, article.text) for cue in date_words().find(folded)
    )


def _gap(cue: Cue[str], hit: FoundDate) -> float:
    """Distance of words to a date; those before it are nearer, hours hardly tell."""
    weak = 40.0 if cue.meaning == _EVENT else 0.0
    if cue.end <= hit.start:
        return hit.start - cue.end + weak
    return 1.5 * max(0, cue.start - hit.end) + 15 + weak
