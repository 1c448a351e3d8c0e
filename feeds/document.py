"""A feed before it has a format: the channel, its entries and its links. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from feeds.channels import Channel
from feeds.entry import Entry, Imprint

#: `updated` of a feed without entries: the first day of NPRCz 2.0, the start of what we read
BEGINNING = datetime(2021, 1, 1, tzinfo=UTC)
LICENCE = "https://creativecommons.org/publicdomain/zero/1.0/"
RIGHTS = (
    "Metadane i opisy: Bibliowieści, CC0 1.0 (https://creativecommons.org/publicdomain/zero/1.0/deed.pl). "
    "Tytuły i fragmenty ogłoszeń należą do bibliotek, które je opublikowały."
)
GENERATOR = "Bibliowieści"


@dataclass(frozen=True, slots=True)
class Format:
    """What a format of feeds is called: by files, by programs, by people."""

    file: str  #: its name in the folder of every feed
    media_type: str
    label: str
    short: str = ""  #: where there is little room

    @property
    def briefly(self) -> str:
        """The label where there is little room."""
        return self.short or self.label


#: every format there is; files, types, links and pages of feeds follow this table, `build.MAKERS` makes them
FORMATS = {
    "atom": Format("atom.xml", "application/atom+xml", "Atom"),
    "rss": Format("rss.xml", "application/rss+xml", "RSS"),
    "json": Format("feed.json", "application/feed+json", "JSON Feed", "JSON"),
}


def format_of(name: str) -> str | None:
    """The format whose feeds lie in files of this name, None = none."""
    return next((form for form, one in FORMATS.items() if one.file == name), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One document of a feed: what readers subscribe to, or the archive of a month."""

    channel: Channel
    entries: Sequence[Entry]  #: newest first
    imprint: Imprint
    month: str = ""  #: `yyyy-mm` of an archive, "" for the feed itself
    older: str = ""  #: month of the next older archive, "" = none

    @property
    def updated(self) -> datetime:
        """When the newest change of an entry happened; no clock is asked."""
        return max((entry.updated for entry in self.entries), default=BEGINNING)

    @property
    def id(self) -> str:
        """The Atom id of the feed; its archives are parts of the same feed and share it."""
        return self.imprint.tag(self.channel.folder + self._query)

    @property
    def page(self) -> str:
        """Address of the page that shows the same."""
        return f"{self.imprint.base_url}/{self.channel.page}"

    def address(self, form: str) -> str:
        """Address of the feed (not of an archive) in a format of FORMATS."""
        return f"{self.imprint.base_url}/{self.channel.folder}/{FORMATS[form].file}{self._query}"

    @property
    def _query(self) -> str:
        return f"?{self.channel.query}" if self.channel.query else ""

    def archive(self, month: str) -> str:
        """Address of the archive of a month."""
        return f"{self.imprint.base_url}/{self.channel.folder}/archive/{month}.xml"

    def own_address(self, form: str) -> str:
        """Address of this very document."""
        return self.archive(self.month) if self.month else self.address(form)

    def history(self) -> list[tuple[str, str]]:
        """Links between the documents of the feed (RFC 5005 §4), as (relation, address).

        No `next-archive`: a closed month would have to change when the next one opens.
        """
        links = [("current", self.address("atom"))] if self.month else []
        if self.older:
            links.append(("prev-archive", self.archive(self.older)))
        return links
