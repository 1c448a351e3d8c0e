"""Which lines of a page are the article: found from its heading outwards, or inside a box that a layout names."""

from __future__ import annotations

import re
from dataclasses import dataclass

from crawler.pages.blocks import Box, Line, Scan
from crawler.pages.wording import heads_furniture, is_address

_LEAVES = frozenset(
    {"p", "ul", "ol", "dl", "blockquote", "pre", "figure", "li", "h1", "h2", "h3", "h4", "h5", "h6", "center"}
)
_COLUMN = re.compile(
    r"(?:^|[ #_-])(?:col(?:umn)?s?(?:-\w+)*(?:-?\d+)?|span\d+|kolumn\w*|grid\w*|cell|left|right|lew[aye]|praw[ayel]\w?|srodek|bok\w*|large-\d+|medium-\d+)(?:$|[ _-])"
)
_SMALL = 25  #: characters of prose below which a box holds none


@dataclass(frozen=True, slots=True)
class Article:
    """The lines of the article without its heading, and the box that holds heading, labels and text."""

    lines: tuple[Line, ...]
    box: Box


class Mass:
    """Characters of prose, of links and of everything in any run of lines, in constant time."""

    __slots__ = ("all", "linked", "prose")

    def __init__(self, scan: Scan) -> None:
        self.prose, self.linked, self.all = [0], [0], [0]
        prose = linked = everything = 0
        for line in scan.lines:
            if not line.region:
                size = len(line.text)
                everything += size
                linked += line.linked
                if (
                    not line.heading
                    and line.linked * 2 < size
                    and (size >= _SMALL or line.text[-1] in ".!?;")
                ):
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


def find_article(scan: Scan, title: Line | None, mass: Mass) -> Article | None:
    """The article by the generic rule, None where the page has no prose."""
    after = title.index if title is not None else -1
    node = scan.boxes[0] if title is None else (title.box.parent or title.box)
    if title is not None and not title.heading:
        node = title.box
    while node.parent is not None and mass.of(node, after) < _SMALL:
        node = node.parent
    if mass.of(node, after) < _SMALL:
        return None
    core = _narrow(node, after, mass)
    boxes, top = _grow(core, after, mass)
    kept: list[Line] = []
    for box in boxes:
        kept += scan.lines[max(box.first, after + 1) : box.last]
    direct = [line for line in scan.lines[max(top.first, after + 1) : top.last] if line.box is top]
    lines = sorted({line.index: line for line in kept + direct}.values(), key=lambda line: line.index)
    return Article(tuple(lines), _common(title, top))


def _common(title: Line | None, box: Box) -> Box:
    """The lowest box that holds both the heading and the text."""
    if title is None:
        return box
    at: Box | None = box
    while at is not None and not at.first <= title.index < at.last:
        at = at.parent
    return at if at is not None and at.tag != "body" else box


def _narrow(box: Box, after: int, mass: Mass) -> Box:
    """Go down while one child holds the text."""
    while True:
        kids = [kid for kid in box.kids if mass.of(kid, after) >= _SMALL and not kid.region]
        total = mass.of(box, after)
        loose = total - sum(mass.of(kid, after) for kid in kids)
        leaves = loose + sum(mass.of(kid, after) for kid in kids if kid.tag in _LEAVES)
        if not kids or leaves * 10 >= total * 3:
            return box
        best = max(kids, key=lambda kid: mass.of(kid, after))
        rivals = [kid for kid in kids if kid is not best and kid.tag not in _LEAVES]
        if rivals and not _is_column(best) and mass.of(best, after) * 10 < total * 6:
            twins = [kid for kid in rivals if _kind(kid) == _kind(best) and not mass.dense(kid)]
            if twins:
                return box
        box = best


def _grow(core: Box, after: int, mass: Mass) -> tuple[list[Box], Box]:
    """Take in what stands beside the text and is text too; stop when leaving its column."""
    boxes, top, node = [core], core, core
    while node.parent is not None and node.parent.tag not in {"html"}:
        parent = node.parent
        others = [
            kid
            for kid in parent.kids
            if kid is not node and kid.last > max(after + 1, kid.first) and not kid.region
        ]
        if _is_column(node) and any(_is_column(kid) for kid in others):
            break
        taken = [kid for kid in others if _joins(kid, node, after, mass)]
        if taken:
            boxes += taken
            top = parent
        elif any(mass.of(kid, after) >= _SMALL or mass.dense(kid) for kid in others):
            break
        if parent.tag == "body" or (after >= 0 and parent.first <= after and taken):
            break
        node = parent
    return boxes, top


def _joins(kid: Box, core: Box, after: int, mass: Mass) -> bool:
    """Is a box beside the text a part of it?"""
    if mass.dense(kid):
        return False
    size, main = mass.of(kid, after), mass.of(core, after)
    if kid.tag in _LEAVES:
        return not (
            core.tag in {"div", "td", "section", "article"} and kid.first > core.last + 3 and size < _SMALL
        )
    if size < _SMALL:
        return False
    if _kind(kid) == _kind(core):
        return True
    return size * 2 > main and not _is_column(kid)


def _kind(box: Box) -> tuple[str, str]:
    """Tag and first class without numbers: boxes of one kind are made by one hand."""
    first = next((mark for mark in box.marks.split() if mark[0] not in "#@$^~"), "")
    return box.tag, re.sub(r"\d+", "", first)


def _is_column(box: Box) -> bool:
    return box.tag == "td" or bool(box.marks and _COLUMN.search(box.marks))


def drop_side_blocks(scan: Scan) -> None:
    """Mark blocks that a heading such as "Zobacz także" opens, and address blocks, as furniture."""
    for line in scan.lines:
        if line.region or not (line.heading or line.strong >= 0.8 * len(line.text.replace(" ", ""))):
            continue
        if heads_furniture(line.text):
            _mark_under(scan, line)


def _mark_under(scan: Scan, head: Line) -> None:
    """Mark what stands under a heading of furniture: to the end of its box, or the next heading of its rank."""
    box = head.box.parent or head.box if head.heading else head.box
    while box.parent is not None and box.last - box.first <= 1:
        box = box.parent
    under = []
    for line in scan.lines[head.index + 1 : box.last]:
        if line.heading and head.heading and line.heading <= head.heading and not line.linked:
            break
        under.append(line)
    size = sum(len(line.text) for line in under)
    linked = sum(line.linked for line in under)
    long = sum(1 for line in under if len(line.text) - line.linked > 120)
    if under and long > 1 and linked * 4 < size:
        return
    for line in (head, *under):
        line.region = line.region or "related"


def is_imprint(lines: list[Line]) -> bool:
    """Are these lines mostly an address and telephone numbers?"""
    return bool(lines) and sum(is_address(line.text) for line in lines) * 3 >= len(lines)
