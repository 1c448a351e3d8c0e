"""What stands beside the text of an article, below or amid its blocks: other news, strips, or its files."""

from __future__ import annotations

import re
from itertools import islice

from crawler.pages.blocks import Box, Line
from crawler.pages.furniture.wording import is_credit
from crawler.pages.mass import PLENTY, Mass, is_running

LEAVES = frozenset(
    {"p", "ul", "ol", "dl", "blockquote", "pre", "figure", "li", "h1", "h2", "h3", "h4", "h5", "h6"}
)
FILE = re.compile(
    r"\.(?:pdf|docx?|odt|rtf|xlsx?|ods|zip|pptx?|7z|rar)(?:$|[?#])|/download/|/pobierz", re.IGNORECASE
)
_FUNDING = re.compile(
    r"(?:wspol|do|s)finansowan|\bw ramach\b.{0,40}(?:program|projekt|dzialani|konkurs)|\bze srodkow\b"
    r"|fundusz\w* europejsk|unii europejsk"
)
_AUTHOR = re.compile(r"o autor(?:ze|ce|ach)\b|autor(?:ka|zy)? (?:wpisu|tekstu|artykulu)\b")
_MOST_FILES = 60  #: links that are looked at
_FAR = 60  #: lines behind a heading and its lead that are looked at for the text
_LONG = 100  #: characters of a lead, or of a caption, that is a heading by its tag
_APART = 3  #: lines in a row that are no paragraphs, where a text ends
_MOST_LINKS = 40  #: lines between a text and a box beside it that are looked at


def is_paragraph(line: Line) -> bool:
    """Is a line running text of some length?"""
    return not line.region and not line.heading and len(line.text) - line.linked >= 80


def is_long_heading(line: Line) -> bool:
    """Is a line a heading of low rank by its tag, but as long as leads and captions are?"""
    return line.heading > 1 and len(line.text) >= _LONG and not line.region


def goes_on(head: Box, own: int, lines: list[Line], *, far: bool = False) -> bool:
    """Does running text, much more than its `own`, follow right behind a box that holds heading and lead?

    Headlines with days and teasers of other news come so too. `far`: not only in the box around it.
    """
    parent = head.parent
    if parent is None or parent.tag == "body":
        return False
    end = head.last + _FAR if far else min(parent.last, head.last + _FAR)
    told = size = linked = apart = 0
    for line in lines[head.last : end]:
        if line.region:
            continue
        if line.heading and (line.linked or (not told and not is_long_heading(line))):
            break
        if is_paragraph(line):
            told, apart = told + 1, 0
            size += len(line.text)
            linked += line.linked
        elif not line.heading:
            apart += 1
            if apart == _APART or (told and line.is_meta()):
                break
    return told > 2 and size > 3 * own and linked * 5 < size


def opens_with_others(kid: Box, core: Box, mass: Mass) -> bool:
    """Does a box beside the text begin with a list of other news? What else it holds is no text, either."""
    if kid.first <= core.first or kid.first == kid.last or kid.tag in LEAVES:
        return False
    return mass.lines[kid.first].region in {"related", "calendar"} and mass.of(kid) < 4 * PLENTY


def is_of_others(kid: Box, core: Box, mass: Mass, after: int) -> bool:
    """Does a box amid those that the text is parted in list other news, or lead to them behind some text?"""
    if opens_with_others(kid, core, mass):
        return True
    leads = kid.last - kid.first > 1 and kid.tag not in LEAVES and mass.dense(kid) and not holds_files(kid)
    return leads and any(map(is_running, mass.lines[max(core.first, after + 1) : kid.first]))


def is_beyond_links(kid: Box, core: Box, mass: Mass) -> bool:
    """Do headlines of other news stand between the text and a box? What follows is the foot of the page."""
    between = mass.lines[core.last : min(kid.first, core.last + _MOST_LINKS)]
    links = [line for line in between if line.linked * 10 >= len(line.text) * 8 and len(line.text) >= 15]
    return len(links) > 1 and not any(FILE.search(line.origin.get("href") or "") for line in links)


def is_about_author(kid: Box, core: Box, mass: Mass) -> bool:
    """Does a box below that of the text tell who wrote it?"""
    below = kid.first >= core.last and kid.tag not in LEAVES and kid.first < kid.last
    return below and bool(_AUTHOR.match(mass.lines[kid.first].folded))


def holds_files(box: Box) -> bool:
    """Are the links of a box documents to download, as below many announcements?"""
    links = [link.get("href") or "" for link in islice(box.element.iter("a"), _MOST_FILES)]
    return bool(links) and sum(bool(FILE.search(link)) for link in links) * 2 > len(links)


def is_strip(kid: Box, core: Box, after: int, mass: Mass) -> bool:
    """Words of funding that stand alone in <body>, below an article that is complete in a box of its own."""
    if kid.parent is None or kid.parent.tag != "body" or kid.first < core.last:
        return False
    if (after >= 0 and not core.first <= after < core.last) or mass.of(core, after) < PLENTY:
        return False
    folded = " ".join(line.folded for line in mass.lines[kid.first : kid.last])
    return len(folded) <= 600 and bool(is_credit(folded) or _FUNDING.search(folded))
