"""The lines and boxes of a page, walked again where names of furniture stand on what is the content."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable
from itertools import accumulate, repeat
from operator import add

from lxml.html import HtmlElement

from crawler.pages.boxes import CHILDLESS, Box, Line
from crawler.pages.dates.figures import marks_of
from crawler.pages.furniture.wording import is_address
from crawler.pages.signs import find_signs
from crawler.pages.walk import Walk

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
_TOP = 2  #: lines at the top of a page, where a site says its name
_LONG = 60  #: characters of running text
_FEW = 2  #: more boxes of a name than this are items of a list


class Scan:
    """All lines and boxes of one page, in the page's order; `boxes[0]` is the body."""

    __slots__ = (
        "_places", "boxes", "ends", "folded", "free", "lines", "marks", "named", "roots", "rules", "signs",
        "trail",
    )  # fmt: skip

    def __init__(self, walk: Walk) -> None:
        self.lines = walk.lines
        self.boxes = walk.boxes
        self.rules = walk.rules  #: box and number of the line below each <hr>
        self.roots = walk.roots  #: boxes that furniture begins with, in the page's order
        self.named = walk.named  #: boxes by names that a layout asks for
        self.trail = ""  #: what the way from the first page calls the page, "" = nothing
        self.folded = walk.folded  #: all lines, one a line
        for line, folded in zip(walk.lines, self.folded.split("\n"), strict=False):
            line.folded = folded
        self.free: list[Line] = []  #: what markup calls no furniture: the lines that sifting looks at
        self._places = find_signs(self.folded)  #: where each sign ends
        self.signs = set(self._places)  #: the signs that stand on the page
        self.marks = marks_of(self.folded)  #: what `marks_of` says of the page
        #: for each line where in `folded` the next begins; without a loop of ours
        self.ends = list(accumulate(map(add, map(len, self.marks), repeat(1))))

    def let_go(self) -> None:
        """Nobody will ask any more: what knows each other in a circle would wait for the collector."""
        _let_go(self.boxes)

    def shows(self, signs: frozenset[str]) -> bool:
        """Does any of these signs stand on the page?"""
        return not signs.isdisjoint(self.signs)

    def count(self, signs: frozenset[str]) -> int:
        """How often do these signs stand on the page?"""
        return sum([len(self._places[sign]) for sign in signs & self.signs])

    def lines_with(self, signs: frozenset[str]) -> list[Line]:
        """The lines in which any of these signs stands, in the page's order."""
        shown = signs & self.signs  # a page has few of them
        if not shown:
            return []
        numbers: set[int] = set()
        ends = self.ends
        for sign in shown:
            for end in self._places[sign]:
                numbers.add(bisect(ends, end))
        return [self.lines[number] for number in sorted(numbers)]

    def numbers_with(self, signs: frozenset[str], *, begun: bool = False) -> set[int]:
        """The numbers of the lines in which any of these signs stands, or `begun`, begins a word."""
        numbers: set[int] = set()
        ends = self.ends
        for sign in signs & self.signs:
            for end in self._places[sign]:
                before = end - len(sign)
                if not begun or before < 0 or not self.folded[before].isalnum():
                    numbers.add(bisect(ends, end))
        return numbers

    def lines_at(self, places: Iterable[int]) -> list[Line]:
        """The lines in which these places of `folded` stand, each once, in the page's order."""
        found: list[Line] = []
        for place in sorted(places):
            line = self.lines[bisect(self.ends, place)]
            if not found or found[-1] is not line:
                found.append(line)
        return found


def scan(tree: HtmlElement) -> Scan:
    """Lines and boxes of a page. A box that holds its content is no furniture, whatever its names say."""
    body = _body(tree)
    spared: frozenset[HtmlElement] = frozenset()
    for last in (False,) * (_ROUNDS - 1) + (True,):
        walk = Walk(body, spared)
        walk.run()
        if last or not walk.regions:
            break
        wrong = _wrongly_named(walk)
        if not wrong or not wrong - spared:
            break
        spared |= wrong
        _let_go(walk.boxes)
    return Scan(walk)


def _body(tree: HtmlElement) -> HtmlElement:
    """What is seen of a page: nearly always a child of the root."""
    for child in tree[:]:
        if child.tag in {"body", "frameset"}:
            return child
    return next(tree.iter("body", "frameset"), tree)


def _wrongly_named(walk: Walk) -> set[HtmlElement]:
    """Boxes called furniture that hold what the page is about."""
    return _holders_of_content(walk) or _holders_of_text(walk) or _widgets_of_text(walk)


