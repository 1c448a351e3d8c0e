"""A long name with one wrong, missing, doubled or swapped letter is still that name."""

from __future__ import annotations

import re

from aggregator.programmes.forms import ENDINGS, Word

_WORD = re.compile(r"[a-z0-9]+")
_BETWEEN = re.compile(r"[\s\"'*(,.:-]{1,4}")


def almost(items: tuple[Word, ...], folded: str, start: int, end: int) -> tuple[int, int] | None:
    """Begin and end of the name around a piece of it at [start, end), one letter wrong in all; else None."""
    sure = [item for item in items if not item.dash and not item.optional]
    piece = folded[start:end].partition(" ")[0]
    for at, item in enumerate(sure):
        if piece in item.choices[0]:
            span = _around(sure, at, folded, start)
            if span is not None:
                return span
    return None


def _around(sure: list[Word], at: int, folded: str, start: int) -> tuple[int, int] | None:
    while start and folded[start - 1].isalnum():
        start -= 1
    first = start
    for _ in range(at):
        gap = first
        while gap and not folded[gap - 1].isalnum():
            gap -= 1
        if not 1 <= first - gap <= 4 or "\x00" in folded[gap:first]:
            return None
        first = gap
        while first and folded[first - 1].isalnum():
            first -= 1
    wrong, position = 0, first
    for number, item in enumerate(sure):
        if number:
            gap_match = _BETWEEN.match(folded, position)
            if gap_match is None:
                return None
            position = gap_match.end()
        word = _WORD.match(folded, position)
        if word is None:
            return None
        wrong += min(_errors(word.group(), choice, item.open) for choice in item.choices)
        if wrong > 1:
            return None
        position = word.end()
    return (first, position) if wrong == 1 else None


def _errors(word: str, stem: str, open_: bool) -> int:
    """0, 1, or 2 for more. A short word and an ending must be right: "kultura" is not "kultury"."""
    stem = stem.rstrip("~")
    if open_:
        if word.startswith(stem) and _is_ending(word[len(stem) :]):
            return 0
        if len(stem) < 4 or word[:1] != stem[:1]:
            return 2
        lengths = (n for n in (len(stem) - 1, len(stem), len(stem) + 1) if _is_ending(word[n:]))
        return min((_distance(word[:n], stem) for n in lengths), default=2)
    if word == stem:
        return 0
    return _distance(word, stem) if len(stem) > 4 and word[-2:] == stem[-2:] else 2


def _is_ending(rest: str) -> bool:
    return not rest or rest in ENDINGS


def _distance(one: str, other: str) -> int:
    """Edits between two words, 2 standing for all that is more than one."""
    if one == other:
        return 0
    if abs(len(one) - len(other)) > 1:
        return 2
    at = 0
    while at < min(len(one), len(other)) and one[at] == other[at]:
        at += 1
    tails = (one[at:], other[at:])
    if len(one) == len(other):
        if tails[0][1:] == tails[1][1:]:
            return 1
        return 1 if tails[0][:2] == tails[1][1::-1] and tails[0][2:] == tails[1][2:] else 2
    longer, shorter = sorted(tails, key=len, reverse=True)
    return 1 if longer[1:] == shorter else 2
