"""A few pages kept decoded and parsed: whoever looks at one page twice in a row parses it once."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from lxml.html import HtmlElement

from crawler.pages.encoding import Decoded, decode
from crawler.pages.html import parse_source, source_of

_MAX_CHARACTERS = 8_000_000  #: beyond this a page is cut: no article is that long
_MOST = 6  #: pages kept: those from which a site profile is learnt, and one more
_LONGEST = 300_000  #: bytes of a page that is kept: long ones must not fill the memory


@dataclass(slots=True)
class Parsed:
    """One page. The tree is shared: look, never change it."""

    body: bytes
    header: str | None  #: charset of the HTTP header
    decoded: Decoded
    text: str  #: of at most _MAX_CHARACTERS
    source: bytes  #: what the parser was given
    tree: HtmlElement


_KEPT: deque[Parsed] = deque(maxlen=_MOST)


def parsed(body: bytes, header: str | None) -> Parsed:
    """Decode and parse; any bytes give a page, if an empty one. The very same bytes object is not parsed
    again at once."""
    for kept in tuple(_KEPT):
        if kept.body is body and kept.header == header:
            return kept
    decoded = decode(body, header)
    text = decoded.text[:_MAX_CHARACTERS]
    source = source_of(text, decoded.source if text is decoded.text else None)
    fresh = Parsed(body, header, decoded, text, source, parse_source(source))
    if len(body) <= _LONGEST:
        _KEPT.append(fresh)
    return fresh
