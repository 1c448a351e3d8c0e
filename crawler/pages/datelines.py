"""Dates that a reader sees on a page, each with its place and its label."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from lxml.html import HtmlElement

from aggregator.dates import FoundDate, find_dates
from aggregator.dates.words import MONTHS, WEEKDAYS
from aggregator.text import fold
from crawler.pages.blocks import Line, Scan
from crawler.pages.datelabels import Found, Label, is_label_only, label_before, labels

_SIGN = re.compile(
    r"\d{4}|\d\d?\s?[./-]\s?\d\d?\s?[./-]\s?\d\d|(?:temu|ago)\b|wczoraj|dzi[sś]|przed chwil|zesz|ubieg|today",
    re.I,
)
_LONGEST = 300  #: characters of a line in which a date can be more than a date of the prose
_DAY_TILE = re.compile(r"\d{1,2}\.?$")
_YEAR_TILE = re.compile(r"(?:19|20)\d\d\.?$")
_WORD = re.compile(r"[^\W\d_]+")
_FILLER = frozenset(WEEKDAYS) | frozenset(
    ["data", "dnia", "dn", "z", "w", "dniu", "r", "roku", "g", "godz", "o", "autor", "data", "przez", "admin"]
)
_CHROME = re.compile(
    r"odslon|wyswietl|czytan|przeczytan|komentarz|kategori|aktualnosc|drukuj|pdf|email|redakcj|druk$"
)
_HOUR = re.compile(r"godz|\bg\. ?\d|\d:\d\d ?[-–] ?\d")
_NAMED = re.compile(r"date|data\b|datum|time|czas|posted|publi|created|dodan|kiedy|meta|info|submitted")
_EVENTFUL = re.compile(r"event|wydarz|termin|start|deadline|kalend|calend|expir|koniec|end-date|tribe|mec-")


@dataclass(frozen=True, slots=True)
class Sighting:
    """A visible date. `line` is the number of its line in the page's order."""

    date: FoundDate
    line: int
    region: str
    label: Found | None
    rest: str  #: the line without the date
    named: bool  #: the author's names of the element speak of dates
    element: HtmlElement


def sightings(scan: Scan, base: datetime, wanted: Callable[[Line], bool] = bool) -> Iterator[Sighting]:
    """Every date of the page's short lines that are `wanted`; relative words count from `base`."""
    lines = scan.lines
    for number, line in enumerate(lines):
        text = line.text
        if len(text) > _LONGEST or not wanted(line):
            continue
        if len(text) <= 12 and (_DAY_TILE.match(text) or fold(text).strip(". ") in MONTHS):
            joined = _tile(lines, number)
            if joined:
                yield from _of_line(joined, line, number, lines, base)
        elif _SIGN.search(text):
            yield from _of_line(text, line, number, lines, base)


def _tile(lines: list[Line], number: int) -> str:
    """Day, month and year that a page prints as a tile of separate lines, "" = no tile."""
    parts = [line.text.strip(".,") for line in lines[number : number + 3]]
    if len(parts) < 3 or any(len(part) > 12 for part in parts):
        return ""
    if _YEAR_TILE.match(parts[2]) and fold(parts[1]) in MONTHS and _DAY_TILE.match(parts[0]):
        return " ".join(parts)
    if _YEAR_TILE.match(parts[2]) and fold(parts[0]) in MONTHS and _DAY_TILE.match(parts[1]):
        return f"{parts[1]} {parts[0]} {parts[2]}"
    return ""


def _of_line(text: str, line: Line, number: int, lines: list[Line], base: datetime) -> Iterator[Sighting]:
    dates = find_dates(text, base=base, incomplete=True)
    before = 0
    named = _is_named(line)
    for place, date in enumerate(dates):
        if date.end_moment is None and not date.missing:
            after = text[date.end : dates[place + 1].start if place + 1 < len(dates) else None]
            lead = text[before : date.start]
            label = label_before(lead)
            if label is None and "\t" in text:
                label = _column(text[: date.start].count("\t"), lines, number)
            if label is None:
                label = _label_around(lead, after, line, number, lines, alone=len(dates) == 1)
            rest = f"{lead}\n{after}"
            yield Sighting(date, number, line.region, label, rest, named, line.origin)
        before = date.end


def _label_around(
    lead: str, after: str, line: Line, number: int, lines: list[Line], *, alone: bool
) -> Found | None:
    """The label in the line above a date that opens its line, else the one right behind the date."""
    if not lead.strip(" \t(|-–,:") or fold(lead).strip(" ,.:") in WEEKDAYS:
        label = _label_above(line, lines[number - 1] if number else None)
        if label is not None:
            return label
    if alone:
        behind = [found for found in labels(after[:60]) if found.start <= 4]
        if behind and behind[0].kind in {Label.PUBLISHED, Label.ADDED, Label.MODIFIED}:
            return behind[0]
    return None


def _label_above(line: Line, above: Line | None) -> Found | None:
    """The label that stands in a line (or cell) of its own before the date."""
    if above is None or not (above.box.parent is line.box.parent or above.soft != line.soft):
        return None
    label = is_label_only(above.text)
    return label and replace(label, words=above.text.strip(" :"))


def _column(at: int, lines: list[Line], number: int) -> Found | None:
    """The heading of column `at` in the row above."""
    above = lines[number - 1].text.split("\t") if number else []
    if len(above) != lines[number].text.count("\t") + 1 or at >= len(above):
        return None
    return is_label_only(above[at])


def _is_named(line: Line) -> bool:
    origin = line.origin
    names = f"{origin.get('class') or ''} {origin.get('id') or ''} {line.box.marks}".lower()
    if _EVENTFUL.search(names):
        return False
    return origin.tag == "time" or line.region == "meta" or bool(_NAMED.search(names))


def is_bare(sighting: Sighting) -> bool:
    """Is the line nothing but the date, with a weekday, an author or a category at most?"""
    rest = sighting.rest
    if len(rest) > 61 or _HOUR.search(fold(sighting.date.words + rest)):
        return False
    if sighting.label is not None and sighting.label.kind in {Label.OTHER, Label.DOCUMENT, Label.MODIFIED}:
        return False
    if any(found.kind in {Label.OTHER, Label.DOCUMENT} for found in labels(rest)):
        return False
    words = [word for word in _WORD.findall(fold(rest)) if word not in _FILLER and not _CHROME.match(word)]
    return len(words) <= (6 if sighting.named else 0)


def is_byline(sighting: Sighting) -> bool:
    """Is it a short line that ends with the date, as "Jan Kowalski, 24.09.2020" does?"""
    lead, after = sighting.rest.split("\n", 1)
    if len(lead) > 50 or len(after.strip(" .,|")) > 12 or _HOUR.search(fold(sighting.date.words)):
        return False
    words = _WORD.findall(lead)
    return not labels(lead) and bool(words) and all(word[:1].isupper() or len(word) < 4 for word in words)
