"""Opening a database: engine, transactions, and whether its tables are those of this version."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import local
from time import monotonic, sleep
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, DBAPIError, OperationalError, SQLAlchemyError
from sqlalchemy.pool import StaticPool

from aggregator.errors import StoreError

#: the newest migration; a test compares it with the folder
HEAD = "0010"
#: seconds to wait for another writer
PATIENCE = 30
_LOCK = 20211019  #: PostgreSQL advisory lock held while tables are made


class _Joint(local):
    """The transaction that a thread has in hand, see `Database.together`."""

    connection: Connection | None = None
    writes: bool = False


class Database:
    """An open database. `Store` adds what can be asked of it."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._joint = _Joint()

    @property
    def name(self) -> str:
        """Where it is, without a password."""
        return self.engine.url.render_as_string(hide_password=True)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that writes: whole or not at all. On SQLite it waits its turn at once.

        Raises StoreError where the database cannot do it: disk full, no right to write, damaged.
        """
        if self._joint.connection is not None and self._joint.writes:
            yield self._joint.connection
            return
        with self._explained(), self.engine.connect() as connection:
            connection = connection.execution_options(writes=True)
            with connection.begin():
                yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One unchanging view of the store. Raises StoreError as `writing` does."""
        if self._joint.connection is not None:
            yield self._joint.connection
            return
        with self._explained(), self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def together(self, *, writes: bool) -> Iterator[None]:
        """All that this thread asks, and (`writes`) writes, inside is one transaction: whole or not at all.

        Raises StoreError as `writing` does.
        """
        joint = self._joint
        with self.writing() if writes else self.reading() as connection:
            before = joint.connection, joint.writes
            joint.connection, joint.writes = connection, writes or joint.writes
            try:
                yield
            finally:
                joint.connection, joint.writes = before

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """What the database says of its disk or its server, as an error with a remedy; a wrong statement of
        ours stays what it is."""
        try:
            yield
        except DatabaseError as exc:
            if isinstance(exc, OperationalError) or type(exc) is DatabaseError:
                raise cannot_open(self, exc) from exc
            raise

    def close(self) -> None:
        """Give all connections back."""
        self.engine.dispose()


def open_engine(url: str) -> Engine:
    """An engine for the address. Raises StoreError where nothing can be opened there."""
    try:
        target = make_url(url)
    except ArgumentError as exc:
        raise StoreError(
            f"BIBLIO_DATABASE_URL is `{url}`. Write sqlite:///data/biblio.sqlite3 or postgresql+psycopg://…"
        ) from exc
    if target.get_backend_name() == "sqlite":
        return _sqlite(target)
    if target.drivername != "postgresql+psycopg":
        remedy = "Use sqlite:///… or postgresql+psycopg://…"
        raise StoreError(f"BIBLIO_DATABASE_URL asks for {target.drivername}. {remedy}")
    return create_engine(target, pool_pre_ping=True)


def _sqlite(target: URL) -> Engine:
    if not target.database or target.database == ":memory:":
        options: dict[str, Any] = {"poolclass": StaticPool}
    else:
        options = {}
        try:
            Path(target.database).parent.mkdir(parents=True, exist_ok=True)
        except OSError as exc:
            problem = f"cannot make its folder ({exc.strerror})"
            raise StoreError(f"{target.database}: {problem}. Name another in BIBLIO_DATA_DIR.") from exc
    engine = create_engine(target, connect_args={"timeout": PATIENCE, "check_same_thread": False}, **options)

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves
        cursor = connection.cursor()
        for pragma in (
            f"busy_timeout={PATIENCE * 1000}", "synchronous=NORMAL", "foreign_keys=ON", "cache_size=-32000",
            "temp_store=MEMORY",
        ):  # fmt: skip
            cursor.execute(f"PRAGMA {pragma}")
        _write_ahead(cursor)
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _write_ahead(cursor: Any) -> None:
    """Switch the journal. Two that open a new database at once collide here, and SQLite does not wait."""
    until = monotonic() + PATIENCE
    while True:
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as exc:
            if "locked" not in str(exc) or monotonic() > until:
                raise
        sleep(0.02)


def check_version(database: Database) -> None:
    """Make the tables of an empty database; refuse one that is older, newer, or not ours."""
    try:
        with database.reading() as connection:
            version = version_of(connection)
    except SQLAlchemyError as exc:
        raise cannot_open(database, exc) from exc
    if version == HEAD:
        return
    if version == "":
        upgrade(database)
    elif version is None:
        problem = "holds tables of another program"
        raise StoreError(f"{database.name} {problem}. Name another database in BIBLIO_DATABASE_URL.")
    elif version < HEAD:
        raise StoreError(f"{database.name} is of an older version ({version}). Run `biblio db upgrade`.")
    else:
        remedy = "Update Bibliowieści, or restore a backup made by this version."
        raise StoreError(f"{database.name} is of a newer version ({version}, we know {HEAD}). {remedy}")


def version_of(connection: Connection) -> str | None:
    """Number of the last migration, "" for an empty database, None for one that is not ours."""
    tables = inspect(connection).get_table_names()
    if "alembic_version" in tables:
        found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        if found is not None and "announcements" in tables:
            return str(found)
        return "" if tables == ["alembic_version"] else None
    return None if tables else ""


def upgrade(database: Database) -> tuple[str, str]:
    """Bring the tables to this version. Gives the version before and after.

    Two processes that open an empty store at once take turns.
    """
    from alembic import command
    from alembic.config import Config

    settings = Config()
    settings.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    try:
        with database.writing() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
            before = version_of(connection)
            if before is None:
                raise StoreError(f"{database.name} holds tables of another program. Name another database.")
            if before > HEAD:
                raise StoreError(
                    f"{database.name} is of a newer version ({before}). Update Bibliowieści instead."
                )
            settings.attributes["connection"] = connection
            command.upgrade(settings, "head")
    except SQLAlchemyError as exc:
        raise cannot_open(database, exc) from exc
    return before, HEAD


def cannot_open(database: Database, exc: SQLAlchemyError) -> StoreError:
    """The error a person gets for what the driver said."""
    said = str(exc.orig if isinstance(exc, DBAPIError) and exc.orig else exc).strip().splitlines()[0]
    if "locked" in said:
        remedy = "Another command is writing; try again when it has ended."
    elif "not a database" in said or "malformed" in said:
        remedy = "Restore a backup with `biblio db restore`, or name another file in BIBLIO_DATABASE_URL."
    elif "is full" in said:
        remedy = "Free some space and try again."
    elif "readonly" in said:
        remedy = "Give this user the right to write there, or name another file in BIBLIO_DATABASE_URL."
    else:
        remedy = "Look at BIBLIO_DATABASE_URL and BIBLIO_DATA_DIR."
    return StoreError(f"{database.name}: {said}. {remedy}")
