"""Learned weights: how strongly each trait of a text speaks for each label.

`benchmarks/learn.py` learns them from labelled texts. A table is a text file: the labels in the first line,
then a trait and its weights in hundredths a line. Their sums are log-odds, so they add up with other reasons.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from itertools import chain
from operator import itemgetter
from pathlib import Path
from struct import Struct
from typing import NamedTuple

from aggregator.text import Word
from aggregator.traits import traits_of

BIAS = "(bias)"

_FIELD = 32  #: bits of a label in the sum of many traits
_ZERO = 1 << 16  #: added to each weight, so that none is below zero
_MOST = 20_000  #: words of a part whose telling traits are kept


class Said(NamedTuple):
    """What some traits say together: their weights as one whole number, and how many have a weight."""

    packed: int
    traits: int


def together(said: Collection[Said]) -> Said:
    """What several sets of traits say; no trait may be in two of them."""
    return Said(sum([each.packed for each in said]), sum([each.traits for each in said]))


class _Part(dict[Word, tuple[int, ...]]):
    """The traits of one part of a text that have a weight, by number: those of each word, worked out once.

    Numbers are found and put together faster than names, and most words have no trait that tells.
    """

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}  #: by trait

    def __missing__(self, word: Word) -> tuple[int, ...]:
        if len(self) >= _MOST:
            self.clear()
        numbers = self[word] = self.of(traits_of(word))
        return numbers

    def of(self, traits: Iterable[str]) -> tuple[int, ...]:
        """Numbers of the traits that have a weight."""
        return tuple([self.numbers[trait] for trait in traits if trait in self.numbers])


class Weights:
    """A table of weights over a closed list of labels."""

    def __init__(self, labels: tuple[str, ...], table: Mapping[str, tuple[int, ...]]) -> None:
        self.labels = labels
        self._table = table
        self._fields = Struct(f"<{len(labels)}I")
        #: the weights of a trait as one whole number, a field for each label: one addition adds all
        self._packed = [_pack(weights) for weights in table.values()]
        self._parts: dict[str, _Part] = defaultdict(_Part)
        for number, trait in enumerate(table):
            part, _, name = trait.rpartition("|")
            self._parts[part].numbers[name] = number
        self._bias = self._unpacked(self.said(self.numbers([("", [BIAS])])))

    def __len__(self) -> int:
        return len(self._table)

    def printed(self) -> str:
        """The table as `load_weights` reads it."""
        rows = ("\t".join((trait, *map(str, weights))) for trait, weights in sorted(self._table.items()))
        return "\n".join(("\t".join(self.labels), *rows)) + "\n"

    def scores(self, traits: Mapping[str, float]) -> dict[str, float]:
        """Natural logarithm of the probability of each label; traits without a weight say nothing."""
        loud: dict[float, list[tuple[str, list[str]]]] = {}
        for trait, value in traits.items():
            part, _, name = trait.rpartition("|")
            loud.setdefault(value, []).append((part, [name]))
        return self.scores_of({value: self.said(self.numbers(parts)) for value, parts in loud.items()})

    def numbers(self, parts: Iterable[tuple[str, Collection[str]]]) -> set[int]:
        """Numbers of traits, of each part of a text: "T|grant" is the trait "grant" of the part "T"."""
        return {number for part, traits in parts for number in self._parts[part].of(traits)}

    def numbers_by_words(self, part: str, words: Iterable[Word]) -> Iterator[int]:
        """Numbers of the traits of words in a part of a text, as often as a word has them."""
        return chain.from_iterable(map(self._parts[part].__getitem__, words))

    def said(self, numbers: Collection[int]) -> Said:
        """What traits say, each of which is numbered once."""
        return Said(sum(map(self._packed.__getitem__, numbers)), len(numbers))

    def scores_of(self, said: Mapping[float, Said]) -> dict[str, float]:
        """As `scores`, of what is already added up for each value of traits."""
        sums = self._bias
        for loudness, each in said.items():
            sums = [old + loudness * more for old, more in zip(sums, self._unpacked(each), strict=True)]
        top = max(sums)
        whole = top + math.log(sum(math.exp(each - top) for each in sums))
        return {label: each - whole for label, each in zip(self.labels, sums, strict=True)}

    def _unpacked(self, said: Said) -> list[float]:
        zero = said.traits * _ZERO
        fields = self._fields.unpack(said.packed.to_bytes(self._fields.size, "little"))
        return [(each - zero) / 100 for each in fields]

    def strongest(self, traits: Iterable[str], label: str) -> str | None:
        """The trait that speaks most for a label; None where none does."""
        at = self.labels.index(label)
        speaking = ((weights[at], trait) for trait in traits if (weights := self._table.get(trait)))
        best = max(speaking, key=itemgetter(0), default=(0, ""))
        return best[1] if best[0] > 0 else None


def _pack(weights: tuple[int, ...]) -> int:
    return sum(weight + _ZERO << at * _FIELD for at, weight in enumerate(weights))


@cache
def load_weights(name: str) -> Weights:
    """The table of a file beside this module."""
    first, *rest = (Path(__file__).with_name(name)).read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in rest)
    table = {trait: tuple(map(int, weights)) for trait, *weights in rows}
    return Weights(tuple(first.split("\t")), table)
