"""An arrival, ready to be looked up: its addresses, and its words in every form that tells them again."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from aggregator.arrivals import Arrival
from aggregator.identity import address_key, canonical_address, hash_words, words_of
from aggregator.keeping.copies import ENOUGH
from aggregator.keeping.likeness import sketch_of
from aggregator.keeping.marks import address_mark, marks_of
from aggregator.model import Content
from aggregator.text import fold

#: how long a visit lasts, where an arrival does not say when its own began
LONG_VISIT = timedelta(hours=12)


@dataclass
class Fresh:
    """An arrival with what is made of it."""

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

    @property
    def whole_page(self) -> tuple[str, str] | None:
        """(source, address key) of the page of which it is a part, None where its address has no fragment."""
        bare = address_key(self.address)
        return None if bare == self.keys[0][1] else (self.source, bare)

    def drop_fragment(self) -> None:
        """Its fragment is no item of its own: the page is meant."""
        if self.whole_page:
            self.keys[0], self.address = self.whole_page, canonical_address(self.address)

    def since(self, now: datetime) -> datetime:
        """When the visit began that brought it: what was seen later is there at the same time."""
        return self.arrival.visit or now - LONG_VISIT

    @cached_property
    def folded(self) -> str:
        """Title and text, folded: what search looks at."""
        return fold(f"{self.content.title}\n{self.content.text}") if self.content else ""

    @cached_property
    def title_words(self) -> list[str]:
        """The words of the title, folded."""
        return words_of(self.folded[: len(self.content.title)]) if self.content else []

    @cached_property
    def text_words(self) -> list[str]:
        """The words of the text, folded."""
        return words_of(self.folded[len(self.content.title) + 1 :]) if self.content else []

    @cached_property
    def counted(self) -> Counter[str]:
        """How often each word stands in the text."""
        return Counter(self.text_words)

    @cached_property
    def wording(self) -> str:
        """Hash of title and text: `identity.wording_hash`."""
        return hash_words("".join(self.title_words), "".join(self.text_words)) if self.content else ""

    @cached_property
    def words(self) -> str:
        """Hash of the text alone, "" where it is too short to tell anything."""
        joined = "".join(self.text_words)
        return hash_words("", joined) if len(joined) >= ENOUGH else ""

    @cached_property
    def titled(self) -> str:
        """Hash of the title alone, "" without one."""
        return hash_words("".join(self.title_words), "") if self.title_words else ""

    @cached_property
    def sketch(self) -> tuple[int, ...]:
        """Numbers it shares with texts like it, () where it is too short to tell anything."""
        return sketch_of(self.text_words) if self.words else ()

    @cached_property
    def marks(self) -> frozenset[str]:
        """By which a tombstone knows it, its addresses and its words."""
        marks = frozenset(address_mark(*key) for key in self.keys)
        if self.content is None:
            return marks
        return marks | marks_of(self.wording, self.titled, day_of(self.content), self.sketch)


def day_of(content: Content) -> date | None:
    """The day of publication in Warsaw."""
    return content.published.moment.date() if content.published else None
