"""What the learned weights of kinds look at: words of title and text, the page's money, tags and times."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from aggregator.article import Article
from aggregator.model import Amount
from aggregator.text import WORD, Word, words_in
from aggregator.traits import traits_of
from aggregator.vocabulary import Kind, Place
from aggregator.weights import Said, Weights, load_weights, together

if TYPE_CHECKING:
    from aggregator.programmes.tagging import Tags

TABLE = "kind_weights.tsv"
READ = 1600  #: characters of the text; what stands further down seldom says what a page is
_USUAL = 250  #: traits of a short announcement; longer texts speak no louder
_MONEY = re.compile(r"\d ?(?:zl|tys|mln)|tysiec|tysiac|milion")
_HOURS = (
    re.compile(r"godz(?<!\wgodz)\w*\.? ?\d"),
    re.compile(r"[0-9](?<!\w\d)\d?[.:][0-5]\d\b(?![.\d]| ?zl)"),
)
_CREDIT = re.compile(r"finansowan|srodkow")

#: a line of a list: who, a dash, what for, and the sum at its end
_WINNER = re.compile(
    r"\W{0,4}(?:\d{1,3}[.)] )?"
    r"(?=[^\n]{0,160}\b(?:bibliote|ksiaznic|mediatek|centr|osrod|gmin|dom|stowarzysz|fundacj|szko|kolo|osp|klub"
    r"|muze|m?g?bp)\w*)"
    r"[^\n]{6,260}[-:(] ?(?:kwota )?\d[\d .]*(?:,\d\d)? ?(?:zl|pln|tys\. zl)\w*[).;,]*\Z"
)
_ENOUGH = 3  #: lines that make a list

_Names = tuple[tuple[int, int, bool], ...]


def word_kind_traits(article: Article, tags: Tags) -> dict[str, float]:
    """Traits that need no sums: what a kind can be guessed from."""
    in_title, anywhere = _spoken(article.raw.title, article.raw.text[:READ], _names(tags))
    traits = dict.fromkeys([f"T|{trait}" for trait in in_title], 1.0)
    traits |= dict.fromkeys(anywhere, _loudness(len(anywhere)))
    return traits | dict.fromkeys(_of_page(article, tags), 1.0)


def kind_scores(article: Article, tags: Tags, amounts: tuple[Amount, ...] | None = None) -> dict[str, float]:
    """What the weights make of the traits above, and of those of the sums where they are read (log-odds)."""
    weights = load_weights(TABLE)
    title, anywhere, loudness = _said(weights, article.raw.title, article.raw.text[:READ], _names(tags))
    of_sums = () if amounts is None else money_traits(amounts)
    plain = together([weights.said(weights.numbers([("", [*_of_page(article, tags), *of_sums])])), title])
    if loudness == 1.0:
        return weights.scores_of({1.0: together([plain, anywhere])})
    return weights.scores_of({1.0: plain, loudness: anywhere})


def _names(tags: Tags) -> _Names:
    return tuple((hit.start, hit.end, hit.in_title) for hit in tags.hits)


def _spoken(title: str, text: str, names: _Names) -> tuple[dict[str, None], dict[str, None]]:
    """Traits of the words of the title, and of all words, each once.

    What stands in the name of a programme is left out: every programme has awards, reports and events.
    """
    in_title = dict.fromkeys(chain.from_iterable(map(traits_of, _words(title, names, in_title=True))))
    in_text = chain.from_iterable(map(traits_of, _words(text, names, in_title=False)))
    return in_title, in_title | dict.fromkeys(in_text)


def _loudness(traits: int) -> float:
    return min(1.0, math.sqrt(_USUAL / max(1, traits)))


@lru_cache(maxsize=4)
def _said(weights: Weights, title: str, text: str, names: _Names) -> tuple[Said, Said, float]:
    """What the title and all words say, and how loud; asked twice a page: before its sums and after."""
    in_title = set(_words(title, names, in_title=True))
    anywhere = in_title.union(_words(text, names, in_title=False))
    traits = list(map(traits_of, anywhere))
    many = sum(map(len, traits))
    if many > _USUAL:  # with those that several words have
        many = len(set(chain.from_iterable(traits)))
    top = weights.said(set(weights.numbers_by_words("T", in_title)))
    return top, weights.said(set(weights.numbers_by_words("", anywhere))), _loudness(many)


def _words(printed: str, names: _Names, *, in_title: bool) -> Sequence[Word]:
    return words_in(_without_names(printed, names, in_title=in_title))


def _without_names(printed: str, names: _Names, *, in_title: bool) -> str:
    """The text with blanks in place of the words that begin inside a name of a programme."""
    for start, end, top in names:
        if top is in_title:
            start, end = _end_of_word(printed, start), _end_of_word(printed, end)
            printed = printed[:start] + " " * (end - start) + printed[end:]
    return printed


def _end_of_word(printed: str, at: int) -> int:
    """Where the word ends that began before a place, else the place."""
    rest = WORD.match(printed, at) if WORD.match(printed, max(0, at - 1), at) else None
    return rest.end() if rest else at


def telling_word(article: Article, tags: Tags, kind: Kind) -> tuple[int, int, bool] | None:
    """Start and end of the first word with the trait that speaks most for a kind; whether in the title."""
    title, text, names = article.raw.title, article.raw.text[:READ], _names(tags)
    trait = load_weights(TABLE).strongest(_spoken(title, text, names)[1], kind)
    for printed, in_title in ((title, True), (text, False)) if trait else ():
        for word in WORD.finditer(_without_names(printed, names, in_title=in_title)):
            if trait in traits_of(word.group()):
                return word.start(), word.end(), in_title
    return None


def lists_winners(folded: str) -> bool:
    """Whether three or more lines name a beneficiary each, with its sum at the end."""
    lines = [line for line in folded[:6000].split("\n") if "zl" in line or "pln" in line]
    return len(lines) >= _ENOUGH and sum(_WINNER.match(line) is not None for line in lines) >= _ENOUGH


def money_traits(amounts: tuple[Amount, ...]) -> dict[str, float]:
    """Which roles the sums of the page have."""
    return dict.fromkeys([f"#{amount.role}" for amount in amounts] or ["#no-money"], 1.0)


def guess_kind(article: Article, tags: Tags) -> Kind:
    """The kind as the words alone tell it, before the sums are read."""
    scores = kind_scores(article, tags)
    return Kind(max(scores, key=lambda kind: scores[kind]))


def _of_page(article: Article, tags: Tags) -> tuple[str, ...]:
    return _signs(article, bool(tags.mentions), any(hit.in_title for hit in tags.hits))


@lru_cache(maxsize=2)
def _signs(article: Article, tagged: bool, in_title: bool) -> tuple[str, ...]:
    """What the page has, words aside; asked twice a page."""
    title, text = article.title, article.text
    signs = (
        ("#programme", tagged),
        ("#no-programme", not tagged),
        ("#programme-in-title", in_title),
        ("#money-in-title", _MONEY.search(title)),
        ("#hour", _HOURS[0].search(text, 0, READ) or _HOURS[1].search(text, 0, READ)),
        ("#hour-early", _HOURS[0].search(text, 0, 250) or _HOURS[1].search(text, 0, 250)),
        ("#question", "?" in title),
        ("#exclamation", "!" in title),
        ("#table", "\t" in text),
        ("#years", len(article.sections) > 2),
        ("#lines", text.count("\n") > 4),
        (
            "#credit",
            _CREDIT.search(text, max(0, len(text) - 250))
            or any(span.place is Place.CREDIT for span in article.raw.spans),
        ),
    )
    return tuple([name for name, holds in signs if holds])
