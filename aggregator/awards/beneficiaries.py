"""Who received the money: the institution that the words name, else the library that speaks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from aggregator.article import Article
from aggregator.institutions import Institution, find_institutions
from aggregator.model import Source
from aggregator.text import fold

#: by the first letters, which a search skips to
_AROUND = re.compile(
    r"d(?<=\bd)o(?:sta|finans|tacj)|z(?<=\bz)(?:doby|yska|nalaz|akupi)|p(?<=\bp)(?:ozyska|rzyzna|odpisa)"
    r"|o(?<=\bo)trzyma|g(?<=\bg)rant|uz(?<=\buz)yska|tr(?<=\btr)afi|be(?<=\bbe)neficjent|ku(?<=\bku)pi"
)
_GETS = re.compile(r",? (?:\w+ ){0,2}(?:otrzyma|dosta[lnj]|uzyska|pozyska|zdoby|zyska)")
_ACRONYM = re.compile(r"\b([mgpwi-]{0,4})bp\b")
_LETTERS = {"m": "miejska", "g": "gminna", "p": "powiatowa", "w": "wojewodzka"}
_COMPOUND = {"miejsko": "miejska", "gminno": "gminna"}
_OURS = re.compile(r"\b(?:nas|nam|nami|nasz\w*|\w+lismy|\w+lysmy)\b")


@dataclass(frozen=True, slots=True)
class Beneficiary:
    """An institution as it is called in the nominative."""

    name: str
    source: str | None  #: id of its source in the registry, where it is the one that speaks


def find_beneficiary(article: Article, near: tuple[int, int] | None = None) -> Beneficiary | None:
    """Whom the article calls the receiver: one named inside `near`, one that "otrzymała", "we" that is the
    source's library, any other named beside words of an award, the source's library.

    An operator's own name is never the answer. None where nobody can be named.
    """
    source, text = article.source, article.text
    named = _named(article.raw.text)
    own = source if source is not None and source.kind != "operator" else None
    if near is not None:
        for each in named:
            if near[0] <= each.start < near[1]:
                return _resolve(each, source)
    for each in named:
        if _GETS.match(text, each.end, each.end + 60):
            return _resolve(each, source)
    if own is not None and _OURS.search(text):
        return Beneficiary(own.library, own.id)
    named = tuple(each for each in named if each.kind != "gmina")
    for each in named:
        if _AROUND.search(text, max(0, each.start - 90), each.end + 90):
            return _resolve(each, source)
    if own is not None:
        return Beneficiary(own.library, own.id)
    return _resolve(named[0], source) if named else None


def beneficiary_of_row(row: str, source: Source | None) -> Beneficiary | None:
    """The first institution that a row of a table or list names; None where it names none.

    >>> beneficiary_of_row("1\\tMBP w Ostrowie\\tTrzecie miejsce", None).name
    'MBP w Ostrowie'
    """
    named = next(find_institutions(row), None)
    return _resolve(named, source) if named else None


@lru_cache(maxsize=4)
def _named(printed: str) -> tuple[Institution, ...]:
    """Several awards of one page ask for the same names."""
    return tuple(find_institutions(printed))


def _resolve(named: Institution, source: Source | None) -> Beneficiary:
    """The name as the page has it, or the source itself where it is the name of its library."""
    name = named.name
    if source is None or not _same(name, source.library):
        return Beneficiary(name, None)
    return Beneficiary(source.library, source.id)


def _same(name: str, library: str) -> bool:
    """Two names of one library: the same place, and no word of the shorter one that the other lacks."""
    left, right = _words(name), _words(library)
    shorter, longer = sorted((left, right), key=len)
    return bool(shorter) and shorter <= longer


def _words(name: str) -> set[str]:
    """The words of a name, "GBP" written out."""
    folded = _ACRONYM.sub(
        lambda match: " ".join([*(_LETTERS.get(each, "") for each in match[1]), "biblioteka publiczna"]),
        fold(name),
    )
    return {_COMPOUND.get(word, word) for word in re.findall(r"[a-z]{2,}", folded)}
