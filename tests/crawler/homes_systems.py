"""Staged sites of content systems: Plone, Drupal, Joomla, WordPress and their kin."""

from __future__ import annotations

from tests.crawler.homes import (
    Item,
    Staged,
    article,
    feed,
    frame,
    html,
    menu,
    news,
    paged,
    permanent,
    step,
)  # fmt: skip
from tests.crawler.scenes import Answer, Scene
from tests.network.message import Request, Response, page


def plone5() -> Staged:
    """Plone 5 classic: a collection in a folder, `b_start:int`, an empty feed of the site, dates in bylines."""
    host, items = "mbp-plone5.example", news(17, 1)
    at = f"http://{host}"
    nav = menu(("/aktualnosci", "Aktualności"))
    head = f"<meta name='generator' content='Plone - http://plone.org'><link rel='alternate' type='application/rss+xml' href='{at}/RSS'>"

    def tile(i: Item) -> str:
        return (
            "<article class='entry'><header><span class='summary'>"
            f"<a href='{at}/aktualnosci/{i.slug}' class='summary url'>{i.title}</a></span>"
            f"<div class='documentByLine'><span class='documentPublished'>opublikowano <span>{i.day:%Y-%m-%d}"
            f"</span></span></div></header><p class='description discreet'>{i.text[0]}</p></article>"
        )

    def draw(part: list[Item], number: int, pages: int) -> Response:
        links = "".join(
            f"<li><a href='{at}/aktualnosci?b_start:int={10 * n}'>{n + 1}</a></li>"
            for n in range(pages)
            if n + 1 != number
        )
        more = f"<li class='next'><a href='{at}/aktualnosci?b_start:int={10 * number}'>Następne 10 pozycji</a></li>"
        bar = f"<nav class='pagination'><ul>{links}{more if number < pages else ''}</ul></nav>"
        inner = f"<h1 class='documentFirstHeading'>Aktualności</h1><div id='content-core'>{''.join(map(tile, part))}{bar}</div>"
        return html(frame(inner, nav), head=head)

    answers: dict[str, Answer] = {
        "/": html(
            frame("<h1 class='documentFirstHeading'>Witamy</h1><p>Miło nam Państwa gościć.</p>", nav),
            head=head,
        ),
        "/RSS": feed(at, [], lambda _: ""),
        "/aktualnosci": paged(items, 10, draw, lambda r: step(r, "b_start:int", 10)),
        **permanent(nav),
    }
    for i in items:
        line = f"<div class='documentByLine'><span class='documentPublished'><span>opublikowano</span> <span>{i.day:%Y-%m-%d}</span></span></div>"
        answers[f"/aktualnosci/{i.slug}"] = article(i, nav, dated=line)
    return Staged(Scene(host, answers), f"{at}/", frozenset(f"{at}/aktualnosci/{i.slug}" for i in items))


def drupal7() -> Staged:
    """Drupal 7: the front page lists what is promoted, `node?page=1`, addresses `/node/N`, RDFa dates."""
    host, items = "gbp-drupal7.example", news(23, 2)
    at = f"http://{host}"
    nav = menu(folder="/tresc/")
    names = ("pon", "wt", "śr", "czw", "pt", "sob", "niedz")

    def submitted(i: Item) -> str:
        return (
            f"<div class='meta submitted'><span property='dc:date dc:created' content='{i.day}T10:20:00+02:00' "
            "datatype='xsd:dateTime' rel='sioc:has_creator'>Opublikowane przez <span class='username'>redakcja</span>"
            f" w {names[i.day.weekday()]}., {i.day:%m/%d/%Y} - 10:20</span></div>"
        )

    def draw(part: list[Item], number: int, pages: int) -> Response:
        rows = "".join(
            f"<div id='node-{100 - i.number}' class='node node-article node-promoted node-teaser'>"
            f"<h2><a href='/node/{100 - i.number}'>{i.title}</a></h2>{submitted(i)}<div class='content'>{i.text[0]}</div>"
            f"<ul class='links inline'><li class='node-readmore'><a href='/node/{100 - i.number}'>Czytaj dalej</a></li></ul></div>"
            for i in part
        )
        links = "".join(
            f"<li class='pager-item'><a title='Przejdź do strony {n + 1}' href='/node?page={n}'>{n + 1}</a></li>"
            for n in range(1, pages)
        )
        more = (
            f"<li class='pager-next'><a href='/node?page={number}'>następna ›</a></li>"
            if number < pages
            else ""
        )
        inner = f"{rows}<h2 class='element-invisible'>Strony</h2><div class='item-list'><ul class='pager'>{links}{more}</ul></div>"
        head = (
            "<meta name='Generator' content='Drupal 7 (http://drupal.org)'>"
            f"<link rel='alternate' type='application/rss+xml' title='RSS' href='{at}/rss.xml'>"
        )
        return html(frame(inner, nav), head=head)

    front = paged(items, 10, draw, lambda r: int(r.query.get("page", "0")) + 1)
    answers: dict[str, Answer] = {
        "/": front,
        "/node": front,
        "/rss.xml": feed(at, items[:10], lambda i: f"{at}/node/{100 - i.number}"),
        **{f"/node/{100 - i.number}": article(i, nav, dated=submitted(i)) for i in items},
        **permanent(nav, folder="/tresc/"),
    }
    return Staged(Scene(host, answers), f"{at}/", frozenset(f"{at}/node/{100 - i.number}" for i in items))


