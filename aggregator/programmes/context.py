"""Words around a programme that take it back: denial, comparison, exclusion, hearsay."""

from __future__ import annotations

import re

from aggregator.programmes.background import ASKED, MAY_BE_OTHERS, answered_no, only_others
from aggregator.programmes.found import Found
from aggregator.programmes.page import Page
from aggregator.programmes.phrases import phrases
from aggregator.programmes.signs import SIGNS
from aggregator.signs import SAID

#: what parts a sentence in two that say opposite things
CONTRAST = re.compile(
    r"(?:,|;|-|(?<=\s))\s?(?:(?:ale|lecz|natomiast|tylko|za to|jednak)\s|a\s(?=z |ze |w ramach|dzieki))"
)
#: sentences whose "nie" says how much the money was needed
_THANKS = re.compile(
    r"(?<![a-z])nie (?:tylko|byl\w*(?:by)? mozliw|byl\w*by|udal\w*by|udaloby|powstal\w*by|doszl\w*by|moglib|"
    r"\w+ (?:\w+ )?(?:pierwsz|ostatni|jedyn)\w*|ma \w+ bez|sposob|zabrak|koniec|ukrywamy|kryjemy|sam\w* |"
    r"po raz pierwszy|pierwszy)|gdyby nie|nieodplatn"
)
_NOT = phrases(
    """nie jest, nie sa, nie byl*, nie bedzie, nie beda, nie zostal*, nie ma, nie maja, nie mial*,
    nie pochodz*, nie chodzi*, nie myl*, nie pomyl*, nie nalezy mylic, nie dotycz*, nie obejm*,
    nie korzysta*, nie skorzysta*, nie bral*, nie bierz*, nie uczestnicz*, nie finans*, nie
    sfinans*, nie dofinans*, nie wspolfinans*, nie realiz*, nie nalez*, nie zaplac*, nie placi*,
    nie wchodz*, nie jestesmy, nie ubiega*, nie sklada*, nie stara*, nie wspiera*, nie start*, nie
    aplik*, nie zglasz*, nie przystap*, nie z, nie ze, nie w ramach, nie dzieki, nie od, nie to,
    nie za, nie u, nie przez, nie zlozy*, nie zglo*, nie wystap*,
    nie wystep*, nie moze* liczyc, nie mozemy liczyc, nie wolno zgl*, nie wolno
    lacz*, nie wolno sklad*, nie wolno finans*"""
)
_WITHOUT = (
    phrases("ani, zamiast, a nie")
    + "|(?<!tym razem )(?<![a-z])bez (?:[a-z]+ )?"  # "tym razem bez …" is a refusal
    + phrases(
        """udzialu, srodkow, wsparcia, dotacji, pieniedzy, dofinansowania, zwiazku, grosza, zlotowki,
        funduszy, grantu, grantow, pomocy"""
    )
)
#: "bez dotacji nie ruszylibyśmy": without it nothing would have been done, so it was there
_NEEDED = re.compile(
    r"(?<![a-z])nie (?:\w+ )?\w*(?:by|bysmy|bym|loby|laby)(?![a-z])|(?<![a-z])(?:nic|nikt) by(?![a-z])"
)
_NEEDED_WITHOUT = re.compile(_NEEDED.pattern + r"|(?<![a-z])nie (?:ma|da|mozna|udal)\w*")
_NONE = (
    r"(?<![a-z])(?:(?:zaden|zadn\w+|ani jed\w+) (?:\w+ )?(?:srodk|pieni|zlotow|grosz|grant|czesc|kwot|dotac|"
    r"euro|wspar|umow|fundusz|zakup|element)\w*|ani (?:zlotowk|grosz)\w*)"
)
_NO_OUTSIDE = re.compile(
    r"(?<![a-z])bez (?:[a-z]+ )?(?:funduszy|srodkow|dotacji|wsparcia|pieniedzy|pomocy) "
    r"z(?:ewnetrzn\w+| zewnatrz)[^;]*\Z"
)
_CLAUSE = re.compile(r"[:;]\s|\s-\s")
_DENIAL = re.compile(
    rf"{_NOT}[^;,]{{0,50}}\Z|(?<! za )(?<! na )(?<! przez )(?<! o )(?<! w )(?<![a-z])nie[\s\W]*\Z|"
    r"(?<![a-z])nie \w+by\w* (?:\w+ )?nawet (?:\w+ ){0,3}[\s\"'(]*\Z"
)
_LACKING = re.compile(rf"(?:{_WITHOUT})[^;,]{{0,40}}\Z")
_NONE_BEFORE = re.compile(rf"{_NONE}[^;,]{{0,70}}\Z")
#: what money does, or we do with it, whose "nie" stands behind the programme
_NOT_AFTER = re.compile(
    r"(?:[^;:,.]|\.(?!\s)|\br\.){0,70}?"
    + phrases(
        """nie wplyn*, nie pochodz*, nie zostal* uzyt*, nie bral*, nie bierz*, nie korzyst*, nie
        skorzyst*, nie moglismy liczyc, nie moglysmy liczyc, nie mozemy liczyc, nie skladal*, nie
        uczestnicz*, nie wystep*, nie wystap*, nie ubiega*, nie zglosi*, nie zloz*,
        nie startow*, nie aplik*, nie pisal*, nie pisz*, nie napis*, nie wysl*, nie wysyl*"""
    )
    + r"|[^;:,]{0,70}?(?<![a-z])nie mogl\w+(?: \w+){0,3} liczyc"
)
_IN_IT = re.compile(r"(?<![a-z])w (?:program|konkurs|nabor|ramach|edycj|priorytec)\w*[^;:,.]{0,30}\Z")
_RULED = re.compile(r"nie (?:moze|moga|mozna|przewid\w*|obejm\w*|finans\w*)\Z")
_NO_LINK = re.compile(
    r"[^;]{0,90}(?<![a-z])(?:(?:go|ich|wniosku) nie (?:zlozy|sklada)|(?:ale|lecz) nie (?:do|u) nas\b)\w*|"
    r"[^;]{0,90}?(?<![a-z])nie (?:ma|maja|mamy|mial\w*)(?: \w+){0,3} (?:nic wspolnego|(?:zadnego )?zwiazku)|"
    r"[^;]{0,90}?(?<![a-z])z (?:nim|niej|nich|niego) nie (?:korzyst|skorzyst|mam|mog|dosta|bral|bierz)\w*|"
    r"[^;]{0,90}?(?<![a-z])w (?:nim|niej|nich) nie (?:bral|bierz|uczestnicz|startow)\w*"
)
#: not yet, not the whole, never too late: the money is there
_IN_PART = re.compile(
    r"(?<![a-z])(?:nigdy nie jest|jeszcze nie|na razie nie|nie \w+ (?:jeszcze|na razie|od razu|"
    r"wszystki\w+|cal\w+|w calosci|w pelni|peln\w+|tylko|jedynie))(?![a-z])"
)
_DENIED_AFTER = re.compile(
    r"[\s\"')\w.-]{0,28}?"
    + phrases(
        """nie jest, nie sa, nie byl, nie byla, nie bylo, nie byly, nie byli, nie dotycz*, nie
        obejm*, nie finans*, nie sfinans*, nie dofinans*, nie ma nic, nie maja nic, nie mial*,
        nie pokry*, nie wsparl*, nie dolozyl*, nie zaplacil*, nie przewid*, nie moze, nie moga,
        nie mozna, to pomylk*, to nieprawd*"""
    )
)
_CORRECTION = re.compile(
    r"\W*+(?:to|jest to|byla to|otoz|tymczasem|w rzeczywistosci)?\W*+"
    + phrases(
        "pomylk*, nieprawd*, blad, nieporozumieni*, plotk*, nie jest to prawd*, sprostowani*, dementuj*"
    )
)
_RIGHT = re.compile(_CORRECTION.pattern + r"|\W*+(?:tymczasem|w rzeczywistosci)(?![a-z])")
_HEARSAY = re.compile(
    phrases(
        """napisano, podano, podal*, doniosl*, twierdz*, plotk*, poglosk*, sugerowa*, wiesc, wiesci,
        krazy, slychac, mysli, mysla, sadzi, sadza, uwaza, uwazaja"""
    )
    + f"|(?P<sure>{phrases('rzekom*, blednie, omylkowo, mylnie')})"
)
_CORRECTING = re.compile(phrases("sprostowan*, wyjasniam*, wyjasnieni*, dement*, nieprawd*, pomylk*, plotk*"))
_COMPARISON = re.compile(
    "(?:"
    + phrases(
        """podobn* do, wzorem, niczym, na wzor, wzorowan*, wzorujac, porownywaln*,
        odpowiednik*, w stylu, nawiazuj*, nawiazani*, parafraz*, zapozycz*, mylon*, w odroznieniu,
        odmienn*, inaczej niz, innym niz, w przeciwienstwie, niz w, znan* z, inspirowan*, zbiezn*,
        konkurencj* dla, skojarz*, kojarz*"""
    )
    # "przypomina konkurs …", but not "przypominamy o …"
    + r"[^;,]{0,45}|(?<![a-z])przypomina(?:ja|l\w*)?(?! o |,? ze )(?![a-z])"
    + r"[^;,]{0,45}|(?<![a-z])jak (?:w |z |ze |przy |dla )?"
    + r"(?:przypadku |programie |konkursie |projekcie |ramach )*[\s\"'(]*)\Z"
)
_FOR_COMPARISON = re.compile(
    phrases("dla porownania, w porownaniu, mylic")
    + r"[^;]{0,120}\Z|(?<![a-z])nie (?:jest )?(?:to )?t\w{1,3} sam\w*[^;]{0,160}\Z|"
    # "większa niż dotacja z", "tyle, ile z"
    + r"(?<![a-z])niz (?:(?:w|z|ze|przy|dla|ta|te|ten|ci|w ramach|dotacj\w+|grant\w*|srodk\w+|pieniadz\w*|"
    r"kwot\w+|sum\w+|wsparci\w+|rozliczeni\w+|wnios\w+|program\w*|konkurs\w*|projek\w+) ){0,4}[\s\"'(]*\Z|"
    # "to osobny program, A"
    r"(?<![a-z])to (?:juz )?(?:zupelnie |calkiem |calkowicie )?(?:osobn|oddzieln|odrebn|inn)\w* "
    r"(?:program|konkurs|nabor|projekt|przedsiewzieci)\w*[\s\"'(,:-]*\Z|"
    # the second of two: "w odróżnieniu od A i od B"; money of what is told apart: "…, opłaconego z A"
    + phrases("w odroznieniu, w przeciwienstwie, inaczej niz, w porownaniu")
    + r"(?:[^;]*(?<![a-z])(?:i|oraz|czy|ani|lub) (?:od|do|niz|w) (?:[a-z]+ )?[\s\"'(]*"
    r"|[^;]{0,70}, \w+(?:nego|nej|nych|nym|tego|tej|tych|tym) [^;,]{0,40})\Z"
)
_EXCEPT = phrases(
    """z wyjatkiem, za wyjatkiem, z wylaczeniem, wylaczen*, wylaczon*, wylacza, wylaczaja, wykluczen*,
    wykluczon*, wyklucza, wykluczaja, nie podleg*, nie kwalifik*, nie przysluguje, oprocz osob*,
    oprocz bibliotek*, oprocz beneficjent*, oprocz instytucji"""
)
_EXCLUSION = re.compile(
    rf"(?:{_EXCEPT}"
    r"|(?:ktor\w+|jesli|jezeli|o ile|chyba ze)(?: \w+){0,3} nie (?:korzysta|skorzysta|otrzyma|uzyska)\w+"
    + r"|(?<![a-z])nie (?:skorzystaj|otrzymaj|dostan)\w+ [^;]{0,30}(?:ktor|juz))"
    + r"[^;]*\Z|"
    + phrases("nie moga, nie moze, nie mozna, nie lacz*")
    + r"[^;]{0,90}\Z"
)
#: "ci, którzy otrzymali dotację z programu X, są wyłączeni …": who has the one cannot get the other
_HOLDERS = re.compile(
    r"(?<![a-z])(?:ktor\w+|jesli|jezeli)(?: \w+){0,6} (?:otrzyma|uzyska|dosta|korzysta|skorzysta|realizow|"
    r"realizuj|byl|zrealizow|pozyska)\w*|"
    r"(?<![a-z])(?:beneficjen|laurea|grantobiorc|dotychczasow|ubiegloroczn|zeszloroczn)\w*"
)
_LEFT_OUT = re.compile(
    r"(?<![a-z])(?:(?:sa|zostaj\w|zostan\w|beda|zostal\w|podlegaja|jest|zostaje) (?:\w+ ){0,2}"
    r"(?:wylacz|wyklucz|pominiet|pomijan)\w*|nie (?:moga|moze|mogly|mogli|maja prawa|kwalifik|skladaja)\w*)"
)
#: "takie wydatki nie kwalifikują się. Należy je zgłaszać w programie Y"
_SENT_AWAY = re.compile(
    r"(?<![a-z])(?:(?:nalezy|trzeba|mozna|prosimy|warto) (?:je|ich|go|ja)|"
    r"(?:je|te|takie|tego (?:typu|rodzaju))(?: \w+){0,2} (?:nalezy|trzeba|mozna|prosimy|warto)) (?:\w+ )?"
    r"(?:zglasz|zglos|sklad|zloz|kierow|finansow)\w*[^;]*\Z"
)
_NOT_HERE = re.compile(r"(?<![a-z])nie (?:kwalifik|obejm|finans|dofinans|mog|mozna|przewid|podleg|dotycz)\w*")
_PEOPLE = re.compile(
    phrases(
        """mile widzian*, wymagan* doswiadczeni*, doswiadczeni* w pisaniu, doswiadczeni* w
        pozyskiwaniu, doswiadczeni* przy, znajomosc*, umiejetnosc*"""
    )
    + r"[^;]{0,110}\Z"
)
#: how an application fails
REFUSED = re.compile(
    phrases(
        """nie otrzyma*, nie dosta*, nie uzyska*, nie zdoby*, nie przyzna*, nie znalaz*, nie
        zakwalifik*, nie powiod*, nie uda*, nie zmiesci*, nie wesz*, nie przesz*, nie wygra*, nie
        przypad*, nie uwzgledn*, odrzuc*, odmow*, negatywn*, przepad*, bez powodzenia, nie tym
        razem, nie zostal* zakwalifik*, nie zostal* wybran*, nie zostal* przyjet*, nie zostal*
        ujet*, nie zostal* uwzgledn*, nie zostal* rekomend*, oddal*, nieskutecz*,
        bezskutecz*, nie ma nas na liscie, pod kreska, poza lista, fiask*, rezerwow*, nie bedzie wiec"""
    )
)
#: what may stand in a sentence at all (`signs`): one bit for each group of expressions
_DENIED = SIGNS.add(_DENIAL.pattern, _NONE, _WITHOUT, phrases("nie, pomylk*, to pomylk*, to nieprawd*"))
_EXCEPTED = SIGNS.add(_EXCEPT)
_LEFT = SIGNS.add(
    _EXCLUSION.pattern, inside="ktor, jesli, jezeli, o ile, chyba ze"
)  # with a "nie", but for `_EXCEPT`
_LIKENED = SIGNS.add(_COMPARISON.pattern, _FOR_COMPARISON.pattern)
_EXPERIENCED = SIGNS.add(_PEOPLE.pattern)
_HELD = SIGNS.add(_HOLDERS.pattern)
_SENT = SIGNS.add(_SENT_AWAY.pattern)
CONTRASTED = SIGNS.add(phrases("ale, lecz, natomiast, tylko, za to, jednak, a z, a ze, a w ramach, a dzieki"))
_HEARD = SIGNS.add(_HEARSAY.pattern, ASKED.pattern)
#: what may stand on a page at all: each word that `_CORRECTION` ends with
_MAY_CORRECT = SAID.add(
    inside="pomylk, nieprawd, blad, nieporozumieni, plotk, to prawd, sprostowani, dementuj"
)
_OF_DENIAL = _DENIED | _LEFT | _LIKENED | _EXPERIENCED | _HELD | _SENT | _HEARD
_BEFORE = 220  #: characters before a name that may take it back


