"""The heading of the article as printed: never the site's name, a breadcrumb or the tail of <title>."""

from __future__ import annotations

import re

from aggregator.text import fold
from aggregator.vocabulary import Place
from crawler.pages.bare_titles import is_appointment, is_bold_title
from crawler.pages.blocks import Line, Scan, root_of
from crawler.pages.box_names import is_called_title, is_column, is_titled
from crawler.pages.dated_titles import stamp_of_title
from crawler.pages.dateshapes import stamp_of
from crawler.pages.document import join
from crawler.pages.head_names import SUPPORT, Names, names_institution, support_of
from crawler.pages.listing_links import key_of
from crawler.pages.mass import is_running
from crawler.pages.statements import is_meta
from crawler.pages.wording import heads_furniture, is_alien, is_chrome, is_notice, names_section

_HOME = re.compile(
    r"^(?:https?://[^/?#]+)?/?(?:(?:index|default|start)\.\w{3,5})?[?#]?$|^(?:https?://[^/]+)?/pl/?$"
)
#: an address or the name of a page in a wiki ("aktualnosci:dotacja")
_PATH = re.compile(r"[a-z0-9._-]*[:/_][\w.:/-]*")
_BY_RANK = (0, 34, 32, 26, 18, 14, 12)  #: what a heading of each rank is worth
_TITLED, _CALLED, _BEFORE_BODY = 26, 12, 8  #: names of a heading without rank, with one; right above the text
_NAMED_ONLY = SUPPORT + _BEFORE_BODY  #: no more is a line worth that is neither heading, named nor bold
_SOME = 120  #: characters of running text below a heading that nothing else confirms
_LONGEST_STAMP = 60  #: characters of a day, an hour and what parts them from a heading
_TRAILING_STAMP = re.compile(
    r"(?<!\s)\s*+[|(,–-]?\s*+(?:\d{1,2}[./-]\d{1,2}[./-]\d{4}|\d{4}-\d\d-\d\d)(?:\s*r\.?)?(?:[\s,]+\d{1,2}:\d{2})?\)?$"
)


