"""The published tree on disk: every file whole or not at all, and untouched where nothing changed.

What is published next is first written beside the tree, all of it. Then the shelf is committed: that is the
moment that counts. Then the files are renamed into place, archives first, the feeds that lead to them after,
so that no document names one that is not there yet. A full disk, a kill or an error before that moment leaves
the old tree as it was; a kill after it leaves renames over, and the next publish does them before anything
else.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import TypedDict

from aggregator.errors import BiblioError, InputError
from aggregator.store.shelf import Shelf, is_damage, system_error

_MARK = ".bibliowiesci"  #: says that the tree is ours: only then are unknown files removed
_STAGING = ".new"
_READY = "ready.json"  #: in the staging folder: which file goes where, and for which commit of the shelf
_LOCK = ".lock"
_SHELF = ".shelf.sqlite3"
_ROUND = "round"  #: note of the shelf: number of the commit

Stamp = tuple[int, int]  #: size and time of a file in nanoseconds; (-1, -1) = not there


class _Ready(TypedDict):
    """What is left to do once the shelf is committed."""

    round: int
    put: list[tuple[str, str]]  #: name in the staging folder, path in the tree
    drop: list[str]


class PublishError(BiblioError):
    """The tree could not be written; what was published before is still there, whole."""


class Tree:
    """One publish at a time: a second one waits for the first."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.written: list[str] = []
        self.removed: list[str] = []
        self.planned: set[str] = set()
        self._staged: list[tuple[str, str]] = []
        self._dropped: list[str] = []

    def __enter__(self) -> Tree:
        try:
            self.root.mkdir(parents=True, exist_ok=True)
            self.ours = (self.root / _MARK).exists() or not any(self.root.iterdir())
            self._lock = (self.root / _LOCK).open("a")  # neither empties it nor moves its time
            fcntl.flock(self._lock, fcntl.LOCK_EX)
            if self.ours and not (self.root / _MARK).exists():
                (self.root / _MARK).touch()
            self.shelf = Shelf(self.root / _SHELF)
            self._finish_last()
        except OSError as exc:
            raise explained(exc, self.root) from exc
        return self

    def __exit__(
        self, kind: type[BaseException] | None, exc: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.shelf.close()
        if not (self.root / _STAGING / _READY).exists():
            shutil.rmtree(self.root / _STAGING, ignore_errors=True)
        self._lock.close()
        if is_damage(exc):
            (self.root / _SHELF).unlink(missing_ok=True)
            raise PublishError(
                f"Our record of {self.root} was damaged and is removed. Publish again."
            ) from exc
        problem = system_error(exc)
        if problem is not None:
            raise explained(problem, self.root) from exc

    @property
    def unchanged(self) -> int:
        """Files published that this publish did not write."""
        return self.shelf.count_files() - len(self.written)

    def damaged(self) -> set[str]:
        """Watched files that are not as we left them."""
        files = self.shelf.files(watched=True)
        return {path for path, stamp in files.items() if _stamp(self.root / path) != stamp}

    def put(self, path: str, body: bytes, *, watched: bool = True) -> None:
        """Plan a file: staged if it differs from what is published. `path` is relative, with slashes.

        `watched`: whether `damaged` looks after it.
        """
        if path.startswith("/") or not all(part not in ("", ".", "..") for part in path.split("/")):
            raise InputError(f"{path!r} is no path inside the published tree.")
        self.planned.add(path)
        target = self.root / path
        if _same(target, body):
            self.shelf.record_file(path, _stamp(target), watched=watched)
            return
        folder = self.root / _STAGING
        if not self._staged:
            folder.mkdir(exist_ok=True)
        beside = folder / str(len(self._staged))
        beside.write_bytes(body)
        self._staged.append((str(len(self._staged)), path))
        self.shelf.record_file(path, _stamp(beside), watched=watched)  # a rename keeps the time

    def drop(self, path: str) -> None:
        """Plan that a file of ours is no more."""
        self._dropped.append(path)
        self.shelf.forget_file(path)

    def sweep(self, folders: tuple[str, ...]) -> None:
        """Plan that what was not planned is no more: files of ours, and in our tree all under `folders`."""
        unknown = {path for path in self.shelf.files() if path not in self.planned}
        if self.ours:
            unknown |= {
                name
                for folder in folders
                for file in _files(self.root / folder)
                if (name := file.relative_to(self.root).as_posix()) not in self.planned
            }
        for path in sorted(unknown):
            self.drop(path)

    def finish(self) -> None:
        """Publish what was planned. A publish that plans nothing new touches no file, its own included."""
        if not self.shelf.altered:
            return
        number = int(self.shelf.note(_ROUND) or 0) + 1
        self.shelf.set_note(_ROUND, str(number))
        ready = _Ready(round=number, put=sorted(self._staged, key=_turn), drop=self._dropped)
        if self._staged or self._dropped:
            (self.root / _STAGING).mkdir(exist_ok=True)
            beside = self.root / _STAGING / (_READY + ".part")
            beside.write_bytes(json.dumps(ready).encode())
            beside.replace(self.root / _STAGING / _READY)
        self.shelf.commit()
        self._carry_out(ready)

    def _finish_last(self) -> None:
        """What a killed publish left over: renames if it had committed, rubbish if not."""
        try:
            ready = json.loads((self.root / _STAGING / _READY).read_bytes())
        except (OSError, ValueError):
            ready = None
        if ready and str(ready["round"]) == self.shelf.note(_ROUND):
            self._carry_out(ready)
            self.written, self.removed = [], []
        else:
            shutil.rmtree(self.root / _STAGING, ignore_errors=True)

    def _carry_out(self, ready: _Ready) -> None:
        """Rename and remove; what was done already is passed over."""
        for name, path in ready["put"]:
            target = self.root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            with contextlib.suppress(FileNotFoundError):
                (self.root / _STAGING / name).replace(target)
            self.written.append(path)
        for path in ready["drop"]:
            self._remove(path)
        shutil.rmtree(self.root / _STAGING, ignore_errors=True)

    def _remove(self, path: str) -> None:
        file = self.root / path
        with contextlib.suppress(FileNotFoundError, NotADirectoryError):
            file.unlink()
            self.removed.append(path)
        with contextlib.suppress(OSError):  # a folder that still holds something stays
            for parent in file.parents:
                if parent == self.root:
                    break
                parent.rmdir()


def _turn(staged: tuple[str, str]) -> tuple[int, str]:
    """Archives, then pages and calendars, then the feeds and lists that lead to them."""
    path = staged[1]
    if "/archive/" in path:
        return 0, path
    return (2 if path.startswith("feeds/") and not path.endswith(".ics") else 1), path


def _files(folder: Path) -> Iterator[Path]:
    for where, _, names in os.walk(folder):
        for name in names:
            yield Path(where, name)


def _stamp(file: Path) -> Stamp:
    try:
        found = file.stat()
    except OSError:
        return -1, -1
    return found.st_size, found.st_mtime_ns


def _same(file: Path, body: bytes) -> bool:
    try:
        return file.stat().st_size == len(body) and file.read_bytes() == body
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return False


def explained(exc: OSError, root: Path) -> PublishError:
    """The error a person gets for what the system said of a folder."""
    if exc.errno == errno.ENOSPC:
        return PublishError(f"No space left for {root}. Free some and try again; nothing was changed.")
    if exc.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return PublishError(f"{root} cannot be written. Set BIBLIO_PUBLIC_DIR or --out to a folder of yours.")
    return PublishError(f"{root}: {exc.strerror or exc}. Mend that and try again.")
