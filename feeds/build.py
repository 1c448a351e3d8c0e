"""Announcements to the bytes of a feed, whatever the format. Pure: the same entries give the same bytes."""

from __future__ import annotations

from collections.abc import Callable

from feeds.document import Document
from feeds.json_feed import build_json
from feeds.syndication import build_atom, build_rss

BUILDERS: dict[str, Callable[[Document], bytes]] = {"atom": build_atom, "rss": build_rss, "json": build_json}


def build(document: Document, form: str) -> bytes:
    """The document in a format: atom, rss or json."""
    return BUILDERS[form](document)
