"""Staged sites whose home page is their news, and lists that lead elsewhere than they seem to."""

from __future__ import annotations

import re

from tests.crawler.homes import (
    Item,
    Staged,
    article,
    card,
    feed,
    frame,
    html,
    menu,
    news,
    paged,
    permanent,
)
from tests.crawler.scenes import Answer, Scene
from tests.network.message import Request, Response


def _number(request: Request) -> int:
    found = re.search(r"/page/(\d+)/", request.path)
    return int(found[1]) if found else 1


def blog() -> Staged:
    """WordPress with its posts on the home page; interface and feeds are closed, categories are called like
    news, and the pager calls older posts previous ones."""
    host, items = "gbp-blog.example", news(26, 31)
    at = f"http://{host}"
    nav = menu()
    groups = {"ogloszenia": items[1::3], "wydarzenia": items[2::3]}
    beside = (
        "<aside class='widget widget_categories'><h3>Działy</h3><ul>"
        "<li><a href='/category/ogloszenia/'>Ogłoszenia</a></li>"
        "<li><a href='/category/wydarzenia/'>Wydarzenia</a></li></ul></aside>"
    )
    head = "<meta name='generator' content='WordPress 6.7'>"

    def post(i: Item) -> str:
        return (
            f"<article class='post type-post'><h2 class='entry-title'><a href='{at}/{i.slug}/'>{i.title}</a></h2>"
            f"<div class='entry-meta'><time class='updated' datetime='2026-11-20T10:00:00+01:00'>20.11.2026</time>"
            f"<time class='entry-date published' datetime='{i.day}T09:00:00+01:00'>{i.printed}</time></div>"
            f"<div class='entry-summary'><p>{i.text[0]}</p></div></article>"
        )

    def draw(folder: str, part: list[Item], number: int, pages: int) -> Response:
        older = f"<li class='previous'><a href='{at}{folder}page/{number + 1}/'>&larr; Poprzedni</a></li>"
        back = f"{at}{folder}" + (f"page/{number - 1}/" if number > 2 else "")
        newer = f"<li class='next'><a href='{back}'>Następny &rarr;</a></li>"
        pager = (older if number < pages else "") + (newer if number > 1 else "")
        inner = f"{''.join(map(post, part))}<ul class='default-wp-page'>{pager}</ul>"
        return html(frame(inner, nav) + beside, head=head)

    answers: dict[str, Answer] = {
        "/wp-json/wp/v2/posts": Response(status=401, body=b'{"code":"rest_forbidden"}'),
        **permanent(nav),
    }
    for folder, listed in {
        "/": items,
        **{f"/category/{name}/": part for name, part in groups.items()},
    }.items():
        lists = paged(listed, 6, lambda part, n, pages, at=folder: draw(at, part, n, pages), _number)  # type: ignore[misc]
        answers[folder] = lists
        answers |= {f"{folder}page/{n}/": lists for n in range(2, (len(listed) + 5) // 6 + 1)}
    for i in items:
        answers[f"/{i.slug}/"] = article(i, nav)
    return Staged(Scene(host, answers), f"{at}/", frozenset(f"{at}/{i.slug}/" for i in items))


def manual() -> Staged:
    """A static site whose head names the next page of the menu, with cards below an empty link each."""
    host, items = "bp-karty.example", news(17, 37)
    at = f"http://{host}"
    nav = menu(("/aktualnosci/", "Aktualności"))
    head = "<link rel='prev' href='/'><link rel='next' href='/kontakt'>"

    def tile(i: Item) -> str:
        return (
            f"<article class='post-entry'><header><h2>{i.title}</h2></header><div class='entry-content'><p>{i.text[0]}"
            f"</p></div><footer><span>{i.printed}</span></footer>"
            f"<a class='entry-link' aria-label='Wpis: {i.title}' href='/aktualnosci/{i.slug}/'></a></article>"
        )

    def draw(part: list[Item], number: int, pages: int) -> Response:
        links = "".join(
            f"<span class='current'>{n}</span>"
            if n == number
            else f"<a href='/aktualnosci/{f'page/{n}/' if n > 1 else ''}'>{n}</a>"
            for n in range(1, pages + 1)
        )
        inner = f"<h1>Aktualności</h1>{''.join(map(tile, part))}<nav class='pagination'>{links}</nav>"
        return html(frame(inner, nav), head=head)

    lists = paged(items, 6, draw, _number)
    answers: dict[str, Answer] = {
        "/": html(frame("<h1>Witamy</h1><p>Zapraszamy w każdy dzień roboczy.</p>", nav)),
        "/aktualnosci/": lists,
        **{f"/aktualnosci/page/{n}/": lists for n in (2, 3)},
        **permanent(nav),
    }
    for i in items:
        answers[f"/aktualnosci/{i.slug}/"] = article(i, nav)
    return Staged(Scene(host, answers), f"{at}/", frozenset(f"{at}/aktualnosci/{i.slug}/" for i in items))


def long_feed() -> Staged:
    """The feed tells three pages of the list and no more: the older ones hang further down."""
    host, items = "mbp-dlugikanal.example", news(23, 41)
    at = f"http://{host}"
    nav = menu(("/aktualnosci/", "Aktualności"))
    head = f"<link rel='alternate' type='application/rss+xml' href='{at}/rss.xml'>"

    def draw(part: list[Item], number: int, pages: int) -> Response:
        on = (
            f"<a rel='next' href='/aktualnosci/page/{number + 1}/'>Starsze wpisy</a>"
            if number < pages
            else ""
        )
        cards = "".join(card(i, f"/aktualnosci/{i.slug}") for i in part)
        return html(frame(f"<h1>Aktualności</h1>{cards}<nav class='pager'>{on}</nav>", nav), head=head)

    lists = paged(items, 4, draw, _number)
    answers: dict[str, Answer] = {
        "/": html(frame("<h1>Witamy</h1><p>Zapraszamy w każdy dzień roboczy.</p>", nav), head=head),
        "/rss.xml": feed(at, items[:12], lambda i: f"{at}/aktualnosci/{i.slug}"),
        "/aktualnosci/": lists,
        **{f"/aktualnosci/page/{n}/": lists for n in range(2, 7)},
        **permanent(nav),
    }
    for i in items:
        answers[f"/aktualnosci/{i.slug}"] = article(i, nav)
    return Staged(Scene(host, answers), f"{at}/", frozenset(f"{at}/aktualnosci/{i.slug}" for i in items))


def blogs() -> list[Staged]:
    """All of them."""
    return [blog(), manual(), long_feed()]
