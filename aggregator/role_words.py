"""The words that give a sum its role, from `role_words.yaml`, and what kind of page the sums stand on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache

from aggregator.cues import Cues, load_lists, read_patterns
from aggregator.vocabulary import Role


@dataclass(frozen=True, slots=True)
class RoleWord:
    """One cue: the role, how strongly it speaks, on which side of the sum it must stand."""

    name: str
    role: Role
    weight: float
    side: str  #: "", "before", "after", "touch" (just before)


class Setting(Enum):
    """What a page is, as far as the roles of its sums depend on it."""

    PLAIN = auto()
    CALL = auto()
    RESULTS = auto()
    REFUSED = auto()
    TENDER = auto()
    PRICES = auto()


@cache
def role_words() -> Cues[RoleWord]:
    """Cues of roles in running text, in order of precedence."""
    lists = load_lists("role_words.yaml")
    return Cues(
        (pattern, RoleWord(group["name"], Role(group["role"]), group["weight"], group.get("side", "")))
        for group in lists["groups"]
        for pattern in read_patterns(group["words"], lists["macros"], group.get("after", ""))
    )


@cache
def headings() -> Cues[Role]:
    """What the heading of a table column, or the label of a row, makes of its sums."""
    lists = load_lists("role_words.yaml")
    return Cues(
        (pattern, Role(role))
        for role, words in lists["headings"].items()
        for pattern in read_patterns(words, lists["macros"])
    )


_SETTINGS = tuple(
    (setting, re.compile("|".join(patterns)))
    for setting, patterns in (
        (
            Setting.REFUSED,
            (
                r"\bnie (?:otrzyma[lm]|uzyska[lm]|dosta[ln]|zakwalifik|znalaz|przyzna|udalo sie (?:poz|uzy|zdo))\w*",
                r"\bodrzuc\w+|\bodmow\w+|\bbez (?:dofinansowania|dotacji|grantu|wsparcia)|\bnie dojdzie do skutku|\bnegatywn\w+|\bnie tym razem",
                r"\bcofn\w+ (?:\w+ ){0,2}(?:dotacj|dofinans)|\bnie bedzie (?:dotacji|dofinansowania|pieniedzy)",
                r"\b(?:zostal\w+|rozstrzygniecie) (?:[^.]{0,40} )?cofniet",
                r"\bzabrakl\w+ (?:[^.]{0,30} )?(?:punkt|srodk|pieniedz)",
                r"\b(?:dotacj|dofinansowani)\w+ (?:cofn|odebran|wstrzyman|wycofan)\w*",
            ),
        ),
        (
            Setting.TENDER,
            (
                r"\bzapytani\w+ ofertow|\bprzetarg|\bzamowieni\w+ publiczn|\bofert\w* cenow|\brozeznani\w+ rynku",
            ),
        ),
        (
            Setting.RESULTS,
            (
                r"\bwyniki (?:\w+ ){0,2}(?:nabor|konkurs|program|edycj)\w*|\brozstrzygni\w+ (?:\w+ )?(?:nabor|konkurs)",
                r"\blist[aey] (?:\w+ )?(?:dofinansowan|beneficjent|wspart|podmiot|bibliotek|wniosk|zadan|projekt)",
                r"\b(?:inicjatyw|projekt|zadan|wniosk)\w* wybran|\blista laureatow|\bdofinansowane (?:projekt|inicjatyw)",
                r"\bwykaz (?:\w+ )?(?:beneficjent|dofinans|dotacj)|\bbeneficjenci\b|\bpodzial (?:srodk|dotacj)",
            ),
        ),
        (
            Setting.CALL,
            (
                r"\bnabor\w* (?:wniosk|ofert|projekt|inicjatyw|do (?:program|konkurs|\w*blisko))",
                r"\b(?:ogloszeni|oglasza|otwiera|rusz|startuj|trwa)\w* (?:\w+ ){0,4}nabor|\bskladani\w+ wnioskow",
                r"\bwnioski (?:mozna|nalezy|przyjm)|\bmozna (?:skladac|ubiegac|aplikowac)",
                r"\bkonkurs\w* (?:dotacyjn|grantow|na (?:\w+ )?inicjatyw|na (?:mikro)?grant)|\bzglos (?:\w+ )?pomysl",
            ),
        ),
        (
            Setting.PRICES,
            (r"\bwarsztat|\bspektakl|\bkoncert|\bkiermasz|\bcennik|\bregulamin|\bfestiwal|\bbilet|\bwyjazd",),
        ),
    )
)


def read_setting(title: str, text: str) -> Setting:
    """What kind of page the sums stand on, from its folded title and the first lines of its folded text."""
    for setting, pattern in _SETTINGS:
        if pattern.search(title):
            return setting
    for setting, pattern in _SETTINGS:
        if setting in _BY_LEAD and pattern.search(text, 0, 700):
            return setting
    return Setting.PLAIN


_BY_LEAD = frozenset({Setting.REFUSED, Setting.CALL})
