"""Furniture told by its words: short lines and headings that every Polish library site prints somewhere."""

from __future__ import annotations

import re

from aggregator.text import fold

_WEEKDAY = r"(?:poniedzialek|wtorek|sroda|czwartek|piatek|sobota|niedziela|pon|wt|sr|czw|pt|sob|niedz|nd)\.?"
_MONTH = (
    r"(?:stycz\w*|lut\w*|mar\w*|kwie\w*|maj\w*|czerw\w*|lip\w*|sierp\w*|wrze\w*|pazdz\w*|listop\w*|grud\w*"
    r"|sty|kwi|cze|sie|wrz|paz|lis|gru|[ivx]{1,4})\.?"
)
_DAY = (
    rf"(?:{_WEEKDAY},?\s*)?(?:\d{{4}}[-./]\d{{1,2}}[-./]\d{{1,2}}|\d{{1,2}}\s?[-./]\s?\d{{1,2}}\s?[-./]\s?\d{{2,4}}"
    rf"|\d{{1,2}},?\s+{_MONTH},?\s+\d{{4}}|{_MONTH}\s+\d{{1,2}},?\s+\d{{4}})(?:\s*r\.?(?:oku)?)?"
)
_CLOCK = r"(?:,|-|–|\||o|godz\.?|godzina|t)?\s*(?:godz\.?\s*)?\d{1,2}[:.]\d{2}(?::\d{2})?"
_STAMP = rf"{_DAY}(?:\s*{_CLOCK})?"
_LABEL = (
    r"(?:data\s+(?:publikacji|dodania|utworzenia|wpisu|wytworzenia|udostepnienia|modyfikacji|aktualizacji|wprowadzenia)"
    r"|(?:ostatnia\s+)?(?:aktualizacja|modyfikacja|zmiana)|ostatnio\s+(?:zmienion\w+|modyfikowan\w+)|opublikowan[eoya]"
    r"|utworzon[eoya]|dodan[eoya]|zamieszczon[eoya]|napisan[eoya]|wyslan[eoya]|przeslan[eoya]|publikacja|poprawion[eoya]"
    r"|zaktualizowan[eoya]|zmodyfikowan[eoya]|wprowadzil\w*|wytworzyl\w*|opublikowal\w*|data|dnia|posted\s+on|published)"
)

#: A line that only states when, by whom, where filed or how often read.
_META = re.compile(
    rf"""^(?:
      (?:{_LABEL}\s*(?:\(a\))?\s*(?:przez|w\s+dniu|dnia|:|,|-|–|\s)*\s*)?(?:{_STAMP})(?:\s+\(?(?:{_WEEKDAY})\)?)?[\s|,;.•·-]*
        (?:(?:przez|autor|by|kategoria|w\s+kategorii|wyswietlen\w*|odslon\w*|aktualnosci|czas\s+czytania)\b.{{0,60}})?
    | {_LABEL}\s*(?:\(a\))?\s*:?\s*(?:przez\b.{{0,40}})?
    | (?:{_LABEL})\s*:?\s*(?:przez\s+[\w .-]{{2,40}})?[\s,|]*(?:w\s+dniu|dnia)?[\s,|:]*{_STAMP}.{{0,80}}
    | (?:autor(?:ka)?|redaktor|dodal\w?|wpis\s+(?:dodal\w?|autora)|zrodlo\s+strony|super\s+user|administrator)\b\s*:?.{{0,50}}
    | (?:kategori[ae]|opublikowano\s+w|w\s+kategorii|dzial|tagi|tags|etykiety|slowa\s+kluczowe|posted\s+in)\s*:.{{0,160}}
    | (?:autor|admin|redakcja|redaktor|administrator|przez|opublikowano|opublikowany|brak\s+komentarzy)
    | czytan[yoae]\s+[\d\s]+raz\w* | opublikowan[yoae]\s+w\s+(?:kategorii\s+)?\w.{1, 40}
    | (?:liczba\s+)?(?:odslon\w*|wyswietlen\w*|wyswietlono|odwiedzin|czytano|przeczytano|hits|views|wejsc)\s*:?\s*[\d\s.,]*(?:raz\w*)?
    | [\d\s.,]+\s*(?:odslon\w*|wyswietlen\w*|odwiedzin|komentarz\w*|razy)
    | (?:data\s+(?:wprowadzenia|publikacji|udostepnienia|wytworzenia|ostatniej)\s+\w+|dokument\s+wprowadzon\w+|(?:informacje|informacja|tresc|dokument)\s+
        (?:wytworzyl\w*|wprowadzil\w*|opublikowal\w*|wytworzona|wprowadzona|udostepnil\w*)|podmiot\s+udostepniajacy|osoba\s+(?:odpowiedzialna|wprowadzajaca|publikujaca)
        |(?:ilosc|liczba)\s+(?:wyswietlen|odslon|odwiedzin|pobran|wejsc)|wytworzyl|opublikowal|zatwierdzil|odpowiedzialny\s+za\s+tresc|czas\s+(?:wytworzenia|publikacji|udostepnienia))\b.{0, 140}
    | (?:sredni\s+|szacowany\s+|przewidywany\s+)?czas\s+czytania\b.{{0,40}} | szczegoly | ocena\s*:.* | \(\s*\d+\s+glos\w*\s*\)
    )$""",
    re.VERBOSE,
)

