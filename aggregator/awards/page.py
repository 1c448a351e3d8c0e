"""A page as its awards see it: which programme a sum belongs to, and which edition."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from aggregator.article import Article
from aggregator.awards.beneficiaries import Beneficiary, find_beneficiary
from aggregator.awards.parts import Section, find_edition
from aggregator.model import Evidence, Mention, TypedDate
from aggregator.passages import Passages
from aggregator.vocabulary import Place

if TYPE_CHECKING:
    from aggregator.programmes.tagging import Tags
    from aggregator.programmes.taxonomy import Taxonomy


@dataclass(eq=False)
class Page:
    """The article, its sections, and where its programmes are named."""

    article: Article
    passages: Passages
    sections: tuple[Section, ...]
    hits: tuple[tuple[int, str], ...]  #: offset in the text and programme, ascending
    names: tuple[tuple[int, int], ...]  #: where programmes are named in the text
    programmes: tuple[str, ...]  #: those of the page, the title's first
    mentions: dict[str, Evidence]
    editions: dict[str, str]  #: that the tags name
    dates: tuple[TypedDate, ...]

    @cached_property
    def beneficiary(self) -> Beneficiary | None:
        """Whom the article as a whole calls the receiver."""
        return find_beneficiary(self.article)


def open_page(article: Article, tags: Tags, dates: tuple[TypedDate, ...], taxonomy: Taxonomy) -> Page:
    """Everything that the awards of one page have in common."""
    ranked: Sequence[Mention] = tags.mentions
    if len(ranked) > 1:
        ranked = sorted(ranked, key=_by_place)
    mentions: dict[str, Evidence] = {}
    for mention in ranked:
        mentions.setdefault(mention.programme, mention.evidence)
    hits: list[tuple[int, str]] = []
    editions: dict[str, str] = {}
    for hit in tags.hits:
        programme: str | None = hit.programme
        if programme not in mentions:
            programme = _below(hit.programme, mentions, taxonomy)
        if programme is None:
            continue
        if hit.edition:
            editions.setdefault(programme, hit.edition)
        if not hit.in_title:
            hits.append((hit.start, programme))
    return Page(
        article, article.body, article.sections,
        tuple(sorted(hits)), tuple([(hit.start, hit.end) for hit in tags.hits if not hit.in_title]),
        tuple(mentions), mentions, editions, dates,
    )  # fmt: skip


def _by_place(mention: Mention) -> tuple[bool, int]:
    return mention.evidence.place is not Place.TITLE, mention.evidence.start or 0


def _below(programme: str, mentions: dict[str, Evidence], taxonomy: Taxonomy) -> str | None:
    """The tag of the page that a named programme stands for that is none: the only more specific one."""
    below = [each for each in mentions if programme in taxonomy.above(each)]
    return below[0] if len(below) == 1 else None


def programme_at(offset: int, section: Section, page: Page) -> str:
    """The programme named nearest in the sentence of an offset, else before it in its section, else after it
    in its line, else the page's.
    """
    if len(page.programmes) == 1:
        return page.programmes[0]
    hits, behind = page.hits, bisect_left(page.hits, (offset + 1,))
    start, end = page.passages.sentence(offset)
    inside = hits[bisect_left(hits, (start,)) : bisect_left(hits, (end,))]
    if inside:
        return min([(at > offset, abs(at - offset), programme) for at, programme in inside])[2]
    if behind and hits[behind - 1][0] >= section.start:
        return hits[behind - 1][1]
    _, end = page.passages.line(offset)
    return hits[behind][1] if behind < len(hits) and hits[behind][0] < end else page.programmes[0]


def edition_of(programme: str, page: Page, start: int, end: int) -> str | None:
    """The edition that the tag carries, else the one named in the title, else in a stretch of the text."""
    article = page.article
    named = page.editions.get(programme) or find_edition(article.head, 0, len(article.title))
    return named or find_edition(article.body, start, end)
