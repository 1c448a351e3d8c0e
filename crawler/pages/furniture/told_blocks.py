"""Furniture told by what a block says, whatever its markup calls it: trails, calendars, tags, records."""

from __future__ import annotations

import re

from aggregator.vocabulary import Place
from crawler.pages import signs
from crawler.pages.blocks import Box, Line, Scan
from crawler.pages.box_names import is_titled
from crawler.pages.furniture.statements import is_record
from crawler.pages.furniture.trails import mark_trails
from crawler.pages.furniture.wording import heads_furniture
from crawler.pages.mass import is_running

_WEEK = re.compile(
    r"(?:po?n\w*|mo?n?|m)\W+(?:wt?\w*|tu?e?|t)\W+"
    r"(?:sr?\w*|we?d?|w)\W+(?:cz?\w*|th?u?|t)\W+(?:pi?\w*|fr?i?)\b"
)
_WEEK_BEGINS = "PpMm"
_TAGS = re.compile(
    r"(?:tagi?|tags|slowa kluczowe|etykiety|kategori[ae]|categories|w kategorii|dzial|tematy?)\s*:?$"
)
_CONTENTS = re.compile(r"(?:spis tresci|w (?:tym )?artykule|z artykulu dowiesz sie|table of contents)\W*$")
_MOST = 20  #: lines of a table of contents
_DAYS = re.compile(r"[1-3]?\d(?:\s+[1-3]?\d)*")
_LONGEST = 60  #: characters of the names of days, or of what heads tags
_CALENDAR = 60  #: lines of a month, its caption and its arrows


def mark_told_blocks(found: Scan) -> None:
    """Give a region to lines and boxes whose words say that they are no part of an article."""
    mark_trails(found)
    for line in found.free:
        text = line.text
        if line.region or len(text) > _LONGEST:
            continue
        if text[0] in _WEEK_BEGINS and names_week(line):
            month = _month(line, found)
            if month.last - month.first <= 2 or _has_weeks(month, found):
                _mark(month, found, "calendar")
        elif len(text) <= 20 and not line.linked and _TAGS.match(line.folded):
            _mark_tags(line, found)
        elif len(text) <= 30 and not line.linked and _CONTENTS.match(line.folded):
            _mark_contents(line, found)
    records: dict[Box, int] = {}
    for line in found.lines_with(signs.RECORD):
        if not line.region and line.box.parent is not None and is_record(line.folded):
            holder = _holder(line)
            records[holder] = records.get(holder, 0) + 1
    for box, count in records.items():
        if _is_record_alone(box, count, found):
            _mark(box, found, "meta")


def names_week(line: Line) -> bool:
    """Does a line name the days of a week, and nothing else?"""
    return line.text[0] in _WEEK_BEGINS and len(line.text) <= _LONGEST and bool(_WEEK.match(line.folded))


def _mark(box: Box, found: Scan, region: str) -> None:
    box.region = box.region or region
    for line in found.lines[box.first : box.last]:
        line.region = line.region or region


def _month(line: Line, found: Scan) -> Box:
    """The box of a calendar around the names of its days, which holds nothing but figures and a month."""
    box = line.box
    while box.parent is not None and box.parent.tag != "body" and _is_month(box.parent, found):
        box = box.parent
    return box


def _is_month(box: Box, found: Scan) -> bool:
    if box.last - box.first > _CALENDAR:  # before the lines are taken: a box may hold the whole page
        return False
    lines = found.lines[box.first : box.last]
    if any(len(each.text) > 60 or each.heading in {1, 2} for each in lines):
        return False
    return sum(not _is_figures(each) for each in lines) <= 4


def _has_weeks(box: Box, found: Scan) -> bool:
    """Do rows of nothing but days follow? Opening hours stand below the names of days, too."""
    return sum(_DAYS.fullmatch(each.text) is not None for each in found.lines[box.first : box.last]) > 1


def _is_figures(line: Line) -> bool:
    letters = sum(char.isalpha() for char in line.text)
    return letters * 2 < len(line.text) or line.place is Place.TABLE


def _mark_tags(line: Line, found: Scan) -> None:
    """ "Tagi" and the links that follow in its box."""
    holder = line.box.parent or line.box
    following = []
    for each in found.lines[line.index + 1 : min(holder.last, line.index + 12)]:
        if each.linked * 10 < len(each.text) * 8 or len(each.text) > 120:
            break
        following.append(each)
    if following:
        for each in (line, *following):
            each.region = each.region or "meta"


def _mark_contents(line: Line, found: Scan) -> None:
    """The table of contents of one page: links to its own parts."""
    parts = [line]
    for each in found.lines[line.index + 1 : line.index + 1 + _MOST]:
        link = each.origin if each.origin.tag == "a" else next(each.box.element.iter("a"), None)
        if link is None or "#" not in (link.get("href") or "") or each.linked * 10 < len(each.text) * 7:
            break
        parts.append(each)
    if len(parts) > 1:
        for each in parts:
            each.region = each.region or "menu"


def _holder(line: Line) -> Box:
    """The list, the table or the box in which the rows of a record stand."""
    box = line.box
    if box.last - box.first > 1:
        return box
    if box.tag in {"td", "th"} and box.parent is not None:
        box = box.parent
    return box.parent or box


def _is_record_alone(box: Box, count: int, found: Scan) -> bool:
    """Are the rows of a record most of a box, and is there no heading of an article and no running text?"""
    if count < 2 or box.last - box.first > 4 * count + 2 or box.tag in {"body", "main", "article"}:
        return False
    lines = found.lines[box.first : box.last]
    return not any(len(each.text) > 160 or _is_told(each) for each in lines)


def _is_told(line: Line) -> bool:
    """Is it a line of an article: running text, or a heading other than that of a record?"""
    if line.heading and not heads_furniture(line.folded):
        return True
    return (is_running(line) and not is_record(line.folded)) or is_titled(line.box)
