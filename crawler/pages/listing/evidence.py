"""How much an item of an index page looks like news."""

from __future__ import annotations

import re
from itertools import pairwise

from crawler.pages.listing.links import is_more, is_numbered, is_title
from crawler.pages.listing.rows import Link, Row

_SUMMARY = 40  #: characters of a summary
DATED = 3.0  #: points of a day
_DATE = re.compile(
    r"(?<![\d-])\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d\d)(?!\d)|\d{4}[./-]\d\d?[./-]\d\d?"
    r"|\d{1,2}[,.]? [^\W\d]{3,12}\.?,? \d{4}|\d{1,2} [^\W\d]{3,12} [’'][0-3]\d\b"
    r"|(?<!\d)(?:[0-3]?\d\. [01]?\d\.|[0-3]\d [01]\d) (?:19|20)\d\d(?!\d)"
    r"|[^\W\d]{3,12} \d{1,2},? (?:19|20)\d\d|\d{1,2}[. /-](?:[IVX]{1,4}|[^\W\d]{3})[. /-]?(?:19|20)\d\d"
    r"|(?:dni|godzin\w*|tydzień) temu|(?:dzisiaj|dziś|wczoraj|przedwczoraj),? (?:o )?\d\d?[:.]\d\d"
)


#: a line of the site that holds a day
_OF_SITE = re.compile(r"(?:aktualizacj|modyfikacj)\w+ (?:serwisu|strony|witryny)|\b(?:od)?wiedzin\b", re.I)


#: in two rows
_TILE = re.compile(r"(?:\d{1,2}\.? [^\W\d]{3,12}\.?|\d{1,2}[./]\d{1,2}) (?:19|20)\d\d")


#: "/2023/05/12/", "/20230512-ogrod"
_DAY_IN_ADDRESS = re.compile(r"(?<!\d)20[0-3]\d([/_-]?)(?:0[1-9]|1[0-2])\1(?:0[1-9]|[12]\d|3[01])(?!\d)")


_PART_OF_DAY = re.compile(r"\d{1,2}\W{0,3}[^\W\d]{3,12}|\d{1,2}")  #: "12", "12 maja"
_SHORT = 17  #: its characters


#: a telephone, a street with its number, a post code or a mailbox
_CONTACT = re.compile(
    r"\b[Tt]el(?:efon)?\b[.: ]{1,3}[\d(+]|\b\d\d-\d{3} [A-ZŁŚŻ]|[\w.]@\w"
    r"|^(?:.{0,40}\W)?(?:ul|al|pl|os)\. ?(?:[\w.]+ ){1,4}\d{1,3}\w?\b"
)


def tells_contact(rows: list[Row]) -> bool:
    """Do the lines of an item tell how to reach somebody?"""
    return any(_CONTACT.search(row.text) for row in rows)


def _tells_day(row: Row) -> bool:
    """Is there a day in a line, and is it none of the site as a whole?"""
    return bool(row.stamp or (_DATE.search(row.text) and not _OF_SITE.search(row.text)))


def _has_tile(rows: list[Row]) -> bool:
    return any(_TILE.fullmatch(f"{row.text} {after.text}") for row, after in pairwise(rows))


def weigh(
    url: str, links: list[Link], title: str, rows: list[Row], *, several: bool
) -> tuple[float, bool, bool]:
    """Points of an item for a heading, a date, a summary, a link to read on; has it a date, a summary?"""
    texts = [link.text for link in links]
    title = title if is_title(title) else ""
    points = 0.0
    if any(link.heading for link in links):
        points += 3
    elif any(row.heading for row in rows):
        points += 1.5
    if any(is_more(text) for text in texts if text.strip(" .»>→")):
        points += 2
    dated = _has_tile(rows) or any(_tells_day(row) for row in rows if len(row.text) < 200)
    if dated:
        points += DATED
    elif several and _DAY_IN_ADDRESS.search(url):
        points += 2
    elif any(len(row.text) <= _SHORT and _PART_OF_DAY.fullmatch(row.text) for row in rows):
        points += 1
    prose = sum(len(row.text) - row.linked for row in rows)
    points += (prose >= _SUMMARY) + (prose >= 3 * _SUMMARY)
    points += (len(title) >= 25) + (len(title) >= 45) - (2 if title and len(title) < 6 else 0)
    points += 0.5 if any(link.image for link in links) else 0
    points += is_numbered(url)
    return points, dated, prose >= _SUMMARY
