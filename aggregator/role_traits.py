"""What the learned weights of roles look at: words around a sum, its sentence, its table, the page."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

from aggregator.passages import Passages
from aggregator.role_words import Setting
from aggregator.surroundings import Stretch, Surroundings
from aggregator.text import Word, words_in
from aggregator.traits import traits_of
from aggregator.vocabulary import Kind

TABLE = "role_weights.tsv"
_SIGNS = frozenset(",;:()=+–—\n\t-")
_REACH = 90  #: characters
_NEAR, _FAR = 3, 9  #: words
_MANY_VALUES = 400


class Whole:
    """The page a sum stands on."""

    def __init__(
        self, title: str, setting: Setting, kind: Kind, values: frozenset[int], tagged: bool
    ) -> None:
        """The printed title, the kind as words alone tell it, all sums in grosze; is a programme named?"""
        self.title = title
        self.values = values
        self.greatest, self.least = max(values, default=0), min(values, default=0)
        own = [f"#set-{setting.name}", f"#kind-{kind}", f"#values-{min(len(values), 4)}"]
        self.traits = [*own, "#programme"] if tagged else own  #: what all sums of the page have in common
        self._of_two: dict[int, list[str]] = {}

    def sums_of_two(self, value: int) -> list[str]:
        """Is a value two others of the page together, or one part of such a whole?

        Among very many values nearly each is by chance, so of such pages it is not asked.
        """
        if len(self.values) > _MANY_VALUES:
            return []
        if value not in self._of_two:
            values = self.values
            others = values - {value}
            traits = self._of_two[value] = []
            if not values.isdisjoint([value - each for each in others]):
                traits.append("#sum-of-two")
            if not values.isdisjoint([value + each for each in others]):
                traits.append("#part-of-two")
        return self._of_two[value]


class Traits(NamedTuple):
    """The traits of one sum (or name) by the part of the page they stand in; no part stands here twice, but
    those of words near by.
    """

    words: Sequence[tuple[tuple[str, ...], Sequence[Word]]]  #: words near by, in one or more parts each
    signs: list[tuple[str, list[str]]]  #: traits that are no words
    stretches: Sequence[Stretch] = ()  #: stretches of the text whose words count
    texts: Sequence[tuple[str, str]] = ()  #: other texts whose words count, by part

    def named(self, printed: str) -> dict[str, float]:
        """The traits by the names they are learnt under, each with its value, in a printed text."""
        words = [((part,), words_in(text)) for part, text in self.texts]
        words += [((part,), words_in(printed[start:end])) for part, start, end in self.stretches]
        spoken = [
            (part, trait)
            for parts, these in (*self.words, *words)
            for part in parts
            for trait in chain(*map(traits_of, these))
        ]
        plain = [(part, trait) for part, traits in self.signs for trait in traits]
        return {f"{part}|{trait}" if part else trait: 1.0 for part, trait in spoken + plain}


def role_traits(at: int, around: Surroundings, whole: Whole) -> Traits:
    """Traits of the sum number `at` of a text."""
    item, passages = around.sums[at], around.passages
    start, end = passages.sentence(item.start)
    before, after = max(start, item.start - _REACH), min(end, item.end + _REACH)
    if at:
        before = max(before, around.sums[at - 1].end)
    if at + 1 < len(around.sums):
        after = min(after, around.sums[at + 1].start)
    left, behind = _before(passages, before, item.start)
    right, ahead = _after(passages, item.end, after)
    stretches = [("s", start, end)]
    texts = [("t", whole.title)]
    if start:
        stretches.append(("p", *passages.sentence(start - 1)))
    lead = None if around.in_title else passages.lead_in(item.start)
    if lead is not None:
        stretches.append(("l", *lead))
    said = [*whole.traits, "#title" if around.in_title else "#text", *_numbers(at, around, whole, start, end)]
    cell = passages.cell(item.start)
    if cell is not None:
        texts += [("h", cell.heading), ("r", cell.label)]
        said.append("#cell")
    last = bisect_left(around.programmes, item.start) - 1
    if last >= 0 and around.programmes[last] >= start:  # a programme stands before it in its sentence
        said.append("#named-before")
    if item.limit:
        said.append("#limit")
    return Traits(
        words=[*_beside("b", left), *_beside("a", right)],
        signs=[("b1", behind), ("a1", ahead), ("", said)],
        stretches=stretches,
        texts=texts,
    )


def _before(passages: Passages, start: int, end: int) -> tuple[Sequence[Word], list[str]]:
    """Words before a sum from the nearest outwards, and the signs between it and the first of them."""
    letters = passages.letters[start:end]
    gap = passages.printed[start + len(letters.rstrip()) : end]
    return letters.split()[: -_FAR - 1 : -1], _signs(gap)


def _after(passages: Passages, start: int, end: int) -> tuple[Sequence[Word], list[str]]:
    """Words behind a sum from the nearest outwards, and the signs between it and the first of them."""
    letters = passages.letters[start:end]
    gap = passages.printed[start : end - len(letters.lstrip())]
    return letters.split()[:_FAR], _signs(gap)


def _signs(gap: str) -> list[str]:
    """What parts a word from a sum, each sign once."""
    signs = _SIGNS.intersection(gap)
    return [sign if sign.isprintable() else "break" for sign in sorted(signs)] if signs else []


def _beside(side: str, words: Sequence[Word]) -> list[tuple[tuple[str, ...], Sequence[Word]]]:
    """Words of one side, given from the nearest outwards, in all parts that each stands in."""
    return [
        ((side, f"{side}n", f"{side}1"), words[:1]),
        ((side, f"{side}n"), words[1:_NEAR]),
        ((side, f"{side}f"), words[_NEAR:]),
    ]


def _numbers(at: int, around: Surroundings, whole: Whole, start: int, end: int) -> list[str]:
    """How the sum compares with the other sums of the page."""
    value = around.sums[at].grosze
    beside = len(around.places.starting(start, end)) - 1
    traits = [f"#digits-{len(str(value // 100))}", f"#before-{min(3, at)}", f"#beside-{min(3, beside)}"]
    if len(whole.values) > 1:
        if value == whole.greatest:
            traits.append("#greatest")
        if value == whole.least:
            traits.append("#least")
        traits += whole.sums_of_two(value)
    return traits
