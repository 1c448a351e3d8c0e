"""Lists divided by days or letters, items that end in links, sites under a second name."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crawler.pages.listing.index import Listing, read_listing

NOW = datetime(2024, 11, 20, 12, tzinfo=UTC)
HOST = "https://gbp.example"
TITLES = ("Nowe regały w filii", "Ekslibris rozstrzygnięty", "Wieczór z podróżniczką",
          "Kolejna dostawa książek", "Remont czytelni dobiegł końca", "Kiermasz na rynku")  # fmt: skip
LEAD = "Dziękujemy wszystkim, którzy przyszli mimo deszczu i chłodu."


def read(body: str, path: str = "/aktualnosci", *, head: str = "") -> Listing:
    page = f"<html lang=pl><head><meta charset=utf-8>{head}</head><body>{body}</body></html>"
    return read_listing(page.encode(), HOST + path, fetched=NOW)


def days(listing: Listing) -> list[str | None]:
    return [article.date for article in listing.articles]


def titles(listing: Listing) -> list[str]:
    return [article.title for article in listing.articles]


def cards(form: str, told: tuple[str, ...] = TITLES) -> str:
    return "".join(form.format(i=i, t=title, p=LEAD, d=12 - i) for i, title in enumerate(told))


@pytest.mark.parametrize(
    "day", ["<dt>{}.II.2024</dt>", "<dt>{} lutego 2024</dt>", "<dt>2024-02-{:02d}</dt>"]
)  # fmt: skip
def test_a_day_of_several_items_is_none_of_the_item_before(day: str) -> None:
    groups = "".join(
        day.format(20 - 7 * n)
        + "".join(
            f"<dd><a href=/c?nr=w{n}{i}>{t}</a><br>{LEAD}</dd>" for i, t in enumerate(TITLES[2 * n :][:2])
        )
        for n in range(3)
    )
    assert days(read(f"<dl>{groups}</dl>")) == [f"2024-02-{20 - 7 * (n // 2):02d}" for n in range(6)]


def test_a_day_after_each_item_stays_its_own_below_the_day_of_today() -> None:
    form = "<h3><a href=/w/{i}>{t}</a></h3><div>{p}</div>"
    items = cards(form, ("Zapisy do klubu",)) + cards(form.replace("w/", "n/") + "<div>{d:02d}.11.2024</div>")
    listing = read(f"<div><div>środa, 20 listopada 2024</div>{items}</div>")
    assert days(listing)[1:] == [f"2024-11-{12 - i:02d}" for i in range(6)]


def test_days_above_groups_have_the_year_of_the_address() -> None:
    form = "<h3>{day} marca, środa</h3>" + "".join(
        f"<div><h4><a href=/a/{{n}}{i}.html>{t}</a></h4><p>{LEAD}</p></div>" for i, t in enumerate(TITLES[:2])
    )
    groups = "".join(form.format(day=day, n=n) for n, day in enumerate((27, 13, 6)))
    calendar = "".join(
        f"<td><a href=/archiwum/2021/03/{d:02d}/>{d}</a></td>" + ("</tr><tr>" if d % 7 == 0 else "")
        for d in range(1, 32)
    )
    listing = read(f"<div>{groups}</div><table id=kal><tr>{calendar}</tr></table>", "/archiwum/2021/03/")
    assert days(listing) == [f"2021-03-{d:02d}" for d in (27, 27, 13, 13, 6, 6)]
    assert listing.next_page is None  # a day of a calendar is no page


def test_months_with_two_figures_of_their_year() -> None:
    item = "<div class=w><div>{} <b>{}</b></div><div><a href=/os/2{n}>{t}</a><div>{p}</div></div></div>"
    told = (("cz", 28), ("po", 18), ("wt", 29), ("pi", 4))
    parts = [item.format(*day, n=n, t=TITLES[n], p=LEAD) for n, day in enumerate(told)]
    parts[0] = f"<div class=m>WRZESIEŃ ’23</div>{parts[0]}"
    parts[2] = f"<div class=m>SIERPIEŃ ’23</div>{parts[2]}"
    body = "".join(parts)
    assert days(read(f"<div>{body}</div>", "/os")) == ["2023-09-28", "2023-09-18", "2023-08-29", "2023-08-04"]


def test_items_that_end_in_a_picture_to_read_on() -> None:
    form = (
        "<font><b>{t}</b></font> <font size=1>(dodano: {d} II 2024 r.)</font><br>{p}<br>"
        "<div align=right><a href=i.php?w={i}><img src=w.gif alt=więcej></a></div><hr>"
    )
    listing = read(f"<table><tr><td>{cards(form)}<center>strona 1 z 9</center></td></tr></table>")
    assert titles(listing) == list(TITLES)
    assert days(listing) == [f"2024-02-{12 - i:02d}" for i in range(6)]


def test_titles_and_days_between_strokes() -> None:
    form = "<li><a href=/w/{i}-wpis>{t} | {d:02d}.11.2024 | Dla dzieci</a></li>"
    listing = read(f"<ul>{cards(form)}</ul>")
    assert titles(listing) == list(TITLES)
    assert days(listing) == [f"2024-11-{12 - i:02d}" for i in range(6)]
    programme = cards("<li><a href=/w/{i}-wpis>{t} | {i}1.01.2024 | sala</a></li>", TITLES[1:4])
    assert not any(days(read(f"<ul>{programme}</ul>")))  # the earliest first: a programme


def test_days_without_a_year_in_a_list_that_shows_recent_ones() -> None:
    told = ("dzisiaj, 08:14", "wczoraj, 16:22", "12 lis", "30 paź", "5 sty", "20 gru 2023")
    form = (
        '<a class=t href=/w/{i}><span class=m><span>{k}</span><span>{w}</span></span>'
        "<span class=h>{t}</span><span>{p}</span></a>"
    )  # fmt: skip
    kinds = ("relacja", "zapowiedź", "komunikat")
    body = "".join(form.format(i=i, k=kinds[i % 3], w=w, t=TITLES[i], p=LEAD) for i, w in enumerate(told))
    listing = read(f"<div>{body}</div>")
    assert days(listing) == [
        "2024-11-20",
        "2024-11-19",
        "2024-11-12",
        "2024-10-30",
        "2024-01-05",
        "2023-12-20",
    ]
    assert titles(listing) == list(TITLES)
    plain = cards("<div class=n><h3><a href=/w/{i}>{t}</a></h3><p>{d} lis</p><p>{p}</p></div>")
    assert not any(days(read(f"<div>{plain}</div>")))  # nothing tells of which year it is


def test_what_a_mouse_shows_over_an_age() -> None:
    age = "<time title='{d} marca 2024, 10:11'>8 tygodni temu</time>"
    form = f"<li><h4><a href=/w/{{i}}>{{t}}</a></h4>{age}<p>{{p}}</p></li>"
    assert days(read(f"<ol>{cards(form)}</ol>")) == [f"2024-03-{12 - i:02d}" for i in range(6)]


def test_a_day_that_leads_to_a_note_is_not_its_title() -> None:
    form = "<div class=w><div><b>Biblioteka</b> <a href=/n/{i}a>{d} marca 2024</a></div><p>{t}. {p}</p></div>"
    assert titles(read(cards(form)))[0].startswith(TITLES[0])


def test_a_title_beside_a_day_is_no_label_of_it() -> None:
    told = ("Godzina bajek – nowy termin", *TITLES[:4])
    rows = cards("<tr><th><a href=/a/{i}-wpis>{t}</a></th><td>{d} marzec 2024</td></tr>", told)
    assert days(read(f"<table>{rows}</table>"))[0] == "2024-03-12"


def test_short_titles_of_tiles_made_like_the_others() -> None:
    form = (
        "<div class=m><a href=/co/{i}{t}><img src=/{i}.jpg alt={t}></a><div><a href=/co/{i}{t}>{t}</a></div>"
        "<div><a href=/co/{i}{t}>Czytaj dalej</a></div></div>"
    )
    told = ("Ferie", "Legimi", "Dyktando", "Bal", "Konkurs", "Podziękowania")
    assert titles(read(f"<div>{cards(form, told)}</div>", "/co")) == list(told)


def test_articles_in_an_archive_that_is_the_list_itself() -> None:
    slugs = ("szkolenie-bibliotekarzy", "nowe-regaly-w-filii", "kody-do-czytania", "zamkniete-w-piatek")
    rows = "".join(
        f"<tr><th><a href=/news/archiwum/{s}>{t}</a></th><td>0{9 - i}.05.2024</td></tr>"
        for i, (s, t) in enumerate(zip(slugs, TITLES, strict=False))
    )
    years = "<p><a href=/news/archiwum/2023>Rok 2023</a> <a href=/news/archiwum/marzec-2024>Marzec</a></p>"
    listing = read(f"<table>{rows}</table>{years}", "/news/archiwum")
    assert [article.url for article in listing.articles] == [f"{HOST}/news/archiwum/{s}" for s in slugs]


def test_articles_in_parts_begin_with_their_first_page() -> None:
    form = "<div class=n><h3><a href=/show/9{i}/nowy-wpis/page/1>{t}</a></h3><p>{d:02d}.05.2024</p></div>"
    pager = "<div class=pages><b>1</b> <a href=/list/page/2>2</a></div>"
    listing = read(f"<div>{cards(form)}</div>{pager}", "/list")
    assert len(listing.articles) == 6
    assert listing.next_page == f"{HOST}/list/page/2"


OTHER = "https://biblioteka.gmina.example"
FORM = f"<div class=n><h3><a href={OTHER}/w/{{i}}-wpis>{{t}}</a></h3><p>{{d:02d}}.05.2024</p></div>"
MENU = f"<p><a href={OTHER}/>Start</a> <a href={OTHER}/filie>Filie</a> <a href={OTHER}/o-nas>O nas</a></p>"


def test_a_site_shown_under_a_second_name() -> None:
    pager = f"<div class=pager><b>1</b> <a href={OTHER}/aktualnosci?page=2>2</a></div>"
    style = f"<link rel=stylesheet href={OTHER}/s.css>"
    listing = read(f"{MENU}<div>{cards(FORM)}</div>{pager}", head=style)
    assert [article.url for article in listing.articles] == [f"{OTHER}/w/{i}-wpis" for i in range(6)]
    assert listing.next_page == f"{OTHER}/aktualnosci?page=2"


@pytest.mark.parametrize(
    ("own", "style"), [("<a href=/kontakt>Kontakt</a>", f"<link rel=icon href={OTHER}/i.png>"), ("", "")]
)
def test_links_to_another_site_are_none(own: str, style: str) -> None:
    assert not read(f"{own}{MENU}<div>{cards(FORM)}</div>", head=style).articles


def test_what_a_front_page_offers_is_no_news() -> None:
    more = "<a href=/oferta/{i}-x>Czytaj więcej</a>"
    form = f"<article><h3><a href=/oferta/{{i}}-x>{{t}}</a></h3><p>{{p}}</p>{more}</article>"
    page = f"<section><h2>Co oferujemy</h2><div>{cards(form)}</div></section>"
    assert not read(page, "/").articles
    assert len(read(page.replace("Co oferujemy", "Aktualności"), "/").articles) == 6


@pytest.mark.parametrize(
    ("path", "pager", "expected"),
    [
        ("/a?l=C", "<p><a href='/a?l=A'>A</a> <a href='/a?l=B'>B</a> <b>C</b> <a href='/a?l=D'>D</a></p>",
         "/a?l=D"),
        ("/n/10/10", "<p><a href=/n/0/10>&lt;</a> <a href=/n/20/10>&gt;</a> <a href=/n/90/10>&gt;|</a></p>",
         "/n/20/10"),
        ("/nowinki/", "<p><a href=index2.html><img src=d.png alt=dalej></a></p>", "/nowinki/index2.html"),
        ("/rok/2023", "<p>2023 <a href=/rok/2022>2022</a> <a href=/rok/2021>2021</a></p>", None),
    ],
)  # fmt: skip
def test_ways_on(path: str, pager: str, expected: str | None) -> None:
    items = cards("<div class=n><h3><a href=/w/{i}-wpis>{t}</a></h3><p>{d:02d}.05.2024</p></div>")
    listing = read(f"<div>{items}</div>{pager}", path)
    assert listing.next_page == (HOST + expected if expected else None)
    assert len(listing.articles) == 6


def test_a_visit_without_a_zone() -> None:
    items = cards("<div class=n><h3><a href=/w/{i}-wpis>{t}</a></h3><p>{d:02d}.05.2024</p></div>")
    listing = read_listing(items.encode(), HOST, fetched=NOW.replace(tzinfo=None))
    assert days(listing)[0] == "2024-05-12"


def test_months_in_a_column_of_their_own() -> None:
    rows = "".join(
        "<tr>" + (f"<td rowspan=2>{month}</td>" if at == 0 else "")
        + f"<td>{day}</td><td><a href=k.php?poz={month[:2]}{day}>{TITLES[2 * n + at]}</a></td></tr>"
        for n, (month, told) in enumerate((("grudzień", (18, 14)), ("listopad", (27, 9))))
        for at, day in enumerate(told)
    )  # fmt: skip
    listing = read(f"<h1>Kronika roku 2015</h1><table>{rows}</table>", "/kronika.php")
    assert days(listing) == ["2015-12-18", "2015-12-14", "2015-11-27", "2015-11-09"]


def test_windows_that_a_program_opens() -> None:
    opened = """onclick="window.open('n/{i}a.htm','okno','width=600');return false" """
    form = f"<p><b>{{d:02d}}.05.2024</b><br><a href=# {opened}>{{t}}</a><br>{{p}}</p>"
    listing = read(cards(form), "/aktualnosci.htm")
    assert [article.url for article in listing.articles] == [f"{HOST}/n/{i}a.htm" for i in range(6)]


@pytest.mark.parametrize(
    "form",
    [
        "<section><p>{t} <small>{d}.05.2024</small></p>{p} <a href=/k/{i}a>Pełny tekst</a></section>",
        "<div><a href=/k/{i}a>{t}</a><a href=/k/{i}a>{p}</a><time>{d}.05.2024</time></div>",
        "<p><i>{d}.05.2024</i><br>{t}<br><a href=/k/{i}a>{p} Wracamy za rok. Do zobaczenia.</a></p>",
        "<p><a href=/k/{i}a title='{t}'><img alt=PLAKAT_{i}></a><br>{d}.05.2024</p>",
    ],
)
def test_titles_that_are_not_the_longest_link(form: str) -> None:
    assert titles(read(f"<main>{cards(form)}</main>", "/k")) == list(TITLES)
