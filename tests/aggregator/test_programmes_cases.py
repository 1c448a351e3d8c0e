"""Short labelled texts, one phenomenon each, and single sentences about every programme."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from aggregator.programmes.tagging import tag
from aggregator.programmes.taxonomy import load_taxonomy
from tests.aggregator.programme_pages import of_case, of_sentence, sentences, short_cases

CASES, SENTENCES = short_cases(), sentences()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["about"])
def test_a_page_is_tagged_with_exactly_these(case: dict[str, Any]) -> None:
    tags = tag(of_case(case), load_taxonomy())
    found = [mention.programme for mention in tags.mentions]
    assert sorted(found) == sorted(case["tags"]), [(r.programme, r.words, r.reason) for r in tags.rejected]


@pytest.mark.parametrize("row", SENTENCES, ids=lambda row: row[3][:60])
def test_a_sentence_is_tagged_with_exactly_these(row: tuple[str, str, str, str]) -> None:
    programmes, _, edition = row[0].partition("@")
    tags = tag(of_sentence(row), load_taxonomy())
    found = {mention.programme for mention in tags.mentions}
    assert found == set(programmes.split("+")) - {"-"}, [(r.words, r.reason) for r in tags.rejected]
    assert {hit.edition for hit in tags.hits if hit.edition} == ({edition} if edition else set())


def test_every_programme_has_sentences_of_its_own() -> None:
    named = Counter(id for row in SENTENCES for id in row[0].partition("@")[0].split("+"))
    without = {node.id for node in load_taxonomy().nodes if node.tags and named[node.id] < 2}
    assert not without, "write two sentences each into tests/aggregator/data/programme_sentences.txt"
