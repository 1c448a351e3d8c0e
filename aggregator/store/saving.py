"""Writing what one transaction gathered, in batched upserts by natural keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Table, and_, bindparam, case, delete, func, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from aggregator.decide import Known
from aggregator.model import Content, Source
from aggregator.store.columns import dump, table_of
from aggregator.store.contents import CHILDREN
from aggregator.store.rows import details_of, is_doubtful, order_of, rows_of
from aggregator.store.site_tables import NoticeRow, SnapshotRow, SourceRow
from aggregator.store.tables import (
    AddressRow,
    AnnouncementRow,
    CorrectionRow,
    RevisionRow,
    SearchRow,
    SightingRow,
    SketchRow,
    TagRow,
    TombstoneRow,
)
from aggregator.vocabulary import Role

if TYPE_CHECKING:
    from aggregator.store.ledger import Dirty

_BATCH = 1000
#: columns of a sketch
SKETCH = ("band0", "band1", "band2", "band3", "band4", "band5", "figures")
_IDS = 500


def upsert(
    connection: Connection,
    table: Table,
    rows: Sequence[Mapping[str, Any]],
    *,
    change: Sequence[str] | None = None,
    keys: Sequence[str] | None = None,
) -> None:
    """Insert rows; where one with their `keys` (None = the primary key) is there, set the columns `change`
    (None = all the others)."""
    if rows:
        statement = _upsert(
            connection.dialect.name, table, tuple(rows[0]), change and tuple(change), keys and tuple(keys)
        )
        for start in range(0, len(rows), _BATCH):
            connection.execute(statement, rows[start : start + _BATCH])


@lru_cache(maxsize=200)
def _upsert(
    dialect: str,
    table: Table,
    names: tuple[str, ...],
    change: tuple[str, ...] | None,
    keys: tuple[str, ...] | None,
) -> Any:
    """The statement, built once for rows of one shape."""
    keys = keys or tuple(column.name for column in table.primary_key)
    insert = (postgresql if dialect == "postgresql" else sqlite).insert(table)
    insert = insert.values({name: bindparam(name) for name in names})
    others = [name for name in names if name not in keys] if change is None else change
    if not others:
        return insert.on_conflict_do_nothing(index_elements=keys)
    values = {name: insert.excluded[name] for name in others}
    return insert.on_conflict_do_update(index_elements=keys, set_=values)


_A, _SO, _NO = table_of(AnnouncementRow), table_of(SourceRow), table_of(NoticeRow)
_ANY: Any = bindparam("values", expanding=True)
# Built once, used by every batch.
_SEEN = update(_A).where(_A.c.id.in_(_ANY)).values(last_seen=bindparam("moment"))
_STORED = select(_SO.c.id, _SO.c.row).where(_SO.c.id.in_(_ANY), _SO.c.own.is_(False))
_DELETE = {
    table: delete(table).where(table.c.announcement.in_(_ANY))
    for table in (*CHILDREN.values(), table_of(TagRow), table_of(SketchRow))
}
_COUNT = (
    update(_NO)
    .where(*(_NO.c[name] == bindparam(f"b_{name}") for name in ("source", "programme", "words")))
    .values(pages=_NO.c.pages + bindparam("more"))
)


def save(connection: Connection, dirty: Dirty) -> None:
    """Everything, announcements before what hangs on them."""
    _contents(connection, dirty)
    _states(connection, dirty)
    _sketches(connection, dirty)
    upsert(connection, table_of(TombstoneRow), dirty.marks, change=("made",))
    upsert(
        connection, table_of(AddressRow), list(dirty.addresses.values()),
        change=("address", "announcement", "last_seen", "gone"),
    )  # fmt: skip
    sightings = [
        {"announcement": a, "found_by": by, "found_on": on, "first_seen": at, "last_seen": at}
        for (a, by, on), at in dirty.sightings.items()
    ]
    upsert(connection, table_of(SightingRow), sightings, change=("last_seen",))
    snapshots = [
        {"url": s.url, "digest": s.digest, "source": s.source, "file": s.file, "offset": s.offset,
         "length": s.length, "fetched": s.fetched, "last_fetched": s.fetched}
        for s in dirty.snapshots.values()
    ]  # fmt: skip
    upsert(connection, table_of(SnapshotRow), snapshots, change=("last_fetched",))
    _notices(connection, list(dirty.notices.values()))
    save_sources(connection, dirty.sources, dirty.now)
    _numbered(connection, table_of(RevisionRow), dirty.revisions)
    _numbered(connection, table_of(CorrectionRow), dirty.corrections)


def announcement_row(known: Known, content: Content) -> dict[str, Any]:
    """The row of an announcement."""
    grants = [a.grosze for a in content.amounts if a.role is Role.GRANT and not a.doubtful]
    published = content.published
    return {
        "id": known.id,
        "source": known.source,
        "library": known.library,
        "voivodeship": known.voivodeship,
        "url": known.url,
        "status": known.status.value,
        "standing": content.standing,
        "kind": content.kind.value,
        "copy_of": known.copy_of,
        "first_seen": known.first_seen,
        "last_seen": known.last_seen,
        "updated": known.updated,
        "changed": known.changed,
        "ordered": order_of(content, known.first_seen),
        "published": published.moment if published else None,
        "precision": published.precision.value if published else None,
        "wording": known.wording,
        "words": known.words,
        "titled": known.titled,
        "cluster": known.cluster,
        "rank": known.rank,
        "digest": known.digest,
        "snapshot": known.snapshot,
        "dated_by": known.dated_by,
        "taxonomy": content.taxonomy,
        "doubtful": is_doubtful(content),
        "grant": max(grants, default=None),
        "title": content.title,
        "details": details_of(content),
        "text": content.text,
    }


def _contents(connection: Connection, dirty: Dirty) -> None:
    """Rows of announcements that are new or of which we say something else."""
    upsert(
        connection, table_of(AnnouncementRow),
        [announcement_row(known, content) for known, content, _ in dirty.contents.values()],
    )  # fmt: skip
    words = [
        {"announcement": i, "words": words, "lemmas": forms} for i, (words, forms) in dirty.words.items()
    ]
    upsert(connection, table_of(SearchRow), words, keys=("announcement",))
    old = [i for i in dirty.contents if i not in dirty.new]
    tables = {**CHILDREN, "tags": table_of(TagRow)}
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in tables}
    for i, (known, content, programmes) in dirty.contents.items():
        for name, children in rows_of(content).items():
            rows[name] += [{"announcement": i, "position": n, **row} for n, row in enumerate(children)]
        ordered = order_of(content, known.first_seen)
        rows["tags"] += [{"programme": p, "announcement": i, "ordered": ordered} for p in sorted(programmes)]
    for name, table in tables.items():
        for start in range(0, len(old), _IDS):
            connection.execute(_DELETE[table], {"values": old[start : start + _IDS]})
        upsert(connection, table, rows[name])


def _sketches(connection: Connection, dirty: Dirty) -> None:
    """What texts are found by that are like each other, and the clusters that became one by it."""
    table, short = table_of(SketchRow), [i for i, sketch in dirty.sketches.items() if not sketch]
    for start in range(0, len(short), _IDS):
        connection.execute(_DELETE[table], {"values": short[start : start + _IDS]})
    rows = [
        {"announcement": i, **dict(zip(SKETCH, sketch, strict=True))}
        for i, sketch in dirty.sketches.items()
        if sketch
    ]
    upsert(connection, table, rows)
    for old, name in dirty.merged:
        connection.execute(update(_A).where(_A.c.cluster == old).values(cluster=name))


def _states(connection: Connection, dirty: Dirty) -> None:
    """Rows that keep their content: status, address, times."""
    _seen(connection, dirty)
    names = ("status", "library", "voivodeship", "url", "copy_of", "changed", "last_seen")
    states = [
        {"b_id": k.id, **{f"b_{n}": getattr(k, n) for n in names}}
        for k in dirty.states.values()
        if k.id not in dirty.contents
    ]
    update_announcements(connection, states, names)


def update_announcements(connection: Connection, rows: list[dict[str, Any]], names: Sequence[str]) -> None:
    """Set some columns of some announcements; keys of a row are `b_id` and `b_` with each name."""
    if rows:
        values: dict[str, Any] = {n: bindparam(f"b_{n}") for n in names}
        connection.execute(update(_A).where(_A.c.id == bindparam("b_id")).values(values), rows)


def _seen(connection: Connection, dirty: Dirty) -> None:
    """Rows of which nothing changed but that we saw them again."""
    moments: dict[datetime, list[str]] = {}
    for i, moment in dirty.seen.items():
        moments.setdefault(moment, []).append(i)
    for moment, ids in moments.items():
        for start in range(0, len(ids), _IDS):
            connection.execute(_SEEN, {"values": ids[start : start + _IDS], "moment": moment})


def _notices(connection: Connection, notices: list[dict[str, Any]]) -> None:
    if notices:
        connection.execute(_noticed(connection.dialect.name), [{**n, "pages": 0} for n in notices])
    counted = [
        {"b_source": n["source"], "b_programme": n["programme"], "b_words": n["words"], "more": n["pages"]}
        for n in notices
        if n["pages"]
    ]
    if counted:
        connection.execute(_COUNT, counted)


@lru_cache(maxsize=2)
def _noticed(dialect: str) -> Any:
    """Of several places the first by name counts (footer, header, menu …), whichever page came first."""
    insert = (postgresql if dialect == "postgresql" else sqlite).insert(_NO)
    here, there = insert.excluded.place, _NO.c.place
    place = case((and_(here != "", or_(there == "", here < there)), here), else_=there)
    keys = [column.name for column in _NO.primary_key]
    values = {"last_seen": insert.excluded.last_seen, "place": place}
    return insert.on_conflict_do_update(index_elements=keys, set_=values)


def save_sources(connection: Connection, sources: Mapping[str, Source], now: datetime) -> None:
    """Rows the crawl works with; what is there already is not written again."""
    rows = {i: asdict(source) for i, source in sources.items()}
    ids = sorted(rows)
    for start in range(0, len(ids), _IDS):
        part = ids[start : start + _IDS]
        stored = dict(connection.execute(_STORED, {"values": part}).all())
        fresh = [
            {"id": i, "own": False, "row": rows[i], "changed": now}
            for i in part
            if dump(rows[i]) != dump(stored.get(i))
        ]
        upsert(connection, _SO, fresh)


def _numbered(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    """Rows numbered from 1 within their announcement."""
    if not rows:
        return
    ids = sorted({row["announcement"] for row in rows})
    last: dict[str, int] = {}
    for start in range(0, len(ids), _IDS):
        part = ids[start : start + _IDS]
        query = select(table.c.announcement, func.max(table.c.number)).where(table.c.announcement.in_(part))
        last |= dict(connection.execute(query.group_by(table.c.announcement)).all())
    for row in rows:
        last[row["announcement"]] = row["number"] = last.get(row["announcement"], 0) + 1
    upsert(connection, table, rows)
