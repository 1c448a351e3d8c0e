"""Words that say what a sum or a text is: small patterns, found by the first letters of each word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

Meaning = TypeVar("Meaning")
_WORD = re.compile(r"(?<![a-z])[a-z]+")
_LOOK_BACK = re.compile(r"^\(\?<[=!][^)]*\)")
_LITERAL = re.compile(r"[a-z]+(?![?*{a-z])|[a-z]+(?=[a-z][?*{])")


@dataclass(frozen=True, slots=True)
class Cue(Generic[Meaning]):
    """A pattern found in folded text."""

    start: int
    end: int
    meaning: Meaning


class Cues(Generic[Meaning]):
    """A table of patterns over folded text. Each begins at the start of a word with letters that are no choice.

    Where several match at a word, the first of the table counts; a match hides what begins inside it.
    """

    def __init__(self, table: Iterable[tuple[str, Meaning]]) -> None:
        self._by_head: dict[str, list[tuple[re.Pattern[str], Meaning]]] = {}
        for pattern, meaning in table:
            literal = _LITERAL.match(_LOOK_BACK.sub("", pattern))
            if literal is None:
                raise ValueError(f"cue {pattern!r} must begin with plain letters")
            head = literal.group()[:3]
            self._by_head.setdefault(head, []).append((re.compile(pattern), meaning))
        self._lengths = sorted({len(head) for head in self._by_head}, reverse=True)

    def find(self, folded: str, start: int = 0, end: int | None = None) -> Iterator[Cue[Meaning]]:
        """Every cue that lies in `folded[start:end]`, from left to right."""
        end = len(folded) if end is None else end
        free = start
        for word in _WORD.finditer(folded, start, end):
            if word.start() < free:
                continue
            for pattern, meaning in self._at(word.group()):
                match = pattern.match(folded, word.start(), end)
                if match is not None:
                    free = match.end()
                    yield Cue(match.start(), match.end(), meaning)
                    break

    def _at(self, word: str) -> Iterator[tuple[re.Pattern[str], Meaning]]:
        for length in self._lengths:
            if len(word) >= length and (rows := self._by_head.get(word[:length])):
                yield from rows
