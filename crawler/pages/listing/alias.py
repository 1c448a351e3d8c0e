"""A site that is shown under one host while all its links lead to another of its own."""

from __future__ import annotations

import copy
from collections import Counter
from urllib.parse import urlsplit, urlunsplit

from crawler.pages.document import Page
from crawler.pages.listing.links import clean_link, host_of
from crawler.pages.listing.rows import Rows

_LINKS = 8  #: to the other host
_SHARE = 0.6  #: of all links to pages


def under_own_name(page: Page, found: Rows) -> Page:
    """The page at the address that its links use, where none of them leads to the host it was asked from.

    Its pictures or style sheets and its home page must be of that host, too: else others' pages are listed.
    """
    urls = [clean_link(page.base, link.href) for link in found.links]
    hosts = Counter(host_of(url) for url in urls if url)
    here = host_of(page.url)
    if hosts[here] or not hosts:
        return page
    host, times = hosts.most_common(1)[0]
    root = next((url for url in urls if host_of(url) == host and urlsplit(url).path in ("", "/")), "")
    if times < _LINKS or times < _SHARE * hosts.total() or not root or not _is_dressed(page, host):
        return page
    parts = urlsplit(root)
    alike = copy.copy(page)
    alike.url = urlunsplit(urlsplit(page.url)._replace(scheme=parts.scheme, netloc=parts.netloc))
    return alike


def _is_dressed(page: Page, host: str) -> bool:
    """Are pictures or style sheets of the page from a host?"""
    told = (node.get("href") or node.get("src") or "" for node in page.tree.iter("link", "img"))
    return any(host in address and host_of(clean_link(page.base, address)) == host for address in told)
