"""Sums that belong together: the ends of a range, a choice of prices, what is added up."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aggregator.sums.number_words import MULTIPLIER, multiplier

if TYPE_CHECKING:
    from aggregator.sums.printed import Sum

_TIMES = 2  #: what a sum grew to is more than so many times what it grew by
_BETWEEN = 6  #: characters of what the next expression matches, and `_CHOICE`, at most
_RANGE = re.compile(r"\s?-\s?|\s?(?:do|a|oraz)\s")
_LEAST_TO_MOST = re.compile(r"(?: zl)?,? (?:a |i |oraz )?(?:maksim\w+|maksymaln\w+|najwyzej|nie wiecej niz) ")
_LEAST = re.compile(r"\b(?:minim\w+|co najmniej|nie mniej niz) \Z")
_ADDED = frozenset("+=/")
_CHOICE = re.compile(r"\s?(?:,|lub|albo|i|oraz)\s")
_PRICE_LEAD = re.compile(r"(?:\b(?:cen|koszt|bilet|oplat|wstep|karnet)\w*|:|\bpo|\bza)\W*(?:\w+\W+)?$")
_RANGE_LEAD = re.compile(r"\b(?:od|miedzy|pomiedzy|pomiedzy kwota|granicach|przedziale)\s$")
_YEAR = re.compile(r"(?:19|20)\d\d")


def join(folded: str, found: list[Sum]) -> list[Sum]:
    """Ranges and chains of additions share the currency (and multiplier) that stands after the last."""
    for at in range(len(found) - 2, -1, -1):
        first, second = found[at], found[at + 1]
        if not second.sure or second.start - first.end > 32:
            continue
        between = folded[first.end : second.start]
        short = len(between) <= _BETWEEN
        if not first.sure and (
            between.strip() in _ADDED or (short and _CHOICE.fullmatch(between) and _is_price(folded, first))
        ):
            found[at] = first._replace(sure=True)
        elif (
            _RANGE.fullmatch(between) and _is_range(folded, first, second, between)
            if short
            else _is_least_to_most(folded, first, between)
        ):
            grosze, limits = _with_multiplier_of(folded, first, second), not _is_change(folded, first, second)
            found[at] = first._replace(grosze=grosze, sure=True, limit=limits)
            found[at + 1] = second._replace(limit=limits)
    return found


def _is_least_to_most(folded: str, first: Sum, between: str) -> bool:
    """Whether two sums are the ends of "minimum 5 tys., maksimum 20 tys. zł"."""
    if not _LEAST_TO_MOST.fullmatch(between):
        return False
    return bool(_LEAST.search(folded, max(0, first.start - 16), first.start))


def _is_range(folded: str, first: Sum, second: Sum, between: str) -> bool:
    led = bool(_RANGE_LEAD.search(folded[max(0, first.start - 16) : first.start]))
    low = first.grosze if first.sure else _with_multiplier_of(folded, first, second)
    if low >= second.grosze:
        return False
    if led or first.sure:
        return "-" in between or (led and between.strip() != "oraz") or between.strip() == "do"
    if between.strip() != "-" or _YEAR.fullmatch(folded[first.start : first.end]):
        return False
    return between == "-" or (second.grosze <= 10 * low and (low >= 1000 or _is_price(folded, first)))


def _is_change(folded: str, first: Sum, second: Sum) -> bool:
    """Whether one sum took the place of another: "wzrosła z 10 tys. do 15 tys. zł" has no limits, nor has
    "wzrosła o 5 tys. zł do 15 tys. zł", which tells by how much.
    """
    before = folded[max(0, first.start - 12) : first.start]
    by_how_much = before.endswith(" o ") and first.sure and second.grosze > _TIMES * first.grosze
    return by_how_much or before.endswith((" z ", " z kwoty ", " z sumy "))


def _is_price(folded: str, item: Sum) -> bool:
    return item.grosze < 100_000 and bool(_PRICE_LEAD.search(folded[max(0, item.start - 30) : item.start]))


def _with_multiplier_of(folded: str, first: Sum, second: Sum) -> int:
    """Grosze of the lower end of "100-140 tys. zl", where the multiplier is printed once."""
    times = re.search(MULTIPLIER, folded[second.start : second.end])
    if times is None or first.sure or first.thousands:
        return first.grosze
    shared = first.grosze * multiplier(times.group())
    return shared if shared < second.grosze else first.grosze
