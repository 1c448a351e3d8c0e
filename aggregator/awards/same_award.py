"""Which tellings are of one award: operator, library and later report tell of the same money. Pure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from aggregator.official.model import OfficialAward
from aggregator.official.resolving import Resolver
from aggregator.text import fold

if TYPE_CHECKING:
    from aggregator.model import Source
    from aggregator.store.activity import Granted

_YEAR = re.compile(r"(?:19|20)\d\d")


def same_edition(one: str, other: str) -> bool:
    """Whether two names of an edition may mean the same one.

    An operator writes "2023-2024" where a library writes "2023", the year of the competition: the next
    edition has the second year too. What is not stated contradicts nothing.

    >>> same_edition("2023", "2023-2024"), same_edition("2024", "2023-2024"), same_edition("", "2023")
    (True, False, True)
    """
    left, right = _years(one), _years(other)
    if not (left and right):
        return not (one and other) or one == other
    return left == right or (left[0] == right[0] and 1 in (len(left), len(right)))


def resolved(granted: Iterable[Granted], sources: Iterable[Source]) -> Iterator[Granted]:
    """The same awards; a beneficiary that is named gets its source where exactly one of these fits."""
    resolver, found = Resolver(sources), dict[tuple[str, str], str]()
    for one in granted:
        if not one.known and one.beneficiary:
            key = one.beneficiary, one.voivodeship
            if key not in found:
                found[key] = resolver.source_of(OfficialAward(beneficiary=key[0], voivodeship=key[1]))
            if found[key]:
                one = replace(one, beneficiary=found[key], known=True)
        yield one


def first_told(granted: Iterable[Granted]) -> Iterator[tuple[Granted, Granted]]:
    """Every telling with the first one of the same award, in the given order: the earliest is to come first.

    The same are programme, beneficiary and sum, under editions that do not contradict each other. Where the
    beneficiary is not stated, the telling source stands for it.
    """
    groups: dict[tuple[object, ...], list[list[Granted]]] = defaultdict(list)
    for one in granted:
        who = one.beneficiary if one.known else fold(one.beneficiary) or one.source
        rivals = groups[one.programme, who, one.grosze]
        group = next((group for group in rivals if all(_agree(one, each) for each in group)), None)
        if group is None:
            rivals.append(group := [])
        group.append(one)
        yield one, group[0]


def distinct(granted: Iterable[Granted]) -> list[Granted]:
    """Each award once, as it was told first."""
    return [one for one, first in first_told(granted) if one is first]


def _agree(one: Granted, other: Granted) -> bool:
    """Editions of two tellings; what tells none is dated: money of 2021 is not told of in 2025."""
    if one.edition and other.edition:
        return same_edition(one.edition, other.edition)
    silent, stated = (other, one) if one.edition else (one, other)
    years = _years(stated.edition)
    return not years or years[0] <= silent.moment.year <= years[-1] + 1


def _years(edition: str) -> list[int]:
    return [int(year) for year in _YEAR.findall(edition)]
