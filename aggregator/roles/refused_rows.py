"""Rows of a list of results that won nothing: below a heading of refusals, or with a verdict in the row."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from aggregator.signs import SAID

_REFUSED = (
    r"niedofinansowan|nierekomendowan|nieuwzglednion|niezakwalifikowan|nieprzyjet|odrzucon|rezerwow"
    r"|ponizej progu|pod kreska|bez (?:dofinansowania|dotacji|wsparcia)|negatywn\w+ (?:ocen|rozpatrz)"
    r"|(?:ocenion|rozpatrzon|zaopiniowan)\w* negatywnie"
    r"|nie (?:\w+ )?(?:otrzym|dosta|uzysk|zakwalifik|rekomend|dofinans|przyzna|wspar|wybra|spelni)"
)
_SAID = re.compile(rf"\b(?:{_REFUSED}|brak dofin|brak srodk|rezerwa\b|negatywn)")
#: of what is said always some of these letters stand in the text; a search for letters alone is a fast one
_LETTERS = (
    "niedofin", "nierekom", "nieuwzgl", "niezakw", "nieprzyj", "odrzucon", "rezerw", "ponizej progu",
    "pod kreska", "bez do", "bez ws", "negatywn", "brak dofin", "brak srodk",
)  # fmt: skip
REFUSALS = SAID.add("nie ", inside=", ".join(_LETTERS))
"""The bit of an article that may have refused rows."""
_NOT = re.compile(r"nie(?<=\bnie) (?:\w+ )?(?:otrzym|dosta|uzysk|zakw|rekom|dofin|przyzn|wspar|wybra|speln)")
_HEADING = re.compile(rf"\b(?:{_REFUSED})")
#: all that stands in the cell of a verdict
_VERDICT = re.compile(
    rf"(?:wniosek |projekt |zadanie |lista |ocena )?"
    rf"(?:{_REFUSED}|negatywn|brak (?:dofin|dotac|srodk)|rezerwa)[a-z ]{{0,24}}\.?"
)
_SUM = re.compile(r"\d ?(?:tys\. |mln )?(?:zl|pln)\b")
_ITEM = re.compile(r"\W*\d{1,3}[.)\t ]|\W*[-–•*·] ")
_HEADING_LENGTH, _ROW_LENGTH = 140, 240


def refused_rows(folded: str) -> list[tuple[int, int]]:
    """Stretches of lines whose sums were asked for and not given, ascending and disjoint."""
    may_be = any(letters in folded for letters in _LETTERS) or _NOT.search(folded) is not None
    return list(_stretches(folded)) if may_be and _SAID.search(folded) else []


def lies_in(stretches: list[tuple[int, int]], offset: int) -> bool:
    """Whether an offset lies in one of ascending stretches."""
    at = bisect_right(stretches, (offset, offset + 1)) - 1
    return at >= 0 and stretches[at][0] <= offset < stretches[at][1]


def _stretches(folded: str) -> Iterator[tuple[int, int]]:
    start, below = 0, False
    for line in folded.split("\n"):
        end = start + len(line)
        table = "\t" in line
        if table or (len(line) <= _ROW_LENGTH and (_SUM.search(line) or _ITEM.match(line))):
            if below or (table and any(_VERDICT.fullmatch(cell.strip()) for cell in line.split("\t"))):
                yield start, end
        elif line.strip():
            heads = len(line) <= _HEADING_LENGTH and not line.rstrip().endswith((".", "!", "?"))
            below = heads and _HEADING.search(line) is not None
        start = end + 1
