"""What the server answers from the store: filtered feeds, search, announcement pages."""

from __future__ import annotations

import gzip
import hashlib

from fastapi import APIRouter, Request
from fastapi.responses import PlainTextResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException

from feeds.clean import one_line
from feeds.cursors import read_cursor, write_cursor
from feeds.document import format_of
from feeds.filters import Filter, FilterError
from feeds.language import CODES
from feeds.live import Live
from feeds.select import order
from feeds.site.addresses import Spot, address
from feeds.site.live_pages import PAGE, Results, announcement_page, make_page, next_query, search_page
from feeds.site.visibility_page import read_scope, visibility_page
from feeds.static import SMALLEST_TO_PACK, accepts_gzip, content_type, matching_tag
from feeds.visibility import PLACE_COLUMNS, table
from feeds.wording import VOIVODESHIPS

_METHODS = ["GET", "HEAD"]
_AFTER = "after"


def make_routes(live: Live) -> APIRouter:
    """The routes over a store."""
    router = APIRouter(include_in_schema=False)

    @router.api_route("/feeds/search/{name}", methods=_METHODS)
    def feed(name: str, request: Request) -> Response:
        """The announcements that answer a question, as a feed."""
        form = format_of(name)
        if form is None:
            raise HTTPException(404)
        try:
            asked = live.asked(given_once(request))
        except FilterError as exc:
            return PlainTextResponse(f"{exc}\n", status_code=400)
        response = conditional(request, live.feed(asked, form), content_type(name))
        response.headers["access-control-allow-origin"] = "*"
        own = f"{live.config.base_url}/feeds/search/{name}"
        canonical = f"{own}?{asked.query_string}" if asked.query_string else own
        links = [f'<{canonical}>; rel="canonical"']
        if live.imprint.hub:
            links += [f'<{live.imprint.hub}>; rel="hub"', f'<{canonical}>; rel="self"']
        response.headers["link"] = ", ".join(links)
        return response

    @router.api_route("/feeds/programmes/{programme:path}/voivodeships/{place}/{name}", methods=_METHODS)
    def before_the_first(programme: str, place: str, name: str, request: Request) -> Response:
        """A feed that stands in the tree from its first announcement on: until then the filter answers."""
        if programme not in live.taxonomy or place not in VOIVODESHIPS or not format_of(name):
            raise HTTPException(404)
        asked = Filter(programme=programme, voivodeship=place)
        return RedirectResponse(f"{root_of(request)}feeds/search/{name}?{asked.query_string}", 307)

    @router.api_route("/widocznosc/widocznosc.csv", methods=_METHODS)
    def visibility_table(request: Request) -> Response:
        """Visibility by programme, voivodeship and quarter."""
        return conditional(request, live.visibility_table(), content_type(".csv"))

    @router.api_route("/widocznosc/wojewodztwa.csv", methods=_METHODS)
    def places_table(request: Request, programme: str = "", year: str = "") -> Response:
        """A programme since a year by voivodeship: the table of the page."""
        try:
            scope = read_scope(live, programme, year)
        except FilterError as exc:
            return PlainTextResponse(f"{exc}\n", status_code=400)
        rows = live.visibility().place_rows(*scope)
        return conditional(request, table(PLACE_COLUMNS, rows), content_type(".csv"))

    for code in CODES:
        _add_pages(router, live, code)
    return router


def _add_pages(router: APIRouter, live: Live, code: str) -> None:
    """The pages in one language."""
    search_at, make_at = (f"/{address(section, code)}" for section in ("search", "make"))

    @router.api_route(search_at, methods=_METHODS, name=f"search-{code}")
    def search(request: Request) -> Response:
        """Search, and the feeds of the same question."""
        return _search(live, request, _spot(request, "search", code))

    @router.api_route(make_at, methods=_METHODS, name=f"make-{code}")
    def make(request: Request) -> Response:
        """A feed of one's own."""
        spot, trouble, asked = _spot(request, "make", code), None, Filter()
        try:
            asked = live.asked(given_once(request))
        except FilterError as exc:
            trouble = exc
        return _page(
            request, make_page(live, asked, spot=spot, root=root_of(request), trouble=trouble), trouble
        )

    @router.api_route(f"/{address('visibility', code)}", methods=_METHODS, name=f"visibility-{code}")
    def visibility(request: Request, programme: str = "", year: str = "") -> Response:
        """How visible the programmes are."""
        spot = _spot(request, "visibility", code)
        return _page(request, *visibility_page(live, programme, year, spot=spot, root=root_of(request)))

    @router.api_route(search_at + "{tail}/", methods=_METHODS, name=f"announcement-{code}")
    def announcement(tail: str, request: Request) -> Response:
        """One announcement with everything we say of it."""
        found = live.store.announcement(live.imprint.tag(f"a/{tail}"))
        if found is None:
            raise HTTPException(404)
        spot = Spot(section="search", code=code, tail=f"{tail}/")
        return _page(request, announcement_page(live, found, spot=spot, root=root_of(request)))


def _search(live: Live, request: Request, spot: Spot) -> Response:
    asked, after, trouble = Filter(), None, None
    try:
        values = given_once(request)
        after = read_cursor(values.pop(_AFTER, ""))
        asked = live.asked(values)
    except FilterError as exc:
        trouble = exc
    found = [] if trouble else live.search(asked, limit=PAGE + 1, after=after)
    following = ""
    if len(found) > PAGE:
        found = found[:PAGE]
        following = next_query(asked, write_cursor(order(found[-1])))
    results = Results(found=found, following=following, trouble=trouble)
    return _page(request, search_page(live, asked, results, spot=spot, root=root_of(request)), trouble)


def given_once(request: Request) -> dict[str, str]:
    """The query parameters. Raises FilterError where one is given twice."""
    given: dict[str, str] = {}
    for name, value in request.query_params.multi_items():
        if value.strip() and given.get(name, value) != value:
            raise FilterError("repeated", name=one_line(name, 60))
        given[name] = value or given.get(name, "")
    return given


def _spot(request: Request, section: str, code: str) -> Spot:
    query = request.url.query
    return Spot(section=section, code=code, tail=f"?{query[:1000]}" if query else "")


def root_of(request: Request) -> str:
    """The root of the site, as links on a page of the server begin."""
    return f"{request.scope.get('root_path', '')}/"


def _page(request: Request, body: bytes, trouble: FilterError | None = None) -> Response:
    if trouble:
        return Response(body, status_code=400, media_type="text/html; charset=utf-8")
    return conditional(request, body, content_type(".html"))


def conditional(request: Request, body: bytes, media_type: str) -> Response:
    """The body with its entity tag, packed for who takes it so, or a 304 to a reader that has it."""
    tag = hashlib.sha256(body).hexdigest()[:32]
    packed = len(body) >= SMALLEST_TO_PACK and accepts_gzip(request.headers.get("accept-encoding", ""))
    tags = [f'"{tag}-gzip"', f'"{tag}"'] if packed else [f'"{tag}"', f'"{tag}-gzip"']
    headers = {"cache-control": "no-cache", "content-type": media_type, "vary": "Accept-Encoding"}
    if same := matching_tag(request.headers.get("if-none-match", ""), tags):
        return Response(status_code=304, headers={**headers, "etag": same})
    if packed:
        headers["content-encoding"] = "gzip"
        body = gzip.compress(body, 5, mtime=0)
    return Response(body, headers={**headers, "etag": tags[0]})
