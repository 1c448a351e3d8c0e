"""Which announcement a page is: what ingest looks up, in the store and in the batch it works on."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from aggregator.arrivals import Arrival, SnapshotRef
from aggregator.copies import ENOUGH
from aggregator.decide import Address, Known
from aggregator.identity import hash_words, likeness, wording_hash, words_of
from aggregator.model import Content, RawAnnouncement
from aggregator.text import fold

if TYPE_CHECKING:
    from aggregator.store.ledger import Ledger

#: reads a kept page again by today's rules; None where it cannot be read
Reread = Callable[[SnapshotRef], RawAnnouncement | None]

#: two items of one title and day found within this time are two; later, the second is the first one, moved
SAME_VISIT = timedelta(hours=12)
#: share of words two readings of one moved page have in common at least
ALIKE = 0.9


@dataclass
class Fresh:
    """An arrival, ready to be looked up."""

    arrival: Arrival
    address: str
    asked: str  #: canonical address asked for, "" where the page itself was
    keys: list[tuple[str, str]]  #: (source, address key), of the address that answered first
    content: Content | None  #: None = the server says that the page is not there

    @property
    def source(self) -> str:
        """Id of the source."""
        return self.arrival.source.id

    @property
    def snapshot(self) -> str:
        """Digest of the page, "" where none was kept."""
        return self.arrival.snapshot.digest if self.arrival.snapshot else ""

    @cached_property
    def folded(self) -> str:
        """Title and text, folded: what search looks at."""
        return fold(f"{self.content.title}\n{self.content.text}") if self.content else ""

    @cached_property
    def _said(self) -> tuple[str, str]:
        """The words of title and text without what stands between them."""
        length = len(self.content.title) if self.content else 0
        return "".join(words_of(self.folded[:length])), "".join(words_of(self.folded[length + 1 :]))

    @cached_property
    def wording(self) -> str:
        """Hash of title and text: `identity.wording_hash`."""
        return hash_words(*self._said) if self.content else ""

    @cached_property
    def words(self) -> str:
        """Hash of the text alone, "" where it is too short to tell anything."""
        return hash_words("", self._said[1]) if len(self._said[1]) >= ENOUGH else ""

    @cached_property
    def titled(self) -> str:
        """Hash of the title alone, "" without one."""
        return hash_words(self._said[0], "") if self._said[0] else ""


class Lookup:
    """Looks things up in what was loaded and in what this batch has done so far."""

    def __init__(self, ledger: Ledger, now: datetime, reread: Reread | None) -> None:
        self.ledger, self.now, self.reread = ledger, now, reread
        self.known_addresses: dict[tuple[str, str], Address] = {}
        self._address_ids: dict[str, set[tuple[str, str]]] = {}
        self._complete: set[str] = set()
        self._known: dict[str, Known] = {}
        self._by_wording: dict[tuple[str, str], list[str]] = {}
        self._by_title: dict[tuple[str, str], list[str]] = {}

    def load(self, fresh: Iterable[Fresh]) -> None:
        """Fetch everything the arrivals may concern, in a few queries."""
        batch = list(fresh)
        for address in self.ledger.addresses([key for f in batch for key in f.keys]):
            self._note_address(address)
        self._dead, self._dead_wordings = self.ledger.tombstones({f.source for f in batch})
        self._known = self.ledger.known({a.announcement for a in self.known_addresses.values()})
        strange = [
            f for f in batch if f.content is not None and not any(k in self.known_addresses for k in f.keys)
        ]
        for known in self.ledger.with_wording({(f.source, f.wording) for f in strange}):
            self.index(self._known.setdefault(known.id, known))
        for known in self.ledger.with_title({(f.source, f.titled) for f in strange if f.titled}):
            self.index(self._known.setdefault(known.id, known))

    def load_known(self, ids: Collection[str]) -> dict[str, Known]:
        """Fetch announcements by id."""
        for known in self.ledger.known(ids).values():
            self.index(known)
        return self._known

    def is_forgotten(self, fresh: Fresh) -> bool:
        """Whether a person asked that this page, or these words on this site, never return."""
        wording = (fresh.source, fresh.wording)
        return any(key in self._dead for key in fresh.keys) or wording in self._dead_wordings

    def at(self, keys: Sequence[tuple[str, str]]) -> Known | None:
        """The announcement that has, or had, one of these addresses."""
        for key in keys:
            if address := self.known_addresses.get(key):
                return self._known.get(address.announcement)
        return None

    def find(self, fresh: Fresh) -> Known | None:
        """The announcement this page is: by address; by words and day; by title, day and like words."""
        if known := self.at(fresh.keys):
            return known
        assert fresh.content is not None
        for known in self._candidates(self._by_wording, (fresh.source, fresh.wording)):
            if self._same_day(known, fresh.content, long=bool(fresh.words)):
                return known
        for known in self._candidates(self._by_title, (fresh.source, fresh.titled)):
            apart = self.now - known.first_seen >= SAME_VISIT and known.published and fresh.content.published
            if apart and self._same_day(known, fresh.content, long=False):
                old = self.content(known)
                if old and likeness(old.text, fresh.content.text) >= ALIKE:
                    return known
        return None

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
        if known.id not in self._complete:
            self._complete.add(known.id)
            if known.id not in self.ledger.dirty.new:
                for address in self.ledger.addresses_of(known.id):
                    if (address.source, address.key) not in self.known_addresses:
                        self._note_address(address)
        return [self.known_addresses[key] for key in sorted(self._address_ids.get(known.id, ()))]

    def write_address(self, key: tuple[str, str], address: str, announcement: str) -> None:
        """An address leads to an announcement, seen now."""
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
        written = self.ledger.dirty.contents.get(known.id)
        return written[1] if written else self.ledger.contents([known.id]).get(known.id)

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

    @staticmethod
    def _same_day(known: Known, content: Content, *, long: bool) -> bool:
        """Whether the days agree; where one is not known, whether the text is `long` enough by itself."""
        if known.published is None or content.published is None:
            return long
        return known.published.moment.date() == content.published.moment.date()
