"""The words that give a sum its role, from `role_words.yaml`, and what kind of page the sums stand on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum, auto
from functools import cache
from typing import TypeAlias

from aggregator.cues import Beginning, Cues
from aggregator.vocabulary import Role
from aggregator.word_lists import load_lists, read_patterns


@dataclass(frozen=True, slots=True)
class RoleWord:
    """One cue: the role, how strongly it speaks, on which side of the sum it must stand."""

    name: str
    role: Role
    weight: float
    side: str  #: "", "before", "after", "touch" (just before)


class Setting(IntEnum):
    """What a page is, as far as the roles of its sums depend on it; the least counts."""

    REFUSED = auto()
    TENDER = auto()
    RESULTS = auto()
    CALL = auto()
    PRICES = auto()
    PLAIN = auto()


_SUM = re.compile(r"\d ?(?:tys\.? |mln )?(?:zl|pln)\b")


@cache
def role_words() -> Cues[RoleWord]:
    """Cues of roles in running text, in order of precedence."""
    lists = load_lists("role_words.yaml")
    table = [
        (pattern, RoleWord(group["name"], Role(group["role"]), group["weight"], group.get("side", "")))
        for group in lists["groups"]
        for pattern in read_patterns(group["words"], lists["macros"], group.get("after", ""))
    ]
    return Cues(table, apart=_SUM)


@cache
def headings() -> Cues[Role]:
    """What the heading of a table column, or the label of a row, makes of its sums."""
    lists = load_lists("role_words.yaml")
    return Cues(
        (pattern, Role(role))
        for role, words in lists["headings"].items()
        for pattern in read_patterns(words, lists["macros"])
    )


@cache
def setting_words() -> Cues[Setting]:
    """What names the kind of page that sums stand on."""
    lists = load_lists("role_words.yaml")
    return Cues(
        (pattern, Setting[name.upper()])
        for name, words in lists["settings"].items()
        for pattern in read_patterns(words, lists["macros"])
    )


#: what begins where in a text
_Begun: TypeAlias = Mapping[int, Beginning[Setting]]


def read_setting(title: str, text: str, of_title: _Begun, of_text: _Begun) -> Setting:
    """What kind of page the sums stand on, from its folded title and the first lines of its folded text, of
    which is known what begins where.
    """
    named: set[Setting] = set()
    words = setting_words()
    if of_title:
        named = {cue.meaning for cue in words.find_in(title, [(0, len(title))], of_title)[0]}
    if of_text and not named:
        named = {cue.meaning for cue in words.find_in(text, [(0, _LEAD)], of_text)[0]} & _BY_LEAD
        if Setting.CALL in named and _GIVEN.search(text, 0, _LEAD):
            named.discard(Setting.CALL)
    return min(named, default=Setting.PLAIN)


_LEAD = 700
#: by the first letters, which a search skips to
_GIVEN = re.compile(
    r"o(?<=\bo)trzyma[lm]|uz(?<=\buz)yska[lm]|do(?<=\bdo)sta[lm]|ro(?<=\bro)zpatrzon\w+ pozytywnie"
    r"|p(?<=\bp)(?:rzyzna(?:l|no|na)|ozyska[lm]|odpisa[lnm]\w* [^.]{0,60}(?:umow|aneks))"
)
_BY_LEAD = frozenset({Setting.REFUSED, Setting.CALL})
