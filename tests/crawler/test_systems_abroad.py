"""What systems print that speak English: default dates, bylines, licences, neighbours, hidden pagers."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from aggregator.model import RawAnnouncement
from crawler.pages import read_listing, read_page

FETCHED = datetime(2026, 11, 30, 12, tzinfo=UTC)
SHORT = "Czytelnia na piętrze dostała nowe lampy, a przy oknie stanął fotel dla cierpliwych czytelników."
SECOND = "Fotel można zająć na godzinę, lampy świecą dłużej."
TITLE = "Nowe lampy w czytelni"


def read(body: str, head: str = "", title: str = TITLE) -> RawAnnouncement:
    page = f"<!doctype html><html><head><meta charset='utf-8'><title>{title} | Biblioteka w Brzozie</title>{head}</head><body>{body}</body></html>"
    return read_page(page.encode(), "https://bib.example/2025/09/09/lampy/", fetched=FETCHED)


@pytest.mark.parametrize(
    "byline",
    [
        "Tue 09 September 2025 by <a href='/author/redakcja.html'>Redakcja</a>",
        "<div class='data'>2025, Sep 09&nbsp;&nbsp;&nbsp;</div>",
        "<h6 title='2025-09-09T13:35:00+02:00'>Tue 09 September 2025</h6>",
        "<div><span>Created</span><time datetime='2025-09-09T11:35:00Z'>2025-09-09</time><span>|</span>"
        "<span>Updated</span><time datetime='2025-09-09T11:35:00Z'>2025-09-09</time><span>|</span>"
        "<a href='/dzial/wydarzenia/'>Wydarzenia</a></div>",
    ],
)
def test_an_english_byline_is_no_text_though_the_text_is_short(byline: str) -> None:
    raw = read(
        f"<div class='box'><div class='head'><h1>{TITLE}</h1>{byline}</div><div><p>{SHORT}</p><p>{SECOND}</p>"
        "</div><hr></div><div class='side'><ul><li><a href='/archives.html'>Archives</a></li></ul></div>"
    )
    assert raw.text == f"{SHORT}\n{SECOND}"
    assert raw.published is not None
    assert f"{raw.published.moment:%Y-%m-%d}" == "2025-09-09"


def test_categories_and_contents_in_english_are_no_text() -> None:
    raw = read(
        f"<article><header><h3><a href='/2025/09/09/lampy/'>{TITLE}</a></h3></header><div>Contents</div>"
        f"<p>{SHORT}</p><p>{SECOND}</p><p>Category: <a href='/c/p'>Projekty</a> Tagged: <a href='/t/l'>lampy</a>"
        "</p></article>"
    )
    assert raw.text == f"{SHORT}\n{SECOND}"


@pytest.mark.parametrize(
    "below",
    [
        f"<div class='license-box my-3'><div>{TITLE}</div><div>https://bib.example/lampy/</div><div>Author</div>"
        "<div>Redakcja</div><div>Posted on</div><div>9 września 2025</div><div>Licensed under</div></div>",
        f"<div class='article-copyright-info-container'><ul><li><strong>Tytuł:</strong> {TITLE}</li>"
        "<li><strong>Enlace:</strong> https://bib.example/lampy/</li></ul></div>",
        "<div class='post-prevnext my-3'><article class='post-prev col-6'></article><article class='post-next col-6'>"
        "<a href='/a/' title='Dotacja z programu BLISKO'><span class='hidden-mobile'>Dotacja z programu BLISKO</span>\n"
        "<span class='visible-mobile'>Next</span><i class='icon'></i></a></article></div>",
        "<div class='post-nav border-box'><div class='next-post'><a class='next' href='/a/'><span>Dotacja z programu "
        "BLISKO</span><span>Next posts</span></a></div></div>",
        "<div class='article-nav flex'><div class='article-next'><a href='/a/'><span>Dotacja z programu BLISKO</span>"
        "<span>Publicaciones siguientes</span></a></div></div>",
    ],
)  # fmt: skip
def test_licence_and_the_neighbour_below_are_no_text(below: str) -> None:
    raw = read(
        f"<main><article class='post-content'><h1>{TITLE}</h1><div class='markdown-body'><p>{SHORT}</p><p>{SECOND}</p>"
        f"</div><hr><div>{below}</div></article></main>"
    )
    assert raw.text == f"{SHORT}\n{SECOND}"


def test_a_heading_may_link_to_itself_by_an_empty_address() -> None:
    title = "Lampy – znów jasno"
    raw = read(
        f"<div id='content'><article><header><h1><a href='' rel='bookmark' title='Permalink to {title}'>{title}</a></h1>"
        f"</header><div class='entry-content'><p>{SHORT}</p></div></article></div>",
        title=title,
    )
    assert raw.title == title


@pytest.mark.parametrize(
    "title", ["Lampy – znów jasno", "Umowa podpisana – przebudujemy filię", "Lampy: znów jasno"]
)
def test_a_title_keeps_its_own_stroke_where_the_site_is_parted_by_another(title: str) -> None:
    raw = read(f"<div><p>{SHORT}</p><p>{SECOND}</p></div>", title=title)
    assert raw.title == title


@pytest.mark.parametrize(
    ("stamp", "hour"), [("2025-09-09T13:35:00+02:00", "13:35"), ("2025-09-09T11:35:00Z", "15:35")]
)
def test_a_time_of_the_place_may_be_printed_as_one_of_greenwich(stamp: str, hour: str) -> None:
    head = (
        '<script type="application/ld+json">{"@type": "BlogPosting", "datePublished": "2025-09-09T13:35Z"}</script>'
        f'<meta property="article:published_time" content="{stamp}">'
    )
    raw = read(f"<article><h1>{TITLE}</h1><p>{SHORT}</p><p>{SECOND}</p></article>", head=head)
    assert raw.published is not None
    assert f"{raw.published.moment.astimezone():%M}" == "35"
    assert raw.published.moment.strftime("%H:%M") == hour


def test_a_pager_that_is_made_invisible_leads_nowhere() -> None:
    cards = "".join(
        f"<article><h2><a href='/2025/0{n}/lampy-{n}/'>Lampy w czytelni numer {n}</a></h2><time datetime='2025-0{n}-04'>"
        f"4.0{n}.2025</time><p>{SHORT}</p></article>"
        for n in range(1, 7)
    )
    pager = (
        "<nav class='pagination'><div class='pagination-previous'><a href='/page/2/'>Poprzedni</a></div>"
        "<div class='pagination-next{}'><a href='/page/4/'>Następny</a></div><ul><li><a href='/'>1</a></li><li>"
        "<a href='/page/2/'>2</a></li><li><a class='is-current' href='/page/3/'>3</a></li></ul></nav>"
    )
    for hidden, next_page in (("", "https://bib.example/page/4/"), (" is-invisible is-hidden-mobile", None)):
        page = f"<html><head><meta charset='utf-8'></head><body><main>{cards}</main>{pager.format(hidden)}</body></html>"
        found = read_listing(page.encode(), "https://bib.example/page/3/", fetched=FETCHED)
        assert len(found.articles) == 6
        assert found.next_page == next_page


def test_a_heading_inside_a_link_to_the_page_itself_is_its_title() -> None:
    raw = read(
        "<div id='container'><div><a href='https://bib.example/'><h1>Biblioteka w Brzozie</h1></a></div><div id='content'>"
        f"<div class='postdiv'><a href='.'><h2>{TITLE}</h2></a><p>{SHORT}</p><p>{SECOND}</p></div></div></div>"
    )
    assert raw.title == TITLE
    assert raw.text == f"{SHORT}\n{SECOND}"


@pytest.mark.parametrize(
    ("year", "item"),
    [
        (
            "<p class='h5'>{}</p>",
            "<a href='/{n}/' class='list-item'><time>{day}</time><div>{title}</div></a>",
        ),
        ("<h3 class='group'>{}</h3>", "<article><a href='/{n}/'>{title}</a> <span>{day}</span></article>"),
        (
            "<div><span class='year'>{}</span></div>",
            "<li><span>{day}</span><a href='/{n}/'>{title}</a></li>",
        ),
    ],
)
def test_an_archive_may_tell_month_and_day_below_the_year(year: str, item: str) -> None:
    days = {2026: ("09-15", "06-22", "05-06"), 2025: ("12-08", "11-20", "02-03")}
    titles = iter(
        (
            "Lampy w czytelni", "Fotel dla cierpliwych", "Kto zgubił parasol", "Szachy w parku",
            "Noc pod kocem", "Wystawa odznak w holu",
        )
    )  # fmt: skip
    body = "".join(
        f"<div>{year.format(number)}"
        + "".join(item.format(n=f"{number}-{day}-wpis", day=day, title=next(titles)) for day in told)
        + "</div>"
        for number, told in days.items()
    )
    page = f"<html><head><meta charset='utf-8'></head><body><main><h2>Wpisy</h2>{body}</main></body></html>"
    found = read_listing(page.encode(), "https://bib.example/archives/", fetched=FETCHED)
    assert [each.date for each in found.articles] == [
        f"{number}-{day}" for number, told in days.items() for day in told
    ]


def test_days_in_a_column_before_each_item_are_not_those_of_the_one_before() -> None:
    days = ("Tue 15 September 2026", "Mon 22 June 2026", "Wed 06 May 2026", "Mon 30 March 2026")
    titles = ("Lampy w czytelni", "Fotel dla cierpliwych", "Kto zgubił parasol", "Szachy w parku")
    body = "".join(
        f"<div class='span2'><div class='well'><footer class='post-info'><abbr>{day}</abbr><br><a href='/autor/'>Redakcja"
        f"</a><br><a href='/tag/{n}/'>lampy</a></footer></div></div><div class='span6'><div class='article'><h1>"
        f"<a href='/wpis-{n}.html'>{title}</a></h1><p>{SHORT}</p><a href='/wpis-{n}.html'>more ...</a></div></div>"
        "<div class='span8'><hr></div>"
        for n, (day, title) in enumerate(zip(days, titles, strict=True))
    )
    page = f"<html><head><meta charset='utf-8'></head><body><ul><li><a href='/'>Archives</a></li></ul><div id='content'><div class='row'>{body}</div></div></body></html>"
    found = read_listing(page.encode(), "https://bib.example/", fetched=FETCHED)
    assert [each.date for each in found.articles] == ["2026-09-15", "2026-06-22", "2026-05-06", "2026-03-30"]


@pytest.mark.parametrize(
    "line",
    [
        "09 Sep 2025 in <a href='/projekty/'>Projekty</a> on <a href='/t/lampy/'>Lampy</a>",
        "Written by Redakcja",
        "Reading time: 2 min",
        "Posted in <a href='/projekty/'>Projekty</a>",
        "<a href='/'>Return</a>",
        "<a href='/blog/'>Back to all posts</a>",
        "<a href='/a/'>Read more</a>",
        "Comments are closed.",
        "0 comments",
    ],
)
def test_words_of_systems_that_nobody_translated_are_no_text(line: str) -> None:
    raw = read(
        f"<main><article><h1>{TITLE}</h1><time datetime='2025-09-09'>9.09.2025</time><div><p>{SHORT}</p>"
        f"<p>{SECOND}</p><p>{line}</p></div></article></main>"
    )
    assert raw.text == f"{SHORT}\n{SECOND}"


def test_words_in_memory_below_a_day_are_text() -> None:
    words = "9 września 2025 In memoriam Zofia Lipowa"
    raw = read(
        f"<main><article><h1>{TITLE}</h1><div><p>{SHORT}</p><p>{words}</p><p>{SECOND}</p></div></article></main>"
    )
    assert words in raw.text
