"""Capitals that a page uses for something else: "DKK, czyli Dziecięcy Klub Komiksu", "karta … (KPO)"."""

from __future__ import annotations

import re
from functools import lru_cache

from aggregator.programmes.page import Page
from aggregator.text import fold

_ACRONYM = re.compile(r"(?=.*[A-ZĆŁŃÓŚŹŻ].*[A-ZĆŁŃÓŚŹŻ])[^\W\d_]{2,6}")
_LONGEST = 6  #: letters of one
_WORD = re.compile(r"[^\W\d_]+")
_SMALL = frozenset({"i", "w", "we", "z", "ze", "na", "o", "dla", "do", "od", "oraz", "nad", "przy", "ds"})
_SPAN = 110  #: characters in which the words that are cut short stand
_STEM = 4  #: letters by which two words are taken for the same one
#: behind an acronym, where its meaning follows
_BEHIND = re.compile(
    r"(?!\w)[\"”»]?(?:\s*\((?:skrót od|czyli|to)?"
    r"|\s*[,–—:-]?\s*(?:czyli|tj\.|to jest|to znaczy|oznacza|skrót od)|(?:\s[–—-])?\s+to(?=\s)"
    r"|\s?[–—:-](?=\s[\"„«]?[A-ZĆŁŃÓŚŹŻ]))\s*[\"„«]?"
)
#: behind one that ends a bracket, before which its meaning may stand
_CLOSED = re.compile(r"[\"”]?\s*\)")
_BEFORE = r"[\"”»]?\s*\(\s*(?:w skrócie|dalej|zwan\w+ dalej)?[\s\"„]*{0}[\"”]?\s*\)"


def stands_for(page: Page, start: int, end: int, name: str) -> str:
    """What the page says that the capitals at [start, end) are short for, where it is not the programme.

    `name` is that of the programme. "" = the page does not say, or says that.
    """
    if end - start > _LONGEST or not _ACRONYM.fullmatch(words := page.printed[start:end]):
        return ""
    meanings = page.short_for.get(words)
    if meanings is None:  # the whole page is searched, once for however many mentions
        meanings = page.short_for[words] = _meanings(page, words)
    for meaning in meanings:
        if meaning and not _is_name(meaning, name):
            return " ".join(meaning)
    return ""


def _meanings(page: Page, acronym: str) -> list[list[str]]:
    """The words that the page gives behind or before the acronym, where their initials spell it."""
    printed, letters, brackets = page.printed, fold(acronym), False
    found = []
    at = printed.find(acronym)
    while at >= 0:
        end, before = at + len(acronym), printed[at - 1 : at]
        if not (before.isalnum() or before == "_") and (match := _BEHIND.match(printed, end)):
            words = _WORD.findall(_sentence(printed[match.end() : match.end() + _SPAN]))
            found.append(_spelt(words, letters))
        brackets = brackets or _CLOSED.match(printed, end) is not None
        at = printed.find(acronym, at + 1)
    for match in _in_brackets(acronym).finditer(printed) if brackets else ():
        line = printed.rfind("\n", 0, match.start()) + 1
        backwards = _WORD.findall(printed[max(line, match.start() - _SPAN) : match.start()])[::-1]
        found.append(_spelt(backwards, letters[::-1])[::-1])
    return found


@lru_cache(maxsize=64)
def _in_brackets(acronym: str) -> re.Pattern[str]:
    return re.compile(_BEFORE.format(re.escape(acronym)))


def _sentence(text: str) -> str:
    return re.split(r"[.,\n;!?]", text, maxsplit=1)[0]


def _spelt(words: list[str], letters: str) -> list[str]:
    """The first words whose initials are the letters, small words left out; [] = they are not."""
    taken: list[str] = []
    for word in words:
        folded = fold(word)
        if folded[:1] == letters[len(taken)]:
            taken.append(word)
            if len(taken) == len(letters):
                return taken if len(taken) > 1 else []
        elif folded not in _SMALL:
            break
    return []


def _is_name(words: list[str], name: str) -> bool:
    """Are half of the words, or more, those of the name?"""
    stems = {fold(word)[:_STEM] for word in _WORD.findall(name)}
    return sum(fold(word)[:_STEM] in stems for word in words) * 2 >= len(words)
