"""What the learned weights of kinds look at: words of title and text, the page's money, tags and times."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from aggregator.article import Article
from aggregator.award_parts import split_sections
from aggregator.model import Amount
from aggregator.traits import WORD, word_traits, words
from aggregator.vocabulary import Kind, Place
from aggregator.weights import load_weights

if TYPE_CHECKING:
    from aggregator.programmes.tagging import Tags

TABLE = "kind_weights.tsv"
READ = 1600  #: characters of the text; what stands further down seldom says what a page is
_USUAL = 250  #: traits of a short announcement; longer texts speak no louder
_MONEY = re.compile(r"\d ?(?:zl|tys|mln)|tysiec|tysiac|milion")
_HOUR = re.compile(r"\bgodz\w*\.? ?\d|\b\d{1,2}[.:][0-5]\d\b(?![.\d]| ?zl)")
_CREDIT = re.compile(r"finansowan|srodkow")

#: a line of a list: who, a dash, what for, and the sum at its end
_WINNER = re.compile(
    r"^\W{0,4}(?:\d{1,3}[.)] )?"
    r"(?=[^\n]{0,160}\b(?:bibliote|ksiaznic|mediatek|centr|osrod|gmin|dom|stowarzysz|fundacj|szko|kolo|osp|klub"
    r"|muze|m?g?bp)\w*)"
    r"[^\n]{6,260}[-:(] ?(?:kwota )?\d[\d .]*(?:,\d\d)? ?(?:zl|pln|tys\. zl)\w*[).;,]*$",
    re.MULTILINE,
)

Where = dict[str, tuple[int, int, bool]]  #: start, end, whether in the title: where a trait was first seen
_Names = tuple[tuple[int, int, bool], ...]


def word_kind_traits(article: Article, tags: Tags) -> dict[str, float]:
    """Traits that need no sums: what a kind can be guessed from."""
    spoken = _spoken(article.raw.title, article.raw.text[:READ], _names(tags))
    return spoken | dict.fromkeys(_of_page(article, tags), 1.0)


def _names(tags: Tags) -> _Names:
    return tuple((hit.start, hit.end, hit.in_title) for hit in tags.hits)


@lru_cache(maxsize=4)
def _spoken(title: str, text: str, names: _Names) -> dict[str, float]:
    """Traits of the words, asked for twice a page: before and after its sums are read.

    What stands in the name of a programme is left out: every programme has awards, reports and events.
    """
    in_title = dict.fromkeys(chain.from_iterable(map(word_traits, _words(title, names, in_title=True))))
    in_text = chain.from_iterable(map(word_traits, _words(text, names, in_title=False)))
    anywhere = in_title | dict.fromkeys(in_text)
    loudness = min(1.0, math.sqrt(_USUAL / max(1, len(anywhere))))
    traits = dict.fromkeys([f"T|{trait}" for trait in in_title], 1.0)
    traits.update(dict.fromkeys(anywhere, loudness))
    return traits


def _words(printed: str, names: _Names, *, in_title: bool) -> list[str]:
    if not any(top is in_title for _, _, top in names):
        return WORD.findall(printed)
    return [match.group() for match in _outside(printed, names, in_title=in_title)]


def _outside(printed: str, names: _Names, *, in_title: bool) -> Iterator[re.Match[str]]:
    """The words that belong to no name of a programme."""
    taken = [(start, end) for start, end, top in names if top is in_title]
    for word in words(printed):
        if not any(start <= word.start() < end for start, end in taken):
            yield word


def places_of_traits(article: Article, tags: Tags) -> Where:
    """Where each trait of the words was first seen, the title before the text."""
    where: Where = {}
    names = _names(tags)
    for printed, in_title in ((article.raw.title, True), (article.raw.text[:READ], False)):
        for word in _outside(printed, names, in_title=in_title):
            for trait in word_traits(word.group()):
                where.setdefault(trait, (word.start(), word.end(), in_title))
    return where


def lists_winners(folded: str) -> bool:
    """Whether three or more lines name a beneficiary each, with its sum at the end."""
    return len(_WINNER.findall(folded, 0, 6000)) >= 3


def money_traits(amounts: tuple[Amount, ...]) -> dict[str, float]:
    """Which roles the sums of the page have."""
    return {f"#{amount.role}": 1.0 for amount in amounts} or {"#no-money": 1.0}


def guess_kind(article: Article, tags: Tags) -> Kind:
    """The kind as the words alone tell it, before the sums are read."""
    scores = load_weights(TABLE).scores(word_kind_traits(article, tags))
    return Kind(max(scores, key=lambda kind: scores[kind]))


def _of_page(article: Article, tags: Tags) -> list[str]:
    title, text = article.title, article.text
    signs = {
        "#programme": bool(tags.mentions),
        "#no-programme": not tags.mentions,
        "#programme-in-title": any(hit.in_title for hit in tags.hits),
        "#money-in-title": _MONEY.search(title) is not None,
        "#hour": _HOUR.search(text, 0, READ) is not None,
        "#hour-early": _HOUR.search(text, 0, 250) is not None,
        "#question": "?" in title,
        "#exclamation": "!" in title,
        "#table": "\t" in text,
        "#years": len(split_sections(text)) > 2,
        "#lines": text.count("\n") > 4,
        "#credit": _CREDIT.search(text, max(0, len(text) - 250)) is not None
        or any(span.place is Place.CREDIT for span in article.raw.spans),
    }
    return [name for name, holds in signs.items() if holds]
