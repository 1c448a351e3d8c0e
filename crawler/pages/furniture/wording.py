"""Furniture told by its words: buttons, notices and headings that every library site prints somewhere."""

from __future__ import annotations

import re

from crawler.pages.furniture.wording_english import BUTTONS
from crawler.pages.openings import first_threes, openings
from crawler.pages.patterns import any_of

_CHROME = re.compile(
    r'^(?:[<>"‹›→←↑∨|\s\[\]+•·-]*)(?:'
    + any_of(
        r"""
        (?:wy)?drukuj(?: .{0,25})?|print|e-?mail|pdf
        zapisz (?:jako|do) pdf|pobierz (?:jako )?pdf
        powrot(?: do .{1,30})?|wroc(?: do .{1,30})?|wstecz|cofnij
        do gory|na gore(?: strony)?|strona glowna
        poprz\.?|poprzedni[ae]?(?: (?:artykul|wpis|strona|aktualnosc|post|news))?(?:\s*:.{0,160})?
        nast\.?|nastepn[ya](?: (?:artykul|wpis|strona|aktualnosc|post|news))?(?:\s*:.{0,160})?
        (?:poprzedni[ae]?|nastepn[ya]|wstecz|dalej)(?:[|"<>‹›·\s-]+(?:poprzedni[ae]?|nastepn[ya]|dalej))+
        (?:starsz[ey]|nowsz[ey]) (?:posty?|wpisy?)
        czytaj (?:wiecej|dalej|calosc)|wiecej(?: informacji)?|wiecej\s*\.{3}|dowiedz sie wiecej
        (?:napisan[eay]|opublikowan[eay]|dodan[eay]|written|posted|published) (?:przez|by)\s*:?
        zobacz wszystkie|pokaz wszystkie|wszystkie aktualnosci
        udostepnij.{0,40}|podziel sie.{0,40}|polec (?:znajomemu|strone|artykul).{0,20}
        s?kopiuj link(?: do .{3,20})?|zobacz tlumaczenie|lubie to!?\s*zobacz tlumaczenie
        lubie to!?(?: \(?\d+\)?)?|lubi to\s*:.{0,60}|osoby, ktore to (?:wyswietlily|widzialy|lubia)
        tweet(?:nij)?|przypnij|share|wykop|google\+?|wiecej zdjec (?:w galerii|na facebooku)(?: .{1,20})?
        dolacz do nas na (?:facebook|instagram|fb|messenger|you ?tub|tiktok)\w*!?
        reklama|pl|en|ua|uk|de|ru|fr|cs|polski|english|deutsch|українська
        facebook|twitter|pinterest|linkedin|whatsapp|messenger|instagram
        (?:obserwuj|sledz|polub|znajdz|znajdziesz) nas\b.{0,40}|polub \S{3,30} na facebooku?
        ocen(?: (?:ten )?(?:artykul|wpis|tekst).{0,20})?|artykul premium
        (?:zaloguj|zarejestruj)\w* .{0,40}komentarz\w*|musisz (?:sie|byc) zalog\w+ .{0,40}komentarz\w*\.?
        dodaj komentarz|skomentuj|brak komentarzy(?:\. .{0,40})?
        (?:serdecznie )?witamy (?:\w+ )?(?:na|w) (?:\w+ )?(?:stronie|witrynie|serwisie|portalu)\b.{0,40}
        (?:s?podoba\w* (?:(?:ci|wam) )?sie.{1,24})?(?:podaj|przeslij|posylaj) dalej.?
        posluchaj (?:tego )?(?:artykul|tekst|wpis)\w*
        czy (?:t\w{1,2} )?(?:artyk|stron|wpis|informac|tekst|tresc)\w* (?:\w+ ){0,4}(?:przydat|pomoc)n.{0,40}
        nie (?:ma|napisano|dodano) (?:jeszcze )?(?:zadnych )?komentarz\w*.{0,60}
        (?:jeszcze )?nikt (?:jeszcze )?nie skomentowal.{0,60}|badz pierwsz\w+.{0,30}komentarz\w*.{0,20}
        komentarze\s*(?:\(\d+\)|:\s*\d+)?|\d+ komentarz\w*|\d+ odpowiedzi? (?:na|do) \W.{3,160}
        odpowiedz|anuluj (?:pisanie )?odpowiedz.?|zostaw komentarz
        (?:przejdz|skocz) do (?:tresci|tekstu|menu|stopki|wyszukiwarki|nawigacji|glownej tresci).{0,20}
        przeskocz do tresci|pomin .{3,30}
        a a(?: a)?|a-? a a\+|a a\+ a\+\+|a\+|a-|a\+\+
        (?:rozmiar|wielkosc) (?:czcionki|czcionek|tekstu)(?:\s*:?[a+\s-]+)?|(?:zmien |wysoki |ustaw )?kontrast
        wersja (?:kontrastowa|dla (?:nie|slabo)\w+)|skala szarosci|czytelna czcionka
        (?:powieksz|pomniejsz|zwieksz|zmniejsz) (?:tekst|czcionke|litery)|podkresl(?:enie)? link\w+
        ulatwienia dostepu|narzedzia dostepnosci|usluga jezyka migowego|tlumacz (?:jezyka )?migowego
        czytaj na glos|odsluchaj.{0,20}|resetuj?|power
        jestes(?: tu(?:taj)?)?\s*:.{0,160}|(?:jestes tutaj|tu jestes|znajdujesz sie).{0,160}
        ten adres (?:e-?)?mail jest (?:chroniony|ukrywany) przed.{0,140}|spis tresci
        galeria(?: zdjec)?|zdjeci[ea](?: \(\d+\))?|powieksz(?: zdjecie)?|wiadomosc zostala wyslana\.?
        (?:zdjecie|foto|fot\.|obraz|slajd) \d+\s?(?:z|/)\s?\d+\.?
        (?:poprzednie|nastepne|pierwsze|ostatnie) (?:zdjecie|foto|slajd)|pokaz slajdow
        wyslij (?:e-?mail\w*|mailem|poczta)(?: do .{3,20})?
        wersja (?:do druku|xml|html|pdf)|wyslij (?:link |to |artykul |strone )?znajom\w+
        (?:generuj|zapisz|pobierz|eksportuj) (?:do )?pdf|(?:tresc|artykul)\b.{3,30} w wersji mobilnej
        wyswietl (?:ten|to) (?:post|profil|zdjecie|film) na \w{4,12}|post udostepniony przez .{2,60}
        zamknij(?: \[?x\]?)?|close|rozwin|zwin|akceptuje|zgoda|szukaj|menu|zaloguj(?: sie)?
        licznik odwiedzin.{0,30}|strone odwiedzono.{0,40}|odwiedza nas.{0,80}
        (?:jestes|jest) \d+.{0,20}(?:gosc|odwiedz).{0,40}
        \d{1,3}\s*(?:/|z)\s*\d{1,3}|\d{1,2}
        """
        + BUTTONS
    )
    + r')(?:[<>"‹›→←↑|\s\[\]:…-]*|\.{3})$'
)
#: signs of which one stands in all that the patterns beside them match: most lines have none
_ALIEN = tuple(
    (signs, re.compile(any_of(patterns)))
    for signs, patterns in (
        (
            ("cookie", "ciast", "prywatno"),
            r"""
            (?:pliki|plikow|plikach) (?:cookies?|ciastecz\w+)|ciastecz\w+|uzywa\w* cookies
            polityk\w+ (?:prywatnosci|cookies)\s*[|•]|szanujemy twoja prywatnosc
            """,
        ),
        (("dzis", "imieniny"), r"(?:^|\s)(?:dzis(?:iaj)? jest|imieniny\s*(?::|obchodz))"),
        (
            ("odwiedz", "wejsc", "wyswietle", "odslon", "licznik"),
            r"strone odwiedzono|(?:liczba|licznik) (?:odwiedzin|wejsc|wyswietlen|odslon)|licznik: ?\d{3}",
        ),
        (
            ("©", "(c)", "copyright", "zastrzezone", "rights"),
            r"^(?:©|\(c\)|copyright\b)|wszelkie prawa zastrzezone|all rights reserved",
        ),
        (
            ("wykonanie", "realizacja", "hosting", "projekt strony", "wspierane", "powered"),
            r"""
            ^(?:projekt i )?(?:wykonanie|realizacja|hosting|projekt strony)\s*:\s
            dumnie wspierane|powered by
            """,
        ),
        (
            ("javascript", "przeglad", "wygenerowania", "rozdzielczosc"),
            r"""
            (?:strona|strone|serwis) najlepiej .{3,40} rozdzielczosci
            javascript w (?:przegladarce|twojej)|w przegladarce musi byc wlaczona|obsluga javascript
            nieaktualnej przegladarki|czas wygenerowania (?:strony|tresci)
            """,
        ),
    )
)
ALIEN_SIGNS = frozenset(sign for signs, _ in _ALIEN for sign in signs)
#: of the line in which the makers of a site sign it
MAKER_SIGNS = frozenset(
    {"strony", "serwisu", "witryny", "strone", "witryne", "serwis", "strona", "webmaster"}
)
_MAKERS = re.compile(
    any_of(
        r"""
        WHO\w* OF_SITE(?:\s*[:,-].{0,80})?$
        (?:te |nasza )?(?:strone|witryne|serwis) (?:internetowa |www )?MADE\w*\W.{0,60}$
        (?:ta )?strona (?:ostatnio |byla )*(?:zaktualiz|aktualiz|wykon|zaprojekt|modyfik)\w+na\b.{0,60}$
        webmaster\b.{0,60}$
        """.replace(
            "OF_SITE", r"(?:graficzn\w+ )?(?:tej )?(?:strony|serwisu|witryny)(?: internetow\w+| www)?"
        )
        .replace("WHO", r"(?:autor|opracowanie|projekt|redakcj|redaktor|administrator|opiekun)")
        .replace("MADE", r"(?:wykona|zaprojektowa|opracowa|redaguj|prowadz[ai])")
    )
)
#: what an announcement about cookies would not be headed by
_NOTICE = re.compile(
    r"uzywa\b|uzywamy|wykorzystuj|korzysta|zgod|akcept|szanujemy|zastrzez|odwiedz|imien|javascript"
    r"|polityk\w+ (?:prywat|cook)|^(?:©|copyr|\(c\))"
)
_BETWEEN = re.compile(r"[|•·\[\]\t]")  #: between the buttons of a bar
_IMPRINT = re.compile(r"(?:copyright|©|\(c\))\W.{0,60}(?:(?:19|20)\d\d|zastrzezone)")
_HEADS_RECORD = re.compile(r"^(?:informacje o (?:publikacji|dokumencie)|metryk)")
_RELATED = re.compile(
    "^(?:"
    + any_of(
        r"""
        (?:zobacz|przeczytaj|czytaj) (?:takze|rowniez|tez|inne|wiecej)|podobne(?: .*)?|powiazane(?: .*)?
        (?:redakcja )?polec(?:ane|a)|polecamy(?: (?:takze|rowniez))?|warto (?:zobaczyc|przeczytac|odwiedzic)
        sprawdz (?:takze|tez|rowniez)|ostatnio (?:na stronie|w serwisie)
        (?:ostatni[eo]|najnowsze|pozostale|inne|ostatnio)
        OTHER (?:wpisy|posty|artykuly|aktualnosci|wiadomosci|wydarzenia)(?: .{2,42})?
        OTHER (?:newsy|dodane|informacje|komunikaty|ogloszenia)(?: .{2,42})?
        (?:ostatnie|najnowsze) komentarze|najczesciej czytane|popularne(?: .*)?
        archiw\w+(?: .*)?|kategorie(?: wpisow| aktualnosci)?|tagi|chmura tagow|newsletter
        kalendarz(?: .*)?|kalendarium
        pogoda|jakosc powietrza|partnerzy.*|nasi partnerzy|realizujemy.*|sponsorzy
        moze cie (?:zainteresowac|zainteresuje).*|to moze .{0,20}zainteresowac|co jeszcze.*
        related.*|similar .{3,20}|you (?:may|might) .*|recent posts|leave a (?:reply|comment)
        wiecej (?:aktualnosci|wpisow|newsow|z kategorii).*|(?:wiecej )?w tej kategorii.*
        (?:wasze |wybrane |jeden )?komentarz(?:e| do ).*|dodaj komentarz|zostaw (?:komentarz|odpowiedz).*
        nawigacja(?: .*)?|zobacz wpisy|post navigation|udostepnij.*
        nowosci w katalogu|nowosci ksiazkowe|sonda|ankieta
        facebook|znajdz nas.*|sledz nas.*|badz na biezaco|social media
        aktualnosci|wydarzenia|(?:nadchodzace|najblizsze) wydarzenia
        filie|na skroty|przydatne linki|linki|szybkie linki|gosc\w*(?: on-?line)?|logowanie|wyszukiwarka
        informacje o (?:publikacji(?: dokumentu)?|dokumencie)|dzialania dokumentu
        (?:najczestsze|najczesciej zadawane) pytania|faq|polecamy do czytania|ksiazka (?:tygodnia|miesiaca)
        polecane (?:ksiazki|lektury|tytuly|pozycje|nowosci)
        o autor(?:ze|ce|ach)(?: (?:wpisu|tekstu|artykulu))?
        (?:re|odp): .*
        dostepnosc|menu(?: .*)?|statystyk\w+|metryk\w+|rejestr zmian.{0,30}|historia (?:zmian|wersji).{0,20}
        """.replace(
            "OTHER",
            "(?:ostatni[eo]|najnowsze|pozostale|inne|ostatnio|nowe|(?:star|now|wczesniej|dawniej)sze)",
        )
    )
    + r")\s*:?$"
)
_ALWAYS = re.compile(
    r"(?:informacje o (?:publ|dokumencie)|dzialania dok"
    r"|(?:ostatnie |najnowsze |wasze |wybrane |jeden )?komentarz|dodaj|zostaw|leave|metryk|rejestr zmian|gosc"
    r"|historia (?:zmian|wersji)|udostepnij|nawigacja|statystyk|logowanie|wyszukiwarka|menu|post nav|pogoda"
    r"|newsletter|zobacz wpisy|re: |odp: )"
)
_OTHERS = re.compile(
    any_of(
        r"""
        (?:zobacz|przeczytaj|czytaj) (?:takze|rowniez|tez|inne)
        (?:podobne|powiazane|pozostale|inne|ostatnie|najnowsze) \w|ostatnio dodane
        moze cie|to moze|polecamy (?:takze|rowniez)
        komentarze\W*(?:\(|$)|dodaj komentarz|zostaw (?:komentarz|odpowiedz)
        (?:rejestr|historia) (?:zmian|wersji)\W*$
        """
    )
)
_SECTION = re.compile(
    "^(?:"
    + any_of(
        r"""
        strona glowna|start|home|glowna|aktualnosci(?: .{0,24})?|wydarzenia|news(?:y|s)?|wiadomosci
        wpisy?|nowiny|podglad|szczegoly(?: (?:aktual|artyk|wpis|news|wiad)\w*)?
        komunikaty|nowosci|co nowego|blog|archiw\w+(?: .{0,24})?|zapowiedzi|informacje|artykuly?|projekty
        ogloszenia|galeria|relacje|imprezy|menu|szukaj|tresc(?: (?:strony|artykulu|glowna))?
        biuletyn informacji publicznej|bip|kategoria.{0,30}|uncategori[sz]ed|bez kategorii|dla mediow
        przetargi
        kontakt|oferta|wydarzylo sie|kalendarz|tytul|o bibliotece|biblioteka|nawigacja.{0,20}|odslony|polecamy
        glowna (?:tresc|nawigacja|zawartosc)|zamowienia publiczne|czytelnia
        (?:nowa strona|new page)(?: \d+)?|untitled(?: document)?|(?:dokument |strona )?bez (?:nazwy|tytulu)
        """
    )
    + r")\s*:?$"
)
_ADDRESS = re.compile(
    r"\b\d{2}-\d{3}\s+[A-ZŻŹĆŁŚÓ]|(?:^|\s)(?:tel|fax|faks|telefon)\s?[./:]"
    r"|\b(?:ul|al|pl|os)\.\s*[A-ZŻŹĆŁŚÓ0-9][\w .-]{2,40}\d"
)
_IN_ADDRESS = ("-", "tel", "fa", "ul.", "al.", "pl.", "os.")  #: one of these stands in all of them
_CREDIT = re.compile(
    r"""^(?:["„(*]?\s*)(?:\w+\s+(?:\S+\s+){0,14}?)?(?:do|wspol|s)?finansowan(?:o|y|e|a|ie|ego|ej)\b.{0,200}?"""
    r"(?:\bze?\s+srodk|\bw\s+ramach\b|\bprzez\b|\bdzieki\b|\bz\s+budzetu|\bze?\s+fundusz)"
)
_OPENS_CHROME = openings(_CHROME.pattern)
_OPENS_SECTION, _OPENS_RELATED = first_threes(_SECTION.pattern), first_threes(_RELATED.pattern)


