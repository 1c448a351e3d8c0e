"""What an index page lists: its articles with their days, and the page that follows."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime
from typing import cast

from lxml.cssselect import CSSSelector, SelectorError
from lxml.etree import XPathError
from lxml.html import HtmlElement

from crawler.pages.document import Page, parse_page
from crawler.pages.listing.alias import under_own_name
from crawler.pages.listing.choice import ENOUGH, choose
from crawler.pages.listing.days import PROSE, WEAK, days_above, days_beside, told_of
from crawler.pages.listing.events import beside_events, weigh_events, without_events
from crawler.pages.listing.item import Cluster, Item
from crawler.pages.listing.items import extend, find_clusters, of_one_kind
from crawler.pages.listing.links import clean_link, is_title, kind_of
from crawler.pages.listing.pager import find_next
from crawler.pages.listing.rows import Link, Rows, walk
from crawler.pages.listing.titles import is_day, parted, title_of
from crawler.pages.listing.usable import fragment_links, usable_links
from crawler.pages.listing.yearless import completed

_SURE = 3  #: items with days that make a list anywhere
_RARE = 3  #: of so many items one has a day, where the list shows days
_MOSTLY = 1.5  #: the same, where days only open titles or texts
_SAME = 3  #: items whose links have the same words
_SURE_DAY = 9.0  #: rank of a day that stands above an item
_SUMMARY = 400  #: characters kept


@dataclass(frozen=True, slots=True)
class Listed:
    """An article as its list tells it."""

    url: str
    title: str
    date: str | None  #: "YYYY-MM-DD", None = the list shows none
    summary: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """What an index page says. `matched` is False where the row's selector finds nothing on the page."""

    articles: tuple[Listed, ...] = ()
    next_page: str | None = None
    matched: bool = True


def read_listing(
    body: bytes, url: str, *, fetched: datetime, charset: str | None = None, item: str = ""
) -> Listing:
    """Read a list of news; any bytes give a listing, if an empty one.

    `item` is the CSS selector of the links, where the registry names one; else rules find them. Addresses
    are absolute, without sessions and tracking, each once, in the page's order.
    """
    return list_page(parse_page(body, url, fetched=fetched, charset=charset), item=item)


def list_page(page: Page, *, item: str = "") -> Listing:
    """The same for a parsed page."""
    page, found, told = _read(page, item)
    further = find_next(page, found, {entry.url for entry in told})
    listed = tuple(entry for entry in told if entry.url != further)
    return Listing(listed, further, matched=bool(told) or not item)


def list_articles(page: Page) -> tuple[Listed, ...]:
    """The articles alone, for a page of which the next one does not matter."""
    return _read(page, "")[2]


def _read(page: Page, item: str) -> tuple[Page, Rows, tuple[Listed, ...]]:
    """The page under its own name, its lines and its articles.

    Where there are none, also those of boxes whose names, then of addresses whose words speak against it.
    What has a day in every item is a list, even if its box is called "loading" or lies in "/kategoria/".
    """
    body = next(page.tree.iter("body"), page.tree)
    found = walk(body)
    page = under_own_name(page, found)
    told = _listed(_find_items(page, found, item), found, page)
    if told or item:
        return page, found, told
    again = walk(body, trusting=False)
    for lines, lenient in ((again, False), (found, True)):
        told = _listed(_find_items(page, lines, "", lenient=lenient), lines, page)
        if len(told) >= _SURE and all(entry.date for entry in told):
            return page, lines, told
    return page, found, ()


def _find_items(page: Page, found: Rows, item: str, *, lenient: bool = False) -> list[Item]:
    if item:
        wanted = _matches(page, item)
        links = [(link, clean_link(page.base, link.href)) for link in found.links if link.element in wanted]
        chosen = _chosen_by_hand(find_clusters(found, [(link, to) for link, to in links if to]))
    else:
        usable = usable_links(found, page.base, page.url, lenient=lenient)
        clusters = find_clusters(found, usable)
        weigh_events(clusters, found, page.fetched)
        kinds = of_one_kind(found, usable) if _is_mixed(clusters, usable) else []
        weigh_events(kinds, found, page.fetched, clusters)
        chosen = choose(clusters, kinds, page.url)
        news = without_events(chosen, found, page.fetched, page.url)
        chosen = news or (choose(beside_events(clusters, chosen), [], page.url) if chosen else [])
        chosen = chosen or choose(find_clusters(found, fragment_links(found, page.base, page.url)), [])
    extend(chosen, found)
    return chosen


