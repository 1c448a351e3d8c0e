"""Bytes of a page to text: what the bytes are weighs more than what header and meta say they are."""

from __future__ import annotations

import codecs
import re
from functools import lru_cache
from typing import NamedTuple

from crawler.pages.mojibake import POLISH, put_right

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MARKS = tuple(mark for mark, _ in _BOMS)
_META = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)|<\?xml[^>]{0,80}?encoding\s*=\s*["']([\w.:-]+)""",
    re.IGNORECASE,
)
_RUNS = re.compile(rb"[\x80-\xff]{3,}")
_LEADS_OF_POLISH = sorted({letter.encode()[:1] for letter in POLISH})
_ASCII = bytes(range(128))
_PUNCTUATION = "„”“’–—…\u00a0«»§°"
_WESTERN = {"iso8859-1", "cp1252", "latin-1", "ascii", "iso8859-15"}  #: declared by habit, never true here
_CENTRAL = ("cp1250", "iso8859-2")
_OF_OLD = ("cp852", "mac_latin2")
#: what old editors called the charsets that Python knows by other names
_CALLED = {
    "x-mac-ce": "mac_latin2", "macce": "mac_latin2", "x-mac-centraleurroman": "mac_latin2",
    "x-cp1250": "cp1250", "win-1250": "cp1250", "windows1250": "cp1250", "cp-1250": "cp1250",
    "iso8859_2": "iso8859-2", "iso-latin-2": "iso8859-2", "dos-852": "cp852", "ibm-852": "cp852",
}  # fmt: skip
_MULTIBYTE = {"utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be", "utf-7", "utf-8-sig"}
_SNIFFED = 8192  #: bytes in which a declaration is looked for


class Decoded(NamedTuple):
    """Text of a page without NUL characters, the charset it was read by, and the rule that chose it."""

    text: str
    charset: str  #: Python's name: "utf-8", "cp1250", "iso8859-2", …
    rule: str  #: "bom", "utf-8", "utf-8 with strays", "declared", "polish letters", "fallback"; + "+double" …
    source: bytes | None = None  #: the text in UTF-8, where the bytes were just that


def decode(body: bytes, charset: str | None = None) -> Decoded:
    """Text of `body`; `charset` is what the HTTP header says. Any bytes give some text, nothing raises."""
    zeros = 0 in body
    found = (zeros or body.startswith(_MARKS)) and _by_mark(body)
    found = found or _by_utf8(body) or _by_letters(body, charset)
    text = found.text
    if zeros and "\0" in text:
        text = text.replace("\0", "")
    text, done = put_right(text)
    if done:
        return Decoded(text, found.charset, f"{found.rule}{done}")
    return found if text is found.text else Decoded(text, found.charset, found.rule)


def declared_charset(body: bytes) -> str:
    """Python's name of the charset that the page itself declares near its start, "" where none or unknown."""
    match = _META.search(body[:_SNIFFED])
    return _codec((match[1] or match[2]).decode("ascii", "replace")) if match else ""


@lru_cache(maxsize=256)
def _codec(name: str | None) -> str:
    """Python's name for a charset of text, "" for nonsense and for codecs that are no charsets."""
    try:
        plain = (name or "").strip("\"' \t").lower()
        info = codecs.lookup(_CALLED.get(plain, plain))
    except (LookupError, ValueError, UnicodeError):
        return ""
    known = info.name.startswith(
        ("utf-", "iso8859", "cp", "koi8", "mac", "latin", "gb", "euc", "shift", "big5")
    )
    return info.name if known else "ascii" if info.name == "ascii" else ""


def _by_mark(body: bytes) -> Decoded | None:
    if body.startswith(_MARKS):
        mark, name = next(known for known in _BOMS if body.startswith(known[0]))
        return Decoded(body[len(mark) :].decode(name, "replace"), name, "bom")
    head = body[:2000]
    if (
        0 in head and head.count(0) * 3 > len(head) > 8
    ):  # UTF-16 that lost its mark: every other byte of markup is NUL
        name = "utf-16-be" if head[0::2].count(0) > head[1::2].count(0) else "utf-16-le"
        return Decoded(body.decode(name, "replace"), name, "utf-16")
    return None


def _by_utf8(body: bytes) -> Decoded | None:
    """Strict UTF-8, cut in the middle of a letter or not; or UTF-8 with a few strays of windows-1250."""
    try:
        return Decoded(body.decode("utf-8"), "utf-8", "utf-8", body)
    except UnicodeDecodeError as error:
        if error.end == len(body) and error.reason == "unexpected end of data" and error.start:
            return Decoded(body[: error.start].decode("utf-8"), "utf-8", "utf-8")
    enough = len(body.translate(None, _ASCII)) * 0.3
    if sum(map(body.count, _LEADS_OF_POLISH)) < enough:  # the letters cannot be more
        return None
    if sum(body.count(letter.encode()) for letter in POLISH) < enough:
        return None
    return Decoded(body.decode("utf-8", "cp1250-strays"), "utf-8", "utf-8 with strays")


def _read_strays(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.end].decode("cp1250", "replace"), error.end


codecs.register_error("cp1250-strays", _read_strays)


def _by_letters(body: bytes, header: str | None) -> Decoded:
    """The single-byte charset that makes most Polish letters of the bytes; a declaration breaks the tie."""
    declared = [name for name in (declared_charset(body), _codec(header)) if name]
    usable = [name for name in declared if name not in _WESTERN | _MULTIBYTE and name != "utf-8"]
    if usable and usable[0] not in _CENTRAL and _is_foreign(body):
        return Decoded(body.decode(usable[0], "replace"), usable[0], "declared")
    high = body.translate(None, _ASCII)  # what all charsets read alike counts for none
    scores = {name: _score(high, name) for name in (*usable, *_CENTRAL)}
    best = max(scores, key=lambda name: scores[name])
    if scores[best] > 0:
        return Decoded(
            body.decode(best, "replace"), best, "declared" if best in declared else "polish letters"
        )
    if usable:
        return Decoded(body.decode(usable[0], "replace"), usable[0], "declared")
    scores = {name: _score(high, name) for name in _OF_OLD}
    best = max(scores, key=lambda name: scores[name])
    if scores[best] > 0:
        return Decoded(body.decode(best, "replace"), best, "polish letters")
    return Decoded(body.decode("cp1250", "replace"), "cp1250", "fallback")


def _is_foreign(body: bytes) -> bool:
    """Whole words of high bytes: another alphabet; in Polish they stand alone."""
    return sum(len(run) for run in _RUNS.findall(body)) * 2 > len(body.translate(None, _ASCII)) > 0


def _score(high: bytes, name: str) -> int:
    table = _weights(name)
    if table is None:
        return 0
    polish, odd = table
    return 2 * (len(high) - len(high.translate(None, polish))) - 3 * (
        len(high) - len(high.translate(None, odd))
    )


@lru_cache(maxsize=32)
def _weights(name: str) -> tuple[bytes, bytes] | None:
    """Bytes that are Polish letters or quotation marks in a charset, and bytes that no Polish text has."""
    polish, odd = bytearray(), bytearray()
    for code in range(128, 256):
        try:
            char = bytes([code]).decode(name)
        except UnicodeDecodeError:
            odd.append(code)
            continue
        if char in POLISH or char in _PUNCTUATION:
            polish.append(code)
        elif not char.isalnum() or char.isspace() or char in "ĽľĹĺŠšŻŢţŤť":
            odd.append(code)
    return (bytes(polish), bytes(odd)) if polish else None
