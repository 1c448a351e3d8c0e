"""What is no page by its bytes alone: empty, another kind of file, cut off."""

from __future__ import annotations

import re
from collections import Counter

from aggregator.vocabulary import Problem

_MAGIC = (
    b"%PDF", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"RIFF", b"\x1f\x8b",
    b"OggS", b"ID3", b"{\\rtf", b"BM", b"II*\x00", b"\x00\x00\x01\x00", b"Rar!", b"7z\xbc\xaf", b"wOFF",
)  # fmt: skip
_END = 1000  #: bytes in which nearly every page is closed
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_TAG = re.compile(
    rb"<(?:!doctype html|html|head|body|div|p|table|title|meta|h[1-6]|a|br|script|frameset|span|ul|center)\b",
    re.I,
)
_XML = re.compile(
    rb"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*|<!DOCTYPE\s+(?!html)[^>]*>\s*|<\?[^>]*>\s*)*<(?:rss|feed|rdf:rdf|urlset|sitemapindex|opml|svg|kml|soap:|error|response|wsdl:)",
    re.I | re.S,
)
#: nearly every page; it is neither another kind of file nor an answer for programs
_PLAINLY = re.compile(rb"<(?:!doctype html|html)[\s>]", re.I)
_WIDE = 200  #: bytes by which a page is told that has two for each letter
_CONTROLS = bytes(set(range(0x20)) - {0x1B} - set(b"\t\n\r\f\v"))
_BINARY = 0.05  #: of the first bytes are controls: a program or a drawing, not a text
#: what must be closed where the page is whole; the rest (`p`, `li`, `td`, `body`) HTML closes by itself
_CLOSED = (
    b"a", b"article", b"aside", b"div", b"footer", b"header", b"main", b"nav", b"ol", b"section", b"span",
    b"table", b"ul",
)  # fmt: skip
_TAGS = re.compile(rb"<(/?)([a-z][a-z0-9]*)\b")
#: how a text ends that was not cut
_FINISHED = re.compile(rb"""(?:[.!?)\]"']|&(?:hellip|rdquo|quot|raquo);|\xe2\x80[\x9d\xa6])$""")
#: an answer for programs, which may hold pieces of HTML
_JSON = re.compile(rb'^(?:\[\s*)?\{\s*"[^"<>]{1,80}"\s*:')
_NOT_HTML_TYPES = re.compile(
    r"^(?:application/(?!xhtml|octet|force)|image/|audio/|video/|font/|text/(?:css|csv|calendar|javascript|xml))",
    re.I,
)


def problem_of_bytes(body: bytes, content_type: str | None = None) -> Problem | None:
    """EMPTY, NOT_HTML or TRUNCATED by the bytes alone, before any parsing; None = may be a page.

    `content_type` is the HTTP header; the bytes weigh more: HTML served as anything is read.
    """
    if _PLAINLY.match(body) and 0 not in body[:_WIDE]:
        return Problem.TRUNCATED if _is_cut(body) else None
    head = body[:4096].lstrip(b" \t\r\n\0")
    for mark in _MARKS:
        head = head.removeprefix(mark)
    if not head.strip(b" \t\r\n\0") and not body.strip(b" \t\r\n\0"):
        return Problem.EMPTY
    start = head.lstrip()
    wide = head[:_WIDE].count(0) * 3 > len(head[:_WIDE])
    if start.startswith(_MAGIC) and not _TAG.search(start[:64]):
        return Problem.NOT_HTML
    if wide and _is_wide(head):
        return None
    if len(head.translate(None, _CONTROLS)) < len(head) * (1 - _BINARY):
        return Problem.NOT_HTML
    if _XML.match(start) or _JSON.match(start) or (start[:1] in b"{[" and not _TAG.search(start[:200])):
        return Problem.NOT_HTML
    if not _TAG.search(body[:200_000]):
        return Problem.NOT_HTML
    if content_type and _NOT_HTML_TYPES.match(content_type.strip()) and not _TAG.search(start):
        return Problem.NOT_HTML
    return Problem.TRUNCATED if _is_cut(body) else None


def _is_cut(body: bytes) -> bool:
    """The bytes end inside a tag, a script, a comment or a sentence, and nothing closes the page.

    HTML closes the body by itself: a page whose boxes are closed and whose last sentence ends is whole.
    """
    end = body[-_END:]
    if b"</html" in end or b"</html" in end.lower():
        return False
    tail = body[-200_000:].lower()
    if b"</html" in tail or b"</body" in tail or b"</frameset" in tail:
        return False
    end = tail.rstrip(b" \t\r\n\0")
    begun = b"<body" in body[:200_000].lower()
    if not begun and b"<head" in body[:2000].lower() and end.rfind(b"<") > end.rfind(b">"):
        return True
    for opening, closing in ((b"<!--", b"-->"), (b"<script", b"</script"), (b"<style", b"</style")):
        if end.rfind(opening) > end.rfind(closing):
            return True
    if not begun:
        return False
    whole = body.lower()
    if not end.endswith(b">"):
        return end.rfind(b"<") > end.rfind(b">") or not _is_whole(whole, end)
    return whole.count(b"<div") - whole.count(b"</div") >= 4


def _is_whole(whole: bytes, end: bytes) -> bool:
    """Is each box closed that was opened, and does the last text end like one, or like all before it?

    Who never closes a paragraph does not close the last one either: there its end tells nothing.
    """
    counted = Counter(_TAGS.findall(whole))
    if any(counted[b"", tag] != counted[b"/", tag] for tag in _CLOSED):
        return False
    return bool(_FINISHED.search(end)) or (counted[b"", b"p"] > 3 and not counted[b"/", b"p"])


def _is_wide(head: bytes) -> bool:
    """Do nearly all noughts stand in the same places beside the letters, as in UTF-16 and UTF-32?"""
    head = head[:_WIDE]
    shares = [head[start::4].count(0) * 4 / len(head) for start in range(4)]
    return min(shares) <= 0.1 and all(share <= 0.1 or share >= 0.6 for share in shares)
