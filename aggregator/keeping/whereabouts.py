"""The addresses of one announcement: where it is now, and every way that ever led to it."""

from __future__ import annotations

from dataclasses import replace

from aggregator.decide import Known
from aggregator.identity import address_key
from aggregator.keeping.fresh import Fresh
from aggregator.keeping.lookup import Lookup
from aggregator.vocabulary import Status


def keep_address(desk: Lookup, fresh: Fresh, known: Known) -> bool:
    """Note the addresses it was found at. True where the announcement moved there.

    It moves when its address redirects, from http to https, and when it turns up at a new address while
    the old one is gone or no longer named. Any other address is one more way to the same page, so that
    two ways to one page never make it go to and fro.
    """
    key, place = fresh.keys[0], _key(known.url)
    before = desk.known_addresses.get(key)
    desk.write_address(key, fresh.address, known.id)
    asked = fresh.keys[1] if len(fresh.keys) > 1 else None
    asked_before = desk.known_addresses.get(asked) if asked else None
    if asked and asked_before is None:
        desk.write_address(asked, fresh.asked, known.id)
    if known.url == fresh.address:
        return False
    old = next((a for a in desk.addresses_of(known) if a.key == place), None)
    if known.status is Status.GONE or old is None or old.gone:
        moves = True
    elif key[1] == place:  # a twin
        upgraded = known.url.startswith("http://") and fresh.address.startswith("https://")
        moves = upgraded or fresh.asked == known.url
    elif asked and asked[1] == place:
        moves = True
    else:
        is_new = before is None or before.announcement != known.id
        by_side_way = asked_before is not None or _is_view(key[1], place)
        moves = is_new and not by_side_way and old.last_seen < fresh.since(desk.now)
    if moves:
        known.url = fresh.address
    return moves


def _is_view(key: str, place: str) -> bool:
    """Whether an address is that place with more parameters."""
    path, _, query = key.partition("?")
    whole, _, first = place.partition("?")
    return path == whole and set(filter(None, first.split("&"))) < set(filter(None, query.split("&")))


def is_its_place(fresh: Fresh, known: Known) -> bool:
    """Whether the page stands where the announcement is, not at one more way to it."""
    return fresh.keys[0][1] == _key(known.url)


def take_out_address(desk: Lookup, fresh: Fresh, known: Known) -> str:
    """Note that an address is no more. The address where the announcement still is, "" = nowhere.

    Where a twin of the address answered in this visit, only the old spelling is no more.
    """
    for key in fresh.keys:
        address = desk.known_addresses.get(key)
        if address is not None and address.announcement == known.id:
            twin_lives = address.address != fresh.address and address.last_seen >= fresh.since(desk.now)
            if not twin_lives:
                desk.put_address(replace(address, gone=True))
            elif known.url == fresh.address:
                return address.address
    return _alive(desk, known)


def lose_address(desk: Lookup, key: tuple[str, str], known: Known) -> str:
    """Note that an address shows another announcement by now. Where this one still is, "" = nowhere."""
    address = desk.known_addresses[key]
    desk.put_address(replace(address, gone=True))
    return _alive(desk, known)


def _alive(desk: Lookup, known: Known) -> str:
    alive = [a for a in desk.addresses_of(known) if not a.gone]
    if not alive:
        return ""
    if any(a.key == _key(known.url) for a in alive):
        return known.url
    pages = [a for a in alive if not any(_is_view(a.key, other.key) for other in alive)]
    return max(pages, key=lambda a: (a.last_seen, a.address)).address


def _key(address: str) -> str:
    return address_key(address, keep_fragment=True)
