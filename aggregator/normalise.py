"""From what a page says to what it means: `RawAnnouncement` -> `Content`, pure."""

from __future__ import annotations

from aggregator.article import prepare
from aggregator.awards.award import find_awards
from aggregator.doubts import doubt_amounts, doubt_dates
from aggregator.kinds.kind import classify
from aggregator.model import Content, Evidence, RawAnnouncement, Source, make_content, make_evidence
from aggregator.money import amounts_of, read_sums
from aggregator.programmes.tagging import tag
from aggregator.programmes.taxonomy import Taxonomy
from aggregator.typed_dates import find_typed_dates
from aggregator.vocabulary import Kind, Place, Problem


def normalise(raw: RawAnnouncement, source: Source | None, taxonomy: Taxonomy) -> Content:
    """Everything we say of a page, each statement with the words it was read from.

    A page with a problem gives an empty content; a standing page keeps its title, text and tags.
    """
    article = prepare(raw, source)
    tags = tag(article, taxonomy)
    if raw.problem is not None and raw.problem is not Problem.STANDING:
        return make_content(
            title="", text="", published=None, modified=None, kind=Kind.OTHER,
            notices=tags.notices, reading=raw.reading, taxonomy=taxonomy.version,
        )  # fmt: skip
    sums = read_sums(article, tags)
    amounts = doubt_amounts(amounts_of(article, sums), tags.mentions, taxonomy)
    dates = doubt_dates(find_typed_dates(article), tags.mentions, taxonomy)
    kind, why = classify(article, tags, amounts)
    awards = find_awards(article, tags, amounts, dates, kind, taxonomy, sums)
    return make_content(
        title=raw.title,
        text=raw.text,
        published=raw.published,
        modified=raw.modified,
        kind=kind,
        mentions=tags.mentions,
        picture_only=tags.picture_only,
        amounts=amounts,
        awards=awards,
        dates=dates,
        evidence=tuple(filter(None, (_of_publication(raw), why))),
        rejected=tags.rejected,
        notices=tags.notices,
        pictures=raw.pictures,
        standing=raw.problem is Problem.STANDING,
        reading=raw.reading,
        taxonomy=taxonomy.version,
    )


def _of_publication(raw: RawAnnouncement) -> Evidence | None:
    if raw.published is None:
        return None
    return make_evidence(
        field="published", value=raw.published.value, words=raw.published.words, start=None, end=None,
        place=Place.PAGE, rule=raw.published.origin, confidence=raw.published.confidence,
    )  # fmt: skip
