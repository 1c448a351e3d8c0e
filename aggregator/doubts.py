"""Statements that cannot be quite right: kept, and marked with the reason."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from aggregator.model import Amount, Mention, TypedDate
from aggregator.vocabulary import DateRole, Role

if TYPE_CHECKING:
    from aggregator.programmes.taxonomy import Node, Taxonomy

_OF_A_TASK = frozenset({DateRole.OPENS, DateRole.DEADLINE, DateRole.TASK_START, DateRole.TASK_END})
_WITH_OWN_MONEY = 2  #: a printed pool may count what beneficiaries add to the state's money


def doubt_amounts(
    amounts: tuple[Amount, ...], mentions: Iterable[Mention], taxonomy: Taxonomy
) -> tuple[Amount, ...]:
    """The same sums; a grant or pool above all the money of every programme of the page is doubtful."""
    richest = _richest(_lines(mentions, taxonomy))
    if richest is None or richest.budget is None:
        return amounts
    limits = {
        Role.GRANT: richest.budget * 100,
        Role.PROGRAMME_BUDGET: richest.budget * 100 * _WITH_OWN_MONEY,
    }
    reason = f"above the whole budget of {richest.id}: {richest.budget} zł"
    return tuple(
        replace(amount, doubtful=reason)
        if amount.role in limits and amount.grosze > limits[amount.role]
        else amount
        for amount in amounts
    )


def doubt_dates(
    dates: tuple[TypedDate, ...], mentions: Iterable[Mention], taxonomy: Taxonomy
) -> tuple[TypedDate, ...]:
    """The same dates; a day of a call or task outside the years of all programmes of the page is doubtful."""
    named = [nodes[0] for nodes in _lines(mentions, taxonomy)]
    if not named:
        return dates
    years = ", ".join(f"{node.id} {node.years}" for node in named)
    return tuple(
        replace(each, doubtful=f"outside the years of {years}")
        if each.role in _OF_A_TASK and all(each.value.year not in node.years for node in named)
        else each
        for each in dates
    )


def _lines(mentions: Iterable[Mention], taxonomy: Taxonomy) -> list[list[Node]]:
    """Each mentioned programme with its ancestors, nearest first."""
    return [
        [taxonomy.node(id) for id in (mention.programme, *taxonomy.ancestors(mention.programme))]
        for mention in mentions
    ]


def _richest(lines: list[list[Node]]) -> Node | None:
    """The node with the greatest known budget, None where one of the programmes has none that is known."""
    best: Node | None = None
    for nodes in lines:
        known = [node for node in nodes if node.budget is not None]
        if not known:
            return None
        top = max(known, key=lambda node: node.budget or 0)
        if best is None or (top.budget or 0) > (best.budget or 0):
            best = top
    return best
