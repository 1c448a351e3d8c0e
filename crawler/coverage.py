"""How much of a site's news its lists have told: a feed that holds ten of sixty is a start, not the whole."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from urllib.parse import urlsplit

from aggregator.identity import address_key
from crawler.families import Ask, Found, Lead
from crawler.families.home import folder_of, site_of
from crawler.families.moments import month_in_address

_LANGUAGE = re.compile(r"/[a-z]{2}(?:[-_][a-z]{2})?/", re.I)


def tells_all(found: Found, ask: Ask, home: str) -> bool:
    """Whether a list goes back as far as the site does: one that has pages, a map, an interface.

    A feed or a home page holds the newest items; where it has further pages it tells all, too.
    """
    if not found.leads:
        return False
    if ask.kind == "feed":
        return ask.page > 1
    return ask.kind != "listing" or ask.page > 1 or bool(found.next) or not same_page(ask.url, home)


def is_strange(found: Found, ask: Ask, leads: Mapping[str, Lead]) -> bool:
    """Whether a further list is another kind of list than those that told the news so far: it names none
    of them, and shows no days of its own. A menu, a register of pages.
    """
    if ask.kind != "listing" or ask.page > 1 or not leads:
        return False
    dated = sum(lead.published is not None for lead in found.leads)
    return 2 * dated < len(found.leads) and not any(address_key(lead.url) in leads for lead in found.leads)


def belongs(lead: Lead, ask: Ask, home: str) -> bool:
    """Whether news are those of a library that has but a section of a site: what lists outside of the
    section name counts only where it lies inside. A folder of a language is no section.

    >>> feed, home = Ask(kind="feed", url="https://gmina.example/feed/"), "https://gmina.example/biblioteka/"
    >>> belongs(Lead(url="https://gmina.example/drogi/1"), feed, home)
    False
    >>> own = Ask(kind="listing", url="https://gmina.example/biblioteka/news")
    >>> belongs(Lead(url="https://gmina.example/2024/05/ferie"), own, home)
    True
    """
    section = urlsplit(folder_of(home)).path
    if section == "/" or _LANGUAGE.fullmatch(section):
        return True
    paths = (f"{urlsplit(url).path.rstrip('/')}/" for url in (ask.url, lead.url))
    return any(path.startswith(section) for path in paths)


def akin(found: Collection[Lead], known: Collection[Lead]) -> tuple[Lead, ...]:
    """Of the addresses of a map, those in the folders of the news that are known already.

    A map names every page of a site; where feed and list have shown how an address of news looks,
    the others are no news. News in no folder at all tell nothing.

    >>> seen = [Lead(url="https://b.example/news/a")]
    >>> [lead.url for lead in akin([Lead(url="https://b.example/o-nas"), *seen], seen)]
    ['https://b.example/news/a']
    """
    folders = {folder for lead in known if (folder := _folder(lead.url))}
    if not folders or len(folders) > max(3, len(known) // 2):  # a folder of its own for each: years, days
        folders = {folder.partition("/")[0] for folder in folders}
    if not folders or any(not _folder(lead.url) for lead in known):
        return tuple(found)
    return tuple(
        lead for lead in found if any(f"{_folder(lead.url)}/".startswith(f"{folder}/") for folder in folders)
    )


def same_page(url: str, other: str) -> bool:
    """Whether two addresses name one page, `http` and `www.` aside."""
    return (site_of(url), urlsplit(url).path.rstrip("/"), urlsplit(url).query) == (
        site_of(other),
        urlsplit(other).path.rstrip("/"),
        urlsplit(other).query,
    )


def _folder(url: str) -> str:
    return urlsplit(url).path.strip("/").rpartition("/")[0]


def is_before(lead: Lead, day: datetime) -> bool:
    """Whether a lead is older than a day, as its list or its address says; what says nothing is not."""
    if lead.published is not None:
        return lead.published.moment < day
    if lead.modified is not None and lead.modified < day:
        return True
    month = month_in_address(lead.url)
    return month is not None and datetime(month.year, month.month, 1, tzinfo=UTC) < day
