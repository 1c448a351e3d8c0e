"""Turns over processes: locks that end with their holder, pauses that stay."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from crawler.turns import Turns, Wait, turns_folder

ROOT = Path(__file__).resolve().parent.parent.parent
HOLDER = """
import sys
from pathlib import Path
from crawler.turns import Turns
turns = Turns(Path(sys.argv[1]))
record = turns.site("", "mbp.example")
assert turns.take(record) is None
turns.ask(record, 100.0)
print("taken", flush=True)
sys.stdin.read()
"""


def test_a_killed_process_frees_its_turn_and_leaves_its_pause(tmp_path: Path) -> None:
    turns = Turns(tmp_path)
    record, other = turns.site("", "mbp.example"), turns.site("", "gbp.example")
    command = [sys.executable, "-c", HOLDER, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == b"taken\n"
        wait = turns.take(record)
        assert wait is not None
        assert wait.seconds < 1  # in flight: look again soon
        assert turns.take(other) is None
        holder.kill()
        holder.wait()
    wait = turns.take(record)
    assert wait is not None
    assert 90 < wait.seconds <= 100


def test_the_answer_says_how_long_to_stay_away(tmp_path: Path) -> None:
    turns = Turns(tmp_path)
    record = turns.site("", "mbp.example")
    assert turns.take(record) is None
    assert turns.ask(record, 1.0) is None
    turns.give(record, 50.0, 503)
    turns.leave(record)
    wait = turns.take(record)
    assert wait is not None
    assert (49 < wait.seconds <= 50, wait.status) == (True, 503)
    turns.hold(record, 10.0)  # a shorter pause changes nothing
    assert (turns.take(record) or Wait(0)).seconds > 49


def test_gaps_are_known_over_processes(tmp_path: Path) -> None:
    first, second = Turns(tmp_path), Turns(tmp_path)
    record = first.site("", "mbp.example")
    first.ask(record, 0.0)
    gap = second.ask(record, 0.0)
    assert gap is not None
    assert 0 <= gap < 10


def test_a_record_from_before_the_machine_was_started_anew_holds_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    turns = Turns(tmp_path)
    record = turns.site("", "mbp.example")
    turns.ask(record, 100.0)
    started_anew = time.monotonic() / 2
    monkeypatch.setattr("crawler.turns.time.monotonic", lambda: started_anew)
    assert turns.take(record) is None
    assert turns.ask(record, 1.0) is None


def test_sites_addresses_and_networks_have_records_of_their_own(tmp_path: Path) -> None:
    turns = Turns(tmp_path)
    records = {
        turns.site("", "192.0.2.1"), turns.site("127.0.0.1:8000", "192.0.2.1"), turns.address("192.0.2.1"),
    }  # fmt: skip
    assert len(records) == 3
    assert all(turns.address(f"192.0.2.{n}") > turns.site("", f"host{n}.example") for n in range(100))


def test_the_folder_is_one_a_user_whatever_the_environment_says(monkeypatch: pytest.MonkeyPatch) -> None:
    here = turns_folder()
    for name in ("HOME", "TMPDIR", "XDG_RUNTIME_DIR", "BIBLIO_DATA_DIR"):
        monkeypatch.setenv(name, "/nowhere")
    assert turns_folder() == here
