"""Announcements to the bytes of a feed, whatever the format. Pure: the same entries give the same bytes."""

from __future__ import annotations

from collections.abc import Callable

from feeds.document import Document
from feeds.entry import Entry
from feeds.json_feed import build_json, json_item
from feeds.syndication import atom_entry, build_atom, build_rss, rss_item

Write = Callable[[Entry], str]

#: what makes each of `document.FORMATS`: the document of entries, and an entry, the same in every feed
MAKERS: dict[str, tuple[Callable[[Document, Write], bytes], Write]] = {
    "atom": (build_atom, atom_entry),
    "rss": (build_rss, rss_item),
    "json": (build_json, json_item),
}


def build(document: Document, form: str, write: Write | None = None) -> bytes:
    """The document in a format of MAKERS; `write` stands in for what writes its entries."""
    make, write_entry = MAKERS[form]
    return make(document, write or write_entry)


class Press:
    """Builds many documents that share entries: an entry is the same in every feed, so it is written once.

    An id must stand for one entry as long as the press lives.
    """

    def __init__(self) -> None:
        self._written: dict[tuple[str, str], str] = {}

    def build(self, document: Document, form: str) -> bytes:
        """As `build`."""
        _, make = MAKERS[form]

        def write(entry: Entry) -> str:
            key = form, entry.id
            found = self._written.get(key)
            if found is None:
                if len(self._written) >= _KEPT:
                    self._written.clear()
                found = self._written[key] = make(entry)
            return found

        return build(document, form, write)


#: written entries kept: some 12 MB
_KEPT = 4000
