"""What further content systems and site generators print: bylines, other news, pagers, ages, menus."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from aggregator.dates import find_dates
from aggregator.model import RawAnnouncement
from aggregator.vocabulary import Problem
from crawler.pages import read_listing, read_page
from tests.crawler.profiles import learn_profile

FETCHED = datetime(2026, 11, 23, 12, tzinfo=UTC)
NEWS = (
    ("Makieta dworca w holu", "Makietę skleili uczniowie z kółka modelarskiego, a tory ciągną się przez dwa stoły."),
    ("Wymiana nasion i sadzonek", "Przyniesione torebki podpisujemy ołówkiem, bo atrament płynie od wilgoci i rosy."),
    ("Chór seniorów śpiewa kolędy", "Nuty przepisała pani Bogna, dyrygować będzie organista z sąsiedniej parafii w Rudnie."),
    ("Mapy pożyczone z archiwum", "Najstarsza pokazuje młyn, którego nie pamięta już nikt, i bród przez Wierzbicę."),
    ("Zegar na wieży znowu chodzi", "Zegarmistrz Hieronim wspinał się po schodach sto razy i za każdym razem gubił klucz."),
    ("Latawce nad boiskiem", "Papier i listewki mamy, sznurek prosimy zabrać z domu, najlepiej lniany i mocny."),
)  # fmt: skip
PROSE = " ".join(text for _, text in NEWS[:3])


def page(body: str, title: str = "Biblioteka w Rudnie", head: str = "") -> bytes:
    return (
        f"<!doctype html><html><head><meta charset='utf-8'><title>{title}</title>{head}</head><body>{body}</body></html>"
    ).encode()


def read(
    body: str, url: str = "https://rudno.example/n/9/", title: str = "Biblioteka w Rudnie"
) -> RawAnnouncement:
    return read_page(page(body, title), url, fetched=FETCHED)


def site(around: str) -> list[tuple[bytes, str, str | None]]:
    """A page an announcement; `around` stands below each text, with the neighbours' titles put in."""
    pages: list[tuple[bytes, str, str | None]] = []
    for number, (title, text) in enumerate(NEWS):
        before, after = NEWS[number - 1][0], NEWS[(number + 1) % len(NEWS)][0]
        below = around.format(
            before=before, after=after, newest=NEWS[0][0], second=NEWS[1][0], third=NEWS[2][0]
        )
        body = f"<main><h1>{title}</h1><p>{text} {text[::-1]}</p>{below}</main>"
        pages.append(
            (page(body, f"{title} | Biblioteka w Rudnie"), f"https://rudno.example/n/{number}/", None)
        )
    return pages


def test_the_neighbours_are_no_part_of_the_text_where_their_labels_repeat_on_the_site() -> None:
    pages = site(
        "<ul class='step-links'><li class='step-b'>← Previous<br><a href='/n/b/'>{before}</a></li>"
        "<li class='step-a'>Next →<br><a href='/n/a/'>{after}</a></li></ul>"
    )
    profile = learn_profile(pages)
    for (body, url, _), (title, text) in zip(pages, NEWS, strict=True):
        raw = read_page(body, url, fetched=FETCHED, profile=profile)
        assert (raw.title, raw.text) == (title, f"{text} {text[::-1]}")


@pytest.mark.parametrize("tag", ["aside", "div"])
@pytest.mark.parametrize("learnt", [slice(0, 6), slice(3, 6)])
def test_the_newest_headline_is_not_the_name_of_the_site(tag: str, learnt: slice) -> None:
    """It stands beside every other announcement; its own page may be among those learnt from, or not."""
    pages = site(
        f"<{tag} class='q-60'><h2>Zobacz też</h2><a href='/n/0/'><span>20 listopada 2026</span><h3>{{newest}}</h3></a>"
        f"<a href='/n/1/'><span>17 listopada 2026</span><h3>{{second}}</h3></a>"
        f"<a href='/n/2/'><span>4 listopada 2026</span><h3>{{third}}</h3></a></{tag}>"
    )
    profile = learn_profile(pages[learnt])
    for body, url, _ in pages[:3]:
        raw = read_page(body, url, fetched=FETCHED, profile=profile)
        assert raw.title == dict(zip([u for _, u, _ in pages], [t for t, _ in NEWS], strict=True))[url]


def listed(pager: str, url: str, head: str = "") -> str | None:
    items = "".join(
        f"<article><h2><a href='/n/{n}/'>{t}</a></h2><p>{p}</p></article>" for n, (t, p) in enumerate(NEWS)
    )
    return read_listing(page(f"<main>{items}</main>{pager}", head=head), url, fetched=FETCHED).next_page


def test_the_pager_is_followed_where_the_head_states_another_address() -> None:
    head = "<link rel='next' href='https://rudno.example/page/3/'>"
    pager = "<nav><ul class='pagination'><li><a rel='prev' href='/?page=1'>Wstecz</a></li><li><a rel='next' href='/?page=3'>Dalej</a></li></ul></nav>"
    assert listed(pager, "https://rudno.example/?page=2", head) == "https://rudno.example/?page=3"
    assert listed("", "https://rudno.example/?page=2", head) == "https://rudno.example/page/3/"


