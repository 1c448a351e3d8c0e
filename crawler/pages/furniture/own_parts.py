"""Parts of an article that markup calls furniture: a box amid its paragraphs, its credit line below them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from crawler.pages.blocks import Box, Line, Scan
from crawler.pages.box_names import is_called_title, is_titled
from crawler.pages.furniture.region import name_region
from crawler.pages.furniture.wording import is_credit
from crawler.pages.mass import is_prose, is_running

_MOST = 8  #: lines of a heading with its day and its tools
_NEAR = 4  #: lines below it within which its text begins
_PARAGRAPH = 100  #: characters of one; a bar of buttons has none
_STRIPS = frozenset({"logos", "meta", "footer"})


def free_own_parts(found: Scan) -> None:
    """Take the region off what stands side by side with the paragraphs of a text and belongs to it."""
    for box in found.roots:
        if box.first == box.last:
            continue
        if box.region == "sidebar" and box.tag == "aside":
            if not name_region("div", box.marks) and _is_amid(box, found):
                _free(box, found.lines[box.first : box.last])
        elif box.region == "header" and box.tag == "header":
            if not name_region("div", box.marks) and _heads_text(box, found):
                _free(box, found.lines[box.first : box.last])
        elif box.region == "share" and _tells(box, found):
            _free_around(box, found)
        elif box.region in _STRIPS and _follows(box, found):
            _free(None, [line for line in found.lines[box.first : box.last] if is_credit(line.folded)])


def _heads_text(box: Box, found: Scan) -> bool:
    """Does a small box with a heading stand below other parts of the page, right above a text beside it?"""
    lines = found.lines[box.first : box.last]
    if not box.first or len(lines) > _MOST or box.parent is None or box.parent.tag == "body":
        return False
    if not any(_is_head(line) and line.linked * 2 < len(line.text) for line in lines):
        return False
    below = (line for line in found.lines[box.last : box.parent.last] if not _is_amid_text(line))
    return any(map(is_running, islice(below, _NEAR)))


def _is_amid_text(line: Line) -> bool:
    """Is it furniture, or a label or a link such as an editor sets amid a text ("Zobacz też:")?"""
    return bool(line.region) or line.text[-1] == ":" or line.linked * 2 > len(line.text)


def _is_head(line: Line) -> bool:
    bold = line.strong >= 0.8 * len(line.text.replace(" ", ""))
    return bool(line.heading) or bold or is_titled(line.box) or is_called_title(line)


def _is_amid(box: Box, found: Scan) -> bool:
    """Do paragraphs of one text stand right before and right behind it, and is it no list of links?"""
    if not _follows(box, found) or box.last == len(found.lines):
        return False
    lines = found.lines[box.first : box.last]
    linked = sum(line.linked for line in lines) * 3 > sum(len(line.text) for line in lines)
    return not linked and _is_paragraph(found.lines[box.last], box)


def _follows(box: Box, found: Scan) -> bool:
    """Does a paragraph stand right before a box, as a part of the same text?"""
    return box.first > 0 and _is_paragraph(found.lines[box.first - 1], box)


def _is_paragraph(line: Line, beside: Box) -> bool:
    return (line.box is beside.parent or line.box.parent is beside.parent) and is_running(line)


def _tells(box: Box, found: Scan) -> bool:
    """Do paragraphs stand in a box that is called "print", say, as what a printer is to print may be?"""
    told = sum(
        1
        for line in found.lines[box.first : box.last]
        if len(line.text) - line.linked >= _PARAGRAPH and not line.heading and is_prose(line)
    )
    return told > 1


def _free_around(box: Box, found: Scan) -> None:
    """Take the region off a box; boxes inside that are called furniture themselves remain it."""
    was = box.region
    inside = list(_boxes_in(box))
    for line in found.lines[box.first : box.last]:
        if line.region == was:
            line.region = ""
    for each in (box, *inside):
        if each.region == was:
            each.region = ""
    for inner in inside:
        where = name_region(inner.tag, inner.marks) if inner.marks and not inner.region else ""
        if where:
            inner.region = where
            for line in found.lines[inner.first : inner.last]:
                line.region = line.region or where


def _boxes_in(box: Box) -> Iterator[Box]:
    """All that a box holds, in the page's order."""
    waiting = [*reversed(box.kids)]
    while waiting:
        inner = waiting.pop()
        yield inner
        waiting += reversed(inner.kids)


def _free(box: Box | None, lines: list[Line]) -> None:
    for line in lines:
        line.region = ""
    if box is not None:
        box.region = ""
