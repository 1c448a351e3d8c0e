"""Where the figures of a page stand: a character for each of its own, by which lines that may print a day are
told before any of them is read."""

from __future__ import annotations

import re

_FIGURES = re.compile(r"\d(?:\d{3}|\d?\s?[./-]\s?\d\d?\s?[./-]\s?\d\d)")
_SHORT_YEAR = re.compile(r"['’]\d\d\b")
#: "0" for a digit, "-" and "|" for what divides those of a date, "x" for a letter, "?" for a sign that is no
#: Latin-1: perhaps a digit, or a dot between them
_MARKS = {"0123456789": "0", "./-": "-", "|\xb7": "|", ",": ",", " \t": " ", "\n": "\n", "?": "?"}
_OTHER = {True: "x", False: "+"}
_MARK = bytes(
    ord(next((mark for signs, mark in _MARKS.items() if char in signs), _OTHER[char.isalpha()]))
    for char in map(chr, range(256))
)
NUMBER = re.compile(r"0(?<!00)(?:0?|0{7})(?!0)")  #: of a day, and of a date without dividers
#: of a whole date: day, month and year (in figures or a word), day and year behind a month; year, month and
#: day; no more of ranges of years
WHOLE = re.compile(
    r"0(?<!00)(?:0?(?!0)(?: ?[-|] ?(?:00?|x{1,13}+)-? ?[-|] ?00|-00?x"
    r"|-?(?:x{2,5}+(?=[-, ]))?[-,]?[ -]{0,3}+x{1,13}+-?,?[ -]{0,3}+(?:(?:xxxx )?0000|\+00(?!0))"
    r"|x{0,2}[-,]? 0000)"
    r"|000(?: ?[-|] ?00? ?[-|] ?0|0000x00))"
)


def marks_of(folded: str) -> list[str]:
    """The marks of each line of a folded text, "+" for whatever else stands there.

    >>> marks_of("dodano: 12.05.2024")
    ['xxxxxx+ 00-00-0000']
    """
    return folded.encode("latin-1", "replace").translate(_MARK).decode("ascii").split("\n")


def has_figures(text: str, marks: str) -> bool:
    """Are there figures as of a date, in a line without four digits in a row?"""
    tight = marks.replace(" ", "")
    if ("-0-0" in tight or "-00-0" in tight or "?" in tight) and _FIGURES.search(text):
        return True
    return ("'" in text or "’" in text) and bool(_SHORT_YEAR.search(text))
