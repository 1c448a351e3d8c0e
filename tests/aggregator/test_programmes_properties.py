"""What holds for every text: no crash, no tag without words, words where they are said to stand."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aggregator.article import Article
from aggregator.model import Furniture, Picture
from aggregator.programmes.matching import MOST
from aggregator.programmes.page import open_page
from aggregator.programmes.tagging import Tags, tag
from aggregator.programmes.taxonomy import load_taxonomy
from aggregator.text import fold
from aggregator.vocabulary import Place
from tests.aggregator.programme_pages import article

PIECES = st.sampled_from(
    [
        "NPRCz 2.0", "Narodowego Programu Rozwoju Czytelnictwa", "na lata 2021–2025", "BLISKO", "DKK", "nie",
        "Kierunek interwencji 4.1", "Priorytet II i III", "K.I. 1.1.", "RPO WM 2014-2020", "w ramach",
        "Kraszewski. Komputery dla bibliotek", "„Promocja czytelnictwa”", "2016–2020", "\n", ". ", ", ",
        "Infrastruktura bibliotek", "poprzedniej edycji", "Erasmus+", "RPMA.02.01.01-14-1/15", "programu",
        "To pomyłka", "realizacja: firma", "Ź", "\u0130", "ﬁ", "📚", "\x00", "Działanie 4.1", "w 2013 r.",
        "blisko 5 mln zł",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=25).map(" ".join))


def check(page: Article, tags: Tags) -> None:
    taxonomy = load_taxonomy()
    named = [mention.programme for mention in tags.mentions]
    assert len(named) == len(set(named))
    for mention in tags.mentions:
        evidence = mention.evidence
        where = page.raw.title if evidence.place is Place.TITLE else page.raw.text
        assert evidence.words and where[evidence.start : evidence.end] == evidence.words
        assert taxonomy.node(mention.programme).tags
        assert any(hit.programme == mention.programme for hit in tags.hits)
        assert 0 < evidence.confidence <= 1 and evidence.rule
    for rejection in tags.rejected:
        where = page.raw.title if rejection.place is Place.TITLE else page.raw.text
        assert where[rejection.start : rejection.end] == rejection.words
        assert rejection.reason
    for hit in tags.hits:
        where = page.raw.title if hit.in_title else page.raw.text
        assert 0 <= hit.start < hit.end <= len(where)


@settings(max_examples=150)
@given(title=TEXTS, text=TEXTS)
def test_no_text_crashes_and_every_tag_has_its_words(title: str, text: str) -> None:
    page = article(text, title)
    check(page, tag(page, load_taxonomy()))


@settings(max_examples=60)
@given(words=TEXTS, name=st.text(max_size=60))
def test_furniture_and_pictures_never_tag(words: str, name: str) -> None:
    page = article(
        "Zapraszamy w czwartek.", "Godziny otwarcia",
        furniture=(Furniture(text=words, where="footer"),), pictures=(Picture(src=name, alt=words),),
    )  # fmt: skip
    tags = tag(page, load_taxonomy())
    assert not tags.mentions
    assert not tags.hits
    assert all(notice.where == "footer" and notice.words in words for notice in tags.notices)


@settings(max_examples=100)
@given(text=st.text(max_size=200))
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


def test_the_same_page_gives_the_same_tags() -> None:
    page = article(
        "W ramach NPRCz 2.0, Kierunek interwencji 4.1, działa projekt BLISKO 2022-2023.", "Projekt"
    )
    first, second = tag(page, load_taxonomy()), tag(page, load_taxonomy())
    assert first == second
    assert [hit.edition for hit in first.hits if hit.edition] == ["2022-2023"]


@pytest.mark.parametrize("piece", ["NPRCz ", "BLISKO ", "RPO WM ", "Priorytet 1, 2 i 3 NPRCz "])
def test_a_very_long_page_is_not_looked_at_without_end(piece: str) -> None:
    page = article(piece * 2 * MOST)
    assert len(load_taxonomy().matcher.find(open_page(page))) <= MOST + 10
    check(page, tag(page, load_taxonomy()))
