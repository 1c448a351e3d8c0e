"""Where a click leads on pages whose links are programs: `data-href`, `onclick="location.href='…'"`."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml.html import HtmlElement

BOXES = frozenset(
    {"div", "li", "article", "section", "tr", "span", "button"}
)  #: elements that a click may open
_ASKED = ("data-href", "data-link", "data-url")
_TO_LOAD = ("data-next", "data-next-url", "data-next-page")  #: of a button that loads more
_PLACED = re.compile(r"""(?:location(?:\.href)?\s*=|window\.open\()\s*(["'])(.+?)\1""")
_NOWHERE = re.compile(r"\s*(?:#|javascript:)", re.IGNORECASE)


def of_link(said: Mapping[str, str]) -> str:
    """Where an <a> leads: its address, or what its program opens where the address leads nowhere."""
    href = said.get("href", "")
    if "onclick" in said and (not href or _NOWHERE.match(href)):
        return _placed(said) or href
    return href


def of_box(element: HtmlElement, said: Mapping[str, str]) -> str:
    """Where a click on a box leads, "" = nowhere, or to where a link in it does."""
    told = next((said[name] for name in _ASKED if said.get(name)), "") or _placed(said)
    return told if told and not told.startswith("#") and element.find(".//a[@href]") is None else ""


def of_button(said: Mapping[str, str]) -> str:
    """What a button loads or opens, "" = what its page does not say."""
    return next((said[name] for name in (*_ASKED, *_TO_LOAD) if said.get(name)), "") or _placed(said)


def _placed(said: Mapping[str, str]) -> str:
    hit = _PLACED.search(said.get("onclick", ""))
    return hit[2] if hit else ""
