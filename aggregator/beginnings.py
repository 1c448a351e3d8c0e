"""How the words begin that a pattern of a list matches: so that it is tried only where it can match.

Beginnings are letters and spaces; a space stands for any one character that is no letter (see `marked`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from string import ascii_lowercase

#: letters that tell enough by themselves: choices behind them are not looked into
_PLAIN = re.compile(r"(?:\(\?<[=!][^)]*\))?([a-z ]{5,}|[a-z ]+(?=\\[wb]))(?![a-z ?*+{])")
_TOKEN = re.compile(r"\\.|\[\^?.[^\]]*\]|.", re.DOTALL)
_LETTERS, _NO_LETTERS = re.compile(r"\[([a-z]+)\]"), re.compile(r"\[[0-9 .,:-]+\]|\\d")
_SIGN = re.compile(r"\\?[^\w\\.^$]")
_TIMES = re.compile(r"[?*+{]")
_GROUP = re.compile(r"\?(?::|P<\w+>)")
_MOST, _LONGEST = 24, 14  #: beginnings of a pattern, and characters after which one is long enough

#: beginnings that may go on, and those that are as long as they get
_Begun = tuple[set[str], set[str]]
_ANYTHING: _Begun = (set(), {""})
_NOTHING: _Begun = ({""}, set())


@lru_cache(maxsize=8)
def marked(folded: str) -> str:
    """A folded text in which one space stands for each character that is no letter, and one before it all.

    >>> marked("w 2023 r.")
    ' w      r '
    """
    return " " + folded.encode("ascii", "replace").translate(_SPACED).decode("ascii")


_SPACED = bytes(code if chr(code) in ascii_lowercase else ord(" ") for code in range(256))


#: the letters of Polish texts, the most frequent first
_OFTEN = " aoieznrtslwkcydpumjbghfvxq"
_RANKS = str.maketrans({letter: chr(rank) for rank, letter in enumerate(_OFTEN)})


def often_first(words: Iterable[str]) -> list[str]:
    """Words in the order in which an automaton should take them: in that it looks a letter up.

    >>> often_first(["mar", "kot", "sto", "maj"])
    ['sto', 'kot', 'mar', 'maj']
    """
    return sorted(words, key=lambda word: word.translate(_RANKS))


def beginnings(pattern: str, most: int = _MOST) -> frozenset[str]:
    """Every match of the pattern begins with one of them; none begins with another.

    Where they would be more than `most`, they are cut shorter.

    >>> sorted(beginnings(r"(?<=\\d )w (?:calym )?kraju\\w*"))
    ['w calym kraju', 'w kraju']
    """
    plain = _PLAIN.match(pattern)
    if plain:
        return frozenset({plain[1]})
    going_on, ended = _of_choice(pattern, most)
    found = going_on | ended
    return frozenset(each for each in found if not any(each[:at] in found for at in range(len(each))))


def _of_choice(pattern: str, most: int) -> _Begun:
    going_on, ended = set[str](), set[str]()
    for row in _parts(pattern, "|"):
        more, done = _of_row(row, most)
        going_on |= more
        ended |= done
    return going_on, ended


def _of_row(pattern: str, most: int) -> _Begun:
    going_on, ended, at = {""}, set[str](), 0
    while at < len(pattern) and going_on:
        at, (more, done) = _next(pattern, at, most)
        if len(going_on) * len(more | done) > most or min(map(len, going_on)) > _LONGEST:
            more, done = _ANYTHING
        ended |= {before + each for before in going_on for each in done}
        going_on = {before + each for before in going_on for each in more}
    return going_on, ended


def _next(pattern: str, at: int, most: int) -> tuple[int, _Begun]:
    """Where the item ends that begins there, and how it begins."""
    begun = _ANYTHING
    if pattern[at] == "(":
        inside = next(_parts(pattern[at + 1 :], ")"))
        end = at + len(inside) + 2
        if group := _GROUP.match(inside):
            begun = _of_choice(inside[group.end() :], most)
        elif inside.startswith(("?=", "?!", "?<")):
            begun = _NOTHING  # a look around takes no room
    else:
        token = _TOKEN.match(pattern, at)
        assert token is not None  # it takes any character
        end, item = token.end(), token.group()
        if letters := _LETTERS.fullmatch(item):
            begun = set(letters[1]), set()
        elif item == r"\b":
            begun = _NOTHING
        elif "a" <= item <= "z" and len(item) == 1:
            begun = {item}, set()
        elif _SIGN.fullmatch(item) or item.isdigit() or _NO_LETTERS.fullmatch(item):
            begun = {" "}, set()
    times = _TIMES.match(pattern, end)
    if times is None:
        return end, begun
    if times.group() == "?":
        return end + 1, (begun[0] | {""}, begun[1])
    may_be_none = times.group() == "*" or pattern.startswith("{0", end)
    return end + 1, _ANYTHING if may_be_none else (set(), begun[0] | begun[1])


def _parts(pattern: str, divider: str) -> Iterator[str]:
    """The pattern cut at a sign that stands outside brackets, up to the first bracket too many."""
    start = depth = 0
    for token in _TOKEN.finditer(pattern):
        if not depth and token.group() == divider:
            yield pattern[start : token.start()]
            start = token.end()
        depth += (token.group() == "(") - (token.group() == ")")
    yield pattern[start:]
