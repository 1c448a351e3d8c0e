"""The days that a page's records for search engines (JSON-LD) state."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crawler.pages.document import Page

_ARTICLES = re.compile(r"article|posting|webpage|newsarticle|creativework|report", re.I)
_PUBLISHED = "article:published_time"
_MINUTE = len("2024-05-06T07:08")


def of_records(page: Page) -> Iterator[tuple[str, str, str]]:
    """Stamp, role and origin by the record of this page; where several are news, only by the one that names
    the page's address."""
    articles = [
        o
        for o in page.json_ld
        if _ARTICLES.search(str(o.get("@type"))) and isinstance(o.get("datePublished"), str)
    ]
    if len({o["datePublished"][:10] for o in articles}) > 1:
        own = [o for o in articles if page.url.rstrip("/") in _addresses(o)]
        articles = own or articles[:1]
    for item in articles[:1]:
        yield _of_zone(item["datePublished"], page), "published", "json-ld: datePublished"
        if isinstance(item.get("dateModified"), str):
            yield item["dateModified"], "modified", "json-ld: dateModified"


def _of_zone(stamp: str, page: Page) -> str:
    """Themes print the time of the place with the "Z" of Greenwich behind it; the same minute in the head of
    the page with its offset tells them."""
    if not stamp.endswith("Z"):
        return stamp
    other = page.metas.get(_PUBLISHED, "")
    offset = other[-6:]
    same = other[:_MINUTE] == stamp[:_MINUTE] and offset[:1] in {"+", "-"} and offset[1:] != "00:00"
    return other if same and ":" in offset else stamp


def _addresses(item: dict[str, object]) -> set[str]:
    main = item.get("mainEntityOfPage")
    found = [item.get("url"), item.get("@id"), main.get("@id") if isinstance(main, dict) else main]
    return {address.rstrip("/").split("#")[0].rstrip("/") for address in found if isinstance(address, str)}
