"""Which lines of a page are the article: found from its heading outwards."""

from __future__ import annotations

import re
from dataclasses import dataclass

from crawler.pages.blocks import Box, Line, Scan
from crawler.pages.box_names import holds_text, is_column, is_main, is_text, kind_of, whole_of
from crawler.pages.furniture.beside_text import (
    FILE,
    LEAVES,
    goes_on,
    holds_files,
    is_about_author,
    is_beyond_links,
    is_long_heading,
    is_of_others,
    is_paragraph,
    is_strip,
    opens_with_others,
)
from crawler.pages.furniture.imprints import foot_of_column
from crawler.pages.mass import PLENTY, SMALL, Mass, is_running

_HEADER = re.compile(r"(?:^| )[a-z]+[_-]{1,2}header(?: |$)")  #: of an article, not of the site
_SOME = 60  #: characters of prose that are no label
_MOST_IN_FOOT = 8  #: lines
_MOST_ABOVE = 12  #: lines between a heading and its text among which the lead is
_ICON = re.compile(r"icon|button|logo|pdf|print|mail|arrow|avatar|spacer|\.svg|\.gif|^data:", re.IGNORECASE)


@dataclass(slots=True)
class Article:
    """The lines of the article without its heading, and the box that holds heading, labels and text."""

    lines: tuple[Line, ...]
    box: Box  #: around heading, labels and text
    body: Box  #: around the text


def find_article(scan: Scan, title: Line | None, mass: Mass) -> Article | None:
    """The article by the generic rule, None where the page has no prose."""
    after = title.index if title is not None else -1
    node = scan.boxes[0] if title is None else (title.box.parent or title.box)
    if title is not None and not title.heading:
        node = title.box
    while node.parent is not None and mass.of(node, after) < SMALL:
        if mass.of(node) >= PLENTY:  # the heading stands below its text
            after = -1
            break
        if _is_poster(node, after, mass, scan):
            return None
        node = node.parent
    if mass.of(node, after) < SMALL:
        return None
    whole = whole_of(node)
    if whole is not None and mass.of(whole, after) < PLENTY and _widen(whole, after, mass, scan) is not whole:
        whole = None
    node = whole or _widen(node, after, mass, scan)
    core = _narrow(node, after, mass)
    boxes, top = _grow(core, after, mass, whole)
    numbers: set[int] = set()
    for box in boxes:
        numbers.update(range(max(box.first, after + 1), box.last))
    if top is core:
        for kid in top.kids:
            if is_of_others(kid, core, mass, after):
                numbers.difference_update(range(kid.first, kid.last))
    else:  # what stands in it without a box of its own
        for line in scan.lines[max(top.first, after + 1) : top.last]:
            if line.box is top:
                numbers.add(line.index)
    numbers.update([line.index for line in attachments(scan, top)])
    if 0 <= after < top.first - 1:
        numbers.update([line.index for line in lead_above(scan, after, top.first)])
    lines = [scan.lines[number] for number in sorted(numbers)]
    foot = min(_foot_of(lines, title, scan), foot_of_column(lines, scan))
    if foot < len(scan.lines):
        lines = [line for line in lines if line.index < foot]
    return Article(tuple(lines), common_box(title, top), top)


def lead_above(scan: Scan, after: int, first: int) -> list[Line]:
    """What introduces a text between its heading and the box that the page keeps it in."""
    above = scan.lines[max(after + 1, first - _MOST_ABOVE) : first]
    return [
        line
        for line in above
        if (is_running(line) or is_long_heading(line)) and not line.linked and "|" not in line.text
    ]


def _foot_of(lines: list[Line], title: Line | None, scan: Scan) -> int:
    """The line with which the foot of a page begins that only rules part from its head and its text."""
    end = len(scan.lines)
    first = title.index if title is not None else lines[0].index if lines else end
    at = scan.lines[first].box if first < end else None
    rules = []
    while scan.rules and at is not None:
        rules += [number for box, number in scan.rules if box is at or _is_centred(box, at)]
        at = at.parent
    if len(rules) < 2 or not min(rules) <= first < max(rules):
        return end
    text = [line for line in lines if first < line.index < max(rules)]
    return max(rules) if end - max(rules) <= _MOST_IN_FOOT and any(map(is_running, text)) else end


