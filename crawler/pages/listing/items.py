"""The items of an index page: links that stand in like places, weighed by what stands beside them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import islice

from lxml.html import HtmlElement

from crawler.pages.listing.archives import Archive
from crawler.pages.listing.evidence import DATED, tells_contact, weigh
from crawler.pages.listing.gaps import fill_gaps
from crawler.pages.listing.item import Cluster, Item
from crawler.pages.listing.links import is_album, kind_of
from crawler.pages.listing.rows import Link, Rows
from crawler.pages.listing.sections import OTHER, Section, Sections
from crawler.pages.listing.tables import below_in_column

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
        if item.parent.tag == "tr":
            item.under = below_in_column(item.box, found)
    for parent, siblings in by_parent.items():
        siblings.sort(key=lambda item: item.first)
        fill_gaps(siblings, found, found.extent[parent])


def _weigh(cluster: Cluster, found: Rows, archive: Archive) -> None:
    """How much a cluster looks like a list of news."""
    days = archive.dates([item.first for item in cluster.items])
    cluster.archived = days is not None
    several = len(cluster.items) > 1
    for item, day in zip(cluster.items, days or [None] * len(cluster.items), strict=True):
        title = item.title_link.text
        rows = [*found.rows[item.first - item.below_day : item.last], *item.under]
        item.evidence, item.dated, item.told = weigh(item.url, item.links, title, rows, several=several)
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
