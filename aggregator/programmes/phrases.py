"""Lists of Polish phrases as regular expressions, so that they can be read and added to."""

from __future__ import annotations

import re
from functools import lru_cache


def phrases(listed: str) -> str:
    """The source of an expression for any of the phrases, divided by commas; `*` is any ending.

    They are folded like the text; a phrase begins and ends with a word.

    >>> bool(re.search(phrases("w latach, dotacj*"), "kwota dotacji"))
    True
    """
    found = [" ".join(phrase.split()) for phrase in listed.split(",")]
    ordered = sorted(filter(None, found), key=len, reverse=True)
    body = "|".join(re.escape(phrase).replace(r"\*", r"\w*").replace(r"\ ", " ") for phrase in ordered)
    return rf"(?<![a-z0-9])(?:{body})(?![a-z0-9])"


@lru_cache(maxsize=64)
def any_of(listed: str) -> re.Pattern[str]:
    """The expression of a list of phrases, compiled once."""
    return re.compile(phrases(listed))
