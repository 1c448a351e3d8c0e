"""The public tree: feeds, archives, lists and pages, written from what the store holds."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from aggregator.arrivals import Visit
from aggregator.config import Config
from aggregator.vocabulary import Status
from feeds.build import build
from feeds.calendar import build_calendar
from feeds.document import FILES
from feeds.entry import Imprint
from feeds.gather import Feeds, Plan, gather
from feeds.health import build_health, in_trouble
from feeds.opml import build_opml
from feeds.site.addresses import PAGE_FOLDERS
from feeds.site.network import Network
from feeds.site.pages import build_pages
from feeds.spool import Spool
from feeds.tree import Tree
from feeds.websub import ping
from feeds.wording import WARSAW

if TYPE_CHECKING:
    from aggregator.programmes.taxonomy import Taxonomy
    from aggregator.store import Store
    from aggregator.store.sites import Notice

Progress = Callable[[int, int], None]  #: (feeds done, feeds in all)


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishReport:
    """What a publish did, as paths under the public tree."""

    written: tuple[str, ...]  #: new or changed
    unchanged: int
    removed: tuple[str, ...]  #: files of feeds and pages that are no more
    hub_trouble: str = ""  #: why the WebSub hub could not be told, "" = it was, or there is none


def publish(
    store: Store,
    config: Config,
    taxonomy: Taxonomy,
    *,
    out: Path | None = None,
    progress: Progress | None = None,
    today: date | None = None,
) -> PublishReport:
    """Write the tree to `out` (the public folder of the settings): all of it, or nothing.

    `today` (Warsaw, by the clock where not given) tells open calls from closed ones.
    A file whose content is the same is left untouched. Raises PublishError when the folder cannot be
    written; the old tree is then whole.
    """
    from aggregator.store import Query

    query = Query(statuses=(Status.CURRENT, Status.GONE))  # withdrawn calls are cancelled in calendars
    imprint = Imprint(base_url=config.base_url, authority=config.tag_authority, hub=config.hub)
    with Tree(out or config.public_dir) as tree, Spool() as spool:
        feeds = gather(
            store.announcements(query),
            store.sources(),
            spool=spool,
            taxonomy=taxonomy,
            imprint=imprint,
        )
        tree.put("feeds/health/atom.xml", build_health(_histories(store, feeds), imprint))
        _put_feeds(tree, feeds, progress)
        network = _network(store, config, today or datetime.now(WARSAW).date())
        for path, body in build_lists(feeds, network):
            tree.put(path, body)
        tree.finish(("feeds", *PAGE_FOLDERS))
    return _report(tree, config)


def _report(tree: Tree, config: Config) -> PublishReport:
    changed = [name for name in tree.written if name.endswith(tuple(FILES.values()))]
    silent = ping(config.hub, (f"{config.base_url}/{name}" for name in changed)) if config.hub else ""
    return PublishReport(
        written=tuple(tree.written),
        unchanged=tree.unchanged,
        removed=tuple(tree.removed),
        hub_trouble=silent,
    )


def _network(store: Store, config: Config, today: date) -> Network:
    notices: dict[str, list[Notice]] = {}
    for notice in store.site_notices():
        notices.setdefault(notice.source, []).append(notice)
    return Network(today=today, contact=config.contact, visits=store.latest_visits(), notices=notices)


def _histories(store: Store, feeds: Feeds) -> Iterator[tuple[str, list[Visit]]]:
    """Library and visits of every source whose last visit did not go well."""
    for source, visit in sorted(store.latest_visits().items()):
        if in_trouble(visit):
            yield feeds.libraries.get(source, source), store.last_visits(source)


def _put_feeds(tree: Tree, feeds: Feeds, progress: Progress | None) -> None:
    """Feeds and archives; those whose entries are as they were are not even built."""
    paths = feeds.paths()
    version = _version()
    for done, path in enumerate(paths, 1):
        for plan in feeds.plans(path):
            folder, seal = f"feeds/{path}".rstrip("/"), f"{version} {feeds.seal(plan)}"
            if plan.month:
                _put(tree, f"{folder}/archive/{plan.month}.xml", seal, feeds, plan, "atom")
                continue
            for form, name in FILES.items():
                _put(tree, f"{folder}/{name}", seal, feeds, plan, form)
        if progress:
            progress(done, len(paths))


def _put(tree: Tree, name: str, seal: str, feeds: Feeds, plan: Plan, form: str) -> None:
    if not tree.keep(name, seal):
        tree.put(name, build(feeds.document(plan), form), seal=seal)


@cache
def _version() -> str:
    """Changes with the code that builds feeds: what another version sealed is built again."""
    digest = hashlib.blake2b(digest_size=8)
    for file in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def build_lists(feeds: Feeds, network: Network) -> Iterator[tuple[str, bytes]]:
    """Everything but the feeds, as (path, bytes): OPML, calendars, pages."""
    yield "feeds/opml.xml", build_opml(feeds)
    yield "feeds/calls.ics", build_calendar(feeds)
    for programme in sorted(feeds.taxonomy.by_id):
        yield f"feeds/programmes/{programme}/calls.ics", build_calendar(feeds, programme)
    yield from build_pages(feeds, network)
