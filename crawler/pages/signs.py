"""Words by which rules are known to be worth asking: one pass over a page looks for all of them."""

from __future__ import annotations

from functools import lru_cache

import ahocorasick

from aggregator.dates.relative import SIGNS
from crawler.pages.furniture.wording import ALIEN_SIGNS, MAKER_SIGNS

#: folded; of what each rule matches, one of its signs is a part
COOKIES = frozenset({"cookie", "ciast"})
NOT_FOUND = frozenset({
    "404", "410", "403", "nie istnieje", "znalezion", "znalezli", "odnalezc", "takiej", "takiego",
    "nie ma tej", "wyswietlon", "not found", "be found", "nie ma tu", "nic nie ma", "forbidden", "denied",
    "brak dost", "odmowa", "brak strony", "brak podstrony", "brak artyku", "exist", "gone",
    "nie ma", "nie jest", "zostal", "gefunden", "existiert",
})  # fmt: skip
#: the same in few words, for a title: each is looked for alone
NO_PAGE = (
    "nie ", "brak", "zostal", "404", "410", "403", "found", "exist", "gone", "forbidden", "denied", "odmowa",
    "gefunden",
)  # fmt: skip
MEMBERS = ("zalogowan", "zarejestrowan", "czlonk")
PARKED = frozenset({
    "domen", "domain", "parked", "aftermarket", "dan.com", "oferte", "offer", "related searches",
    "powiazane wyszukiwania", "zajeta", "verkauf",
})  # fmt: skip
SPAM = frozenset({
    "chwilowk", "pozyczk", "kredyt", "kasyn", "casino", "bukmacher", "betting", "poker", "slot", "viagra",
    "cialis", "kamagra", "escort", "bitcoin", "forex", "porn", "sex",
})  # fmt: skip
CHALLENGE = frozenset({
    "javascript", "java script", "checking your browser", "just a moment", "human", "przegladark",
    "potwierdz", "attention required", "ddos", "ladowanie", "wczytywanie", "loading",
})  # fmt: skip
WALL = COOKIES | {
    "zgod", "prywatnosc", "rodo", "consent", "przetwarzan", "zaufan", "privacy", "partners", "personal data",
}  # fmt: skip
RECORD = frozenset({
    "wytwor", "utworz", "zmien", "archiwiz", "udostepni", "wprowadz", "odpowiedzialn", "podmiot", "modyfik",
    "zatwierdz", "historia", "rejestr", "opublik", "aktualiz", "odslon", "wyswietl", "publikacji",
})  # fmt: skip
RELATIVE = frozenset({"temu", "ago", "wczoraj", "dzis", "przed chwil", "zesz", "ubieg", "today"})
UNBUILT = frozenset({
    "budow", "przygotowaniu", "opracowaniu", "chwilowo", "czasowo", "kujemy", "wujemy", "zujemy",
    "przenosimy",
})  # fmt: skip
NO_HITS = frozenset({"brak ", "nie ma ", "nie znaleziono", "no results", "nothing found"})
COUNTED = frozenset(SIGNS)  #: those of dates beside which something else makes a line worth a look
TRAIL = frozenset({"glowna", "start", "home", "jestes", "znajdujesz"})
_ALL = frozenset().union(
    TRAIL,
    ALIEN_SIGNS,
    MAKER_SIGNS,
    NOT_FOUND,
    PARKED,
    SPAM,
    CHALLENGE,
    WALL,
    RECORD,
    RELATIVE,
    UNBUILT,
    NO_HITS,
    COUNTED,
)
#: what texts are made of, most of it first: the automaton looks a letter up in the order of its coming
_OFTEN = "aoienztsrlkwcydpumbjghf"


@lru_cache(maxsize=1)
def _automaton() -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    automaton.add_word(" \0", "")  # is nowhere, but a blank is not looked for among all first letters
    for sign in sorted(_ALL, key=lambda sign: _OFTEN.find(sign[0]) % len(_ALL)):
        automaton.add_word(sign, sign)
    automaton.make_automaton()
    return automaton


def find_signs(folded: str) -> dict[str, list[int]]:
    """Where in a folded text each sign ends: the number of its last character."""
    found: dict[str, list[int]] = {}
    for end, sign in _automaton().iter(folded):
        if sign in found:
            found[sign].append(end)
        else:
            found[sign] = [end]
    return found
