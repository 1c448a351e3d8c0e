"""The read-only API: announcements, programmes and libraries as JSON or CSV, described by OpenAPI 3.1."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request
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
_CSV = "text/csv; charset=utf-8"

Text = Annotated[str, Query()]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """The query of a page of announcements."""

    filter: dict[str, str]
    changed_since: str
    cursor: str
    limit: int


def _question(
    programme: Text = "",
    voivodeship: Text = "",
    kind: Text = "",
    library: Text = "",
    q: Text = "",
    since: Annotated[str, Query(description="first day, 2024-03-31")] = "",
    minimum: Annotated[str, Query(description="złoty: a grant of at least this much")] = "",
    changed_since: Annotated[
        str, Query(description="time with zone; gives everything that changed, withdrawn items too; alone")
    ] = "",
    cursor: Annotated[str, Query(description="from `next` of the page before")] = "",
    limit: Annotated[int, Query(ge=1, le=_MOST)] = 50,
) -> Question:
    values = (programme, voivodeship, kind, library, q, since, minimum)
    asked = dict(zip(NAMES, values, strict=True))
    return Question(filter=asked, changed_since=changed_since, cursor=cursor, limit=limit)


def make_api(live: Live) -> APIRouter:
    """The routes under `/api`."""
    api = APIRouter(prefix="/api", tags=["api"])

    @api.get("/announcements", summary="Announcements, the newest first, page by page")
    def announcements(
        request: Request,
        question: Annotated[Question, Depends(_question)],
        format: Literal["json", "csv"] = "json",
    ) -> Response:
        """Evidence with every statement; excerpts, never whole texts. `next` leads to the next page."""
        try:
            found, last = _page(live, question)
        except FilterError as exc:
            return JSONResponse({"detail": str(exc)}, status_code=400)
        if format == "csv":
            return conditional(request, _table(found), _CSV)
        return _json(
            request, {"items": [_row(one) for one in found], "next": _next(request, last) if last else None}
        )

    @api.get("/announcements/{tail}", summary="One announcement with its revisions")
    def announcement(request: Request, tail: str) -> Response:
        """`tail` is the part of the id after `:a/`."""
        found = live.store.announcement(live.imprint.tag(f"a/{tail}"))
        if found is None:
            raise HTTPException(404)
        return _json(request, {**_row(found), "revisions": _revisions(live, found.id)})

    @api.get("/programmes", summary="The taxonomy of programmes with counts of announcements")
    def programmes(request: Request) -> Response:
        """In the order of the taxonomy; a programme counts what belongs to it."""
        return _json(request, {"items": _programmes(live)})

    @api.get("/libraries", summary="Libraries we read, with counts of announcements")
    def libraries(request: Request) -> Response:
        """By name."""
        return _json(request, {"items": _libraries(live)})

    return api


def _json(request: Request, value: dict[str, Any]) -> Response:
    body = json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")
    return conditional(request, body, "application/json; charset=utf-8")


def _revisions(live: Live, id: str) -> list[dict[str, Any]]:
    return [
        {"number": one.number, "seen": utc(one.seen), "replaced": utc(one.replaced), "title": one.title}
        for one in live.store.revisions(id)
    ]


def _programmes(live: Live) -> list[dict[str, Any]]:
    counts = live.store.counts().by_programme
    return [
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


def _libraries(live: Live) -> list[dict[str, Any]]:
    counts = live.store.counts().by_source
    return [
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


def _page(live: Live, question: Question) -> tuple[list[Announcement], Position | None]:
    after = read_cursor(question.cursor)
    if question.changed_since:
        return _changed(live, question, after)
    return _newest(live, question, after)


def _newest(
    live: Live, question: Question, after: Position | None
) -> tuple[list[Announcement], Position | None]:
    limit = question.limit
    found = live.search(parse_filter(question.filter, live.taxonomy), limit=limit + 1, after=after)
    return found[:limit], order(found[limit - 1]) if len(found) > limit else None


def _changed(
    live: Live, question: Question, after: Position | None
) -> tuple[list[Announcement], Position | None]:
    if any(question.filter.values()):
        raise FilterError("changed")
    limit, start = question.limit, after[0] if after else _moment(question.changed_since)
    fresh = (
        (changed, one)
        for changed, one in live.store.changed_since(start)
        if after is None or (changed, one.id) > after
    )
    found = list(islice(fresh, limit + 1))
    last = (found[limit - 1][0], found[limit - 1][1].id) if len(found) > limit else None
    return [one for _, one in found[:limit]], last


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text.replace(" ", "+"))  # a plus sign in an address is a space
    except ValueError:
        moment = datetime.min
    if moment.tzinfo is None:
        raise FilterError("moment")
    return moment


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
