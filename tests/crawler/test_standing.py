"""Permanent pages are told from announcements that sound like them, with and without a day."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TypeAlias

import pytest
import yaml

from aggregator.model import RawAnnouncement
from aggregator.vocabulary import Problem
from crawler.pages import read_page

Case: TypeAlias = tuple[str, str]
CASES: dict[str, list[Case]] = yaml.safe_load((Path(__file__).parent / "standing.yaml").read_text("utf-8"))
NOW = datetime(2025, 11, 20, 9, tzinfo=UTC)
LAYOUTS = {
    "article": (
        "<header><a href=/>Biblioteka w Potoku</a>"
        "<nav><ul><li><a href=/a>Aktualności</a>"
        "<li><a href=/o>O nas</a></ul></nav></header>"
        "<main><article><h1>{title}</h1>{day}<div class=content>{text}</div></article></main>"
        "<footer>Biblioteka w Potoku, Rynek 2</footer>"
    ),
    "plain": (
        "<div class=f><a href=/>Książnica w Dębie</a><a href=/n>Nowości</a></div>"
        "<div class=m><div>{day}</div>"
        "<h1 class=t>{title}</h1><div class=p>{text}</div></div><div class=b><p>Książnica w Dębie</p></div>"
    ),
    "table": (
        "<table width=900><tr><td colspan=2><img src=logo.gif alt='Biblioteka w Maliniaku'></td></tr><tr><td>"
        "<a href=a.htm>Start</a><br><a href=b.htm>Kontakt</a><br><a href=c.htm>Historia</a><br></td><td>"
        "<b><font size=4>{title}</font></b><br>{day}<br>{text}</td></tr>"
        "<tr><td colspan=2>Copyright Biblioteka w Maliniaku</td></tr></table>"
    ),
}


def read(layout: str, title: str, text: str, day: str = "", menu: str = "") -> RawAnnouncement:
    if layout == "table":
        text = text.replace("<p>", "").replace("</p>", "<br><br>")
    head = f"<!doctype html><html lang=pl><head><meta charset=utf-8><title>{title}</title></head>"
    page = f"{head}<body>{menu}{LAYOUTS[layout].format(title=title, text=text, day=day)}</body></html>"
    return read_page(page.encode(), "http://b.example/strona-7", fetched=NOW)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("case", CASES["standing"], ids=lambda case: case[0])
def test_permanent_pages(case: Case, layout: str) -> None:
    raw = read(layout, *case)
    assert raw.problem is Problem.STANDING
    assert case[0] in f"{raw.title}\n{raw.text}"  # the name of a section may be read as text


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("case", CASES["news"], ids=lambda case: case[0])
def test_announcements_that_sound_like_them(case: Case, layout: str) -> None:
    for day in ("", "<p>24.06.2024</p>"):
        raw = read(layout, *case, day=day)
        assert (raw.problem, raw.title) == (None, case[0])
        assert bool(raw.published) == bool(day)


@pytest.mark.parametrize(
    ("title", "text", "problem"),
    [
        ("Zielony kącik", "<p>Kącik mieści się na piętrze. Są tam rośliny i albumy.</p>", Problem.STANDING),
        ("Zielony kącik", "<p>Kącik otworzył w piątek burmistrz, rośliny dały przedszkolaki.</p>", None),
        ("Zielony kącik już czeka", "<p>Kącik mieści się na piętrze. Stoją tam rośliny i książki.</p>", None),
    ],
)  # fmt: skip
def test_what_a_menu_leads_to(title: str, text: str, problem: Problem | None) -> None:
    menu = f"<nav><ul><li><a href=/strona-7>{title}</a></li><li><a href=/k>Kontakt</a></li></ul></nav>"
    assert read("plain", title, text, menu=menu).problem is problem
    assert read("plain", title, text).problem is None


def test_a_day_on_a_page_that_a_menu_leads_to() -> None:
    text = "<p>Wypożyczalnia mieści się na parterze. W zbiorach jest 14 tysięcy tomów.</p>"
    title, day = "Wypożyczalnia dla dorosłych", "<p>Utworzono: 12.03.2016</p>"
    menu = f"<nav><ul><li><a href=/strona-7>{title}</a></li><li><a href=/k>Kontakt</a></li></ul></nav>"
    assert read("plain", title, text, day=day, menu=menu).problem is Problem.STANDING
    assert read("plain", title, text, day=day).problem is None


def test_the_site_tells_of_its_cookies_behind_no_wall() -> None:
    text = (
        "<p>Serwis zbiera informacje zawarte w plikach cookies. Ustawienia plików cookies można zmienić.</p>"
    )
    assert read("plain", "Polityka prywatności", text).problem is Problem.STANDING
    wall = f"{text}<button>Akceptuję</button>"
    assert read("plain", "Polityka prywatności", wall).problem is Problem.COOKIE_WALL
