"""What a walk over a page collects: lines, boxes, and those boxes that tell where the article is."""

from __future__ import annotations

from lxml.html import HtmlElement

from aggregator.text import coded
from crawler.pages.boxes import Box, Line, line_in
from crawler.pages.letters import clean
from crawler.pages.markup import Traits


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

    def keep(self, text: str, box: Box, origin: HtmlElement) -> Line | None:
        """A line of text with its letters put right, None where nothing of it is seen."""
        code = text.encode() if text.isascii() else coded(text)
        if code is None:
            text, code, self.unusual = clean(text), b"", True
        if not text:
            return None
        lines = self.lines
        line = line_in(box, text, len(lines), origin)
        lines.append(line)
        self.codes.append(code)
        return line