def drupal10() -> Staged:
    """Drupal 10: a view at /aktualnosci?page=N, a feed of the three promoted, aliases, <time>."""
    host, items = "biblioteka-drupal10.example", news(21, 3)
    at = f"http://{host}"
    nav = menu(("/aktualnosci", "Aktualności"))
    head = (
        "<meta name='Generator' content='Drupal 10 (https://www.drupal.org)'>"
        f"<link rel='alternate' type='application/rss+xml' title='' href='{at}/rss.xml'>"
    )

    def row(i: Item) -> str:
        return (
            f"<div class='views-row'><article class='node node--type-article node--view-mode-teaser'><h2 class='node__title'>"
            f"<a href='/aktualnosci/{i.slug}' rel='bookmark'><span>{i.title}</span></a></h2>"
            f"<div class='node__meta'><time datetime='{i.day}T08:00:00+02:00'>{i.printed}</time></div>"
            f"<div class='field--name-body'><p>{i.text[0]}</p></div></article></div>"
        )

    def draw(part: list[Item], number: int, pages: int) -> Response:
        more = f"<li class='pager__item pager__item--next'><a href='?page={number}' rel='next'>Następna strona</a></li>"
        bar = f"<nav class='pager' role='navigation'><ul class='pager__items'>{more if number < pages else ''}</ul></nav>"
        return html(
            frame(f"<h1>Aktualności</h1><div class='view-content'>{''.join(map(row, part))}</div>{bar}", nav),
            head=head,
        )

    answers: dict[str, Answer] = {
        "/": html(frame(f"<h1>Strona główna</h1>{''.join(map(row, items[:3]))}", nav), head=head),
        "/rss.xml": feed(at, items[:3], lambda i: f"{at}/aktualnosci/{i.slug}"),
        "/aktualnosci": paged(items, 9, draw, lambda r: int(r.query.get("page", "0")) + 1),
        **{f"/aktualnosci/{i.slug}": article(i, nav) for i in items},
        **permanent(nav),
    }
    return Staged(Scene(host, answers), f"{at}/", frozenset(f"{at}/aktualnosci/{i.slug}" for i in items))


def joomla(host: str, base: str, generator: str, salt: int) -> Staged:
    """Joomla: a category blog with leading and other items, links below it, `?start=`, `?format=feed`."""
    items = news(19, salt)
    at = f"http://{host}"
    nav = menu((f"{base}/aktualnosci", "Aktualności"), folder=f"{base}/")

    def to(i: Item) -> str:
        return (
            f"{base}/aktualnosci/{60 - i.number}-{i.slug}"
            if "index.php" in base
            else f"{base}/aktualnosci/{i.slug}"
        )

    def block(i: Item) -> str:
        return (
            f"<div class='page-header'><h2 itemprop='name'><a href='{to(i)}' itemprop='url'>{i.title}</a></h2></div>"
            "<dl class='article-info muted'><dt class='article-info-term'>Szczegóły</dt><dd class='published'>"
            f"<time datetime='{i.day}T10:11:12+02:00' itemprop='datePublished'>Opublikowano: {i.day:%d.%m.%Y}</time></dd>"
            f"<dd class='hits'>Odsłony: {30 + i.number}</dd></dl><p>{i.text[0]}</p>"
            f"<p class='readmore'><a class='btn' href='{to(i)}'>Czytaj więcej: {i.title}</a></p>"
        )

    def draw(part: list[Item], number: int, pages: int) -> Response:
        below = items[number * 5 : number * 5 + 4]
        links = "".join(f"<li><a href='{to(i)}'>{i.title}</a></li>" for i in below)
        bar = "".join(
            f"<li><a class='pagenav' href='{base}/aktualnosci?start={5 * n}'>{n + 1}</a></li>"
            for n in range(1, pages)
        )
        more = f"<li class='pagination-next'><a class='pagenav' href='{base}/aktualnosci?start={5 * number}'>Następny artykuł</a></li>"
        inner = (
            f"<div class='blog'><div class='items-leading'><div class='leading-0'>{block(part[0])}</div></div>"
            + "".join(
                f"<div class='items-row'><div class='item column-1'>{block(i)}</div></div>" for i in part[1:]
            )
            + f"<div class='items-more'><ol class='nav'>{links}</ol></div>"
            + f"<div class='pagination'><ul>{bar}{more if number < pages else ''}</ul></div></div>"
        )
        return html(frame(inner, nav), head=generator)

    plain = paged(items, 5, draw, lambda r: step(r, "start", 5))

    def listing(request: Request) -> Response:
        if request.query.get("format") == "feed":
            return feed(at, items[:9], lambda i: at + to(i))
        return plain(request)

    answers: dict[str, Answer] = {
        "/": html(frame(f"<div class='blog-featured'>{block(items[0])}</div>", nav), head=generator),
        f"{base}/aktualnosci": listing,
        **{to(i): article(i, nav) for i in items},
        **permanent(nav, folder=f"{base}/"),
    }
    return Staged(Scene(host, answers), f"{at}/", frozenset(at + to(i) for i in items))


