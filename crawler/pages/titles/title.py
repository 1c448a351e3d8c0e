"""The heading of the article as printed: never the site's name, a breadcrumb or the tail of <title>."""

from __future__ import annotations

import re

from aggregator.text import fold, squeeze
from crawler.pages.blocks import Line, Scan
from crawler.pages.box_names import is_called_title, is_titled
from crawler.pages.dates.shapes import stamp_of
from crawler.pages.document import inner_text
from crawler.pages.furniture.statements import is_meta
from crawler.pages.furniture.wording import names_section
from crawler.pages.mass import is_running
from crawler.pages.titles.bare import is_bold_title
from crawler.pages.titles.dated import stamp_behind, stamp_of_title
from crawler.pages.titles.head_names import SUPPORT, Names
from crawler.pages.titles.score import (
    BEFORE_BODY,
    COST,
    COST_ELSEWHERE,
    FAVOURED,
    HIGHEST,
    has_signs,
    may_be_stamped,
    penalty_of,
    score_of,
    undated,
    without_stamp,
)

_BANNER = 8  #: lines from a heading in a banner to the same heading above the text
_CALLED = 8  #: characters of a heading that the head of the page confirms
#: ".:: Cegiełki na dach ::."
_ORNAMENT = re.compile(r"\A(?:\.?:{2,}\.?|[»›•▪■►]+)\s+|\s+(?:\.?:{2,}\.?|[«‹•▪■◄]+)\Z")
#: over the hours of a library, beside or below its news
_HOURS = re.compile(
    r"(?:godziny|godz\.)(?: (?:otwarcia|pracy).{0,20})?:?|(?:biblioteka )?(?:czynn\w+|otwart\w+):?"
)
_TIMES = 2  #: so many times more running text above a heading without a rival is the article
_SOME = 120  #: characters of running text below a heading that nothing else confirms


def find_title(
    scan: Scan,
    names: Names,
    *,
    body: tuple[int, int] | None = None,
    favoured: frozenset[int] = frozenset(),
) -> Line | None:
    """The line that heads the article, None where no line does.

    `body`: first and last line of the article where a layout already told them: its heading stands before it
    or at its very start. `favoured`: numbers of lines that a layout names as the heading.

    The first line that the head of the page confirms is weighed before all others: nearly always it wins, and
    most lines need no look then. One before it takes its place where it is worth as much, one behind it only
    where it is worth more.
    """
    lines = scan.lines
    if scan.trail and not names.trail:
        names.trail, names.raw = fold(scan.trail), f"{names.raw}\n{scan.trail}\n{fold(scan.trail)}"
    stop = body[0] if body is not None else len(lines)
    near = BEFORE_BODY if body is not None else 0
    best: Line | None = None
    best_score = 30.0
    first = _first_called(scan, names, stop)
    if first is not None:
        bonus = FAVOURED if first.index in favoured else 0
        score = score_of(first, scan, names, _running(scan.lines[: first.index]), body, bonus, best_score)
        if score > best_score:
            best_score = score - 1
            if best_score >= HIGHEST[1] + near + (FAVOURED if favoured else 0) - min(COST.values()):
                lines = scan.free  # furniture cannot be worth as much
        else:
            first = None
    prose = counted = 0
    cut = "..." in names.raw
    for line in lines:
        if line is first:
            if best is None:
                best, best_score = first, best_score + 1
            continue
        if line.index > stop and best is not None and best_score >= 60:
            break
        bonus = FAVOURED if favoured and line.index in favoured else 0
        most = HIGHEST[line.heading] + near + bonus
        if line.region:
            most -= COST.get(line.region, COST_ELSEWHERE)
        # only what the head of the page may call so is worth that much
        if most <= best_score or (most - SUPPORT <= best_score and not (cut or _may_be_called(line, names))):
            continue
        if 2 <= len(line.text) <= 300 and has_signs(line, names, bonus, best_score):
            prose += _running(scan.lines[counted : line.index])
            counted = line.index
            score = score_of(line, scan, names, prose, body, bonus, best_score)
            if score > best_score:
                best, best_score = line, score
    if best is None and body is None:
        best = _lone_heading(scan, names)
    if best is None:
        return None
    return _below_section(best, scan) if names_section(best.folded) else _nearer_twin(best, scan)


def _nearer_twin(title: Line, scan: Scan) -> Line:
    """The same heading again, right above the text, where a banner shows it first with the site's motto."""
    for line in scan.lines[title.index + 1 : title.index + 1 + _BANNER] if title.heading else ():
        if line.heading and not line.region and line.folded == title.folded:
            return line
        if is_running(line):
            break
    return title


def _first_called(scan: Scan, names: Names, stop: int) -> Line | None:
    """The first heading or named line, up to the line of this number, that the head of the page confirms."""
    for line in scan.free:
        if line.index > stop:
            break
        likely = (line.heading or line.box.marks) and not line.region and 8 < len(line.text) <= 300
        if likely and line.folded in names.raw and line.folded not in names.sites:
            return line
    return None


