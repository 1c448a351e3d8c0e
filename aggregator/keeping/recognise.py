"""Which announcement a page is, whatever became of its address, its title or its layout."""

from __future__ import annotations

from collections import Counter

from aggregator.decide import Known, reuses_address
from aggregator.identity import address_key, same_name
from aggregator.keeping.fresh import Fresh, day_of
from aggregator.keeping.likeness import (
    UNLIKE,
    are_one,
    counted,
    grew,
    is_edit,
    numbers,
    one_holds_the_other,
    share,
)
from aggregator.keeping.lookup import Lookup
from aggregator.vocabulary import Status


def recognise(desk: Lookup, fresh: Fresh) -> Known | None:
    """The announcement a page is: by its address, by its words and day, or by where it came from.

    A page at another address is one we know with a few words replaced only where that one is no longer
    named: two notices with one title on one day are two.
    """
    known = desk.at(fresh.keys)
    if known is not None:
        return _in_its_place(desk, fresh, known)
    known = _whole_page(desk, fresh) or _by_words(desk, fresh) or _moved_here(desk, fresh)
    if known is not None and "#" not in known.url:
        fresh.drop_fragment()
    return known


def alike(desk: Lookup, fresh: Fresh, known: Known) -> bool:
    """Whether the page has nearly the words we know, and every number."""
    old = desk.content(known)
    assert fresh.content is not None
    layouts = known.reading != fresh.content.reading
    return old is not None and are_one(counted(old.text), fresh.counted, layouts=layouts)


def is_named_still(desk: Lookup, fresh: Fresh, known: Known) -> bool:
    """Whether this visit has seen the announcement where we know it to be."""
    if known.status is Status.GONE:
        return False
    since, key = fresh.since(desk.now), address_key(known.url, keep_fragment=True)
    place = next((a for a in desk.addresses_of(known) if a.key == key), None)
    return known.first_seen >= since or (place is not None and not place.gone and place.last_seen >= since)


def _whole_page(desk: Lookup, fresh: Fresh) -> Known | None:
    """One at the same address without its fragment, where the fragment is no item of its own."""
    known = desk.at([fresh.whole_page]) if fresh.whole_page else None
    old = desk.content(known) if known else None
    if old is None or fresh.content is None or day_of(old) != day_of(fresh.content):
        return None
    if known is None or share(counted(old.text), fresh.counted) < UNLIKE:
        return None
    return known if _in_its_place(desk, fresh, known) is known else None


def _by_words(desk: Lookup, fresh: Fresh, but: Known | None = None) -> Known | None:
    """One with its very words and day; where a day is not known, long words tell, or the name of the page."""
    assert fresh.content is not None
    day = day_of(fresh.content)
    for known in desk.of_these_words(fresh):
        if known is but:
            continue
        first = known.published.moment.date() if known.published else None
        if first is not None and first == day:
            return known
        named = same_name(known.url, fresh.address)
        if (first is None or day is None) and (fresh.words or named):
            return known
        came_back = known.status is Status.GONE or (named and not is_named_still(desk, fresh, known))
        if came_back and fresh.words:  # and its site dates it anew
            return known
    return None


def _moved_here(desk: Lookup, fresh: Fresh, but: Known | None = None) -> Known | None:
    """One that is not named any more where it was, and reads nearly as this page does.

    Where this page took the place of another one (`but`), a site that counts its pages anew tells nothing
    by naming an address.
    """
    titled = {known.id: known for known in desk.of_this_title(fresh)}
    dated = [known for known in desk.of_this_day(fresh) if known.id not in titled]
    dated.sort(key=lambda known: not same_name(known.url, fresh.address))
    near = titled | {known.id: known for known in dated}
    for known in near.values():
        if known is not but and _is_moved(desk, fresh, known, named=but is not None):
            return known
    for like in desk.like(fresh):
        one = desk.one(like.id) if like.source == fresh.source else None
        if one is None or one is but or one.id in near:
            continue
        if _is_moved(desk, fresh, one, named=but is not None):
            return one
    return None


def _is_moved(desk: Lookup, fresh: Fresh, known: Known, *, named: bool) -> bool:
    """`named`: never mind whether this visit saw it where it was."""
    assert fresh.content is not None
    first, day = known.published and known.published.moment.date(), day_of(fresh.content)
    dated, long = first is not None and day is not None, bool(fresh.words and known.words)
    named_alike = same_name(known.url, fresh.address)
    if (dated and first != day) or not (dated or long or named_alike):
        return False
    old = desk.content(known)
    if old is None:
        return False
    before, title, text = counted(old.title), Counter(fresh.title_words), counted(old.text)
    layouts = known.reading != fresh.content.reading
    same_title = one_holds_the_other(before, title)
    retitled = numbers(before) == numbers(title) and share(before, title) >= UNLIKE
    if are_one(text, fresh.counted, layouts=layouts):
        if one_holds_the_other(text, fresh.counted) and (same_title or fresh.words):
            return True  # one more view of the page, such as that for the printer
        edited = same_title or named_alike or (dated and retitled)
    elif dated or named or named_alike:
        edited = (same_title or named_alike) and is_edit(text, fresh.counted)
    else:
        edited = retitled and grew(text, fresh.counted, layouts=layouts and same_title)
    return edited and (named or not is_named_still(desk, fresh, known))


def _in_its_place(desk: Lookup, fresh: Fresh, known: Known) -> Known | None:
    """What stands at the address of an announcement: that one, another we know, or (None) a new one."""
    assert fresh.content is not None
    first, day = known.published, day_of(fresh.content)
    same_day = first is None or day is None or first.moment.date() == day
    standing = known.status is Status.STANDING or fresh.content.standing
    if standing or (same_day and (fresh.wording == known.wording or alike(desk, fresh, known))):
        return known
    other = _by_words(desk, fresh, but=known) or _moved_here(desk, fresh, but=known)
    old = desk.content(known) if other is None else None
    if other is not None or old is None:
        return other or known
    titles = share(counted(old.title), Counter(fresh.title_words))
    texts = share(counted(old.text), fresh.counted)
    redirected = fresh.keys[0] not in desk.known_addresses
    undated, layouts = first is None and day is None, known.reading != fresh.content.reading
    new_system = undated and layouts and fresh.snapshot != known.snapshot
    other_text = texts < UNLIKE or (new_system and not is_edit(counted(old.text), fresh.counted))
    strange = (redirected or new_system) and titles < UNLIKE and other_text
    is_new = strange or reuses_address(known, fresh.content, titles=titles, texts=texts)
    return None if is_new else known
