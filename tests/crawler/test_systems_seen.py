"""What popular themes and generators print beside an announcement and in their lists."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from aggregator.model import RawAnnouncement
from crawler.pages import read_listing, read_page

FETCHED = datetime(2026, 11, 23, 12, tzinfo=UTC)
PROSE = (
    "Od piątku w holu stoi gablota z odznakami harcerskimi, które przez czterdzieści lat zbierał pan Ignacy. "
    "Można je oglądać w godzinach pracy wypożyczalni, a w soboty opowie o nich sam właściciel. "
    "Szkoły prosimy, by zapowiedziały się tydzień wcześniej, bo przy gablocie zmieści się dziesięć osób. "
    "Na koniec wystawy każda grupa dostanie pocztówkę z rysunkiem lilijki."
)
NEWS = ("Gablota z odznakami w holu", "Warsztaty z papieru czerpanego", "Kto zgubił parasol w czytelni")
CARDS = "".join(
    f"<li class='wp-block-post'><div><h3><a href='/wpis-{n}/'>{title}</a></h3><div class='wp-block-post-date'>"
    f"<a href='/wpis-{n}/'><time datetime='2026-{11 - n}-09T10:00:00+01:00'>{9 + n}.{11 - n}.2026</time></a></div></div></li>"
    for n, title in enumerate((*NEWS, "Stolik szachowy wrócił do parku"))
)


def read(body: str, title: str = "Biblioteka w Sadach") -> RawAnnouncement:
    page = f"<!doctype html><html><head><meta charset='utf-8'><title>{title}</title></head><body>{body}</body></html>"
    return read_page(page.encode(), "https://bib.example/wpis-99/", fetched=FETCHED)


def listed(
    inner: str, url: str = "https://bib.example/", head: str = ""
) -> tuple[list[tuple[str, str | None]], str | None]:
    page = f"<!doctype html><html><head><meta charset='utf-8'>{head}</head><body><main>{inner}</main></body></html>"
    found = read_listing(page.encode(), url, fetched=FETCHED)
    return [(item.title, item.date) for item in found.articles], found.next_page


def test_the_days_of_other_posts_below_are_not_those_of_an_undated_one() -> None:
    raw = read(
        "<div class='wp-site-blocks'><main><div><h1 class='wp-block-post-title'>Odznaki pana Ignacego</h1>"
        f"<div class='entry-content wp-block-post-content'><p>{PROSE}</p></div></div>"
        f"<div><h2>Więcej wpisów</h2><ul class='wp-block-post-template'>{CARDS}</ul></div></main></div>"
    )
    assert raw.title == "Odznaki pana Ignacego"
    assert raw.published is None


def test_an_announcement_whose_title_begins_like_the_name_of_a_list_is_one() -> None:
    beside = "".join(
        f"<li><a href='/wpis-{n}/'>{title}</a> <span class='post-date'>{9 + n}.10.2026</span></li>"
        for n, title in enumerate((*NEWS, "Stolik szachowy wrócił do parku", "Nocne czytanie pod kocem"))
    )
    raw = read(
        f"<main><article><h1>Nowości wydawnicze na półkach w holu</h1><time class='published' datetime='2026-10-02'>"
        f"2.10.2026</time><div class='entry-content'><p>{PROSE}</p></div></article></main>"
        f"<div class='widget-area sidebar'><h2>Ostatnie wpisy</h2><ul>{beside}</ul></div>"
    )
    assert raw.problem is None
    assert raw.title == "Nowości wydawnicze na półkach w holu"


def test_a_header_that_stays_repeats_the_heading_and_is_not_the_name_of_the_site() -> None:
    raw = read(
        "<header class='md-header'><div class='md-header__topic'>Biblioteka w Sadach</div>"
        "<div class='md-header__topic'>Gablota otwarta – dwa tygodnie z odznakami</div></header>"
        f"<main><article><h1>Gablota otwarta – dwa tygodnie z odznakami</h1><p>{PROSE}</p></article></main>",
        title="Gablota otwarta – dwa tygodnie z odznakami - Biblioteka w Sadach",
    )
    assert raw.title == "Gablota otwarta – dwa tygodnie z odznakami"
    assert raw.text.startswith("Od piątku")


def test_the_mark_that_links_to_a_heading_is_no_part_of_it() -> None:
    raw = read(
        "<main><article><h1>Odznaki pana Ignacego<a class='headerlink' href='#odznaki'>¶</a></h1>"
        f"<p>{PROSE}</p></article></main>"
    )
    assert raw.title == "Odznaki pana Ignacego"


@pytest.mark.parametrize(
    ("meta", "summary", "day"),
    [
        (
            "<time class='updated' datetime='2026-11-20T10:00:00+01:00'>20.11.2026</time>"
            "<time class='published' datetime='2026-10-02T08:00:00+02:00'>2.10.2026</time>",
            PROSE,
            "2026-10-02",
        ),
        ("<time class='published updated' datetime='2026-10-02'>2.10.2026</time>", PROSE, "2026-10-02"),
        ("", "Widzimy się 14 października 2026 r. o godz. 15.30 w czytelni.", None),
        ("", "Widzimy się 14 października 2026 r. o godz. 15.30 w holu […]", None),
    ],
)
def test_a_list_tells_the_day_of_publication(meta: str, summary: str, day: str | None) -> None:
    items = "".join(
        f"<article><h2><a href='/wpis-{n}/'>{title}</a></h2><div class='entry-meta'>{meta}</div><p>{summary}</p></article>"
        for n, title in enumerate(NEWS)
    )
    assert listed(items)[0] == [(title, day) for title in NEWS]


def test_a_show_is_no_way_to_read_on() -> None:
    titles = ("Pokaz filmu o pszczołach", "Pokaz mody z papieru", "Pokaż się z książką")
    items = "".join(
        f"<article><h2><a href='/?p={n}'>{title}</a></h2><p>Dodano <a href='/?p={n}'>{4 + n}.10.2026</a></p></article>"
        for n, title in enumerate(titles, 1)
    )
    assert [title for title, _ in listed(items)[0]] == list(titles)


def test_the_way_on_is_not_the_next_page_of_the_site_nor_the_first_of_the_list() -> None:
    items = "".join(
        f"<article><h2><a href='/wpis-{n}/'>{title}</a></h2><p>{PROSE}</p></article>"
        for n, title in enumerate(NEWS)
    )
    head = "<link rel='next' href='/kontakt/'>"
    assert listed(items, "https://bib.example/aktualnosci/", head)[1] is None
    head = "<link rel='next' href='/aktualnosci/starsze/'>"
    assert (
        listed(items, "https://bib.example/aktualnosci/", head)[1]
        == "https://bib.example/aktualnosci/starsze/"
    )
    pager = "<ul><li class='previous'><a href='/page/3/'>← Poprzedni</a></li><li class='next'><a href='/'>Następny →</a></li></ul>"
    assert listed(items + pager, "https://bib.example/page/2/")[1] == "https://bib.example/page/3/"


def test_an_empty_link_laid_over_a_card_leads_to_its_article() -> None:
    items = "".join(
        f"<article><h2>{title}</h2><p>{PROSE}</p><span>{4 + n}.10.2026</span><a aria-label='wpis' href='/wpis-{n}/'></a></article>"
        for n, title in enumerate(NEWS)
    )
    assert listed(items)[0] == [(title, f"2026-10-0{4 + n}") for n, title in enumerate(NEWS)]


@pytest.mark.parametrize("told", ["29 września 2026 · 1 min aby przeczytać", "29.09.2026 | 4 min czytania"])
def test_how_long_a_text_takes_is_no_part_of_it(told: str) -> None:
    raw = read(
        f"<main><article><header><h1>Odznaki pana Ignacego</h1><div class='container_x1'>{told}</div></header>"
        f"<div class='markdown'><p>{PROSE}</p></div></article></main>"
    )
    assert raw.text.startswith("Od piątku")
    assert raw.published is not None
    assert raw.published.moment.date().isoformat() == "2026-09-29"
