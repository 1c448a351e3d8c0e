"""Where a reader of pages stands, as a word that survives an address. Pure."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import datetime

from feeds.filters import FilterError

Position = tuple[datetime, str]


def write_cursor(position: Position) -> str:
    """A position in an order as one word."""
    text = f"{position[0].isoformat()} {position[1]}"
    return urlsafe_b64encode(text.encode()).decode().rstrip("=")


def read_cursor(cursor: str) -> Position | None:
    """What `write_cursor` wrote, None for "". Raises FilterError."""
    if not cursor:
        return None
    try:
        text = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
        moment, _, id = text.partition(" ")
        position = datetime.fromisoformat(moment)
        if position.tzinfo is None or not id:
            raise ValueError(cursor)
    except (ValueError, UnicodeError):
        raise FilterError("cursor") from None
    return position, id
