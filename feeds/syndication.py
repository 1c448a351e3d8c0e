"""RSS 2.0 and Atom 1.0 by feedgen, and everything feedgen 1.0 leaves out or gets wrong.

It drops `rel`, `type` and `length` of an entry's links in Atom, every feed link but `self` in RSS, takes the
last link as RSS `<link>`, puts new entries first, writes an invalid `type="CDATA"`, and dies of a control
character. Texts arrive here printable (`feeds.clean`); the rest is mended by the two extensions below.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import datetime
from email.utils import format_datetime
from functools import lru_cache
from html import escape
from typing import Any

from feedgen.entry import FeedEntry
from feedgen.feed import FeedGenerator
from lxml import etree

from feeds.channels import Channel
from feeds.document import BEGINNING, FORMATS, GENERATOR, RIGHTS, Document
from feeds.entry import Entry, Imprint

_ATOM = "{http://www.w3.org/2005/Atom}"
_HISTORY = "http://purl.org/syndication/history/1.0"
_DC = "http://purl.org/dc/elements/1.1/"
_RSS_NAMES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": _DC,
    "fh": _HISTORY,
}
_OPENING = re.compile("<item[^>]*>")


class _FeedMend:
    """Links and marks of the feed that feedgen cannot write."""

    document: Document

    def extend_ns(self) -> dict[str, str]:
        return {"fh": _HISTORY, "dc": _DC}

    def _links(self, form: str) -> list[dict[str, str]]:
        links = [
            {"rel": rel, "href": href, "type": FORMATS["atom"].media_type}
            for rel, href in self.document.history()
        ]
        if self.document.imprint.hub:
            links.append({"rel": "hub", "href": self.document.imprint.hub})
        if form == "rss":
            links.append(
                {
                    "rel": "alternate",
                    "href": self.document.address("atom"),
                    "type": FORMATS["atom"].media_type,
                }
            )
        return links

    def extend_atom(self, feed: Any) -> Any:
        for link in self._links("atom"):
            etree.SubElement(feed, "link", link)
        if self.document.month:
            etree.SubElement(feed, f"{{{_HISTORY}}}archive")
        return feed

    def extend_rss(self, feed: Any) -> Any:
        channel = feed.find("channel")
        channel.find("link").text = self.document.page
        own = channel.find(f"{_ATOM}link")
        for link in reversed(self._links("rss")):
            own.addnext(etree.Element(f"{_ATOM}link", link))
        return feed


class _EntryMend:
    """Links, author and times of an entry that feedgen cannot write."""

    entry: Entry

    def extend_ns(self) -> dict[str, str]:
        return {}

    def extend_atom(self, entry: Any) -> Any:
        for element, link in zip(entry.findall("link"), _links(self.entry), strict=True):
            element.attrib.update(link)
        return entry

    def extend_rss(self, item: Any) -> Any:
        creator = etree.SubElement(item, f"{{{_DC}}}creator")
        creator.text = self.entry.author
        updated = etree.SubElement(item, f"{_ATOM}updated")
        updated.text = self.entry.updated.isoformat()
        title = item.find("title")
        title.text = _as_html(title.text)
        return item


def build_atom(document: Document, write: Callable[[Entry], str]) -> bytes:
    """The document as Atom 1.0, UTF-8. `write` gives an entry as `atom_entry` does."""
    return _filled(_frame(document, "atom"), "</feed>", map(write, document.entries))


def build_rss(document: Document, write: Callable[[Entry], str]) -> bytes:
    """The document as RSS 2.0, UTF-8. `write` gives an entry as `rss_item` does."""
    return _filled(_frame(document, "rss"), "</channel>", map(write, document.entries))


def atom_entry(entry: Entry) -> str:
    """An entry as it stands in an Atom feed, whichever."""
    made: str = etree.tostring(_entry(entry).atom_entry(), encoding="unicode", pretty_print=True)
    return made


def rss_item(entry: Entry) -> str:
    """An entry as it stands in an RSS feed, whichever."""
    channel = etree.Element("channel", nsmap=_RSS_NAMES)
    item = _entry(entry).rss_entry()
    channel.append(item)
    made = etree.tostring(item, encoding="unicode", pretty_print=True)
    return _OPENING.sub("<item>", made, count=1)  # the channel around it declares the names


def _filled(frame: str, end: str, entries: Iterable[str]) -> bytes:
    """The frame of a feed with its entries before the end."""
    before, mark, after = frame.rpartition(end)
    return "".join((before.rstrip(" "), *entries, mark, after, "\n")).encode()


def _frame(document: Document, form: str) -> str:
    """A feed without entries. feedgen makes it once for each shape; what differs is set in."""
    channel = document.channel
    values = {
        "path": channel.path, "title": channel.title, "subtitle": channel.subtitle, "page": channel.page,
        "query": channel.query, "month": document.month, "older": document.older,
    }  # fmt: skip
    shape = tuple(_MARK.format(name) if value else "" for name, value in values.items())
    first, last = _updated(BEGINNING, form), _updated(document.updated, form)
    return _FIELD.sub(
        lambda field: escape(values[field[1]], quote=field[1] in _IN_LINKS),
        _mould(form, document.imprint, shape).replace(first, last, 1),
    )


@lru_cache(maxsize=200)
def _mould(form: str, imprint: Imprint, shape: tuple[str, ...]) -> str:
    path, title, subtitle, page, query, month, older = shape
    about = Channel(path=path, title=title, subtitle=subtitle, page=page, query=query, group="")
    feed = _feed(Document(channel=about, entries=(), imprint=imprint, month=month, older=older), form)
    made: bytes = feed.atom_str(pretty=True) if form == "atom" else feed.rss_str(pretty=True)
    return made.decode().rstrip()


def _updated(moment: datetime, form: str) -> str:
    return f">{moment.isoformat() if form == 'atom' else format_datetime(moment)}<"


_MARK = "\ue000{}\ue001"
_FIELD = re.compile("\ue000([a-z]+)\ue001")
_IN_LINKS = {"path", "page", "query", "month", "older"}


def _feed(document: Document, form: str) -> Any:
    feed = FeedGenerator()
    channel = document.channel
    feed.id(document.id)
    feed.title(channel.title)
    feed.subtitle(channel.subtitle)
    feed.language("pl")
    feed.updated(document.updated)
    feed.rights(RIGHTS)
    feed.generator(GENERATOR, uri=f"{document.imprint.base_url}/" if form == "atom" else None)
    feed.docs("https://www.rssboard.org/rss-specification")
    feed.link(href=document.own_address(form), rel="self", type=FORMATS[form].media_type)
    feed.link(href=document.page, rel="alternate", type="text/html", hreflang="pl")
    feed.register_extension("mend", _FeedMend, _EntryMend)
    feed.mend.document = document
    return feed


def _entry(entry: Entry) -> Any:
    made = FeedEntry()
    made.register_extension("mend", _EntryMend)
    made.mend.entry = entry
    made.id(entry.id)
    made.title(entry.title)
    made.updated(entry.updated)
    if entry.published:
        made.published(entry.published)
    made.author(name=entry.author)
    for link in _links(entry):
        made.link(**link)
    for category in entry.categories:
        made.category(term=category.term, scheme=category.scheme, label=category.label)
    if entry.content:
        # RSS readers take a description for HTML whatever it is
        made.summary(f"<p>{escape(entry.excerpt or entry.title, quote=False)}</p>", type="html")
        made.content(entry.content + entry.summary, type="html")
    else:
        made.summary(entry.summary, type="html")
        if not entry.url:  # Atom asks for a link to a page, or for content
            made.content(entry.summary, type="html")
    return made


def _links(entry: Entry) -> list[dict[str, str]]:
    page = [{"href": entry.url, "rel": "alternate", "type": "text/html"}] if entry.url else []
    return page + [
        {"href": file.url, "rel": "enclosure", "type": file.type, "length": str(file.length)}
        | ({"title": file.title} if file.title else {})
        for file in entry.enclosures
    ]


def _as_html(title: str) -> str:
    """An RSS title for readers that take it for HTML, as most do; plain titles stay as they are.

    >>> _as_html("Biblioteka & dom"), _as_html("<b>")
    ('Biblioteka & dom', '&lt;b&gt;')
    """
    if "<" in title or ("&" in title and ";" in title):
        return title.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return title
