"""A page as the rules of tagging see it: the words as printed beside the same words folded."""

from __future__ import annotations

from bisect import bisect_right
from operator import attrgetter
from typing import TypeAlias

from aggregator.awards.parts import split_sections
from aggregator.first_look import Look
from aggregator.model import Evidence, RawAnnouncement, Source, make_evidence
from aggregator.passages import Passages
from aggregator.vocabulary import Place
from aggregator.weights import Said

#: what weights of kinds make of title and page, and of all words with their loudness where that is not 1
TellsOfKinds: TypeAlias = tuple[Said, Said, float]

_BODY, _TITLE = Place.BODY, Place.TITLE  #: an attribute of an enumeration costs as much as a call
_start = attrgetter("start")


class Article:
    """What every rule is given. Folded texts have the length and the offsets of the printed ones."""

    __slots__ = (
        "_starts", "body", "head", "looks", "moment", "raw", "said", "sections", "source", "text", "title",
        "told",
    )  # fmt: skip

    def __init__(self, raw: RawAnnouncement, source: Source | None) -> None:
        self.raw = raw
        self.source = source  #: None for a page from a manifest
        self.head = Passages(raw.title)  #: the parts of the title
        self.body = Passages(raw.text)  #: the parts of the text, cut once for all rules
        self.title, self.text = self.head.folded, self.body.folded
        #: the base of everything relative: publication, else the fetch
        self.moment = raw.published.moment if raw.published else raw.fetched
        self._starts = list(map(_start, raw.spans))
        #: the text cut at its yearly headings
        self.sections = tuple(split_sections(self.text, self.body.digits))
        #: what begins where in the title, and in the text
        self.looks = in_title, in_text = Look(self.title), Look(self.text)
        self.said = in_title.said | in_text.said  #: the bits of what `SAID` lists that title or text may have
        #: what weights of kinds make of it, with the weights and the tags that this was asked of
        self.told: tuple[object, object, TellsOfKinds] | None = None

    def place(self, offset: int) -> Place:
        """Where a character of the text stands."""
        if not self._starts:
            return _BODY
        at = bisect_right(self._starts, offset)
        if at and offset < (span := self.raw.spans[at - 1]).end:
            return span.place
        return _BODY

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
        place = _TITLE if in_title else self.place(start) if self._starts else _BODY
        return make_evidence(
            field=field, value=value, words=words, start=start, end=end,
            place=place, rule=rule, confidence=confidence,
        )  # fmt: skip


def prepare(raw: RawAnnouncement, source: Source | None = None) -> Article:
    """Fold the page once for all rules."""
    return Article(raw, source)
