"""Which source is the beneficiary that an official list names: one that fits alone, or none."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from aggregator.institutions import find_institutions
from aggregator.model import Source
from aggregator.official.model import OfficialAward
from aggregator.text import fold, lemmas

_WORD = re.compile(r"\w{2,}")
_ENDING = re.compile(r"(?:iego|ego|iej|ach|ich|ych|iem|ie|iu|im|ym|ej|em|a|e|i|o|u|y)$")
#: dictionary forms of words that every other name has: none of them is a place
_PLAIN = frozenset(
    {"biblioteka", "publiczny", "gminny", "miejski", "powiatowy", "wojewodzki", "samorzadowy", "centrum",
     "kultura", "gmina", "miasto", "osrodek", "dom"}
)  # fmt: skip
_LETTERS = {
    "g": "gminna", "m": "miejska", "p": "powiatowa", "w": "wojewodzka", "i": "", "bp": "biblioteka publiczna",
}  # fmt: skip
_SHORT = re.compile(r"\b([pimgw]{0,4})(bp)\b")
_LITTLE = frozenset({"we", "na", "im", "imienia", "nr", "w", "i"})
Forms = frozenset[str]
_LIBRARY = re.compile(r"\bbibliote|\bksiaznic|\bmediatek|\b(?:p?i?m?i?[mgpw])bp\b")
_BEFORE_SEAT = re.compile(r"\b(?:we?|na|Gminy|Miasta|Powiatu) ")
_NO_LIBRARY = frozenset({"operator"})


class Resolver:
    """Names of beneficiaries to sources of the registry. Two that fit alike are no answer."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self._sources = [source for source in sources if source.kind not in _NO_LIBRARY]
        self._names = [_words(f"{source.library} {source.city}") for source in self._sources]
        self._by_form: dict[str, set[int]] = defaultdict(set)
        for at, words in enumerate(self._names):
            for form in frozenset().union(*words):
                self._by_form[form].add(at)

    def resolve(self, row: OfficialAward) -> OfficialAward:
        """The row with its source, where exactly one fits."""
        return replace(row, source=self.source_of(row))

    def source_of(self, row: OfficialAward) -> str:
        """The id of the one source that has the row's place in its name or city; "" where none has, or two.

        The voivodeship must agree where both tell it; of two libraries of one place the one wins that
        shares more of the name (gminna, miejska, powiatowa).
        """
        named = next(find_institutions(row.beneficiary), None)
        name = named.name if named and named.kind == "library" else row.beneficiary
        if not _LIBRARY.search(fold(name)):
            return ""
        wanted = _words(name)
        seat = _BEFORE_SEAT.split(name)[-1]  # what stands behind "im. Juliana Tuwima w"
        place = _words(row.city) or {forms for forms in _words(seat) if not forms & _PLAIN}
        if not place:
            return ""
        fits = set.intersection(*(self._with(forms) for forms in place))
        scores = sorted(
            ((self._score(at, wanted, row), at) for at in fits if self._may_be(at, row)), reverse=True
        )
        if not scores or (len(scores) > 1 and scores[0][0] == scores[1][0]):
            return ""
        return self._sources[scores[0][1]].id

    def _with(self, forms: Forms) -> set[int]:
        return set().union(*(self._by_form.get(form, ()) for form in forms))

    def _may_be(self, at: int, row: OfficialAward) -> bool:
        source = self._sources[at]
        known = row.voivodeship and source.voivodeship
        return not known or row.voivodeship == source.voivodeship

    def _score(self, at: int, wanted: frozenset[Forms], row: OfficialAward) -> float:
        """How much of the two names is the same; the very city counts before one that only sounds like it."""
        mine = self._names[at]
        shared = sum(1 for forms in wanted if any(forms & other for other in mine))
        same_city = bool(row.city) and fold(row.city) == fold(self._sources[at].city)
        return same_city + shared / (len(wanted) + len(mine) - shared)


def _words(name: str) -> frozenset[Forms]:
    """The words of a name, each as its dictionary forms and its stem: "w Piasecznie" is "Piaseczno"."""
    whole = _SHORT.sub(lambda found: " ".join(_LETTERS[part] for part in (*found[1], found[2])), fold(name))
    return frozenset(_forms(word) for word in _WORD.findall(whole) if word not in _LITTLE)


@lru_cache(maxsize=10_000)
def _forms(word: str) -> Forms:
    stem = _ENDING.sub("", word)
    return frozenset({*(fold(form) for form in lemmas(word)), stem if len(stem) > 3 else word})
