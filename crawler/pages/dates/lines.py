"""Dates that a reader sees on a page, each with its place and its label."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from itertools import islice

from lxml.html import HtmlElement

from aggregator.alternation import united
from aggregator.dates import FoundDate, find_dates
from aggregator.dates.clock import read_time
from aggregator.dates.words import MONTHS, WEEKDAYS
from aggregator.text import fold, squeeze
from aggregator.vocabulary import Precision
from crawler.pages.blocks import Line, Scan
from crawler.pages.dates.figures import NUMBER, WHOLE, has_figures
from crawler.pages.dates.labels import Found, Label, is_label_only, label_before, labels
from crawler.pages.dates.parted_days import joined
from crawler.pages.document import has_children
from crawler.pages.furniture.bylines import in_parts
from crawler.pages.signs import COUNTED, RELATIVE

_UNCOUNTED = RELATIVE - COUNTED  #: the only ones that may stand where none of the counted does
_FEWEST = 4  #: digits of a line that has such figures
_THIS_YEAR = re.compile(r"\d.*(?:\b(?:u?b\.? ?r\b|ub\. ?r)|\brok)")  #: "1 września br.", "3 maja tego roku"
_SPELT = re.compile(rf"ego (?:{united(MONTHS)})")  #: "drugiego maja"
#: how a tile of a date begins: "15", "15 mar", "15mar2021", "1509.2021", "Lis42020", "15032021"
_OPENING = re.compile(
    r"\d{1,2}(?:\.?$|[ .]{0,2}(?:[^\W\d_]{3,12}\.?,?|\d{1,2}\.) ?(?:\d{4})?$|\.?\d\d$| \d\d? \d{4}$|\d{6}$)"
    r"|(?P<word>[^\W\d_]{3,12})\.?[ ,]?(?:\d{1,2}[.,]? ?(?:\d{4})?)?$"
)
_TILE_OPENS = frozenset(month[:3] for month in MONTHS)
_STATED = {Label.PUBLISHED, Label.ADDED, Label.CREATED, Label.MODIFIED}
_LONGEST_TILE = 20
_LONGEST_PART = 12
_LONGEST = 300  #: characters of a line in which a date can be more than a date of the prose
_LONGEST_HOUR = 12  #: characters of "godz. 12:30"
_NAMED = re.compile(r"date|data\b|datum|time|czas|posted|publi|created|dodan|kiedy|meta|info|submitted")
_EVENTFUL = re.compile(r"event|wydarz|termin|start|deadline|kalend|calend|expir|koniec|end-date|tribe|mec-")


@dataclass(slots=True)
class Sighting:
    """A visible date. `line` is the number of its line in the page's order."""

    date: FoundDate
    line: int
    region: str
    label: Found | None
    rest: str  #: the line without the date
    source: Line
    element: HtmlElement
    more: bool = False  #: other dates without a label stand in the line
    linked: int = 0  #: characters of `rest` inside links

    @property
    def named(self) -> bool:
        """Do the author's names of the element speak of dates?"""
        return _is_named(self.source)


def sightings(scan: Scan, base: datetime, wanted: Callable[[Line], bool] = bool) -> Iterator[Sighting]:
    """Every date of the page's short lines that are `wanted`; relative words count from `base`."""
    lines, marks = scan.lines, scan.marks
    figured, tiles = _dated(scan)
    counted = scan.numbers_with(COUNTED, begun=True)  # lines with words of relative dates
    relative = scan.numbers_with(RELATIVE, begun=True) if counted or scan.shows(_UNCOUNTED) else ()
    told = {
        number
        for number in (*figured, *relative)
        if len(marks[number]) <= _LONGEST
        and wanted(lines[number])
        and (number in counted or _may_have_day(lines[number], marks[number]))
    }
    for number in sorted(told.union(tiles)):
        line = lines[number]
        tile = _tile(lines, number) if number in tiles and wanted(line) else ""
        if tile or number in told:
            yield from _of_line(tile, line, scan, base, counted=number in counted)


