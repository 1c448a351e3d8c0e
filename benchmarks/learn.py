"""Learns the weights of kinds, roles and names in passing from the labelled texts and pages of the tests.

`python -m benchmarks.learn` writes the tables. With `--check` nothing is written: it prints how often texts
that were left out are read rightly, part by part. The labelled
pages beside the checkout (`../shared/gold`), where present, are learnt from too, and never asked about.
"""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import aggregator
from aggregator.article import Article
from aggregator.kinds import traits as kind_traits
from aggregator.kinds.kind import read_votes, rule_odds
from aggregator.kinds.traits import money_traits, word_kind_traits
from aggregator.model import Amount
from aggregator.money import find_amounts, page_of_sums, texts_with_sums
from aggregator.programmes import passing
from aggregator.programmes.tagging import Tags
from aggregator.roles import learned as role_learned
from aggregator.roles import traits as role_traits
from aggregator.roles.role import CERTAIN, read_role
from aggregator.vocabulary import Kind, Role
from aggregator.weights import FORGET, Weights
from benchmarks.gold_gate import SHARED, run
from benchmarks.mentions import mention_examples, mention_texts
from benchmarks.regression import Example, Pace, check, learn
from tests.aggregator.readings import LabelledText, announcements, labelled_texts
from tests.test_network_reads import PAGES, raw

ROOM = Path(aggregator.__path__[0])  #: where the tables lie
OF_KINDS, OF_ROLES, OF_MENTIONS = (
    Pace(36, 1.5, hidden=0.5, settled=12),
    Pace(40, 1.0, hidden=0.3, settled=20),
    Pace(30, 2.0),
)


def kind_examples(texts: Sequence[LabelledText]) -> Iterator[Example]:
    """One example a text with a kind. The roles of its sums are the labelled ones where they are given."""
    for number, text in enumerate(texts):
        if text.kind is not None:
            article, tags = text.page()
            amounts = _amounts(text, article, tags)
            traits = word_kind_traits(article, tags) | money_traits(amounts)
            ruled = rule_odds(read_votes(article, tags), article, tags, amounts)
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
        with_sums = texts_with_sums(article, tags)
        if not with_sums:
            continue
        whole = page_of_sums(article, tags, with_sums)
        for around in with_sums:
            for at, item in enumerate(around.sums):
                if len(mine := roles.get(item.grosze, set())) == 1:
                    rule = read_role(at, around)
                    certain = rule.role if rule.rule in CERTAIN else None
                    ruled = {str(rule.role): role_learned.rule_odds(rule)}
                    traits = role_traits.role_traits(at, around, whole).named(around.passages.printed)
                    yield Example(number, traits, next(iter(mine)), ruled, certain)


def write(weights: Weights, path: Path) -> None:
    """The table as `load_weights` reads it, which whoever asks from here on gets."""
    path.write_text(weights.printed(), "utf-8")
    for forget in FORGET:
        forget()
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
    """Learn all tables, in the order of reading: kinds look at the programmes, roles at the guessed kind."""
    parser = ArgumentParser(prog="python -m benchmarks.learn", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; read texts that were left out")
    checking = parser.parse_args(words).check
    texts = [*gold_texts(), *network_texts(), *labelled_texts()]
    kinds, roles = tuple(map(str, Kind)), tuple(map(str, Role))
    named = list(mention_examples(mention_texts()))
    if checking:
        first = len(texts) - len(announcements())
        check("kinds", list(kind_examples(texts)), kinds, OF_KINDS, first)
        check("roles", list(role_examples(texts)), roles, OF_ROLES, first)
        check("names", named, passing.LABELS, OF_MENTIONS, 0)
        return 0
    write(learn(named, passing.LABELS, OF_MENTIONS), ROOM / passing.TABLE)
    write(learn(list(kind_examples(texts)), kinds, OF_KINDS), ROOM / kind_traits.TABLE)
    write(learn(list(role_examples(texts)), roles, OF_ROLES), ROOM / role_traits.TABLE)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
