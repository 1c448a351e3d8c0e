"""The way on in a list divided by letters: the one after that which is no link."""

from __future__ import annotations

import re
from itertools import islice

from lxml.html import HtmlElement

from crawler.pages.document import Page
from crawler.pages.listing.links import clean_link, host_of
from crawler.pages.listing.rows import Link

_LETTER = re.compile(r"[\s\[|]*([^\W\d_])[\s\].|]*")
_LETTERS = 3  #: links that make an alphabet
_NODES = 120  #: of the element that holds one


def by_letter(page: Page, links: list[Link]) -> str | None:
    """Among letters side by side, the one after that which is no link."""
    groups: dict[HtmlElement, list[Link]] = {}
    for link in links:
        if len(link.text) <= _LETTERS and _LETTER.fullmatch(link.text):
            holder = link.element.getparent()
            while holder is not None and len(holder) == 1 and holder.getparent() is not None:
                holder = holder.getparent()
            groups.setdefault(holder, []).append(link)
    for holder, group in groups.items():
        following = _after_current(holder, group) if len(group) >= _LETTERS else None
        if following is not None:
            url = clean_link(page.base, following.href)
            return url if url and host_of(url) == host_of(page.url) else None
    return None


def _after_current(holder: HtmlElement, group: list[Link]) -> Link | None:
    linked = {link.element: link for link in group}
    current = False
    for node in islice(holder.iter(), _NODES):
        if node in linked:
            if current:
                return linked[node]
        elif node is not holder and not any(each in linked for each in islice(node.iterancestors(), 3)):
            current = current or bool(_LETTER.fullmatch(node.text or ""))
        if node is not holder and not current:
            current = bool(_LETTER.fullmatch(node.tail or ""))
    return None
