"""What statistics are made of: who told of a programme and when, what was granted, which visits succeeded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, func, select

from aggregator.store.columns import table_of
from aggregator.store.database import Database
from aggregator.store.site_tables import VisitRow
from aggregator.store.tables import AnnouncementRow, AwardRow, TagRow
from aggregator.vocabulary import Status

_A, _T = table_of(AnnouncementRow), table_of(TagRow)
_W, _V = table_of(AwardRow), table_of(VisitRow)
_NEWS = _A.c.status == Status.CURRENT.value


@dataclass(frozen=True, slots=True)
class Told:
    """One announcement, as statistics see it. Times aware, UTC."""

    source: str
    voivodeship: str  #: "" = the whole country
    moment: datetime  #: published, or first seen
    first_seen: datetime
    dated: bool  #: whether `moment` is the publication


@dataclass(frozen=True, slots=True)
class Granted:
    """One award, as an announcement tells it."""

    programme: str
    edition: str
    source: str  #: that tells of it
    beneficiary: str  #: id of its source, else its printed name, "" = not stated
    known: bool  #: `beneficiary` is the id of a source
    grosze: int | None
    voivodeship: str  #: of the announcement
    moment: datetime
    announcement: str = ""  #: id of the announcement
    position: int = 0  #: among the awards of the announcement


@dataclass(frozen=True, slots=True)
class Visits:
    """Visits to a source in one month (UTC) that ended the same way."""

    source: str
    month: str  #: `yyyy-mm`
    outcome: str
    count: int
    first: datetime


class Activity(Database):
    """The part of `Store` that statistics ask."""

    def told(self, programme: str = "") -> list[Told]:
        """News of a programme with its descendants, or all news; in no order."""
        columns = (_A.c.source, _A.c.voivodeship, _A.c.ordered, _A.c.first_seen, _A.c.published.is_not(None))
        query = select(*columns).where(_NEWS)
        if programme:
            query = query.join(_T, and_(_T.c.announcement == _A.c.id, _T.c.programme == programme))
        with self.reading() as connection:
            return [Told(*row) for row in connection.execute(query)]

    def granted(self) -> list[Granted]:
        """Every award that news tell of, the earliest announcement first."""
        query = (
            select(_W.c.programme, _W.c.edition, _A.c.source, _W.c.beneficiary_source, _W.c.beneficiary,
                   _W.c.granted, _A.c.voivodeship, _A.c.ordered, _A.c.id, _W.c.position)
            .join_from(_W, _A, _W.c.announcement == _A.c.id)
            .where(_NEWS)
            .order_by(_A.c.ordered, _A.c.id, _W.c.position)
        )  # fmt: skip
        with self.reading() as connection:
            return [_granted(row) for row in connection.execute(query)]

    def visits_by_month(self) -> list[Visits]:
        """How the visits to every source ended, month by month."""
        postgresql = self.engine.dialect.name == "postgresql"
        utc = func.timezone("UTC", _V.c.started) if postgresql else _V.c.started
        month = func.to_char(utc, "YYYY-MM") if postgresql else func.strftime("%Y-%m", utc)
        query = select(_V.c.source, month, _V.c.outcome, func.count(), func.min(_V.c.started))
        query = query.group_by(_V.c.source, month, _V.c.outcome).order_by(_V.c.source, month, _V.c.outcome)
        with self.reading() as connection:
            return [Visits(*row) for row in connection.execute(query)]


def _granted(row: Any) -> Granted:
    programme, edition, source, known, name, *rest = row
    return Granted(programme, edition or "", source, known or name or "", bool(known), *rest)
