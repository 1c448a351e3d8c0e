"""Staged sites without a known system: hand-made ones, maps, frames, scripts."""

from __future__ import annotations

from tests.crawler.homes import (
    Item,
    Staged,
    article,
    card,
    feed,
    frame,
    gzipped,
    html,
    index_of_sitemaps,
    menu,
    news,
    paged,
    permanent,
    sitemap,
)  # fmt: skip
from tests.crawler.scenes import Answer, Scene
from tests.network.message import Request, Response, page


def only_a_map() -> Staged:
    """A home page drawn by a script; robots.txt names a gzipped index of maps, one of them of pages."""
    host, items = "biblioteka-mapa.example", news(15, 11)
    at = f"http://{host}"
    nav = menu()
    posts = {f"{at}/aktualnosci/{i.slug}": i for i in items}
    answers: dict[str, Answer] = {
        "/": html("<div id='app'></div><script src='/app.js'></script>"),
        "/mapa/index.xml.gz": gzipped(
            index_of_sitemaps(f"{at}/mapa/wpisy.xml.gz", f"{at}/mapa/strony-sitemap.xml")
        ),
        "/mapa/wpisy.xml.gz": gzipped(sitemap(*posts, days={a: i.day for a, i in posts.items()})),
        "/mapa/strony-sitemap.xml": sitemap(*(f"{at}{path}" for path in permanent(nav))),
        **{f"/aktualnosci/{i.slug}": article(i, nav) for i in items},
        **permanent(nav),
    }
    robots = Response(
        body=f"User-agent: *\nDisallow:\nSitemap: {at}/mapa/index.xml.gz\n".encode(),
        content_type="text/plain",
    )
    return Staged(Scene(host, answers, robots), f"{at}/", frozenset(posts))


def news_map() -> Staged:
    """A map of news at the usual place, with titles and days, beside the permanent pages."""
    host, items = "mbp-newsmap.example", news(12, 12)
    at = f"http://{host}"
    nav = menu()
    entries = "".join(
        f"<url><loc>{at}/czytaj/{i.slug}</loc><n:news><n:publication_date>{i.day}</n:publication_date>"
        f"<n:title>{i.title}</n:title></n:news></url>"
        for i in items
    )
    rest = "".join(f"<url><loc>{at}{path}</loc></url>" for path in permanent(nav))
    body = (
        "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' "
        f"xmlns:n='http://www.google.com/schemas/sitemap-news/0.9'>{rest}{entries}</urlset>"
    )
    answers: dict[str, Answer] = {
        "/": html(frame("<h1>Biblioteka</h1><p>Witamy.</p>", nav)),
        "/sitemap.xml": Response(body=body.encode(), content_type="application/xml"),
        **{f"/czytaj/{i.slug}": article(i, nav) for i in items},
        **permanent(nav),
    }
    return Staged(Scene(host, answers), f"{at}/", frozenset(f"{at}/czytaj/{i.slug}" for i in items))


def commas() -> Staged:
    """Hand-made: `strona,2`, one page in the middle empty, the menu by pictures."""
    host, items = "gbp-przecinki.example", news(26, 13)
    at = f"http://{host}"
    nav = "<a href='/news,1'><img src='/i/akt.gif' alt='Aktualności'></a>" + menu(tail=".html")

    def draw(part: list[Item], number: int, pages: int) -> Response:
        rows = "" if number == 3 else "".join(card(i, f"/n,{i.number},{i.slug}.html") for i in part)
        links = " ".join(f"<a href='/news,{n}'>{n}</a>" for n in range(1, pages + 1) if n != number)
        return html(
            frame(f"<h1>Aktualności</h1>{rows}<div class='strony'>{links if number != 3 else ''}</div>", nav)
        )

    lists = paged([*items[:12], *items[:6], *items[12:]], 6, draw, lambda r: int(r.path.rpartition(",")[2]))
    answers: dict[str, Answer] = {
        "/": html(frame("<h1>Dzień dobry</h1>", nav)),
        **{f"/news,{n}": lists for n in range(1, 7)},
        **{f"/n,{i.number},{i.slug}.html": article(i, nav) for i in items},
        **permanent(nav, tail=".html"),
    }
    return Staged(
        Scene(host, answers), f"{at}/", frozenset(f"{at}/n,{i.number},{i.slug}.html" for i in items)
    )


