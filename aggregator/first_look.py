"""One look at a text for lists that are asked of all of it: of signs, words of kinds, names of settings."""

from __future__ import annotations

from functools import lru_cache

import ahocorasick

from aggregator.beginnings import marked, often_first
from aggregator.cues import Beginning
from aggregator.kind_words import KindWord, kind_words
from aggregator.role_words import Setting, setting_words
from aggregator.signs import SAID


class Look:
    """What begins where in a folded text."""

    __slots__ = ("kinds", "said", "settings")

    def __init__(self, folded: str) -> None:
        said = 0
        kinds: dict[int, Beginning[KindWord]] = {}
        settings: dict[int, Beginning[Setting]] = {}
        for last, (kind, more) in _automaton(SAID.lists).iter(marked(folded)):
            if kind is not None:  # of those that stand at one place the last ends last
                kinds[last - kind.length] = kind
            if more is not None:
                bits, setting = more
                said |= bits
                if setting is not None:
                    settings[last - setting.length] = setting
        self.said = said  #: the bits of what `SAID` lists that the text may have
        self.kinds = kinds  #: the longest beginning of words of kinds at each place where one stands
        self.settings = settings  #: and of names of settings


@lru_cache(maxsize=1)
def _automaton(_: int) -> ahocorasick.Automaton:
    """Built anew when a module has named another list of signs."""
    kinds, settings, bits = kind_words().begun(), setting_words().begun(), SAID.bits()
    automaton = ahocorasick.Automaton()
    for letters in often_first({*kinds, *settings, *bits}):
        more = bits.get(letters, 0), settings.get(letters)
        automaton.add_word(letters, (kinds.get(letters), more if any(more) else None))
    automaton.make_automaton()
    return automaton
