"""The next page of a list: told by its author, by its words, or by the number after the current one."""

from __future__ import annotations

import re
from collections.abc import Set
from itertools import islice

from aggregator.text import fold
from crawler.pages.document import Page, names_of
from crawler.pages.listing.handlers import of_button
from crawler.pages.listing.letters import by_letter
from crawler.pages.listing.links import clean_link, is_list_address, leads_to_list
from crawler.pages.listing.numbers import (
    ARTICLE,
    checked,
    continues,
    follows,
    is_below_list,
    last_number,
    number_here,
    number_of,
    steps,
)
from crawler.pages.listing.onward import by_choice, by_count, by_name, moves_cursor
from crawler.pages.listing.pages import by_number, by_range, is_pager
from crawler.pages.listing.rows import Link, Rows, walk

_NEXT = re.compile(
    r"^[\W_]*(?:(?:nastepn[aey]|nast|kolejna|kolejne)\b.{0,20}|next\b.{0,12}|dalej|naprzod|older\b.{0,16}|"
    r"(?:starsz[ey]|wczesniejsz[ey])\b.{0,24}|"
    r"(?:zaladuj|pokaz|wczytaj|zobacz)\b.{0,8}(?:wiecej|starsze|kolejn|nastepn).{0,16})[\W_]*$"
)
_ARROW = re.compile(r"\s*(?:[›>→▶»⟩►❯❱➔➜⇒⏵▸]|>>|&gt;)\s*")
_NEXT_TITLE = re.compile(r"^(?:nastepna|nastepne|next)\b")
_NEXT_NAME = re.compile(r"(?:^|[\s_-])(?:next|nastepna|older)(?:$|[\s_-])")
_BACK = re.compile(r"poprzedni|prev|newer|nowsze|ostatni|miesiac(?!e\b)|tydzien|\brok\b|dzien|slajd|zdjeci")
#: surely leads on, wherever it stands
_OLDER = re.compile(
    r"[\W_]*(?:starsze|wczesniejsze) "
    r"(?:wiadomosci|aktualnosci|wpisy|posty|newsy|ogloszenia|komunikaty|artykuly|miesiace)[\W_]*$"
)
#: no title says so ("Kolejna dostawa książek"), no link to read on either
_NEXT_PAGE = re.compile(
    r"[\W_]*(?:nastepn[aey]|kolejn[aey]|starsze|next|older)"
    r"(?: (?:stron[ay]|wpisy|posty|wiadomosci|aktualnosci|page|posts))?[\W_]*$"
)
_WAY_BACK = re.compile(r"poprzedni|wstecz|nowsze|previous")
_DIGIT = re.compile(r"\d")
_PREVIOUS = re.compile(r"^[\W_]*(?:previous|poprzedni|older|starsze|wczesniejsz)")
_NUMBERED = re.compile(r"[?&](?:paged?|strona|pg)=?\d|/(?:page|strona|previous)/\d", re.I)


def find_next(page: Page, found: Rows, items: Set[str] = frozenset()) -> str | None:
    """Address of the next page of the list, None on the last page and where there is only one.

    `items`: addresses of its articles, to which "dalej" leads where it is no pager.
    """
    stated = ""
    for element in page.tree.iter("link"):
        if "next" in (element.get("rel") or "").lower().split():
            stated = checked(page, clean_link(page.base, element.get("href") or "")) or ""
            if stated and number_of(stated) is not None:
                break
    links = _may_lead_on(found)
    if stated and number_of(stated) is not None:  # readers follow links: heads may state what leads nowhere
        return _by_rel(page, links) or _linked_instead(page, links, stated) or stated
    return (
        _among(page, links, items)
        or _by_button(page)
        or _without_scripts(page, items)
        or by_choice(page)
        or by_count(page, links, items)
        or by_name(page, links, items)
        or (stated if is_below_list(page, stated) else None)  # else of the site: manuals state it
    )


def _linked_instead(page: Page, links: list[Link], stated: str) -> str | None:
    """The page of the same number that the pager leads to, where none leads to the one that the head states.

    Plugins for search engines state "?page=2" where the list goes on at "?paged=2".
    """
    if any(number_of(link.href) and clean_link(page.base, link.href) == stated for link in links):
        return None
    url = by_number(page, links) or _by_follower(page, links)
    return url if url and number_of(url) == number_of(stated) else None


def _may_lead_on(found: Rows) -> list[Link]:
    return [link for link in found.links if link.region not in ("calendar", "comments", "cookies")]


