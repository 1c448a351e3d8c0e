"""What the learned weights of roles look at: words around a sum, its sentence, its table, the page."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from itertools import chain, takewhile
from typing import NamedTuple

from aggregator.passages import Passages
from aggregator.role_words import Setting
from aggregator.sums import Sum
from aggregator.text import Word, words_in
from aggregator.traits import traits_of
from aggregator.vocabulary import Kind

TABLE = "role_weights.tsv"
_TOKEN = re.compile(r"[^\W\d_]+|[,;:()=+–—\n\t-]")
_REACH = 90  #: characters
_NEAR, _FAR = 3, 9  #: words


@dataclass(frozen=True, slots=True)
class Whole:
    """The page a sum stands on."""

    title: str  #: as printed
    setting: Setting
    kind: Kind  #: guessed from the words alone
    values: frozenset[int]  #: of all sums, grosze
    tagged: bool  #: a programme is named
    traits: tuple[str, ...] = field(init=False)  #: what all sums of the page have in common

    def __post_init__(self) -> None:
        own = f"#set-{self.setting.name}", f"#kind-{self.kind}", f"#values-{min(len(self.values), 4)}"
        object.__setattr__(self, "traits", (*own, "#programme") if self.tagged else own)


class Traits(NamedTuple):
    """The traits of one sum (or name) by the part of the page they stand in; no part stands here twice."""

    words: Sequence[tuple[str, Sequence[Word]]]  #: words near by, each with traits of its own
    stretches: list[tuple[str, str]]  #: stretches of the text whose words count
    signs: list[tuple[str, Collection[str]]]  #: traits that are no words

    def named(self) -> dict[str, float]:
        """The traits by the names they are learnt under, each with its value."""
        words = [*self.words, *((part, words_in(stretch)) for part, stretch in self.stretches)]
        spoken = [(part, trait) for part, these in words for trait in chain(*map(traits_of, these))]
        plain = [(part, trait) for part, traits in self.signs for trait in traits]
        return {f"{part}|{trait}" if part else trait: 1.0 for part, trait in spoken + plain}


def role_traits(
    item: Sum, others: tuple[Sum, ...], passages: Passages, whole: Whole, *, in_title: bool, named: bool
) -> Traits:
    """Traits of one sum; `others` are the sums of the same text, `named`: a programme stands before it."""
    start, end = passages.sentence(item.start)
    before, after = max(start, item.start - _REACH), min(end, item.end + _REACH)
    for each in others:
        if each.end <= item.start:
            before = max(before, each.end)
        elif each.start >= item.end:
            after = min(after, each.start)
    printed = passages.printed
    left = _TOKEN.findall(printed, before, item.start)[::-1]
    right = _TOKEN.findall(printed, item.end, after)
    found = Traits(
        words=[*_beside("b", left), *_beside("a", right)],
        stretches=[("t", whole.title), ("s", printed[start:end])],
        signs=[("b1", _next(left)), ("a1", _next(right))],
    )
    if start:
        found.stretches.append(("p", printed[slice(*passages.sentence(start - 1))]))
    lead = None if in_title else passages.lead_in(item.start)
    if lead is not None:
        found.stretches.append(("l", printed[slice(*lead)]))
    cell = passages.cell(item.start)
    if cell is not None:
        found.stretches.extend([("h", cell.heading), ("r", cell.label)])
    said = [*whole.traits, "#title" if in_title else "#text", *_numbers(item, others, whole, start, end)]
    said += ["#named-before"] * named + ["#limit"] * item.limit + ["#cell"] * (cell is not None)
    found.signs.append(("", said))
    return found


def _beside(side: str, tokens: list[str]) -> list[tuple[str, list[str]]]:
    """Words of one side from the nearest outwards."""
    words = [token for token in tokens if token[0].isalpha()]
    return [(side, words[:_FAR]), (f"{side}n", words[:_NEAR]), (f"{side}f", words[_NEAR:_FAR])]


def _next(tokens: list[str]) -> Collection[str]:
    """Traits of the nearest word, and what parts it from the sum."""
    signs = list(takewhile(lambda token: not token[0].isalpha(), tokens))
    word = tokens[len(signs) : len(signs) + 1]
    return dict.fromkeys(
        chain((sign if sign.isprintable() else "break" for sign in signs), *map(traits_of, word))
    )


def _numbers(item: Sum, others: tuple[Sum, ...], whole: Whole, start: int, end: int) -> list[str]:
    """How the sum compares with the other sums of the page."""
    value, before, beside = item.grosze, 0, 0
    for each in others:
        before += each.start < item.start
        beside += start <= each.start < end
    traits = [f"#digits-{len(str(value // 100))}", f"#before-{min(3, before)}", f"#beside-{min(3, beside)}"]
    other_values = whole.values - {value}
    if other_values:
        traits += ["#greatest"] * (value > max(other_values)) + ["#least"] * (value < min(other_values))
        traits += ["#sum-of-two"] * any(value - each in whole.values for each in other_values)
        traits += ["#part-of-two"] * any(value + each in whole.values for each in other_values)
    return traits
