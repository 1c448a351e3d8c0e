"""Which links of an index page may lead to an article."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from aggregator.dates.words import MONTHS
from aggregator.text import fold
from crawler.pages.listing.links import (
    clean_link,
    host_of,
    is_below,
    is_more,
    is_title,
    is_trap,
    key_of,
    kind_of,
    leads_to_list,
    may_be_article,
)
from crawler.pages.listing.regions import NEVER
from crawler.pages.listing.rows import Link, Rows

_MOST_LINKS = 3000
_WORDS = re.compile(r"[^\W\d_]")  #: a link of figures is a page number or a day
_ARROWS = re.compile(r"[\[(\s]*(?:[»>›→.]\s?){2,}[\])\s]*|…")  #: "»»»", "[...]"
_REL = {"tag", "author", "category", "next", "prev", "external"}
_SAME_MARK = 3  #: links to one part of a page; "do góry" leads there from every item
_BESIDE = 3  #: lines between a title and what can be done with its article
_AROUND = 3  #: links before and after one
_FEW = 3  #: words of a category
_HELD = 3  #: titles of what lies in the folder that an address is
_ALIKE = 2  #: articles of the site itself whose addresses are of the kind of one on another host
_OFTEN = 3  #: links of the same words; what can be done with articles is called the same
#: "zalacznik_2.pdf (214 kB)", and addresses of programs that send a file
_FILE_NAME = re.compile(r"\S+\.(?:pdf|docx?|xlsx?|odt|ods|rtf|zip|jpe?g|png)(?:\W.{0,20})?", re.I)
_SENDS = re.compile(
    r"(?:^|[/_-])(?:pobierz|download|getfile|get_file|zalacznik)\w*(?:\.\w+)?/?(?:\d+/?)?$|[?&](?:plik|file|zalacznik|attachment\w*)=",
    re.I,
)
_NUMBERS = re.compile(r"\d+")
_SELF = ("#", "¶", "§", "∞")  #: beside a title, of the link to what it heads
_WAY = ("Przejdź do", "przejdź do", "PRZEJDŹ DO")
#: all that was published in a month or on a day; a card may link its own day there
_PERIOD = re.compile(r"/(?:19|20)\d\d/(?:0?[1-9]|1[0-2])(?:/\d\d?)?/?$")
_WORD = re.compile(r"[^\W\d_]+")
_GOES_ON = 20  #: characters of a sentence after a link in it
_LEAD = 40  #: characters of a sentence before a link in it


def usable_links(found: Rows, base: str, page_url: str, *, lenient: bool = False) -> list[tuple[Link, str]]:
    """Links that may lead to an article, with their clean addresses; `lenient` as of `may_be_article`."""
    usable: list[tuple[Link, str]] = []
    texts: dict[str, Counter[str]] = defaultdict(Counter)
    newsy: set[str] = set()
    apart: list[tuple[Link, str]] = []
    likewise: list[
        tuple[Link, str]
    ] = []  #: "/strona/remont-czytelni", where "/strona/nowe-regaly-w-filii" is one
    ways = _ways_to_items(found)
    for link in found.links[:_MOST_LINKS]:
        rel = (link.element.get("rel") or "").lower().split()
        if link.region in NEVER or is_trap(link.href) or not _REL.isdisjoint(rel):
            continue
        if _is_file(link) or (leads_to_list(link.text) and link.text not in ways):
            continue
        if (spoken := link.element.get("hreflang")) and _is_translation(link, spoken):
            continue
        url = clean_link(base, link.href)
        if _PERIOD.search(url) and MONTHS.keys() >= set(_WORD.findall(fold(link.text))):
            continue
        told = link.image or _WORDS.search(link.text) or _ARROWS.fullmatch(link.text) or _covers(link)
        told = told or link.text in _SELF
        if url and told and is_below(url, page_url):
            apart.append((link, url))
        elif url and told and may_be_article(url, page_url, lenient=lenient):
            usable.append((link, url))
            texts[url][link.text] += 1
            if link.heading or link.image or is_more(link.text):
                newsy.add(url)
        elif url and told and link.heading and may_be_article(url, page_url, lenient=True):
            likewise.append((link, url))
    if likewise:
        usable = sorted([*usable, *_in_folders(likewise, usable)], key=lambda pair: pair[0].row)
    if apart:
        usable = sorted([*usable, *_of_branches(apart, usable)], key=lambda pair: pair[0].row)
    usable = [(link, url) for link, url in usable if not _is_in_prose(link, found)]
    #: the same short words again and again: a category or an author, not an article
    labels = {
        url
        for url, words in texts.items()
        if url not in newsy and any(n > 2 and len(text.split()) <= 3 for text, n in words.items())
    }
    labels |= _like(labels, usable)
    actions = _actions(usable) | _sections(usable) | _in_parts(usable)
    return [(link, url) for link, url in usable if url not in labels and url not in actions]


def _like(labels: set[str], usable: list[tuple[Link, str]]) -> set[str]:
    """Addresses that stand where labels do, and nothing but labels: the category of one item only."""
    if not labels:
        return set()
    named: Counter[tuple[str, ...]] = Counter()
    others: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for link, url in usable:
        if url in labels:
            named[_place(link)] += 1
        elif len(link.text.split()) > _FEW or link.heading or link.image or is_more(link.text):
            named[_place(link)] -= _MOST_LINKS
        else:
            others[_place(link)].add(url)
    places = [place for place, count in named.items() if count >= _OFTEN]
    found = {url for place in places for url in others[place]}
    return found - {url for link, url in usable if url in found and _place(link) not in places}


def _place(link: Link) -> tuple[str, ...]:
    """The look of a link and of what holds it."""
    element, holder = link.element, link.element.getparent()
    return element.get("class", ""), element.get("rel", ""), holder.tag, holder.get("class", "")


def _is_file(link: Link) -> bool:
    """Does a link fetch a file, by its words or by its address?"""
    return bool(_FILE_NAME.fullmatch(link.text) or _SENDS.search(link.href))


def _is_translation(link: Link, spoken: str) -> bool:
    """Does a link say that it leads to a page in another language than that of the page?"""
    here = (link.element.getroottree().getroot().get("lang") or "")[:2].lower()
    return bool(here) and spoken[:2].lower() != here


def _ways_to_items(found: Rows) -> set[str]:
    """Words of links that lead to so many places that each is that of an item.

    "Przejdź do ogłoszenia" is a way to one notice or to all of them.
    """
    ways = {(link.text, link.href) for link in found.links if link.text.startswith(_WAY)}
    return {text for text, times in Counter(text for text, _ in ways).items() if times >= _OFTEN}


def _of_branches(apart: list[tuple[Link, str]], usable: list[tuple[Link, str]]) -> list[tuple[Link, str]]:
    """Links to hosts below that of the site whose addresses are of the kind of several of its own.

    Branches and departments have names of their own ("dzieci.…/wpis/5"), and so have catalogues.
    """
    known = Counter(_loosely(url) for url in {url for _, url in usable})
    kinds = {kind for kind, count in known.items() if count >= _ALIKE and "/" in kind.partition("?")[0]}
    return [
        (link, url)
        for link, url in apart
        if _loosely(url) in kinds and may_be_article(url, f"https://{host_of(url)}/")
    ]


def _in_folders(likewise: list[tuple[Link, str]], usable: list[tuple[Link, str]]) -> list[tuple[Link, str]]:
    """Headings whose addresses look like those of pages of a list, in a folder of several articles."""
    folders = Counter(key_of(url).rpartition("/")[0] for url in {url for link, url in usable if link.heading})
    return [
        (link, url)
        for link, url in likewise
        if folders[key_of(url).rpartition("/")[0]] >= _HELD and not key_of(url).rpartition("/")[2].isdigit()
    ]


def _loosely(url: str) -> str:
    """The kind of an address, whether there is a figure in its words or not ("rocznik-12")."""
    path, _, query = kind_of(url).partition("?")
    folders, _, last = path.rpartition("/")
    last = last.replace("d", "w")
    return f"{folders}/{last}?{query}" if folders else f"{last}?{query}"


def _actions(usable: list[tuple[Link, str]]) -> set[str]:
    """Addresses of what can be done with an article ("rejestr", "historia zmian").

    They go on where that of the title before them ends, or have its number, and their words come again.
    """
    found: set[str] = set()
    times = Counter(link.text for link, _ in usable)
    title, titled = usable[0] if usable else (None, "")
    for link, url in usable:
        beside = title is not None and link.row - title.row <= _BESIDE
        again = times[link.text] >= _OFTEN > (times[title.text] if title else 0) and not is_more(link.text)
        if beside and (url.startswith(f"{titled}&") or (again and _is_twin(titled, url))):
            found.add(url)
        elif is_title(link.text):
            title, titled = link, url
    return found


def _sections(usable: list[tuple[Link, str]]) -> set[str]:
    """Addresses of the folder of an item that stand beside its title in fewer words, or of several items.

    "dla bibliotekarzy" is a category, and so is what a column of news is headed with.
    """
    found: set[str] = set()
    keys = [key_of(url).rstrip("/") for _, url in usable]
    for at, (link, url) in enumerate(usable):
        words = len(link.text.split())
        if link.heading or link.image or not 0 < words <= _FEW:
            continue
        near = range(max(0, at - _AROUND), min(len(usable), at + _AROUND + 1))
        for other, key in ((usable[number][0], keys[number]) for number in near):
            beside = abs(other.row - link.row) <= _BESIDE and len(other.text.split()) >= words
            beside = beside and len(other.text) > len(link.text)
            if beside and key.startswith(keys[at] + "/") and is_title(other.text):
                found.add(url)
    held: dict[str, set[str]] = defaultdict(set)
    for (link, _), key in zip(usable, keys, strict=True):
        if is_title(link.text) and "/" in key and "?" not in key:
            held[key.rpartition("/")[0]].add(key)
    return found | {
        url for (_, url), key in zip(usable, keys, strict=True) if len(held.get(key, ())) >= _HELD
    }


def _in_parts(usable: list[tuple[Link, str]]) -> set[str]:
    """Addresses of pages of which titles name several parts ("news.html#n45"): lists, not articles."""
    parts: dict[str, set[str]] = defaultdict(set)
    for link, url in usable:
        if "#" in link.href and is_title(link.text):
            parts[url].add(link.href.partition("#")[2])
    return {url for url, names in parts.items() if len(names) >= _HELD}


def _is_twin(url: str, other: str) -> bool:
    """Do two addresses that differ end in the same number? Folders of a month ("/2024/05/") hold many."""
    number = _NUMBERS.findall(other.rpartition("/")[2])
    return url != other and bool(number) and number == _NUMBERS.findall(url.rpartition("/")[2])


def _is_in_prose(link: Link, found: Rows) -> bool:
    """Does a link stand in the middle of a sentence of some text?"""
    if link.heading or link.image or link.row >= len(found.rows) or not link.text or is_more(link.text):
        return False
    before, found_it, after = found.rows[link.row].text.partition(link.text)
    if not found_it or len(before) < _LEAD or before[-1] != " ":
        return False
    return before[-2].isalpha() or (before[-2] in ":," and len(after) >= _GOES_ON)


def _covers(link: Link) -> bool:
    """An empty link is laid over a whole card; one with a drawn sign stands for "pokaż"."""
    return not link.text


def fragment_links(found: Rows, base: str, page_url: str) -> list[tuple[Link, str]]:
    """Links to parts of the page itself: on some sites the items of news differ by nothing else."""
    here = key_of(page_url)
    usable = []
    marks = Counter(link.href.strip().partition("#")[2] for link in found.links[:_MOST_LINKS])
    for link in found.links[:_MOST_LINKS]:
        target, _, fragment = link.href.strip().partition("#")
        if (
            fragment
            and marks[fragment] <= _SAME_MARK
            and link.region not in NEVER
            and key_of(clean_link(base, target) or page_url) == here
        ):
            usable.append((link, f"{clean_link(base, target) or page_url}#{fragment}"))
    return usable