def calendar_and_sessions() -> Staged:
    """Hand-made PHP: the home page is the list, `?start=`; sessions in links, a calendar without end."""
    host, items = "biblioteka-php.example", news(22, 14)
    at = f"http://{host}"

    def nav(request: Request) -> str:
        month = int(request.query.get("m", "0"))
        days = "".join(
            f"<td><a href='index.php?dzien={month}-{d}&sid={month}{d}'>{d}</a></td>" for d in range(1, 29)
        )
        step_by = (
            f"<a href='index.php?m={month - 1}'>&laquo;</a><a href='index.php?m={month + 1}'>&raquo;</a>"
        )
        return (
            menu(folder="/index.php?strona=") + f"<table class='kalendarz'><tr>{days}</tr></table>{step_by}"
        )

    def draw(part: list[Item], request: Request) -> Response:
        start = int(request.query.get("start", "0"))
        rows = "".join(card(i, f"index.php?czytaj={i.number}&PHPSESSID=a{start}b{i.number}") for i in part)
        links = "".join(
            f"<a href='index.php?start={n}&PHPSESSID=x{start}'>{n // 5 + 1}</a> " for n in range(0, 22, 5)
        )
        return html(frame(f"{rows}<p class='stronicowanie'>{links}</p>", nav(request)))

    def answer(request: Request) -> Response:
        wanted = request.query
        if "czytaj" in wanted:
            return article(items[int(wanted["czytaj"]) - 1], nav(request))
        if "strona" in wanted:
            return html(frame(f"<h1>{wanted['strona']}</h1><p>Stała treść.</p>", nav(request)))
        start = int(wanted.get("start", "0"))
        return draw(items[start : start + 5], request)

    wanted = frozenset(f"{at}/index.php?czytaj={i.number}" for i in items)
    return Staged(Scene(host, {"/": answer, "/index.php": answer}), f"{at}/", wanted)


def page_builder() -> Staged:
    """Like Wix: the page is a script, /blog-feed.xml holds ten, maps are apart for posts and pages."""
    host, items = "biblioteka-kreator.example", news(18, 19)
    at = f"http://{host}"
    nav = menu()
    head = f"<meta name='generator' content='Wix.com Website Builder'><link rel='alternate' type='application/rss+xml' href='{at}/blog-feed.xml'>"
    posts = {f"{at}/post/{i.slug}": i for i in items}
    answers: dict[str, Answer] = {
        "/": html("<div id='SITE_CONTAINER'></div><script>window.viewerModel={}</script>", head=head),
        "/blog-feed.xml": feed(at, items[:10], lambda i: f"{at}/post/{i.slug}"),
        "/sitemap.xml": index_of_sitemaps(f"{at}/blog-posts-sitemap.xml", f"{at}/pages-sitemap.xml"),
        "/blog-posts-sitemap.xml": sitemap(*posts, days={a: i.day for a, i in posts.items()}),
        "/pages-sitemap.xml": sitemap(f"{at}/", *(f"{at}{path}" for path in permanent(nav))),
        **{f"/post/{i.slug}": article(i, nav) for i in items},
        **permanent(nav),
    }
    return Staged(Scene(host, answers), f"{at}/", frozenset(posts))


def static_pages() -> Staged:
    """A static generator: an undated list in pages, a feed of ten, a map of everything at hand."""
    host, items = "filia-statyczna.example", news(20, 20)
    at = f"http://{host}"
    nav = menu(("/wpisy/", "Wpisy"), tail="/")
    head = f"<link rel='alternate' type='application/atom+xml' href='{at}/index.xml'>"

    def draw(part: list[Item], number: int, pages: int) -> Response:
        rows = "".join(f"<li><a href='/wpisy/{i.slug}/'>{i.title}</a></li>" for i in part)
        more = f"<a href='/wpisy/page/{number + 1}/' aria-label='Next'>»</a>" if number < pages else ""
        return html(
            frame(f"<h1>Wpisy</h1><ul>{rows}</ul><ul class='pagination'><li>{more}</li></ul>", nav), head=head
        )

    lists = paged(
        items, 7, draw, lambda r: int(r.path.rstrip("/").rpartition("/")[2]) if "/page/" in r.path else 1
    )
    answers: dict[str, Answer] = {
        "/": html(frame("<h1>Filia</h1><p>Witamy.</p>", nav), head=head),
        "/index.xml": feed(at, items[:10], lambda i: f"{at}/wpisy/{i.slug}/"),
        "/sitemap.xml": sitemap(
            f"{at}/",
            f"{at}/wpisy/",
            *(f"{at}/wpisy/{i.slug}/" for i in items),
            *(f"{at}{p}" for p in permanent(nav, tail="/")),
        ),
        "/wpisy/": lists,
        **{f"/wpisy/page/{n}/": lists for n in (2, 3)},
        **{f"/wpisy/{i.slug}/": article(i, nav) for i in items},
        **permanent(nav, tail="/"),
    }
    return Staged(Scene(host, answers), f"{at}/", frozenset(f"{at}/wpisy/{i.slug}/" for i in items))