def denial(page: Page, hit: Found) -> str:
    """Why the sentence takes the programme back, "" where it does not."""
    start, end, signs = hit.start, hit.end, hit.signs
    first, last = hit.around
    if start - first > _BEFORE:  # a word may be cut in two there, and its rest look like another
        signs |= SIGNS.read(page.folded[start - _BEFORE : start], 0, _BEFORE)
    before = ""
    if signs & _OF_DENIAL:
        before = _clause_before(page, first, start, signs)
        reason = (
            _before(before, page.folded[first:last], signs)
            or _excluded(before, page, first, end, last, signs)
            or (signs & _DENIED and _denied_after(page, before, end, last))
        )
        if reason:
            return reason
    indirectly = bool(signs & _HEARD and ASKED.search(before))
    if (indirectly or "?" in page.folded) and answered_no(page, first, last, indirectly):
        return "denied: the answer to the question is no"
    if signs & _HEARD and (match := _HEARSAY.search(before)):
        title = page.folded[: page.text_at]
        if match["sure"] or _CORRECTING.search(title) or _RIGHT.match(page.next_sentence(last)):
            return f"denied: hearsay that the page puts right: “{_short(match.group())} …”"
    said = page.said
    if said & MAY_BE_OTHERS and "nie " in page.folded and (reason := only_others(page, first, last)):
        return reason
    match = _CORRECTION.match(page.next_sentence(last)) if said & _MAY_CORRECT else None
    if match is None or REFUSED.search(page.folded, first, last):
        return ""  # "odrzucono. Błąd jest nasz" corrects nothing
    return f"taken back by the next sentence: “{_short(match.group())} …”"


