"""Words that say what a sum, a date or a text is: lists in YAML, found by the first letters of each word.

A list is a text of patterns over folded words, one a line or parted by ";". In a pattern `*` is the rest
of a word, `(a|b)` a choice, `…` some words of the same clause or none, `<name>` a macro of the file; anything
else is a regular expression. A pattern begins and ends at the borders of words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Generic, TypeVar

import yaml

Meaning = TypeVar("Meaning")
_DENIAL = re.compile(r"\bnie \Z")
_WORD = re.compile(r"(?<![a-z])[a-z]+")
_LITERAL = re.compile(r"[a-z]+(?![?*{a-z])|[a-z]+(?=[a-z][?*{])")


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
        self._by_head: dict[str, list[tuple[re.Pattern[str], Meaning]]] = {}
        for pattern, meaning in table:
            literal = _LITERAL.match(re.sub(r"^\(\?<[=!][^)]*\)", "", pattern))
            if literal is None:
                raise ValueError(f"cue {pattern!r} must begin with plain letters")
            self._by_head.setdefault(literal.group()[:3], []).append((re.compile(pattern), meaning))
        self._lengths = sorted({len(head) for head in self._by_head}, reverse=True)

    def find(self, folded: str, start: int = 0, end: int | None = None) -> Iterator[Cue[Meaning]]:
        """Every cue that lies in `folded[start:end]`, from left to right."""
        end = len(folded) if end is None else end
        free = start
        for word in _WORD.finditer(folded, start, end):
            if word.start() < free:
                continue
            denied = _DENIAL.search(folded, max(0, word.start() - 5), word.start()) is not None
            for pattern, meaning in self._at(word.group()):
                match = pattern.match(folded, word.start(), end)
                if match is not None and not (_denies(match, denied) and "nie " not in pattern.pattern):
                    free = match.end()
                    yield Cue(match.start(), match.end(), meaning)
                    break

    def _at(self, word: str) -> Iterator[tuple[re.Pattern[str], Meaning]]:
        for length in self._lengths:
            if len(word) >= length and (rows := self._by_head.get(word[:length])):
                yield from rows


def _denies(match: re.Match[str], denied: bool) -> bool:
    """Whether a "nie" stands before or between the words of a match: "nie przyznano", "wniosek nie otrzymal"."""
    return denied or " nie " in match.group()


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
    """A choice at the very beginning becomes one pattern for each, since patterns are found by first letters."""
    if not pattern.startswith("(") or pattern.startswith("(?"):
        if pattern:
            yield pattern
        return
    depth, option, options = 0, "", []
    for at, char in enumerate(pattern):
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
    pattern = (
        pattern.replace("… ", r"(?:[^.;\n]{0,60} )?").replace("*", r"\w*") if "\\" not in pattern else pattern
    )
    return pattern + (r"\b" if pattern[-1].isalpha() and not pattern.endswith(r"\b") else "")
