"""A file that holds entries in ordered lists, and knows which lists a change touches.

It knows nothing of what an entry is: bytes with an id, and the places where it stands. Every question costs
what its answer holds, whatever the size of the file. One writer at a time, who takes turns by other means.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import sqlite3
import zlib
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

_VERSION = 1
_TABLES = f"""
CREATE TABLE items (number INTEGER PRIMARY KEY, id TEXT UNIQUE, digest BLOB, body BLOB, places TEXT);
CREATE TABLE lists (number INTEGER PRIMARY KEY, name TEXT UNIQUE, size INTEGER);
CREATE TABLE sections (list INTEGER, section TEXT, size INTEGER, PRIMARY KEY (list, section)) WITHOUT ROWID;
CREATE TABLE members (list INTEGER, rank INTEGER, item INTEGER, section TEXT,
    PRIMARY KEY (list, rank, item)) WITHOUT ROWID;
CREATE INDEX members_section ON members (list, section);
CREATE TABLE files (path TEXT PRIMARY KEY, size INTEGER, time INTEGER, watched INTEGER) WITHOUT ROWID;
CREATE INDEX files_watched ON files (path) WHERE watched;
CREATE TABLE notes (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
PRAGMA user_version = {_VERSION};
"""


class Place(NamedTuple):
    """Where an entry stands: in a section of a list, the greatest rank first, among equals by id."""

    list: str
    section: str
    rank: int


class Shelf:
    """Everything happens in one transaction: what is not committed never was."""

    def __init__(self, path: Path) -> None:
        """Open or make the file. One that is damaged or of another version is made anew, empty."""
        self.path = path
        self._open()
        self.touched: dict[str, set[str]] = defaultdict(set)  #: sections by list, where something differs
        self.altered = False  #: whether there is anything to commit
        self._changes: dict[tuple[int, str], int] = defaultdict(int)

    def _open(self) -> None:
        try:
            self._load()
        except sqlite3.DatabaseError:
            self.path.unlink(missing_ok=True)
            self._load()

    def _load(self) -> None:
        self._db = self._connect()
        self._db.execute("BEGIN")
        self._lists: dict[str, int] = dict(self._db.execute("SELECT name, number FROM lists"))
        self._sizes: dict[str, int] = dict(self._db.execute("SELECT name, size FROM lists WHERE size > 0"))

    def _connect(self) -> sqlite3.Connection:
        db = sqlite3.connect(self.path, isolation_level=None, cached_statements=64)
        try:
            db.execute("PRAGMA cache_size = -64000")
            (version,) = db.execute("PRAGMA user_version").fetchone()
            if version == 0:
                db.executescript(f"BEGIN;{_TABLES}COMMIT;")
            elif version != _VERSION:
                raise sqlite3.DatabaseError("of another version")
        except sqlite3.Error:
            db.close()
            raise
        return db

    def close(self) -> None:
        """Give the file back; what was not committed is gone."""
        self._db.close()

    def clear(self) -> None:
        """Take everything out, notes and files too."""
        for table in ("items", "lists", "sections", "members", "files", "notes"):
            self._db.execute(f"DELETE FROM {table}")
        self._lists, self._sizes, self.altered = {}, {}, True
        self._changes.clear()
        self.touched.clear()

    def note(self, name: str) -> str:
        """A word kept under a name, "" = none."""
        row = self._db.execute("SELECT value FROM notes WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else ""

    def set_note(self, name: str, value: str) -> None:
        """Keep a word; the same word again alters nothing."""
        if self.note(name) != value:
            self._db.execute("INSERT OR REPLACE INTO notes VALUES (?, ?)", (name, value))
            self.altered = True

    def put(self, id: str, body: bytes, places: Iterable[Place]) -> None:
        """The entry is this now, and stands here."""
        digest = hashlib.blake2b(body, digest_size=16).digest()
        here = set(places)
        row = self._db.execute("SELECT number, digest, places FROM items WHERE id = ?", (id,)).fetchone()
        before = _unpacked(row[2]) if row else set()
        if row and row[1] == digest and before == here:
            return
        self.altered = True
        packed = json.dumps(sorted(here), ensure_ascii=False, separators=(",", ":"))
        values = (digest, zlib.compress(body, 1), packed)
        if row:
            number = int(row[0])
            sql = "UPDATE items SET digest = ?, body = ?, places = ? WHERE number = ?"
            self._db.execute(sql, (*values, number))
        else:
            sql = "INSERT INTO items (digest, body, places, id) VALUES (?, ?, ?, ?)"
            number = int(self._db.execute(sql, (*values, id)).lastrowid or 0)
        self._move(number, before - here, here - before)
        same_words = bool(row) and row[1] == digest
        for place in (here ^ before) if same_words else (here | before):
            self.touched[place.list].add(place.section)

    def drop(self, id: str) -> None:
        """The entry is no more."""
        row = self._db.execute("SELECT number, places FROM items WHERE id = ?", (id,)).fetchone()
        if row is None:
            return
        self.altered = True
        before = _unpacked(row[1])
        self._move(row[0], before, set())
        self._db.execute("DELETE FROM items WHERE number = ?", (row[0],))
        for place in before:
            self.touched[place.list].add(place.section)

    def _move(self, number: int, gone: set[Place], come: set[Place]) -> None:
        for places, step in ((gone, -1), (come, 1)):
            for place in places:
                self._changes[self._list(place.list), place.section] += step
                self._sizes[place.list] = self._sizes.get(place.list, 0) + step
        self._db.executemany(
            "DELETE FROM members WHERE list = ? AND rank = ? AND item = ?",
            [(self._list(place.list), place.rank, number) for place in gone],
        )
        self._db.executemany(
            "INSERT INTO members (list, rank, item, section) VALUES (?, ?, ?, ?)",
            [(self._list(place.list), place.rank, number, place.section) for place in come],
        )

    def _list(self, name: str) -> int:
        number = self._lists.get(name)
        if number is None:
            number = self._db.execute("INSERT INTO lists (name, size) VALUES (?, 0)", (name,)).lastrowid or 0
            self._lists[name] = number
        return number

    def touch(self, name: str) -> None:
        """Take every section of a list for changed: what is said around its entries is another."""
        self.touched[name].update(self.sections(name))

    def settle(self) -> None:
        """Bring the sizes up to date. The section after one that came or went is touched: it names it."""
        names = {number: name for name, number in self._lists.items()}
        reshaped = []
        for (number, section), step in sorted(self._changes.items()):
            row = self._db.execute(
                "SELECT size FROM sections WHERE list = ? AND section = ?", (number, section)
            ).fetchone()
            before = int(row[0]) if row else 0
            if before + step:
                sql = "INSERT OR REPLACE INTO sections VALUES (?, ?, ?)"
                self._db.execute(sql, (number, section, before + step))
            elif before:
                self._db.execute("DELETE FROM sections WHERE list = ? AND section = ?", (number, section))
            if not (before and before + step):
                reshaped.append((number, section))
        for number, section in reshaped:
            sql = "SELECT min(section) FROM sections WHERE list = ? AND section > ?"
            (following,) = self._db.execute(sql, (number, section)).fetchone()
            if following:
                self.touched[names[number]].add(following)
        self._changes.clear()
        known = self.touched.keys() & self._lists.keys()
        sizes = [(self._sizes.get(name, 0), self._lists[name]) for name in known]
        self._db.executemany("UPDATE lists SET size = ? WHERE number = ?", sizes)

    def sizes(self) -> dict[str, int]:
        """How many entries each list holds; empty lists are left out."""
        return {name: size for name, size in self._sizes.items() if size}

    def size(self, name: str) -> int:
        """How many entries a list holds."""
        return self._sizes.get(name, 0)

    def sections(self, name: str) -> dict[str, int]:
        """The sections of a list that hold something, in order, with how many."""
        sql = "SELECT section, size FROM sections WHERE list = ? ORDER BY section"
        return dict(self._db.execute(sql, (self._lists.get(name, 0),)))

    def newest(self, name: str, limit: int) -> list[str]:
        """Ids of the first entries of a list, sections aside."""
        sql = "SELECT rank FROM members WHERE list = ? ORDER BY rank DESC LIMIT 1 OFFSET ?"
        last = self._db.execute(sql, (self._lists.get(name, 0), limit - 1)).fetchone()
        return self.ranked(name, last[0] if last else -(2**63))[:limit]

    def ranked(self, name: str, least: int) -> list[str]:
        """Ids of the entries of a list whose rank is at least this, in order."""
        sql = (
            "SELECT rank, id FROM members JOIN items ON items.number = members.item "
            "WHERE list = ? AND rank >= ?"
        )
        found = sorted(self._db.execute(sql, (self._lists.get(name, 0), least)), reverse=True)
        return [id for _, id in found]

    def section(self, name: str, section: str) -> list[str]:
        """Ids of the entries of a section, in order."""
        sql = (
            "SELECT rank, id FROM members JOIN items ON items.number = members.item "
            "WHERE list = ? AND section = ?"
        )
        found = sorted(self._db.execute(sql, (self._lists.get(name, 0), section)), reverse=True)
        return [id for _, id in found]

    def body(self, id: str) -> bytes:
        """An entry."""
        (packed,) = self._db.execute("SELECT body FROM items WHERE id = ?", (id,)).fetchone()
        return zlib.decompress(packed)

    def files(self, *, watched: bool = False) -> dict[str, tuple[int, int]]:
        """Files made of the entries, with size and time in nanoseconds; `watched` = those looked after."""
        where = " WHERE watched" if watched else ""
        rows = self._db.execute(f"SELECT path, size, time FROM files{where}")
        return {path: (size, time) for path, size, time in rows}

    def file(self, path: str) -> tuple[int, int] | None:
        """Size and time of one file, None where none is recorded."""
        row = self._db.execute("SELECT size, time FROM files WHERE path = ?", (path,)).fetchone()
        return (row[0], row[1]) if row else None

    def count_files(self) -> int:
        """How many files are recorded."""
        return int(self._db.execute("SELECT count(*) FROM files").fetchone()[0])

    def record_file(self, path: str, stamp: tuple[int, int], *, watched: bool) -> None:
        """A file is so now."""
        if self.file(path) != stamp:
            self._db.execute("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?)", (path, *stamp, watched))
            self.altered = True

    def forget_file(self, path: str) -> None:
        """A file is no more."""
        self._db.execute("DELETE FROM files WHERE path = ?", (path,))
        self.altered = True

    def commit(self) -> None:
        """Keep everything since the last commit: all of it, or nothing."""
        self._db.execute("COMMIT")
        self._db.execute("BEGIN")
        self.altered = False


def system_error(exc: BaseException | None) -> OSError | None:
    """What the system said, where that is why a shelf or a file beside it could not be written."""
    if isinstance(exc, OSError):
        return exc
    if isinstance(exc, sqlite3.OperationalError):
        full = "full" in str(exc)
        return OSError(errno.ENOSPC if full else errno.EIO, os.strerror(errno.ENOSPC) if full else str(exc))
    return None


def is_damage(exc: BaseException | None) -> bool:
    """Whether the file of a shelf cannot be used any more, and must be made anew."""
    return isinstance(exc, sqlite3.DatabaseError) and not isinstance(exc, sqlite3.OperationalError)


def _unpacked(places: str) -> set[Place]:
    return {Place(*place) for place in json.loads(places)}
