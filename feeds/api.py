"""The read-only API: announcements, programmes and libraries as JSON or CSV, described by OpenAPI 3.1."""

from __future__ import annotations

import csv
import io
import json
from datetime import datetime
from itertools import islice
from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from aggregator.as_json import announcement_as_dict, utc
from aggregator.model import Announcement
from feeds.channels import programme_name
from feeds.cursors import Position, read_cursor, write_cursor
from feeds.export import TABLES, cell
from feeds.filters import NAMES, FilterError, parse_filter
from feeds.live import Live
from feeds.routes import conditional
from feeds.select import order
from feeds.summary import excerpt_of
from feeds.wording import VOIVODESHIPS

_MOST = 200
_COLUMNS = list(TABLES["announcements"])
_JSON, _CSV = "application/json; charset=utf-8", "text/csv; charset=utf-8"

Text = Annotated[str, Query()]


def make_api(live: Live) -> APIRouter:
    """The routes under `/api`."""
    api = APIRouter(prefix="/api", tags=["api"])

    @api.get("/announcements", summary="Announcements, the newest first, page by page")
    def announcements(
        request: Request,
        programme: Text = "",
        voivodeship: Text = "",
        kind: Text = "",
        library: Text = "",
        q: Text = "",
        since: Annotated[str, Query(description="first day, 2024-03-31")] = "",
        minimum: Annotated[str, Query(description="złoty: a grant of at least this much")] = "",
        changed_since: Annotated[
            str,
            Query(description="time with zone; gives everything that changed, withdrawn items too; alone"),
        ] = "",
        cursor: Annotated[str, Query(description="`next` of the page before")] = "",
        limit: Annotated[int, Query(ge=1, le=_MOST)] = 50,
        format: Literal["json", "csv"] = "json",
    ) -> Response:
        """Evidence with every statement; excerpts, never whole texts. `next` leads to the next page."""
        asked = dict(zip(NAMES, (programme, voivodeship, kind, library, q, since, minimum), strict=True))
        try:
            after = read_cursor(cursor)
            if changed_since:
                found, last = _changed(live, asked, changed_since, after, limit)
            else:
                found, last = _newest(live, asked, after, limit)
        except FilterError as exc:
            return JSONResponse({"detail": str(exc)}, status_code=400)
        if format == "csv":
            return conditional(request, _table(found), _CSV)
        following = _next(request, last) if last else None
        body = json.dumps({"items": [_row(one) for one in found], "next": following}, ensure_ascii=False)
        return conditional(request, body.encode("utf-8", "replace"), _JSON)

    @api.get("/announcements/{tail}", summary="One announcement with its revisions")
    def announcement(request: Request, tail: str) -> Response:
        """`tail` is the part of the id after `:a/`."""
        found = live.store.announcement(live.imprint.tag(f"a/{tail}"))
        if found is None:
            raise HTTPException(404)
        revisions = [
            {"number": one.number, "seen": utc(one.seen), "replaced": utc(one.replaced), "title": one.title}
            for one in live.store.revisions(found.id)
        ]
        body = json.dumps({**_row(found), "revisions": revisions}, ensure_ascii=False)
        return conditional(request, body.encode("utf-8", "replace"), _JSON)

    @api.get("/programmes", summary="The taxonomy of programmes with counts of announcements")
    def programmes(request: Request) -> Response:
        """In the order of the taxonomy; a programme counts what belongs to it."""
        counts = live.store.counts().by_programme
        rows = [
            {
                "id": node.id,
                "name": programme_name(node, live.taxonomy),
                "name_en": node.name_en,
                "kind": node.kind,
                "parent": node.parent or None,
                "from": node.years.first,
                "to": node.years.last,
                "url": node.url or None,
                "announcements": counts.get(node.id, 0),
            }
            for node in live.taxonomy.nodes
        ]
        return conditional(request, json.dumps({"items": rows}, ensure_ascii=False).encode(), _JSON)

    @api.get("/libraries", summary="Libraries we read, with counts of announcements")
    def libraries(request: Request) -> Response:
        """By name."""
        counts = live.store.counts().by_source
        rows = [
            {
                "id": source.id,
                "library": source.library,
                "kind": source.kind,
                "teryt": source.teryt,
                "voivodeship": VOIVODESHIPS.get(source.voivodeship),
                "home": source.home,
                "announcements": counts.get(source.id, 0),
            }
            for source in sorted(live.store.sources(), key=lambda one: (one.library, one.id))
        ]
        body = json.dumps({"items": rows}, ensure_ascii=False)
        return conditional(request, body.encode("utf-8", "replace"), _JSON)

    return api


def _newest(
    live: Live, asked: dict[str, str], after: Position | None, limit: int
) -> tuple[list[Announcement], Position | None]:
    found = live.search(parse_filter(asked, live.taxonomy), limit=limit + 1, after=after)
    more = len(found) > limit
    return found[:limit], order(found[limit - 1]) if more else None


def _changed(
    live: Live, asked: dict[str, str], since: str, after: Position | None, limit: int
) -> tuple[list[Announcement], Position | None]:
    if any(asked.values()):
        raise FilterError("Parametru changed_since nie można łączyć z innymi warunkami.")
    try:
        moment = datetime.fromisoformat(since.replace(" ", "+"))
    except ValueError:
        moment = datetime.min
    if moment.tzinfo is None:
        raise FilterError("changed_since musi być czasem ze strefą, na przykład 2026-11-23T09:00:00Z.")
    start = after[0] if after else moment
    fresh = (
        (changed, one)
        for changed, one in live.store.changed_since(start)
        if after is None or (changed, one.id) > after
    )
    found = list(islice(fresh, limit + 1))
    last = (found[limit - 1][0], found[limit - 1][1].id) if len(found) > limit else None
    return [one for _, one in found[:limit]], last


def _next(request: Request, last: Position) -> str:
    values = {**request.query_params, "cursor": write_cursor(last)}
    return f"{request.url.path}?{urlencode(values)}"


def _row(announcement: Announcement) -> dict[str, Any]:
    return {**announcement_as_dict(announcement), "excerpt": excerpt_of(announcement.content.text)}


def _table(found: list[Announcement]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(_COLUMNS)
    for one in found:
        row = _row(one)
        writer.writerow([cell(row[column]) for column in _COLUMNS])
    return text.getvalue().encode("utf-8", "replace")
