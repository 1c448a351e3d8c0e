"""What an index page lists: its articles with their days, and the page that follows."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import cast

from lxml.cssselect import CSSSelector, SelectorError
from lxml.etree import XPathError
from lxml.html import HtmlElement

from aggregator.text import squeeze
from crawler.pages.document import Page, names_of, parse_page
from crawler.pages.listing_days import day_of, days_above
from crawler.pages.listing_items import Cluster, Item, extend, find_clusters, of_one_kind
from crawler.pages.listing_links import clean_link, is_title, key_of, kind_of, shape
from crawler.pages.listing_pager import find_next
from crawler.pages.listing_rows import MORE_LINKS, Link, Row, Rows, walk
from crawler.pages.listing_usable import fragment_links, usable_links

_SUMMARY = 400  #: characters kept
_ENOUGH = 3.0  #: mean evidence below which links are no news
_LONE = 6.0  #: evidence that a single item needs
_BARE = 5  #: titles that make a list by themselves
_STRAY = 0.3  #: of the cluster's mean evidence; an item with less is none
_SHARE = 0.55  #: of the main list's mean evidence, for a second list beside it
_PURE = 1.2  #: of the score of the main list, for one of links of one kind in its stead
_TWIN = 0.8  #: the same, for items whose addresses are alike in their folder only ("…-nr-2" has a number)


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
    found = walk(next(page.tree.iter("body"), page.tree))
    chosen = _find_items(page, found, item)
    listed = _listed(chosen, found, page)
    return Listing(listed, find_next(page, found), matched=bool(chosen) or not item)


def list_articles(page: Page) -> tuple[Listed, ...]:
    """The articles alone, for a page of which the next one does not matter."""
    found = walk(next(page.tree.iter("body"), page.tree))
    return _listed(_find_items(page, found, ""), found, page)


def _find_items(page: Page, found: Rows, item: str) -> list[Item]:
    if item:
        wanted = _matches(page, item)
        links = [(link, clean_link(page.base, link.href)) for link in found.links if link.element in wanted]
        chosen = _chosen_by_hand(find_clusters(found, [(link, to) for link, to in links if to]))
    else:
        usable = usable_links(found, page.base, page.url)
        clusters = find_clusters(found, usable)
        chosen = _choose(clusters, of_one_kind(found, usable) if _is_mixed(clusters, usable) else [])
        chosen = chosen or _choose(find_clusters(found, fragment_links(found, page.base, page.url)), [])
    extend(chosen, found)
    return chosen


def _is_mixed(clusters: list[Cluster], usable: list[tuple[Link, str]]) -> bool:
    """Do links of several kinds stand in the items of what looks most like the list, or is there none?"""
    main = max(clusters, key=lambda c: c.score, default=None)
    if main is None or main.soft or main.mean < _ENOUGH:
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


def _choose(clusters: list[Cluster], kinds: list[Cluster]) -> list[Item]:
    """The main list, and what stands beside it and looks like it.

    `kinds` are lists of one kind of address: one of them is the main list only where it is much the surer.
    """
    fit = [c for c in clusters if c.mean >= _ENOUGH and (len(c.items) > 1 or c.mean >= _LONE)]
    main = max(fit, key=lambda c: c.score, default=None)
    pure = max((c for c in kinds if c.mean >= _ENOUGH and not c.soft), key=lambda c: c.score, default=None)
    if pure and (main is None or (pure.score > _PURE * main.score and len(pure.items) > len(main.items))):
        main, fit = pure, [pure, *fit]
    bare = _bare(clusters)
    if main is None or _is_part(main, bare):
        return bare
    shapes = {_tail(entry.url) for entry in main.items}
    folders = {_folder(entry.url) for entry in main.items} - {""}
    if main.archived:  # a month with one item
        fit += [c for c in clusters if c.archived and c not in fit]
    chosen: dict[str, Item] = {}
    for cluster in sorted(fit, key=lambda c: -c.score):
        share = cluster.mean / main.mean if cluster is main or _beside(cluster, main) else 0.0
        if main.archived and cluster.archived and _beside(cluster, main):
            share = 1.0
        for entry in _without_strays(cluster) if share >= _SHARE else ():
            alike = _tail(entry.url) in shapes or (share >= _TWIN and _folder(entry.url) in folders)
            if cluster is main or alike:
                chosen.setdefault(entry.url, entry)
    for cluster in clusters:
        if main.items and any(MORE_LINKS.search(_names_above(entry)) for entry in cluster.items[:1]):
            for entry in cluster.items:
                if _tail(entry.url) in shapes:
                    chosen.setdefault(entry.url, entry)
    return sorted(_without_sections(chosen), key=lambda entry: entry.first)


def _beside(cluster: Cluster, main: Cluster) -> bool:
    """May a cluster continue the list? One in a place of other news may where the list stands there, too."""
    region = cluster.items[0].title_link.region
    return not cluster.soft or (main.soft and main.items[0].title_link.region == region)


def _is_part(main: Cluster, bare: list[Item]) -> bool:
    """Does a short list beside the bare titles name a few of them again?"""
    known = {entry.url for entry in bare}
    return 2 * len(main.items) <= len(bare) and all(entry.url in known for entry in main.items)


def _names_above(entry: Item) -> str:
    return " ".join(names_of(node) for node in (entry.parent, *islice(entry.parent.iterancestors(), 2)))


def _bare(clusters: list[Cluster]) -> list[Item]:
    """The longest bare list of titles, with those that go on below headings ("Marzec", "Luty")."""
    hard = [cluster for cluster in clusters if not cluster.soft]
    best = max(hard, key=lambda c: len(_titles_only(c)), default=None)
    titles = _titles_only(best) if best else []
    if not best or not titles:
        return []
    more = [c for c in hard if c is not best and c.look == best.look]
    known = {entry.url for entry in titles}
    kind = kind_of(titles[0].url)
    same = [entry for c in more for entry in c.items if entry.url not in known and kind_of(entry.url) == kind]
    return sorted([*titles, *same], key=lambda entry: entry.first)


def _titles_only(cluster: Cluster) -> list[Item]:
    """The items of a bare list of links, where they read like titles and not like a menu."""
    titles = [entry.title_link.text for entry in cluster.items]
    long = sum(len(title) >= 25 and len(title.split()) >= 3 for title in titles)
    numbered = all(re.search(r"9|d", shape(entry.url)) for entry in cluster.items)
    if len(titles) < _BARE or long < (0.4 if numbered else 0.6) * len(titles):
        return []
    return sorted(cluster.items, key=lambda entry: entry.first)


def _without_strays(cluster: Cluster) -> list[Item]:
    """A link among the items with nothing of an item ("Archiwum") is a way to somewhere else."""
    return [entry for entry in cluster.items if entry.evidence >= _STRAY * cluster.mean]


def _without_sections(chosen: dict[str, Item]) -> list[Item]:
    """A page that two of the articles lie under is a part of the site, not a third."""
    below: Counter[str] = Counter()
    for url in chosen:
        key = key_of(url)
        below.update(key[: hit.start()] for hit in re.finditer("/", key))
    return [entry for url, entry in chosen.items() if below[key_of(url)] < 2]


def _tail(url: str) -> str:
    """The kind of an address by its last parts; what stands before them is often a menu's path."""
    path, query = shape(url).split("?", 1)
    return "/".join(path.split("/")[-3:]) + "?" + query


