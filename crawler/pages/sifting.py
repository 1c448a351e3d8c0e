"""The lines of a page with all furniture marked, before the article is looked for."""

from __future__ import annotations

import re

from crawler.pages import signs
from crawler.pages.blocks import Box, Line, Scan, root_of, scan
from crawler.pages.body import Article
from crawler.pages.box_names import is_column, is_text, is_titled, whole_of
from crawler.pages.document import Page
from crawler.pages.furniture.imprints import mark_imprint
from crawler.pages.furniture.other_news import mark_other_news
from crawler.pages.furniture.own_parts import free_own_parts
from crawler.pages.furniture.promos import mark_promos
from crawler.pages.furniture.see_also import leads_below, pointed, points
from crawler.pages.furniture.told_blocks import mark_told_blocks
from crawler.pages.furniture.wording import (
    ALIEN_SIGNS,
    MAKER_SIGNS,
    always_furniture,
    heads_furniture,
    heads_others,
    heads_record,
    is_alien,
    is_imprint,
    is_notice,
    names_makers,
    names_section,
)
from crawler.pages.mass import is_prose
from crawler.pages.profile import SiteProfile

#: besides headings and bold lines, what opens a block
_HEADS = frozenset({"summary", "caption", "legend"})
_PLAIN = frozenset({"div", "section", "header", "p"})
_SOME = 60  #: characters of running text that make a column the page's own
_NAMED = 16  #: characters of a heading that the <title> of its page confirms
_FAR = 60  #: lines that a subheading of an article may stand away from its text
#: of an announcement called so: nothing else stands below ("Komentarze (3) do „Ferie"")
_COMMENTS = re.compile(r"(?:jeden )?komentarz\w*(?: \(\d+\))? do \W")
_COOKIE = re.compile("c(?:ookie|iastecz)")
#: what an announcement about cookies speaks of, as notices do
_COOKIES = signs.COOKIES | {"prywatno", "przeglad"}
_NO_COOKIES = ALIEN_SIGNS - _COOKIES


def sift(page: Page, profile: SiteProfile | None, found: Scan | None = None) -> Scan:
    """Lines and boxes with the furniture told by names, by wording, by headings and by the site's profile.

    `found`: the lines and boxes of the page, if it was walked already and they are not marked yet.
    """
    found = found or scan(page.tree)
    free_own_parts(found)
    found.free = [line for line in found.lines if not line.region]
    _mark_alien(found, page)
    if profile is not None:
        profile.mark(found)
    mark_told_blocks(found)
    mark_promos(found)
    _mark_side_blocks(found, page.head)
    mark_other_news(found, page.url)
    mark_imprint(found)
    return found


def free_region(title: Line, found: Scan) -> None:
    """The block that holds the article's heading is no furniture."""
    root = root_of(title.box)
    region = title.region
    for line in found.lines[title.index : root.last]:
        if line.region == region:
            line.region = ""
    for box in found.boxes:
        if box.region == region and root.first <= box.first and box.last <= root.last:
            box.region = ""
    title.region = ""


def free_column(found: Scan) -> bool:
    """Of columns called left and right that hold a whole page, the one with the most running text is its own.

    Says whether there was one.
    """
    columns = {root_of(box) for box in found.boxes if box.region == "sidebar" and is_column(root_of(box))}
    told = {box: sum(map(_told, found.lines[box.first : box.last])) for box in columns}
    best = max(told, key=lambda box: (told[box], -box.first), default=None)
    if best is None or told[best] < _SOME:
        return False
    for line in found.lines[best.first : best.last]:
        if line.region == "sidebar":
            line.region = ""
    for box in found.boxes:
        if box.region == "sidebar" and best.first <= box.first and box.last <= best.last:
            box.region = ""
    found.free = [line for line in found.lines if not line.region]
    return True


def _told(line: Line) -> int:
    """Characters of running text in a line."""
    size = len(line.text) - line.linked
    return size if size >= 40 and not line.heading else 0


def give_back(article: Article | None, found: Scan) -> None:
    """Lines that repeat on the site, or sound like notices, but stand amid the article's own paragraphs."""
    lines = article.lines if article else ()
    own = [line for line in lines if not line.region and len(line.text) >= 25 and is_prose(line)]
    if not own:
        return
    holders = {line.box.parent or line.box for line in own}
    for line in found.lines[own[0].index : own[-1].index]:
        amid = line.region in {"repeated", "notice"} and (line.box.parent or line.box) in holders
        if amid and not (line.linked and _lists_others(line)):  # "Czytaj też: …" stands amid every text
            line.region = ""


