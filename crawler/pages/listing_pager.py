"""The next page of a list: told by its author, by its words, or by the number after the current one."""

from __future__ import annotations

import re
from itertools import islice
from urllib.parse import parse_qsl, unquote, urlsplit

from lxml.html import HtmlElement

from aggregator.text import fold
from crawler.pages.document import Page, names_of
from crawler.pages.listing_links import clean_link, host_of, key_of
from crawler.pages.listing_rows import Link, Rows

_NEXT = re.compile(
    r"^[\W_]*(?:(?:nastepn[aey]|nast|kolejna|kolejne)\b.{0,20}|next\b.{0,12}|dalej|naprzod|starsze\b.{0,24}|older\b.{0,16}|"
    r"(?:zaladuj|pokaz|wczytaj|zobacz)\b.{0,8}(?:wiecej|starsze|kolejn|nastepn).{0,16})[\W_]*$"
)
_ARROW = re.compile(r"^\s*(?:›|>|→|▶|»|>>|&gt;|⟩)\s*$")
_NEXT_TITLE = re.compile(r"^(?:nastepna|nastepne|next)\b")
_NEXT_NAME = re.compile(r"(?:^|[\s_-])(?:next|nastepna|older)(?:$|[\s_-])")
_BACK = re.compile(r"poprzedni|prev|newer|nowsze|ostatni|miesiac|tydzien|\brok\b|dzien|slajd|zdjeci")
_ARTICLE = re.compile(r"artykul|wpis\b|post\b|news\b")
_PREVIOUS = re.compile(r"^[\W_]*(?:previous|poprzedni|older|starsze|wczesniejsz)")
_NUMBERED = re.compile(r"[?&](?:paged?|strona|pg)=?\d|/(?:page|strona|previous)/\d", re.I)
_PAGER = re.compile(
    r"pag(?:er|in|ing|enav|e-link|e-item)|stronicowan|paginacj|nav-?links|page-numbers|page-nav|pagenav|navigation|nawigacja|"
    r"(?:^|[\s_-])(?:pag|strony|numery|next|older|wp-pagenavi|pages)(?:$|[\s_-])"
)
_PARAM = re.compile(
    r"^(?:page|paged|p|pg|strona|str|s|start|limitstart|offset|nr|page_?nr|pagenum|pag|nr_strony|from|od|skip|"
    r"ccm_paging_p\w*|\w*_page|\w*_cur|cur|\w*_start|tx_\w+\[(?:@widget_\d\]\[)?(?:currentpage|pointer|page)\]|cp|"
    r"\w*(?:page|strona|offset|paging)\w*)$",
    re.I,
)
_CURRENT = re.compile(
    r"(?:^|[\s_-])(?:current|active|aktywn\w*|on|selected|biezaca|here|this|disabled)(?:$|[\s_-])"
)
#: the stem of a list and the number of its page: "news/2", "news,2", "news2"
_COUNTED = re.compile(r"(.*(?=[/,_-])|.*[^\d/,_-])[/,_-]?(\d{1,4})")
_BARE = re.compile(r"(?:page|strona|pag)[/-]?(\d{1,4})$", re.I)  #: a query that is a page: "?strona10"
_ASKED = ("data-href", "data-url", "data-next", "data-next-url")  #: attributes of a button to load more
_MOST_NUMBERS = 14  #: more numbers side by side are the days of a month


def find_next(page: Page, found: Rows) -> str | None:
    """Address of the next page of the list, None on the last page and where there is only one."""
    stated = ""
    for element in page.tree.iter("link"):
        if "next" in (element.get("rel") or "").lower().split():
            stated = _checked(page, clean_link(page.base, element.get("href") or "")) or ""
            if stated and _number(stated) is not None:
                break
    links = [link for link in found.links if link.region not in ("calendar", "comments", "cookies")]
    if stated and _number(stated) is not None:  # readers follow the links: heads may state what leads nowhere
        return _by_rel(page, links) or stated
    return (
        _by_rel(page, links)
        or _by_number(page, links)
        or _by_words(page, links)
        or _by_follower(page, links)
        or _by_button(page)
        or (stated if _is_below(page, stated) else None)  # else the next page of the site: manuals state it
    )