_RECORD = re.compile(
    r"""(?:nazwa\s+)?podmiotu?\s+udostepniajac|osoba\s+(?:odpowiedzialna|wprowadzajaca|publikujaca|ktora)|(?:data|czas)\s+(?:i\s+czas\s+)?
    (?:wytworzenia|udostepnienia|publikacji|wprowadzenia|ostatniej|modyfikacji|aktualizacji|opublikowania|zmiany|utworzenia)|(?:ilosc|liczba)\s+(?:wyswietlen|odslon|odwiedzin|wejsc|pobran)
    |wytworzy[lw]|opublikowa[lw]|wprowadzi[lw]|udostepni[lw]|zatwierdzi[lw]|zmodyfikowa[lw]|odpowiedzialn[yae]\s+za\s+tresc|informacj[ea]\s+(?:wytworz|wprowadz|opublik|udostepn)|rejestr\s+zmian|historia\s+zmian
    |ostatnio\s+(?:zmodyfikowa|zmieni|aktualizowa)|opis\s+zmian|wersja\s*[:\t]|status\s+dokumentu""",
    re.VERBOSE,
)

#: A line that is a button, a link of the site or a counter.
_CHROME = re.compile(
    r"""^(?:[<>«»‹›→←↑|\s\[\]+•·-]*)(?:
      drukuj(?:\s.{0,25})?|wydrukuj|print|e-?mail|pdf|zapisz\s+(?:jako|do)\s+pdf|pobierz\s+(?:jako\s+)?pdf|powrot(?:\s+do\s+.{1,30})?
    | wroc(?:\s+do\s+.{1,30})?|wstecz|cofnij|do\s+gory|na\s+gore(?:\s+strony)?|poprz\.?|nast\.?|poprzedni[ae]?(?:\s+(?:artykul|wpis|strona|aktualnosc|post|news))?(?:\s*:.{0,160})?
    | nastepn[ya](?:\s+(?:artykul|wpis|strona|aktualnosc|post|news))?(?:\s*:.{0,160})?|starsze\s+(?:posty|wpisy)|nowsze\s+(?:posty|wpisy)|nowszy\s+post|starszy\s+post|strona\s+glowna
    | czytaj\s+(?:wiecej|dalej|calosc)|wiecej(?:\s+informacji)?|wiecej\s*\.{3}|dowiedz\s+sie\s+wiecej|zobacz\s+wszystkie|pokaz\s+wszystkie|wszystkie\s+aktualnosci
    | udostepnij.{0,40}|podziel\s+sie.{0,40}|polec\s+(?:znajomemu|strone|artykul).{0,20}|lubie\s+to!?|tweet(?:nij)?|przypnij|share|facebook|twitter|pinterest|linkedin|whatsapp|messenger|wykop|google\+?|kopiuj\s+link
    | (?:obserwuj|sledz|polub|znajdz|znajdziesz)\s+nas\b.{0,40}|ocen\s+(?:ten\s+)?(?:artykul|wpis).{0,20}
    | dodaj\s+komentarz|skomentuj|brak\s+komentarzy|komentarze\s*(?:\(\d+\)|:\s*\d+)?|\d+\s+komentarz\w*|odpowiedz|anuluj\s+(?:pisanie\s+)?odpowiedz.?|zostaw\s+komentarz
    | przejdz\s+do\s+(?:tresci|menu|stopki|wyszukiwarki|glownej\s+tresci).{0,20}|przeskocz\s+do\s+tresci|skip\s+to\s+(?:main\s+)?content|pomin\s+.{3,30}
    | a\s+a(?:\s+a)?|a-?\s+a\s+a\+|a\s+a\+\s+a\+\+|a\+|a-|a\+\+|rozmiar\s+(?:czcionki|czcionek|tekstu)|wielkosc\s+(?:czcionki|tekstu)|(?:zmien\s+|wysoki\s+|ustaw\s+)?kontrast|wersja\s+(?:kontrastowa|dla\s+(?:nie|slabo)\w+)
    | (?:powieksz|pomniejsz|zwieksz|zmniejsz)\s+(?:tekst|czcionke|litery)|skala\s+szarosci|czytelna\s+czcionka|podkresl(?:enie)?\s+link\w+|ulatwienia\s+dostepu|narzedzia\s+dostepnosci|usluga\s+jezyka\s+migowego|tlumacz\s+(?:jezyka\s+)?migowego|czytaj\s+na\s+glos|odsluchaj.{0,20}|resetuj?|power
    | jestes(?:\s+tu(?:taj)?)?\s*:.{0,160}|jestes\s+tutaj.{0,160}|tu\s+jestes.{0,160}|znajdujesz\s+sie.{0,160}
    | ten\s+adres\s+(?:e-?)?mail\s+jest\s+(?:chroniony|ukrywany)\s+przed.{0,140}
    | galeria(?:\s+zdjec)?|powieksz(?:\s+zdjecie)?|zamknij|close|rozwin|zwin|akceptuje|zgoda|szukaj|menu|zaloguj(?:\s+sie)?|previous|next|zdjecie\s+\d+\s+z\s+\d+
    | licznik\s+odwiedzin.{0,30}|(?:strone|stronę)\s+odwiedzono.{0,40}|odwiedza\s+nas.{0,80}|(?:jestes|jest)\s+\d+.{0,20}(?:gosc|odwiedz).{0,20}
    | \d{1,2}\s*/\s*\d{1,3} | \d{1,2}
    )(?:[<>«»‹›→←↑|\s\[\]:…-]*|\.{3})$""",
    re.VERBOSE,
)

