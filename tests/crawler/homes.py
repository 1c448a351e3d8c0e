"""Home pages of many families, staged: each site with its news, its permanent pages, and traps of its kind.

The markup of each system is what its own templates print; the words are ours.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from aggregator.model import Source
from tests.crawler.scenes import Answer, Scene
from tests.network.message import Request, Response, page

WHO = (
    "Czytelniczki z Brzezin",
    "Uczniowie klasy trzeciej",
    "Seniorzy z klubu Kądziel",
    "Bibliotekarki filii",
)
WHAT = (
    "zapraszają na wieczór wspomnień",
    "układają listę zakupów na jesień",
    "nagrywają słuchowisko o młynie",
    "szyją zakładki z resztek płótna",
    "rozstrzygają konkurs na opowiadanie",
)
WHERE = ("w czytelni przy rynku", "pod starą lipą", "w sali komputerowej", "na ganku dworku")
MORE = (
    "Kto przyjdzie wcześniej, dostanie herbatę z dzikiej róży i wybierze miejsce przy oknie.",
    "Zapisy prowadzi pani Zofia, dzwonić można do południa pod numer wypożyczalni.",
    "Na zakończenie rozdamy dyplomy, a zdjęcia trafią do kroniki prowadzonej od lat siedemdziesiątych.",
    "Gmina dołożyła do tego tysiąc złotych, resztę zebrali sami mieszkańcy podczas kiermaszu.",
    "Nagranie puści lokalne radio, a potem będzie go można posłuchać w oddziale dla dzieci.",
    "W razie deszczu spotykamy się w holu, gdzie stoi już scena pożyczona od strażaków.",
)
STANDING = {
    "kontakt": "Kontakt",
    "o-nas": "O bibliotece",
    "godziny-otwarcia": "Godziny otwarcia",
    "regulamin": "Regulamin",
    "katalog": "Katalog on-line",
}


@dataclass(frozen=True)
class Item:
    """A piece of news."""

    number: int  #: from 1, the newest
    title: str
    day: date
    text: tuple[str, ...]

    @property
    def slug(self) -> str:
        plain = self.title.lower().translate(str.maketrans("ąćęłńóśźż ", "acelnoszz-"))
        return f"{plain}-{self.number}"

    @property
    def printed(self) -> str:
        return f"{self.day:%d.%m.%Y}"

    @property
    def paragraphs(self) -> str:
        return "".join(f"<p>{line}</p>" for line in self.text)


@dataclass(frozen=True)
class Staged:
    """A site and what a crawl from its home page must find."""

    scene: Scene
    home: str
    news: frozenset[str]  #: addresses of all its news

    @property
    def source(self) -> Source:
        return self.scene.source(home=self.home, news="", family="auto")


def news(count: int, salt: int = 0) -> list[Item]:
    """So many items, the newest first, no two alike."""
    items = []
    for n in range(count):
        k = n + 7 * salt
        title = f"{WHO[k % 4]} {WHAT[k % 5]}"
        text = (
            f"{WHO[(k + salt) % 4]} {WHAT[(k * 3 + 1) % 5]} {WHERE[(k // 2) % 4]}.",
            MORE[(k * 5 + n // 6) % 6],
            MORE[(k * 5 + n // 6 + 2 + n % 3) % 6],
        )
        items.append(Item(n + 1, title, date(2026, 10, 28) - timedelta(days=17 * n + salt), text))
    return items


def feed(site: str, items: list[Item], address: Callable[[Item], str]) -> Response:
    """RSS 2.0."""
    entries = "".join(
        f"<item><title>{i.title}</title><link>{address(i)}</link><guid isPermaLink='false'>{i.number}</guid>"
        f"<pubDate>{i.day:%a, %d %b %Y} 09:00:00 +0100</pubDate>"
        f"<description>{i.text[0]}</description></item>"
        for i in items
    )
    body = (
        f"<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel><title>Biblioteka</title>"
        f"<link>{site}</link>{entries}</channel></rss>"
    )
    return Response(body=body.encode(), content_type="application/rss+xml; charset=utf-8")


def sitemap(*addresses: str, days: dict[str, date] | None = None) -> Response:
    """A urlset."""
    told = days or {}
    entries = "".join(
        f"<url><loc>{a}</loc>" + (f"<lastmod>{told[a]}</lastmod>" if a in told else "") + "</url>"
        for a in addresses
    )
    body = f"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{entries}</urlset>"
    return Response(body=body.encode(), content_type="application/xml")


def index_of_sitemaps(*addresses: str) -> Response:
    """A sitemapindex."""
    entries = "".join(f"<sitemap><loc>{a}</loc></sitemap>" for a in addresses)
    body = f"<sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{entries}</sitemapindex>"
    return Response(body=body.encode(), content_type="application/xml")


def gzipped(response: Response) -> Response:
    """As a file `.gz`."""
    return Response(body=gzip.compress(response.body, mtime=0), content_type="application/gzip")


def html(body: str, *, title: str = "Biblioteka", head: str = "") -> Response:
    """A page."""
    return page(
        f"<!doctype html><html lang='pl'><head><meta charset='utf-8'><title>{title}</title>{head}</head>"
        f"<body>{body}</body></html>"
    )


def menu(*first: tuple[str, str], folder: str = "/", tail: str = "") -> str:
    """The menu of a site: its lists, then its permanent pages."""
    links = [*first, *((f"{folder}{slug}{tail}", name) for slug, name in STANDING.items())]
    return (
        "<ul class='menu'>" + "".join(f"<li><a href='{to}'>{name}</a></li>" for to, name in links) + "</ul>"
    )


def frame(inner: str, navigation: str) -> str:
    """Header, menu, content, footer."""
    return (
        f"<header><a href='/'>Biblioteka Publiczna</a><nav>{navigation}</nav></header><main>{inner}</main>"
        "<footer>Biblioteka Publiczna, ul. Młyńska 8, tel. 22 000 00 00</footer>"
    )


def article(item: Item, navigation: str, *, dated: str = "") -> Response:
    """The page of one item; `dated` is the line about its day, made from its printed day."""
    line = dated or f"<p class='date'>Data publikacji: {item.printed}</p>"
    inner = f"<article><h1>{item.title}</h1>{line}{item.paragraphs}</article>"
    return html(frame(inner, navigation), title=f"{item.title} - Biblioteka")


def permanent(navigation: str, *, folder: str = "/", tail: str = "") -> dict[str, Answer]:
    """The permanent pages of a menu."""
    return {
        f"{folder}{slug}{tail}": html(
            frame(
                f"<h1>{name}</h1><p>Tu stoi to, co o bibliotece wiedzieć trzeba zawsze: {name}.</p>",
                navigation,
            )
        )
        for slug, name in STANDING.items()
    }


def card(i: Item, to: str, *, dated: bool = True) -> str:
    """An item in a list."""
    day = f"<span class='data'>{i.printed}</span>" if dated else ""
    return f"<div class='news-box'><h3><a href='{to}'>{i.title}</a></h3>{day}<p>{i.text[0]}</p></div>"


def paged(
    items: list[Item],
    per_page: int,
    draw: Callable[[list[Item], int, int], Response],
    number_of: Callable[[Request], int],
) -> Callable[[Request], Response]:
    """A list in pages: `draw(items, page, pages)`, `number_of` reads the page from a request, from 1."""
    pages = (len(items) + per_page - 1) // per_page

    def answer(request: Request) -> Response:
        number = number_of(request)
        part = items[(number - 1) * per_page : number * per_page]
        return draw(part, number, pages)

    return answer


def step(request: Request, name: str, size: int) -> int:
    """The page that an offset in the query means."""
    value = request.query.get(name, "0")
    return int(value) // size + 1 if value.isdigit() else 1
