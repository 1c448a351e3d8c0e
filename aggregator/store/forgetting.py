"""What a person asked to take out for good: out of every table, and known again by hashes alone."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, func, select, text

from aggregator.arrivals import SnapshotRef
from aggregator.errors import InputError
from aggregator.identity import address_key, hash_words, words_of
from aggregator.keeping.clusters import settle_clusters
from aggregator.keeping.copies import ENOUGH
from aggregator.keeping.likeness import sketch_of
from aggregator.keeping.marks import address_mark, marks_of
from aggregator.store.columns import table_of
from aggregator.store.contents import CHILDREN
from aggregator.store.database import Database
from aggregator.store.ledger import Ledger, snapshot_of
from aggregator.store.saving import upsert
from aggregator.store.site_tables import SnapshotRow, StateRow, ValidatorRow
from aggregator.store.tables import (
    AddressRow,
    AnnouncementRow,
    CorrectionRow,
    PictureRow,
    RevisionRow,
    SearchRow,
    SightingRow,
    SketchRow,
    TagRow,
    TombstoneRow,
)
from aggregator.text import fold

#: takes pages out of the files that keep them, and gives what else had to go
Erase = Callable[[list[SnapshotRef]], Iterable[SnapshotRef]]

_A = table_of(AnnouncementRow)
_CHUNK = 500
#: everything that hangs on an announcement
_HANGING = [
    *CHILDREN.values(),
    *map(
        table_of,
        (TagRow, AddressRow, RevisionRow, CorrectionRow, SightingRow, SearchRow, SketchRow, PictureRow),
    ),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tombstone:
    """What is kept of an announcement that is forgotten: nothing it said."""

    announcement: str
    source: str
    marks: tuple[str, ...]  #: marks.py
    reason: str
    made: datetime  #: aware


class Forgetting(Database):
    """The part of `Store` about what must never return."""

    def tombstone_for(self, id: str, *, reason: str, now: datetime) -> Tombstone:
        """What would be kept of an announcement. Raises InputError where there is none of this id."""
        names = ("source", "url", "title", "text", "wording", "published")
        with self.reading() as connection:
            row = connection.execute(select(*(_A.c[n] for n in names)).where(_A.c.id == id)).first()
            if row is None:
                raise InputError(f"There is no announcement `{id}`. See `biblio announcements --json`.")
            keys = {key for key, _ in _addresses(connection, id)} | {_key(row.url)}
            r = table_of(RevisionRow)
            earlier = connection.execute(
                select(r.c.title, r.c.text, r.c.wording).where(r.c.announcement == id)
            )
            wordings = [(row.title, row.text, row.wording), *map(tuple, earlier)]
        day = row.published.date() if row.published else None
        marks = {address_mark(row.source, key) for key in keys}
        for title, body, wording in wordings:
            said, words = words_of(fold(title)), words_of(fold(body))
            sketch = sketch_of(words) if sum(map(len, words)) >= ENOUGH else ()
            titled = hash_words("".join(said), "") if said else ""
            marks |= marks_of(wording, titled, day, sketch)
        return Tombstone(
            announcement=id, source=row.source, marks=tuple(sorted(marks)), reason=reason, made=now
        )

    def bury(
        self, tombstones: Iterable[Tombstone], *, now: datetime, erase: Erase | None = None
    ) -> list[SnapshotRef]:
        """Take announcements and their words out for good, those of a store put back or built anew too.

        Gives the snapshots that held them and nothing else. `erase` takes these out of their files before
        the store forgets where they lie: whatever is cut off, the next call does the rest. It gives what
        else it took out. Doing it twice is doing it once.
        """
        refs: list[SnapshotRef] = []
        buried = False
        with self.writing() as connection:
            known = _known_marks(connection)
            for stone in tombstones:
                rows = [
                    {"source": stone.source, "mark": mark, "announcement": stone.announcement,
                     "reason": stone.reason, "made": stone.made}
                    for mark in stone.marks
                    if (stone.source, mark) not in known
                ]  # fmt: skip
                upsert(connection, table_of(TombstoneRow), rows)
                found = _take_out(connection, stone.announcement, now)
                buried = buried or found is not None
                refs += found or []
            if buried and erase is not None:
                _drop_snapshots(connection, erase(refs))
        if buried:
            self._scrub()
        return refs

    def forget(self, id: str, *, reason: str, now: datetime) -> list[SnapshotRef]:
        """`bury` the announcement of this id. Raises InputError where there is none."""
        return self.bury([self.tombstone_for(id, reason=reason, now=now)], now=now)

    def forgotten_as(self, word: str) -> tuple[datetime, str] | None:
        """When and why the announcement of this id or address was taken out for good; None = it was not."""
        t = table_of(TombstoneRow)
        query = select(t.c.made, t.c.reason)
        with self.reading() as connection:
            if "://" in word:
                sources = connection.execute(select(t.c.source).distinct()).scalars()
                query = query.where(t.c.mark.in_([address_mark(each, address_key(word)) for each in sources]))
            else:
                query = query.where(t.c.announcement.endswith(word, autoescape=True))
            found = connection.execute(query.order_by(t.c.made)).first() if word else None
        return (found.made, found.reason) if found else None

    def forgotten_since(self, moment: datetime) -> list[tuple[str, datetime]]:
        """Ids of what was taken out for good at `moment` or later, each with the time; the oldest first."""
        t = table_of(TombstoneRow)
        made = func.max(t.c.made)
        query = select(t.c.announcement, made.label("made")).group_by(t.c.announcement)
        with self.reading() as connection:
            found = connection.execute(query.having(made >= moment).order_by(made, t.c.announcement))
            return [(row.announcement, row.made) for row in found]

    def kept_lists(self, source: str) -> list[SnapshotRef]:
        """Kept answers of a source that no announcement was read from: lists, feeds, maps, home pages."""
        s, a, r = table_of(SnapshotRow), table_of(AddressRow), table_of(RevisionRow)
        mine = select(_A.c.id).where(_A.c.source == source)
        query = select(s).where(
            s.c.source == source,
            s.c.url.not_in(select(a.c.address).where(a.c.source == source)),
            s.c.digest.not_in(select(_A.c.snapshot).where(_A.c.source == source)),
            s.c.digest.not_in(select(_A.c.dated_by).where(_A.c.source == source)),
            s.c.digest.not_in(select(r.c.snapshot).where(r.c.announcement.in_(mine))),
        )
        with self.reading() as connection:
            return [snapshot_of(row) for row in connection.execute(query).mappings()]

    def dead_marks(self, source: str) -> set[str]:
        """The marks of what is forgotten of a source."""
        with self.reading() as connection:
            return Ledger(connection).marks_of(source)

    def _scrub(self) -> None:
        """Deleted words stay in a database file until their place is used again: not these."""
        with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            if connection.dialect.name == "sqlite":
                raw: Any = connection.connection.driver_connection
                raw.execute("INSERT INTO search(search) VALUES ('optimize')")
                raw.execute("VACUUM")
                raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            else:
                names = ", ".join(sorted(table.name for table in (_A, *_HANGING)))
                connection.execute(text(f"VACUUM {names}"))


def _take_out(connection: Connection, id: str, now: datetime) -> list[SnapshotRef] | None:
    """Delete an announcement with all that hangs on it; None where it is not there."""
    row = connection.execute(select(_A.c.source, _A.c.url, _A.c.cluster).where(_A.c.id == id)).first()
    if row is None:
        return None
    snapshots, validators = table_of(SnapshotRow), table_of(ValidatorRow)
    found = _addresses(connection, id)
    urls = {address for _, address in found} | {row.url}
    mine = (snapshots.c.source == row.source, snapshots.c.url.in_(urls))
    refs = [snapshot_of(s) for s in connection.execute(select(snapshots).where(*mine)).mappings()]
    for table in _HANGING:
        connection.execute(delete(table).where(table.c.announcement == id))
    connection.execute(delete(validators).where(validators.c.address.in_(urls)))
    connection.execute(delete(snapshots).where(*mine))
    connection.execute(delete(_A).where(_A.c.id == id))
    _out_of_state(connection, row.source, {key for key, _ in found} | urls)
    if row.cluster:
        settle_clusters(Ledger(connection), {row.cluster}, now)
    used: set[tuple[str, int]] = set()
    digests = sorted({ref.digest for ref in refs})
    for start in range(0, len(digests), _CHUNK):
        query = select(snapshots.c.file, snapshots.c.offset).where(
            snapshots.c.digest.in_(digests[start : start + _CHUNK])
        )
        used |= {(file, offset) for file, offset in connection.execute(query)}
    return [ref for ref in refs if (ref.file, ref.offset) not in used]


def _drop_snapshots(connection: Connection, refs: Iterable[SnapshotRef]) -> None:
    s = table_of(SnapshotRow)
    for ref in refs:
        connection.execute(delete(s).where(s.c.url == ref.url, s.c.digest == ref.digest))


def _out_of_state(connection: Connection, source: str, names: Collection[str]) -> None:
    """What the crawl remembers of a source by address."""
    table = table_of(StateRow)
    state = connection.execute(select(table.c.state).where(table.c.source == source)).scalar()
    if state:
        kept = {
            name: {k: v for k, v in value.items() if k not in names} if isinstance(value, dict) else value
            for name, value in state.items()
        }
        connection.execute(table.update().where(table.c.source == source).values(state=kept))


def _addresses(connection: Connection, id: str) -> list[tuple[str, str]]:
    """(key, address) of every way to an announcement."""
    a = table_of(AddressRow)
    query = select(a.c.key, a.c.address).where(a.c.announcement == id)
    return [(row.key, row.address) for row in connection.execute(query)]


def _known_marks(connection: Connection) -> set[tuple[str, str]]:
    t = table_of(TombstoneRow)
    return {(row.source, row.mark) for row in connection.execute(select(t.c.source, t.c.mark))}


def _key(address: str) -> str:
    return address_key(address, keep_fragment=True)
