"""HTML source to a tree of elements."""

from __future__ import annotations

import re
from functools import lru_cache

from lxml import etree
from lxml.html import HtmlElement

_CONTROLS = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_CONTROL_BYTES = bytes(
    code for code in range(1, 128) if chr(code) not in "\t\n\r" and (code < 32 or code == 127)
)
_NO_CONTROLS = bytes(code if code in b"\0\t\n\r" or 32 <= code != 127 else 32 for code in range(256))
#: the same characters named by their numbers: "&#27;[2J" would reach a terminal
_REFERENCES = re.compile(
    rb"&#(?:0*(?:[1-8]|1[124-9]|2\d|3[01]|127)(?!\d)|[xX]0*(?:[1-8bBcCeEfF]|1[\da-fA-F]|7[fF])(?![\da-fA-F]));?"
)
_LONG = 4000  #: characters of a tag that may have thousands of attributes
_LONG_TAGS = re.compile(f"<[^<>]{{{_LONG},}}>")
_MAX_ATTRIBUTES = 400
_BLANK = b"<html><head></head><body></body></html>"


def parse_source(source: bytes) -> HtmlElement:
    """The root element of what `source_of` gave, comments left out."""
    try:
        root = etree.fromstring(source, _parser())
    except (etree.XMLSyntaxError, ValueError):
        root = None
    return etree.fromstring(_BLANK, etree.HTMLParser()) if root is None else root


@lru_cache(maxsize=1)
def _parser() -> etree.HTMLParser:
    # Plain elements: the classes of lxml.html cost a call of Python for every element that is touched.
    return etree.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, collect_ids=False
    )


def source_of(text: str, encoded: bytes | None = None) -> bytes:
    """UTF-8 for the parser, characters that no page may have made blanks; `encoded` is the text in UTF-8, if
    at hand."""
    source = _without_controls(text, encoded)
    # a single sign is found in a twentieth of the time of two
    return _REFERENCES.sub(b" ", source) if "&" in text and b"&#" in source else source


def _without_controls(text: str, encoded: bytes | None) -> bytes:
    long = len(text) > _LONG and _LONG_TAGS.search(text)
    if not long and "\ufffe" not in text and "\uffff" not in text:
        try:
            source = text.encode("utf-8") if encoded is None else encoded
        except UnicodeEncodeError:  # lone surrogates
            pass
        else:
            # one by one they are looked for in less time than all bytes are translated
            return source.translate(_NO_CONTROLS) if any(map(source.__contains__, _CONTROL_BYTES)) else source
    return _LONG_TAGS.sub(_without_attributes, _CONTROLS.sub(" ", text)).encode("utf-8")


def _without_attributes(match: re.Match[str]) -> str:
    """A tag with thousands of attributes costs the parser the square of their number; nobody needs them."""
    tag = match[0]
    return tag if tag.count("=") < _MAX_ATTRIBUTES else tag.split(None, 1)[0] + ">"
