"""Folding of Polish text that keeps every offset: the folded text is as long as the original."""

from __future__ import annotations

import re
import unicodedata
from codecs import charmap_build, charmap_decode, charmap_encode
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, TypeAlias

#: a word as `words_in` gives it: read it with `printed_word`
Word: TypeAlias = str | bytes
#: a text as `letters_in` gives it, of the length of the printed one
Letters: TypeAlias = str | bytes
#: begin and end of a run of characters of one kind
Run: TypeAlias = tuple[int, int]

_DASHES = "‐‑‒–—―−﹘﹣－"
_QUOTES = "„”“‟«»″＂"
_APOSTROPHES = "’‘‚‛′´`ʼ"


class _Fold(dict[int, str]):
    """One character for one character, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if char.isspace():
            folded = "\n" if char == "\n" else "\t" if char == "\t" else " "
        elif char in _DASHES:
            folded = "-"
        elif char in _QUOTES:
            folded = '"'
        elif char in _APOSTROPHES:
            folded = "'"
        elif char in "łŁ":
            folded = "l"
        else:
            plain = unicodedata.normalize("NFKD", char)
            folded = plain[0].lower()[:1] if plain and plain[0].isascii() else char.lower()[:1]
        self[code] = folded
        return folded


_FOLD = _Fold()
#: the characters of Polish pages as the bytes of a charset of our own: a charset maps them ten times as fast
_USUAL = (
    "".join(map(chr, range(128)))
    + "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ„”“‟«»’‘‚‛′´–—‒―−‑…•·§°©®™€→←›‹×½¼¾²³№†■►▪●✓\xa0\u2009\u202f\xad\u200b"
    + "áäâàãåæéèêëěíîïìöôőòõøúüůűùûýčďĺľňñřŕšťžçßÁÄÂÀÃÅÆÉÈÊËĚÍÎÏÌÖÔŐÒÕØÚÜŮŰÙÛÝČĎĽŇÑŘŠŤŽÇ"
)[:256]
_CODES = charmap_build(_USUAL)
#: the same without what no reader sees; each is its own NFC, and so is any run of them
_SEEN = charmap_build(_USUAL.replace("\xad", "\ufffe").replace("\u200b", "\ufffe"))
_FOLDED = "".join(map(_FOLD.__getitem__, map(ord, _USUAL)))
_NO_LATIN = 128
#: the same as bytes of Latin-1, a fifth of the work; a mark for the few signs that it has not
_LATIN = bytes(ord(char) if ord(char) < 256 else _NO_LATIN for char in _FOLDED)
WORD = re.compile(r"[^\W\d_]+")
_NO_LETTER = re.compile(r"[\W\d_]")
_DIGITS = re.compile(r"\d+")
_DIGITS_ONLY = bytes(ord("0" if char.isdecimal() else " ") for char in _FOLDED)
_LETTERS_ONLY = bytes(code if WORD.match(char) else ord(" ") for code, char in enumerate(_USUAL))


def fold(text: str) -> str:
    """Lower case without diacritics, dashes and quotation marks made one kind; same length, same offsets.

    >>> fold("Źródła „Łodzi” — 2021–2025")
    'zrodla "lodzi" - 2021-2025'
    """
    try:
        return charmap_decode(charmap_encode(text, "strict", _CODES)[0], "strict", _FOLDED)[0]
    except UnicodeEncodeError:
        return text.translate(_FOLD)


def coded(text: str) -> bytes | None:
    """A text in the charset of our own; None where it has what `is_usual` has not."""
    try:
        return charmap_encode(text, "strict", _SEEN)[0]
    except UnicodeEncodeError:
        return None


def fold_coded(code: bytes) -> str:
    """`fold` of a text that `coded` gave, or of ASCII: half of the work is done."""
    latin = code.translate(_LATIN)
    if _NO_LATIN in latin:
        return charmap_decode(code, "strict", _FOLDED)[0]
    return latin.decode("latin-1")


def characters_of(text: str) -> tuple[str, Letters, list[Run]]:
    """A text folded, its letters as `letters_in` gives them, and the runs of digits of the folded text: all
    three for little more than the work of one.
    """
    try:
        codes = charmap_encode(text, "strict", _CODES)[0]
    except UnicodeEncodeError:
        folded = text.translate(_FOLD)
        return folded, _NO_LETTER.sub(" ", text), digit_runs(folded)
    return fold_coded(codes), codes.translate(_LETTERS_ONLY), _runs(codes.translate(_DIGITS_ONLY))


def digit_runs(folded: str) -> list[Run]:
    """Where digits stand in a folded text: begin and end of each run of them."""
    if folded.isascii():  # of our own charset, too
        return _runs(folded.encode().translate(_DIGITS_ONLY))
    return [match.span() for match in _DIGITS.finditer(folded)]


def _runs(marks: bytes) -> list[Run]:
    """The runs of zeros among blanks, told by how far they lie apart: to look for each costs ten times as
    much, for what takes a place to begin at reads it by a format.
    """
    runs: list[Run] = []
    blanks = marks.split(b"0")
    if len(blanks) == 1:
        return runs
    start = end = len(blanks[0])
    for blank in blanks[1:]:
        end += 1
        if blank:
            runs.append((start, end))
            start = end = end + len(blank)
    if start < end:
        runs.append((start, end))
    return runs


def letters_in(text: str) -> Letters:
    """A text with a space for each character that is no letter; its words are what it is split into.

    >>> [printed_word(word) for word in letters_in("Źródło, 2021 r.").split()]
    ['Źródło', 'r']
    """
    try:
        return charmap_encode(text, "strict", _CODES)[0].translate(_LETTERS_ONLY)
    except UnicodeEncodeError:
        return _NO_LETTER.sub(" ", text)


def words_in(text: str) -> Sequence[Word]:
    """The words of a text (runs of letters) in the charset of our own, as str where one is unusual."""
    return letters_in(text).split()


def printed_word(word: Word) -> str:
    """A word of `words_in` as it is printed."""
    return word if isinstance(word, str) else charmap_decode(word, "strict", _USUAL)[0]


def is_usual(text: str) -> bool:
    """Are all characters such as Polish pages are made of, in NFC and none of them invisible?"""
    return text.isascii() or coded(text) is not None


def squeeze(text: str) -> str:
    """One line in NFC: any run of white space is one space; soft hyphens, zero-width characters and what
    commands a terminal or turns the direction of writing go.

    >>> squeeze("Nabór \\x1b[31m  wniosków\\n")
    'Nabór [31m wniosków'
    """
    if not is_usual(text):
        text = _INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    if text.isprintable() and "  " not in text:  # no white space but single blanks
        return text.strip()
    line = " ".join(text.split())
    return line if line.isprintable() else _COMMANDS.sub("", line)


_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]+")
_COMMANDS = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@lru_cache(maxsize=200_000)
def lemmas(word: str) -> frozenset[str]:
    """Dictionary forms of one Polish word, lower case; the word itself where the dictionary has none."""
    return frozenset(lemma for lemma, _ in readings(word)) or frozenset({word.lower()})


def readings(word: str) -> list[tuple[str, str]]:
    """What the dictionary says of one Polish word: lemmas in lower case, each with its grammatical tags."""
    entries = ((entry[2][1].split(":")[0].lower(), entry[2][2]) for entry in _morfeusz().analyse(word))
    return [(lemma, tags) for lemma, tags in entries if lemma]


@lru_cache(maxsize=1)
def _morfeusz() -> Any:
    import morfeusz2

    return morfeusz2.Morfeusz(generate=False)
