"""The way from the first page to this one ("Strona główna » Aktualności » …"), in one line or in a list."""

from __future__ import annotations

import re

from crawler.pages import signs
from crawler.pages.blocks import Box, Line, Scan
from crawler.pages.furniture.wording import names_section

_HOME = r"(?:strona glowna|start|home|glowna)"
_HERE = r"(?:jestes|znajdujesz sie)\s*(?:tutaj|tu|w)?\s*:?\s*"
_SAID = r"(?:jestes|znajdujesz sie)(?: tutaj| tu)?\s*:"
_DIVIDER = r"\s*(?:>|\"|›|→|/|\||::|\\)"  #: folded: "»" is a quotation mark there
_TRAIL = re.compile(rf"(?:{_HERE})?{_HOME}{_DIVIDER}|{_SAID}[^.!?]{{2,60}}?{_DIVIDER}")
_FIRST = re.compile(rf"(?:{_HERE})?{_HOME}\W*|{_SAID}")
_OPENS = "SsHhGgJjZz"
_DIVIDED = re.compile(r"\s*(?:>|»|›|→|::|\\)\s*|\s+[/|]\s+")
_SIGN = re.compile(r">|»|›|→|::|\\")
_LONGEST = 200
_MOST = 7  #: lines of a list that may be a trail


def mark_trails(found: Scan) -> None:
    """Give trails the region of menus, and tell what the first of them calls the page."""
    for line in found.lines_with(signs.TRAIL):
        text = line.text
        if text[0] not in _OPENS or len(text) > _LONGEST or line.region not in {"", "menu", "repeated"}:
            continue
        if not _FIRST.match(line.folded):
            continue
        if _TRAIL.match(line.folded):
            line.region = line.region or "menu"
            if not found.trail:
                parts = _parts(text)
                found.trail = _end(parts[-1]) if line.linked < sum(map(len, parts)) else ""
        elif line.linked and (listed := _list_of(line, found)):
            for each in listed:
                each.region = each.region or "menu"
            if not found.trail and not listed[-1].linked:
                found.trail = _end(_parts(listed[-1].text)[-1])


def _list_of(line: Line, found: Scan) -> list[Line]:
    """The lines of the short list that a link to the first page opens, all but the last of them links."""
    holder: Box | None = line.box.parent
    if line.box.tag != "li" or holder is None or not 2 <= holder.last - holder.first <= _MOST:
        return []
    lines = found.lines[holder.first : holder.last]
    if lines[0].index < line.index - 1 or (lines[-1].linked and all(each.region for each in lines)):
        return []  # of a menu there is nothing to tell
    for each in lines:
        if each.heading:
            return []
        inner = each is not lines[-1] and len(each.text) > 2 and each.text[-1] != ":"
        if inner and each.linked * 10 < len(each.text) * 7:
            return []
    return lines


def _parts(text: str) -> list[str]:
    """What the dividers of a trail part; strokes divide only where blanks stand around them."""
    if "/" in text or "|" in text:
        return _DIVIDED.split(text)
    return [part.strip() for part in _SIGN.split(text)]


def _end(last: str) -> str:
    """What a trail calls the page: its last part, where that is no section of the site."""
    last = last.strip()
    return last if len(last) >= 4 and not names_section(last.lower()) else ""