def _dated(scan: Scan) -> tuple[list[int], set[int]]:
    """Numbers of the lines that have figures as of a date, and of those with which the tile of one may begin.
    Most lines have no digits."""
    figured: list[int] = []
    tiles: set[int] = set()
    lines = scan.lines
    short = "'" in scan.folded
    for number, marked in enumerate(scan.marks):
        if "0" in marked:
            year = "0000" in marked
            if year or short or marked.count("0") >= _FEWEST:
                if year or has_figures(lines[number].text, marked):
                    figured.append(number)
                if len(marked) <= _LONGEST_TILE and (year or "?" in marked):
                    tiles.update(_opening_tiles(lines, number))
    return figured, tiles


def _opening_tiles(lines: list[Line], year: int) -> Iterator[int]:
    """The lines with which a tile may begin that ends with the year in a short line: that one, or one of the
    two above."""
    alone = year == 0 or len(lines[year].text) > _LONGEST_PART
    for line in (lines[year],) if alone else lines[max(0, year - 2) : year + 1]:
        text = line.text
        if len(text) <= _LONGEST_TILE and (text[0].isdecimal() or line.folded[:3] in _TILE_OPENS):
            hit = _OPENING.match(text)
            if hit is not None and (hit["word"] is None or fold(hit["word"]) in MONTHS):
                yield line.index


def _may_have_day(line: Line, marks: str) -> bool:
    """May a line print a whole date, as far as its figures tell? Where its elements may part what the line
    has in one piece, that is the number of a day, or a date without dividers."""
    if (NUMBER if has_children(line.box.element) else WHOLE).search(marks):
        return True
    return "?" in marks or _spells_day(line)


def _spells_day(line: Line) -> bool:
    return "ego " in line.folded and _SPELT.search(line.folded) is not None


def _tile(lines: list[Line], number: int) -> str:
    """Day, month and year that a page prints as a tile of separate lines or elements, "" = no tile."""
    line = lines[number]
    for element in (line.box.element, line.origin.getparent()):
        parts = [squeeze(part) for part in islice(element.itertext(), 8)] if element is not None else []
        glued = [part for part in parts if part]
        if 1 < len(glued) < 5 and "".join(glued).replace(" ", "") == line.text.replace(" ", ""):
            tile = joined(glued)
            if tile:
                return tile
    parts = [line.text]
    for after in lines[number + 1 : number + 3]:
        if len(after.text) > _LONGEST_PART:
            break
        parts.append(after.text)
        tile = joined(parts)
        if tile:
            return tile
    return ""


def _of_line(tile: str, line: Line, scan: Scan, base: datetime, *, counted: bool) -> Iterator[Sighting]:
    """The dates of a line, or of the tile that it begins; `counted`: words of relative dates stand there."""
    text = tile or in_parts(line)
    lines, number, plain = scan.lines, line.index, text is line.text
    if plain and not counted and has_children(line.box.element):  # its elements part no figures
        marks = scan.marks[number]
        if not (WHOLE.search(marks) or "?" in marks or _spells_day(line)):
            return
    relative = counted or (not plain and number in scan.numbers_with(COUNTED))
    dates = find_dates(
        text, base=base, incomplete=True, folded=line.folded if plain else None, relative=relative
    )
    before = 0
    for place, date in enumerate(dates):
        if date.end_moment is None and not date.missing and not date.rough and not _of_this_year(date):
            after = text[date.end : dates[place + 1].start if place + 1 < len(dates) else None]
            lead = text[before : date.start]
            label = label_before(lead)
            if label is not None and label.kind is Label.OTHER and len(lead.strip(" |,/·•–-")) <= line.linked:
                label = None  # the link to a category ("Spotkania")
            if label is None and "\t" in text:
                label = _column(text[: date.start].count("\t"), lines, number)
            if label is None:
                label = _label_around(lead, after, line, number, lines, alone=len(dates) == 1)
            if date.precision is Precision.DAY and not after:
                date = _with_hour(date, line, lines)
            own, more = _own(after, dates, place, labelled=label is not None)
            linked = (
                max(0, line.linked - len(date.words)) if line.linked > len(own) + len(lead) else line.linked
            )
            yield Sighting(
                date,
                number,
                line.region,
                label,
                f"{lead}\n{own}",
                line,
                line.origin,
                more=more,
                linked=linked,
            )
        before = date.end


