"""Sitemaps: an index of sitemaps, the addresses of a site, the news of the last days."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from aggregator.model import Source
from crawler.families import Answer, Ask, Found, Lead, UnreadableError
from crawler.families.home import folder_of
from crawler.families.moments import parse_moment, stated
from crawler.families.xml import local, parse_xml, words_of

#: parts of an index that hold no news
_OTHER_MAPS = re.compile(
    r"(?:page|category|categories|taxonom|tag|author|user|image|video|product|attachment|event[-_]?venue"
    r"|strony|kategori|autor)[\w-]*sitemap|sitemap[\w-]*[-_](?:page|categor|taxonom|tag|author|user|image|"
    r"attachment|strony|kategori)",
    re.I,
)
#: a folder or word in an address that says "news"
_NEWS = re.compile(
    r"(?:^|[/_,-])(?:aktualno[sś]ci|aktualnosc|news|newsy|wiadomo[sś]ci|wydarzeni[ae]|wydarzylo-sie|og[lł]oszeni[ae]|"
    r"komunikat\w*|co-slychac|artyku[lł]y?|art|wpis\w*|post|blog|nowo[sś]ci|informacje|zapowiedzi|relacje|archiwum)"
    r"(?=[/,_.-]|$)",
    re.I,
)
#: the folders that blogs put their posts in, by day
_DATED = re.compile(r"/20\d\d/\d\d?/(?:\d\d?/)?[^/]{3,}")
_NOT_A_PAGE = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|pdf|docx?|xlsx?|zip|mp[34]|xml|css|js)$", re.I)
_STANDING = re.compile(
    r"/(?:kontakt|o-nas|regulamin\w*|deklaracja-dostepnosci\w*|rodo|polityka-prywatnosci|katalog|godziny-otwarcia|"
    r"mapa-strony|cookies|wypozyczalnia|czytelnia|filie|historia|cennik|bip|statut|pracownicy|dotacje-i-projekty)"
    r"(?:\.\w+)?/?$",
    re.I,
)


def read_sitemap(answer: Answer, ask: Ask, source: Source) -> Found:
    """The parts of an index to fetch next, or the addresses that look like news, newest first."""
    root = parse_xml(answer.body, answer.url)
    if local(root) == "sitemapindex":
        return Found(next=_parts(root, answer.url, ask), dated=False)
    if local(root) != "urlset":
        raise UnreadableError(f"{answer.url} is XML but no sitemap (<{local(root)}>)")
    leads = [lead for entry in root if local(entry) == "url" and (lead := _lead(entry, source)) is not None]
    news = [lead for lead in leads if _is_news(unquote(urlsplit(lead.url).path))]
    chosen = news if len(news) >= 3 else leads
    times = [moment for lead in chosen if (moment := _time(lead)) is not None]
    if len(times) == len(chosen):
        order = sorted(range(len(chosen)), key=lambda n: times[n], reverse=True)
        chosen = [chosen[n] for n in order]
    return Found(leads=tuple(chosen), dated=False)


def _is_news(path: str) -> bool:
    return bool(_NEWS.search(path) or _DATED.search(path))


def _time(lead: Lead) -> datetime | None:
    return lead.published.moment if lead.published else lead.modified


def _parts(root: Any, base: str, ask: Ask) -> tuple[Ask, ...]:
    """The sitemaps of an index that may hold news. An index inside an index inside an index is a trap."""
    if ask.page > 3:
        return ()
    addresses = [words_of(entry, "loc") for entry in root if local(entry) == "sitemap"]
    addresses = [address for address in addresses if address]
    wanted = [address for address in addresses if not _OTHER_MAPS.search(urlsplit(address).path)]
    return tuple(
        Ask(kind="sitemap", url=urljoin(base, address), page=ask.page + 1) for address in wanted or addresses
    )


def _lead(entry: Any, source: Source) -> Lead | None:
    url = words_of(entry, "loc")
    path = urlsplit(url).path
    part = urlsplit(folder_of(source.home)).path
    if (
        not url.startswith(("http://", "https://"))
        or not path.startswith(part)
        or _NOT_A_PAGE.search(path)
        or _STANDING.search(path)
    ):
        return None
    if path.strip("/") in ("", urlsplit(source.home).path.strip("/"), urlsplit(source.news).path.strip("/")):
        return None
    news = next((child for child in entry if local(child) == "news"), None)
    words = words_of(news, "publication_date") if news is not None else ""
    return Lead(
        url=url,
        title=words_of(news, "title") if news is not None else "",
        published=stated(words, "sitemap: publication_date", confidence=0.9) if words else None,
        modified=parse_moment(words_of(entry, "lastmod")),
        found_by="sitemap",
    )
