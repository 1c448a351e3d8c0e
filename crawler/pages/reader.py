"""A page to a `RawAnnouncement`: layouts of known systems first, then the generic rule, trafilatura last."""

from __future__ import annotations

import re
from datetime import datetime
from typing import NamedTuple

from aggregator.model import Picture, RawAnnouncement, make_raw, make_reading
from aggregator.text import fold, squeeze
from aggregator.vocabulary import Problem
from crawler.pages.blocks import Box, Line, Scan
from crawler.pages.body import Article, attachments, common_box, find_article, find_short_article
from crawler.pages.compose import Composed, compose, find_pictures, furniture_of
from crawler.pages.dates.published import Chooser
from crawler.pages.dates.told import tell_dates
from crawler.pages.document import Page
from crawler.pages.furniture.headlines import mark_headlines
from crawler.pages.furniture.tails import mark_tail
from crawler.pages.layouts import find_layout
from crawler.pages.mass import Mass, is_running
from crawler.pages.opened import Opened, open_page
from crawler.pages.problems.by_bytes import problem_of_bytes
from crawler.pages.problems.problem import find_problem, settled_problem
from crawler.pages.profile import SiteProfile
from crawler.pages.sifting import free_column, free_region, give_back, sift
from crawler.pages.titles.bare import find_bare_title, find_dated_title
from crawler.pages.titles.head_names import Names, head_names, head_title, names_institution
from crawler.pages.titles.title import find_title, title_text

#: an alternative text that may be the title of a poster: words, no name of a file or of a logo
_POSTER = re.compile(
    r"(?i)(?!.*(?:logo|herb|baner|banner|ikon|zdj[eę]ci|fundusz|europej|projekt|\.\w{3,4}$))[^\W\d_][^_/]{3,158}\s[^_/]+"
)
_STARVED = 40  #: characters: an article of less may have lost its text to the site profile
_TITLE = 500  #: characters; a longer title is a mistake of the page


class Zone(NamedTuple):
    """Where the article stands on a page."""

    rule: str
    title: Line | None
    article: Article | None


def read_page(
    body: bytes,
    url: str,
    *,
    fetched: datetime,
    charset: str | None = None,
    source: str = "",
    profile: SiteProfile | None = None,
    layouts: bool = True,
    last_resort: bool = True,
    opened: Opened | None = None,
) -> RawAnnouncement:
    """What a saved answer says, read by layout alone. Any bytes are read; nothing raises.

    `fetched` is aware and the base of relative dates; `charset` is what the HTTP header says; `profile` is
    what repeats on the pages of the site. `layouts=False` leaves the rules of known systems out,
    `last_resort=False` what is tried where there is neither heading nor prose. `opened` is the page, if it
    was parsed already with the same arguments.
    """
    problem = problem_of_bytes(body)
    if problem is not None:
        return make_raw(source=source, url=url, fetched=fetched, problem=problem)
    opened = opened or open_page(body, url, fetched=fetched, charset=charset)
    page, names, found, zone = _placed(opened, profile, layouts=layouts)
    raw = _announcement(page, names, found, zone, source, profile, last_resort=last_resort)
    found.let_go()
    return raw


def why_dated(
    body: bytes, url: str, *, fetched: datetime, charset: str | None, profile: SiteProfile | None
) -> list[str]:
    """What `read_page` with these arguments thinks of each date of a page, for a person."""
    if problem_of_bytes(body) is not None:
        return []
    page, _, found, zone = _placed(open_page(body, url, fetched=fetched, charset=charset), profile)
    lines = list(tell_dates(_chooser(page, found, zone)))
    found.let_go()
    return lines


def _placed(
    opened: Opened, profile: SiteProfile | None, *, layouts: bool = True
) -> tuple[Page, Names, Scan, Zone]:
    """The page with its lines sifted and the place of its article."""
    page, walked, opened.found = opened.page, opened.found, None
    names = head_names(page, profile.names if profile else frozenset())
    found = sift(page, profile, walked)
    zone = find_zone(page, found, names, layouts=layouts)
    if profile is not None:
        give_back(zone.article, found)
        if _size(zone) < _STARVED:  # a site that prints one announcement again and again
            plain = sift(page, None)
            second = find_zone(page, plain, names, layouts=layouts)
            if _size(second) > 2 * _STARVED:
                found, plain, zone = plain, found, second
            plain.let_go()
    return page, names, found, zone