def _running(lines: list[Line]) -> int:
    """How many lines are running text."""
    count = 0
    for line in lines:
        if not line.region and len(line.text) - line.linked > 60 and is_running(line):
            count += 1
    return count


def _may_be_called(line: Line, names: Names) -> bool:
    """Might the head of a page that cuts no title short, or the way to it, call it so, a day aside?"""
    return line.folded in names.raw or may_be_stamped(line.text, names)


def _lone_heading(scan: Scan, names: Names) -> Line | None:
    """Of headings that nothing confirms, the one of the highest rank with the most text below it."""
    heads = [(rank, line) for line in scan.lines if (rank := _rank(line)) and _may_be_lone(line, scan, names)]
    highest = min((rank for rank, _ in heads), default=0)
    told = [(_prose_under(line, scan), -line.index) for rank, line in heads if rank == highest]
    most, at = max(told, default=(0, 0))
    if most < _SOME or _TIMES * most < _prose(scan.lines[: -at if at else None]):
        return None  # it heads something below the text
    return scan.lines[-at]


def _prose(lines: list[Line]) -> int:
    """Characters of the running text of some lines."""
    return sum(len(line.text) - line.linked for line in lines if not line.region and is_running(line))


def _rank(line: Line) -> int:
    """From 1 for a first heading to 7 for a line that is only named so; 0 = no heading."""
    return line.heading or (7 if not line.linked and (is_titled(line.box) or is_called_title(line)) else 0)


def _may_be_lone(line: Line, scan: Scan, names: Names) -> bool:
    """Does nothing speak against a heading, and does it divide no text?"""
    if line.region or line.soft or not 6 <= len(line.text) <= 300 or _HOURS.fullmatch(line.folded):
        return False
    before = scan.lines[line.index - 1] if line.index else None
    holder = line.box.parent
    if before is not None and holder in {before.box, before.box.parent} and is_running(before):
        return False
    return not penalty_of(line, scan, names, supported=False, titled=True)


def _prose_under(head: Line, scan: Scan) -> int:
    """Characters of running text between a heading and the next of its rank."""
    size = 0
    for line in scan.lines[head.index + 1 :]:
        if line.heading and line.heading <= (head.heading or 3) and line.box is not head.box:
            break
        if is_running(line):
            size += len(line.text) - line.linked
    return size


def _below_section(section: Line, scan: Scan) -> Line:
    """The heading, or the bold line, right below the name of a section, where one alone stands there."""
    for line in scan.lines[section.index + 1 : section.index + 4]:
        if line.region or line.linked or names_section(line.folded):
            break
        if line.heading > 1:
            after = scan.lines[line.index + 1 : line.index + 4]
            text = any(not each.heading and len(each.text) - each.linked >= 60 for each in after)
            ranks = [each.heading for each in scan.lines if each.heading == line.heading and not each.region]
            return line if text and len(ranks) == 1 else section
        if is_bold_title(line, scan):
            return line
    return section


def _without_category(text: str, line: Line, names: Names) -> str:
    """A heading without the link to its category at the end, where the head of the page calls it so."""
    links = list(line.box.element.iter("a"))
    words = squeeze(inner_text(links[-1])) if links else ""
    plain = text.removesuffix(words).rstrip(" |,–-:·(") if words else text
    return plain if len(plain) >= _CALLED and plain in names.raw else text


def _without_day(row: str) -> str:
    """A row of a table without the cell that tells the day."""
    return " ".join(cell for cell in row.split("\t") if not is_meta(fold(cell))) if "\t" in row else row


def title_text(line: Line, scan: Scan, names: Names) -> str:
    """The heading in one line: broken lines joined, a date printed behind it and ornaments cut off."""
    text = _plain_text(line, scan, names)
    if text[:1].isalnum() and text[-1:].isalnum():
        return text
    return _ORNAMENT.sub("", text) or text


def _plain_text(line: Line, scan: Scan, names: Names) -> str:
    parts = [line.text]
    if line.heading:
        for other in scan.lines[line.index + 1 : line.index + 6]:
            if other.box is not line.box:
                break
            parts.append(other.text)
    text = _without_day(" ".join(parts))
    if line.linked and line.heading and line.linked * 2 < len(text) and text not in names.raw:
        text = _without_category(text, line, names)
    behind = stamp_behind(line)
    if behind:
        return text.removesuffix(behind).rstrip(" |,–-:") or text
    stamp = stamp_of(line.box.element if line.heading else line.origin)
    if stamp and text.startswith(stamp):
        return text.removeprefix(stamp).lstrip(" |,–-:") or text
    if text not in names.raw and text == line.text:
        text = stamp_of_title(line, scan)[1]
    return undated(text, names) or (without_stamp(text) or text if stamp else text)
