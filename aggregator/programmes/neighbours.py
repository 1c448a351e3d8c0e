"""A cheap question before a form is searched for: can the words beside its rarest piece belong to it?

Most places of a rare piece are ordinary words ("bibliote…"); how the next word begins tells nearly all of
them from a name, at a fraction of what a regular expression costs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from aggregator.programmes.forms import Form, Word, is_long

#: beginnings of one or two letters; None = any word may stand there, or none
Beginnings: TypeAlias = frozenset[str] | None
_FAR = 8  #: characters that are no letters between two words of a name, at most
_AFTER = re.compile(rf"[^\W_]*+[\W_]{{0,{_FAR - 1}}}+([^\W_].?)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Neighbours:
    """How the words right after and right before a piece of a form must begin."""

    after: Beginnings = None
    before: Beginnings = None


def neighbours_of(form: Form, piece: str) -> Neighbours:
    """What must stand around `piece` wherever it belongs to the form.

    Where a typing error is forgiven, the first letter of a word must be right all the same.
    """
    if form.cased or not piece.isalnum():
        return Neighbours()
    holders = [at for at, item in enumerate(form.items) if any(piece in choice for choice in item.choices)]
    if not holders or any(_is_compound(form.items[at]) for at in holders):
        return Neighbours()
    letters = 1 if is_long(form) else 2
    after = [_beginnings(form.items[at + 1 :], letters) for at in holders]
    before = [_beginnings(form.items[:at][::-1], letters) for at in holders]
    return Neighbours(_joined(after), _joined(before))


def _is_compound(item: Word) -> bool:
    return any("-" in choice or "#" in choice for choice in item.choices)


def _joined(found: Sequence[Beginnings]) -> Beginnings:
    """The union, None where one of them asks for nothing."""
    joined: frozenset[str] = frozenset()
    for each in found:
        if each is None:
            return None
        joined |= each
    return joined


def _beginnings(items: Sequence[Word], letters: int) -> Beginnings:
    """How the first of these words begins: optional ones, then the first that must be there."""
    found: set[str] = set()
    for item in items:
        if item.dash or _is_compound(item) or not item.choices:
            return None
        for choice in item.choices:
            stem = choice.rstrip("~")
            found.add(stem[:letters] if len(stem) > letters else stem[:1])
        if not item.optional:
            return frozenset(found)
    return None


def beginning_after(text: str, end: int) -> str:
    """The first two letters of the word after the one that `end` stands in or behind, "" = none near."""
    match = _AFTER.match(text, end)
    return match[1] if match else ""


def beginning_before(text: str, start: int) -> str:
    """The first two letters of the word before the one that `start` stands in, "" = none near."""
    while start and text[start - 1].isalnum():
        start -= 1
    first = max(0, start - _FAR)
    while start > first and not text[start - 1].isalnum():
        start -= 1
    end = start
    while start and text[start - 1].isalnum():
        start -= 1
    return text[start : min(end, start + 2)] if end > first else ""


def fits(beginning: str, wanted: frozenset[str]) -> bool:
    """Whether a word that begins so is one of those wanted."""
    return beginning in wanted or beginning[:1] in wanted
