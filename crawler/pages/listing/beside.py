"""What stands beside the main list of an index page and belongs to it, and what in it does not."""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice

from crawler.pages.document import names_of
from crawler.pages.listing.item import Cluster, Item
from crawler.pages.listing.items import PINNED
from crawler.pages.listing.links import is_album, is_more, key_of, kind_of, shape
from crawler.pages.listing.sections import NEWS

_STRAY = 0.3  #: of the cluster's mean evidence; an item with less is none
_NUMBER = re.compile(r"(?<![^/])\d+(?![^/])")  #: a folder that is a number: "artykul/4697/"
_ASKED = re.compile(r"(?:^|&)([^=&]+)=")  #: names of what an address asks for
_MOST = 1.25  #: of so many items one has a day, where nearly all have
_SEVERAL = 3  #: titles below a heading of their own


def pinned(clusters: list[Cluster], main: Cluster) -> list[Item]:
    """Titles in a box of what is important, of the same kind of address as the list: they need no day.

    One alone above the list that has a day may stand in a box that is called what stands aside.
    """
    kinds = {kind_of(entry.url) for entry in main.items}
    top = min(entry.first for entry in main.items)
    return [
        entry
        for cluster in clusters
        if cluster is not main and (not cluster.soft or _is_alone_above(cluster, top))
        for entry in cluster.items
        if kind_of(entry.url) in kinds and PINNED.search(f"{names_of(entry.box)} {names_above(entry)}")
    ]


def _is_alone_above(cluster: Cluster, top: int) -> bool:
    """Is it one item with a day and a heading or a text above the first line of the list?"""
    entry = cluster.items[0]
    if len(cluster.items) > 1 or not entry.dated or entry.last > top:
        return False
    return entry.title_link.heading or entry.told


def announced(clusters: list[Cluster], main: Cluster) -> list[Item]:
    """Titles with addresses of the list below another heading that calls them news ("Ogłoszenia").

    And those with summaries below the same one: their day is printed once for several of them. And titles
    alone right behind the list ("more of them").
    """
    kinds = {kind_of(entry.url) for entry in main.items}
    inside = all("/" in kind.partition("?")[0] for kind in kinds)
    end = max(entry.last for entry in main.items)
    return [
        entry
        for cluster in clusters
        if not cluster.soft and all(kind_of(entry.url) in kinds for entry in cluster.items)
        if (
            inside and (all(entry.told for entry in cluster.items) or _goes_on(cluster, end))
            if cluster.section == main.section
            else cluster.section.kind == NEWS and len(cluster.items) >= _SEVERAL
        )
        for entry in cluster.items
    ]


def _goes_on(cluster: Cluster, end: int) -> bool:
    """Are they several long titles that begin in the line behind the last of the list?"""
    return len(cluster.items) >= _SEVERAL and cluster.items[0].first == end and cluster.long_titles


def names_above(entry: Item) -> str:
    return " ".join(names_of(node) for node in (entry.parent, *islice(entry.parent.iterancestors(), 2)))


def without_strays(cluster: Cluster) -> list[Item]:
    """A link among the items with nothing of an item ("Archiwum") is a way to somewhere else.

    So are albums among news, where those are the more, and what has no day, and an address of another
    kind, where nearly all have one: "Zapisz się na newsletter".
    """
    usual = Counter(map(_made_of, cluster.items)).most_common(1)[0][0]
    albums = {entry.url for entry in cluster.items if is_album(entry.url)}
    few = 0 < len(albums) <= len(cluster.items) / 2
    dated = {kind_of(entry.url) for entry in cluster.items if entry.dated}
    most = _MOST * sum(entry.dated for entry in cluster.items) >= len(cluster.items)
    first, last = cluster.items[0], cluster.items[-1]
    return [
        entry
        for entry in cluster.items
        if (
            entry.evidence >= _STRAY * cluster.mean
            or (len(entry.links) > 1 and _made_of(entry) == usual)
            or (
                first.parent is entry.parent is last.parent
                and entry not in (first, last)
                and kind_of(entry.url) in dated
            )
        )
        and not (few and entry.url in albums)
        and (entry.dated or not most or kind_of(entry.url) in dated)
    ]


def _made_of(entry: Item) -> tuple[tuple[bool, bool], ...]:
    """Its links in their order: has each a picture, does it lead on ("czytaj dalej")?"""
    return tuple((link.image, is_more(link.text)) for link in entry.links)


def without_sections(chosen: dict[str, Item]) -> list[Item]:
    """A page that two of the articles lie under is a part of the site, not a third."""
    below: Counter[str] = Counter()
    for url in chosen:
        key = key_of(url)
        below.update(key[: hit.start()] for hit in re.finditer("/", key))
    return [entry for url, entry in chosen.items() if below[key_of(url)] < 2]


def tail_of(url: str) -> str:
    """The kind of an address by its last parts; what stands before them is often a menu's path."""
    path, query = shape(url).split("?", 1)
    return "/".join(path.split("/")[-3:]) + "?" + query


def folder_of(url: str) -> tuple[str, ...] | None:
    """What stands before the last part of an address, and what it asks for; None: the site itself."""
    path, _, query = key_of(url).partition("?")
    folder = _NUMBER.sub("9", path.rstrip("/").rpartition("/")[0].partition("/")[2])
    return (folder, *_ASKED.findall(query)) if folder else None
