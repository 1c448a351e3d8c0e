"""What two pages of one site tell of its furniture: less than three do, for two may speak of one thing."""

from __future__ import annotations

from itertools import pairwise

from crawler.pages.blocks import Box, Line
from crawler.pages.mass import is_running

Digests = dict[Line, str]


def repeated_blocks(first: Digests, second: Digests) -> set[str]:
    """Digests of lines that both pages have, in boxes of several lines without a text of the page's own.

    A paragraph that both end with stands among paragraphs of its page, or alone in a box among them.
    """
    common = set(first.values()) & set(second.values())
    return _foreign(first, common) & _foreign(second, common) if differ(first, second) else set()


def differ(first: Digests, second: Digests) -> bool:
    """Has each page running text that the other lacks? Two addresses of one page teach nothing."""
    return all(
        any(is_running(line) and digest not in others for line, digest in own.items())
        for own, others in ((first, set(second.values())), (second, set(first.values())))
    )


def _foreign(page: Digests, common: set[str]) -> set[str]:
    """Of the common lines of a page those in whose box no running text is the page's own, and what follows
    them, or is a heading, below the last of that text."""
    own = sorted(line.index for line, digest in page.items() if digest not in common and is_running(line))
    told: dict[Box, bool] = {}
    found: set[str] = set()
    after, before = -1, ""
    for line, digest in page.items():
        if digest in common:
            holder = _holder(line)
            if holder not in told:
                told[holder] = any(holder.first <= number < holder.last for number in own)
            below = line.index > own[-1] and (line.heading or (after > own[-1] and before in found))
            if not told[holder] or below:
                found.add(digest)
        after, before = line.index, digest
    return found


def _holder(line: Line) -> Box:
    """The lowest box around a line that holds more than this line."""
    box = line.box
    while box.last - box.first <= 1 and box.parent is not None:
        box = box.parent
    return box


def common_name(heads: list[str], pages: list[Digests]) -> frozenset[str]:
    """What the <title> of both pages says alike is the name of the site, and what heads both right above
    a heading of their own that of it or of a section."""
    if not differ(*pages):
        return frozenset()
    first, second = (_heads_of_heads(own, set(other.values())) for own, other in (pages, pages[::-1]))
    alike = len(set(heads)) == 1 and bool(heads[0])
    return frozenset([*heads[:1], *(first & second)] if alike else first & second)


def _heads_of_heads(page: Digests, others: set[str]) -> set[str]:
    """Headings of both pages that stand right above one that only this page has."""
    lines = list(page)
    return {
        line.folded
        for line, below in pairwise(lines)
        if line.heading and below.heading and page[line] in others and page[below] not in others
    }
