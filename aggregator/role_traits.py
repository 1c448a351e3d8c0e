"""What the learned weights of roles look at: words around a sum, its sentence, its table, the page."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from itertools import chain, takewhile
from typing import NamedTuple

from aggregator.role_words import Setting
from aggregator.surroundings import Surroundings
from aggregator.text import Word, words_in
from aggregator.traits import traits_of
from aggregator.vocabulary import Kind

TABLE = "role_weights.tsv"
_TOKEN = re.compile(r"[^\W\d_]+|[,;:()=+–—\n\t-]")
_REACH = 90  #: characters
_NEAR, _FAR = 3, 9  #: words
_MANY_VALUES = 400


@dataclass(frozen=True, slots=True)
class Whole:
    """The page a sum stands on."""

    title: str  #: as printed
    setting: Setting
    kind: Kind  #: guessed from the words alone
    values: frozenset[int]  #: of all sums, grosze
    tagged: bool  #: a programme is named
    traits: tuple[str, ...] = field(init=False)  #: what all sums of the page have in common
    greatest: int = field(init=False)
    least: int = field(init=False)
    _of_two: dict[int, list[str]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "greatest", max(self.values, default=0))
        object.__setattr__(self, "least", min(self.values, default=0))
        own = f"#set-{self.setting.name}", f"#kind-{self.kind}", f"#values-{min(len(self.values), 4)}"
        object.__setattr__(self, "traits", (*own, "#programme") if self.tagged else own)

    def sums_of_two(self, value: int) -> list[str]:
        """Is a value two others of the page together, or one part of such a whole?

        Among very many values nearly each is by chance, so of such pages it is not asked.
        """
        if len(self.values) > _MANY_VALUES:
            return []
        if value not in self._of_two:
            others = self.values - {value}
            self._of_two[value] = ["#sum-of-two"] * any(value - each in self.values for each in others) + [
                "#part-of-two"
            ] * any(value + each in self.values for each in others)
        return self._of_two[value]


class Traits(NamedTuple):
    """The traits of one sum (or name) by the part of the page they stand in; no part stands here twice."""

    words: Sequence[tuple[str, Sequence[Word]]]  #: words near by, each with traits of its own
    stretches: list[tuple[str, str]]  #: stretches of the text whose words count
    signs: list[tuple[str, Collection[str]]]  #: traits that are no words

    def named(self) -> dict[str, float]:
        """The traits by the names they are learnt under, each with its value."""
        words = [*self.words, *((part, words_in(stretch)) for part, stretch in self.stretches)]
        spoken = [(part, trait) for part, these in words for trait in chain(*map(traits_of, these))]
        plain = [(part, trait) for part, traits in self.signs for trait in traits]
        return {f"{part}|{trait}" if part else trait: 1.0 for part, trait in spoken + plain}


def role_traits(at: int, around: Surroundings, whole: Whole) -> Traits:
    """Traits of the sum number `at` of a text."""
    item, passages, in_title = around.sums[at], around.passages, around.in_title
    start, end = passages.sentence(item.start)
    before, after = max(start, item.start - _REACH), min(end, item.end + _REACH)
    if at:
        before = max(before, around.sums[at - 1].end)
    if at + 1 < len(around.sums):
        after = min(after, around.sums[at + 1].start)
    printed = passages.printed
    left = _TOKEN.findall(printed, before, item.start)[::-1]
    right = _TOKEN.findall(printed, item.end, after)
    found = Traits(
        words=[*_beside("b", left), *_beside("a", right)],
        stretches=[("t", whole.title), ("s", printed[start:end])],
        signs=[("b1", _next(left)), ("a1", _next(right))],
    )
    if start:
        found.stretches.append(("p", printed[slice(*passages.sentence(start - 1))]))
    lead = None if in_title else passages.lead_in(item.start)
    if lead is not None:
        found.stretches.append(("l", printed[slice(*lead)]))
    cell = passages.cell(item.start)
    if cell is not None:
        found.stretches.extend([("h", cell.heading), ("r", cell.label)])
    said = [*whole.traits, "#title" if in_title else "#text", *_numbers(at, around, whole, start, end)]
    last = bisect_left(around.programmes, item.start) - 1
    named = last >= 0 and around.programmes[last] >= start  # a programme stands before it in its sentence
    said += ["#named-before"] * named + ["#limit"] * item.limit + ["#cell"] * (cell is not None)
    found.signs.append(("", said))
    return found


def _beside(side: str, tokens: list[str]) -> list[tuple[str, list[str]]]:
    """Words of one side from the nearest outwards."""
    words = [token for token in tokens if token[0].isalpha()]
    return [(side, words[:_FAR]), (f"{side}n", words[:_NEAR]), (f"{side}f", words[_NEAR:_FAR])]


def _next(tokens: list[str]) -> Collection[str]:
    """Traits of the nearest word, and what parts it from the sum."""
    signs = list(takewhile(lambda token: not token[0].isalpha(), tokens))
    word = tokens[len(signs) : len(signs) + 1]
    return dict.fromkeys(
        chain((sign if sign.isprintable() else "break" for sign in signs), *map(traits_of, word))
    )


def _numbers(at: int, around: Surroundings, whole: Whole, start: int, end: int) -> list[str]:
    """How the sum compares with the other sums of the page."""
    value = around.sums[at].grosze
    beside = len(around.places.starting(start, end)) - 1
    traits = [f"#digits-{len(str(value // 100))}", f"#before-{min(3, at)}", f"#beside-{min(3, beside)}"]
    if len(whole.values) > 1:
        traits += ["#greatest"] * (value == whole.greatest) + ["#least"] * (value == whole.least)
        traits += whole.sums_of_two(value)
    return traits
