"""Ways on in a list that say nothing of a page: a choice of pages, an offset of so many items, a cursor."""

from __future__ import annotations

import re
from collections.abc import Set
from urllib.parse import parse_qsl, urlsplit

from crawler.pages.document import Page
from crawler.pages.listing.links import clean_link
from crawler.pages.listing.numbers import checked, is_named_page, number_here, number_of, stem_of
from crawler.pages.listing.rows import Link

#: parameters that tell where a list goes on: "?cursor=YXJ0", "?przed=2024-01-02"
_CURSOR = re.compile(
    r"(?:\w*cursor|after|before|przed|token|\w*token|max_id|since|until|starting_after)", re.I
)
_OFFSET = re.compile(r"(?:od|start|offset|skip|limitstart|rowstart|first|from)", re.I)
_ENDS = re.compile(r"(.+)/(\d{1,5})")
_LONG = 6  #: figures
_LEAST = 5  #: items that an offset may count


def by_choice(page: Page) -> str | None:
    """The page after the one at hand among those that may be chosen from a list of addresses."""
    for option in page.tree.iter("option"):
        told = option.get("value") or ""
        if told.isdigit() or not any(sign.isdigit() for sign in told):
            continue
        url = clean_link(page.base, told)
        if (
            url
            and stem_of(url) == stem_of(page.url)
            and number_of(url) == (number_here(page.url, url) or 1) + 1
        ):
            return checked(page, url)
    return None


def by_count(page: Page, links: list[Link], items: Set[str]) -> str | None:
    """A link to the same list from the item after those shown, in whatever words ("Dalej wstecz", "»")."""
    count = len(items)
    if count < _LEAST:
        return None
    for link in links:
        if link.text.strip().isdigit() or not any(sign.isdigit() for sign in link.href):
            continue  # a day of a calendar
        url = clean_link(page.base, link.href)
        if url and url not in items and _offset(url, page.url) == count:
            return checked(page, url)
    return None


def by_name(page: Page, links: list[Link], items: Set[str]) -> str | None:
    """A link to the next page by its address alone ("/wiesci/karta/2"), in words that nobody foresees."""
    for link in links:
        if any(sign.isdigit() for sign in link.href) and link.region != "menu":
            url = clean_link(page.base, link.href)
            if url and url not in items and is_named_page(page.url, url):
                return checked(page, url)
    return None


def _offset(url: str, here: str) -> int | None:
    """By how many items an address is ahead of that of the list, None = it is no other part of it."""
    if stem_of(url) == stem_of(here):
        told, before = (dict(parse_qsl(urlsplit(address).query)) for address in (url, here))
        name = next((name for name in told if _OFFSET.fullmatch(name)), "")
        ahead, behind = told.get(name, ""), before.get(name, "0")
    elif urlsplit(url).query == urlsplit(here).query and (hit := _ENDS.fullmatch(stem_of(url))):
        own = _ENDS.fullmatch(stem_of(here))
        same = own is not None and own[1] == hit[1]
        if not same and hit[1] != stem_of(here):
            return None
        ahead, behind = hit[2], own[2] if own and same else "0"
    else:
        return None
    return int(ahead) - int(behind) if ahead.isdigit() and behind.isdigit() and len(ahead) < _LONG else None


def moves_cursor(here: str, url: str) -> bool:
    """Is an address that of the same list with another place in it?"""
    asked, told = (dict(parse_qsl(urlsplit(address).query)) for address in (here, url))
    differing = [name for name in told if asked.get(name) != told[name]]
    return (
        stem_of(here) == stem_of(url) and len(differing) == 1 and _CURSOR.fullmatch(differing[0]) is not None
    )