def _is_centred(box: Box, holder: Box) -> bool:
    """Is it a <center> in a box, as old pages have around what stands above and below a text?"""
    return box.tag == "center" and box.parent is holder


def attachments(scan: Scan, body: Box) -> list[Line]:
    """Lines of documents to download that the page keeps in the article, but behind its text."""
    whole = whole_of(body)
    behind = scan.lines[body.last : whole.last] if whole is not None else []
    return [
        line
        for line in behind
        if line.linked * 2 > len(line.text) and not line.region and FILE.search(line.origin.get("href") or "")
    ]


def _is_poster(node: Box, after: int, mass: Mass, scan: Scan) -> bool:
    """Does the heading stand with a picture, and what follows them is not marked as the text?"""
    if after < 0 or node.parent is None:
        return False
    if all(_ICON.search(image.get("src") or "icon") for image in node.element.iter("img")):
        return False
    if is_main(node) or node is whole_of(node):
        return True
    following = [kid for kid in node.parent.kids if kid.first >= node.last and mass.of(kid) >= SMALL]
    if following and sum(map(mass.of, following)) < _SOME and goes_on(node, 0, mass.lines, far=True):
        return False  # no more than a label stands between
    return bool(following) and not any(
        kid.tag in LEAVES
        or (kind_of(kid) == kind_of(node) and not is_column(kid))
        or mass.of(kid) >= 4 * PLENTY
        or mass.lines[kid.first].folded == mass.lines[after].folded  # it begins with the heading again
        or holds_text(kid, scan)
        for kid in following
    )


def _widen(node: Box, after: int, mass: Mass, scan: Scan) -> Box:
    """Leave a box that holds hardly more than the heading and its lead, where the marked text follows it."""
    own = mass.of(node, after)
    at = node
    while own < 4 * PLENTY and at.parent is not None:
        parent = at.parent
        for kid in parent.kids:
            if kid.first < at.last or kid.region or mass.of(kid) <= 3 * own or mass.dense(kid):
                continue
            long = sum(is_paragraph(line) for line in scan.lines[kid.first : kid.last])
            if long >= 2 and (holds_text(kid, scan) or (own < 2 * SMALL and long > 2)):
                return parent
        if _is_in_blocks(at, own, mass, scan) or any(_heads_text(at, kid, mass) for kid in parent.kids):
            return parent
        if goes_on(at, own, scan.lines):
            return parent
        at = parent
    return node


def _heads_text(head: Box, kid: Box, mass: Mass) -> bool:
    """Is a box called the header of a text, and does running text follow behind its heading and lead?"""
    if kid.first != head.last or kid.region or "header" not in head.marks:
        return False
    lines = mass.lines[kid.first : kid.last]
    called = _HEADER.search(head.marks) is not None and not mass.dense(kid)
    return called and any(map(is_running, lines)) and not any(line.heading and line.linked for line in lines)


def _is_in_blocks(head: Box, own: int, mass: Mass, scan: Scan) -> bool:
    """Does the text go on below a heading and its lead in blocks of one kind, as page builders part it?

    Headlines and teasers of other news come so too, but each leads to its own page.
    """
    kids = [
        kid
        for kid in (head.parent.kids if head.parent is not None else ())
        if kid.first >= head.last and not kid.region and kid.tag not in LEAVES and mass.of(kid) >= SMALL
    ]
    kinds = {kind_of(kid) for kid in kids}
    if len(kids) < 2 or len(kids) == len(kinds) or sum(map(mass.of, kids)) <= 2 * own:
        return False
    lines = [line for kid in kids for line in scan.lines[kid.first : kid.last] if not line.region]
    return sum(map(is_running, lines)) > 1 and not any(line.linked * 2 > len(line.text) for line in lines)


def find_short_article(scan: Scan, title: Line) -> Article | None:
    """The few words, or none, under the heading of an announcement that is a poster."""
    whole = whole_of(title.box) or title.box.parent or title.box
    lines = [line for line in scan.lines[title.index + 1 : whole.last] if not line.region and not line.linked]
    return Article(tuple(lines), whole, whole) if whole.tag != "body" else None


