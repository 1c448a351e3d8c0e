"""The part of the API that counts and lists: awards, programmes, libraries, statistics."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from aggregator.as_json import announcement_as_dict
from feeds.answers import Format, Question, answer, next_address, only_format, read_question
from feeds.channels import programme_name
from feeds.cursors import read_cursor
from feeds.filters import FilterError
from feeds.live import Live
from feeds.scope import Scope
from feeds.select import order
from feeds.tables import names_of
from feeds.wording import VOIVODESHIPS

_AWARDS = names_of("awards")
_PROGRAMMES = ["id", "name", "name_en", "kind", "parent", "from", "to", "url", "announcements"]
_LIBRARIES = ["id", "library", "kind", "teryt", "voivodeship", "home", "announcements"]
_STATISTICS = ["by", "term", "announcements"]


def add_lists(api: APIRouter, live: Live) -> None:
    """The routes of the lists."""

    @api.get("/awards", summary="Awards, those of the newest announcements first, page by page")
    def awards(
        request: Request, question: Annotated[Question, Depends(read_question)], format: Format = "json"
    ) -> Response:
        """A row for each programme, beneficiary and sum, with the words it was read from.

        Of a programme that is asked for, those of the others on the same page are left out. `limit` counts
        announcements, which may tell of several awards.
        """
        if question.changed_since:
            raise FilterError("changed")
        asked, after = live.asked(question.filter), read_cursor(question.cursor)
        limit = question.limit
        found = live.search(asked, limit=limit + 1, after=after, awarded=True)
        only = Scope(programme=asked.programme).programmes(live.taxonomy)
        rows = [
            row for one in found[:limit] for row in live.awards().of(one, announcement_as_dict(one), only)
        ]
        last = order(found[limit - 1]) if len(found) > limit else None
        return answer(request, rows, _AWARDS, format, live.file("awards"), next=next_address(request, last))

    alone = [Depends(only_format)]

    @api.get(
        "/programmes", summary="The taxonomy of programmes with counts of announcements", dependencies=alone
    )
    def programmes(request: Request, format: Format = "json") -> Response:
        """In the order of the taxonomy; a programme counts what belongs to it."""
        return answer(request, _programmes(live), _PROGRAMMES, format, live.file("programmes"))

    @api.get("/libraries", summary="Libraries we read, with counts of announcements", dependencies=alone)
    def libraries(request: Request, format: Format = "json") -> Response:
        """By name."""
        return answer(request, _libraries(live), _LIBRARIES, format, live.file("libraries"))

    @api.get(
        "/statistics",
        summary="Announcements by status, kind, voivodeship, programme and library",
        dependencies=alone,
    )
    def statistics(request: Request, format: Format = "json") -> Response:
        """A row for each term; all but the status count news only, and a programme counts its parts."""
        return answer(request, _statistics(live), _STATISTICS, format, live.file("statistics"))


def _programmes(live: Live) -> list[dict[str, Any]]:
    counts = live.counts().by_programme
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
    counts = live.counts().by_source
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


def _statistics(live: Live) -> list[dict[str, Any]]:
    counts = live.counts()
    places: dict[str, int] = {}
    for source in live.store.sources():
        place = source.voivodeship
        places[place] = places.get(place, 0) + counts.by_source.get(source.id, 0)
    tables = {
        "status": counts.by_status,
        "kind": counts.by_kind,
        "voivodeship": {place: number for place, number in sorted(places.items()) if number},
        "programme": counts.by_programme,
        "library": counts.by_source,
    }
    return [
        {"by": by, "term": term, "announcements": number}
        for by, table in tables.items()
        for term, number in table.items()
    ]
