"""The day on which an item of an index page was published, from the rows that tell of it."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from itertools import islice

from lxml.html import HtmlElement

from aggregator.dates import FoundDate, find_dates, parse_printed
from aggregator.dates.words import WEEKDAYS
from aggregator.text import fold
from crawler.pages.dates.appointments import is_inviting
from crawler.pages.dates.labels import Label, label_before
from crawler.pages.dates.parted_days import joined
from crawler.pages.document import names_of
from crawler.pages.listing.archives import Archive
from crawler.pages.listing.gaps import opens
from crawler.pages.listing.item import Item
from crawler.pages.listing.rows import Row, Rows
from crawler.pages.listing.tables import label_beside, label_of_column, spanning
from crawler.pages.titles.dated import split_stamp


def day_of(title: str, rows: list[Row], base: datetime) -> str | None:
    """The day of publication: labelled, stamped or alone in its line; never one of title or summary."""
    return told_of(title, rows, base)[1]


def told_of(title: str, rows: list[Row], base: datetime) -> tuple[float, str | None]:
    """The same with how sure it is: up to `WEAK` it opens a line of words, up to `PROSE` one of a text."""
    best: tuple[float, FoundDate] | None = None
    latest = base + timedelta(days=2)
    for number, row in enumerate(rows):
        if row.stamp:
            stamp, rank = parse_printed(row.stamp, base=base), _rank_of_stamp(row)
            if rank and stamp is not None and stamp.moment.year > 1995 and stamp.moment <= latest:
                best = _surer(best, rank, stamp)
        if len(row.text) > 300:
            continue
        tile = _tile(rows, number)
        for date in find_dates(tile or row.text, base=base):
            if date.missing == "year" and _is_counted(row):
                date = date.near(base - timedelta(days=_HALF_YEAR))
            if date.rough or (date.relative and _repeats(row.text[date.start :].split(" ", 1)[0], title)):
                continue  # "2 miesiące temu", "Dziś czynne do 14.00"
            place = 3.0 if tile else _rank(row, title, date.start, date.end)
            place = place or (WEAK if _heads(row, title, date, rows) else 0)
            if place and not date.end_moment and date.moment.year > 1995 and date.moment <= latest:
                best = _surer(best, place, date)
    return (best[0], best[1].day.isoformat()) if best else (0, None)


def _heads(row: Row, title: str, date: FoundDate, rows: list[Row]) -> bool:
    """Is it the day before or behind a title in one element, as old scripts print it, not an event's?"""
    if not row.heading and title not in row.text:
        return False
    stamp, _ = split_stamp(row.text, fold(row.text))
    return date.words in stamp and not any(is_inviting(fold(each.text)) for each in rows)


def days_beside(titles: list[str], base: datetime) -> list[str | None]:
    """The days that all titles begin or end with, where the newest stands first: the list prints them."""
    titles = [title[:_TITLE] for title in titles]
    found = [list(find_dates(title, base=base)) for title in titles]
    if not all(found):
        return []
    first, last = [each[0] for each in found], [each[-1] for each in found]
    if all(_BEFORE.fullmatch(title[: date.start]) for title, date in zip(titles, first, strict=True)):
        dates = first
    elif all(_BEHIND.fullmatch(title[date.end :]) for title, date in zip(titles, last, strict=True)):
        dates = last
    else:
        return []
    days = [date.day for date in dates]
    newest_first = days == sorted(days, reverse=True) and days[0] <= base.date()
    return [day.isoformat() for day in days] if newest_first and not any(d.missing for d in dates) else []


def days_above(items: list[Item], found: Rows, base: datetime, url: str = "") -> list[str | None]:
    """For each item the day in a line of its own above it, or above those before it in the same box.

    Blogger and old news scripts print a day once for all that was published on it, archives year and month.
    """
    days: list[str | None] = []
    above: str | None = None
    archive = Archive(found, url)
    archived = archive.dates([item.first for item in items]) or [None] * len(items)
    for at, item in enumerate(items):
        before = items[at - 1] if at else None
        row = found.rows[item.first - 1] if item.first else None
        if row is not None and opens(row) and not _is_within(row.element, before):
            above = day_of("", [row], base)
            if above is None and (headed := archive.day_above(item.first - 1)) is not None:
                above = headed.isoformat()
        elif before is None or before.parent is not item.parent:
            above = None
        told = archived[at] or archive.day_within(item.first, item.last, item.url)
        day = above or (told.isoformat() if told else None)
        days.append(day or (day_of("", over, base) if (over := spanning(item.box, found)) else None))
    return days


def _repeats(word: str, title: str) -> bool:
    """Does a title hold the first word of a relative date? A figure counts as a whole ("3D" has no 3)."""
    return word in (title.split() if word.isdigit() else title)


def _is_counted(row: Row) -> bool:
    """Is it a line of a program that leaves the year out where it is the present one?"""
    return any("time-ago" in names_of(node) for node in islice(row.element.iter(), _PARTS))


def _is_within(element: HtmlElement, item: Item | None) -> bool:
    return item is not None and (element is item.box or item.box in element.iterancestors())


def _rank_of_stamp(row: Row) -> int:
    """A moment for machines is as good as what its line calls it: "Termin: 20.06.2023" is no publication."""
    label = label_before(row.text[: digit.start()]) if (digit := _DIGIT.search(row.text)) else None
    return 4 if label is None else max(4, rank) if (rank := _BY_LABEL.get(label.kind, 0)) > 1 else rank


