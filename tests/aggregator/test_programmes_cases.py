"""Short labelled texts, one phenomenon each, and single sentences about every programme."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from aggregator.programmes.tagging import tag
from aggregator.programmes.taxonomy import load_taxonomy
from tests.aggregator.programme_pages import article

DATA = Path(__file__).parent / "data"
CASES: list[dict[str, Any]] = yaml.load(
    (DATA / "programme_cases.yaml").read_text("utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader)
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["about"])
def test_a_page_is_tagged_with_exactly_these(case: dict[str, Any]) -> None:
    page = article(case["text"], case.get("title", ""), day=case.get("date"), teryt=case.get("teryt", ""))
    tags = tag(page, load_taxonomy())
    found = [mention.programme for mention in tags.mentions]
    assert sorted(found) == sorted(case["tags"]), [(r.programme, r.words, r.reason) for r in tags.rejected]


SENTENCES = [
    tuple(field.strip() for field in line.split("|", 3))
    for line in (DATA / "programme_sentences.txt").read_text("utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize("row", SENTENCES, ids=lambda row: row[3][:60])
def test_a_sentence_is_tagged_with_exactly_these(row: tuple[str, str, str, str]) -> None:
    wanted, day, teryt, text = row
    programmes, _, edition = wanted.partition("@")
    page = article(text, day=date.fromisoformat(day) if day else None, teryt=teryt)
    tags = tag(page, load_taxonomy())
    found = {mention.programme for mention in tags.mentions}
    assert found == set(programmes.split("+")) - {"-"}, [(r.words, r.reason) for r in tags.rejected]
    assert {hit.edition for hit in tags.hits if hit.edition} == ({edition} if edition else set())


def test_every_programme_has_sentences_of_its_own() -> None:
    named = Counter(id for row in SENTENCES for id in row[0].partition("@")[0].split("+"))
    assert not {node.id for node in load_taxonomy().nodes if node.tags and named[node.id] < 2}
