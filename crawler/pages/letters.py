"""Letters of a text put right: one normal form, nothing invisible, plain digits."""

from __future__ import annotations

import re
import unicodedata

from aggregator.text import is_usual

_ODD = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff\u20e3"
    "\x80-\x9f\ufb00-\ufb06\uff01-\uff5e\U0001d400-\U0001d7ff]"
)

#: Cyrillic and Greek letters that look like Latin ones, in a word of Latin ones
_LATIN = str.maketrans("аеорсухіјАВЕКМНОРСТХІЈοΟΑΒΕΗΙΚΜΝΡΤΧΥΖ", "aeopcyxijABEKMHOPCTXIJoOABEHIKMNPTXYZ")
_ALIKE = "".join(map(chr, _LATIN))
_MIXED = re.compile(rf"\b(?=\w*[a-zA-Z])(?=\w*[{_ALIKE}])[\w{_ALIKE}]+\b")


def clean(text: str) -> str:
    """NFC, nothing invisible; keycaps, ligatures, full-width and mathematical characters made plain ones.

    >>> clean("dota\\u00adcja 1️⃣0️⃣ 𝟒𝟎 zł")
    'dotacja 10 40 zł'
    """
    if is_usual(text):
        return text
    if _ODD.search(text):
        text = _ODD.sub(_plain, text)
    if _MIXED.search(text):
        text = _MIXED.sub(lambda match: match[0].translate(_LATIN), text)
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def _plain(match: re.Match[str]) -> str:
    char = match[0]
    if "\x80" <= char <= "\x9f":  # windows-1252 punctuation given by its number
        return char.encode("latin-1").decode("cp1252", "ignore")
    if "\ufb00" <= char <= "\ufb06" or "\uff01" <= char <= "\uff5e" or char >= "\U0001d400":
        return unicodedata.normalize("NFKC", char)
    return ""
