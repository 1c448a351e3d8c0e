"""What the store holds of the sources themselves: rows, snapshots, profiles, notices, visits."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, Index
from sqlmodel import Field, SQLModel

from aggregator.store.columns import Json, Moment


def _moment() -> Any:
    return Field(sa_type=Moment, nullable=False)


class SourceRow(SQLModel, table=True):
    """A row of the registry. `own` = a user added or changed it: it stands before the shipped one."""

    __tablename__ = "sources"

    id: str = Field(primary_key=True)
    own: bool = Field(primary_key=True)
    row: dict[str, Any] = Field(sa_type=Json, nullable=False)  #: every field of model.Source
    changed: datetime = _moment()


class StateRow(SQLModel, table=True):
    """What the crawl remembers of a source between two visits; `state` belongs to the crawler."""

    __tablename__ = "source_states"

    source: str = Field(primary_key=True)
    due: datetime | None = Field(default=None, sa_type=Moment, nullable=True, index=True)
    state: dict[str, Any] = Field(sa_type=Json, nullable=False)


class LeaseRow(SQLModel, table=True):
    """The right to do something alone, for a time. `fence` grows with every new holder."""

    __tablename__ = "leases"

    name: str = Field(primary_key=True)
    owner: str
    until: datetime = _moment()
    fence: int


class SnapshotRow(SQLModel, table=True):
    """A kept answer: which body an address had, from when to when, and where its record lies."""

    __tablename__ = "snapshots"
    __table_args__ = (Index("ix_snapshots_digest", "digest"), Index("ix_snapshots_source", "source"))

    url: str = Field(primary_key=True)
    digest: str = Field(primary_key=True)
    source: str
    file: str
    offset: int = Field(sa_type=BigInteger)
    length: int = Field(sa_type=BigInteger)
    fetched: datetime = _moment()
    last_fetched: datetime = _moment()


class ProfileRow(SQLModel, table=True):
    """A site profile of the crawler, as JSON; versions count from 1."""

    __tablename__ = "profiles"

    source: str = Field(primary_key=True)
    version: int = Field(primary_key=True)
    learnt: datetime = _moment()
    profile: Any = Field(sa_type=Json, nullable=False)


class NoticeRow(SQLModel, table=True):
    """A programme named in the furniture of a site, page after page."""

    __tablename__ = "site_notices"

    source: str = Field(primary_key=True)
    programme: str = Field(primary_key=True)
    words: str = Field(primary_key=True)
    place: str
    first_seen: datetime = _moment()
    last_seen: datetime = _moment()
    pages: int  #: stored pages that carry it now


class VisitRow(SQLModel, table=True):
    """One visit to one source."""

    __tablename__ = "visits"
    __table_args__ = (Index("ix_visits_source", "source", "started"),)

    id: int | None = Field(default=None, primary_key=True)
    source: str
    started: datetime = _moment()
    finished: datetime = _moment()
    outcome: str
    trouble: str
    reason: str
    requests: int
    bytes: int = Field(sa_type=BigInteger)
    unchanged: int
    counts: dict[str, Any] = Field(sa_type=Json, nullable=False)
    details: dict[str, Any] = Field(sa_type=Json, nullable=False)


class ValidatorRow(SQLModel, table=True):
    """What a server said to ask with the next time: ETag and Last-Modified of an address."""

    __tablename__ = "validators"

    address: str = Field(primary_key=True)
    source: str = Field(index=True)
    etag: str
    last_modified: str
    digest: str
    status: int
    checked: datetime = _moment()
    changed: datetime = _moment()  #: when the body was last another one


class HostDayRow(SQLModel, table=True):
    """What was asked of one host on one day (UTC), over all crawls of this store."""

    __tablename__ = "host_days"

    host: str = Field(primary_key=True)
    day: date = Field(primary_key=True)
    requests: int
    bytes: int = Field(sa_type=BigInteger)
    unchanged: int
    refused: int
    failed: int
    shortest: float | None  #: seconds between two requests, None = there was one
    gaps: list[float] = Field(sa_type=Json, nullable=False)  #: the newest, for their median
