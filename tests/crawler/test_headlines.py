"""Headlines of other news amid and below a text, told without knowing the words that lead to them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from aggregator.vocabulary import Problem
from crawler.pages import read_page

FETCHED = datetime(2026, 11, 23, 12, tzinfo=UTC)
PAGE = "https://kurier.example/lipa/czytniki-jada-do-rudnej-20417"
FIRST = "Biblioteka w Rudnej wypożyczy od jesieni czytniki, a kupiła ich dwadzieścia, każdy z oprawą."
SECOND = "Czytnik dostanie każdy, kto ma kartę biblioteczną i oddał poprzednio wypożyczone książki."
LAST = "Bibliotekarze pokażą też, jak powiększyć litery i jak wczytać na urządzenie własną książkę."
HEADLINE = "Szkoła w Lipie ma nowe boisko i bieżnię"
SLUG = "/sport/szkola-w-lipie-ma-nowe-boisko-i-bieznie"


def text(amid: str, below: str = "") -> list[str]:
    inner = f"<p>{FIRST}</p><p>{SECOND}</p>{amid}<p>{LAST}</p>{below}"
    page = (
        "<html><head><title>Czytniki jadą do Rudnej</title></head><body><div class='kol'>"
        f"<h1>Czytniki jadą do Rudnej</h1><div class='wnetrze'>{inner}</div></div></body></html>"
    )
    return read_page(page.encode(), PAGE, fetched=FETCHED).text.splitlines()


OTHERS = [
    f"<p><a href='{SLUG}'>{HEADLINE}</a></p>",
    f"<p>Lue myös: <a href='{SLUG}'>{HEADLINE}</a></p>",
    f"<h3>Weiterlesen</h3><p><a href='https://www.kurier.example{SLUG}.html'>{HEADLINE}</a></p>",
    f"<p>Le puede interesar:</p><p><a href='{SLUG}'>{HEADLINE}</a></p>",
    f"<p><a href='/lipa/boisko-20399'>{HEADLINE} za szkołą</a></p>",
    "<div><div class='k'><div class='nad'><a href='/d/sport'>Sport</a></div><p>"
    f"<a href='{SLUG}'>{HEADLINE}</a></p></div></div>",
    f"<div class='m-teaser'><h3><a href='/n/1'>{HEADLINE}</a></h3><p>Bieżnia ma cztery tory.</p></div>",
]


@pytest.mark.parametrize("other", OTHERS)
def test_headline_of_other_news_is_no_part_of_the_text(other: str) -> None:
    assert text(other) == [FIRST, SECOND, LAST]
    assert text("", other) == [FIRST, SECOND, LAST]


OWN = [
    "<p><a href='/regulamin/czytniki'>Regulamin wypożyczania czytników w bibliotece</a></p>",
    "<p><a href='/pliki/szkola-w-lipie-ma-nowe-boisko.pdf'>Szkoła w Lipie ma nowe boisko</a></p>",
    f"<p><a href='https://gazeta.test{SLUG}'>{HEADLINE}</a></p>",
    f"<p>Najpierw cieszyła się szkoła, bo <a href='{SLUG}'>{HEADLINE}</a></p>",
    "<p><a href='#zapisy'>Zapisy przyjmujemy w wypożyczalni od wtorku</a></p>",
]


@pytest.mark.parametrize("own", OWN)
def test_links_of_the_text_itself_stay(own: str) -> None:
    assert len(text(own)) == 4


def test_links_above_the_text_and_lists_of_whole_news_stay() -> None:
    news = "".join(
        f"<h2><a href='/lipa/wiesc-z-rudnej-numer-{n}'>Wieść z Rudnej numer {n}, cała i zdrowa</a></h2>"
        f"<p>{told}</p>"
        for n, told in enumerate((FIRST, SECOND, LAST))
    )
    assert sum("Wieść z Rudnej" in line for line in text(news)) == 3


NAMED = [
    f"<div class='paywall-info'><p>{LAST}</p></div>",
    f"<ol class='commentlist'><li><p>{LAST}</p></li></ol>",
    f"<div class='saboxplugin-wrap'><p>{LAST}</p></div>",
    f"<blockquote class='wp-embedded-content'><p><a href='/b'>{HEADLINE}</a></p></blockquote>",
    "<div id='ez-toc-container'><p>W tekście</p><ul><li><a href='#a'>Czytniki</a></li></ul></div>",
    "<div class='m-tags'><span>Themen</span><a href='/t/lipa'>Lipa</a> <a href='/t/rudna'>Rudna</a></div>",
]


@pytest.mark.parametrize("box", NAMED)
def test_box_named_after_furniture_is_no_part_of_the_text(box: str) -> None:
    assert text("", box) == [FIRST, SECOND, LAST]


LINKS = "<ul><li><a href='/b/1'>Konkurs</a></li><li><a href='/b/2'>Ferie</a></li></ul>"
ENDS = [
    f"<h3>Mehr Themen</h3><div class='related'>{LINKS}</div>",
    f"<p>Tipps für den Alltag:</p><div class='related'>{LINKS}</div>",
    f"<div class='artdetail-autor__text'><p>Zofia Kos</p><p>{LAST}</p></div>",
    f"<section class='page-authorinfo-bio'><h3>Zofia Kos</h3><p>{LAST}</p></section>",
]


@pytest.mark.parametrize("end", ENDS)
def test_what_is_left_at_the_end_heads_nothing_or_tells_of_the_author(end: str) -> None:
    assert text("", end) == [FIRST, SECOND, LAST]


OWN_ENDS = [
    "<h3>Zapraszamy do wypożyczalni!</h3>",
    "<h3>Zapraszamy</h3><p>Czynne do szóstej.</p>",
    "<div class='spotkanie-autorskie'><p>Po południu spotkanie z Zofią Kos.</p></div>",
]


@pytest.mark.parametrize("end", OWN_ENDS)
def test_last_words_of_the_text_itself_stay(end: str) -> None:
    assert len(text("", f"{end}<div class='related'>{LINKS}</div>")) > 3


@pytest.mark.parametrize("words", ["You need to enable JavaScript here.", "Prosimy włączyć JavaScript."])
def test_page_that_a_program_would_fill_is_empty(words: str) -> None:
    page = (
        "<html><head><title>Parafia w Lipie</title></head><body>"
        f"<noscript>{words}</noscript><div id='root'></div></body></html>"
    )
    raw = read_page(page.encode(), "https://parafia.example/", fetched=FETCHED)
    assert raw.problem is Problem.EMPTY and not raw.text
