"""What the sums of a table stand for: by the heading of their column and the label of their row."""

from __future__ import annotations

import re

from aggregator.passages import Cell
from aggregator.roles.shapes import WINNER
from aggregator.roles.surroundings import ORGANISER, Reading, Surroundings
from aggregator.roles.words import Setting, headings
from aggregator.vocabulary import Role

#: an attribute of an enumeration costs as much as a call
_GRANT, _OWN, _TOTAL, _BUDGET = Role.GRANT, Role.OWN_CONTRIBUTION, Role.TOTAL, Role.PROGRAMME_BUDGET
_OTHER = Role.OTHER
_FIELD = 7.0  #: weight of the name of a field
_RESULTS, _CALL, _TENDER = Setting.RESULTS, Setting.CALL, Setting.TENDER
_ABOVE = 200  #: characters above a table that say what it is
#: money went out, or came in: what is said last before the first row counts
_SPENT = re.compile(r"\b(?:wyda[lnt]|koszt|rachun|(?:za)?kupi|zaplac|pochlon|faktur|poszlo|rozchod)")
_GIVEN = re.compile(
    r"\b(?:dosta[ln]|otrzym|dofinans|wspar|grant|przyzna|beneficj|dotacj|podzi[ae]l|rozdziel|laurea|zwyci"
    r"|zrodl)"
)


def by_table(at: int, cell: Cell, around: Surroundings) -> Reading:
    """The role of the sum number `at`, which stands in a cell."""
    total = re.match(r"(?:lp\.? ?)?(?:razem|suma|ogolem|lacznie)\b", cell.label) is not None
    for words, rule, weight in ((cell.heading, "heading", 6.0), (cell.label, "table", 4.0)):
        found = headings().find(words)
        if found:
            role = found[0].meaning
            if role is _TOTAL and words is cell.heading and not headings().find(cell.beside):
                return _by_only_column(cell, around, total=total)
            if total and role is _GRANT and around.setting is _RESULTS:
                role = _BUDGET
            if rule == "table" and role is _OWN and words.startswith("dotacj"):
                return Reading(_OWN, _FIELD, ORGANISER)  # alone on its page it is the grant
            if rule == "table" and not (found[0].start or cell.heading or cell.column > 1 or "|" in words):
                weight = _FIELD  # "Całkowita wartość", and nothing but the sum beside it
            if role is _GRANT and around.setting is _CALL:
                role = _OTHER  # what can be got at most
            return Reading(role, weight, rule)
    if total and around.setting is _RESULTS:
        return Reading(_BUDGET, 3.0, "table-total")
    first, last = around.row_of(at)
    if around.setting in (_TENDER, _CALL, Setting.PRICES):
        role = _OTHER
    elif around.setting is not _RESULTS and _is_spent(cell, around, around.sums[first].start):
        return Reading(_TOTAL, 5.0, "table-total") if total else Reading(_OTHER, _FIELD, "item")
    else:
        role = _GRANT
    return Reading(role, 1.5 if last - first < 2 else 3.5, "table-cell")


def _is_spent(cell: Cell, around: Surroundings, first: int) -> bool:
    """Whether the words above the first sum of some rows, headings among them, tell last of spending, and the
    row is no library's or school's.
    """
    if WINNER.search(cell.label) or "fili" in cell.label:
        return False
    start, _ = around.passages.line(first)
    above = around.passages.folded[max(0, start - _ABOVE) : start]
    spent = [match.start() for match in _SPENT.finditer(above)]
    return bool(spent) and all(match.start() < spent[-1] for match in _GIVEN.finditer(above))


def _by_only_column(cell: Cell, around: Surroundings, *, total: bool) -> Reading:
    """Where all money stands in one column of costs or values, its rows are the parts of something, and
    what each is its label says.
    """
    found = headings().find(cell.label)
    if found:
        role = found[0].meaning
        return Reading(_BUDGET if role is _TOTAL and around.setting is _CALL else role, 4.0, "table")
    return Reading(_TOTAL, 5.0, "table-total") if total else Reading(_OTHER, 3.0, "item")
