"""The published tree over HTTP: validators, HEAD, gzip, safe paths. Plain ASGI; no store is ever asked."""

from __future__ import annotations

import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from pathlib import Path, PurePosixPath
from stat import S_ISREG
from typing import Any
from urllib.parse import quote

from feeds.document import FORMATS, format_of

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]
Headers = list[tuple[bytes, bytes]]

_TYPES = {
    "opml.xml": "text/x-opml; charset=utf-8",
    ".xml": "application/atom+xml; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".jsonl": "application/jsonl; charset=utf-8",
}
SECURITY = [
    (
        b"content-security-policy",
        b"default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
        b"frame-ancestors 'none'",
    ),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"strict-origin-when-cross-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
    (b"cross-origin-opener-policy", b"same-origin"),
]
_LONGEST_PATH = 1000  #: characters; the tree has none near it, and a file system refuses four times that
SMALLEST_TO_PACK = 1000  #: bytes
_CACHE = 32 * 2**20  #: bytes of bodies kept in memory


@dataclass(slots=True)
class _File:
    stamp: tuple[int, int, int]
    body: bytes
    packed: bytes
    etag: str
    modified: datetime
    printed: bytes  #: `modified` as HTTP prints it


class PublicTree:
    """Answers GET and HEAD for what lies in `root`; everything else goes on to `app`."""

    def __init__(
        self, app: App, root: Path, hub: str = "", base_url: str = "", published_as: str = ""
    ) -> None:
        """`published_as`: the address in the files, where it is another than the one they are served at."""
        self.app = app
        self._instead = published_as.encode() if published_as != base_url else b""
        self.root = root
        self.hub = hub
        self.base_url = base_url
        self._files: OrderedDict[str, _File] = OrderedDict()
        self._size = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request of the tree."""
        name = self._name(scope["path"]) if scope["type"] == "http" else None
        if name is None:
            return await self.app(scope, receive, send)
        path, file = scope["path"], self._load(name)
        if file is not None and scope["method"] not in ("GET", "HEAD"):
            return await _respond(send, 405, [(b"allow", b"GET, HEAD"), (b"content-length", b"0"), *SECURITY])
        if file is not None:
            return await self._answer(scope, send, name, file)
        if scope["method"] not in ("GET", "HEAD"):
            return await self.app(scope, receive, send)
        if target := self._elsewhere(path):
            return await _redirect(send, scope.get("root_path", "") + target)
        return await self.app(scope, receive, send)

    def _name(self, path: str) -> str | None:
        """The file a path stands for, or None where it could lead out of the tree."""
        if "\\" in path or "\0" in path:
            return None
        parts = path.lstrip("/").split("/")
        if len(path) > _LONGEST_PATH or any(part.startswith(".") or len(part) > 200 for part in parts):
            return None
        if "" in parts[:-1]:
            return None
        return "/".join(parts) if parts[-1] else "/".join([*parts[:-1], "index.html"])

    def _elsewhere(self, path: str) -> str:
        """Where a folder's address leads: to itself with a slash, or from a feed's folder to its page."""
        folder = path.strip("/")
        if not (self.root / folder).is_dir():
            return ""
        if (self.root / folder / "index.html").is_file():
            return f"/{quote(folder)}/"
        if folder == "feeds":
            return "/kanaly/"
        programme = folder.removeprefix("feeds/programmes/")
        if programme != folder and (self.root / "programy" / programme / "index.html").is_file():
            return f"/programy/{quote(programme)}/"
        if (self.root / folder / "atom.xml").is_file():
            return f"/{quote(folder)}/atom.xml"
        return "/kanaly/" if folder.startswith("feeds/") else ""

    def _load(self, name: str) -> _File | None:
        where = self.root / name
        try:
            found = where.stat()
            if not S_ISREG(found.st_mode):
                return None
            stamp = (found.st_ino, found.st_mtime_ns, found.st_size)
            known = self._files.get(name)
            if known and known.stamp == stamp:
                self._files.move_to_end(name)
                return known
            body = where.read_bytes()
            if self._instead:
                body = body.replace(self._instead, self.base_url.encode())
        except (OSError, ValueError):
            return None
        modified = datetime.fromtimestamp(int(found.st_mtime), UTC)
        file = _File(
            stamp=stamp,
            body=body,
            packed=gzip.compress(body, 6, mtime=0) if len(body) >= SMALLEST_TO_PACK else b"",
            etag=hashlib.sha256(body).hexdigest()[:32],
            modified=modified,
            printed=format_datetime(modified, usegmt=True).encode(),
        )
        self._keep(name, file)
        return file

    def _keep(self, name: str, file: _File) -> None:
        old = self._files.pop(name, None)
        self._size -= len(old.body) + len(old.packed) if old else 0
        self._files[name] = file
        self._size += len(file.body) + len(file.packed)
        while self._size > _CACHE and len(self._files) > 1:
            _, gone = self._files.popitem(last=False)
            self._size -= len(gone.body) + len(gone.packed)

    async def _answer(self, scope: Scope, send: Send, name: str, file: _File) -> None:
        asked = {key: value.decode("latin-1") for key, value in scope["headers"]}
        packed = bool(file.packed) and accepts_gzip(asked.get(b"accept-encoding", ""))
        tags = (
            [f'"{file.etag}-gzip"', f'"{file.etag}"'] if packed else [f'"{file.etag}"', f'"{file.etag}-gzip"']
        )
        same = _unchanged(asked, tags, file.modified)
        headers: Headers = [
            (b"etag", (same or tags[0]).encode()),
            (b"last-modified", file.printed),
            # a page and its style must fit together; feed readers may ask less often
            (b"cache-control", b"public, max-age=300" if name.startswith("feeds/") else b"no-cache"),
            (b"vary", b"Accept-Encoding"),
            *SECURITY,
        ]
        if name.startswith("feeds/"):
            headers.append((b"access-control-allow-origin", b"*"))
            if self.hub:
                links = f'<{self.hub}>; rel="hub", <{self.base_url}/{quote(name)}>; rel="self"'
                headers.append((b"link", links.encode("latin-1", "ignore")))
        if same:
            await _respond(send, 304, headers)
            return
        body = file.packed if packed else file.body
        headers.append((b"content-type", content_type(name).encode()))
        headers.append((b"content-length", str(len(body)).encode()))
        if packed:
            headers.append((b"content-encoding", b"gzip"))
        await _respond(send, 200, headers, b"" if scope["method"] == "HEAD" else body)


def content_type(name: str) -> str:
    """The media type of a file of the tree."""
    last = name.rsplit("/", 1)[-1]
    form = format_of(last)
    if form is not None:
        return f"{FORMATS[form].media_type}; charset=utf-8"
    return _TYPES.get(last) or _TYPES.get(PurePosixPath(last).suffix, "application/octet-stream")


def accepts_gzip(header: str) -> bool:
    """Whether an Accept-Encoding header takes gzip."""
    for item in header.split(","):
        coding, _, weight = item.partition(";")
        if coding.strip().lower() in ("gzip", "*"):
            return weight.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False


def _unchanged(asked: dict[bytes, str], tags: Iterable[str], modified: datetime) -> str:
    """The validator the reader already has, or "" (RFC 9110 §13.2.2: entity tags go before dates)."""
    tags = list(tags)
    if (known := asked.get(b"if-none-match")) is not None:
        return matching_tag(known, tags)
    if since := asked.get(b"if-modified-since"):
        try:
            return tags[0] if modified <= parsedate_to_datetime(since) else ""
        except (ValueError, TypeError):
            return ""
    return ""


def matching_tag(header: str, tags: Iterable[str]) -> str:
    """The first of our entity tags that If-None-Match lists, or ""; weak comparison."""
    listed = {item.strip().removeprefix("W/") for item in header.split(",")}
    return next((tag for tag in tags if tag in listed or "*" in listed), "")


async def _redirect(send: Send, target: str) -> None:
    headers: Headers = [(b"location", target.encode()), (b"content-length", b"0"), *SECURITY]
    await _respond(send, 302, headers)


async def _respond(send: Send, status: int, headers: Headers, body: bytes = b"") -> None:
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
