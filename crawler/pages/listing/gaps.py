"""To which item of an index page the lines between two of them belong."""

from __future__ import annotations

import re
from itertools import pairwise

from crawler.pages.listing.item import Item
from crawler.pages.listing.links import is_more, is_title
from crawler.pages.listing.rows import Row, Rows

_LIST = 3  #: items of one parent that are a list of their own
_DIGIT = re.compile(r"\d")
_AHEAD = 3  #: lines from a day to the link below it; a title that is none, author and tags may stand between
_LONGEST_GAP = 15  #: lines after an item that may belong to it
_LONGEST_DAY = 40  #: characters of a day in a line of its own
#: "środa, 3 marca 2021", "28.II.2013", "3 marca, środa"
_DAY = re.compile(
    r"\W*(?:[^\W\d]{2,12}\W{1,3})?\d{1,4}\W{1,3}(?:\d\d?|[^\W\d]{1,12})(?:\W{1,3}\d{2,4})?(?:\W{1,3}[^\W\d]{1,12})?\W*"
)


def fill_gaps(siblings: list[Item], found: Rows, extent: tuple[int, int]) -> None:
    """Lines between two items belong to the first, unless every item opens with a date before its box."""
    starts = [item.first for item in siblings]
    for ahead in range(1, _AHEAD + 1):
        if all(
            start - ahead >= extent[0]
            and opens(found.rows[start - ahead])
            and (at == 0 or siblings[at - 1].last <= start - ahead)
            for at, start in enumerate(starts)
        ) and (ahead < _AHEAD or _are_alike(siblings, found, extent)):
            for item in siblings:
                item.first -= ahead
            break
    else:
        if headings := _headings_above(siblings, found, extent):
            for item, heading in zip(siblings, headings, strict=True):
                item.first = heading
            return
        if (above := _lines_above(siblings, extent)) > 0:
            ends = [siblings[0].first - above, *(item.last for item in siblings)]
            for item, end in zip(siblings, ends, strict=False):
                item.first = end
            return
    over = found.rows[starts[0] - 1] if starts[0] > extent[0] else None
    headed = over is not None and _heads_group(over)
    ends = [item.last for item in siblings]
    for at, item in enumerate(siblings):
        following = siblings[at + 1].first if at + 1 < len(siblings) else extent[1]
        if at + 1 == len(siblings) and len(siblings) > 1:
            usual = max(siblings[i + 1].first - siblings[i].first for i in range(at))
            following = min(following, item.first + usual)
        if 0 < following - item.last <= _LONGEST_GAP and len(siblings) > 1:
            item.last = _before_heading(item, following, found, headed=headed)
    if over is not None and not over.heading and _tells_day(over):
        _end_before_days(siblings, ends, found)


def _are_alike(siblings: list[Item], found: Rows, extent: tuple[int, int]) -> bool:
    """Do lines made alike stand so far above each item, right behind the one before, none behind the last?

    Day, author and tags stand so in a column of their own; a day further off may be one of anything.
    """
    heads = [found.rows[item.first - _AHEAD] for item in siblings]
    made = {(row.element.tag, row.element.get("class")) for row in heads}
    close = all(item.last + _AHEAD == other.first for item, other in pairwise(siblings))
    end = siblings[-1].last
    behind = any(opens(row) for row in found.rows[end : min(end + _AHEAD, extent[1])])
    return len(siblings) >= _LIST and len(made) == 1 and close and not behind


def _end_before_days(siblings: list[Item], ends: list[int], found: Rows) -> None:
    """A day above several items is of those that follow it, not of the one before.

    Where one follows the last item, too, each day ends an item; what is above the first is something else.
    """
    cuts = [
        next((n for n in range(end, item.last) if _tells_day(found.rows[n])), item.last)
        for item, end in zip(siblings, ends, strict=True)
    ]
    if cuts[-1] < siblings[-1].last:
        return
    for item, cut in zip(siblings, cuts, strict=True):
        item.last = cut
        item.below_day = _tells_day(found.rows[item.first - 1])


def _heads_group(row: Row) -> bool:
    """May a line stand above several items?"""
    return bool(row.heading) and not row.linked


def _before_heading(item: Item, following: int, found: Rows, *, headed: bool) -> int:
    """The line that follows an item: a heading of the rank of its own is another, told in full.

    `headed`, groups of items that have no headings of their own have one.
    """
    rank = next((row.heading for row in found.rows[item.first : item.last] if row.heading), 0)
    if rank or headed:
        for number in range(item.last, following):
            row = found.rows[number]
            if row.heading == rank if rank else _heads_group(row):
                return number
    return following


def _headings_above(siblings: list[Item], found: Rows, extent: tuple[int, int]) -> list[int]:
    """The lines of headings above items that end in their links ("czytaj"); none = some have none."""
    if len(siblings) < _LIST or any(is_title(link.text) for item in siblings for link in item.links):
        return []
    headings = []
    start = max(extent[0], siblings[0].first - _LONGEST_GAP)
    for item in siblings:
        own = [n for n in range(start, item.first) if found.rows[n].heading and not found.rows[n].linked]
        if not own:
            return []
        headings.append(own[-1])
        start = item.last
    return headings


def _lines_above(siblings: list[Item], extent: tuple[int, int]) -> int:
    """How many lines above its first link are of the first of items that end in links ("więcej"); 0 = none.

    Each has lines between the link before it and its own, and none of them a title that is a link.
    """
    if len(siblings) < _LIST or any(
        not any(link.text and is_more(link.text) for link in item.links) for item in siblings
    ):
        return 0
    if any(is_title(link.text) for item in siblings for link in item.links):
        return 0
    between = [item.first - before.last for before, item in pairwise(siblings)]
    usual = max(set(between), key=lambda lines: (between.count(lines), lines))
    return min(usual, siblings[0].first - extent[0]) if min(between) > 0 else 0


def _tells_day(row: Row) -> bool:
    """Is a line a day and nothing else?"""
    return len(row.text) <= _LONGEST_DAY and not row.linked and bool(_DAY.fullmatch(row.text))


def opens(row: Row) -> bool:
    """May a line be the day above an item?"""
    return len(row.text) <= 60 and bool(_DIGIT.search(row.text)) and not row.linked
