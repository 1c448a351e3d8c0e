"""Names in passing: what learned weights take back, and what they must leave alone."""

from __future__ import annotations

from datetime import date

import pytest

from aggregator.programmes.passing import LABELS, TABLE
from aggregator.programmes.tagging import Tags, tag
from aggregator.programmes.taxonomy import load_taxonomy
from aggregator.weights import load_weights
from tests.aggregator.programme_pages import article
from tests.aggregator.readings import mentions


def tagged(text: str, title: str = "", day: date = date(2023, 5, 4)) -> Tags:
    return tag(article(text, title, day=day), load_taxonomy())


def programmes(tags: Tags) -> set[str]:
    return {mention.programme for mention in tags.mentions}


@pytest.mark.slow
def test_nearly_all_mentions_are_told_apart() -> None:
    """The weights have seen these texts: a floor for what they keep, no measure of what is new to them."""
    taxonomy = load_taxonomy()
    right = wrong = missed = 0
    for text in mentions():
        assert text.programmes is not None
        found = {mention.programme for mention in text.page()[1].mentions}
        above = {each for id in text.programmes for each in taxonomy.above(id)}
        right += len(found & text.programmes)
        wrong += len(found - text.programmes - above)
        missed += len(text.programmes - found)
    assert right / (right + wrong) > 0.97
    assert right / (right + missed) > 0.94


ASIDE = (
    "Czytelnicy pytają o laptopy z Grantów PPGR. Rozdaje je urząd gminy, a biblioteka tylko wskazuje pokój."
)


def test_what_is_named_beside_the_news_does_not_tag() -> None:
    assert programmes(tagged(ASIDE)) == set()


def test_the_reason_is_told_with_the_word_that_speaks_most() -> None:
    tags = tagged(ASIDE)
    (rejection,) = [each for each in tags.rejected if each.programme == "granty-ppgr"]
    assert rejection.reason.startswith("named in passing: “")
    assert rejection.reason.rstrip("”").rpartition("“")[2] in ASIDE


def test_a_title_names_its_subject() -> None:
    title = "Osobne zebranie o programie Dom Kultury+"
    assert programmes(tagged("Odbędzie się w ratuszu.", title)) == {"nck/dom-kultury-plus"}


def test_money_told_in_many_ways_still_tags() -> None:
    for text in (
        "Bez Patriotyzmu Jutra nie byłoby tej wystawy: program dołożył 14 tys. zł.",
        "Kolejny raz pomógł nam program Partnerstwo dla książki, za co dziękujemy.",
        "Warsztaty (program „Dom Kultury+”, 9 tys. zł) poprowadzi pani Ewa.",
    ):
        assert len(programmes(tagged(text))) == 1, text


def test_the_names_of_other_programmes_are_no_words_of_the_sentence() -> None:
    """Each name has words of its own; the next programme must not be judged by them."""
    one = "Zajęcia opłaciły programy „Patriotyzm Jutra” oraz „Partnerstwo dla książki”, po 9 tys. zł."
    assert programmes(tagged(one)) == {"patriotyzm-jutra", "mkidn/partnerstwo-dla-ksiazki"}


def test_a_register_of_names_is_left_alone() -> None:
    rows = "\n".join(f"Szkoła nr {each}\tPatriotyzm Jutra\t{each}000 zł" for each in range(1, 90))
    assert programmes(tagged(f"Program\n{rows}")) == {"patriotyzm-jutra"}


def test_the_table_has_its_labels() -> None:
    assert load_weights(TABLE).labels == LABELS
    assert len(load_weights(TABLE)) > 1000
