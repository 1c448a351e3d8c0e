"""Headings that no markup tells: found from the text below them, or from the line that states the day."""

from __future__ import annotations

import re
from itertools import pairwise

from aggregator.vocabulary import Place
from crawler.pages.blocks import Line, Scan
from crawler.pages.dates.shapes import DATED
from crawler.pages.document import join
from crawler.pages.furniture.bylines import in_parts, is_parted_byline
from crawler.pages.furniture.statements import is_meta
from crawler.pages.furniture.wording import is_chrome, names_section
from crawler.pages.listing.links import key_of
from crawler.pages.mass import is_running
from crawler.pages.titles.dated import stamp_behind
from crawler.pages.titles.head_names import Names, names_institution

_APPOINTED = re.compile(
    r"\b(?:(?:ponied|wtor|srod|czwar|piat|sobot|niedz)\w*|(?:pon|wt|sr|czw|pt|sob|nd)\b|stycz\w*|lut\w*|mar[cz]\w*|kwie\w*"
    r"|maj\w?|czerw\w*|lip\w*|sierp\w*|wrze\w*|pazdz\w*|listop\w*|grud\w*|godz\w*|r|roku|rok|dnia|o|od|do|w|i|start)\b"
)
#: what an invitation tells in lines of its own
_FIELD = re.compile(
    r"(?:gdzie|kiedy|termin|miejsce|data|godzina|wstep|prowadz\w+|organizator\w*|kontakt|adres|telefon|tel\.?|faks|fax|e-?mail)\s*:"
    r"|tel\. ?\d|ul\. .{2,40} \d"
)


def find_bare_title(scan: Scan, first: Line, names: Names) -> Line | None:
    """A heading that no markup tells: the bold or short line right above the first line of text."""
    for line in reversed(scan.lines[max(0, first.index - 8) : first.index + 1]):
        text = line.folded
        if line.region or len(text) > 200 or is_meta(text) or is_chrome(text):
            continue
        if line.linked and not (len(text) > 9 and _leads_to_itself(line, names)):
            continue
        if line.folded in names.sites or names_section(line.folded) or names_institution(line.text):
            return None
        if is_appointment(text) or _FIELD.match(text):
            continue
        if line.box.tag == "dt" and line is not first and line.text[-1] not in ".:":
            return line  # what the text is the definition of
        if is_parted_byline(in_parts(line)):
            continue
        if (line.place is Place.TABLE and not _is_dated_row(line)) or (
            line.text[-1] == "." and len(line.text) >= 80
        ):
            continue
        told = line.text.removesuffix(stamp_behind(line)).rstrip()
        if _is_strong(line) or (line is not first and told[-1:] not in ".,;:" and len(line.text) <= 120):
            return line
        if line is not first:
            return None
    return None


def find_dated_title(scan: Scan, names: Names) -> Line | None:
    """A heading that no markup tells: the short line above one that states when it was published."""
    lines = scan.lines
    for line, stated in pairwise(lines):
        if stated.region or not DATED.search(stated.text):
            continue
        bold = _bold_below(stated, scan, names)
        if bold is not None:
            return bold
        if line.region or line.linked or not DATED.search(stated.text) or not stated.is_meta():
            continue
        if not 6 <= len(line.text) <= 200 or line.text[-1] in ",;:" or names_section(line.folded):
            continue
        if line.text[-1] == "." and (
            len(line.text) >= 50 or (line.index and is_running(lines[line.index - 1]))
        ):
            continue  # the end of a text
        if line.is_meta() or line.folded in names.sites or is_appointment(line.folded):
            continue
        text = [each for each in lines[line.index + 2 : line.index + 5] if not each.region]
        if any(len(each.text) - each.linked >= 25 for each in text):
            return line
        if _is_strong(line) and not any(map(is_running, lines)):
            return line  # a poster
    return None


def _bold_below(stated: Line, scan: Scan, names: Names) -> Line | None:
    """The bold line alone in its box between the line that states a day and the text."""
    line, *text = [*scan.lines[stated.index + 1 : stated.index + 4], None]
    if line is None or line.region or line.linked or line.box.last - line.box.first > 1:
        return None
    if not _is_strong(line) or not 6 <= len(line.text) <= 200 or line.folded in names.sites:
        return None
    told = stated.is_meta() or is_parted_byline(in_parts(stated))
    prose = any(each is not None and is_running(each) for each in text)
    return line if told and prose and not names_section(line.folded) else None


def is_bold_title(line: Line, scan: Scan) -> bool:
    """Is it a bold line alone in its box, with running text right below it?"""
    if line.box.last - line.box.first > 1 or not 6 <= len(line.text) <= 200 or line.text[-1] in ",;:":
        return False
    if not _is_strong(line) or line.is_meta() or is_appointment(line.folded) or is_chrome(line.folded):
        return False
    below = scan.lines[line.index + 1 : line.index + 3]
    return any(is_running(each) and not _is_strong(each) for each in below)


def _leads_to_itself(line: Line, names: Names) -> bool:
    """Is a line nothing but a link to the very page that it stands on?"""
    link = next(line.box.element.iter("a"), None)
    href = "" if link is None else (link.get("href") or "").strip()
    if not href or line.linked < len(line.text.replace(" ", "")):
        return False
    return key_of(join(names.of.base, href)) == key_of(names.of.url)


def _is_dated_row(line: Line) -> bool:
    """Is it the row of a table with a title and the day beside it?"""
    cells = line.folded.split("\t")
    return len(cells) == 2 and sum(map(is_meta, cells)) == 1


def _is_strong(line: Line) -> bool:
    """Is a line bold as a whole, or in capitals?"""
    bold = line.strong >= 0.8 * len(line.text.replace(" ", ""))
    return bold or (line.text.isupper() and len(line.text.split()) > 1)


def is_appointment(folded: str) -> bool:
    """Is a line nothing but a day and an hour, as above the invitation to an event?"""
    letters = _APPOINTED.sub("", folded)
    return len(letters) < len(folded) and not any(char.isalpha() for char in letters)
