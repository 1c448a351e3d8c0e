"""Awards as rows of a table: each telling of an award, and whether it is the one to count."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from aggregator.same_award import first_told, resolved
from feeds.channels import programme_name

if TYPE_CHECKING:
    from aggregator.model import Announcement
    from aggregator.programmes.taxonomy import Taxonomy
    from aggregator.store import Store

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

    def of(self, announcement: Announcement, row: Row) -> Iterator[Row]:
        """The awards of an announcement; `row` is the announcement as a dict.

        Only the first telling of an award is `counted`, and none of what is no current news.
        """
        common = {name: row[name] for name in _COMMON}
        for at, (award, printed) in enumerate(zip(announcement.content.awards, row["awards"], strict=True)):
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
                "words": " | ".join(dict.fromkeys(one.words for one in award.evidence)),
            }