def _mark_alien(found: Scan, page: Page) -> None:
    """Mark notices, but not in a text that is named so, and not where the page is about cookies itself."""
    others: set[int] | None = None  #: lines with other signs than those of cookies, where it is about them
    asked = False
    for line in found.lines_with(ALIEN_SIGNS):
        if line.region or line.heading or is_titled(line.box):
            continue
        if len(line.text) >= 60 and _in_text(line.box) and not is_imprint(line.folded):
            continue
        if is_alien(line.folded):
            if not asked:
                others = found.numbers_with(_NO_COOKIES) if _is_about_cookies(found, page) else None
                asked = True
            if others is None or line.index in others:
                line.region = "notice"
    for line in found.lines_with(MAKER_SIGNS):
        if not line.region and not line.heading and names_makers(line.folded) and not is_titled(line.box):
            line.region = "notice"


def _is_about_cookies(found: Scan, page: Page) -> bool:
    """Does the page's <title> or a heading speak of cookies, other than to say that the site uses them?"""
    if not found.shows(signs.COOKIES):
        return False
    heads = [
        line.folded
        for line in found.lines_with(signs.COOKIES)
        if line.heading in {1, 2, 3} or is_titled(line.box)
    ]
    return any(_COOKIE.search(head) and not is_notice(head) for head in (page.head, *heads))


def _in_text(box: Box) -> bool:
    at: Box | None = box
    while at is not None:
        if is_text(at):
            return True
        at = at.parent
    return False


def _mark_side_blocks(found: Scan, title: str) -> None:
    """Mark blocks that a heading such as "Zobacz także" opens, unless the page is called so."""
    for line in found.free:
        if line.linked and not line.region and ":" in line.text and _lists_others(line):
            line.region = "related"
        if line.region not in {"", "repeated"} or line.heading == 1 or not heads_furniture(line.folded):
            continue
        heads = line.heading or line.box.tag in _HEADS or line.strong * 5 >= len(line.text) * 4
        heads = heads or (not line.linked and (line.region != "" or _is_plain_head(line)))
        heads = heads or leads_below(line, found)
        if heads and not (len(line.text) >= _NAMED and line.folded in title):
            _mark_under(found, line)


def _lists_others(line: Line) -> bool:
    """Is it "Zobacz też:" with the links behind it in one line?"""
    head, colon, rest = line.folded.partition(":")
    return bool(colon) and line.linked * 2 >= len(rest) and len(head) < 40 and heads_others(head)


def _is_plain_head(line: Line) -> bool:
    """Is it alone in a plain box, and could no line of a text be worded so ("Komentarze (2)")?"""
    box = line.box
    return box.tag in _PLAIN and box.last - box.first == 1 and heads_others(line.folded)


def _mark_under(found: Scan, head: Line) -> None:
    """Mark what stands under a heading of furniture: to the end of its box, or to the next such heading."""
    box = head.box.parent or head.box if head.heading or head.box.tag in _HEADS else head.box
    while box.parent is not None and box.last - box.first <= 1:
        box = box.parent
    under = []
    for index in range(head.index + 1, box.last):  # no slice: the box may be the whole page
        line = found.lines[index]
        if line.heading and head.heading and line.heading <= head.heading and not line.linked:
            break
        under.append(line)
    under = pointed(head, under)
    size = sum(len(line.text) for line in under)
    linked = sum(line.linked for line in under)
    long = sum(1 for line in under if len(line.text) - line.linked > 120)
    if not under and points(head.folded):
        return
    if under and long > 1 and linked * 4 < size and not _COMMENTS.match(head.folded):
        return
    if linked * 3 < size and (names_section(head.folded) or _is_subheading(head, found)):
        return  # "Wydarzenia" above an article names its section, "Partnerzy" amid one a part of it
    region = "meta" if heads_record(head.folded) else "related"
    for line in (head, *under):
        line.region = line.region or region


def _is_subheading(head: Line, found: Scan) -> bool:
    """Does running text stand right before a heading in the same box, or is the box named as a text?"""
    if always_furniture(head.folded):
        return False
    holder = head.box.parent or head.box
    before = found.lines[max(holder.first, head.index - _FAR) : head.index]
    if any(_is_running(line) and (line.box.parent or line.box) is holder for line in before):
        return True
    whole = whole_of(head.box) if head.heading else None
    if whole is not None:
        above = found.lines[max(whole.first, head.index - _FAR) : head.index]
        below = found.lines[holder.last : min(whole.last, holder.last + _FAR)]
        if any(map(_is_running, above)) and any(map(_is_running, below)):
            return True
    return bool(head.heading) and _in_text(head.box)


def _is_running(line: Line) -> bool:
    return not line.region and not line.heading and len(line.text) - line.linked >= 60
