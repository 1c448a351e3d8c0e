"""Column types that mean the same on SQLite and PostgreSQL."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Table, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator


class Moment(TypeDecorator[datetime]):
    """An aware time, kept and given back in UTC. A naive one is refused: nobody knows when it was."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To the driver: SQLite has no zones, so what it gets is UTC without saying so."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"naive time {value} cannot be stored: say in which zone it is")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """From the driver."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Json(TypeDecorator[Any]):
    """A JSON value as text: the same bytes on every database, keys in the order they were given."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str:  # noqa: ARG002
        """To the driver."""
        return dump(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:  # noqa: ARG002
        """From the driver."""
        return None if value is None else json.loads(value)


def dump(value: Any) -> str:
    """The one spelling of a JSON value in the store; NUL, which PostgreSQL refuses, stays escaped."""
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"))


def table_of(row: Any) -> Table:
    """The table of a SQLModel class."""
    table: Table = row.__table__
    return table
