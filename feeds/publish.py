"""The public tree: feeds, archives, lists and pages, written from what the store holds.

A publish reads what changed in the store since the last one, sorts it in on the shelf of the tree, and builds
the documents whose entries differ: its cost is that of the change. After an update of the code, the taxonomy
or the settings everything is built; the outcome is the same, byte for byte.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from aggregator.config import Config
from aggregator.model import Source
from aggregator.vocabulary import Status
from feeds.document import format_of
from feeds.edition import Edition, Progress
from feeds.entry import Imprint
from feeds.gather import Feeds, month_founded
from feeds.site.network import Network
from feeds.tree import Tree
from feeds.websub import ping
from feeds.wording import WARSAW

if TYPE_CHECKING:
    from aggregator.programmes.taxonomy import Taxonomy
    from aggregator.store import Store
    from aggregator.store.sites import Notice

_MARK, _MADE_BY, _FOUNDED, _SOURCES = "mark", "made by", "founded", "sources"


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
    full: bool = False,
    progress: Progress | None = None,
    today: date | None = None,
) -> PublishReport:
    """Write the tree to `out` (the public folder of the settings): all of it, or nothing.

    `today` (Warsaw, by the clock where not given) tells open calls from closed ones.
    A file whose content is the same is left untouched. `full`: build everything, whatever changed. Raises
    PublishError when the folder cannot be written; the old tree is then whole.
    """
    imprint = Imprint(base_url=config.base_url, authority=config.tag_authority, hub=config.hub)
    with Tree(out or config.public_dir) as tree:
        sources = {source.id: source for source in store.sources()}
        feeds = Feeds(shelf=tree.shelf, taxonomy=taxonomy, imprint=imprint, sources=sources)
        made_by = _made_by(feeds, config.contact)
        whole = full or tree.shelf.note(_MADE_BY) != made_by or not _sort_in_changes(store, feeds)
        if whole:
            _sort_in_all(store, feeds, made_by)
        network = _network(store, config, today or datetime.now(WARSAW).date())
        Edition(tree, feeds, network, whole=whole).build(store, progress)
        tree.finish()
        report = PublishReport(
            written=tuple(tree.written), unchanged=tree.unchanged, removed=tuple(tree.removed)
        )
    return _tell(report, config)


def _sort_in_changes(store: Store, feeds: Feeds) -> bool:
    """Bring the shelf up to date; False where it cannot be but by reading everything."""
    from aggregator.store import Mark, Query

    shelf = feeds.shelf
    mark, ids = store.changes_since(Mark.read(shelf.note(_MARK)))
    if ids is None:
        return False
    feeds.founded = shelf.note(_FOUNDED)
    before, now = json.loads(shelf.note(_SOURCES) or "{}"), _digests(feeds.sources.values())
    others = sorted(id for id in before.keys() | now.keys() if before.get(id) != now.get(id))
    for source in others:
        for announcement in store.announcements(Query(source=source, statuses=_TOLD)):
            feeds.add(announcement)
        shelf.touch(f"libraries/{source}")
    missing = set(ids)
    for announcement in store.announcements_with(ids):
        feeds.add(announcement)
        missing.discard(announcement.id)
    for id in missing:
        shelf.drop(id)
    shelf.settle()
    if ids:
        shelf.set_note(_MARK, str(mark))
    shelf.set_note(_SOURCES, json.dumps(now))
    return feeds.first_month() == feeds.founded


def _sort_in_all(store: Store, feeds: Feeds, made_by: str) -> None:
    """Make the shelf anew from the whole store."""
    from aggregator.store import Mark, Query

    shelf = feeds.shelf
    shelf.clear()
    mark, _ = store.changes_since(Mark("", 0))  # before reading: what changes meanwhile is read next time
    feeds.founded = month_founded(store.founded())
    for announcement in store.announcements(Query(statuses=_TOLD)):
        feeds.add(announcement)
    shelf.settle()
    shelf.set_note(_MARK, str(mark))
    shelf.set_note(_FOUNDED, feeds.founded)
    shelf.set_note(_SOURCES, json.dumps(_digests(feeds.sources.values())))
    shelf.set_note(_MADE_BY, made_by)


_TOLD = (Status.CURRENT, Status.GONE)  # withdrawn calls are cancelled in calendars


def _digests(sources: Iterable[Source]) -> dict[str, str]:
    """What the rows of the sources said, by id."""
    rows = {source.id: repr(source).encode("utf-8", "replace") for source in sources}
    return {id: hashlib.blake2b(row, digest_size=8).hexdigest() for id, row in sorted(rows.items())}


def _network(store: Store, config: Config, today: date) -> Network:
    notices: dict[str, list[Notice]] = {}
    for notice in store.site_notices():
        notices.setdefault(notice.source, []).append(notice)
    return Network(today=today, contact=config.contact, health=store.all_health(), notices=notices)


def _tell(report: PublishReport, config: Config) -> PublishReport:
    """Name the changed feeds to the hub, if there is one."""
    if not config.hub:
        return report
    changed = [name for name in report.written if format_of(name.rpartition("/")[2])]
    return replace(report, hub_trouble=ping(config.hub, (f"{config.base_url}/{name}" for name in changed)))


def _made_by(feeds: Feeds, contact: str) -> str:
    """Changes with whatever a document is made of beside entries: code, taxonomy, settings."""
    taxonomy = feeds.taxonomy
    said = repr((taxonomy.version, taxonomy.nodes, taxonomy.institutions, feeds.imprint, contact))
    return hashlib.blake2b((_code() + said).encode("utf-8", "replace"), digest_size=16).hexdigest()


@cache
def _code() -> str:
    """Changes with the code that builds documents."""
    digest = hashlib.blake2b(digest_size=8)
    for file in sorted(Path(__file__).parent.rglob("*")):
        if file.suffix in _CODE:
            digest.update(file.read_bytes())
    return digest.hexdigest()


_CODE = {".py", ".html", ".css", ".svg", ".yaml", ".json", ".po", ".xsl"}
