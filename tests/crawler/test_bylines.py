"""Lines of day, author and category around a text: they tell when it was published and are none of it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from aggregator.model import RawAnnouncement
from crawler.pages import read_page

TEXT = (
    "W czwartek po południu czytelnia zamieni się w kawiarnię, a gość opowie o pracy w archiwach.",
    "Miejsc jest czterdzieści. Wejściówki czekają w wypożyczalni od poniedziałku do piątku.",
)


def read(title: str, *lines: str) -> RawAnnouncement:
    body = "".join(f"<p>{line}</p>" for line in (*lines, *TEXT))
    page = (
        f"<!doctype html><html lang=pl><head><title>{title} – Biblioteka</title></head><body><div><div>"
        f"<a href=/>Biblioteka w Lipnie</a></div><div><h1>{title}</h1>{body}</div></div></body></html>"
    )
    return read_page(page.encode(), "http://b.example/a/7", fetched=datetime(2026, 11, 23, tzinfo=UTC))


@pytest.mark.parametrize("title", ["Spotkanie autorskie z poetką", "Premiera", "Ważna zmiana", "Noc książek"])
@pytest.mark.parametrize(
    "line",
    [
        "12 maja 2024",
        "12 maja 2024 · Jan Kowalski · 3 min czytania",
        "Jan Kowalski, 12 maja 2024, 3 min czytania",
        "Jan Kowalski, 12 maja 2024",
        "12.05.2024, przez Annę Nowak",
        "Redakcja, 12 maja 2024, czyt. 231 razy",
        "Dodane przez: Anna Nowak, 12.05.2024, Aktualności",
        "Anna Nowak (12.05.2024)",
        "przez Anna Nowak / 12 maja 2024 / Aktualności, Wydarzenia",
        "3 MIN CZYTANIA, 12 MAJA 2024, JAN KOWALSKI",
        "Kategoria: Spotkania, Data: 12.05.2024, Autor: Jan Kowalski",
        "<a href=/kat/3>Spotkania</a> 12.05.2024",
        "12.05.2024 | <a href=/kat/3>Spotkania autorskie</a>",
        "[12.05.2024]",
        "\N{SPIRAL CALENDAR PAD} 12.05.2024",
        "dn. 12.05.2024r",
        "opublikował(a) Anna dnia 12.05.2024",
    ],
)
def test_a_byline_tells_the_day_and_is_no_text(title: str, line: str) -> None:
    raw = read(title, line)
    assert raw.title == title
    assert raw.published is not None
    assert raw.published.value == "2024-05-12"
    assert raw.text == "\n".join(TEXT)


@pytest.mark.parametrize(
    "line",
    [
        "Termin: 12.05.2024",
        "Biblioteka Główna, 12 maja 2024, godz. 17.00",
        "Sala Widowiskowa, 12 maja 2024, wstęp za okazaniem karty",
        "Spotkanie: 12.05.2024",
    ],
)
def test_an_appointment_is_no_byline(line: str) -> None:
    raw = read("Wieczór z poetką", line)
    assert raw.published is None
    assert line in raw.text


def test_a_linked_category_above_the_day_is_no_label() -> None:
    raw = read("Gość z Podlasia", "<a href=/kat/3>Spotkania</a>", "12 maja 2024")
    assert raw.published is not None
    assert raw.published.value == "2024-05-12"


@pytest.mark.parametrize("tag", ["nav", "footer", "form", "div class=menu"])
def test_loose_text_right_before_furniture_is_none(tag: str) -> None:
    page = (
        f"<!doctype html><html lang=pl><body><div><h1>Nowa czytelnia</h1>{TEXT[0]}<br>{TEXT[1]}"
        f"<{tag}>Wróć do listy ogłoszeń</{tag.split()[0]}></div></body></html>"
    )
    raw = read_page(page.encode(), "http://b.example/a/7", fetched=datetime(2026, 11, 23, tzinfo=UTC))
    assert raw.text == "\n".join(TEXT)


def test_a_picture_beside_the_text_parts_it_from_the_day_before() -> None:
    begun = f"<font size=1>Dodano: 7.03.2024, godz. 12:40</font> <img src=a.jpg align=left> {TEXT[0]}"
    page = (
        f"<body><table><tr><td><h1>Kawiarnia w czytelni</h1>{begun}<br><br>{TEXT[1]}</td></tr></table></body>"
    )
    raw = read_page(page.encode(), "http://b.example/a/7", fetched=datetime(2024, 5, 1, tzinfo=UTC))
    assert raw.text == "\n".join(TEXT)
    assert raw.published is not None
    assert raw.published.moment.isoformat() == "2024-03-07T12:40:00+01:00"
