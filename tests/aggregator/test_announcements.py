"""Whole announcements in the manner of many libraries."""

from __future__ import annotations

import pytest

from aggregator.kinds.kind import classify
from aggregator.programmes.taxonomy import Taxonomy, load_taxonomy
from aggregator.traits import word_traits
from aggregator.vocabulary import Kind, Role
from aggregator.weights import Weights, load_weights
from tests.aggregator.readings import LabelledText, announcements, stands


@pytest.fixture(scope="module", params=[9, pytest.param(1, marks=pytest.mark.slow)], ids="every {}th".format)
def texts(request: pytest.FixtureRequest) -> tuple[LabelledText, ...]:
    """Some of the labelled announcements, or all."""
    return announcements()[:: request.param]


def test_programmes_of_every_announcement(texts: tuple[LabelledText, ...]) -> None:
    taxonomy = load_taxonomy()
    wrong: dict[str, set[str]] = {}
    for text in texts:
        found = {mention.programme for mention in text.page()[1].mentions}
        if _leaves(found, taxonomy) - text.optional != text.programmes:
            wrong[text.title] = found
    assert wrong == {}


def _leaves(ids: set[str], taxonomy: Taxonomy) -> set[str]:
    above = {other for each in ids for other in taxonomy.above(each)}
    return ids - above


def test_sums_of_every_announcement(texts: tuple[LabelledText, ...]) -> None:
    wrong: dict[str, list[int]] = {}
    for text in texts:
        article, _ = text.page()
        amounts = text.amounts()
        if {amount.grosze for amount in amounts} != {grosze for grosze, _ in text.sums or ()}:
            wrong[text.title] = [amount.grosze for amount in amounts]
        assert all(stands(article, amount.evidence) for amount in amounts), text.title
    assert wrong == {}


def test_nearly_all_kinds_and_roles_are_read_rightly(texts: tuple[LabelledText, ...]) -> None:
    """The weights have seen these texts: a floor for what they keep, no measure of what is new to them."""
    kinds = roles = sums = 0
    for text in texts:
        article, tags = text.page()
        amounts = text.amounts()
        kind, evidence = classify(article, tags, amounts)
        kinds += kind in (text.kind, *text.also)
        assert evidence is None or stands(article, evidence)
        roles += len({(each.grosze, str(each.role)) for each in amounts} & set(text.sums or ()))
        sums += len(text.sums or ())
    assert kinds / len(texts) > 0.97
    assert roles / sums > 0.97


def test_the_labels_cover_every_kind_and_role() -> None:
    assert {text.kind for text in announcements()} == set(Kind)
    assert {role for text in announcements() for _, role in text.sums or ()} == set(Role)


def test_forms_of_a_verb_are_told_apart() -> None:
    assert "kupic/praet.pri" in word_traits("kupiliśmy")
    assert "kupic/fin.pri.perf" in word_traits("kupimy")
    assert "kupic/imps" in word_traits("kupiono")


def test_unknown_traits_say_nothing() -> None:
    weights = Weights(("a", "b"), {"known": (300, -300)})
    assert weights.scores({"new": 1.0}) == pytest.approx(weights.scores({}))
    assert weights.scores({"known": 1.0})["a"] > weights.scores({})["a"]
    assert weights.strongest(["new", "known"], "a") == "known"
    assert weights.strongest(["new", "known"], "b") is None


@pytest.mark.parametrize(("name", "labels"), [("kind_weights.tsv", Kind), ("role_weights.tsv", Role)])
def test_the_tables_have_the_labels_of_the_vocabulary(name: str, labels: type[Kind] | type[Role]) -> None:
    assert load_weights(name).labels == tuple(labels), "in this order: sums are told by their place"
    assert len(load_weights(name)) > 1000
