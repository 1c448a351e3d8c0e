"""Learned weights: how strongly each trait of a text speaks for each label.

`benchmarks/learn.py` learns them from labelled texts. A table is a text file: the labels in the first line,
then a trait and its weights in hundredths a line. Their sums are log-odds, so they add up with other reasons.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

BIAS = "(bias)"


_FIELD = 32  #: bits of a label in the sum of many traits
_ZERO = 1 << 16  #: added to each weight, so that none is below zero


class Weights:
    """A table of weights over a closed list of labels."""

    def __init__(self, labels: tuple[str, ...], table: Mapping[str, tuple[int, ...]]) -> None:
        self.labels = labels
        self._table = table
        #: the weights of a trait as one whole number, a field for each label: one addition adds them all
        self._packed = {trait: _pack(weights) for trait, weights in table.items()}

    def __len__(self) -> int:
        return len(self._table)

    def printed(self) -> str:
        """The table as `load_weights` reads it."""
        rows = ("\t".join((trait, *map(str, weights))) for trait, weights in sorted(self._table.items()))
        return "\n".join(("\t".join(self.labels), *rows)) + "\n"

    def scores(self, traits: Mapping[str, float]) -> dict[str, float]:
        """Natural logarithm of the probability of each label; traits without a weight say nothing."""
        sums = self._added([BIAS])
        for loudness in set(traits.values()):  # one or two
            said = self._added([trait for trait, value in traits.items() if value == loudness])
            sums = [each + loudness * more for each, more in zip(sums, said, strict=True)]
        top = max(sums)
        whole = top + math.log(sum(math.exp(each - top) for each in sums))
        return {label: each - whole for label, each in zip(self.labels, sums, strict=True)}

    def _added(self, traits: Iterable[str]) -> list[float]:
        """The weights of some traits added up, one for each label."""
        packed = list(filter(None, map(self._packed.get, traits)))
        whole, zero = sum(packed), len(packed) * _ZERO
        mask = (1 << _FIELD) - 1
        return [((whole >> at * _FIELD & mask) - zero) / 100 for at in range(len(self.labels))]

    def strongest(self, traits: Iterable[str], label: str) -> str | None:
        """The trait that speaks most for a label; None where none does."""
        at = self.labels.index(label)
        none = (0,) * len(self.labels)
        best = max(traits, key=lambda trait: self._table.get(trait, none)[at], default=None)
        return best if best is not None and self._table.get(best, none)[at] > 0 else None


def _pack(weights: tuple[int, ...]) -> int:
    return sum(weight + _ZERO << at * _FIELD for at, weight in enumerate(weights))


@cache
def load_weights(name: str) -> Weights:
    """The table of a file beside this module."""
    first, *rest = (Path(__file__).with_name(name)).read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in rest)
    table = {trait: tuple(map(int, weights)) for trait, *weights in rows}
    return Weights(tuple(first.split("\t")), table)
