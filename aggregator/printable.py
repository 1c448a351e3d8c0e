"""Text that every database and every feed can carry."""

from __future__ import annotations

import re

#: control characters XML forbids, and halves of characters; white space stays
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


def printable(text: str) -> str:
    """The text with U+FFFD for every character that cannot be stored or published; offsets stay.

    >>> printable("Bib\\x00lioteka")
    'Bib\\ufffdlioteka'
    """
    return _UNPRINTABLE.sub("\ufffd", text) if _UNPRINTABLE.search(text) else text