def _tile(rows: list[Row], number: int) -> str:
    """Day, month and year that stand in rows of their own ("20", "marca 2025"), "" = no tile."""
    parts = [row.text for row in rows[number : number + 3]]
    if _SPLIT.fullmatch(parts[0]):
        return joined(parts[:1])
    if len(parts) > 1 and parts[0].isdigit() and (hit := _SHORT_YEAR.fullmatch(parts[1])) is not None:
        return joined([parts[0], hit[1], f"20{hit[2]}"])
    if len(parts) > 2 and parts[0].isdigit() and (hit := _YEAR_FIRST.match(parts[2])) is not None:
        parts = [*parts[:2], hit[0]]  # "07", "MAR", "2024 Zakładka wędrowniczka"
    if len(parts) < 2 or max(map(len, parts[:2])) > _TILE:
        return ""
    if (hit := _NUMBERS.fullmatch(f"{parts[0]} {parts[1]}")) is not None:
        return ".".join(hit.groups())
    return joined(parts[:2]) or joined(parts)


def _surer(best: tuple[float, FoundDate] | None, rank: float, date: FoundDate) -> tuple[float, FoundDate]:
    """The first of the surest."""
    return best if best and best[0] >= rank else (rank, date)


def _rank(row: Row, title: str, start: int, end: int) -> float:
    at = row.text.find(title) if title else -1
    lead, after = row.text[:start], row.text[end:]
    if at >= 0 and start >= at + len(title):  # "Title (9 III 2018)"
        badge, lead = lead[:at], lead[at + len(title) :]
        lead = (
            lead if badge.isupper() and label_before(lead) else badge + lead
        )  # "NOWE Title dodano 9.05.2024"
    elif 0 <= at < end and start > at + 2:
        return 0  # a date of the title
    if not row.heading and _DIVIDER.search(row.text):  # "Aktualności / Autor: admin / 18 marca 2024"
        lead, after = _DIVIDER.split(lead)[-1], _DIVIDER.split(after)[0]
        start = len(lead)
    label = label_before(lead) or (None if lead.strip() else label_beside(row) or label_of_column(row))
    if label is not None:
        return _BY_LABEL.get(label.kind, 0)
    if _BEGINS.search(fold(lead)):
        return 0
    if _OPENING.fullmatch(fold(lead)):
        if "dni" in fold(lead) and len(after) > _TOLD and _SENTENCE.search(row.text):
            return 0  # "W dniu 9.05.2024 r. odbyło się spotkanie …"
        start, lead = 0, ""
    words = _NO_WORDS.sub(" ", f"{lead} {after}").split()
    if len(words) <= 3:
        inside = 0 <= at < end and len(title) > end - start
        return (
            WEAK if inside or (end <= at and (row.heading or row.linked >= len(title))) else 3
        )  # a title that begins with a day
    if lead.strip() and _SENTENCE.search(row.text):
        return 0  # a summary that tells when something takes place
    if row.heading or not (start <= 2 or (len(words) <= 8 and row.linked < len(row.text) / 2)):
        return 0
    return PROSE if at < 0 and not row.linked and len(after) > _TOLD else WEAK


_DIVIDER = re.compile(r"\s*[/|·•]\s+|\s+[/|·•]\s*")  #: between the parts of a line about an item
_PARTS = 12  #: elements of a line
_HALF_YEAR = 183  #: days; the year that is nearest to half a year ago makes no day to come
_DIGIT = re.compile(r"\d")
_NO_WORDS = re.compile(r"[\W\d_]+")
_SPLIT = re.compile(r"\d\d?[. ]\d\d? (?:19|20)\d\d")  #: "22.06" above "2018" in one element, "22 06 2018"
_NUMBERS = re.compile(r"(\d\d?)[./](\d\d?) ((?:19|20)\d\d)")  #: "7/10" above "2018"
_SHORT_YEAR = re.compile(r"([^\W\d]{3,12})[./' -]{1,2}(\d\d)")  #: "kwi/19" below "3"
_YEAR_FIRST = re.compile(r"(?:19|20)\d\d(?= [^\W\d])")
WEAK = 2
_TITLE = 300  #: characters of a title
_BEFORE = re.compile(r"[\W_]{0,3}")  #: before the day that a title begins with
_BEHIND = re.compile(r"[\W_]{0,3}(?:r\b)?[\W_]{0,3}")  #: behind the one that it ends with
PROSE = 1.5  #: opens a sentence: of one that has no title in it, or of a summary
_TOLD = 40  #: characters of a sentence
_TILE = 18  #: characters of a part of a tile
#: what may stand before the day of an item
_OPENING = re.compile(rf"(?:data|z? ?dnia|w dniu|dn)?\W*(?:{'|'.join(sorted(WEEKDAYS))})?\W*")
#: labels of when something takes place
_BEGINS = re.compile(
    r"\b(?:wernisaz|finisaz|otwarcie(?: \w+)?|premiera|poczatek|start|inauguracja|rozpoczecie)\W{1,3}$"
)
_SENTENCE = re.compile(r"[^\W\d_]{3}\W*[.!?…\]]\s*$")
_BY_LABEL = {Label.PUBLISHED: 6, Label.ADDED: 5, Label.CREATED: 5, Label.MODIFIED: 1}
