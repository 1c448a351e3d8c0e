"""Awards as rows of a table: each telling of an award, and whether it is the one to count."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Any

from aggregator.awards.same_award import first_told, resolved
from aggregator.vocabulary import Role
from feeds.channels import programme_name

if TYPE_CHECKING:
    from aggregator.model import Announcement, Award
    from aggregator.programmes.taxonomy import Taxonomy
    from aggregator.store import Store
    from aggregator.store.activity import Granted

Row = dict[str, Any]
_COMMON = ("url", "source", "library", "voivodeship", "published", "status")


class AwardRows:
    """What all announcements tell of awards, read once; rows of each are asked for after that."""

    def __init__(self, store: Store, taxonomy: Taxonomy) -> None:
        self._taxonomy = taxonomy
        self._told = {
            (one.announcement, one.position): (one, first)
            for one, first in first_told(resolved(store.granted(), store.sources()))
        }

    def first(self, announcement: str, position: int) -> Granted | None:
        """The first telling of the award at a place of an announcement; None of what is no current news."""
        return self._told.get((announcement, position), (None, None))[1]

    def of(self, announcement: Announcement, row: Row, only: Collection[str] = ()) -> Iterator[Row]:
        """The awards of an announcement, of these programmes where some are named.

        `row` is the announcement as a dict. Only the first telling of an award is `counted`, and none of what
        is no current news.
        """
        common = {name: row[name] for name in _COMMON}
        for at, (award, printed) in enumerate(zip(announcement.content.awards, row["awards"], strict=True)):
            if only and award.programme not in only:
                continue
            known = award.programme in self._taxonomy
            node = self._taxonomy.node(award.programme) if known else None
            told, first = self._told.get((announcement.id, at), (None, None))
            yield {
                "announcement": announcement.id,
                **common,
                **printed,
                "programme_name": programme_name(node, self._taxonomy) if node else "",
                "beneficiary_source": told.beneficiary if told and told.known else award.beneficiary_source,
                "counted": told is not None and told is first,
                "same_as": first.announcement if first and first is not told else None,
                "words": _joined(award, ""),
                "grant_words": words_of(award, Role.GRANT, award.grant),
                "own_contribution_words": words_of(award, Role.OWN_CONTRIBUTION, award.own_contribution),
            }


def words_of(award: Award, role: Role, grosze: int | None) -> str:
    """The words a sum was read from, parted by `|`; those of its parts where it is printed nowhere."""
    if grosze is None:
        return ""
    return _joined(award, f"{grosze / 100:.2f} {role}") or _joined(award, f" {role}")


def _joined(award: Award, ending: str) -> str:
    return " | ".join(dict.fromkeys(one.words for one in award.evidence if one.value.endswith(ending)))
