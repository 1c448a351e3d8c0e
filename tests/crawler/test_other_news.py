"""Cards of other news, links to the announcement before and after, strips of funding: never in the text."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crawler.pages import read_page

FETCHED = datetime(2026, 11, 23, 12, tzinfo=UTC)
PROSE = (
    "Od poniedziałku czytelnia ma nowe lampy i stoły, a kącik prasowy przeniósł się pod okna. "
    "Prace trwały dwa tygodnie i w tym czasie książki wydawaliśmy przy bocznym wejściu. "
    "Dziękujemy wszystkim za cierpliwość i zapraszamy na kawę w nowym wnętrzu."
)
ARTICLE = f"<h1>Nowe lampy w czytelni</h1><p>{PROSE}</p><p>Czytelnia jest czynna jak dotąd.</p>"
CARDS = "".join(
    f"<div class='kafel'><h3><a href='/wpis/{n}'>{title}</a></h3><p>{day}</p></div>"
    for n, (title, day) in enumerate(
        [
            ("Kolejka po granty w Równać Szanse", "12.03.2021"),
            ("Wieczór z Dyskusyjnym Klubem Książki", "4 maja 2020"),
            ("Ruszyła Sieć na kulturę", "30.09.2022"),
        ]
    )
)
UNLINKED = CARDS.replace("<a ", "<i ").replace("</a>", "</i>")


def text_of(inner: str, before: str = "", after: str = "") -> str:
    page = f"<html><head><title>Nowe lampy</title></head><body>{before}{inner}{after}</body></html>"
    return read_page(page.encode(), "https://bib.example/wpis/99", fetched=FETCHED).text


@pytest.mark.parametrize(
    "inner",
    [
        f"<div class='tresc-wpisu'>{ARTICLE}<div class='rzad'>{CARDS}</div></div>",
        f"<article><div class='entry-content'>{ARTICLE}<div>{CARDS}</div></div></article>",
        f"<div class='wiersz'><div class='c8'>{ARTICLE}</div><div class='c4'>{CARDS}</div></div>",
        f"<div class='tresc-wpisu'>{ARTICLE}<div class='rzad'>{UNLINKED}</div></div>",
    ],
)
def test_cards_of_other_news_are_no_text(inner: str) -> None:
    text = text_of(inner)
    assert "nowe lampy i stoły" in text
    assert "czynna jak dotąd" in text
    assert "Równać" not in text
    assert "Dyskusyjnym" not in text


@pytest.mark.parametrize(
    "turn",
    [
        "<div class='obok'><h5>Poprzednia strona</h5><p>Rok z Dyskusyjnym Klubem Książki</p></div>",
        "<div><span>Następny wpis</span> <br><a href='/w/3'>Rok z Dyskusyjnym Klubem Książki</a></div>",
        "<h4>Poprzedni artykuł</h4><p>Rok z Dyskusyjnym Klubem Książki</p>",
        "<p><a href='/w/3'>« Rok z Dyskusyjnym Klubem Książki</a></p>",
        "<p><a href='/w/3' rel='prev'>Rok z Dyskusyjnym Klubem Książki</a></p>",
        "<p><b>Zobacz też:</b> <a href='/w/3'>Rok z Dyskusyjnym Klubem Książki</a></p>",
    ],
)
def test_the_announcement_before_and_after_is_no_text(turn: str) -> None:
    text = text_of(f"<div class='kolumna8'>{ARTICLE}{turn}</div>")
    assert "czynna jak dotąd" in text
    assert "Dyskusyjnym" not in text


@pytest.mark.parametrize(
    "own",
    [
        "<p>Następny etap prac zacznie się w maju.</p>",
        "<p><a href='/pliki/regulamin.pdf'>Regulamin korzystania z czytelni »</a></p>",
        "<p><a href='https://formularz.example/1'>Formularz zapisów na warsztaty</a></p>",
        "".join(f"<div class='punkt'><h3>Sala {n}</h3><p>{PROSE}</p></div>" for n in range(4)),
        "".join(
            f"<div class='dzien'><h4>Warsztaty w sali {n}{'a' * n}</h4><p>{n}.06.2024</p></div>"
            for n in range(1, 5)
        ),
        "".join(
            f"<div class='ksiazka'><h3><a href='https://katalog.example/{n}'>Tytuł numer {n}</a></h3></div>"
            for n in range(4)
        ),
    ],
)
def test_what_only_looks_like_it_stays(own: str) -> None:
    text = text_of(f"<div class='tresc-wpisu'>{ARTICLE}{own}</div>")
    words = [part.partition("<")[0].strip(" »") for part in own.split(">")]
    assert max(words, key=len) in text


@pytest.mark.parametrize(
    "strip",
    [
        "<p>Projekt „Cyfrowa gmina” współfinansowany ze środków Unii Europejskiej w ramach POPC.</p>",
        "<p>Stronę zmodernizowano w ramach Programu Operacyjnego Polska Cyfrowa.</p>",
    ],
)
def test_a_strip_of_funding_below_the_article_is_no_text(strip: str) -> None:
    text = text_of(
        f"<div class='c1'><div>{ARTICLE}</div></div>", after=f"<hr>{strip}<p>tel. 12 345 67 89</p>"
    )
    assert "nowe lampy i stoły" in text
    assert "Cyfrow" not in text


def test_a_short_notice_in_a_table_cell_takes_nothing_from_beside_it() -> None:
    cells = "<td><b>Równać Szanse rusza</b><br>12.03.2021</td>" * 2
    page = (
        "<table><tr><td><a href='/'>Start</a><br><a href='/o'>O nas</a></td>"
        "<td><h2>Zmiana godzin</h2><p>W piątek 3 maja biblioteka będzie nieczynna.</p></td>"
        f"{cells}</tr></table>"
    )
    assert text_of(page) == "W piątek 3 maja biblioteka będzie nieczynna."


def test_cards_whose_class_is_a_space_have_no_name() -> None:
    spaced = CARDS.replace("class='kafel'", "class=' '")
    read = text_of(f"<div class='tresc'>{ARTICLE}<div class='  '>{spaced}</div></div>")
    assert read.startswith("Od poniedziałku")
