"""The read-only API under `/api`, described by OpenAPI 3.1: announcements here, lists in `api_lists`."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import islice
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from aggregator.as_json import announcement_as_dict, utc
from aggregator.model import Announcement
from feeds.answers import Format, Question, answer, as_json, next_address, read_question
from feeds.api_lists import add_lists
from feeds.cursors import Position, read_cursor
from feeds.filters import FilterError
from feeds.live import Live
from feeds.select import order
from feeds.summary import excerpt_of
from feeds.tables import names_of

_COLUMNS = names_of("announcements")
_EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)  #: the first moments there are cannot be told in another zone


def make_api(live: Live) -> APIRouter:
    """The routes."""
    api = APIRouter(prefix="/api", tags=["api"])

    @api.get("/announcements", summary="Announcements, the newest first, page by page")
    def announcements(
        request: Request, question: Annotated[Question, Depends(read_question)], format: Format = "json"
    ) -> Response:
        """Evidence with every statement; excerpts, never whole texts. `next` leads to the next page.

        With `changed_since` what a library withdrew comes with the status `gone`, and the first page names in
        `forgotten` what was taken out for good since: a copy must drop these ids.
        """
        found, last = _page(live, question)
        more: dict[str, Any] = {"next": next_address(request, last)}
        if question.changed_since:
            more["forgotten"] = [] if question.cursor else _forgotten(live, question)
        return answer(request, map(_row, found), _COLUMNS, format, live.file("announcements"), **more)

    @api.get("/announcements/{tail}", summary="One announcement with its revisions")
    def announcement(request: Request, tail: str) -> Response:
        """`tail` is the part of the id after `:a/`."""
        found = live.store.announcement(live.imprint.tag(f"a/{tail}"))
        if found is None:
            raise HTTPException(404)
        return as_json(request, {**_row(found), "revisions": _revisions(live, found.id)})

    add_lists(api, live)
    return api


def _revisions(live: Live, id: str) -> list[dict[str, Any]]:
    return [
        {"number": one.number, "seen": utc(one.seen), "replaced": utc(one.replaced), "title": one.title}
        for one in live.store.revisions(id)
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
    found = live.search(live.asked(question.filter), limit=limit + 1, after=after)
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


def _forgotten(live: Live, question: Question) -> list[dict[str, str | None]]:
    gone = live.store.forgotten_since(_moment(question.changed_since))
    return [{"id": id, "forgotten": utc(made)} for id, made in gone]


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text.replace(" ", "+"))  # a plus sign in an address is a space
    except ValueError:
        moment = datetime.min
    if moment.tzinfo is None:
        raise FilterError("moment")
    return moment if moment.year >= _EARLIEST.year else _EARLIEST


def _row(announcement: Announcement) -> dict[str, Any]:
    return {**announcement_as_dict(announcement), "excerpt": excerpt_of(announcement.content.text)}