def find_zone(page: Page, found: Scan, names: Names, *, layouts: bool = True) -> Zone:
    """The article of a page: as a known layout places it, else from the heading outwards."""
    mass = Mass(found)
    placed = find_layout(page, found, mass) if layouts else None
    if placed is not None:
        box = placed.body
        title = find_title(found, names, body=(box.first, box.last), favoured=placed.titles)
        lines = (*_lead(found, title, box), *found.lines[box.first : box.last], *attachments(found, box))
        return Zone(placed.layout, title, Article(lines, common_box(title, box), box))
    title = find_title(found, names) or find_dated_title(found, names)
    if title is not None and title.region:
        free_region(title, found)
        mass = Mass(found)
    elif title is not None and (crumb := _own_crumb(title, found)) is not None:
        crumb.region = "menu"
        mass = Mass(found)
    article = find_article(found, title, mass)
    if title is None and article is not None:
        title = _bare_title(found, article, names)
        if title is not None:
            article = find_article(found, title, mass) or article
    if article is None and title is not None:
        article = find_short_article(found, title)
    if title is None and (article is None or _size_of(article) < _STARVED) and free_column(found):
        return find_zone(page, found, names, layouts=False)
    return Zone("generic", title, article)


def _own_crumb(title: Line, found: Scan) -> Line | None:
    """The end of the way to the page, where a theme prints the way right below the heading."""
    for line in found.lines[title.index + 1 : title.index + 4]:
        if line.folded == title.folded and line.box.tag == "li" and not (line.region or line.heading):
            return line
    return None


def _lead(found: Scan, title: Line | None, body: Box) -> tuple[Line, ...]:
    """What introduces the text between its heading and the box that the layout keeps it in."""
    if title is None or title.index >= body.first:
        return ()
    lines = found.lines[title.index + 1 : body.first]
    return tuple(
        line
        for line in lines
        if (len(line.text) >= 60 and line.linked * 2 < len(line.text))
        or (line is lines[0] and line.box.tag == "p" and _is_short_lead(line))
    )


def _is_short_lead(line: Line) -> bool:
    """Is a paragraph below the heading a short sentence ("Program ferii:")? Bylines end without a sign."""
    return line.text[-1] in ".:!?" and not (line.region or line.linked or line.heading or line.is_meta())


def _bare_title(found: Scan, article: Article, names: Names) -> Line | None:
    own = [line for line in article.lines if not line.region and len(line.text) >= 25]
    first = next((line for line in own if is_running(line)), own[0] if own else None)
    return find_bare_title(found, first, names) if first is not None else None


def _size(zone: Zone) -> int:
    return _size_of(zone.article) if zone.article else 0


def _size_of(article: Article) -> int:
    return sum(len(line.text) for line in article.lines if not line.region)


def _announcement(
    page: Page,
    names: Names,
    found: Scan,
    zone: Zone,
    source: str,
    profile: SiteProfile | None,
    *,
    last_resort: bool,
) -> RawAnnouncement:
    article = zone.article
    published, modified = _chooser(page, found, zone).choose()
    if article is not None:
        mark_headlines(article, found, page.url)
        mark_tail(article, found)
    composed = compose(article.lines if article else (), zone.title, published)
    pictures = find_pictures(page, found, article)
    if zone.title is not None:
        title = title_text(zone.title, found, names)
    else:
        root = found.boxes[0]
        title = _title_elsewhere(
            page, names, found, pictures or find_pictures(page, found, Article((), root, root))
        )
    title = title[:_TITLE].rstrip()
    rule, problem = zone.rule, None
    dated = published is not None and published.origin != "url"  # an address is no word of the page
    if last_resort and not composed.text and zone.title is None:
        rule, problem = "trafilatura", settled_problem(page, title, lines=found, dated=dated)
        composed = composed if problem is not None else _last_resort(page, found)
    problem = problem or find_problem(page, composed.text, title, lines=found, dated=dated)
    reading = make_reading(rule=rule, profile=profile.version if profile else 0)
    furniture = furniture_of(found, composed, zone.title)
    if problem is not None and problem is not Problem.STANDING:
        return make_raw(
            source=source,
            url=page.url,
            fetched=page.fetched,
            furniture=furniture,
            problem=problem,
            reading=reading,
        )
    return make_raw(
        source=source, url=page.url, fetched=page.fetched, title=title, text=composed.text,
        spans=composed.spans, published=published, modified=modified, furniture=furniture,
        pictures=pictures, problem=problem, reading=reading,
    )  # fmt: skip


def _chooser(page: Page, found: Scan, zone: Zone) -> Chooser:
    return Chooser(page, zone.article.body if zone.article else None, zone.title, found)


def _title_elsewhere(page: Page, names: Names, found: Scan, pictures: tuple[Picture, ...]) -> str:
    """What the head of a page, the way to it or its poster calls it, where no line does."""
    alts = (picture.alt for picture in pictures if fold(picture.alt) not in names.sites)
    poster = next((alt for alt in alts if _POSTER.fullmatch(alt) and not names_institution(alt)), "")
    return squeeze(head_title(page, names)) or found.trail or poster


def _last_resort(page: Page, found: Scan) -> Composed:
    """What trafilatura makes of a page without heading and prose, without what is known to be furniture."""
    from trafilatura import extract

    text = extract(page.text, fast=True, include_comments=False) if len(page.text) < 300_000 else None
    known = {line.text for line in found.lines if line.region}
    lines = (squeeze(line) for line in (text or "").splitlines())
    return Composed("\n".join(line for line in lines if line and line not in known), (), frozenset())