def is_chrome(folded: str) -> bool:
    """Is the whole line a button, a way back, an accessibility switch, a counter?"""
    if not 0 < len(folded) <= 200:
        return False
    first = folded[0]
    spared = first.isalpha() and not folded.startswith(_OPENS_CHROME.get(first, ()))
    return not spared and _CHROME.match(folded) is not None


def is_toolbar(text: str, folded: str) -> bool:
    """Are all parts of a line buttons, ways back, counters ("[ Powrót ] [ Drukuj ]")?

    >>> is_toolbar("Drukuj | Szukaj", "drukuj | szukaj"), is_toolbar("Drukuj | Lato", "drukuj | lato")
    (True, False)
    """
    bars = "|" in folded or "·" in folded or "•" in folded or "[" in folded or "]" in folded
    if len(text) > 200 or not (bars or "\t" in folded) or not _BETWEEN.search(text):
        return False
    parts = [part for part in _BETWEEN.split(folded) if part.strip()]
    return bool(parts) and all(is_chrome(part.strip()) for part in parts)


def is_alien(folded: str) -> bool:
    """Does the line hold words of cookie bars, counters or imprints, however long it is?"""
    if len(folded) > 1500:
        return False
    for signs, pattern in _ALIEN:
        for sign in signs:
            if sign in folded:
                if pattern.search(folded):
                    return True
                break
    return False


