"""Multinomial logistic regression by stochastic gradients (AdaGrad), the same for the same examples."""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from aggregator.weights import BIAS, Weights

_STEP, _SEEN = 0.2, 2
_SIGNS = "#("  #: what the names of traits begin with that are no words
_PARTS = 6  #: of the texts, each left out once by `left_out`


@dataclass(frozen=True, slots=True)
class Pace:
    """How long to learn a table, chosen by how well texts that were left out are read."""

    rounds: int
    pull: float  #: towards nought, shared out over the examples that have a trait
    hidden: float = 0.0  #: share of the words of an example that a step does not see
    settled: int | None = None  #: the weights are the mean of those after each round from this one on


@dataclass(frozen=True, slots=True)
class Example:
    """Traits with the right label, and the text they came from (parts of one text stay together)."""

    text: int
    traits: dict[str, float]
    label: str
    ruled: dict[str, float]  #: log-odds the rules add
    certain: str | None = None  #: a label no weight can change


def learn(examples: Sequence[Example], labels: tuple[str, ...], pace: Pace) -> Weights:
    """Weights in hundredths; traits seen in a single text are left out."""
    texts = Counter(trait for trait, _ in {(t, e.text) for e in examples for t in e.traits})
    kept = [
        [(BIAS, 1.0), *((t, value) for t, value in e.traits.items() if texts[t] >= _SEEN)] for e in examples
    ]
    weights = {trait: [0.0] * len(labels) for row in kept for trait, _ in row}
    paces = {trait: [1e-6] * len(labels) for trait in weights}
    pulls = Counter(trait for row in kept for trait, _ in row)
    shares = {trait: pace.pull / many for trait, many in pulls.items()}
    order, dice = list(range(len(examples))), random.Random(1)
    means = {trait: [0.0] * len(labels) for trait in weights}
    settled = pace.rounds - 1 if pace.settled is None else pace.settled
    for turn in range(pace.rounds):
        dice.shuffle(order)
        for at in order:
            row = _shown(kept[at], pace.hidden, dice) if pace.hidden else kept[at]
            _step(row, labels.index(examples[at].label), weights, paces, shares)
        if turn >= settled:
            for trait, now in weights.items():
                means[trait] = [mean + each for mean, each in zip(means[trait], now, strict=True)]
    parts = pace.rounds - settled
    table = {trait: tuple(round(100 * each / parts) for each in row) for trait, row in sorted(means.items())}
    return Weights(labels, {trait: row for trait, row in table.items() if any(abs(w) >= 4 for w in row)})


def _shown(row: list[tuple[str, float]], hidden: float, dice: random.Random) -> list[tuple[str, float]]:
    """Signs and some of the words, the louder for those that are hidden: no word learns to lean on others."""
    loud, chance = 1.0 / (1.0 - hidden), dice.random
    return [
        (trait, value if trait[0] in _SIGNS else loud * value)
        for trait, value in row
        if trait[0] in _SIGNS or chance() >= hidden
    ]


def _step(
    row: list[tuple[str, float]],
    right: int,
    weights: dict[str, list[float]],
    paces: dict[str, list[float]],
    pulls: Mapping[str, float],
) -> None:
    sums = [sum(column) for column in zip(*([v * w for w in weights[t]] for t, v in row), strict=True)]
    top = max(sums)
    odds = [math.exp(each - top) for each in sums]
    whole = sum(odds)
    slopes = [each / whole - (at == right) for at, each in enumerate(odds)]
    for trait, value in row:
        mine, pace, pull = weights[trait], paces[trait], pulls[trait]
        for at, slope in enumerate(slopes):
            gradient = slope * value + pull * mine[at]
            pace[at] += gradient * gradient
            mine[at] -= _STEP * gradient / math.sqrt(pace[at])


def check(name: str, examples: Sequence[Example], labels: tuple[str, ...], pace: Pace, first: int) -> None:
    """Print how often texts that were left out are read rightly; those before `first` shaped the rules."""
    right: Counter[str] = Counter()
    asked = [example for example in examples if example.text >= first]
    for part in range(_PARTS):
        weights = learn([e for e in examples if e.text % _PARTS != part], labels, pace)
        for example in (e for e in asked if e.text % _PARTS == part):
            scores = weights.scores(example.traits)
            ways = {
                "rules alone": {label: example.ruled.get(label, 0.0) for label in labels},
                "weights alone": scores,
                "both": {label: score + example.ruled.get(label, 0.0) for label, score in scores.items()},
            }
            for way, odds in ways.items():
                found = example.certain or max(odds, key=lambda label: odds[label])
                right[way] += found == example.label
    print(
        f"{name}, {len(asked)} of unseen texts:", *(f"{way} {n / len(asked):.3f}" for way, n in right.items())
    )
