"""Rules of known content systems: where each of them keeps the heading and the text of an article."""

from __future__ import annotations

from dataclasses import dataclass

from crawler.pages.blocks import Box, Scan
from crawler.pages.box_names import whole_of
from crawler.pages.document import Page
from crawler.pages.layouts_known import LAYOUTS, Layout
from crawler.pages.mass import Mass

_HEAD = 30_000  #: characters in which a system leaves its signs


#: numbers of the layouts that may keep the text in a box of a name
_WITH_BODY = {
    name: tuple(number for number, layout in enumerate(LAYOUTS) if name in layout.body)
    for name in {name for layout in LAYOUTS for name in layout.body}
}


@dataclass(slots=True)
class Placed:
    """What a layout found: the box of the text, and where the heading may stand."""

    layout: str
    body: Box
    titles: frozenset[int]  #: numbers of the lines that may be its heading


def find_layout(page: Page, found: Scan, mass: Mass) -> Placed | None:
    """The first known layout whose text box the page has, None where none fits."""
    names = found.named.keys()
    may = [number for name in names for number in _WITH_BODY.get(name, ())] if names else []
    for number in sorted(set(may)) if len(may) > 1 else may:
        layout = LAYOUTS[number]
        if names.isdisjoint(layout.marks) and not _shows(page, layout):
            continue
        body = _body(layout, found, mass)
        if body is not None:
            return Placed(layout.name, body, _titles(layout, found, body))
    return None


def _shows(page: Page, layout: Layout) -> bool:
    """Does the source begin with a sign of a layout?"""
    return any(page.text.find(sign, 0, _HEAD) >= 0 for sign in layout.signs)


def _body(layout: Layout, found: Scan, mass: Mass) -> Box | None:
    """The box of the first name that holds text; of several the only long one, else the page is a list."""
    for mark in layout.body:
        boxes = [box for box in found.named.get(mark, ()) if not box.region and _filled(box, found)]
        boxes = [box for box in boxes if not any(_within(box, other) for other in boxes)]
        if len(boxes) > 1:
            boxes.sort(key=mass.of, reverse=True)
        if boxes and (len(boxes) == 1 or mass.of(boxes[0]) > 3 * mass.of(boxes[1])):
            whole = whole_of(boxes[0])
            if whole is None or whole is boxes[0] or mass.of(boxes[0]) * 3 >= mass.of(whole):
                return boxes[0]
    return None


def _filled(box: Box, found: Scan) -> bool:
    return any(not line.region for line in found.lines[box.first : box.last])


def _within(box: Box, other: Box) -> bool:
    return box is not other and other.first <= box.first and box.last <= other.last and _descends(box, other)


def _descends(box: Box, other: Box) -> bool:
    node = box.parent
    while node is not None and node is not other:
        node = node.parent
    return node is other


def _titles(layout: Layout, found: Scan, body: Box) -> frozenset[int]:
    """Numbers of the lines that the layout names as the heading, above the text or at its start."""
    return frozenset(
        box.first
        for mark in layout.title
        for box in found.named.get(mark, ())
        if box.first < box.last and box.first <= body.first + 2
    )
