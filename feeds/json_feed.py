"""JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/). Pure."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from feeds.document import RIGHTS, Document
from feeds.entry import Entry


def build_json(document: Document, write: Callable[[Entry], str]) -> bytes:
    """The document as JSON Feed 1.1, UTF-8; items and ids are those of the Atom feed.

    `write` gives an entry as `json_item` does.
    """
    channel, imprint = document.channel, document.imprint
    feed: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": channel.title,
        "description": channel.subtitle,
        "home_page_url": document.page,
        "feed_url": document.address("json"),
        "language": "pl",
        "authors": [{"name": "Bibliowieści", "url": f"{imprint.base_url}/"}],
        "_bibliowiesci": {
            "about": f"{imprint.base_url}/kanaly/",
            "id": document.id,
            "updated": document.updated.isoformat(),
            "rights": RIGHTS,
        },
    }
    if imprint.hub:
        feed["hubs"] = [{"type": "WebSub", "url": imprint.hub}]
    head = json.dumps(feed, ensure_ascii=False)
    # an item a line: people can read it, and the encoder in C does the work
    items = ",\n".join(map(write, document.entries))
    return f'{head[:-1]}, "items": [\n{items}\n]}}\n'.encode()


def json_item(entry: Entry) -> str:
    """An entry as it stands in a JSON feed, whichever."""
    return json.dumps(_item(entry), ensure_ascii=False)


def _item(entry: Entry) -> dict[str, Any]:
    item: dict[str, Any] = {"id": entry.id}
    if entry.url:
        item["url"] = entry.url
    item |= {
        "title": entry.title,
        "content_html": entry.content + entry.summary,
        "summary": entry.excerpt,
        "date_modified": entry.updated.isoformat(),
        "authors": [{"name": entry.author}],
        "tags": [category.label for category in entry.categories],
        "language": "pl",
    }
    if entry.published:
        item["date_published"] = entry.published.isoformat()
    if entry.enclosures:
        item["attachments"] = [
            {"url": file.url, "mime_type": file.type}
            | ({"title": file.title} if file.title else {})
            | {"size_in_bytes": file.length}
            for file in entry.enclosures
        ]
    categories = [
        {"term": category.term, "scheme": category.scheme, "label": category.label}
        for category in entry.categories
    ]
    item["_bibliowiesci"] = {**entry.facts, "categories": categories}
    return item
