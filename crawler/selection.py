"""Which sources a crawl visits: the registry, with what users added or changed in the store before it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from aggregator.config import Config
from aggregator.errors import InputError
from aggregator.model import Source
from crawler.registry import RowError, load_sources, sources_path

#: no visit is put off for longer
LATEST = timedelta(hours=25)


def merge(shipped: Iterable[Source], added: Iterable[Source]) -> tuple[Source, ...]:
    """The shipped rows in their order, each replaced by the user's of the same id, then the user's own."""
    rows = {source.id: source for source in shipped}
    rows.update({source.id: source for source in added})
    return tuple(rows.values())


def registry(config: Config) -> tuple[tuple[Source, ...], tuple[RowError, ...]]:
    """Every source there is, inactive ones too, and the shipped rows that are wrong."""
    from crawler.stored import added_sources

    shipped, errors = load_sources(sources_path(config))
    return merge(shipped, added_sources(config)), errors


def pick(sources: Sequence[Source], wanted: Sequence[str]) -> tuple[Source, ...]:
    """The sources named, inactive ones too, or all active ones. Raises InputError for an unknown id."""
    if not wanted:
        return tuple(source for source in sources if source.active)
    by_id = {source.id: source for source in sources}
    for name in wanted:
        if name not in by_id:
            near = near_names(name, by_id)
            raise InputError(f"No source `{name}`.{near} See `biblio sources list`.")
    return tuple(by_id[name] for name in dict.fromkeys(wanted))


def due(config: Config, sources: Sequence[Source], now: datetime) -> tuple[Source, ...]:
    """Those whose next visit is due, or that were never visited.

    Nothing is put off for longer than a day: a later time was written under a clock that ran ahead.
    """
    from crawler.stored import due_times

    times = due_times(config)
    latest = now + LATEST
    return tuple(source for source in sources if not now < times.get(source.id, now) <= latest)


def pick_sources(config: Config, family: str, wanted: Sequence[str]) -> tuple[Source, ...]:
    """What a spider visits: the sources named, or all active ones of its family (`every`: of all)."""
    sources, _ = registry(config)
    if wanted or family == "every":
        return pick(sources, wanted)
    return tuple(source for source in pick(sources, ()) if source.family == family)


def near_names(name: str, known: Iterable[str]) -> str:
    """A hint for a name mistyped."""
    from difflib import get_close_matches

    near = get_close_matches(name, list(known), n=3)
    return f" Did you mean {', '.join(near)}?" if near else ""