@pytest.mark.parametrize("words", ["Naprzód →", "Przejdź na kolejną kartkę wieści"])
def test_the_way_on_is_told_by_its_label(words: str) -> None:
    pager = (
        "<nav aria-label='Page navigation'><ul class='pagination'><li><a href='#' aria-label='Previous'>← Wstecz</a></li>"
        f"<li><span>Strona 1 of 8</span></li><li><a href='?p=2' aria-label='Next'>{words}</a></li></ul></nav>"
    )
    assert listed(pager, "https://rudno.example/wiesci/") == "https://rudno.example/wiesci/?p=2"


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("1 tydzień, 3 dni temu", "2026-11-13"),
        ("2 dni, 5 godzin ago", "2026-11-21"),
        ("4 dni temu", "2026-11-19"),
    ],
)
def test_an_age_in_days_tells_the_day(words: str, day: str) -> None:
    (date,) = find_dates(f"dodano {words}", base=FETCHED)
    assert (date.words, date.day.isoformat(), date.rough) == (words, day, False)


@pytest.mark.parametrize(
    "words", ["6 lat, 10 miesięcy ago", "9 miesięcy, 1 tydzień temu", "2 lata temu", "3 tygodnie temu"]
)
def test_an_age_in_weeks_months_or_years_tells_no_day(words: str) -> None:
    assert all(date.rough for date in find_dates(words, base=FETCHED))
    byline = f"<h6 class='post-meta2'>Dodane przez: <a href='/autor/bogna/'>Bogna Kos</a> {words} (0 comments)</h6>"
    raw = read(f"<main><h1>Makieta dworca w holu</h1>{byline}<p>{PROSE}</p></main>")
    assert raw.published is None
    assert raw.text == PROSE
    items = "".join(
        f"<div class='w'><h2><a href='/n/{n}/'>{t}</a></h2><h6>{words}</h6><p>{p}</p></div>"
        for n, (t, p) in enumerate(NEWS)
    )
    found = read_listing(page(f"<main>{items}</main>"), "https://rudno.example/wiesci/", fetched=FETCHED)
    assert [(item.title, item.date) for item in found.articles] == [(title, None) for title, _ in NEWS]


@pytest.mark.parametrize(
    "byline",
    [
        "<p><span>Bogna Kos</span> <span>&bull;</span> <span>4 sierpnia 2026</span></p>",
        "<div class='q-51'><span>4 sierpnia 2026</span><span> Wydarzenia</span></div>",
        "<div class='q-51'><span>4 sierpnia 2026</span><span> Ogłoszenia</span></div>",
        "<div class='inline2'>wtorek, 4 sierpnia 2026 <span>Przeczytasz w 1 minutę</span></div>",
        "<div class='q-51'>4.08.2026 <a href='/dzial/mapy/'>Mapy i plany</a></div>",
        "<div class='row'><div class='c6'><small><a href='/user/1'>Bogna</a> <span>04 Aug 2026 : 07:15</span></small></div>"
        "<div class='c6 right'><small>None &nbsp; <a href='/dzial/1'>Aktualności</a></small></div></div>",
    ],
)  # fmt: skip
def test_the_line_with_the_day_is_no_part_of_the_text(byline: str) -> None:
    raw = read(f"<main><h1>Makieta dworca w holu</h1>{byline}<p>{PROSE}</p></main>")
    assert raw.published is not None
    assert raw.published.moment.date().isoformat() == "2026-08-04"
    assert raw.text == PROSE


@pytest.mark.parametrize(
    "opening",
    ["Otwarcie: hol główny, 4 sierpnia 2026 o godz. 17.00", "4 sierpnia 2026 zapraszamy do holu na otwarcie"],
)
def test_an_opening_that_says_more_than_the_day_is_kept(opening: str) -> None:
    head = "<meta property='article:published_time' content='2026-08-04T09:13:00+02:00'>"
    body = f"<main><h1>Makieta dworca w holu</h1><p>{opening}</p><p>{PROSE}</p></main>"
    raw = read_page(page(body, head=head), "https://rudno.example/n/9/", fetched=FETCHED)
    assert raw.text.startswith(opening)


@pytest.mark.parametrize(("menu", "problem"), [("nav", Problem.STANDING), ("div", None)])
def test_a_dated_page_that_the_menu_leads_to_is_permanent(menu: str, problem: Problem | None) -> None:
    links = "<a href='/wiesci/'>Wieści</a> <a href='/projekty/'>Projekty</a> <a href='/kontakt/'>Kontakt</a>"
    body = (
        f"<header><{menu}><ul><li>{links}</li></ul></{menu}></header>"
        f"<main><article><h1>Projekty</h1><time datetime='2021-02-03'>3 lutego 2021</time><p>{PROSE}</p></article></main>"
    )
    raw = read(body, "https://rudno.example/projekty/", "Projekty | Biblioteka w Rudnie")
    assert raw.problem is problem


