"""Which clusters of links on an index page are its list: the main one, and what goes on beside it."""

from __future__ import annotations

import re
from itertools import pairwise

from lxml.html import HtmlElement

from aggregator.text import fold
from crawler.pages.listing.beside import (
    announced,
    folder_of,
    names_above,
    pinned,
    tail_of,
    without_sections,
    without_strays,
)
from crawler.pages.listing.item import Cluster, Item
from crawler.pages.listing.links import is_front, is_more, is_numbered, key_of, kind_of
from crawler.pages.listing.regions import MORE_LINKS
from crawler.pages.listing.sections import NEWS, OTHER

ENOUGH = 3.0  #: mean evidence below which links are no news
_LONE = 6.0  #: evidence that a single item needs
#: what the start of a public bulletin tells
_PLACE = re.compile(r"\W*(?:dane (?:teleadresowe|kontaktowe|podstawowe)|adres|kontakt|redakcja)\b")
#: folders of what a library offers and of its parts
_OFFERED = re.compile(
    r"[^/]+/(?:pl/)?(?:oferta|uslugi|zajecia|warsztaty|kluby|kursy|filie|oddzialy|projekty|zbiory|o-nas|dla-\w+)/"
)
_NUMBER = re.compile(r"(\d{1,7})(?:[-,_.]|$)")
_SHORT = 12  #: lines of a single item whose title is no heading and that has no link to read on
_BARE = 5  #: titles that make a list by themselves
_SHARE = 0.5  #: of the main list's mean evidence, for a second list beside it
_TWIN = 0.8  #: the same, for items whose addresses are alike in their folder only ("…-nr-2" has a number)
_PURE = 1.2  #: of the score of the main list, for one of links of one kind in its stead
_TEASERS = 4  #: titles with summaries that make a list by themselves
_TOLD = 1.5  #: mean evidence of theirs
_SURER = 0.3  #: of the points of the best cluster, for one that is surely news
_SEVERAL = 3  #: items that hold a link to their category each


def choose(clusters: list[Cluster], kinds: list[Cluster], page_url: str = "") -> list[Item]:
    """The main list, and what stands beside it and looks like it.

    `kinds` are lists of one kind of address: one of them is the main list only where it is much the surer.
    """
    front = bool(page_url) and is_front(page_url)
    if front:
        clusters = [c for c in clusters if not _is_offered(c)]
        kinds = [c for c in kinds if not _is_offered(c)]
    fit = [c for c in clusters if _is_enough(c) and (len(c.items) > 1 or _is_sure(c))]
    main = _main(fit)
    sure = [c for c in kinds if c.mean >= ENOUGH and not c.soft and (len(c.items) > 1 or _is_sure(c))]
    pure = max(sure, key=lambda c: c.score, default=None)
    if pure and (main is None or (pure.score > _PURE * main.score and len(pure.items) > len(main.items))):
        main, fit = pure, [pure, *fit]
    bare = _bare([c for c in clusters if main is None or main.soft or not _is_other(c, main)], page_url)
    if (
        main is None
        or (not main.archived and _is_part(main, bare))
        or (main.soft and _is_news(bare, clusters))
    ):
        return bare or _teasers(clusters, page_url)
    shapes = {tail_of(entry.url) for entry in main.items}
    loosely = {_loosely(entry.url) for entry in main.items}
    folders = {folder_of(entry.url) for entry in main.items} - {None}
    if main.archived:  # a month with one item
        fit += [c for c in clusters if c.archived and c not in fit]
    chosen: dict[str, Item] = {}
    for cluster in sorted(fit, key=lambda c: -c.score):
        share = cluster.mean / main.mean if cluster is main or _beside(cluster, main) else 0.0
        if main.archived and cluster.archived and _beside(cluster, main):
            share = 1.0
        if share < _SHARE or (
            cluster is not main
            and (
                _is_inside(cluster, main)
                or _is_other(cluster, main)
                or (front and _is_brief(cluster, main) and cluster.look != main.look)
            )
        ):
            continue
        most = 2 * sum(_loosely(entry.url) in loosely for entry in cluster.items) > len(cluster.items)
        twin = share >= _TWIN or most
        like = _is_dated(cluster) and (
            (most and share >= _TWIN)  # one with a number in its title, in a folder of its own
            or (_box(cluster) == _box(main) and _first(cluster) <= _first(main))
        )
        for entry in without_strays(cluster):
            alike = tail_of(entry.url) in shapes or (twin and (folder_of(entry.url) in folders or like))
            if cluster is main or alike:
                chosen.setdefault(entry.url, entry)
    for cluster in clusters:
        if main.items and any(MORE_LINKS.search(names_above(entry)) for entry in cluster.items[:1]):
            for entry in cluster.items:
                if tail_of(entry.url) in shapes:
                    chosen.setdefault(entry.url, entry)
    for entry in [*pinned(clusters, main), *announced(clusters, main)]:
        chosen.setdefault(entry.url, entry)
    return sorted(without_sections(chosen), key=lambda entry: entry.first)


