"""A page to a `RawAnnouncement`: layouts of known systems first, then the generic rule, trafilatura last."""

from __future__ import annotations

from datetime import datetime

from aggregator.model import Furniture, Picture, RawAnnouncement, Reading, Span
from aggregator.text import fold
from aggregator.vocabulary import Place
from crawler.pages.blocks import Line, Scan, scan
from crawler.pages.body import Article, Mass, drop_side_blocks, find_article
from crawler.pages.document import Page, join, parse_page
from crawler.pages.title import find_bare_title, find_title, head_names, head_title, title_text
from crawler.pages.wording import is_alien, is_chrome, is_credit, is_meta


def read_page(
    body: bytes,
    url: str,
    *,
    fetched: datetime,
    charset: str | None = None,
    source: str = "",
    profile: None = None,
) -> RawAnnouncement:
    page = parse_page(body, url, fetched=fetched, charset=charset)
    found = scan(page.tree)
    mark_by_wording(found)
    drop_side_blocks(found)
    names = head_names(page)
    mass = Mass(found)
    title = find_title(found, names)
    article = find_article(found, title, mass)
    if title is None and article is not None:
        first = next((line for line in article.lines if not line.region and len(line.text) >= 25), None)
        title = find_bare_title(found, first, names) if first is not None else None
        if title is not None:
            article = find_article(found, title, mass) or article
    heading = title_text(title, found) if title else head_title(page, names)
    text, spans, furniture = compose(found, article, title)
    return RawAnnouncement(
        source=source,
        url=url,
        fetched=fetched,
        title=heading,
        text=text,
        spans=spans,
        furniture=furniture,
        reading=Reading(rule="generic"),
    )


def mark_by_wording(found: Scan) -> None:
    for line in found.lines:
        if line.region or line.heading:
            continue
        if is_alien(line.text):
            line.region = "notice"


def compose(found: Scan, article: Article | None, title: Line | None):
    kept = [line for line in article.lines if not line.region and line is not title] if article else []
    while kept and (is_meta(kept[0].text) or is_chrome(kept[0].text)):
        kept.pop(0)
    while kept and (is_meta(kept[-1].text) or is_chrome(kept[-1].text)):
        kept.pop()
    kept = [line for line in kept if not is_chrome(line.text)]
    inside = {line.index for line in kept}
    parts: list[str] = []
    spans: list[Span] = []
    at = 0
    for line in kept:
        if parts:
            last = parts[-1]
            glue = " " if line.soft and line.text[0].islower() and last[-1] not in ".:;!?" else "\n"
            parts.append(glue)
            at += 1
        place = line.place
        if place is Place.BODY and is_credit(line.text):
            place = Place.CREDIT
        if place is not Place.BODY:
            spans.append(Span(at, at + len(line.text), place))
        parts.append(line.text)
        at += len(line.text)
    rest: dict[str, list[str]] = {}
    for line in found.lines:
        if line.index not in inside and line is not title:
            rest.setdefault(line.region or "outside", []).append(line.text)
    return "".join(parts), tuple(spans), tuple(Furniture(text="\n".join(v), where=k) for k, v in rest.items())
