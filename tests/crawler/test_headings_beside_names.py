"""Headings of articles that stand beside names of sites and of their parts."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from aggregator.model import RawAnnouncement
from crawler.pages import read_page

FETCHED = datetime(2026, 11, 23, 12, tzinfo=UTC)
TEXT = (
    "<p>Do piątku przyjmujemy zgłoszenia na rejs po jeziorze, na którym aktorzy przeczytają „Balladynę”. "
    "Łódź zabierze czterdzieści osób i odbije o zmierzchu.</p><p>W razie burzy spotkamy się w stodole.</p>"
)


def read(inner: str, title: str, url: str) -> RawAnnouncement:
    page = f"<html><head><title>{title}</title></head><body>{inner}</body></html>"
    return read_page(page.encode(), url, fetched=FETCHED)


@pytest.mark.parametrize("href", ["/web/kultura", "/web/kultura/", "https://urzad.example/web/kultura"])
def test_first_heading_that_leads_to_the_folder_of_the_page_is_no_heading_of_it(href: str) -> None:
    inner = (
        f"<div><h1><a href='{href}'>Departament Kultury</a></h1></div>"
        f"<div><h2>Rejs z „Balladyną”</h2><p>12.06.2024</p><div class='tresc'>{TEXT}</div></div>"
    )
    title = "Rejs z „Balladyną” - Departament Kultury - Urząd"
    raw = read(inner, title, "https://urzad.example/web/kultura/rejs-z-balladyna")
    assert raw.title == "Rejs z „Balladyną”" and "Departament" not in raw.text


def test_a_first_heading_that_leads_to_its_own_page_is_its_heading() -> None:
    url = "https://urzad.example/kultura/rejs"
    inner = f"<h1><a href='{url}'>Rejs z „Balladyną”</a></h1><h2>Zapisy trwają</h2>{TEXT}"
    assert read(inner, "Rejs z „Balladyną” - Zapisy trwają", url).title == "Rejs z „Balladyną”"


@pytest.mark.parametrize("name", ["wiad_naglowek", "wiadomosc-naglowek", "item_naglowek"])
def test_the_top_of_a_message_holds_its_day_and_its_heading(name: str) -> None:
    inner = (
        "<div id='baner'><h1>Biblioteka w Rudnej</h1></div><div class='wiadomosc'>"
        f"<div class='{name}'><span class='wiad_data'>2014-06-02</span> "
        f"<span class='wiad_tytul'>Rejs z „Balladyną”</span></div><div class='wiad_tresc'>{TEXT}</div></div>"
    )
    raw = read(inner, "Biblioteka w Rudnej - aktualności", "https://rudna.example/index.php?wiad=12")
    assert raw.title == "Rejs z „Balladyną”"
    assert raw.published is not None and str(raw.published.value)[:10] == "2014-06-02"


def test_hours_below_the_text_are_no_heading_of_a_page_without_any() -> None:
    hours = (
        "<h3>Czynne</h3><p>" + "Poniedziałek 9:00-17:00, wtorek 8:00-16:00, środa 9:00-17:00, czwartek " * 2
    )
    inner = (
        "<div class='tytul_strony'><a href='index.php'>Biblioteka w Rudnej</a></div><dl class='wpisy'>"
        f"<dt><span>02.06.2014</span> Rejs z „Balladyną”</dt><dd>{TEXT}</dd></dl>"
        f"<div class='bok'>{hours}</p></div>"
    )
    raw = read(inner, "Biblioteka w Rudnej", "https://rudna.example/index.php?id=7")
    assert raw.title == "Rejs z „Balladyną”" and "Czynne" not in raw.text
    assert raw.published is not None and str(raw.published.value)[:10] == "2014-06-02"


@pytest.mark.parametrize(("href", "titled"), [("news.php?item.14", True), ("news.php?item.15", False)])
def test_a_caption_that_links_to_its_own_page_is_its_heading(href: str, titled: bool) -> None:
    inner = (
        f"<table><tr><td><div class='caption'><a href='{href}'>Rejs z „Balladyną”</a></div>"
        f"<div class='bodytable'>{TEXT}<div class='smalltext'>wysłane przez mbp, "
        "dnia 2 czerwiec 2014</div></div>"
        "</td></tr></table>"
    )
    raw = read(inner, "Biblioteka w Rudnej: Aktualności", "https://rudna.example/news.php?item.14")
    assert (raw.title == "Rejs z „Balladyną”") is titled


def test_the_name_of_an_official_site_is_no_heading_of_its_news() -> None:
    name = "Miejska Biblioteka Publiczna w Rudnej"
    inner = (
        f"<table><tr><td><h1 class='nazwa'>{name}</h1></td></tr><tr><td>"
        "<h2 class='tyt'>Rejs z „Balladyną”</h2>"
        f"<p class='dat'>[ 02.06.2014 ]</p>{TEXT}</td></tr></table>"
    )
    raw = read(inner, f"{name} – strona oficjalna", "https://rudna.example/news.php?nr=3")
    assert raw.title == "Rejs z „Balladyną”"
    assert raw.published is not None and str(raw.published.value)[:10] == "2014-06-02"


def test_the_foot_and_the_side_of_a_page_are_not_its_text() -> None:
    inner = (
        f"<div class='k-app'><div class='k-top'>Rejs z „Balladyną”</div><div class='k-grid'>"
        f"<div class='k-main'>{TEXT}</div><div class='k-side'><p>Kiermasz roślin</p></div></div>"
        "<div class='k-foot'><p>Biblioteka realizuje Narodowy Program Rozwoju Czytelnictwa.</p></div></div>"
    )
    raw = read(inner, "Rejs z „Balladyną” - Biblioteka w Rudnej", "https://rudna.example/rejs")
    assert raw.title == "Rejs z „Balladyną”" and raw.text.count("\n") == 1
    assert any(each.where == "footer" for each in raw.furniture)


@pytest.mark.parametrize("day", ["14-10-2019", "[14.10.2019]", "14.10.2019 r."])
def test_a_day_in_an_element_right_behind_the_heading_is_none_of_its_words(day: str) -> None:
    inner = (
        "<div id='banner_g'><span class='nazwa_bib'>Biblioteka w Rudnej</span></div><div class='pojedynczy'>"
        f"<span class='tytul_n'>Umowa na rejs podpisana</span><span class='data_n'>{day}</span>"
        f"<div class='tresc_n'>{TEXT}</div></div>"
    )
    raw = read(inner, "Biblioteka w Rudnej", "https://rudna.example/umowa.html")
    assert raw.title == "Umowa na rejs podpisana"
    assert raw.published is not None and str(raw.published.value)[:10] == "2019-10-14"


def test_details_in_an_aside_of_the_article_state_its_day() -> None:
    inner = (
        "<article itemscope itemtype='http://schema.org/Article'><header class='article-header'>"
        "<h1 class='article-title'>Rejs z „Balladyną”</h1></header><aside class='article-aside clearfix'>"
        "<dl class='article-info'><dt>Szczegóły</dt><dd class='published'>"
        "<time datetime='2021-06-14T09:08:00+02:00' "
        "itemprop='datePublished'>14 czerwiec 2021</time></dd></dl></aside>"
        f"<section class='article-content' itemprop='articleBody'>{TEXT}</section></article>"
    )
    raw = read(inner, "Rejs z „Balladyną”", "https://rudna.example/aktualnosci/12-rejs")
    assert raw.published is not None and str(raw.published.value)[:10] == "2021-06-14"
