"""Days printed without their year beside a heading, where the page states the year elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from urllib.parse import urlsplit

from aggregator.dates import find_dates
from aggregator.dates.words import MONTHS, ROMANS, choice
from aggregator.text import fold, squeeze
from crawler.pages.blocks import Line, Scan
from crawler.pages.dates.labels import label_before
from crawler.pages.dates.lines import Sighting
from crawler.pages.document import Page, has_children

_SECTION = r"(?:archiwum|archiwalne|rok|aktualnosci|wiadomosci|wydarzenia|ogloszenia|news|newsy|kronika|blog)"
#: a folder of the address: "/2023/", "/2023/05/", "/archiwum-2023/"; a name such as "/kongres-2023" is none
_FOLDER = re.compile(rf"/(?:{_SECTION}[-_])?((?:19|20)\d\d)(?:[/_-](0[1-9]|1[0-2]))?(?=/)")
#: "2023", "Archiwum 2023", "Aktualności z roku 2023"
_HEADED = re.compile(
    rf"\W*(?:{_SECTION}\W{{1,3}})?(?:(?:z|w) )?(?:rok(?:u)?\W{{1,3}})?((?:19|20)\d\d)\W*(?:r\.?|rok)?"
)
_PART = re.compile(r"\s*[>›→»\"|]\s*|\s+/\s+|\s*::\s*")
#: "2 maja", "02.05", "2.V.", "2 maja br."; what stands before may be a label or a weekday
_DAY = re.compile(
    rf"(?P<lead>(?:[^\d|]{{0,40}}\W)?)(?P<d>\d\d?)(?:[ ./-]{{1,2}}|(?=[a-z]))"
    rf"(?P<m>\d\d?|{choice([*MONTHS, *ROMANS])})(?![a-z\d:])\.?(?:\s?b\.?\s?r\b\.?)?(?P<after>\D{{0,40}})"
)
#: as much of it as no element in the line can part
_MAY_BE = re.compile(rf"\d(?:[ ./-]{{1,4}}\d|[ ./-]{{0,4}}(?:{choice([*MONTHS, *ROMANS])}))")
_NEAR = 4  #: lines between the heading and such a day
_ABOVE = 14  #: lines above the heading in which the year may stand
_LONGEST = 60


def without_year(page: Page, scan: Scan, at: int) -> Iterator[Sighting]:
    """The days beside the heading in line `at` that lack only the year which the page states once."""
    if at < 0:
        return
    shown = list(_shown(scan, at))
    year, month = year_stated(page.url, scan, at) if shown else (0, 0)
    for line, text, hit in shown if year else ():
        named = hit["m"]
        number = int(named) if named.isdigit() else MONTHS.get(named) or ROMANS[named]
        if month not in {0, number}:
            continue
        words = text[hit.start("d") : hit.end("m")]
        label = label_before(text[: hit.start("d")])
        for date in find_dates(f"{hit['d']}.{number}.{year}", base=page.fetched):
            yield Sighting(
                date._replace(words=words), line.index, line.region, label,
                f"{hit['lead']}\n{hit['after']}", line, line.origin,
            )  # fmt: skip


def year_stated(url: str, scan: Scan, at: int) -> tuple[int, int]:
    """The year, and the month or 0, that folders of the address or lines above the heading tell; 0 = none,
    or several."""
    folder = _FOLDER.search(urlsplit(url).path.lower())
    years = {int(folder[1])} if folder else set()
    for line in scan.lines[max(0, at - _ABOVE) : at]:
        if len(line.text) <= 160 and ("20" in line.text or "19" in line.text):
            parts = _PART.split(line.folded)
            years.update(int(hit[1]) for part in parts if (hit := _HEADED.fullmatch(part)))
    if len(years) != 1:
        return 0, 0
    return years.pop(), int(folder[2] or 0) if folder else 0


def _shown(scan: Scan, at: int) -> Iterator[tuple[Line, str, re.Match[str]]]:
    """The short lines beside the heading that are a day and its month, with their words: such a line has the
    number of a day, and no figures as of a year."""
    first = max(0, at - _NEAR)
    for number, marks in enumerate(scan.marks[first : at + _NEAR + 1], first):
        if "0" in marks and len(marks) <= _LONGEST and number != at and marks.count("0") <= 4:
            line = scan.lines[number]
            if not line.heading and _may_tell(line, marks):
                text = _in_words(line, scan.lines)
                hit = _DAY.fullmatch(fold(text))
                if hit is not None:
                    yield line, text, hit


def _may_tell(line: Line, marks: str) -> bool:
    """May a line be a day with its month, which elements may part, or a number above a month?"""
    parted = "00" in marks and has_children(line.box.element)
    return parted or not marks.strip("0 ") or _MAY_BE.search(line.folded) is not None


def _in_words(line: Line, lines: list[Line]) -> str:
    """The words of a line with blanks between its elements, with the next where both make a tile."""
    element = line.box.element
    parts = [squeeze(part) for part in islice(element.itertext(), 4)]
    if "".join(parts).replace(" ", "") == line.text.replace(" ", ""):
        text = " ".join(filter(None, parts))
    else:
        text = line.text
    if text.isdigit() and line.index + 1 < len(lines) and fold(lines[line.index + 1].text) in MONTHS:
        text += " " + lines[line.index + 1].text
    return text
