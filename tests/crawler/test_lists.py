"""Index pages of many systems: every article with its day, the next page, and no trap."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.pages.listing.index import Listing, read_listing

PAGES = sorted((Path(__file__).parent / "lists").glob("*.html"))
NOW = datetime(2024, 10, 29, tzinfo=UTC)


def test_there_are_lists() -> None:
    assert len(PAGES) >= 10


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_list_reads_as_recorded(page: Path) -> None:
    case = json.loads(page.with_suffix(".json").read_text("utf-8"))
    fetched = datetime.fromisoformat(case["fetched"])
    listing = read_listing(page.read_bytes(), case["url"], fetched=fetched, item=case.get("item", ""))
    spared = set(case.get("optional", []))
    found = [item for item in listing.articles if item.url not in spared]
    assert [(item.url, item.date, item.title) for item in found] == [
        (item["url"], item["date"], item["title"]) for item in case["articles"]
    ]
    assert listing.next_page == case["next_page"]


def days(inner: str) -> list[tuple[str, str | None]]:
    body = f"<html><meta charset=utf-8><body>{inner}</body></html>".encode()
    return [
        (each.title, each.date) for each in read_listing(body, "https://x.example/", fetched=NOW).articles
    ]


def test_a_day_above_two_posts_is_that_of_both() -> None:
    def post(number: int, title: str) -> str:
        return (
            f"<div class='post-outer'><h3><a href='/2022/0{number}/wpis.html'>{title}</a></h3>"
            "<div class='post-body'>Zapraszamy od rana do czytelni na parterze, wstęp jest wolny.</div></div>"
        )

    def group(day: str, *posts: str) -> str:
        return (
            f"<div class='date-outer'><h2 class='date-header'>{day}</h2>"
            f"<div class='date-posts'>{''.join(posts)}</div></div>"
        )

    groups = (
        group("środa, 2 marca 2022", post(3, "Polecamy na marzec")),
        group("piątek, 11 lutego 2022", post(2, "Walentynki dla nieśmiałych"), post(1, "Ferie, dzień piąty")),
        group("niedziela, 2 stycznia 2022", post(4, "Nowy rok w czytelni")),
    )
    for names in ("widget Blog", "srodek"):
        assert days(f"<div class='{names}'>{''.join(groups)}</div>") == [
            ("Polecamy na marzec", "2022-03-02"),
            ("Walentynki dla nieśmiałych", "2022-02-11"),
            ("Ferie, dzień piąty", "2022-02-11"),
            ("Nowy rok w czytelni", "2022-01-02"),
        ]


def test_the_day_of_one_that_stands_above_the_next_is_not_that_of_both() -> None:
    items = "".join(
        f"<li class='karta'><h3><a href='/n/{n}-wpis-o-czytelni'>Wpis o czytelni numer {n}</a></h3>{day}</li>"
        for n, day in enumerate(("<p>2.03.2022</p>", "<p>1.03.2022</p>", "", "<p>7.02.2022</p>"))
    )
    assert [day for _, day in days(f"<ul>{items}</ul>")] == ["2022-03-02", "2022-03-01", None, "2022-02-07"]


def test_a_day_in_brackets_after_a_title_that_is_no_link_is_its_day() -> None:
    rows = "".join(
        f"<tr><td><b>{title}</b> <font>({day})</font></td></tr><tr><td>Zapraszamy do czytelni na parterze "
        f"w samo południe. <a href='index.php?nr={n}'>czytaj dalej</a></td></tr>"
        for n, (title, day) in enumerate(
            (("Nowe książki 2014", "25.11.2014"), ("Ferie zimowe", "31.01.2014 r."))
        )
    )
    assert days(f"<table>{rows}</table>") == [
        ("Nowe książki 2014", "2014-11-25"),
        ("Ferie zimowe", "2014-01-31"),
    ]


def test_a_moment_for_machines_under_another_label_is_no_day_of_publication() -> None:
    items = "".join(
        f"<article><div>Termin: <time datetime='2023-0{n + 5}-20T16:00:00Z'>20.0{n + 5}.2023</time></div>"
        f"<h3><a href='/w/{n}-nabor-inicjatyw'>Nabór inicjatyw numer {n}</a></h3>"
        f"<div><time datetime='2023-0{n}-03T10:00:00Z'>03.0{n}.2023</time></div></article>"
        for n in (1, 2, 3)
    )
    assert [day for _, day in days(items)] == ["2023-01-03", "2023-02-03", "2023-03-03"]


def test_a_number_that_opens_a_title_is_no_day_of_the_month_above() -> None:
    titles = ("10 powodów, by czytać zimą", "Ferie w filii na Zarzeczu", "12 miesięcy z książką")
    items = "".join(
        f"<article><h3><a href='/w/{n}-wpis'>{title}</a></h3><p>Zapraszamy do czytelni.</p></article>"
        for n, title in enumerate(titles)
    )
    assert [day for _, day in days(f"<h2>Marzec 2024</h2>{items}")] == [None, None, None]


def test_a_warning_above_the_page_is_none_of_its_list() -> None:
    warning = (
        "<div role='alert'><a href='/k/88,przerwa-w-dostawie'>Ważne: przerwa w dostawie wody "
        "21 listopada 2023</a></div>"
    )
    items = "".join(
        f"<li class='karta'><a href='/w/{n},wpis-w-czytelni'>Wpis w czytelni numer {n}</a> 0{n}.11.2023</li>"
        for n in range(1, 7)
    )
    assert len(days(f"{warning}<ul>{items}</ul>")) == 6


def test_a_selector_without_a_match_is_told() -> None:
    page = next(page for page in PAGES if page.stem == "by-selector")
    body = page.read_bytes()
    assert read_listing(body, "https://x.example/", fetched=NOW, item="li.absent a") == Listing(matched=False)
    assert not read_listing(body, "https://x.example/", fetched=NOW, item="li[[").matched


@settings(max_examples=60)
@given(
    page=st.sampled_from(PAGES),
    cut=st.integers(0, 60_000),
    length=st.integers(0, 3000),
    junk=st.binary(max_size=200),
)
def test_no_bytes_break_the_reading_of_a_list(page: Path, cut: int, length: int, junk: bytes) -> None:
    body = page.read_bytes()
    read_listing(body[:cut] + junk + body[cut + length :], "https://x.example/a", fetched=NOW)


@pytest.mark.parametrize(
    "body", [b"", b"\0\0", b"<a href='http://[bad'>x</a>" * 20, b"<a href=?page=2>2</a>", b"%PDF-1.4"]
)
def test_odd_bodies_give_an_empty_list(body: bytes) -> None:
    assert read_listing(body, "https://x.example/", fetched=NOW).articles == ()


def test_deep_nesting_is_read() -> None:
    body = b"<div>" * 50_000 + b"<h2><a href=/a-1>Pierwszy wpis o remoncie</a></h2>" * 3 + b"</div>" * 50_000
    assert read_listing(body, "https://x.example/", fetched=NOW).next_page is None


def posts(*inner: str) -> str:
    return "".join(f"<div class='post'>{each}</div>" for each in inner)


def test_a_capital_without_a_blank_begins_a_line_but_not_within_a_tile() -> None:
    def post(number: int, day: str) -> str:
        tile = f"<span>{day}</span><span>MAJ</span><span>2024</span> · Redakcja"
        return f"<div class='meta'>{tile}</div><h3><a href='/wpis/{number}'>Czytamy głośno</a></h3>"

    def plain(number: int, day: str) -> str:
        more = f"<a href='/wpis/{number}-czytamy'>więcej</a>"
        return f"<span>{day} maja 2024</span><span>Czytamy głośno</span><span>Wstęp jest wolny.</span>{more}"

    told = ["2024-05-12", "2024-05-09", "2024-05-02"]
    assert [day for _, day in days(posts(post(3, "12"), post(2, "9"), post(1, "2")))] == told
    assert days(posts(plain(3, "12"), plain(2, "9"), plain(1, "2"))) == [
        ("Czytamy głośno", day) for day in told
    ]


def test_notices_of_one_name_and_one_month_are_no_histories_of_each_other() -> None:
    notices = [
        f"<a href='/2024/05/zapytanie-{name}/'>Zapytanie ofertowe</a> <span>{day}.05.2024</span>"
        for name, day in (("o-regaly", 20), ("o-ksiazki", 17), ("o-krzesla", 8))
    ]
    first = "<a href='/2024/05/nowe-godziny/'>Nowe godziny otwarcia</a> <span>21.05.2024</span>"
    assert len(days(posts(first, *notices))) == 4


def test_a_year_in_the_title_of_an_item_is_not_that_of_the_items() -> None:
    def post(number: int, title: str, day: str) -> str:
        text = "Zapraszamy od rana do czytelni na parterze, wstęp jest wolny."
        return f"<h3>{title}</h3><p>{day}</p><p>{text}</p><a href='/wpis/{number}'>więcej</a>"

    listed = posts(
        post(3, "Ferie na biegunie", "22 stycznia"),
        post(2, "Archiwum 2019", "14 stycznia"),
        post(1, "Książka roku 2020", "4 stycznia"),
    )
    assert [day for _, day in days(f"<h2>Rok 2021</h2>{listed}")] == [
        "2021-01-22",
        "2021-01-14",
        "2021-01-04",
    ]
    several = post(2, "Książka roku 2020", "4 stycznia"), post(1, "Plan na rok 2020", "2 stycznia")
    assert [day for _, day in days(posts(*several))] == [None, None]


@pytest.mark.parametrize("name", ["loading", "tools", "menu-aktualnosci", "overlay"])
def test_dated_items_are_a_list_whatever_their_box_is_called(name: str) -> None:
    items = "".join(
        f"<div class='el'><h3><a href='/w/{n}-wpis'>Wpis w czytelni, {n}</a></h3><p>0{n}.10.2024</p></div>"
        for n in range(4, 0, -1)
    )
    assert len(days(f"<div class='{name}'>{items}</div>")) == 4
    undated = items.replace(".10.2024", "")
    assert not days(f"<div class='{name}'>{undated}</div>")


def test_a_day_in_two_lines_and_a_month_named_with_the_news() -> None:
    tiles = "".join(
        f"<div class='el'><div><span>{n}</span>/10<br>2018</div><div><a href='/w/{n}-wpis'>Wpis nr {n}</a>"
        "<div>Zapraszamy od rana do czytelni na parterze.</div></div></div>"
        for n in (9, 8, 7)
    )
    assert [day for _, day in days(tiles)] == ["2018-10-09", "2018-10-08", "2018-10-07"]
    items = "".join(
        f"<div class='el'><p>{n} maja</p><h4><a href='/w/{n}-wpis'>Wpis w czytelni {n}</a></h4></div>"
        for n in (9, 8, 7)
    )
    told = [day for _, day in days(f"<h2>Aktualności: maj 2013</h2>{items}")]
    assert told == ["2013-05-09", "2013-05-08", "2013-05-07"]


def test_a_day_that_a_title_or_a_text_begins_with_gives_way() -> None:
    titles = ("12.10.2024 – Zabawa dla seniorów", "Ferie w czytelni", "Nowy regulamin", "Kiermasz")
    texts = ("W dniu 8.10.2024 r. odbyło się spotkanie z autorką kilku powieści.", "Zapraszamy.", "", "")

    def post(number: int, day: str) -> str:
        link = f"<h3><a href='/w/{number}-wpis'>{titles[number]}</a></h3>"
        return f"<div class='el'>{link}<p>{texts[number]}</p>{day}</div>"

    own = ("<p>7.10.2024</p>", "<p>5.10.2024</p>", "<p>2.10.2024</p>", "<p>1.10.2024</p>")
    told = ["2024-10-07", "2024-10-05", "2024-10-02", "2024-10-01"]
    assert [day for _, day in days("".join(map(post, range(4), own)))] == told
    assert [day for _, day in days("".join(post(n, "") for n in range(4)))] == [None] * 4


def test_a_flat_item_may_end_in_its_link() -> None:
    items = "".join(
        f"<h3>Czytamy głośno, część {n}</h3><p>0{n}-10-2024 / Ania / <a href='/kat?k=2'>Relacje</a></p>"
        f"<p>Zapraszamy od rana do czytelni.</p><p><a href='/wpis?nr={n}'>Czytaj</a> "
        f"<a href='/wpis?nr={n}#kom'>Komentarze (0)</a></p>"
        for n in (9, 7, 4)
    )
    assert days(f"<div id='main'><h2>Aktualności</h2>{items}</div>") == [
        (f"Czytamy głośno, część {n}", f"2024-10-0{n}") for n in (9, 7, 4)
    ]


def test_a_day_in_three_pieces_of_figures() -> None:
    def post(number: int) -> str:
        tile = f"<span>0{number}</span><span>10</span><span>2024</span>"
        return f"<div>{tile}</div><h3><a href='/wpis/{number}'>Czytamy głośno</a></h3>"

    told = ["2024-10-09", "2024-10-07", "2024-10-04"]
    assert [day for _, day in days(posts(*map(post, (9, 7, 4))))] == told
