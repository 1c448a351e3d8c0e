"""What the server answers from the store: filtered feeds, search, announcement pages."""

from __future__ import annotations

import hashlib
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import PlainTextResponse, Response
from starlette.exceptions import HTTPException

from feeds.cursors import Position, read_cursor, write_cursor
from feeds.document import FILES
from feeds.filters import Filter, FilterError, parse_filter
from feeds.live import Live
from feeds.select import order
from feeds.site.live_pages import PAGE, announcement_page, search_page
from feeds.static import content_type, matching_tag

_FORMS = {name: form for form, name in FILES.items()}
_METHODS = ["GET", "HEAD"]
_AFTER = "after"


def make_routes(live: Live) -> APIRouter:
    """The routes over a store."""
    router = APIRouter(include_in_schema=False)

    @router.api_route("/feeds/search/{name}", methods=_METHODS)
    def feed(name: str, request: Request) -> Response:
        """The announcements that answer a question, as a feed."""
        if name not in _FORMS:
            raise HTTPException(404)
        try:
            asked = parse_filter(dict(request.query_params), live.taxonomy)
        except FilterError as exc:
            return PlainTextResponse(f"{exc}\n", status_code=400)
        response = conditional(request, live.feed(asked, _FORMS[name]), content_type(name))
        response.headers["access-control-allow-origin"] = "*"
        return response

    @router.api_route("/ogloszenia/", methods=_METHODS)
    def search(request: Request) -> Response:
        """Search, and the feeds of the same question."""
        return _search(live, request)

    @router.api_route("/ogloszenia/{tail}/", methods=_METHODS)
    def announcement(tail: str, request: Request) -> Response:
        """One announcement with everything we say of it."""
        found = live.store.announcement(live.imprint.tag(f"a/{tail}"))
        if found is None:
            raise HTTPException(404)
        root = f"{request.scope.get('root_path', '')}/"
        return conditional(request, announcement_page(live, found, root=root), content_type(".html"))

    return router


def _search(live: Live, request: Request) -> Response:
    values = dict(request.query_params)
    asked, trouble = Filter(), ""
    try:
        after = read_cursor(values.pop(_AFTER, ""))
        asked = parse_filter(values, live.taxonomy)
    except FilterError as exc:
        after, trouble = None, str(exc)
    found = [] if trouble else live.search(asked, limit=PAGE + 1, after=after)
    following = ""
    if len(found) > PAGE:
        found = found[:PAGE]
        following = _link(asked, order(found[-1]))
    root = f"{request.scope.get('root_path', '')}/"
    body = search_page(live, asked, found, root=root, following=following, trouble=trouble)
    if trouble:
        return Response(body, status_code=400, media_type="text/html; charset=utf-8")
    return conditional(request, body, content_type(".html"))


def _link(asked: Filter, last: Position) -> str:
    query = asked.query_string
    following = urlencode({_AFTER: write_cursor(last)})
    return f"{query}&{following}" if query else following


def conditional(request: Request, body: bytes, media_type: str) -> Response:
    """The body with its entity tag, or a 304 to a reader that has it."""
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = {"etag": tag, "cache-control": "no-cache", "content-type": media_type}
    if matching_tag(request.headers.get("if-none-match", ""), [tag]):
        return Response(status_code=304, headers=headers)
    return Response(body, headers=headers)