def _by_rel(page: Page, links: list[Link]) -> str | None:
    for link in links:
        if "next" in (link.element.get("rel") or "").lower().split():
            url = _checked(page, clean_link(page.base, link.href))
            if url and (
                _number(url) is not None or (_is_pager(link) and not _ARTICLE.search(fold(link.text)))
            ):
                return url
    return None


def _by_words(page: Page, links: list[Link]) -> str | None:
    arrows = []
    for link in links:
        words = fold(link.text)
        label = fold(link.element.get("title") or link.element.get("aria-label") or "")
        named = bool(_NEXT_NAME.search(names_of(link.element)))
        says = bool(_NEXT.match(words)) or (len(words) < 4 and named)
        if not says and (len(words) < 4 or (label and _is_pager(link))):
            says = bool(_NEXT.match(label) or _NEXT_TITLE.match(label))
        arrow = not says and _ARROW.match(link.text)
        if not (says or arrow) or _BACK.search(words) or _BACK.search(label):
            continue
        url = _checked(page, clean_link(page.base, link.href))
        if not url or (
            _number(url) is None
            and not _continues(page.url, url, words)
            and (_ARTICLE.search(words) or not (_is_pager(link) or _is_paired(link)))
        ):
            continue
        if says:
            return url
        arrows.append((link.text.strip() in {"»", ">>"}, url))
    return min(arrows)[1] if arrows else None


def _by_button(page: Page) -> str | None:
    """A button to load more names what a program asks for, where it is more than a script of the page."""
    for button in page.tree.iter("button"):
        if _NEXT.match(fold(" ".join(islice(button.itertext(), 20)))):
            told = next(filter(None, (button.get(name) for name in _ASKED)), "")
            url = _checked(page, clean_link(page.base, told))
            if url and _number(url) is not None:
                return url
    return None


def _by_follower(page: Page, links: list[Link]) -> str | None:
    """Whatever the link is called ("← Previous" are the older ones), its address has the next number."""
    here = _number(page.url)
    for link in links:
        if _is_pager(link) or _PREVIOUS.match(fold(link.text)):
            url = clean_link(page.base, link.href)
            if _NUMBERED.search(url) and _number(url) == (here or 1) + 1:
                return _checked(page, url)
    return None


def _by_number(page: Page, links: list[Link]) -> str | None:
    """Among page numbers side by side, the one after the number that is no link (or that is marked)."""
    for group in _number_groups(links):
        numbers = {int(link.text.strip(" []|.")): link for link in reversed(group)}
        if len(numbers) > _MOST_NUMBERS or not any(_looks_paged(page, link) for link in group):
            continue
        current = _current(page, group, set(numbers))
        follower = numbers.get(current + 1) if current else None
        if follower is not None:
            return _checked(page, clean_link(page.base, follower.href))
        return None
    return None


def _number_groups(links: list[Link]) -> list[list[Link]]:
    groups: dict[HtmlElement, list[Link]] = {}
    for link in links:
        if re.fullmatch(r"[\s\[|]*\d{1,3}[\s\].|]*", link.text):
            holder = link.element.getparent()
            for _ in range(2):
                if holder is not None and _has_one(holder) and holder.getparent() is not None:
                    holder = holder.getparent()
            if holder is not None:
                groups.setdefault(holder, []).append(link)
    return sorted(groups.values(), key=len, reverse=True)


def _has_one(holder: HtmlElement) -> bool:
    """Has an element one child? Counting them all costs lxml a walk."""
    first = next(iter(holder), None)
    return first is not None and first.getnext() is None


def _looks_paged(page: Page, link: Link) -> bool:
    url = clean_link(page.base, link.href)
    if not url or host_of(url) != host_of(page.url):
        return False
    if _is_pager(link) or _number(url) is not None:
        return True
    above = {node.tag for node in islice(link.element.iterancestors(), 3)}
    days = link.region or not above.isdisjoint({"td", "th", "tr"})  # those of a calendar
    return not days and re.split(r"[/=,_-]", url)[-1] == link.text.strip(" []|.")


