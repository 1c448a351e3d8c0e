"""The menus of a page, and whether they lead to the page itself."""

from __future__ import annotations

import re

from aggregator.text import fold, squeeze
from crawler.pages.document import Page, join, names_of, text_of
from crawler.pages.listing.links import key_of

_MENU = re.compile(r"(?:^|[\s_-])(?:menu|nav|navbar|navigation|nawigacja)(?:$|[\s_-])")


def is_in_menu(page: Page, name: str) -> bool:
    """Does a menu lead to the page by this name (folded)? Announcements stand in lists, not in menus."""
    here, base = key_of(page.url), page.base
    for menu in page.tree.iter("nav", "ul"):
        if menu.tag == "ul" and not _MENU.search(names_of(menu)):
            continue
        for link in menu.iter("a"):
            text = text_of(link) if len(link) else squeeze(link.text or "")
            if fold(text) == name and key_of(join(base, link.get("href") or "")) == here:
                return True
    return False