def _loosely(url: str) -> str:
    """As `tail_of`, whether there is a figure in the words of a title or not ("14-tysiecy")."""
    return tail_of(url).replace("ds", "ws")


def _is_offered(cluster: Cluster) -> bool:
    """Is it what a front page shows beside news, by its heading or by the folder that all of it lies in?"""
    if any(entry.dated for entry in cluster.items) or cluster.section.kind == NEWS:
        return False
    return cluster.section.kind == OTHER or all(_OFFERED.match(key_of(entry.url)) for entry in cluster.items)


def _is_sure(cluster: Cluster) -> bool:
    """Looks a single item like news by itself? All of the page is the box of its only link."""
    entry = cluster.items[0]
    if cluster.mean < _LONE or _PLACE.match(fold(entry.title_link.text)):
        return False
    lines = entry.last - entry.first
    more = any(link.text and is_more(link.text) for link in entry.links)
    return lines <= (2 * _SHORT if more else _SHORT) or any(link.heading for link in entry.links)


def _is_enough(cluster: Cluster) -> bool:
    """Is it news by what stands in its items, or nearly so below a heading that says it is?"""
    named = cluster.section.kind == NEWS and len(cluster.items) >= _SEVERAL
    return cluster.mean >= ENOUGH - named


def _main(fit: list[Cluster]) -> Cluster | None:
    """The cluster with most points, or one of less that a heading calls news, or that alone has days."""
    best = max(fit, key=lambda c: c.score, default=None)
    if best is None or best.section.kind == NEWS or any(entry.dated for entry in best.items):
        return best
    surer = [
        c
        for c in fit
        if not c.soft and (c.section.kind == NEWS or (len(c.items) >= _SEVERAL and _is_dated(c)))
    ]
    other = max(surer, key=lambda c: c.score, default=best)
    return other if other.score >= _SURER * best.score else best


def _box(cluster: Cluster) -> str | HtmlElement:
    """What the boxes of its items are called, or, where several have no name, what holds them.

    One without a name is like no other.
    """
    box = cluster.items[0].box
    return box.get("class") or (cluster.look if len(cluster.items) > 1 else box)


def _first(cluster: Cluster) -> set[str]:
    """The first folders of its addresses."""
    return {key_of(entry.url).split("/")[1] for entry in cluster.items if "/" in key_of(entry.url)}


def _is_dated(cluster: Cluster) -> bool:
    return all(entry.dated for entry in cluster.items)


def _teasers(clusters: list[Cluster], page_url: str) -> list[Item]:
    """Titles with summaries and nothing else, where a page has no other list: no menu tells so much.

    Those of a front page are what the library offers, unless a heading calls them news.
    """
    front = is_front(page_url)
    told = [
        c
        for c in clusters
        if len(c.items) >= _TEASERS and not c.soft and all(entry.told for entry in c.items)
        if c.section.kind == NEWS or not front
    ]
    best = max(told, key=lambda c: c.score, default=None)
    return sorted(best.items, key=lambda entry: entry.first) if best and best.mean >= _TOLD else []


def _beside(cluster: Cluster, main: Cluster) -> bool:
    """May a cluster continue the list? One in a place of other news may where the list stands there, too."""
    region = cluster.items[0].title_link.region
    return not cluster.soft or (main.soft and main.items[0].title_link.region == region)


