"""News feeds: RSS 0.9 to 2.0, RDF, Atom, with the paging of Blogger and WordPress."""

from __future__ import annotations

import html
import re
from typing import Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from aggregator.model import PictureFile, Source
from crawler.families import Answer, Ask, Found, Lead, UnreadableError
from crawler.families.moments import parse_moment, stated
from crawler.families.picture_files import file_of
from crawler.families.xml import local, parse_xml, words_of

_TAG = re.compile(r"<[^>]+>")


def read_feed(answer: Answer, ask: Ask, source: Source) -> Found:  # noqa: ARG001
    """The entries of a feed. Raises UnreadableError where the answer is no feed."""
    root = parse_xml(answer.body, answer.url)
    entries = [element for element in root.iter() if local(element) in ("item", "entry")]
    if local(root) not in ("rss", "rdf", "feed", "channel"):
        raise UnreadableError(f"{answer.url} is XML but no feed (<{local(root)}>)")
    leads = tuple(lead for entry in entries if (lead := _lead(entry, answer.url)) is not None)
    further = _next(root, answer, ask) if leads else None
    return Found(leads=leads, next=(further,) if further else ())


def _lead(entry: Any, base: str) -> Lead | None:
    link = _link(entry)
    if not link:
        return None
    words = words_of(entry, "pubdate", "published", "date", "issued", "created")
    updated = words_of(entry, "updated", "modified")
    return Lead(
        url=urljoin(base, link),
        title=plain(words_of(entry, "title")),
        published=stated(words, "feed", confidence=0.9) if words else None,
        modified=parse_moment(updated) if updated else None,
        summary=plain(words_of(entry, "description", "summary", "encoded", "content"))[:500],
        found_by="feed",
        picture=_picture(entry, base),
    )


def _picture(entry: Any, base: str) -> PictureFile | None:
    """The picture of the entry, where the feed states its type and length (RSS, Atom, Media RSS)."""
    for element in entry.iter():
        name = local(element)
        if name == "link" and element.get("rel") != "enclosure":
            continue
        if name in ("enclosure", "link", "content") and (url := element.get("url") or element.get("href")):
            length = element.get("length") or element.get("fileSize") or ""
            found = file_of(urljoin(base, url.strip()), element.get("type") or "", length)
            if found is not None:
                return found
    return None


def _link(entry: Any) -> str:
    """Where the entry can be read: RSS has text, Atom an attribute; a permalink guid stands in."""
    original = words_of(entry, "origlink")
    if original:
        return original
    guid = ""
    for child in entry:
        name = local(child)
        if name == "link":
            href = (child.get("href") or "").strip()
            if href and (child.get("rel") or "alternate") == "alternate":
                return href
            if not href and child.text and child.text.strip():
                return str(child.text).strip()
        elif name == "guid" and (child.get("isPermaLink") or "true").lower() == "true":
            guid = (child.text or "").strip()
    return guid if guid.startswith(("http://", "https://")) else ""


def _next(root: Any, answer: Answer, ask: Ask) -> Ask | None:
    """The page with older entries, where the feed has one."""
    for element in root.iter():
        if (
            local(element) == "link"
            and element.get("rel") in ("next", "prev-archive")
            and element.get("href")
        ):
            return Ask(kind="feed", url=urljoin(answer.url, element.get("href")), page=ask.page + 1)
        if local(element) in ("item", "entry"):
            break
    generator = next((e for e in root.iter() if local(e) == "generator"), None)
    if generator is not None and "wordpress" in (generator.text or "").lower():
        return Ask(kind="feed", url=with_query(answer.url, paged=str(ask.page + 1)), page=ask.page + 1)
    return None


def with_query(url: str, **values: str) -> str:
    """The address with these query values set.

    >>> with_query("https://b.example/feed/?paged=2", paged="3")
    'https://b.example/feed/?paged=3'
    """
    parts = urlsplit(url)
    query = [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if k not in values]
    return urlunsplit(parts._replace(query=urlencode([*query, *values.items()]), fragment=""))


def plain(text: str) -> str:
    """Text that may hold markup or escaped characters, as one line."""
    return " ".join(html.unescape(_TAG.sub(" ", html.unescape(text))).split())
