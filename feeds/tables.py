"""The tables that people count with: their columns, each with its type and what it holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a table."""

    name: str
    type: str  #: of Frictionless Table Schema
    polish: str  #: what it holds
    english: str


@cache
def tables() -> Mapping[str, tuple[Column, ...]]:
    """Every table with its columns, in the order of its file."""
    loaded = yaml.load(
        Path(__file__).with_name("columns.yaml").read_text("utf-8"),
        getattr(yaml, "CSafeLoader", yaml.SafeLoader),
    )
    return {
        table: tuple(
            Column(name=name, type=type, polish=polish, english=english)
            for name, (type, polish, english) in columns.items()
        )
        for table, columns in loaded.items()
    }


def names_of(table: str) -> list[str]:
    """The headings of a table."""
    return [column.name for column in tables()[table]]
