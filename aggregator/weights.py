"""Learned weights: how strongly each trait of a text speaks for each label.

`benchmarks/learn.py` learns them from labelled texts. A table is a text file: the labels in the first line,
then a trait and its weights in hundredths a line. Their sums are log-odds, so they add up with other reasons.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from math import exp, log
from operator import itemgetter
from pathlib import Path
from struct import Struct
from typing import TypeAlias

from aggregator.text import Word
from aggregator.traits import traits_of

BIAS = "(bias)"

_FIELD = 32  #: bits of a label in the sum of many traits
_ZERO = 1 << 16  #: added to each weight, so that none is below zero
_MOST = 20_000  #: words whose telling traits are kept


#: what some traits say together: a field for the number of traits, then one for each label (see `Weights`)
Said: TypeAlias = int
#: finds the numbers of the traits of a word
Lookup: TypeAlias = Callable[[Word], tuple[int, ...]]


class _Telling(dict[Word, tuple[int, ...]]):
    """Traits that have a weight, by number: those of each word in some parts of a text, worked out once.

    Numbers are found and put together faster than names, and most words have no trait that tells.
    """

    def __init__(self, parts: Sequence[Mapping[str, int]]) -> None:
        self._parts = parts  #: numbers by trait

    def __missing__(self, word: Word) -> tuple[int, ...]:
        if len(self) >= _MOST:
            self.clear()
        traits = traits_of(word)
        numbers = self[word] = tuple(
            [part[trait] for part in self._parts for trait in traits if trait in part]
        )
        return numbers


class Weights:
    """A table of weights over a closed list of labels."""

    def __init__(self, labels: tuple[str, ...], table: Mapping[str, tuple[int, ...]]) -> None:
        self.labels = labels
        self._table = table
        self._fields = Struct(f"<{1 + len(labels)}I")
        #: a trait as one whole number: a field counts it, one is for each label; an addition adds all
        self._packed = [_pack(weights) for weights in table.values()]
        self._parts: dict[str, dict[str, int]] = defaultdict(dict)
        for number, trait in enumerate(table):
            part, _, name = trait.rpartition("|")
            self._parts[part][name] = number
        self._telling: dict[tuple[str, ...], _Telling] = {}
        self._margins: dict[tuple[str, str], list[int]] = {}
        self._bias = self._unpacked(self.said(self.numbers("", [BIAS])))

    def __len__(self) -> int:
        return len(self._table)

    def printed(self) -> str:
        """The table as `load_weights` reads it."""
        rows = ("\t".join((trait, *map(str, weights))) for trait, weights in sorted(self._table.items()))
        return "\n".join(("\t".join(self.labels), *rows)) + "\n"

    def scores(self, traits: Mapping[str, float]) -> dict[str, float]:
        """Natural logarithm of the probability of each label; traits without a weight say nothing."""
        loud: dict[float, Said] = defaultdict(int)
        for trait, value in traits.items():
            part, _, name = trait.rpartition("|")
            loud[value] += self.said(self.numbers(part, [name]))
        return self.scores_of(loud)

    def numbers(self, part: str, traits: Iterable[str]) -> list[int]:
        """Numbers of traits in a part of a text: "T|grant" is the trait "grant" of the part "T"."""
        known = self._parts[part]
        return [known[trait] for trait in traits if trait in known]

    def numbers_by_words(self, parts: tuple[str, ...], words: Iterable[Word]) -> Iterator[int]:
        """Numbers of the traits of words, in each of the parts of a text, as often as a word has them."""
        telling = self._telling.get(parts)
        if telling is None:
            telling = self._telling[parts] = _Telling([self._parts[part] for part in parts])
        return chain.from_iterable(map(telling.__getitem__, words))

    def lookup(self, *parts: str) -> Lookup:
        """What finds the numbers of the traits of a word that stands in several parts of a text."""
        return _Telling([self._parts[part] for part in parts]).__getitem__

    def said(self, numbers: Iterable[int]) -> Said:
        """What traits say, each of which is numbered once; what traits of other parts say may be added."""
        return sum(map(self._packed.__getitem__, numbers))

    def scores_of(self, said: Mapping[float, Said]) -> dict[str, float]:
        """As `scores`, of what is already added up for each value of traits."""
        sums = self._bias
        for loudness, each in said.items():
            sums = [old + loudness * more for old, more in zip(sums, self._unpacked(each), strict=True)]
        top = max(sums)
        whole = top + log(sum([exp(each - top) for each in sums]))
        return dict(zip(self.labels, [each - whole for each in sums], strict=True))

    def margin(self, numbers: Iterable[int], label: str, other: str) -> float:
        """How much more numbered traits speak for one label than for another: what `scores_of` differs by."""
        known = self._margins.get((label, other))
        if known is None:
            known = self._margins[label, other] = self._differences(label, other)
        return sum(map(known.__getitem__, numbers), known[-1]) / 100

    def _differences(self, label: str, other: str) -> list[int]:
        """By number what a trait adds to one label more than to another; at the end what all texts have."""
        one, two = self.labels.index(label), self.labels.index(other)
        added = [weights[one] - weights[two] for weights in self._table.values()]
        return [*added, sum(added[number] for number in self.numbers("", [BIAS]))]

    def _unpacked(self, said: Said) -> list[float]:
        traits, *fields = self._fields.unpack(said.to_bytes(self._fields.size, "little"))
        zero = traits * _ZERO
        return [(each - zero) / 100 for each in fields]

    def strongest(self, traits: Iterable[str], label: str) -> str | None:
        """The trait that speaks most for a label; None where none does."""
        at = self.labels.index(label)
        speaking = ((weights[at], trait) for trait in traits if (weights := self._table.get(trait)))
        best = max(speaking, key=itemgetter(0), default=(0, ""))
        return best[1] if best[0] > 0 else None


def _pack(weights: tuple[int, ...]) -> Said:
    return sum((weight + _ZERO << at * _FIELD for at, weight in enumerate(weights, 1)), start=1)


@cache
def load_weights(name: str) -> Weights:
    """The table of a file beside this module."""
    first, *rest = (Path(__file__).with_name(name)).read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in rest)
    table = {trait: tuple(map(int, weights)) for trait, *weights in rows}
    return Weights(tuple(first.split("\t")), table)
