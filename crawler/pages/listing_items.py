"""The items of an index page: links that stand in like places, weighed by what stands beside them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice

from lxml.html import HtmlElement

from crawler.pages.listing_archives import Archive
from crawler.pages.listing_evidence import DATED, tells_contact, weigh
from crawler.pages.listing_links import (
    is_album,
    is_title,
    kind_of,
)
from crawler.pages.listing_rows import Link, Row, Rows
from crawler.pages.listing_sections import OTHER, Section, Sections

_DEPTH = 60  #: ancestors looked at; deeper nesting is an accident
_LIST = 3  #: items of one parent that are a list of their own
_SOFT = frozenset({"sidebar", "related", "logos", "header"})
_MANY = ""  #: an element that holds more than one candidate
_TOKEN = re.compile(r"^[a-z][a-z_-]*$", re.I)
_PIN = r"sticky|pinned|przypiet\w*|wyrozn\w*|featured|promowan\w*|important|wazn\w*|pilne"
#: names that one item has and the next has not
_STRIPE = re.compile(
    rf"(?:^|[-_])(?:odd|even|alt|alternat\w*|first|last|nieparzyst\w*|parzyst\w*|{_PIN})(?:$|[-_])", re.I
)
PINNED = re.compile(rf"(?:^|[ _-])(?:{_PIN})(?:$|[ _-])", re.I)  #: names of what stays above the newest
_DIGIT = re.compile(r"\d")
_AHEAD = 2  #: lines from a day to the link below it; a title that is none may stand between
_LONGEST_GAP = 15  #: lines after an item that may belong to it


@dataclass(slots=True, eq=False)
class Item:
    """Everything of one address in one place of the page."""

    url: str
    links: list[Link]
    parent: HtmlElement  #: the element that holds this and other items
    box: HtmlElement  #: the largest element that holds no other item
    first: int = 0  #: its lines
    last: int = 0
    evidence: float = 0.0
    dated: bool = False  #: does something in its lines look like a day?
    told: bool = False  #: is there a summary in its lines?
    _title: tuple[int, Link] | None = None  #: the title among so many links

    @property
    def title_link(self) -> Link:
        """The link whose text is the title; where none is, the first."""
        if self._title is None or self._title[0] != len(self.links):
            named = [link for link in self.links if is_title(link.text) and link.text[0] != "#"]
            best = max(named, key=lambda link: (link.heading, len(link.text))) if named else self.links[0]
            self._title = (len(self.links), best)
        return self._title[1]


@dataclass(slots=True, eq=False)
class Cluster:
    """Items in like places."""

    items: list[Item] = field(default_factory=list)
    score: float = 0.0
    mean: float = 0.0  #: mean evidence of the items
    look: str = ""  #: of the places where its items stand
    soft: bool = False  #: stands where other news stand: beside, below
    archived: bool = False  #: headings above tell year or month of its items
    section: Section = field(default_factory=Section)  #: the heading it stands below


def find_clusters(found: Rows, usable: list[tuple[Link, str]]) -> list[Cluster]:
    """Items grouped by the look of their place, each with its lines and its evidence."""
    holds = _holders((link.element, url) for link, url in usable)
    items: dict[tuple[str, HtmlElement], Item] = {}
    for link, url in usable:
        box, parent = _climb(link.element, holds)
        item = items.get((url, parent))
        if item is None:
            items[url, parent] = Item(url, [link], parent, box)
        else:
            item.links.append(link)
    clusters: dict[tuple[str, str, int, Section], Cluster] = defaultdict(Cluster)
    sections = Sections(found)
    looks = {item: _look(item) for item in items.values()}
    held = Counter((item.parent, look) for item, look in looks.items())
    for item, look in looks.items():
        own = id(item.parent) if held[item.parent, look] >= _LIST else 0
        section = sections.above(item.box)
        named = section if section.kind else Section()
        cluster = clusters[_signature(item.parent), look, own, named]
        cluster.section = section if not cluster.items else cluster.section
        cluster.look = f"{_signature(item.parent)} {look}"
        cluster.items.append(item)
    result = [_unite(cluster) for cluster in clusters.values()]
    archive = Archive(found)
    for cluster in result:
        extend(cluster.items, found)
        _weigh(cluster, found, archive)
    return result


def of_one_kind(found: Rows, usable: list[tuple[Link, str]]) -> list[Cluster]:
    """Clusters of the links of each kind of address by themselves.

    Where each item has a link to its author, its gallery or its category beside the one to the article,
    no element of it holds one address only; of the articles alone it does.
    """
    kinds: dict[str, list[tuple[Link, str]]] = defaultdict(list)
    for link, url in usable:
        kinds[kind_of(url)].append((link, url))
    several = [links for links in kinds.values() if len({url for _, url in links}) >= _LIST]
    return [cluster for links in several for cluster in find_clusters(found, links)] if len(kinds) > 1 else []


def _holders(elements: Iterable[tuple[HtmlElement, str]]) -> dict[HtmlElement, str]:
    """For every element around a link: the one address it holds, or _MANY."""
    holds: dict[HtmlElement, str] = {}
    for element, url in elements:
        node: HtmlElement | None = element
        for _ in range(_DEPTH):
            if node is None:
                break
            known = holds.get(node)
            if known is None:
                holds[node] = url
            elif known == _MANY:
                break
            elif known != url:
                holds[node] = _MANY
            node = node.getparent()
        while node is not None and holds.get(node, _MANY) != _MANY:  # all above hold many, too
            holds[node] = _MANY
            node = node.getparent()
    return holds


def _climb(element: HtmlElement, holds: dict[HtmlElement, str]) -> tuple[HtmlElement, HtmlElement]:
    """The largest element around a link that holds no other address, and the one that does."""
    url, box = holds[element], element
    for _ in range(_DEPTH):
        parent = box.getparent()
        if parent is None or parent.tag in ("body", "html"):
            return box, box if parent is None else parent
        if holds.get(parent, _MANY) != url:
            return box, parent
        box = parent
    return box, box


def _signature(element: HtmlElement) -> str:
    """Tags and first plain class names of an element and of the three around it."""
    chain = [element, *islice(element.iterancestors(), 3)]
    cell = str(id(element)) if element.tag in ("td", "th") else ""  # columns of a page laid out by a table
    return cell + "/".join(f"{node.tag}.{_token(node)}" for node in chain)


def _token(element: HtmlElement) -> str:
    names = [name for name in (element.get("class") or "").split() if _TOKEN.match(name)]
    names = [name for name in names if not _STRIPE.search(name)]
    return names[0].lower() if names else ""


def _look(item: Item) -> str:
    link = item.title_link
    return f"h {item.box.tag}" if link.heading else f"{item.box.tag}.{_token(item.box)}"


def _unite(cluster: Cluster) -> Cluster:
    """One item an address: where it stands in several places, the one with most links."""
    best: dict[str, Item] = {}
    for item in cluster.items:
        other = best.get(item.url)
        if other is None or len(item.links) > len(other.links):
            best[item.url] = item
    return Cluster(list(best.values()), look=cluster.look, section=cluster.section)


def extend(items: list[Item], found: Rows) -> None:
    """Give each item its lines: those of the largest element that holds no other of the items,
    and in flat layouts those up to the next item."""
    holds = _holders((link.element, item.url) for item in items for link in item.links)
    by_parent: dict[HtmlElement, list[Item]] = defaultdict(list)
    for item in items:
        boxes = [item.box]
        if len(items) > 1:
            item.box, item.parent = _climb(item.title_link.element, holds)
            boxes = [_climb(link.element, holds)[0] for link in item.links]
        extents = [found.extent[box] for box in boxes]
        item.first, item.last = min(e[0] for e in extents), max(e[1] for e in extents)
        by_parent[item.parent].append(item)
    for parent, siblings in by_parent.items():
        siblings.sort(key=lambda item: item.first)
        _fill_gaps(siblings, found, found.extent[parent])


def _weigh(cluster: Cluster, found: Rows, archive: Archive) -> None:
    """How much a cluster looks like a list of news."""
    days = archive.dates([item.first for item in cluster.items])
    cluster.archived = days is not None
    several = len(cluster.items) > 1
    for item, day in zip(cluster.items, days or [None] * len(cluster.items), strict=True):
        title = item.title_link.text
        item.evidence, item.dated, item.told = weigh(
            item.url, item.links, title, found.rows[item.first : item.last], several=several
        )
        if day and several:  # one line below "2023" that begins with a figure is no list
            item.evidence += DATED
            item.dated = True
    if _is_directory(cluster.items, found):
        for item in cluster.items:
            item.evidence -= 2 * DATED
    beside = sum(item.title_link.region in _SOFT or is_album(item.url) for item in cluster.items)
    cluster.soft = beside > len(cluster.items) / 2 or cluster.section.kind == OTHER
    cluster.mean = sum(item.evidence for item in cluster.items) / max(1, len(cluster.items))
    cluster.score = sum(min(item.evidence, 10) for item in cluster.items) * (0.3 if cluster.soft else 1)


def _is_directory(items: list[Item], found: Rows) -> bool:
    """Does every item tell how to reach it, and none has a day? Branches and people are no news."""
    return (
        len(items) >= _LIST
        and not any(item.dated for item in items)
        and all(tells_contact(found.rows[item.first : item.last]) for item in items)
    )


def _fill_gaps(siblings: list[Item], found: Rows, extent: tuple[int, int]) -> None:
    """Lines between two items belong to the first, unless every item opens with a date before its box."""
    starts = [item.first for item in siblings]
    for ahead in range(1, _AHEAD + 1):
        if all(
            start - ahead >= extent[0]
            and opens(found.rows[start - ahead])
            and (at == 0 or siblings[at - 1].last <= start - ahead)
            for at, start in enumerate(starts)
        ):
            for item in siblings:
                item.first -= ahead
            break
    else:
        if headings := _headings_above(siblings, found, extent):
            for item, heading in zip(siblings, headings, strict=True):
                item.first = heading
            return
    headed = starts[0] > extent[0] and _heads_group(found.rows[starts[0] - 1])
    for at, item in enumerate(siblings):
        following = siblings[at + 1].first if at + 1 < len(siblings) else extent[1]
        if at + 1 == len(siblings) and len(siblings) > 1:
            usual = max(siblings[i + 1].first - siblings[i].first for i in range(at))
            following = min(following, item.first + usual)
        if 0 < following - item.last <= _LONGEST_GAP and len(siblings) > 1:
            item.last = _before_heading(item, following, found, headed=headed)


def _heads_group(row: Row) -> bool:
    """May a line stand above several items?"""
    return bool(row.heading) and not row.linked


def _before_heading(item: Item, following: int, found: Rows, *, headed: bool) -> int:
    """The line that follows an item: a heading of the rank of its own is another, told in full.

    `headed`, groups of items that have no headings of their own have one.
    """
    rank = next((row.heading for row in found.rows[item.first : item.last] if row.heading), 0)
    if rank or headed:
        for number in range(item.last, following):
            row = found.rows[number]
            if row.heading == rank if rank else _heads_group(row):
                return number
    return following


def _headings_above(siblings: list[Item], found: Rows, extent: tuple[int, int]) -> list[int]:
    """The lines of headings above items that end in their links ("czytaj"); none = some have none."""
    if len(siblings) < _LIST or any(is_title(link.text) for item in siblings for link in item.links):
        return []
    headings = []
    start = max(extent[0], siblings[0].first - _LONGEST_GAP)
    for item in siblings:
        own = [n for n in range(start, item.first) if found.rows[n].heading and not found.rows[n].linked]
        if not own:
            return []
        headings.append(own[-1])
        start = item.last
    return headings


def opens(row: Row) -> bool:
    """May a line be the day above an item?"""
    return len(row.text) <= 60 and bool(_DIGIT.search(row.text)) and not row.linked
