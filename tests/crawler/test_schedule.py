"""Running again and again: intervals, what is due, one run at a time, an orderly end within a crawl."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from aggregator.errors import InputError
from aggregator.store import Store
from crawler.progress import Steps
from crawler.report import SourceReport
from crawler.schedule import parse_interval
from crawler.selection import due
from tests.crawler.scenes import NOW, Scene, article, config_for, library, serving
from tests.network.message import Request, Response
from tests.network.server import SampleNetwork

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.mark.parametrize(("words", "seconds"), [("30m", 1800), ("1h", 3600), ("2 D", 172800), ("45s", 45)])
def test_an_interval_is_a_number_and_a_unit(words: str, seconds: int) -> None:
    assert parse_interval(words) == timedelta(seconds=seconds)


@pytest.mark.parametrize("words", ["", "h", "0h", "1.5h", "-1h", "1w", "hourly"])
def test_anything_else_is_refused_with_the_remedy(words: str) -> None:
    with pytest.raises(InputError, match="such as 30m"):
        parse_interval(words)


def test_only_what_is_due_is_visited_and_no_clock_that_ran_ahead_puts_it_off(tmp_path: Path) -> None:
    with serving() as network:
        config = config_for(tmp_path, network)
    rows = [library(f"{name}.example").source() for name in ("new", "past", "soon", "ahead")]
    with Store.open(config.database_url) as store:
        store.put_state("past", {}, due=NOW - timedelta(minutes=1))
        store.put_state("soon", {}, due=NOW + timedelta(hours=23))
        store.put_state("ahead", {}, due=NOW + timedelta(days=400))
    assert [source.id for source in due(config, rows, NOW)] == ["new", "past", "ahead"]


def test_a_log_says_how_far_a_crawl_has_come(capsys: pytest.CaptureFixture[str]) -> None:
    steps = Steps(total=3, every=0.0)
    steps.take("a")
    steps.take(SourceReport(source="a", library="A", found=1))
    steps.take(SourceReport(source="b", library="B", problem="dns"))
    told = capsys.readouterr().err.splitlines()
    assert told[-1] == "biblio: 2 of 3 sources visited, 1 failed, 1 pages read."
    Steps(total=3, every=None).take("a")
    assert capsys.readouterr().err == ""


def test_the_table_of_a_crawl_accounts_for_every_address_that_was_found() -> None:
    line = SourceReport(source="a", library="A", found=16, new=9, same=2, skipped=1, failed=1, gone=3)
    assert line.passed == 3
    assert SourceReport(source="a", library="A", found=1, new=2).passed == 0


class Site:
    """A site whose fourth article is a long time coming; `reached` is set when it is asked for."""

    def __init__(self) -> None:
        self.reached = threading.Event()
        self.scene: Scene = library("mbp.example", count=30, per_page=30)
        self.scene.answers["/aktualnosci/25-wiadomosc"] = self.slow

    def slow(self, _: Request) -> Response:
        self.reached.set()
        return Response(body=article(25).body, delay=60)

    def quick(self) -> Response:
        """The fourth article as it comes at once."""
        return Response(body=article(25).body)


def command(*words: str) -> list[str]:
    return [sys.executable, "-m", "biblio", "--demo", *words]


@contextmanager
def crawling(
    folder: Path, network: SampleNetwork, site: Site, words: Sequence[str]
) -> Iterator[subprocess.Popen[str]]:
    """A command in the middle of its crawl."""
    own = {"BIBLIO_PROXY": network.address, "BIBLIO_DELAY": "0.01", "BIBLIO_DATA_DIR": str(folder)}
    env = {**os.environ, **own, "BIBLIO_PUBLIC_DIR": str(folder / "public"), "PYTHONPATH": str(ROOT)}
    row = ("--id", "mbp", "--family", "listing", "--news", "http://mbp.example/aktualnosci/")
    added = command("sources", "add", "http://mbp.example/", *row)
    subprocess.run(added, env=env, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    process = subprocess.Popen(command(*words), env=env, cwd=folder, stderr=subprocess.PIPE, text=True)
    try:
        assert site.reached.wait(60)
        yield process
    finally:
        process.kill()
        process.wait()


@pytest.mark.slow
def test_a_run_for_ever_ends_cleanly_in_the_middle_of_a_crawl(tmp_path: Path) -> None:
    site = Site()
    with (
        serving(site.scene) as network,
        crawling(tmp_path, network, site, ["run", "--every", "1h"]) as process,
    ):
        second = subprocess.run(
            command("crawl", "mbp"), cwd=tmp_path, capture_output=True, text=True, check=False,
            env={**os.environ, "BIBLIO_DATA_DIR": str(tmp_path), "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
        assert second.returncode == 2
        assert "Another crawl" in second.stderr
        started = time.monotonic()
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0
        assert time.monotonic() - started < 10
        assert process.stderr
        assert "Traceback" not in process.stderr.read()
    with Store.open(f"sqlite:///{tmp_path}/demo/biblio.sqlite3") as store:
        stored = store.known_addresses("mbp")
    assert len(stored) >= 20  # what was read before is stored
    (log,) = (tmp_path / "demo" / "log").iterdir()
    events = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    assert [event["event"] for event in events if event["event"] != "visit"] == ["begin", "end"]
    assert events[-1]["sources"] < events[0]["sources"]
    assert {"time", "source", "new", "problem", "requests"} <= set(events[1]) or len(events) == 2
