"""Entries on disk: a store is read once, and its size does not decide how much memory a publish takes."""

from __future__ import annotations

import hashlib
import pickle
import tempfile
from functools import lru_cache
from types import TracebackType

from feeds.entry import Entry


class Spool:
    """Entries by number, in a temporary file that vanishes with the process."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 closed by the context
        self._places: list[tuple[int, int]] = []
        self.digests: list[bytes] = []  #: of each entry, equal in every run
        self._end = 0
        self.read = lru_cache(maxsize=2000)(self._read)

    def __enter__(self) -> Spool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, exc: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def add(self, entry: Entry) -> int:
        """Keep an entry; returns its number."""
        self.digests.append(hashlib.blake2b(repr(entry).encode("utf-8", "replace"), digest_size=12).digest())
        body = pickle.dumps(entry, protocol=pickle.HIGHEST_PROTOCOL)
        self._file.seek(self._end)
        self._file.write(body)
        self._places.append((self._end, len(body)))
        self._end += len(body)
        return len(self._places) - 1

    def _read(self, number: int) -> Entry:
        start, length = self._places[number]
        self._file.seek(start)
        entry: Entry = pickle.loads(self._file.read(length))
        return entry