def wordpress(host: str, salt: int, *, folder: str = "/", plain: bool = False) -> Staged:
    """WordPress, its interface closed; in a folder, or with addresses that are queries."""
    items = news(24, salt)
    at = f"http://{host}"
    base = f"{at}{folder}"
    nav = menu(folder=f"{folder}?page_id=" if plain else folder, tail="" if plain else "/")
    address = f"{base}?feed=rss2" if plain else f"{base}feed/"
    head = (
        f"<link rel='alternate' type='application/rss+xml' title='Biblioteka &raquo; Kanał z wpisami' href='{address}'>"
        f"<link rel='alternate' type='application/rss+xml' title='Kanał z komentarzami' href='{base}comments/feed/'>"
        f"<link rel='stylesheet' href='{folder}wp-content/themes/maly/style.css'>"
    )

    def to(i: Item) -> str:
        return f"{folder}?p={900 - i.number}" if plain else f"{folder}{i.day:%Y/%m/%d}/{i.slug}/"

    def line(i: Item) -> str:
        return f"<span class='posted-on'><time class='entry-date published' datetime='{i.day}T12:00:00+02:00'>{i.printed}</time></span>"

    def draw(part: list[Item], number: int, pages: int) -> Response:
        rows = "".join(
            f"<article class='post type-post hentry'><h2 class='entry-title'><a href='{at}{to(i)}' rel='bookmark'>{i.title}</a></h2>"
            f"{line(i)}<div class='entry-summary'><p>{i.text[0]}</p></div></article>"
            for i in part
        )
        older = f"{base}?paged={number + 1}" if plain else f"{base}page/{number + 1}/"
        more = f"<nav class='navigation posts-navigation'><a class='next page-numbers' href='{older}'>Starsze wpisy</a></nav>"
        return html(frame(rows + (more if number < pages else ""), nav), head=head)

    def feeds(request: Request) -> Response:
        number = int(request.query.get("paged", "1"))
        part = items[(number - 1) * 10 : number * 10]
        if not part:
            return page("<h1>Nie znaleziono</h1>", status=404)
        told = feed(base, part, lambda i: at + to(i))
        made = told.body.replace(
            b"<channel>", b"<channel><generator>https://wordpress.org/?v=6.4</generator>"
        )
        return Response(body=made, content_type=told.content_type)

    def number(request: Request) -> int:
        return (
            int(request.query.get("paged") or request.path.rstrip("/").rpartition("/page/")[2] or 1)
            if ("paged" in request.query or "/page/" in request.path)
            else 1
        )

    front = paged(items, 8, draw, number)

    def home(request: Request) -> Response:
        if "feed" in request.query:
            return feeds(request)
        post = request.query.get("p", "")
        found = next((i for i in items if str(900 - i.number) == post), None)
        return article(found, nav, dated=line(found)) if found else front(request)

    answers: dict[str, Answer] = {
        folder: home,
        f"{folder}feed/": feeds,
        f"{folder}wp-json/wp/v2/posts": page('{"code":"rest_cannot_access"}', status=401),
        **{f"{folder}page/{n}/": front for n in range(2, 4)},
        **({} if plain else {to(i): article(i, nav, dated=line(i)) for i in items}),
        **permanent(nav, folder=folder, tail="/"),
    }
    if folder != "/":
        answers["/"] = html(f"<h1>Gmina</h1><p><a href='{folder}'>Biblioteka</a></p>")
    return Staged(Scene(host, answers), base, frozenset(at + to(i) for i in items))


def systems() -> list[Staged]:
    """All of them."""
    joomla3 = "<meta name='generator' content='Joomla! - Open Source Content Management'>"
    return [
        plone5(),
        drupal7(),
        drupal10(),
        joomla("gbp-joomla3.example", "/index.php", joomla3, 4),
        joomla("mbp-joomla5.example", "", "<script src='/media/vendor/js/core.js'></script>", 5),
        wordpress("bp-wpzamkniety.example", 6),
        wordpress("gmina-wp.example", 7, folder="/biblioteka/"),
        wordpress("bp-wpzapytania.example", 8, plain=True),
    ]
