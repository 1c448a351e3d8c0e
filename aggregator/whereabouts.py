"""The addresses of one announcement: where it is now, and every way that ever led to it."""

from __future__ import annotations

from dataclasses import replace

from aggregator.decide import Known
from aggregator.fresh import Fresh
from aggregator.identity import address_key
from aggregator.lookup import Lookup
from aggregator.vocabulary import Status


def keep_address(desk: Lookup, fresh: Fresh, known: Known) -> bool:
    """Note the addresses it was found at. True where the announcement moved there.

    It moves when its address redirects, from http to https, and when it turns up at a new address while
    the old one is gone or no longer named. Any other address is one more way to the same page, so that
    two ways to one page never make it go to and fro.
    """
    key = fresh.keys[0]
    is_new = key not in desk.known_addresses or desk.known_addresses[key].announcement != known.id
    desk.write_address(key, fresh.address, known.id)
    if len(fresh.keys) > 1 and fresh.keys[1] not in desk.known_addresses:
        desk.write_address(fresh.keys[1], fresh.asked, known.id)
    if known.url == fresh.address:
        return False
    old = next((a for a in desk.addresses_of(known) if a.key == _key(known.url)), None)
    redirected = bool(fresh.asked) and fresh.asked == known.url
    upgraded = (
        old is not None
        and old.key == key[1]
        and known.url.startswith("http://")
        and fresh.address.startswith("https://")
    )
    dead = known.status is Status.GONE or old is None or old.gone
    found_anew = is_new and old is not None and old.last_seen < fresh.since(desk.now)
    if not (redirected or upgraded or dead or found_anew):
        return False
    known.url = fresh.address
    return True


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
    return max(alive, key=lambda a: (a.last_seen, a.address)).address


def _key(address: str) -> str:
    return address_key(address, keep_fragment=True)
