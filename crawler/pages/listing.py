"""What an index page lists: its articles with their days, and the page that follows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from lxml.cssselect import CSSSelector, SelectorError

from aggregator.dates import find_dates, parse_printed
from aggregator.text import squeeze
from crawler.pages.datelabels import Label, label_before
from crawler.pages.document import Page, parse_page
from crawler.pages.listing_items import Cluster, Item, find_clusters, usable_links
from crawler.pages.listing_links import is_title, shape
from crawler.pages.listing_pager import find_next
from crawler.pages.listing_rows import Row, Rows, walk

_SUMMARY = 400  #: characters kept
_ENOUGH = 3.0  #: mean evidence below which links are no news
_LONE = 6.0  #: evidence that a single item needs
_SHARE = 0.55  #: of the main list's mean evidence, for a second list beside it


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
    body = next(page.tree.iter("body"), page.tree)
    found = walk(body)
    usable = usable_links(found, page.base, page.url)
    if item:
        try:
            wanted = set(CSSSelector(item, translator="html")(page.tree))
        except SelectorError:
            wanted = set()
        usable = [(link, to) for link, to in usable if link.element in wanted]
    clusters = find_clusters(found, usable)
    chosen = [entry for cluster in clusters for entry in cluster.items] if item else _choose(clusters)
    listed = _listed(chosen, found, page)
    return Listing(listed, find_next(page, found), matched=bool(chosen) or not item)


def _choose(clusters: list[Cluster]) -> list[Item]:
    """The main list, and what stands beside it and looks like it."""
    fit = [c for c in clusters if c.mean >= _ENOUGH and (len(c.items) > 1 or c.mean >= _LONE)]
    main = max(fit, key=lambda c: c.score, default=None)
    if main is None:
        return []
    shapes = {shape(entry.url) for entry in main.items}
    chosen: dict[str, Item] = {}
    for cluster in sorted(fit, key=lambda c: -c.score):
        beside = cluster is main or (
            cluster.score >= cluster.mean * len(cluster.items) * 0.9
            and cluster.mean >= _SHARE * main.mean
            and (any(shape(entry.url) in shapes for entry in cluster.items))
        )
        if beside:
            for entry in cluster.items:
                if cluster is main or shape(entry.url) in shapes:
                    chosen.setdefault(entry.url, entry)
    return sorted(chosen.values(), key=lambda entry: entry.first)


def _listed(chosen: list[Item], found: Rows, page: Page) -> tuple[Listed, ...]:
    listed = []
    for entry in chosen:
        rows = found.rows[entry.first : entry.last]
        title = _title(entry, rows)
        summary = " ".join(
            r.text for r in rows if r.linked < len(r.text) / 2 and len(r.text) > 60 and r.text != title
        )
        listed.append(Listed(entry.url, title, _day(entry, rows, page.fetched), summary[:_SUMMARY]))
    return tuple(listed)


def _title(entry: Item, rows: list[Row]) -> str:
    link = entry.title_link
    text = link.text if is_title(link.text) else ""
    if not text:
        heads = [row.text for row in rows if row.heading] or [row.text for row in rows if is_title(row.text)]
        text = heads[0] if heads else ""
    return squeeze(_LEADING.sub("", text)) or text


_LEADING = re.compile(r"^\s*(?:\d{4}[./-]\d\d?[./-]\d\d?|\d\d?[./-]\d\d?[./-]\d{4})(?:\s*r\.)?[\s:|,–-]+")


def _day(entry: Item, rows: list[Row], base: datetime) -> str | None:
    """The day of publication: labelled, stamped or alone in its line; never one of the title or the summary."""
    best: tuple[int, str] | None = None
    latest = base + timedelta(days=2)
    for row in rows:
        if row.stamp:
            stamp = parse_printed(row.stamp, base=base)
            if stamp is not None and stamp.moment.year > 1995 and stamp.moment <= latest:
                best = max(best or (0, ""), (4, stamp.day.isoformat()), key=lambda pair: pair[0])
        if len(row.text) > 300:
            continue
        for date in find_dates(row.text, base=base):
            rank = _rank(row, date.start, date.end)
            if rank and not date.end_moment and 1995 < date.moment.year and date.moment <= latest:
                best = max(best or (0, ""), (rank, date.day.isoformat()), key=lambda pair: pair[0])
    return best[1] if best and best[0] else None


def _rank(row: Row, start: int, end: int) -> int:
    lead, after = row.text[:start], row.text[end:]
    label = label_before(lead)
    if label is not None:
        return {Label.PUBLISHED: 6, Label.ADDED: 5, Label.CREATED: 5, Label.MODIFIED: 1}.get(label.kind, 0)
    rest = re.sub(r"[\W\d_]+", " ", lead + " " + after).split()
    if len(rest) <= 3:
        return 3
    if start <= 2 and not row.heading:
        return 2
    return 2 if len(rest) <= 8 and not row.heading and row.linked < len(row.text) / 2 else 0
