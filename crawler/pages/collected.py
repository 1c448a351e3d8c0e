"""What a walk over a page collects: lines, boxes, and those boxes that tell where the article is."""

from __future__ import annotations

from lxml.html import HtmlElement

from aggregator.text import coded, fold, fold_coded
from crawler.pages.boxes import Box, Line
from crawler.pages.leftovers import left_over, tidy
from crawler.pages.letters import clean
from crawler.pages.markup import Traits, table_row


class Collected:
    """The lines and boxes of a page, in its order."""

    __slots__ = (
        "articles", "bodies", "boxes", "folded", "heads", "lines", "mains", "named", "regions", "roots",
        "rules",
    )  # fmt: skip

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.folded = ""  #: all lines folded, one a line, when the walk is over
        self.boxes: list[Box] = []
        self.articles: list[Box] = []  #: <article>
        self.bodies: list[Box] = []  #: named as the text of an article
        self.heads: list[Box] = []  #: <h1>
        self.mains: list[Box] = []  #: marked as the main part of the page
        self.named: dict[str, list[Box]] = {}  #: by names that a layout asks for
        self.roots: list[Box] = []  #: what furniture begins with
        self.regions: set[str] = set()  #: kinds of furniture that the page has
        self.rules: list[tuple[Box, int]] = []  #: box and number of the line below each <hr>

    def sort(self, box: Box, traits: Traits) -> None:
        """Keep a box with others of its sort."""
        tag = box.tag
        if traits.body:
            self.bodies.append(box)
        if tag == "article":
            self.articles.append(box)
        elif tag == "h1":
            self.heads.append(box)
        if traits.main or tag == "main":
            self.mains.append(box)
        for name in traits.known:
            self.named.setdefault(name, []).append(box)

    def keep(self, text: str, box: Box, origin: HtmlElement, *, row: bool = False) -> Line | None:
        """A line with its white space put right, None where nothing of it is seen.

        `row`: it is the row of a table, with a mark before each cell.
        """
        if row:
            text = table_row(text)
        elif text.isprintable() and "  " not in text:  # no white space but single blanks
            text = text.strip()
        else:
            text = " ".join(text.split())
        # `put_right` takes away much, but no letter and no sign of ASCII
        if not text or not (text[0].isalnum() or text[0].isascii() or clean(text)):
            return None
        lines = self.lines
        line = Line()
        line.text = text
        line.index = len(lines)
        line.box = box
        line.heading = box.heading
        line.place = box.place
        line.region = box.region
        line.origin = origin
        line.linked = line.strong = 0
        line.soft = False
        line.key = line.meta = None
        lines.append(line)
        return line

    def put_right(self) -> None:
        """The letters of all lines, and the lines folded: for all at once that costs half."""
        lines = self.lines
        text = "\n".join([line.text for line in lines])
        if left_over(text):
            tidy(lines)
            text = "\n".join([line.text for line in lines])
        code = coded(text)
        if code is not None:
            self.folded = fold_coded(code)
            return
        for line in lines:
            line.text = clean(line.text)
        self.folded = fold("\n".join([line.text for line in lines]))
