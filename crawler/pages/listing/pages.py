"""Links to the pages of a list: figures, or ranges of items, side by side."""

from __future__ import annotations

import re
from itertools import islice

from lxml.html import HtmlElement

from crawler.pages.document import Page, inner_text, names_of
from crawler.pages.listing.links import clean_link, host_of, key_of
from crawler.pages.listing.numbers import checked, continues, follows, number_of
from crawler.pages.listing.rows import Link

_RANGE = re.compile(r"(?<![\d.-])\W{0,3}(\d{1,4})\s?[-–—]\s?(\d{1,4})\W{0,3}(?![\d.-])")
_PAGER = re.compile(
    r"pag(?:er|in|ing|enav|e-link|e-item)|stronicowan|paginacj|nav-?links|page-numbers|page-nav|pagenav|navigation|nawigacja|"
    r"(?:^|[\s_-])(?:pag|strony|numery|next|older|wp-pagenavi|pages)(?:$|[\s_-])"
)
_CURRENT = re.compile(
    r"(?:^|[\s_-])(?:current|active|aktywn\w*|on|selected|biezaca|here|this|disabled)(?:$|[\s_-])"
)
_FIRST = 2
_STEP = 3  #: items a page
_MOST_NUMBERS = 14  #: more numbers side by side are the days of a month
_FIGURE = re.compile(r"[\s\[|]*\d{1,3}[\s\].|]*")
_PARTS = re.compile(r"[/=,_-]")


def by_number(page: Page, links: list[Link]) -> str | None:
    """Among page numbers side by side, the one after the number that is no link (or that is marked)."""
    for group in _number_groups(links):
        numbers = {int(link.text.strip(" []|.")): link for link in reversed(group)}
        if (
            len(numbers) > _MOST_NUMBERS
            or _in_calendar(group[0])
            or not any(_looks_paged(page, link) for link in group)
        ):
            continue
        current = _current(page, group, set(numbers))
        if current is not None and not _are_pages({current, *numbers}):
            continue
        follower = numbers.get(current + 1) if current is not None else None
        if follower is None and current is not None:
            follower = _by_offset(numbers, current)
        if follower is not None:
            return checked(page, clean_link(page.base, follower.href))
        return None
    return None


def _in_calendar(link: Link) -> bool:
    """Does a figure stand in a table of more figures than a pager has?"""
    cell = next((node for node in islice(link.element.iterancestors(), 3) if node.tag in ("td", "th")), None)
    table = next(cell.iterancestors("table"), None) if cell is not None else None
    if table is None:
        return False
    cells = islice(table.iter("td"), 3 * _MOST_NUMBERS)
    return sum(_FIGURE.fullmatch(inner_text(each)) is not None for each in cells) > _MOST_NUMBERS


def _by_offset(numbers: dict[int, Link], current: int) -> Link | None:
    """The next of figures that count items, not pages ("0 | 10 | 20"), each of which is in its address."""
    later = sorted(number for number in numbers if number > current)
    step = later[0] - current if later else 0
    if step < _STEP or any((number - current) % step for number in numbers):
        return None
    link = numbers[later[0]]
    return link if re.search(rf"(?<!\d){later[0]}(?!\d)", link.href) else None


def _are_pages(numbers: set[int]) -> bool:
    """Are numbers those of pages? How many items a page shows ("10 20 50") may be chosen beside them."""
    return min(numbers) <= _FIRST or any(number + 1 in numbers for number in numbers)


def by_range(page: Page, links: list[Link]) -> str | None:
    """Among ranges of items side by side ("1-10 11-20 21-30"), the one after that which is no link."""
    ranges = {
        (link.element.getparent(), int(hit[1])): link
        for link in links
        if (hit := _RANGE.fullmatch(link.text))
    }
    for (holder, first), link in ranges.items():
        words = " ".join(islice(holder.itertext(), 60)) if holder is not None else ""
        before = next((hit for hit in _RANGE.finditer(words) if int(hit[2]) == first - 1), None)
        if before and (holder, int(before[1])) not in ranges:
            return checked(page, clean_link(page.base, link.href))
    return None


def _number_groups(links: list[Link]) -> list[list[Link]]:
    groups: dict[HtmlElement, list[Link]] = {}
    for link in links:
        if _FIGURE.fullmatch(link.text):
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
    if is_pager(link) or number_of(url) is not None or follows(page.url, url) or continues(page.url, url, ""):
        return True
    above = {node.tag for node in islice(link.element.iterancestors(), 3)}
    days = link.region or not above.isdisjoint({"td", "th", "tr"})  # those of a calendar
    return not days and _PARTS.split(url)[-1] == link.text.strip(" []|.")


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
    return 1 if 1 not in numbers or number_of(page.url) is None else None


def is_pager(link: Link) -> bool:
    node: HtmlElement | None = link.element
    for _ in range(5):
        if node is None or node.tag in ("body", "main", "article"):
            return False
        if _PAGER.search(names_of(node)):
            return True
        node = node.getparent()
    return False
