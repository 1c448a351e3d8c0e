"""What the learned weights of roles look at: words around a sum, its sentence, its table, the page."""

from __future__ import annotations

import re
from dataclasses import dataclass

from aggregator.passages import Passages
from aggregator.role_words import Setting
from aggregator.sums import Sum
from aggregator.traits import word_traits, words
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


def role_traits(
    item: Sum, others: tuple[Sum, ...], passages: Passages, whole: Whole, *, in_title: bool, named: bool
) -> dict[str, float]:
    """Traits of one sum; `others` are the sums of the same text, `named`: a programme stands before it."""
    start, end = passages.sentence(item.start)
    before = max([start, item.start - _REACH, *(each.end for each in others if each.end <= item.start)])
    after = min([end, item.end + _REACH, *(each.start for each in others if each.start >= item.end)])
    printed = passages.printed
    traits: dict[str, float] = {}
    traits.update(_beside("b", _TOKEN.findall(printed, before, item.start)[::-1]))
    traits.update(_beside("a", _TOKEN.findall(printed, item.end, after)))
    traits.update(_of("s", printed, start, end))
    if start:
        traits.update(_of("p", printed, *passages.sentence(start - 1)))
    lead = None if in_title else passages.lead_in(item.start)
    if lead is not None:
        traits.update(_of("l", printed, *lead))
    cell = passages.cell(item.start)
    if cell is not None:
        traits["#cell"] = 1.0
        traits.update(_of("h", cell.heading, 0, None) | _of("r", cell.label, 0, None))
    traits.update(_of("t", whole.title, 0, None))
    signs = {
        "#title": in_title,
        "#text": not in_title,
        "#named-before": named,
        "#programme": whole.tagged,
        "#limit": item.limit,
    }
    traits.update((name, 1.0) for name, holds in signs.items() if holds)
    traits.update((name, 1.0) for name in _numbers(item, others, whole, start, end))
    return traits


def _beside(side: str, tokens: list[str]) -> dict[str, float]:
    """Words of one side from the nearest outwards; what parts the nearest one from the sum."""
    traits: dict[str, float] = {}
    count = 0
    for token in tokens:
        if not token[0].isalpha():
            if not count:
                traits[f"{side}1|{token if token.isprintable() else 'break'}"] = 1.0
            continue
        count += 1
        if count > _FAR:
            break
        for trait in word_traits(token):
            traits[f"{side}|{trait}"] = 1.0
            traits[f"{side}{'n' if count <= _NEAR else 'f'}|{trait}"] = 1.0
            if count == 1:
                traits[f"{side}1|{trait}"] = 1.0
    return traits


def _of(name: str, printed: str, start: int, end: int | None) -> dict[str, float]:
    return {
        f"{name}|{trait}": 1.0 for word in words(printed, start, end) for trait in word_traits(word.group())
    }


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
