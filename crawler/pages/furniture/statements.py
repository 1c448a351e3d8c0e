"""Lines that state when, by whom, where filed or how often read, and are no part of the article."""

from __future__ import annotations

import re

from crawler.pages.openings import first_threes, openings
from crawler.pages.patterns import any_of, joined

_WEEKDAY = (
    r"(?:poniedzialek|wtorek|sroda|czwartek|piatek|sobota|niedziela|pon|wt|sr|czw|pt|sob|niedz|nd"
    r"|mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)\.?"
)
_MONTH = (
    r"(?:stycz\w*|lut\w*|mar\w*|kwie\w*|maj\w*|czerw\w*|lip\w*|sierp\w*|wrze\w*|pazdz\w*|listop\w*|grud\w*"
    r"|sty|kwi|cze|sie|wrz|paz|lis|gru|[ivx]{1,4}"
    r"|jan(?:uary)?|feb(?:ruary)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = (
    rf"(?:{_WEEKDAY},?\s*)?(?:\d{{4}}[-./]\d{{1,2}}[-./]\d{{1,2}}"
    rf"|\d{{1,2}}\s?[-./]\s?\d{{1,2}}\s?[-./]\s?\d{{2,4}}"
    rf"|\d{{1,2}}\s?[|·•]\s?(?:\d{{1,2}}|{_MONTH})\s?[|·•]\s?\d{{4}}"
    rf"|\d{{1,2}}\.[ivx]{{1,4}}\.\d{{4}}|\d{{1,2}}(?:st|nd|rd|th)?,?\s+{_MONTH},?\s+\d{{4}}|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}"
    rf"|\d{{4}},\s+{_MONTH}\s+\d{{1,2}})(?:\s*r\.?(?:oku)?)?"
)
_CLOCK = r"(?:,|-|–|\||o|godz\.?|godzina|t)?\s*(?:godz\.?\s*)?\d{1,2}[:.]\d{2}(?::\d{2})?"
_STAMP = rf"{_DAY}(?:\s*{_CLOCK})?"
_LABEL = any_of(
    r"""
    data (?:publikacji|dodania|utworzenia|wpisu|wytworzenia|udostepnienia)
    data (?:modyfikacji|aktualizacji|wprowadzenia)
    (?:ostatnia )?(?:aktualizacja|modyfikacja|zmiana)(?: (?:strony|artykulu|wpisu|dokumentu|tresci))?
    ostatnio (?:zmienion\w+|modyfikowan\w+)
    (?:opublikowan|utworzon|dodan|zamieszczon|napisan|wyslan|przeslan)[eoya]
    (?:poprawion|zaktualizowan|zmodyfikowan)[eoya]
    publikacja
    wpis z
    (?:wprowadzil|wytworzyl|opublikowal)\w*
    data
    dnia
    posted on
    (?:submitted|posted|written)(?= by\b)
    published(?: on)?
    (?:last )?(?:created|updated|modified)(?: on| at)?
    """
)
#: those that a sentence may begin with, too: nothing but the day and its company may follow
_LOOSELY = any_of(
    r"""
    (?:umieszczon|wstawion|wpisan|ogloszon|aktualizowan)[eoya]
    (?:zamieszczon|umieszczon|opublikowan)[eoya] (?:w serwisie|w bip|na stronie)
    (?:news|aktualnosc|wiadomosc|informacja) z
    z dnia
    (?:wprowadzil|wstawil|wpisal|zamiescil|umiescil)\w*(?: do bip)?
    (?:artykul|wpis|news|dokument|tekst|wiadomosc) (?:opublikowan|utworzon|dodan|zamieszczon)[eoya]
    informacj[ae] (?:opublikowan|utworzon|dodan|zamieszczon)[eoya]
    """
)
_AGE = r"\d{1,3}\s+(?:sek|min|godz|dzien|dni|tydz|tyg|mies|rok|lat|second|hour|day|week|month|year)\w*"
_AGO = rf"(?:{_AGE}(?:,|\s+i|\s+and)\s+)?{_AGE}\s+(?:temu|ago)"
_COUNTED = (
    r"(?:odslon\w*|wyswietlen\w*|wyswietlono|odwiedzin|odwiedzono|czytano|przeczytano|hits|(?:post )?views"
    r"|wejsc)"
)
_COMPANY = (
    r"przez|autor|by|in(?! memor)|kategoria|w\s+kategorii|wyswietlen\w*|odslon\w*|aktualnosci|czas\s+czytania"
    r"|\d+\s*min(?:ut\w?)?"
)
_BESIDE = (
    r"godz\w*|o(?=\s+(?:godz|\d))|w\s+kategorii|w\s+dziale|komentarz\w*|druk\w*|e-?mail|pdf"
    r"|ostatni\w*|tagi"
)
#: the number of a newsletter, before its day: "Nr 3/2022 z dnia", "Numer 12 (41) |"
ISSUE = (
    r"(?:(?:biuletyn|newsletter|gazetk|kwartalnik|miesiecznik)\w*\s+)?(?:nr|numer|wydanie|issue|no)\b\.?\s*\d{1,4}"
    r"(?:\s?[/(]\s?\d{1,4}\)?){0,2}[\s,|·•:–-]*(?:z\s+)?(?:dnia\s+)?"
)
_LABELLED = rf"(?:{_LABEL})\s*(?:\(a\))?"
_DATED = re.compile(
    "(?:"
    + joined(
        [
            rf"(?:{ISSUE}|(?:{_LABEL}|{_LOOSELY})\s*(?:\(a\))?\s*(?:przez|w\s+dniu|dnia|:|,|-|–|\s)*\s*)?(?:{_STAMP})"
            rf"(?:\s+\(?(?:{_WEEKDAY})\)?)?[\s|,;.•·-]*(?:(?:{_COMPANY})\b.{{0,60}})?",
            rf"{_LABELLED}\s*:?\s*(?:(?:przez|by)\s+[\w .-]{{2,40}})?[\s,|]*(?:w\s+dniu|dnia)?[\s,|:]*"
            rf"{_STAMP}(?:\s*(?:[^\w\s.]|\d|(?:{_COMPANY}|{_LABEL}|{_BESIDE})\b).{{0,80}})?",
            rf"{_LABELLED}\s*(?:przez\b|by\b)?\s*:?\s*.{{0,40}}?\b{_AGO}.{{0,40}}",
            _AGO,
        ]
    )
    + ")$"
)
_DIGIT = re.compile(r"\d")
_META = re.compile(
    "(?:"
    + joined(
        [
            rf"{_LABELLED}\s*:?\s*(?:przez\b.{{0,40}})?",
            rf"(?:{_LABELLED}\s*:?\s*)?(?:przed)?(?:wczoraj|dzis(?:iaj)?)(?:\s*{_CLOCK})?",
            rf"(?:liczba\s+)?{_COUNTED}(?:\s+(?:artykulu|strony|wpisu))?\s*:?\s*[\d\s.,]*(?:raz\w*)?",
        ]
    )
    + "|"
    + any_of(
        r"""
        (?:autor(?:ka)?|author|redaktor|dodal\w?|super user|administrator)\b\s*:?.{0,50}
        wpis (?:dodal\w?|autora)\b\s*:?.{0,50}
        autor|admin|redakcja|redaktor|administrator|przez|opublikowano|opublikowany|brak komentarzy
        about (?:the )?(?:post )?author|\W*\d{1,5} (?:words|slow|wyrazow)
        OWN(?:wy|prze)?(?:czyta|swietl|odwiedz)\w* (?:juz )?[\d\s]+raz\w*
        oznaczon\w+ (?:jako|tagami)\b.{1,160}
        opublikowan[yoae] w:? (?:kategorii:? )?\w.{1,40}
        (?:kategori[ae]|w kategorii|dzial|tagi|tags|etykiety|slowa kluczowe)\s*:.{0,160}
        (?:posted in|categor(?:y|ies)|tagged|filed under)\s*:.{0,160}
        (?:posted in|tagged with|written by|reading time:?)\s.{1,60}
        \(?[\d\s.,]+\s*(?:odslon\w*|wyswietlen\w*|odwiedzin|komentarz\w*|razy)\)?
        (?:sredni |szacowany |przewidywany )?czas czytania\b.{0,40}
        (?:przeczytasz|przeczytaj) (?:to )?w (?:ok\.? )?\d{1,3} min\w*\.?
        (?:ok\.? )?\d{1,3} min(?:ut\w?)?\.? (?:aby |na )?(?:czytani|przeczyta|lektur|read).{0,20}
        szczegoly
        ocena(?: uzytkownikow)?\s*:.{0,40}
        (?:gwiazdka (?:nie)?aktywna\s*)+
        (?:wpis|artykul|post) z (?:kategorii|dzialu)\b.{1,60}
        wpisan[yae] przez .{2,40}
        (?:liczba |ilosc )?komentarz\w*\s*:\s*\d+
        \W*\d{1,3} min(?:ut\w?)?\.?
        \W*\d{1,3}(?:[\s.]?\d{3})?(?:[^\w.,:/-]+\d{1,5})?
        \(\s*\d+ glos\w*\s*\)
        dokument wprowadzon\w+ do bip.{0,80}
        """.replace("OWN", r"(?:(?:artykul|wpis|tekst|news|aktualnosc|strone|wiadomosc)\w* )?")
    )
    + ")$"
)
_RECORD = re.compile(
    any_of(
        r"""
        (?:nazwa )?podmiotu? (?:udostepnia|publiku|wytwarza)jac
        osoba,? (?:odpowiedzialna|wprowadzajaca|publikujaca|ktora)
        (?:data|czas) (?:i czas )?(?:wytworzenia|udostepnienia|publikacji|wprowadzenia|opublikowania)
        (?:data|czas) (?:i czas )?(?:ostatniej|modyfikacji|aktualizacji|zmiany|utworzenia|archiwizacji)
        (?:ilosc|liczba) (?:wyswietlen|odslon|odwiedzin|wejsc|pobran)
        (?:wytworzy|opublikowa|wprowadzi)[lw](?:\(a\)|a)?(?:\s*[:\t]|$| informacje| dokument| do bip)
        (?:udostepni|zatwierdzi|z?modyfikowa)[lw](?:\(a\)|a)?(?:\s*[:\t]| informacje| dokument)
        odpowiedzialn[yae] za tresc
        (?:informacj[ea]|dokument|tresc) (?:wytworz|wprowadz|opublik|udostepn)
        (?:rejestr|historia|opis) zmian
        ostatnio (?:zmodyfikowa|zmieni|aktualizowa)
        wersja\s*[:\t]
        (?:wprowadzajacy|modyfikujacy|publikujacy|udostepniajacy|zatwierdzajacy|wytwarzajacy|redaktor|autor)(?:\s*[:\t]|$)
        status dokumentu|data (?:na dokumencie|dokumentu)
        """
    )
)


