"""What a page of a site gives away about how the site tells its news."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml import html

from aggregator.model import Source
from crawler.families import Answer, UnreadableError
from crawler.pages import decode
from crawler.pages.listing.index import Listing, read_listing
from crawler.pages.listing.links import clean_link

_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/rdf+xml")
#: feeds that are not the news of the site
_OTHER_FEEDS = re.compile(r"comment|komentarz|oembed|/events?/feed|iCal", re.I)
#: names of the news list in a menu, best first
NEWS_NAMES = (
    r"aktualności|aktualnosci|aktualności i \w+",
    r"wiadomości|news|newsy|wieści|nowiny",
    r"co (?:słychać|nowego|się (?:dzieje|działo|wydarzyło))|wydarzenia i aktualności|dzieje się"
    r"|bieżące informacje",
    r"ogłoszenia|komunikaty",
    r"wydarzenia|z życia biblioteki|blog|wpisy|wydarzyło się|informacje bieżące|kronika|zapowiedzi|relacje",
    r"archiwum (?:aktualności|wydarzeń|wiadomości)|starsze|archiwum",
)
#: ranks of names that mean all news; the others may be but one category
MAIN_RANKS = 3
#: ranks of names that may each have a list of their own
LIST_RANKS = 5
_LEADING = "wszystkie|więcej|zobacz|pokaż|czytaj|przejdź do|nasze|bieżące|najnowsze|ostatnie"
_NAMED = tuple(
    re.compile(
        rf"(?:(?:{_LEADING}) )*(?:{names})"
        r"(?: (?:z|w|naszej|nasze) bibliote\w+| bibliote\w+)?(?: 20\d\d)?"
    )
    for names in NEWS_NAMES
)
_LIBRARY = re.compile(
    r"bibliote[kc]|książnic|mediatek|(?:dom|centrum|ośrodek|ośrodk\w+) kultury"
    r"|(?-i:\b(?:[GMPW]|MG|MiG|PiM|MiP|PiMG|WiM)?BP\b)",  # "MBP w Lipnie"
    re.I,
)
#: what systems call the link to the category of an article
_FILING = re.compile(r"\b(?:category|cat-links|genre|kategori[ae])\b|[-_]categor")
_SECOND = re.compile(r"/page/2/?$")
#: a page without more links than these is a door, not a home
_FEW_LINKS = 3
_SCRIPTED = re.compile(
    r"(?:window\.|document\.|top\.|self\.)?location(?:\.href|\.replace\(|\.assign\()?\s*=?\s*['\"]([^'\"]{1,200})['\"]"
)
#: lists of one site that are read
MOST_NAMED = 3
#: categories of one blog that are read beside those that are called like news
MOST_FILED = 5
#: the folder of a category, and its name
_FILED = re.compile(r"(.*/(?:category|categories|kategori[ae]|cat|dzial|dzialy|rubryk[ai]))/[^/]+/?", re.I)
#: items with a day that make a page a list of news
DATED_ITEMS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """What was seen on a page."""

    url: str  #: of the page, after redirects
    feeds: tuple[str, ...] = ()  #: declared, comments left out
    api: str = ""  #: root of the WordPress interface
    system: str = ""  #: "wordpress", "joomla", "blogger", "drupal", "hugo", "" = unknown
    news: tuple[str, ...] = ()  #: lists named in the menus, best first
    archive: tuple[str, ...] = ()  #: of them those of older news
    doors: tuple[str, ...] = ()  #: where a page leads on that is no home itself: frames, an entrance
    lists: bool = False  #: shows news with their days itself
    paged: bool = False  #: and leads on to the older ones
    main: bool = False  #: the best of `news` is named as the list of all news, not as a kind of news
    filed: tuple[str, ...] = ()  #: other categories beside those of `news`, where none lists all news
    name: str = ""  #: of the library, "" = the page does not say


def look_around(answer: Answer, source: Source) -> Signs:
    """The signs on a page. Raises UnreadableError where it is no web page."""
    text = decode(answer.body, answer.charset).text
    try:
        page = html.document_fromstring(text[:2_000_000].encode(), parser=html.HTMLParser(encoding="utf-8"))
    except (ValueError, html.etree.ParserError) as exc:
        raise UnreadableError(f"{answer.url} is no web page") from exc
    stated: Any = page.xpath("string(//base/@href)")
    base = urljoin(answer.url, str(stated).strip())
    links = list(_links(page, base))
    named = _news(page, base, source)
    own = read_listing(answer.body, answer.url, fetched=answer.fetched, charset=answer.charset)
    main = any(rank < MAIN_RANKS for _, rank in named)
    shown = sum(item.date is not None for item in own.articles)
    return Signs(
        url=answer.url,
        feeds=tuple(dict.fromkeys(url for rel, url in links if rel == "feed")),
        api=next((url for rel, url in links if rel == "api"), "") or _api_header(answer),
        system=_system(page, text),
        news=tuple(url for url, rank in named if rank < LIST_RANKS)[:MOST_NAMED],
        archive=tuple(url for url, rank in named if rank >= LIST_RANKS)[:1],
        doors=_doors(page, text, base),
        lists=shown >= DATED_ITEMS,
        paged=_is_paged(own, shown, answer.url),
        main=main,
        filed=() if main else _filed(page, base, [url for url, _ in named]),
        name=_name(page),
    )


def _is_paged(own: Listing, dated: int, home: str) -> bool:
    """Does the home page lead on to older news: with days, or, without a year, to its own second page?"""
    if own.next_page is None or len(own.articles) < DATED_ITEMS:
        return False
    first = _SECOND.sub("/", own.next_page.partition("?")[0])
    return dated >= DATED_ITEMS or first.rstrip("/") == home.partition("?")[0].rstrip("/")


def _name(page: Any) -> str:
    """What a site calls itself, where that names a library or a house of culture."""
    stated = page.xpath("//meta[@property='og:site_name']/@content")
    parts = [str(name) for name in stated] + re.split(r"\s[|–—»·:-]\s", str(page.xpath("string(//title)")))
    named = [" ".join(part.split()) for part in parts if _LIBRARY.search(part)]
    return next((name for name in named if 8 <= len(name) <= 150), "")


def _links(page: Any, base: str) -> Iterator[tuple[str, str]]:
    for link in page.xpath("//link[@rel and @href]"):
        rel = (link.get("rel") or "").lower()
        if (link.get("type") or "").lower() in _FEED_TYPES and "alternate" in rel:
            url = urljoin(base, link.get("href").strip())
            if not _OTHER_FEEDS.search(f"{url.partition('//')[2].partition('/')[2]} {link.get('title')}"):
                yield "feed", url
        elif rel == "https://api.w.org/":
            yield "api", urljoin(base, link.get("href").strip())


def _api_header(answer: Answer) -> str:
    found = re.search(r"<([^>]+)>;\s*rel=\"https://api\.w\.org/\"", answer.headers.get("link", ""))
    return urljoin(answer.url, found[1]) if found else ""


def _system(page: Any, text: str) -> str:
    generator = " ".join(page.xpath("//meta[translate(@name,'G','g')='generator']/@content")).lower()
    for name in ("wordpress", "joomla", "blogger", "drupal", "hugo"):
        if name in generator:
            return name
    if re.search(r"/wp-(?:content|includes)/", text):
        return "wordpress"
    if re.search(r"/media/(?:jui|system|vendor)/js/|option=com_content|/components/com_\w+|joomla", text):
        return "joomla"
    if re.search(r"Drupal\.settings|/sites/default/files|data-drupal-selector", text):
        return "drupal"
    return "blogger" if re.search(r"blogger\.com|\.blogspot\.", text) else ""


def _news(page: Any, base: str, source: Source) -> list[tuple[str, int]]:
    """Addresses on the same site whose link says that it leads to the news, with the rank of the name."""
    found: dict[str, int] = {}
    for link in page.xpath("//a[@href] | //area[@href]"):
        words = _words_of(link)
        url = _own_link(link.get("href"), base)
        if not words or len(words) >= 40 or not url:
            continue
        rank = next((rank for rank, names in enumerate(_NAMED) if names.fullmatch(words)), None)
        if rank is not None:
            rank = max(rank, MAIN_RANKS) if rank < MAIN_RANKS and _files(link) else rank
            found[url] = min(rank, found.get(url, rank))
    best = sorted(found, key=lambda url: (found[url], not url.startswith(source.home), len(url)))
    return [(url, found[url]) for url in best]


def _filed(page: Any, base: str, news: list[str]) -> tuple[str, ...]:
    """The other categories of a blog whose categories are called like news ("Ogłoszenia", "Wydarzenia")."""
    folders = {found[1] for url in news if (found := _FILED.fullmatch(url))}
    if not folders:
        return ()
    links = [_own_link(link.get("href"), base) for link in page.xpath("//a[@href]")]
    others = [url for url in links if (found := _FILED.fullmatch(url)) and found[1] in folders]
    return tuple(dict.fromkeys(url for url in others if url not in news))[:MOST_FILED]


def _files(link: Any) -> bool:
    """Does a link beside an article name the category that it is filed in? That may be one of several."""
    names = f"{link.get('class')} {link.getparent().get('class')}"
    return bool(_FILING.search(f"{link.get('rel')} {link.get('itemprop')} {names}")) and "menu" not in names


def _words_of(link: Any) -> str:
    """What a link says, by its text, its title or its picture, without marks around it."""
    said = "".join(link.itertext()) or link.get("title") or link.get("alt") or ""
    if not said.strip():
        said = str(link.xpath("string(.//img/@alt)"))
    return " ".join(re.sub(r"[^\w ]+", " ", said).split()).lower()


def _own_link(href: str, base: str) -> str:
    """The clean address of another page of the site, "" = it leads elsewhere or nowhere."""
    url = clean_link(base, href).partition("#")[0]
    here = urlsplit(base)
    there = urlsplit(url)
    same = there.path.rstrip("/") == here.path.rstrip("/") and there.query == here.query
    return url if url and site_of(url) == site_of(base) and not same else ""


def _doors(page: Any, text: str, base: str) -> tuple[str, ...]:
    """Where a page leads on that holds nothing itself: its frames, the target of a script, the only links."""
    frames = page.xpath("//frameset//frame[@src]")
    frames.sort(key=lambda frame: bool(re.search(r"menu|nav|top|baner|head", frame.get("name") or "", re.I)))
    found = [_own_link(frame.get("src"), base) for frame in frames]
    links = [_own_link(link.get("href"), base) for link in page.xpath("//a[@href] | //area[@href]")]
    if not frames and len(set(filter(None, links))) <= _FEW_LINKS:
        found = [_own_link(target, base) for target in _SCRIPTED.findall(text)] + links
    return tuple(dict.fromkeys(filter(None, found)))[:4]


def folder_of(url: str) -> str:
    """The folder that a home page stands for: a library may have but a section of its commune's site.

    >>> folder_of("https://gmina.example/biblioteka"), folder_of("https://mbp.example/index.php?x=1")
    ('https://gmina.example/biblioteka/', 'https://mbp.example/')
    """
    parts = urlsplit(url)
    head, _, last = parts.path.rpartition("/")
    path = f"{head}/" if not last or "." in last else f"{parts.path}/"
    return f"{parts.scheme}://{parts.netloc}{path}"


def site_of(url: str) -> str:
    """The host that a site goes by: lower case, without `www.`, without a dot at the end.

    >>> site_of("HTTPS://WWW.mbp-wzorowo.example.:443/x")
    'mbp-wzorowo.example'
    """
    return (urlsplit(url).hostname or "").rstrip(".").removeprefix("www.")
