"""Announcements of one text, wherever they stand, come into one cluster."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from aggregator.decide import Known
from aggregator.keeping.fresh import Fresh
from aggregator.keeping.likeness import counted, is_reprint
from aggregator.keeping.lookup import Lookup, Reread
from aggregator.vocabulary import Status

if TYPE_CHECKING:
    from datetime import datetime

    from aggregator.store.ledger import Ledger, Like

#: a reprint follows soon; the same words a year later are another year's
_SOON = timedelta(days=90)
#: clusters looked into for one text, and texts in each
_CLUSTERS, _TEXTS = 12, 3
_LIBRARIES = {1, 2}  #: copies.rank_of


class Gathering(Lookup):
    """The part of `Desk` about clusters."""

    def __init__(self, ledger: Ledger, now: datetime, reread: Reread | None) -> None:
        super().__init__(ledger, now, reread)
        self.left_clusters: set[str] = set()

    def gather(self, known: Known, fresh: Fresh) -> None:
        """It has other words now: it leaves its cluster for that of the texts like it, or its own."""
        from aggregator.store.ledger import Like

        left, known.cluster = known.cluster, ""
        if fresh.words:
            names = self._clusters_of(known, fresh)
            known.cluster = min(names, default=fresh.words)
            for name in sorted(names - {known.cluster}):
                self._merge(name, known.cluster)
            like = Like(
                id=known.id, source=known.source, cluster=known.cluster, words=fresh.words, rank=known.rank,
                published=known.published.moment if known.published else None, sketch=fresh.sketch,
            )  # fmt: skip
            self.note_like(like)
        self.ledger.dirty.sketches[known.id] = fresh.sketch
        if left and left != known.cluster:
            self.left_clusters.add(left)
            if known.status is Status.COPY:
                known.status, known.copy_of = Status.CURRENT, ""

    def _clusters_of(self, known: Known, fresh: Fresh) -> set[str]:
        """Names of the clusters with a text like it."""
        looked: Counter[str] = Counter()
        names: set[str] = set()
        for like in self.like(fresh):
            if like.id == known.id or not like.cluster or like.cluster in names:
                continue
            if like.words == fresh.words:
                names.add(like.cluster)
            elif like.sketch[-1] == fresh.sketch[-1] or self._has_time(looked, like.cluster):
                looked[like.cluster] += 1
                if self._is_reprint(known, fresh, like):
                    names.add(like.cluster)
        return names

    @staticmethod
    def _has_time(looked: Counter[str], cluster: str) -> bool:
        """Whether a text with other figures is to be compared: many libraries fill in one formula."""
        return looked[cluster] < _TEXTS and (cluster in looked or len(looked) < _CLUSTERS)

    def _is_reprint(self, known: Known, fresh: Fresh, like: Like) -> bool:
        if like.source == known.source:
            return False
        if known.published and like.published and abs(known.published.moment - like.published) > _SOON:
            return False
        written = self.ledger.dirty.contents.get(like.id)
        text = written[1].text if written else self.ledger.text(like.id)
        of_libraries = {known.rank, like.rank} <= _LIBRARIES
        return is_reprint(fresh.counted, counted(text), of_libraries=of_libraries)

    def _merge(self, old: str, name: str) -> None:
        """Two clusters turn out to be one."""
        self.ledger.dirty.merged.append((old, name))
        for known in self.loaded():
            if known.cluster == old:
                known.cluster = name
        for like in [like for like in self.likes() if like.cluster == old]:
            self.note_like(replace(like, cluster=name))
