"""Dates in which the month stands before the year, or alone with it."""

from __future__ import annotations

import re

from aggregator.dates.building import build, build_month, calendar_day
from aggregator.dates.found import FoundDate
from aggregator.dates.words import MONTHS, ROMANS, choice

_DAY = r"(?:[12]\d|3[01]|0?[1-9])"
_MONTH = f"(?:{choice(MONTHS)})"
_ROMAN = f"(?:{choice(ROMANS)})"
#: month first ("sierpień 19, 2021") or month alone ("lipiec 2021"), before a number that looks like a year
_MONTH_FIRST = re.compile(
    rf"""(?:(?P<fw>{_MONTH})\b\.?\ ?(?:-|do)\ ?)?\b(?P<mw>{_MONTH})\b\.?,?\ ?
         (?:(?P<md>{_DAY})(?:st|nd|rd|th)?[,.]?\ )?\Z
    | \b(?P<rw>{_ROMAN})[ ./]\Z""",
    re.VERBOSE,
)
#: a month and a day behind such a number, and no other year behind them
_YEAR_FIRST = re.compile(rf",\ (?P<mw>{_MONTH})\.?\ (?P<md>{_DAY})(?!\d|,?\ \d{{4}}|[.:]\d)", re.VERBOSE)
_ENDINGS = ("st", "nd", "rd", "th")
_BEFORE_YEAR = frozenset((*MONTHS, *ROMANS, *_ENDINGS))
_BETWEEN = frozenset(" .,/")  #: what stands before such a year, if no letter does
_FAR = 45  #: characters before a year


def month_first(text: str, folded: str, at: int, end: int) -> FoundDate | None:
    """The date that ends with the year which stands in `folded[at:end]`."""
    word = _month_before(folded, at)
    if word < 0:
        return None
    window = max(0, at - _FAR)
    if folded[word:at].startswith(_ENDINGS) or folded[window:word].rstrip(" ").endswith(("-", "do")):
        hit = _MONTH_FIRST.search(folded, window, at)
    else:
        hit = _MONTH_FIRST.match(folded, word, at)
    if not hit:
        return None
    year = folded[at:end]
    if hit["md"]:
        day = calendar_day(year, MONTHS[hit["mw"]], hit["md"])
        return build(text, folded, hit.start("mw"), end, day)
    if hit["rw"]:
        if not text[hit.start("rw") : hit.end("rw")].isupper():
            return None
        return build_month(text, folded, hit.start(), end, year, ROMANS[hit["rw"]])
    first = MONTHS[hit["fw"]] if hit["fw"] else None
    start = hit.start("fw" if hit["fw"] else "mw")
    return build_month(text, folded, start, end, year, MONTHS[hit["mw"]], first)


def year_first(text: str, folded: str, at: int, end: int) -> FoundDate | None:
    """ "2021, Oct 14": the date that begins with the year in `folded[at:end]`, before a comma."""
    hit = _YEAR_FIRST.match(folded, end)
    if hit is None or not text[hit.start("mw")].isupper():
        return None
    return build(text, folded, at, hit.end(), calendar_day(folded[at:end], MONTHS[hit["mw"]], hit["md"]))


def _month_before(folded: str, end: int) -> int:
    """Where the last word before a number begins, if it is a month or the ending of an English ordinal, else
    -1. Asked of every year."""
    sign = folded[end - 1 : end]
    if sign not in _BETWEEN and not sign.isalpha():
        return -1
    before = folded[max(0, end - _FAR) : end].rstrip(" .,/0123456789\n")
    if not before[-1:].isalpha():
        return -1
    word = before.rpartition(" ")[2]
    if not word.isalpha():
        start = len(word)
        while word[start - 1].isalpha():
            start -= 1
        word = word[start:]
    return max(0, end - _FAR) + len(before) - len(word) if word in _BEFORE_YEAR else -1
