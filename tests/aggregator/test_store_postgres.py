"""The same store on PostgreSQL: a server of its own for this test, Debian's where there is one."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlmodel import SQLModel
from store_samples import (
    AUTHORITY,
    LONG,
    NOW,
    PORTAL,
    TAXONOMY,
    WZOROWO,
    arrival,
    content,
    missing,
)

from aggregator.arrivals import Change
from aggregator.ingest import ingest
from aggregator.store import Mark, Order, Query, Store
from aggregator.vocabulary import Kind

pytestmark = [pytest.mark.slow, pytest.mark.postgres]


def binaries() -> Path | None:
    """The newest server Debian has installed, else the one on the path."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: float(p.parts[-3]))
    on_path = shutil.which("initdb")
    return found[-1].parent if found else Path(on_path).parent if on_path else None


def free_port() -> int:
    """A port below those of outgoing connections."""
    for port in range(20_000 + os.getpid() % 10_000, 32_768):
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise RuntimeError("no free port")


def as_nobody() -> dict[str, int]:
    """PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    user = pwd.getpwnam("nobody")
    return {"user": user.pw_uid, "group": user.pw_gid}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of an empty database."""
    folder = binaries()
    if folder is None:
        if os.environ.get("CI"):
            pytest.fail("no PostgreSQL server: install Debian's package `postgresql`")
        pytest.skip("no PostgreSQL server on this machine")
    pytest.importorskip("psycopg")
    data = tmp_path_factory.mktemp("pg")
    who = as_nobody()
    if who:
        for path in (data, *list(data.parents)[:3]):
            if path.owner() == "root" and path != Path("/tmp"):
                path.chmod(path.stat().st_mode | 0o055)
        os.chown(data, who["user"], who["group"])
    port = free_port()
    home = data / "db"
    run = [str(folder / "initdb"), "-D", str(home), "-U", "biblio", "--auth=trust", "-E", "UTF8", "--no-sync"]
    subprocess.run(run, check=True, capture_output=True, cwd=data, **who)  # type: ignore[call-overload]
    control = [str(folder / "pg_ctl"), "-D", str(home), "-w", "-s"]
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={data} -c fsync=off"
    start = [*control, "-l", str(data / "log"), "-o", options, "start"]
    subprocess.run(start, check=True, cwd=data, **who)  # type: ignore[call-overload]
    try:
        yield f"postgresql+psycopg://biblio@127.0.0.1:{port}/postgres"
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], check=True, cwd=data, **who)  # type: ignore[call-overload]


@pytest.fixture
def store(server: str) -> Iterator[Store]:
    with Store.open(server) as opened:
        yield opened
        with opened.writing() as connection:
            for table in SQLModel.metadata.sorted_tables:
                connection.execute(table.delete())


def batch() -> list:  # type: ignore[type-arg]
    """Awards, a copy, a hostile title."""
    event = content(title="Sala", text=LONG, kind=Kind.EVENT, on=None)
    hostile = content(title="A\x00B' OR 1=1; %s {x}", text="Zażółć gęślą jaźń \U0001f4da")
    return [
        arrival(),
        arrival("http://lubno.example/sala/", event),
        arrival("http://gmina-lubno.example/sala/", event, source=PORTAL),
        arrival("https://wzorowo.example/x/", hostile, source=WZOROWO),
    ]


def test_postgres_and_sqlite_hold_the_same(store: Store) -> None:
    later = NOW + timedelta(days=2)
    edited = arrival(what=content(text="Zupełnie nowe słowa tej samej strony."))
    with Store.open("sqlite://") as lite:
        for each in (store, lite):
            outcomes = []
            for arrivals, now in ((batch(), NOW), (batch(), later), ([edited], later)):
                outcomes += ingest(each, arrivals, taxonomy=TAXONOMY, now=now, authority=AUTHORITY)
            assert [o.change.value for o in outcomes] == [
                "new", "new", "copy", "new", "same", "same", "same", "same", "edited"
            ]  # fmt: skip
            gone = missing("https://wzorowo.example/x/", source=WZOROWO)
            ingest(each, [gone], taxonomy=TAXONOMY, now=later, authority=AUTHORITY)
        assert store.projection() == lite.projection()
        for query in (
            Query(), Query(programme="nprcz"), Query(q="zolc JAZN", statuses=()), Query(voivodeship="14"),
            Query(kind="award", since=NOW - timedelta(days=9000)),
            Query(order=Order.OLDEST), Query(minimum=1), Query(limit=1), Query(statuses=()),
        ):  # fmt: skip
            assert list(store.announcements(query)) == list(lite.announcements(query)), query
            assert store.count(query) == lite.count(query)
        assert store.counts() == lite.counts()
        (revised,) = store.announcements(Query(source="gbp-lubno", kind="award"))
        assert store.revisions(revised.id) == lite.revisions(revised.id) != []
        assert store.forget(revised.id, reason="x", now=later) == lite.forget(
            revised.id, reason="x", now=later
        )
        assert store.projection() == lite.projection()


def test_changes_are_told_in_the_order_in_which_they_can_be_seen(store: Store) -> None:
    """A transaction that began first may end last: what it wrote must not be passed over."""
    mark, _ = store.changes_since(Mark("", 0))
    slow, quick = batch()[:2]
    with store.writing() as connection:  # a crawl that has written and not yet committed
        connection.execute(text("SELECT pg_current_xact_id()"))
        ingest(store, [quick], taxonomy=TAXONOMY, now=NOW, authority=AUTHORITY)
        mark, seen = store.changes_since(mark)
        assert len(seen or ()) == 1
        connection.execute(text("INSERT INTO changes VALUES ('slow', pg_current_xact_id()::text::bigint)"))
    mark, later = store.changes_since(mark)
    assert "slow" in (later or ())
    assert store.changes_since(mark)[1] == []
    ingest(store, [slow], taxonomy=TAXONOMY, now=NOW, authority=AUTHORITY)
    mark, fresh = store.changes_since(mark)
    assert fresh == [store.announcement(fresh[0]).id] if fresh else pytest.fail("nothing was told")
    store.forget(fresh[0], reason="x", now=NOW)
    assert store.changes_since(mark)[1] == fresh
    assert store.changes_since(Mark("another", 0))[1] is None


def test_a_batch_that_fails_leaves_nothing(store: Store) -> None:
    with pytest.raises(AttributeError):
        ingest(store, [*batch(), None], taxonomy=TAXONOMY, now=NOW, authority=AUTHORITY)  # type: ignore[list-item]
    assert store.projection() == []
    assert Change.NEW in {
        o.change for o in ingest(store, batch(), taxonomy=TAXONOMY, now=NOW, authority="x.example")
    }


def test_leases_are_taken_by_one(store: Store) -> None:
    first = store.take_lease("crawl", "a", now=NOW, seconds=60)
    assert store.take_lease("crawl", "b", now=NOW, seconds=60) is None
    assert store.take_lease("crawl", "a", now=NOW, seconds=60) == first
    second = store.take_lease("crawl", "b", now=NOW + timedelta(seconds=61), seconds=60)
    assert first is not None
    assert second == first + 1
