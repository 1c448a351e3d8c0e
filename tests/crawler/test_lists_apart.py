"""What the page sets apart and still is of its list: the newest in a box aside, lists called like tools."""

from __future__ import annotations

import pytest

from tests.crawler.index_pages import PLAIN, TITLES, items, read

HOST = "https://gbp.example"


def test_the_newest_in_a_box_aside_is_of_the_list() -> None:
    newest = (
        "<aside class=featured><img src=/1.jpg><h2><a href='/n/9-wpis'>Nowe okna w filii</a></h2>"
        "<span>19.04.2024</span></aside>"
    )
    beside = "<aside class=boczny><h3>Polecane</h3><a href='/n/2-wpis'>Inny wpis</a></aside>"
    listing = read(f"<div>{newest}<main>{items(PLAIN)}</main>{beside}</div>", f"{HOST}/aktualnosci")
    assert [article.url for article in listing.articles] == [
        f"{HOST}/n/{i}-wpis" for i in (9, 1, 2, 3, 4, 5, 6)
    ]
    assert listing.articles[0].date == "2024-04-19"


def test_of_several_in_a_box_aside_none_is() -> None:
    box = "".join(
        f"<li><h4><a href='/n/{i}-wpis'>Dawny wpis {i}</a></h4><span>0{i}.01.2020</span></li>" for i in (7, 8)
    )
    listing = read(
        f"<aside class=featured><ul>{box}</ul></aside><main>{items(PLAIN)}</main>", f"{HOST}/aktualnosci"
    )
    assert len(listing.articles) == 6


@pytest.mark.parametrize("folder", ["kalendarz", "pl/kalendarium"])
@pytest.mark.parametrize("slug", ["nowe-regaly-nr-{i}", "2024-04-1{i}-nowe-regaly"])
def test_news_of_a_list_called_calendar(folder: str, slug: str) -> None:
    form = f"<div class=n><h3><a href='/{folder}/{slug}/'>{{t}}</a></h3><p>{{d}}</p><p>Zapraszamy.</p></div>"
    ways = "".join(f"<a href='/{folder}/{way}/'>{way}</a>" for way in ("lista", "miesiac", "2024-04-02"))
    listing = read(items(form) + ways, f"{HOST}/{folder}/")
    assert [article.title for article in listing.articles] == list(TITLES)


def test_elsewhere_a_calendar_leads_to_no_article() -> None:
    day = "<p><a href='/kalendarz/wieczor-z-podrozniczka/'>Wieczór z podróżniczką w czytelni</a></p>"
    assert len(read(items(PLAIN) + day).articles) == 6


@pytest.mark.parametrize("name", ["stopka_news", "footer-post", "stopka-wpisu", "news_stopka"])
def test_the_foot_of_an_item_is_no_foot_of_the_page(name: str) -> None:
    form = (
        f"<div class=ramka><div>{{t}}</div><p>Zapraszamy do czytelni.</p><div class={name}>"
        "<span>Dodano: {d}</span> <span><a href='?czytaj={i}'>Czytaj całość</a></span></div></div>"
    )
    listing = read(items(form), f"{HOST}/?strona=aktualnosci")
    assert [article.title for article in listing.articles] == list(TITLES)
    assert all(article.date for article in listing.articles)


def test_polls_and_ways_to_tell_a_friend_are_no_articles() -> None:
    form = (
        "<div class=n><h2>{t}</h2><p>Zapraszamy.</p><div class=meta>{d} | <a href='?wpis={i}'>Odnośnik</a> | "
        "<a href='polec.php?wpis={i}'>Poleć znajomemu</a></div></div>"
    )
    poll = (
        "<form><h3>Sonda</h3><p>Jakich książek brakuje w naszych zbiorach najbardziej?</p>"
        "<a href='/sonda/12'>Zobacz wyniki</a></form>"
    )
    listing = read(items(form) + poll)
    assert [article.url for article in listing.articles] == [f"{HOST}/?wpis={i}" for i in range(1, 7)]
    assert read(poll).articles == ()


def test_undated_titles_below_a_heading_that_says_they_are_news() -> None:
    def card(kind: str, address: str, title: str) -> str:
        return f"<div class={kind}><a href='{address}'><strong>{title}</strong></a></div>"

    offer = "".join(card("usluga", f"/oferta/{i}-x", f"Wypożyczanie sprzętu, część {i}") for i in range(1, 7))
    news = "".join(card("kafel", f"/b/wpis-o-{'abcdef'[i]}", title) for i, title in enumerate(TITLES))
    listing = read(
        f"<div><h2>Oferta biblioteki</h2>{offer}</div><div><h2>Dzieje się</h2>{news}</div>", f"{HOST}/b"
    )
    assert [article.title for article in listing.articles] == list(TITLES)


def test_a_short_title_below_a_day_of_several_is_no_stray() -> None:
    groups = (
        (18, ("Kolejna dostawa książek do filii", "Remont")),
        (9, ("Wieczór z podróżniczką za nami",)),
        (3, ("Kurs zdjęć", "Konkurs na ekslibris rozstrzygnięty")),
    )
    rows = ""
    for day, titles in groups:
        rows += f"<dt>{day} kwietnia 2024</dt>" + "".join(
            f"<dd><a href='wpis_{title.split()[0].lower()}_nowy.html'>{title}</a></dd>" for title in titles
        )
    listing = read(f"<h2>Wiadomości</h2><dl>{rows}</dl>", f"{HOST}/wiadomosci.html")
    assert [(article.title, article.date) for article in listing.articles] == [
        (title, f"2024-04-{day:02}") for day, titles in groups for title in titles
    ]


def test_figures_in_titles_do_not_part_the_second_list_of_a_page() -> None:
    def tab(folder: str, first: int, titles: tuple[str, ...]) -> str:
        return "<div class=tab>" + "".join(
            f"<article><h3><a href='/{folder}/{title.lower().replace(' ', '-')}'>{title}</a></h3>"
            f"<span>{first - i}.04.2024</span><p>Zapraszamy do czytelni.</p></article>"
            for i, title in enumerate(titles)
        )

    told = ("Nabór 14 bibliotekarzy", "Przetarg na regały", "Wyniki 2 konkursów", "Sprzedaż mebli")
    listing = read(tab("aktualnosci", 18, TITLES) + tab("ogloszenia", 17, told))
    assert [article.title for article in listing.articles] == [*TITLES, *told]


def test_notes_of_a_feed_that_are_named_by_their_hour() -> None:
    when = ("3 godz.", "wczoraj o 14:20", "15 kwietnia o 09:15", "8 kwietnia o 17:02")
    page = "".join(
        f"<div class=k><div><a href='/o-nas'>Biblioteka</a><a href='/feed/{9210 - i}'>{told}</a></div>"
        f"<div><p><b>{title}</b></p><p>Zapraszamy. <a href='/feed/{9210 - i}'>Zobacz więcej</a></p></div>"
        "</div>"
        for i, (title, told) in enumerate(zip(TITLES, when, strict=False))
    )
    days = ("2024-04-20", "2024-04-19", "2024-04-15", "2024-04-08")
    listing = read(page, f"{HOST}/feed")
    assert [(article.title, article.date) for article in listing.articles] == list(
        zip(TITLES, days, strict=False)
    )


def test_an_hour_beside_a_day_without_a_year_is_that_of_an_event_elsewhere() -> None:
    form = "<li><h3><a href='/n/{i}-wpis'>{t}</a></h3><p>1{i} maja o 17:00</p><p>Zapraszamy.</p></li>"
    assert not any(article.date for article in read(f"<ul>{items(form)}</ul>").articles)
