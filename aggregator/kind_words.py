"""The words that say what an announcement is about, as a table over folded text (see `aggregator.cues`)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from aggregator.cues import Cues
from aggregator.vocabulary import Kind


@dataclass(frozen=True, slots=True)
class KindWord:
    """One cue: for which kind it speaks, and how strongly."""

    kind: Kind
    weight: float


_A, _C, _R, _P = Kind.AWARD, Kind.CALL, Kind.RESULTS, Kind.PURCHASE
_S, _E, _N, _O = Kind.REPORT, Kind.EVENT, Kind.REJECTION, Kind.OTHER
_MONEY = r"(?:dotacj|dofinans|wsparci|grant|srodk|promes|pieniadz|fundusz|stypend|\d[\d .,]*(?:tys|zl|mln|pln)|\d{2,3} \d{3})"
_PAST = r"(?:l|la|lo|ly|li|lismy|lysmy|no|nie)\b"
_ART = r"(?:plastyczn|literack|recytatorsk|fotograficzn|czytelnicz|poetyck|rysunkow|na (?:najlep|najpiek|najcie|ilustracj|wiersz|zakladk|prac)|pieknego|wiedzy|ortograficzn|kulinarn|krasomowcz)"
_JOB = r"(?:(?:\w+ )?(?:na (?:\w+ )?(?:wolne )?stanowisk|kandydat|pracownik|wolontariusz|ankieter|stazyst|uczestnik|chetnych|na warsztat|na zajeci|do (?:klub|grup|zespol|chor|sekcj|dkk)))"

KIND_WORDS: Cues[KindWord] = Cues(
    (part, KindWord(kind, weight))
    for kind, weight, patterns in (
        # tenders, jobs, hours, rules, mourning, applications just sent, competitions of art
        (_O, 5.0, r"zapytani\w+ ofertow\w*; przetarg\w*; zamowieni\w+ publiczn\w*; szacowani\w+ wartosci; skladani\w+ ofert\w*; wynajem\w*; dzierzaw\w*"),
        (_O, 5.0, rf"nabor\w* {_JOB}\w*; konkurs\w* na (?:wolne )?stanowisk\w*; konkurs\w* na dyrektor\w*; ofert\w+ prac\w*; zatrudni\w*; praca dla; szukamy (?:pracownik|bibliotekarz)\w*; poszukujemy (?:pracownik|bibliotekarz)\w*; wolne stanowisk\w*"),
        (_O, 4.5, r"godzin\w* (?:otwarcia|pracy); zmian\w+ godzin\w*; nieczynn\w+; bedzie zamkniet\w+; zamkniet\w+; przerw\w+ (?:urlopow|w dzialan|w dostaw|techniczn)\w*; skontrum; inwentaryzacj\w*; awari\w+"),
        (_O, 4.5, r"regulamin\w*; cennik\w*; polityk\w+ prywatnosci; rodo\b; ochron\w+ danych; deklaracj\w+ dostepnosci; klauzul\w+; statut\w*; zarzadzeni\w+; standardy ochrony"),
        (_O, 5.0, r"zmarl\w*; odszedl\w*; odeszla; nekrolog\w*; kondolencj\w+; wspolczuci\w+; z (?:wielkim |glebokim )?(?:zalem|smutkiem) (?:zawiad|przyj|zegn|informuj)\w*; pozegnani\w+"),
        (_O, 4.0, r"zyczeni\w+; wesolych swiat; zdrowych,? (?:i )?(?:spokojnych|pogodnych|radosnych)\w*; podziekowani\w+"),
        (_O, 4.0, rf"zlozy\w+ (?:[^.]{{0,40}} )?wnios\w+; wniosek (?:[^.]{{0,50}} )?(?:zlozony|wyslany|czeka|oczekuje); wyslalismy wniosek; aplikujemy; wnios\w+ zlozon\w+; staramy sie o; ubiegamy sie; czekamy na (?:wyniki|rozstrzygniecie|decyzj)\w*; trzymajcie kciuki"),
        (_O, 4.5, rf"wynik\w* (?:[^.]{{0,30}} )?konkurs\w* {_ART}\w*; rozstrzygni\w+ konkurs\w* {_ART}\w*; laureac\w* (?:[^.]{{0,30}} )?konkurs\w* {_ART}\w*; jury\b; konkurs\w* {_ART}\w*"),
        (_O, 3.0, r"wyjasniamy; sprostowani\w+; dementuj\w+; plebiscyt\w*; glosowani\w+; ankiet\w+; kampani\w+; ambasador\w*; legitymacj\w+; katalog\w* online; nowy system; komunikat\w*; plan polowan; konkurs\w*"),
        # money refused or taken back
        (_N, 4.5, rf"nie (?:otrzym|uzysk|dosta|zdoby|pozysk)\w* (?:[^.]{{0,60}})?(?:dotacj|dofinans|wsparci|grant|srodk|pieniedz)\w*; nie (?:zostal\w*|zostan\w+) (?:przyznan|wybran|rekomendowan|zakwalifikowan|dofinansowan|uwzgledn)\w*; nie przyznano; nie przyzna\w+; nie znalaz\w+ sie (?:[^.]{{0,30}})?list\w*; nie udalo sie (?:[^.]{{0,40}} )?(?:pozyskac|zdobyc|uzyskac|otrzymac); nie zakwalifikowa\w*"),
        (_N, 4.5, rf"nie tym razem; odwolani\w+ (?:[^.]{{0,40}} )?(?:odrzucon|oddalon|nieuwzgledn|negatywn)\w*; nie bedzie (?:dotacji|dofinansowania|grantu|pieniedzy); dotacj\w+ (?:cofnieto|cofniet\w*|odebrano|wstrzymano|nie bedzie); bez (?:dotacji|dofinansowania|grantu|wsparcia)\b; nie otrzymamy; nie dostaniemy; nie dostalismy; nie otrzymalismy; utracil\w* (?:dotacj|dofin|prawo)\w*"),
        (_N, 3.5, rf"odrzucon\w+; odrzucil\w*; odmow\w+; odmowi\w+; cofni\w+ (?:dotacj|dofin|decyz|przyzn)\w*; cofnel\w+; cofnieto; odebra\w+ (?:nam )?(?:dotacj|dofin|grant)\w*; wycofa\w+ (?:dotacj|dofin|sie z (?:przyzn|dofin))\w*; rozpatrzon\w+ negatywnie; negatywn\w+ (?:ocen|decyz|wynik|rozpatrz)\w*; zabraklo (?:[^.]{{0,40}} )?(?:punkt|pieniedz|srodk)\w*; przepadl\w*; pod kreska; unieważni\w*"),
        # money can be applied for
        (_C, 5.0, rf"nabor\w* wnioskow; nabor\w* (?:\w+ ){{0,2}}(?:do|w|w ramach) (?:\w+ ){{0,4}}(?:program|konkurs|priorytet|projekt|kierunk|edycj|\W?blisko)\w*; skladani\w+ wnioskow; przyjmowani\w+ wnioskow; wnioski (?:[^.]{{0,30}} )?(?:mozna|nalezy|przyjm|sklada)\w*; wnioskow (?:[^.]{{0,20}} )?(?:trwa|potrwa|rusza|do dnia)\w*; skladac wnioski; termin\w* skladania wnioskow; zlozenia wnios\w+ (?:do|w termin)\w*"),
        (_C, 4.5, rf"konkurs\w* (?:dotacyjn|grantow|ofert|na (?:lokalne |oddolne |spoleczne |kulturalne )?inicjatyw|na (?:mikro)?grant|na projekt|na dofinans|na realizacj\w+ (?:zadan|inicjatyw))\w*; nabor\w* (?:lokalnych |oddolnych |spolecznych )?(?:inicjatyw|pomysl|projekt|ofert|zgloszen)\w*; zglos (?:swoj\w* |wlasn\w+ )?(?:pomysl|inicjatyw|projekt)\w*; zglaszajcie (?:[^.]{{0,30}} )?(?:pomysl|inicjatyw|projekt)\w*; masz pomysl; zdobadz (?:grant|dofin|pieniadz|srodk|do \d)\w*; mikrogrant\w*; mozna (?:\w+ )?(?:otrzymac|ubiegac|uzyskac|zdobyc|aplikowac|pozyskac)"),
        (_C, 3.5, r"ogla\w+ (?:[^.]{0,40} )?nabor\w*; ogloszeni\w+ (?:[^.]{0,40} )?nabor\w*; otwier\w+ (?:[^.]{0,40} )?nabor\w*; rusz\w+ (?:[^.]{0,60} )?nabor\w*; startuje (?:[^.]{0,60} )?nabor\w*; trwa (?:[^.]{0,40} )?nabor\w*; nabor\w* (?:otwart|trwa|rusz|wystart)\w*; wnioskodawc\w*; uprawnion\w+ (?:podmiot|wnioskodawc|do skladania)\w*; nowy nabor\w*; kolejny nabor\w*; nabor\w*"),
        # a list of winners
        (_R, 5.0, rf"wynik\w* (?:\w+ ){{0,3}}(?:nabor|program|edycj|priorytet|oceny wnioskow|postepowani)\w*; wynik\w* konkurs\w* (?:dotac|grant|ofert|\W?blisko|na inicjatyw|w ramach)\w*; wynik\w* odwolan; list\w* (?:\w+ )?(?:dofinansowan|beneficjent|rankingow|wspart|nagrodzonych wniosk|rekomendowan|przyznanych|zaakceptowan|podmiot|zadan|dotacj|bibliotek|wnioskow|projektow)\w*; wykaz\w* (?:beneficjent|dofinans|przyznanych|udzielonych|podmiot)\w*; podzial srodkow"),
        (_R, 4.0, rf"rozstrzygni\w+ (?:[^.]{{0,40}} )?(?:nabor|konkurs|program|edycj|\W?blisko|odwolan)\w*; znamy (?:wynik|beneficjent|list|zwyciezc|laureat)\w*; (?:rozdysponowa|rozdziel)\w+" .replace("(?:rozdysponowa|rozdziel)\\w+", "rozdysponowa\\w+; rozdzielon\\w+") + r"; dofinansowane (?:projekt|inicjatyw|wniosk|zadani)\w*; wybran\w+ (?:projekt|inicjatyw|wniosk)\w*"),
        # the state of a task
        (_S, 4.5, r"podsumowani\w+; podsumowuj\w+; sprawozdani\w+; dziennik budowy; plac\w* budowy; umow\w+ (?:[^.]{0,30} )?z wykonawc\w+; wykonawc\w+ (?:[^.]{0,40} )?(?:podpisal|wybran|wylonion)\w*; rok po roku; raport\w* (?:z|koncow|kwart|rocz)\w*; ewaluacj\w+; efekt\w+ (?:projekt|zadani|realizacj|prac)\w*; wmurowan\w+"),
        (_S, 3.5, r"remont\w* (?:[^.]{0,30} )?(?:zakoncz|dobieg|ukoncz|gotow|trwa|postep|ruszy|rozpocz|w toku|na ukonczeniu)\w*; prac\w* (?:remontow|budowlan|wykonczeniow|modernizacyjn)\w*; zakonczy\w+ (?:[^.]{0,40} )?(?:remont|budow|projekt|realizacj|modernizacj|prac|zadani|inwestycj)\w*; zakonczeni\w+ (?:[^.]{0,30} )?(?:remont|budow|projekt|realizacj|modernizacj|prac|zadani|inwestycj)\w*; zakonczon\w*; ukonczon\w+; dobieg\w+ konca; budow\w+ (?:[^.]{0,40} )?(?:trwa|rusz|rozpocz|postep|przebieg|zaawans|wre|dobieg)\w*; rusza (?:budow|przebudow|rozbudow|modernizacj|remont)\w*; ruszyla (?:budow|przebudow|rozbudow|modernizacj)\w*; trwa\w* (?:remont|budow|prac|przebudow|rozbudow|modernizacj)\w*; stan zaawansowania; postep\w* (?:prac|robot|budow)\w*; przekaza\w+ (?:[^.]{0,30} )?plac\w*; podpisa\w+ (?:[^.]{0,40} )?z wykonawc\w*; roboty budowlane; kolejny etap"),
        (_S, 2.5, rf"za nami; zrealizowa{_PAST}; realizacj\w+ (?:projekt|zadani)\w*; projekt\w* (?:[^.]{{0,40}} )?(?:dobieg|zakoncz|zrealizow|trwa|w liczbach)\w*; zakonczyl\w*; diagnoz\w+; na finiszu; polmet\w+; rozliczeni\w+; wyremontowa\w+; przeprowadzi{_PAST}; zorganizowa{_PAST}; udalo sie (?:nam )?(?:zrealiz|zorganiz|przeprow|wyremont)\w*; w liczbach"),
        (_S, 1.5, r"remont\w*; budow\w+; przebudow\w+; rozbudow\w+; modernizacj\w+; wykonawc\w+"),
        # what was bought
        (_P, 4.0, rf"kupilismy; zakupilismy; nabylismy; kupila\b; zakupila\b; kupil\b; zakupil\b; zakupiono; kupiono; nabyto; zakupion\w+; kupion\w+; rozpakowa\w+; wzbogaci\w+; wzbogacon\w+; powiekszyl\w* (?:[^.]{{0,20}} )?(?:zbior|ksiegozbior)\w*; zasilil\w* (?:[^.]{{0,30}} )?(?:zbior|wyposaz|ksiegozbior|polk|biblio|filie)\w*; przekaza\w+ (?:[^.]{{0,40}} )?(?:bibliote|nam)\w* (?:[^.]{{0,40}} )?(?:komputer|laptop|sprzet|ksiaz)\w*"),
        (_P, 3.5, r"trafil\w* (?:[^.]{0,30} )?(?:do (?:[^.]{0,20} )?bibliote|na (?:[^.]{0,20} )?polk|do filii|do wypozyczalni|do czytelni|na regal)\w*; nowe (?:ksiazk|laptop|komputer|meb|regal|audiobook|tytul|wyposaz|sprzet|czytnik|wolumin)\w*; nowy sprzet\w*; nowosci (?:[^.]{0,30} )?(?:na polk|juz|czekaj|trafil|w bibliot|w naszej)\w*; nowosci na; ksiazki za; zakupow\w+; paczk\w+; dotarl\w* (?:do nas )?(?:[^.]{0,20} )?(?:ksiaz|sprzet|komputer|nowos|paczk)\w*"),
        (_P, 2.0, r"zakup(?:y|u|ow|em)? (?!i zdaln)(?:[^.]{0,12} )?(?:ksiaz|sprzet|komputer|wyposaz|regal|mebl|nowosci|ebook|czytnik|audiob)\w*; zakupy; wolumin\w+; kody legimi; kupujemy"),
        # somebody received money
        (_A, 4.0, rf"otrzyma{_PAST} (?:[^.]{{0,120}} )?{_MONEY}\w*; uzyska{_PAST} (?:[^.]{{0,90}} )?{_MONEY}\w*; pozyska{_PAST} (?:[^.]{{0,90}} )?{_MONEY}\w*; dosta{_PAST} (?:[^.]{{0,60}} )?{_MONEY}\w*; zdoby{_PAST} (?:[^.]{{0,60}} )?{_MONEY}\w*; zyska{_PAST} (?:[^.]{{0,60}} )?{_MONEY}\w*; otrzyma\b (?:[^.]{{0,90}} )?{_MONEY}\w*; dostanie\b (?:[^.]{{0,60}} )?{_MONEY}\w*; otrzymamy (?:[^.]{{0,90}} )?{_MONEY}\w*; dostaniemy (?:[^.]{{0,60}} )?{_MONEY}\w*; przyzna\w+ (?:[^.]{{0,90}} )?{_MONEY}\w*; podpisa\w+ (?:[^.]{{0,80}} )?umow\w+ (?:[^.]{{0,30}} )?(?:o dofin|dotac|o wsparci|o udzieleni|o przyzn|na dofin)\w*; umow\w+ o (?:dofinans|udzieleni|przyznani)\w* (?:[^.]{{0,30}} )?podpisa\w*; dofinansowani\w+ (?:otrzyma|przyznan|uzyska|pozyska)\w*; dotacj\w+ (?:otrzyma|przyznan|uzyska|pozyska|przyznal)\w*; trafi\w* do (?:nas|nasz|bibliotek|gmin)\w*"),
        (_A, 3.5, rf"znalaz\w+ sie (?:[^.]{{0,40}} )?(?:na liscie|wsrod|w gronie|posrod)\w*; znalezlismy sie; jestesmy (?:na liscie|wsrod|w gronie|jedn|beneficj|laureat)\w*; wniosek (?:[^.]{{0,60}} )?(?:oceniono pozytywn|pozytywn|zaakceptow|zatwierdz|przyjet|znalaz|uzyskal|otrzymal|zostal wybran|zakwalifik)\w*; mamy to\b; mamy (?:grant|dotacj|dofinans|pieniadz|srodk|\d)\w*; przyznano; przyznal\w*; na liscie (?:beneficj|dofin)\w*; nasza biblioteka wsrod; nasz projekt (?:[^.]{{0,60}} )?(?:wybran|znalazl|otrzymal|dostal|wsrod|docenion)\w*; sukces\w*; wesprze\w*; wsparl\w*; promes\w+"),
        (_A, 2.5, rf"dotacj\w+ (?:dla|na|w wysokosci|w kwocie|ministr|z |celow)\w*; dofinansowani\w+ (?:dla|na|w wysokosci|w kwocie|z |ze |zakup|projekt|zadani|ministr)\w*; dofinansowani\w*; dotacj\w*; grant\w* (?:dla|na|w wysok|w kwoc|z |od )\w*; wsparci\w+ (?:dla|na|finansow|w wysok|z )\w*; beneficjent\w*; (?:dzieki)".replace("; (?:dzieki)", "") + r"; kupimy; zakupimy; pieniadze (?:dla|na)\w*; tysiecy na; wysokosc dofinansowania; kwota dofinansowania"),
        # something takes or took place
        (_E, 4.0, r"odbed\w+ sie; odbyl\w* sie; odbywa\w* sie; zaprasza\w* (?:[^.]{0,40} )?na (?:[^.]{0,30} )?(?:spotkan|warsztat|wystaw|koncert|spektakl|zajeci|wernisaz|wyklad|festyn|piknik|konferencj|seans|kiermasz|szkolen|premier|otwarci|wieczor|lekcj|bezplatn|ferie|noc)\w*; spotkani\w+ (?:[^.]{0,20} )?(?:autorsk|z (?:autor|pisar|poet|podrozn|ilustrat)|dkk|dyskusyj|literack|klubu|wokol)\w*; goscil\w*; wystapi\w*; wernisaz\w*; kiermasz\w*; festiwal\w*; warsztat\w*; wystaw[aey]\b; koncert\w*; spektakl\w*; teatrzyk\w*; seans\w*; wieczor\w*; polkoloni\w+; piknik\w*; festyn\w*; noc bibliotek; tydzien bibliotek; narodowe czytanie; szkoleni\w+; przedstawieni\w+; czytani\w+ (?:na|w|dla|z)\b; glosn\w+ czytan\w*; relacj\w+ z; uroczyst\w+; przeci\w+ (?:wstege|wstegi)\w*; otwarci\w+ (?!ofert|konkurs|nabor)\w*; otworzyl\w*; kalendarz\w*; walne zebranie; wyjazd\w* (?:studyjn|do)\w*; kurs\w*"),
        (_E, 2.5, r"zaprasza\w* na; serdecznie zapraszamy; zaprasza\w*; spotkani\w+; spotykamy sie; spotkali\w*; zajec\w+; lekcj\w+ bibliotecz\w*; wyklad\w*; premier\w+; gosciem; goscie; zapisy\b; obowiazuja zapisy; wstep (?:wolny|bezplatn|\d)\w*; liczba miejsc; godz(?:\.|inie|iny)? ?\d; ferie; wakacj\w+; urodzin\w*; dzien (?:dziecka|bibliotek|kobiet|seniora|otwarty|babci|mamy|ksiazki|pluszow|glosnego|kota|postaci)\w*; gra (?:terenow|miejsk)\w*; quiz\w*; konferencj\w+; jubileusz\w*; rajd\w*; akcj\w+; czytamy"),
    )
    for part in re.split(r"; ", patterns)
)
"""Cues of kinds in order of precedence: refusals and tenders before what they would else be taken for."""
