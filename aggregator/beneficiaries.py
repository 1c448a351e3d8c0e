"""Who received the money: the institution that the words name, else the library that speaks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from aggregator.article import Article
from aggregator.model import Source
from aggregator.text import fold

_ADJECTIVE = (
    r"(?:Gminn|Miejsk|Publiczn|Powiatow|Wojewódzk|Miejsko-Gminn|Gminno-Miejsk|Samorządow|Szkoln|Pedagogiczn|Centraln|Filialn|Podstawow"
    r"|Niepubliczn|Rejonow|Grodzk|Książnic)"
)
_PLACE = r"(?:im\. (?:[A-ZŁŚŻŹĆÓ][\w.]*\s?){1,4}\s)?(?:(?:w|we|na) [A-ZŁŚŻŹĆÓ][\w-]+(?:[ -][A-ZŁŚŻŹĆÓ][\w-]+){0,2}|(?:Miasta i Gminy|Gminy i Miasta|Gminy|Miasta|Powiatu) [A-ZŁŚŻŹĆÓ][\w-]+(?: [A-ZŁŚŻŹĆÓ][\w-]+)?(?: (?:w|we) [A-ZŁŚŻŹĆÓ][\w-]+(?: [A-ZŁŚŻŹĆÓ][\w-]+)?)?)"
_LIBRARY = re.compile(
    rf"(?:(?:{_ADJECTIVE}[\w]*|i) )*(?P<noun>Bibliote[kc]\w+|Książnic\w+|Mediatek\w+|MBP|GBP|BP|MGBP|PBP|WBP|PiMBP|MiPBP|MiGBP)"
    rf"(?: (?:{_ADJECTIVE}\w*|Kultury|i))* {_PLACE}"
)
_OTHER = re.compile(
    r"(?:(?:Gminn|Miejsk|Samorządow|Wiejsk|Powiatow)\w+ )?(?:Ośrod\w+ Kultury|Centr\w+ Kultury|Dom\w* Kultury|Szkoł\w+ (?:Podstawow\w+|Filialn\w+)(?: nr \d+)?"
    r"|Zesp\w+ Szk\w+(?:-\w+)?(?: nr \d+)?|Zesp\w+ Szkolno-Przedszkoln\w+|Przedszkol\w+(?: nr \d+)?|Liceum Ogólnokształcąc\w+) "
    r"(?:im\. (?:[A-ZŁŚŻŹĆÓ][\w.]*\s?){1,4}\s)?(?:w|we) [A-ZŁŚŻŹĆÓ][\w-]+(?: [A-ZŁŚŻŹĆÓ][\w-]+)?"
)
_GMINA = re.compile(r"(?:Gmin(?:a|ie|y|ę)|Miasto|Powiat) [A-ZŁŚŻŹĆÓ][\w-]+(?: [A-ZŁŚŻŹĆÓ][\w-]+)?")
_RECEIVES = re.compile(
    r"\b(?:otrzyma|dosta|uzyska|pozyska|zdoby|zyska|przyzna|znalaz|trafi|beneficjent|podpisa|dofinans|dotacj|grant|kupi|zakupi)"
)
_GETS = re.compile(r",? (?:\w+ ){0,2}(?:otrzyma|dosta[lnj]|uzyska|pozyska|zdoby|zyska)")
_OURS = re.compile(r"\b(?:nas|nam|nami|nasz\w*|\w+lismy|\w+lysmy|\w+emy)\b")
_OPERATORS = ("biblioteka narodowa", "bibliotece narodowej", "biblioteki narodowej")


@dataclass(frozen=True, slots=True)
class Beneficiary:
    """An institution as it is called in the nominative, with the words that name it."""

    name: str
    source: str | None  #: id of its source in the registry, where it is the one that speaks
    start: int | None = None  #: offsets in the text; None = the source's own library
    end: int | None = None


def find_beneficiary(article: Article, near: tuple[int, int] | None = None) -> Beneficiary | None:
    """Whom the article calls the receiver, inside `near` first; else the source's library.

    An operator's own name is never the answer. None where nobody can be named.
    """
    source = article.source
    text = article.raw.text
    named = list(_named(text))
    if near is not None:
        here = [each for each in named if near[0] <= (each.start or 0) < near[1]]
        if here:
            return _own(here[0], source)
    speaking = source is not None and source.kind != "operator"
    if speaking and source is not None and _OURS.search(article.text):
        return Beneficiary(source.library, source.id)
    for each in named:
        start, end = each.start or 0, each.end or 0
        if _RECEIVES.search(article.text[max(0, start - 90) : end + 90]):
            return _own(each, source)
    if speaking and source is not None:
        return Beneficiary(source.library, source.id)
    return _own(named[0], source) if named else None


def beneficiary_of_row(cells: list[str], source: Source | None) -> str | None:
    """The institution a row of a table of winners names; None where no cell looks like one.

    >>> beneficiary_of_row(["1", "MBP w Ostrowie", "Trzecie miejsce"], None)
    'MBP w Ostrowie'
    """
    for cell in cells:
        for pattern in (_LIBRARY, _OTHER, _GMINA):
            if match := pattern.search(cell):
                return nominative(match.group()) if match.start() else nominative(cell.strip())
    return None


def nominative(name: str) -> str:
    """The name with its head in the nominative: "Gminnej Bibliotece Publicznej w X" -> "Gminna Biblioteka …".

    >>> nominative("Miejskiej Bibliotece Publicznej w Wolinie")
    'Miejska Biblioteka Publiczna w Wolinie'
    """
    words = name.split(" ")
    feminine = re.search(r"Bibliote|Książnic|Mediatek|Szkoł|Gmin[aąęiey]", name) is not None
    for at, word in enumerate(words):
        if word in {"w", "we", "na", "im."} or (at and words[at - 1] in {"Gminy", "Miasta", "Powiatu"}):
            break
        if re.match(r"Bibliote[kc]", word):
            words[at] = "Biblioteka"
        elif re.match(r"Książnic", word):
            words[at] = "Książnica"
        elif re.match(r"Szkoł", word) or word == "Szkole":
            words[at] = "Szkoła"
        elif re.fullmatch(r"Gmin(?:ie|ę|y)", word) and at == 0:
            words[at] = "Gmina"
        elif feminine and re.match(_ADJECTIVE, word):
            words[at] = re.sub(r"(?<=[nkw])(?:iej|ej|ą|ę)$", "a", word)
    return " ".join(words).strip(" .,;:")


def _receives(match: re.Match[str], text: str) -> bool:
    """A gmina is named for many reasons: it counts where the very next words say that it received."""
    return match.re is not _GMINA or _GETS.match(fold(text[match.end() : match.end() + 60])) is not None


def _named(text: str) -> Iterator[Beneficiary]:
    found = [match for pattern in (_LIBRARY, _OTHER, _GMINA) for match in pattern.finditer(text)]
    for match in sorted(found, key=lambda match: match.start()):
        if not fold(match.group()).startswith(_OPERATORS) and _receives(match, text):
            yield Beneficiary(nominative(match.group()), None, match.start(), match.end())


def _own(named: Beneficiary, source: Source | None) -> Beneficiary:
    """The same, with the id of the source where the name is that of its library."""
    if source is None or not _same(named.name, source.library):
        return named
    return Beneficiary(source.library, source.id, named.start, named.end)


def _same(name: str, library: str) -> bool:
    """Two names of one library: the same place, and no word of the shorter one that the other lacks."""
    left, right = set(re.findall(r"[a-z]{2,}", fold(name))), set(re.findall(r"[a-z]{2,}", fold(library)))
    shorter, longer = sorted((left, right), key=len)
    return bool(shorter) and shorter <= longer
