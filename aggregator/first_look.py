"""One look at a text for two lists that are asked of all of it: of signs, and of the words of kinds."""

from __future__ import annotations

from functools import lru_cache

import ahocorasick

from aggregator.beginnings import marked
from aggregator.cues import Beginning
from aggregator.kind_words import KindWord, kind_words
from aggregator.signs import SAID


class Look:
    """What begins where in a folded text."""

    __slots__ = ("kinds", "said")

    def __init__(self, folded: str) -> None:
        said = 0
        kinds: dict[int, Beginning[KindWord]] = {}
        for last, (bits, beginning) in _automaton(SAID.lists).iter(marked(folded)):
            said |= bits
            if beginning is not None:  # of those that stand at one place the last ends last
                kinds[last - beginning.length] = beginning
        self.said = said  #: the bits of what `SAID` lists that the text may have
        self.kinds = kinds  #: the longest beginning of words of kinds at each place where one stands


@lru_cache(maxsize=1)
def _automaton(_: int) -> ahocorasick.Automaton:
    """Built anew when a module has named another list of signs."""
    kinds, bits = kind_words().begun(), SAID.bits()
    automaton = ahocorasick.Automaton()
    for letters in sorted({*kinds, *bits}):
        automaton.add_word(letters, (bits.get(letters, 0), kinds.get(letters)))
    automaton.make_automaton()
    return automaton
