"""What the roles of the sums of one text are decided from; whatever many of them ask is worked out once."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

from aggregator.cues import Cue
from aggregator.passages import Passages
from aggregator.roles.words import RoleWord, Setting, role_words
from aggregator.sums.places import Places, alone_in_brackets, rows_of_sums
from aggregator.sums.printed import Sum
from aggregator.vocabulary import Role
from aggregator.weights import Said

#: a part of the page, and where in a text it stands
Stretch: TypeAlias = tuple[str, int, int]

LEARNED = (
    "learned weights"  #: the rule of sums whose role the words beside them only make likelier than others
)
ORGANISER = "words: organiser"  #: the rule of sums that those give who carry the library


class Reading(NamedTuple):
    """A role with how strongly the words speak for it, and the rule that did."""

    role: Role
    weight: float
    rule: str


class Surroundings:
    """One text (title or body) with its sums."""

    __slots__ = (
        "_bracketed", "_cues", "_rows", "_sentences", "about", "in_title", "passages", "places", "programmes",
        "read", "refused", "said", "setting", "sums",
    )  # fmt: skip

    def __init__(
        self,
        passages: Passages,
        sums: tuple[Sum, ...],
        setting: Setting,
        programmes: list[int],
        *,
        in_title: bool = False,
        refused: list[tuple[int, int]] | None = None,
        about: str = "",
    ) -> None:
        self.passages = passages
        self.sums = sums
        self.setting = setting
        self.programmes = programmes  #: offsets of programme mentions, ascending
        self.in_title = in_title
        self.refused = refused or []  #: rows of a list that won nothing
        self.about = about  #: for a title: the first words of the text, folded
        self.places = Places(sums)
        self.read: dict[int, Reading] = {}  #: by the number of the sum, found so far
        self.said: dict[Stretch | tuple[str, str], Said] = {}  #: what weights make of the words of stretches
        self._sentences: dict[int, tuple[int, int]] = {}
        self._cues: dict[tuple[int, int], list[Cue[RoleWord]]] = {}
        self._rows: list[tuple[int, int]] = []
        self._bracketed: dict[int, int] = {}

    def sentence(self, at: int) -> tuple[int, int]:
        """The sentence that the sum number `at` stands in, looked up once."""
        found = self._sentences.get(at)
        if found is None:
            found = self._sentences[at] = self.passages.sentence(self.sums[at].start)
        return found

    def cues_in(self, start: int, end: int) -> list[Cue[RoleWord]]:
        """The cues of a stretch of the text, looked up once."""
        found = self._cues.get((start, end))
        if found is None:
            found = self._cues[start, end] = role_words().find(self.passages.folded, start, end)
        return found

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
