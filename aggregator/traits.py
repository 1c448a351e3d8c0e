"""Traits of Polish words: their dictionary form, and for verbs the form they stand in."""

from __future__ import annotations

from aggregator.text import Word, fold, printed_word, readings

#: "kupiono", "kupilismy", "kupimy" and "kup" are forms of one verb that say different things
_VERBAL = frozenset(["praet", "fin", "bedzie", "impt", "imps", "inf", "ppas", "pact", "ger", "pcon", "pant"])
_PERSONAL = frozenset(["praet", "fin", "bedzie", "impt"])
_MOST = 2  #: readings of an ambiguous word that are kept
MOST_TRAITS = 3 * _MOST  #: of one word: a lemma, and a verb's lemma with its form and the form alone
_KNOWN = 100_000  #: words whose traits are kept


class _Traits(dict[Word, tuple[str, ...]]):
    """Traits of the words met so far."""

    def __missing__(self, word: Word) -> tuple[str, ...]:
        if len(self) >= _KNOWN:
            self.clear()
        traits = self[word] = word_traits(printed_word(word))
        return traits


#: as `word_traits`, remembered; of words as `text.words_in` gives them, too
traits_of = _Traits().__getitem__


def word_traits(word: str) -> tuple[str, ...]:
    """Folded dictionary forms; for a verb also the form with its lemma, and the form alone.

    >>> word_traits("zakupiono")
    ('zakupic', 'zakupic/imps', '/imps')
    """
    found, lemmas, forms = readings(word), set(), set()
    # "kupiliśmy" is read as "kupili" and "śmy": the ending says who
    ending = next((_person(tags) for _, tags in found if tags.startswith("aglt")), "")
    for lemma, tags in found:
        if tags.startswith("aglt"):
            continue
        lemmas.add(fold(lemma))
        form = _form(tags, ending)
        if form:
            forms.add((fold(lemma), form))
    traits = sorted(lemmas)[:_MOST]
    for lemma, form in sorted(forms)[:_MOST]:
        traits += [f"{lemma}/{form}", f"/{form}"]
    return tuple(dict.fromkeys(traits))


def _form(tags: str, ending: str) -> str | None:
    parts = tags.split(":")
    if parts[0] not in _VERBAL:
        return None
    if parts[0] not in _PERSONAL:
        return parts[0]
    future = ".perf" if parts[0] == "fin" and "perf" in parts else ""
    return f"{parts[0]}.{_person(tags) or ending or 'ter'}{future}"


def _person(tags: str) -> str:
    return next((each for each in ("pri", "sec", "ter") if each in tags.split(":")), "")
