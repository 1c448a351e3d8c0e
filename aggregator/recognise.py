"""Which announcement a page is, whatever became of its address, its title or its layout."""

from __future__ import annotations

from collections import Counter

from aggregator.decide import Known, reuses_address
from aggregator.fresh import Fresh, day_of
from aggregator.identity import address_key
from aggregator.likeness import UNLIKE, are_one, counted, one_holds_the_other, share
from aggregator.lookup import Lookup
from aggregator.model import Content
from aggregator.vocabulary import Status


def recognise(desk: Lookup, fresh: Fresh) -> Known | None:
    """The announcement a page is: by its address, by its words and day, or by where it came from.

    A page at another address is one we know with a few words changed only where that one is no longer
    named: two notices with one title on one day are two.
    """
    known = desk.at(fresh.keys)
    if known is not None and not _shows_another(desk, fresh, known):
        return known
    return _by_words(desk, fresh, but=known) or _moved_here(desk, fresh, but=known)


def alike(desk: Lookup, fresh: Fresh, known: Known) -> bool:
    """Whether the page has nearly the words we know, and every number."""
    old = desk.content(known)
    return old is not None and are_one(counted(old.text), fresh.counted)


def is_named_still(desk: Lookup, fresh: Fresh, known: Known) -> bool:
    """Whether this visit has seen the announcement where we know it to be."""
    if known.status is Status.GONE:
        return False
    since, key = fresh.since(desk.now), address_key(known.url, keep_fragment=True)
    place = next((a for a in desk.addresses_of(known) if a.key == key), None)
    return known.first_seen >= since or (place is not None and not place.gone and place.last_seen >= since)


def _by_words(desk: Lookup, fresh: Fresh, but: Known | None) -> Known | None:
    """One with its very words and day; where a day is not known, long words tell."""
    assert fresh.content is not None
    day = day_of(fresh.content)
    for known in desk.of_these_words(fresh):
        first = known.published.moment.date() if known.published else None
        unknown = first is None or day is None
        came_back = known.status is Status.GONE  # and its site dates it anew
        if known is not but and (first == day if not unknown else bool(fresh.words)):
            return known
        if known is not but and came_back and fresh.words:
            return known
    return None


def _moved_here(desk: Lookup, fresh: Fresh, but: Known | None) -> Known | None:
    """One that is not named any more where it was, and reads nearly as this page does."""
    for known in desk.of_this_title(fresh):
        if known is not but and _is_moved(desk, fresh, known):
            return known
    for like in desk.like(fresh):
        near = desk.one(like.id) if like.source == fresh.source else None
        if near is None or near is but or near.titled == fresh.titled:
            continue
        if _is_moved(desk, fresh, near):
            return near
    return None


def _is_moved(desk: Lookup, fresh: Fresh, known: Known) -> bool:
    assert fresh.content is not None
    first, day = known.published, day_of(fresh.content)
    if first is None or day is None:
        if not (fresh.words and known.words):
            return False
    elif first.moment.date() != day:
        return False
    if is_named_still(desk, fresh, known):
        return False
    old = desk.content(known)
    return old is not None and _is_one(old, fresh)


def _is_one(old: Content, fresh: Fresh) -> bool:
    """Nearly the same text; under another title, one in which nothing was replaced."""
    text = counted(old.text)
    if not are_one(text, fresh.counted):
        return False
    before, now = counted(old.title), Counter(fresh.title_words)
    if one_holds_the_other(before, now):
        return True
    return bool(fresh.words) and one_holds_the_other(text, fresh.counted)


def _shows_another(desk: Lookup, fresh: Fresh, known: Known) -> bool:
    """Whether the address of an announcement leads to another one by now."""
    assert fresh.content is not None
    if fresh.wording == known.wording or known.status is Status.STANDING or fresh.content.standing:
        return False
    old = desk.content(known)
    if old is None:
        return False
    titles = share(counted(old.title), Counter(fresh.title_words))
    texts = share(counted(old.text), fresh.counted)
    if titles >= UNLIKE or texts >= UNLIKE:
        return False
    redirected = fresh.keys[0] not in desk.known_addresses
    known_elsewhere = _by_words(desk, fresh, but=known) is not None
    return redirected or known_elsewhere or reuses_address(known, fresh.content, titles=titles, texts=texts)