#: the sentence in which WordPress and others say where they filed what one reads
_FILED = re.compile(
    any_of(
        r"""
        (?:ten )?(?:wpis|post) (?:zostal )?(?:opublikowa|doda|zamieszcz|umieszcz|utworz)\w+\b.{0,90}\bkategori
        (?:artykul|wpis|post|news) pochodzi z (?:kategorii|dzialu)\b|this entry was posted\b
        """
    )
)
_LONGEST_FILED = 400


_CELL = re.compile(rf"(?:{_LABEL}|{_LOOSELY}|(?:wytworz|zmien|archiwiz|usuni)\w{{1,8}})\s*:?")


_OPENS_DATED, _OPENS_META = openings(_DATED.pattern), openings(_META.pattern)
_OPENS_RECORD = first_threes(_RECORD.pattern) | first_threes(_FILED.pattern)


def is_meta(folded: str) -> bool:
    """Does the whole line state only date, author, category or number of readings?"""
    if not 0 < len(folded) <= 200:
        return False
    first = folded[0]
    if not first.isalpha():  # whatever is dated begins with a word or a figure
        return (first.isdecimal() and _DATED.match(folded) is not None) or _META.match(folded) is not None
    if folded.startswith(_OPENS_DATED.get(first, ())) and _DIGIT.search(folded) and _DATED.match(folded):
        return True
    return folded.startswith(_OPENS_META.get(first, ())) and _META.match(folded) is not None


def is_record(folded: str) -> bool:
    """Is this a row of the record that bulletins print below a document: who made it, and when?"""
    if folded[:3] not in _OPENS_RECORD and "\t" not in folded:
        return False
    if _FILED.match(folded):
        return len(folded) <= _LONGEST_FILED
    if len(folded) > 300 or (len(folded) > 80 and ":" not in folded[:80] and "\t" not in folded[:80]):
        return False
    return bool(_RECORD.match(folded) or ("\t" in folded and _is_row_of_labels(folded)))


def _is_row_of_labels(folded: str) -> bool:
    """Are the cells of a row labels of days, or days ("Wytworzono", "Opublikowano", "Zmieniono")?"""
    cells = folded.split("\t")
    told = [cell for cell in cells if _CELL.fullmatch(cell) or _DATED.match(cell)]
    return len(told) > 1 and len(told) + cells.count("") + cells.count("-") == len(cells)
