"""What the learned weights of roles look at: words around a sum, its sentence, its table, the page."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, takewhile
from typing import TypeAlias

from aggregator.passages import Passages
from aggregator.role_words import Setting
from aggregator.sums import Sum
from aggregator.traits import WORD, word_traits
from aggregator.vocabulary import Kind

TABLE = "role_weights.tsv"
_TOKEN = re.compile(r"[^\W\d_]+|[,;:()=+–—\n\t-]")
_REACH = 90  #: characters
_NEAR, _FAR = 3, 9  #: words

#: where traits stand, and which, each once
Part: TypeAlias = tuple[str, Collection[str]]


@dataclass(frozen=True, slots=True)
class Whole:
    """The page a sum stands on."""

    title: str  #: as printed
    setting: Setting
    kind: Kind  #: guessed from the words alone
    values: frozenset[int]  #: of all sums, grosze
    tagged: bool  #: a programme is named


def role_traits(
    item: Sum, others: tuple[Sum, ...], passages: Passages, whole: Whole, *, in_title: bool, named: bool
) -> list[Part]:
    """Traits of one sum; `others` are the sums of the same text, `named`: a programme stands before it."""
    start, end = passages.sentence(item.start)
    before = max([start, item.start - _REACH, *(each.end for each in others if each.end <= item.start)])
    after = min([end, item.end + _REACH, *(each.start for each in others if each.start >= item.end)])
    printed = passages.printed
    parts = [
        *_beside("b", _TOKEN.findall(printed, before, item.start)[::-1]),
        *_beside("a", _TOKEN.findall(printed, item.end, after)),
        ("t", _of(whole.title)),
        ("s", _of(printed[start:end])),
    ]
    if start:
        parts.append(("p", _of(printed[slice(*passages.sentence(start - 1))])))
    lead = None if in_title else passages.lead_in(item.start)
    if lead is not None:
        parts.append(("l", _of(printed[slice(*lead)])))
    cell = passages.cell(item.start)
    if cell is not None:
        parts += [("h", _of(cell.heading)), ("r", _of(cell.label))]
    signs = {
        "#title": in_title,
        "#text": not in_title,
        "#named-before": named,
        "#programme": whole.tagged,
        "#limit": item.limit,
        "#cell": cell is not None,
    }
    said = [name for name, holds in signs.items() if holds]
    parts.append(("", said + _numbers(item, others, whole, start, end)))
    return parts


def named(parts: list[Part]) -> dict[str, float]:
    """The traits by the names they are learnt under, each with its value."""
    return {f"{part}|{trait}" if part else trait: 1.0 for part, traits in parts for trait in traits}


def _beside(side: str, tokens: list[str]) -> Iterator[Part]:
    """Words of one side from the nearest outwards; what parts the nearest one from the sum."""
    words = [token for token in tokens if token[0].isalpha()]
    signs = list(takewhile(lambda token: not token[0].isalpha(), tokens))
    first = [token if token.isprintable() else "break" for token in signs]
    yield side, _together(words[:_FAR])
    yield f"{side}n", _together(words[:_NEAR])
    yield f"{side}f", _together(words[_NEAR:_FAR])
    yield f"{side}1", dict.fromkeys(chain(first, *map(word_traits, words[:1])))


def _together(words: list[str]) -> dict[str, None]:
    return dict.fromkeys(chain.from_iterable(map(word_traits, words)))


@lru_cache(maxsize=16)
def _of(stretch: str) -> dict[str, None]:
    """Traits of the words of a stretch; the sums of a page have most of their stretches in common."""
    return _together(WORD.findall(stretch))


def _numbers(item: Sum, others: tuple[Sum, ...], whole: Whole, start: int, end: int) -> list[str]:
    """How the sum compares with the other sums of the page."""
    other_values = sorted(whole.values - {item.grosze})
    traits = [
        f"#set-{whole.setting.name}",
        f"#kind-{whole.kind}",
        f"#digits-{len(str(item.grosze // 100))}",
        f"#values-{min(len(whole.values), 4)}",
        f"#before-{min(3, sum(each.start < item.start for each in others))}",
        f"#beside-{min(3, sum(start <= each.start < end for each in others))}",
    ]
    if other_values:
        traits += ["#greatest"] * (item.grosze > other_values[-1]) + ["#least"] * (
            item.grosze < other_values[0]
        )
        traits += ["#sum-of-two"] * any(item.grosze - each in whole.values for each in other_values)
        traits += ["#part-of-two"] * any(item.grosze + each in whole.values for each in other_values)
    return traits
