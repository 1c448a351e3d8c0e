"""Words that say what a sum, a date or a text is: patterns over folded words, found by how each begins."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import chain
from typing import Generic, NamedTuple, TypeAlias, TypeVar

import ahocorasick

from aggregator.alternation import united
from aggregator.beginnings import beginnings, marked, often_first
from aggregator.word_lists import SOME_WORDS

Meaning = TypeVar("Meaning")
_LETTERS = re.compile(r"[a-z]+")
_CAPTURES = re.compile(r"(?<!\\)\((?!\?)|\(\?P")

_MOST = 96  #: beginnings of a pattern
_FAR = 400  #: characters within which what follows the first "…" of a pattern begins

#: patterns, whether "…" stands in them, whether "nie" may, and what they mean
Rows: TypeAlias = list[tuple[re.Pattern[str], bool, bool, Meaning]]
#: begin and end of a part of a text
Stretch: TypeAlias = tuple[int, int]

#: of named tuples: their own way of making them takes twice as much
_cue = tuple.__new__


class Cue(NamedTuple, Generic[Meaning]):
    """A pattern found in folded text."""

    start: int
    end: int
    meaning: Meaning


class Cues(Generic[Meaning]):
    """Patterns with their meanings. Where several match at a word, the first of the list counts; a match
    hides what begins inside it. A "nie" before or between the words undoes them, unless the pattern has it.
    What matches `apart` stands in no "…".
    """

    def __init__(self, table: Iterable[tuple[str, Meaning]], apart: re.Pattern[str] | None = None) -> None:
        self._table = list(table)
        self._by_beginning: dict[str, list[int]] = {}
        for number, (pattern, _) in enumerate(self._table):
            _check(pattern)
            for beginning in beginnings(pattern, _MOST):
                self._by_beginning.setdefault(beginning, []).append(number)
        self._apart = apart
        self._automaton: ahocorasick.Automaton | None = None

    def find(self, folded: str, start: int = 0, end: int | None = None) -> list[Cue[Meaning]]:
        """Every cue that lies in `folded[start:end]`, from left to right."""
        end = len(folded) if end is None else end
        begun = self._begun(folded, start, end)
        return self._read(folded, begun, sorted(begun), end) if begun else []

    def find_in(
        self, folded: str, stretches: Sequence[Stretch], begun: Mapping[int, Beginning[Meaning]]
    ) -> list[list[Cue[Meaning]]]:
        """Every cue of each of some ascending stretches of a text, of which is known what begins where."""
        if len(begun) > _FAR and len(stretches) == 1:  # each of many dates asks
            places = [at for at in range(*stretches[0]) if at in begun]
        else:
            places = sorted(begun)
        found: list[list[Cue[Meaning]]] = []
        last = 0
        for start, end in stretches:
            first = bisect_left(places, start, last)
            last = bisect_left(places, end, first)
            found.append(self._read(folded, begun, places[first:last], end) if first < last else [])
        return found

    def _begun(self, folded: str, start: int, end: int) -> dict[int, Beginning[Meaning]]:
        """The longest beginning at each place of a stretch where one stands."""
        automaton = self._automaton or self._built()
        begun = automaton.iter(marked(folded)[start : end + 1])  # which copies all it is given
        # of those that stand at one place the last ends last
        return {start + at - beginning.length: beginning for at, beginning in begun}

    def _built(self) -> ahocorasick.Automaton:
        automaton = self._automaton = ahocorasick.Automaton()
        begun = self.begun()
        for letters in often_first(begun):
            automaton.add_word(letters, begun[letters])
        automaton.make_automaton()
        return automaton

    def _read(
        self, folded: str, begun: Mapping[int, Beginning[Meaning]], places: Sequence[int], end: int
    ) -> list[Cue[Meaning]]:
        """The cues that begin at some ascending places and lie before `end`."""
        found: list[Cue[Meaning]] = []
        free = 0
        for begin in places:
            if begin < free:
                continue
            beginning = begun[begin]
            fits = beginning.fits or self._fitting_to(beginning)
            # most beginnings lead to nothing, which shows here: a call would cost a third of a match
            behind = fits.behind
            near = end if end - begin < _FAR else begin + _FAR
            any_ = (
                fits.any if behind is None or behind.search(folded, begin, near) is not None else fits.plain
            )
            match = any_.match(folded, begin, end) if any_ is not None else None
            if match is not None and (cue := fits.cue(match, folded, begin, end)) is not None:
                free = cue.end
                found.append(cue)
        return found

    def begun(self) -> dict[str, Beginning[Meaning]]:
        """How patterns of the table begin, by the letters with a blank for the border of a word."""
        return {f" {letters}": Beginning(letters) for letters in self._by_beginning}

    def patterns(self) -> list[str]:
        """The regular expressions of the table; a text that has their beginnings has them compiled."""
        return [pattern for pattern, _ in self._table]

    def _fitting_to(self, beginning: Beginning[Meaning]) -> _Fitting[Meaning]:
        """The patterns that may match where these letters stand, compiled when a text first has them."""
        letters = beginning.letters
        begun = (self._by_beginning.get(letters[:length], ()) for length in range(1, len(letters) + 1))
        rows = [
            (_compiled(pattern), SOME_WORDS in pattern, "nie " in pattern, meaning)
            for pattern, meaning in (self._table[number] for number in sorted(set(chain(*begun))))
        ]
        fits = beginning.fits = _Fitting(rows, self._apart)
        return fits


class Beginning(Generic[Meaning]):
    """How patterns of a list begin."""

    __slots__ = ("fits", "length", "letters")

    def __init__(self, letters: str) -> None:
        self.letters, self.length = letters, len(letters)
        self.fits: _Fitting[Meaning] | None = None  #: as soon as a text has had the letters


class _Fitting(Generic[Meaning]):
    """The patterns that may match at one beginning, tried all at once."""

    __slots__ = ("_apart", "_plain_rows", "_rows", "any", "behind", "plain")

    def __init__(self, rows: Rows[Meaning], apart: re.Pattern[str] | None) -> None:
        self._rows, self._apart = rows, apart
        self.any = _united(rows)
        #: what must follow somewhere for those with a "…", which are slow to fail; and the others
        self.behind = _behind_gaps([pattern.pattern for pattern, has_gap, *_ in rows if has_gap])
        self._plain_rows = [row for row in rows if not row[1]]
        self.plain = _united(self._plain_rows)

    def read(self, folded: str, begin: int, end: int) -> Cue[Meaning] | None:
        """The cue of the first pattern that matches there and that no "nie" undoes."""
        behind, near = self.behind, min(end, begin + _FAR)
        any_ = self.any if behind is None or behind.search(folded, begin, near) is not None else self.plain
        match = any_.match(folded, begin, end) if any_ is not None else None
        return self.cue(match, folded, begin, end) if match is not None else None

    def cue(self, match: re.Match[str], folded: str, begin: int, end: int) -> Cue[Meaning] | None:
        """The same, of what `any` or `plain` matched."""
        rows = self._rows if match.re is self.any else self._plain_rows
        first = (match.lastindex or 1) - 1
        _, has_gap, may_deny, meaning = rows[first]
        if has_gap and self._apart:
            cut = self._apart.search(folded, begin, match.end())
            if cut is not None:
                return self.read(folded, begin, cut.start())
        may_be_undone = " nie " in match.group() or (begin > 3 and folded[begin - 2] == "e")
        if may_deny or not (may_be_undone and _is_undone(match, folded, begin)):
            return _cue(Cue, (begin, match.end(), meaning))
        for pattern, has_gap, may_deny, meaning in rows[first + 1 :]:
            other = pattern.match(folded, begin, end)
            if other is not None and has_gap and self._apart:
                cut = self._apart.search(folded, begin, other.end())
                other = pattern.match(folded, begin, cut.start()) if cut else other
            if other is not None and (may_deny or not _is_undone(other, folded, begin)):
                return _cue(Cue, (begin, other.end(), meaning))
        return None


def _united(rows: Rows[Meaning]) -> re.Pattern[str] | None:
    """One pattern for several, a group for each; None for none."""
    if len(rows) < 2:
        return rows[0][0] if rows else None
    return re.compile("|".join(f"({pattern.pattern})" for pattern, *_ in rows))


def _behind_gaps(patterns: Sequence[str]) -> re.Pattern[str] | None:
    """Beginnings of words, of which one follows the first "…" of any match; None where it may be any word."""
    words: set[str] = set()
    for pattern in patterns:
        rest = pattern.partition(SOME_WORDS)[2]
        words.update(beginning.partition(" ")[0] for beginning in beginnings(rest, _MOST))
    if not words or "" in words:
        return None
    return re.compile(f" (?:{united(sorted(words))})")


def _is_undone(match: re.Match[str], folded: str, begin: int) -> bool:
    """Does "nie" stand in a match, or as the word right before the place where it begins?"""
    if " nie " in match.group():
        return True
    if begin < 4 or folded[begin - 2] != "e":
        return False
    return folded.startswith("nie", begin - 4) and not "a" <= folded[begin - 5 : begin - 4] <= "z"


def _check(pattern: str) -> None:
    """Refuse less than three letters of a longer word at first (it could begin anywhere), and captures."""
    rest = re.sub(r"^\(\?<[=!][^)]*\)", "", pattern)
    match = _LETTERS.match(rest)
    letters, after = (match.group(), rest[match.end() :]) if match else ("", "")
    if after[:1] in ("?", "*", "{") and after:
        letters, after = letters[:-1], "["
    if not letters or (len(letters) < 3 and after.startswith(("\\w", "[", "(?:"))):
        raise ValueError(f"cue {pattern!r} must begin with a short word or three plain letters")
    if _CAPTURES.search(pattern):  # `_Fitting` tells the patterns apart by their groups
        raise ValueError(f"cue {pattern!r} must not capture: write (?:…)")


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
