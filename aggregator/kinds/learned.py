"""What the learned weights of kinds make of a page."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING, TypeAlias

from aggregator.article import Article, TellsOfKinds
from aggregator.kinds.traits import (
    FORMS,
    HEAD,
    READ,
    TABLE,
    USUAL,
    end_of_first,
    loudness_of,
    money_traits,
    outside,
    outside_names,
    signs_of,
    words_of,
)  # fmt: skip
from aggregator.model import Amount
from aggregator.text import Word
from aggregator.traits import MOST_TRAITS, traits_of
from aggregator.vocabulary import Kind
from aggregator.weights import FORGET, Lookup, Said, Told, Weights, load_weights, together

if TYPE_CHECKING:
    from aggregator.programmes.tagging import Hit, Tags

KINDS = tuple(Kind)  #: as the table has them
_traits = attrgetter("traits")


def kind_odds(article: Article, tags: Tags, amounts: tuple[Amount, ...]) -> list[float]:
    """What weights make of the traits above and of those of the sums: log-odds of `KINDS`, in hundredths."""
    weights, _, of_sign = learned = _learned()
    plain, anywhere, loudness = _told(article, tags, learned)
    return weights.hundredths(plain + sum(map(of_sign, money_traits(amounts))), anywhere, loudness)


def guess_kind(article: Article, tags: Tags) -> Kind:
    """The kind as the words alone tell it, before the sums are read."""
    learned = _learned()
    odds = learned[0].hundredths(*_told(article, tags, learned))
    return KINDS[odds.index(max(odds))]


#: the weights, what finds what they make of a word, and what finds what they make of a sign
_Learned: TypeAlias = tuple[Weights, Lookup, Callable[[str], Said]]


@cache
def _learned() -> _Learned:
    weights = load_weights(TABLE)
    return weights, weights.telling("", beside=("T", *HEAD, FORMS)), weights.of("")


FORGET.append(_learned.cache_clear)


def _told(article: Article, tags: Tags, learned: _Learned) -> TellsOfKinds:
    """What the weights make of a page, sums aside. Asked twice: before its sums are read and after."""
    kept = article.told
    if kept is not None and kept[0] is learned and kept[1] is tags:
        return kept[2]
    _, of_word, of_sign = learned
    hits = tags.hits
    title = list(map(of_word, outside(article.head.letters, hits, in_title=True)))
    text, lead = _told_of_text(article, hits, of_word)
    words = title + text
    beside: list[frozenset[Said]] = []
    for word in title:
        beside.append(word.beside[0])
    for at, word in enumerate(title[:2], 1):
        beside.append(word.beside[at])
    for word in lead:
        forms = word.beside[3]
        if forms:
            beside.append(forms)
    many = 0
    if len(words) * MOST_TRAITS > USUAL:
        for word in words:
            many += word.many
        if many > USUAL:  # with those that several words have
            many = len(set(chain.from_iterable(map(_traits, words))))
    plain = sum(map(of_sign, signs_of(article, hits, bool(tags.mentions))))
    if many > USUAL:
        told = plain + together(beside), together(words), loudness_of(many)
    else:
        told = plain + together(words + beside), 0, 1.0
    article.told = learned, tags, told
    return told


def _told_of_text(article: Article, hits: tuple[Hit, ...], of_word: Lookup) -> tuple[list[Told], list[Told]]:
    """What is told by the words of the text that are no names, and by all words of its first sentence."""
    letters, end = article.body.letters[:READ], end_of_first(article.text)
    told: list[Told] = []
    lead: list[Told] = []
    if len(letters[end - 1 : end + 1].strip()) == 2:  # its last word is cut in two
        last = letters[:end].split()[-1]
        lead.append(of_word(last))
        end -= len(last)
    at = 0
    for start, stop in outside_names(letters, hits, in_title=False):
        if at < end and at < start:  # a name
            lead += map(of_word, letters[at : start if start < end else end].split())
        if start < end < stop:
            first = list(map(of_word, letters[start:end].split()))
            lead += first
            told += first
            start = end
        words = map(of_word, letters[start:stop].split())
        if stop <= end:
            lead += (more := list(words))
            told += more
        else:
            told += words
        at = stop if start < stop else start
    return told, lead


def telling_word(article: Article, tags: Tags, kind: Kind) -> tuple[int, int, bool] | None:
    """Start and end of the first word with the trait that speaks most for a kind; whether in the title."""
    hits = tags.hits
    words = chain.from_iterable(words_of(article, hits))
    trait = load_weights(TABLE).strongest(chain.from_iterable(map(traits_of, words)), kind)
    if trait is None:
        return None
    for text, most, in_title in ((article.head, None, True), (article.body, READ, False)):
        for start, end in outside_names(text.letters[:most], hits, in_title=in_title):
            part = text.letters[start:end]
            found: list[Word] = [*part.split()]
            for at, word in enumerate(found):
                if trait in traits_of(word):
                    first = start + len(part) - len(part.split(None, at)[at])
                    return first, first + len(word), in_title
    return None
