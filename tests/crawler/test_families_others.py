"""WordPress, sitemaps, Joomla, home pages: what each gives away."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, datetime

import pytest

from aggregator.model import Source
from crawler.families import Answer, Ask, UnreadableError, joomla, wordpress
from crawler.families.home import look_around, site_of
from crawler.families.sitemap import read_sitemap
from crawler.families.wordpress import posts_address, read_posts
from crawler.probe import plan_from

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
HOME = "https://mbp.example/"
SOURCE = Source(id="mbp", library="MBP", kind="miejska", teryt="14", home=HOME)


def answer(body: str | bytes, url: str = HOME, **headers: str) -> Answer:
    raw = body if isinstance(body, bytes) else body.encode()
    return Answer(url=url, body=raw, fetched=NOW, headers=headers)


POSTS = [
    {
        "id": 7,
        "date": "2021-08-19T10:15:00",
        "modified": "2021-08-20T09:00:00",
        "link": "https://mbp.example/blisko/",
        "title": {"rendered": "BLISKO &#8211; mamy to!"},
        "excerpt": {"rendered": "<p>Nasza biblioteka…</p>\n"},
    },
    {"id": 8, "title": {"rendered": "bez adresu"}},
]


def test_posts_of_the_wordpress_interface() -> None:
    ask = Ask(kind="wp-json", url=posts_address("https://mbp.example/wp-json/"))
    reply = answer(json.dumps(POSTS), ask.url, **{"x-wp-totalpages": "3"})
    found = read_posts(reply, ask, SOURCE)
    (lead,) = found.leads
    assert (lead.url, lead.title) == ("https://mbp.example/blisko/", "BLISKO – mamy to!")
    assert lead.published is not None
    assert lead.published.value == "2021-08-19T10:15+02:00"
    (further,) = found.next
    assert "page=2" in further.url
    assert "per_page=50" in further.url
    last = Ask(kind="wp-json", url=further.url, page=3)
    assert read_posts(reply, last, SOURCE).next == ()


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ('{"code":"rest_disabled","message":"Nie."}', "rest_disabled"),
        ("<html>404</html>", "else than JSON"),
        ('"x"', "no list"),
    ],
)
def test_a_closed_interface_says_so(body: str, words: str) -> None:
    ask = Ask(kind="wp-json", url="https://mbp.example/wp-json/wp/v2/posts")
    with pytest.raises(UnreadableError, match=words):
        read_posts(answer(body, ask.url), ask, SOURCE)


def test_the_plan_of_wordpress_ends_with_feed_list_and_sitemap() -> None:
    kinds = [[ask.kind for ask in step] for step in wordpress.plan(HOME, "")]
    assert kinds[:2] == [["wp-json"], ["feed"]]
    assert kinds[-1] == ["sitemap"]


def test_joomla_lists_have_feeds_and_views_of_one_article_are_no_articles() -> None:
    page = "https://m.example/index.php?option=com_content&view=category&id=9"
    assert joomla.feed_address(f"{page}&limitstart=36") == f"{page}&format=feed&type=rss"
    assert joomla.is_view("https://m.example/a/1-x?tmpl=component&print=1")
    assert not joomla.is_view("https://m.example/a/1-x?start=10")


def sitemap(*entries: str) -> str:
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{"".join(entries)}</urlset>'


def entry(path: str, day: str = "") -> str:
    stamp = f"<lastmod>{day}</lastmod>" if day else ""
    return f"<url><loc>https://mbp.example{path}</loc>{stamp}</url>"


def test_a_sitemap_gives_its_news_newest_first() -> None:
    body = sitemap(
        entry("/", "2026-01-01"),
        entry("/kontakt/", "2026-01-01"),
        entry("/aktualnosci/", "2026-01-01"),
        entry("/aktualnosci/stare", "2019-03-01"),
        entry("/aktualnosci/nowe", "2022-03-01T10:00:00+01:00"),
        entry("/aktualnosci/srednie", "2021-03-01"),
        entry("/plakat.pdf"),
    )
    ask = Ask(kind="sitemap", url="https://mbp.example/sitemap.xml")
    for raw in (body.encode(), gzip.compress(body.encode())):
        leads = read_sitemap(answer(raw, ask.url), ask, SOURCE).leads
        names = [lead.url.rpartition("/")[2] for lead in leads]
        assert [name for name in names if name] == ["nowe", "srednie", "stare"]


def test_a_sitemap_of_posts_in_folders_of_days_loses_no_category() -> None:
    days = (
        "/wydarzenia/2026/06/22/lato.html",
        "/projekty/2025/03/17/umowa.html",
        "/ogloszenia/2024/02/05/a.html",
    )
    more = ("/komunikaty/2023/07/03/remont.html", "/o-bibliotece.html", "/projekty/opis.html")
    body = sitemap(*(entry(path) for path in (*days, *more)))
    ask = Ask(kind="sitemap", url="https://mbp.example/sitemap.xml")
    leads = read_sitemap(answer(body, ask.url), ask, SOURCE).leads
    assert [lead.url.removeprefix("https://mbp.example") for lead in leads] == [*days, more[0]]


def test_an_index_of_sitemaps_leads_to_the_parts_that_hold_posts() -> None:
    kinds = ("post-sitemap", "post-sitemap2", "page-sitemap", "category-sitemap", "author-sitemap")
    parts = [f"{kind}.xml" for kind in kinds]
    body = "".join(f"<sitemap><loc>https://mbp.example/{name}</loc></sitemap>" for name in parts)
    ask = Ask(kind="sitemap", url="https://mbp.example/sitemap_index.xml")
    found = read_sitemap(answer(f"<sitemapindex>{body}</sitemapindex>", ask.url), ask, SOURCE)
    assert [next_ask.url for next_ask in found.next] == [f"https://mbp.example/{name}" for name in parts[:2]]
    deep = Ask(kind="sitemap", url=ask.url, page=4)
    assert read_sitemap(answer(f"<sitemapindex>{body}</sitemapindex>", ask.url), deep, SOURCE).next == ()


PAGE = """<!doctype html><html><head><meta name="generator" content="{generator}">
<link rel="alternate" type="application/rss+xml" href="/comments/feed/">
<link rel="alternate" type="application/rss+xml"
 href="/feed/">{more}</head><body><nav><a href="/">Strona główna</a><a href="/o-nas/">O nas</a>
