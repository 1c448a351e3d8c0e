"""Which lists of phrases a text can hold at all: one look at it instead of a search for each list.

Most texts hold none of the phrases that a rule asks for, and there are dozens of rules. Each list is known by
the beginnings of its expressions (`aggregator.beginnings`); one automaton finds those of all.
"""

from __future__ import annotations

from collections.abc import Mapping

import ahocorasick

from aggregator.beginnings import beginnings, marked, often_first

_MOST = 400  #: beginnings of one expression
ANY = -1  #: every list may be there


class Signs:
    """Lists of expressions, each known by a bit."""

    def __init__(self) -> None:
        self.lists = 0  #: how many there are so far
        self._bits: dict[str, int] = {}
        self._automaton: ahocorasick.Automaton | None = None

    def add(self, *expressions: str, inside: str = "") -> int:
        """The bit of a new list: expressions that begin where a word begins, and letters that open others.

        Raises ValueError where an expression may begin with anything.
        """
        bit = 1 << self.lists
        self.lists += 1
        begun = {f" {beginning}" for source in expressions for beginning in beginnings(source, _MOST)}
        for beginning in (*begun, *filter(None, inside.split(", "))):
            if not beginning.strip():
                raise ValueError(f"an expression of the list may begin anywhere: {expressions}")
            self._bits[beginning] = self._bits.get(beginning, 0) | bit
        self._automaton = None
        return bit

    def read(self, folded: str, start: int, end: int) -> int:
        """The bits of all lists that may have something in `folded[start:end]`, a stretch of whole words."""
        if start and "a" <= folded[start - 1] <= "z":
            return ANY  # a word cut in two: its rest may look like another word
        automaton = self._automaton or self._built()
        found = 0
        for _, bits in automaton.iter(marked(folded)[start : end + 1]):  # which copies all it is given
            found |= bits
        return found

    def bits(self) -> Mapping[str, int]:
        """By what it begins with, a blank before it for the border of a word, the bits of an expression."""
        return self._bits

    def _built(self) -> ahocorasick.Automaton:
        automaton = self._automaton = ahocorasick.Automaton()
        for beginning in often_first(self._bits):
            automaton.add_word(beginning, self._bits[beginning])
        automaton.make_automaton()
        return automaton


#: of what rules ask of a whole article
SAID = Signs()
