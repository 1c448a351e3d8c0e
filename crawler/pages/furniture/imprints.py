"""The foot of a page that has no name: its last part, with the library's address and what pays for it."""

from __future__ import annotations

import re

from crawler.pages.blocks import Box, Line, Scan
from crawler.pages.furniture.wording import is_address, is_credit
from crawler.pages.mass import is_running

_FUNDING = re.compile(r"finansowan|\bfundusz|unii europejsk|programu? operacyjn")
_POSTAL = re.compile(r"\b\d{2}-\d{3}\s+[A-ZŻŹĆŁŚÓ]")
_DEEPEST = 8  #: boxes around the parts of a page
_LONGEST = 12  #: lines of a foot
_NAMED = frozenset({"footer", "notice"})
_PARTS = frozenset({"div", "section", "center", "table", "tr", "td", "address"})
_ICON = re.compile(r"icon|button|logo|baner|banner|herb|\.svg|\.gif|^data:", re.IGNORECASE)


def mark_imprint(found: Scan) -> None:
    """Give the last part of a page the region of footers, where it has no other foot and no text is lost."""
    if _has_foot(found):
        return
    parts = _parts(found)
    if len(parts) < 2:
        return
    foot = next((box for box in reversed(parts) if not box.region), None)
    if foot is None or foot.tag not in _PARTS or not _is_imprint(foot, found):
        return
    if any(_has_content(box, found) for box in parts[1:] if box.last <= foot.first and not box.region):
        foot.region = "footer"
        for line in found.lines[foot.first : foot.last]:
            line.region = line.region or "footer"


def foot_of_column(lines: list[Line], found: Scan) -> int:
    """The number of the line with which the foot of a page begins that stands in one box with the text.

    It opens with a postal address, and nothing but such lines follows to the end of the page.
    """
    end = len(found.lines)
    if not lines or _has_foot(found):
        return end
    foot = end
    for line in reversed(lines):
        if line.heading or _is_text(line) or end - line.index > _LONGEST:
            break
        if _POSTAL.search(line.text) and not line.strong:
            foot = line.index
    rest = found.lines[lines[-1].index + 1 :]
    told = any(line.index < foot and not line.heading and len(line.text) >= 25 for line in lines)
    return foot if told and all(line.region or line.linked or is_address(line.text) for line in rest) else end


def _has_foot(found: Scan) -> bool:
    """Do names or notices tell already where the foot is?"""
    return any(line.region in _NAMED for line in found.lines[: -_LONGEST - 1 : -1])


def _parts(found: Scan) -> list[Box]:
    """The boxes side by side that the page consists of: head, menu, text, foot."""
    box = found.boxes[0]
    for _ in range(_DEEPEST):
        kids = [kid for kid in box.kids if kid.first < kid.last or kid.element.find(".//img") is not None]
        if len(kids) != 1:
            return kids
        box = kids[0]
    return []


def _is_imprint(box: Box, found: Scan) -> bool:
    """Is there an address, and besides it nothing but links, credits and short lines?"""
    lines = found.lines[box.first : box.last]
    if not 0 < len(lines) <= _LONGEST or any(line.heading in {1, 2} for line in lines):
        return False
    return any(is_address(line.text) for line in lines) and not any(map(_is_text, lines))


def _is_text(line: Line) -> bool:
    told = is_credit(line.folded) or _FUNDING.search(line.folded) or is_address(line.text)
    return is_running(line) and not told


def _has_content(box: Box, found: Scan) -> bool:
    """Is there a heading, a line of text or a poster in it?"""
    for line in found.lines[box.first : box.last]:
        if not line.region and (line.heading in {1, 2, 3} or len(line.text) - line.linked >= 25):
            return True
    return any(not _ICON.search(image.get("src") or "icon") for image in box.element.iter("img"))
