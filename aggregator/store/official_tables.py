"""Official lists of who got the money, as operators publish them."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel

from aggregator.store.columns import Moment


class OfficialListRow(SQLModel, table=True):
    """One list; importing it again replaces it."""

    __tablename__ = "official_lists"

    programme: str = Field(primary_key=True)
    edition: str = Field(primary_key=True)
    published: date | None = None
    imported: datetime = Field(sa_type=Moment, nullable=False)


class OfficialAwardRow(SQLModel, table=True):
    """One beneficiary of a list. `source` = the one of the registry that it is, "" = none."""

    __tablename__ = "official_awards"

    programme: str = Field(primary_key=True)
    edition: str = Field(primary_key=True)
    position: int = Field(primary_key=True)
    beneficiary: str
    city: str
    voivodeship: str
    #: "grant" is a word of SQL
    granted: int | None = Field(default=None, sa_type=BigInteger)
    task: str
    source: str = Field(index=True)
