"""Words in their place: what stands before and after them, and what an edit changed. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from aggregator.keeping.history import changed_words
from aggregator.model import Content, Evidence
from aggregator.search import find_first, parse_question
from aggregator.vocabulary import Place
from feeds.clean import one_line
from feeds.summary import EXCERPT, WORDS

_AROUND = 60  #: characters shown before and after
_DIFFERENCES = 12  #: pieces of an edit shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Words with their surroundings, each on one line."""

    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Words an edit took out and put in at one place."""

    old: str
    new: str


def passage_of(evidence: Evidence, content: Content) -> Passage:
    """The words of evidence where they stand; alone where they have no place in title or text."""
    text = content.title if evidence.place is Place.TITLE else content.text
    start, end = evidence.start, evidence.end
    if start is None or end is None or text[start:end] != evidence.words:
        return Passage(before="", words=one_line(evidence.words, WORDS), after="")
    return _cut(text, start, end)


def passage_around(text: str, question: str) -> Passage | None:
    """The first place that answers a question, found as the search finds it: in any case, accent or form."""
    place = find_first(text, parse_question(question))
    return _cut(text, *place, around=EXCERPT // 2 - 40) if place else None


def _cut(text: str, start: int, end: int, around: int = _AROUND) -> Passage:
    before, after = text[max(0, start - around) : start], text[end : end + around]
    if start > around:
        before = "…" + before[before.find(" ") + 1 :]
    if end + around < len(text):
        after = after[: after.rfind(" ") if " " in after else None] + "…"
    # a space at the seam is part of the sentence
    return Passage(
        before=one_line(before) + (" " if before[-1:].isspace() else ""),
        words=one_line(text[start:end], WORDS),
        after=(" " if after[:1].isspace() else "") + one_line(after),
    )


def differences(old: str, new: str) -> list[Difference]:
    """What an edit changed, word by word; the first pieces, each short."""
    return [
        Difference(old=one_line(before, WORDS), new=one_line(after, WORDS))
        for before, after in changed_words(old, new)[:_DIFFERENCES]
    ]
