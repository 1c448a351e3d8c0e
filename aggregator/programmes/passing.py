"""A programme named in passing: learned weights say whether its sentence makes it the money of the news.

Lists of words (`context`, `background`, `weakness`) know how a programme is denied, compared or recalled as
far as their authors thought of it. The weights see what the lists do not: all words of the sentence, and
which stand before the name, behind it and next to it. They only take back, and only names in sentences: a
title names its subject, a table has no sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from aggregator.programmes.found import Found
from aggregator.programmes.page import Page
from aggregator.programmes.taxonomy import Taxonomy
from aggregator.role_traits import Traits
from aggregator.text import Word, printed_word, words_in
from aggregator.traits import traits_of
from aggregator.weights import load_weights

TABLE = "passing_weights.tsv"
MONEY, PASSING = "money", "passing"
LABELS = (MONEY, PASSING)

#: log-odds from which a name counts as one in passing: that is rarer on pages than in the texts learnt from
_THRESHOLD = 0.8
_REGISTER = 60  #: places on a page that lists rather than tells
_FAR, _NEAR, _AROUND = 12, 3, 25  #: words
_SUM = re.compile(r"\d ?(?:zl|pln|tys|mln)(?![a-z])")
_YEAR = re.compile(r"20[0-3]\d(?<!\d\d{4})(?!\d)")


def reject_passing(live: Sequence[Found], page: Page, taxonomy: Taxonomy) -> None:
    """Give a reason to every place in the text whose sentence names the programme beside the news."""
    for hit in live if len(live) <= _REGISTER else ():
        if page.in_title(hit.start) or in_a_row(hit, page) or taxonomy.by_id[hit.node].umbrella:
            continue  # a heading over programmes gives way to them by a rule of its own
        traits = passing_traits(hit, live, page, taxonomy)
        if not traits.words[0][1]:
            continue  # a heading of its own
        if _odds(traits) > _THRESHOLD:
            hit.reason = f"named in passing: “{_most_telling(traits)}”"


def in_a_row(hit: Found, page: Page) -> bool:
    """Whether it stands in a table, which has no sentences."""
    first, last = page.line(hit.start)
    return page.printed.find("\t", first, last) >= 0


def passing_traits(hit: Found, live: Sequence[Found], page: Page, taxonomy: Taxonomy) -> Traits:
    """What the weights look at: words of the sentence, and how the name stands among those of the page."""
    first, last = page.sentence(hit.start)
    last = max(last, page.sentence(hit.end - 1)[1])
    others = [(other.start, other.end) for other in live if first < other.end and other.start < last]
    before = words_in(_without(page.printed, first, hit.start, others))
    after = words_in(_without(page.printed, hit.end, last, others))
    spoken: list[tuple[tuple[str], Sequence[Word]]] = [
        (("",), [*before[-_AROUND:], *after[:_AROUND]]), (("<",), before[-_FAR:]), ((">",), after[:_FAR]),
        *(((f"<{step}",), before[-step : len(before) - step + 1]) for step in range(1, _NEAR + 1)),
        *(((f">{step}",), after[step - 1 : step]) for step in range(1, _NEAR)),
    ]  # fmt: skip
    return Traits(words=spoken, signs=[("", _signs(hit, live, page, taxonomy, first, last))])


def _without(printed: str, start: int, end: int, names: Sequence[tuple[int, int]]) -> str:
    """A stretch without the names in it: each programme has its own words, whatever is said of it."""
    kept, at = "", start
    for first, last in sorted(names):
        if at < last and first < end:
            kept += printed[at:first]
            at = max(at, last)
    return kept + printed[at:end] if at < end else kept


def _signs(
    hit: Found, live: Sequence[Found], page: Page, taxonomy: Taxonomy, first: int, last: int
) -> list[str]:
    root = taxonomy.root(hit.node)
    titled = {taxonomy.root(other.node) for other in live if page.in_title(other.start)}
    at = (hit.start - page.text_at) / max(1, len(page.folded) - page.text_at)
    years = [int(match.group()) for match in _YEAR.finditer(page.folded, first, last)]
    published = page.article.raw.published
    age = published.moment.year - max(years) if published is not None and years else None
    signs = (
        ("#others", any(taxonomy.root(other.node) != root for other in live)),
        ("#another-in-title", bool(titled - {root})),
        ("#in-title", root in titled),
        ("#again", sum(other.node == hit.node for other in live) > 1),
        (f"#{page.article.place(hit.start - page.text_at)}", True),
        ("#early", at < 0.2),
        ("#late", at > 0.7),
        ("#first", first <= page.text_at),
        ("#name-before", any(first <= other.start < hit.start for other in live)),
        ("#name-behind", any(hit.end <= other.start < last for other in live)),
        ("#past-year", age is not None and age >= 2),
        ("#year", age is not None and age < 2),
        ("#sum", _SUM.search(page.folded, first, last) is not None),
    )
    return [name for name, holds in signs if holds]


def _odds(traits: Traits) -> float:
    """Log-odds that the name stands in passing."""
    weights = load_weights(TABLE)
    numbers = {number for part, signs in traits.signs for number in weights.numbers(part, signs)}
    for parts, words in traits.words:
        numbers.update(weights.numbers_by_words(parts, words))
    scores = weights.scores_of({1.0: weights.said(numbers)})
    return scores[PASSING] - scores[MONEY]


def _most_telling(traits: Traits) -> str:
    """The word of the sentence that speaks most for a name in passing."""
    spoken = [(f"{part}|{trait}" if part else trait, word)
              for (part,), words in traits.words for word in words for trait in traits_of(word)]  # fmt: skip
    telling = load_weights(TABLE).strongest((trait for trait, _ in spoken), PASSING)
    return next((printed_word(word) for trait, word in spoken if trait == telling), "")
