"""Ways on that say nothing of a page, rows of cells, years of a school, buttons for links, events alone."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crawler.pages.listing.index import Listing, read_listing

NOW = datetime(2024, 4, 20, 12, tzinfo=UTC)
HOST = "https://gbp.example"
TITLES = ("Nowe regały w filii", "Ekslibris rozstrzygnięty", "Wieczór z podróżniczką",
          "Kolejna dostawa książek", "Remont czytelni dobiegł końca", "Kiermasz na rynku")  # fmt: skip
ITEM = "<div class=n><h3><a href=/w/{i}-wpis>{t}</a></h3><p>{d:02d}.03.2024</p></div>"


def read(body: str, path: str = "/aktualnosci") -> Listing:
    page = f"<html lang=pl><head><meta charset=utf-8></head><body>{body}</body></html>"
    return read_listing(page.encode(), HOST + path, fetched=NOW)


def cards(form: str = ITEM) -> str:
    return "".join(form.format(i=i, t=title, d=12 - i) for i, title in enumerate(TITLES))


def days(listing: Listing) -> list[str | None]:
    return [article.date for article in listing.articles]


@pytest.mark.parametrize(
    ("path", "pager", "expected"),
    [
        ("/n?s=1", "<select><option value='n?s=1' selected>1<option value='n?s=2'>2</select>", "/n?s=2"),
        ("/n", "<select><option value='/n?rok=2024'>2024<option value='/n?rok=2023'>2023</select>", None),
        ("/n", "<p><a href='/n?od=6'>Dalej wstecz</a></p>", "/n?od=6"),
        ("/n?od=6", "<p><a href='/n?od=12'>Dalej wstecz</a></p>", "/n?od=12"),
        ("/n", "<p><a href='/n?od=2024'>Ten rok</a></p>", None),
        ("/n", "<p><a href='/n/6'>»</a></p>", "/n/6"),
        ("/n/6", "<p><a href='/n/0'>«</a> <a href='/n/12'>»</a></p>", "/n/12"),
        ("/n", "<p><a href='/n/2024'>2024</a> <a href='/n/7'>Regulamin</a></p>", None),
        ("/n", "<p><b>1</b> <a href='/n;2'>2</a> <a href='/n;3'>3</a></p>", "/n;2"),
        ("/n", "<p><a href='/n?cursor=YXJ0OjEy'>Pokaż więcej</a></p>", "/n?cursor=YXJ0OjEy"),
        ("/n", "<p><a href='/n?kategoria=dzieci'>Pokaż więcej</a></p>", None),
        ("/n", "<p>[0] <a href='/n?p=1'>[1]</a> <a href='/n?p=2'>[2]</a></p>", "/n?p=1"),
        ("/n", "<input type=button value='Następna' onclick=\"location.href='/n?strona=2'\">", "/n?strona=2"),
    ],
)  # fmt: skip
def test_ways_on(path: str, pager: str, expected: str | None) -> None:
    listing = read(f"<div>{cards()}</div>{pager}", path)
    assert listing.next_page == (HOST + expected if expected else None)
    assert len(listing.articles) == 6


def test_items_whose_parts_lie_in_rows_of_cells() -> None:
    rows = ""
    for at in (0, 3):
        part = [(at + n, TITLES[at + n]) for n in range(3)]
        for form in (
            "<a href=n/{i}a.html><img src={i}.jpg></a>",
            "<a href=n/{i}a.html>{t}</a>",
            "{d:02d}.03.2024",
        ):
            cells = "".join(f"<td>{form.format(i=i, t=t, d=12 - i)}</td>" for i, t in part)
            rows += f"<tr>{cells}</tr>"
    listing = read(f"<table>{rows}</table>", "/news.html")
    assert [article.title for article in listing.articles] == list(TITLES)
    assert days(listing) == [f"2024-03-{12 - i:02d}" for i in range(6)]


def test_a_tile_whose_year_runs_into_the_title() -> None:
    tile = "<span>{d:02d}<br>MAR<br>2024</span><a href=/w/{i}-wpis>{t}</a><p>Zapraszamy.</p>"
    heads = "<table class=k><tr><th>kwiecień 2024</th></tr></table>"
    listing = read(heads + cards(f"<div class=n>{tile}</div>"))
    assert days(listing) == [f"2024-03-{12 - i:02d}" for i in range(6)]


def test_years_of_a_school() -> None:
    form = "<li><span>{}.</span> <a href=/k/{}>{}</a></li>"
    told = ("21.03", "17.01", "06.12", "15.06", "02.02", "24.11")
    rows = [form.format(day, 900 - i, TITLES[i]) for i, day in enumerate(told)]
    body = "".join(
        f"<h2>Rok szkolny {year}/{year + 1}</h2><ul>{''.join(part)}</ul>"
        for year, part in ((2023, rows[:3]), (2022, rows[3:]))
    )
    assert days(read(body, "/k")) == [
        "2024-03-21", "2024-01-17", "2023-12-06", "2023-06-15", "2023-02-02", "2022-11-24"
    ]  # fmt: skip


def test_buttons_for_links() -> None:
    button = "<button type=button onclick=\"location.href='/blog/{i}a'\">Czytaj</button>"
    form = f"<div class=t><h3>{{t}}</h3><p>{{d:02d}}.03.2024</p>{button}</div>"
    listing = read(f"<div>{cards(form)}</div>", "/blog")
    assert [article.url for article in listing.articles] == [f"{HOST}/blog/{i}a" for i in range(6)]
    assert [article.title for article in listing.articles] == list(TITLES)


def test_items_in_labels_of_a_form() -> None:
    form = "<label><input type=checkbox><span>2024-03-{d:02d}</span> <a href=/w/{i}-wpis>{t}</a></label>"
    assert days(read(f"<form>{cards(form)}</form>")) == [f"2024-03-{12 - i:02d}" for i in range(6)]


def test_short_titles_whose_numbers_fall() -> None:
    told = ("Nowe godziny", "Dotacja 2024", "Kiermasz książek", "Wyniki ankiety", "Podziękowania")
    form = "<li><a href=/co/{n}-{s}>{t}</a></li>"
    down = "".join(form.format(n=70 - i, s=t.split()[0].lower(), t=t) for i, t in enumerate(told))
    assert len(read(f"<ol>{down}</ol>", "/co").articles) == 5
    branches = "".join(form.format(n=i, s="filia", t=f"Filia nr {i}") for i in range(1, 6))
    assert not read(f"<ol>{branches}</ol>", "/co").articles


def test_parts_of_another_page_are_no_article() -> None:
    form = "<div class=n><b>{d:02d}.03.2024</b> <a href=aktualnosci.html#n{i}>{t}</a></div>"
    assert not read(cards(form), "/").articles
    other = cards() + "<p><a href=/w/0-wpis#komentarze>2 komentarze</a> <a href=/w/0-wpis#mapa>Dojazd</a></p>"
    assert len(read(other, "/").articles) == 6


@pytest.mark.parametrize(
    "folder", ["/kategoria/{s}", "/archiwum/{i}-{s}", "/strona/54{i}-{s}", "/page/{s}", "/index{i}.html",
               "/index.php?option=com_content&task=view&id=4{i}"]
)  # fmt: skip
def test_articles_at_addresses_that_lists_have(folder: str) -> None:
    slugs = (
        "nowe-regaly-w-filii",
        "ekslibris",
        "wieczor-z-gosciem",
        "kolejna-dostawa",
        "remont",
        "kiermasz-na-rynku",
    )
    form = ITEM.replace("/w/{i}-wpis", f"'{folder}'")
    body = "".join(form.format(i=i, t=t, d=12 - i, s=slugs[i]) for i, t in enumerate(TITLES))
    assert len(read(body).articles) == 6
    plain = "".join(f"<li><a href=/kategoria/{s}>{t}</a></li>" for s, t in zip(slugs, TITLES, strict=True))
    assert not read(f"<ul>{plain}</ul>").articles


@pytest.mark.parametrize("day", ["{}-III-2024", "{}. marca 2024", "{}. 3. 2024", "{} mar ’24", "{}/III/2024"])
def test_short_titles_beside_days_in_odd_prints(day: str) -> None:
    form = f"<li>{day.format('{d}')} <a href=/w/{{i}}-wpis>{{t}}</a></li>"
    assert days(read(f"<ul>{cards(form)}</ul>")) == [f"2024-03-{12 - i:02d}" for i in range(6)]


@pytest.mark.parametrize(
    "line", ["Dodał(a): Ewa, {d}.03.2024", "Zamieszczono dnia {d}.03.2024", "Wpis z {d}.03.2024"]
)
def test_a_byline_above_the_title_of_a_card(line: str) -> None:
    form = f"<a class=c href=/w/{{i}}-wpis><span>{line}</span><span>{{t}}</span><i>Zapraszamy do nas.</i></a>"
    listing = read(f"<div>{cards(form)}</div>")
    assert [article.title for article in listing.articles] == list(TITLES)
    assert days(listing) == [f"2024-03-{12 - i:02d}" for i in range(6)]


def test_events_alone_on_a_front_page() -> None:
    form = "<div class=b><h3><a href=/wydarzenia/{i}-x>{t}</a></h3><p>{d} maja 2024, 19:00</p></div>"
    page = f"<section><h2>Nadchodzące wydarzenia</h2>{cards(form)}</section>"
    assert not read(page, "/").articles
    assert len(read(page, "/wydarzenia").articles) == 6
