"""What a person asked to forget: not asked for again, and where a list brings it again, not kept."""

from __future__ import annotations

import html
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from aggregator.arrivals import SnapshotRef
from aggregator.errors import InputError
from aggregator.identity import address_key, words_of
from aggregator.keeping.forgotten import Forgotten
from aggregator.keeping.marks import address_mark
from aggregator.text import fold
from crawler.erasing import erase, erase_visits
from crawler.snapshots import read_snapshot

#: words in a row by which an announcement is known in a list; lists cut titles and texts
_ENOUGH_WORDS = 5


class Unwanted:
    """Keys of addresses that are not to be fetched: no announcements, or forgotten ones."""

    def __init__(self, source: str, skipped: Iterable[str], dead: Collection[str]) -> None:
        self._source, self._skipped, self._dead = source, frozenset(skipped), dead

    def __contains__(self, key: object) -> bool:
        return key in self._skipped or self.is_forgotten(str(key))

    def is_forgotten(self, key: str) -> bool:
        """Whether a person asked that this address never come back."""
        return bool(self._dead) and address_mark(self._source, key) in self._dead

    def names_forgotten(self, addresses: Iterable[str]) -> bool:
        """Whether a list leads to something forgotten, and so repeats words of it."""
        return bool(self._dead) and any(
            self.is_forgotten(address_key(url, keep_fragment=fragment))
            for url in addresses
            for fragment in (False, True)
        )


def erase_all(folder: Path, what: Forgotten) -> list[SnapshotRef]:
    """Take its pages out of their files, and the lists and feeds of its source that repeat it; gives these.

    A list repeats it where it names one of its addresses, or has its title or the beginning of its text.
    """
    named = [address.partition("://")[2].removeprefix("www.").rstrip("/") for address in what.addresses]
    phrases = list(_phrases(what.wordings))
    found = []
    for ref in what.lists:
        try:
            body = read_snapshot(folder, ref).body.decode("utf-8", "replace")
        except InputError:
            continue  # damaged or erased: there is nothing to find
        said = " ".join(words_of(fold(html.unescape(html.unescape(body)))))
        if any(name and name in body for name in named) or any(phrase in said for phrase in phrases):
            found.append(ref)
    gone = [*what.pages, *found]
    erase(folder, gone)
    if gone:
        erase_visits(folder, {ref.url for ref in gone}, min(ref.fetched for ref in gone).date())
    return found


def _phrases(wordings: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Titles and beginnings of texts, as words in a row."""
    for title, text in wordings:
        for words in (words_of(fold(title)), words_of(fold(text))[: 2 * _ENOUGH_WORDS]):
            if len(words) >= _ENOUGH_WORDS:
                yield " ".join(words)
