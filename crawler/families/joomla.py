"""Joomla: each list has a feed of its newest items; the list itself, page by page, has the history."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from crawler.families import Ask, Plan
from crawler.families.feed import with_query


def plan(home: str, news: str) -> Plan:
    """The list with its feed; where no list is known, those of the home page."""
    list_page = news or home
    return (
        (Ask(kind="feed", url=feed_address(list_page)), Ask(kind="listing", url=list_page)),
        (Ask(kind="home", url=home),),
    )


def feed_address(list_page: str) -> str:
    """The feed of a list.

    >>> feed_address("https://mbp.example/aktualnosci?start=10")
    'https://mbp.example/aktualnosci?format=feed&type=rss'
    """
    parts = urlsplit(list_page)
    query = [(k, v) for k, v in parse_qsl(parts.query) if k not in ("start", "limitstart", "limit")]
    clean = urlunsplit(parts._replace(query=urlencode(query)))
    return with_query(clean, format="feed", type="rss")


def is_view(url: str) -> bool:
    """Whether the address shows an article in another dress (print, e-mail)."""
    query = dict(parse_qsl(urlsplit(url).query))
    return query.get("tmpl") == "component" or "print" in query or query.get("view") == "mailto"
