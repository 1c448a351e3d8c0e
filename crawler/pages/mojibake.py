"""Polish letters that somebody else already read by the wrong charset, or escaped twice, put right."""

from __future__ import annotations

import re
from functools import lru_cache, partial
from html.entities import html5

POLISH = "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ"
_PRINTED = POLISH + "„”–—…’"
_WRONG = ("cp1252", "latin-1", "cp1250", "iso8859-2")  #: what the bytes of UTF-8 are taken for
_LEAST = 3  #: fewer spoilt letters may be a quotation
_FIRST = "ÃÄÅĂĹâ"
_LEADS = re.compile(f"[{_FIRST}][\x80-\xff\u0100-\u017f\u0192\u02c0-\u02df\u2010-\u2040\u20ac\u2122\ufffd]")
#: letters of windows-1250 and ISO-8859-2 as a western charset shows them; of Ź it has nothing to show
_WESTERN = str.maketrans("¹±æê³ñœ¶\x9cŸ¼\x9f¿¥¡ÆÊ£ÑŒ¦\x8c\x8f¬¯\ufffd", "ąąćęłńśśśźźźżĄĄĆĘŁŃŚŚŚŹŹŻŹ")
#: those of windows-1250 as ISO-8859-2 shows them
_CENTRAL = str.maketrans("š\x9c\x9fĽ\x8c\x8f", "ąśźĄŚŹ")
_SIGNS = {"³": _WESTERN, "\x9c": _CENTRAL}  #: the commonest letter that each of them spoils
_SPOILT = "".join(map(chr, {*_WESTERN, *_CENTRAL}))
_WORD = re.compile(rf"[A-Za-zóÓ{re.escape(_SPOILT)}{POLISH}]+")
_ANY = re.compile(f"[{re.escape(_SPOILT)}]")
_MEASURE = re.compile(r"(?:[kdcmh]?m|ha|µm|nm|x|\d)[²³¹]|[²³¹¼¶±¿¬¦¯£¥¡]+")
_BY_NUMBER = re.compile(r"&#(1[2-9]\d|2[0-4]\d|25[0-5]);")
#: what nobody writes about, only with: letters, blanks, dashes, quotation marks
_WITH = "\u00a0„”“»«–—…’‘•·§°"
_NAMED = frozenset(
    name[:-1]
    for name, char in html5.items()
    if name[-1] == ";" and len(char) == 1 and char > "\x7f" and (char.isalpha() or char in _WITH)
)
_ESCAPED = re.compile(r"&amp;(?:#(?:\d{3,5}|[xX][0-9a-fA-F]{2,4})|([A-Za-z]{3,24}));")


def put_right(text: str) -> tuple[str, str]:
    """The text with spoilt Polish put right, and the names of what was done to it, each after a "+"."""
    done = ""
    escapes = "&" in text  # a single sign is found in a twentieth of the time of several
    if escapes and (whole := _unescape(text)) is not None:
        text, done = whole, "+escaped"
    if not text.isascii() and (once := _undo_double(text)) is not None:
        text, done = once, f"{done}+double"
    if (plain := _undo_letters(text, escapes)) is not None:
        text, done = plain, f"{done}+letters"
    return text, done


def _unescape(text: str) -> str | None:
    """The text with "&amp;oacute;" made "&oacute;", None where there is none."""
    at = text.find("&amp;")
    while at >= 0 and not _ESCAPED.match(text, at):  # a find is a hundred times as fast as a search
        at = text.find("&amp;", at + 1)
    if at < 0:
        return None
    fixed = _ESCAPED.sub(_once_escaped, text)
    return fixed if len(fixed) < len(text) else None


def _once_escaped(hit: re.Match[str]) -> str:
    return hit[0] if hit[1] and hit[1] not in _NAMED else "&" + hit[0][5:]


@lru_cache(maxsize=1)
def _doubles() -> dict[str, dict[str, str]]:
    """What Polish letters look like when UTF-8 was read by a wrong charset and written as UTF-8, and when
    this was done twice: by that charset."""
    tables: dict[str, dict[str, str]] = {}
    for name in _WRONG:
        table = tables[name] = {}
        for char in _PRINTED:
            once = _spoil(char, name)
            table[once] = char
            table[_spoil(once, name)] = char
    # bytes that the wrong charset does not have
    tables["cp1252"] |= {"Å\ufffd": "Ł", "â€\ufffd": "”"}
    tables["cp1250"] |= {"Ĺ\ufffd": "Ł", "â€\ufffd": "”"}
    return tables


def _spoil(text: str, name: str) -> str:
    return "".join(_one(byte, name) for char in text for byte in char.encode())


def _one(byte: int, name: str) -> str:
    try:
        return bytes([byte]).decode(name)
    except UnicodeDecodeError:
        return chr(byte)


@lru_cache(maxsize=8)
def _table(first: str) -> tuple[re.Pattern[str], dict[str, str]]:
    """All that is known, where several charsets show one thing as the first of them does."""
    tables = _doubles()
    table = dict(tables[first])
    for name in _WRONG:
        for spoilt, char in tables[name].items():
            table.setdefault(spoilt, char)
    return re.compile("|".join(sorted(map(re.escape, table), key=len, reverse=True))), table


def _undo_double(text: str) -> str | None:
    """The text with doubly encoded Polish put right, None where there is none."""
    for first in _FIRST:
        if first in text:
            break
    else:
        return None
    if not _LEADS.search(text):
        return None
    pattern, _ = _table(_WRONG[0])
    hits = pattern.findall(text)
    if len(hits) < _LEAST:
        return None
    tables = _doubles()
    best = max(_WRONG, key=lambda name: sum(hit in tables[name] for hit in hits))
    pattern, table = _table(best)
    return pattern.sub(lambda match: table[match[0]], text)


def _undo_letters(text: str, escapes: bool) -> str | None:
    """The text whose single bytes were read by the wrong charset before it was written as UTF-8 put right.

    `escapes`: there may be letters by their numbers.
    """
    if escapes and "&#179;" in text and text.count("&#179;") >= _LEAST:  # the same by numbers
        text = _BY_NUMBER.sub(lambda hit: chr(int(hit[1])), text)
    for sign, table in _SIGNS.items():
        if sign not in text or text.count(sign) < _LEAST:
            continue
        words = [word for word in _WORD.findall(text) if _is_spoilt(word)]
        kinds = {char for word in words for char in word if ord(char) in table}
        if sum(sign in word for word in words) >= _LEAST and len(kinds) > 2:
            return _WORD.sub(partial(_mended, table), text)
    return None


def _mended(table: dict[int, int], hit: re.Match[str]) -> str:
    return hit[0].translate(table) if _is_spoilt(hit[0]) else hit[0]


def _is_spoilt(word: str) -> bool:
    """Is it a word, no measure ("20 m³") and no sign alone?"""
    return len(word) > 1 and bool(_ANY.search(word)) and not _MEASURE.fullmatch(word)