#: Words that no article of a library is made of, anywhere in a line.
_ALIEN = re.compile(
    r"""(?:pliki|plikow|plikach)\s+(?:cookies?|ciastecz\w+)|ciasteczk\w+|polityk\w+\s+(?:prywatnosci|cookies)\s*[|•]|uzywa\w*\s+cookies
    |szanujemy\s+twoja\s+prywatnosc|(?:^|\s)(?:dzis(?:iaj)?\s+jest|imieniny\s*(?::|obchodz))|strone\s+odwiedzono|(?:liczba|licznik)\s+(?:odwiedzin|wejsc|wyswietlen|odslon)
    |^(?:©|\(c\)|copyright\b)|wszelkie\s+prawa\s+zastrzezone|all\s+rights\s+reserved|^(?:projekt\s+i\s+)?(?:wykonanie|realizacja|hosting|projekt\s+strony)\s*:\s|dumnie\s+wspierane
    |powered\s+by|javascript\s+w\s+(?:przegladarce|twojej)|w\s+przegladarce\s+musi\s+byc\s+wlaczona|obsluga\s+javascript|nieaktualnej\s+przegladarki|czas\s+wygenerowania\s+(?:strony|tresci)""",
    re.VERBOSE,
)

#: Substrings of which every alien line has one: most pages have few of them.
ALIEN_KEYS = (
    "cookie", "ciast", "prywatno", "imieniny", "dziś", "dzisiaj jest", "odwiedz", "wejść", "wyświetle", "odsłon",
    "©", "(c)", "copyright", "zastrzeżone", "rights", "realizacja:", "wykonanie:", "hosting", "projekt strony",
    "wspierane", "powered", "javascript", "przegląd", "wygenerowania",
)  # fmt: skip

