"""Roles that agree over a page: what is said weakly of one sum follows what is said clearly of others."""

from __future__ import annotations

from typing import NamedTuple

from aggregator.roles import Reading
from aggregator.sums import Sum
from aggregator.vocabulary import Role

_CLEAR = 1.0  #: weight from which a reading stands by itself
_POOL = 100_000_000  #: grosze; pools of programmes are above a million
_TIMES, _NOBODYS = 100, 1_000_000_000  #: where no list shows it: so many times a grant, and above 10 million
_OWN_PART = 10_000  #: grosze; a smaller own contribution adds up with something by chance
_ROUND = 0.04  #: how far a rounded repeat may be from the sum


class ReadSum(NamedTuple):
    """One printed sum with its role; offsets in the title where `in_title`, else in the text."""

    item: Sum
    reading: Reading
    in_title: bool


def agree(read: list[ReadSum]) -> list[ReadSum]:
    """The same sums; a weak reading takes the role of the same sum, of one it rounds, of an addition."""
    read = _one_sum_one_role(_gifts_of_the_gmina(read))
    read = _wholes_of_two_parts(_pools_above_their_shares(read))
    clear = [(each.item.grosze, each.reading.role) for each in read if each.reading.weight >= _CLEAR]
    rows = [each.item.grosze for each in read if _is_winner(each)]
    agreed = []
    for each in read:
        role = None
        if each.reading.weight < _CLEAR:
            role = _same_or_near(each.item.grosze, clear) or _by_addition(each.item.grosze, clear)
            if len(rows) > 2 and each.item.grosze == sum(rows):
                role = Role.PROGRAMME_BUDGET
        agreed.append(each if role is None else each._replace(reading=Reading(role, _CLEAR, "same-sum")))
    return agreed


def _is_winner(each: ReadSum) -> bool:
    return each.reading.role is Role.GRANT and each.reading.rule.startswith("table")


def _gifts_of_the_gmina(read: list[ReadSum]) -> list[ReadSum]:
    """The organiser's money is own contribution beside a grant or a total; alone it is the grant."""
    others = {Role.GRANT, Role.TOTAL, Role.PROGRAMME_BUDGET}
    if any(each.reading.role in others for each in read):
        return read
    return [
        each._replace(reading=each.reading._replace(role=Role.GRANT))
        if each.reading.rule == "words: organiser"
        else each
        for each in read
    ]


def _one_sum_one_role(read: list[ReadSum]) -> list[ReadSum]:
    """What the title counts is what the text says of the same sum; a pool is not a grant a line further."""
    roles: dict[int, Role] = {}
    for each in read:
        role = each.reading.role
        if not each.in_title and (each.item.grosze not in roles or role is Role.PROGRAMME_BUDGET):
            roles[each.item.grosze] = role
    agreed = []
    for each in read:
        role = roles.get(each.item.grosze, each.reading.role)
        pooled = role is Role.PROGRAMME_BUDGET and each.reading.role is Role.GRANT
        if role is not each.reading.role and (each.in_title or pooled):
            each = each._replace(reading=each.reading._replace(role=role, rule="same-sum"))
        agreed.append(each)
    return agreed


def _pools_above_their_shares(read: list[ReadSum]) -> list[ReadSum]:
    """Beside the grants of a list, or of one library, a sum many times as great is what all got together."""
    grants = sorted({each.item.grosze for each in read if each.reading.role is Role.GRANT})
    if len(grants) < 2 or grants[-1] < _POOL:
        return read
    shares = grants[:-1]
    listed = len(shares) > 2 and grants[-1] >= max(sum(shares), 3 * shares[-1])
    if not listed and grants[-1] < max(_NOBODYS, _TIMES * shares[-1]):
        return read
    return [
        each._replace(reading=each.reading._replace(role=Role.PROGRAMME_BUDGET, rule="many-times-a-grant"))
        if each.item.grosze == grants[-1] and each.reading.role is Role.GRANT
        else each
        for each in read
    ]


def _wholes_of_two_parts(read: list[ReadSum]) -> list[ReadSum]:
    """What is to the grosz a grant and an own contribution of the page together is the whole task."""
    of = {role: {each.item.grosze for each in read if each.reading.role is role} for role in Role}
    wholes = {
        grant + own for grant in of[Role.GRANT] for own in of[Role.OWN_CONTRIBUTION] if own >= _OWN_PART
    } - of[Role.TOTAL]
    return [
        each._replace(reading=each.reading._replace(role=Role.TOTAL, rule="grant-and-own"))
        if each.item.grosze in wholes and not each.item.limit
        else each
        for each in read
    ]


def _same_or_near(grosze: int, clear: list[tuple[int, Role]]) -> Role | None:
    for known, role in clear:
        if known == grosze:
            return role
    for known, role in clear:
        near = abs(known - grosze) <= grosze * _ROUND
        if near and grosze >= 100_000 and grosze % 10_000 == 0:
            return role
    return None


def _by_addition(grosze: int, clear: list[tuple[int, Role]]) -> Role | None:
    grants = {value for value, role in clear if role is Role.GRANT}
    totals = {value for value, role in clear if role is Role.TOTAL}
    own = {value for value, role in clear if role is Role.OWN_CONTRIBUTION}
    if any(grosze + grant in totals for grant in grants):
        return Role.OWN_CONTRIBUTION
    if any(grosze + mine in totals for mine in own):
        return Role.GRANT
    return Role.TOTAL if any(grosze - grant in own for grant in grants) else None
