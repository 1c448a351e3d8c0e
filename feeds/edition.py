"""One publish: which documents of the tree must be built, and their bytes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from aggregator.health import SourceHealth
from feeds.build import Press
from feeds.calendar import Written, build_calendar
from feeds.channels import channel
from feeds.document import FORMATS, Document
from feeds.entry import Entry
from feeds.gather import CALLS, Feeds
from feeds.health import build_health
from feeds.opml import build_opml
from feeds.site.addresses import PAGE_FOLDERS
from feeds.site.network import Network
from feeds.site.pages import page_makers
from feeds.tree import Tree

if TYPE_CHECKING:
    from aggregator.store import Store

Progress = Callable[[int, int], None]  #: (feeds done, feeds in all)
_DAY, _MET = "day", "met"  #: notes of the shelf: the day of the pages, and how the sources were met


class Edition:
    """The tree as it must be now; `whole` = build everything, whatever changed."""

    def __init__(self, tree: Tree, feeds: Feeds, network: Network, *, whole: bool) -> None:
        self.tree, self.feeds, self.network, self.whole = tree, feeds, network, whole
        self.press = Press()
        self.known = set() if whole else set(tree.shelf.files(watched=True)) - tree.damaged()
        self.changed = {*feeds.shelf.touched, *self._met_otherwise(), *self._day_dawned()}

    def build(self, store: Store, progress: Progress | None) -> None:
        """Plan every file of the tree."""
        imprint, paths = self.feeds.imprint, self.feeds.paths()
        self.tree.put("feeds/health/atom.xml", build_health(_standings(store, self.feeds), imprint))
        self._put_archives(paths)
        for done, path in enumerate(paths, 1):
            self._put_feed(path)
            if progress:
                progress(done, len(paths))
        for name, body in self._lists():
            self.tree.put(name, body) if body is not None else self.tree.planned.add(name)
        if self.whole:
            self.tree.sweep(("feeds", *PAGE_FOLDERS))
        else:
            for name in sorted(set(self.tree.shelf.files(watched=True)) - self.tree.planned):
                self.tree.drop(name)

    def wanted(self, name: str, made_of: str) -> bool:
        """Whether a file must be built: it is not as it was, or the list that it is made of changed.

        "" instead of a list: it counts over many, so any change will do.
        """
        changed = made_of in self.changed if made_of else bool(self.changed)
        return self.whole or changed or name not in self.known

    def _met_otherwise(self) -> Iterator[str]:
        """Lists whose pages say something else of their source than last time."""
        network, shelf = self.network, self.feeds.shelf
        health = {
            source: (one.condition.value, one.trouble, one.fault) for source, one in network.health.items()
        }
        notices = {
            source: [(one.programme, one.words, one.place, one.first_seen) for one in found]
            for source, found in network.notices.items()
        }
        said = {
            source: repr((health.get(source), notices.get(source))) for source in sorted({*health, *notices})
        }
        now = {
            source: hashlib.blake2b(words.encode("utf-8", "replace"), digest_size=6).hexdigest()
            for source, words in said.items()
        }
        before = json.loads(shelf.note(_MET) or "{}")
        shelf.set_note(_MET, json.dumps(now))
        for source in before.keys() | now.keys():
            if before.get(source) != now.get(source):
                yield f"libraries/{source}"

    def _day_dawned(self) -> Iterator[str]:
        """The list of calls, where a day has passed: its page tells open ones from closed ones."""
        today, shelf = self.network.today.isoformat(), self.feeds.shelf
        if shelf.note(_DAY) != today:
            shelf.set_note(_DAY, today)
            yield CALLS

    def _put_archives(self, paths: list[str]) -> None:
        """The archives, month by month: those of one month share their entries."""
        touched = self.feeds.shelf.touched
        concerned = paths if self.whole else [path for path in touched if not path.startswith("~")]
        held = {path: self.feeds.archives(path) for path in concerned}
        plans = sorted(
            (month, path)
            for path, months in held.items()
            for month in (months if self.whole else touched[path] & set(months))
        )
        for month, path in plans:
            months = held[path]
            older = months[months.index(month) - 1] if month != months[0] else ""
            document = self._document(path, self.feeds.month(path, month), month=month, older=older)
            self.tree.put(_archive(path, month), self.press.build(document, "atom"), watched=False)
        for path, months in held.items():
            for month in sorted(touched.get(path, set()) - set(months)):
                if self.tree.shelf.file(_archive(path, month)):
                    self.tree.drop(_archive(path, month))

    def _put_feed(self, path: str) -> None:
        names = {form: f"{_folder(path)}/{one.file}" for form, one in FORMATS.items()}
        wanted = {form for form, name in names.items() if self.wanted(name, path)}
        self.tree.planned.update(names.values())
        if wanted:
            older = next(reversed(self.feeds.archives(path)), "")
            document = self._document(path, self.feeds.newest(path), older=older)
            for form in wanted:
                self.tree.put(names[form], self.press.build(document, form))

    def _document(self, path: str, entries: list[Entry], *, month: str = "", older: str) -> Document:
        return Document(
            channel=channel(path, self.feeds.taxonomy, self.feeds.libraries),
            entries=entries,
            imprint=self.feeds.imprint,
            month=month,
            older=older,
        )

    def _lists(self) -> Iterator[tuple[str, bytes | None]]:
        """Everything but the feeds: OPML, calendars, pages; None instead of bytes: as it is."""
        opml = "feeds/opml.xml"
        yield opml, build_opml(self.feeds) if self.wanted(opml, "") else None
        written: Written = {}
        for programme in ("", *sorted(self.feeds.taxonomy.by_id)):
            name = f"{_folder(f'programmes/{programme}' if programme else '')}/calls.ics"
            make = self.wanted(name, f"{CALLS}/{programme}" if programme else CALLS)
            yield name, build_calendar(self.feeds, programme, written) if make else None
        for name, made_of, make_page in page_makers(self.feeds, self.network):
            yield name, make_page() if self.wanted(name, made_of) else None


def _folder(path: str) -> str:
    return f"feeds/{path}".rstrip("/")


def _archive(path: str, month: str) -> str:
    return f"{_folder(path)}/archive/{month}.xml"


def _standings(store: Store, feeds: Feeds) -> Iterator[tuple[str, SourceHealth]]:
    """Library and standing of every source that was visited."""
    for source, health in store.all_health().items():
        yield feeds.libraries.get(source, source), health
