"""The page for the ministry and for research: how visible each programme is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aggregator.statistics import SMALL
from feeds.filters import FilterError
from feeds.language import language
from feeds.live import Live
from feeds.names import Names
from feeds.site.addresses import Spot
from feeds.site.charts import bars, tiles
from feeds.site.rendering import render
from feeds.visibility import FIRST, Visibility
from feeds.wording import VOIVODESHIPS

if TYPE_CHECKING:
    from aggregator.official.coverage import Coverage

_FIRST_YEAR = int(FIRST[:4])


def visibility_page(
    live: Live, programme: str, year: str, *, spot: Spot, root: str
) -> tuple[bytes, FilterError | None]:
    """The page of a programme ("" = all) since a year ("" = the first), and why it could not be made."""
    visibility = live.visibility()
    trouble, since = None, _FIRST_YEAR
    try:
        programme, since = read_scope(live, programme, year)
    except FilterError as exc:
        trouble, programme = exc, ""
    view = visibility.view(programme, since)
    counts = {
        cell.place: cell.announcements
        for cell in view.by_place
        if cell.announcements or cell.sources.reachable  # nobody read is nobody silent
    }
    ticks = [
        (at, quarter[:4]) for at, quarter in enumerate(view.quarters) if at == 0 or quarter.endswith("Q1")
    ]
    told = [cell for cell in view.by_place if cell.place in VOIVODESHIPS and cell.announcements]
    body = render(
        "visibility.html",
        live.site,
        spot,
        root=root,
        trouble=trouble.in_language(spot.code) if trouble else "",
        programme=programme,
        year=since,
        years=list(range(_FIRST_YEAR, _last_year(visibility) + 1)),
        choices=_choices(live, visibility, spot.code),
        view=view,
        small=SMALL,
        chart=bars([(cell.quarter, cell.announcements) for cell in view.by_quarter], ticks),
        tiles=tiles(counts, known=counts),
        coverage=_coverage(live, programme),
        greatest=max(told, key=lambda cell: cell.announcements, default=None),
    )
    return body, trouble


def read_scope(live: Live, programme: str, year: str) -> tuple[str, int]:
    """The programme and the first year that are asked for. Raises FilterError."""
    since = _year(year, _last_year(live.visibility()))
    if programme and programme not in live.taxonomy:
        raise FilterError("programme", value=programme[:60])
    return programme, since


def _last_year(visibility: Visibility) -> int:
    return int((visibility.network.last_quarter or FIRST)[:4])


def _coverage(live: Live, programme: str) -> list[Coverage]:
    """The lists of a programme with what belongs to it; of several, all of them together last."""
    from aggregator.official.coverage import joined

    inside = {programme, *live.taxonomy.descendants(programme)} if programme else set()
    lists = [found for found in live.coverage() if not programme or found.programme in inside]
    return [*lists, joined(programme, lists)] if len(lists) > 1 else lists


def _year(text: str, last: int) -> int:
    if not text:
        return _FIRST_YEAR
    if not (text.isascii() and text.isdigit() and len(text) == 4):
        raise FilterError("year", value=text[:60])
    return min(max(int(text), _FIRST_YEAR), last)


def _choices(live: Live, visibility: Visibility, code: str) -> list[tuple[str, str]]:
    """(id, name with its depth) of the programmes that are told of, in the order of the taxonomy."""
    names = Names(live.taxonomy, language(code))
    return [
        (node.id, "\u00a0\u00a0" * len(live.taxonomy.above(node.id)) + names.tag(node.id))
        for node in live.taxonomy.nodes
        if visibility.counts.get(node.id)
    ]
