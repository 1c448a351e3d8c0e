"""Staged libraries that share a site, a host or a name with others."""

from __future__ import annotations

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
    sitemap,
)  # fmt: skip
from tests.crawler.scenes import Answer, Scene
from tests.network.message import Request, Response, page, redirect


def section_of_a_commune() -> Staged:
    """A commune's site with a feed and a map of everything; the library has the folder /biblioteka/."""
    host, items = "gmina-lisiagora.example", news(16, 15)
    at = f"http://{host}"
    others = [
        Item(
            n,
            f"{title} w sołectwie nr {n}",
            items[n].day,
            ("Urząd Gminy informuje mieszkańców.", "Szczegóły w sekretariacie."),
        )
        for n, title in enumerate(
            ("Remont drogi", "Odbiór odpadów", "Sesja rady", "Przetarg na żwir", "Dopłaty do pieców"), 1
        )
    ]
    nav = (
        "<ul class='menu'><li><a href='/'>Urząd Gminy</a></li><li><a href='/aktualnosci/'>Aktualności gminy</a></li>"
        "<li><a href='/biblioteka/'>Biblioteka</a></li><li><a href='/biblioteka/aktualnosci/'>Aktualności</a></li></ul>"
    )
    head = f"<link rel='alternate' type='application/rss+xml' href='{at}/feed/'>"

    def draw(part: list[Item], number: int, pages: int) -> Response:
        rows = "".join(card(i, f"/biblioteka/aktualnosci/{i.slug}") for i in part)
        more = (
            f"<a rel='next' href='/biblioteka/aktualnosci/?page={number + 1}'>Następna</a>"
            if number < pages
            else ""
        )
        return html(
            frame(f"<h1>Aktualności biblioteki</h1>{rows}<div class='pager'>{more}</div>", nav), head=head
        )

    answers: dict[str, Answer] = {
        "/": html(frame("".join(card(i, f"/aktualnosci/{i.slug}") for i in others), nav), head=head),
        "/aktualnosci/": html(
            frame("".join(card(i, f"/aktualnosci/{i.slug}") for i in others), nav), head=head
        ),
        "/biblioteka/": html(
            frame("<h1>Gminna Biblioteka Publiczna</h1><p>Czynna od 9 do 17.</p>", nav), head=head
        ),
        "/biblioteka/aktualnosci/": paged(items, 7, draw, lambda r: int(r.query.get("page", "1"))),
        "/feed/": feed(at, others, lambda i: f"{at}/aktualnosci/{i.slug}"),
        "/sitemap.xml": sitemap(*(f"{at}/aktualnosci/{i.slug}" for i in others)),
        **{f"/aktualnosci/{i.slug}": article(i, nav) for i in others},
        **{f"/biblioteka/aktualnosci/{i.slug}": article(i, nav) for i in items},
    }
    return Staged(
        Scene(host, answers),
        f"{at}/biblioteka/",
        frozenset(f"{at}/biblioteka/aktualnosci/{i.slug}" for i in items),
    )


