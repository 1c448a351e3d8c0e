"""Where the figures of a page stand: a character for each of its own, by which lines that may print a day are
told before any of them is read."""

from __future__ import annotations

#: "0" for a digit, "-" and "|" for what divides those of a date, "x" for a letter, "?" for a sign that is no
#: Latin-1: perhaps a digit, or a dot between them
_MARKS = {"0123456789": "0", "./-": "-", "|\xb7": "|", ",": ",", " \t": " ", "\n": "\n", "?": "?"}
_OTHER = {True: "x", False: "+"}
_MARK = bytes(
    ord(next((mark for signs, mark in _MARKS.items() if char in signs), _OTHER[char.isalpha()]))
    for char in map(chr, range(256))
)


def marks_of(folded: str) -> list[str]:
    """The marks of each line of a folded text, "+" for whatever else stands there.

    >>> marks_of("dodano: 12.05.2024")
    ['xxxxxx+ 00-00-0000']
    """
    return folded.encode("latin-1", "replace").translate(_MARK).decode("ascii").split("\n")
