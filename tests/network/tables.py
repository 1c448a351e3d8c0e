"""Two old sites that do not speak UTF-8: one declares nothing, the other declares the wrong thing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tests.network.message import Response
from tests.network.polish import long_date, month
from tests.network.site import Post, Site, fill, in_pages, newest, plain_text


class Debiany(Site):
    """A layout of tables in ISO-8859-2; neither the header nor the page names a charset. No robots.txt."""

    host = "www.gbp-debiany.example"
    folder = "gbp-debiany"
    name = "Gminna Biblioteka Publiczna w Dębianach"
    charset = "iso-8859-2"
    content_type = "text/html"

    def path_of(self, post: Post) -> str:
        """`/news.php?id=107`."""
        return f"/news.php?id={post.number}"

    def make_pages(self) -> Iterator[tuple[str, Response]]:
        """The list is the front page; `?str=` turns its leaves."""
        parts = in_pages(self.posts, 3)
        for number, posts in enumerate(parts, 1):
            items = "\n".join(self._fill("item.html", post) for post in posts)
            links = [
                f"<B>{n}</B>" if n == number else f'<A HREF="index.php?str={n}">{n}</A>'
                for n in range(1, len(parts) + 1)
            ]
            if number < len(parts):
                links.append(f'<A HREF="index.php?str={number + 1}">następna &gt;&gt;</A>')
            pager = f'<CENTER><FONT SIZE="1">strony: {" ".join(links)}</FONT></CENTER>'
            page = self._frame(self.name, items + pager, posts)
            yield f"/index.php?str={number}", page
            if number == 1:
                yield "/", page
                yield "/index.php", page
        for post in self.posts:
            yield self.path_of(post), self._frame(self.name, self._fill("article.html", post), [post])
        for path, text in (
            ("/historia.php", "Biblioteka powstała w 1951 r."),
            ("/cennik.php", "Ksero: strona A4."),
        ):
            yield path, self._frame(self.name, f'<FONT SIZE="2">{text}</FONT>', self.posts)

    def _fill(self, name: str, post: Post) -> str:
        return fill(
            self.template(name),
            path=self.path_of(post)[1:],
            title=post.name,
            day=f"{long_date(post.moment)} r.",
            body=post.body,
            excerpt=post.excerpt(14, "..."),
        )

    def _frame(self, title: str, main: str, posts: Sequence[Post]) -> Response:
        latest = "\n".join(
            f'{post.moment:%d.%m.%Y} <A HREF="{self.path_of(post)[1:]}">{post.name}</A><BR>'
            for post in self.posts[:2]
        )
        text = fill(self.template("frame.html"), title=title, main=main, latest=latest)
        return self.page(text, modified=newest(posts))


class Rudawka(Site):
    """Bytes of windows-1250, a `meta` that says ISO-8859-2, and a header that says nothing."""

    host = "rudawka-biblioteka.example"
    folder = "mgbp-rudawka"
    name = "Miejsko-Gminna Biblioteka Publiczna w Rudawce"
    charset = "windows-1250"
    content_type = "text/html"

    def path_of(self, post: Post) -> str:
        """`/pokaz.php?nr=107`."""
        return f"/pokaz.php?nr={post.number}"

    def make_pages(self) -> Iterator[tuple[str, Response]]:
        """Home, one long list, articles and their print views."""
        yield (
            "/robots.txt",
            plain_text("User-agent: *\nDisallow: /admin/\n\nUser-agent: MJ12bot\nDisallow: /\n"),
        )
        welcome = "<h2>Witamy na stronie biblioteki</h2><p>Żeby być na bieżąco, zaglądaj do Wiadomości.</p>"
        for path in ("/", "/index.php"):
            yield path, self._frame(self.name, welcome, self.posts)
        items = "\n".join(self._fill("item.html", post) for post in self.posts)
        yield (
            "/wiadomosci.php",
            self._frame(f"Wiadomości – {self.name}", f"<h2>Wiadomości</h2>{items}", self.posts),
        )
        for post in self.posts:
            title = f"{post.name} – {self.name}"
            yield self.path_of(post), self._frame(title, self._fill("article.html", post), [post])
            yield f"/drukuj.php?nr={post.number}", self.page(self._fill("print.html", post))
        yield "/kontakt.php", self._frame("Kontakt", "<h2>Kontakt</h2><p>tel. 32 000 00 00</p>", self.posts)

    def _fill(self, name: str, post: Post) -> str:
        day = f"{post.moment.day} {month(post.moment, genitive=False)} {post.moment.year}"
        return fill(
            self.template(name),
            path=self.path_of(post)[1:],
            id=post.number,
            title=post.name,
            day=day,
            body=post.body,
            excerpt=post.excerpt(18, "…"),
        )

    def _frame(self, title: str, main: str, posts: Sequence[Post]) -> Response:
        latest = "<br />".join(
            f'<a href="{self.path_of(post)[1:]}">{post.name}</a>' for post in self.posts[:2]
        )
        text = fill(self.template("frame.html"), title=title, main=main, latest=latest)
        return self.page(text, modified=newest(posts))