_RELATED = re.compile(
    r"""^(?:zobacz\s+(?:takze|rowniez|tez|inne|wiecej)|przeczytaj\s+(?:takze|rowniez|tez)|czytaj\s+(?:takze|rowniez|tez)|podobne(?:\s.*)?|powiazane(?:\s.*)?|polecane|polecamy(?:\s+(?:takze|rowniez))?
    |(?:ostatni[eo]|najnowsze|pozostale|inne|ostatnio)\s*(?:wpisy|posty|artykuly|aktualnosci|wiadomosci|wydarzenia|newsy|dodane|informacje|komunikaty|ogloszenia|komentarze)?(?:\s+(?:w|z)\s+.{2,40})?
    |najczesciej\s+czytane|popularne(?:\s.*)?|archiw\w+(?:\s.*)?|kategorie|tagi|chmura\s+tagow|newsletter|kalendarz(?:\s+.*)?|kalendarium|pogoda|jakosc\s+powietrza|partnerzy.*|nasi\s+partnerzy|realizujemy.*|sponsorzy
    |warto\s+(?:zobaczyc|przeczytac|odwiedzic)|moze\s+cie\s+(?:zainteresowac|zainteresuje).*|to\s+moze\s+.{0,20}zainteresowac|related.*|you\s+may\s+.*|recent\s+posts|wiecej\s+(?:aktualnosci|wpisow|newsow|z\s+kategorii).*|co\s+jeszcze.*
    |komentarze.*|dodaj\s+komentarz|zostaw\s+(?:komentarz|odpowiedz).*|nawigacja(?:\s+.*)?|zobacz\s+wpisy|post\s+navigation|udostepnij.*|nowosci\s+w\s+katalogu|nowosci\s+ksiazkowe|sonda|ankieta|facebook|znajdz\s+nas.*|sledz\s+nas.*|badz\s+na\s+biezaco|social\s+media
    |w\s+tej\s+kategorii.*|wiecej\s+w\s+tej\s+kategorii.*|aktualnosci|wydarzenia|nadchodzace\s+wydarzenia|najblizsze\s+wydarzenia|filie|na\s+skroty|przydatne\s+linki|linki|gosc\w*(?:\s+on-?line)?|logowanie|wyszukiwarka|dostepnosc|menu(?:\s+.*)?|statystyk\w+|szybkie\s+linki|metryk\w+|rejestr\s+zmian.{0,30}|historia\s+(?:zmian|wersji)
    )\s*:?$""",
    re.VERBOSE,
)
_SECTION = re.compile(
    r"""^(?:strona\s+glowna|start|home|glowna|aktualnosci(?:\s+.{0,24})?|wydarzenia|news(?:y|s)?|wiadomosci|ogloszenia|komunikaty|nowosci|co\s+nowego|blog|archiw\w+(?:\s.{0,24})?|zapowiedzi|informacje|artykuly|artykul|projekty|galeria|relacje|imprezy|menu|szukaj|tresc(?:\s+(?:strony|artykulu|glowna))?|biuletyn\s+informacji\s+publicznej|bip|szczegoly|wpis|wpisy|kategoria.{0,30}|uncategori[sz]ed|bez\s+kategorii|dla\s+mediow|przetargi|kontakt|oferta|podglad|wydarzylo\s+sie|kalendarz|tytul|o\s+bibliotece|biblioteka|nawigacja.{0,20}|glowna\s+(?:tresc|nawigacja|zawartosc)|zamowienia\s+publiczne|odslony|polecamy|czytelnia)\s*:?$""",
    re.VERBOSE,
)
_ADDRESS = re.compile(
    r"\b\d{2}-\d{3}\s+[A-ZŻŹĆŁŚÓ]|(?:^|\s)(?:tel|fax|faks|telefon)\s?[./:]|\b(?:ul|al|pl|os)\.\s*[A-ZŻŹĆŁŚÓ0-9][\w .-]{2,40}\d"
)
_CREDIT = re.compile(
    r"""^(?:["„(*]?\s*)(?:\w+\s+(?:\S+\s+){0,14}?)?(?:do|wspol|s)?finansowan(?:o|y|e|a|ie|ego|ej)\b.{0,200}?(?:\bze?\s+srodk|\bw\s+ramach\b|\bprzez\b|\bdzieki\b|\bz\s+budzetu|\bze?\s+fundusz)""",
    re.VERBOSE,
)


def is_meta(text: str) -> bool:
    """Does the whole line state only date, author, category or number of readings?"""
    return len(text) <= 200 and bool(_META.match(fold(text)))


def is_record(text: str) -> bool:
    """Is this a row of the record that bulletins print below a document: who made it, when, how often read?"""
    return len(text) <= 300 and bool(_RECORD.match(fold(text)))


def is_chrome(text: str) -> bool:
    """Is the whole line a button, a way back, an accessibility switch, a counter?"""
    return len(text) <= 200 and bool(_CHROME.match(fold(text)))


def is_alien(text: str) -> bool:
    """Does the line hold words of cookie bars, counters or imprints, however long it is?"""
    return len(text) <= 1500 and bool(_ALIEN.search(fold(text)))


def heads_furniture(text: str) -> bool:
    """Is this the heading of a block beside or below an article: related news, comments, partners?"""
    return len(text) <= 80 and bool(_RELATED.match(fold(text)))


def names_section(text: str) -> bool:
    """Is this the name of a part of a site ("Aktualności"), rather than a heading of one article?"""
    return len(text) <= 60 and bool(_SECTION.match(fold(text)))


def is_address(text: str) -> bool:
    """Is this a short line with a postal address or a telephone number?"""
    return len(text) <= 160 and bool(_ADDRESS.search(text))


def is_credit(text: str) -> bool:
    """Is this the credit line of a grant ("Dofinansowano ze środków …")?"""
    return 25 <= len(text) <= 600 and bool(_CREDIT.match(fold(text)))
