"""Other announcements around an article: cards of related news, the one before and the one after."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urlsplit

from crawler.pages.blocks import Box, Line, Scan
from crawler.pages.boxes import CHILDLESS
from crawler.pages.document import join
from crawler.pages.furniture.see_also import FILE, href_of, mark_author

_TURNS = re.compile(
    r"^[<\"←‹>→›\s|-]*(?:poprzedni[aey]?|nastepn[yae]|previous|next)"
    r"(?:\s+(?:strona|wpis|artykul|post|news|aktualnosc|wiadomosc|informacja|wydarzenie|story|article))?"
    r"[<\"←‹>→›\s|:-]*$"
)
_TURN = '<"←‹>→›|-pn \t'  #: what such a line begins with
_POINTS = re.compile(
    r"^\W*(?:zobacz|czytaj|przeczytaj|sprawdz|obejrzyj|polecamy|warto przeczytac|poprzedni[aey]?"
    r"|nastepn[yae])"
    r"(?:(?:\s+(?:tez|takze|rowniez|inne|wiecej))?(?:\s+(?:artykul|wpis|aktualnosc)\w*)?\s*[:→\">-]\s*"
    r"|\s+(?:tez|takze|rowniez)\s*)"  # a style sheet holds it apart from the headline
)
_POINTER = "zcpsown"  #: the letters that such words begin with
_ARROWS_BEFORE, _ARROWS_AFTER = "«←‹<⟵", "»→›>⟶"
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_DAY = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{4}|\d{4}[./-]\d\d[./-]\d\d|\d{1,2} [^\W\d]{3,12} \d{4}")
_OPENING = 4  #: lines in which an announcement tells its heading and its day
_CARDS = 3  #: boxes of one make that are a list
_TEASER = 240  #: characters of running text that a card may have
_PROSE = 160  #: characters of running text that must stand outside of the cards
_SMALL_BLOCK = 400  #: characters of a block that names the announcement before and the one after
_CARD_TAGS = frozenset({"div", "article", "section", "li", "a", "figure"})


def mark_other_news(found: Scan, url: str) -> None:
    """Give the region "related" to lines and boxes that speak of other announcements of the site."""
    links: list[Line] = []
    for line in found.free:
        if line.region not in {"", "repeated"} or len(line.text) > 300:
            continue
        if len(line.text) <= 40 and line.folded[0] in _TURN and _TURNS.match(line.folded):
            _mark_turn(line, found)
        elif not line.region and line.linked:
            if _leads_on(line, found, url):
                line.region = "related"
            else:
                mark_author(line, found)
                links.append(line)
    _mark_cards(found, url)
    if len(links) >= _CARDS:
        _mark_dated_links(links, found, url)


def _mark_turn(line: Line, found: Scan) -> None:
    """ "Poprzedni wpis" and what stands with it in its small block, or right below at the end of a column."""
    box = line.box
    while box.parent is not None and _is_small(box.parent, found):
        box = box.parent
    if box.last - box.first > 1:
        lines = found.lines[box.first : box.last]
    else:
        column = box.parent or box
        below = found.lines[line.index + 1 : min(line.index + 2, column.last)]
        ends = column.last - line.index <= 5
        lines = [line, *(each for each in below if ends and _is_headline(each))]
    for each in lines:
        each.region = each.region or "related"


def _is_small(box: Box, found: Scan) -> bool:
    lines = found.lines[box.first : box.last]
    if lines and lines[0].is_meta() and _DAY.search(lines[0].text):
        return False  # the day of this one, above its neighbours
    return (
        box.tag not in {"body", "main", "article"}
        and len(lines) <= 6
        and sum(len(line.text) for line in lines) <= _SMALL_BLOCK
        and all(_is_headline(line) or line.is_meta() for line in lines)
        and not any(line.heading in {1, 2} for line in lines)
    )


def _is_headline(line: Line) -> bool:
    return len(line.text) <= 160 and (bool(line.linked) or line.text[-1] not in ".;")


def _leads_on(line: Line, found: Scan, url: str) -> bool:
    """Is the whole line a link to another announcement, and says so by its words, an arrow or its `rel`?"""
    return line.heading not in {1, 2} and _says_so(line, found, url) and not FILE.search(href_of(line))


def _says_so(line: Line, found: Scan, url: str) -> bool:
    text = line.text
    if line.linked * 10 >= len(text) * 8:
        rel = line.origin.get("rel")
        if rel and not {"prev", "next"}.isdisjoint(rel.lower().split()):
            return True
        if text[0] in _ARROWS_BEFORE and len(text) > 3:
            return True
        if text[-1] in _ARROWS_AFTER:
            near = found.lines[max(0, line.index - 2) : line.index]
            return _is_sibling(href_of(line), url) or any(
                each.region == "related" and each.text[0] in _ARROWS_BEFORE for each in near
            )
    first = line.folded[:1]
    if first.isalnum() and first not in _POINTER:
        return False
    match = _POINTS.match(line.folded)
    return match is not None and line.linked * 10 >= (len(text) - match.end()) * 8 and match.end() < len(text)


def _is_sibling(href: str, url: str) -> bool:
    """Does a link lead to another page of the same folder, as that of the next announcement does?"""
    here, there = urlsplit(url), urlsplit(join(url, href))
    folder, other = (parts.path.rstrip("/").rpartition("/")[0] for parts in (here, there))
    return bool(folder) and (here.netloc, folder) == (there.netloc, other) and here.path != there.path


def _leads_away(href: str, url: str) -> bool:
    """Does a link lead to another site than that of the page?"""
    host = urlsplit(href).hostname if "//" in href else None
    return bool(host) and host != urlsplit(url).hostname


def _mark_cards(found: Scan, url: str) -> None:
    """Boxes of one make, each the headline of another announcement with a date or a teaser."""
    groups: list[list[Box]] = []
    for box in found.boxes:
        kids = box.kids
        if kids is CHILDLESS or len(kids) < _CARDS:
            continue
        free = 0
        for kid in kids:
            if not kid.region and kid.tag in _CARD_TAGS:
                free += 1
        if free >= _CARDS:
            groups += _groups(kids)
    if not groups:
        return
    for group in groups:
        _mark_all_but_one(group, found)
    groups = [group for group in groups if _are_cards(group, found, url)]
    if not groups:
        return
    inside = {at for group in groups for box in group for at in range(box.first, box.last)}
    if _prose_outside(found, inside) < _PROSE:  # the cards are what the page is about
        return
    for group in groups:
        for box in group:
            _mark_box(box, found)


def _mark_box(box: Box, found: Scan) -> None:
    box.region = box.region or "related"
    for line in found.lines[box.first : box.last]:
        line.region = line.region or "related"


def _mark_all_but_one(group: list[Box], found: Scan) -> None:
    """Whole announcements one below the other, each with its heading and day: the page is about that whose
    heading alone is of the first rank."""
    opened = [found.lines[box.first : min(box.last, box.first + _OPENING)] for box in group]
    ranks = [next((line.heading for line in lines if line.heading), 0) for lines in opened]
    if ranks.count(1) != 1 or 0 in ranks:
        return
    if all(any(line.is_meta() and _YEAR.search(line.text) for line in lines) for lines in opened):
        for box, rank in zip(group, ranks, strict=True):
            if rank > 1:
                _mark_box(box, found)


def _prose_outside(found: Scan, inside: set[int]) -> int:
    """Characters of running text in lines of other numbers."""
    return sum(
        len(line.text) - line.linked
        for line in found.free
        if line.index not in inside and not line.region and not line.heading and len(line.text) >= 60
    )


def _mark_dated_links(links: list[Line], found: Scan, url: str) -> None:
    """Three and more lines of one box, each a day and a link within the site, and the heading above them."""
    links = [line for line in links if not line.region and _is_dated_link(line, url)]
    if len(links) < _CARDS:
        return
    run = links[:1]
    for line in links[1:]:
        if run[-1].box.parent is not line.box.parent or line.index - run[-1].index > 1:
            _mark_run(run, found)
            run = []
        run.append(line)
    _mark_run(run, found)


def _mark_run(run: list[Line], found: Scan) -> None:
    if len(run) < _CARDS or _prose_outside(found, {line.index for line in run}) < _PROSE // 2:
        return
    above = found.lines[run[0].index - 1] if run[0].index else None
    if above is not None and above.heading > 1 and len(above.text) <= 60 and not above.linked:
        run = [above, *run]
    for line in run:
        line.region = line.region or "related"


def _is_dated_link(line: Line, url: str) -> bool:
    """Is a line a day and the link to a page of the site, and hardly more?"""
    text = line.text
    if line.heading or not 12 <= len(text) <= 200 or len(text) - line.linked > 24:
        return False
    rest = _DAY.sub("", text)
    if len(rest) == len(text) or len(rest.strip(" ()|,:–-.r")) - line.linked > 4:
        return False
    href = href_of(line)
    return bool(href) and not FILE.search(href) and not _leads_away(href, url)


def _groups(kids: list[Box]) -> list[list[Box]]:
    """Children of one box that are made alike, none of them furniture already."""
    kids = [kid for kid in kids if not kid.region and kid.tag in _CARD_TAGS and kid.first < kid.last]
    if len(kids) < _CARDS:
        return []
    alike: dict[tuple[str, str], list[Box]] = {}
    for kid in kids:
        alike.setdefault((kid.tag, _first_name(kid.marks)), []).append(kid)
    return [group for group in alike.values() if len(group) >= _CARDS]


@lru_cache(maxsize=4096)
def _first_name(marks: str) -> str:
    name = marks.split(None, 1)[0] if marks else "#"
    return "" if name[0] in "#@$^~" else re.sub(r"\d+", "", name)


def _are_cards(group: list[Box], found: Scan, url: str) -> bool:
    cards = [found.lines[box.first : box.last] for box in group]
    named = any(box.marks for box in group)
    if all(_is_linked_card(card, url, dated=not named) for card in cards):
        return True
    if not named:
        return False
    if not all(_is_dated_card(card) for card in cards):
        return False
    return len({year for card in cards for line in card for year in _YEAR.findall(line.text)}) > 1


def _is_linked_card(card: list[Line], url: str, *, dated: bool) -> bool:
    """A headline that is a link within the site, with a date or a heading, and hardly more.

    `dated`: only with a date, as for boxes without any name.
    """
    titles = [
        line
        for line in card
        if line.linked * 2 > len(line.text) and len(line.text) >= (8 if line.heading else 12)
    ]
    if not titles or len(card) > 8 or any(line.heading == 1 for line in card):
        return False
    href = href_of(titles[0])
    if FILE.search(href) or href.startswith(("mailto:", "tel:")) or _leads_away(href, url):
        return False
    if (dated or not any(line.heading for line in titles)) and not any(line.is_meta() for line in card):
        return False
    return sum(len(line.text) - line.linked for line in card if not line.heading) <= _TEASER


def _is_dated_card(card: list[Line]) -> bool:
    """A heading of some words and the day it was published, nothing else."""
    return (
        len(card) == 2
        and card[0].heading > 1
        and card[1].is_meta()
        and _YEAR.search(card[1].text) is not None
    )
