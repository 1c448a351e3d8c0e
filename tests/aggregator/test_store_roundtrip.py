"""Every field of a content goes into the store and comes back; the tables are those of the migrations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from sqlalchemy import text
from sqlmodel import SQLModel
from store_samples import AUTHORITY, NOW, TAXONOMY, arrival, content, contents

from aggregator.errors import StoreError
from aggregator.ingest import ingest
from aggregator.model import Content
from aggregator.store import Query, Store
from aggregator.store.database import HEAD


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    with Store.open("sqlite://") as opened:
        yield opened


@settings(max_examples=60)
@given(what=contents)
def test_every_field_comes_back(store: Store, what: Content) -> None:
    what = replace(what, title=what.title or "t")
    one = arrival(f"http://lubno.example/{abs(hash(what))}", what)
    one = replace(one, raw=replace(one.raw, title="t"), source=replace(one.source, id=f"s{abs(hash(what))}"))
    (outcome,) = ingest(store, [one], taxonomy=TAXONOMY, now=NOW, authority=AUTHORITY)
    stored = store.announcement(outcome.id)
    assert stored is not None
    assert stored.content == what
    if what.published:
        assert stored.content.published is not None
        assert stored.content.published.moment.utcoffset() == what.published.moment.utcoffset()


def test_migrations_make_the_tables_the_code_works_with() -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    tables = SQLModel.metadata.tables
    with Store.open("sqlite://") as store, store.reading() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "compare_type": True,
                "include_name": lambda name, kind, _: kind != "table" or name in tables,
            },
        )
        assert compare_metadata(context, SQLModel.metadata) == []


def test_head_is_the_newest_migration() -> None:
    folder = Path(__file__).resolve().parents[2] / "aggregator" / "store" / "migrations" / "versions"
    assert max(path.name[:4] for path in folder.glob("[0-9]*.py")) == HEAD


def test_an_older_and_a_newer_store_say_what_to_do(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/b.sqlite3"
    with Store.open(url) as store, store.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0000'"))
    with pytest.raises(StoreError, match="biblio db upgrade"):
        Store.open(url)
    with Store.open(url, check=False) as store, store.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match="newer version"):
        Store.open(url)


@pytest.mark.parametrize("body", [b"no database at all, but long enough to be one" * 50])
def test_a_file_that_is_no_store_is_refused_and_left_alone(tmp_path: Path, body: bytes) -> None:
    file = tmp_path / "b.sqlite3"
    file.write_bytes(body)
    with pytest.raises(StoreError, match="not a database"):
        Store.open(f"sqlite:///{file}")
    assert file.read_bytes() == body


def test_a_database_of_another_program_is_refused(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/b.sqlite3"
    with Store.open(url, check=False) as store, store.writing() as connection:
        connection.execute(text("CREATE TABLE recipes (id INTEGER)"))
    with pytest.raises(StoreError, match="another program"):
        Store.open(url)


def test_upgrade_starts_from_the_first_table_on(tmp_path: Path) -> None:
    with Store.open(f"sqlite:///{tmp_path}/b.sqlite3", check=False) as store:
        assert store.upgrade() == ("", HEAD)
        assert store.upgrade() == (HEAD, HEAD)
        assert list(store.announcements()) == []


def test_a_wrong_address_is_one_sentence() -> None:
    for url in ("mysql://x/y", "nonsense"):
        with pytest.raises(StoreError, match="BIBLIO_DATABASE_URL"):
            Store.open(url)


def test_a_transaction_that_fails_leaves_nothing(store: Store) -> None:
    before = store.count(Query(statuses=()))
    good = arrival("http://lubno.example/whole-or-nothing/", content(title="Całość albo nic"))
    with pytest.raises(AttributeError):
        ingest(store, [good, None], taxonomy=TAXONOMY, now=NOW, authority=AUTHORITY)  # type: ignore[list-item]
    with pytest.raises(ZeroDivisionError), store.writing() as connection:
        connection.execute(text("DELETE FROM announcements"))
        _ = 1 / 0
    assert store.count(Query(statuses=())) == before


def test_naive_times_are_refused(store: Store) -> None:
    from aggregator.arrivals import Visit

    naive = NOW.replace(tzinfo=None)
    with pytest.raises(Exception, match="naive"):
        store.record_visits([Visit(source="x", started=naive, finished=naive + timedelta(1))])
