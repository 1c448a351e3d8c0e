"""One transaction of ingest: what it must know of the past, and what it leaves behind."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, RowMapping, and_, or_, select

from aggregator.arrivals import SnapshotRef
from aggregator.copies import Member
from aggregator.decide import Address, Known
from aggregator.model import Content, Reading, Source
from aggregator.store.columns import table_of
from aggregator.store.contents import load_contents
from aggregator.store.rows import unpack_notices, unpack_published
from aggregator.store.saving import SKETCH, save, update_announcements
from aggregator.store.site_tables import SnapshotRow
from aggregator.store.tables import AddressRow, AnnouncementRow, SketchRow, TombstoneRow
from aggregator.vocabulary import Kind, Status

_A = table_of(AnnouncementRow)
_KNOWN = [
    column
    for column in _A.columns
    if column.name not in {"title", "text", "grant", "doubtful", "precision", "published", "standing"}
]
#: values in one IN (…)
_CHUNK = 500
#: announcements of one source and day among which one is looked for
_BUSY_DAY = 30
#: announcements that may be like one
_MOST_LIKE = 100
#: sources a batch of the crawl is from, mostly
_FEW = 20


@dataclass(slots=True)
class Dirty:
    """What one transaction writes, gathered until its end. Times and ids are the caller's."""

    sources: dict[str, Source] = field(default_factory=dict)
    now: datetime = datetime.min
    #: what to say of it, and its programmes with all above them
    contents: dict[str, tuple[Known, Content, frozenset[str]]] = field(default_factory=dict)
    words: dict[str, tuple[str, str]] = field(default_factory=dict)  #: search.index_words
    new: set[str] = field(default_factory=set)
    states: dict[str, Known] = field(default_factory=dict)  #: status, url, copy_of, cluster, changed
    seen: dict[str, datetime] = field(default_factory=dict)  #: nothing else changed
    addresses: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    sightings: dict[tuple[str, str, str], datetime] = field(default_factory=dict)
    snapshots: dict[tuple[str, str], SnapshotRef] = field(default_factory=dict)
    notices: dict[tuple[str, str, str], dict[str, Any]] = field(default_factory=dict)
    sketches: dict[str, tuple[int, ...]] = field(default_factory=dict)  #: () = its text is too short now
    merged: list[tuple[str, str]] = field(default_factory=list)  #: clusters: all of the one join the other
    marks: list[dict[str, Any]] = field(default_factory=list)  #: rows of tombstones
    revisions: list[dict[str, Any]] = field(default_factory=list)
    corrections: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Like:
    """An announcement whose text may be like another one's."""

    id: str
    source: str
    cluster: str
    words: str
    rank: int
    published: datetime | None
    sketch: tuple[int, ...]


