"""Learned weights: how strongly each trait of a text speaks for each label.

`benchmarks/learn.py` learns them from labelled texts. A table is a text file: the labels in the first line,
then a trait and its weights in hundredths a line. Their sums are log-odds, so they add up with other reasons.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import chain
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

BIAS = "(bias)"


_FIELD = 32  #: bits of a label in the sum of many traits
_MASK = (1 << _FIELD) - 1
_ZERO = 1 << 16  #: added to each weight, so that none is below zero


class Said(NamedTuple):
    """What some traits say together: their weights as one whole number, and how many have a weight."""

    packed: int
    traits: int

    def beside(self, other: Said) -> Said:
        """What other traits say too; no trait may be among both."""
        return Said(self.packed + other.packed, self.traits + other.traits)


class Weights:
    """A table of weights over a closed list of labels."""

    def __init__(self, labels: tuple[str, ...], table: Mapping[str, tuple[int, ...]]) -> None:
        self.labels = labels
        self._table = table
        self._shifts = range(0, len(labels) * _FIELD, _FIELD)
        #: by part the weights of a trait as one whole number, a field for each label: one addition adds all
        self._parts: dict[str, dict[str, int]] = {}
        for trait, weights in table.items():
            part, _, name = trait.rpartition("|")
            self._parts.setdefault(part, {})[name] = _pack(weights)
        self._bias = self._unpacked(self.said([("", [BIAS])]))

    def __len__(self) -> int:
        return len(self._table)

    def printed(self) -> str:
        """The table as `load_weights` reads it."""
        rows = ("\t".join((trait, *map(str, weights))) for trait, weights in sorted(self._table.items()))
        return "\n".join(("\t".join(self.labels), *rows)) + "\n"

    def scores(self, traits: Mapping[str, float]) -> dict[str, float]:
        """Natural logarithm of the probability of each label; traits without a weight say nothing."""
        loud: dict[float, dict[str, list[str]]] = {}
        for trait, value in traits.items():
            part, _, name = trait.rpartition("|")
            loud.setdefault(value, {}).setdefault(part, []).append(name)
        return self.scores_of({value: self.said(parts.items()) for value, parts in loud.items()})

    def said(self, parts: Iterable[tuple[str, Iterable[str]]]) -> Said:
        """What traits say, of each part of a text: "T|grant" is the trait "grant" of the part "T"."""
        found = (map(self._parts[part].get, traits) for part, traits in parts if part in self._parts)
        packed = list(filter(None, chain.from_iterable(found)))
        return Said(sum(packed), len(packed))

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
        return [((said.packed >> shift & _MASK) - zero) / 100 for shift in self._shifts]

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
