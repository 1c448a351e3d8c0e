"""Programmes in what surrounds an article: its page's furniture, and its pictures."""

from __future__ import annotations

import re
from collections.abc import Collection
from urllib.parse import unquote

from aggregator.article import Article
from aggregator.model import SiteNotice, make_notice
from aggregator.programmes.page import Page, page_of
from aggregator.programmes.taxonomy import Taxonomy
from aggregator.programmes.whole_page import reject_described, reject_outweighed, standing
from aggregator.text import fold

_MOST = 1000  #: texts that are remembered
_SEPARATORS = re.compile(r"[-_+/]+|\.(?!\d)")


def find_notices(article: Article, taxonomy: Taxonomy) -> tuple[SiteNotice, ...]:
    """One notice for each programme and kind of furniture."""
    notices: dict[tuple[str, str], SiteNotice] = {}
    known = taxonomy.remembered
    for block in article.raw.furniture:
        named = known.get(block.text)
        if named is None:
            named = _read_anew(block.text, article, taxonomy)
        for node, words in named:
            if (node, block.where) not in notices:
                notices[node, block.where] = make_notice(programme=node, words=words, where=block.where)
    return tuple(notices.values())


def find_pictured(article: Article, taxonomy: Taxonomy, tagged: Collection[str]) -> tuple[str, ...]:
    """Programmes that alternative texts and file names of the article's pictures name, and no words do."""
    if not article.raw.pictures:
        return ()
    pictured: set[str] = set()
    for picture in article.raw.pictures:
        stem = unquote(picture.src).rsplit("/", 1)[-1].rsplit(".", 1)[0]
        name = _SEPARATORS.sub(" ", stem)
        for text in (picture.alt, name):
            pictured |= {node for node, _ in _named(text, article, taxonomy)}
        parts = set(name.lower().split())
        pictured.update(id for part in parts.intersection(taxonomy.logos) for id in taxonomy.logos[part])
    plain = {node for node in pictured if not any(taxonomy.related(node, other) for other in tagged)}
    from aggregator.programmes.tagging import most_specific

    chosen = most_specific((node for node in plain if node in taxonomy), taxonomy)
    return tuple(taxonomy.in_order(chosen))


def _named(text: str, article: Article, taxonomy: Taxonomy) -> list[tuple[str, str]]:
    """Programmes that a text beside the article names, with their words.

    The furniture of a site comes again with each of its pages: what was read of it is remembered.
    """
    named = taxonomy.remembered.get(text)
    return _read_anew(text, article, taxonomy) if named is None else named


def _read_anew(text: str, article: Article, taxonomy: Taxonomy) -> list[tuple[str, str]]:
    """The same of a text of which nothing is remembered, whatever is asked of the article."""
    known = taxonomy.remembered
    if len(known) >= _MOST:
        known.clear()
    folded = fold(text)
    if not taxonomy.matcher.may_find(folded):
        named = known[text] = []
        return named
    key = (text, *_asked_of(article))
    if (asked := known.get(key)) is not None:
        return asked
    page = page_of(text, folded, article)
    named = _read(page, taxonomy)
    if not page.hinges:
        known[text] = named
    elif not page.looked_around:
        known[key] = named
    return named


def _asked_of(article: Article) -> tuple[int, int, str]:
    """All that the rules ask of an article about a text beside it, but for the names of places."""
    published, source = article.raw.published, article.source
    year, month = (published.moment.year, published.moment.month) if published else (0, 0)
    return year, month, source.voivodeship if source else ""


def _read(page: Page, taxonomy: Taxonomy) -> list[tuple[str, str]]:
    from aggregator.programmes.tagging import most_specific, read_places

    found = read_places(page, taxonomy)
    live = standing(found)
    if not live:
        return []
    reject_described(found, page, taxonomy)
    reject_outweighed(live, page, taxonomy)
    live = standing(live)
    if len(live) == 1:  # as nearly always
        return [(live[0].node, page.printed[live[0].start : live[0].end])]
    kept = most_specific({hit.node for hit in live}, taxonomy)
    first: dict[str, str] = {}
    for hit in live:
        if hit.node in kept:
            first.setdefault(hit.node, page.printed[hit.start : hit.end])
    return list(first.items())
