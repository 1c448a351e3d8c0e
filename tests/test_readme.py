"""What the README promises: commands with their options, settings, files."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
import typer.main

import biblio
from aggregator.config import KEYS

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text("utf-8")
SPANS = re.findall(r"`([^`\n]+)`", README)
LINES = [
    line.partition("#")[0]
    for block in re.findall(r"```sh\n(.*?)```", README, re.S)
    for line in block.splitlines()
]
COMMANDS = sorted(
    {
        found.strip()
        for text in (*SPANS, *LINES)
        for found in re.findall(r"\bbiblio (?:[a-z-].*?)(?=&&|$)", text)
    }
)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_of_the_readme_is_there_with_its_options(command: str) -> None:
    here = typer.main.get_command(biblio.app)
    for word in shlex.split(command)[1:]:
        options = {name for param in here.params for name in (*param.opts, *param.secondary_opts)} | {
            "--help"
        }
        if word.startswith("-"):
            assert word in options, word
        elif word in getattr(here, "commands", {}):
            here = here.commands[word]  # type: ignore[attr-defined]
        else:  # an argument, or the value of an option
            assert not hasattr(here, "commands") or word == "…", word


def test_the_readme_names_every_setting_and_no_other() -> None:
    named = set(re.findall(r"BIBLIO_([A-Z_]+)", README))
    assert named == {key.upper() for key in KEYS}


def test_the_files_that_the_readme_names_are_there() -> None:
    folders = ("docs/", "crawler/", "aggregator/", "feeds/")
    named = [span for span in (*SPANS, *re.findall(r"\]\(([^)]+)\)", README)) if span.startswith(folders)]
    assert len(named) > 8
    assert not [name for name in named if not (ROOT / name).exists()]