class Ledger:
    """The store as ingest sees it, inside one writing transaction."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.dirty = Dirty()

    def known(self, ids: Collection[str]) -> dict[str, Known]:
        """Announcements by id."""
        return {k.id: k for part in _chunks(ids) for k in self._known(_A.c.id.in_(part))}

    def with_wording(self, pairs: Collection[tuple[str, str]]) -> list[Known]:
        """Announcements of these (source, wording)."""
        return self._with_hash(_A.c.wording, pairs)

    def with_title(self, pairs: Collection[tuple[str, str]]) -> list[Known]:
        """Announcements of these (source, hash of the title)."""
        return self._with_hash(_A.c.titled, pairs)

    def of_day(self, source: str, day: datetime) -> list[Known]:
        """Announcements of a source published within 24 hours of this moment; none where there are many."""
        within = (_A.c.ordered >= day, _A.c.ordered < day + timedelta(days=1))
        statuses = [status.value for status in Status]
        where = and_(_A.c.source == source, _A.c.status.in_(statuses), *within)
        found = list(self._known(where, limit=_BUSY_DAY + 1))
        return sorted(found, key=lambda known: known.id) if len(found) <= _BUSY_DAY else []

    def _with_hash(self, column: Any, pairs: Collection[tuple[str, str]]) -> list[Known]:
        """One column at a time: SQLite uses no index for a list of pairs."""
        wanted, sources = set(pairs), {source for source, _ in pairs}
        found = []
        for part in _chunks({value for _, value in wanted}):
            where = column.in_(part)
            if len(sources) <= _FEW:
                where = and_(where, _A.c.source.in_(sources))
            found += [k for k in self._known(where) if (k.source, getattr(k, column.name)) in wanted]
        return found

    def members(self, clusters: Collection[str]) -> dict[str, list[Member]]:
        """The announcements of each cluster, as stored."""
        names = ("id", "source", "rank", "kind", "ordered", "status", "copy_of")
        columns = [_A.c[name] for name in names]
        found: dict[str, list[Member]] = {}
        for part in _chunks(clusters):
            for row in self.connection.execute(
                select(_A.c.cluster, *columns).where(_A.c.cluster.in_(part))
            ).mappings():
                values = {name: row[name] for name in names}
                values |= {"kind": Kind(row["kind"]), "status": Status(row["status"])}
                found.setdefault(row["cluster"], []).append(Member(**values))
        return found

    def addresses(self, keys: Collection[tuple[str, str]]) -> list[Address]:
        """Addresses of these (source, key)."""
        wanted, column = set(keys), table_of(AddressRow).c.key
        found = [a for part in _chunks({key for _, key in wanted}) for a in self._addresses(column.in_(part))]
        return [a for a in found if (a.source, a.key) in wanted]

    def addresses_of(self, announcement: str) -> list[Address]:
        """Every address an announcement has had."""
        return list(self._addresses(table_of(AddressRow).c.announcement == announcement))

    def tombstones(self, sources: Collection[str]) -> dict[str, set[str]]:
        """What these sources must not bring back: marks by source."""
        t, found = table_of(TombstoneRow), dict[str, set[str]]()
        for part in _chunks(sources):
            for row in self.connection.execute(select(t.c.source, t.c.mark).where(t.c.source.in_(part))):
                found.setdefault(row.source, set()).add(row.mark)
        return found

    def like(self, sketch: Sequence[int], words: str) -> list[Like]:
        """Announcements that share a number with a sketch: those of the very `words` first, then those with
        the same figures; not too many."""
        s = table_of(SketchRow)
        bands = [s.c[name] for name in SKETCH]
        columns = [_A.c[name] for name in ("id", "source", "cluster", "words", "rank", "published")]
        query = (
            select(*columns, *bands)
            .join_from(s, _A, s.c.announcement == _A.c.id)
            .where(or_(*(band == value for band, value in list(zip(bands, sketch, strict=True))[:-1])))
            .order_by(_A.c.words != words, s.c.figures != sketch[-1], _A.c.id)
            .limit(_MOST_LIKE)
        )
        return [
            Like(
                id=row.id, source=row.source, cluster=row.cluster, words=row.words, rank=row.rank,
                published=row.published, sketch=tuple(row[len(columns) :]),
            )
            for row in self.connection.execute(query)
        ]  # fmt: skip

    def text(self, id: str) -> str:
        """The text of an announcement alone."""
        return self.connection.execute(select(_A.c.text).where(_A.c.id == id)).scalar() or ""

    def contents(self, ids: Collection[str]) -> dict[str, Content]:
        """What we say of some announcements now."""
        return load_contents(self.connection, ids)

    def snapshots(self, digests: Collection[str]) -> dict[str, SnapshotRef]:
        """Where pages with these digests lie."""
        s, found = table_of(SnapshotRow), {}
        for part in _chunks(digests):
            for row in self.connection.execute(select(s).where(s.c.digest.in_(part))).mappings():
                found[row["digest"]] = snapshot_of(row)
        return found

    def snapshot(self, digest: str) -> SnapshotRef | None:
        """Where the page with this digest lies."""
        return self.snapshots([digest]).get(digest)

    def set_status(self, wanted: Mapping[str, tuple[Status, str]], *, changed: datetime) -> None:
        """Give announcements another status and leader."""
        rows = [
            {"b_id": i, "b_status": status.value, "b_copy_of": leader, "b_changed": changed}
            for i, (status, leader) in sorted(wanted.items())
        ]
        update_announcements(self.connection, rows, ("status", "copy_of", "changed"))

    def flush(self) -> None:
        """Write what was gathered. Called once, at the end of the transaction."""
        save(self.connection, self.dirty)
        self.dirty = Dirty()

    def _known(self, where: Any, limit: int | None = None) -> Iterator[Known]:
        for row in self.connection.execute(select(*_KNOWN).where(where).limit(limit)).mappings():
            yield known_of(row)

    def _addresses(self, where: Any) -> Iterator[Address]:
        a = table_of(AddressRow)
        for row in self.connection.execute(select(a).where(where)):
            yield Address(row.source, row.key, row.address, row.announcement, row.gone, row.last_seen)


def known_of(row: RowMapping) -> Known:
    """The working copy of a row."""
    values = dict(row)
    details = values.pop("details")
    return Known(
        **values
        | {
            "status": Status(values["status"]),
            "kind": Kind(values["kind"]),
            "published": unpack_published(details["published"]),
            "reading": Reading(rule=details["reading"][0], profile=details["reading"][1]),
            "notices": unpack_notices(details["notices"]),
        }
    )


def snapshot_of(row: Mapping[Any, Any]) -> SnapshotRef:
    """The reference of a row."""
    names = ("digest", "file", "offset", "length", "url", "fetched", "source")
    return SnapshotRef(**{name: row[name] for name in names})


def _chunks(values: Iterable[Any]) -> Iterator[Sequence[Any]]:
    whole = list(values)
    for start in range(0, len(whole), _CHUNK):
        yield whole[start : start + _CHUNK]
