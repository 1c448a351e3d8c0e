"""Addresses of mail that a site hides from robots: Joomla behind a sentence about JavaScript, Cloudflare
behind "[email protected]". A text has the address, as whoever reads the page sees it."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Iterator
from html import unescape

from lxml.html import HtmlElement

from aggregator.text import squeeze
from crawler.pages.boxes import Box, Line

SIGNS = ("JavaScript", "[email")  #: in every such sentence, whatever its language
_SENTENCE = re.compile(
    r"(?:\bten )?\badres\w* (?:e-?mail|poczt\w*).{0,60}?\bspam.{0,120}?javascript"
    r"(?: w przegl[aą]darce)?(?:,[^.,]{0,30})?\.?"
    r"|\bthis e-?mail address is being protected from spam ?bots.{0,20}?javascript enabled to view it\.?"
    r"|\[email\s?protected\]",
    re.IGNORECASE,
)
_JOOMLA = "joomla-hidden-mail"
_SET = re.compile(r"\s*(?:var )?addy(_text)?\w*\s*=")
_PIECES = re.compile(r"'([^'<>]*)'")
_LONGEST = 200  #: characters of an address or of what is written for it


def reveal(line: Line, hidden: dict[Box, Iterator[str]]) -> None:
    """Put the addresses where such sentences stand; one that cannot be told leaves nothing.

    `hidden`: the addresses that are yet to come, by box.
    """
    if any(sign in line.text for sign in SIGNS):
        within = hidden.setdefault(line.box, _addresses(line.box.element))
        said = _SENTENCE.sub(lambda _: next(within, ""), line.text)
        line.text = squeeze(said) or line.text


def _addresses(element: HtmlElement) -> Iterator[str]:
    """In the order of the page, one for each sentence, "" = not to be told."""
    for node in element.iter(_JOOMLA, "script", "a", "span"):
        if node.tag == _JOOMLA:
            yield _plain(node.get("text")) or "@".join((_plain(node.get("first")), _plain(node.get("last"))))
        elif node.tag == "script":
            if "addy" in (node.text or ""):
                yield _set_by(node.text)
        elif code := node.get("data-cfemail"):
            yield _crossed(code)


def _plain(coded: str | None) -> str:
    try:
        return b64decode(coded or "", validate=True).decode()[:_LONGEST]
    except ValueError:
        return ""


def _set_by(script: str) -> str:
    """What a program of Joomla puts together of pieces: the words for the link, or the address."""
    address = words = ""
    for statement in unescape(script[:4000]).split(";"):
        if name := _SET.match(statement):
            pieces = "".join(_PIECES.findall(statement))
            if name[1]:
                words += pieces
            else:
                address += pieces
    return (words or address)[:_LONGEST]


def _crossed(code: str) -> str:
    """The first byte is the key of all others."""
    try:
        key, *letters = bytes.fromhex(code[: 2 * _LONGEST])
        return bytes(letter ^ key for letter in letters).decode()
    except ValueError:
        return ""
