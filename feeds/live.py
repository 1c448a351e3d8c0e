"""What the server asks the store for: filtered feeds, search, one announcement."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from difflib import get_close_matches
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING, Any

from aggregator.config import Config
from aggregator.days import WARSAW
from aggregator.errors import BiblioError
from aggregator.model import Announcement
from aggregator.programmes.taxonomy import load_taxonomy
from feeds.award_rows import AwardRows
from feeds.build import build
from feeds.clean import one_line
from feeds.document import Document
from feeds.entry import Imprint, make_entry
from feeds.filters import Filter, FilterError, filter_channel, parse_filter
from feeds.language import in_alphabet
from feeds.select import FEED_LENGTH
from feeds.site.rendering import Site
from feeds.visibility import COLUMNS, Visibility, table

if TYPE_CHECKING:
    from aggregator.official.coverage import Coverage
    from aggregator.store import Store
    from aggregator.store.facets import Facets
    from aggregator.store.store import Counts

FRESH = 60.0  #: seconds an answer is served again without asking the store
_MOST = 256  #: answers kept


class Live:
    """The store behind a server; opened once, then kept. Safe to share between threads."""

    def __init__(self, config: Config, clock: Callable[[], float] = monotonic) -> None:
        self.config = config
        self.taxonomy = load_taxonomy()
        self.imprint = Imprint(base_url=config.base_url, authority=config.tag_authority, hub=config.hub)
        self._clock = clock
        self._lock, self._opening = Lock(), Lock()
        self._store: Store | None = None
        self.site = Site(taxonomy=self.taxonomy, base_url=config.base_url, contact=config.contact)
        self._kept: OrderedDict[tuple[str, str], tuple[float, Any]] = OrderedDict()

    @property
    def store(self) -> Store:
        """The open store. Raises StoreError."""
        with self._opening:
            if self._store is None:
                from aggregator.store import Store

                self._store = Store.open(self.config.database_url)
            return self._store

    def warm(self) -> None:
        """Open the store before the first question; a store that cannot be opened is told when asked."""
        with suppress(BiblioError):
            self.search(Filter(), limit=1)

    def libraries(self) -> dict[str, str]:
        """Names of the libraries we know, by source id, in the order of names."""
        names = {source.id: source.library for source in self.store.sources()}
        return dict(sorted(names.items(), key=lambda item: (in_alphabet(item[1]), item[0])))

    def feed(self, asked: Filter, form: str) -> bytes:
        """The feed of a question in a format, at most a minute old."""
        body: bytes = self._fresh((form, asked.query_string), lambda: self._build(asked, form))
        return body

    def facets(self, asked: Filter) -> Facets:
        """What the answer to a question consists of, at most a minute old."""
        found: Facets = self._fresh(
            ("facets", asked.query_string), lambda: self.store.facets(asked.store_query())
        )
        return found

    def visibility(self) -> Visibility:
        """Statistics of the store, at most a minute old."""
        found: Visibility = self._fresh(("visibility", ""), lambda: Visibility(self.store, self.taxonomy))
        return found

    def coverage(self) -> list[Coverage]:
        """Official lists that were imported and what their beneficiaries tell, at most a minute old."""

        def make() -> list[Coverage]:
            from aggregator.official.gathering import cover_below

            return cover_below(self.store, "")

        found: list[Coverage] = self._fresh(("coverage", ""), make)
        return found

    def awards(self) -> AwardRows:
        """What all announcements tell of awards, at most a minute old."""
        found: AwardRows = self._fresh(("awards", ""), lambda: AwardRows(self.store, self.taxonomy))
        return found

    def visibility_table(self) -> bytes:
        """The whole of them as CSV, at most a minute old."""
        body: bytes = self._fresh(("visibility", "csv"), lambda: table(COLUMNS, self.visibility().rows()))
        return body

    def file(self, table: str) -> str:
        """What a table is saved as: with the day of the newest visit, by which it can be cited."""

        def newest() -> str:
            visited = [health.visited for health in self.store.all_health().values() if health.visited]
            return f"-{max(visited).astimezone(WARSAW).date().isoformat()}" if visited else ""

        day: str = self._fresh(("day", ""), newest)
        return f"bibliowiesci-{table}{day}.csv"

    def counts(self) -> Counts:
        """How many announcements there are, at most a minute old."""
        found: Counts = self._fresh(("counts", ""), lambda: self.store.counts())
        return found

    def asked(self, values: Mapping[str, str]) -> Filter:
        """The question in query parameters. Raises FilterError, for a library that we do not know too."""
        asked = parse_filter(values, self.taxonomy)
        if asked.library:
            known: dict[str, str] = self._fresh(("libraries", ""), self.libraries)
            if asked.library not in known:
                near = get_close_matches(asked.library, known, n=3, cutoff=0.6)
                what = one_line(asked.library, 60)
                if near:
                    raise FilterError("library_near", value=what, names=", ".join(near))
                raise FilterError("library", value=what)
        return asked

    def _fresh(self, key: tuple[str, str], make: Callable[[], Any]) -> Any:
        with self._lock:
            kept = self._kept.get(key)
            if kept and self._clock() - kept[0] < FRESH:
                self._kept.move_to_end(key)
                return kept[1]
        made = make()
        with self._lock:
            self._kept[key] = (self._clock(), made)
            while len(self._kept) > _MOST:
                self._kept.popitem(last=False)
        return made

    def search(
        self, asked: Filter, *, limit: int, after: tuple[datetime, str] | None = None, awarded: bool = False
    ) -> list[Announcement]:
        """Announcements that answer a question, the newest first; `awarded`: that tell of an award."""
        query = replace(asked.store_query(limit=limit, after=after), awarded=awarded)
        return list(self.store.announcements(query))

    def _build(self, asked: Filter, form: str) -> bytes:
        entries = [
            make_entry(found, self.taxonomy, self.imprint) for found in self.search(asked, limit=FEED_LENGTH)
        ]
        about = filter_channel(asked, self.taxonomy, self.libraries() if asked.library else {})
        return build(Document(channel=about, entries=entries, imprint=self.imprint), form)
