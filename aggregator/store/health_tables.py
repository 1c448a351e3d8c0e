"""How sources stand, and the changes of rows that wait for a person."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlmodel import Field, SQLModel

from aggregator.store.columns import Json, Moment


class HealthRow(SQLModel, table=True):
    """How a source stands after its last visit; the fields of `health.SourceHealth`."""

    __tablename__ = "source_health"

    source: str = Field(primary_key=True)
    condition: str = Field(index=True)
    trouble: str  #: "" = none
    fault: str
    reason: str
    since: datetime | None = Field(default=None, sa_type=Moment, nullable=True)
    bad_visits: int
    visited: datetime = Field(sa_type=Moment, nullable=False)
    last_good: datetime | None = Field(default=None, sa_type=Moment, nullable=True)
    shown: dict[str, Any] = Field(sa_type=Json, nullable=False)  #: what people see of it
    memory: dict[str, Any] = Field(sa_type=Json, nullable=False)  #: belongs to the crawler


class ProposalRow(SQLModel, table=True):
    """A change of a row that waits for a person; the newest of a source is the one that counts."""

    __tablename__ = "proposals"

    source: str = Field(primary_key=True)
    kind: str
    made: datetime = Field(sa_type=Moment, nullable=False)
    reason: str
    changes: dict[str, Any] = Field(sa_type=Json, nullable=False)
    evidence: dict[str, Any] = Field(sa_type=Json, nullable=False)
