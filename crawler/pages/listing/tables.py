"""What a table of news says of a cell: by the head of its column, and by a cell that spans several rows."""

from __future__ import annotations

from itertools import islice

from lxml.html import HtmlElement

from aggregator.text import fold
from crawler.pages.dates.labels import Found, is_label_only, labels
from crawler.pages.document import text_of
from crawler.pages.listing.rows import Row, Rows

_ABOVE = 40  #: rows of a table that one cell may span
_TERMS = frozenset({"td", "th", "dt"})
_LINES = 4  #: of a cell that tells a day; a column of the page has more
_DEPTH = 6  #: elements between a line and its cell
_ANY_DAY = "kiedy"  #: a head that is as good for news as for events
_HEADS = 2  #: cells that make a row of heads


def label_of_column(row: Row) -> Found | None:
    """What the head of its column says of a line in a table, None where it has none or says nothing."""
    cell = _around(row.element, "td")
    if cell is None:
        return None
    heads = _heads(cell)
    place = sum(map(_width, cell.itersiblings("td", "th", preceding=True)))
    for head in heads:
        if place <= 0:
            found = labels(text_of(head))
            return found[0] if len(found) == 1 and fold(found[0].words) != _ANY_DAY else None
        place -= _width(head)
    return None


def label_beside(row: Row) -> Found | None:
    """What the cell or term before says of a line ("Data udostępnienia" | "2024-08-18"), None = nothing."""
    cell = _around(row.element, "td") if row.element.tag != "dd" else row.element
    before = cell.getprevious() if cell is not None else None
    if before is None or before.tag not in _TERMS or before.find(".//a") is not None:
        return None  # no label is a link; a title ("Nowy termin zajęć") is
    return is_label_only(text_of(before))


def spanning(element: HtmlElement, found: Rows) -> list[Row]:
    """The lines of a cell in a row above that spans the row an element stands in."""
    line = _around(element, "tr")
    if line is None:
        return []
    for distance, above in enumerate(islice(line.itersiblings("tr", preceding=True), _ABOVE), 1):
        for cell in above.iterchildren("td", "th"):
            if _number(cell.get("rowspan")) > distance and cell in found.extent:
                first, last = found.extent[cell]
                return found.rows[first:last] if last - first <= _LINES else []
    return []


def below_in_column(cell: HtmlElement, found: Rows) -> list[Row]:
    """The lines of the cell below, where that row has as many cells and no links: titles over their days."""
    line = cell.getparent()
    below = line.getnext() if cell.tag == "td" and line is not None else None
    if below is None or below.tag != "tr" or len(below) != len(line) or below.find(".//a") is not None:
        return []
    first, last = found.extent.get(below[line.index(cell)], (0, 0))
    return found.rows[first:last] if last - first <= _LINES else []


def _around(element: HtmlElement, tag: str) -> HtmlElement | None:
    """The nearest element of a name, in the same table: a page may be laid out by one around it."""
    for node in (element, *islice(element.iterancestors(), _DEPTH)):
        if node.tag == tag:
            return node
        if node.tag == "table":
            break
    return None


def _heads(cell: HtmlElement) -> list[HtmlElement]:
    """The cells of the first row of its table, where they are heads: as <th>, or in a <thead>."""
    table = next(cell.iterancestors("table"), None)
    first = next(table.iter("tr"), None) if table is not None else None
    if first is None or cell.getparent() is first:
        return []
    cells = list(first.iterchildren("td", "th"))
    heads = sum(each.tag == "th" for each in cells)
    return cells if heads >= _HEADS or first.getparent().tag == "thead" else []


def _width(cell: HtmlElement) -> int:
    return max(1, _number(cell.get("colspan")))


def _number(told: str | None) -> int:
    return int(told) if told and told.isdigit() and len(told) < 4 else 0