<a href="/wydarzenia/">Wydarzenia</a><a href="/aktualnosci/">  Aktualności </a>
<a href="https://inna.example/">Aktualności</a>
</nav></body></html>"""


def test_a_home_page_gives_away_feed_system_and_list() -> None:
    more = '<link rel="https://api.w.org/" href="https://mbp.example/wp-json/">'
    signs = look_around(answer(PAGE.replace("{generator}", "WordPress 6.4").replace("{more}", more)), SOURCE)
    assert signs.feeds == ("https://mbp.example/feed/",)
    assert signs.api == "https://mbp.example/wp-json/"
    assert signs.system == "wordpress"
    assert signs.news == ("https://mbp.example/aktualnosci/", "https://mbp.example/wydarzenia/")
    assert plan_from(signs, SOURCE)[0][0].kind == "wp-json"


def test_a_page_of_an_unknown_system_is_tried_by_feed_and_list() -> None:
    signs = look_around(answer(PAGE.replace("{generator}", "").replace("{more}", "")), SOURCE)
    first, second, *rest = plan_from(signs, SOURCE)
    assert [(ask.kind, ask.url) for ask in (*first, *second)] == [
        ("feed", "https://mbp.example/feed/"),
        ("listing", "https://mbp.example/aktualnosci/"),
        ("listing", "https://mbp.example/wydarzenia/"),
    ]
    assert {ask.kind for step in rest for ask in step} >= {"sitemap", "listing", "wp-json"}


def test_a_theme_that_keeps_the_feed_of_hugo_to_itself_is_asked_for_it() -> None:
    page = PAGE.replace("{more}", "").replace('href="/feed/"', 'href="/comments/feed/"')
    signs = look_around(answer(page.replace("{generator}", "Hugo 0.168.0")), SOURCE)
    assert [(ask.kind, ask.url) for ask in plan_from(signs, SOURCE)[0]] == [
        ("feed", "https://mbp.example/index.xml")
    ]


def test_all_categories_of_a_blog_are_read_where_some_are_called_like_news() -> None:
    links = "".join(
        f"<a href='/category/{name.lower()}.html'>{name}</a>"
        for name in ("Komunikaty", "Projekty", "Wydarzenia")
    )
    nav = f"<nav>{links}<a href='/pages/kontakt.html'>Kontakt</a></nav>"
    signs = look_around(answer(f"<html><body>{nav}</body></html>"), SOURCE)
    lists = [ask.url.rpartition("/")[2] for ask in plan_from(signs, SOURCE)[0]]
    assert lists == ["komunikaty.html", "wydarzenia.html", "projekty.html"]
    more = f"<html><body>{nav}<a href='/category/news.html'>Aktualności</a></body></html>"
    assert look_around(answer(more), SOURCE).filed == ()


def test_one_site_has_many_spellings() -> None:
    assert (
        site_of("http://www.mbp-radomsko.pl./x")
        == site_of("https://mbp-radomsko.pl:443/")
        == "mbp-radomsko.pl"
    )


def test_a_section_of_a_site_is_not_the_whole_site() -> None:
    section = "https://gmina.example/biblioteka"
    steps = wordpress.plan(section, "", "https://gmina.example/wp-json/")
    assert [ask.kind for step in steps[:4] for ask in step] == ["feed", "feed", "feed", "listing"]
    assert steps[0][0].url == "https://gmina.example/biblioteka/feed/"
    own = wordpress.plan("https://mbp.example/wp/", "", "https://mbp.example/wp/wp-json/")
    assert own[0][0].url.startswith("https://mbp.example/wp/wp-json/wp/v2/posts")
    source = Source(id="b", library="B", kind="gminna", teryt="14", home=section)
    pages = ("/biblioteka/nowosci", "/biblioteka/konkurs", "/drogi/remont")
    body = "".join(f"<url><loc>https://gmina.example{path}</loc></url>" for path in pages)
    ask = Ask(kind="sitemap", url="https://gmina.example/sitemap.xml")
    found = read_sitemap(answer(f"<urlset>{body}</urlset>", ask.url), ask, source)
    assert [lead.url for lead in found.leads] == [f"https://gmina.example{path}" for path in pages[:2]]


@pytest.mark.parametrize(
    ("link", "is_list"),
    [
        ("<a href='/x'>Aktualności</a>", True),
        ("<a href='/x'>» Zobacz wszystkie aktualności</a>", True),
        ("<a href='/x'>Co słychać w bibliotece?</a>", True),
        ("<a href='/x'><img src='a.gif' alt='Wieści'></a>", True),
        ("<area href='/x' alt='Ogłoszenia'>", True),
        ("<a href='/x?PHPSESSID=1a2b3c'>Aktualności 2026</a>", True),
        ("<a href='http://bip.example/x'>Aktualności</a>", False),
        ("<a href='/x'>Nowości w katalogu</a>", False),
        ("<a href='/x'>Przejdź do katalogu wiadomości o zbiorach regionalnych</a>", False),
        ("<a href='javascript:otworz()'>Aktualności</a>", False),
    ],
)
def test_the_list_of_news_is_known_by_its_name_in_the_menu(link: str, is_list: bool) -> None:
    signs = look_around(answer(f"<html><body><nav>{link}</nav><p>Witamy</p></body></html>"), SOURCE)
    assert signs.news == (("https://mbp.example/x",) if is_list else ())


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (
            "<title>Strona główna - Gminna Biblioteka Publiczna w Lipkach</title>",
            "Gminna Biblioteka Publiczna w Lipkach",
        ),
        (
            "<title>Aktualności</title><meta property='og:site_name' content='Książnica Zagórska'>",
            "Książnica Zagórska",
        ),
        ("<title>Aktualności | MBP w Lipnie</title>", "MBP w Lipnie"),
        ("<title>PiMBP Zagórze</title>", "PiMBP Zagórze"),
        ("<title>Kodeks BBP w skrócie</title>", ""),
        ("<title>Witamy na naszej stronie</title>", ""),
        ("", ""),
    ],
)
def test_a_site_is_asked_for_its_name(head: str, name: str) -> None:
    signs = look_around(answer(f"<html><head>{head}</head><body><p>Witamy</p></body></html>"), SOURCE)
    assert signs.name == name
