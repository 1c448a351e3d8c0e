"""What can be asked of the store, and the SQL of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Select, and_, exists, select, tuple_

from aggregator.search import parse_question
from aggregator.store.columns import table_of
from aggregator.store.contents import COLUMNS
from aggregator.store.question import matching
from aggregator.store.tables import AnnouncementRow, AwardRow, TagRow
from aggregator.vocabulary import Status

_A = table_of(AnnouncementRow)
_T = table_of(TagRow)
_W = table_of(AwardRow)


class Order(StrEnum):
    """In which order announcements come."""

    NEWEST = "newest"  #: by publication, or first sight; the newest first
    OLDEST = "oldest"  #: the same, the other way round
    CHANGED = "changed"  #: by the time we last said something else of them, the oldest change first


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """Which announcements, in what order. Empty fields ask for nothing; times aware."""

    programme: str = ""  #: id; its descendants too
    voivodeship: str = ""  #: two digits
    source: str = ""
    kind: str = ""
    since: datetime | None = None  #: published, or first seen, at this time or later
    until: datetime | None = None  #: before this time
    changed_since: datetime | None = None
    q: str = ""  #: words of title or text, whatever their case, accents and endings: see aggregator.search
    minimum: int | None = None  #: grosze: a grant of at least this much
    statuses: tuple[Status, ...] = (Status.CURRENT,)  #: () = all
    awarded: bool = False  #: only with an award
    doubtful: bool = False  #: only with a sum or date that cannot well be
    order: Order = Order.NEWEST
    limit: int | None = None
    after: tuple[datetime, str] | None = None  #: `position` of the last one had: what comes after it


def build(query: Query, connection: Connection, columns: Any = COLUMNS) -> Select[Any]:
    """The SQL of a query, in its order and with its limit."""
    statement = filtered(query, columns, connection)
    moment = _moment(query)
    down = query.order is Order.NEWEST
    if query.after is not None:
        here, there = tuple_(moment, _A.c.id), tuple_(*query.after)
        statement = statement.where(here < there if down else here > there)
    if down:
        statement = statement.order_by(moment.desc(), _A.c.id.desc())
    else:
        statement = statement.order_by(moment, _A.c.id)
    return statement if query.limit is None else statement.limit(query.limit)


def filtered(query: Query, columns: Any, connection: Connection) -> Select[Any]:
    """The SQL of a query without order and limit."""
    statement = select(*columns).select_from(_A)
    if query.programme:
        statement = statement.join(_T, and_(_T.c.announcement == _A.c.id, _T.c.programme == query.programme))
    exact = {"voivodeship": query.voivodeship, "source": query.source, "kind": query.kind}
    for name, value in exact.items():
        if value:
            statement = statement.where(_A.c[name] == value)
    if query.statuses:
        names = [status.value for status in query.statuses]
        statement = statement.where(_A.c.status == names[0] if len(names) == 1 else _A.c.status.in_(names))
    moment = _T.c.ordered if query.programme else _A.c.ordered
    if query.since is not None:
        statement = statement.where(moment >= query.since)
    if query.until is not None:
        statement = statement.where(moment < query.until)
    if query.changed_since is not None:
        statement = statement.where(_A.c.changed >= query.changed_since)
    if query.minimum is not None:
        statement = statement.where(_A.c["grant"] >= query.minimum)
    if query.awarded:
        statement = statement.where(exists().where(_W.c.announcement == _A.c.id))
    if query.doubtful:
        statement = statement.where(_A.c.doubtful.is_(True))
    if query.q.strip():
        statement = statement.where(matching(connection, parse_question(query.q), query.limit))
    return statement


def _moment(query: Query) -> Any:
    """The column that orders: that of the tags where a programme is asked for, to walk their index."""
    if query.order is Order.CHANGED:
        return _A.c.changed
    return _T.c.ordered if query.programme else _A.c.ordered
