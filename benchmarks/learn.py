"""Learns the weights of kinds and roles from the labelled texts and pages of the tests.

`python -m benchmarks.learn` writes the tables.
Multinomial logistic regression by stochastic gradients (AdaGrad), the same for the same texts. With `--check`
nothing is written: it prints how often texts that were left out are read rightly, part by part. The labelled
pages beside the checkout (`../shared/gold`), where present, are learnt from too, and never asked about.
"""

from __future__ import annotations

import json
import math
import random
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from aggregator import kind_traits, role_learned, role_traits
from aggregator.article import Article
from aggregator.kind_traits import money_traits, word_kind_traits
from aggregator.kinds import read_votes, rule_odds
from aggregator.model import Amount
from aggregator.money import find_amounts, page_of_sums, surroundings
from aggregator.programmes.tagging import Tags
from aggregator.role_learned import traits_of
from aggregator.roles import CERTAIN, read_role
from aggregator.vocabulary import Kind, Role
from aggregator.weights import BIAS, Weights
from benchmarks.gold_gate import SHARED, run
from tests.aggregator.readings import LabelledText, announcements, labelled_texts
from tests.test_network_reads import PAGES, raw

ROOM = Path(kind_traits.__file__).parent
_STEP, _SEEN = 0.2, 2
_PARTS = 6  #: of the texts, each left out once by `--check`


@dataclass(frozen=True, slots=True)
class Pace:
    """How long to learn a table, chosen by how well texts that were left out are read."""

    rounds: int
    pull: float  #: towards nought, shared out over the examples that have a trait


OF_KINDS, OF_ROLES = Pace(20, 3.0), Pace(40, 1.0)


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
    for _ in range(pace.rounds):
        dice.shuffle(order)
        for at in order:
            _step(kept[at], labels.index(examples[at].label), weights, paces, shares)
    table = {trait: tuple(round(100 * each) for each in row) for trait, row in sorted(weights.items())}
    return Weights(labels, {trait: row for trait, row in table.items() if any(abs(w) >= 4 for w in row)})


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


def kind_examples(texts: Sequence[LabelledText]) -> Iterator[Example]:
    """One example a text with a kind. The roles of its sums are the labelled ones where they are given."""
    for number, text in enumerate(texts):
        if text.kind is not None:
            article, tags = text.page()
            amounts = _amounts(text, article, tags)
            traits = word_kind_traits(article, tags) | money_traits(amounts)
            ruled = rule_odds(list(read_votes(article, tags)), article, tags, amounts)
            yield Example(number, traits, text.kind, {str(kind): odds for kind, odds in ruled.items()})


def _amounts(text: LabelledText, article: Article, tags: Tags) -> tuple[Amount, ...]:
    found = find_amounts(article, tags)
    if text.sums is None:
        return found
    roles = {role for _, role in text.sums}
    return tuple(amount for amount in found if amount.role in roles)


def role_examples(texts: Sequence[LabelledText]) -> Iterator[Example]:
    """One example for each printed sum whose value has one role on its page."""
    for number, text in enumerate(texts):
        roles: dict[int, set[str]] = {}
        for grosze, role in text.sums or ():
            roles.setdefault(grosze, set()).add(role)
        article, tags = text.page()
        body, head = surroundings(article, tags)
        whole = page_of_sums(article, tags, body, head)
        for around in (head, body):
            for at, item in enumerate(around.sums):
                if len(mine := roles.get(item.grosze, set())) == 1:
                    rule = read_role(at, around)
                    certain = rule.role if rule.rule in CERTAIN else None
                    ruled = {str(rule.role): role_learned.rule_odds(rule)}
                    traits = traits_of(at, around, whole).named()
                    yield Example(number, traits, next(iter(mine)), ruled, certain)


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


def write(weights: Weights, path: Path) -> None:
    """The table as `load_weights` reads it."""
    path.write_text(weights.printed(), "utf-8")
    print(f"{path.name}: {len(weights)} traits")


def network_texts() -> list[LabelledText]:
    """The articles of the sample network, as their sites serve them."""
    pages = ((raw(folder, truth["url"]), truth) for folder, truth in PAGES)
    return [_labelled(page.title, page.text, truth) for page, truth in pages]


def gold_texts() -> list[LabelledText]:
    """The labelled pages beside the checkout; none where there are none."""
    gold = SHARED / "gold"
    if not gold.is_dir():
        return []
    rows = map(json.loads, (gold / "gold.jsonl").read_text("utf-8").splitlines())
    read = map(json.loads, run("-m", "biblio", "extract", gold / "manifest.jsonl").splitlines())
    return [_labelled(page["title"], page["text"], row) for row, page in zip(rows, read, strict=True)]


def _labelled(title: str, text: str, row: Mapping[str, Any]) -> LabelledText:
    return LabelledText(
        title=title,
        text=text,
        published=date.fromisoformat((row["published"] or "2023-06-01")[:10]),
        kind=row["kind"],
        sums=tuple((round(each["pln"] * 100), each["role"]) for each in row["amounts"]),
    )


def main(words: Sequence[str]) -> int:
    """Learn both tables, kinds first: roles look at the guessed kind."""
    texts = [*gold_texts(), *network_texts(), *labelled_texts()]
    kinds, roles = tuple(map(str, Kind)), tuple(map(str, Role))
    if "--check" in words:
        first = len(texts) - len(announcements())
        check("kinds", list(kind_examples(texts)), kinds, OF_KINDS, first)
        check("roles", list(role_examples(texts)), roles, OF_ROLES, first)
        return 0
    write(learn(list(kind_examples(texts)), kinds, OF_KINDS), ROOM / kind_traits.TABLE)
    kind_traits.load_weights.cache_clear()
    write(learn(list(role_examples(texts)), roles, OF_ROLES), ROOM / role_traits.TABLE)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
