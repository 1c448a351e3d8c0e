"""What the markup of one element says: its names, whether it is hidden, what kind of table it is."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice

from lxml.html import HtmlElement

from crawler.pages.furniture import HIDDEN, name_region

_CAPTION = re.compile(
    r"\b(?:wp-caption-text|figcaption|image-caption|caption-text|img_caption|podpis[-_]?(?:pod|zdj|fot|obraz|grafi|ilu)|(?:zdj|fot|obraz)\w*[-_]podpis)"
)
_DISPLAY_NONE = re.compile(r"display\s*:\s*none")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_MENU = 4  #: links: a cell of so many is a menu
_MAX_CELL = 500  #: characters: a longer cell is layout, not data


def marks_of(element: HtmlElement) -> str:
    """What the author calls an element; hidden ones are marked as such."""
    found = ""
    for name, value in element.items():
        if name == "class":
            found += " " + value
            if not value.islower() and _HUMP.search(value):  # "rejestrZmian" is also called "rejestr-zmian"
                found += " " + _HUMP.sub("-", value)
        elif name == "id":
            found += " #" + value.strip().replace(" ", "-")
        elif name == "itemprop":
            found += " @" + value.strip()
        elif name == "role":
            found += " ^" + value.strip()
        elif name == "data-hook":
            found += " $" + value
        elif name == "hidden" or (name == "style" and hides(value)):
            found += " " + HIDDEN
    return found[1:].lower()


@lru_cache(maxsize=16384)
def traits(tag: str, marks: str) -> tuple[str, bool, bool]:
    """Kind of furniture by name, whether a caption, whether the main part of the page."""
    caption = tag in {"figcaption", "caption"} or bool(_CAPTION.search(marks))
    return name_region(tag, marks), caption, "^main" in marks


def is_data(table: HtmlElement) -> bool:
    """Does a table hold data, rather than arrange the page?"""
    if table.get("role") == "presentation":
        return False
    nested = table.iter("table", "h1", "h2", "h3", "form", "article", "section", "iframe")
    if any(node is not table for node in nested):
        return False
    widest = rows = 0
    for row in table.iter("tr"):
        cells = [cell for cell in row if cell.tag in ("td", "th")]
        widest = max(widest, len(cells))
        rows += bool(cells)
        if any(sum(1 for _ in islice(cell.iter("a"), _MENU)) == _MENU for cell in cells):
            return False
        if any(len(" ".join("".join(cell.itertext()).split())) > _MAX_CELL for cell in cells):
            return False
    return widest > 1 and rows > 1


def is_glued(before: str, after: str) -> bool:
    """Do two neighbours that only style sheets keep apart begin a new word ("14:20" + "Wyświetleń")?"""
    return after[0].isupper() and (before[-1].islower() or before[-1].isdigit())


def table_row(text: str) -> str:
    return "\t".join(" ".join(cell.split()) for cell in text.strip("\t\n\r ").split("\t"))


def hides(style: str) -> bool:
    """Does a style attribute take the element from sight?"""
    return "none" in style and bool(_DISPLAY_NONE.search(style))
