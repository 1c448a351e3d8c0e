"""What the words beside a date say that it is: publication, creation, modification, or something else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

from aggregator.text import fold


class Label(Enum):
    """Kinds of labels, the surest first."""

    __hash__ = object.__hash__  # by which one it is: that of enumerations is a call

    PUBLISHED = auto()
    ADDED = auto()
    CREATED = auto()
    MODIFIED = auto()
    DOCUMENT = auto()  #: the day a document was made or signed
    OTHER = auto()  #: events, deadlines, validity, the site itself


_SITE = r"strony\b(?! glownej)(?! podmiotowej)|serwisu|witryny|deklaracji|istotnej"
_WORDS = {
    Label.PUBLISHED: r"""
        (?:data\ |czas\ )?(?:publikacji|opublikowania|zamieszczenia|umieszczenia|udostepnienia|upublicznienia
            |ukazania\ sie|wprowadzenia|wpisu|emisji|(?<=data\ )ogloszenia|(?<=czas\ )ogloszenia)
          (?:\ (?:dokumentu|informacji|tresci|artykulu|wiadomosci|w\ bip|do\ bip|na\ stronie|wpisu))*
      | opublikowan\w*|opublikowal\w*|publikacja|publikowan\w*|zamieszczon\w*|zamiescil\w*|umieszczon\w*
      | umiescil\w*|udostepnion\w*|udostepnil\w*|wprowadzon\w*|wprowadzil\w*|posted(?:\ on)?
      | published(?:\ on)?|submitted|przeslan[eoya]|przeslal\w*|wyslan[eoya]|wyslal\w*
      | publikujacy|udostepniajacy|pubdate""",
    Label.ADDED: r"""
        (?:data\ )?dodania(?:\ (?:artykulu|wpisu|informacji|wiadomosci))?
      | (?:(?:wpis|artykul|tekst|news|post|wiadomosc|informacj[ae])\ )?(?:dodan[eoya]|dodal\w*|wstawion\w*)
      | wpisan[eoya]|wpisal\w*|wpis\ z|(?:wiadomosc|informacja|news)\ z(?=(?:\ dnia)?[\s:]*(?:\d|$))|added""",
    Label.CREATED: r"""
        (?:data\ )?utworzenia|utworzon\w*|utworzyl\w*|stworzon\w*|napisan\w*|napisal\w*|created""",
    Label.MODIFIED: r"""
        (?:data\ )?(?:ostatniej\ |ostatnia\ |ostatnio\ )?
          (?:modyfikac\w*|zmodyfikowan\w*|zmodyfikowal\w*|aktualizac\w*|zaktualizowan\w*|zmian\w*|zmienion\w*
            |zmienian\w*|modyfikowan\w*|modyfikowal\w*|aktualizowan\w*|zmienil\w*|poprawion\w*|poprawil\w*|edytowan\w*|edytowal\w*|edycj\w*|korekt\w*)
      | (?:last\ )?(?:updated|modified|update)""",
    Label.DOCUMENT: r"""
        (?:data\ )?wytworz\w*|sporzadz\w*|podpisan\w*|zawarci\w*|podjeci\w*|uchwalon\w*
      | data\ (?:na\ dokumencie|dokumentu)""",
    Label.OTHER: r"""
        (?:data\ )?ostatniej\ istotnej\ \w+|termin\w*|wydarzeni(?:e|u|em)\b|wydarzenia(?=:)
      | kiedy|poczatek|rozpoczeci\w*|zakonczen\w*|koniec|start\b|waznosc\w*|wazn[eay]\b
      | obowiazuj\w*|wygas\w*|archiwal\w*|archiwizacj\w*|przeniesien\w*|usuniec\w*|deklarac\w*|ustaw\w*
      | uchwal\w*|zarzadzen\w*|rozporzadzen\w*|dz\.\ ?u|skladani\w*|nabor\w*|do\ dnia|od\ dnia|urodzon\w*
      | zmarl\w*|imieniny|dzis(?:iaj)?\ jest|dzis:|przegladu|odbedzie|odbyl\w*|odbywa\w*|sesj\w*
      | spotkani(?:e|u|em)\b|(?<=\w\ )spotkani\w*
      | miejsce|gdzie|stan\ na|wedlug\ stanu|data\ imprezy|premiera|rok\ wydania|zapisy""",
}
_LABELS = re.compile("|".join(rf"(?P<{kind.name}>{words})" for kind, words in _WORDS.items()), re.VERBOSE)
_OF_SITE = re.compile(rf"[\s(]*+(?:a\))?\s*+(?:{_SITE})")
#: "Ten wpis został opublikowany 12 maja 2019"
_SAID = re.compile(
    r"(?:^|[.|]\s*)(?:ten |ta |to )?(?:wpis|post|artykul|tekst|news|wiadomosc|informacja|ogloszenie)"
    r" (?:zostal[aoy]?|byl[aoy]?) $"
)
_SEPARATED = re.compile(r"(?:^|[|•·,;:/()\[\]\t–—-])\s*$")
#: "Kategoria: Spotkania"
_FILED = re.compile(r"\b(?:kategori[ae]|dzial|tagi|tags|etykiety)\s*:?\s[^|•·\d:]*$")
MAX_GAP = 60  #: characters between a label and its date (an author's name may stand there)


@dataclass(frozen=True, slots=True)
class Found:
    """A label in a text."""

    kind: Label
    words: str  #: as printed
    start: int
    end: int


@lru_cache(maxsize=256)  # a line is asked for its shape, its label and its statement
def labels(text: str) -> tuple[Found, ...]:
    """Every label of a text, in order.

    >>> [found.kind.name for found in labels("Data publikacji: Data ostatniej aktualizacji:")]
    ['PUBLISHED', 'MODIFIED']
    """
    if len(text) < 4:
        return ()
    folded = fold(text)
    found = []
    for hit in _LABELS.finditer(folded):
        kind = Label[hit.lastgroup or "OTHER"]
        if _inside_word(text, hit.start()):
            continue
        if kind in _STATED and _OF_SITE.match(folded, hit.end()):
            kind = Label.OTHER
        said = _SAID.search(folded, max(0, hit.start() - MAX_GAP), hit.start())
        if kind in _STATED and not said and not _opens(text, hit.start(), hit.end()):
            continue
        if kind is Label.OTHER and _FILED.search(folded, max(0, hit.start() - MAX_GAP), hit.start()):
            continue
        found.append(Found(kind, text[hit.start() : hit.end()], hit.start(), hit.end()))
    return tuple(found)


_STATED = {Label.PUBLISHED, Label.ADDED, Label.CREATED, Label.MODIFIED}


def _inside_word(text: str, start: int) -> bool:
    """Does a word run on across `start`? Glued ones ("razyOstatnio zmieniany") change to a capital."""
    if not start or not text[start - 1].isalpha():
        return False
    return not (text[start].isupper() and text[start - 1].islower())


def says_itself(text: str) -> bool:
    """Is it how a system states the day in a sentence of its own ("Ten wpis został opublikowany …")?

    >>> says_itself("Ten wpis został opublikowany "), says_itself("Wczoraj opublikowaliśmy ")
    (True, False)
    """
    found = labels(text)
    return bool(found) and bool(_SAID.search(fold(text[: found[-1].start])))


def _opens(text: str, start: int, end: int) -> bool:
    """A label begins its line, follows a separator, has a capital or a colon; in prose it does not."""
    return (
        text[start].isupper()
        or (text[end : end + 1] == ":" and start <= 20)
        or bool(_SEPARATED.search(text, 0, start))
    )


def label_before(text: str) -> Found | None:
    """The label of a date that follows `text` directly, None where it has none.

    >>> label_before("Aktualizacja: 3.05.2021, Publikacja: ").words
    'Publikacja'
    >>> label_before("Wniosek opublikowano na stronie")
    """
    found = labels(text[-200:])
    if not found:
        return None
    last = found[-1]
    return last if len(text[-200:]) - last.end <= MAX_GAP else None


def is_label_only(text: str) -> Found | None:
    """The label that a short line is nothing but ("Data publikacji:")."""
    if len(text) > MAX_GAP:
        return None
    found = labels(text)
    if len(found) != 1:
        return None
    rest = (text[: found[0].start] + text[found[0].end :]).strip(" :\t|-–()a.")
    return found[0] if len(rest) <= 20 and not any(char.isdigit() for char in rest) else None