def _current(page: Page, group: list[Link], numbers: set[int]) -> int | None:
    holder = group[0].element.getparent()
    for _ in range(2):
        if holder is not None and _has_one(holder) and holder.getparent() is not None:
            holder = holder.getparent()
    linked = {link.element for link in group}
    marked = None
    for node in holder.iter() if holder is not None else ():
        text = (node.text or "").strip(" []|.\xa0\n\t")
        if text.isdigit() and len(text) <= 3:
            around = [node, *list(node.iterancestors())[:2]]
            if not any(item in linked for item in around) and not any(item.tag == "a" for item in around):
                return int(text)
            if _CURRENT.search(names_of(node)) or any(
                _CURRENT.search(names_of(item)) or item.get("aria-current")
                for item in around[:2]
                if item is not holder
            ):
                marked = int(text)
    if marked is not None:
        return marked
    for child in holder.iter() if holder is not None else ():
        tail = (child.tail or "").strip(" []|.\xa0\n\t")
        if child is not holder and tail.isdigit() and len(tail) <= 3:
            return int(tail)
    here = key_of(page.url)
    for link in group:
        if key_of(clean_link(page.base, link.href)) == here:
            return int(link.text.strip(" []|."))
    return 1 if 1 not in numbers or _number(page.url) is None else None


def _is_pager(link: Link) -> bool:
    node: HtmlElement | None = link.element
    for _ in range(5):
        if node is None or node.tag in ("body", "main", "article"):
            return False
        if _PAGER.search(names_of(node)):
            return True
        node = node.getparent()
    return False


def _is_paired(link: Link) -> bool:
    """Does the way back stand in the same short line as the way on?"""
    holder = link.element.getparent()
    words = fold(" ".join(islice(holder.itertext(), 20))) if holder is not None else ""
    return len(words) <= 80 and bool(re.search(r"poprzedni|wstecz|nowsze|previous", words))


def _number(url: str) -> int | None:
    """The page number or offset that an address carries, None = none."""
    parts = urlsplit(url)
    for name, value in parse_qsl(parts.query):
        if _PARAM.match(name) and value.isdigit() and len(value) < 6:
            return int(value)
    bare = _BARE.match(parts.query)
    if bare:
        return int(bare[1])
    hit = re.search(
        r"(?:/|,|-|_)(?:page|strona|str|p|s|lista|start|previous)(?:/|,|-|_|:)?(\d{1,4})(?:/[\w-]*|\.html?|\.php)?/?$"
        r"|/lista/(\d{1,4})/|,(\d{1,4})(?:\.html?)?$",
        unquote(parts.path),
        re.I,
    )
    return int(next(group for group in hit.groups() if group)) if hit else None


def _is_below(page: Page, url: str) -> bool:
    """Does an address belong to the list at hand: in its folder, or the same path with other values?"""
    path = urlsplit(page.url).path
    return (urlsplit(url).path.startswith(path.rpartition("/")[0] + "/") and path not in ("", "/")) or (
        bool(url) and urlsplit(url).path == path
    )


def _stem(url: str) -> str:
    """The path of an address without its ending."""
    return re.sub(r"\.(?:html?|php)$|/$", "", urlsplit(url).path)


def _continues(here: str, url: str, words: str) -> bool:
    """Is an address that of the list with a 2 behind it, or with the next number at its end?

    Behind a dash the number may be that of an article: not where the link's words speak of one.
    """
    mine, other = _stem(here), _stem(url)
    hit = _COUNTED.fullmatch(other)
    if hit is None or (other[len(hit[1])] != "/" and _ARTICLE.search(words)):
        return False
    before = _COUNTED.fullmatch(mine)
    if before is not None and before[1] == hit[1]:
        return int(hit[2]) == int(before[2]) + 1
    return mine == hit[1] and int(hit[2]) == 2


def _is_first(url: str, other: str) -> bool:
    """Is the other address that of a numbered page without its number, which is the first one?"""
    return key_of(url).startswith(key_of(other).rstrip("/"))


def _checked(page: Page, url: str) -> str | None:
    """The address, unless it leads off the site, back, to this page or grows by itself."""
    if not url or host_of(url) != host_of(page.url) or key_of(url) == key_of(page.url):
        return None
    mine, other = _number(page.url), _number(url)
    if _stem(url).startswith(tuple(_stem(page.url) + sign for sign in ",/")):
        mine = None  # "news,30.html" and "news,30,2.html": the first number is that of the list
    if mine is not None and (other <= mine if other is not None else _is_first(page.url, url)):
        return None
    segments = [part for part in urlsplit(url).path.split("/") if len(part) > 3]
    return None if any(segments.count(part) > 2 for part in segments) else url
