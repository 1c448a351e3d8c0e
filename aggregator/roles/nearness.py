"""How strongly a word near a sum speaks for the sum's role: nearness, side, and what stands between."""

from __future__ import annotations

import re

from aggregator.cues import Cue
from aggregator.roles.words import RoleWord
from aggregator.sums.places import Places
from aggregator.sums.printed import Sum

_CLAUSE = re.compile(r"[,;()]| (?:a|i|oraz|zas) ")
_BEGIN_BEYOND = (",", ";", "(", ")", " ,", " ;", " (", " )")  #: one of them does what the next one matches
_BEYOND = re.compile(r" ?[,;()](?! ?ktor)")
#: "zl dotacji", "zl z kasy gminy": what stands right behind a sum in the genitive belongs to it
_COMPLEMENT = re.compile(r"(?:dotacji|dofinansowania|grantu|wkladu|srodkow|z|ze|od)\b")

_NEVER = -9.0  #: weight of what says nothing of a sum
_TOO_MANY = 3  #: so many sums between a word and a sum outweigh any word


def weigh(cue: Cue[RoleWord], item: Sum, places: Places, folded: str) -> float:
    """How strongly a cue speaks for a sum of a folded text; `places` are those of all its sums.

    Nearer words count more; a comma, another sum or the wrong side make a cue weaker.
    """
    start, end, word = cue
    opens, closes = item.start, item.end
    if end <= opens:
        if word.side == "after":
            return _NEVER
        between = places.between(end, opens) if places.several else 0
        gap = folded[end:opens]
        if between >= _TOO_MANY or (word.side == "touch" and len(gap) > 4):
            return _NEVER
        return word.weight - _distance(gap) - 3.0 * between
    if start < closes:
        return word.weight
    if word.side in ("before", "touch"):
        return _NEVER
    between = places.between(closes, start) if places.several else 0
    if between >= _TOO_MANY:
        return _NEVER
    gap = folded[closes:start]
    length = len(gap)
    if length <= 1 and _COMPLEMENT.match(folded, start):
        gap_cost = -0.8
    else:
        gap_cost = 0.0 if length <= 2 or word.side == "after" else 0.8
        if gap.startswith(_BEGIN_BEYOND) and _BEYOND.match(gap):
            gap_cost += 1.5
        if places.several and length > 1 and places.starting(end, end + 26):
            gap_cost += 1.5
    return word.weight - gap_cost - _distance(gap) * 1.5 - 3.5 * between


def _distance(gap: str) -> float:
    length = len(gap)
    if length < 2 and (not gap or gap == " "):
        return length * 0.025
    if " a " in gap or " i " in gap or " oraz " in gap or " zas " in gap:
        clauses = len(_CLAUSE.findall(gap))
    else:
        clauses = gap.count(",")
        if "(" in gap or ")" in gap or ";" in gap:
            clauses += gap.count(";") + gap.count("(") + gap.count(")")
    if length <= 40:
        return length * 0.025 + 0.7 * clauses
    return 40 * 0.025 + (length - 40) * 0.006 + 0.7 * clauses
