"""Days printed in parts: number, month and year in elements of their own, or with strokes between."""

from __future__ import annotations

import re

from aggregator.dates.words import MONTHS
from aggregator.text import fold

#: day, month and year in separate elements, joined with blanks: "15 marca 2021", "15 03.2021", "lis 4 2020"
_TILE = re.compile(
    r"(?P<d>\d{1,2})\.? (?P<m>[^\W\d_]{3,12}\.?|\d{1,2})[ .,/-]{1,2}(?P<y>(?:19|20)\d\d)"
    r"|(?P<mf>[^\W\d_]{3,12})\.? (?P<df>\d{1,2})[.,]? (?P<yf>(?:19|20)\d\d)"
    r"|(?P<dw>\d{1,2})[ .](?P<mw>[^\W\d_]{3,12}|\d{1,2})\.? (?P<yw>(?:19|20)\d\d)"
)
#: "02 | 05 | 2024": strokes that elsewhere divide the parts of a byline
_STROKED = re.compile(
    r"(?<![\d|·•])(?<![|·•] )(\d\d?)\s?([|·•])\s?(\d\d?|[^\W\d_]{3,12})\s?\2\s?((?:19|20)\d\d)(?!\d)"
)


def joined(parts: list[str]) -> str:
    """Day, month and year in parts ("20", "marca", "2025") as one date, "" = they are none."""
    hit = _TILE.fullmatch(" ".join(part.strip(" .,") for part in parts))
    if not hit:
        return ""
    day, month, year = (
        next(
            filter(
                None,
                (hit[f"{part}{form}"] for form in ("", "f", "w") if f"{part}{form}" in hit.re.groupindex),
            ),
            "",
        )
        for part in "dmy"
    )
    if month.isdigit():
        return f"{day}.{month}.{year}"
    return f"{day} {month} {year}" if fold(month).strip(".") in MONTHS else ""


def whole_days(text: str) -> str:
    """A line in which the parts of a day are divided as those of a byline are, each such day in one piece.

    >>> whole_days("02 | 05 | 2024 | Anna Nowak"), whole_days("2 · maja · 2024")
    ('02.05.2024 | Anna Nowak', '2 maja 2024')
    """
    if not ("|" in text or "·" in text or "•" in text):
        return text
    return _STROKED.sub(lambda hit: joined([hit[1], hit[3], hit[4]]) or hit[0], text)
