"""The words that tell what a date inside a text is about, from `date_words.yaml`."""

from __future__ import annotations

from functools import cache

from aggregator.cues import Cues
from aggregator.word_lists import load_lists, read_patterns


@cache
def date_words() -> Cues[str]:
    """What dates are about: "call", "closing" (of a call, or of anything), "task", "event" or "nothing"."""
    lists = load_lists("date_words.yaml")
    return Cues((pattern, about) for about, words in lists.items() for pattern in read_patterns(words, {}))
