"""What the store keeps of official lists."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, insert, select

from aggregator.official.model import OfficialAward, OfficialList
from aggregator.store.columns import table_of
from aggregator.store.database import Database
from aggregator.store.official_tables import OfficialAwardRow, OfficialListRow

_L, _R = table_of(OfficialListRow), table_of(OfficialAwardRow)


class Official(Database):
    """The part of `Store` about official lists."""

    def put_official(self, found: OfficialList, *, now: datetime) -> bool:
        """Keep a list in place of the one of its programme and edition. False where it was there already."""
        here = (found.programme, found.edition)
        if self.official(*here) == found:
            return False
        with self.writing() as connection:
            for table in (_R, _L):
                connection.execute(
                    delete(table).where(table.c.programme == here[0], table.c.edition == here[1])
                )
            head = {"programme": here[0], "edition": here[1], "published": found.published, "imported": now}
            connection.execute(insert(_L), [head])
            if found.rows:
                rows = [
                    {
                        "programme": here[0], "edition": here[1], "position": at,
                        "beneficiary": row.beneficiary, "city": row.city, "voivodeship": row.voivodeship,
                        "granted": row.grant, "task": row.task, "source": row.source,
                    }
                    for at, row in enumerate(found.rows)
                ]  # fmt: skip
                connection.execute(insert(_R), rows)
        return True

    def official(self, programme: str, edition: str) -> OfficialList | None:
        """One list with its rows, None where it was never imported."""
        with self.reading() as connection:
            head = connection.execute(
                select(_L).where(_L.c.programme == programme, _L.c.edition == edition)
            ).first()
            if head is None:
                return None
            query = select(_R).where(_R.c.programme == programme, _R.c.edition == edition)
            rows = connection.execute(query.order_by(_R.c.position)).all()
        awards = tuple(
            OfficialAward(
                beneficiary=row.beneficiary,
                city=row.city,
                voivodeship=row.voivodeship,
                grant=row.granted,
                task=row.task,
                source=row.source,
            )
            for row in rows
        )
        return OfficialList(
            programme=head.programme, edition=head.edition, published=head.published, rows=awards
        )

    def official_lists(self) -> list[tuple[str, str]]:
        """(programme, edition) of every list, sorted."""
        with self.reading() as connection:
            query = select(_L.c.programme, _L.c.edition).order_by(_L.c.programme, _L.c.edition)
            return [(row.programme, row.edition) for row in connection.execute(query)]
