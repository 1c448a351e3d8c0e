"""Boxes that page builders set below a text: features, calls to action, buttons. They lead away from it."""

from __future__ import annotations

from crawler.pages.blocks import Box, Line, Scan
from crawler.pages.layouts_known import PROMO
from crawler.pages.mass import is_running

_HIGHEST = 6  #: boxes around it in which the text may stand
_LONGEST = 6  #: lines of such a box


def mark_promos(found: Scan) -> None:
    """Give boxes of builders below the text the region of other news; amid a text they are parts of it."""
    promos = [box for box in found.named.get(PROMO, ()) if box.first < box.last <= box.first + _LONGEST]
    inside = {index for box in promos for index in range(box.first, box.last)}
    for box in promos:
        if not box.region and _is_below_text(box, inside, found.lines):
            box.region = "related"
            for line in found.lines[box.first : box.last]:
                line.region = line.region or "related"


def _is_below_text(promo: Box, inside: set[int], lines: list[Line]) -> bool:
    """Does all running text of the nearest box around that holds some stand above?"""
    if any(map(is_running, lines[promo.first : promo.last])):
        return False
    around = promo.parent
    for _ in range(_HIGHEST):
        if around is None or around.tag == "body":
            return False
        if any(is_running(line) for line in lines[promo.last : around.last] if line.index not in inside):
            return False
        if any(is_running(line) for line in lines[around.first : promo.first] if line.index not in inside):
            return True
        around = around.parent
    return False
