"""What XML, HTML and JSON can carry: characters and addresses that cannot hurt."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

# XML 1.0 §2.2 less what it discourages; bidirectional overrides could turn a title round its neighbours
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    "\u202a-\u202e\u2066-\u2069"
    + "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(1, 17))
    + "]"
)
#: white space that is allowed, all the same to `str.isprintable`, which is twenty times as quick as a pattern
_SPACES = re.compile("[\t\n\r\xa0]+")
_UNSAFE_IN_ADDRESS = re.compile(r"""[\s"'<>\\^`{|}\x00-\x20\x7f-\x9f]""")
TITLE_LIMIT = 500  #: characters; longer is no title but a mistake of the page


def printable(text: str) -> str:
    """The text without characters that XML forbids, lone surrogates among them."""
    plain = text if text.isprintable() else _SPACES.sub(" ", text)
    return text if plain.isprintable() else _FORBIDDEN.sub("", text)


def one_line(text: str, limit: int = 0) -> str:
    """Printable, white space squeezed, cut to `limit` characters where that is not 0."""
    if limit:
        text = text[: limit * 4]  # squeezing a megabyte to throw it away is no use
    line = " ".join(printable(text).split())
    return line if not limit or len(line) <= limit else line[: limit - 1].rstrip() + "…"


def web_address(url: str) -> str:
    """The address if it is plain http or https with a host, else "": `javascript:` never passes.

    >>> web_address("https://biblioteka.example/a"), web_address("javascript:alert(1)")
    ('https://biblioteka.example/a', '')
    """
    url = url.strip()
    if _FORBIDDEN.search(url) or len(url) > 4000:
        return ""
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return ""
    if parts.scheme.lower() not in ("http", "https") or not host or "@" in parts.netloc:
        return ""
    return _UNSAFE_IN_ADDRESS.sub(lambda m: "".join(f"%{byte:02X}" for byte in m[0].encode()), url)
