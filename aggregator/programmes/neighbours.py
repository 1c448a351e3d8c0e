"""Words that stand beside a piece of a programme's name wherever the piece belongs to the name.

The rarest piece of a name is common enough ("kultury", "cyfrowa"): one look at the words around it tells most
places where it is something else, before a name is searched for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from string import ascii_lowercase, digits
from typing import NamedTuple, TypeAlias

from aggregator.programmes.forms import Form, Word, is_common, is_long, literal

#: beginnings of one or two letters; None = any word may stand there, or none
Beginnings: TypeAlias = frozenset[str] | None
_TELLING, _MOST_NEEDED = 4, 4  #: letters of a word that is looked for on the page, and such words
_EVERYWHERE = ("bibliotek", "program")  #: on most pages
_FAR = 8  #: characters that are no letters between two words of a name, at most
_BETWEEN = 12  #: characters of an ending and of what stands between two words, at most
_LETTERS = ascii_lowercase + digits
_PLUS = re.compile(rf"[a-z0-9]*+[^a-z0-9+]{{0,{_FAR - 2}}}\+")
_LOOK_BACK = 60  #: characters before a piece among which the word before it begins
_SIGNS = " \t\n\"'*_+,(.:;|/–-"  #: what may stand between two words of a name
_PARTS = re.compile("[^a-z0-9#]+")


class Neighbours(NamedTuple):
    """What stands right after and right before a piece of a form."""

    after: Beginnings = None
    before: Beginnings = None
    plus: bool = False  #: a "+" follows the word that the piece stands in


def neighbours_of(form: Form, piece: str) -> Neighbours:
    """What must stand around `piece` wherever it belongs to the form.

    Where a typing error is forgiven, the first letter of a word must be right all the same.
    """
    word, _, letter = piece.partition(" ")  # of a second word a piece has the first letter
    if form.cased or not word.isalnum() or len(letter) > 1:
        return Neighbours()
    holders = [at for at, item in enumerate(form.items) if any(word in choice for choice in item.choices)]
    if not holders:
        return Neighbours()
    rows = [_around(form, at, word, letter != "") for at in holders]
    return Neighbours(
        _joined([row.after for row in rows]), _joined([row.before for row in rows]),
        all(row.plus for row in rows),
    )  # fmt: skip


def reach_of(form: Form, piece: str) -> tuple[int, int]:
    """Characters before and behind `piece` among which a name stands that it belongs to.

    0 before it: the name begins with the piece.
    """
    rooms = [max((len(choice) for choice in item.choices), default=2) + _BETWEEN for item in form.items]
    if form.cased:
        return 0, sum(rooms)
    word = piece.partition(" ")[0]
    holders = [at for at, item in enumerate(form.items) if any(word in choice for choice in item.choices)]
    first, last = (holders[0], holders[-1]) if holders else (0, len(rooms))
    opens = last == 0 and all(choice.startswith(word) for choice in form.items[0].choices if word in choice)
    return 0 if opens else sum(rooms[: last + 1]), sum(rooms[first:])


def needs_of(form: Form, piece: str, forgiven: bool) -> tuple[str, ...]:
    """What else stands on the page wherever the form does that `piece` belongs to: one of these at least.

    `forgiven`: one letter may be wrong, so that of any two other words one is right. () = not known.
    """
    sure = [item for item in form.items if not (item.optional or item.dash)]
    if form.cased or not piece:
        return ()
    if not forgiven and any(item.plus or item.choices == ("+",) for item in sure):
        return ("+",)
    word, rows = piece.partition(" ")[0], list[tuple[str, ...]]()
    for item in sure:
        letters = tuple(literal(choice, item.open) for choice in item.choices)
        least, open_ = min(map(len, letters)), item.open or any("~" in choice for choice in item.choices)
        if least >= _TELLING - (not open_) and not any(word in choice for choice in item.choices):
            rows.append(letters)
            if forgiven and not open_ and least < _TELLING and item.choices == letters[:1]:
                return letters  # in a short word no letter may be wrong
    rows.sort(key=lambda row: (row[0].startswith(_EVERYWHERE), is_common(row[0]), -min(map(len, row))))
    needed = rows[0] + rows[1] if forgiven and len(rows) > 1 else () if forgiven or not rows else rows[0]
    return needed if len(needed) <= _MOST_NEEDED else ()


def _around(form: Form, at: int, word: str, paired: bool) -> Neighbours:
    """What stands around a word of the form's item number `at`, or around it and the word behind it."""
    item, tolerant = form.items[at], is_long(form)
    ahead, behind = form.items[:at][::-1], form.items[at + 1 :]
    holding = [_PARTS.split(choice.rstrip("~")) for choice in item.choices if word in choice]
    compound = any(len(parts) > 1 for parts in holding)
    if (compound and paired) or any("#" in choice for choice in item.choices):
        return Neighbours()
    if paired:
        if not behind or behind[0].dash or behind[0].optional:
            return Neighbours()
        behind = behind[1:]
    ways = _Ways(1 if tolerant else 2, plain=tolerant, open=tolerant and paired)
    return Neighbours(
        ways.into(behind, 0) if all(word not in "#".join(parts[:-1]) for parts in holding) else None,
        ways.into(ahead, -1) if all(word not in "#".join(parts[1:]) for parts in holding) else None,
        (item.plus or (bool(behind) and behind[0].choices == ("+",))) and not (tolerant or paired),
    )


def _joined(found: Sequence[Beginnings]) -> Beginnings:
    """The union, None where one of them asks for nothing."""
    joined: frozenset[str] = frozenset()
    for each in found:
        if each is None:
            return None
        joined |= each
    return joined


class _Ways(NamedTuple):
    """How closely the beginnings of words are looked at."""

    letters: int
    plain: bool  #: words with a dash or any digit in them tell nothing
    open: bool  #: words without an ending tell nothing

    def into(self, items: Sequence[Word], part: int) -> Beginnings:
        """How the first of these words begins: optional ones, then the first that must be there.

        Of a word of several parts ("2021-2027") it is the part that stands next to the piece.
        """
        found: set[str] = set()
        for item in items:
            if item.dash or not item.choices:
                return None
            for choice in item.choices:
                parts = _PARTS.split(choice.rstrip("~"))
                if not parts[part] or (self.plain and (len(parts) > 1 or "#" in choice)):
                    return None  # a sign of its own, such as "+", is no word
                stem = parts[part].partition("#")[0]
                if not stem:
                    found.update(digits)
                else:
                    found.add(stem[: self.letters] if len(stem) > self.letters else stem[:1])
            if not item.optional:
                return None if self.open and not item.open else frozenset(found)
        return None


#: finds the first two letters of the word after the one that a place stands in or behind, if one is near
word_after = re.compile(rf"[a-z0-9]*+[^a-z0-9]{{0,{_FAR - 1}}}+([a-z0-9].?)", re.DOTALL).match


def beginning_before(text: str, start: int) -> str:
    """The first two letters of the word before the one that `start` stands in, "" = none near."""
    ahead = text[start - _LOOK_BACK if start > _LOOK_BACK else 0 : start].rstrip(_LETTERS).rstrip(_SIGNS)
    begin = len(ahead.rstrip(_LETTERS))
    return ahead[begin : begin + 2]


def has_plus(text: str, end: int) -> bool:
    """Whether a plus follows the word that `end` stands in or behind."""
    return _PLUS.match(text, end) is not None
