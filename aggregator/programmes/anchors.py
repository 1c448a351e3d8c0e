"""Pieces of names that the automaton finds: which names may stand there, at the first and cheapest look."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeAlias

from aggregator.programmes.neighbours import (
    Beginnings,
    Neighbours,
    beginning_before,
    has_plus,
    word_after,
)


class Entry(NamedTuple):
    """Something that an anchor may be a piece of."""

    number: int  #: what `matching` knows it by
    beside: Neighbours
    reach: tuple[int, int]  #: characters before and behind the piece that may belong to the name
    needs: tuple[str, ...] = ()  #: one of these stands on the page, too; () = not known


_MOST = 4  #: words that are looked for to tell that a piece is none of a name

#: by the letters with which the word before begins; "" = any other, or none
_Row: TypeAlias = dict[str, Sequence[Entry]]


class Anchor:
    """A piece of names, with everything it may be a piece of."""

    __slots__ = ("_needs", "_plain", "_rows", "length")

    def __init__(self, piece: str, entries: Sequence[Entry]) -> None:
        self.length = len(piece)
        needs = {need for entry in entries for need in entry.needs}
        #: what stands on every page on which the piece belongs to a name: one of these; () = not known
        self._needs = tuple(needs) if all(entry.needs for entry in entries) and len(needs) <= _MOST else ()
        #: by the letters with which the next word begins; and the same without the names that have a plus
        self._rows = _rows_of(entries)
        self._plain = _rows_of([entry for entry in entries if not entry.beside.plus])

    def may_be(self, folded: str) -> bool:
        """Whether what else belongs to a name may stand in the text: asked once, before any place."""
        for need in self._needs:
            if need in folded:
                return True
        return not self._needs

    def fitting(self, folded: str, start: int, end: int, plus: bool) -> Sequence[Entry]:
        """Those that may stand where the piece stands at [start, end), in the order of all.

        `plus`: there is one somewhere in the text.
        """
        rows = self._rows if plus else self._plain
        row = rows[""]
        if len(rows) > 1:
            after = word_after(folded, end)
            letters = after[1] if after else ""
            row = rows.get(letters) or rows.get(letters[:1]) or row
        entries = row[""]
        if len(row) > 1:
            letters = beginning_before(folded, start)
            entries = row.get(letters) or row.get(letters[:1]) or entries
        if plus and entries:
            return [entry for entry in entries if not entry.beside.plus or has_plus(folded, end)]
        return entries


def _rows_of(entries: Sequence[Entry]) -> dict[str, _Row]:
    by_next = _grouped(entries, lambda beside: beside.after)
    return {letters: _grouped(group, lambda beside: beside.before) for letters, group in by_next.items()}


def _grouped(
    entries: Sequence[Entry], wanted: Callable[[Neighbours], Beginnings]
) -> dict[str, Sequence[Entry]]:
    """By the letters with which a neighbour begins the entries that take it; "" = any other, or none."""
    asked = [(entry, wanted(entry.beside)) for entry in entries]
    letters = {""}.union(*(each for _, each in asked if each))
    return {
        begun: [entry for entry, each in asked if each is None or not each.isdisjoint((begun, begun[:1]))]
        for begun in letters
    }
