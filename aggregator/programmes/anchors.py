"""Pieces of names that the automaton finds: which names may stand there, at the first and cheapest look."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from aggregator.programmes.neighbours import Neighbours, beginning_after, beginning_before, has_plus


class Entry(NamedTuple):
    """Something that an anchor may be a piece of."""

    number: int  #: what `matching` knows it by
    beside: Neighbours


class Anchor:
    """A piece of names, with everything it may be a piece of."""

    __slots__ = ("_by_next", "_entries", "_others", "_sure", "length")

    def __init__(self, piece: str, entries: Sequence[Entry]) -> None:
        self.length = len(piece)
        self._entries = tuple(entries)
        wanted = set().union(*(entry.beside.after or () for entry in entries))
        #: by the letters with which the next word begins
        self._by_next = {letters: self._followed_by(letters) for letters in wanted}
        self._others = self._followed_by("")
        self._sure = all(entry.beside.before is None and not entry.beside.plus for entry in entries)

    def _followed_by(self, letters: str) -> tuple[Entry, ...]:
        wanted = (letters, letters[:1])
        return tuple(
            entry
            for entry in self._entries
            if entry.beside.after is None or not entry.beside.after.isdisjoint(wanted)
        )

    def fitting(self, folded: str, start: int, end: int) -> Sequence[Entry]:
        """Those that may stand where the piece stands at [start, end), in the order of all."""
        entries = self._entries
        if self._by_next:
            letters = beginning_after(folded, end)
            entries = self._by_next.get(letters) or self._by_next.get(letters[:1], self._others)
        if self._sure or not entries:
            return entries
        before, kept = None, []
        for entry in entries:
            _, wanted, plus = entry.beside
            if wanted is not None:
                before = beginning_before(folded, start) if before is None else before
                if before not in wanted and before[:1] not in wanted:
                    continue
            if not plus or has_plus(folded, end):
                kept.append(entry)
        return kept
