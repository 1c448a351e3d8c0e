"""Two machines, one PostgreSQL store: one crawl at a time, given back in order, taken over after a crash."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from aggregator.config import Config
from aggregator.errors import BiblioError, InputError
from aggregator.store import Store
from crawler.lease import NAME, alone_over_machines
from tests.aggregator.store_postgres import server  # noqa: F401
from tests.crawler.scenes import serving
from tests.crawler.test_schedule import ROOT, Site
from tests.network.server import SampleNetwork

pytestmark = [pytest.mark.slow, pytest.mark.postgres]


@pytest.fixture
def database(server: str) -> Iterator[str]:  # noqa: F811
    """An empty store."""
    yield server
    engine = create_engine(server)
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()


class Machine:
    """A data folder of its own over the common store."""

    def __init__(self, folder: Path, network: SampleNetwork, database: str) -> None:
        own = {"BIBLIO_PROXY": network.address, "BIBLIO_DELAY": "0.01", "BIBLIO_DATA_DIR": str(folder)}
        self.env = {**os.environ, **own, "BIBLIO_DATABASE_URL": database, "PYTHONPATH": str(ROOT)}
        self.folder = folder
        folder.mkdir()

    def begin(self, *words: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "biblio", *words]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        return subprocess.Popen(command, env=self.env, cwd=self.folder, text=True, **pipes)  # type: ignore[call-overload,no-any-return]

    def run(self, *words: str) -> tuple[int, str]:
        process = self.begin(*words)
        said = "".join(process.communicate(timeout=120))
        return process.returncode, said


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGKILL])
def test_two_machines_take_turns_over_one_store(tmp_path: Path, database: str, end: signal.Signals) -> None:
    site = Site()
    with serving(site.scene) as network:
        here, there = (Machine(tmp_path / name, network, database) for name in ("here", "there"))
        row = ("--id", "mbp", "--family", "listing", "--news", "http://mbp.example/aktualnosci/")
        assert here.run("sources", "add", "http://mbp.example/", *row)[0] == 0
        first = here.begin("crawl", "mbp")
        try:
            assert site.reached.wait(120)
            code, said = there.run("crawl", "mbp")
            assert code == 2
            assert "Another crawl of this store is running" in said
            assert str(first.pid) in said
            first.send_signal(end)
            first.wait(30)
        finally:
            first.kill()
            first.communicate()
        network.override("mbp.example", "/aktualnosci/25-wiadomosc", site.quick())
        if end is signal.SIGKILL:  # nobody gave it back: it is held until it runs out
            assert there.run("crawl", "mbp")[0] == 2
            engine = create_engine(database)
            with engine.begin() as connection:
                connection.execute(text("UPDATE leases SET until = clock_timestamp()"))
            engine.dispose()
        code, said = there.run("crawl", "mbp")
        assert code == 0, said
    with Store.open(database) as store:
        assert len(store.known_addresses("mbp")) == 30
        assert store.holder(NAME) is None


def test_a_lease_is_held_on_and_its_loss_is_told(tmp_path: Path, database: str) -> None:
    config, told, heard = Config(database_url=database, data_dir=tmp_path), [], threading.Event()

    def lost(error: BiblioError) -> None:
        told.append(error)
        heard.set()

    with Store.open(database) as store, alone_over_machines(config, lost, holds=60, beat=0.01):
        with (
            pytest.raises(InputError, match="Another crawl of this store"),
            alone_over_machines(config, lost),
        ):
            pass
        first = store.holder(NAME)
        assert first
        while (now := store.holder(NAME)) and now[1] == first[1]:  # the next beat moves its end
            heard.wait(0.01)
        assert now
        assert now[0] == first[0]
        assert not told
        with store.writing() as connection:  # as if we had slept: another machine has it by now
            connection.execute(text("UPDATE leases SET owner = 'other 1 x'"))
        assert heard.wait(30)
        assert "another machine" in str(told[0])
    with Store.open(database) as store:
        assert store.holder(NAME)  # what is not ours is not given back
