"""XML as servers really send it: gzipped, with a byte-order mark, or a web page instead."""

from __future__ import annotations

import gzip
import re
import zlib
from typing import Any

from lxml import etree

from crawler.families import UnreadableError

#: a document that opens to more than this is no list of news
MOST = 30_000_000
_HTML = re.compile(rb"^\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def parse_xml(body: bytes, url: str) -> Any:
    """The root element. Raises UnreadableError: a web page, not XML, empty, too big."""
    body = unpack(body, url).lstrip(b"\xef\xbb\xbf \t\r\n")
    if not body:
        raise UnreadableError(f"{url} answers with nothing")
    if _HTML.match(body[:2000]):
        raise UnreadableError(f"{url} answers with a web page instead of XML")
    root = _parse(body, recover=False)
    if root is None:  # one stray `&` must not cost a library its whole feed
        root = _parse(_CONTROL.sub(b"", body), recover=True)
    if root is None or not isinstance(root.tag, str):
        raise UnreadableError(f"{url} is not XML")
    return root


def unpack(body: bytes, url: str) -> bytes:
    """A gzipped file opened, anything else as it is."""
    if body[:2] != b"\x1f\x8b":
        return body
    try:
        opened = zlib.decompressobj(wbits=31).decompress(body, MOST)
    except (zlib.error, gzip.BadGzipFile) as exc:
        raise UnreadableError(f"{url} is a broken gzip file") from exc
    if not opened:
        raise UnreadableError(f"{url} is a broken gzip file")
    if len(opened) >= MOST:
        raise UnreadableError(f"{url} opens to more than {MOST // 1_000_000} MB")
    return opened


def _parse(body: bytes, *, recover: bool) -> Any:
    parser = etree.XMLParser(
        recover=recover, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        return etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def local(element: Any) -> str:
    """The name of an element without its namespace, lower case; "" for comments."""
    return str(element.tag).rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def words_of(parent: Any, *names: str) -> str:
    """Text of the first child with one of these names, in the order of the names."""
    for name in names:
        for child in parent:
            if local(child) == name:
                text = "".join(child.itertext()).strip()
                if text:
                    return text
    return ""
