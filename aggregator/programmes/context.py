"""Words around a programme that take it back: denial, comparison, exclusion, history, others' money."""

from __future__ import annotations

import re

from aggregator.programmes.page import Page

_CONTRAST = re.compile(
    r"(?:,|;|-|(?<=\s))\s?(?:ale|lecz|natomiast|tylko|za to|jednak|a (?=z |ze |w ramach|dzieki))\s"
)
#: sentences whose "nie" says how much the money was needed
_THANKS = re.compile(
    r"nie (?:tylko|byl\w*(?:by)? mozliw|byl\w*by|udal\w*by|udaloby|powstal\w*by|doszl\w*by|sposob|zabrak|koniec|moglib|"
    r"ukrywamy|kryjemy|sam\w* )|gdyby nie|nieodplatn|nie po raz pierwszy|nie pierwszy"
)
_DENIAL = re.compile(
    r"(?<![a-z])nie (?:jest|sa|byl\w*|bedzie|beda|zostal\w*|maja?|mial\w*|pochodz\w*|chodzi\w*|myl\w+|pomyl\w+|dotycz\w*|"
    r"obejm\w*|korzysta\w*|skorzysta\w*|bral\w*|bierze\w*|bierzemy|uczestnicz\w*|finans\w*|sfinans\w*|dofinans\w*|"
    r"wspolfinans\w*|realiz\w*|nalez\w*|zaplac\w*|placi\w*|wchodz\w*|jestesmy|ubiega\w*|sklada\w*|start\w+|aplik\w+|zglasz\w+|przystap\w+|stara\w*|wspiera\w*|"
    r"z|ze|w ramach|dzieki|od|to|za|u|przez)(?![a-z])[^.;,]{0,50}\Z"
    r"|(?<![a-z])to nie[\s\W]*\Z"
    r"|(?<![a-z])(?:ani|zamiast|a nie|bez (?:udzialu|srodkow|wsparcia|dotacji|pieniedzy|dofinansowania|zwiazku))(?![a-z])"
    r"[^.;,]{0,40}\Z"
)
_DENIED_AFTER = re.compile(
    r"[\s\"')\w.-]{0,28}?(?<![a-z])(?:nie (?:jest|sa|byl\w*|dotycz\w*|obejm\w*|finans\w*|sfinans\w*|dofinans\w*|ma nic|"
    r"maja nic|mial\w*|pokry\w*|wsparl\w*|dolozyl\w*|zaplacil\w*|przewid\w*|moze|moga|mozna)|to pomylk|to nieprawd)"
)
_CORRECTION = re.compile(
    r"\W*(?:to|jest to|byla to|otoz|tymczasem|w rzeczywistosci)?\W*(?:pomylk|nieprawd|blad|nieporozumieni|plotk|"
    r"nie jest to prawd|sprostowani|dementuj)"
)
_COMPARISON = re.compile(
    r"(?<![a-z])(?:podobn\w+ (?:do|jak)|tak jak|tak samo jak|jak w (?:przypadku )?|wzorem|na wzor|wzorowan\w+|wzorujac|"
    r"przypomina\w*|porownywaln\w+|odpowiednik\w*|w stylu|nawiazuj\w*|nawiazani\w*|parafraz\w*|zapozycz\w*|"
    r"myl(?:on|ic|ony)\w*|w odroznieniu|odmienn\w+|inaczej niz|innym niz|w przeciwienstwie|niz w|znan\w+ z|inspirowan\w*|"
    r"konkurencj\w+ dla|zbiezn\w+|skojarz\w*|kojarz\w*)(?![a-z])[^.;,]{0,45}\Z"
)
_EXCLUSION = re.compile(
    r"(?<![a-z])(?:z wyjatkiem|za wyjatkiem|z wylaczeniem|wylacz\w+|wyklucz\w+|nie moga|nie moze|nie mozna|nie podleg\w+|"
    r"nie lacz\w+|nie laczy\w*|nie kwalifik\w+|nie przysluguje|oprocz (?:osob|bibliotek|beneficjent|instytucji)\w*|"
    r"(?:ktor\w+|jesli|jezeli|o ile|chyba ze)(?: \w+){0,3} nie (?:korzysta|skorzysta|otrzyma|uzyska)\w+)(?![a-z])[^;]{0,90}\Z"
)
_PEOPLE = re.compile(
    r"(?<![a-z])(?:mile widzian\w*|doswiadczeni\w+ (?:w|przy)|znajomosc\w*|umiejetnosc\w*|kandydat\w*|wymagani\w+|"
    r"ekspert\w*|asesor\w*|trener\w*|wspolprac\w+ przy|stypendyst\w*|jurork?\w*)(?![a-z])[^;]{0,110}\Z"
)
_REFUSED = re.compile(
    r"(?<![a-z])(?:nie (?:otrzyma|dosta|uzyska|zdoby|przyzna|znalaz|zakwalifik|powiod|uda|zmiesci|wesz|przesz|wygra|"
    r"przypad|uwzgledn)\w*|odrzuc\w*|odmow\w*|negatywn\w*|przepad\w*|bez powodzenia|nie tym razem|oddal\w*|nieskutecz\w*|"
    r"bezskutecz\w*|pod kreska|poza lista|fiask\w*|rezerwow\w*)"
)
_HISTORY = re.compile(
    r"(?<![a-z])(?:kontynuacj\w+|kontynuuj\w+|nastepc\w+|nastepczyni\w*|zastapi\w*|zastepuj\w*|poprzedni\w*|poprzednik\w*|"
    r"dawn\w+|niegdys|przed laty|kiedys|wczesniej\w*|w ubieglych latach|w poprzednich latach|w minionych latach|"
    r"pierwsz\w+ (?:edycj|odslon)\w*|zakonczon\w+|wygas\w+|juz w latach|jeszcze (?:z|w|za)|przypomn\w+|historia)(?![a-z])"
)
_OTHERS = re.compile(
    r"(?<![a-z])(?:sasiedni\w+|osciennej|inne biblioteki|innych bibliotek\w*|inna biblioteka|zaprzyjaznion\w+ bibliotek\w*|"
    r"koledzy z|kolezanki z|bibliotek\w* z sasied\w*|dom kultury w sasied\w*)(?![a-z])"
)
_OWN_MONEY = re.compile(
    r"ze? srodkow wlasnych|z wlasnego budzetu|z budzetu (?:gminy|miasta|biblioteki)|budzet\w* obywatelsk|"
    r"(?:sfinansowal\w*|oplacil\w*|zaplacil\w*|pokryl\w*|wylozyl\w*) (?:w calosci )?(?:gmina|miasto|biblioteka|burmistrz|wojt|sponsor)|"
    r"dotacj\w+ (?:organizatora|podmiotow\w+|celow\w+ gminy)"
)


