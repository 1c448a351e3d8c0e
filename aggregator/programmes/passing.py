"""A programme named in passing: learned weights say whether its sentence makes it the money of the news.

Lists of words (`context`, `background`, `weakness`) know how a programme is denied, compared or recalled as
far as their authors thought of it. The weights see what the lists do not: all words of the sentence, and
which stand before the name, behind it and next to it. They only take back, and only names in sentences: a
title names its subject, a table has no sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from operator import call
from typing import NamedTuple

from aggregator.programmes.found import Found
from aggregator.programmes.page import Page
from aggregator.programmes.taxonomy import Taxonomy
from aggregator.text import Word, printed_word
from aggregator.traits import traits_of
from aggregator.vocabulary import Place
from aggregator.weights import FORGET, Lookup, Margins, load_weights

TABLE = "passing_weights.tsv"
MONEY, PASSING = "money", "passing"
LABELS = (MONEY, PASSING)

#: log-odds from which a name counts as one in passing: that is rarer on pages than in the texts learnt from
_THRESHOLD = 0.8
_REGISTER = 60  #: places on a page that lists rather than tells
_FAR, _NEAR, _AROUND = 12, 3, 25  #: words
_PLACES = {place: f"#{place}" for place in Place}
_SUM = re.compile(r"[0-9] ?(?:zl|pln|tys|mln)(?![a-z])")
#: "nie z tego programu, lecz z …" says whose money it is
_INSTEAD = re.compile(
    r"(?<![a-z])nie [^;:]*[, ](?:a|lecz|ale|tylko) (?:z|ze|w ramach|dzieki)(?: [a-z]+){0,2}\W*$"
)
_YEAR = re.compile(r"20[0-3]\d(?<!\d\d{4})(?!\d)")


def reject_passing(live: Sequence[Found], page: Page, taxonomy: Taxonomy) -> None:
    """Give a reason to every place in the text whose sentence names the programme beside the news."""
    if not 0 < len(live) <= _REGISTER:
        return
    company = Company(live, page, taxonomy)
    tables = "\t" in page.printed
    for hit in live:
        if hit.start < page.text_at or (tables and in_a_row(hit, page)) or taxonomy.by_id[hit.node].umbrella:
            continue  # a heading over programmes gives way to them by a rule of its own
        standing = company.standing_of(hit)
        if not (standing.before or standing.after):
            continue  # a heading of its own
        if standing.odds() >= _THRESHOLD and not _is_named_instead(hit, page):
            hit.reason = f"named in passing: “{standing.most_telling()}”"


def _is_named_instead(hit: Found, page: Page) -> bool:
    return _INSTEAD.search(page.folded[page.sentence(hit.start)[0] : hit.start]) is not None


def in_a_row(hit: Found, page: Page) -> bool:
    """Whether it stands in a table, which has no sentences."""
    first, last = page.line(hit.start)
    return page.printed.find("\t", first, last) >= 0


#: of named tuples: their own way of making them takes twice as much
_standing = tuple.__new__


class Standing(NamedTuple):
    """How a name stands in its sentence and on its page."""

    before: Sequence[Word]  #: words of the sentence before the name, the last of them next to it
    after: Sequence[Word]
    signs: Sequence[str]  #: how the name stands among those of the page

    def odds(self) -> float:
        """Log-odds that the name stands in passing."""
        margins = _margins()
        before, after = _lookups()
        said = set(margins.said("", self.signs))
        said.update(*map(call, before, reversed(self.before)), *map(call, after, self.after))
        return margins.sum(said)

    def named(self) -> dict[str, float]:
        """The traits by the names they are learnt under, each with its value."""
        return dict.fromkeys([*(trait for trait, _ in self._spoken()), *self.signs], 1.0)

    def most_telling(self) -> str:
        """The word of the sentence that speaks most for a name in passing."""
        spoken = self._spoken()
        telling = load_weights(TABLE).strongest((trait for trait, _ in spoken), PASSING)
        return next((printed_word(word) for trait, word in spoken if trait == telling), "")

    def _spoken(self) -> list[tuple[str, Word]]:
        """Every trait of a word with the part of the sentence that the word stands in, beside the word."""
        before, after = self.before, self.after
        parts: list[tuple[str, Sequence[Word]]] = [
            ("", [*before, *after]), ("<", before[-_FAR:]), (">", after[:_FAR]),
            *((f"<{step}", before[-step : len(before) - step + 1]) for step in range(1, _NEAR + 1)),
            *((f">{step}", after[step - 1 : step]) for step in range(1, _NEAR)),
        ]  # fmt: skip
        return [(f"{part}|{trait}" if part else trait, word)
                for part, words in parts for word in words for trait in traits_of(word)]  # fmt: skip


@cache
def _margins() -> Margins:
    return load_weights(TABLE).margins(PASSING, MONEY)


@cache
def _lookups() -> tuple[Sequence[Lookup], Sequence[Lookup]]:
    """What finds what is said by each word before and behind a name, from the next one on."""
    margins = _margins()
    found: list[list[Lookup]] = []
    for side, near in (("<", _NEAR), (">", _NEAR - 1)):
        lookups = [margins.telling("", side, f"{side}{step}") for step in range(1, near + 1)]
        lookups += [margins.telling("", side)] * (_FAR - near) + [margins.telling("")] * (_AROUND - _FAR)
        found.append(lookups)
    return found[0], found[1]


FORGET.extend([_lookups.cache_clear, _margins.cache_clear])


class Company:
    """The names that stand on a page, ascending, as one of them sees the others."""

    def __init__(self, live: Sequence[Found], page: Page, taxonomy: Taxonomy) -> None:
        self._page, self._roots = page, taxonomy.roots
        self._live = live
        self._starts = [hit.start for hit in live]
        self._nodes = [hit.node for hit in live]
        self._families = set(map(self._roots.__getitem__, self._nodes))
        self._titled = {self._roots[hit.node] for hit in live if hit.start < page.text_at}

    def standing_of(self, hit: Found) -> Standing:
        """What the weights look at."""
        first, last = hit.around
        others = [
            (other.start, other.end) for other in self._live if first < other.end and other.start < last
        ]
        before = self._words(first, hit.start, others)
        after = self._words(hit.end, last, others)
        return _standing(Standing, (before[-_AROUND:], after[:_AROUND], self._signs(hit, first, last)))

    def _signs(self, hit: Found, first: int, last: int) -> list[str]:
        page, root = self._page, self._roots[hit.node]
        at = (hit.start - page.text_at) / (len(page.folded) - page.text_at)
        age = self._age(first, last)
        signs = [_PLACES[page.article.place(hit.start - page.text_at)]]
        if len(self._families) > (root in self._families):
            signs.append("#others")
        if root in self._titled:
            signs.append("#in-title")
        if len(self._titled) > (root in self._titled):
            signs.append("#another-in-title")
        if self._nodes.count(hit.node) > 1:
            signs.append("#again")
        if at < 0.2:
            signs.append("#early")
        elif at > 0.7:
            signs.append("#late")
        if first <= page.text_at:
            signs.append("#first")
        if self._names_in(first, hit.start):
            signs.append("#name-before")
        if self._names_in(hit.end, last):
            signs.append("#name-behind")
        if age is not None:
            signs.append("#past-year" if age >= 2 else "#year")
        sentence = page.folded[first:last]
        money = "zl" in sentence or "tys" in sentence or "mln" in sentence or "pln" in sentence
        if money and _SUM.search(page.folded, first, last) is not None:
            signs.append("#sum")
        return signs

    def _age(self, first: int, last: int) -> int | None:
        """Years from the last one that a stretch names to the publication."""
        published = self._page.published
        years = _YEAR.findall(self._page.folded, first, last) if published is not None else ()
        return published.moment.year - int(max(years)) if published is not None and years else None

    def _names_in(self, first: int, last: int) -> bool:
        """Whether a name begins in a stretch."""
        at = bisect_left(self._starts, first)
        return at < len(self._starts) and self._starts[at] < last

    def _words(self, start: int, end: int, names: Sequence[tuple[int, int]]) -> Sequence[Word]:
        """Words of a stretch without the names in it: each programme has its own, whatever is said of it."""
        letters, before = self._page.article.body.letters, self._page.text_at
        found: list[Word] = []
        for first, last in names:
            if start < last and first < end:
                if start < first:
                    found += letters[start - before : first - before].split()
                start = last
        if start < end:
            found += letters[start - before : end - before].split()
        return found