def _of_this_year(date: FoundDate) -> bool:
    """Is the year told as that of the writing ("1 września br.")? The visit may be years later."""
    return date.relative and bool(_THIS_YEAR.search(fold(date.words)))


def _with_hour(date: FoundDate, line: Line, lines: list[Line]) -> FoundDate:
    """A day that ends its line, with the hour that the next element is nothing but."""
    below = lines[line.index + 1] if line.index + 1 < len(lines) else None
    if below is None or len(below.text) > _LONGEST_HOUR or below.text[-1:] not in "0123456789":
        return date
    clock = read_time(below.folded, 0, 0)
    if clock is None or clock.end < len(below.text) or not _is_beside(line, below):
        return date
    moment = clock.on(date.moment)
    return date._replace(moment=moment, precision=Precision.MINUTE) if moment is not None else date


def _own(after: str, dates: list[FoundDate], place: int, *, labelled: bool) -> tuple[str, bool]:
    """What stands behind a date, before the label of the next; and do dates of other things stand there?

    Two dates with nothing between them are the publication and the change, as WordPress prints them.
    """
    if len(dates) == 1:
        return after, False
    if place + 1 == len(dates):
        return after, not labelled
    following = label_before(after)
    if following is not None and following.kind in _STATED:
        return after[: following.start].rstrip(" (|,;-–"), False
    return after, place > 0 or len(after.strip()) > 0 or len(dates) > 2


def _label_around(
    lead: str, after: str, line: Line, number: int, lines: list[Line], *, alone: bool
) -> Found | None:
    """The label in the line above a date that opens its line, else the one right behind the date."""
    opens = not lead.strip(" \t(|-–,:") or fold(lead).strip(" ,.:") in WEEKDAYS
    if opens or (line.box.tag == "dd" and _is_person(lead)):  # a record tells who did it, and when
        label = _label_above(line, lines[number - 1] if number else None)
        if label is not None:
            return label
    if alone:
        behind = [found for found in labels(after[:60]) if found.start <= 4]
        if behind and behind[0].kind in {Label.PUBLISHED, Label.ADDED, Label.MODIFIED}:
            return behind[0]
    return None


def _is_person(lead: str) -> bool:
    """Are all words before a date written as in a person's name?"""
    words = lead.split()
    return 1 < len(words) < 5 and all(word[0].isupper() and word[0].isalpha() for word in words)


def _label_above(line: Line, above: Line | None) -> Found | None:
    """The label that stands in a line (or cell) of its own before the date: no title, no linked category."""
    if above is None or above.heading == 1 or above.linked * 2 > len(above.text):
        return None
    if not (_is_beside(above, line) or above.soft != line.soft):
        return None
    label = is_label_only(above.text)
    return label and replace(label, words=above.text.strip(" :"))


def _is_beside(above: Line, line: Line) -> bool:
    """Stand both lines in one box, or the lower one in a box beside the upper one, as fields do?"""
    holder, box = above.box.parent, line.box.parent
    for _ in range(3):
        if box is holder:
            return True
        if box is None or box.last - box.first > 2:
            return False
        box = box.parent
    return False


def _column(at: int, lines: list[Line], number: int) -> Found | None:
    """The heading of column `at` in the row above."""
    above = lines[number - 1].text.split("\t") if number else []
    if len(above) != lines[number].text.count("\t") + 1 or at >= len(above):
        return None
    return is_label_only(above[at])


def _is_named(line: Line) -> bool:
    """Do the names of the element of a line, or of its box, speak of dates?"""
    origin = line.origin
    said = _says_dated(f"{origin.get('class') or ''} {origin.get('id') or ''} {line.box.marks}")
    return said if said is not None else origin.tag == "time" or line.region == "meta"


@lru_cache(maxsize=4096)
def _says_dated(names: str) -> bool | None:
    """Do the names of an element speak of dates? False = of those of events, None = of none."""
    names = names.lower()
    if _EVENTFUL.search(names):
        return False
    return True if _NAMED.search(names) else None
