"""Pages read by the crawl become announcements of the store: normalise, decide, keep. One transaction."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from aggregator.arrivals import Arrival, Change, Outcome
from aggregator.decide import Known, decide, keep_published
from aggregator.identity import address_key, canonical_address, mint_id
from aggregator.keeping.desk import Desk, status_of
from aggregator.keeping.fresh import Fresh
from aggregator.keeping.lookup import Reread
from aggregator.keeping.recognise import alike, recognise
from aggregator.keeping.whereabouts import is_its_place, keep_address, lose_address, take_out_address
from aggregator.model import Content
from aggregator.printable import printable
from aggregator.vocabulary import Problem, Status

if TYPE_CHECKING:
    from aggregator.programmes.taxonomy import Taxonomy
    from aggregator.store import Store

log = logging.getLogger(__name__)

#: note of a page that a person asked to forget
FORGOTTEN = "forgotten"


def ingest(
    store: Store,
    arrivals: Sequence[Arrival],
    *,
    taxonomy: Taxonomy,
    now: datetime,
    authority: str,
    reread: Reread | None = None,
) -> list[Outcome]:
    """Store what arrived, all of it or nothing; one outcome an arrival, in their order.

    The same arrivals again change nothing that is published. `now` becomes first_seen and updated of what is
    new; `authority` stands in new ids. `reread` tells an edit of the source from a better rule of ours where
    both the page and its reading changed.
    """
    now = now.astimezone(UTC)
    ready = [_prepare(arrival, taxonomy) for arrival in arrivals]
    with store.writing() as connection:
        desk = Desk(store.ledger(connection), taxonomy, now, reread)
        desk.load(fresh for fresh in ready if isinstance(fresh, Fresh))
        outcomes = [fresh if isinstance(fresh, Outcome) else _one(desk, fresh, authority) for fresh in ready]
        return desk.finish(outcomes)


def _prepare(arrival: Arrival, taxonomy: Taxonomy) -> Fresh | Outcome:
    """What can be worked out without the store."""
    from aggregator.normalise import normalise

    raw = arrival.raw
    address = canonical_address(raw.url, keep_fragment=True)
    raw = replace(raw, url=address, title=printable(raw.title), text=printable(raw.text))
    keys = [(arrival.source.id, address_key(address, keep_fragment=True))]
    asked = canonical_address(arrival.requested, keep_fragment=True)
    if asked:
        keys.append((arrival.source.id, address_key(asked, keep_fragment=True)))
    if raw.problem is Problem.NOT_FOUND:
        return Fresh(arrival, address, asked, keys, None)
    if raw.problem is not None and raw.problem is not Problem.STANDING:
        return Outcome(id="", url=address, change=Change.SKIPPED, note=raw.problem.value)
    if not raw.title and not raw.text:
        return Outcome(id="", url=address, change=Change.SKIPPED, note=Problem.EMPTY.value)
    content = arrival.content
    if content is None or (printable(content.title), printable(content.text)) != (
        content.title,
        content.text,
    ):
        try:
            content = normalise(raw, arrival.source, taxonomy)
        except Exception as exc:  # one page that a rule stumbles over must not take the others with it
            log.exception("%s: cannot normalise %s", arrival.source.id, address)
            note = f"cannot be normalised: {type(exc).__name__}"
            return Outcome(id="", url=address, change=Change.SKIPPED, note=note)
    return Fresh(arrival, address, asked, keys, content)


def _one(desk: Desk, fresh: Fresh, authority: str) -> Outcome:
    if desk.is_forgotten(fresh):
        desk.mark_address(fresh)
        return Outcome(id="", url=fresh.address, change=Change.SKIPPED, note=FORGOTTEN)
    if fresh.content is None:
        return _not_found(desk, fresh)
    known, former = recognise(desk, fresh), desk.at(fresh.keys)
    if former is not None and former is not known:
        _make_way(desk, fresh, former)
    if known is None:
        return _new(desk, fresh, fresh.content, authority, reused=former is not None)
    return _again(desk, fresh, fresh.content, known)


def _make_way(desk: Desk, fresh: Fresh, former: Known) -> None:
    """The address of an announcement shows another one: it is elsewhere, or withdrawn."""
    key = next(key for key in fresh.keys if key in desk.known_addresses)
    elsewhere = lose_address(desk, key, former)
    if elsewhere == former.url or (not elsewhere and former.status is Status.GONE):
        return
    if elsewhere:
        former.url = elsewhere
    else:
        former.status, former.copy_of = Status.GONE, ""
    desk.keep_state(former, changed=True)


def _not_found(desk: Desk, fresh: Fresh) -> Outcome:
    """The server says that a page is not there: withdrawn, unless the announcement lives elsewhere too."""
    known = desk.at(fresh.keys)
    if known is None:
        return Outcome(id="", url=fresh.address, change=Change.SKIPPED, note=Problem.NOT_FOUND.value)
    elsewhere = take_out_address(desk, fresh, known)
    if elsewhere:
        if elsewhere != known.url:
            known.url = elsewhere
            desk.keep_state(known, changed=True)
            return Outcome(id=known.id, url=elsewhere, change=Change.MOVED)
        return Outcome(id=known.id, url=elsewhere, change=Change.SAME)
    if known.status is Status.GONE:
        return Outcome(id=known.id, url=known.url, change=Change.SAME)
    known.status, known.copy_of = Status.GONE, ""
    desk.keep_state(known, changed=True)
    return Outcome(id=known.id, url=known.url, change=Change.GONE)


def _new(desk: Desk, fresh: Fresh, content: Content, authority: str, *, reused: bool) -> Outcome:
    source = fresh.arrival.source
    wording = fresh.wording if reused else ""
    known = Known(
        id=mint_id(source.id, fresh.address, authority, wording=wording),
        source=source.id,
        library=source.library,
        voivodeship=source.voivodeship,
        url=fresh.address,
        status=status_of(content),
        kind=content.kind,
        first_seen=desk.now,
        last_seen=desk.now,
        updated=desk.now,
        changed=desk.now,
        ordered=desk.now,
        wording=fresh.wording,
        words="",
        titled="",
        cluster="",
        rank=0,
        digest="",
        snapshot=fresh.snapshot,
        dated_by=fresh.snapshot,
        published=content.published,
        reading=content.reading,
        notices=(),
    )
    desk.keep_content(known, content, fresh, new=True)
    desk.keep_sight(fresh, known, changed=False)
    return Outcome(id=known.id, url=known.url, change=Change.NEW)


def _again(desk: Desk, fresh: Fresh, content: Content, known: Known) -> Outcome:
    moved = keep_address(desk, fresh, known)
    if not is_its_place(fresh, known):  # read where it is: two layouts of one page must not go to and fro
        desk.keep_sight(fresh, known, changed=False)
        return Outcome(id=known.id, url=known.url, change=Change.SAME)
    was_gone = known.status is Status.GONE
    content, dated_by = keep_published(known, content, fresh.snapshot)
    old_page_says = desk.reread_wording(fresh, known)
    change = decide(
        known,
        wording=fresh.wording,
        digest=desk.digest(content),
        snapshot=fresh.snapshot,
        reading=content.reading,
        reread=old_page_says,
        moved=moved,
        alike=fresh.wording != known.wording and alike(desk, fresh, known),
    )
    reason = ""
    if change is Change.EDITED:
        desk.keep_revision(known)
        known.updated = desk.now
    elif change is Change.CORRECTED:
        reason = desk.keep_correction(known, content)
        change = Change.CORRECTED if reason else Change.SAME
    known.dated_by, known.snapshot = dated_by, fresh.snapshot or known.snapshot
    if was_gone:
        known.status = status_of(content)
    if known.digest != desk.digest(content):
        published_anew = change is not Change.SAME or was_gone or moved
        desk.keep_content(known, content, fresh, changed=published_anew)
    desk.keep_sight(fresh, known, changed=was_gone or moved)
    if was_gone:
        change = Change.BACK
    elif moved and change is Change.SAME:
        change = Change.MOVED
    return Outcome(id=known.id, url=known.url, change=change, note=reason)
