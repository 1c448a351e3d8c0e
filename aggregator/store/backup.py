"""Copies of a store on SQLite: taken while others write, put back whole."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from sqlalchemy.engine import make_url

from aggregator.errors import InputError, StoreError
from aggregator.store.database import Database, check_version, open_engine

_NO_BACKUP = "the backup cannot be written"


def backup(url: str, file: Path) -> int:
    """Write a consistent copy of the store to `file`; gives its size in bytes. Raises where it exists."""
    store = _path(url, "pg_dump")
    if not store.is_file():
        raise InputError(f"There is no store at {store} yet. Run `biblio crawl` first.")
    if file.exists():
        raise InputError(f"{file} exists. Name a new file, so that no backup is lost.")
    partial = file.with_name(file.name + ".part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        source, target = sqlite3.connect(store), sqlite3.connect(partial)
        try:
            source.backup(target)
            _check(target)
        finally:
            target.close()
            source.close()
        partial.replace(file)
    except sqlite3.DatabaseError as exc:
        partial.unlink(missing_ok=True)
        if isinstance(exc, sqlite3.OperationalError):  # the disk, not what stands on it
            raise StoreError(f"{file}: {_NO_BACKUP} ({exc}). Free space or name another.") from exc
        raise StoreError(
            f"{store} is damaged ({exc}), so no backup of it was written. "
            "Put an earlier one back with `biblio db restore`."
        ) from exc
    except OSError as exc:
        partial.unlink(missing_ok=True)
        raise StoreError(f"{file}: {_NO_BACKUP} ({exc}). Free space or name another.") from exc
    return file.stat().st_size


def restore(url: str, file: Path, *, now: datetime) -> Path | None:
    """Put a backup in place of the store. Gives where that of before is kept, None where there was none."""
    store = _path(url, "pg_restore")
    if not file.is_file():
        raise InputError(f"There is no file {file}. Name one that `biblio db backup` wrote.")
    try:
        return _replace(store, file, now)
    except OSError as exc:
        problem = f"{store} cannot be replaced ({exc.strerror or exc})"
        raise StoreError(f"{problem}. Give this user the right to write there, or free space.") from exc


def _replace(store: Path, file: Path, now: datetime) -> Path | None:
    store.parent.mkdir(parents=True, exist_ok=True)
    fresh = store.with_name(store.name + ".restoring")
    _copy(file, fresh)
    kept = None
    if store.exists():
        kept = store.with_name(f"{store.name}.{now:%Y%m%dT%H%M%S}")
        _copy(store, kept)
    for ending in ("-wal", "-shm"):
        store.with_name(store.name + ending).unlink(missing_ok=True)
    fresh.replace(store)
    return kept


def _copy(file: Path, to: Path) -> None:
    """A checked copy of a store; raises StoreError where `file` is none of ours."""
    to.unlink(missing_ok=True)
    try:
        source, target = sqlite3.connect(f"file:{file}?mode=ro", uri=True), sqlite3.connect(to)
        try:
            if (
                source.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone()
                is None
            ):
                raise sqlite3.DatabaseError("it has none of our tables")
            source.backup(target)
            if target.execute("SELECT 1 FROM sqlite_master WHERE name = 'epochs'").fetchone():
                target.execute("UPDATE epochs SET epoch = ?", (uuid4().hex,))  # see journal.EpochRow
                target.commit()
            _check(target)
        finally:
            target.close()
            source.close()
        copy = Database(open_engine(f"sqlite:///{to}"))
        try:
            check_version(copy)
        except StoreError as exc:
            if "older version" not in str(exc):
                raise
        finally:
            copy.close()
    except (sqlite3.Error, StoreError) as exc:
        for ending in ("", "-wal", "-shm"):
            to.with_name(to.name + ending).unlink(missing_ok=True)
        raise StoreError(f"{file} is no backup that can be used ({exc}). Name another.") from exc


def _check(copy: sqlite3.Connection) -> None:
    """Raises DatabaseError unless everything in the copy can be read."""
    (state,) = copy.execute("PRAGMA quick_check(1)").fetchone()
    if state != "ok":
        raise sqlite3.DatabaseError(" ".join(str(state).split()))


def _path(url: str, tool: str) -> Path:
    target = make_url(url)
    if target.get_backend_name() != "sqlite" or not target.database:
        raise InputError(f"This is for SQLite. For {target.get_backend_name()} use {tool}.")
    return Path(target.database)
