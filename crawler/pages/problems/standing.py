"""Permanent pages: told by their titles and, where no day is printed, by texts that tell no news. Folded."""

from __future__ import annotations

import re
from functools import lru_cache

from aggregator.alternation import united
from aggregator.dates.words import MONTHS
from aggregator.text import readings

#: titles of permanent pages, whatever date they carry
_ALWAYS = re.compile(
    r"""^\W*(?:
      kontakt|skontaktuj\ sie(?:\ z\ nami)?|dane\ (?:tele)?adresowe|adres(?:\ i\ kontakt)?
        |kontakt\ i\ (?:dojazd|lokalizacja|godziny\ \w+)
        |dane\ kontaktowe|lokalizacja|dojazd|jak\ do\ nas\ trafic|mapa\ (?:strony|serwisu|dojazdu)
    | deklaracj\w+\ (?:o\ )?dostepnosci(?:\ cyfrowej)?(?:\ .{0,80})?|dostepnosc(?:\ (?:cyfrowa
      |architektoniczna))?|informacj[ae]\ w\ tekscie\ (?:latwym|odczytywalnym).{0,60}|(?:etr
      |tekst\ latwy\ do\ czytania).{0,40}
    | polityka\ (?:prywatnosci|cookies|plikow\ cookies?|ochrony\ danych.{0,30})(?:\ .{0,40})?|rodo
      |klauzul[ae]\ (?:informacyjn\w+|rodo)(?:\ .{0,80})?|ochrona\ danych(?:\ osobowych)?
      |inspektor\ ochrony\ danych|informacja\ o\ przetwarzaniu\ danych.{0,60}
    | o\ (?:nas|bibliotece|instytucji|placowce|firmie|projekcie\ strony)|kim\ jestesmy|about(?:\ us)?
      |historia(?:\ (?:biblioteki|placowki|instytucji|mbp|gbp))?|misja(?:\ i\ wizja)?(?:\ biblioteki)?
      |patron(?:\ biblioteki)?|statut(?:\ .{0,60})?
    | (?:dyrekcja|pracownicy|nasz\ zespol|zespol|kadra|struktura(?:\ organizacyjna)?|dzialy\ i\ agendy
      |agendy|dzialy|oddzialy|filie(?:\ biblioteczne)?|nasze\ filie|filia\ (?:nr\ )?\w{1,12}|placowki)
    | standardy\ ochrony\ maloletnich|sygnalisci|zgloszenia\ wewnetrzne|bip
      |biuletyn\ informacji\ publicznej|e-?puap|elektroniczna\ skrzynka.{0,20}|majatek|budzet
      |sprawozdania(?:\ finansowe)?|redakcja(?:\ biuletynu|\ bip)?|instrukcja\ (?:obslugi
      |korzystania)(?:\ .{0,40})?|rejestr\ zmian
    | regulamin(?:y)?(?:\ (?:biblioteki|korzystania|wypozyczalni|czytelni|organizacyjny|udostepniania
      |uslug|strony|serwisu|dla\ czytelnikow|i\ cenniki?|zbiorow).{0,80})?|regulaminy(?:\ .{0,40})?
      |zasady\ (?:korzystania|wypozycz\w+|zapisu|udostepniania)(?:\ .{0,60})?|jak\ (?:sie\ )?(?:zapisac
      |korzystac).{0,40}
    | dla\ (?:czytelnik\w+|dzieci|mlodziezy|doroslych|seniorow|bibliotekarzy|nauczycieli|mediow)|faq
      |najczesciej\ zadawane\ pytania|pomoc|uslugi|nasze\ uslugi|linki|przydatne\ linki|do\ pobrania
      |(?:pliki|dokumenty)\ do\ pobrania
      |dokumenty|wirtualny\ spacer|e-?zasoby|zbiory|katalog(?:\ on-?line)?|newsletter
    )\W*$""",
    re.VERBOSE,
)
#: what happened to a permanent page is news
_CHANGED = re.compile(
    r"\b(?:zmien\w+|zmian[ay]|zaktualizowan\w+|podpisan\w+|uchwalon\w+|przyjet\w+|gotow\w+|juz|now(?:y|a|e|ej|ego|ym|ych))\b"
    r"|\w{4,}[.!?] \w|!"
)
#: titles that are permanent only where the page carries no date of publication
_UNDATED = re.compile(
    r"""^\W*(?:godziny\ (?:otwarcia|pracy)(?:\ .{0,40})?|cennik(?:i)?(?:\ .{0,40})?|oplaty
      |oferta(?:\ .{0,40})?|projekty(?:\ (?:unijne|ue|europejskie|krajowe|ministerialne|biblioteki
      |biblioteczne|zrealizowane|realizowane|archiwalne))?
    | (?:nasze|realizowane|zrealizowane|aktualne|zakonczone)\ projekty|dotacje|dofinansowania
      |programy(?:\ i\ projekty)?|projekty\ i\ (?:granty|dotacje|programy)|fundusze\ (?:europejskie
      |unijne|zewnetrzne)|granty
    | galeria(?:\ zdjec)?|multimedia|wydawnictwa|publikacje|zamowienia\ publiczne|przetargi|praca
      |partnerzy|sponsorzy|kola?\ zainteresowan|kluby(?:\ .{0,30})?|dyskusyjn\w+\ klub\w*\ ksiazki|dkk
      |edukacja|imprezy\ cykliczne|legimi|ibuk(?:\ libra)?|academica|ksiazka\ na\ telefon)\W*$""",
    re.VERBOSE,
)
#: with what the titles of further permanent pages begin, if nothing on the page sounds like news
_HEADS = re.compile(
    r"""\W*(?:nasz[aei]?\ )?(?:wypozyczaln\w+|czyteln\w+|mediatek\w+|oddzial\w*|dzial\w*|sal[ae]
      |pracowni\w+|izba
      |fili[ae]|punkt\w*\ bibliotecz\w+|siec\ bibliot\w+|bibliotek[ai]\ w\ liczbach|kierownictwo|dyrek\w+|rada
      |struktura|kol[ao]|klub[yu]?|sekcj\w+|zajecia\ stale|nagrody\ i|wyroznienia|wydawnictw\w+|publikacje
      |program\w*\ i|projekty|granty\ i|sprawozdani\w+\ (?:z\ dzialaln|finans|roczn|budzet|merytor)\w*
      |plan\w*\ (?:postepow|zamow|prac|finans|dzial)\w*|patron\w*|zbiory|kolekcj\w+|uslugi|zasady|cennik\w*
      |oplaty|informacj[ae]\ (?:ogoln|podstaw|prakt)\w+|dokument\w*|kronika|wypozyczani\w+|rezerwacj\w+
      |wynajem|zasoby|koncepcja|strategia|katalogi|baz[ay]|formularze|stowarzyszenie|towarzystwo|przyjaciele|czlonkowie|samorzad\w*|praktyki
      |wolontariat|edukacja|lekcje\ bibliotecz\w+|digitalizacja|archiwum\ (?:spol|cyfr|zdjec)\w*)\b""",
    re.VERBOSE,
)
_MONTH = united(month for month in MONTHS if len(month) > 3)
#: of a title that tells something new
_TELLS = re.compile(
    rf"""[!?]|\d[:.]\d\d|\b\d{{1,2}}\ (?:{_MONTH})\b|\bw\ (?:{_MONTH})\b
      |\b(?:od|do)\ (?:\d|{_MONTH}|poniedz|jutra|dzis)
      |\bw\ (?:okresie|wakacj|ferie|swiet|dni|czasie|trakcie|zwiazku|najblizsz|tym|roku)
      |\bod\ nowego|\bferi[ei]|\bzimow|\bletni
      |\bna\ (?:ferie|wakacje|lato|zime|weekend|swieta|nowosci|remont|rok)
      |\b(?:przed)?swiate\w+|\b(?:wakacyj|feryj)\w+
      |nieczynn|zamkni|otwart[aey]\b|skrocon|odwolan|przenies|remon[tc]|awari|znow|\bjuz\b|utrudn|nabor|konkurs
      |\w(?:lismy|lysmy)\b|\bzaprasza|\b(?:ma|maja|jest|bedzie|beda|czeka\w*|zmienia\w*)\b
      |\brusz[ay]|\bstartuj
      |\botrzyma|\bwrac|rozstrzyg|zakoncz(?!on\w+\ projekty)|\brozpocz|\bkupi|\bwygra|\bpowsta|\bpowrot
      |\bwzbogac
      |dofinansowan\w+\ (?:dla|na)|dotacja\ (?:dla|na)|\bpracy\b|\bmiedzy\b|podsumow
      |warsztat|spotkani|wystaw|\bz\ (?:otwarcia|nocy)""",
    re.VERBOSE,
)
#: of a text that does: what we did, what will be, what came to pass, a day without its year
_NEWS = re.compile(
    rf"""\w(?:lismy|lysmy)\b
      |\b(?:informujemy|oglaszamy|dziekujemy|przypominamy|gratulujemy|za\ nami|przed\ nami|trwa|trwaja|rusz\w+
      |startuj\w+|odbedz\w+|odbyl\w*|do\ odwolania|juz|szukamy|poszukujemy|potrzebujemy
      |od\ (?:dzis|jutra|poniedzialku(?!\ do))|najblizsz\w+|wybrano
      |przyznano|podpisano|otrzyma\w*|oglosi\w*
      |w\ (?:ten|najblizsz\w+|minion\w+|ubiegl\w+|sobote|niedziele|piatek))\b
      |\bdzieki\ (?:dotacj|dofinansow|wspar|srodk)\w+
      |\bzapraszamy\ (?:na|w\ (?!godz))|\bod\ \d{{1,2}}\b|\b\d{{1,2}}\ (?:{_MONTH})\b(?!\ (?:19|20)\d\d)""",
    re.VERBOSE,
)
_SENTENCE = re.compile(r"[.!?]\s+|\n")
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_WORD = re.compile(r"[^\W\d_]{4,}")
_WORDS = 7  #: of a title that only names something
_TEXT = 3000  #: characters of a text that are looked at


