"""Where a programme counts only if nothing better does: it failed, it is long ago, others had the money."""

from __future__ import annotations

import re

from aggregator.programmes.context import CONTRAST, CONTRASTED, REFUSED
from aggregator.programmes.page import Page
from aggregator.programmes.phrases import phrases
from aggregator.programmes.signs import SIGNS

_HISTORY = re.compile(
    phrases(
        """kontynuacj*, kontynuuj*, nastepc*, nastepczyni*, zastapi*, zastepuj*, poprzednik*,
        poprzedni* edycj*, poprzedni* program*, poprzedni* perspektyw*, poprzedni* odslon*,
        poprzedni* lat*, wczesniejsz* edycj*, wczesniejsz* program*, wczesniejsz* grant*,
        wczesniejsz* dotacj*, dawniej, niegdys, przed laty, kiedys, w ubieglych latach, w
        minionych latach, pierwsz* edycj*, pierwsz* odslon*, wygas*, juz w latach, jeszcze z,
        jeszcze za, przypomn*"""
    )
)
_OTHER_LIBRARIES = phrases(
    """osciennej, inne biblioteki, innych bibliotek*, inna biblioteka, zaprzyjaznion* bibliotek*, koledzy z,
    kolezanki z"""
)
_OTHERS = re.compile(
    f"{_OTHER_LIBRARIES}|{phrases('sasiedni*, bibliotek* z sasied*, dom kultury w sasied*')}"
)
_OWN_MONEY = re.compile(
    phrases(
        """ze srodkow wlasnych, z wlasnego budzetu, z budzetu gminy, z budzetu miasta, z budzetu
        biblioteki, budzet* obywatelsk*, dotacj* organizatora, dotacj* podmiotow*"""
    )
    + "|"
    + phrases("sfinansowal*, oplacil*, zaplacil*, pokryl*, wylozyl*")
    + r" (?:w calosci )?(?:gmina|miasto|biblioteka|burmistrz|wojt|sponsor)"
)
#: "z listy rezerwowej na listę beneficjentów": money after all
_RESCUED = re.compile(
    r"(?<![a-z])z (?:\w+ )?(?:list\w|miejsc\w*) (?:\w+ )?rezerwow\w* (?:\w+ )?(?:na|do)(?![a-z])"
)
#: what may stand in a sentence at all (`signs`)
_FAILED = SIGNS.add(REFUSED.pattern)
_OF_OLD = SIGNS.add(_HISTORY.pattern)
_OF_OTHERS = SIGNS.add(_OTHER_LIBRARIES, inside="sasied")
WEAK = _FAILED | _OF_OLD | _OF_OTHERS


def weakness(page: Page, start: int, end: int, signs: int) -> str:
    """Why the mention counts only where no other programme is named as money, "" = it counts.

    `signs`: of its sentence, which has one of `WEAK`.
    """
    first, last = page.sentence(start)
    if signs & CONTRASTED:
        first, last = _between_contrasts(page, first, start, last)
    if signs & _FAILED and _failed(page, first, last):
        return "an application that failed, named in passing"
    if signs & _OF_OLD and (match := _HISTORY.search(page.folded, max(first, start - 90), end)):
        return f"history: “{match.group()}”"
    if signs & _OF_OTHERS and _OTHERS.search(page.folded, first, last):
        return "the money of another library"
    return ""


def _failed(page: Page, first: int, last: int) -> bool:
    rescued = _RESCUED.search(page.folded, first, last)
    return REFUSED.search(page.folded, rescued.end() if rescued else first, last) is not None


def _between_contrasts(page: Page, first: int, start: int, last: int) -> tuple[int, int]:
    """The part of the sentence around a place that no "ale", "za to", "lecz" divides."""
    cuts = [match.start() for match in CONTRAST.finditer(page.folded, first, last)]
    return (
        max((cut for cut in cuts if cut <= start), default=first),
        min((cut for cut in cuts if cut > start), default=last),
    )


def own_money(page: Page) -> bool:
    """Whether the page says that the library or its commune paid."""
    return page.has(_OWN_MONEY)
