"""What the crawl hands over, and what became of it. Standard library only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from aggregator.model import Content, PictureFile, RawAnnouncement, Source


class Change(StrEnum):
    """What an arrival meant for the store."""

    NEW = "new"
    EDITED = "edited"  #: the source changed its words: a revision
    CORRECTED = "corrected"  #: we say something else of the same words
    SAME = "same"
    MOVED = "moved"  #: known, at another address
    GONE = "gone"  #: withdrawn by the source
    BACK = "back"  #: was gone, is there again
    COPY = "copy"  #: new, and the text of another source's announcement
    SKIPPED = "skipped"  #: not an announcement, or a page we were told to forget; `note` says why


@dataclass(frozen=True, slots=True, kw_only=True)
class SnapshotRef:
    """Where one kept answer of a server lies."""

    digest: str  #: "sha256:…" of the body
    file: str  #: WARC file, relative to the snapshot folder
    offset: int  #: of the record in that file
    length: int
    url: str  #: address that answered
    fetched: datetime  #: aware
    source: str = ""  #: id of the source


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """One page read by the crawl, on its way into the store.

    A page the server says is not there (404, 410) arrives as a raw announcement with the problem NOT_FOUND:
    that is how an announcement becomes `gone`. Other problems never take anything out.
    """

    raw: RawAnnouncement
    source: Source
    snapshot: SnapshotRef | None = None
    found_by: str = ""  #: "feed", "wordpress", "sitemap", "listing", "tag", …; "" = asked for by address
    found_on: str = ""  #: address of the feed, list or map that named it
    requested: str = ""  #: the address asked for, where a redirect led to `raw.url`
    content: Content | None = None  #: where another process has normalised it already
    visit: datetime | None = None  #: when the visit began that brought it, aware; None = some hours ago


@dataclass(frozen=True, slots=True, kw_only=True)
class Pictured:
    """The file of the picture that goes with an announcement."""

    source: str  #: id of the source
    address: str  #: of the announcement's page
    file: PictureFile
    on_page: bool  #: it counts as long as the page shows it; False = the library's feed names it


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one arrival."""

    id: str  #: of the announcement, "" where there is none
    url: str
    change: Change
    note: str = ""  #: the problem of a skipped page, the reason of a correction


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """An address named by a feed, list or map, whether its page was fetched or not."""

    address: str
    found_by: str
    found_on: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One visit to one source. Times aware."""

    source: str
    started: datetime
    finished: datetime
    outcome: str = "ok"  #: "ok", "partial", "failed", "held" (robots.txt)
    trouble: str = ""  #: class of the trouble: dns, refused, tls, timeout, robots, …
    reason: str = ""  #: one sentence for people
    requests: int = 0
    bytes: int = 0
    unchanged: int = 0  #: answers 304
    counts: Mapping[str, int] = field(default_factory=dict)  #: by value of `Change`, and more
    details: Mapping[str, Any] = field(default_factory=dict)  #: JSON values, for health


@dataclass(slots=True)
class Tally:
    """Requests to one host, as our side counted them: its ledger equals the log of the host."""

    requests: int = 0
    bytes: int = 0  #: of bodies, as they came over the wire
    unchanged: int = 0  #: answers 304
    refused: int = 0  #: answers 429 and 503
    failed: int = 0  #: no answer, or not to its end
    gaps: list[float] = field(default_factory=list)  #: seconds between two requests, from sending to sending
