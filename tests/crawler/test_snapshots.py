"""Snapshots: written once, read back by place, by us and by warcio alone."""

from __future__ import annotations

import gzip
import hashlib
import io
import uuid
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.arrivals import SnapshotRef
from aggregator.errors import InputError
from crawler import warc
from crawler.snapshots import SnapshotWriter, read_snapshot
from tests.crawler.scenes import article, library, serving, visit

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
HEADERS = [
    ("Content-Type", "text/html; charset=iso-8859-2"),
    ("Content-Encoding", "gzip"), ("X-Two", "a"), ("X-Two", "b"),
]  # fmt: skip
BODY = "Zażółć gęślą jaźń".encode("iso-8859-2") * 100


def test_a_page_comes_back_with_its_headers(tmp_path: Path) -> None:
    writer = SnapshotWriter(tmp_path)
    refs = [
        writer.write(
            f"https://mbp.example/{n}", BODY + bytes([n]), fetched=NOW, status=200, headers=HEADERS,
            request_headers=[("User-Agent", "Bibliowiesci")],
            listed={"published": "2021-08-19"} if n else None,
        )
        for n in range(3)
    ]  # fmt: skip
    for n, ref in enumerate(refs):  # the file is still open: what was written is there
        page = read_snapshot(tmp_path, ref)
        assert page.url == ref.url == f"https://mbp.example/{n}"
        assert page.body == BODY + bytes([n])
        assert ref.digest == "sha256:" + hashlib.sha256(page.body).hexdigest()
        assert page.headers["content-type"] == "text/html; charset=iso-8859-2"
        assert "content-encoding" not in page.headers
        assert (page.fetched, page.status) == (NOW, 200)
        assert page.listed == ({"published": "2021-08-19"} if n else {})
    assert len({ref.file for ref in refs}) == 1
    writer.close()


def test_warcio_reads_the_file_alone(tmp_path: Path) -> None:
    from warcio.archiveiterator import ArchiveIterator

    writer = SnapshotWriter(tmp_path)
    ref = writer.write("https://mbp.example/", BODY, fetched=NOW, status=200, headers=HEADERS)
    writer.close()
    with (tmp_path / ref.file).open("rb") as file:
        records = [(r.rec_type, r.rec_headers.get_header("WARC-Target-URI")) for r in ArchiveIterator(file)]
    assert records == [
        ("warcinfo", None), ("response", "https://mbp.example/"), ("request", "https://mbp.example/"),
    ]  # fmt: skip


@given(
    body=st.binary(max_size=2000),
    headers=st.lists(
        st.tuples(st.sampled_from(["Server", "X-Two", "Last-Modified"]), st.text("aż:é \xa0", max_size=9)),
        max_size=4,
    ),
    status=st.sampled_from([200, 203, 404]),
)
def test_what_we_read_is_what_warcio_reads(body: bytes, headers: list[tuple[str, str]], status: int) -> None:
    from warcio.archiveiterator import ArchiveIterator

    member = warc.response(
        "https://mbp.example/", NOW, warc.new_id(), status=status, body=body, digest="sha256:0", more=[],
        headers=[(name, " ".join(value.split())) for name, value in headers],
    )  # fmt: skip
    theirs = next(iter(ArchiveIterator(io.BytesIO(member))))
    ours = warc.read_response(member)
    assert ours is not None
    assert ours.body == theirs.content_stream().read() == body
    assert ours.status == int(theirs.http_headers.get_statuscode()) == status
    assert ours.headers == {name.lower(): value for name, value in theirs.http_headers.headers}
    assert ours.fields == {name.lower(): value for name, value in theirs.rec_headers.headers}
    for broken in (member[:-9], member[:40], b"\0" + member, gzip.compress(b"no record")):
        with pytest.raises(ValueError, match=r"."):
            warc.read_response(broken)


