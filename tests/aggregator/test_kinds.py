"""The kind of short announcements."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.kinds.kind import classify
from aggregator.money import find_amounts
from aggregator.vocabulary import Kind
from tests.aggregator.readings import cases, label, of_case, page, stands


@pytest.mark.parametrize("case", [*cases("kinds.yaml"), *cases("news.yaml")], ids=label)
def test_kind_of_an_announcement(case: dict[str, Any]) -> None:
    article, tags = of_case(case)
    kind, evidence = classify(article, tags, find_amounts(article, tags))
    assert kind == case["kind"]
    assert evidence is None or stands(article, evidence)


def test_the_title_counts_more_than_the_text() -> None:
    text = "Do projektu zapisało się 40 osób. Zapraszamy do obejrzenia zdjęć ze spotkań."
    article, tags = page(text, title="Podsumowanie projektu „Most”")
    assert classify(article, tags, ())[0] is Kind.REPORT


def test_a_line_of_credit_is_no_award() -> None:
    text = "Malujemy torby w sobotę.\nDofinansowano ze środków Ministra Kultury i Dziedzictwa Narodowego."
    article, tags = page(text, title="Warsztaty")
    assert classify(article, tags, ())[0] is Kind.EVENT


def test_nothing_said_is_other_without_evidence() -> None:
    article, tags = page("Lorem ipsum.", title="Qwerty")
    assert classify(article, tags, ()) == (Kind.OTHER, None)


@given(st.text(max_size=60), st.text(max_size=120))
def test_no_text_raises(title: str, text: str) -> None:
    article, tags = page(text, title)
    kind, evidence = classify(article, tags, ())
    assert kind in Kind and (evidence is None or stands(article, evidence))
