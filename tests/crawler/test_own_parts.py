"""Boxes amid an article and credit lines below it are its own, whatever their tag or their name is."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crawler.pages import read_page
from tests.crawler.profiles import learn_profile

FIRST = "Do zbiorów trafiło sto osiemdziesiąt tomów, wśród nich reportaże i książki z dużą czcionką."
LAST = "Nowości można rezerwować od jutra, nie więcej niż trzy jednocześnie, także przez katalog."
PLACE = "Miejsce: filia na Zarzeczu, wejście od ogrodu"
CREDIT = "Dofinansowano ze środków Ministra Kultury w ramach Narodowego Programu Rozwoju Czytelnictwa."
WHOLES = [
    "<main><article><h1>Regały</h1>{}</article></main>",
    "<div><h2>Regały</h2><div class=tresc>{}</div></div>",
]
TEXT = f"<p>{FIRST}</p><p>{LAST}</p>"
STRIP = f"<div class=logotypy><img src=l.png><p>{CREDIT}</p></div>"
FOOT = "<footer><p>ul. Leśna 3, 12-345 Niwki</p></footer>"


def page(body: str, title: str = "Regały") -> bytes:
    return (
        f"<!doctype html><html lang=pl><head><title>{title} – Biblioteka</title></head><body><header>"
        f"<a href=/>Biblioteka</a></header>{body}{FOOT}</body></html>"
    ).encode()


def text_of(body: str) -> str:
    return read_page(page(body), "http://b.example/a/7", fetched=datetime(2026, 11, 23, tzinfo=UTC)).text


@pytest.mark.parametrize("whole", WHOLES, ids=["article", "box"])
@pytest.mark.parametrize(
    ("inner", "text"),
    [
        (f"<p>{FIRST}</p><aside><p>{PLACE}</p></aside><p>{LAST}</p>", (FIRST, PLACE, LAST)),
        (f"<p>{FIRST}</p><aside class=info-box><p>{PLACE}</p></aside><p>{LAST}</p>", (FIRST, PLACE, LAST)),
        (f"<p>{FIRST}</p><aside><a href=/x>Inny wpis o kocie i psie</a></aside><p>{LAST}</p>", (FIRST, LAST)),
        (f"<p>{FIRST}</p><aside class=sidebar><p>{PLACE}</p></aside><p>{LAST}</p>", (FIRST, LAST)),
        (f"{TEXT}<aside><p>{PLACE}</p></aside>", (FIRST, LAST)),
        (TEXT + STRIP, (FIRST, LAST, CREDIT)),
        (f"{TEXT}<footer><p>{CREDIT}</p><p>Tagi: regały</p></footer>", (FIRST, LAST, CREDIT)),
    ],
)  # fmt: skip
def test_what_stands_with_the_paragraphs(whole: str, inner: str, text: tuple[str, ...]) -> None:
    assert text_of(whole.format(inner)) == "\n".join(text)


def test_a_strip_outside_of_the_text_is_none_of_it() -> None:
    body = WHOLES[0].format(f"<div>{TEXT}</div>{STRIP}")
    assert text_of(body) == f"{FIRST}\n{LAST}"


def test_a_credit_below_every_text_of_the_site_is_none_of_any() -> None:
    titles = ("Regały", "Kot Franciszek", "Wieczór z poetą", "Godziny otwarcia")
    pages = []
    for number, name in enumerate(titles):
        body = WHOLES[0].replace("Regały", name).format(f"<p>{name} – o tym piszemy: {FIRST}</p>{STRIP}")
        pages.append((page(body, name), f"http://b.example/a/{number}", None))
    profile = learn_profile(pages)
    for body, url, _ in pages:
        raw = read_page(body, url, fetched=datetime(2026, 11, 23, tzinfo=UTC), profile=profile)
        assert FIRST in raw.text
        assert CREDIT not in raw.text


def test_an_article_made_of_widgets() -> None:
    parts = "".join(
        f"<div class='so-panel widget widget_sow-editor'><p>{line}</p></div>" for line in (FIRST, LAST)
    )
    assert text_of(WHOLES[0].format(parts)) == f"{FIRST}\n{LAST}"


def test_a_header_of_the_site_by_its_id_is_no_heading_of_an_article() -> None:
    body = (
        "<html><meta charset=utf-8><title>Aktualności</title><body><p>Przejdź do treści</p><p>Mapa strony</p>"
        "<div id=naglowek><h2>Wypożyczalnia pod Lipą</h2><p>Czytamy od 1946 roku</p></div>"
        "<p>Zapraszamy w progi naszej wypożyczalni, w której od lat czytają całe rodziny z okolicy.</p>"
        f"<div><h2>Nowe regały</h2><p>12.05.2024</p>{TEXT}</div></body></html>"
    )
    raw = read_page(body.encode(), "https://x.example/n/1", fetched=datetime(2024, 10, 29, tzinfo=UTC))
    assert raw.title == "Nowe regały"
