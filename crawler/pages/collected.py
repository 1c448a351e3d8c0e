"""What a walk over a page collects: lines, boxes, and those boxes that tell where the article is."""

from __future__ import annotations

from lxml.html import HtmlElement

from aggregator.text import coded
from crawler.pages.boxes import Box, Line
from crawler.pages.letters import clean
from crawler.pages.markup import Traits, table_row


class Collected:
    """The lines and boxes of a page, in its order."""

    __slots__ = (
        "articles", "bodies", "boxes", "codes", "heads", "lines", "mains", "named", "regions", "roots",
        "rules", "unusual",
    )  # fmt: skip

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.codes: list[bytes] = []  #: text of each line in the charset of our own
        self.unusual = False  #: has a line letters that this charset has not?
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
        """A line with its white space and its letters put right, None where nothing of it is seen.

        `row`: it is the row of a table, with a mark before each cell.
        """
        if row:
            text = table_row(text)
        elif text.isprintable() and "  " not in text:  # no white space but single blanks
            text = text.strip()
        else:
            text = " ".join(text.split())
        code = text.encode() if text.isascii() else coded(text)
        if code is None:
            text, code, self.unusual = clean(text), b"", True
        if not text:
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
        self.codes.append(code)
        return line
