"""Days in parts, without their year, behind the number of a newsletter, in one element with the heading."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

from aggregator.model import RawAnnouncement
from crawler.pages import read_page

NEWS = (
    "<p>Do filii przyjechało czterdzieści albumów o ogrodach oraz atlas ptaków w dużym formacie.</p>"
    "<p>Można je oglądać na miejscu, a od przyszłego tygodnia także wypożyczać do domu.</p>"
)
INVITATION = (
    "<p>Zapraszamy na spotkanie z podróżniczką, które odbędzie się 2 maja o godz. 17.00 na tarasie.</p>"
    "<p>Po rozmowie będzie można obejrzeć slajdy i skosztować herbaty z suszonych jabłek.</p>"
)
STATED = yaml.safe_load((Path(__file__).parent / "days_stated.yaml").read_text("utf-8"))
PLAIN = "http://b.example/a/7"


def read(main: str, url: str = PLAIN) -> RawAnnouncement:
    page = (
        "<!doctype html><html lang=pl><head><meta charset=utf-8><title>Biblioteka w Olszynce</title></head>"
        "<body><div id=naglowek><a href=/>Biblioteka w Olszynce</a></div>"
        "<ul class=menu><li><a href=/k>Katalog</a></ul>"
        f"<div id=tresc>{main}</div><div id=stopka><p>ul. Leśna 3, 12-345 Olszynka</p></div></body></html>"
    )
    return read_page(page.encode(), url, fetched=datetime(2025, 11, 20, 9, tzinfo=UTC))


def day(raw: RawAnnouncement) -> str | None:
    return raw.published.value[:10] if raw.published else None


@pytest.mark.parametrize("above", [False, True], ids=["below", "above"])
@pytest.mark.parametrize(
    "line",
    ["<p>02 | 05 | 2024</p>", "<p>02|05|2024</p>", "<p>2 | maja | 2024</p>", "<p>02 · 05 · 2024</p>",
     "<p>2024 | 05 | 02</p>", "<p>02 | 05 | 2024, 10:30</p>", "<p>02 | 05 | 2024 | Anna Nowak</p>",
     "<div class=data><span>02</span> | <span>05</span> | <span>2024</span></div>",
     "<div class=data><span>02</span><span>05</span><span>2024</span></div>"],
)  # fmt: skip
def test_a_day_in_parts(line: str, above: bool) -> None:
    heading = "<h1>Ogrody na półce</h1>"
    raw = read((line + heading if above else heading + line) + NEWS)
    assert day(raw) == "2024-05-02"
    assert raw.text.startswith("Do filii")


@pytest.mark.parametrize("line", ["8 | 9 | 10 | 11", "2021 | 2022 | 2023", "12 | 345 | 6789", "3 / 12"])
def test_no_day_in_parts(line: str) -> None:
    assert day(read(f"<h1>Ogrody na półce</h1><p>{line}</p>{NEWS}")) is None


@pytest.mark.parametrize(
    "line",
    ["numer 41 · 10 czerwca 2021", "Nr 3/2021 z dnia 10 czerwca 2021 r.", "Numer 12 (41) | 10.06.2021",
     "Biuletyn nr 41, 10 czerwca 2021", "Wydanie 7 – czwartek, 10 czerwca 2021"],
)  # fmt: skip
def test_the_number_of_a_newsletter(line: str) -> None:
    raw = read(f"<h1>Ogrody na półce</h1><p>{line}</p>{NEWS}")
    assert day(raw) == "2021-06-10"
    assert raw.text.startswith("Do filii")


def test_the_number_of_an_act() -> None:
    assert day(read(f"<h1>Zarządzenie</h1><p>Nr 3/2022 z dnia 14 marca 2022 r.</p>{NEWS}")) is None


@pytest.mark.parametrize(
    ("above", "line", "url"),
    [
        ("<h2>Archiwum 2023</h2>", "<p class=data>2 maja</p>", PLAIN),
        ("<h2>Rok 2023</h2>", "<p>Dodano: 2 maja</p>", PLAIN),
        ("<h2>Archiwum: 2023</h2>", "<p>wtorek, 2 maja</p>", PLAIN),
        ("", "<p>2 maja</p>", "http://b.example/2023/ogrody"),
        ("", "<p>2 maja br.</p>", "http://b.example/2023/ogrody"),
        ("", "<span>02.05</span>", "http://b.example/aktualnosci/2023/05/ogrody-na-polce"),
        ("<div class=c><b>02</b><i>maj</i></div>", "", "http://b.example/archiwum-2023/7,ogrody.html"),
        (
            "<div class=okruszki><a href=/>Start</a> › <a href=/a/2023>2023</a> › Ogrody</div>",
            "2 maja",
            PLAIN,
        ),
    ],
)
def test_a_year_that_the_page_tells_elsewhere(above: str, line: str, url: str) -> None:
    raw = read(f"{above}<h1>Ogrody na półce</h1>{line}{NEWS}", url)
    assert day(raw) == "2023-05-02"
    assert raw.text.startswith("Do filii")


@pytest.mark.parametrize(
    ("above", "line", "text", "url"),
    [
        ("", "<p>2 maja</p>", NEWS, PLAIN),
        ("", "<p>2 maja</p>", INVITATION, "http://b.example/2023/04/ogrody/"),
        ("", "<p>2 maja</p>", INVITATION, "http://b.example/2023/05/ogrody/"),
        ("", "<p>2 maja, godz. 17.00</p>", NEWS, "http://b.example/2023/ogrody/"),
        ("", "<p>Termin: 2 maja</p>", NEWS, "http://b.example/2023/ogrody/"),
        ("", "<p>2 maja</p>", NEWS, "http://b.example/2023/04/ogrody/"),
        ("", "<p>2 maja</p>", NEWS, "http://b.example/narodowe-czytanie-2023"),
        ("", "<p>10.15</p>", NEWS, "http://b.example/2023/ogrody/"),
        ("<ul><li>2022</li><li>2023</li></ul>", "<p>2 maja</p>", NEWS, PLAIN),
        ("", "<p>2 maja</p>", NEWS + "<p>© 2023 Biblioteka</p>", PLAIN),
    ],
)
def test_no_year_is_guessed(above: str, line: str, text: str, url: str) -> None:
    assert day(read(f"{above}<h1>Ogrody na półce</h1>{line}{text}", url)) is None


@pytest.mark.parametrize(
    "line", ["Olszynka, 2 maja br.", "Grodzisk, 2 maja br.", "2 maja b.r.", "2 maja tego roku"]
)
def test_this_year_of_a_page_that_may_be_old_is_not_that_of_the_visit(line: str) -> None:
    """And no name decides: the sign of "dziś" stands in "Grodzisk"."""
    assert day(read(f"<h1>Ogrody na półce</h1><p>{line}</p>{NEWS}")) is None


@pytest.mark.parametrize("tag", ["b", "h3", "div class=news_head"])
@pytest.mark.parametrize(
    "heading",
    ["12.03.2019 Ogrody na półce", "12.03.2019 - Ogrody na półce", "[12.03.2019] Ogrody na półce",
     "12.03.2019: Ogrody na półce", "2019-03-12 Ogrody na półce", "Ogrody na półce (12.03.2019)",
     "12 marca 2019 r. – Ogrody na półce"],
)  # fmt: skip
def test_a_day_in_one_element_with_the_heading(heading: str, tag: str) -> None:
    row = f"<{tag}>{heading}</{tag.split()[0]}>"
    raw = read(f"<table><tr><td>{row}</td></tr><tr><td>{NEWS}</td></tr></table>")
    assert (raw.title, day(raw)) == ("Ogrody na półce", "2019-03-12")


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        ("03.05.2024 Biblioteka nieczynna", NEWS),
        ("3 maja 2024 r. czytelnia zmienia adres", NEWS),
        ("12.03.2024 Koncert na tarasie", NEWS),
        ("12.03.2024 r., godz. 17.00 Anna Lis", NEWS),
        ("02.05.2024 Anna Lis", INVITATION),
        ("12.03.2024-15.03.2024 Ferie w bibliotece", NEWS),
        ("100 książek na 100 lat", NEWS),
    ],
)
def test_a_day_that_is_the_subject_of_the_heading(heading: str, text: str) -> None:
    raw = read(f"<table><tr><td><b>{heading}</b></td></tr><tr><td>{text}</td></tr></table>")
    assert (raw.title, day(raw)) == (heading, None)


@pytest.mark.parametrize("below", [False, True], ids=["below the heading", "below the text"])
@pytest.mark.parametrize(("line", "expected"), STATED, ids=[line for line, _ in STATED])
def test_lines_that_state_the_day(line: str, expected: str | None, below: bool) -> None:
    raw = read(f"<h1>Ogrody na półce</h1>{'' if below else line}{NEWS}{line if below else ''}")
    assert (raw.title, day(raw)) == ("Ogrody na półce", expected)
    assert [words[:5] for words in raw.text.splitlines()] == ["Do fi", "Można"]


POST = (
    "<div class=post><div class=postbody><h3><a href=#p9>{title}</a></h3><p class=author>{line}</p>"
    "<div class=content>{text}</div></div><dl class=postprofile><dt><a href=/u>bibliotekarka</a></dt>"
    "<dd>Posty: 41</dd><dd>Rejestracja: 03 sty 2018, 11:20</dd></dl></div>"
)
TEXT = NEWS.replace("<p>", "").replace("</p>", "<br><br>")


@pytest.mark.parametrize(
    "line",
    ["autor: <strong><a href=/u>bibliotekarka</a></strong> » 14 maja 2021, 10:12", "» 14 maja 2021, 10:12",
     "Napisane: pt maja 14, 2021 10:12 am", "autor: bibliotekarka » pt maja 14, 2021",
     "Wysłany: Pią Maj 14, 2021 10:12 am", "Post autor: <a>bibliotekarka</a> » 14 maj 2021, 10:12"],
)  # fmt: skip
def test_posts_of_a_forum(line: str) -> None:
    first = POST.format(title="Ogrody na półce", line=line, text=TEXT)
    reply = POST.format(
        title="Re: Ogrody na półce",
        line=line.replace("14", "15"),
        text="Świetnie, na pewno po nie przyjdziemy!",
    )
    for main in (first, f"<h2>Ogrody na półce</h2>{first}{reply}"):
        raw = read(main)
        assert (raw.title, day(raw)) == ("Ogrody na półce", "2021-05-14")
        assert raw.text.startswith("Do filii")
        assert not {"Świetnie", "Rejestracja"} & set(raw.text.replace(",", "").replace(":", "").split())