def test_the_only_neighbour_is_no_part_of_the_text() -> None:
    below = "<hr><div class='d-flex'><a class='btn' href='/n/8/'>Wymiana nasion i sadzonek »</a></div>"
    raw = read(f"<div class='col-8'><h2>Makieta dworca w holu</h2><p>{PROSE}</p>{below}</div>")
    assert raw.text == PROSE


def test_a_link_of_the_text_that_ends_with_an_arrow_is_kept() -> None:
    below = "<p><a href='https://formularze.example/zapisy'>Formularz zgłoszeniowy dla szkół »</a></p>"
    raw = read(f"<div class='col-8'><h2>Makieta dworca w holu</h2><p>{PROSE}</p>{below}</div>")
    assert raw.text.endswith("Formularz zgłoszeniowy dla szkół »")


def test_a_short_text_named_like_a_list_is_no_list_of_what_stands_beside_it() -> None:
    beside = "".join(
        f"<li class='list-item'><a href='/n/{n}/'>{title}</a> <small>{9 + n}.10.2026</small></li>"
        for n, (title, _) in enumerate(NEWS)
    )
    raw = read(
        f"<div class='row'><div class='col-8'><h2>Nowości czytelnicze – zakup z budżetu gminy</h2>"
        f"<p><small>Opublikowano 2.10.2026 o 9:30</small></p><hr><p>{NEWS[3][1]}</p><p>{NEWS[5][1]}</p></div>"
        f"<div class='col-4'><div class='head'>Ostatnio dodane</div><ul class='list'>{beside}</ul></div></div>"
    )
    assert raw.problem is None
    assert raw.title == "Nowości czytelnicze – zakup z budżetu gminy"
    assert raw.text == f"{NEWS[3][1]}\n{NEWS[5][1]}"


def test_a_query_without_a_name_counts_pages() -> None:
    pager = (
        "<nav class='pagination'><a href='/' title='Do pierwszej'>《</a><a href='/?strona8'>〈</a>"
        "<span>strona 9 z 10</span><a class='p_last' href='/?strona10' title='Do ostatniej'>》</a></nav>"
    )
    assert listed(pager, "https://rudno.example/?strona9") == "https://rudno.example/?strona10"
    assert listed(pager.replace("strona10", "strona7"), "https://rudno.example/?strona9") is None


def test_the_number_of_a_list_is_not_that_of_its_page() -> None:
    pager = "<div class='pages'>strony: <ul><li><strong>1</strong></li><li><a href='/wiesci,30,2.html'>2</a></li><li><a href='/wiesci,30,3.html'>3</a></li></ul></div>"
    assert listed(pager, "https://rudno.example/wiesci,30.html") == "https://rudno.example/wiesci,30,2.html"


def test_the_way_on_is_told_by_the_address_of_the_list() -> None:
    pager = "<div class='flex'><a href='/wiesci/{}/'>Następne</a></div>"
    assert listed(pager.format(2), "https://rudno.example/wiesci/") == "https://rudno.example/wiesci/2/"
    assert listed(pager.format(4), "https://rudno.example/wiesci/3/") == "https://rudno.example/wiesci/4/"
    assert listed(pager.format("makieta"), "https://rudno.example/wiesci/") is None


def test_the_stamps_of_other_news_are_not_the_day() -> None:
    cards = "".join(
        f"<div class='w-card'><p class='w-kind'><a href='/dzial/'>Wieści</a></p><a href='/n/{n}/'><p>{title}</p></a>"
        f"<div class='w-by'><time datetime='2026-11-{20 - n}'>{20 - n} listopada 2026</time><span>·</span><span>2 min czytania</span></div></div>"
        for n, (title, _) in enumerate(NEWS[1:5])
    )
    raw = read(
        "<div class='w-head'><h1>Makieta dworca w holu</h1><div class='w-by'><span>Bogna Kos</span><span>·</span>"
        f"<span>4 sierpnia 2025</span><span>·</span><span>2 min czytania</span></div></div><div class='w-prose'><p>{PROSE}</p></div>"
        f"<div class='w-more'><h2>Przeczytaj też</h2><div class='w-grid'>{cards}</div></div>"
    )
    assert raw.published is not None
    assert raw.published.moment.date().isoformat() == "2025-08-04"


@pytest.mark.parametrize(
    "byline",
    [
        "<p class='text-sm text-gray-500'>12 maja 2024 · Jan Kowalski · 3 min czytania</p>",
        "<div class='flex gap-2'><span>12 maja 2024</span><span>·</span><span>Jan Kowalski</span>"
        "<span>·</span><span>3 min czytania</span></div>",
    ],
)
@pytest.mark.parametrize("text", [NEWS[1][1], PROSE])
def test_a_byline_in_the_box_of_the_heading_is_not_the_text_where_no_name_tells_it(
    byline: str, text: str
) -> None:
    raw = read(
        f"<div class='mx-auto'><div class='py-8'><div class='mb-4'><h1 class='text-3xl'>{NEWS[1][0]}</h1>{byline}"
        f"</div></div><div class='px-4'><div class='text-lg'><div class='my-2'>{text}</div></div></div></div>"
    )
    assert (raw.title, raw.text) == (NEWS[1][0], text)
    assert raw.published is not None
    assert raw.published.words == "12 maja 2024"
