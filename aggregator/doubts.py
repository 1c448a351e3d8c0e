"""Statements that cannot be quite right: kept, and marked with the reason."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from operator import attrgetter
from typing import TYPE_CHECKING

from aggregator.model import Amount, Mention, TypedDate
from aggregator.vocabulary import DateRole, Role

if TYPE_CHECKING:
    from aggregator.programmes.taxonomy import Node, Taxonomy

_OF_A_TASK = frozenset({DateRole.OPENS, DateRole.DEADLINE, DateRole.TASK_START, DateRole.TASK_END})
_OF_A_PROGRAMME = frozenset({Role.GRANT, Role.PROGRAMME_BUDGET})
_role = attrgetter("role")
_SETTLED = 3  #: years after its end in which money of the Union may still be spent
_WITH_OWN_MONEY = 2  #: a printed pool may count what beneficiaries add to the state's money


def doubt_amounts(
    amounts: tuple[Amount, ...], mentions: Iterable[Mention], taxonomy: Taxonomy
) -> tuple[Amount, ...]:
    """The same sums; a grant above all the money of every programme of the page is doubtful, and a pool above
    that of every programme over them: a page on BLISKO may print the pool of the whole NPRCz.
    """
    if _OF_A_PROGRAMME.isdisjoint(map(_role, amounts)):
        return amounts
    lines = _lines(mentions, taxonomy)
    nearest, richest = _richest(lines, nearest=True), _richest(lines)
    if nearest is None or richest is None:
        return amounts
    limits = {Role.GRANT: (nearest, 1), Role.PROGRAMME_BUDGET: (richest, _WITH_OWN_MONEY)}
    checked = list(amounts)
    for at, amount in enumerate(amounts):
        node, times = limits.get(amount.role, (None, 0))
        if node is not None and amount.grosze > (node.budget or 0) * 100 * times:
            above = f"above the whole budget of {node.id}: {node.budget} zł"
            checked[at] = replace(amount, doubtful=above)
    return tuple(checked)


def doubt_dates(
    dates: tuple[TypedDate, ...], mentions: Iterable[Mention], taxonomy: Taxonomy
) -> tuple[TypedDate, ...]:
    """The same dates; a day of a call or task outside the years of all programmes of the page is doubtful."""
    if _OF_A_TASK.isdisjoint(map(_role, dates)):
        return dates
    lines = _lines(mentions, taxonomy)
    if not lines:
        return dates
    years = ", ".join(f"{nodes[0].id} {nodes[0].years}" for nodes in lines)
    return tuple(
        replace(each, doubtful=f"outside the years of {years}")
        if each.role in _OF_A_TASK and not any(_fits(each, nodes) for nodes in lines)
        else each
        for each in dates
    )


def _fits(date: TypedDate, nodes: list[Node]) -> bool:
    """Whether a date lies in the years of the first node, or when money of the Union is still settled."""
    year, years = date.value.year, nodes[0].years
    if year in years or not any(node.code for node in nodes):
        return year in years
    return years.last is not None and years.last < year <= years.last + _SETTLED


def _lines(mentions: Iterable[Mention], taxonomy: Taxonomy) -> list[list[Node]]:
    """Each mentioned programme with its ancestors, nearest first."""
    nodes = taxonomy.by_id.__getitem__
    return [
        [nodes(mention.programme), *map(nodes, taxonomy.above(mention.programme))] for mention in mentions
    ]


def _richest(lines: list[list[Node]], *, nearest: bool = False) -> Node | None:
    """The node with the greatest known budget, of each programme all or the nearest one; None where one of
    the programmes has none that is known.
    """
    best: Node | None = None
    most = -1
    for nodes in lines:
        known = False
        for node in nodes:
            if node.budget is not None:
                known = True
                if node.budget > most:
                    best, most = node, node.budget
                if nearest:
                    break
        if not known:
            return None
    return best
