"""What a further lot of installed systems printed: hidden addresses of mail, plugins, titles, ways on."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from aggregator.dates import WARSAW
from aggregator.model import RawAnnouncement
from aggregator.vocabulary import Problem
from crawler.pages import read_listing, read_page

FETCHED = datetime(2026, 11, 23, 12, tzinfo=UTC)
HOME = "https://wierzby.example/"
TITLE = "Nowy regał w filii przy moście"
LONG = (
    "Stolarz z Wierzb zrobił nam regał na komiksy, pod którym zmieści się nawet siedmiolatek. Komiksy "
    "ustawiamy od soboty, a pomagać może każdy, kto zna alfabet. Zapraszamy od rana."
)
HIDDEN = (
    "Ten adres pocztowy jest chroniony przed spamowaniem. Aby go zobaczyć, konieczne jest włączenie w "
    "przeglądarce obsługi JavaScript."
)
OLD = (
    "Adres poczty elektronicznej jest chroniony przed robotami spamującymi. W przeglądarce musi być włączona "
    "obsługa JavaScript, żeby go zobaczyć."
)
ADDY = "var addy7 = 'fi&#108;ia' + '&#64;'; addy7 = addy7 + 'wierzby' + '&#46;' + 'example';"
BEFORE, AFTER = "Pytania prosimy kierować na adres", "albo zadać przy ladzie."


def read(body: str, title: str = TITLE) -> RawAnnouncement:
    head = f"<!doctype html><html lang='pl'><head><meta charset='utf-8'><title>{title} – Biblioteka w Wierzbach</title>"
    return read_page(f"{head}</head><body>{body}</body></html>".encode(), f"{HOME}regal/", fetched=FETCHED)


def day_of(raw: RawAnnouncement) -> str:
    return "" if raw.published is None else raw.published.moment.strftime("%Y-%m-%d")


def article(paragraph: str, below: str = "") -> str:
    return f"<main><article><h1>{TITLE}</h1><p>{LONG}</p><p>{paragraph}</p>{below}</article></main>"


@pytest.mark.parametrize(
    "hidden",
    [
        '<joomla-hidden-mail is-link="1" first="ZmlsaWE=" last="d2llcnpieS5leGFtcGxl" '
        f'text="ZmlsaWFAd2llcnpieS5leGFtcGxl" base="">{HIDDEN}</joomla-hidden-mail>',
        f'<joomla-hidden-mail first="ZmlsaWE=" last="d2llcnpieS5leGFtcGxl">{HIDDEN}</joomla-hidden-mail>',
        f"<span id='cloak7'>{HIDDEN}</span><script>{ADDY} var addy_text7 = 'filia' + '&#64;' + 'wierzby' + "
        "'&#46;' + 'example';document.getElementById('cloak7').innerHTML += '<a ' + addy7 + '>';</script>",
        f"<script>{ADDY} document.write('<a ' + path + addy7 + '>');</script><span style='display'>{OLD}</span>",
        '<a href="/cdn-cgi/l/email-protection" class="__cf_email__" data-cfemail="2a4c4346434b6a5d434f58504853044f524b475a464f">'
        "[email&#160;protected]</a>",
    ],
)
def test_an_address_hidden_from_robots_is_told_as_readers_see_it(hidden: str) -> None:
    raw = read(article(f"{BEFORE} {hidden} {AFTER}"))
    assert raw.text == f"{LONG}\n{BEFORE} filia@wierzby.example {AFTER}"


@pytest.mark.parametrize("code", ["first='%%%' last='%%%'", "first='ZmlsaWE='", ""])
def test_an_address_that_cannot_be_told_leaves_no_sentence_of_the_system(code: str) -> None:
    raw = read(article(f"{BEFORE} <joomla-hidden-mail {code}>{HIDDEN}</joomla-hidden-mail> {AFTER}"))
    assert "JavaScript" not in raw.text and raw.text.endswith(AFTER)


def test_a_course_of_javascript_hides_no_address() -> None:
    told = "Na kursie języka JavaScript nauczymy się, jak działa ten adres: www.wierzby.example."
    assert read(article(told)).text == f"{LONG}\n{told}"


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        (
            "<p>[vc_row][vc_column width=”1/1″][vc_column_text]</p>",
            "<p>[/vc_column_text][/vc_column][/vc_row]</p>",
        ),
        ("<p>[et_pb_section bb_built='1'][et_pb_text]", "[/et_pb_text][/et_pb_section]</p>"),
        ("<p>[caption id=”attachment_7″ align=”alignleft”]", "[/caption]</p>"),
        ("", "<p>{youtube}u7x_-2a{/youtube}</p>"),
        ("", "<p>{loadposition zapisy}</p>"),
        ("", "<div>[Not a valid template]</div>"),
    ],
)
def test_what_a_builder_or_plugin_left_in_brackets_is_no_text(before: str, behind: str) -> None:
    raw = read(f"<main><article><h1>{TITLE}</h1>{before}<p>{LONG}</p><p>{AFTER}</p>{behind}</article></main>")
    assert raw.text == f"{LONG}\n{AFTER}"


@pytest.mark.parametrize(
    "told", ["Czytamy [Lalkę] i [Emancypantki].", "Zbiór {liczb} i [a, b]: czwartek, sala 2."]
)
def test_brackets_of_a_text_are_kept(told: str) -> None:
    assert read(article(told)).text == f"{LONG}\n{told}"


@pytest.mark.parametrize("name", ["blog-post-date-area", "entry-date", "news_date"])
def test_an_aside_named_after_the_day_tells_it(name: str) -> None:
    day = f"<aside class='{name}'><div class='date'><div class='month-year'>4 Październik 2021</div></div></aside>"
    raw = read(
        f"<section class='page-title'><h1>{TITLE}</h1></section><section>{day}<div><h3>{TITLE}</h3><p>{LONG}</p></div></section>"
    )
    assert raw.published is not None and f"{raw.published.moment:%Y-%m-%d}" == "2021-10-04"


def test_the_author_and_tags_that_a_plugin_prints_at_the_end_of_the_text_are_none_of_it() -> None:
    box = "<h3 class='awp'>About The Author</h3><div class='awp-box'><h4><a href='/author/redakcja/'>Redakcja</a></h4></div>"
    tags = "<span class='clearfix'><a href='/t/regal/' rel='tag'>regał</a><a href='/t/most/' rel='tag'>most</a></span>"
    assert read(article(AFTER, box + tags)).text == f"{LONG}\n{AFTER}"


@pytest.mark.parametrize(
    "title", ["„Mała półka – duży czytelnik” rośnie", '„Raz – dwa – trzy" liczymy książki']
)
def test_a_stroke_in_a_quotation_divides_no_title(title: str) -> None:
    raw = read(
        f"<main><article><header></header><div class='entry'><p>{LONG}</p></div></article></main>", title
    )
    assert raw.title == title


def listed(items: str, head: str = "") -> list[str]:
    rows = f"<html><head>{head}</head><body><main>{items}</main></body></html>"
    return [each.url for each in read_listing(rows.encode(), HOME, fetched=FETCHED).articles]


@pytest.mark.parametrize(
    ("slug", "article"),
    [
        ("autor-reportazy-gosciem-naszej-filii", True),
        ("kalendarz-scienny-z-rysunkami-dzieci", True),
        ("logowanie-do-czytelni-bez-karty", True),
        ("autor-jan-lis", False),
        ("kalendarz-imprez", False),
        ("tag-narodowe-czytanie-w-parku", False),
        ("author-jan-lis-i-inni", False),
    ],
)
def test_a_title_may_begin_with_a_word_that_names_a_tool(slug: str, article: bool) -> None:
    slugs = ("bajki-na-dobranoc-w-filii", slug, "rower-dla-ksiazek-ruszyl", "zima-z-teatrem-cieni")
    items = "".join(
        f"<article><h2><a href='/{name}/'>{name.replace('-', ' ').capitalize()}</a></h2><time>1{at}.05.2026</time>"
        f"<p>{LONG}</p></article>"
        for at, name in enumerate(slugs)
    )
    assert (f"{HOME}{slug}/" in listed(items)) is article


@pytest.mark.parametrize(("way_on", "number"), [("paged", "paged"), ("page", "page")])
def test_the_pager_leads_on_where_the_head_states_a_page_that_nothing_leads_to(
    way_on: str, number: str
) -> None:
    items = "".join(
        f"<article><h2><a href='/?p={at}'>Zima z teatrem cieni, część {at}</a></h2><p>{LONG}</p></article>"
        for at in range(1, 6)
    )
    pager = f"<nav class='pagination'><span>1</span><a href='/?{way_on}=2'>2</a><a href='/?{way_on}=2'>Next Page</a></nav>"
    head = f"<link rel='next' href='{HOME}?page=2'>"
    rows = f"<html><head>{head}</head><body><main>{items}{pager}</main></body></html>"
    assert read_listing(rows.encode(), HOME, fetched=FETCHED).next_page == f"{HOME}?{number}=2"


@pytest.mark.parametrize("lead", ["Program zajęć:", "Zapraszamy na zajęcia.", "Kto przyjdzie?"])
def test_a_short_lead_between_the_heading_and_the_box_of_the_text_is_read(lead: str) -> None:
    raw = read(
        f"<div class='item-page'><div class='page-header'><h2 itemprop='headline'>{TITLE}</h2></div>"
        f"<div class='desc'><p>{lead}</p></div><div class='article-inner'><div class='side'><a href='/author/jan'>Jan Lis</a></div>"
        f"<div itemprop='articleBody'><p>{LONG}</p></div></div></div><script src='/media/system/js/core.js'></script>"
    )
    assert raw.text == f"{lead}\n{LONG}"


@pytest.mark.parametrize(("printed", "hour"), [("08:30", "08:30"), ("09:45", "07:30")])
def test_a_stamp_without_a_zone_is_of_greenwich_where_the_hour_printed_is_the_same_moment(
    printed: str, hour: str
) -> None:
    stamp = '<script type=\'application/ld+json\'>{"@type": "Article", "datePublished": "2022-02-01 07:30:00"}</script>'
    raw = read(
        f"{stamp}<main><span class='itemDateCreated'>wtorek, 01 luty 2022 {printed}</span><h2>{TITLE}</h2><p>{LONG}</p></main>"
    )
    assert raw.published is not None
    assert f"{raw.published.moment.astimezone(WARSAW):%Y-%m-%d %H:%M}" == f"2022-02-01 {hour}"


@pytest.mark.parametrize(
    "byline",
    ["Submitted by Jan Lis on pt., 13/05/2022 - 10:20", "Posted by Redakcja on Fri, 05/13/2022 - 10:20"],
)
def test_a_byline_that_nobody_translated_is_no_text(byline: str) -> None:
    raw = read(
        f"<main><h1>{TITLE}</h1><article><footer><div>{byline}</div></footer><div><p>{LONG}</p></div></article></main>"
    )
    assert (raw.text, day_of(raw)) == (LONG, "2022-05-13")


@pytest.mark.parametrize("dots", ["…", "...", " […]"])
@pytest.mark.parametrize("size", [30, 100, 150])
def test_a_lead_made_of_the_beginning_of_the_text_is_not_told_twice(dots: str, size: int) -> None:
    raw = read(
        f"<main><article><header><h1>{TITLE}</h1><p>{LONG[:size]}{dots}</p></header><div><p>{LONG}</p></div></article></main>"
    )
    assert raw.text == LONG


def test_a_lead_of_its_own_that_ends_with_dots_is_kept() -> None:
    lead = "Stolarz z Wierzb długo mierzył, zanim zaczął…"
    assert (
        read(f"<main><article><h1>{TITLE}</h1><p>{lead}</p><p>{LONG}</p></article></main>").text
        == f"{lead}\n{LONG}"
    )


def test_a_count_of_words_above_a_plain_heading_is_no_title() -> None:
    box = "<div class='text-sm'>{}</div>"
    raw = read(
        f"<main><div class='card'>{box.format('29 words')}{box.format('1 minute')}<div class='font-bold'>{TITLE}</div>"
        f"<div>2024-04-09</div><div class='prose'><p>{LONG}</p></div></div></main>"
    )
    assert (raw.title, raw.text) == (TITLE, LONG)


def test_the_end_of_the_way_to_the_page_below_its_heading_is_no_text() -> None:
    title = "Kupujemy komiksy: 7 610 zł z Narodowego Programu Rozwoju Czytelnictwa 2.0"
    way = f"<ul class='page-way'><li><a href='/'>Home</a> / <a href='/p/'>Projekty</a> /</li><li class='active'>{title}</li></ul>"
    raw = read(
        f"<section class='page-title'><h1>{title}</h1>{way}</section><section><div class='row'>"
        f"<aside class='blog-post-date-area'><div class='date'><div class='month-year'>4 Październik 2021</div></div></aside>"
        f"<div class='area'><h3>{title}</h3><p>{LONG}</p><p>{AFTER}</p></div></div></section>",
        title,
    )
    assert (raw.title, raw.text, day_of(raw)) == (title, f"{LONG}\n{AFTER}", "2021-10-04")


def test_a_box_below_the_text_that_tells_title_and_address_again_ends_it() -> None:
    box = f"<div><div>{TITLE}</div><a href='{HOME}regal/'>{HOME}regal/</a><div>Author</div><div>Redakcja</div><div>License</div></div>"
    raw = read(
        f"<main><div class='card'><div class='font-bold'>{TITLE}</div><div>2024-04-09</div><div class='prose'><p>{LONG}</p></div>{box}</div></main>"
    )
    assert (raw.title, raw.text) == (TITLE, LONG)


def test_an_address_in_a_text_ends_nothing() -> None:
    told = "https://wierzby.example/zapisy"
    assert (
        read(article(AFTER, f"<p>{told}</p><p>Do zobaczenia!</p>")).text
        == f"{LONG}\n{AFTER}\n{told}\nDo zobaczenia!"
    )


@pytest.mark.parametrize("name", ["About", "About us"])
def test_a_permanent_page_under_an_english_name_is_no_news(name: str) -> None:
    raw = read(f"<main><h1>{name}</h1><p>{LONG}</p></main>", name)
    assert raw.problem is Problem.STANDING