def is_always_permanent(title: str) -> bool:
    """Is a folded title that of a permanent page, whatever day it carries?"""
    return bool(_ALWAYS.match(title))


def tells_change(title: str) -> bool:
    """Does a folded title say what happened to a permanent page?"""
    return bool(_CHANGED.search(title))


def is_permanent_undated(title: str) -> bool:
    """Is a folded title that of a permanent page, where the page carries no day?"""
    return bool(_UNDATED.match(title)) and not _TELLS.search(title)


def is_long(title: str) -> bool:
    """Has a title more words than one that only names a thing?"""
    return len(title.split()) > _WORDS


def may_name(title: str) -> bool:
    """Does a folded title that is not long only name a thing, and tell nothing new?"""
    return not _TELLS.search(title) and not _CHANGED.search(title)


def tells_news(text: str) -> bool:
    """Does the folded text below such a title tell news?"""
    return bool(_NEWS.search(text, 0, _TEXT))


def may_name_part(title: str) -> bool:
    """Does a folded title begin as those of permanent pages do?"""
    return bool(_HEADS.match(title))


def tells_what_happened(text: str) -> bool:
    """Does a printed text say what came to pass or will, in a sentence without a year that is long gone?

    A description says what is: "mieści", "wypożyczamy", "powstała w 1968 roku".
    """
    for sentence in _SENTENCE.split(text[:_TEXT]):
        if not _YEAR.search(sentence) and any(map(_is_of_events, _WORD.findall(sentence))):
            return True
    return False


@lru_cache(maxsize=20_000)
def _is_of_events(word: str) -> bool:
    """Is a word a verb of the past or the future, and nothing else? Advice to readers is neither."""
    found = [tags.split(":") for _, tags in readings(word) if not tags.startswith("aglt")]
    return bool(found) and all(
        tags[0] in {"praet", "imps", "fin"} and "perf" in tags and "sec" not in tags for tags in found
    )
