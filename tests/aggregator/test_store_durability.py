"""kill -9 in the middle of ingest loses nothing that was committed and doubles nothing when run again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from store_samples import AUTHORITY, LONG, LUBNO, NOW, PORTAL, TAXONOMY, WZOROWO, arrival, content

from aggregator.arrivals import Arrival
from aggregator.ingest import ingest
from aggregator.store import Store
from aggregator.vocabulary import Kind

ROOT = Path(__file__).resolve().parents[2]
CHILD = """
import sys
sys.path[:0] = [{root!r}, {here!r}]
from test_store_durability import fill
fill({url!r}, say=True)
"""


def arrivals() -> Iterator[list[Arrival]]:
    """Batches of new items, twins, copies and edits of three sources."""
    for number in range(40):
        text = f"Wpis {number}. {LONG}"
        event = content(f"Wpis {number}", text, kind=Kind.EVENT, on=None)
        edit = content(f"Wpis {number // 2}", f"Nowa treść {number // 2}. {LONG}", kind=Kind.EVENT)
        yield [
            arrival(f"http://lubno.example/{number}/", event, source=LUBNO),
            arrival(f"http://gmina-lubno.example/{number}/", event, source=PORTAL),
            arrival(
                f"https://wzorowo.example/{number}/", content(f"Inny {number}", str(number)), source=WZOROWO
            ),
            arrival(f"https://www.lubno.example/{number // 2}", edit, source=LUBNO),
        ]


def fill(url: str, *, say: bool = False) -> None:
    """One undisturbed run; `say` = a line before every batch."""
    with Store.open(url) as store:
        for step, batch in enumerate(arrivals()):
            now = NOW + timedelta(minutes=step)
            if say:
                print(step, flush=True)
            ingest(store, batch, taxonomy=TAXONOMY, now=now, authority=AUTHORITY)


@pytest.mark.slow
def test_killed_runs_then_a_whole_one_equal_an_undisturbed_one(tmp_path: Path) -> None:
    whole, torn = f"sqlite:///{tmp_path}/whole.sqlite3", f"sqlite:///{tmp_path}/torn.sqlite3"
    fill(whole)
    script = CHILD.format(root=str(ROOT), here=str(Path(__file__).parent), url=torn)
    for lines in (1, 7, 8, 30):
        child = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
        assert child.stdout is not None
        for _ in range(lines):
            assert child.stdout.readline()
        os.kill(child.pid, signal.SIGKILL)
        child.wait()
        child.stdout.close()
    fill(torn)
    with Store.open(whole) as one, Store.open(torn) as other:
        assert one.projection() == other.projection()
        assert len(one.projection()) == 120
        assert {a.id for a in one.announcements()} == {a.id for a in other.announcements()}
        assert one.site_notices() == []


@pytest.mark.slow
def test_two_processes_may_open_and_fill_one_store_at_once(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/both.sqlite3"
    script = CHILD.format(root=str(ROOT), here=str(Path(__file__).parent), url=url)
    children = [subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.DEVNULL) for _ in range(2)]
    assert [child.wait(60) for child in children] == [0, 0]
    with Store.open(url) as store:
        assert len(store.projection()) == 120
