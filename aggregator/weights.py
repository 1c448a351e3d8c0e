"""Learned weights: how strongly each trait of a text speaks for each label.

`benchmarks/learn.py` learns them from labelled texts. A table is a text file: the labels in the first line,
then a trait and its weights in hundredths a line. Their sums are log-odds, so they add up with other reasons.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from functools import cache
from operator import mul
from pathlib import Path

BIAS = "(bias)"


class Weights:
    """A table of weights over a closed list of labels."""

    def __init__(self, labels: tuple[str, ...], table: Mapping[str, tuple[int, ...]]) -> None:
        self.labels = labels
        self._table = table

    def __len__(self) -> int:
        return len(self._table)

    def printed(self) -> str:
        """The table as `load_weights` reads it."""
        rows = ("\t".join((trait, *map(str, weights))) for trait, weights in sorted(self._table.items()))
        return "\n".join(("\t".join(self.labels), *rows)) + "\n"

    def scores(self, traits: Mapping[str, float]) -> dict[str, float]:
        """Natural logarithm of the probability of each label; traits without a weight say nothing."""
        known = self._table
        said = [trait for trait in traits if trait in known]
        rows = [known.get(BIAS, (0,) * len(self.labels)), *(known[trait] for trait in said)]
        values = [0.01, *(traits[trait] / 100 for trait in said)]
        sums = [sum(map(mul, column, values)) for column in zip(*rows, strict=True)]
        top = max(sums)
        whole = top + math.log(sum(math.exp(each - top) for each in sums))
        return {label: each - whole for label, each in zip(self.labels, sums, strict=True)}

    def strongest(self, traits: Iterable[str], label: str) -> str | None:
        """The trait that speaks most for a label; None where none does."""
        at = self.labels.index(label)
        none = (0,) * len(self.labels)
        best = max(traits, key=lambda trait: self._table.get(trait, none)[at], default=None)
        return best if best is not None and self._table.get(best, none)[at] > 0 else None


@cache
def load_weights(name: str) -> Weights:
    """The table of a file beside this module."""
    first, *rest = (Path(__file__).with_name(name)).read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in rest)
    table = {trait: tuple(map(int, weights)) for trait, *weights in rows}
    return Weights(tuple(first.split("\t")), table)