def _among(page: Page, links: list[Link], items: Set[str]) -> str | None:
    return (
        _by_rel(page, links)
        or by_number(page, links)
        or by_range(page, links)
        or _by_words(page, links, items)
        or _by_follower(page, links)
        or _by_address(page, links)
        or by_letter(page, links)
    )


def _without_scripts(page: Page, items: Set[str]) -> str | None:
    """The pager of those who see a page without its programs, where these load the rest of the list."""
    for element in page.tree.iter("noscript"):
        if element.find(".//a[@href]") is not None and (
            url := _among(page, _may_lead_on(walk(element)), items)
        ):
            return url
    return None


def _by_rel(page: Page, links: list[Link]) -> str | None:
    for link in links:
        if "next" in (link.element.get("rel") or "").lower().split():
            url = checked(page, clean_link(page.base, link.href))
            if not url:
                continue
            leads = is_pager(link) or follows(page.url, url)
            if number_of(url) is not None or (leads and not ARTICLE.search(fold(link.text))):
                return url
    return None


def _by_words(page: Page, links: list[Link], items: Set[str]) -> str | None:
    arrows = []
    for link in links:
        words = fold(link.text)
        label = fold(link.element.get("title") or link.element.get("aria-label") or "")
        named = bool(_NEXT_NAME.search(names_of(link.element)))
        more = leads_to_list(link.text)
        says = more or bool(_NEXT.match(words)) or (len(words) < 4 and named)
        if not says and (len(words) < 4 or (label and is_pager(link))):
            says = bool(_NEXT.match(label) or _NEXT_TITLE.match(label))
        arrow = not says and _ARROW.fullmatch(link.text)
        if not (says or arrow) or _BACK.search(words) or _BACK.search(label):
            continue
        url = checked(page, clean_link(page.base, link.href))
        if more and not (named or (url and "wiecej" in words and follows(page.url, url))):
            continue  # the list that a home page shows the newest of
        if url in items and not (_NEXT_PAGE.match(words) or is_pager(link)):
            continue  # "dalej" below an item
        if not url or (
            number_of(url) is None
            and not continues(page.url, url, words)
            and not (says and not ARTICLE.search(words) and follows(page.url, url))
            and not (arrow and steps(page.url, url))
            and not (says and moves_cursor(page.url, url))
            and (not _OLDER.match(words) or is_list_address(url))
            and (ARTICLE.search(words) or not (is_pager(link) or _is_paired(link)))
        ):
            continue
        if says:
            return url
        arrows.append((link.text.strip() in {"»", ">>"}, url))
    return min(arrows)[1] if arrows else None


def _by_button(page: Page) -> str | None:
    """A button to load more names what a program asks for, where it is more than a script of the page."""
    for button in page.tree.iter("button", "input"):
        if _NEXT.match(fold(button.get("value") or " ".join(islice(button.itertext(), 20)))):
            url = checked(page, clean_link(page.base, of_button(dict(button.items()))))
            if url and number_of(url) is not None:
                return url
    for element in page.tree.iterfind(".//div[@data-next-page]"):  # beside it, with Elementor
        url = checked(page, clean_link(page.base, element.get("data-next-page") or ""))
        if url and follows(page.url, url):
            return url
    return None


def _by_follower(page: Page, links: list[Link]) -> str | None:
    """Whatever the link is called ("← Previous" are the older ones), its address has the next number."""
    for link in links:
        words = fold(link.text)
        if is_pager(link) or _PREVIOUS.match(words):
            url = clean_link(page.base, link.href)
            numbered = _NUMBERED.search(url) or follows(page.url, url)
            number = number_of(url)
            if number is None and not ARTICLE.search(words):
                number = last_number(url)
            here = number_here(page.url, url)
            offset = number is not None and _PREVIOUS.match(words) and number > (here or 1)
            if numbered and (offset or number == (here or 1) + 1):
                return checked(page, url)
            if _PREVIOUS.match(words) and continues(page.url, url, words):
                return checked(page, url)
    return None


def _by_address(page: Page, links: list[Link]) -> str | None:
    """A link that says nothing, to the address of the list with the next number of a page."""
    for link in links:
        if not _DIGIT.search(link.href):
            continue
        url = clean_link(page.base, link.href)
        if (
            number_of(url) == (number_here(page.url, url) or 1) + 1
            and _NUMBERED.search(url)
            and follows(page.url, url)
        ):
            return checked(page, url)
    return None


def _is_paired(link: Link) -> bool:
    """Does the way back stand in the same short line as the way on?"""
    holder = link.element.getparent()
    words = fold(" ".join(islice(holder.itertext(), 20))) if holder is not None else ""
    return len(words) <= 80 and bool(_WAY_BACK.search(words))
