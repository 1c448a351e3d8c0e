"""Roles that agree over a page: what is said weakly of one sum follows what is said clearly of others."""

from __future__ import annotations

from typing import NamedTuple

from aggregator.roles.surroundings import LEARNED, ORGANISER, Reading
from aggregator.sums.printed import Sum
from aggregator.vocabulary import Role

#: an attribute of an enumeration costs as much as a call
_GRANT, _OWN, _TOTAL, _BUDGET = Role.GRANT, Role.OWN_CONTRIBUTION, Role.TOTAL, Role.PROGRAMME_BUDGET
_BESIDE_GIFTS = frozenset({_GRANT, _TOTAL, _BUDGET})
_NO_GRANT = frozenset({_TOTAL, Role.OTHER})
_CLEAR = 1.0  #: weight from which a reading stands by itself
_POOL = 100_000_000  #: grosze; pools of programmes are above a million
_TIMES, _NOBODYS = 100, 1_000_000_000  #: where no list shows it: so many times a grant, and above 10 million
_MOST_PAIRS = 40_000  #: of contributions and grants that are added up
_OWN_PART = 10_000  #: grosze; a smaller own contribution adds up with something by chance
_ROUND = 0.04  #: how far a rounded repeat may be from the sum


class ReadSum(NamedTuple):
    """One printed sum with its role; offsets in the title where `in_title`, else in the text."""

    item: Sum
    reading: Reading
    in_title: bool


def agree(read: list[ReadSum]) -> list[ReadSum]:
    """The same sums; a weak reading takes the role of the same sum, of one it rounds, of an addition."""
    values: set[int] = set()
    gifts = own = weak = False
    grants = greatest = 0
    for item, reading, _ in read:
        grosze = item.grosze
        values.add(grosze)
        if grosze > greatest:
            greatest = grosze
        told = reading.role
        if told is _GRANT:
            grants += 1
        elif told is _OWN:
            own = True
        if reading.rule == ORGANISER:
            gifts = True
        if reading.weight < _CLEAR:
            weak = True
    if gifts:
        read, grants = _gifts_of_the_gmina(read), len(read)
    if len(read) < 2:
        return read
    if len(values) < len(read):
        read, grants = _one_sum_one_role(read), len(read)
    if read[0].in_title and read[0].reading.role is _TOTAL:
        read = _title_rounds_a_grant(read)
    if grants > 1:
        if greatest >= _POOL:
            read = _pools_above_their_shares(read)
        read = _several_grants_together(read)
    if own:
        read = _parts_are_not_wholes(_wholes_of_two_parts(read))
    if not weak:
        return read
    clear = _Clear(read)
    rows = [each.item.grosze for each in read if _is_winner(each)] if len(read) > 2 else []
    whole = sum(rows) if len(rows) > 2 else None
    agreed = []
    for each in read:
        role = None
        if each.reading.weight < _CLEAR:
            role = clear.role_of(each.item.grosze)
            if each.item.grosze == whole:
                role = _BUDGET
        agreed.append(each if role is None else each._replace(reading=Reading(role, _CLEAR, "same-sum")))
    return agreed


class _Clear:
    """The sums of a page whose role is said clearly, and what they say of another one."""

    def __init__(self, read: list[ReadSum]) -> None:
        self._roles: dict[int, Role] = {}
        self._grants: set[int] = set()
        self._totals: set[int] = set()
        self._own: set[int] = set()
        of = {_GRANT: self._grants, _TOTAL: self._totals, _OWN: self._own}
        for item, reading, _ in read:
            if reading.weight >= _CLEAR:
                self._roles.setdefault(item.grosze, reading.role)  # the first that says it
                if reading.role in of:
                    of[reading.role].add(item.grosze)
        self._asked: dict[int, Role | None] = {}

    def role_of(self, grosze: int) -> Role | None:
        """The role of the same sum, of one it rounds, or by an addition."""
        if grosze not in self._asked:
            self._asked[grosze] = self._roles.get(grosze) or self._rounded(grosze) or self._added(grosze)
        return self._asked[grosze]

    def _rounded(self, grosze: int) -> Role | None:
        if grosze < 100_000 or grosze % 10_000:
            return None
        near = (role for known, role in self._roles.items() if abs(known - grosze) <= grosze * _ROUND)
        return next(near, None)

    def _added(self, grosze: int) -> Role | None:
        if not (self._own or self._totals):
            return None
        if any(grosze + grant in self._totals for grant in self._grants):
            return _OWN
        if any(grosze + mine in self._totals for mine in self._own):
            return _GRANT
        return _TOTAL if any(grosze - mine in self._grants for mine in self._own) else None


def _is_winner(each: ReadSum) -> bool:
    return each.reading.role is _GRANT and each.reading.rule.startswith("table")