def category_of_a_culture_centre() -> Staged:
    """A culture centre on WordPress: the library is a category with a feed of its own, posts lie elsewhere."""
    host, own = "gok-zielonka.example", news(13, 16)
    at = f"http://{host}"
    concerts = [
        Item(
            50 + n,
            f"Koncert zespołu nr {n} w sali kina",
            own[n].day,
            ("Bilety w kasie.", "Drzwi otwieramy o 18."),
        )
        for n in range(1, 9)
    ]
    nav = "<ul class='menu'><li><a href='/category/koncerty/'>Koncerty</a></li><li><a href='/category/biblioteka/'>Biblioteka</a></li></ul>"
    both = (
        f"<link rel='alternate' type='application/rss+xml' title='GOK &raquo; Kanał z wpisami' href='{at}/feed/'>"
        f"<link rel='alternate' type='application/rss+xml' title='Kategoria Biblioteka' href='{at}/category/biblioteka/feed/'>"
        f"<link rel='https://api.w.org/' href='{at}/wp-json/'>"
    )

    def to(i: Item) -> str:
        return f"/{i.day:%Y/%m}/{i.slug}/"

    def posts(items: list[Item]) -> str:
        return "".join(
            f"<article class='post'><h2 class='entry-title'><a href='{to(i)}'>{i.title}</a></h2>"
            f"<time datetime='{i.day}'>{i.printed}</time><p>{i.text[0]}</p></article>"
            for i in items
        )

    def draw(part: list[Item], number: int, pages: int) -> Response:
        more = (
            f"<a class='next page-numbers' href='/category/biblioteka/page/{number + 1}/'>Następne</a>"
            if number < pages
            else ""
        )
        return html(
            frame(f"<h1>Biblioteka</h1>{posts(part)}<nav class='pagination'>{more}</nav>", nav), head=both
        )

    def number_of(request: Request) -> int:
        return int(request.path.rstrip("/").rpartition("/page/")[2]) if "/page/" in request.path else 1

    def feed_of_all(request: Request) -> Response:
        if "paged" in request.query:
            return page("brak", status=404)
        return feed(
            at, sorted([*own, *concerts], key=lambda i: i.day, reverse=True)[:10], lambda i: at + to(i)
        )

    lists = paged(own, 6, draw, number_of)
    answers: dict[str, Answer] = {
        "/": html(frame(posts(concerts), nav), head=both),
        "/feed/": feed_of_all,
        "/wp-json/wp/v2/posts": page("[]"),
        "/category/biblioteka/": lists,
        "/category/biblioteka/page/2/": lists,
        "/category/biblioteka/page/3/": lists,
        "/category/biblioteka/feed/": lambda r: (
            page("brak", status=404) if "paged" in r.query else feed(at, own[:10], lambda i: at + to(i))
        ),
        "/category/koncerty/": html(frame(posts(concerts), nav), head=both),
        **{to(i): article(i, nav) for i in (*own, *concerts)},
    }
    return Staged(Scene(host, answers), f"{at}/category/biblioteka/", frozenset(at + to(i) for i in own))


def twins() -> list[Staged]:
    """The row says the bare name, the site lives under www. and writes whole addresses."""
    host, items = "www.mbp-blizniak.example", news(11, 17)
    at = f"http://{host}"
    nav = menu((f"{at}/co-slychac/", "Co słychać?"))
    answers: dict[str, Answer] = {
        "/": html(frame("<h1>Biblioteka</h1>", nav)),
        "/co-slychac/": html(frame("".join(card(i, f"{at}/co-slychac/{i.slug}/") for i in items), nav)),
        **{f"/co-slychac/{i.slug}/": article(i, nav) for i in items},
        **permanent(nav),
    }
    bare = Scene("mbp-blizniak.example", {"*": lambda r: redirect(f"{at}{r.target}")})
    found = frozenset(f"{at}/co-slychac/{i.slug}/" for i in items)
    return [
        Staged(Scene(host, answers), "", frozenset()),
        Staged(bare, "http://mbp-blizniak.example/", found),
    ]


def shared_host() -> Staged:
    """A folder on a host of many; the map at its root names the neighbours' pages."""
    host, items = "serwer-gminny.example", news(9, 18)
    at = f"http://{host}/~gbp"
    nav = menu(("aktualnosci.html", "Aktualności"), folder="/~gbp/", tail=".html")
    neighbours = [f"http://{host}/~osp/aktualnosci/{n}.html" for n in range(9)]
    answers: dict[str, Answer] = {
        "/": html("<h1>Serwer</h1><a href='/~osp/'>OSP</a><a href='/~gbp/'>GBP</a>"),
        "/sitemap.xml": sitemap(*neighbours),
        "/~gbp/": html(frame("<h1>GBP</h1>", nav)),
        "/~gbp/aktualnosci.html": html(
            frame("<h1>Aktualności</h1>" + "".join(card(i, f"wpisy/{i.slug}.html") for i in items), nav)
        ),
        **{f"/~gbp/wpisy/{i.slug}.html": article(i, nav) for i in items},
        **permanent(nav, folder="/~gbp/", tail=".html"),
    }
    return Staged(Scene(host, answers), f"{at}/", frozenset(f"{at}/wpisy/{i.slug}.html" for i in items))


def sections() -> list[Staged]:
    """All of them."""
    return [section_of_a_commune(), category_of_a_culture_centre(), *twins(), shared_host()]
