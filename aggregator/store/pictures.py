"""Picture files that go with announcements."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

from sqlalchemy import select

from aggregator.arrivals import Pictured
from aggregator.identity import address_key, canonical_address
from aggregator.store.columns import table_of
from aggregator.store.database import Database
from aggregator.store.saving import upsert
from aggregator.store.tables import AddressRow, PictureRow


class Pictures(Database):
    """The part of `Store` about picture files. The journal notes them as changes of their announcement."""

    def put_pictures(self, found: Iterable[Pictured]) -> None:
        """Keep files with the announcements at their addresses; unknown addresses are passed over."""
        table = table_of(AddressRow)
        with self.writing() as connection:
            rows = {}
            for one in found:
                address = canonical_address(one.address, keep_fragment=True)
                here = (table.c.source == one.source, table.c.key == address_key(address, keep_fragment=True))
                id = connection.execute(select(table.c.announcement).where(*here)).scalar()
                if id is not None:
                    rows[id] = {"announcement": id, **asdict(one.file), "on_page": one.on_page}
            upsert(connection, table_of(PictureRow), list(rows.values()))
