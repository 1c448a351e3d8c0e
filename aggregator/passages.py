"""The parts of an article around an offset: sentence, line, lead-in, table heading and row label."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from aggregator.text import characters_of

#: the sign first, then what must stand around it: so a search skips to the few signs
_BREAK = re.compile(
    r'[\n\t.!?…](?:(?<=[\n\t])|["”»)]*[^\S\n]+(?=[„"«”(–—-]?\s?[A-ZĄĆĘŁŃÓŚŹŻ0-9])'
    # the space forgotten: "do 15 listopada.Kwotę", "w 2023 r.Kwotę"
    r'|(?:(?<=[a-ząćęłńóśźż]{2}[.!?])|(?<=\d[.!?])|(?<=\d r[.!?])|(?<=\dr[.!?])|(?<=[”")][.!?]))'
    r"(?=[A-ZĄĆĘŁŃÓŚŹŻ][a-ząćęłńóśźż]|[WZOAIU]\s))"
)
_LAST_WORD = re.compile(r"\w+\Z")
_SHORT = frozenset(
    [
        "ul",
        "al",
        "os",
        "pl",
        "nr",
        "im",
        "św",
        "sw",
        "dr",
        "mgr",
        "prof",
        "hab",
        "inż",
        "godz",
        "art",
        "poz",
        "ust",
        "pkt",
        "par",
        "ok",
        "tel",
        "fax",
        "kl",
        "woj",
        "pow",
        "gm",
        "m.in",
        "tys",
        "mln",
        "mld",
        "np",
        "tj",
        "tzn",
        "dz",
        "wg",
        "ws",
        "zob",
        "por",
        "str",
        "s",
        "t",
        "r.d",
        "ks",
        "p",
        "o",
        "a",
        "b",
        "c",
        "d",
        "e",
        "f",
        "g",
        "h",
        "i",
        "j",
        "k",
        "l",
        "m",
        "n",
        "u",
        "w",
        "z",
        "br",
        "bm",
        "pon",
        "wt",
        "śr",
        "sr",
        "czw",
        "pt",
        "sob",
        "niedz",
        "lic",
        "tzw",
        "dot",
        "zw",
        "vol",
        "kier",
        "oprac",
        "red",
        "wyd",
    ]
)
_IS_YEAR = re.compile(r"(?:rok )?(?:19|20)\d\d(?: ?r\.?| rok)?")
_A_WORD = re.compile("[a-z]{4}")
_YEARLY = re.compile(r"\W*(?:19|20)\d\d[^a-z]*$")
_A_SUM = re.compile(r"\d ?(?:tys\. |mln )?(?:zl|pln)\b")
_LONGEST = 2_000  #: characters of a sentence
_NEW_LINE = re.compile("\n")
_NUMERIC = re.compile(r"[\d\s.,'%-]*\d[\d\s.,'%-]*(?:zl|pln|,-|zlotych)?\.?(?:\s*\([+-]?[\d.,]+ ?%\))?")


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell as a sum sees it: folded texts of its column's heading, of its row, of the line above."""

    heading: str  #: "" where the table has none
    label: str  #: the other cells of the row that are not numbers
    column: int
    alone: bool  #: nothing but a number stands in the cell
    beside: str = ""  #: headings of the other columns