def _is_mixed(clusters: list[Cluster], usable: list[tuple[Link, str]]) -> bool:
    """Do links of several kinds stand in the items of what looks most like the list, or is there none?"""
    main = max(clusters, key=lambda c: c.score, default=None)
    if main is None or main.soft or main.mean < ENOUGH:
        return True
    own = {entry.url for entry in main.items}
    kind = kind_of(main.items[0].url)
    rows = {row for entry in main.items for row in range(entry.first, entry.last)}
    return any(link.row in rows and url not in own and kind_of(url) != kind for link, url in usable)


def _matches(page: Page, selector: str) -> set[HtmlElement]:
    """Elements that a selector matches; links inside them count, too. A selector in error matches nothing."""
    try:
        found = cast("list[HtmlElement]", CSSSelector(selector, translator="html")(page.tree))
    except (SelectorError, XPathError):
        return set()
    return {link for element in found for link in element.iter("a")}


def _chosen_by_hand(clusters: list[Cluster]) -> list[Item]:
    chosen: dict[str, Item] = {}
    for cluster in clusters:
        for entry in cluster.items:
            chosen.setdefault(entry.url, entry)
    return sorted(chosen.values(), key=lambda entry: entry.first)


def _listed(chosen: list[Item], found: Rows, page: Page) -> tuple[Listed, ...]:
    listed: list[Listed] = []
    ranks: list[float] = []
    times = Counter(entry.title_link.text for entry in chosen)
    for entry, above in zip(chosen, days_above(chosen, found, page.fetched, page.url), strict=True):
        rows = [*found.rows[entry.first : entry.last], *entry.under]
        title = title_of(entry, rows, found, named=times[entry.title_link.text] < _SAME)
        summary = " ".join(row.text for row in rows if row.linked < len(row.text) / 2 and len(row.text) > 60)
        first, last = found.extent[entry.title_link.element]  # of a whole card the words are too many
        named = entry.title_link.text if is_title(entry.title_link.text) and last - first < 2 else title
        named = title if is_day(named) else named
        rank, day = told_of(named, rows, page.fetched)
        ranks.append(_SURE_DAY if above else rank)
        listed.append(Listed(entry.url, title, day or above, summary[:_SUMMARY]))
    return tuple(_with_own_days(listed, ranks, chosen, found, page))


def _with_own_days(
    listed: list[Listed], ranks: list[float], chosen: list[Item], found: Rows, page: Page
) -> list[Listed]:
    """The same without days that are only those of a few titles and texts."""
    told = [entry.title_link.text for entry in chosen]
    if len(told) >= _SURE and all("|" in text for text in told) and (both := parted(told, page.fetched)):
        return [
            replace(entry, title=title, date=day) for entry, (title, day) in zip(listed, both, strict=True)
        ]
    dated = sum(entry.date is not None for entry in listed)
    if len(listed) >= _SURE and WEAK in ranks and dated < len(listed):
        opening = days_beside([entry.title_link.text for entry in chosen], page.fetched)
        opening = opening or days_beside([found.rows[entry.first].text for entry in chosen], page.fetched)
        if opening:
            return [replace(entry, date=day) for entry, day in zip(listed, opening, strict=True)]
    sure = sum(rank > WEAK for rank in ranks)
    if _SURE <= len(listed) > sure > 0:
        given = [entry.date if rank > WEAK else None for entry, rank in zip(listed, ranks, strict=True)]
        if whole := completed(given, [found.rows[e.first : e.last] for e in chosen], page.fetched):
            return [replace(entry, date=day) for entry, day in zip(listed, whole, strict=True)]
    if _RARE * sure >= len(listed):  # the list shows days: what opens a text is none
        doubtful = {PROSE} if sure < len(listed) else set()
    else:
        doubtful = {1, PROSE, WEAK} if _MOSTLY * dated < len(listed) else set()
    return [
        replace(entry, date=None) if entry.date and rank in doubtful else entry
        for entry, rank in zip(listed, ranks, strict=True)
    ]
