"""What goes over the wire: a request, a response, and the line of the log about both."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from urllib.parse import parse_qsl, urlsplit


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A request as it arrived; `target` is the path with its query, `headers` have lower-case names."""

    method: str
    host: str
    target: str
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def path(self) -> str:
        """The path without the query, still percent-encoded."""
        return urlsplit(self.target).path

    @property
    def query(self) -> dict[str, str]:
        """The last value of each parameter."""
        return dict(parse_qsl(urlsplit(self.target).query, keep_blank_values=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """What a site answers. `modified` (UTC) and the body make the validators of a conditional request."""

    status: int = 200
    body: bytes = b""
    content_type: str = "text/html; charset=utf-8"  #: "" = no such header
    headers: Mapping[str, str] = field(default_factory=dict)
    modified: datetime | None = None
    etag: bool = False  #: send one, made from the body
    compress: bool = False  #: gzip for those who ask for it
    delay: float = 0.0  #: seconds before the answer
    drop: bool = False  #: close the connection without a word


@dataclass(frozen=True, slots=True, kw_only=True)
class LogEntry:
    """One request and its answer. `started`, `ended`: monotonic; the `_at` twins: seconds since 1970."""

    method: str
    host: str
    path: str  #: with the query
    status: int  #: 0 = connection dropped
    bytes: int  #: of the body as sent
    conditional: bool
    user_agent: str
    started: float
    ended: float
    started_at: float
    ended_at: float


def page(text: str, *, status: int = 200, charset: str = "utf-8", declared: bool = True) -> Response:
    """An HTML answer; `declared` says whether the header names the charset."""
    kind = f"text/html; charset={charset}" if declared else "text/html"
    return Response(status=status, body=text.encode(charset), content_type=kind)


def redirect(location: str, status: int = 301) -> Response:
    """A redirect with the short body that servers send along."""
    body = f'<html><body>Przeniesiono: <a href="{location}">{location}</a></body></html>'
    return Response(status=status, body=body.encode(), headers={"Location": location})


def finish(request: Request, response: Response) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body to send: validators, 304, compression, HEAD."""
    body = response.body
    headers = dict(response.headers)
    if response.content_type:
        headers.setdefault("Content-Type", response.content_type)
    tag = f'"{hashlib.sha256(body).hexdigest()[:20]}"'
    if response.compress:
        tag = f"W/{tag}"
        headers["Vary"] = "Accept-Encoding"
    if response.etag and response.status == 200:
        headers["ETag"] = tag
    if response.modified and response.status == 200:
        headers["Last-Modified"] = format_datetime(response.modified.astimezone(UTC), usegmt=True)
    if response.status == 200 and _is_unchanged(request, response, tag):
        headers.pop("Content-Type", None)
        return 304, headers, b""
    if response.compress and body and "gzip" in request.headers.get("accept-encoding", ""):
        body = gzip.compress(body, 6, mtime=0)
        headers["Content-Encoding"] = "gzip"
    headers.setdefault("Content-Length", str(len(body)))
    return response.status, headers, b"" if request.method == "HEAD" else body


def _is_unchanged(request: Request, response: Response, tag: str) -> bool:
    """RFC 9110: If-None-Match decides alone where it is sent, compared weakly."""
    wanted = request.headers.get("if-none-match")
    if wanted is not None:
        known = {one.strip().removeprefix("W/") for one in wanted.split(",")}
        return response.etag and (tag.removeprefix("W/") in known or "*" in known)
    since = request.headers.get("if-modified-since")
    if since is None or response.modified is None:
        return False
    try:
        moment = parsedate_to_datetime(since)
    except ValueError:
        return False
    return response.modified <= moment.replace(tzinfo=moment.tzinfo or UTC)
