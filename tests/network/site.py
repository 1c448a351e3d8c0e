"""A site made of a folder: posts, templates, and what every kind of site has in common."""

from __future__ import annotations

import functools
import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.network.message import Request, Response

HERE = Path(__file__).resolve().parent
WARSAW = ZoneInfo("Europe/Warsaw")
#: pictures, styles and scripts of every site: there, small, and of no interest
ASSETS = {
    ".css": ("text/css", b"body{font-family:sans-serif}"),
    ".js": ("text/javascript", b"void 0;"),
    ".png": ("image/png", b"\x89PNG\r\n\x1a\n"),
    ".jpg": ("image/jpeg", b"\xff\xd8\xff\xd9"),
    ".gif": ("image/gif", b"GIF89a"),
    ".pdf": ("application/pdf", b"%PDF-1.4\n%%EOF\n"),
}
_SLOT = re.compile(r"\{\{(\w+)\}\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """An article of a site. `moment` is aware (Warsaw); `fields` are the other lines of its file."""

    number: int
    slug: str
    title: str
    moment: datetime
    body: str  #: HTML, as an editor typed it
    fields: dict[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The title as HTML."""
        return html.escape(self.title, quote=False)

    @property
    def dated(self) -> bool:
        """Whether the site prints the date at all."""
        return "undated" not in self.fields

    @property
    def modified(self) -> datetime:
        """The last edit: the line `modified`, or the publication."""
        text = self.fields.get("modified")
        return datetime.fromisoformat(text).replace(tzinfo=WARSAW) if text else self.moment

    @property
    def plain(self) -> str:
        """The text of the body on one line."""
        return html.unescape(" ".join(re.sub(r"<[^>]+>", " ", self.body).split()))

    def excerpt(self, words: int = 24, more: str = " […]") -> str:
        """The first words of the body, as HTML."""
        found = self.plain.split()
        return html.escape(" ".join(found[:words]), quote=False) + (more if len(found) > words else "")


def read_post(path: Path, charset: str) -> Post:
    """One content file: lines `name: value`, a line `---`, then HTML. Raises ValueError or KeyError."""
    head, mark, body = path.read_bytes().decode(charset).partition("\n---\n")
    if not mark:
        raise ValueError(f"{path}: no line `---` between the fields and the text")
    fields = dict(line.split(": ", 1) for line in head.splitlines())
    moment = datetime.fromisoformat(fields.pop("date")).replace(tzinfo=WARSAW)
    return Post(
        number=int(fields.pop("number")),
        slug=fields.pop("slug"),
        title=fields.pop("title"),
        moment=moment,
        body=body.strip(),
        fields=fields,
    )


class Site:
    """Base of every site. A subclass says what its addresses are and makes its pages."""

    host = ""
    folder = ""
    charset = "utf-8"
    content_type = "text/html; charset=utf-8"  #: of pages
    validators = False  #: ETag and Last-Modified on pages
    compress = False

    @property
    def root(self) -> str:
        """`http://host`."""
        return f"http://{self.host}"

    @functools.cached_property
    def posts(self) -> list[Post]:
        """Newest first."""
        files = (HERE / self.folder / "posts").glob("*.html")
        posts = [read_post(path, self.charset) for path in files]
        return sorted(posts, key=lambda post: (post.moment, post.slug), reverse=True)

    @functools.cached_property
    def pages(self) -> dict[str, Response]:
        """Every fixed address (path, or path with query) and its answer."""
        return dict(self.make_pages())

    def make_pages(self) -> Iterator[tuple[str, Response]]:
        """To be made by each site."""
        raise NotImplementedError

    def path_of(self, post: Post) -> str:
        """The address of an article, without scheme and host."""
        raise NotImplementedError

    def url_of(self, post: Post) -> str:
        """The whole address of an article."""
        return self.root + self.path_of(post)

    def respond(self, request: Request) -> Response | None:  # noqa: ARG002
        """An answer that depends on the query; None = the fixed pages decide."""
        return None

    def missing(self) -> Response:
        """The 404 page."""
        return self.page("<html><head><title>404</title></head><body><h1>404</h1></body></html>", status=404)

    def answer(self, request: Request) -> Response:
        """The answer to any request of this host."""
        found = self.respond(request)
        if found is not None:
            return found
        page = self.pages.get(request.target) or self.pages.get(request.path)
        kind, body = ASSETS.get(Path(request.path).suffix, ("", b""))
        if page is None and body:
            return Response(body=body, content_type=kind, etag=True)
        return page or self.missing()

    def template(self, name: str) -> str:
        """A file of the folder."""
        return (HERE / self.folder / name).read_bytes().decode(self.charset)

    def page(self, text: str, *, modified: datetime | None = None, status: int = 200) -> Response:
        """An HTML page of this site, in its charset and with its headers."""
        return Response(
            status=status,
            body=text.encode(self.charset),
            content_type=self.content_type,
            modified=modified.astimezone(UTC) if modified and self.validators else None,
            etag=self.validators,
            compress=self.compress,
        )

    def feed(self, text: str, kind: str, *, modified: datetime | None = None) -> Response:
        """An XML document with validators."""
        return Response(
            body=text.encode(),
            content_type=f"{kind}; charset=UTF-8",
            modified=modified.astimezone(UTC) if modified else None,
            etag=True,
            compress=self.compress,
        )


def plain_text(text: str) -> Response:
    """E.g. a robots.txt."""
    return Response(body=text.encode(), content_type="text/plain; charset=utf-8")


def fill(template: str, **values: object) -> str:
    """Put values (HTML) into `{{slots}}`. Raises KeyError where one is missing."""
    return _SLOT.sub(lambda match: str(values[match[1]]), template)


def in_pages(posts: Sequence[Post], size: int) -> list[Sequence[Post]]:
    """The posts, `size` to a page."""
    return [posts[start : start + size] for start in range(0, len(posts), size)]


def newest(posts: Sequence[Post]) -> datetime:
    """The last edit among them, a little later as servers do."""
    return max(post.modified for post in posts) + timedelta(minutes=3)
