"""How strongly a word near a sum speaks for the sum's role: nearness, side, and what stands between."""

from __future__ import annotations

import re

from aggregator.cues import Cue
from aggregator.role_words import RoleWord
from aggregator.sum_places import Places
from aggregator.sums import Sum

_CLAUSE = re.compile(r"[,;()]| (?:a|i|oraz|zas) ")
_BEGIN_BEYOND = (",", ";", "(", ")", " ,", " ;", " (", " )")  #: one of them does what the next one matches
_BEYOND = re.compile(r" ?[,;()](?! ?ktor)")
#: "zl dotacji", "zl z kasy gminy": what stands right behind a sum in the genitive belongs to it
_COMPLEMENT = re.compile(r"(?:dotacji|dofinansowania|grantu|wkladu|srodkow|z|ze|od)\b")

_TOO_MANY = 3  #: so many sums between a word and a sum outweigh any word


def weigh(cue: Cue[RoleWord], item: Sum, places: Places, folded: str) -> float:
    """How strongly a cue speaks for a sum of a folded text; `places` are those of all its sums.

    Nearer words count more; a comma, another sum or the wrong side make a cue weaker.
    """
    start, end, word = cue
    if end <= item.start:
        if word.side == "after":
            return -9.0
        between = places.between(end, item.start) if places.several else 0
        if between >= _TOO_MANY:
            return -9.0
        gap = folded[end : item.start]
    elif start >= item.end:
        if word.side == "before":
            return -9.0
        between = places.between(item.end, start) if places.several else 0
        if between >= _TOO_MANY:
            return -9.0
        gap = folded[item.end : start]
        gap_cost = 0.0 if len(gap) <= 2 or word.side == "after" else 0.8
        if gap.startswith(_BEGIN_BEYOND) and _BEYOND.match(gap):
            gap_cost += 1.5
        if len(gap) <= 1 and _COMPLEMENT.match(folded, start):
            gap_cost = -0.8
        elif places.several and len(gap) > 1 and places.starting(end, end + 26):
            gap_cost += 1.5
        return word.weight - gap_cost - _distance(gap) * 1.5 - 3.5 * between
    else:
        return word.weight
    if word.side == "touch" and len(gap) > 4:
        return -9.0
    return word.weight - _distance(gap) - 3.0 * between


def _distance(gap: str) -> float:
    length = len(gap)
    if " a " in gap or " i " in gap or " oraz " in gap or " zas " in gap:
        clauses = len(_CLAUSE.findall(gap))
    else:
        clauses = gap.count(",") + gap.count(";") + gap.count("(") + gap.count(")")
    if length <= 40:
        return length * 0.025 + 0.7 * clauses
    return 40 * 0.025 + (length - 40) * 0.006 + 0.7 * clauses
