"""Two WordPress sites: an open one with a block theme, and a closed one with a classic theme."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from tests.network.message import Request, Response, redirect
from tests.network.polish import long_date
from tests.network.rest import answer_rest, closed_rest
from tests.network.site import Post, Site, fill, in_pages, newest, plain_text
from tests.network.syndication import rss


class WordPress(Site):
    """What both share: `/page/2/`, `/feed/`, `?p=`, a sample page."""

    name = ""
    per_page = 10
    full_feed = True
    minutes = True
    robots = "User-agent: *\nDisallow: /wp-admin/\nAllow: /wp-admin/admin-ajax.php\n"

    def list_path(self, number: int) -> str:
        """The address of a page of the news list."""
        return "/" if number == 1 else f"/page/{number}/"

    def make_pages(self) -> Iterator[tuple[str, Response]]:
        """Lists, articles, the feed and a permanent page."""
        yield "/robots.txt", plain_text(self.robots)
        parts = in_pages(self.posts, self.per_page)
        for number, posts in enumerate(parts, 1):
            items = "\n".join(self.item(post) for post in posts)
            main = fill(self.template("list.html"), items=items, pager=self.pager(number, len(parts)))
            yield self.list_path(number), self.frame(self.name, "blog", main, posts)
        for post in self.posts:
            yield self.path_of(post), self.article(post)
            yield self.path_of(post).rstrip("/"), redirect(self.url_of(post))
            yield f"/?p={post.number}", redirect(self.url_of(post))
        text = self.template("kontakt.html")
        yield "/kontakt/", self.frame(f"Kontakt – {self.name}", "page", text, self.posts)
        for number, posts in enumerate(in_pages(self.posts, 10), 1):
            feed = rss(
                posts,
                self.url_of,
                title=self.name,
                home=self.root,
                address=f"{self.root}/feed/",
                generator="https://wordpress.org/?v=6.5.5",
                full=self.full_feed,
            )
            answer = self.feed(feed, "application/rss+xml", modified=newest(self.posts))
            yield f"/feed/?paged={number}", answer
            if number == 1:
                yield "/feed/", answer
                yield "/?feed=rss2", redirect(f"{self.root}/feed/")
        yield "/feed", redirect(f"{self.root}/feed/")

    def respond(self, request: Request) -> Response | None:
        """A page of the feed beyond the last."""
        if request.path == "/feed/" and "paged" in request.query and request.target not in self.pages:
            return self.missing()
        return None

    def article(self, post: Post) -> Response:
        """The page of one post."""
        at = self.posts.index(post)
        values = {
            "id": post.number,
            "title": post.name,
            "url": self.url_of(post),
            "iso": post.moment.isoformat(timespec="seconds"),
            "modified": post.modified.isoformat(timespec="seconds"),
            "modified_day": long_date(post.modified),
            "day": long_date(post.moment),
            "time": f"{post.moment:%H:%M}",
            "body": post.body,
            "previous": self._beside(at + 1),
            "next": self._beside(at - 1),
            "related": "\n".join(self._related(other) for other in self._others(at)),
        }
        main = fill(self.template("article.html"), **values)
        return self.frame(f"{post.name} – {self.name}", "single", main, [post], head=self.head(post))

    def item(self, post: Post) -> str:
        """A post on the list."""
        return fill(
            self.template("item.html"),
            id=post.number,
            path=self.path_of(post),
            url=self.url_of(post),
            title=post.name,
            excerpt=post.excerpt(),
            iso=post.moment.isoformat(timespec="seconds"),
            day=long_date(post.moment),
        )

    def head(self, post: Post) -> str:  # noqa: ARG002
        """What the head of an article says."""
        return ""

    def pager(self, number: int, count: int) -> str:
        """The links between the pages of the list."""
        links = [
            f'<span aria-current="page" class="page-numbers current">{n}</span>'
            if n == number
            else f'<a class="page-numbers" href="{self.root}{self.list_path(n)}">{n}</a>'
            for n in range(1, count + 1)
        ]
        if number > 1:
            links.insert(0, self._step("prev", number - 1, "Nowsze"))
        if number < count:
            links.append(self._step("next", number + 1, "Starsze"))
        return "".join(links)

    def _step(self, side: str, number: int, words: str) -> str:
        return f'<a class="{side} page-numbers" href="{self.root}{self.list_path(number)}">{words}</a>'

    def frame(self, title: str, kind: str, main: str, posts: Sequence[Post], head: str = "") -> Response:
        """The theme around it."""
        latest = "\n".join(
            f'<li><a href="{self.url_of(post)}">{post.name}</a> '
            f'<span class="post-date">{long_date(post.moment)}</span></li>'
            for post in self.posts[:4]
        )
        slots = {"title": title, "kind": kind, "main": main, "head": head, "latest": latest}
        text = fill(self.template("frame.html"), root=self.root, **slots)
        return self.page(text, modified=newest(posts))

    def _others(self, at: int) -> list[Post]:
        return [post for post in self.posts if post is not self.posts[at]][at % 3 : at % 3 + 3]

    def _related(self, post: Post) -> str:
        return f'<li><a href="{self.url_of(post)}">{post.name}</a><time>{long_date(post.moment)}</time></li>'

    def _beside(self, at: int) -> str:
        if not 0 <= at < len(self.posts):
            return ""
        return f'<a href="{self.url_of(self.posts[at])}">{self.posts[at].name}</a>'


class Wierzbnica(WordPress):
    """REST open, whole texts in the feed, JSON-LD of a well-known SEO plug-in."""

    host = "biblioteka.wierzbnica.example"
    folder = "wierzbnica"
    name = "Miejska Biblioteka Publiczna w Wierzbnicy"
    per_page = 8
    compress = True

    def path_of(self, post: Post) -> str:
        """`/slug/`."""
        return f"/{post.slug}/"

    def list_path(self, number: int) -> str:
        """Under `/aktualnosci/`; the front page is a page."""
        return "/aktualnosci/" if number == 1 else f"/aktualnosci/page/{number}/"

    def make_pages(self) -> Iterator[tuple[str, Response]]:
        """A front page of blocks besides."""
        yield from super().make_pages()
        text = self.template("front.html")
        newest_three = "\n".join(self.item(post) for post in self.posts[:3])
        yield "/", self.frame(self.name, "home", fill(text, items=newest_three), self.posts)

    def head(self, post: Post) -> str:
        """JSON-LD, Open Graph."""
        graph = {
            "@context": "https://schema.org",
            "@graph": [
                {
                    "@type": "Article",
                    "headline": post.title,
                    "datePublished": post.moment.isoformat(),
                    "dateModified": post.modified.isoformat(),
                    "mainEntityOfPage": {"@id": self.url_of(post)},
                    "inLanguage": "pl-PL",
                },
                {"@type": "WebSite", "url": f"{self.root}/", "name": self.name},
            ],
        }
        return (
            f'<link rel="canonical" href="{self.url_of(post)}" />\n'
            f'<meta property="og:type" content="article" />\n'
            f'<meta property="og:title" content="{post.name.replace(chr(34), "&quot;")} - {self.name}" />\n'
            f'<meta property="article:published_time" content="{post.moment.isoformat()}" />\n'
            f'<script type="application/ld+json">{json.dumps(graph, ensure_ascii=False)}</script>'
        )

    def respond(self, request: Request) -> Response | None:
        """The REST interface."""
        rest = answer_rest(request, self.posts, self.url_of, self.root)
        return rest or super().respond(request)


class Olszowek(WordPress):
    """REST closed, a feed of ten excerpts, dates in the addresses."""

    host = "www.gbp-olszowek.example"
    folder = "olszowek"
    name = "Gminna Biblioteka Publiczna w Olszówku"
    per_page = 10
    full_feed = False

    def path_of(self, post: Post) -> str:
        """`/2023/04/05/slug/`."""
        return f"/{post.moment:%Y/%m/%d}/{post.slug}/"

    def respond(self, request: Request) -> Response | None:
        """The REST interface is shut."""
        return closed_rest(request) or super().respond(request)
