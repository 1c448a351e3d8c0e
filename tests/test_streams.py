"""Wherever the output of a command goes, it ends in order: no traceback, one line at most."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGE = "<h1>Nowości</h1><p>Kupiliśmy książki z programu BLISKO.</p>"


def shell(folder: Path, command: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """A line of a shell in which `biblio` is our command."""
    lines = [f'{{"id": "{n}", "file": "p.html", "url": "http://a.example/{n}"}}\n' for n in range(40)]
    (folder / "m.jsonl").write_text("".join(lines), "utf-8")
    (folder / "p.html").write_text(PAGE, "utf-8")
    ours = f"biblio() {{ '{sys.executable}' -m biblio \"$@\"; }}; set -o pipefail; {command}"
    environment = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        ["bash", "-c", ours],
        cwd=folder,
        env=environment | {"PYTHONPATH": str(ROOT), "LANG": "C.UTF-8"} | settings,
        capture_output=True,
        text=True,
        check=False,
    )


def slow(words: str) -> object:
    """A command more: a process more that loads everything."""
    return pytest.param(words, marks=pytest.mark.slow)


@pytest.mark.parametrize(
    "words", ["programmes list", slow("extract m.jsonl"), slow("programmes explain p.html"), slow("--help")]
)
def test_a_closed_output_swallows_what_is_said(tmp_path: Path, words: str) -> None:
    ended = shell(tmp_path, f"biblio {words} >&-")
    assert (ended.returncode, ended.stderr) == (0, "")


@pytest.mark.slow
def test_a_closed_output_is_not_the_store(tmp_path: Path) -> None:
    ended = shell(
        tmp_path, "biblio db upgrade >&- && biblio announcements >&- && biblio announcements --json"
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("words", ["programmes list", slow("extract m.jsonl"), slow("--help")])
def test_a_full_disk_is_one_sentence(tmp_path: Path, words: str) -> None:
    ended = shell(tmp_path, f"biblio {words} >/dev/full")
    assert ended.returncode == 2
    assert ended.stderr.startswith("biblio: the output: ") and ended.stderr.count("\n") == 1


@pytest.mark.slow
def test_who_reads_one_line_only_gets_one_line_only(tmp_path: Path) -> None:
    ended = shell(tmp_path, "biblio extract m.jsonl | head -1")
    assert ended.stdout.count("\n") == 1
    assert ended.stderr == ""


@pytest.mark.slow
def test_letters_that_a_terminal_has_not_are_no_error(tmp_path: Path) -> None:
    ended = shell(tmp_path, "biblio programmes list", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "Rozw?j" in ended.stdout or "czytelnictwa" in ended.stdout


@pytest.mark.slow
def test_a_terminal_without_columns_shows_its_table(tmp_path: Path) -> None:
    ended = shell(tmp_path, "biblio programmes show dkk", COLUMNS="0")
    assert "Dyskusyjne" in ended.stdout
