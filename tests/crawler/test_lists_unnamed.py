"""Lists whose boxes have no names to tell them by."""

from __future__ import annotations

import pytest

from tests.crawler.index_pages import PLAIN, TITLES, items, read

HOST = "https://gbp.example"


def test_sections_of_one_list_in_boxes_without_names() -> None:
    def part(name: str, folder: str, titles: tuple[str, ...], day: int) -> str:
        rows = "".join(
            f"<div><span>{day - i}.04.2024</span><h3>"
            f"<a href='/dzieje-sie/{folder}/{t.split()[0].lower()}-2{i}'>{t}</a></h3>"
            "<p>Zapraszamy do czytelni.</p></div>"
            for i, t in enumerate(titles)
        )
        return f"<section><h2><a href='/dzieje-sie/{folder}'>{name}</a></h2>{rows}</section>"

    page = part("Wypożyczalnia", "wyp", TITLES[:3], 18) + part("Filia nr 1", "filia-nr-1", TITLES[3:], 16)
    listing = read(f"<main><h1>Dzieje się</h1>{page}</main>", f"{HOST}/dzieje-sie")
    assert [article.title for article in listing.articles] == list(TITLES)
    assert all(article.date for article in listing.articles)


def test_events_amid_news_of_one_list_are_of_it() -> None:
    def item(number: int, title: str) -> str:
        if number % 2:
            return (
                f"<li><a href='/wydarzenie/{number}/w-{number}'>{title}</a>"
                f"<p>{number + 2}.05.2024, godz. 17.00</p><p>Zapraszamy do czytelni w sobotę.</p></li>"
            )
        return (
            f"<li><a href='/news/{70 - number}/n-{number}'>{title}</a>"
            f"<p>opublikowano {18 - number}.04.2024</p><p>Opowiadamy o tym, co było.</p></li>"
        )

    page = "".join(item(number, title) for number, title in enumerate(TITLES))
    listing = read(f"<h1>Co nowego</h1><ol>{page}</ol>", f"{HOST}/co-nowego")
    assert [article.title for article in listing.articles] == list(TITLES)
    assert [article.date for article in listing.articles][1::2] == [None] * 3


def test_the_earlier_of_two_moments_is_that_of_publication() -> None:
    form = (
        "<li><h3><a href='/n/{i}-wpis'>{t}</a></h3><p>"
        "<time datetime='2024-04-19T10:00:00'>19 kwietnia 2024</time> "
        "<time datetime='2024-03-1{i}T10:00:00'>1{i} marca 2024</time></p></li>"
    )
    assert [article.date for article in read(f"<ul>{items(form)}</ul>").articles] == [
        f"2024-03-1{i}" for i in range(1, 7)
    ]


def test_further_titles_below_a_heading_that_says_so() -> None:
    more = "".join(f"<li><a href='/n/2{i}-wpis'>Dawny wpis {i}</a></li>" for i in range(4))
    listing = read(items(PLAIN) + f"<div><h3>Więcej artykułów…</h3><ol>{more}</ol></div>")
    assert len(listing.articles) == 10


def test_the_count_of_rows_of_old_scripts() -> None:
    pager = "<p>Strona 1 z 3 <b>1</b> <a href='?rowstart=6'>2</a> <a href='?rowstart=12'>3</a></p>"
    assert read(items(PLAIN) + pager, f"{HOST}/news.php").next_page == f"{HOST}/news.php?rowstart=6"


def test_one_page_of_the_site_beside_a_day_is_no_list() -> None:
    foot = (
        "<div><p>Biblioteka, ul. Rynek 12</p><ul><li><a href='/publikacje'>Publikacje</a></li>"
        "<li><a href='/do-pobrania'>Do pobrania</a></li></ul><p>Ostatnia aktualizacja: 30.09.2023</p></div>"
    )
    page = "".join(f"<div><a href='/b/{'abcdef'[i]}-wpis'><b>{t}</b></a></div>" for i, t in enumerate(TITLES))
    listing = read(f"<div><h2>Dzieje się</h2>{page}</div>{foot}", f"{HOST}/b")
    assert [article.title for article in listing.articles] == list(TITLES)


