"""Finding Polish words whatever their case, accents and endings: what is indexed, what a question asks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from aggregator.text import fold, lemmas

_WORD = re.compile(r"[^\W_]+")
_PART = re.compile(r'(-?)"([^"]*)"?|(\S+)')
#: characters of a text that are indexed: a longer one is a mistake, and PostgreSQL has a bound
_LONGEST = 300_000


@dataclass(frozen=True, slots=True)
class Term:
    """One thing to be found: any of the words, or (`phrase`) all of them in a row."""

    words: tuple[str, ...]  #: folded
    phrase: bool = False
    prefix: bool = False  #: any word that begins so
    without: bool = False  #: must not be there


def index_words(text: str, folded: str) -> tuple[str, str]:
    """What is indexed of a text: its words, folded and in their order, and their other dictionary forms."""
    words = _WORD.findall(folded[:_LONGEST])
    forms: set[str] = set()
    for word in dict.fromkeys(_WORD.findall(text[:_LONGEST])):
        forms.update(_forms(word))
    return " ".join(words), " ".join(sorted(forms.difference(words)))


def parse_question(question: str) -> tuple[Term, ...]:
    """What a person asks for. Every text means something: words, "words in a row", begin*, -without.

    >>> [t.words for t in parse_question('Łodzi "mała książka"')]
    [('lodz', 'lodzi'), ('mala', 'ksiazka')]
    """
    terms = []
    for minus, quoted, plain in _PART.findall(question):
        without = bool(minus) or (plain.startswith("-") and len(plain) > 1)
        if quoted:
            words = tuple(_WORD.findall(fold(quoted)))
            terms += [Term(words, phrase=True, without=without)] if words else []
            continue
        for word in _WORD.findall(plain):
            if plain.endswith("*"):
                terms.append(Term((fold(word),), prefix=True, without=without))
            else:
                terms.append(Term(tuple(sorted({fold(word), *_forms(word)})), without=without))
    return tuple(terms[:20])


def highlight(text: str, terms: tuple[Term, ...], *, length: int = 300) -> list[tuple[str, bool]]:
    """About `length` characters of the text around the first find, as (piece, found) in order."""
    folded = fold(text)
    wanted = [term for term in terms if not term.without]
    spans = [m.span() for m in _WORD.finditer(folded) if _is_wanted(text, folded, m.span(), wanted)]
    start = max(0, spans[0][0] - length // 3) if spans else 0
    start = text.rfind(" ", 0, start) + 1 if start else 0
    end = min(len(text), start + length)
    if end < len(text):
        end = max(text.rfind(" ", start, end), start + length // 2)
    pieces, at = [], start
    for first, last in spans:
        if first >= at and last <= end:
            pieces += [(text[at:first], False), (text[first:last], True)]
            at = last
    pieces.append((text[at:end], False))
    return [(piece, found) for piece, found in pieces if piece]


def _is_wanted(text: str, folded: str, span: tuple[int, int], terms: list[Term]) -> bool:
    word = folded[slice(*span)]
    for term in terms:
        if term.prefix:
            if word.startswith(term.words[0]):
                return True
        elif word in term.words or (not term.phrase and _forms(text[slice(*span)]) & set(term.words)):
            return True
    return False


@lru_cache(maxsize=200_000)
def _forms(word: str) -> frozenset[str]:
    """Folded dictionary forms of a word."""
    if word.isdigit() or len(word) > 40:
        return frozenset({fold(word)})
    return frozenset(form for lemma in lemmas(word.lower()) for form in _WORD.findall(fold(lemma)))