def _is_inside(cluster: Cluster, main: Cluster) -> bool:
    """Stands one of its links in each of several items of the list, and of another kind: its category?"""
    boxes = {entry.box for entry in main.items}
    if len(cluster.items) < _SEVERAL or len(cluster.items) > len(boxes):
        return False
    kinds = {kind_of(entry.url) for entry in main.items}
    held: set[HtmlElement] = set()
    for entry in cluster.items:
        box = next((node for node in entry.title_link.element.iterancestors() if node in boxes), None)
        if box is None or box in held or kind_of(entry.url) in kinds:
            return False
        held.add(box)
    return True


def _is_other(cluster: Cluster, main: Cluster) -> bool:
    """Has none of it a day, and lies it below another heading than the list, or do its addresses elsewhere?

    People, courses, branches and what a library offers are shown in the same boxes as news.
    """
    if any(entry.dated for entry in cluster.items):
        return False
    apart = cluster.section.row >= 0 and cluster.section != main.section and cluster.section.kind != NEWS
    if apart and (main.section.kind == NEWS or _is_dated(main)):
        return True
    if not _is_dated(main):
        return False
    return {kind_of(entry.url) for entry in cluster.items}.isdisjoint(
        kind_of(entry.url) for entry in main.items
    )


def _is_brief(cluster: Cluster, main: Cluster) -> bool:
    """Has none of either a day, and are the titles of the list long and these short? Then it is an offer."""
    if any(entry.dated for entry in (*cluster.items, *main.items)):
        return False
    return main.long_titles and not cluster.long_titles


def _is_part(main: Cluster, bare: list[Item]) -> bool:
    """Does a short list beside the bare titles, and none of them itself, name a few of them again?"""
    known = {entry.url for entry in bare}
    return (
        main.items[0] not in bare
        and 2 * len(main.items) <= len(bare)
        and all(entry.url in known for entry in main.items)
    )


def _is_news(bare: list[Item], clusters: list[Cluster]) -> bool:
    """Stand bare titles below a heading that calls them news?"""
    return bool(bare) and any(bare[0] in c.items and c.section.kind == NEWS for c in clusters)


def _bare(clusters: list[Cluster], page_url: str) -> list[Item]:
    """The longest bare list of titles, with those that go on below headings ("Marzec", "Luty")."""
    hard = [cluster for cluster in clusters if not cluster.soft]
    best = max(hard, key=lambda c: len(_titles_only(c, page_url)), default=None)
    titles = _titles_only(best, page_url) if best else []
    if not best or not titles:
        return []
    more = [c for c in hard if c is not best and c.look == best.look and not _is_other(c, best)]
    known = {entry.url for entry in titles}
    kind = kind_of(titles[0].url)
    same = [entry for c in more for entry in c.items if entry.url not in known and kind_of(entry.url) == kind]
    return sorted([*titles, *same], key=lambda entry: entry.first)


def _titles_only(cluster: Cluster, page_url: str) -> list[Item]:
    """The items of a bare list of links, where they read like titles and not like a menu.

    Pictured links to what lies below the page at hand need not.
    """
    titles = [entry.title_link.text for entry in cluster.items]
    long = sum(len(title) >= 25 and len(title.split()) >= 3 for title in titles)
    numbered = all(is_numbered(entry.url) for entry in cluster.items)
    below = key_of(page_url).partition("?")[0].rstrip("/") + "/"
    if len(titles) >= _BARE and below.count("/") > 1 and _counts_down(cluster.items, below):
        return sorted(cluster.items, key=lambda entry: entry.first)
    if (
        len(titles) >= _BARE
        and below.count("/") > 1
        and all(
            key_of(entry.url).startswith(below) and any(link.image for link in entry.links)
            for entry in cluster.items
        )
    ):
        return sorted(cluster.items, key=lambda entry: entry.first)
    named = cluster.section.kind == NEWS
    if len(titles) < (_SEVERAL if named else _BARE) or long < (0.4 if numbered or named else 0.6) * len(
        titles
    ):
        return []
    return sorted(cluster.items, key=lambda entry: entry.first)


def _counts_down(items: list[Item], below: str) -> bool:
    """Do the addresses below a page begin with numbers that fall, as those of news do, the newest first?"""
    hits = [_NUMBER.match(key_of(entry.url).removeprefix(below)) for entry in items]
    numbers = [int(hit[1]) for hit in hits if hit]
    return len(numbers) == len(items) and all(a > b for a, b in pairwise(numbers))
