"""What the learned weights of roles look at: words around a sum, its sentence, its table, the page."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from aggregator.roles.surroundings import Stretch, Surroundings
from aggregator.roles.words import Setting
from aggregator.text import Word, words_in
from aggregator.traits import traits_of
from aggregator.vocabulary import Kind, Role

TABLE = "role_weights.tsv"
_SIGNS = frozenset(",;:()=+–—\n\t-")
_REACH = 90  #: characters
_NEAR, _FAR = 3, 9  #: words
_MANY_VALUES = 400
SURE = 2.4  #: weight of a rule's reading that other sums are compared with
_SHARES = frozenset([5, 10, 15, 20, 25, 75, 80, 85, 90, 95])  #: percent
_OF_PARTNERS = frozenset([5, 10, 15, 20, 25])


def _parts(side: str) -> list[tuple[str, ...]]:
    """The parts that each word on one side of a sum stands in, from the nearest outwards."""
    near, far = (side, f"{side}n"), (side, f"{side}f")
    return [(*near, f"{side}1"), *[near] * (_NEAR - 1), *[far] * (_FAR - _NEAR)]


BEFORE, BEHIND = _parts("b"), _parts("a")


def _counted(name: str, most: int, until: int) -> list[str]:
    """The traits that tell a number, by the number: written once, not for every sum."""
    return [f"#{name}-{min(number, most)}" for number in range(until)]


_DIGITS, _ZEROS = _counted("digits", 20, 20), _counted("zeros", 5, 20)
_VALUES = _counted("values", 4, 5)
_SETTINGS = {setting: f"#set-{setting.name}" for setting in Setting}  #: an enumeration tells a name in long
_BEFORE, _BESIDE, _RANKS = _counted("before", 3, 4), _counted("beside", 3, 4), _counted("rank", 4, 5)


class Whole:
    """The page a sum stands on."""

    def __init__(
        self, title: str, setting: Setting, kind: Kind, told: Mapping[int, Collection[Role]], tagged: bool
    ) -> None:
        """The printed title, the kind as words alone tell it, all sums in grosze with the roles that rules
        are sure of; is a programme named?
        """
        self.title = title
        self.told = told
        self.values = frozenset(told)
        self._order = sorted(told, reverse=True)
        self.greatest, self.least = self._order[0], self._order[-1]
        many = len(told)
        own = [_SETTINGS[setting], f"#kind-{kind}", _VALUES[many if many < 4 else 4]]
        self.traits = [*own, "#programme"] if tagged else own  #: what all sums of the page have in common
        self._compared: dict[int, list[str]] = {}

    def compared(self, value: int) -> list[str]:
        """What a sum is to the others of the page: its rank and share, a whole of two or a part of one.

        Among very many values nearly each is by chance, so of such pages it is not asked.
        """
        if not 1 < len(self.values) <= _MANY_VALUES:
            return []
        traits = self._compared.get(value)
        if traits is None:
            rank = self._order.index(value)
            others = self.values - {value}
            traits = [_RANKS[rank if rank < 4 else 4], f"#half-{(self.greatest // value).bit_length()}"]
            traits += _shares(value, others)
            traits += self._of_two(value, others)
            self._compared[value] = traits
        return traits

    def _of_two(self, value: int, others: frozenset[int]) -> list[str]:
        """Is a value two others together, or one part of such a whole, and what is known of these?"""
        values, told = self.values, self.told
        whole: list[str] = []
        part: list[str] = []
        for each in others:
            if value - each in values:
                whole += ["#sum-of-two", *[f"#made-{role}" for role in told[each]]]
            if value + each in values:
                part += ["#part-of-two", "#greater-part" if value > each else "#lesser-part"]
                part += [f"#with-{role}" for role in told[each]]
                part += [f"#of-{role}" for role in told[value + each]]
        return list(dict.fromkeys(whole + part)) if whole or part else whole


def _shares(value: int, others: Iterable[int]) -> list[str]:
    """Round shares that a sum is of another one, or another is of it: "20 %" is an own contribution."""
    traits = []
    for each in others:
        if value < each:
            if not 100 * value % each and (share := 100 * value // each) in _SHARES:
                traits.append(f"#share-{share}")
        elif not 100 * each % value and (share := 100 * each // value) in _OF_PARTNERS:
            traits.append(f"#has-{share}")
    return list(dict.fromkeys(traits)) if traits else traits


#: of named tuples: their own way of making them takes twice as much
_traits = tuple.__new__


class Traits(NamedTuple):
    """The traits of one sum by the part of the page they stand in."""

    before: Sequence[Word]  #: words near by, from the nearest outwards, in the parts of `BEFORE`
    behind: Sequence[Word]  #: in those of `BEHIND`
    signs: list[tuple[str, Iterable[str]]]  #: traits that are no words, each once
    stretches: Sequence[Stretch]  #: stretches of the text whose words count
    texts: Sequence[tuple[str, str]]  #: other texts whose words count, by part

    def named(self, printed: str) -> dict[str, float]:
        """The traits by the names they are learnt under, each with its value, in a printed text."""
        near = [*zip(BEFORE, self.before, strict=False), *zip(BEHIND, self.behind, strict=False)]
        words = [(part, word) for parts, word in near for part in parts]
        words += [(part, word) for part, text in self.texts for word in words_in(text)]
        words += [(part, word) for part, *ends in self.stretches for word in words_in(printed[slice(*ends)])]
        spoken = [(part, trait) for part, word in words for trait in traits_of(word)]
        plain = [(part, trait) for part, traits in self.signs for trait in traits]
        return {f"{part}|{trait}" if part else trait: 1.0 for part, trait in spoken + plain}


def role_traits(at: int, around: Surroundings, whole: Whole) -> Traits:
    """Traits of the sum number `at` of a text."""
    sums, passages = around.sums, around.passages
    opens, closes = sums[at].start, sums[at].end
    start, end = around.sentence(at)
    first, last = opens - _REACH, closes + _REACH
    first, last = first if first > start else start, last if last < end else end
    if at and sums[at - 1].end > first:
        first = sums[at - 1].end
    if at + 1 < len(sums) and sums[at + 1].start < last:
        last = sums[at + 1].start
    before, behind = passages.letters[first:opens], passages.letters[closes:last]
    signs: list[tuple[str, Iterable[str]]] = [("", _said_of(at, around, whole, start, end))]
    gap = passages.printed[first + len(before.rstrip()) : opens]
    if gap != " " and (beside := _signs(gap)):
        signs.append(("b1", beside))
    gap = passages.printed[closes : last - len(behind.lstrip())]
    if gap != " " and (beside := _signs(gap)):
        signs.append(("a1", beside))
    stretches = [("s", start, end)]
    texts = [("t", whole.title)]
    if start:
        stretches.append(("p", *passages.sentence(start - 1)))
    lead = None if around.in_title else passages.lead_in(opens)
    if lead is not None:
        stretches.append(("l", *lead))
    cell = passages.cell(opens) if passages.has_tables else None
    if cell is not None:
        texts += [("h", cell.heading), ("r", cell.label)]
        signs.append(("", ["#cell"]))
    near = before.split()[: -_FAR - 1 : -1], behind.split()[:_FAR]
    return _traits(Traits, (*near, signs, stretches, texts))


def _signs(gap: str) -> set[str]:
    """What parts a word from a sum, each sign once."""
    signs = _SIGNS.intersection(gap)
    return {sign if sign.isprintable() else "break" for sign in signs} if signs else set()


def _said_of(at: int, around: Surroundings, whole: Whole, start: int, end: int) -> list[str]:
    """Where the sum stands, and how it compares with the other sums of the page."""
    item = around.sums[at]
    value = item.grosze
    printed = str(value // 100)
    digits = len(printed)
    beside = len(around.places.starting(start, end)) - 1 if around.places.several else 0
    traits = [
        *whole.traits,
        "#title" if around.in_title else "#text",
        _DIGITS[digits],
        _ZEROS[digits - len(printed.rstrip("0"))],
        _BEFORE[at if at < 3 else 3],
        _BESIDE[beside if beside < 3 else 3],
    ]
    if len(whole.values) > 1:
        if value == whole.greatest:
            traits.append("#greatest")
        if value == whole.least:
            traits.append("#least")
        traits += whole.compared(value)
    if at:
        before = around.read.get(at - 1)
        traits.append(f"#prev-{before.role}" if before and before.weight >= SURE else "#prev-weak")
    last = bisect_left(around.programmes, item.start) - 1
    if last >= 0 and around.programmes[last] >= start:  # a programme stands before it in its sentence
        traits.append("#named-before")
    if value % 100:
        traits.append("#grosze")
    if item.limit:
        traits.append("#limit")
    return traits
