"""Each grant once, put together from all that tell of it: every sum with its words and where they stand.

A list of an operator states the grant, the library its own contribution: no row of the tellings has both.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aggregator.as_json import announcement_as_dict
from aggregator.vocabulary import Role
from feeds.award_rows import AwardRows, Row, words_of

if TYPE_CHECKING:
    from aggregator.model import Award
    from aggregator.programmes.taxonomy import Taxonomy
    from aggregator.store import Store
    from aggregator.store.activity import Granted
    from feeds.scope import Scope

_SUMS = (Role.GRANT, Role.OWN_CONTRIBUTION, Role.TOTAL)  #: each is named as the field of an award


@dataclass(frozen=True, slots=True)
class _Telling:
    row: Row
    award: Award


def grant_rows(store: Store, taxonomy: Taxonomy, awards: AwardRows, scope: Scope) -> Iterator[Row]:
    """The grants of a programme that were told of first in a period, the earliest first.

    What was told of them later belongs to them, in the period or not.
    """
    from aggregator.store import Order, Query

    only = scope.programmes(taxonomy)
    places = {source.id: source.voivodeship for source in store.sources()}
    groups: dict[Granted, list[_Telling]] = defaultdict(list)
    for one in store.announcements(Query(programme=scope.programme, awarded=True, order=Order.OLDEST)):
        rows = list(awards.of(one, announcement_as_dict(one)))
        for at, (row, award) in enumerate(zip(rows, one.content.awards, strict=True)):
            first = awards.first(one.id, at)
            if first and (not only or award.programme in only):
                groups[first].append(_Telling(row, award))
    for first, told in groups.items():
        if scope.holds(first.moment):
            yield _merged(told, places)


def _merged(told: Sequence[_Telling], places: dict[str, str]) -> Row:
    """One row of several; what the first one does not say is taken from the next that does."""
    first = told[0].row
    source = _stated(told, "beneficiary_source")
    row: Row = {
        **{name: first[name] for name in ("programme", "programme_name")},
        # the longest name of an edition says most: a library writes 2023 where the operator has 2023-2024
        "edition": max((one.row["edition"] or "" for one in told), key=len) or None,
        "beneficiary": _stated(told, "beneficiary"),
        "beneficiary_source": source,
        "voivodeship": places.get(source or "") or first["voivodeship"],
        **{name: _stated(told, name) for name in ("task", "period")},
        **{name: first[name] for name in ("published", "announcement", "url")},
        "tellings": len(told),
    }
    for role in _SUMS:
        teller = next((one for one in told if getattr(one.award, role) is not None), None)
        row[f"{role}_pln"] = teller.row[f"{role}_pln"] if teller else None
        row[f"{role}_words"] = words_of(teller.award, role, getattr(teller.award, role)) if teller else ""
        row[f"{role}_url"] = teller.row["url"] if teller else None
    return row


def _stated(told: Sequence[_Telling], name: str) -> Any:
    return next((one.row[name] for one in told if one.row[name]), None)