def _gifts_of_the_gmina(read: list[ReadSum]) -> list[ReadSum]:
    """The organiser's money is own contribution beside a grant or a total; alone it is the grant."""
    given = {each.item.grosze for each in read if each.reading.rule == ORGANISER}
    for each in read:
        if each.reading.role in _BESIDE_GIFTS and not (each.in_title and each.item.grosze in given):
            return read
    return [
        each._replace(reading=each.reading._replace(role=_GRANT)) if each.reading.rule == ORGANISER else each
        for each in read
    ]


def _one_sum_one_role(read: list[ReadSum]) -> list[ReadSum]:
    """What the title counts is what the text says of the same sum; a pool is not a grant a line further."""
    roles: dict[int, Role] = {}
    for each in read:
        role = each.reading.role
        if not each.in_title and (each.item.grosze not in roles or role is _BUDGET):
            roles[each.item.grosze] = role
    agreed = []
    for each in read:
        role = roles.get(each.item.grosze, each.reading.role)
        pooled = role is _BUDGET and each.reading.role is _GRANT
        if role is not each.reading.role and (each.in_title or pooled):
            each = each._replace(reading=each.reading._replace(role=role, rule="same-sum"))
        agreed.append(each)
    return agreed


def _title_rounds_a_grant(read: list[ReadSum]) -> list[ReadSum]:
    """Where the text gives a grant to the zloty, and no total near it, its title rounds that grant."""
    title = read[0].item.grosze
    near = {
        each.reading.role
        for each in read[1:]
        if not each.in_title and abs(each.item.grosze - title) <= title * _ROUND
    }
    if near != {_GRANT} or title < 100_000 or title % 10_000:
        return read
    return [read[0]._replace(reading=read[0].reading._replace(role=_GRANT, rule="same-sum")), *read[1:]]


def _pools_above_their_shares(read: list[ReadSum]) -> list[ReadSum]:
    """Beside the grants of a list, or of one library, a sum many times as great is what all got together."""
    grants = sorted({each.item.grosze for each in read if each.reading.role is _GRANT})
    if len(grants) < 2 or grants[-1] < _POOL:
        return read
    shares = grants[:-1]
    listed = len(shares) > 2 and grants[-1] >= max(sum(shares), 3 * shares[-1])
    if not listed and grants[-1] < max(_NOBODYS, _TIMES * shares[-1]):
        return read
    return [
        each._replace(reading=each.reading._replace(role=_BUDGET, rule="many-times-a-grant"))
        if each.item.grosze == grants[-1] and each.reading.role is _GRANT
        else each
        for each in read
    ]


def _several_grants_together(read: list[ReadSum]) -> list[ReadSum]:
    """What is to the grosz the two or more grants printed right before it is a grant, too."""
    agreed: list[ReadSum] = []
    for each in read:
        guessed = each.reading.role is _OWN and each.reading.rule == LEARNED
        if guessed or each.reading.role in _NO_GRANT:
            parts = 0
            for before in reversed(agreed):
                parts += before.item.grosze
                if before.in_title or before.reading.role is not _GRANT or parts > each.item.grosze:
                    break
                if parts == each.item.grosze and before is not agreed[-1]:
                    each = each._replace(reading=Reading(_GRANT, _CLEAR, "several-grants"))
                    break
        agreed.append(each)
    return agreed


def _wholes_of_two_parts(read: list[ReadSum]) -> list[ReadSum]:
    """What is to the grosz a grant, or what several got, and an own contribution is the whole task."""
    own: set[int] = set()
    grants: set[int] = set()
    values: set[int] = set()
    totals: set[int] = set()
    for item, reading, _ in read:
        role, grosze = reading.role, item.grosze
        values.add(grosze)
        if role is _OWN:
            if grosze >= _OWN_PART:
                own.add(grosze)
        elif role is _GRANT or role is _BUDGET:
            grants.add(grosze)
        elif role is _TOTAL:
            totals.add(grosze)
    values -= totals
    if len(own) * len(grants) > _MOST_PAIRS:
        return read  # the sums of some list, of which one or another fits two others by chance
    wholes = {value for mine in own for grant in grants if (value := mine + grant) in values}
    if not wholes:
        return read
    return [
        each._replace(reading=each.reading._replace(role=_TOTAL, rule="grant-and-own"))
        if each.item.grosze in wholes and not each.item.limit
        else each
        for each in read
    ]


def _parts_are_not_wholes(read: list[ReadSum]) -> list[ReadSum]:
    """Where a contribution is told, what is called a grant once is not the whole task further on."""
    if not any(each.reading.role is _OWN and each.item.grosze >= _OWN_PART for each in read):
        return read
    grants = {each.item.grosze for each in read if each.reading.role is _GRANT}
    return [
        each._replace(reading=each.reading._replace(role=_GRANT, rule="same-sum"))
        if each.reading.role is _TOTAL and each.item.grosze in grants
        else each
        for each in read
    ]
