"""Library sites in several designs, for the tests of health: the same news, told by different systems."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from email.utils import format_datetime

from tests.crawler.scenes import Answer, Scene
from tests.network.message import Request, Response, page, redirect

_SUBJECTS = (
    "Spotkanie autorskie z pisarką", "Nowości na półkach", "Ferie w bibliotece", "Warsztaty ilustracji",
    "Dyskusyjny klub książki", "Noc bibliotek", "Konkurs recytatorski", "Wystawa fotografii",
    "Dotacja na zakup nowości", "Czytanie na trawie", "Lekcja biblioteczna", "Kiermasz książek",
)  # fmt: skip
_SENTENCES = (
    "Zapraszamy czytelników do wypożyczalni dla dorosłych przy rynku.",
    "W spotkaniu wzięli udział uczniowie szkoły podstawowej i ich rodzice.",
    "Biblioteka kupiła nowe książki dla dzieci i młodzieży.",
    "Wstęp jest wolny, a liczba miejsc ograniczona.",
    "Po rozmowie można było kupić książkę i zdobyć autograf.",
    "Prace oceniło jury, które przyznało trzy nagrody oraz wyróżnienia.",
    "Dziękujemy wszystkim za obecność i ciekawe pytania.",
)


@dataclass(frozen=True, slots=True)
class Piece:
    """One announcement of a staged site."""

    number: int
    town: str

    @property
    def day(self) -> date:
        return date(2026, 10, 1) + timedelta(days=self.number * 2)

    @property
    def title(self) -> str:
        return f"{_SUBJECTS[self.number % len(_SUBJECTS)]} w {self.town} ({self.number + 1})"

    @property
    def printed(self) -> str:
        return f"{self.day:%d.%m.%Y}"

    def text(self) -> list[str]:
        n = self.number
        first = f"Wydarzenie numer {n + 1} w {self.town}: {_SUBJECTS[n % len(_SUBJECTS)].lower()}."
        return [first, *(_SENTENCES[(n * 3 + i) % len(_SENTENCES)] for i in range(5))]


#: makes a page: (title of the page, the content, what stands at the side)
Frame = Callable[[str, str, str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    """How a site is built. `item` and `article` make the HTML of a piece; `address` its path."""

    frame: Frame
    item: Callable[[Piece, str], str]
    article: Callable[[Piece], str]
    address: Callable[[Piece], str]
    news: str = "/aktualnosci/"
    around: str = "{}"  #: what stands around the items of a list
    feed: str = ""  #: path of the feed, "" = none


def paragraphs(piece: Piece) -> str:
    """The text of a piece."""
    return "".join(f"<p>{sentence}</p>" for sentence in piece.text())


def wordpress_frame(theme: str, wrapper: str, inner: str) -> Frame:
    """A theme of WordPress by its style sheet and the names of its boxes."""

    def frame(title: str, content: str, side: str) -> str:
        return (
            f"<!doctype html><html lang='pl-PL'><head><title>{title}</title>"
            "<meta name='generator' content='WordPress 6.4.2'>"
            f"<link rel='stylesheet' href='/wp-content/themes/{theme}/style.css?ver=1.2'></head>"
            f"<body class='home blog {theme}'><div id='{wrapper}'><header class='{inner}-header'>"
            f"<nav class='{inner}-nav'><ul class='menu'><li><a href='/'>Start</a></li>"
            "<li><a href='/aktualnosci/'>Aktualności</a></li>"
            "<li><a href='/kontakt/'>Kontakt</a></li></ul></nav>"
            f"</header><div class='{inner}-content'><main class='{inner}-main'>{content}</main>"
            f"<aside class='{inner}-sidebar'>{side}</aside></div>"
            f"<footer class='{inner}-footer'><p>Biblioteka, ul. Szkolna 1</p></footer></div></body></html>"
        )

    return frame


def joomla_frame(title: str, content: str, side: str) -> str:
    """A template of Joomla."""
    return (
        f"<!doctype html><html lang='pl-pl'><head><title>{title}</title>"
        "<meta name='generator' content='Joomla! - Open Source Content Management'>"
        "<link rel='stylesheet' href='/templates/biblio/css/template.css'></head>"
        "<body class='site com_content'>"
        "<div class='body'><div class='container'><div class='header'><a href='/'>Biblioteka</a></div>"
        "<div class='navigation'><ul class='nav menu'><li><a href='/'>Start</a></li>"
        "<li><a href='/aktualnosci/'>Aktualności</a></li></ul></div><div class='row-fluid'>"
        f"<div id='content' class='span9'>{content}</div>"
        f"<div id='aside' class='span3'>{side}</div></div></div>"
        "</div><div class='footer'><p>Biblioteka, ul. Szkolna 1</p></div></body></html>"
    )


def plain_frame(title: str, content: str, side: str) -> str:
    """A page made by hand, in tables."""
    return (
        f"<html><head><title>{title}</title></head><body bgcolor='#ffffff'><table id='strona'><tr>"
        "<td class='lewa'><a href='/'>Strona główna</a><br><a href='/aktualnosci/'>Aktualności</a><br>"
        f"<a href='/kontakt.html'>Kontakt</a>{side}</td><td class='srodek'>{content}</td></tr></table>"
        "<div id='stopka'>Biblioteka, ul. Szkolna 1</div></body></html>"
    )


def modern_frame(title: str, content: str, side: str) -> str:
    """A builder of our days."""
    return (
        f"<!doctype html><html lang='pl'><head><title>{title}</title>"
        "<link rel='stylesheet' href='/assets/app.css'></head><body><div class='app'>"
        "<div class='topbar'><div class='logo'>Biblioteka</div><div class='links'>"
        "<a href='/'>Start</a> <a href='/aktualnosci/'>Aktualności</a></div></div>"
        f"<div class='page'><div class='grid'>{content}</div><div class='panel'>{side}</div></div>"
        "<div class='bottom'><span>ul. Szkolna 1</span></div></div></body></html>"
    )


def wp_item(piece: Piece, path: str) -> str:
    """A post on a list of WordPress."""
    return (
        f"<article id='post-{100 + piece.number}' class='post-{100 + piece.number} post type-post hentry'>"
        f"<h2 class='entry-title'><a href='{path}'>{piece.title}</a></h2>"
        f"<time class='entry-date' datetime='{piece.day}T10:00:00+02:00'>{piece.printed}</time>"
        f"<div class='entry-summary'><p>{piece.text()[0]}</p></div></article>"
    )


def wp_article(piece: Piece) -> str:
    """A post of WordPress."""
    return (
        f"<article id='post-{100 + piece.number}' class='post-{100 + piece.number} post type-post hentry'>"
        f"<header class='entry-header'><h1 class='entry-title'>{piece.title}</h1>"
        f"<time class='entry-date' datetime='{piece.day}T10:00:00+02:00'>{piece.printed}</time></header>"
        f"<div class='entry-content'>{paragraphs(piece)}</div></article>"
    )


def joomla_item(piece: Piece, path: str) -> str:
    """An article on a blog view of Joomla."""
    return (
        f"<div class='items-row row-{piece.number}'><div class='item column-1'><div class='page-header'>"
        f"<h2 itemprop='name'><a href='{path}'>{piece.title}</a></h2></div>"
        f"<dl class='article-info'><dd class='published'>Opublikowano: {piece.printed}</dd></dl>"
        f"<p>{piece.text()[0]}</p></div></div>"
    )


def joomla_article(piece: Piece) -> str:
    """An article of Joomla."""
    return (
        f"<div class='item-page'><div class='page-header'><h2 itemprop='headline'>{piece.title}</h2></div>"
        f"<dl class='article-info'><dd class='published'>Opublikowano: {piece.printed}</dd></dl>"
        f"<div itemprop='articleBody'>{paragraphs(piece)}</div></div>"
    )


def plain_item(piece: Piece, path: str) -> str:
    """A news item of a page made by hand."""
    return (
        f"<div class='news'><b class='data'>{piece.printed}</b> "
        f"<a class='tytul' href='{path}'>{piece.title}</a>"
        f"<p>{piece.text()[0]}</p></div>"
    )


def plain_article(piece: Piece) -> str:
    """An article of a page made by hand."""
    return f"<h1>{piece.title}</h1><p class='data'>Data publikacji: {piece.printed}</p>{paragraphs(piece)}"


def card_item(piece: Piece, path: str) -> str:
    """A card."""
    return (
        f"<div class='card'><span class='when'>{piece.printed}</span>"
        f"<h3 class='card-name'><a href='{path}'>{piece.title}</a></h3><p>{piece.text()[0]}</p></div>"
    )


def card_article(piece: Piece) -> str:
    """An article of a builder."""
    return (
        f"<div class='story'><h1 class='story-name'>{piece.title}</h1>"
        f"<div class='story-meta'>Dodano: {piece.printed}</div>"
        f"<div class='story-text'>{paragraphs(piece)}</div></div>"
    )


WORDPRESS = Design(
    frame=wordpress_frame("biblioteka", "page", "site"),
    item=wp_item,
    article=wp_article,
    address=lambda piece: f"/wiadomosc-{piece.number}-{piece.day:%Y}/",
)
WORDPRESS_NEW_THEME = replace(
    WORDPRESS,
    frame=wordpress_frame("astra", "wrapper", "ast"),
)
JOOMLA = Design(
    frame=joomla_frame,
    item=joomla_item,
    article=joomla_article,
    address=lambda piece: f"/aktualnosci/{100 + piece.number}-wiadomosc-{piece.number}",
)
PLAIN = Design(
    frame=plain_frame,
    item=plain_item,
    article=plain_article,
    address=lambda piece: f"/news/{piece.number}.html",
)
MODERN = Design(
    frame=modern_frame,
    item=card_item,
    article=card_article,
    address=lambda piece: f"/wpis/{piece.number}",
)


@dataclass(slots=True)
class Staged:
    """A site that can change its design, and has ordinary days."""

    host: str
    design: Design
    town: str = "Wzorowie"
    pieces: list[int] = field(default_factory=lambda: list(range(8)))
    shown: int = 8  #: items on the list
    side: str = ""  #: what stands in the sidebar
    banner: str = ""  #: above everything
    edited: dict[int, str] = field(default_factory=dict)  #: a sentence added to an article

    def scene(self) -> Scene:
        """The host and all its answers, as the design is now."""
        return Scene(self.host, {"*": self.answer})

    def answer(self, request: Request) -> Response:
        """Any address of the site."""
        design = self.design
        pieces = [Piece(number, self.town) for number in sorted(self.pieces, reverse=True)]
        if design.feed and request.path == design.feed:
            return Response(body=self._feed(pieces).encode(), content_type="application/rss+xml")
        if request.path in ("/", design.news):
            listed = "".join(design.item(piece, design.address(piece)) for piece in pieces[: self.shown])
            content = f"<h1>Aktualności</h1>{design.around.format(listed)}"
            if request.path == "/" and design.news != "/":
                content = "<h1>Biblioteka</h1><p>Witamy na stronie naszej biblioteki.</p>"
            return page(self._framed("Aktualności - Biblioteka", content))
        for piece in pieces:
            if request.path == design.address(piece):
                more = f"<p>{self.edited[piece.number]}</p>" if piece.number in self.edited else ""
                return page(self._framed(f"{piece.title} - Biblioteka", design.article(piece) + more))
        return page(self._framed("404", "<h1>Nie znaleziono strony</h1>"), status=404)

    def _framed(self, title: str, content: str) -> str:
        whole = self.design.frame(title, content, self.side)
        if self.design.feed:
            link = f"<link rel='alternate' type='application/rss+xml' href='{self.design.feed}'></head>"
            whole = whole.replace("</head>", link)
        whole = whole.replace("href='/aktualnosci/'", f"href='{self.design.news}'")
        start = whole.index(">", whole.index("<body")) + 1
        return whole[:start] + self.banner + whole[start:]

    def _feed(self, pieces: Sequence[Piece]) -> str:
        items = "".join(
            f"<item><title>{piece.title}</title><link>http://{self.host}{self.design.address(piece)}</link>"
            f"<pubDate>{format_datetime(datetime.combine(piece.day, time(8), UTC))}</pubDate>"
            f"<description>{piece.text()[0]}</description></item>"
            for piece in pieces[: self.shown]
        )
        return (
            "<?xml version='1.0' encoding='UTF-8'?><rss version='2.0'><channel><title>Biblioteka</title>"
            f"<link>http://{self.host}/</link>{items}</channel></rss>"
        )


def moved_to(host: str) -> Answer:
    """Every address leads to the same one on another host, for good."""
    return lambda request: redirect(f"http://{host}{request.target}")