def test_a_new_day_and_a_new_process_have_files_of_their_own(tmp_path: Path) -> None:
    writer, other = SnapshotWriter(tmp_path), SnapshotWriter(tmp_path)
    first = writer.write("https://a.example/", b"x", fetched=NOW, status=200, headers=[])
    second = writer.write("https://a.example/", b"x", fetched=NOW + timedelta(days=1), status=200, headers=[])
    third = other.write("https://a.example/", b"x", fetched=NOW, status=200, headers=[])
    assert len({first.file, second.file, third.file}) == 3
    assert "20261123" in first.file
    assert "20261124" in second.file


def test_records_have_names_of_their_own() -> None:
    names = {warc.new_id() for _ in range(100)}
    assert len(names) == 100
    assert {uuid.UUID(name.removeprefix("<urn:uuid:").removesuffix(">")).version for name in names} == {4}


def test_a_reference_to_nothing_is_told(tmp_path: Path) -> None:
    writer = SnapshotWriter(tmp_path)
    ref = writer.write("https://a.example/", b"x", fetched=NOW, status=200, headers=[])
    writer.close()
    with pytest.raises(InputError, match="cannot be read"):
        read_snapshot(tmp_path, replace(ref, file="none.warc.gz"))
    with pytest.raises(InputError, match="no page"):
        read_snapshot(tmp_path, replace(ref, offset=10_000_000))


def test_an_unchanged_page_is_a_revisit_without_a_body(tmp_path: Path) -> None:
    from warcio.archiveiterator import ArchiveIterator

    writer = SnapshotWriter(tmp_path)
    first = writer.write("https://a.example/", BODY, fetched=NOW, status=200, headers=HEADERS)
    again = writer.write_again(first, fetched=NOW + timedelta(hours=5), status=200, headers=HEADERS)
    writer.close()
    assert again == replace(first, fetched=NOW + timedelta(hours=5))
    assert read_snapshot(tmp_path, again).body == BODY
    with (tmp_path / first.file).open("rb") as file:
        records = [(r.rec_type, r.rec_headers, r.content_stream().read()) for r in ArchiveIterator(file)]
    kind, head, body = records[-1]
    assert (kind, body) == ("revisit", b"")
    assert head.get_header("WARC-Payload-Digest") == first.digest
    assert head.get_header("WARC-Refers-To-Date") == "2026-11-23T09:00:00Z"
    assert head.get_header("WARC-Date") == "2026-11-23T14:00:00Z"


def test_the_page_of_a_day_is_the_one_last_seen_by_then() -> None:
    from aggregator.store import Store

    def seen(digest: str, day: int) -> SnapshotRef:
        return SnapshotRef(
            digest=digest, file="f", offset=0, length=1, url="https://a.example/", source="a",
            fetched=NOW + timedelta(days=day),
        )  # fmt: skip

    with Store.open("sqlite://") as store:
        for digest, day in (("a", 0), ("a", 2), ("b", 4), ("b", 6), ("a", 8)):
            store.put_snapshots([seen(digest, day)])
        days = [
            store.snapshot_at("https://a.example/", NOW + timedelta(days=n, hours=1)) for n in range(-1, 10)
        ]
        newest = store.snapshot_at("https://a.example/")
    assert [ref and ref.digest for ref in days] == [None, "a", "a", "a", "a", "b", "b", "b", "b", "a", "a"]
    assert newest is not None
    assert newest.digest == "a"


@pytest.mark.slow
def test_a_crawl_keeps_an_unchanged_page_once(tmp_path: Path) -> None:
    from warcio.archiveiterator import ArchiveIterator

    scene = library("mbp.example", count=6)
    with serving(scene) as network:
        visit(tmp_path, network, scene.source())
        visit(tmp_path, network, scene.source(), again=True, now=NOW + timedelta(hours=3))
        network.override("mbp.example", "/aktualnosci/2-wiadomosc", article(2, title="Zupełnie nowy tytuł"))
        visit(tmp_path, network, scene.source(), again=True, now=NOW + timedelta(days=1))
    kinds: Counter[str] = Counter()
    for path in (tmp_path / "snapshots").iterdir():
        with path.open("rb") as file:
            kinds.update(record.rec_type for record in ArchiveIterator(file))
    assert kinds["response"] == 1 + 6 + 1
    assert kinds["revisit"] == 7 + 6
