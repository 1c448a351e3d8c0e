"""The published tree on disk: every file whole or not at all, and untouched where nothing changed."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

from aggregator.errors import BiblioError, InputError

_MARK = ".bibliowiesci"  #: says that the tree is ours: only then are old files removed
_STAGING = ".new"
_LOCK = ".lock"


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
        self._staged: list[tuple[Path, str]] = []

    def __enter__(self) -> Tree:
        try:
            self.root.mkdir(parents=True, exist_ok=True)
            self._ours = (self.root / _MARK).exists() or not any(self.root.iterdir())
            self._lock = (self.root / _LOCK).open("w")
            fcntl.flock(self._lock, fcntl.LOCK_EX)
            shutil.rmtree(self.root / _STAGING, ignore_errors=True)
            (self.root / _STAGING).mkdir()
            (self.root / _MARK).touch()
        except OSError as exc:
            raise _explained(exc, self.root) from exc
        return self

    def __exit__(
        self, kind: type[BaseException] | None, exc: BaseException | None, trace: TracebackType | None
    ) -> None:
        shutil.rmtree(self.root / _STAGING, ignore_errors=True)
        self._lock.close()
        if isinstance(exc, OSError):
            raise _explained(exc, self.root) from exc

    def put(self, path: str, body: bytes) -> None:
        """Plan a file: staged if it differs from what is published. `path` is relative, with slashes."""
        if path.startswith("/") or not all(part not in ("", ".", "..") for part in path.split("/")):
            raise InputError(f"{path!r} is no path inside the published tree.")
        self._planned.add(path)
        if _same(self.root / path, body):
            self.unchanged += 1
            return
        beside = self.root / _STAGING / str(len(self._staged))
        beside.write_bytes(body)
        self._staged.append((beside, path))

    def finish(self, folders: tuple[str, ...] = ()) -> None:
        """Publish what was staged, then remove files under `folders` that were not planned."""
        for beside, path in self._staged:
            target = self.root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            beside.replace(target)
            self.written.append(path)
        if self._ours:
            for folder in folders:
                self._sweep(self.root / folder)

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


def _same(file: Path, body: bytes) -> bool:
    try:
        return file.stat().st_size == len(body) and file.read_bytes() == body
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return False


def _explained(exc: OSError, root: Path) -> PublishError:
    if exc.errno == errno.ENOSPC:
        return PublishError(f"No space left for {root}. Free some and publish again; nothing was changed.")
    if exc.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return PublishError(f"{root} cannot be written. Set BIBLIO_PUBLIC_DIR or --out to a folder of yours.")
    return PublishError(f"{root}: {exc.strerror or exc}. Mend that and publish again.")
