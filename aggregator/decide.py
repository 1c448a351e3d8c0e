"""What an arrival means for an announcement we know. Pure: no clock, no store."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from aggregator.arrivals import Change
from aggregator.keeping.likeness import UNLIKE
from aggregator.model import Content, Evidence, Published, Reading, SiteNotice
from aggregator.vocabulary import Kind, Place, Status

#: a page may say a time a little ahead of ours
_CLOCKS = timedelta(days=1)


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
    known: Known | None,
    *,
    wording: str,
    digest: str,
    snapshot: str,
    reading: Reading,
    reread: str | None,
    moved: bool = False,
    alike: bool = False,
) -> Change:
    """NEW, EDITED, CORRECTED or SAME.

    A revision means that the words on the source's page changed. The same bytes read otherwise are a
    correction. `reread` is the wording of the page we kept last time, read by today's rules; where it
    is None and the rules that read the page are others, the difference is put down to the rules.
    A page that moved, or that another layout shows, is no edit while the texts are `alike`.
    """
    if known is None:
        return Change.NEW
    if wording == known.wording:
        return Change.SAME if digest == known.digest else Change.CORRECTED
    if (snapshot and snapshot == known.snapshot) or reread == wording:
        return Change.CORRECTED
    same_layout = reading == known.reading and not moved
    if alike and not same_layout:
        return Change.CORRECTED
    return Change.EDITED if reread is not None or same_layout or moved else Change.CORRECTED


def keep_published(known: Known, content: Content, snapshot: str) -> tuple[Content, str]:
    """The content with the publication date that stands, and the snapshot that date was read from.

    The first date stands: an edit of the source never moves it, nor does a day after we first saw the
    page. It gives way to another reading of the page it was read from, and to a surer reading by another
    rule of the site. What only one of several lists says does not come and go with the list.
    """
    first, fresh = known.published, content.published
    possible = fresh is None or fresh.moment <= known.first_seen + _CLOCKS
    if first is None and possible:
        return content, snapshot
    if first is not None and fresh is not None and possible:
        surer = fresh.confidence > first.confidence
        same_page = bool(snapshot) and snapshot == known.dated_by
        if same_page and (surer or fresh.origin == first.origin):
            return content, snapshot
        if surer and content.reading != known.reading:
            return content, snapshot
    if fresh == first:
        return content, known.dated_by
    rest = tuple(e for e in content.evidence if e.field != "published")
    stands = (evidence_of(first), *rest) if first is not None else rest
    return replace(content, published=first, evidence=stands), known.dated_by


def reuses_address(known: Known, content: Content, *, titles: float, texts: float) -> bool:
    """Whether a site shows another item at the address of one we know.

    It says a later day, and title and text have little in common with what stood there (`titles`, `texts`:
    shares of common words). An edit keeps one of the three.
    """
    first, fresh = known.published, content.published
    if first is None or fresh is None or known.status is Status.STANDING or content.standing:
        return False
    later = fresh.moment.date() > first.moment.date()
    return later and titles < UNLIKE and texts < UNLIKE


def evidence_of(published: Published) -> Evidence:
    """The words a publication date was read from."""
    return Evidence(
        field="published", value=published.value, words=published.words, start=None, end=None,
        place=Place.PAGE, rule=published.origin, confidence=published.confidence,
    )  # fmt: skip