class Passages:
    """Looks up what surrounds an offset of one text. Offsets and folded slices; nothing is copied twice."""

    def __init__(self, printed: str) -> None:
        self.printed = printed
        #: of the length of the printed text; and where digits stand in the folded one
        self.folded, self.letters, self.digits = characters_of(printed)
        self._starts: dict[int, list[int]] = {}  # of sentences and their last end, by the start of the line
        self._lines: list[int] = []  # starts; [] = not cut yet
        self.has_tables = "\t" in printed  #: without one no offset stands in a cell
        self._cells: dict[int, Cell | None] = {}
        self._leads: dict[tuple[int, int], tuple[int, int] | None] = {}
        self._tops: dict[int, int] = {}  # of tables, by the start of each row
        self._headings: dict[int, list[str] | None] = {}  # of tables, by the start of the top row
        self._said: dict[tuple[re.Pattern[str], int, int], bool] = {}

    def _sentences(self, line: int) -> list[int]:
        """Where the sentences of the line that begins there begin, and where the last one ends."""
        starts = [line]
        for match in _BREAK.finditer(self.printed, line):
            at = match.start()
            if self.printed[at] == ".":
                word = self.printed[at - 6 : at]
                if len(word) < 6 or not word.isalpha():  # none that is cut short has six letters
                    word = word.rpartition(" ")[2] if " " in word else ""
                    if not word.isalnum():
                        last = _LAST_WORD.search(self.printed, max(0, at - 12), at)
                        word = last.group() if last else ""
                    if word.lower() in _SHORT or (len(word) == 1 and word.isupper()):
                        continue
            starts.append(match.end())
            if self.printed[at] == "\n":
                break
        else:
            starts.append(len(self.printed))
        if starts[-1] - line > _LONGEST:
            starts = [*self._cut(starts), starts[-1]]
        self._starts[line] = starts
        return starts

    def _cut(self, starts: list[int]) -> Iterator[int]:
        """The starts, and more where a sentence is too long to be one: every word would meet every sum."""
        for start, end in pairwise(starts):
            yield start
            while end - start > _LONGEST:
                blank = self.printed.rfind(" ", start + _LONGEST // 2, start + _LONGEST)
                start = blank + 1 if blank >= 0 else start + _LONGEST
                yield start

    def sentence(self, offset: int) -> tuple[int, int]:
        """Start and end of the sentence (or table cell) at an offset."""
        lines = self._lines or self._cut_lines()
        line = lines[bisect_right(lines, offset) - 1]
        starts = self._starts.get(line) or self._sentences(line)
        at = bisect_right(starts, offset)
        return (starts[at - 1], starts[at]) if at < len(starts) else (starts[-2], starts[-1])

    def line(self, offset: int) -> tuple[int, int]:
        """Start and end of the line at an offset, without the line break."""
        lines = self._lines or self._cut_lines()
        at = bisect_right(lines, offset)
        return lines[at - 1], lines[at] - 1 if at < len(lines) else len(self.printed)

    def _cut_lines(self) -> list[int]:
        lines = self._lines = [0, *[match.end() for match in _NEW_LINE.finditer(self.printed)]]
        return lines

    def says(self, pattern: re.Pattern[str], start: int, end: int) -> bool:
        """Whether a stretch of the folded text matches a pattern; looked up once, however many sums ask."""
        key = (pattern, start, end)
        if key not in self._said:
            self._said[key] = pattern.search(self.folded, start, end) is not None
        return self._said[key]

    def line_before(self, start: int) -> tuple[int, int] | None:
        """The line before the one that begins at `start`; None at the top."""
        return self.line(start - 1) if start > 0 else None

    def lead_in(self, offset: int, reach: int = 12) -> tuple[int, int] | None:
        """The line that announces the list or block an offset stands in: ends with a colon, or a heading."""
        lines = self._lines or self._cut_lines()
        line = bisect_right(lines, offset) - 1
        if not line:
            return None
        if (line, reach) not in self._leads:
            self._leads[line, reach] = self._lead_of(line, reach)
        return self._leads[line, reach]

    def _lead_of(self, line: int, reach: int) -> tuple[int, int] | None:
        lines, folded = self._lines, self.folded
        for above in range(line - 1, max(-1, line - 1 - reach), -1):
            start, end = lines[above], lines[above + 1] - 1
            text = folded[start:end].rstrip()
            if not text:
                continue
            if text[-1] == ":":
                return start, end
            length = len(text)
            if length > 160:
                if above < line - 1:
                    return None
            elif length <= 90 and "\t" not in text and _is_heading(text):
                return start, end
        return None

    def cell(self, offset: int) -> Cell | None:
        """The table cell at an offset; None outside tables."""
        if not self.has_tables:
            return None
        if offset not in self._cells:
            self._cells[offset] = self._cell_at(offset)
        return self._cells[offset]

    def _cell_at(self, offset: int) -> Cell | None:
        start, end = self.line(offset)
        row = self.folded[start:end]
        if "\t" not in row:
            return None
        cells = row.split("\t")
        column = row.count("\t", 0, offset - start)
        head = self._heading(start)
        own = cells[column].strip()
        label = " | ".join(
            text.strip() for at, text in enumerate(cells) if at != column and not _numeric(text)
        )
        heading = head[column].strip() if head and len(head) > column else ""
        beside = " | ".join(text.strip() for at, text in enumerate(head or ()) if at != column)
        return Cell(heading, label, column, _numeric(own), beside)

    def _heading(self, start: int) -> list[str] | None:
        """Cells of the first row of the table whose row begins at `start`; None where it is no heading."""
        top = self._top(start)
        if top == start:
            return None
        if top not in self._headings:
            first = self.folded[slice(*self.line(top))].split("\t")
            counts = any(_numeric(cell) and not _is_year(cell) for cell in first)
            self._headings[top] = None if counts or _has_sum(" ".join(first)) else first
        return self._headings[top]

    def _top(self, start: int) -> int:
        """Where the table begins whose row begins at `start`."""
        rows, top = [start], start
        while (before := self.line_before(top)) and "\t" in self.folded[before[0] : before[1]]:
            top = before[0]
            if top in self._tops:
                top = self._tops[top]
                break
            rows.append(top)
        self._tops.update(dict.fromkeys(rows, top))
        return top


def _numeric(cell: str) -> bool:
    return _NUMERIC.fullmatch(cell.strip()) is not None


def _is_year(cell: str) -> bool:
    return _IS_YEAR.fullmatch(cell.strip()) is not None


def _is_heading(text: str) -> bool:
    """A short line that ends without a stop, has words, and is neither a sum nor a line of a yearly list."""
    if text[-1] in ".,;!?" or _has_sum(text) or _A_WORD.search(text) is None:
        return False
    return _YEARLY.match(text) is None


def _has_sum(text: str) -> bool:
    return ("zl" in text or "pln" in text) and _A_SUM.search(text) is not None
