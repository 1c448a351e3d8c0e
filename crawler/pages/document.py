"""One page, decoded and parsed once; what its head says for machines is read when first asked for."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any
from urllib.parse import urljoin

from lxml import etree
from lxml.html import HtmlElement

from aggregator.dates import WARSAW
from aggregator.text import fold, squeeze
from crawler.pages.parsed import Parsed, parsed

#: what `Page.told` looks for
_ASKED = ("title", "meta", "script", "time", "h1")
_ALIKE = {"abbr": "time", "h2": "h1", "h3": "h1", "h4": "h1"}  #: tags that are asked for together with others


class Page:
    """A parsed page. `tree` is the root element, shared by every rule: look, never change it."""

    __slots__ = (
        "_base", "_head", "_json_ld", "_metas", "_title", "_told", "charset", "fetched", "source", "text",
        "tree", "url",
    )  # fmt: skip

    def __init__(self, url: str, fetched: datetime, page: Parsed) -> None:
        self.url = url
        self.fetched = fetched if fetched.tzinfo else fetched.replace(tzinfo=WARSAW)
        self.text = page.text  #: the decoded source
        self.source = page.source  #: the same in UTF-8, as the parser was given it
        self.tree = page.tree
        self.charset = page.decoded.charset  #: Python's name of the charset it was read by
        self._told: dict[str, list[HtmlElement]] | None = None
        self._title: str | None = None
        self._head: str | None = None
        self._base: str | None = None
        self._metas: dict[str, str] | None = None
        self._json_ld: list[dict[str, Any]] | None = None

    def told(self, tag: str) -> list[HtmlElement]:
        """The elements of a tag of `_ASKED` and of those `_ALIKE`, in the page's order.

        One search finds them all: to begin another costs as much again. Each tag is paid for, so no other is
        looked for that few pages are asked for.
        """
        if self._told is None:
            self._told = {asked: [] for asked in _ASKED}
            for alike, asked in _ALIKE.items():
                self._told[alike] = self._told[asked]
            for element in self.tree.iter(*self._told):
                self._told[element.tag].append(element)
        return self._told[tag]

    @property
    def title(self) -> str:
        """Content of <title> in one line, "" = none."""
        if self._title is None:
            found = next(iter(self.told("title")), None)
            self._title = "" if found is None else text_of(found) if len(found) else squeeze(found.text or "")
        return self._title

    @property
    def head(self) -> str:
        """`title` folded."""
        if self._head is None:
            self._head = fold(self.title)
        return self._head

    @property
    def metas(self) -> dict[str, str]:
        """The first content of each <meta>, as printed, by its name, property or itemprop in lower case."""
        if self._metas is None:
            self._metas = {}
            for meta in self.told("meta"):
                said = dict(meta.items())
                if content := said.get("content"):
                    for key in ("property", "name", "itemprop"):
                        if name := said.get(key):
                            self._metas.setdefault(name.strip().lower(), content)
        return self._metas

    def meta(self, name: str) -> str:
        """What the first <meta> of this name (lower case) says, in one line; "" = none."""
        content = self.metas.get(name)
        return squeeze(content) if content else ""

    @property
    def json_ld(self) -> list[dict[str, Any]]:
        """Every JSON-LD object with an @type, graphs and lists opened; broken scripts are left out."""
        if self._json_ld is None:
            self._json_ld = []
            for script in self.told("script"):
                if "ld+json" in (script.get("type") or "").lower():
                    self._json_ld += _objects(script.text or "")
        return self._json_ld

    @property
    def lang(self) -> str:
        """Language of the page as its root says, lower case, "" = not said."""
        return (self.tree.get("lang") or self.tree.get("xml:lang") or "").strip().lower()

    @property
    def base(self) -> str:
        """The address that relative links count from."""
        if self._base is None:  # each link asks, and to look through a page without one takes long
            found = next(self.tree.iter("base"), None)
            href = "" if found is None else (found.get("href") or "")
            self._base = join(self.url, href) if href else self.url
        return self._base


def parse_page(body: bytes, url: str, *, fetched: datetime, charset: str | None = None) -> Page:
    """Decode and parse; any bytes give a page, if an empty one. `charset` is what the HTTP header says."""
    return Page(url, fetched, parsed(body, charset))


def has_children(element: HtmlElement) -> bool:
    """Does an element hold others? `len` would count them, and a box of loose lines has thousands."""
    return next(iter(element), None) is not None


_UNSEEN = frozenset({"script", "style", "noscript", "template", "svg", "head"})


def text_of(element: HtmlElement) -> str:
    """What a reader sees of an element, in one line; blocks inside it are divided by a space."""
    parts: list[str] = []
    skipped: HtmlElement | None = None
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            if skipped is None and node.tag in _UNSEEN and node is not element:
                skipped = node
            elif skipped is None:
                if node.tag in BLOCKS:
                    parts.append(" ")
                if node.text:
                    parts.append(node.text)
        else:
            if skipped is node:
                skipped = None
            if skipped is None:
                if node.tag in BLOCKS:
                    parts.append(" ")
                if node.tail and node is not element:
                    parts.append(node.tail)
    return squeeze("".join(parts))


def inner_text(element: HtmlElement) -> str:
    """All text inside an element as it stands in the source: as of `itertext`, in a tenth of the time."""
    if not len(element):
        return element.text or ""
    text: str = etree.tostring(element, method="text", encoding="unicode", with_tail=False)
    return text


BLOCKS = frozenset(
    """
    address article aside blockquote body br button caption center dd details dialog div dl dt fieldset
    figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html iframe legend li main menu nav ol option p
    pre section select summary table tbody td tfoot th thead title tr ul
    """.split()  # noqa: SIM905
)  #: elements that begin and end a line


def names_of(element: HtmlElement) -> str:
    """Class, id and role of an element in lower case, with spaces between: what its author calls it."""
    return f"{element.get('class') or ''} {element.get('id') or ''} {element.get('role') or ''}".lower()


def join(base: str, href: str) -> str:
    """Absolute address, "" where the reference cannot be one."""
    try:
        return urljoin(base, href.strip())
    except ValueError:
        return ""


def _objects(source: str) -> list[dict[str, Any]]:
    try:
        todo = [json.loads(source.strip().removeprefix("<!--").removesuffix("-->"), strict=False)]
    except (ValueError, RecursionError):
        return []
    found: list[dict[str, Any]] = []
    while todo and len(found) < 200:
        item = todo.pop(0)
        if isinstance(item, list):
            todo = item[:200] + todo
        elif isinstance(item, dict):
            if "@type" in item:
                found.append(item)
            if isinstance(item.get("@graph"), list):
                todo = item["@graph"][:200] + todo
    return found
