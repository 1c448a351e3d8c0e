"""How what a pattern matches can begin: most lines begin otherwise, and are spared the pattern.

Long patterns of many ways to say a thing are asked of every line, though three letters tell of most lines
that they say none of it.
"""

from __future__ import annotations

import re

from crawler.pages.patterns import end_of_group, parts_of

_MOST = 3  #: characters that are looked at
_NOTHING = frozenset({"^", "$", r"\b", r"\B"})  #: what matches no character
_CLASSES = {r"\s": " \t\n", r"\d": "0123456789"}


def openings(pattern: str) -> dict[str, tuple[str, ...]]:
    """The first three characters of what a pattern matches, by the first of them.

    They are fewer where anything may follow. Texts that begin with no letter are left out. Patterns are
    plain, without flags and spaces for reading, for folded text, in which white space is a blank or a tab.

    >>> openings(r"(?:wy)?drukuj|do? gory|w[ab]x|\\d+ razy")
    {'d': ('d g', 'do ', 'dru'), 'w': ('wax', 'wbx', 'wyd')}
    """
    found: dict[str, list[str]] = {}
    for opening in sorted({opening for way in parts_of(pattern) for opening in _begin(way, _MOST)}):
        if not opening:
            raise ValueError("a pattern that may begin with any letter")
        found.setdefault(opening[0], []).append(opening)
    return {letter: tuple(begun) for letter, begun in found.items()}


def first_threes(pattern: str) -> frozenset[str]:
    """The `openings` of a pattern that matches nothing but what begins with a letter, where each has three
    characters: to look them up costs less than to try them.

    >>> sorted(first_threes("druk|do (?:gory|domu)"))
    ['do ', 'dru']
    """
    found = frozenset(opening for begun in openings(pattern).values() for opening in begun)
    if any(len(opening) < _MOST for opening in found):
        raise ValueError("a pattern that may go on with anything too soon")
    return found


def _begin(way: str, left: int) -> set[str]:
    """The first characters, `left` at most, of what one way matches; "" = anything may come."""
    if not left or not way:
        return {""}
    group = way.startswith("(?:")
    if way.startswith("(?") and not group:  # what stands before or behind: it takes no characters
        return _begin(way[end_of_group(way) :], left)
    end = end_of_group(way) if group else _end_of_atom(way)
    atom, behind = way[:end], way[end:]
    sign = behind[0] if behind[:1] in ("?", "*", "+", "{") else ""
    may_lack = sign in ("?", "*") or behind.startswith(("{0", "{,"))
    if sign:
        behind = (behind.partition("}")[2] if sign == "{" else behind[1:]).lstrip("?+")
    if atom in _NOTHING:
        return _begin(behind, left)
    found = _begin(behind, left) if may_lack else set()
    then = f"(?:{atom}.|{behind})" if sign in ("*", "+", "{") else behind  # again, or what follows
    if group:
        for part in parts_of(atom[3:-1]):
            found |= _begin(part + then, left)
        return found
    chars = _chars(atom, first=left == _MOST)
    if chars is None:
        return found | {""}
    return found | {char + more for char in chars for more in _begin(then, left - 1)}


def _end_of_atom(way: str) -> int:
    if way[0] != "[":
        return 2 if way[0] == "\\" else 1
    end = 1
    while way[end] != "]" or end == 1:
        end += 2 if way[end] == "\\" else 1
    return end + 1


def _chars(atom: str, *, first: bool) -> str | None:
    """What one character of a pattern matches, as a `first` one only letters; None = it may be many."""
    if atom[0] == "[":
        inside = atom[1:-1]
        if inside.isalpha():
            return inside
        told = re.sub(r"\\[sdW]", "", inside)
        return "" if first and inside[0] != "^" and not any(map(str.isalpha, told)) else None
    if atom[0] == "\\" and atom[1].isalnum():
        return "" if first and atom[1] in "sdW" else _CLASSES.get(atom)
    if atom == ".":
        return None
    return "" if first and not atom[-1].isalpha() else atom[-1]
