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


def find_first(text: str, terms: tuple[Term, ...]) -> tuple[int, int] | None:
    """Where the first words that answer a question stand in a text, as (start, end)."""
    folded = fold(text[:_LONGEST])
    wanted = [term for term in terms if not term.without]
    words = list(_WORD.finditer(folded))
    for at, word in enumerate(words):
        for term in wanted:
            if term.phrase:
                row = words[at : at + len(term.words)]
                if tuple(one.group() for one in row) == term.words:
                    return word.start(), row[-1].end()
            elif _answers(term, word.group(), text[slice(*word.span())]):
                return word.span()
    return None


def _answers(term: Term, folded: str, word: str) -> bool:
    """Is a word, as printed and folded, one that is asked for?"""
    if term.prefix:
        return folded.startswith(term.words[0])
    if folded in term.words:
        return True
    begins = folded[:2]  # dictionary forms cost a hundred times as much as this look
    return any(asked.startswith(begins) for asked in term.words) and not _forms(word).isdisjoint(term.words)


@lru_cache(maxsize=200_000)
def _forms(word: str) -> frozenset[str]:
    """Folded dictionary forms of a word."""
    if word.isdigit() or len(word) > 40:
        return frozenset({fold(word)})
    return frozenset(form for lemma in lemmas(word.lower()) for form in _WORD.findall(fold(lemma)))
