"""The way from the first page to this one ("Strona główna » Aktualności » …"), in one line or in a list."""

from __future__ import annotations

import re

from crawler.pages import signs
from crawler.pages.blocks import Box, Line, Scan
from crawler.pages.wording import names_section

_HOME = r"(?:strona glowna|start|home|glowna)"
_HERE = r"(?:jestes|znajdujesz sie)\s*(?:tutaj|tu|w)?\s*:?\s*"
_SAID = r"(?:jestes|znajdujesz sie)(?: tutaj| tu)?\s*:"
_DIVIDER = r"\s*(?:>|\"|›|→|/|\||::|\\)"  #: folded: "»" is a quotation mark there
_TRAIL = re.compile(rf"(?:{_HERE})?{_HOME}{_DIVIDER}|{_SAID}[^.!?]{{2,60}}?{_DIVIDER}")
_FIRST = re.compile(rf"(?:{_HERE})?{_HOME}\W*|{_SAID}")
_OPENS = "SsHhGgJjZz"
_DIVIDERS = (">", '"', "›", "→", "/", "|", "::", "\\")
_DIVIDED = re.compile(r"\s*(?:>|»|›|→|::|\\)\s*|\s+[/|]\s+")
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
        if _is_trail(line.folded):
            line.region = line.region or "menu"
            found.trail = found.trail or _end(text if line.linked < len(_DIVIDED.sub("", text)) else "")
        elif line.linked and (listed := _list_of(line, found)):
            for each in listed:
                each.region = each.region or "menu"
            found.trail = found.trail or _end(listed[-1].text if not listed[-1].linked else "")


def _is_trail(folded: str) -> bool:
    return any(sign in folded for sign in _DIVIDERS) and bool(_TRAIL.match(folded))


def _list_of(line: Line, found: Scan) -> list[Line]:
    """The lines of the short list that a link to the first page opens, all but the last of them links."""
    holder: Box | None = line.box.parent
    if line.box.tag != "li" or holder is None or not 2 <= holder.last - holder.first <= _MOST:
        return []
    lines = found.lines[holder.first : holder.last]
    inner = [each for each in lines[:-1] if len(each.text) > 2 and each.text[-1] != ":"]
    if lines[0].index < line.index - 1 or any(each.heading for each in lines):
        return []
    return lines if all(each.linked * 10 >= len(each.text) * 7 for each in inner) else []


def _end(text: str) -> str:
    """What a trail calls the page: its last part, where that is no section of the site."""
    last = _DIVIDED.split(text)[-1].strip()
    return last if len(last) >= 4 and not names_section(last.lower()) else ""