def _clause_before(page: Page, first: int, start: int, signs: int) -> str:
    """What stands in the sentence before a place, after the last "ale", "za to", "lecz"."""
    before = page.folded[max(first, start - _BEFORE) : start]
    contrast = [match.end() for match in CONTRAST.finditer(before)] if signs & CONTRASTED else None
    return before[contrast[-1] :] if contrast else before


def _denied_after(page: Page, before: str, end: int, last: int) -> str:
    """Whether a "nie" behind the name takes it back; `before` leads to the name."""
    after = page.folded[end:last]
    for behind in (_DENIED_AFTER, _NOT_AFTER, _NO_LINK) if "nie" in after or "pomylk" in after else ():
        match = behind.match(page.folded, end, last)
        if match and _RULED.search(match.group()) and _IN_IT.search(before):
            continue
        if match and not _IN_PART.search(page.folded, end, last):
            return f"denied: “… {_short(match.group())}”"
    return ""


def _excluded(before: str, page: Page, first: int, end: int, last: int, signs: int) -> str:
    """Whether what stands behind the name leaves out those who have it, or sends others to it."""
    if signs & _HELD and (match := _LEFT_OUT.search(page.folded, end, last)) and _HOLDERS.search(before):
        return f"named as an exclusion: “… {_short(match.group())}”"
    match = _SENT_AWAY.search(before) if signs & _SENT else None
    if match and _NOT_HERE.search(page.folded, max(0, first - 200), end):
        return f"named as an exclusion: “{_short(match.group())} …”"
    return ""


