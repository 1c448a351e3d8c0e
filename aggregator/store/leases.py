"""The right to do something alone for a time, over all machines that share a store."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, case, func, or_, select
from sqlalchemy.dialects import postgresql, sqlite

from aggregator.store.columns import table_of
from aggregator.store.database import Database
from aggregator.store.site_tables import LeaseRow

_L = table_of(LeaseRow)
_NOW: Any = bindparam("now", type_=_L.c.until.type)


def _take(dialect: Any) -> Any:
    """One statement, so that of two who ask at the same time one gets it."""
    insert = dialect.insert(_L).values(
        name=bindparam("name"), owner=bindparam("owner"), until=bindparam("until"), fence=1
    )
    fresh = insert.excluded
    goes_on = (_L.c.owner == fresh.owner) & (_L.c.until > _NOW)
    return insert.on_conflict_do_update(
        index_elements=["name"],
        set_={"owner": fresh.owner, "until": fresh.until, "fence": _L.c.fence + case((goes_on, 0), else_=1)},
        where=or_(_L.c.owner == fresh.owner, _L.c.until <= _NOW),
    ).returning(_L.c.fence)


_TAKE = {"postgresql": _take(postgresql), "sqlite": _take(sqlite)}


class Leases(Database):
    """The part of `Store` about leases. Times are those of the database: the clocks of machines differ."""

    def take_lease(self, name: str, owner: str, *, seconds: float) -> int | None:
        """Take it, or hold it on, for so long: a number that grows with each holder; None = taken."""
        with self.writing() as connection:
            now = _clock(connection)
            values = {"name": name, "owner": owner, "until": now + timedelta(seconds=seconds), "now": now}
            fence = connection.execute(_TAKE[connection.dialect.name], values).scalar()
            return None if fence is None else int(fence)

    def release_lease(self, name: str, owner: str) -> None:
        """Give it back before its time; nothing happens where another one has it by now."""
        with self.writing() as connection:
            mine = (_L.c.name == name, _L.c.owner == owner)
            connection.execute(_L.update().where(*mine).values(until=_clock(connection)))

    def holder(self, name: str) -> tuple[str, datetime] | None:
        """Who has it, and until when if nothing more is heard of them; None = nobody."""
        with self.reading() as connection:
            query = select(_L.c.owner, _L.c.until).where(_L.c.name == name, _L.c.until > _clock(connection))
            row = connection.execute(query).first()
            return None if row is None else (row.owner, row.until)


def _clock(connection: Connection) -> datetime:
    if connection.dialect.name != "postgresql":
        return datetime.now(UTC)
    now: datetime = connection.execute(select(func.clock_timestamp())).scalar_one()
    return now
