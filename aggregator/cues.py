"""Words that say what a sum, a date or a text is: lists in YAML, found by the first letters of each word.

A list is a text of patterns over folded words, one a line or parted by ";". In a pattern `*` is the rest
of a word, `(a|b)` a choice, `…` some words of the same clause or none, `<name>` a macro of the file; anything
else is a regular expression. A pattern begins and ends at the borders of words.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from operator import itemgetter
from pathlib import Path
from typing import Any, Generic, TypeAlias, TypeVar

import yaml

Meaning = TypeVar("Meaning")
_SOME_WORDS = r"(?:(?:[^.;\n]|\.(?=\d)){0,60} )?"
_LETTERS = re.compile(r"[a-z]+")
_MOST_WORDS = 50_000  #: whose patterns are remembered

_BEGIN = itemgetter(0)
#: patterns, whether "nie" may stand in them, and what they mean
Rows: TypeAlias = list[tuple[re.Pattern[str], bool, Meaning]]


@dataclass(frozen=True, slots=True)
class Cue(Generic[Meaning]):
    """A pattern found in folded text."""

    start: int
    end: int
    meaning: Meaning


class Cues(Generic[Meaning]):
    """Patterns with their meanings. Where several match at a word, the first of the list counts; a match
    hides what begins inside it. A "nie" before or between the words undoes them, unless the pattern has it.
    """

    def __init__(self, table: Iterable[tuple[str, Meaning]]) -> None:
        self._by_head: dict[str, list[tuple[str, str, Meaning]]] = {}
        for pattern, meaning in table:
            letters = _letters(pattern)
            self._by_head.setdefault(letters[:3], []).append((letters, pattern, meaning))
        self._by_word: dict[str, Rows[Meaning]] = {}
        self._last: tuple[str, list[tuple[int, Rows[Meaning]]]] = ("", [])  #: a text is asked block by block

    def find(self, folded: str, start: int = 0, end: int | None = None) -> Iterator[Cue[Meaning]]:
        """Every cue that lies in `folded[start:end]`, from left to right."""
        end = len(folded) if end is None else end
        places, free = self._places(folded), start
        for begin, rows in places[bisect_left(places, start, key=_BEGIN) :]:
            if begin >= end:
                return
            if begin < free:
                continue
            for pattern, may_deny, meaning in rows:
                match = pattern.match(folded, begin, end)
                if match is not None and (
                    may_deny or not (" nie " in match.group() or _is_denied(folded, begin))
                ):
                    free = match.end()
                    yield Cue(begin, free, meaning)
                    break

    def heads(self) -> list[str]:
        """The beginnings of words that patterns are kept under."""
        return list(self._by_head)

    def patterns(self, head: str) -> list[str]:
        """The regular expressions under one beginning, each of which compiles."""
        return [re.compile(pattern).pattern for _, pattern, _ in self._by_head[head]]

    def _places(self, folded: str) -> list[tuple[int, Rows[Meaning]]]:
        """Where words stand that a pattern can begin with, ascending."""
        text, places = self._last
        if text != folded:
            by_word = self._by_word
            if len(by_word) > _MOST_WORDS:
                by_word.clear()
            places = []
            for word, begins in _words(folded).items():
                rows = by_word.get(word)
                if rows is None:
                    rows = by_word[word] = self._fitting(word)
                if rows:
                    places += [(begin, rows) for begin in begins]
            places.sort(key=_BEGIN)
            self._last = (folded, places)
        return places

    def _fitting(self, word: str) -> Rows[Meaning]:
        """The patterns that may match where this word begins, compiled when a text first has such a word."""
        return [
            (_compiled(pattern), "nie " in pattern, meaning)
            for letters, pattern, meaning in self._by_head.get(word[:3], ())
            if word.startswith(letters)
        ]


def _letters(pattern: str) -> str:
    """What a word begins with where the pattern matches: three letters or more, or a whole shorter word."""
    rest = re.sub(r"^\(\?<[=!][^)]*\)", "", pattern)
    match = _LETTERS.match(rest)
    letters, after = (match.group(), rest[match.end() :]) if match else ("", "")
    if after[:1] in ("?", "*", "{") and after:
        letters, after = letters[:-1], "["
    if not letters or (len(letters) < 3 and after.startswith(("\\w", "[", "(?:"))):
        raise ValueError(f"cue {pattern!r} must begin with a short word or three plain letters")
    return letters


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


@lru_cache(maxsize=32)
def _words(folded: str) -> dict[str, list[int]]:
    """The words of a text, and where each begins: all lists look at the same text."""
    words: dict[str, list[int]] = {}
    for match in _LETTERS.finditer(folded):
        words.setdefault(match.group(), []).append(match.start())
    return words


def _is_denied(folded: str, begin: int) -> bool:
    """Does the word "nie" stand right before the one that begins there?"""
    return (
        begin > 3 and folded.startswith("nie", begin - 4) and not "a" <= folded[begin - 5 : begin - 4] <= "z"
    )


@cache
def load_lists(name: str) -> Mapping[str, Any]:
    """The word lists of one file beside this module."""
    path = Path(__file__).with_name(name)
    loaded: Mapping[str, Any] = yaml.load(
        path.read_text("utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    )
    return loaded


def read_patterns(words: str, macros: Mapping[str, str], after: str = "") -> Iterator[str]:
    """The regular expressions of a list of patterns; `after` is what must stand just before each.

    >>> list(read_patterns("wklad* wlasn*; (dotacj|grant)*", {}))
    ['wklad\\\\w* wlasn\\\\w*', 'dotacj\\\\w*', 'grant\\\\w*']
    """
    for written in re.split(r"[;\n]", words):
        for pattern in _expanded(written.strip()):
            yield (f"(?<={after})" if after else "") + _translated(pattern, macros)


def _expanded(pattern: str) -> Iterator[str]:
    """A choice at the very beginning becomes one pattern for each: patterns are found by first letters."""
    if not pattern.startswith("(") or pattern.startswith("(?"):
        if pattern:
            yield pattern
        return
    depth, at, option = 0, 0, ""
    options: list[str] = []
    for at, char in enumerate(pattern):  # noqa: B007
        depth += (char == "(") - (char == ")")
        if depth == 0:
            break
        if depth == 1 and char in "(|":
            options.append(option)
            option = ""
        else:
            option += char
    for each in [*options[1:], option]:
        yield from _expanded(each + pattern[at + 1 :])


def _translated(pattern: str, macros: Mapping[str, str]) -> str:
    for name, meaning in macros.items():
        pattern = pattern.replace(f"<{name}>", meaning)
    pattern = re.sub(r"\((?!\?)", "(?:", pattern)
    pattern = pattern.replace("… ", _SOME_WORDS).replace("*", r"\w*") if "\\" not in pattern else pattern
    return pattern + (r"\b" if pattern[-1].isalpha() and not pattern.endswith(r"\b") else "")
