"""Snapshots: every page as it was sent, in WARC files, one a day and process, kept for good."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from typing import IO

from aggregator.arrivals import SnapshotRef
from aggregator.errors import InputError
from crawler import warc

#: a field of our own in a record: what the list that led to the page said of it, as JSON
LISTED = "Biblio-Listed"
#: true of what came over the wire, no longer of the opened body that we keep
_WIRE_ONLY = {"content-encoding", "transfer-encoding", "content-length", "connection", "keep-alive"}
_DROPPED = {"set-cookie"}
#: of a request, what names another page: that one may have to be forgotten
_ELSEWHERE = {"referer"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """A page read back."""

    url: str
    fetched: datetime  #: UTC
    status: int
    headers: Mapping[str, str]  #: names in lower case
    body: bytes
    listed: Mapping[str, str] = field(default_factory=dict)


@lru_cache(maxsize=2)
def digest_of(body: bytes) -> str:
    """`sha256:…` of a body."""
    return f"sha256:{hashlib.sha256(body).hexdigest()}"


def charset_in(content_type: str) -> str | None:
    """The charset a Content-Type header names."""
    return content_type.lower().partition("charset=")[2].partition(";")[0].strip(" \"'") or None


class SnapshotWriter:
    """Appends to today's file of this process. A record is with the system before `write` returns."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file: IO[bytes] | None = None
        self._day: date | None = None
        self._name, self._size = "", 0

    def write(
        self,
        url: str,
        body: bytes,
        *,
        fetched: datetime,
        status: int,
        headers: Sequence[tuple[str, str]],
        request_headers: Sequence[tuple[str, str]] = (),
        listed: Mapping[str, str] | None = None,
        source: str = "",
    ) -> SnapshotRef:
        """Keep one answer (`body` decompressed) with the headers of both sides; says where it is."""
        out, offset, id, digest = self._open(fetched), self._size, warc.new_id(), digest_of(body)
        said = [(LISTED, json.dumps(dict(listed), ensure_ascii=True))] if listed else []
        answer = warc.response(
            url, fetched, id, status=status, body=body, digest=digest, more=said,
            headers=[*_worth_keeping(headers), ("Content-Length", str(len(body)))],
        )  # fmt: skip
        sent = [(name, value) for name, value in request_headers if name.lower() not in _ELSEWHERE]
        self._put(out, answer + warc.request(url, fetched, id, headers=sent))
        return SnapshotRef(
            digest=digest,
            file=self._name,
            offset=offset,
            length=len(answer),
            url=url,
            fetched=fetched,
            source=source,
        )

    def write_again(
        self, kept: SnapshotRef, *, fetched: datetime, status: int, headers: Sequence[tuple[str, str]]
    ) -> SnapshotRef:
        """A page came as it was kept before: a `revisit` record says so, the body is not stored twice."""
        again = warc.revisit(
            kept.url, fetched, digest=kept.digest, before=kept.fetched, status=status,
            headers=_worth_keeping(headers),
        )  # fmt: skip
        self._put(self._open(fetched), again)
        return replace(kept, fetched=fetched)

    def _put(self, out: IO[bytes], record: bytes) -> None:
        out.write(record)
        out.flush()
        self._size += len(record)

    def sync(self) -> None:
        """Ask the system to bring everything to the disk: before the store speaks of it."""
        if self._file is not None:
            os.fsync(self._file.fileno())

    def close(self) -> None:
        """End the file; the next `write` opens another."""
        if self._file is not None:
            self.sync()
            self._file.close()
        self._file, self._day = None, None

    def _open(self, now: datetime) -> IO[bytes]:
        day = now.astimezone(UTC).date()
        if self._file is None or day != self._day:
            self.close()
            self._folder.mkdir(parents=True, exist_ok=True)
            self._name, self._file = self._new_file(day)
            self._day, self._size = day, 0
            self._put(self._file, warc.info(self._name, now, "Bibliowiesci"))
        return self._file

    def _new_file(self, day: date) -> tuple[str, IO[bytes]]:
        """A file that no other process has: the number of the process may come again in one day."""
        for number in range(100_000):
            name = f"bibliowiesci-{day:%Y%m%d}-{os.getpid()}-{number:03}.warc.gz"
            try:
                return name, (self._folder / name).open("xb")
            except FileExistsError:
                continue
        raise InputError(f"{self._folder}: too many files of one day. Move older ones elsewhere.")


def _worth_keeping(headers: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(name, value) for name, value in headers if name.lower() not in _WIRE_ONLY | _DROPPED]


def read_snapshot(folder: Path, ref: SnapshotRef) -> Snapshot:
    """The page a reference names. Raises InputError where the file or the record is not there."""
    path = folder / ref.file
    try:
        with path.open("rb") as file:
            file.seek(ref.offset)
            record = warc.read_response(file.read(ref.length))
    except OSError as exc:
        raise InputError(f"{path}: cannot be read ({exc.strerror}). Run `biblio doctor`.") from exc
    except (ValueError, LookupError) as exc:
        raise InputError(f"{path}: damaged at {ref.offset}. Run `biblio doctor`.") from exc
    if record is None:
        raise InputError(f"{path}: no page at {ref.offset}. Run `biblio doctor`.")
    return Snapshot(
        url=record.fields["warc-target-uri"],
        fetched=datetime.fromisoformat(record.fields["warc-date"]),
        status=record.status,
        headers=record.headers,
        body=record.body,
        listed=json.loads(record.fields.get(LISTED.lower(), "{}")),
    )
