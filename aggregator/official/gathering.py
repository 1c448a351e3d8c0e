"""What the store knows of the beneficiaries of an official list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aggregator.official.coverage import Coverage, cover
from aggregator.programmes.taxonomy import load_taxonomy
from aggregator.vocabulary import Status

if TYPE_CHECKING:
    from aggregator.store import Store


def cover_below(store: Store, programme: str, edition: str = "") -> list[Coverage]:
    """Every list of a programme and of what belongs to it ("" = all there are), by programme and edition."""
    taxonomy = load_taxonomy()
    inside = {programme, *taxonomy.descendants(programme)} if programme else set()
    return [
        cover_stored(store, id, named)
        for id, named in store.official_lists()
        if (not programme or id in inside) and edition in ("", named)
    ]


def cover_stored(store: Store, programme: str, edition: str) -> Coverage:
    """A list that was imported, compared with what the sources say. Raises LookupError where it was not."""
    from aggregator.store import Query

    found = store.official(programme, edition)
    if found is None:
        raise LookupError(f"no list of {programme} {edition}")
    told = store.announcements(
        Query(programme=programme, statuses=(Status.CURRENT, Status.COPY, Status.GONE))
    )
    visits = {row.source: store.last_visits(row.source) for row in found.rows if row.source}
    nodes = frozenset(load_taxonomy().descendants(programme)) | {programme}
    return cover(found, told, visits, nodes=nodes)
