"""`biblio reprocess`: every kept page read again by today's rules, on all cores, offline."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from aggregator.arrivals import SnapshotRef
from aggregator.config import Config
from aggregator.model import RawAnnouncement, Source
from aggregator.programmes.taxonomy import Taxonomy, load_taxonomy
from aggregator.reprocess import Again, Report, read_again, reprocess
from aggregator.store import Store
from aggregator.store.history import Due
from crawler.pages import SiteProfile
from crawler.readiness import collect_rarely
from crawler.reading import read_kept
from crawler.rereading import in_force, profiles_of
from crawler.snapshots import charset_in, read_snapshot

#: announcements handed to a process at a time
CHUNK = 20
#: below this many a second process costs more than it saves
ALONE_BELOW = 200


@dataclass(slots=True)
class _Reader:
    """What one process needs to read kept pages."""

    config: Config
    store: Store
    sources: dict[str, Source]
    profiles: dict[str, list[tuple[datetime, SiteProfile]]]
    taxonomy: Taxonomy

    def read(self, ref: SnapshotRef) -> RawAnnouncement | None:
        """A kept page; None where its file is gone or damaged."""
        try:
            page = read_snapshot(self.config.snapshot_dir, ref)
        except Exception:
            return None
        if ref.source not in self.profiles:
            self.profiles[ref.source] = profiles_of(self.store, ref.source)
        profile = in_force(self.profiles[ref.source], ref.fetched)
        charset = charset_in(page.headers.get("content-type", ""))
        return read_kept(page.body, ref, charset, ref.source, profile, page.listed)

    def again(self, due: Due) -> Again:
        """One announcement by today's rules. A source that left the registry keeps what its row said."""
        source = self.sources.get(due.source) or Source(
            id=due.source, library=due.source, kind="", teryt="", home=due.page.url
        )
        return read_again(due, self.read, source, self.taxonomy)


def reprocess_kept(
    config: Config,
    *,
    now: datetime,
    source: str = "",
    since: datetime | None = None,
    progress: Callable[[int], None] | None = None,
) -> Report:
    """Read kept pages again and correct the store: never a revision, never a moved `updated`."""
    with Store.open(config.database_url) as store:
        due = list(store.due_for_reprocessing(source=source, since=since))
        pages = _all_again(config, due)
        if progress is not None:
            pages = _counted(pages, progress)
        return reprocess(store, pages, taxonomy=load_taxonomy(), now=now)


def _all_again(config: Config, due: list[Due]) -> Iterator[Again]:
    """In the order given, whatever process was faster."""
    cores = os.cpu_count() or 1
    if len(due) < ALONE_BELOW or cores == 1:
        yield from map(_reader(config).again, due)
        return
    with multiprocessing.get_context("spawn").Pool(cores, _reader, (config,)) as pool:
        yield from pool.imap(_again, ((config, each) for each in due), chunksize=CHUNK)


def _again(job: tuple[Config, Due]) -> Again:
    config, due = job
    return _reader(config).again(due)


@lru_cache(maxsize=1)
def _reader(config: Config) -> _Reader:
    store = Store.open(config.database_url)
    sources = {each.id: each for each in store.sources()}
    reader = _Reader(config, store, sources, {}, load_taxonomy())
    collect_rarely()
    return reader


def _counted(pages: Iterator[Again], progress: Callable[[int], None]) -> Iterator[Again]:
    for number, page in enumerate(pages, 1):
        progress(number)
        yield page
