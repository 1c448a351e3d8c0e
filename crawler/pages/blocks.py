"""The lines and boxes of a page, walked again where names of furniture stand on what is the content."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from lxml.html import HtmlElement

from aggregator.text import fold
from crawler.pages.signs import find_signs
from crawler.pages.walk import Box, Line, Walk

__all__ = ["Box", "Line", "Scan", "scan"]

_ROUNDS = 4
_SPARABLE = frozenset({
    "header", "menu", "sidebar", "related", "share", "form", "logos", "calendar", "accessibility", "meta",
    "hidden", "popup", "footer",
})  # fmt: skip
_TEXTUAL = frozenset(
    {
        "header",
        "menu",
        "sidebar",
        "share",
        "popup",
        "hidden",
        "form",
    }
)
_BODY_NAMES = re.compile(r"entry-content|post-content|article-content|post-body|article-body|articlebody")
_FEW = 2  #: more boxes of a name than this are items of a list


class Scan:
    """All lines and boxes of one page, in the page's order; `boxes[0]` is the body."""

    __slots__ = ("_by_mark", "_folded", "_signs", "boxes", "lines")

    def __init__(self, lines: list[Line], boxes: list[Box]) -> None:
        self.lines = lines
        self.boxes = boxes
        self._by_mark: dict[str, list[Box]] | None = None
        self._folded: str | None = None
        self._signs: dict[str, list[int]] | None = None

    @property
    def folded(self) -> str:
        """All lines folded, one a line."""
        if self._folded is None:
            self._folded = fold("\n".join([line.text for line in self.lines]))
        return self._folded

    @property
    def signs(self) -> dict[str, list[int]]:
        """The signs of `signs` that stand on the page, and where in `folded` each of them ends."""
        if self._signs is None:
            self._signs = find_signs(self.folded)
        return self._signs

    def shows(self, signs: frozenset[str]) -> bool:
        """Does any of these signs stand on the page?"""
        return not signs.isdisjoint(self.signs)

    def lines_with(self, signs: Iterable[str]) -> list[Line]:
        """The lines in which any of these signs stands, in the page's order."""
        ends = sorted({end for sign in signs for end in self.signs.get(sign, ())})
        found: list[Line] = []
        at = start = 0
        for end in ends:
            while start + len(self.lines[at].text) < end:
                start += len(self.lines[at].text) + 1
                at += 1
            if not found or found[-1] is not self.lines[at]:
                found.append(self.lines[at])
        return found

    def marked(self, mark: str) -> list[Box]:
        """Boxes whose class, "#id", "@itemprop", "$data-hook" or "^role" is exactly this."""
        if self._by_mark is None:
            self._by_mark = {}
            for box in self.boxes:
                if box.marks:
                    for name in box.marks.split():
                        self._by_mark.setdefault(name, []).append(box)
        return self._by_mark.get(mark, [])


def scan(tree: HtmlElement) -> Scan:
    """Lines and boxes of a page. A box that holds its content is no furniture, whatever its names say."""
    body = next(tree.iter("body", "frameset"), tree)
    spared: frozenset[HtmlElement] = frozenset()
    for _ in range(_ROUNDS):
        walk = Walk(body, spared)
        walk.run()
        wrong = _holders_of_content(walk) or _holders_of_text(walk)
        if not wrong - spared:
            break
        spared |= wrong
    return Scan(walk.lines, walk.boxes)


def root_of(box: Box) -> Box:
    """The outermost box of the furniture that a box belongs to."""
    while box.parent is not None and box.parent.region:
        box = box.parent
    return box


def _holders_of_content(walk: Walk) -> set[HtmlElement]:
    """Furniture around what the page marks as its main part, its article or its only first-rank heading."""
    found: set[HtmlElement] = set()
    articles = [box for box in walk.boxes if box.tag == "article"]
    bodies = [box for box in walk.boxes if box.marks and _is_body(box.marks)]
    for group in (articles, bodies):
        if len(group) <= _FEW:
            found |= {root_of(box).element for box in group if box.region in _SPARABLE}
    heads = [box for box in walk.boxes if box.tag == "h1"]
    if heads and all(box.region for box in heads):
        found |= {
            root_of(box).element
            for box in heads[:_FEW]
            if box.region in _SPARABLE
            and box.region not in {"header", "footer"}
            and "widget" not in box.marks
        }
    for box in walk.boxes:
        if box.region in _SPARABLE and (
            box.tag == "main" or "^main" in box.marks or "@articlebody" in box.marks
        ):
            found.add(root_of(box).element)
    return found


@lru_cache(maxsize=4096)
def _is_body(marks: str) -> bool:
    return bool(_BODY_NAMES.search(marks))


def _holders_of_text(walk: Walk) -> set[HtmlElement]:
    """Furniture that holds most of the running text of the page."""
    total, held = 0, dict[HtmlElement, int]()
    for line in walk.lines:
        size = len(line.text) - line.linked
        if size < 60 or line.heading:
            continue
        total += size
        if line.region in _TEXTUAL and (root := root_of(line.box)).region:
            held[root.element] = held.get(root.element, 0) + size
    best = max(held, key=held.__getitem__, default=None)
    if best is None or held[best] < 300 or held[best] * 10 < total * 6:
        return set()
    return {best}
