"""Ways on in a list that say nothing of a page: a choice of pages, an offset of so many items, a cursor."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlsplit

from crawler.pages.document import Page
from crawler.pages.listing_links import clean_link
from crawler.pages.listing_numbers import checked, number_here, number_of, stem_of
from crawler.pages.listing_rows import Link

#: parameters that tell where a list goes on: "?cursor=YXJ0", "?przed=2024-01-02"
_CURSOR = re.compile(
    r"(?:\w*cursor|after|before|przed|token|\w*token|max_id|since|until|starting_after)", re.I
)
_OFFSET = re.compile(r"(?:od|start|offset|skip|limitstart|from)", re.I)
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


def by_count(page: Page, links: list[Link], count: int) -> str | None:
    """A link to the same list from the item after so many, whatever it is called ("Dalej wstecz")."""
    if count < _LEAST:
        return None
    for link in links:
        if str(count) not in link.href and (number_of(page.url) or 0) == 0:
            continue
        url = clean_link(page.base, link.href)
        if not url or stem_of(url) != stem_of(page.url):
            continue
        told = dict(parse_qsl(urlsplit(url).query))
        name = next((name for name in told if _OFFSET.fullmatch(name)), "")
        before = dict(parse_qsl(urlsplit(page.url).query)).get(name, "0")
        if name and told[name].isdigit() and before.isdigit() and int(told[name]) - int(before) == count:
            return checked(page, url)
    return None


def moves_cursor(here: str, url: str) -> bool:
    """Is an address that of the same list with another place in it?"""
    asked, told = (dict(parse_qsl(urlsplit(address).query)) for address in (here, url))
    differing = [name for name in told if asked.get(name) != told[name]]
    return (
        stem_of(here) == stem_of(url) and len(differing) == 1 and _CURSOR.fullmatch(differing[0]) is not None
    )
