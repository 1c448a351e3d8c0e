"""A page taken out of a WARC file leaves no word behind, and moves nothing."""

from __future__ import annotations

import gzip
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from aggregator.arrivals import SnapshotRef
from aggregator.errors import InputError
from crawler.erasing import copy_out, erase, erase_visits
from crawler.snapshots import SnapshotWriter, read_snapshot

FETCHED = datetime(2026, 11, 23, 9, tzinfo=UTC)


def keep(folder: Path, *bodies: bytes) -> list[SnapshotRef]:
    writer = SnapshotWriter(folder)
    refs = [
        writer.write(f"http://a.example/{number}", body, fetched=FETCHED, status=200, headers=[], source="a")
        for number, body in enumerate(bodies)
    ]
    writer.close()
    return refs


@pytest.mark.parametrize("size", [0, 1, 500, 70_000, 200_000])
def test_an_erased_page_is_gone_and_its_neighbours_stay(tmp_path: Path, size: int) -> None:
    noise = random.Random(size).randbytes(size)
    refs = keep(tmp_path, b"<p>before</p>", b"<p>Jan Tajemny</p>" + noise, b"<p>after</p>")
    before = (tmp_path / refs[1].file).stat().st_size
    assert erase(tmp_path, [refs[1]]) == 1
    assert (tmp_path / refs[1].file).stat().st_size == before
    left = gzip.decompress((tmp_path / refs[1].file).read_bytes())
    assert b"Tajemny" not in left
    assert b"http://a.example/1" not in left
    assert read_snapshot(tmp_path, refs[0]).body == b"<p>before</p>"
    assert read_snapshot(tmp_path, refs[2]).body == b"<p>after</p>"
    with pytest.raises(InputError, match="no page"):
        read_snapshot(tmp_path, refs[1])
    with (tmp_path / refs[1].file).open("rb") as file:
        kinds = [record.rec_type for record in ArchiveIterator(file)]
    assert kinds.count("metadata") == 2
    assert kinds.count("response") == 2


def test_pages_copied_out_are_a_warc_file_of_their_own(tmp_path: Path) -> None:
    refs = keep(tmp_path, b"<p>one</p>", b"<p>two</p>", b"<p>three</p>")
    out = tmp_path / "out.warc.gz"
    assert copy_out(tmp_path, [refs[2], refs[0]], out) == []
    with out.open("rb") as file:
        bodies = [record.content_stream().read() for record in ArchiveIterator(file)]
    assert bodies == [b"<p>three</p>", b"<p>one</p>"]


def test_a_damaged_page_is_told_and_not_copied(tmp_path: Path) -> None:
    refs = keep(tmp_path, b"<p>one</p>", b"<p>two</p>")
    with (tmp_path / refs[0].file).open("r+b") as file:
        file.seek(refs[0].offset + 12)
        file.write(b"\xff" * 40)
    out = tmp_path / "out.warc.gz"
    (why,) = copy_out(tmp_path, refs, out)
    assert why.startswith(f"{refs[0].url}: ") and "damaged" in why
    with out.open("rb") as file:
        assert [record.content_stream().read() for record in ArchiveIterator(file)] == [b"<p>two</p>"]


def test_records_of_later_visits_are_erased_too(tmp_path: Path) -> None:
    refs = keep(tmp_path, b"<p>one</p>", b"<p>two</p>")
    writer = SnapshotWriter(tmp_path)
    for ref in refs:
        writer.write_again(ref, fetched=FETCHED + timedelta(days=3), status=200, headers=[("ETag", "x")])
    writer.close()
    (later,) = (path for path in tmp_path.iterdir() if path.name != refs[0].file)
    with later.open("ab") as file:
        file.write(b"\x1f\x8b\x08\x00broken off")
    before = later.stat().st_size
    assert erase_visits(tmp_path, ["http://a.example/1"], FETCHED.date()) == 1
    assert later.stat().st_size == before
    assert erase_visits(tmp_path, ["http://a.example/1"], FETCHED.date()) == 0
    assert erase_visits(tmp_path, ["http://a.example/0"], FETCHED.date() + timedelta(days=9)) == 0
    assert [read_snapshot(tmp_path, ref).body for ref in refs] == [b"<p>one</p>", b"<p>two</p>"]
