"""The published tree on disk: every file whole or not at all, and untouched where nothing changed."""

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

from aggregator.errors import BiblioError, InputError

_MARK = ".bibliowiesci"  #: says that the tree is ours: only then are old files removed
_STAGING = ".new"
_LOCK = ".lock"
_SEALS = ".seals.json"

Seal = tuple[str, int, int]  #: what a file was made of, its size, its time in nanoseconds


class PublishError(BiblioError):
    """The tree could not be written; what was published before is still there, whole."""


class Tree:
    """Changed files are written to a folder beside, then all renamed at the end.

    A full disk, a kill or an error before the renames leaves the old tree as it was. One publish at a time:
    a second one waits for the first.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.written: list[str] = []
        self.unchanged = 0
        self.removed: list[str] = []
        self._planned: set[str] = set()
        self._old_seals: dict[str, Seal] = {}
        self._seals: dict[str, str] = {}
        self._staged: list[tuple[Path, str]] = []

    def __enter__(self) -> Tree:
        try:
            self.root.mkdir(parents=True, exist_ok=True)
            self._ours = (self.root / _MARK).exists() or not any(self.root.iterdir())
            self._lock = (self.root / _LOCK).open("a")  # neither empties it nor moves its time
            fcntl.flock(self._lock, fcntl.LOCK_EX)
            shutil.rmtree(self.root / _STAGING, ignore_errors=True)
            (self.root / _STAGING).mkdir()
            if not (self.root / _MARK).exists():
                (self.root / _MARK).touch()
            self._old_seals = self._read_seals()
        except OSError as exc:
            raise explained(exc, self.root) from exc
        return self

    def __exit__(
        self, kind: type[BaseException] | None, exc: BaseException | None, trace: TracebackType | None
    ) -> None:
        shutil.rmtree(self.root / _STAGING, ignore_errors=True)
        self._lock.close()
        if isinstance(exc, OSError):
            raise explained(exc, self.root) from exc

    def keep(self, path: str, seal: str) -> bool:
        """Plan a file as it is, if it was made of the same and nobody touched it since."""
        old = self._old_seals.get(path)
        if old is None or old[0] != seal or old != (seal, *_stamp(self.root / path)):
            return False
        self._planned.add(path)
        self._seals[path] = seal
        self.unchanged += 1
        return True

    def put(self, path: str, body: bytes, *, seal: str = "") -> None:
        """Plan a file: staged if it differs from what is published. `path` is relative, with slashes.

        `seal` says what it was made of, for `keep` in the next run.
        """
        if path.startswith("/") or not all(part not in ("", ".", "..") for part in path.split("/")):
            raise InputError(f"{path!r} is no path inside the published tree.")
        self._planned.add(path)
        if seal:
            self._seals[path] = seal
        if _same(self.root / path, body):
            self.unchanged += 1
            return
        beside = self.root / _STAGING / str(len(self._staged))
        beside.write_bytes(body)
        self._staged.append((beside, path))

    def finish(self, folders: tuple[str, ...] = ()) -> None:
        """Publish what was staged, then remove files under `folders` that were not planned."""
        if self._staged:  # a seal must never outlive what it was put on
            (self.root / _SEALS).unlink(missing_ok=True)
        for beside, path in self._staged:
            target = self.root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            beside.replace(target)
            self.written.append(path)
        if self._ours:
            for folder in folders:
                self._sweep(self.root / folder)
        self._write_seals()

    def _read_seals(self) -> dict[str, Seal]:
        try:
            found = json.loads((self.root / _SEALS).read_bytes())
            return {path: (str(seal), int(size), int(time)) for path, (seal, size, time) in found.items()}
        except (OSError, ValueError, TypeError, AttributeError):
            return {}

    def _write_seals(self) -> None:
        seals = {path: (seal, *_stamp(self.root / path)) for path, seal in self._seals.items()}
        if not self._staged and seals == self._old_seals:
            return
        beside = self.root / _STAGING / "seals"
        beside.write_text(json.dumps(seals, separators=(",", ":")), "utf-8")
        beside.replace(self.root / _SEALS)

    def _sweep(self, folder: Path) -> None:
        for file in sorted(_files(folder)):
            name = file.relative_to(self.root).as_posix()
            if name not in self._planned:
                file.unlink()
                self.removed.append(name)
                with contextlib.suppress(OSError):  # a folder that still holds something stays
                    for parent in file.parents:
                        if parent == self.root:
                            break
                        parent.rmdir()


def _files(folder: Path) -> Iterator[Path]:
    for where, _, names in os.walk(folder):
        for name in names:
            yield Path(where, name)


def _stamp(file: Path) -> tuple[int, int]:
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
        return PublishError(f"No space left for {root}. Free some and publish again; nothing was changed.")
    if exc.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return PublishError(f"{root} cannot be written. Set BIBLIO_PUBLIC_DIR or --out to a folder of yours.")
    return PublishError(f"{root}: {exc.strerror or exc}. Mend that and publish again.")
