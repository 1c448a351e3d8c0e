"""What the store knows of the pages of one batch, and what the batch has done so far."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from aggregator.arrivals import SnapshotRef
from aggregator.decide import Address, Known
from aggregator.identity import wording_hash
from aggregator.keeping.fresh import Fresh, day_of
from aggregator.keeping.marks import are_known
from aggregator.model import Content, RawAnnouncement

if TYPE_CHECKING:
    from aggregator.store.ledger import Ledger, Like

#: reads a kept page again by today's rules; None where it cannot be read
Reread = Callable[[SnapshotRef], RawAnnouncement | None]


class Lookup:
    """Looks things up in what was loaded and in what this batch has done so far."""

    def __init__(self, ledger: Ledger, now: datetime, reread: Reread | None) -> None:
        self.ledger, self.now, self.reread = ledger, now, reread
        self.known_addresses: dict[tuple[str, str], Address] = {}
        self._address_ids: dict[str, set[tuple[str, str]]] = {}
        self._complete: set[str] = set()
        self._known: dict[str, Known] = {}
        self._contents: dict[str, Content | None] = {}  #: as stored
        self._by_wording: dict[tuple[str, str], list[str]] = {}
        self._by_title: dict[tuple[str, str], list[str]] = {}
        self._like: dict[str, Like] = {}
        self._stored_like: dict[tuple[str, tuple[int, ...]], list[Like]] = {}

    def load(self, fresh: Iterable[Fresh]) -> None:
        """Fetch everything the arrivals may concern, in a few queries."""
        batch = list(fresh)
        keys = [key for f in batch for key in (*f.keys, f.whole_page) if key]
        for address in self.ledger.addresses(keys):
            self._note_address(address)
        self.dead = self.ledger.tombstones({f.source for f in batch})
        self._known = self.ledger.known({a.announcement for a in self.known_addresses.values()})
        strange = [f for f in batch if f.content is not None and not self._stands(f)]
        for known in self.ledger.with_wording({(f.source, f.wording) for f in strange}):
            self.index(self._known.setdefault(known.id, known))
        for known in self.ledger.with_title({(f.source, f.titled) for f in strange if f.titled}):
            self.index(self._known.setdefault(known.id, known))

    def _stands(self, fresh: Fresh) -> bool:
        """Whether its address still shows the words and the day we know: nothing else need be looked up."""
        known = self.at(fresh.keys)
        if known is None or known.wording != fresh.wording or fresh.content is None:
            return False
        return day_of(fresh.content) in (None, known.published and known.published.moment.date())

    def load_known(self, ids: Collection[str]) -> dict[str, Known]:
        """Fetch announcements by id."""
        for known in self.ledger.known(ids).values():
            self.index(known)
        return self._known

    def is_forgotten(self, fresh: Fresh) -> bool:
        """Whether a person asked that this page, or these words on this site, never return."""
        dead = self.dead.get(fresh.source)
        return dead is not None and are_known(fresh.marks, dead)

    def at(self, keys: Sequence[tuple[str, str]]) -> Known | None:
        """The announcement that has, or had, one of these addresses."""
        for key in keys:
            if address := self.known_addresses.get(key):
                return self._known.get(address.announcement)
        return None

    def of_these_words(self, fresh: Fresh) -> Iterator[Known]:
        """Announcements of its source with its title and text, the eldest first."""
        return self._candidates(self._by_wording, (fresh.source, fresh.wording))

    def of_this_title(self, fresh: Fresh) -> Iterator[Known]:
        """Announcements of its source with its title, the eldest first."""
        return self._candidates(self._by_title, (fresh.source, fresh.titled))

    def of_this_day(self, fresh: Fresh) -> list[Known]:
        """Announcements of its source published on its day; none of a day on which a site put all it had."""
        if fresh.content is None or (published := fresh.content.published) is None:
            return []
        day = published.moment.replace(hour=0, minute=0, second=0, microsecond=0)
        found = self.ledger.of_day(fresh.source, day)
        return [self._known.setdefault(known.id, known) for known in found]

    def like(self, fresh: Fresh) -> list[Like]:
        """Announcements anywhere that may have much of its text, this batch included; none of a short one.

        Those of its very words first, then those with the same figures."""
        if not fresh.sketch:
            return []
        key = (fresh.words, fresh.sketch)
        if key not in self._stored_like:  # nothing is written before the end of the batch
            self._stored_like[key] = self.ledger.like(fresh.sketch, fresh.words)
        found = {like.id: like for like in self._stored_like[key]}
        found |= {
            like.id: like for like in self._like.values() if set(like.sketch[:-1]) & set(fresh.sketch[:-1])
        }
        likes = [self._like.get(i, found[i]) for i in sorted(found)]
        return sorted(
            likes, key=lambda like: (like.words != fresh.words, like.sketch[-1] != fresh.sketch[-1])
        )

    def note_like(self, like: Like) -> None:
        """A text of this batch, to be found by what comes after it."""
        self._like[like.id] = like

    def likes(self) -> list[Like]:
        """The texts of this batch."""
        return list(self._like.values())

    def loaded(self) -> list[Known]:
        """The announcements in hand."""
        return list(self._known.values())

    def one(self, id: str) -> Known | None:
        """An announcement by its id."""
        if id not in self._known:
            self.load_known([id])
        return self._known.get(id)

    def reread_wording(self, fresh: Fresh, known: Known) -> str | None:
        """What the page we kept last time says by today's rules, where that decides something."""
        undecided = fresh.wording != known.wording and fresh.snapshot != known.snapshot
        if not (self.reread and undecided and known.snapshot):
            return None
        place = self.ledger.snapshot(known.snapshot)
        raw = self.reread(place) if place else None
        return None if raw is None else wording_hash(raw.title, raw.text)

    def addresses_of(self, known: Known) -> list[Address]:
        """Every address it has had, this batch included."""
        return [self.known_addresses[key] for key in sorted(self.addresses_of_id(known.id))]

    def addresses_of_id(self, id: str) -> set[tuple[str, str]]:
        """Their keys."""
        if id not in self._complete:
            self._complete.add(id)
            if id not in self.ledger.dirty.new:
                for address in self.ledger.addresses_of(id):
                    if (address.source, address.key) not in self.known_addresses:
                        self._note_address(address)
        return self._address_ids.setdefault(id, set())

    def write_address(self, key: tuple[str, str], address: str, announcement: str) -> None:
        """An address leads to an announcement, seen now, whatever it led to before."""
        before = self.known_addresses.get(key)
        if before is not None and before.announcement != announcement:
            self.addresses_of_id(before.announcement).discard(key)
        self.put_address(Address(key[0], key[1], address, announcement, False, self.now))

    def put_address(self, address: Address) -> None:
        """Keep an address as it is given."""
        key = self._note_address(address)
        row = {"source": address.source, "key": address.key, "address": address.address,
               "announcement": address.announcement, "first_seen": self.now,
               "last_seen": address.last_seen, "gone": address.gone}  # fmt: skip
        self.ledger.dirty.addresses[key] = row

    def _note_address(self, address: Address) -> tuple[str, str]:
        key = (address.source, address.key)
        self.known_addresses[key] = address
        self._address_ids.setdefault(address.announcement, set()).add(key)
        return key

    def content(self, known: Known) -> Content | None:
        """What we say of it so far."""
        if known.id not in self.ledger.dirty.contents and known.id not in self._contents:
            self.load_contents([known.id])
        return self.loaded_content(known)

    def loaded_content(self, known: Known) -> Content | None:
        """The same, None where it was not asked for yet."""
        written = self.ledger.dirty.contents.get(known.id)
        return written[1] if written else self._contents.get(known.id)

    def load_contents(self, ids: Collection[str]) -> None:
        """Fetch what we say of some announcements so far, all at once."""
        found = self.ledger.contents(ids)
        self._contents.update((id, found.get(id)) for id in ids)

    def index(self, known: Known) -> None:
        """Make it findable for the rest of the batch."""
        self._known[known.id] = known
        for index, value in ((self._by_wording, known.wording), (self._by_title, known.titled)):
            ids = index.setdefault((known.source, value), [])
            if known.id not in ids:
                ids.append(known.id)

    def _candidates(self, index: dict[tuple[str, str], list[str]], key: tuple[str, str]) -> Iterator[Known]:
        for i in sorted(index.get(key, ()), key=lambda i: (self._known[i].first_seen, i)) if key[1] else ():
            known = self._known[i]
            if key[1] in (known.wording, known.titled):  # it may have changed within the batch
                yield known