def site_lines(scan: Scan) -> frozenset[str]:
    """Folded lines of the page's header: the site's name is among them."""
    return frozenset(
        [line.folded for line in scan.lines[:60] if line.region == "header" and 8 <= len(line.text) <= 160]
    )


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
    """
    best: Line | None = None
    best_score = 30.0
    names.headers = site_lines(scan)
    if scan.trail and not names.trail:
        names.trail, names.raw = fold(scan.trail), f"{names.raw}\n{scan.trail}\n{fold(scan.trail)}"
    prose = 0
    for line in scan.lines:
        if body is not None and line.index > body[0] and best is not None and best_score >= 60:
            break
        size = len(line.text)
        if 2 <= size <= 300:
            bonus = 24 if line.index in favoured else 0
            # a line without any of these signs scores nothing: most lines have none
            if (
                bonus
                or line.heading
                or line.strong
                or line.box.marks
                or (not line.linked and line.origin is not line.box.element and is_called_title(line))
                or (size > 8 and not line.region and best_score < _NAMED_ONLY and bool(_named(line, names)))
            ):
                score = _score(line, names, prose, body, bonus, best_score)
                if score > best_score:
                    best, best_score = line, score
        if size - line.linked > 60 and is_running(line):
            prose += 1
    if best is None and body is None:
        best = _lone_heading(scan, names)
    return _below_section(best, scan) if best is not None and names_section(best.folded) else best


def _lone_heading(scan: Scan, names: Names) -> Line | None:
    """Of headings that nothing confirms, the one of the highest rank with the most text below it."""
    heads = [(rank, line) for line in scan.lines if (rank := _rank(line)) and _may_be_lone(line, scan, names)]
    highest = min((rank for rank, _ in heads), default=0)
    told = [(_prose_under(line, scan), -line.index) for rank, line in heads if rank == highest]
    most, at = max(told, default=(0, 0))
    return scan.lines[-at] if most >= _SOME else None


def _rank(line: Line) -> int:
    """From 1 for a first heading to 7 for a line that is only named so; 0 = no heading."""
    return line.heading or (7 if not line.linked and (is_titled(line.box) or is_called_title(line)) else 0)


def _may_be_lone(line: Line, scan: Scan, names: Names) -> bool:
    """Does nothing speak against a heading, and does it divide no text?"""
    if line.region or line.soft or not 6 <= len(line.text) <= 300:
        return False
    before = scan.lines[line.index - 1] if line.index else None
    holder = line.box.parent
    if before is not None and holder in {before.box, before.box.parent} and is_running(before):
        return False
    return not _penalty(line, line.folded, names, supported=False, titled=True)


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


def _score(
    line: Line, names: Names, prose: int, body: tuple[int, int] | None, bonus: int, best: float
) -> float:
    """How much a line looks like the heading; exact only where it beats `best`."""
    if _most(line, bonus) + _BEFORE_BODY * (body is not None) <= best:
        return 0
    titled = is_titled(line.box) or is_called_title(line)
    strong = line.strong > 0 and line.strong >= 0.8 * len(line.text.replace(" ", ""))
    if line.soft and line.heading:
        return 0
    named = _named(line, names) if len(line.text) > 8 else ""
    if not (bonus or line.heading or titled or strong or named):
        return 0
    folded = line.folded
    support = support_of(folded, names) or (support_of(named, names) if named and named != folded else 0)
    if not (bonus or line.heading or titled or strong or support >= 40):
        return 0
    score = support + bonus
    if line.heading:
        score += _BY_RANK[line.heading]
    elif titled:
        score += _TITLED
    elif strong:
        score += 18
    if titled or "@headline" in line.box.marks:
        score += _CALLED
    if line.region:
        column = line.region == "sidebar" and support >= 40 and is_column(root_of(line.box))
        score -= 30 if line.region == "header" or column else 45 if line.region in {"meta", "share"} else 70
    if body is not None:
        score -= 60 if line.index > body[1] else 25 if line.index > body[0] else 0
        score += _BEFORE_BODY if body[0] - 12 <= line.index <= body[0] else 0
    score -= min(prose, 5 if support >= 40 and line.heading else 12) * 4
    if score > best:
        score -= _penalty(line, folded, names, supported=support >= 40, titled=titled or bool(line.heading))
    return score


def _most(line: Line, bonus: int) -> int:
    """What `_score` cannot exceed, whatever the head of the page calls it: most lines stay below the best."""
    most = bonus + SUPPORT + _CALLED + (_BY_RANK[line.heading] or _TITLED)
    if line.region:
        most -= 30 if line.region in {"header", "sidebar"} else 45 if line.region in {"meta", "share"} else 70
    return most


def _named(line: Line, names: Names) -> str:
    """What the head of the page or the way to it calls it (folded), where this line says so, a day aside."""
    text = line.text
    if text in names.raw or (text.isupper() and line.folded in names.raw):
        return line.folded
    return fold(_undated(text, names)) if text[-4:].strip(" r.)").isdigit() else ""


def _penalty(line: Line, folded: str, names: Names, *, supported: bool, titled: bool) -> float:
    lost = 0.0
    if folded in names.sites or (line.region != "header" and _heads_site(line, folded, names)):
        lost += 60
    elif names_institution(line.text):
        lost += 28
    if names_section(line.folded):
        lost += 34
    elif heads_furniture(line.folded):
        lost += 40
    if line.linked > 0.8 * len(line.text.replace(" ", "")):
        lost += _penalty_of_link(line, names)
    if not line.heading and (line.is_meta() or is_chrome(line.folded) or _PATH.fullmatch(line.text)):
        lost += 60
    if line.place is Place.TABLE or (line.strong and not line.heading and is_appointment(line.folded)):
        lost += 60
    if not supported and (not titled or is_notice(line.folded)) and is_alien(line.folded):
        lost += 40
    return lost


def _penalty_of_link(line: Line, names: Names) -> int:
    """A linked heading is that of other news, or the site's name where it leads to the first page; but many
    systems link the heading of an article to the article itself."""
    link = next(line.box.element.iter("a"), None) if line.heading else line.origin
    href = "" if link is None else (link.get("href") or "").strip()
    if _HOME.match((join(names.base, href) if href[:1] == "." else href).lower()):
        return 60
    if line.heading == 1 or (href and key_of(join(names.base, href)) == key_of(names.url)):
        return 0
    return 18


def _heads_site(line: Line, folded: str, names: Names) -> bool:
    """Stands the heading in the page's header, too? That is the site's name, unless <title> opens with it and
    goes on: headers that stay while readers scroll repeat the article's heading."""
    if folded in names.headers and line.heading == 1 and not line.linked:
        return not (len(folded) < len(names.page) and names.page.startswith(folded))
    return len(folded) >= 8 and any(header.startswith(folded) for header in names.headers)


def _undated(text: str, names: Names) -> str:
    """A heading without the date printed behind it, where the head of the page calls the page so; else ""."""
    plain = _without_stamp(text)
    return plain if 4 <= len(plain) < len(text) and plain in names.raw and text not in names.raw else ""


def _without_stamp(text: str) -> str:
    told = text.rstrip(" r.)")  # the last figures of a stamp are a year, a day or minutes
    if not told[-1:].isdigit() or (told[-5:-4] not in "./-" and told[-3:-2] not in "-:"):
        return text
    stamp = _TRAILING_STAMP.search(text, max(0, len(text) - _LONGEST_STAMP))
    return text[: stamp.start()] if stamp else text


def _without_day(row: str) -> str:
    """A row of a table without the cell that tells the day."""
    return " ".join(cell for cell in row.split("\t") if not is_meta(fold(cell))) if "\t" in row else row


def title_text(line: Line, scan: Scan, names: Names) -> str:
    """The heading in one line: broken lines joined, a date printed behind it cut off."""
    parts = [line.text]
    if line.heading:
        for other in scan.lines[line.index + 1 : line.index + 6]:
            if other.box is not line.box:
                break
            parts.append(other.text)
    text = _without_day(" ".join(parts))
    stamp = stamp_of(line.box.element if line.heading else line.origin)
    if stamp and text.startswith(stamp):
        return text.removeprefix(stamp).lstrip(" |,–-:") or text
    if text not in names.raw and text == line.text:
        text = stamp_of_title(line, scan)[1]
    return _undated(text, names) or (_without_stamp(text) or text if stamp else text)
