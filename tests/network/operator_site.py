"""The operator of a programme: calls, results as tables. Its robots.txt asks for a pause."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tests.network.message import Response
from tests.network.site import Post, Site, fill, in_pages, newest, plain_text

LIST = "/aktualnosci"
NAME = "Narodowe Centrum Kultury (strona przykładowa)"


class Operator(Site):
    """Cards that are links as a whole, `?strona=`."""

    host = "operator-kultury.example"
    folder = "operator"
    validators = True

    def path_of(self, post: Post) -> str:
        """`/aktualnosci/slug,107`."""
        return f"/aktualnosci/{post.slug},{post.number}"

    def make_pages(self) -> Iterator[tuple[str, Response]]:
        """Home, the list, articles, a page about grants."""
        yield "/robots.txt", plain_text("User-agent: *\nCrawl-delay: 0.5\nDisallow: /szukaj\n")
        parts = in_pages(self.posts, 4)
        for number, posts in enumerate(parts, 1):
            path = f"/aktualnosci?strona={number}" if number > 1 else "/aktualnosci"
            main = f"<h1>Aktualności</h1>{self._cards(posts)}{_pager(number, len(parts))}"
            yield path, self._frame(f"Aktualności | {NAME}", main, posts)
        yield "/", self._frame(NAME, f"<h1>Kultura łączy</h1>{self._cards(self.posts[:2])}", self.posts)
        programmes = "".join(
            f'<h2 id="{key}">{name}</h2><p>Zasady i dokumenty programu.</p>'
            for key, name in (("blisko", "BLISKO"), ("etno", "EtnoPolska"), ("dkplus", "Dom Kultury+"))
        )
        yield "/dotacje", self._frame(f"Dotacje | {NAME}", f"<h1>Dotacje</h1>{programmes}", self.posts)
        for at, post in enumerate(self.posts):
            more = "".join(
                f'<li><a href="{self.path_of(other)}">{other.name}</a> '
                f"<span>{other.moment:%d.%m.%Y}</span></li>"
                for other in (self.posts[at - 1], self.posts[at - 2])
            )
            main = fill(
                self.template("article.html"),
                title=post.name,
                day=f"{post.moment:%d.%m.%Y}",
                body=post.body,
                more=more,
            )
            yield self.path_of(post), self._frame(f"{post.name} | {NAME}", main, [post])

    def _cards(self, posts: Sequence[Post]) -> str:
        cards = "\n".join(
            fill(
                self.template("item.html"),
                path=self.path_of(post),
                slug=post.slug,
                day=f"{post.moment:%d.%m.%Y}",
                title=post.name,
                excerpt=post.excerpt(12, "…"),
            )
            for post in posts
        )
        return f'<div class="cards">\n{cards}\n</div>'

    def _frame(self, title: str, main: str, posts: Sequence[Post]) -> Response:
        return self.page(fill(self.template("frame.html"), title=title, main=main), modified=newest(posts))


def _pager(number: int, count: int) -> str:
    links = [
        f'<li class="active">{n}</li>' if n == number else f'<li><a href="{LIST}?strona={n}">{n}</a></li>'
        for n in range(1, count + 1)
    ]
    if number < count:
        links.append(f'<li><a rel="next" href="{LIST}?strona={number + 1}">Następna strona</a></li>')
    return f'<ul class="pager">{"".join(links)}</ul>'
