"""Dates that a page states for machines: JSON-LD, microdata, <time>, <meta>, and, weakly, its address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from aggregator.dates import FoundDate, parse_printed
from aggregator.text import squeeze
from aggregator.vocabulary import Precision
from crawler.pages.dates.labels import Label, labels
from crawler.pages.dates.records import of_records
from crawler.pages.document import BLOCKS, Page, inner_text, names_of
from crawler.pages.furniture.region import name_region, tag_region

_ITEMPROPS = frozenset({"datePublished", "dateModified", "dateCreated"})
#: without such an attribute the tree need not be searched for more than <time> and <abbr>
_ATTRIBUTES = (b"itemprop", b"property")
_UNDATED = tuple(b'="og:%s"' % name for name in b"title type url image description locale".split())
_VALUE = re.compile(rb"""\s*=\s*["']?([^"'<>]*)""")
_TAG = re.compile(rb"<([a-z][a-z0-9]*)\s[^<>]*")
_STAMPED = frozenset({"time", "abbr"})
_AGO = b" temu<"  #: without it no <span> need be looked at
_METAS = dict.fromkeys((
    "article:published_time", "og:article:published_time", "article:published", "datepublished",
), "published") | dict.fromkeys((
    "article:modified_time", "og:updated_time", "datemodified", "last-modified", "dcterms.modified",
    "dc.date.modified",
), "modified") | dict.fromkeys((
    "dcterms.issued", "dc.date.issued", "dcterms.created", "dc.date.created", "dcterms.date", "dc.date",
    "pubdate", "publishdate", "publish-date", "publication_date", "publication-date", "date",
), "date")  # fmt: skip
_NAMES = frozenset(_METAS)
#: "/2022/05/12/", or a slug that begins with its day, "/2022-05-12-plakat"
_URL_DAY = re.compile(
    r"/((?:19|20)\d\d)(?:/(0?[1-9]|1[0-2])/(0?[1-9]|[12]\d|3[01])(?:/|$)"
    r"|-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(?:[-_.]|/?$))"
)
_HYDRATED = b"__NEXT_DATA__"
_RECORD_DAY = re.compile(
    rb'"(?:publishedAt|published_at|datePublished|publishDate|publicationDate)" ?: ?"([^"]{16,40})"'
)
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_FURNITURE = frozenset(
    {"sidebar", "related", "comments", "calendar", "menu", "popup", "cookies", "form", "counter", "logos",
     "share", "footer", "accessibility", "header"}
)  # fmt: skip
_MOST_PARTS = 40  #: elements, and pieces of text in each, that a line is told by
_MODIFIED = re.compile(r"updated|modified|aktualiz|modyfik")
_PUBLISHED = re.compile(r"\bpublished\b|entry-date|posted-on|pubdate")
_CREATED = re.compile(r"\bcreated?\b")
_OF_ENTRY = re.compile(r"published|entry-date")  #: "entry-date updated" is the only day of a post
_CLOCK = timedelta(minutes=3)
_EVENT = re.compile(r"event|wydarz|termin|start|end|tribe|mec-|kalend|calend")


@dataclass(slots=True)
class Stated:
    """A date for machines."""

    date: FoundDate
    role: str  #: "published", "created", "modified", "date" or "data"
    origin: str
    element: HtmlElement | None = None  #: None = the whole page


def stated_dates(page: Page) -> Iterator[Stated]:
    """What the page states for machines, no stamps that are not dates. Order: head, then elements."""
    for stamp, role, origin in of_records(page):
        yield from _stated(page, stamp, role, origin)
    metas = page.metas
    for name, role in () if _NAMES.isdisjoint(metas) else _METAS.items():
        if name in metas:
            yield from _stated(page, page.meta(name), role, f"meta: {name}")
    for element in _marked(page):
        yield from _element(page, element)
    if _is_drawn_by_scripts(page.tree):
        yield from _hydrated(page)
    hit = _URL_DAY.search(urlsplit(page.url).path)
    if hit:
        yield from _stated(page, f"{hit[1]}-{hit[2] or hit[4]}-{hit[3] or hit[5]}", "url", "url")


def _marked(page: Page) -> list[HtmlElement]:
    """Elements that carry a date for machines: of the tags <time> and <abbr>, and of those with microdata."""
    tags = _tags_of_microdata(page.source.lower())
    if tags:
        tags = {"*"} if "*" in tags else tags | _STAMPED
        nodes = page.told("time") if tags == _STAMPED else page.tree.iter(*tags)
        return [node for node in nodes if _is_marked(node)]
    nodes = page.tree.iter(*_STAMPED, "span") if _AGO in page.source else page.told("time")
    return [
        node
        for node in nodes
        if (node.tag != "span" and (node.get("datetime") or node.get("content"))) or _tells_moment(node)
    ]


def _is_marked(node: HtmlElement) -> bool:
    """Is it a <time> or <abbr> for machines, or does an attribute of microdata or RDFa name a date?"""
    said = node.attrib
    if not said:
        return False
    if said.get("itemprop") in _ITEMPROPS:
        return True
    tag, stamped = node.tag, "content" in said
    if tag == "time" and (stamped or "datetime" in said):
        return True
    if _tells_moment(node):
        return True
    name = said.get("property", "")
    return stamped and tag != "meta" and ("date" in name or "created" in name)


def _tells_moment(node: HtmlElement) -> bool:
    """Does an element say in its tooltip what "2 dni temu" is short for? An <abbr> may be named so, too."""
    if node.tag == "abbr" and "published" in (node.get("class") or ""):
        return True
    if not _YEAR.search(node.get("title") or ""):
        return False
    return node.tag in _STAMPED or (node.tag == "span" and "temu" in (node.text or ""))


def _tags_of_microdata(source: bytes) -> set[str]:
    """The tags whose microdata or RDFa names a date, by the source in lower case; "*" = it tells no tag."""
    tags = set()
    for name in _ATTRIBUTES:
        at = source.find(name)
        while at >= 0:
            end = at + len(name)
            value = None if source.startswith(_UNDATED, end) else _VALUE.match(source, end)
            if value and (b"date" in value[1] or b"created" in value[1]):
                tag = _TAG.fullmatch(source, max(0, source.rfind(b"<", 0, at)), at)
                quoted = tag is None or tag[0].count(b'"') % 2 or tag[0].count(b"'") % 2
                tags.add("*" if tag is None or quoted else tag[1].decode())
            at = source.find(name, end)
    return tags


def worth_of_place(stated: Stated, article: HtmlElement | None, heading: HtmlElement | None) -> int:
    """What the place of a stated date is worth: 0 in the article, less beside it, nothing in furniture."""
    if stated.element is None:
        return 0
    chain = [stated.element, *stated.element.iterancestors()]
    if stated.role == "time" and _is_in_prose(chain):
        return -100
    beside = _is_beside(chain, heading)
    if article is not None and article in chain:
        inner = chain[: chain.index(article)]
        if any(node.tag in ("li", "blockquote") for node in inner) and stated.role == "time":
            return -100
        return 0 if stated.role != "time" or beside else -20
    up = set(heading.iterancestors()) if heading is not None else set()
    if _region_above(chain[0], next((node for node in chain if node in up), None)):
        return -100
    return 0 if beside else -100 if stated.role == "time" else -25


def is_clock(stated: Stated, fetched: datetime) -> bool:
    """Is it stamped at the moment of the visit, by the server's clock?"""
    return stated.date.precision is Precision.MINUTE and abs(stated.date.moment - fetched) < _CLOCK


def stands_in(element: HtmlElement, others: set[HtmlElement]) -> bool:
    """Is an element, or one close around it, among `others`?"""
    return any(node in others for node in (element, *islice(element.iterancestors(), 3)))


def _is_beside(chain: list[HtmlElement], heading: HtmlElement | None) -> bool:
    """Within four steps of the heading, and not merely on the same page: what holds it all says nothing."""
    if heading is None:
        return False
    for node in (heading, *islice(heading.iterancestors(), 4)):
        if node.tag in ("body", "html", "main"):
            return False
        if node in chain:
            return True
    return False


def _is_in_prose(chain: list[HtmlElement]) -> bool:
    """Is a <time> a part of a sentence, or labelled as something else?"""
    text = squeeze(_run_around(chain))
    return len(text) > 80 or any(found.kind in {Label.OTHER, Label.DOCUMENT} for found in labels(text))


def _run_around(chain: list[HtmlElement]) -> str:
    """The text that stands in one line with an element: as far as no block on either side ends it."""
    at = next((i for i, node in enumerate(chain) if node.tag in BLOCKS or node.tag == "td"), len(chain) - 1)
    if not at:
        return "".join(islice(chain[0].itertext(), _MOST_PARTS))
    parts, here = [chain[at].text or ""], False
    for child in islice(chain[at], _MOST_PARTS):
        if isinstance(child.tag, str) and child.tag in BLOCKS:
            if here:
                break
            parts = [child.tail or ""]
            continue
        here = here or child is chain[at - 1]
        parts += [*islice(child.itertext(), _MOST_PARTS), child.tail or ""]
    return "".join(parts)


def _region_above(element: HtmlElement, stop: HtmlElement | None) -> str:
    """Kind of furniture that an element stands in, looking up to `stop` or the body; "" = none."""
    chain = [element, *element.iterancestors()]
    inside = any(node.tag in ("article", "main") for node in chain)
    for node in chain:
        if node is stop or node.tag in ("body", "html"):
            break
        names = names_of(node).strip()
        region = (name_region(node.tag, names) if names else "") or tag_region(node.tag, inside)
        if region in _FURNITURE:
            return region
    return ""


def _is_drawn_by_scripts(tree: HtmlElement) -> bool:
    """Is the first thing on the page the box that Next.js draws in? A search would cost more."""
    body = tree[-1] if len(tree) else tree
    return len(body) > 0 and body[0].get("id") == "__next"


def _hydrated(page: Page) -> Iterator[Stated]:
    """When the first record of what scripts draw was published; shown is often only the day."""
    found = _RECORD_DAY.search(page.source, max(page.source.find(_HYDRATED), 0))
    if found:
        yield from _stated(page, found[1].decode("ascii", "replace"), "data", "data for scripts")


def _element(page: Page, element: HtmlElement) -> Iterator[Stated]:
    prop = element.get("itemprop") or _rdfa(element)
    stamp = element.get("datetime") or element.get("content") or element.get("title") or inner_text(element)
    role = _role(element, prop)
    if role:
        kind = next(iter((element.get("class") or "").split()), "datetime")
        origin = f"microdata: {prop}" if prop.startswith("date") else f"{element.tag}: {kind}"
        yield from _stated(page, stamp, role, origin, element)


def _rdfa(element: HtmlElement) -> str:
    """The name that microdata would use: "dc:date dc:created" and "schema:dateCreated" are Drupal's."""
    if not element.get("content"):
        return ""
    names = [name.rpartition(":")[2] for name in (element.get("property") or "").split()]
    if "dateModified" in names or "modified" in names:
        return "dateModified"
    return "datePublished" if {"created", "issued", "dateCreated", "datePublished"} & set(names) else ""


def _role(element: HtmlElement, prop: str) -> str:
    """By what the element and the inline elements around it are called; "" = the date of something else."""
    own = names = names_of(element)
    for node in element.iterancestors():
        if node.tag not in ("span", "a", "p", "dd", "em", "strong"):
            break
        names += " " + names_of(node)
    if prop == "dateModified" or (_MODIFIED.search(names) and not _OF_ENTRY.search(own)):
        return "modified"
    if prop == "datePublished" or _PUBLISHED.search(names) or element.get("pubdate") is not None:
        return "published"
    if prop == "dateCreated" or ("create" in names and _CREATED.search(names)):
        return "created"
    return "" if _EVENT.search(names) else "time"


def _stated(
    page: Page, stamp: str, role: str, origin: str, element: HtmlElement | None = None
) -> Iterator[Stated]:
    date = parse_printed(stamp.strip()[:60], base=page.fetched)
    if date is not None and date.end_moment is None and not date.relative:
        yield Stated(date, role, origin, element)
