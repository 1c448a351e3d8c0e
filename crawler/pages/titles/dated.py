"""Headings that old news scripts print in one element with the day of the news ("12.03.2019 Nowe regały")."""

from __future__ import annotations

import re
from datetime import datetime

from aggregator.alternation import united
from aggregator.dates import WARSAW, find_dates
from aggregator.dates.words import MONTHS
from aggregator.text import fold, squeeze
from crawler.pages.blocks import Line, Scan
from crawler.pages.dates.appointments import is_inviting
from crawler.pages.dates.lines import Sighting
from crawler.pages.dates.shapes import DATED, INVITATION, tells_hour
from crawler.pages.document import inner_text
from crawler.pages.furniture.statements import is_meta

_FIGURES = r"\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d"
_WORDS = rf"\d{{1,2}} (?:{united(MONTHS)}) (?:19|20)\d\d"
_DAY = rf"(?:{_FIGURES}|{_WORDS})(?: ?r\.?(?!\w))?"
_LEADING = re.compile(rf"(?:\[(?:{_FIGURES})\]|\((?:{_FIGURES})\)|{_DAY}(?:,? \d\d?:\d\d)?)\s*[|:,–-]?\s+")
_TRAILING = re.compile(rf"\s+(?:\[{_DAY}\]|\({_DAY}\))$")
#: a day is the subject of what is closed, open or to be on it
_SUBJECT = re.compile(
    r"nieczynn|zamknie|\bczynn|skrocon|wolny|swiet|\bbedzi|\bnabor|termin|koncert|warsztat|wystaw|wernisa|festyn|\bdzien|\bnoc\b"
)
_INLINE = frozenset({"span", "small", "time", "em", "i", "b", "strong", "font"})
_TEXT = 12  #: lines below the heading
_LONGEST = 2000  #: characters of a line
_BASE = datetime(2000, 1, 1, tzinfo=WARSAW)  #: of no matter: the day is printed whole


def stamp_of_title(line: Line, scan: Scan) -> tuple[str, str]:
    """The day that a heading prints and the heading without it; "" and the heading where the day is none of
    the publication: the text invites for it, or the heading speaks of it."""
    stamp, rest = split_stamp(line.text, line.folded)
    if stamp and _tells_again(stamp, scan.lines[line.index + 1 : line.index + 1 + _TEXT]):
        return "", line.text
    return stamp, rest


def split_stamp(text: str, folded: str) -> tuple[str, str]:
    """A day before or in brackets behind a heading, and the heading, which does not speak of it; else "" and
    the text."""
    if not (text[0].isdigit() or text[0] in "[(" or text[-1] in "])"):
        return "", text
    if (hit := _LEADING.match(folded)) is not None:
        stamp, rest = text[: hit.end()], text[hit.end() :]
    elif (hit := _TRAILING.search(folded)) is not None:
        stamp, rest = text[hit.start() :], text[: hit.start()]
    else:
        return "", text
    if len(rest) < 4 or not (rest[0].isupper() or rest[0] in "„”\"«»'") or _is_subject(fold(rest)):
        return "", text
    return stamp.strip(), rest


def stamp_behind(line: Line) -> str:
    """The day in an element of its own right behind the one that a line names as the heading; "" = none."""
    if line.heading or not line.text.rstrip(" r.)]")[-1:].isdigit():
        return ""
    behind = line.origin.getnext()
    if behind is None or behind.tag not in _INLINE or (line.origin.tail or "").strip():
        return ""
    text = squeeze(inner_text(behind))
    alone = bool(text) and line.text.endswith(text) and is_meta(fold(text).strip("()[] "))
    return text if alone and DATED.search(text) else ""


def is_stamp_of_title(sighting: Sighting, scan: Scan) -> bool:
    """Is a day in the line of the heading that of the news?"""
    line = scan.lines[sighting.line]
    stamp, _ = stamp_of_title(line, scan)
    return sighting.date.words in (stamp or stamp_behind(line))


def _is_subject(folded: str) -> bool:
    return bool(_SUBJECT.search(folded) or INVITATION.search(folded)) or tells_hour(folded)


def _tells_again(stamp: str, lines: list[Line]) -> bool:
    """Does the text tell the same day, or invite to something at an hour?"""
    day = next(iter(find_dates(stamp, base=_BASE)), None)
    if day is None:
        return True
    for line in lines:
        if line.heading or line.region:
            continue
        if is_inviting(line.folded[:_LONGEST]):
            return True
        if str(day.moment.day) in line.text:
            told = find_dates(line.text[:_LONGEST], base=day.moment, incomplete=True)
            if any(other.day == day.day for other in told):
                return True
    return False
