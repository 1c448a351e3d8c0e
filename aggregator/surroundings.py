"""What the roles of the sums of one text are decided from; whatever many of them ask is worked out once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from aggregator.cues import Cue
from aggregator.passages import Passages
from aggregator.role_words import RoleWord, Setting, role_words
from aggregator.sum_places import Places, alone_in_brackets, rows_of_sums
from aggregator.sums import Sum
from aggregator.vocabulary import Role


class Reading(NamedTuple):
    """A role with how strongly the words speak for it, and the rule that did."""

    role: Role
    weight: float
    rule: str


@dataclass(slots=True)
class Surroundings:
    """One text (title or body) with its sums."""

    passages: Passages
    sums: tuple[Sum, ...]
    setting: Setting
    programmes: tuple[int, ...]  #: offsets of programme mentions, ascending
    in_title: bool = False
    refused: list[tuple[int, int]] = field(default_factory=list)  #: rows of a list that won nothing
    about: str = ""  #: for a title: the first words of the text, folded
    places: Places = field(init=False)
    read: dict[int, Reading] = field(default_factory=dict)  #: by the number of the sum, found so far
    _cues: dict[tuple[int, int], list[Cue[RoleWord]]] = field(default_factory=dict)
    _rows: list[tuple[int, int]] = field(default_factory=list)
    _bracketed: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.places = Places(self.sums)

    def cues_in(self, start: int, end: int) -> list[Cue[RoleWord]]:
        """The cues of a stretch of the text, looked up once."""
        if (start, end) not in self._cues:
            self._cues[start, end] = role_words().find(self.passages.folded, start, end)
        return self._cues[start, end]

    def row_of(self, at: int) -> tuple[int, int]:
        """First and last sum of the list of lines that the sum number `at` ends one of."""
        self._rows = self._rows or rows_of_sums(self.sums, self.passages)
        return self._rows[at]

    def bracketed(self, start: int, end: int) -> int:
        """How many sums of a sentence stand alone in brackets."""
        if start not in self._bracketed:
            folded = self.passages.folded
            self._bracketed[start] = sum(
                alone_in_brackets(folded, self.sums[at]) for at in self.places.starting(start, end)
            )
        return self._bracketed[start]
