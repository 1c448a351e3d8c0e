"""Whether kept pages are as they were written: every byte of their files is covered by a checksum."""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from aggregator.arrivals import SnapshotRef
from aggregator.errors import BiblioError
from crawler.snapshots import digest_of, read_snapshot

_GZIP = 31  #: zlib's word for one gzip member, its checksum verified
_PIECE = 2**20


def damaged_pages(folder: Path, refs: Iterable[SnapshotRef]) -> Iterator[str]:
    """Why each page that cannot be read back cannot be, headers and checksum included."""
    for ref in refs:
        path = folder / ref.file
        try:
            with path.open("rb") as file:
                file.seek(ref.offset)
                whole = _is_whole(file, ref.length)
            if not whole:
                yield f"{path}: damaged at {ref.offset}."
            elif digest_of(read_snapshot(folder, ref).body) != ref.digest:
                yield f"{path}: not the page that was kept, at {ref.offset}."
        except OSError as exc:
            yield f"{path}: cannot be read ({exc.strerror})."
        except BiblioError as exc:
            yield str(exc)


def damaged_files(folder: Path, refs: Iterable[SnapshotRef]) -> Iterator[str]:
    """What is damaged beside the pages: requests, heads of files, pages that the store no longer names.

    A last record that breaks off is what a killed crawl leaves behind; nothing is lost with it.
    """
    known: dict[str, set[tuple[int, int]]] = defaultdict(set)
    for ref in refs:
        known[ref.file].add((ref.offset, ref.offset + ref.length))
    for path in sorted(folder.glob("*.warc.gz")):
        size, start = path.stat().st_size, 0
        with path.open("rb") as file:
            for first, last in (*sorted(known[path.name]), (size, size)):
                file.seek(start)
                if start < first and not _is_whole(file, first - start, may_break_off=first == size):
                    yield f"{path}: damaged between {start} and {first}."
                start = max(start, last)


def _is_whole(file: BinaryIO, length: int, *, may_break_off: bool = False) -> bool:
    """Whether the next `length` bytes are gzip members, each with the right checksum."""
    member = zlib.decompressobj(_GZIP)
    begun = False
    while length:
        piece = file.read(min(_PIECE, length))
        if not piece:
            return False
        length -= len(piece)
        while piece:
            begun = True
            try:
                # what is left to unpack comes in bounded portions: a bomb must not fill the memory
                member.decompress(piece, _PIECE)
                piece = member.unconsumed_tail
            except zlib.error:
                return False
            if member.eof:
                piece, begun = member.unused_data, False
                member = zlib.decompressobj(_GZIP)
    return may_break_off or not begun
