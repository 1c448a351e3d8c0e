"""Which part of an index page an element is: the list, or furniture around it."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from crawler.pages.document import names_of
from crawler.pages.furniture.region import name_region, tag_region

#: never holds the list; "sidebar", "related" and "logos" may be what a site calls its news
NEVER = frozenset(
    {
        "menu",
        "footer",
        "cookies",
        "comments",
        "calendar",
        "form",
        "share",
        "accessibility",
        "popup",
        "counter",
    }
)
#: where Joomla prints the titles that follow those with a text
MORE_LINKS = re.compile(r"items-more|blog__links|blog[-_]more")
#: parts that a list may be called by chance
_BY_CHANCE = frozenset({"menu", "form", "popup", "share", "counter", "accessibility"})
_TOOLS = frozenset({"accessibility", "share", "counter"})  #: hold no articles
_ENDS_OF_PAGE = 3  #: heads or feet that a page may have
#: where an item ends, not the page
_FOOT_OF_ITEM = re.compile(
    r"^(?:card|news|item|post|entry|article|box|panel|tile|teaser|wpis|aktualn\w*)[-_]+(?:foot|stopk)"
    r"|^(?:foot(?:er)?|stopk[ai])[-_]+(?:news|item|post|entry|article|teaser|wpis|aktualn|artykul)"
)
#: names that speak of another part of the page ("art-prev--near-menu", "has-sidebar")
_QUALIFIED = re.compile(r"(?:^|[-_ ])(?:near|has|with|without|no|above|below|beside)[-_]")


def repeated_ends(root: HtmlElement) -> set[str]:
    """ "header" and "footer", where there are so many that the items of the list have them."""
    return {tag for tag in ("header", "footer") if sum(1 for _ in root.iter(tag)) > _ENDS_OF_PAGE}


def region_of(
    element: HtmlElement, tag: str, names: str, *, inside: bool, repeated: set[str], trusting: bool
) -> str:
    """Kind of furniture an element is, "" = none; `inside` an article or the main part.

    Not `trusting`, what authors call by chance ("loading", "overlay", "tools") is none.
    """
    if "-" in names and _QUALIFIED.search(names):
        names = " ".join(name for name in names.split() if not _QUALIFIED.search(name))
    if "nav" in names and MORE_LINKS.search(names_of(element.getparent())):
        return ""  # Joomla dresses the titles of further articles as a menu
    if element.get("role") == "alert" and not inside:
        return "popup"  # a bar of warnings above the page
    if "foot" in names or "stopka" in names:
        names = " ".join(name for name in names.split() if not _FOOT_OF_ITEM.search(name))
    named = name_region(tag, names) if names else ""
    told = "" if named in _BY_CHANCE and not trusting else named
    if trusting or tag != "nav":
        told = told or tag_region(tag, inside)
    if told == "header" and element.get("id") == "page-top":
        return ""  # the whole page, for the link back to its top
    if told in _TOOLS and next(element.iter("article", "main"), None) is not None:
        return ""  # the name of its type ("m-font-size")
    return "" if told == tag and tag in repeated else told