def test_the_day_of_the_whole_site_makes_no_link_an_item() -> None:
    foot = (
        "<div><p>Biblioteka, ul. Rynek 12</p><ul><li><a href='/publikacje'>Publikacje</a></li></ul>"
        "<p>Licznik odwiedzin: 1284. Ostatnia aktualizacja serwisu: 30.03.2024</p></div>"
    )
    assert read(f"<p>Biblioteka zaprasza do czytelni.</p>{foot}").articles == ()
    assert len(read(items(PLAIN) + foot).articles) == 6


@pytest.mark.parametrize(
    ("shown", "query"), [("2 min czytania", "?first=6"), ("1 minut(y) czytania", "?rowstart=6")]
)
def test_how_long_one_reads_is_no_title(shown: str, query: str) -> None:
    form = (
        "<a href='/n/{i}-wpis'><img src='/{i}.jpg'><div><div><span>{d}</span><span>•</span>"
        f"<span>{shown}</span></div><div>{{t}}</div><p>Zapraszamy wszystkich do czytelni.</p></div></a>"
    )
    page = f"<div>{items(form)}</div><p><a href='{query}'>&gt;</a></p>"
    listing = read(page, f"{HOST}/aktualnosci")
    assert [article.title for article in listing.articles] == list(TITLES)
    assert listing.next_page == f"{HOST}/aktualnosci{query}"


def test_a_way_to_a_notice_below_each_is_none_to_a_list_of_them() -> None:
    form = (
        "<details><summary>{t} <em>({d})</em></summary><p>Zapraszamy do czytelni.</p>"
        "<p><a href='/tablica/{i}-wpis'>Przejdź do ogłoszenia</a></p></details>"
    )
    listing = read(items(form) + "<p><a href='/tablica'>Przejdź do ogłoszeń</a></p>", f"{HOST}/tablica")
    assert [(article.title, article.date) for article in listing.articles] == [
        (title, f"2024-04-{17 - i}") for i, title in enumerate(TITLES)
    ]


@pytest.mark.parametrize("name", ["Nasze projekty", "Ostatnie komentarze", "Filmy"])
def test_boxes_beside_undated_news_that_a_heading_names(name: str) -> None:
    boxes = {
        "Nasze projekty": "<div><a href='/projekty/{i}-czytelnia'><img src=/{i}.jpg><h3>Czytelnia {i}</h3>"
        "</a><p>Z pieniędzy programu kupiliśmy nowe regały i fotele do czytelni.</p></div>",
        "Ostatnie komentarze": "<li><a href='/inne/80{i}#k'>świetny pomysł</a> <i>1{i}.04.2024</i></li>",
        "Filmy": "<a href='/film/{i}'><img src=/f.jpg alt='Film o tym, jak powstaje książka, {i}'></a>",
    }
    beside = f"<div><h3>{name}</h3>" + "".join(boxes[name].format(i=i) for i in range(1, 5)) + "</div>"
    news = "".join(
        f"<div><a href='/b/wpis-o-{'abcdef'[i]}'><b>{t}</b></a></div>" for i, t in enumerate(TITLES)
    )
    listing = read(f"{beside}<div><h2>Dzieje się</h2>{news}</div>", f"{HOST}/b")
    assert [article.title for article in listing.articles] == list(TITLES)


def test_a_list_of_projects_is_one_below_its_own_heading() -> None:
    form = "<div><h3><a href='/projekty/{i}-czytelnia'>{t}</a></h3><p>{d}</p><p>Zapraszamy.</p></div>"
    listing = read(f"<h1>Nasze projekty</h1>{items(form)}", f"{HOST}/projekty")
    assert [article.title for article in listing.articles] == list(TITLES)


def test_a_linked_card_divides_no_line_below_it() -> None:
    card = "<a href='/oferta/druk'><img src=/o.jpg><h3>Drukowanie</h3></a>"
    form = (
        "<article><h2><a href='/n/{i}-wpis'>{t}</a></h2><div><span><time class=updated datetime=2024-04-19>"
        "19 kwietnia, 2024</time><time class='entry-date published' datetime=2024-03-1{i}>"
        "1{i} października, 2024</time></span></div><p>Zapraszamy do czytelni.</p></article>"
    )
    assert [article.date for article in read(card + items(form), f"{HOST}/news").articles] == [
        f"2024-03-1{i}" for i in range(1, 7)
    ]
