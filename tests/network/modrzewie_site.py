"""A site of a platform for small libraries: an index page with `/page/2/`, no feed, no sitemap."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tests.network.message import Response
from tests.network.site import Post, Site, fill, in_pages, newest

NAME = "Gminna Biblioteka Publiczna w Modrzewiu"
STANDING = {"/dla-czytelnika": "Dla czytelnika", "/kontakt": "Kontakt"}


class Modrzewie(Site):
    """Its answer to `/robots.txt` is its own front page, with status 200."""

    host = "modrzewie.biblioteki.example"
    folder = "modrzewie"

    def path_of(self, post: Post) -> str:
        """`/aktualnosci/slug`, without slash or extension."""
        return f"/aktualnosci/{post.slug}"

    def make_pages(self) -> Iterator[tuple[str, Response]]:
        """Home, lists of three, articles, permanent pages."""
        welcome = "<h1>Witamy!</h1><p>Biblioteka w starej szkole zaprasza codziennie od ósmej.</p>"
        home = self._frame(NAME, welcome + self._items(self.posts[:2]), self.posts)
        yield "/", home
        yield "/robots.txt", home
        parts = in_pages(self.posts, 3)
        for number, posts in enumerate(parts, 1):
            path = "/aktualnosci" if number == 1 else f"/aktualnosci/page/{number}/"
            main = f"<h1>Aktualności</h1>\n{self._items(posts)}\n{_pager(number, len(parts))}"
            yield path, self._frame(f"Aktualności - {NAME}", main, posts)
        yield "/aktualnosci/page/1/", self.pages_first(parts)
        for post in self.posts:
            main = fill(self.template("article.html"), title=post.name, day=_day(post), body=post.body)
            yield self.path_of(post), self._frame(f"{post.name} - {NAME}", main, [post])
        for path, title in STANDING.items():
            yield (
                path,
                self._frame(title, f"<h1>{title}</h1><p>Modrzew 8, 97-999 Modrzew</p>", self.posts),
            )

    def pages_first(self, parts: list[Sequence[Post]]) -> Response:
        """The first page under its other address."""
        main = f"<h1>Aktualności</h1>\n{self._items(parts[0])}\n{_pager(1, len(parts))}"
        return self._frame(f"Aktualności - {NAME}", main, parts[0])

    def _items(self, posts: Sequence[Post]) -> str:
        items = "\n".join(
            fill(
                self.template("item.html"),
                path=self.path_of(post),
                title=post.name,
                day=_day(post),
                excerpt=post.excerpt(16, "…"),
            )
            for post in posts
        )
        return f'<ul class="lista-wpisow">\n{items}\n</ul>'

    def _frame(self, title: str, main: str, posts: Sequence[Post]) -> Response:
        return self.page(fill(self.template("frame.html"), title=title, main=main), modified=newest(posts))


def _day(post: Post) -> str:
    return f"{post.moment:%d.%m.%Y}" if post.dated else ""


def _pager(number: int, count: int) -> str:
    links = [
        f"<strong>{n}</strong>" if n == number else f'<a href="/aktualnosci/page/{n}/">{n}</a>'
        for n in range(1, count + 1)
    ]
    if number < count:
        links.append(f'<a class="nastepna" href="/aktualnosci/page/{number + 1}/">następna &raquo;</a>')
    return f'<div class="stronicowanie">Strona: {" ".join(links)}</div>'
