"""The number of a page of a list, as its address carries it, and which address is that of a later one."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, unquote, urlsplit

from crawler.pages.document import Page
from crawler.pages.listing.links import host_of, key_of

_PARAM = re.compile(
    r"^(?!\w*_?id$)(?:page|paged|p|pg|strona|str|s|start|limitstart|rowstart|offset|nr|page_?nr|pagenum|pag|nr_strony|from|od|skip|"
    r"ccm_paging_p\w*|\w*_page|\w*_cur|cur|\w*_start|tx_\w+\[(?:@widget_\d\]\[)?(?:currentpage|pointer|page)\]|cp|"
    r"\w*(?:page|strona|offset|paging)\w*)$",
    re.I,
)
#: the stem of a list and the number of its page: "news/2", "news,2", "news2"
_COUNTED = re.compile(r"(.*(?=[/,;_-])|.*[^\d/,;_-])[/,;_-]?(\d{1,4})")
#: a query that is a page: "?strona10", "?default.0.10"
_BARE = re.compile(r"(?:(?:page|strona|pag)[/-]?|[a-z]{3,8}\.\d{1,3}\.)(\d{1,4})$", re.I)
#: a number of a page, an offset, or the day or month where the list goes on
_PLACE = re.compile(r"\d{1,5}|20\d\d-[01]?\d(?:-[0-3]?\d)?")
#: what a page of a list is called in an address; elsewhere than below the list "wpis-2" is an article
_CALLED = r"(?:page|strona|stronica|karta|str|p|s|lista|od|offset|start|from|czesc)"
_FURTHER = re.compile(
    rf"/(?:(?:[a-z]{{1,12}}[/,]|{_CALLED}[_-]?))?(?!(?:19|20)\d\d$)\d{{1,4}}", re.IGNORECASE
)
_FURTHER_OF_SITE = re.compile(rf"/{_CALLED}[/,_-]?\d{{1,4}}", re.IGNORECASE)
_TAIL = re.compile(rf"(.*[/,](?:(?:.*[_-])?{_CALLED}[_-]?)?)(?!(?:19|20)\d\d$)(\d{{1,4}})", re.IGNORECASE)
_NAMED_PAGE = re.compile(r"(.*/(?:page|strona|stronica|karta|str)[/,_-])(\d{1,4})", re.IGNORECASE)
_LAST_WORD = re.compile(r"/[a-z]+[/,_-]$", re.IGNORECASE)
_SECOND = 2
_IN_PATH = re.compile(
    r"(?:/|,|-|_)(?:page|strona|str|p|s|lista|start|previous)(?:/|,|-|_|:)?(\d{1,4})(?:/[\w-]*|\.html?|\.php)?/?$"
    r"|/lista/(\d{1,4})/|,(\d{1,4})(?:\.html?)?$",
    re.I,
)
_FIGURES = re.compile(r"(\d{1,6})")
_ENDING = re.compile(r"\.(?:html?|php)$|/$")
#: words of one article
ARTICLE = re.compile(r"artykul|wpis\b|post\b|news\b")


def number_of(url: str) -> int | None:
    """The page number or offset that an address carries, None = none."""
    asked = _asked_number(url)
    if asked is not None:
        return asked
    hit = _IN_PATH.search(unquote(urlsplit(url).path))
    return int(next(group for group in hit.groups() if group)) if hit else None


def number_here(here: str, url: str) -> int | None:
    """The number of the page at hand, for a link to another.

    A number that stays in the path of both is that of the list ("news,30.html" and "news,30,2.html", or
    "news,30.html?page=2").
    """
    mine, other = stem_of(here), stem_of(url)
    if mine == other:
        return _asked_number(here)
    return None if other.startswith(tuple(mine + sign for sign in ",/")) else number_of(here)


def _asked_number(url: str) -> int | None:
    query = urlsplit(url).query
    for name, value in parse_qsl(query):
        if counts_pages(name, value):
            return int(value)
    bare = _BARE.match(query)
    return int(bare[1]) if bare else None


def counts_pages(name: str, value: str) -> bool:
    """Is it a parameter that tells which page of a list is asked for?"""
    return value.isdigit() and len(value) < 6 and bool(_PARAM.match(name))


def steps(here: str, url: str) -> bool:
    """Is an offset in the middle of an address one more by the number of items a page, which follows it?

    >>> steps("https://a.example/news/index/10/10", "https://a.example/news/index/20/10")
    True
    """
    mine, other = _FIGURES.split(stem_of(here)), _FIGURES.split(stem_of(url))
    differing = [at for at, (a, b) in enumerate(zip(mine, other, strict=False)) if a != b]
    if len(mine) != len(other) or len(differing) != 1 or (at := differing[0]) % 2 == 0 or at + 2 >= len(mine):
        return False
    return int(other[at]) - int(mine[at]) == int(mine[at + 2])


def is_below_list(page: Page, url: str) -> bool:
    """Does an address belong to the list at hand: in its folder, or the same path with other values?"""
    path = urlsplit(page.url).path
    return (urlsplit(url).path.startswith(path.rpartition("/")[0] + "/") and path not in ("", "/")) or (
        bool(url) and urlsplit(url).path == path
    )


def follows(here: str, url: str) -> bool:
    """Is an address that of the page with a number more, in its path or in what it asks for?

    >>> follows("https://a.example/news", "https://a.example/news/od/6")
    True
    >>> follows("https://a.example/news/od/6", "https://a.example/news/od/12")
    True
    >>> follows("https://a.example/rok/2023", "https://a.example/rok/2022")
    False
    """
    if host_of(here) != host_of(url):
        return False
    mine, other = stem_of(here), stem_of(url)
    asked, told = (dict(parse_qsl(urlsplit(address).query)) for address in (here, url))
    if mine == other:
        more = {name: value for name, value in told.items() if asked.get(name) != value}
        if len(more) != 1 or not asked.keys() <= told.keys():
            return False
        ((name, value),) = more.items()
        return bool(_PLACE.fullmatch(value)) and not name.lower().endswith("id")
    if asked != told:
        return False
    if other.startswith(mine + "/"):
        return bool((_FURTHER if mine else _FURTHER_OF_SITE).fullmatch(other[len(mine) :]))
    before, after = _TAIL.fullmatch(mine), _TAIL.fullmatch(other)
    return bool(before and after and before[1] == after[1] and int(before[2]) < int(after[2]))


def is_named_page(here: str, url: str) -> bool:
    """Is it the address of a list with the next number behind a word for a page?

    >>> is_named_page("https://a.example/wiesci", "https://a.example/wiesci/karta/2")
    True
    """
    mine, other = stem_of(here), stem_of(url)
    after = _NAMED_PAGE.fullmatch(other)
    if after is None or host_of(here) != host_of(url) or urlsplit(here).query != urlsplit(url).query:
        return False
    before = _NAMED_PAGE.fullmatch(mine)
    if before is not None and before[1] == after[1]:
        return int(after[2]) == int(before[2]) + 1
    return int(after[2]) == _SECOND and _LAST_WORD.sub("", after[1]) == mine


def last_number(url: str) -> int | None:
    """The number that the path of an address ends with, None = none."""
    hit = _TAIL.fullmatch(stem_of(url))
    return int(hit[2]) if hit else None


def stem_of(url: str) -> str:
    """The path of an address without its ending."""
    return _ENDING.sub("", urlsplit(url).path)


def continues(here: str, url: str, words: str) -> bool:
    """Is an address that of the list with a 2 behind it, or with the next number at its end?

    Behind a dash the number may be that of an article: not where the link's words speak of one.
    """
    mine, other = stem_of(here), stem_of(url)
    hit = _COUNTED.fullmatch(other)
    if hit is None or (other[len(hit[1])] != "/" and ARTICLE.search(words)):
        return False
    before = _COUNTED.fullmatch(mine)
    if before is not None and before[1] == hit[1]:
        return int(hit[2]) == int(before[2]) + 1
    return hit[1] in (mine, f"{mine}/index") and int(hit[2]) == 2


def _is_first(url: str, other: str) -> bool:
    """Is the other address that of a numbered page without its number, which is the first one?"""
    return key_of(url).startswith(key_of(other).rstrip("/"))


def checked(page: Page, url: str) -> str | None:
    """The address, unless it leads off the site, back, to this page or grows by itself."""
    if not url or host_of(url) != host_of(page.url) or key_of(url) == key_of(page.url):
        return None
    mine, other = number_here(page.url, url), number_of(url)
    if mine is not None and (other <= mine if other is not None else _is_first(page.url, url)):
        return None
    segments = [part for part in urlsplit(url).path.split("/") if len(part) > 3]
    return None if any(segments.count(part) > 2 for part in segments) else url
