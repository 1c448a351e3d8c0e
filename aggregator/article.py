"""A page as the rules of tagging see it: the words as printed beside the same words folded."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from aggregator.award_parts import Section, split_sections
from aggregator.model import Evidence, RawAnnouncement, Source
from aggregator.passages import Passages
from aggregator.text import fold
from aggregator.vocabulary import Place


@dataclass(frozen=True)
class Article:
    """What every rule is given. Folded texts have the length and the offsets of the printed ones."""

    raw: RawAnnouncement
    source: Source | None  #: None for a page from a manifest
    title: str  #: folded
    text: str  #: folded

    @cached_property
    def head(self) -> Passages:
        """The parts of the title."""
        return Passages(self.raw.title, self.title)

    @cached_property
    def body(self) -> Passages:
        """The parts of the text, cut once for all rules."""
        return Passages(self.raw.text, self.text)

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The text cut at its yearly headings."""
        return tuple(split_sections(self.text))

    @property
    def moment(self) -> datetime:
        """The base of everything relative: publication, else the fetch."""
        return self.raw.published.moment if self.raw.published else self.raw.fetched

    def place(self, offset: int) -> Place:
        """Where a character of the text stands."""
        spans = self.raw.spans
        at = bisect_right(spans, offset, key=lambda span: span.start) - 1
        return spans[at].place if at >= 0 and offset < spans[at].end else Place.BODY

    def evidence(
        self,
        field: str,
        value: str,
        start: int,
        end: int,
        *,
        rule: str,
        confidence: float,
        in_title: bool = False,
    ) -> Evidence:
        """Evidence whose words are cut from the printed text (or title), so that they always agree."""
        words = (self.raw.title if in_title else self.raw.text)[start:end]
        place = Place.TITLE if in_title else self.place(start)
        return Evidence(
            field=field, value=value, words=words, start=start, end=end,
            place=place, rule=rule, confidence=confidence,
        )  # fmt: skip


def prepare(raw: RawAnnouncement, source: Source | None = None) -> Article:
    """Fold the page once for all rules."""
    return Article(raw, source, fold(raw.title), fold(raw.text))
