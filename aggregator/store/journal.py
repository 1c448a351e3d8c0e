"""What changed since a reader last looked. The database keeps it itself (triggers of the migration
`changes`), whoever writes, in the same transaction.

SQLite has one writer at a time, so its numbers grow in the order of commits. PostgreSQL has many: there the
number is that of the transaction, and a mark is the oldest transaction that was still running when it was
taken. What such a mark asks for again is at most what was being written just then.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Connection, func, select, text
from sqlmodel import Field, SQLModel

from aggregator.model import Announcement
from aggregator.store.columns import table_of
from aggregator.store.contents import COLUMNS, announcements_of
from aggregator.store.database import Database
from aggregator.store.tables import AnnouncementRow
from aggregator.vocabulary import Status

_A = table_of(AnnouncementRow)
_CHUNK = 400


class ChangeRow(SQLModel, table=True):
    """The last change of an announcement; it stays when the announcement is forgotten."""

    __tablename__ = "changes"

    announcement: str = Field(primary_key=True)
    number: int = Field(sa_type=BigInteger, nullable=False, index=True)


class EpochRow(SQLModel, table=True):
    """One row: the life of this store. A backup put back begins another, for numbers went back with it."""

    __tablename__ = "epochs"

    epoch: str = Field(primary_key=True)


@dataclass(frozen=True, slots=True)
class Mark:
    """How far a reader has read."""

    epoch: str
    number: int

    def __str__(self) -> str:
        return f"{self.epoch}:{self.number}"

    @classmethod
    def read(cls, word: str) -> Mark:
        """From its text; anything else gives a mark that no store knows."""
        epoch, _, number = word.rpartition(":")
        return cls(epoch, int(number)) if number.isdecimal() else cls("", 0)


class Journal(Database):
    """The part of `Store` that tells what changed."""

    def changes_since(self, mark: Mark) -> tuple[Mark, list[str] | None]:
        """Ids of announcements that are new, changed or forgotten since, and the mark to ask with next time.

        None instead of ids: the mark is of another store, or of a time this one does not know any more.
        Then read everything, but take the mark first.
        """
        with self.reading() as connection:
            now = _mark_of(connection)
            if mark.epoch != now.epoch or mark.number > now.number:
                return now, None
            table = table_of(ChangeRow)
            first = mark.number if _is_postgresql(connection) else mark.number + 1
            after = table.c.number >= first
            query = select(table.c.announcement).where(after).order_by(table.c.number, table.c.announcement)
            return now, list(connection.execute(query).scalars())

    def announcements_with(self, ids: Collection[str]) -> Iterator[Announcement]:
        """The announcements of these ids, whatever their status; unknown ids are passed over."""
        whole = list(ids)
        for start in range(0, len(whole), _CHUNK):
            part = whole[start : start + _CHUNK]
            with self.reading() as connection:
                rows = connection.execute(select(*COLUMNS).where(_A.c.id.in_(part))).mappings().all()
                found = announcements_of(connection, rows)
            yield from found

    def founded(self) -> datetime | None:
        """When the oldest of today's news was first seen; None where there is none."""
        query = select(func.min(_A.c.first_seen)).where(
            _A.c.status == Status.CURRENT.value, _A.c.standing.is_(False)
        )
        with self.reading() as connection:
            found: datetime | None = connection.execute(query).scalar()
            return found


def _mark_of(connection: Connection) -> Mark:
    epoch = connection.execute(select(table_of(EpochRow).c.epoch)).scalar() or ""
    if _is_postgresql(connection):
        oldest = text("SELECT pg_snapshot_xmin(pg_current_snapshot())::text")
        number: Any = connection.execute(oldest).scalar()
    else:
        number = connection.execute(select(func.max(table_of(ChangeRow).c.number))).scalar()
    return Mark(epoch, int(number or 0))


def _is_postgresql(connection: Connection) -> bool:
    return connection.dialect.name == "postgresql"