def _widgets_of_text(walk: Walk) -> set[HtmlElement]:
    """The boxes called widgets that an article is made of, where it has no text but in them."""
    found: set[HtmlElement] = set()
    if "sidebar" not in walk.regions:
        return found
    for whole in (*walk.articles, *walk.bodies)[:_FEW]:
        if whole.region:
            continue
        lines = []
        for line in walk.lines[whole.first : whole.last]:
            if _is_long(line):
                if line.region != "sidebar":
                    break
                lines.append(line)
        else:
            found |= {root_of(line.box).element for line in lines}
    return found


def _is_long(line: Line) -> bool:
    return len(line.text) - line.linked >= _LONG and not line.heading


def _let_go(boxes: list[Box]) -> None:
    for box in boxes:
        box.kids = CHILDLESS


def root_of(box: Box) -> Box:
    """The outermost box of the furniture that a box belongs to."""
    while box.parent is not None and box.parent.region:
        box = box.parent
    return box


def _holders_of_content(walk: Walk) -> set[HtmlElement]:
    """Furniture around what the page marks as its main part, its article or its only first-rank heading."""
    marked = list(walk.mains)
    for group in (walk.articles, walk.bodies):
        marked += group if len(group) <= _FEW else [box for box in group if "@articlebody" in box.marks]
    found = set()
    for box in marked:
        if box.region and box.region in _SPARABLE:
            found |= _furniture_around(box)
    if walk.heads and walk.heads[0].region and all(box.region for box in walk.heads):
        found |= {
            root_of(box).element
            for box in walk.heads[:_FEW]
            if box.region in _SPARABLE
            and box.region not in {"header", "footer"}
            and "widget" not in box.marks
        }
        roots = [root_of(box) for box in walk.heads[:_FEW]]
        found |= {root.element for root in roots if _heads_article(root, walk)}
    if "header" in walk.regions:
        for box in walk.roots:
            if "naglowek" in box.marks and _is_called_heading(box) and _heads_article(box, walk):
                found.add(box.element)
    return found


def _furniture_around(box: Box) -> set[HtmlElement]:
    """The boxes of furniture around one, the outermost too: menus that are never closed hold each other."""
    found = set()
    at: Box | None = box
    while at is not None and at.region:
        found.add(at.element)
        at = at.parent
    return found


def _heads_article(root: Box, walk: Walk) -> bool:
    """Is it a header amid the page with a heading and hardly more, and text below it?

    A <header> of a site has links. "Nagłówek" is the header of a site and the heading of a text.
    """
    if root.first < _TOP or root.last - root.first > _FEW:
        return False
    held = walk.lines[root.first : root.last]
    if root.tag == "header" and not root.marks:
        heads = not any(line.linked for line in held)
    else:
        heads = _is_called_heading(root) and any(line.heading and not line.linked for line in held)
    below = walk.lines[root.last : root.last + _FEW + 1]
    return heads and any(len(line.text) - line.linked >= _LONG for line in below)


def _is_called_heading(box: Box) -> bool:
    """Is one of its classes "nagłówek"? As an id that is the header of the site."""
    return "naglowek" in box.marks and any(mark.startswith("naglowek") for mark in box.marks.split())


def _holders_of_text(walk: Walk) -> set[HtmlElement]:
    """Furniture that holds most of the running text of the page."""
    if walk.regions.isdisjoint(_TEXTUAL):
        return set()
    held: dict[HtmlElement, int] = {}
    for line in walk.lines:
        if line.region and len(line.text) >= _LONG and line.region in _TEXTUAL and _is_long(line):
            root = root_of(line.box)
            if root.region and not is_address(line.text):
                held[root.element] = held.get(root.element, 0) + len(line.text) - line.linked
    if not held:
        return set()
    best = max(held, key=held.__getitem__)
    total = 0
    for line in walk.lines:
        if len(line.text) >= _LONG and _is_long(line) and not is_address(line.text):
            total += len(line.text) - line.linked
            if held[best] * 10 < total * 6:
                return set()
    return {best} if held[best] >= 300 or (held[best] == total and _heads_itself(best, walk)) else set()


def _heads_itself(element: HtmlElement, walk: Walk) -> bool:
    """Does a box open its text with a heading that is no link, as a short announcement does?"""
    box = next(box for box in walk.roots if box.element is element)
    head = next((line for line in walk.lines[box.first : box.last] if line.heading), None)
    if head is None or head.linked:
        return False
    below = walk.lines[head.index + 1 : box.last]
    return sum(len(line.text) - line.linked for line in below if _is_long(line)) >= 2 * _LONG
