"""The past of one announcement, in lines: edits of its source, our corrections, who named it."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from aggregator.store import Store

_WARSAW = ZoneInfo("Europe/Warsaw")
#: words compared; a longer text is a mistake
_MOST_WORDS = 5000
#: above this many pairs of words a text is another one, and comparing takes long
_MOST_PAIRS = 4_000_000


def changed_words(old: str, new: str) -> list[tuple[str, str]]:
    """What an edit took out and put in, place by place: words in a row, "" where nothing.

    >>> changed_words("Otrzymaliśmy 35 000 zł na książki.", "Otrzymaliśmy 36 000 zł na książki i gry.")
    [('35', '36'), ('książki.', 'książki i gry.')]
    """
    before, after = old.split()[:_MOST_WORDS], new.split()[:_MOST_WORDS]
    if len(before) * len(after) > _MOST_PAIRS:
        return [(old, new)]
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    return [
        (" ".join(before[a:b]), " ".join(after[c:d]))
        for kind, a, b, c, d in matcher.get_opcodes()
        if kind != "equal"
    ]


def history_of(store: Store, id: str) -> Iterator[str]:
    """Lines for people about the announcement of this id, the oldest news first."""
    found = store.announcement(id)
    if found is None:
        return
    yield f"{found.content.title}"
    yield f"{found.id} ({found.status.value})"
    yield f"first seen {_time(found.first_seen)}, last seen {_time(found.last_seen)}"
    for address in store.addresses(id):
        yield f"  at {address}" + (" (now)" if address == found.url else "")
    revisions = store.revisions(id)
    wordings = [(one.title, one.text) for one in revisions] + [(found.content.title, found.content.text)]
    for before, (title, text) in zip(revisions, wordings[1:], strict=True):
        yield f"{_time(before.replaced)}: its source changed words"
        for old, new in changed_words(before.title, title) + changed_words(before.text, text):
            yield "  " + " ".join(([f"[-{old}-]"] if old else []) + ([f"{{+{new}+}}"] if new else []))
    for correction in store.corrections(id=id):
        fields = ", ".join(sorted(correction.changes))
        yield f"{_time(correction.made)}: we corrected {fields} ({correction.reason})"
    for seen in store.sightings(id):
        yield f"named by {seen.found_by} {seen.found_on} until {_time(seen.last_seen)}"
    for copy in store.copies_of(id):
        yield f"copied by {copy.library}: {copy.url}"
    if leader := store.leader_of(id):
        yield f"a copy of {leader}"


def _time(moment: datetime) -> str:
    return f"{moment.astimezone(_WARSAW):%Y-%m-%d %H:%M}"
