"""How much text stands in a box, and of what sort: prose, links, addresses."""

from __future__ import annotations

import re

from crawler.pages.blocks import Box, Line, Scan
from crawler.pages.furniture.bylines import in_parts, is_parted_byline
from crawler.pages.furniture.statements import is_record
from crawler.pages.furniture.wording import is_address, is_chrome

SMALL = 25  #: characters of prose below which a box holds none
_LABEL = 100  #: characters up to which a line may state nothing but date, author and readings
_DATED = re.compile(r"\d(?:\d{3}|[./-]\d)")
PLENTY = 160  #: characters of prose that make an article of some length


def is_prose(line: Line) -> bool:
    """Is a line running text, and not a label, a row of a record or the day it was published on?"""
    size = len(line.text)
    if size < SMALL and line.text[-1] not in ".!?;":
        return False
    if size > _LABEL:
        return True
    return not (line.is_meta() or is_record(line.folded) or is_chrome(line.folded) or _is_byline(line))


def _is_byline(line: Line) -> bool:
    return _DATED.search(line.text) is not None and is_parted_byline(in_parts(line))


def is_running(line: Line) -> bool:
    """Is a line some running text, that a heading or a byline is not?"""
    return not line.region and not line.heading and len(line.text) - line.linked >= 60 and is_prose(line)


class Mass:
    """Characters of prose, of links and of everything in any run of lines, in hardly any time."""

    __slots__ = ("_sums", "lines")

    def __init__(self, scan: Scan) -> None:
        self.lines = scan.lines
        #: prose, links, everything: of no line, of the first, of the first two, …; none before it is asked
        self._sums: list[tuple[int, int, int]] = []

    def _add_up(self) -> list[tuple[int, int, int]]:
        prose = linked = everything = 0
        sums = (0, 0, 0)
        every = self._sums
        every.append(sums)
        for line in self.lines:
            if not line.region:  # furniture does not count
                size = len(line.text)
                everything += size
                linked += line.linked
                if not line.heading and line.linked * 2 < size and is_prose(line):
                    prose += size - line.linked
                sums = (prose, linked, everything)
            every.append(sums)
        return every

    def of(self, box: Box, after: int = -1) -> int:
        """Prose inside a box, behind the line `after`."""
        sums = self._sums or self._add_up()
        first, last = box.first, box.last
        if after >= first:
            first = min(after + 1, last)
        return sums[last][0] - sums[first][0]

    def size(self, box: Box) -> int:
        """Everything inside a box."""
        sums = self._sums or self._add_up()
        return sums[box.last][2] - sums[box.first][2]

    def dense(self, box: Box) -> bool:
        """Is most of the box links?"""
        total = self.size(box)
        return total > 0 and (self._sums[box.last][1] - self._sums[box.first][1]) * 2 > total

    def imprint(self, box: Box) -> bool:
        """Is the box little more than an address and telephone numbers?"""
        lines = self.lines[box.first : box.last][:12]
        return sum(is_address(line.text) for line in lines) * 3 > len(lines)
