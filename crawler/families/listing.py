"""Index pages: the links to articles and the way to the next page, by `crawler.pages`."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urljoin, urlsplit

from aggregator.errors import PageChangedError
from aggregator.model import Source
from crawler.families import Answer, Ask, Found, Lead
from crawler.families.feed import with_query
from crawler.families.joomla import is_view
from crawler.families.moments import stated
from crawler.pages.listing.index import read_listing

#: a number of a page in a path, with what stands before it
_PAGE_IN_PATH = re.compile(r"(?P<before>(?:page|strona)[/,-]|,)(?P<number>\d{1,4})(?P<after>/?(?:\.html?)?)$")
#: names of queries that count pages, or items
_PAGE_QUERIES = ("paged", "page", "strona", "p", "pg", "start", "limitstart", "offset")


def read_index(answer: Answer, ask: Ask, source: Source) -> Found:
    """What a list links to. Raises PageChangedError where the row's own selector finds nothing."""
    listing = read_listing(
        answer.body, answer.url, fetched=answer.fetched, charset=answer.charset, item=source.item
    )
    if ask.page == 1 and not listing.matched:
        problem = f"no link matches `item = {source.item}` on {answer.url}"
        raise PageChangedError(source.id, problem, "Compare the page with its row: biblio sources show")
    leads = tuple(
        Lead(
            url=item.url,
            title=item.title or "",
            published=stated(str(item.date), "list", confidence=0.8) if item.date else None,
            summary=item.summary or "",
            found_by="listing",
        )
        for item in listing.articles
        if not is_view(item.url)
    )
    further = listing.next_page or page_after(answer.url, ask.page)
    if leads and not listing.next_page and not _links_to(answer.body, further):
        further = ""
    return Found(
        leads=leads,
        next=(Ask(kind="listing", url=urljoin(answer.url, further), page=ask.page + 1),) if further else (),
    )


def _links_to(body: bytes, url: str) -> bool:
    """Whether a page holds a link to the page after it, told by the end of its address: a pager that leaves
    out the number of the page shown is read by numbers alone."""
    parts = urlsplit(url)
    end = parts.query.rpartition("&")[2] or parts.path.rstrip("/").rpartition("/")[2]
    before = parts.path.rstrip("/").rpartition("/")[0].rpartition("/")[2]
    if end.isdigit():
        end = f"{before}/{end}"
    return bool(end) and re.search(rb"[/?&=;'\"]" + re.escape(end.encode()) + rb"(?!\d)", body) is not None


def page_after(url: str, page: int) -> str:
    """The address that should follow a page without articles and without a link, "" = cannot be told.

    An empty page in the middle of a list is not its end; where the address counts, we count on.

    >>> page_after("https://b.example/aktualnosci/page/3/", 3)
    'https://b.example/aktualnosci/page/4/'
    >>> page_after("https://b.example/aktualnosci?start=20", 3)
    'https://b.example/aktualnosci?start=30'
    """
    if page < 2:
        return ""
    found = _PAGE_IN_PATH.search(urlsplit(url).path)
    if found:
        path = urlsplit(url).path
        number = f"{found['before']}{int(found['number']) + 1}{found['after']}"
        return url.replace(path, path[: found.start()] + number, 1)
    query = dict(parse_qsl(urlsplit(url).query))
    for name in _PAGE_QUERIES:
        if query.get(name, "").isdigit():
            value = int(query[name])
            step = value // (page - 1) if name in ("start", "limitstart", "offset") else 1
            return with_query(url, **{name: str(value + step)}) if step else ""
    return ""
