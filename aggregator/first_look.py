"""One look at a text for lists that are asked of all of it: of signs, words of kinds and of dates, names of
settings."""

from __future__ import annotations

from functools import lru_cache

import ahocorasick

from aggregator.beginnings import marked, often_first
from aggregator.cues import Beginning
from aggregator.date_words import date_words
from aggregator.kinds.words import KindWord, kind_words
from aggregator.roles.words import Setting, setting_words
from aggregator.signs import SAID


class Look:
    """What begins where in a folded text."""

    __slots__ = ("dates", "kinds", "said", "settings")

    def __init__(self, folded: str) -> None:
        said = 0
        kinds: dict[int, Beginning[KindWord]] = {}
        settings: dict[int, Beginning[Setting]] = {}
        dates: dict[int, Beginning[str]] = {}
        for last, (kind, more) in _automaton(SAID.lists).iter(marked(folded)):
            if kind is not None:  # of those that stand at one place the last ends last
                kinds[last - kind.length] = kind
            if more is not None:
                bits, setting, date = more
                said |= bits
                if setting is not None:
                    settings[last - setting.length] = setting
                if date is not None:
                    dates[last - date.length] = date
        self.said = said  #: the bits of what `SAID` lists that the text may have
        self.kinds = kinds  #: the longest beginning of words of kinds at each place where one stands
        self.settings = settings  #: and of names of settings
        self.dates = dates  #: and of words that tell what a date is about


@lru_cache(maxsize=1)
def _automaton(_: int) -> ahocorasick.Automaton:
    """Built anew when a module has named another list of signs."""
    kinds, settings, bits = kind_words().begun(), setting_words().begun(), SAID.bits()
    dates = date_words().begun()
    automaton = ahocorasick.Automaton()
    for letters in often_first({*kinds, *settings, *dates, *bits}):
        more = bits.get(letters, 0), settings.get(letters), dates.get(letters)
        automaton.add_word(letters, (kinds.get(letters), more if any(more) else None))
    automaton.make_automaton()
    return automaton