def denial(page: Page, start: int, end: int) -> str:
    """Why the sentence takes the programme back, "" where it does not."""
    first, last = page.sentence(start)
    before = page.folded[max(first, start - 160) : start]
    contrast = [match.end() for match in _CONTRAST.finditer(before)]
    before = before[contrast[-1] :] if contrast else before
    after = page.folded[end:last]
    if not _THANKS.search(before):
        if (match := _DENIAL.search(before)) and not _REFUSED.search(match.group()):
            return f"denied: “{_short(match.group())} …”"
        if match := _EXCLUSION.search(before):
            return f"named as an exclusion: “{_short(match.group())} …”"
    if match := _DENIED_AFTER.match(after):
        return f"denied: “… {_short(match.group())}”"
    if match := _COMPARISON.search(before):
        return f"named for comparison: “{_short(match.group())} …”"
    if match := _PEOPLE.search(before):
        return f"somebody's experience, not money: “{_short(match.group())} …”"
    if match := _CORRECTION.match(page.next_sentence(last)):
        return f"taken back by the next sentence: “{_short(match.group())} …”"
    return ""


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= 50 else words[:50].rsplit(" ", 1)[0]


def weakness(page: Page, start: int, end: int) -> str:
    """Why the mention counts only where no other programme is named as money, "" = it counts."""
    first, last = page.sentence(start)
    sentence = page.folded[first:last]
    if _REFUSED.search(sentence):
        return "an application that failed, named in passing"
    if match := _HISTORY.search(page.folded, max(first, start - 90), end):
        return f"history: “{match.group()}”"
    if _OTHERS.search(sentence):
        return "the money of another library"
    return ""


def own_money(page: Page) -> bool:
    """Whether the page says that the library or its commune paid."""
    return _OWN_MONEY.search(page.folded) is not None
