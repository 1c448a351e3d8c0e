"""A long name with one wrong, missing, doubled or swapped letter is still that name."""

from __future__ import annotations

import re

from aggregator.programmes.forms import ENDINGS, SOFTENED, Word

_WORD = re.compile(r"[a-z0-9]+")
_BEFORE = re.compile(r"(?<![a-z0-9])([a-z0-9]+)[\s\"'*(,.:-]{1,4}\Z")
_BETWEEN = re.compile(r"[\s\"'*(,.:-]{1,4}")


def almost(items: tuple[Word, ...], folded: str, start: int, end: int) -> tuple[int, int] | None:
    """Begin and end of the name around a piece of it at [start, end), one letter wrong in all; else None."""
    sure = [item for item in items if not item.dash and not item.optional]
    piece = folded[start:end].partition(" ")[0]
    while start and folded[start - 1].isalnum():
        start -= 1
    for at, item in enumerate(sure):
        if piece in item.choices[0]:
            span = _around(sure, at, folded, start)
            if span is not None:
                return span
    return None


def _around(sure: list[Word], at: int, folded: str, start: int) -> tuple[int, int] | None:
    """The name whose word number `at` begins at `start`: first the words before it, then the rest."""
    first, wrong = start, 0
    for item in reversed(sure[:at]):
        before = _BEFORE.search(folded, max(0, first - 30), first)
        if before is None:
            return None
        wrong += _least_errors(before[1], item)
        if wrong > 1:
            return None
        first = before.start(1)
    position = start
    for number, item in enumerate(sure[at:]):
        gap = _BETWEEN.match(folded, position) if number else None
        if number and gap is None:
            return None
        word = _WORD.match(folded, gap.end() if gap else position)
        if word is None:
            return None
        wrong += _least_errors(word.group(), item)
        if wrong > 1:
            return None
        position = word.end()
    return (first, position) if wrong == 1 else None


def _least_errors(word: str, item: Word) -> int:
    return min(_errors(word, choice, item.open) for choice in item.choices)


def _errors(word: str, stem: str, open_: bool) -> int:
    """0, 1, or 2 for more. A short word and an ending must be right: "kultura" is not "kultury"."""
    stem = stem.rstrip("~")
    if open_:
        if word.startswith(stem) and _is_ending(word[len(stem) :]):
            return 0
        if word.startswith(stem[:-1]) and word[len(stem) - 1 :] in SOFTENED.get(stem[-1], ()):
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
