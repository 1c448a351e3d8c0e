"""Joomla: `?start=`, article ids, print views, a feed of the category."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tests.network.message import Response, redirect
from tests.network.polish import joomla_date
from tests.network.site import Post, Site, fill, in_pages, newest, plain_text
from tests.network.syndication import rss

LIST = "/index.php/aktualnosci"
ROBOTS = """User-agent: *
Disallow: /administrator/
Disallow: /bin/
Disallow: /cache/
Disallow: /components/
Disallow: /includes/
Disallow: /language/
Disallow: /modules/
Disallow: /plugins/
Disallow: /tmp/
"""


class KamiennyBrod(Site):
    """Joomla 3 with the Protostar template."""

    host = "mbp-kamiennybrod.example"
    folder = "kamienny-brod"
    name = "Miejska Biblioteka Publiczna w Kamiennym Brodzie"
    per_page = 3
    minutes = True

    def path_of(self, post: Post) -> str:
        """`/index.php/aktualnosci/107-slug`."""
        return f"{LIST}/{post.number}-{post.slug}"

    def make_pages(self) -> Iterator[tuple[str, Response]]:
        """Lists by offset, articles with their print views, the feed."""
        yield "/robots.txt", plain_text(ROBOTS)
        yield "/", redirect(f"{self.root}/index.php", 302)
        yield "/index.php", self._list(self.posts[:3], "Start", "/index.php", "")
        parts = in_pages(self.posts, self.per_page)
        for number, posts in enumerate(parts):
            path = f"{LIST}?start={number * self.per_page}" if number else LIST
            yield path, self._list(posts, "Aktualności", LIST, self._pager(number, len(parts)))
        for post in self.posts:
            path, values = self.path_of(post), self._values(post)
            main = fill(self.template("article.html"), **values)
            yield path, self._frame(post.name, "article", path, main, [post])
            print_view = f"{path}?tmpl=component&print=1&layout=default"
            yield print_view, self.page(fill(self.template("print.html"), **values))
        text = '<div class="item-page"><h2>O nas</h2><p>Działamy od 1946 roku, przy Rynku.</p></div>'
        yield "/index.php/o-nas", self._frame("O nas", "article", "/index.php/o-nas", text, self.posts)
        feed = rss(
            self.posts,
            self.url_of,
            title=f"Aktualności - {self.name}",
            home=self.root + LIST,
            address=f"{self.root}{LIST}?format=feed&type=rss",
            generator="Joomla! - Open Source Content Management",
            full=False,
        )
        yield f"{LIST}?format=feed&type=rss", self.feed(feed, "application/rss+xml")

    def _values(self, post: Post) -> dict[str, object]:
        at = self.posts.index(post)
        sides = []
        for side, words, beside in (("previous", "&lt; Poprz.", at - 1), ("next", "Nast. &gt;", at + 1)):
            if 0 <= beside < len(self.posts):
                path = self.path_of(self.posts[beside])
                sides.append(f'<li class="{side}"><a href="{path}" rel="{side[:4]}">{words}</a></li>')
        return {
            "title": post.name,
            "path": self.path_of(post),
            "created": joomla_date(post.moment),
            "modified": joomla_date(post.modified),
            "hits": 300 + 11 * post.number,
            "body": post.body,
            "excerpt": post.excerpt(22, "..."),
            "neighbours": "".join(sides),
        }

    def _list(self, posts: Sequence[Post], title: str, path: str, pager: str) -> Response:
        items = "\n".join(fill(self.template("item.html"), **self._values(post)) for post in posts)
        main = f'<div class="blog" itemscope itemtype="https://schema.org/Blog">\n{items}\n{pager}</div>'
        return self._frame(title, "category", path, main, posts)

    def _pager(self, number: int, count: int) -> str:
        links = []
        for n in range(count):
            address = f"{LIST}?start={n * self.per_page}" if n else LIST
            link = f'<a class="pagenav" href="{address}">{n + 1}</a>'
            links.append(f"<li>{n + 1 if n == number else link}</li>")
        if number + 1 < count:
            after = f"{LIST}?start={(number + 1) * self.per_page}"
            links.append(f'<li class="pagination-next"><a title="Następny" href="{after}">Następny</a></li>')
        counter = f'<p class="counter pull-right"> Strona {number + 1} z {count} </p>'
        return f'<div class="pagination">{counter}<ul>{"".join(links)}</ul></div>'

    def _frame(self, title: str, kind: str, path: str, main: str, posts: Sequence[Post]) -> Response:
        latest = "\n".join(
            f'<li itemscope><a href="{self.path_of(post)}"><span itemprop="name">{post.name}</span></a></li>'
            for post in self.posts[:5]
        )
        slots = {"title": title, "kind": kind, "path": path, "main": main, "latest": latest}
        text = fill(self.template("frame.html"), root=self.root, **slots)
        return self.page(text, modified=newest(posts))
