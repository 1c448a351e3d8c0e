"""A store made by the first commit of its schema (data/first_store.sql) goes on with its data and its ids."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Boolean, MetaData, inspect, text
from store_postgres import server  # noqa: F401
from store_samples import AUTHORITY, LUBNO, NOW, TAXONOMY, arrival, content

import biblio
from aggregator.arrivals import Change
from aggregator.ingest import ingest
from aggregator.store import Query, Store
from aggregator.store.columns import Moment
from aggregator.store.database import HEAD
from aggregator.store.forgetting import Forgetting

DUMP = Path(__file__).parent / "data" / "first_store.sql"
GRANT = "tag:bibliowiesci.example,2026:a/hlnhb6g3fyajj6pgpzt6otz3cu"
IDS = {
    GRANT,
    "tag:bibliowiesci.example,2026:a/24ejdadcdmm7yylbaa4224tjxm",
    "tag:bibliowiesci.example,2026:a/deyvunedd2z6t3yjq2h32bnreq",
    "tag:bibliowiesci.example,2026:a/n5jibvhxlb3sle7s6qbfrmu66e",
}


def first_store(file: Path) -> str:
    """The store of then; its address."""
    file.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(file)
    connection.executescript(DUMP.read_text("utf-8"))
    connection.close()
    return f"sqlite:///{file}"


def shape(store: Forgetting) -> dict[str, object]:
    """Columns, keys and indexes of every table."""
    inspector = inspect(store.engine)
    return {
        name: (
            sorted((c["name"], str(c["type"]), c["nullable"]) for c in inspector.get_columns(name)),
            inspector.get_pk_constraint(name)["constrained_columns"],
            sorted((i["name"] or "", tuple(i["column_names"])) for i in inspector.get_indexes(name)),
        )
        for name in inspector.get_table_names()
    }


def goes_on(store: Store) -> None:
    """What must be true of it after its upgrade."""
    assert {a.id for a in store.announcements(Query(statuses=()))} == IDS
    assert {a.id for a in store.announcements(Query(q="biblioteka OTRZYMAŁA"))} == {GRANT}
    (old,) = store.revisions(GRANT)
    assert "35 000" in old.text
    assert [source.home for source in store.added_sources()] == ["http://lubno.example/nowa/"]
    known = content(text="Biblioteka w Lubnie otrzymała 36 000 zł z programu BLISKO.", grosze=3_600_000)
    forgotten = content(title="Zapomniane ogłoszenie", text="Inne słowa.")
    again = [
        arrival(what=known),
        arrival("http://lubno.example/zapomniane/", forgotten),
        arrival("http://lubno.example/nowe/", content(title="Nowe ogłoszenie", text="Nowa treść.")),
    ]
    outcomes = ingest(store, again, taxonomy=TAXONOMY, now=NOW.replace(year=2027), authority=AUTHORITY)
    assert [o.change for o in outcomes] == [Change.SAME, Change.SKIPPED, Change.NEW]
    assert outcomes[0].id == GRANT
    assert {a.updated.day for a in store.announcements() if a.id == GRANT} == {26}


def test_a_store_of_the_tests_is_one_of_the_migrations() -> None:
    """`Store.open` is given its tables by tests/empty_stores.py, `upgrade` by the migrations."""
    with Store.open("sqlite://") as opened, Store.open("sqlite://", check=False) as migrated:
        assert migrated.upgrade() == ("", HEAD)
        contents = [
            list(store.engine.raw_connection().driver_connection.iterdump()) for store in (opened, migrated)
        ]
        differing = [(one, other) for one, other in zip(*contents, strict=True) if one != other]
        assert [one.partition(" VALUES")[0] for one, _ in differing] == ['INSERT INTO "epochs"']


def test_the_first_store_has_the_tables_of_a_new_one_after_its_upgrade(tmp_path: Path) -> None:
    with Store.open(first_store(tmp_path / "first.sqlite3"), check=False) as store:
        assert store.upgrade() == ("0002", HEAD)
        with Store.open("sqlite://") as new:
            assert shape(store) == shape(new)
        goes_on(store)


@pytest.mark.slow
def test_its_feeds_keep_their_ids(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    first_store(tmp_path / "data" / "biblio.sqlite3")
    for words in (["db", "upgrade"], ["publish"]):
        with pytest.raises(SystemExit) as ended:
            biblio.main(words)
        assert not ended.value.code
    feed = (tmp_path / "public" / "feeds" / "atom.xml").read_text("utf-8")
    shown = set(re.findall(r"<id>(tag:[^<]*:a/[^<]*)</id>", feed))
    assert GRANT in shown
    assert shown <= IDS


@pytest.fixture
def empty(server: str) -> Iterator[Store]:  # noqa: F811
    """A database without tables."""
    with Store.open(server, check=False) as store:
        yield store
        with store.writing() as connection:
            connection.execute(text("DROP SCHEMA public CASCADE"))
            connection.execute(text("CREATE SCHEMA public"))


@pytest.mark.slow
@pytest.mark.postgres
def test_the_first_store_on_postgres(empty: Store, tmp_path: Path) -> None:
    """The tables of then in PostgreSQL's words, with the rows of the dump."""
    first_store(tmp_path / "first.sqlite3")
    lite = sqlite3.connect(tmp_path / "first.sqlite3")
    lite.row_factory = sqlite3.Row
    schema = re.findall(r"CREATE (?:TABLE|INDEX)[^;]*;", DUMP.read_text("utf-8"))
    with empty.writing() as connection:
        for statement in schema:
            statement = statement.replace("DATETIME", "TIMESTAMP WITH TIME ZONE")
            connection.execute(text(re.sub(r"\bgrant BIGINT", '"grant" BIGINT', statement)))
        tables = MetaData()
        tables.reflect(connection)
        for table in tables.sorted_tables:
            rows = [dict(row) for row in lite.execute(f'SELECT * FROM "{table.name}"')]
            for row in rows:
                for column in table.columns:
                    value = row[column.name]
                    if isinstance(column.type, Boolean):
                        row[column.name] = bool(value)
                    elif isinstance(column.type, type(Moment().impl)) and value:
                        row[column.name] = datetime.fromisoformat(value).replace(tzinfo=UTC)
            if rows:
                connection.execute(table.insert(), rows)
    lite.close()
    assert empty.upgrade() == ("0002", HEAD)
    goes_on(empty)
    assert LUBNO.id in {source.id for source in empty.sources()}
