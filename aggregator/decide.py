"""What an arrival means for an announcement we know. Pure: no clock, no store."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from aggregator.arrivals import Change
from aggregator.model import Content, Evidence, Published, Reading, SiteNotice
from aggregator.vocabulary import Kind, Place, Status


@dataclass(frozen=True, slots=True)
class Address:
    """An address that leads, or led, to an announcement."""

    source: str
    key: str  #: identity.address_key
    address: str
    announcement: str
    gone: bool
    last_seen: datetime


@dataclass(slots=True, kw_only=True)
class Known:
    """What the store holds of one announcement, without its content. A working copy: ingest changes it."""

    id: str
    source: str
    library: str
    voivodeship: str
    url: str
    status: Status
    kind: Kind
    first_seen: datetime
    last_seen: datetime
    updated: datetime
    changed: datetime
    ordered: datetime
    wording: str
    words: str
    titled: str
    cluster: str
    rank: int
    digest: str
    snapshot: str
    dated_by: str
    published: Published | None
    reading: Reading
    notices: tuple[SiteNotice, ...]
    taxonomy: str = ""
    copy_of: str = ""


def decide(
    known: Known | None, *, wording: str, digest: str, snapshot: str, reading: Reading, reread: str | None
) -> Change:
    """NEW, EDITED, CORRECTED or SAME.

    A revision means that the words on the source's page changed. The same bytes read otherwise are a
    correction. `reread` is the wording of the page we kept last time, read by today's rules; where it
    is None and the rules that read the page are others, the difference is put down to the rules.
    """
    if known is None:
        return Change.NEW
    if wording == known.wording:
        return Change.SAME if digest == known.digest else Change.CORRECTED
    if snapshot and snapshot == known.snapshot:
        return Change.CORRECTED
    if reread is not None:
        return Change.CORRECTED if reread == wording else Change.EDITED
    return Change.EDITED if reading == known.reading else Change.CORRECTED


def keep_published(known: Known, content: Content, snapshot: str) -> tuple[Content, str]:
    """The content with the publication date that stands, and the snapshot that date was read from.

    The first date stands: an edit of the source never moves it. It gives way to another reading of the
    page it was read from, and to a surer reading by another rule of the site.
    """
    first, fresh = known.published, content.published
    if first is None or (snapshot and snapshot == known.dated_by):
        return content, snapshot
    surer = fresh is not None and fresh.confidence > first.confidence and content.reading != known.reading
    if surer:
        return content, snapshot
    if fresh == first:
        return content, known.dated_by
    rest = tuple(e for e in content.evidence if e.field != "published")
    return replace(content, published=first, evidence=(evidence_of(first), *rest)), known.dated_by


def evidence_of(published: Published) -> Evidence:
    """The words a publication date was read from."""
    return Evidence(
        field="published", value=published.value, words=published.words, start=None, end=None,
        place=Place.PAGE, rule=published.origin, confidence=published.confidence,
    )  # fmt: skip