def names_makers(folded: str) -> bool:
    """Do the makers of a site sign it in a line ("Stronę wykonał: Jan Kos")?"""
    return len(folded) <= 150 and bool(_MAKERS.match(folded))


def is_imprint(folded: str) -> bool:
    """Does a line claim the rights in a site, and the years of it, wherever it stands?"""
    return bool(_IMPRINT.match(folded))


def is_notice(folded: str) -> bool:
    """Does the site speak of itself in a line with the words of notices ("Używamy plików cookies")?"""
    return bool(_NOTICE.search(folded))


def heads_record(folded: str) -> bool:
    """Is this the heading of the record that states who published a document, and when?"""
    return bool(_HEADS_RECORD.match(folded))


def heads_furniture(folded: str) -> bool:
    """Is this the heading of a block beside or below an article: related news, comments, partners?"""
    return folded[:3] in _OPENS_RELATED and len(folded) <= 80 and bool(_RELATED.match(folded))


def heads_others(folded: str) -> bool:
    """Can such words head nothing but other news or comments, even where no markup makes them a heading?"""
    return bool(_OTHERS.match(folded))


def always_furniture(folded: str) -> bool:
    """Does such a heading open furniture even amid the paragraphs of an article ("Komentarze")?"""
    return bool(_ALWAYS.match(folded))


def names_section(folded: str) -> bool:
    """Is this the name of a part of a site ("Aktualności"), rather than a heading of one article?"""
    return folded[:3] in _OPENS_SECTION and len(folded) <= 60 and bool(_SECTION.match(folded))


def is_address(text: str) -> bool:
    """Is this a short line with a postal address or a telephone number?"""
    return len(text) <= 160 and any(map(text.__contains__, _IN_ADDRESS)) and bool(_ADDRESS.search(text))


def is_credit(folded: str) -> bool:
    """Is this the credit line of a grant ("Dofinansowano ze środków …")?"""
    return "finansowan" in folded and 25 <= len(folded) <= 600 and bool(_CREDIT.match(folded))
