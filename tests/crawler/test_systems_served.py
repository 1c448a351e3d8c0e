"""What themes of installed systems print around an announcement and in their lists."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from aggregator.model import RawAnnouncement, Source
from aggregator.vocabulary import Problem
from crawler.families import Answer
from crawler.families.home import look_around
from crawler.pages import read_listing, read_page

FETCHED = datetime(2026, 11, 23, 12, tzinfo=UTC)
SOURCE = Source(id="mbp", library="MBP", kind="miejska", teryt="14", home="https://mlyny.example/")
TITLE = "Wymieniamy okna w filii"
SHORT = "Od wtorku filia przy młynie będzie zamknięta, a książki oddajemy w ratuszu."
LONG = (
    "Do pracowni przyjechały dwa krosna, na których utkamy zakładki z resztek włóczki. Prowadzi pani Teofila, "
    "która uczyła się tkać u babki w Zarębach. Zapisy przy ladzie, liczba miejsc ograniczona do ośmiu."
)
BYLINE = "<h4 class='media-heading'><span>By</span><a href='/author/redakcja/'>Redakcja Filii</a></h4>"


def page(body: str, title: str = TITLE) -> bytes:
    head = f"<!doctype html><html lang='pl'><head><meta charset='utf-8'><title>{title} – Biblioteka w Młynach</title>"
    return f"{head}</head><body>{body}</body></html>".encode()


def read(body: str, title: str = TITLE) -> RawAnnouncement:
    return read_page(page(body, title), "https://mlyny.example/okna/", fetched=FETCHED)


def day_of(raw: RawAnnouncement) -> str:
    return "" if raw.published is None else raw.published.moment.strftime("%Y-%m-%d")


@pytest.mark.parametrize("text", [SHORT, LONG])
def test_a_heading_in_an_anchor_without_address_above_the_heading_of_its_author(text: str) -> None:
    raw = read(
        f"<main><div class='post-box'><div class='mg-header'><h1 class='single'><a title='Permalink'>{TITLE}</a></h1>"
        f"<div class='media'><div class='media-body'>{BYLINE}<span class='blog-date'>Mar 8, 2021</span></div></div>"
        f"</div><article><p>{text}</p></article></div></main>"
    )
    assert (raw.title, raw.text, day_of(raw)) == (TITLE, text, "2021-03-08")


def test_the_title_said_again_for_machines_below_the_text_is_no_text() -> None:
    raw = read(
        f"<div class='page-header'><h1>{TITLE}</h1></div><main><article class='post'><div class='entry-content'><p>{LONG}</p>"
        f"<div class='extra'><span class='entry-title'>{TITLE}</span></div></div></article></main>"
        "<script src='/wp-content/a.js'></script>"
    )
    assert (raw.title, raw.text) == (TITLE, LONG)


@pytest.mark.parametrize("text", [SHORT, LONG])
def test_of_a_heading_in_a_banner_and_again_above_the_text_the_second_heads_it(text: str) -> None:
    raw = read(
        f"<div class='banner'><h1 class='hero-title'>{TITLE}</h1><p class='subtitle'>Czytamy nad wodą od 1950 roku</p></div>"
        f"<div class='col'><div class='post'><h2 class='h1'>{TITLE}</h2><div class='muted'>8 marca 2021</div>"
        f"<div class='inner'><p>{text}</p></div><p class='tags-list'><a href='/tag/filia/' rel='tag'>filia</a></p></div></div>"
    )
    assert (raw.title, raw.text, day_of(raw)) == (TITLE, text, "2021-03-08")


def test_the_day_behind_its_month_and_a_full_stop_is_read_beside_its_label() -> None:
    raw = read(
        f"<article><header><h2><a href='/okna/'>{TITLE}</a></h2><span class='line'>Zamieścił <a href='/a/1'>Redakcja</a> o "
        f"<time>Monday, March  8. 2021</time></span></header><div><p>{LONG}</p></div></article>"
    )
    assert (raw.title, raw.text, day_of(raw)) == (TITLE, LONG, "2021-03-08")


def card(number: int, day: str, month: str) -> str:
    """A card whose day leads to all that was published in its month."""
    return (
        f"<article class='card'><figcaption><h3><a href='/wpis-{number}/'>Zajęcia z tkania, część {number}</a></h3>"
        f"<span class='date'><a href='/{month}/'>{day}</a></span><p>{LONG[:90]}</p></figcaption></article>"
    )


def test_the_day_of_a_card_that_leads_to_its_month_is_no_article() -> None:
    cards = [card(n, "2 września 2026", "2026/09") for n in range(1, 6)]
    last = card(6, "4 kwietnia 2025", "2025/04")
    beside = "<aside class='sidebar'><ul><li><a href='/2026/09/'>wrzesień 2026</a></li></ul></aside>"
    found = read_listing(
        page(f"<main>{''.join(cards)}{last}</main>{beside}"), "https://mlyny.example/", fetched=FETCHED
    )
    assert [item.url for item in found.articles] == [f"https://mlyny.example/wpis-{n}/" for n in range(1, 7)]
    assert found.articles[5].date == "2025-04-04"


def home(pager: str) -> bool:
    """Is a home page with news whose days lack a year taken for a list of them?"""
    items = "".join(
        f"<div class='post'><p><span>Mar</span><span>0{n}</span></p><h2><a href='/wpis-{n}/'>Zajęcia z tkania, część {n}</a></h2>"
        f"<p>{LONG}</p></div>"
        for n in range(1, 6)
    )
    body = page(f"<a href='/category/komunikaty/'>Komunikaty</a><main>{items}{pager}</main>")
    answer = Answer(url="https://mlyny.example/", body=body, fetched=FETCHED)
    return look_around(answer, SOURCE).paged


def test_a_blog_whose_days_lack_a_year_is_told_by_the_second_page_of_its_home() -> None:
    assert home("<div class='nav'><a class='next' href='/page/2/'>Następna strona</a></div>")
    assert not home("<div class='nav'><a class='next' href='/galeria/page/2/'>Następna strona</a></div>")


def test_a_count_of_comments_in_a_linked_heading_beside_the_day_is_no_other_news() -> None:
    raw = read(
        f"<div class='row'><h1>{TITLE}</h1><ul class='breadcrumb'><li><a href='/'>Home</a></li><li>{TITLE}</li></ul></div>"
        "<div class='col-md-8'><div class='full-post'><ul class='at-left'><li class='at'><span class='date'>8 Mar 2021</span></li>"
        f"<li><h6><a href='/okna/#respond'>0</a></h6></li></ul><div class='detail'><h2>{TITLE}</h2>"
        f"<p class='cats'>Category : <a href='/category/filie/'>Filie</a></p><p>{LONG}</p></div></div></div>"
    )
    assert (raw.title, raw.text, day_of(raw)) == (TITLE, LONG, "2021-03-08")


def test_rules_whose_heading_the_theme_hides_are_called_by_the_head_of_the_page() -> None:
    raw = read(
        "<main><article><div class='entry-content'><h2>§ 1</h2><p>Z księgozbioru korzysta każdy, kto ma kartę.</p>"
        "<h2>§ 2</h2><p>Książki oddaje się po trzydziestu dniach, filmy po trzech.</p></div></article></main>",
        title="Regulamin",
    )
    assert raw.problem is Problem.STANDING


def test_an_address_for_letters_heads_nothing() -> None:
    raw = read(
        "<header><h1>Kontakt</h1></header><div class='box'><p>Miejska Biblioteka Publiczna w Młynach<br>ul. Wodna 7, 99-111 Młyny"
        "<br>tel. 44 555 01 02<br>e-mail: mbp@mlyny.example</p><p>Kierowniczka: Teofila Bąk. Sekretariat czynny do 15.00.</p></div>",
        title="Kontakt",
    )
    assert not raw.title.startswith(("e-mail", "tel", "ul"))


def test_the_size_of_the_type_of_the_whole_page_is_no_tool_for_readers() -> None:
    cards = "".join(card(n, "2 września 2026", "2026/09") for n in range(1, 6))
    body = f"<div id='wrapper' class='wrapper m-font-size'><a href='#page-bottom'>↓</a><div class='posts'>{cards}</div></div>"
    found = read_listing(page(body), "https://mlyny.example/?page_id=31", fetched=FETCHED)
    assert [item.date for item in found.articles] == ["2026-09-02"] * 5


def test_a_category_named_beside_the_articles_is_not_the_list_of_all_news() -> None:
    def main(link: str) -> bool:
        body = page(f"<main>{card(1, '2 września 2026', '2026/09')}{link}</main>")
        return look_around(Answer(url="https://mlyny.example/", body=body, fetched=FETCHED), SOURCE).main

    assert main("<ul class='menu'><li class='menu-item'><a href='/2-aktualnosci'>Aktualności</a></li></ul>")
    assert not main(
        "<dd class='category-name'>Kategoria: <a href='/2-aktualnosci' itemprop='genre'>Aktualności</a></dd>"
    )
    assert not main(
        "<span class='cat-links'><a href='/k/aktualnosci/' rel='category tag'>Aktualności</a></span>"
    )


def test_one_news_of_a_list_below_the_newest_may_have_a_number_and_a_folder_of_its_own() -> None:
    def item(address: str, n: int, box: str) -> str:
        return (
            f"<div class='{box}'><article><h3><a href='/{address}/'>Zajęcia z tkania, część {n}</a></h3>"
            f"<time datetime='2026-0{n}-02'>2.0{n}.2026</time><p>{LONG[:90]}</p></article></div>"
        )

    newest = "".join(
        item(f"komunikaty/{word}-przy-krosnach", n, "slide")
        for n, word in enumerate(("zajecia", "herbata", "pokaz", "narada", "wystawa"), 4)
    )
    older = "".join(
        item(f"relacje/{word}-przy-krosnach", n, "row") for n, word in enumerate(("wieczor", "poranek"), 1)
    )
    older += item("projekty/krosna-w-pracowni-2-0", 3, "row")
    found = read_listing(
        page(f"<div class='top'>{newest}</div><main><div class='list'>{older}</div></main>"),
        "https://mlyny.example/page/3/",
        fetched=FETCHED,
    )
    assert "https://mlyny.example/projekty/krosna-w-pracowni-2-0/" in [item.url for item in found.articles]


def test_categories_and_tags_in_lines_below_their_labels_are_no_text() -> None:
    raw = read(
        f"<div class='page'><div class='head'><h1>{TITLE}</h1><div class='item'>by <a href='/author/r/'>Redakcja</a></div></div>"
        f"<div class='body'><p>{LONG}</p></div><div class='row'><p>Categories:</p><div><a href='/category/dla-dzieci/'>Dla dzieci</a></div>"
        "<p>Tags:</p><div><a href='/tag/filia/'>filia</a> <a href='/tag/okna/'>okna</a></div></div></div>"
    )
    assert raw.text == LONG


def test_the_last_page_of_a_list_in_a_box_that_is_the_top_of_the_page() -> None:
    newest = "".join(
        f"<li><a href='/wpis-{n}/'>Zajęcia z tkania, część {n}</a> <span class='post-date'>0{n}.10.2026</span></li>"
        for n in range(4, 9)
    )
    only = (
        "<div class='item'><div><a href='/2021/03/08/'>Marzec 8, 2021</a></div><div><a href='/okna/'>"
        f"<h4>{TITLE}</h4></a></div><p>{LONG}</p><a href='/okna/'>read more</a></div>"
    )
    found = read_listing(
        page(
            f"<div class='site' id='page-top'><div class='row'>{only}</div><div class='widget'><h5>Ostatnie wpisy</h5><ul>{newest}</ul></div></div>"
        ),
        "https://mlyny.example/category/komunikaty/page/2/",
        fetched=FETCHED,
    )
    assert ("https://mlyny.example/okna/", "2021-03-08") in [(item.url, item.date) for item in found.articles]


@pytest.mark.parametrize(("printed", "hour"), [("09:15", "09:15"), ("10:15", "10:15")])
def test_a_stamp_that_calls_the_printed_hour_that_of_greenwich_is_ours(printed: str, hour: str) -> None:
    raw = read(
        f"<article class='note'><header><h1>{TITLE}</h1></header><div class='text'><p>{LONG}</p></div><footer class='foot'>"
        f"<time datetime='2021-03-08T09:15:00+00:00'>Published on 2021-03-08 {printed}:00</time></footer></article>"
    )
    assert raw.published is not None
    assert raw.published.moment.strftime("%H:%M") == hour
