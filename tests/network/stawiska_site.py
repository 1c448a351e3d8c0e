"""A content system of its own whose news can be found only by its sitemap: an index, one part gzipped."""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Sequence

from tests.network.message import Response
from tests.network.site import Post, Site, fill, newest, plain_text

NAME = "Miejsko-Gminna Biblioteka Publiczna w Stawiskach Górnych"
_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
STANDING = {"/strona,2,godziny.html": "Godziny otwarcia", "/strona,3,katalog.html": "Katalog"}


class Stawiska(Site):
    """No list of news anywhere: the menu is filled by a script."""

    host = "biblioteka.stawiska.example"
    folder = "stawiska"
    validators = True
    compress = True

    def path_of(self, post: Post) -> str:
        """`/artykul,107,slug.html`."""
        return f"/artykul,{post.number},{post.slug}.html"

    def make_pages(self) -> Iterator[tuple[str, Response]]:
        """Home, articles, permanent pages, sitemaps."""
        yield (
            "/robots.txt",
            plain_text(f"User-agent: *\nDisallow: /panel/\n\nSitemap: {self.root}/sitemap.xml\n"),
        )
        main = (
            '<div class="hero"><h1>Biblioteka z widokiem</h1><div id="news" data-src="/api/news"></div></div>'
        )
        yield "/", self._frame(NAME, "/", main, self.posts)
        for path, title in STANDING.items():
            text = "<p>Zapraszamy codziennie.</p>"
            body = f'<div class="art"><h1>{title}</h1><div class="art-body">{text}</div></div>'
            yield path, self._frame(title, path, body, self.posts)
        for at, post in enumerate(self.posts):
            more = "".join(
                f'<div><a href="{self.path_of(other)}">{other.name}</a> <i>{other.moment:%Y-%m-%d}</i></div>'
                for other in (self.posts[at - 1], self.posts[at - 2])
            )
            main = fill(
                self.template("article.html"),
                id=post.number,
                title=post.name,
                iso=f"{post.moment:%Y-%m-%d}",
                views=40 + 13 * post.number,
                body=post.body,
                more=more,
            )
            yield self.path_of(post), self._frame(f"{post.name} | {NAME}", self.path_of(post), main, [post])
        yield from self._sitemaps()

    def _sitemaps(self) -> Iterator[tuple[str, Response]]:
        parts = ("sitemap-strony.xml", "sitemap-aktualnosci.xml.gz")
        index = "".join(f"<sitemap><loc>{self.root}/{part}</loc></sitemap>\n" for part in parts)
        yield (
            "/sitemap.xml",
            self.feed(f"{_XML}<sitemapindex {_NS}>\n{index}</sitemapindex>\n", "application/xml"),
        )
        pages = "".join(f"<url><loc>{self.root}{path}</loc></url>\n" for path in ("/", *STANDING))
        yield "/sitemap-strony.xml", self.feed(f"{_XML}<urlset {_NS}>\n{pages}</urlset>\n", "application/xml")
        articles = "".join(
            f"<url><loc>{self.url_of(post)}</loc><lastmod>{post.modified.isoformat()}</lastmod></url>\n"
            for post in self.posts
        )
        text = f"{_XML}<urlset {_NS}>\n{articles}</urlset>\n"
        body = gzip.compress(text.encode(), mtime=0)
        yield "/sitemap-aktualnosci.xml.gz", Response(body=body, content_type="application/x-gzip", etag=True)

    def _frame(self, title: str, path: str, main: str, posts: Sequence[Post]) -> Response:
        text = fill(self.template("frame.html"), title=title, url=self.root + path, main=main)
        return self.page(text, modified=newest(posts))
