"""What the learned weights of kinds look at: words of title and text, the page's money, tags and times."""

from __future__ import annotations

import math
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from aggregator.article import Article
from aggregator.award_parts import split_sections
from aggregator.model import Amount
from aggregator.traits import word_traits, words
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


def word_kind_traits(article: Article, tags: Tags) -> tuple[dict[str, float], Where]:
    """Traits that need no sums: what a kind can be guessed from."""
    names = tuple((hit.start, hit.end, hit.in_title) for hit in tags.hits)
    spoken, where = _spoken(article.raw.title, article.raw.text[:READ], names)
    return spoken | dict.fromkeys(_of_page(article, tags), 1.0), where


@lru_cache(maxsize=4)
def _spoken(
    title: str, text: str, names: tuple[tuple[int, int, bool], ...]
) -> tuple[dict[str, float], Where]:
    """Traits of the words, asked for twice a page: before and after its sums are read.

    What stands in the name of a programme is left out: every programme has awards, reports and events.
    """
    where: Where = {}
    in_title = _words(title, [(start, end) for start, end, top in names if top], where, in_title=True)
    in_text = _words(text, [(start, end) for start, end, top in names if not top], where, in_title=False)
    anywhere = dict.fromkeys([*in_title, *in_text])
    loudness = min(1.0, math.sqrt(_USUAL / max(1, len(anywhere))))
    traits = {f"T|{trait}": 1.0 for trait in in_title}
    traits.update((trait, loudness) for trait in anywhere)
    return traits, where


def lists_winners(folded: str) -> bool:
    """Whether three or more lines name a beneficiary each, with its sum at the end."""
    return len(_WINNER.findall(folded, 0, 6000)) >= 3


def money_traits(amounts: tuple[Amount, ...]) -> dict[str, float]:
    """Which roles the sums of the page have."""
    return {f"#{amount.role}": 1.0 for amount in amounts} or {"#no-money": 1.0}


def guess_kind(article: Article, tags: Tags) -> Kind:
    """The kind as the words alone tell it, before the sums are read."""
    scores = load_weights(TABLE).scores(word_kind_traits(article, tags)[0])
    return Kind(max(scores, key=lambda kind: scores[kind]))


def _words(printed: str, names: list[tuple[int, int]], where: Where, *, in_title: bool) -> dict[str, None]:
    found: dict[str, None] = {}
    for word in words(printed):
        if any(start <= word.start() < end for start, end in names):
            continue
        for trait in word_traits(word.group()):
            if trait not in found:
                found[trait] = None
                where.setdefault(trait, (word.start(), word.end(), in_title))
    return found


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