def frames() -> Staged:
    """A frameset of the nineties: menu and content are pages of their own."""
    host, items = "bibrok.example", news(8, 21)
    at = f"http://{host}"
    rows = "".join(
        f"<p><a href='news/{i.number}.htm'>{i.title}</a> ({i.printed})<br>{i.text[0]}</p>" for i in items
    )
    nav = "<a href='glowna.htm' target='tresc'>Strona główna</a><br>" + menu(tail=".htm")
    answers: dict[str, Answer] = {
        "/": page(
            "<html><head><title>Biblioteka</title></head><frameset cols='200,*'><frame name='menu' src='menu.htm'>"
            "<frame name='tresc' src='glowna.htm'><noframes>Ramki</noframes></frameset></html>"
        ),
        "/menu.htm": html(nav),
        "/glowna.htm": html(f"<h2>Co nowego w bibliotece</h2>{rows}"),
        **{
            f"/news/{i.number}.htm": html(f"<h2>{i.title}</h2><p>Dodano: {i.printed}</p>{i.paragraphs}")
            for i in items
        },
        **permanent("", tail=".htm"),
    }
    return Staged(Scene(host, answers), f"{at}/", frozenset(f"{at}/news/{i.number}.htm" for i in items))


def first_door() -> Staged:
    """The home page is a door: it leads on by a refresh, into a folder with a language."""
    host, items = "mbp-brama.example", news(10, 22)
    at = f"http://{host}"
    nav = menu(("/pl/wiadomosci.html", "Wiadomości"), folder="/pl/", tail=".html")
    answers: dict[str, Answer] = {
        "/": page(
            "<html><head><meta http-equiv='refresh' content='0; url=/pl/index.html'></head><body></body></html>"
        ),
        "/pl/index.html": html(frame("<h1>Biblioteka</h1>", nav)),
        "/pl/wiadomosci.html": html(frame("".join(card(i, f"/pl/w/{i.slug}.html") for i in items), nav)),
        **{f"/pl/w/{i.slug}.html": article(i, nav) for i in items},
        **permanent(nav, folder="/pl/", tail=".html"),
    }
    return Staged(Scene(host, answers), f"{at}/", frozenset(f"{at}/pl/w/{i.slug}.html" for i in items))


def two_lists() -> Staged:
    """News and announcements are two lists, both news."""
    host, items = "bp-dwielisty.example", news(18, 23)
    at = f"http://{host}"
    nav = menu(("/aktualnosci", "Aktualności"), ("/ogloszenia", "Ogłoszenia"))
    parts = {"aktualnosci": items[::2], "ogloszenia": items[1::2]}
    answers: dict[str, Answer] = {
        "/": html(frame("<h1>Biblioteka</h1><p>Witamy.</p>", nav)),
        **permanent(nav),
    }
    for name, part in parts.items():
        answers[f"/{name}"] = html(
            frame(f"<h1>{name}</h1>" + "".join(card(i, f"/{name}/{i.slug}") for i in part), nav)
        )
        answers |= {f"/{name}/{i.slug}": article(i, nav) for i in part}
    found = frozenset(f"{at}/{name}/{i.slug}" for name, part in parts.items() for i in part)
    return Staged(Scene(host, answers), f"{at}/", found)


def others() -> list[Staged]:
    """All of them."""
    return [
        only_a_map(), news_map(), commas(), calendar_and_sessions(), page_builder(), static_pages(), frames(),
        first_door(), two_lists(),
    ]  # fmt: skip
