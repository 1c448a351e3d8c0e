"""The lines of a page with all furniture marked, before the article is looked for."""

from __future__ import annotations

from crawler.pages.blocks import Line, Scan, root_of, scan
from crawler.pages.body import Article
from crawler.pages.document import Page
from crawler.pages.other_news import mark_other_news
from crawler.pages.profile import SiteProfile
from crawler.pages.wording import ALIEN_KEYS, heads_furniture, is_alien, names_section


def sift(page: Page, profile: SiteProfile | None) -> Scan:
    """Lines and boxes with the furniture told by names, by wording, by headings and by the site's profile."""
    found = scan(page.tree)
    _mark_alien(found)
    if profile is not None:
        profile.mark(found)
    _mark_side_blocks(found)
    mark_other_news(found, page.url)
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


def give_back(article: Article | None, found: Scan) -> None:
    """Lines that repeat on the site but stand amid the article's own paragraphs belong to it."""
    own = [line for line in article.lines if not line.region and len(line.text) >= 25] if article else []
    if not own:
        return
    holders = {line.box.parent or line.box for line in own}
    for line in found.lines[own[0].index : own[-1].index]:
        if line.region == "repeated" and (line.box.parent or line.box) in holders:
            line.region = ""


def _mark_alien(found: Scan) -> None:
    keys = [key for key in ALIEN_KEYS if key in found.lowered]
    if not keys:
        return
    for line in found.lines:
        if line.region or line.heading:
            continue
        text = line.text.lower()
        if any(key in text for key in keys) and is_alien(line.text):
            line.region = "notice"


def _mark_side_blocks(found: Scan) -> None:
    """Mark blocks that a heading such as "Zobacz także" opens."""
    for line in found.lines:
        if line.region not in {"", "repeated"} or line.heading == 1 or len(line.text) > 80:
            continue
        if (line.heading or line.strong * 5 >= len(line.text) * 4) and heads_furniture(line.text):
            _mark_under(found, line)


def _mark_under(found: Scan, head: Line) -> None:
    """Mark what stands under a heading of furniture: to the end of its box, or to the next such heading."""
    box = head.box.parent or head.box if head.heading else head.box
    while box.parent is not None and box.last - box.first <= 1:
        box = box.parent
    under = []
    for line in found.lines[head.index + 1 : box.last]:
        if line.heading and head.heading and line.heading <= head.heading and not line.linked:
            break
        under.append(line)
    size = sum(len(line.text) for line in under)
    linked = sum(line.linked for line in under)
    long = sum(1 for line in under if len(line.text) - line.linked > 120)
    if under and long > 1 and linked * 4 < size:
        return
    if names_section(head.text) and linked * 3 < size:  # "Wydarzenia" above an article names its section
        return
    for line in (head, *under):
        line.region = line.region or "related"
