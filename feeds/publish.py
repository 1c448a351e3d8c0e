"""The public tree: feeds, archives, lists and pages, written from what the store holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from aggregator.arrivals import Visit
from aggregator.config import Config
from aggregator.vocabulary import Status
from feeds.build import build
from feeds.calendar import build_calendar
from feeds.document import FILES
from feeds.entry import Imprint
from feeds.gather import Feeds, gather
from feeds.health import build_health, in_trouble
from feeds.opml import build_opml
from feeds.site.pages import PAGE_FOLDERS, build_pages
from feeds.spool import Spool
from feeds.tree import Tree
from feeds.websub import ping

if TYPE_CHECKING:
    from aggregator.programmes.taxonomy import Taxonomy
    from aggregator.store import Store

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
) -> PublishReport:
    """Write the tree to `out` (the public folder of the settings): all of it, or nothing.

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
        for path, body in build_files(feeds, progress, contact=config.contact):
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


def _histories(store: Store, feeds: Feeds) -> Iterator[tuple[str, list[Visit]]]:
    """Library and visits of every source whose last visit did not go well."""
    for source, visit in sorted(store.latest_visits().items()):
        if in_trouble(visit):
            yield feeds.libraries.get(source, source), store.last_visits(source)


def build_files(
    feeds: Feeds, progress: Progress | None = None, *, contact: str = ""
) -> Iterator[tuple[str, bytes]]:
    """Every file of the tree as (path, bytes). Archives come before what links to them."""
    paths = feeds.paths()
    for done, path in enumerate(paths, 1):
        for document in feeds.documents(path):
            folder = document.channel.folder
            if document.month:
                yield f"{folder}/archive/{document.month}.xml", build(document, "atom")
            else:
                for form, name in FILES.items():
                    yield f"{folder}/{name}", build(document, form)
        if progress:
            progress(done, len(paths))
    yield "feeds/opml.xml", build_opml(feeds)
    yield "feeds/calls.ics", build_calendar(feeds)
    for programme in sorted(feeds.taxonomy.by_id):
        yield f"feeds/programmes/{programme}/calls.ics", build_calendar(feeds, programme)
    yield from build_pages(feeds, contact)
