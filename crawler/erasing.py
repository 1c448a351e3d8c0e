"""Taking pages out of WARC files for good, and copying them out, without moving what stands beside them."""

from __future__ import annotations

import os
import struct
import zlib
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import BinaryIO

from aggregator.arrivals import SnapshotRef
from aggregator.errors import InputError
from crawler.snapshots import read_snapshot

_BLOCK = 65_535  #: most bytes of a stored deflate block
_GZIP_HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"


def erase(folder: Path, refs: Iterable[SnapshotRef]) -> int:
    """Overwrite each record in place with an empty one of the same length; the number of records.

    Every other record keeps its offset, and any WARC reader still walks the whole file. Raises InputError
    where a file cannot be written; what was erased before stays erased.
    """
    count = 0
    for ref in refs:
        path = folder / ref.file
        try:
            with path.open("r+b") as file:
                asked = _request_after(file, ref)
                for offset, length in ((ref.offset, ref.length), *asked):
                    file.seek(offset)
                    file.write(_blank(length, ref.fetched.strftime("%Y-%m-%dT%H:%M:%SZ")))
                file.flush()
                os.fsync(file.fileno())
        except FileNotFoundError:
            continue  # already gone with its file
        except OSError as exc:
            raise InputError(
                f"{path}: cannot be written ({exc.strerror}). Mend that and call again."
            ) from exc
        count += 1
    return count


def erase_visits(folder: Path, urls: Collection[str], since: date) -> int:
    """Overwrite the records of later visits (`revisit`) to some addresses, in files from a day on."""
    count = 0
    for path in sorted(folder.glob("*.warc.gz")) if urls else ():
        if path.name.split("-")[1:2] < [f"{since:%Y%m%d}"]:
            continue
        with path.open("r+b") as file:
            for start, length, stamp in list(_visits(file, frozenset(urls))):
                file.seek(start)
                file.write(_blank(length, stamp))
                count += 1
    return count


def _visits(file: BinaryIO, urls: frozenset[str]) -> Iterator[tuple[int, int, str]]:
    """Offset, length and date of the revisit records of some addresses; a broken last record ends them."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    records = ArchiveIterator(file)
    with suppress(ArchiveLoadFailed, zlib.error, EOFError):
        for record in records:
            head, start = record.rec_headers, records.get_record_offset()
            records.read_to_end(record)
            if record.rec_type == "revisit" and head.get_header("WARC-Target-URI") in urls:
                yield start, records.get_record_length(), head.get_header("WARC-Date")


def _request_after(file: BinaryIO, ref: SnapshotRef) -> list[tuple[int, int]]:
    """Offset and length of the record that asked for the page: its address has words too."""
    from warcio.archiveiterator import ArchiveIterator

    start = ref.offset + ref.length
    file.seek(start)
    records = ArchiveIterator(file)
    record = next(records, None)
    if record is None or record.rec_type != "request":
        return []
    if record.rec_headers.get_header("WARC-Target-URI") != ref.url:
        return []
    records.read_to_end(record)
    return [(start, records.get_record_length())]


def copy_out(folder: Path, refs: Iterable[SnapshotRef], out: Path) -> list[str]:
    """Write the records, as they are, to a WARC file of their own; why which of them cannot be.

    Raises InputError where the file cannot be written.
    """
    lost = []
    try:
        with out.open("wb") as target:
            for ref in refs:
                try:
                    read_snapshot(folder, ref)
                except InputError as exc:
                    lost.append(f"{ref.url}: {exc}")
                    continue
                with (folder / ref.file).open("rb") as file:
                    file.seek(ref.offset)
                    target.write(file.read(ref.length))
    except OSError as exc:
        raise InputError(f"{out}: cannot be written ({exc.strerror}). Name another with --out.") from exc
    return lost


def _blank(length: int, date: str) -> bytes:
    """A gzip member of exactly `length` bytes holding a WARC record that says nothing."""
    blocks = 1
    while length - 18 - 5 * blocks > blocks * _BLOCK:
        blocks += 1
    head = (
        "WARC/1.0\r\nWARC-Type: metadata\r\n"
        "WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000000>\r\n"
        f"WARC-Date: {date}\r\nContent-Length: %010d\r\n\r\n"
    )
    size = length - 18 - 5 * blocks - len(head % 0) - 4
    if size < 0:
        raise InputError(f"A record of {length} bytes is too short to be one of ours. Run `biblio doctor`.")
    record = (head % size).encode() + b" " * size + b"\r\n\r\n"
    parts = [record[i : i + _BLOCK] for i in range(0, len(record), _BLOCK)]
    parts += [b""] * (blocks - len(parts))
    stored = b"".join(
        struct.pack("<BHH", number == len(parts), len(part), len(part) ^ 0xFFFF) + part
        for number, part in enumerate(parts, 1)
    )
    return _GZIP_HEAD + stored + struct.pack("<II", zlib.crc32(record), len(record) & 0xFFFFFFFF)
