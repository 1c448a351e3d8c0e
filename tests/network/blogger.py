"""A blog: whole texts in the Atom feed (`?start-index=`, `?max-results=`), articles under year and month."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tests.network.message import Request, Response
from tests.network.polish import month, weekday_date
from tests.network.site import Post, Site, fill, in_pages, newest, plain_text
from tests.network.syndication import atom

NAME = "Filia nr 3 czyta nad morzem"
FEED = "/feeds/posts/default"
ROBOTS = "User-agent: Mediapartners-Google\nDisallow:\n\nUser-agent: *\nDisallow: /search\nAllow: /\n"
SHOWN = 4  # posts on a page of the blog


class FiliaLipowiec(Site):
    """The blog of a branch library."""

    host = "filia3-lipowiec.example"
    folder = "filia-lipowiec"
    minutes = True
    compress = True

    def path_of(self, post: Post) -> str:
        """`/2022/05/slug.html`."""
        return f"/{post.moment:%Y/%m}/{post.slug}.html"

    def make_pages(self) -> Iterator[tuple[str, Response]]:
        """The blog by pages, posts, months, the sitemap."""
        robots = (
            "User-agent: Mediapartners-Google\nDisallow:\n\nUser-agent: *\nDisallow: /search\nAllow: /\n\n"
        )
        yield "/robots.txt", plain_text(f"{robots}Sitemap: {self.root}/sitemap.xml\n")
        parts = in_pages(self.posts, SHOWN)
        for number, posts in enumerate(parts):
            path = self._older(parts[number - 1][-1]) if number else "/"
            pager = ""
            if number + 1 < len(parts):
                older = self._older(posts[-1]).replace("&", "&amp;")
                pager = f"<a class='blog-pager-older-link' href=\"{self.root}{older}\">Starsze posty</a>"
            main = "\n".join(self._post(post, linked=True) for post in posts)
            yield path, self._frame(NAME, main, posts, f"<div class='blog-pager'>{pager}</div>")
        for post in self.posts:
            yield self.path_of(post), self._frame(f"{NAME}: {post.name}", self._post(post), [post])
        for key in sorted({f"{post.moment:%Y/%m}" for post in self.posts}):
            posts = [post for post in self.posts if f"{post.moment:%Y/%m}" == key]
            main = "\n".join(self._post(post, linked=True) for post in posts)
            yield f"/{key}/", self._frame(f"{NAME}: {key}", main, posts)
        urls = "".join(
            f"<url><loc>{self.url_of(post)}</loc><lastmod>{post.modified.isoformat()}</lastmod></url>"
            for post in self.posts
        )
        xmlns = "http://www.sitemaps.org/schemas/sitemap/0.9"
        text = f"<?xml version='1.0' encoding='UTF-8'?><urlset xmlns='{xmlns}'>{urls}</urlset>"
        yield "/sitemap.xml", self.feed(text, "application/xml")

    def respond(self, request: Request) -> Response | None:
        """The feed, in the slice that the query asks for."""
        if request.path != FEED:
            return None
        query = request.query
        try:
            start = max(int(query.get("start-index", "1")), 1)
            size = min(max(int(query.get("max-results", "25")), 0), 150)
        except ValueError:
            return Response(status=400, body=b"Invalid value", content_type="text/plain")
        posts = self.posts[start - 1 : start - 1 + size]
        after = start + size
        more = f"{self.root}{FEED}?start-index={after}&max-results={size}" if after <= len(self.posts) else ""
        text = atom(
            posts,
            self.url_of,
            title=NAME,
            home=f"{self.root}/",
            total=len(self.posts),
            start=start,
            next_page=more,
        )
        modified = newest(posts) if posts else None
        return self.feed(text, "application/atom+xml", modified=modified)

    def _older(self, post: Post) -> str:
        moment = post.moment.isoformat().replace("+", "%2B")
        return f"/search?updated-max={moment}&max-results={SHOWN}"

    def _post(self, post: Post, *, linked: bool = False) -> str:
        url = self.url_of(post)
        return fill(
            self.template("article.html"),
            id=post.number,
            heading=f'<a href="{url}">{post.name}</a>' if linked else post.name,
            url=url,
            weekday=weekday_date(post.moment),
            iso=post.moment.isoformat(),
            time=f"{post.moment:%H:%M}",
            body=post.body,
        )

    def _frame(self, title: str, main: str, posts: Sequence[Post], pager: str = "") -> Response:
        months = dict.fromkeys(
            (f"{post.moment:%Y/%m}", f"{month(post.moment, genitive=False)} {post.moment.year}")
            for post in self.posts
        )
        archive = "\n".join(
            f"<li class='archivedate'><a class='post-count-link' href=\"{self.root}/{key}/\">{words}</a></li>"
            for key, words in months
        )
        slots = {"title": title, "main": main, "archive": archive, "pager": pager}
        return self.page(fill(self.template("frame.html"), root=self.root, **slots), modified=newest(posts))
