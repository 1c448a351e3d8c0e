"""An announcement as schema.org says it. Pure."""

from __future__ import annotations

import json
from typing import Any

from markupsafe import Markup

from aggregator.model import Announcement
from feeds.clean import one_line
from feeds.entry import Entry
from feeds.site.rendering import Site


def linked_data(site: Site, announcement: Announcement, entry: Entry) -> Markup:
    """A NewsArticle as JSON-LD, safe inside a script element."""
    content = announcement.content
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": entry.title,
        "inLanguage": "pl",
        "identifier": announcement.id,
        "publisher": {"@type": "Library", "name": one_line(announcement.library, 200)},
        "dateModified": announcement.updated.isoformat(),
        "sdLicense": "https://creativecommons.org/publicdomain/zero/1.0/",
        "sdPublisher": {"@type": "Organization", "name": "Bibliowieści", "url": f"{site.base_url}/"},
    }
    if entry.url:
        data["url"] = entry.url
    if entry.excerpt:
        data["abstract"] = entry.excerpt
    if content.published:
        data["datePublished"] = content.published.value
    if content.programmes:
        data["about"] = [
            {"@type": "GovernmentService", "name": one_line(site.taxonomy.node(id).name), "identifier": id}
            for id in content.programmes
            if id in site.taxonomy
        ]
    safe = json.dumps(data, ensure_ascii=True).replace("<", "\\u003c").replace("&", "\\u0026")
    return Markup(safe)
