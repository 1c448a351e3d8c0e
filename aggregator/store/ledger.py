"""One transaction of ingest: what it must know of the past, and what it leaves behind."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, or_, select

from aggregator.arrivals import SnapshotRef
from aggregator.decide import Address, Known
from aggregator.keeping.copies import Member
from aggregator.model import Content, Reading, Source
from aggregator.store.columns import table_of
from aggregator.store.contents import load_contents
from aggregator.store.prepared import Prepared
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

# Statements are built once: building one costs several times what the database needs to answer it.
_S, _P, _T, _K = table_of(AddressRow), table_of(SnapshotRow), table_of(TombstoneRow), table_of(SketchRow)
_ANY: Any = bindparam("values", expanding=True)
_WITH_ID = select(*_KNOWN).where(_A.c.id.in_(_ANY))
_OF_DAY = Prepared(
    select(*_KNOWN)
    .where(
        _A.c.source == bindparam("source"),
        or_(*(_A.c.status == status.value for status in Status)),  # any, for the sake of the index
        _A.c.ordered >= bindparam("day"),
        _A.c.ordered < bindparam("next"),
    )
    .limit(_BUSY_DAY + 1)
)
_WITH_HASH = {name: select(*_KNOWN).where(_A.c[name].in_(_ANY)) for name in ("wording", "titled")}
_WITH_HASH_OF = {
    name: query.where(_A.c.source.in_(bindparam("sources", expanding=True)))
    for name, query in _WITH_HASH.items()
}
_MEMBER = ("id", "source", "rank", "kind", "ordered", "status", "copy_of")
_MEMBERS = select(_A.c.cluster, *(_A.c[name] for name in _MEMBER)).where(_A.c.cluster.in_(_ANY))
_PLACE = [_S.c[name] for name in ("source", "key", "address", "announcement", "gone", "last_seen")]
_WITH_KEY = select(*_PLACE).where(_S.c.key.in_(_ANY))
_LEADING_TO = Prepared(select(*_PLACE).where(_S.c.announcement == bindparam("announcement")))
_MARKS = select(_T.c.source, _T.c.mark).where(_T.c.source.in_(_ANY))
_MARKS_OF = Prepared(select(_T.c.mark).where(_T.c.source == bindparam("source")))
_TEXT = Prepared(select(_A.c.text).where(_A.c.id == bindparam("id")))
_WITH_DIGEST = select(_P).where(_P.c.digest.in_(_ANY))
_LIKE = ("id", "source", "cluster", "words", "rank", "published")
_OF_THESE_WORDS = Prepared(
    select(_A.c.id).where(_A.c.words == bindparam("words")).order_by(_A.c.id).limit(_MOST_LIKE)
)
#: sorted before announcements are looked at: a formula that many fill in is shared by thousands of texts
_OF_LIKE_SKETCH = Prepared(
    select(_K.c.announcement)
    .where(or_(*(_K.c[name] == bindparam(f"b_{name}") for name in SKETCH[:-1])))
    .order_by(_K.c.figures != bindparam("b_figures"), _K.c.announcement)
    .limit(_MOST_LIKE)
)
_LIKES = (
    select(*(_A.c[name] for name in _LIKE), *(_K.c[name] for name in SKETCH))
    .join_from(_K, _A, _K.c.announcement == _A.c.id)
    .where(_K.c.announcement.in_(_ANY))
)


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
        return {k.id: k for part in _chunks(ids) for k in self._known(_WITH_ID, values=part)}

    def with_wording(self, pairs: Collection[tuple[str, str]]) -> list[Known]:
        """Announcements of these (source, wording)."""
        return self._with_hash("wording", pairs)

    def with_title(self, pairs: Collection[tuple[str, str]]) -> list[Known]:
        """Announcements of these (source, hash of the title)."""
        return self._with_hash("titled", pairs)

    def of_day(self, source: str, day: datetime) -> list[Known]:
        """Announcements of a source published within 24 hours of this moment; none where there are many."""
        rows = _OF_DAY.mappings(self.connection, source=source, day=day, next=day + timedelta(days=1))
        found = [known_of(row) for row in rows]
        return sorted(found, key=lambda known: known.id) if len(found) <= _BUSY_DAY else []

    def _with_hash(self, name: str, pairs: Collection[tuple[str, str]]) -> list[Known]:
        """One column at a time: SQLite uses no index for a list of pairs."""
        wanted, sources = set(pairs), sorted({source for source, _ in pairs})
        found: list[Known] = []
        for part in _chunks({value for _, value in wanted}):
            if len(sources) <= _FEW:
                rows = self._known(_WITH_HASH_OF[name], values=part, sources=sources)
            else:
                rows = self._known(_WITH_HASH[name], values=part)
            found += [k for k in rows if (k.source, getattr(k, name)) in wanted]
        return found

    def members(self, clusters: Collection[str]) -> dict[str, list[Member]]:
        """The announcements of each cluster, as stored."""
        found: dict[str, list[Member]] = {}
        for part in _chunks(clusters):
            for row in self.connection.execute(_MEMBERS, {"values": part}).mappings():
                values = {name: row[name] for name in _MEMBER}
                values |= {"kind": Kind(row["kind"]), "status": Status(row["status"])}
                found.setdefault(row["cluster"], []).append(Member(**values))
        return found

    def addresses(self, keys: Collection[tuple[str, str]]) -> list[Address]:
        """Addresses of these (source, key)."""
        wanted = set(keys)
        found = [
            Address(*row)
            for part in _chunks({key for _, key in wanted})
            for row in self.connection.execute(_WITH_KEY, {"values": part})
        ]
        return [a for a in found if (a.source, a.key) in wanted]

    def addresses_of(self, announcement: str) -> list[Address]:
        """Every address an announcement has had."""
        return [Address(*row) for row in _LEADING_TO.rows(self.connection, announcement=announcement)]

    def tombstones(self, sources: Collection[str]) -> dict[str, set[str]]:
        """What these sources must not bring back: marks by source."""
        found: dict[str, set[str]] = {}
        for part in _chunks(sources):
            for row in self.connection.execute(_MARKS, {"values": part}):
                found.setdefault(row.source, set()).add(row.mark)
        return found

    def marks_of(self, source: str) -> set[str]:
        """The marks of one source."""
        return set(_MARKS_OF.values(self.connection, source=source))

    def like(self, sketch: Sequence[int], words: str) -> list[Like]:
        """Announcements that share a number with a sketch: those of the very `words` first, then those with
        the same figures; not too many."""
        given = {f"b_{name}": value for name, value in zip(SKETCH, sketch, strict=True)}
        ids = dict.fromkeys(_OF_THESE_WORDS.values(self.connection, words=words))
        ids |= dict.fromkeys(_OF_LIKE_SKETCH.values(self.connection, **given))
        found = [
            Like(
                id=row.id, source=row.source, cluster=row.cluster, words=row.words, rank=row.rank,
                published=row.published, sketch=tuple(row[len(_LIKE) :]),
            )
            for row in (self.connection.execute(_LIKES, {"values": list(ids)}) if ids else ())
        ]  # fmt: skip
        found.sort(key=lambda like: (like.words != words, like.sketch[-1] != sketch[-1], like.id))
        return found[:_MOST_LIKE]

    def text(self, id: str) -> str:
        """The text of an announcement alone."""
        return next(iter(_TEXT.values(self.connection, id=id)), "")

    def contents(self, ids: Collection[str]) -> dict[str, Content]:
        """What we say of some announcements now."""
        return load_contents(self.connection, ids)

    def snapshots(self, digests: Collection[str]) -> dict[str, SnapshotRef]:
        """Where pages with these digests lie."""
        found = {}
        for part in _chunks(digests):
            for row in self.connection.execute(_WITH_DIGEST, {"values": part}).mappings():
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

    def _known(self, query: Any, **values: Any) -> Iterator[Known]:
        for row in self.connection.execute(query, values).mappings():
            yield known_of(row)


def known_of(row: Mapping[Any, Any]) -> Known:
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
