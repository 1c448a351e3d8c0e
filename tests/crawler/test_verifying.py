"""Damage to kept pages is found wherever in their files it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from aggregator.arrivals import SnapshotRef
from crawler.snapshots import SnapshotWriter
from crawler.verifying import damaged_files, damaged_pages

FETCHED = datetime(2026, 11, 23, 9, tzinfo=UTC)
#: bytes of a gzip header that say nothing of the content: time, level, system
_IDLE = range(4, 10)


@pytest.fixture
def kept(tmp_path: Path) -> list[SnapshotRef]:
    """Three pages in one file."""
    writer = SnapshotWriter(tmp_path)
    refs = [
        writer.write(
            f"https://mbp.example/{n}", f"<p>Ogłoszenie {n}</p>".encode() * 40, fetched=FETCHED, status=200,
            headers=[("Content-Type", "text/html")], request_headers=[("User-Agent", "Bibliowiesci")],
        )
        for n in range(3)
    ]  # fmt: skip
    writer.close()
    return refs


def test_files_as_written_are_fine(tmp_path: Path, kept: list[SnapshotRef]) -> None:
    assert not list(damaged_pages(tmp_path, kept))
    assert not list(damaged_files(tmp_path, kept))


def test_any_damaged_byte_of_a_page_is_found(tmp_path: Path, kept: list[SnapshotRef]) -> None:
    file, page = tmp_path / kept[1].file, kept[1]
    whole = file.read_bytes()
    for at in range(page.length):
        if at not in _IDLE:
            broken = bytearray(whole)
            broken[page.offset + at] ^= 0x55
            file.write_bytes(broken)
            assert len(list(damaged_pages(tmp_path, kept))) == 1, at
            assert not list(damaged_files(tmp_path, kept)), "said of the page already"


def test_damage_beside_the_pages_is_found(tmp_path: Path, kept: list[SnapshotRef]) -> None:
    file = tmp_path / kept[0].file
    whole = file.read_bytes()
    for at in (kept[0].offset // 2, kept[1].offset + kept[1].length + 60, len(whole) - 3):
        file.write_bytes(whole[:at] + bytes(b ^ 0x55 for b in whole[at : at + 7]) + whole[at + 7 :])
        assert not list(damaged_pages(tmp_path, kept))
        assert len(list(damaged_files(tmp_path, kept))) == 1, at


def test_what_a_killed_crawl_leaves_is_no_damage(tmp_path: Path, kept: list[SnapshotRef]) -> None:
    file, whole = tmp_path / kept[0].file, (tmp_path / kept[0].file).read_bytes()
    end = kept[2].offset + kept[2].length
    file.write_bytes(whole[: end + (len(whole) - end) // 2])
    assert not list(damaged_pages(tmp_path, kept))
    assert not list(damaged_files(tmp_path, kept))
    file.write_bytes(whole[: end - 5])
    assert len(list(damaged_pages(tmp_path, kept))) == 1


def test_a_reference_to_another_page_and_a_lost_file_are_told(
    tmp_path: Path, kept: list[SnapshotRef]
) -> None:
    wrong = replace(kept[0], digest=kept[1].digest)
    lost = replace(kept[0], file="none.warc.gz")
    first, second = damaged_pages(tmp_path, [wrong, lost])
    assert "not the page that was kept" in first
    assert "cannot be read" in second
