"""How well pages are read, as measured last: `quality.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import yaml


@dataclass(frozen=True, slots=True)
class Quality:
    """A measurement on pages described by hand."""

    measured: date
    pages: int
    scores: tuple[tuple[str, float], ...]  #: key of the text `about.…`, share of right answers from 0 to 1


@cache
def measured() -> Quality:
    """The newest measurement."""
    raw = yaml.safe_load((Path(__file__).parent / "quality.yaml").read_text("utf-8"))
    return Quality(
        measured=raw["measured"],
        pages=raw["pages"],
        scores=tuple((f"about.{key}", float(value)) for key, value in raw["scores"].items()),
    )