def _folder(url: str) -> str:
    """What stands before the last part of an address, "" where that is the site itself."""
    return key_of(url).partition("?")[0].rstrip("/").rpartition("/")[0].partition("/")[2]


def _listed(chosen: list[Item], found: Rows, page: Page) -> tuple[Listed, ...]:
    listed = []
    for entry, above in zip(chosen, days_above(chosen, found, page.fetched), strict=True):
        rows = found.rows[entry.first : entry.last]
        title = _title(entry, rows, found)
        summary = " ".join(row.text for row in rows if row.linked < len(row.text) / 2 and len(row.text) > 60)
        named = entry.title_link.text if is_title(entry.title_link.text) else title
        day = day_of(named, rows, page.fetched) or above
        listed.append(Listed(entry.url, title, day, summary[:_SUMMARY]))
    return tuple(listed)


def _title(entry: Item, rows: list[Row], found: Rows) -> str:
    """The link's words; of a whole card that is a link, the line that looks like a title."""
    link = entry.title_link
    first, last = found.extent[link.element]
    text = link.text if is_title(link.text) else ""
    lines = found.rows[first:last] if text and last - first > 1 else [] if text else rows
    if lines:
        plain = [row for row in lines if is_title(row.text) and len(_DATED.sub("", row.text)) > 4]
        heads = [row for row in plain if row.heading] or [
            row for row in plain if _NAMED.search(names_of(row.element))
        ]
        text = (heads or plain or lines)[0].text
        text = _TRAILING.sub("", text)
    return squeeze(_LEADING.sub("", text)) or text


_DATED = re.compile(
    r"[\d\W]+|\b(?:stycz|lut|mar|kwie|maj|czerw|lip|sierp|wrze|pa[zź]dz|listop|grud|poniedz|wtor|środ|czwart"
    r"|pi[aą]t|sobot|niedziel|dzi[sś]|wczoraj|przedwcz|godz|dodan|opublikowan)\w*|\br\b",
    re.I,
)
_NAMED = re.compile(r"title|tytul|naglow|headline|heading")
#: the day of publication after a title that is no link: "Ferie (31.01.2014)"
_TRAILING = re.compile(
    r"\s*[(\[]\s*(?:z? ?dnia\s+)?\d\d?[./-]\d\d?[./-](?:\d\d){1,2}(?:\s*r\.?)?\s*[)\]]\s*$"
)
_LEADING = re.compile(
    r"^\s*(?:(?:\d{4}[./-]\d\d?[./-]\d\d?|\d\d?[./-]\d\d?[./-]\d{4})(?:\s*r\.)?[\s:|,–-]+"
    r"|(?:[Cc]zytaj )?[Ww]ięcej o:?\s+)"
)
