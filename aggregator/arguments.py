"""Values of options as people type them."""

from __future__ import annotations

from pathlib import Path

from aggregator.errors import InputError


def read_target(value: str) -> Path:
    """Where to write. Raises InputError where it is empty: `--out "$UNSET"` would fill the folder at hand."""
    if not str(value).strip():
        raise InputError("--out is empty. Name where to write; `.` is the folder you are in.")
    return Path(value)
