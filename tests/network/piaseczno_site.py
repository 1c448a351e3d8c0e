"""Piaseczno: a small agency's theme, news under `/aktualnosci/`, articles at the root of the site."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tests.network.message import Response, redirect
from tests.network.site import HERE, Post, Site, fill, in_pages, newest, plain_text

NAME = "Biblioteka Publiczna w Piasecznie"
ROBOTS = "User-agent: *\nDisallow: /wp-admin/\nAllow: /wp-admin/admin-ajax.php\n"


class Piaseczno(Site):
    """The worked example of a site with a spider of its own."""

    host = "biblioteka-piaseczno.example"
    folder = "piaseczno"
    validators = True

    def path_of(self, post: Post) -> str:
        """`/blisko-biblioteka-lokalnosc/`."""
        return f"/{post.slug}/"

    def make_pages(self) -> Iterator[tuple[str, Response]]:
        """Home, the list, its second page, articles, permanent pages."""
        yield (
            "/robots.txt",
            plain_text(ROBOTS),
        )
        parts = in_pages(self.posts, 6)
        for number, posts in enumerate(parts, 1):
            path = "/aktualnosci/" if number == 1 else f"/aktualnosci/page/{number}/"
            items = "\n".join(self._item(post) for post in posts)
            main = f'<h1>Aktualności</h1>\n<div class="news">\n{items}\n</div>\n{_pager(number, len(parts))}'
            yield path, self._frame(f"Aktualności – {NAME}", "archive", main, posts)
            yield path.rstrip("/"), redirect(self.root + path)
        items = "\n".join(self._item(post) for post in self.posts[:3])
        more = '<p><a href="/aktualnosci/">Wszystkie aktualności</a></p>'
        main = f'<h1 class="sr-only">{NAME}</h1>\n<div class="news">\n{items}\n</div>\n{more}'
        yield "/", self._frame(NAME, "home", main, self.posts)
        for post in self.posts:
            article = fill(
                self.template("article.html"),
                title=post.name,
                date=f"{post.moment:%d/%m/%Y}" if post.dated else "",
                body=post.body,
            )
            yield self.path_of(post), self._frame(f"{post.name} – {NAME}", "single", article, [post])
            yield self.path_of(post).rstrip("/"), redirect(self.url_of(post))
        for file in sorted((HERE / self.folder / "standing").glob("*.html")):
            yield (
                f"/{file.stem}/",
                self._frame(f"{file.stem} – {NAME}", "page", file.read_text("utf-8"), self.posts),
            )

    def _item(self, post: Post) -> str:
        return fill(
            self.template("item.html"),
            path=self.path_of(post),
            slug=post.slug,
            title=post.name,
            date=f"{post.moment:%d/%m/%Y}" if post.dated else "",
            excerpt=post.excerpt(20, "..."),
        )

    def _frame(self, title: str, body_class: str, main: str, posts: Sequence[Post]) -> Response:
        latest = "\n".join(
            f'    <li><a href="{self.path_of(post)}">{post.name}</a> <span>{post.moment:%d/%m/%Y}</span></li>'
            for post in self.posts[:3]
        )
        text = fill(self.template("frame.html"), title=title, body_class=body_class, main=main, latest=latest)
        return self.page(text, modified=newest(posts))


def _pager(number: int, count: int) -> str:
    links = []
    if number > 1:
        links.append('<a class="prev" href="/aktualnosci/">Nowsze</a>')
    if number < count:
        links.append(f'<a class="next" href="/aktualnosci/page/{number + 1}/">Starsze</a>')
    return f'<div class="pagination">{" ".join(links)}</div>'
