"""The words that give a sum its role, as tables. Patterns are over folded text (see `aggregator.cues`)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import Literal

from aggregator.cues import Cues
from aggregator.vocabulary import Role

Side = Literal["", "before", "after", "touch"]


class Setting(Enum):
    """What a page is, as far as the roles of its sums depend on it."""

    PLAIN = auto()
    CALL = auto()
    RESULTS = auto()
    REFUSED = auto()
    TENDER = auto()
    PRICES = auto()


@dataclass(frozen=True, slots=True)
class Word:
    """One cue: the role, how strongly it speaks, on which side of the sum it must stand."""

    name: str
    role: Role
    weight: float
    side: Side = ""


_G, _O, _T, _B, _X = Role.GRANT, Role.OWN_CONTRIBUTION, Role.TOTAL, Role.PROGRAMME_BUDGET, Role.OTHER
_TASK = (
    r"(?:projekt|zadani|inwestycj|przedsiewzi|remont|modernizacj|budow|rozbudow|przebudow|operacj|grant)\w*"
)

_WINNERS = (
    "zadan",
    "projekt",
    "bibliotek",
    "wnios",
    "placow",
    "instytucj",
    "podmiot",
    "ksiaznic",
    "szkol",
    "ofert",
)

_TABLE: tuple[tuple[str, Word], ...] = (
    # what the library, its gmina or its partners add
    (
        r"wklad\w* (?:finansow\w+ )?(?:wlasn|gmin|organizator|bibliotek|miast|samorzad|niefinans|rzeczow|osobow)\w*",
        Word("own", _O, 5),
    ),
    (r"wklad\w*(?! (?:w |pracy))", Word("own", _O, 4)),
    (r"udzial\w* wlasn\w*", Word("own", _O, 5)),
    (r"srodk\w+ wlasn\w*", Word("own", _O, 5)),
    (r"wlasn\w+ srodk\w+", Word("own", _O, 5)),
    (r"wlasn\w+ wklad\w*", Word("own", _O, 5)),
    (r"budzet\w* obywatelsk\w+", Word("third", _X, 4.5)),
    (r"budzet\w* wlasn\w+", Word("own", _O, 4.5)),
    (r"budzet\w* (?:gmin|miast|miej|powiat|bibliotek|organizator|samorzad)\w*", Word("organiser", _O, 4)),
    (
        r"dotacj\w+ (?:gminn|organizator|podmiotow|miejsk|samorzadow|powiatow|celow\w+ (?:gmin|miast))\w*",
        Word("organiser", _O, 4.5),
    ),
    (
        r"dotacj\w+ (?:od|z) (?:gmin|miast|powiat|organizator|samorzad|urzedu (?:gmin|miast))\w*",
        Word("organiser", _O, 4.5),
    ),
    (
        r"srodk\w+ (?:gmin|miejsk|organizator|samorzad(?!u woj)|budzetu (?:gmin|miast))\w*",
        Word("organiser", _O, 4),
    ),
    (r"pieniadz\w+ (?:z )?(?:gmin|miejsk|miast)\w*", Word("organiser", _O, 4)),
    (r"pieniadz\w+ (?:gminn|miejsk|wlasn)\w*", Word("organiser", _O, 4)),
    (r"sejmik\w* wojewodztw\w*", Word("third", _X, 4.5)),
    (r"zarzad\w* wojewodztw\w*", Word("third", _X, 4.5)),
    (r"samorzad\w* wojewodztw\w*", Word("third", _X, 4.5)),
    (r"budzet\w* wojewodztw\w*", Word("third", _X, 4.5)),
    (r"urzad marszalkowsk\w*", Word("third", _X, 4)),
    (r"brakujac\w+", Word("rest", _O, 4)),
    (r"pozostal\w+ (?:kwot|czesc|sum|srodk|koszt|pieniadz|\d)\w*", Word("rest", _O, 4.5)),
    (r"pozostale (?=\d)", Word("rest", _O, 4.5)),
    (r"reszt[aey]\b", Word("rest", _O, 3.5)),
    (r"doloz\w+", Word("organiser", _O, 3.5)),
    (r"dolozyl\w*", Word("organiser", _O, 3.5)),
    (r"dorzuc\w+", Word("organiser", _O, 3.5)),
    (r"doplac\w+", Word("organiser", _O, 3.5)),
    (r"wylozy\w*", Word("organiser", _O, 3.5)),
    # the whole
    (r"calkowit\w+ (?:koszt|wartos|budzet|kwot|naklad)\w*", Word("total", _T, 5)),
    (r"calosc\w* (?:zadani|projekt|inwestycj|przedsiewz|koszt|prac)\w*", Word("total", _T, 5)),
    (r"calosc\b", Word("total", _T, 3)),
    (
        r"laczn\w+ (?:koszt|wartosc)\w* (?:zadani|projekt|inwestycj|przedsiewz|remont|prac|robot)\w*",
        Word("total", _T, 5),
    ),
    (r"laczn\w+ koszt\w*", Word("total", _T, 4)),
    (r"ogoln\w+ (?:koszt|wartosc)\w*", Word("total", _T, 4.5)),
    (r"wartos\w+ szacunkow\w*", Word("tender", _X, 5)),
    (
        r"wartos\w+ (?:zamowieni|nagrod|sprzet|ksiaz|zakupion|bon|rynkow|ksiegozbior|przekazan|dar)\w*",
        Word("goods", _X, 4.5),
    ),
    (r"szacunkow\w+ wartos\w+ (?:zamowieni)\w*", Word("tender", _X, 5)),
    (
        r"wartos\w+ (?:calkowit|calego|calej|dofinansowan\w+ (?:zadan|projekt)|kosztorysow)\w*",
        Word("total", _T, 5),
    ),
    (rf"wartos\w+ (?:\w+ )?{_TASK}", Word("total", _T, 5)),
    (r"wartos\w+ (?:dofinansowani|dotacj|grantu|wsparci|przyznan)\w*", Word("grant", _G, 5)),
    (r"wartos\w+ (?:umow|robot|prac)\w*", Word("total", _T, 4)),
    (
        r"koszt\w* (?:uczestnictw|udzial|bilet|wstep|wynajm|przesylk|wysylk|wyjazd|wpisow|kart|duplikat|wydruk|kser)\w*",
        Word("price", _X, 5),
    ),
    (
        r"koszt\w* (?:calkowit|ogolem|ogoln|calosc|kwalifikowan|realizacj|laczn|brutto)\w*",
        Word("total", _T, 5),
    ),
    (rf"koszt\w* (?:calej |calego |calkowit\w+ |realizacji )?{_TASK}", Word("total", _T, 5)),
    (r"inwestycj\w* (?:o wartosci|warta|za|kosztowal\w*|pochlon\w+)", Word("total", _T, 5)),
    (r"projekt\w* (?:o wartosci|o lacznej wartosci|wart\w*|kosztowal\w*)", Word("total", _T, 5)),
    (r"zadani\w* (?:o wartosci|o lacznej wartosci|wart\w+(?: jest)?|za|kosztowal\w*)", Word("total", _T, 5)),
    (r"zadani\w+ [^.;]{0,50}kosztowal\w*", Word("total", _T, 5)),
    (r"projekt\w* [^.;]{0,50}kosztowal\w*", Word("total", _T, 5)),
    (r"inwestycj\w* [^.;]{0,50}(?:kosztowal\w*|wartosci)", Word("total", _T, 4.5)),
    (r"remont\w* [^.;]{0,50}kosztowal\w*", Word("total", _T, 4.5)),
    (r"wartosci inwestycji", Word("total", _T, 5)),
    (r"budzet\w* (?:projekt|zadani|calego projekt|inwestycj|przedsiewz)\w*", Word("total", _T, 5)),
    (r"lacznie do wydania", Word("total", _T, 5)),
    (r"wydano\b|wydalismy\b", Word("spent", _T, 2.2)),
    # the pool of a programme
    *(
        row
        for noun in _WINNERS
        for row in (
            (
                rf"(?<=\d\d ){noun}\w* [^.;]{{0,60}}(?:na|o) (?:laczn|ogoln)\w+ (?:kwot|wartos|sum)\w*",
                Word("budget", _B, 5.5),
            ),
            (
                rf"(?<=\d\d ){noun}\w* (?:[^.;,]{{0,40}} )?(?:otrzyma\w*|dosta\w+|podziel\w+)",
                Word("budget", _B, 4.2),
            ),
        )
    ),
    (r"budzet\w* (?:program|nabor|konkurs|edycj|priorytet|kierunk|wieloletni)\w*", Word("budget", _B, 5)),
    (r"budzet (?:to|wynosi|wyniesie|wyniosl)", Word("budget", _B, 3)),
    (r"budzecie", Word("budget", _B, 2.2)),
    (r"pul[aieay]\w*", Word("budget", _B, 4.5)),
    (r"alokacj\w+", Word("budget", _B, 5)),
    (r"rozdysponowa\w+", Word("budget", _B, 5)),
    (r"rozdziel\w+", Word("budget", _B, 4.5)),
    (r"rozdano", Word("budget", _B, 4.5)),
    (r"podzialu\b", Word("budget", _B, 4)),
    (r"skali (?:kraju|calego kraju|calej polski)", Word("budget", _B, 4.5)),
    (
        r"realizacj\w+ (?:calego |tego )?(?:program|nprcz|narodow)\w*[^.;]{0,40}(?:zaplanowano|przeznacz\w+|zapewni\w+|zarezerwowa\w+)",
        Word("budget", _B, 5),
    ),
    (r"program\w* [^.;]{0,60}(?:zaplanowano|przeznacz(?:ono|y|a)|zarezerwowa\w+)", Word("budget", _B, 4)),
    (r"realizacje zaplanowano", Word("budget", _B, 5)),
    (r"dysponuje", Word("budget", _B, 3.5)),
    # prices, limits, requests
    (r"bilet\w*", Word("price", _X, 4)),
    (r"karnet\w*", Word("price", _X, 4)),
    (r"wstep\w*", Word("price", _X, 3.5)),
    (r"wpisow\w+", Word("price", _X, 4.5)),
    (r"o (?:laczn\w+ |ogoln\w+ )?wartosci", Word("goods", _X, 3.8)),
    (r"oplat\w+", Word("price", _X, 4)),
    (r"odplatnosc\w*", Word("price", _X, 4)),
    (r"platn\w+", Word("price", _X, 3)),
    (r"skladk\w+", Word("price", _X, 4.5)),
    (r"kaucj\w+", Word("price", _X, 5)),
    (r"cen[aeyi]?\b|cenie\b|cenach\b", Word("price", _X, 4)),
    (r"osob(?:y|e|a)\b", Word("price", _X, 3)),
    (r"sztuk[aie]\b|egzemplarz\w*", Word("price", _X, 2.5)),
    (r"kar[ay]\b|grzywn\w+|mandat\w*", Word("price", _X, 4)),
    (r"nagrod\w*", Word("prize", _X, 4)),
    (r"bon(?:y|u|ow)?\b", Word("prize", _X, 4.5)),
    (r"voucher\w*", Word("prize", _X, 4.5)),
    (r"stawk\w+|wynagrodzeni\w+", Word("price", _X, 4)),
    (r"zbiork\w+|zebra\w+|licytacj\w+|aukcj\w+|utarg\w*|dochod\w*", Word("collected", _X, 3.5)),
    (r"sponsor\w*|darowizn\w+|darczync\w+|ufundowa\w+", Word("third", _X, 3.5)),
    (r"wnioskowan\w+", Word("asked", _X, 5)),
    (r"wnioskowal\w*|zawnioskowal\w*|wnioskuje\w*", Word("asked", _X, 5)),
    (r"ubieg\w+", Word("asked", _X, 4.5)),
    (r"wystapil\w*|staramy|staral\w*|aplikowal\w*|aplikuje\w*|zabieg\w+", Word("asked", _X, 4)),
    (r"wniosek (?:o|na)\b|wniosku o\b", Word("asked", _X, 3.8)),
    (r"maksymaln\w+|minimaln\w+", Word("limit", _X, 5)),
    (r"maks\.?|max\.?|min\.", Word("limit", _X, 5, "before")),
    (r"minimum|maksimum|nawet", Word("limit", _X, 4.5)),
    (r"nie (?:mniej|wiecej|wyzsz\w+|nizsz\w+|mniejsz\w+|wieksz\w+) niz", Word("limit", _X, 5)),
    (r"nie (?:moze|mogl\w*) (?:przekrocz|przekracz|byc)\w*", Word("limit", _X, 5)),
    (r"przekracza\w*|przekroczy\w*", Word("limit", _X, 4)),
    (r"co najmniej", Word("limit", _X, 4.5)),
    (r"limit\w*", Word("limit", _X, 4.5)),
    (r"zafakturowa\w+|faktur\w+", Word("invoice", _X, 4.5)),
    (r"ofert\w+|zamowieni\w+|przetarg\w*", Word("tender", _X, 3)),
    (r"do (?=\d)", Word("limit", _X, 3.2, "touch")),
    (r"po (?=\d)", Word("price", _X, 3.0, "touch")),
    # the grant itself
    (r"otrzyma(?:ja|c|jac)\b", Word("will-receive", _G, 3)),
    (r"otrzym\w+", Word("received", _G, 4)),
    (r"uzyska\w+", Word("received", _G, 4)),
    (r"pozyska\w+", Word("received", _G, 4)),
    (r"zyskal\w*|zyskuje\w*|zdoby\w+", Word("received", _G, 4)),
    (r"dosta(?:l|ni|je|la)\w*", Word("received", _G, 4)),
    (r"przyzna\w+", Word("awarded", _G, 4)),
    (r"przekaza\w+|przekaz(?:e|uje|al\w*)\b", Word("awarded", _G, 3.5)),
    (r"trafi\w*", Word("received", _G, 3.5)),
    (r"wspar\w+|wesprze", Word("grant", _G, 3.5)),
    (r"zasil\w+", Word("grant", _G, 2.5)),
    (r"dotacj\w+", Word("grant", _G, 4)),
    (r"dofinansow\w+", Word("grant", _G, 4)),
    (r"grant\w*", Word("grant", _G, 4)),
    (r"sfinansowa\w+|finansuj\w+", Word("financed", _G, 2.5)),
    (r"transz\w+|rat[aey]\b", Word("grant", _G, 4)),
    (r"pochodz\w+", Word("from", _G, 2.5, "after")),
    (r"mamy\b", Word("received", _G, 2)),
    (r"srodk\w+", Word("funds", _G, 2)),
    (r"kwot[aey]\b|kwocie\b|wysokosci\b", Word("sum", _G, 1.2, "before")),
)

CUES: Cues[Word] = Cues(
    (part, word)
    for pattern, word in _TABLE
    for part in (pattern.split("|") if "(" not in pattern else [pattern])
)
"""Cues of roles in running text, in order of precedence."""

HEADINGS: Cues[Role] = Cues(
    (
        (r"wnioskowan\w+", _X),
        (r"wklad\w*", _O),
        (r"srodki wlasne", _O),
        (r"udzial\w* wlasn\w*", _O),
        (r"wartos\w+ (?:dofinansowani|dotacj|wsparci)\w*", _G),
        (r"kwot\w+ (?:dofinansowani|dotacj|wsparci|przyznan)\w*", _G),
        (r"wartos\w+", _T),
        (r"koszt\w*", _T),
        (r"calkowit\w+", _T),
        (r"budzet\w* (?:zadani|projekt)\w*", _T),
        (r"cen\w+", _X),
        (r"oplat\w+", _X),
        (r"dotacj\w+", _G),
        (r"dofinansowani\w+", _G),
        (r"przyznan\w+", _G),
        (r"wsparci\w+", _G),
        (r"grant\w*", _G),
        (r"transz\w+", _G),
    )
)
"""What the heading of a table column, or the label of a row, makes of its sums."""

_SETTINGS: tuple[tuple[Setting, re.Pattern[str]], ...] = (
    (
        Setting.REFUSED,
        re.compile(
            r"\bnie (?:otrzymal|uzyskal|dosta[lj]|zakwalifik|znalaz|przyzna|udalo)\w*|\bodrzuc\w+|\bodmow\w+"
            r"|\bodmown\w+|\bbez dofinansowania|\bnegatywn\w+|\bcofni\w+|\bcofn\w+ |\bnie tym razem|\bnie bedzie dotacji"
        ),
    ),
    (
        Setting.TENDER,
        re.compile(r"\bzapytani\w+ ofertow\w*|\bprzetarg\w*|\bzamowieni\w+ publiczn\w*|\bofert\w* cenow\w*"),
    ),
    (
        Setting.RESULTS,
        re.compile(
            r"\bwyniki (?:\w+ )?(?:nabor|konkurs|program|edycj|i|ii|iii)\w*|\blist[aey] (?:\w+ )?(?:dofinansowan|beneficjent"
            r"|wspart|zwyciezc|laureat|podmiot|bibliotek|wniosk|nagrodz)\w*|\brozstrzygni\w+ (?:nabor|konkurs)\w*|\bbeneficjenci\b"
        ),
    ),
    (
        Setting.CALL,
        re.compile(
            r"\bnabor\w* (?:wniosk|do (?:program|konkurs|\w*blisko))\w*|\b(?:ogloszeni\w+|oglasza\w*|otwiera\w*|rusza\w*|ruszyl\w*|trwa) "
            r"(?:\w+ ){0,3}(?:nabor|konkurs(?! (?:plast|czyt|recyt|lit|foto)))\w*|\bskladani\w+ wnioskow|\bwnioski (?:mozna|nalezy)|\bmozna (?:skladac|ubiegac)"
        ),
    ),
    (
        Setting.PRICES,
        re.compile(
            r"\bwarsztat\w*|\bspektakl\w*|\bkoncert\w*|\bkiermasz\w*|\bcennik\w*|\bregulamin\w*|\bfestiwal\w*|\bbilet\w*"
        ),
    ),
)


def read_setting(title: str, text: str) -> Setting:
    """What kind of page the sums stand on, from its folded title and the first lines of its folded text."""
    for setting, pattern in _SETTINGS:
        if pattern.search(title):
            return setting
    lead = text[:700]
    for setting, pattern in _SETTINGS[:2] + _SETTINGS[3:4]:
        if pattern.search(lead):
            return setting
    return Setting.PLAIN