def _denied(clause: str, sentence: str) -> re.Match[str] | None:
    if (
        ("zad" in clause or "ani" in clause)
        and (match := _NONE_BEFORE.search(clause))
        and re.search(r"(?<![a-z])nie ", sentence)
    ):
        return None if _NEEDED.search(sentence) else match
    if sentence.rstrip().endswith("?"):
        return None  # a question denies nothing, its answer may
    if "nie" in clause and (match := _DENIAL.search(clause)) and not REFUSED.search(match.group()):
        return match
    match = _LACKING.search(clause)
    return match if match and not _NEEDED_WITHOUT.search(sentence) else None


def _before(before: str, sentence: str, signs: int) -> str:
    no = "nie" in before
    if signs & (_DENIED | _LEFT) and not (no and _THANKS.search(before)):
        if signs & _DENIED:
            clause = before[max((match.end() for match in _CLAUSE.finditer(before)), default=0) :]
            if match := _denied(clause, sentence) or _NO_OUTSIDE.search(before):
                return f"denied: “{_short(match.group())} …”"
        if (no or signs & _EXCEPTED) and signs & _LEFT and (match := _EXCLUSION.search(before)):
            return f"named as an exclusion: “{_short(match.group())} …”"
    if signs & _LIKENED and (match := _COMPARISON.search(before) or _FOR_COMPARISON.search(before)):
        return f"named for comparison: “{_short(match.group())} …”"
    if signs & _EXPERIENCED and (match := _PEOPLE.search(before)):
        return f"somebody's experience, not money: “{_short(match.group())} …”"
    return ""


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= 50 else words[:50].rsplit(" ", 1)[0]
