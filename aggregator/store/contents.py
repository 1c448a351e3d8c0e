"""Contents and announcements from their rows, many at a time."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, bindparam, select

from aggregator.model import Announcement, Content, PictureFile
from aggregator.store.columns import table_of
from aggregator.store.rows import content_of
from aggregator.store.tables import (
    AmountRow,
    AnnouncementRow,
    AwardRow,
    DateRow,
    MentionRow,
    PictureRow,
)
from aggregator.vocabulary import Status

_A = table_of(AnnouncementRow)
#: child tables by name
CHILDREN = {table_of(row).name: table_of(row) for row in (MentionRow, AmountRow, AwardRow, DateRow)}
#: columns that an announcement is made of
COLUMNS = [
    _A.c[name]
    for name in (
        "id", "source", "library", "voivodeship", "url", "status", "standing", "kind", "copy_of",
        "first_seen", "last_seen", "updated", "changed", "ordered", "snapshot",
        "taxonomy", "title", "details", "text",
    )
]  # fmt: skip
_CHUNK = 500

# Statements are built once: building one costs as much as the database needs to answer it.
_IDS: Any = bindparam("ids", expanding=True)
_WITH_ID = select(*COLUMNS).where(_A.c.id.in_(_IDS))
_CHILDREN_OF = {
    name: select(table).where(table.c.announcement.in_(_IDS)).order_by(table.c.announcement, table.c.position)
    for name, table in CHILDREN.items()
}
_P = table_of(PictureRow)
_PICTURES_OF = select(_P).where(_P.c.announcement.in_(_IDS))


def load_contents(connection: Connection, ids: Collection[str]) -> dict[str, Content]:
    """Contents by id of their announcement."""
    whole = list(ids)
    found: dict[str, Content] = {}
    for start in range(0, len(whole), _CHUNK):
        part = whole[start : start + _CHUNK]
        rows = connection.execute(_WITH_ID, {"ids": part}).mappings().all()
        children = load_children(connection, part)
        found |= {row["id"]: content_of(row, children[row["id"]]) for row in rows}
    return found


def load_children(
    connection: Connection, ids: Collection[str]
) -> dict[str, dict[str, list[Mapping[Any, Any]]]]:
    """The child rows of at most a few hundred announcements, by id and table, in their order."""
    found: dict[str, dict[str, list[Mapping[Any, Any]]]] = {i: {name: [] for name in CHILDREN} for i in ids}
    for name, query in _CHILDREN_OF.items():
        for row in connection.execute(query, {"ids": list(ids)}).mappings():
            found[row["announcement"]][name].append(row)
    return found


def announcements_of(connection: Connection, rows: Iterable[Mapping[Any, Any]]) -> list[Announcement]:
    """Announcements of some hundred rows with COLUMNS."""
    rows = list(rows)
    ids = [row["id"] for row in rows]
    children, pictures = load_children(connection, ids), load_pictures(connection, ids)
    return [
        Announcement(
            id=row["id"],
            source=row["source"],
            library=row["library"],
            voivodeship=row["voivodeship"],
            url=row["url"],
            status=Status(row["status"]),
            first_seen=row["first_seen"],
            last_seen=row["last_seen"],
            updated=row["updated"],
            content=content_of(row, children[row["id"]]),
            snapshot=row["snapshot"],
            picture=_shown(pictures.get(row["id"]), row["details"]["pictures"]),
        )
        for row in rows
    ]


def load_pictures(connection: Connection, ids: Collection[str]) -> dict[str, Mapping[Any, Any]]:
    """The rows of picture files of at most a few hundred announcements, by id."""
    rows = connection.execute(_PICTURES_OF, {"ids": list(ids)}).mappings()
    return {row["announcement"]: row for row in rows}


def _shown(row: Mapping[Any, Any] | None, shown: Iterable[tuple[str, str]]) -> PictureFile | None:
    """The file of a row, unless the library took the picture from its page."""
    if row is None or (row["on_page"] and all(src != row["url"] for src, _ in shown)):
        return None
    return PictureFile(url=row["url"], type=row["type"], length=row["length"], alt=row["alt"])