def common_box(title: Line | None, box: Box) -> Box:
    """The lowest box that holds both the heading and the text."""
    if title is None:
        return box
    at: Box | None = box
    while at is not None and not at.first <= title.index < at.last:
        at = at.parent
    return at if at is not None and at.tag != "body" else box


def _narrow(box: Box, after: int, mass: Mass) -> Box:
    """Go down while one child holds the text."""
    while not is_text(box):
        sizes: dict[Box, int] = {}
        leaves = total = mass.of(box, after)
        for kid in box.kids:
            if not kid.region and (size := mass.of(kid, after)) >= SMALL:
                sizes[kid] = size
                if kid.tag not in LEAVES:
                    leaves -= size
        if not sizes or leaves * 10 >= total * 3:
            return box
        best = max(sizes, key=sizes.__getitem__)
        if sizes[best] * 10 < total * 6:
            columns = is_column(best) and all(is_column(kid) for kid in sizes)
            twins = sum(_are_alike(kid, best) and not mass.dense(kid) for kid in sizes)
            if twins > 1 and not (columns and after < 0):
                return box
        box = best
    return box


def _are_alike(kid: Box, best: Box) -> bool:
    """Are two boxes made like each other? A row of one cell is not like one of columns: a head or a foot."""
    if kind_of(kid) != kind_of(best):
        return False
    return best.tag != "tr" or (len(kid.kids) > 1) == (len(best.kids) > 1)


def _grow(core: Box, after: int, mass: Mass, whole: Box | None) -> tuple[list[Box], Box]:
    """Take in what stands beside the text and is text too; stop when leaving its column, or the `whole`."""
    boxes, top, node = [core], core, core
    while node is not whole and node.parent is not None and not is_main(node):
        parent = node.parent
        others = [
            kid
            for kid in parent.kids
            if kid is not node and kid.last > max(after + 1, kid.first) and not kid.region
        ]
        rivals = is_column(node) and any(is_column(kid) for kid in others)
        if rivals and (whole is None or node.first <= after < node.last):
            if whole is None or node.tag == "td":
                break
            others = [kid for kid in others if not is_column(kid)]
        # Below the box that holds heading and text everything belongs to the article, page parts aside.
        near = (
            after >= 0
            and (parent.first > after or not node.first <= after < node.last)
            and parent.tag != "body"
        )
        taken = [kid for kid in others if _joins(kid, node, after, mass, whole is not None, near)]
        if taken:
            boxes += taken
            top = parent
        elif whole is None and any(mass.of(kid, after) >= SMALL or mass.dense(kid) for kid in others):
            break
        if parent.tag == "body" or (whole is None and after >= 0 and parent.first <= after and taken):
            break
        node = parent
    return boxes, top


def _joins(kid: Box, core: Box, after: int, mass: Mass, lenient: bool, near: bool) -> bool:
    """Is a box beside the text a part of it?"""
    if mass.dense(kid):
        return near and holds_files(kid)
    if is_strip(kid, core, after, mass) or opens_with_others(kid, core, mass):
        return False
    if is_beyond_links(kid, core, mass) or is_about_author(kid, core, mass):
        return False
    size, main = mass.of(kid, after), mass.of(core, after)
    if kid.first >= core.last and mass.imprint(kid):
        return False
    if lenient:
        return size >= SMALL or kid.tag in LEAVES
    if near and ("#" not in kid.marks or "#" in core.marks) and mass.size(kid) and not is_column(kid):
        return True
    if kid.tag in LEAVES:
        return not (
            core.tag in {"div", "td", "section", "article"} and kid.first > core.last + 3 and size < SMALL
        )
    if size < SMALL:
        return False
    if after >= 0 and kid.last <= core.first:  # a lead between the heading and the text
        return True
    if core.first <= after < core.last:  # the heading's own box is complete but for boxes made like it
        return (bool(kid.marks) and kind_of(kid) == kind_of(core)) or _heads_text(core, kid, mass)
    if kind_of(kid) == kind_of(core):
        return True
    return size * 2 > main and "#" not in kid.marks and not is_column(kid)
