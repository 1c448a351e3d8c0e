"""Shapes that tell what a sum is, whatever the words around it: the foot of a list, a correction."""

from __future__ import annotations

import re

from aggregator.roles.surroundings import Reading, Surroundings
from aggregator.sums.printed import Sum
from aggregator.vocabulary import Role

_FOOT = re.compile(r"\W*(?:razem|lacznie|ogolem|w sumie|suma|lacznie to)(?: (?:to|daje|wynosi))?[\s:-]*")
#: who stands in the rows of a list of winners; the rows of one library's own tasks name none
WINNER = re.compile(
    r"\b(?:bibliote|ksiaznic|m?i?gbp|mbp|osp|kgw|sp|zs|gok|mok|szkol|stowarzysz|fundacj|grup|dom kultury"
    r"|kol[oa]|klub|parafi|centrum|osrod|gmin|powiat|klas)"
)
_NO = re.compile(r"\bnie \Z")
_BUT = re.compile(r",? ?(?:tylko|lecz|ale|a) (?:[a-z]+ ){0,2}\d")


#: "wzrosła z 10 000 zł do 15 000 zł", "o 5 000 zł do 15 000 zł": what stands between the sums, before the
#: first, and what grew
_TO = re.compile(
    r" (?:rocznie |brutto )?(?:az )?(?:do|na) (?:kwoty |sumy |poziomu |az |blisko |prawie |ponad )*"
)
_FROM = re.compile(
    r"\b(?:wzrosl|wzrasta|wzrosn|zwieksz|podnies|podnios|podnosi|podwyzsz|urosl|skoczyl|spadl|zmala|zmniejsz|obniz)[a-z]*"
    r"(?: [^.;\n\d]{0,70})? [zo] (?:kwote |kwoty |poziomu |sumy )?\Z"
)
#: "z otrzymanych 8 300 zł wydano 7 100 zł": what stands before the first sum, and between the two
_OUT_OF = re.compile(r"\bz(?:e)?(?: [^.;:\n\d]{0,90})? \Z")
_USED = re.compile(r"[^.;\n\d]{0,90}\b(?:wykorzyst|wydatk|wyd|zuzy|rozlicz|zaplac)\w+ \Z")
_USING = frozenset(["no ", "my ", "to "])  #: how `_USED` ends
_INTO = frozenset(["do ", "na ", "ty ", "my ", "mu ", "az ", "ko ", "ie ", "ad "])  #: how `_TO` ends
_GROWN = (
    (re.compile(r"\bwklad"), Role.OWN_CONTRIBUTION),
    (
        re.compile(r"\b(?:dotacj|dofinans|wsparci|grant|przyznan|subwencj|budzet\w* (?:bibliot|na rok))"),
        Role.GRANT,
    ),
    (re.compile(r"\b(?:rachun|czynsz|oplat|stawk|skladk|pensj|ogrzew|energi)"), Role.OTHER),
    (
        re.compile(
            r"\b(?:koszt|wartos)\w* (?:calej |calego )?"
            r"(?:robot|prac|inwestyc|budow|przebudow|rozbudow|remont|zadani|projekt|umow)"
        ),
        Role.TOTAL,
    ),
)


def by_shape(at: int, around: Surroundings) -> Reading | None:
    """The role of a sum whose shape alone tells it; None for most."""
    item = around.sums[at]
    sums, folded = around.sums, around.passages.folded
    denied = folded[item.start - 2] == "e" and folded.endswith("nie ", 0, item.start)
    if denied and _is_corrected(item, around):
        return Reading(Role.OTHER, 6.0, "corrected")
    if at > 2 and not around.in_title and _is_foot(at, around):
        return Reading(Role.PROGRAMME_BUDGET, 6.0, "foot-of-a-list")
    if len(sums) < 2:
        return None
    if at and folded[item.start - 3 : item.start] in _INTO and (role := _grown(at, around)) is not None:
        return Reading(role, 6.0, "grown")
    if at and folded[item.start - 3 : item.start] in _USING and _is_part_used(at, around):
        return Reading(Role.OTHER, 5.5, "part-used")
    following = sums[at + 1].start if at + 1 < len(sums) else 0
    if following and folded[following - 3 : following] in _INTO and _grown(at + 1, around) is not None:
        return Reading(Role.OTHER, 4.0, "grown-from")
    return None


def _grown(at: int, around: Surroundings) -> Role | None:
    """What a sum is to which another one rose or fell, if the sentence says what did."""
    folded, before, item = around.passages.folded, around.sums[at - 1], around.sums[at]
    start, _ = around.passages.sentence(before.start)
    if not _TO.fullmatch(folded, before.end, item.start) or not _FROM.search(folded, start, before.start):
        return None
    return next((role for subject, role in _GROWN if subject.search(folded, start, before.start)), None)


def _is_part_used(at: int, around: Surroundings) -> bool:
    """Whether a sum tells how much of the greater one before it was used."""
    folded, before, item = around.passages.folded, around.sums[at - 1], around.sums[at]
    if item.grosze >= before.grosze or _USED.fullmatch(folded, before.end, item.start) is None:
        return False
    start, _ = around.passages.sentence(before.start)
    return _OUT_OF.search(folded, start, before.start) is not None


def _is_corrected(item: Sum, around: Surroundings) -> bool:
    """ "Dostaliśmy nie 58, tylko 38 tys. zł"."""
    folded, start = around.passages.folded, item.start
    denied = _NO.search(folded, max(0, start - 5), start) is not None
    return denied and _BUT.match(folded, item.end) is not None


def _is_foot(at: int, around: Surroundings) -> bool:
    """Whether it adds up, to the grosz, the three or more lines above that name a winner each."""
    passages, item = around.passages, around.sums[at]
    start, _ = passages.line(item.start)
    if _FOOT.fullmatch(passages.folded, start, item.start) is None:
        return False
    if passages.folded.find("wklad", *passages.sentence(item.start)) >= 0:
        return False  # one commune got it all, and adds its part
    first, last = around.row_of(at)
    if last == at:
        last -= 1
    if first >= last:
        first, last = around.row_of(at - 1)
    rows = around.sums[first : last + 1]
    if len(rows) < 3 or sum(row.grosze for row in rows) != item.grosze:
        return False
    lines = [passages.folded[slice(*passages.line(row.start))] for row in rows]
    return sum(WINNER.search(line) is not None for line in lines) * 2 > len(lines)
