"""Learned weights: how strongly each trait of a text speaks for each label.

`benchmarks/learn.py` learns them from labelled texts. A table is a text file: the labels in the first line,
then a trait and its weights in hundredths a line. Their sums are log-odds, so they add up with other reasons.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from math import exp, log
from pathlib import Path
from struct import Struct
from typing import TypeAlias

from aggregator.text import Word
from aggregator.traits import traits_of

BIAS = "(bias)"

_FIELD = 32  #: bits of a label in the sum of many traits
_MOST = 20_000  #: words whose telling traits are kept


#: what some traits say together: a field for each label, and one that makes each trait another number; so
#: they are told apart in a set, and an addition adds all fields
Said: TypeAlias = int
_NOTHING: frozenset[Said] = frozenset()
#: finds the traits of a word, as numbers or as what they say
Lookup: TypeAlias = "Callable[[Word], Told]"


class Told(frozenset[int]):
    """The traits of a word that have a weight, as numbers."""

    __slots__ = ("beside", "many", "traits")

    traits: tuple[str, ...]  #: all of the word, those without a weight, too
    many: int  #: how many they are
    beside: tuple[frozenset[int], ...]  #: those it has where it stands in other parts, too


class _Telling(dict[Word, Told]):
    """Traits that have a weight, as numbers: those of each word in some parts of a text, worked out once.

    Numbers are found and put together faster than names, and most words have no trait that tells. A set is
    put into another one without hashing what is in it.
    """

    def __init__(self, parts: Sequence[Mapping[str, int]], beside: Sequence[Mapping[str, int]] = ()) -> None:
        self._parts = parts  #: the number of each trait
        self._beside = beside

    def __missing__(self, word: Word) -> Told:
        if len(self) >= _MOST:
            self.clear()
        traits = traits_of(word)
        told = self[word] = Told([part[trait] for part in self._parts for trait in traits if trait in part])
        told.traits, told.many = traits, len(traits)
        told.beside = tuple([_same(part, traits) for part in self._beside])
        return told


def _same(part: Mapping[str, int], traits: Sequence[str]) -> frozenset[int]:
    """The numbers of traits, and one and the same set for all words that have none."""
    return frozenset([part[trait] for trait in traits if trait in part]) or _NOTHING


class _Known(dict[str, Said]):
    """What each trait in a part of a text says; one without a weight says nothing."""

    def __missing__(self, trait: str) -> Said:
        return 0


class Weights:
    """A table of weights over a closed list of labels."""

    def __init__(self, labels: tuple[str, ...], table: Mapping[str, tuple[int, ...]]) -> None:
        self.labels = labels
        self._table = table
        self._fields = Struct(f"<{len(labels)}i{_FIELD // 8}x")
        #: the highest bit of each field of a label
        self._signs = sum(1 << (at + 1) * _FIELD - 1 for at in range(len(labels)))
        self._said: dict[str, _Known] = defaultdict(_Known)
        for number, (trait, weights) in enumerate(table.items()):
            part, _, name = trait.rpartition("|")
            self._said[part][name] = _pack(weights, number)
        self._bias = sum(self.said("", [BIAS]))

    def __len__(self) -> int:
        return len(self._table)

    def printed(self) -> str:
        """The table as `load_weights` reads it."""
        rows = ("\t".join((trait, *map(str, weights))) for trait, weights in sorted(self._table.items()))
        return "\n".join(("\t".join(self.labels), *rows)) + "\n"

    def scores(self, traits: Mapping[str, float]) -> dict[str, float]:
        """Natural logarithm of the probability of each label; traits without a weight say nothing."""
        loud: dict[float, Said] = defaultdict(int)
        for trait, value in traits.items():
            part, _, name = trait.rpartition("|")
            loud[value] += sum(self.said(part, [name]))
        sums = [each / 100.0 for each in self.hundredths(0)]
        for value, said in loud.items():
            sums = [one + value * more / 100.0 for one, more in zip(sums, self._apart(said), strict=True)]
        top = max(sums)
        whole = top + log(sum([exp(each - top) for each in sums]))
        return {label: each - whole for label, each in zip(self.labels, sums, strict=True)}

    def said(self, part: str, traits: Iterable[str]) -> Iterator[Said]:
        """What each trait in a part of a text says: "T|grant" is the trait "grant" of the part "T"."""
        return map(self._said[part].__getitem__, traits)

    def of(self, part: str) -> Callable[[str], Said]:
        """What finds what a trait in a part of a text says."""
        return self._said[part].__getitem__

    def telling(self, *parts: str, beside: Sequence[str] = ()) -> Lookup:
        """What finds what the traits of a word say that stands in several parts of a text; `beside` are parts
        that only some of the words stand in, too.
        """
        return _Telling(
            [self._said[part] for part in parts], [self._said[part] for part in beside]
        ).__getitem__

    def hundredths(self, said: Said, more: Said = 0, loudness: float = 1.0) -> list[float]:
        """Log-odds of each label in hundredths, as `scores` but for one number more or less: of what some
        traits say, and of what more of them say as loudly as that.
        """
        odds: list[float] = [*self._apart(said + self._bias)]
        if more:
            for at, each in enumerate(self._apart(more)):
                odds[at] += loudness * each
        return odds

    def likeliest(self, said: Said, label: str = "", more: float = 0.0) -> str:
        """The label with the best log-odds, where those of one of them are some more."""
        odds = self.hundredths(said)
        if label:
            odds[self.labels.index(label)] += 100.0 * more
        return self.labels[odds.index(max(odds))]

    def _apart(self, said: Said) -> tuple[int, ...]:
        """The fields of the labels. One below zero borrowed from the next; its sign as a bit undoes that."""
        fields, signs = self._fields, self._signs
        return fields.unpack(((said + signs) ^ signs).to_bytes(fields.size, "little"))

    def margins(self, label: str, other: str) -> Margins:
        """How much more traits speak for one label than for another: what `log_odds` differs by."""
        one, two = self.labels.index(label), self.labels.index(other)
        return Margins({trait: weights[one] - weights[two] for trait, weights in self._table.items()})

    def strongest(self, traits: Iterable[str], label: str) -> str | None:
        """The trait that speaks most for a label; None where none does."""
        at, known = self.labels.index(label), self._table
        best, found = 0, None
        for trait in traits:
            if trait in known and (weight := known[trait][at]) > best:
                best, found = weight, trait
        return found


class Margins:
    """What traits add to one of two labels."""

    def __init__(self, table: Mapping[str, int]) -> None:
        #: by part of a text and trait: above the field, what the trait adds; in it, a number of its own
        self._parts: dict[str, dict[str, int]] = defaultdict(dict)
        for number, (trait, added) in enumerate(table.items()):
            part, _, name = trait.rpartition("|")
            self._parts[part][name] = (added << _FIELD) + number
        self._bias = table.get(BIAS, 0)

    def said(self, part: str, traits: Iterable[str]) -> list[int]:
        """Traits in a part of a text as `sum` takes them."""
        known = self._parts[part]
        return [known[trait] for trait in traits if trait in known]

    def telling(self, *parts: str) -> Lookup:
        """What finds the traits of a word that stands in several parts of a text."""
        return _Telling([self._parts[part] for part in parts]).__getitem__

    def sum(self, said: Iterable[int]) -> float:
        """What traits add together (log-odds), each told once."""
        return ((sum(said) >> _FIELD) + self._bias) / 100


def together(traits: Iterable[frozenset[Said]]) -> Said:
    """What the traits of some words say together; one that several words have counts once."""
    return sum(_NOTHING.union(*traits))


def _pack(weights: tuple[int, ...], number: int) -> Said:
    return sum(field << at * _FIELD for at, field in enumerate([*weights, number]))


@cache
def load_weights(name: str) -> Weights:
    """The table of a file beside this module."""
    first, *rest = (Path(__file__).with_name(name)).read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in rest)
    table = {trait: tuple(map(int, weights)) for trait, *weights in rows}
    return Weights(tuple(first.split("\t")), table)


#: forgets what is kept of the tables: for those who learn them anew
FORGET: list[Callable[[], None]] = [load_weights.cache_clear]
