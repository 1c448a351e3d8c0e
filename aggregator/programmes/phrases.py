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
    by_letter: dict[str, list[str]] = {}
    for phrase in sorted(filter(None, found), key=len, reverse=True):
        rest = re.escape(phrase[1:]).replace(r"\*", r"\w*").replace(r"\ ", " ")
        by_letter.setdefault(re.escape(phrase[0]), []).append(rest)
    # the letter first, the look behind it second: so a search skips to the few letters that open a phrase
    body = "|".join(f"{first}(?<![a-z0-9]{first})(?:{'|'.join(rest)})" for first, rest in by_letter.items())
    return rf"(?:{body})(?![a-z0-9])"


@lru_cache(maxsize=64)
def any_of(listed: str) -> re.Pattern[str]:
    """The expression of a list of phrases, compiled once."""
    return re.compile(phrases(listed))
