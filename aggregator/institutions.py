"""Names of institutions that stand in a text: libraries, schools, culture centres, gminas."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_ADJECTIVE = (
    r"(?:Gminn|Miejsk|Publiczn|Powiatow|Wojewódzk|Miejsko-Gminn|Gminno-Miejsk|Samorządow|Szkoln|Pedagogiczn"
    r"|Centraln|Filialn|Podstawow|Niepubliczn|Rejonow|Grodzk|Wiejsk|Wiejsko-Gminn)\w*"
)
_QUALITY = re.compile(_ADJECTIVE)
_FEMININE = re.compile(r"Bibliote|Książnic|Mediatek|Szko[łl]|Gmin[aąęiey]")
_ENDING = re.compile(r"(?<=[nkw])(?:iej|ej|ą|ę)$")
_LEADING = re.compile(rf"(?:(?:{_ADJECTIVE}|i) )+\Z")
_NAME = r"[A-ZŁŚŻŹĆÓ][\w-]+"
_PATRON = r"(?:im\. (?:[A-ZŁŚŻŹĆÓ][\w.]*\s?){1,4} ?)?"
_IN = rf"(?:w|we|na) {_NAME}(?:[ -]{_NAME}){{0,2}}"
_OF = rf"(?:Miasta i Gminy|Gminy i Miasta|Gminy|Miasta|Powiatu) {_NAME}(?: {_NAME})?"
_NUMBER = r"(?: nr \d+)?"
#: each by its first letter, which a search skips to; the groups are named by kind
_ACRONYMS = (
    r"B(?P<library3>(?<=\bB)P\b)|i(?P<library4>(?<=\bi)M?i?[MGPW]?BP\b)|M(?P<library5>(?<=\bM)i?[MGPW]?BP\b)"
    r"|G(?P<library6>(?<=\bG)BP\b)|W(?P<library7>(?<=\bW)BP\b)|P(?P<library8>(?<=\bP)i?M?i?[MGPW]?BP\b)"
)
_NOUNS = (
    r"B(?P<library1>ibliote[kc]\w+)|K(?P<library2>siążnic\w+)"
    r"|M(?:(?P<library9>ediatek\w+)|(?P<gmina1>(?<=\bM)iasto\b))"
    r"|G(?P<gmina2>(?<=\bG)min(?:a|ie|y|ę)\b)|P(?:(?P<gmina3>(?<=\bP)owiat\b)"
    rf"|(?P<other1>(?<=\bP)rzedszkol\w+{_NUMBER}))"
    rf"|O(?P<other2>(?<=\bO)środ\w+ Kultury{_NUMBER})"
    rf"|C(?P<other3>(?<=\bC)entr\w+ (?:Kultury|Edukacji){_NUMBER})"
    rf"|D(?P<other4>(?<=\bD)om\w* Kultury{_NUMBER})"
    rf"|S(?P<other5>(?<=\bS)zko\w+(?: Podstawow\w+| Filialn\w+)?{_NUMBER})"
    rf"|Z(?P<other6>(?<=\bZ)esp\w+ (?:Szk\w+|Szkolno-Przedszkoln\w+|Placówek \w+){_NUMBER})"
    rf"|L(?P<other7>(?<=\bL)ice\w+ Ogólnokształcąc\w+{_NUMBER})"
)
_NOUN, _NOUN_OR_ACRONYM = re.compile(_NOUNS), re.compile(f"{_NOUNS}|{_ACRONYMS}")
_TAIL = {
    "library": re.compile(rf"(?: (?:{_ADJECTIVE}|Kultury|i))* (?:{_PATRON}(?:{_OF} {_IN}|{_OF}|{_IN}))"),
    "gmina": re.compile(rf" {_NAME}(?: {_NAME})?"),
    "other": re.compile(rf"(?: i Bibliote\w+(?: Publiczn\w+)?)?(?: „[^”\n]{{2,40}}”)?(?: {_PATRON}{_IN})?"),
}


@dataclass(frozen=True, slots=True)
class Institution:
    """The words of a text that name one, and where they stand."""

    words: str
    kind: str  #: "library", "gmina" or "other"
    start: int
    end: int

    @property
    def name(self) -> str:
        """The name in the nominative, which few of those that a text names are asked for."""
        return nominative(self.words)


def find_institutions(printed: str) -> Iterator[Institution]:
    """Every institution that a text names, from left to right. A library or gmina needs its place.

    Never the Biblioteka Narodowa: no tail begins with its adjective.

    >>> list(find_institutions("Biblioteka Narodowa w Warszawie, w Bibliotece Narodowej w Warszawie"))
    []
    """
    last = 0
    nouns = _NOUN_OR_ACRONYM if "BP" in printed else _NOUN
    for noun in nouns.finditer(printed):
        if noun.start() < last:
            continue  # the second half of "Ośrodek Kultury i Biblioteka w X"
        kind = (noun.lastgroup or "other").rstrip("0123456789")
        tail = _TAIL[kind].match(printed, noun.end())
        if tail is None or (kind == "other" and tail.end() == noun.end()):
            continue
        start = noun.start()
        if kind != "gmina" and _may_be_led(printed, start):
            lead = _LEADING.search(printed, max(0, start - 60), start)
            start = lead.start() if lead else start
        last = tail.end()
        yield Institution(printed[start:last], kind, start, last)


def _may_be_led(printed: str, start: int) -> bool:
    """Whether the word before a noun may be an adjective of a name, or the "i" between two of them."""
    if start < 2 or printed[start - 1] != " ":
        return False
    before = printed[printed.rfind(" ", 0, start - 1) + 1 : start - 1]
    return before.endswith("i") or not before.islower()


def nominative(name: str) -> str:
    """The name with its head in the nominative: "Gminnej Bibliotece Publicznej w X" -> "Gminna Biblioteka …".

    >>> nominative("Miejskiej Bibliotece Publicznej w Wolinie")
    'Miejska Biblioteka Publiczna w Wolinie'
    """
    words = name.split(" ")
    feminine = _FEMININE.search(name) is not None
    for at, word in enumerate(words):
        if word in {"w", "we", "na", "im."} or (at and words[at - 1] in {"Gminy", "Miasta", "Powiatu"}):
            break
        if word.startswith(("Bibliotek", "Bibliotec")):
            words[at] = "Biblioteka"
        elif word.startswith("Książnic"):
            words[at] = "Książnica"
        elif word.startswith(("Szkoł", "Szkol")):
            words[at] = "Szkoła"
        elif at == 0 and word in {"Gminie", "Gminę", "Gminy"}:
            words[at] = "Gmina"
        elif feminine and _QUALITY.match(word):
            words[at] = _ENDING.sub("a", word)
    return " ".join(words).strip(" .,;:")
