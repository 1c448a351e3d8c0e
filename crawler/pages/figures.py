"""Where the figures of a page stand: a character for each of its own, by which lines that may print a day are
told before any of them is read."""

from __future__ import annotations

#: "0" for a digit, "-" for what divides those of a date, "?" for a sign that is no ASCII: perhaps a digit
_MARKS = {"0123456789": "0", "./-": "-", " \t": " ", "\n": "\n", "?": "?"}
_MARK = bytes(
    ord(next((mark for signs, mark in _MARKS.items() if chr(code) in signs), "x")) for code in range(256)
)


def marks_of(folded: str) -> list[str]:
    """The marks of each line of a folded text, all others "x".

    >>> marks_of("dodano: 12.05.2024")
    ['xxxxxxx 00-00-0000']
    """
    return folded.encode("ascii", "replace").translate(_MARK).decode("ascii").split("\n")
