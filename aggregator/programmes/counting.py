"""Printed priorities and directions: "Priorytet IV", "Kierunek interwencji 4.1", "K.I. 1.1."."""

from __future__ import annotations

import re
from collections.abc import Iterator

from aggregator.programmes.found import Found
from aggregator.programmes.page import Page

#: pieces that the automaton looks for
DIRECTION_ANCHORS = ("kierun", "k.i", "k. i", "ki 1", "ki 2", "ki 3", "ki 4")
PRIORITY_ANCHORS = ("prior",)
_ORDINAL = r"i{1,3}|iv|pierwsz\w{1,3}|drugi\w{0,3}|trzeci\w{0,3}|czwart\w{1,3}"
_DIRECTION = re.compile(
    r"(?<![a-z0-9])(?:kierun\w{1,5}(?: (?:interwen\w{2,4}|inwestyc\w{1,3}|dzialan\w{1,3}))?[\s:,\"(]*(?:nr )?"
    r"(?:k\.\s?i\.?\s?)?|k\.\s?i\.?\s?(?:nr )?|ki\.?\s(?:nr )?)(?P<number>\d\.\d)(?!\d|[.,]\d)"
)
#: "kierunek dla bibliotek szkolnych (3.2)"
_IN_BRACKETS = re.compile(r"(?<![a-z0-9])kierun\w{1,5} [a-z ]{3,60}\((?P<number>\d\.\d)\)")
_PRIORITY = re.compile(
    r"(?:priorytet|priorytec|priortyet|priorytert|prioryted|prioritet)(?:u|owi|em|ie|y|ow|ami|ach|om)?(?![a-z])"
    rf"(?:[\s:.,\"'(-]{{0,3}}(?:nr\s)?(?P<after>\d(?:\.\d)?|{_ORDINAL})(?![a-z0-9]|\.\d))?"
)
_ORDINAL_BEFORE = re.compile(rf"(?<![a-z0-9])(?P<before>{_ORDINAL}) \Z")
#: "3.1 (przedszkola) i 3.2 (szkoły)"
_MORE_DIRECTIONS = re.compile(
    r"\.?(?: \([^()\n]{1,60}\))?(?:,| i| oraz|, nr| lub)\s(?:nr )?(\d\.\d)(?!\d|[.,]\d)"
)
#: the heading of a column, and what stands below it
_COLUMN = re.compile(r"(?<![^\t\n])kierun\w{1,5}(?: (?:interwen\w{2,4}|dzialan\w{1,3}))?(?=[\t\n])")
_CELL = re.compile(r"\s*(?:k\.? ?i\.? ?)?(\d\.\d)\s*")
_LONGEST_HEADING = 32
_MOST_ROWS = 200
_MORE_PRIORITIES = re.compile(r"(?:,| i| oraz| lub)\s(\d|i{1,3}|iv)(?![a-z0-9]|\.\d)")
_NUMERALS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "pierw": 1, "drugi": 2, "trzec": 3, "czwar": 4}


def read_direction(page: Page, at: int) -> Iterator[Found]:
    """The numbers of directions whose word begins at `at`; also of "kierunki interwencji 3.1 i 3.2"."""
    match = _DIRECTION.match(page.folded, at) or _IN_BRACKETS.match(page.folded, at)
    if match is None:
        yield from _in_column(page, at)
        return
    head = page.folded[at : match.start("number")]
    certain = "interwen" in head or "inwestyc" in head or "k." in head
    yield _numbered(f"kierunek {match['number']}", at, match.end(), certain)
    end = match.end()
    while more := _MORE_DIRECTIONS.match(page.folded, end):
        yield _numbered(f"kierunek {more[1]}", more.start(1), more.end(1), certain)
        end = more.end()


def _in_column(page: Page, at: int) -> Iterator[Found]:
    """The numbers in the column of a table that is headed "Kierunek" at `at`."""
    folded = page.folded
    if "\t" not in folded[at - 1 : at + _LONGEST_HEADING] or _COLUMN.match(folded, at) is None:
        return
    start, end = page.line(at)
    column = folded.count("\t", start, at)
    for _ in range(_MOST_ROWS):
        start, end = end + 1, folded.find("\n", end + 1)
        end = len(folded) if end < 0 else end
        cells = folded[start:end].split("\t")
        if len(cells) <= column or start >= end:
            return
        if number := _CELL.fullmatch(cells[column]):
            first = start + sum(len(cell) + 1 for cell in cells[:column]) + number.start(1)
            yield _numbered(f"kierunek {number[1]}", first, first + len(number[1]), False)


def read_priority(page: Page, at: int) -> Iterator[Found]:
    """The numbers of priorities whose word begins at `at`: "Priorytet I i II", "czwarty priorytet"."""
    match = _PRIORITY.match(page.folded, at)
    if match is None or page.folded[at - 1 : at].isalnum():
        return
    if match["after"] == "i" and page.printed[match.start("after")] == "i":
        return  # "programów, priorytetów i działań"
    if match["after"] is None:
        before = _ORDINAL_BEFORE.search(page.folded, max(0, at - 14), at)
        if before:
            yield _numbered(_count(before["before"]), before.start(), match.end(), False)
        return
    yield _numbered(_count(match["after"]), at, match.end(), False)
    end = match.end()
    while more := _MORE_PRIORITIES.match(page.folded, end):
        if not more[1].isdigit() and not page.printed[more.start(1) : more.end(1)].isupper():
            return
        yield _numbered(_count(more[1]), more.start(1), more.end(1), False)
        end = more.end()


def _count(word: str) -> str:
    if word[0].isdigit():
        whole, _, part = word.partition(".")
        return f"kierunek {whole}.{part}" if part and part != "0" else f"priorytet {whole}"
    return f"priorytet {_NUMERALS.get(word) or _NUMERALS.get(word[:5], 0)}"


def _numbered(number: str, start: int, end: int, certain: bool) -> Found:
    rule = "direction-in-company" if number.startswith("kierunek") else "priority-in-company"
    return Found((), start, end, rule, 0.98 if certain else 0.94, number=number, certain=certain)
