"""Lists of Polish phrases as regular expressions, so that they can be read and added to."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz ")
_TIMES = frozenset("*+?{")


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
    body = "|".join(f"{first}(?<![a-z0-9]{first}){any_in_turn(rest)}" for first, rest in by_letter.items())
    return rf"(?:{body})(?![a-z0-9])"


def any_in_turn(sources: Iterable[str]) -> str:
    """One expression for any of several, which are tried in this order; letters in which they begin alike are
    looked at once for all.

    >>> any_in_turn(["ie jest", "ie sa", "iech", r"\\w", "a"])
    '(?:ie(?: (?:jest|sa)|ch)|\\\\w|a)'
    """
    rows: list[tuple[str, list[str]]] = []  # by first letter, "" = no letter
    open_: dict[str, list[str]] = {}  # the rows of letters that no other row comes between
    for source in sources:
        letter = source[:1] if source[:1] in _LETTERS and source[1:2] not in _TIMES else ""
        if not letter:
            open_ = {}
            rows.append(("", [source]))
        elif letter in open_:
            open_[letter].append(source[1:])
        else:
            open_[letter] = [source[1:]]
            rows.append((letter, open_[letter]))
    parts = [letter + (any_in_turn(rests) if len(rests) > 1 else rests[0]) for letter, rests in rows]
    return parts[0] if len(parts) == 1 else f"(?:{'|'.join(parts)})"


@lru_cache(maxsize=64)
def any_of(listed: str) -> re.Pattern[str]:
    """The expression of a list of phrases, compiled once."""
    return re.compile(phrases(listed))
