"""How much text stands in a box, and of what sort: prose, links, addresses."""

from __future__ import annotations

import re

from crawler.pages.blocks import Box, Line, Scan
from crawler.pages.bylines import in_parts, is_parted_byline
from crawler.pages.statements import is_meta
from crawler.pages.wording import is_address

SMALL = 25  #: characters of prose below which a box holds none
_LABEL = 100  #: characters up to which a line may state nothing but date, author and readings
_DATED = re.compile(r"\d{4}|\d[./-]\d")
PLENTY = 160  #: characters of prose that make an article of some length


def is_prose(line: Line) -> bool:
    """Is a line running text, and not a label or the day it was published on?"""
    size = len(line.text)
    if size < SMALL and line.text[-1] not in ".!?;":
        return False
    return size > _LABEL or not (is_meta(line.folded) or _is_byline(line))


def _is_byline(line: Line) -> bool:
    return _DATED.search(line.text) is not None and is_parted_byline(in_parts(line))


def is_running(line: Line) -> bool:
    """Is a line some running text, that a heading or a byline is not?"""
    return not line.region and not line.heading and len(line.text) - line.linked >= 60 and is_prose(line)


class Mass:
    """Characters of prose, of links and of everything in any run of lines, in constant time."""

    __slots__ = ("all", "lines", "linked", "prose")

    def __init__(self, scan: Scan) -> None:
        self.lines = scan.lines
        self.prose, self.linked, self.all = [0], [0], [0]
        prose = linked = everything = 0
        for line in scan.lines:
            if not line.region:
                size = len(line.text)
                everything += size
                linked += line.linked
                if not line.heading and line.linked * 2 < size and is_prose(line):
                    prose += size - line.linked
            self.prose.append(prose)
            self.linked.append(linked)
            self.all.append(everything)

    def of(self, box: Box, after: int = -1) -> int:
        """Prose inside a box, behind the line `after`."""
        return self.prose[box.last] - self.prose[max(box.first, min(after + 1, box.last))]

    def dense(self, box: Box) -> bool:
        """Is most of the box links?"""
        total = self.all[box.last] - self.all[box.first]
        return total > 0 and (self.linked[box.last] - self.linked[box.first]) * 2 > total

    def imprint(self, box: Box) -> bool:
        """Is the box little more than an address and telephone numbers?"""
        lines = self.lines[box.first : box.last][:12]
        return sum(is_address(line.text) for line in lines) * 3 > len(lines)
