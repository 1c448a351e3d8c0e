"""Where a programme is named and is not the news: a guest's merits, a title, a wish, others' affairs."""

from __future__ import annotations

import re

from aggregator.programmes.conditions import is_led
from aggregator.programmes.found import Found
from aggregator.programmes.page import Page
from aggregator.programmes.phrases import phrases
from aggregator.programmes.signs import SIGNS
from aggregator.signs import SAID

_BREAK = re.compile(r"[,;:()]\s?|\s-\s|\s(?:a|ale|lecz|zas|natomiast|tymczasem|jednak|wiec|dlatego)\s")
_LEADING = r"(?:\s(?:\w+\s){0,2}?(?:program\w*|konkurs\w*|edycj\w*|grant\w*))?[\s\"'(]*\Z"
#: what a person is called who once had to do with the programme
_MERIT = re.compile(
    r"(?<![a-z])(?:stypendyst(?:a|ka|ke|ki|y)|laureat(?:a|em|ka|ke|ki)?|finalist(?:a|ka|ke)|ekspert\w*|"
    r"oceniajac\w+|recenzent\w*|juror\w*|absolwent(?:a|em|ka|ke)?)" + r"(?:\s\w+)?" + _LEADING
)
_PERSON = re.compile(
    phrases(
        """gosc, gosci*, gosciem, autor*, pisar*, poet*, rezyser*, animator*, aktor*, dziennikar*,
        ilustrator*, poprowadzi*, prowadzaca, prowadzacy, spotkanie z, rozmowa z, wyklad*,
        profesor*, doktor*, tlumacz*, muzyk, artyst*, rezerw*, trener*, pan, pani, pania, panem"""
    )
)
_INSTITUTION = re.compile(
    phrases("bibliotek* jest, bibliotek* zosta*, jestesmy, zostali*, zostaly*, nasz* bibliotek*, naszej, nas")
)
_WORK = re.compile(
    phrases(
        """cykl, cyklu, cyklem, seri*, ksiazk*, powiesc*, tomik*, album*, wystaw*, wyklad*,
        prelekcj*, odczyt*, spektakl*, przedstawieni*, film*, piosenk*, wiersz*, dzial, dziale,
        dzialu, konkurs* fotograficzn*, konkurs* plastyczn*, konkurs* literack*, konkurs*
        recytatorsk*, konkurs* poetyck*"""
    )
    + r"(?:\s(?:pt|pn|pod tytulem|zatytulowan\w+)\.?)?\s?[\"'*+]+\Z"
)
#: "autor książki o …"
_ABOUT = re.compile(r"(?<![a-z])(?:ksiazk|powiesc|reportaz|film)\w* o[\s\"'(]*\Z")
_OPERATOR = re.compile(r"instytut(?:u|em|owi)?\s\Z")  #: its own campaign, not the title of a book
_WISH = re.compile(
    phrases(
        """marzy nam sie, marzy mi sie, marzy sie nam, marzymy o, moze kiedys, kiedys moze,
        rozwazamy, zastanawiamy sie, w przyszlosci chc*, w przyszlosci moze*, w przyszlosci
        planuj*, gdyby kiedys, w przyszlym roku postaramy, w przyszlym roku sprobujemy, w przyszlym
        roku wystapimy, w kolejnym naborze postaramy, w kolejnym naborze sprobujemy, w nastepnym
        naborze postaramy, w nastepnym naborze sprobujemy"""
    )
    + r"[^;,]*\Z"
)
_WISH_AFTER = re.compile(
    phrases(
        """pomyslimy, moze kiedys, kto wie, w kolejnych latach, postaramy sie w przyszl*, postaramy
        sie w kolejn*, postaramy sie w nastepn*, wystapimy w przyszl*, wystapimy w kolejn*, wystapimy
        w nastepn*, sprobujemy w przyszl*, sprobujemy w kolejn*, sprobujemy w nastepn*"""
    )
    + r"[^;]{0,40}\Z"
)
_PAST = re.compile(
    phrases(
        """kiedys, niegdys, dawniej, przed laty, ongis, lat temu, w czasach, za czasow, z czasow,
        pamieta* czasy, pamieta* jeszcze czasy, w poprzednich latach, w ubieglych latach, w
        minionych latach, w dawnych latach, w tamtych latach, przed dekada, sprzed dekady, sprzed
        lat"""
    )
)
_NOW = re.compile(
    phrases("teraz, dzis, dzisiaj, obecnie, w tym roku, tym razem, tegoroczn*, nadal, wciaz, znow, znowu")
)
_AS_BEFORE = re.compile(phrases("jak") + r"\s?\Z")
_YEAR_PAIR = re.compile(r"(?<![\d-])w latach (19[89]\d|20[0-3]\d)\s?[-/]\s?(19[89]\d|20[0-3]\d)(?!\d)")
_YEAR = re.compile(r"20(?<!\d20)[0-3]\d(?!\d)")
_FEW = 4  #: years a page may name before it counts as one that tells all grants
_AGO = 5  #: years after which a period that ended is told as history
_ELSEWHERE = re.compile(
    phrases(
        """u siebie, w gminie obok, w miescie obok, w miasteczku obok, za miedza, po sasiedzku, u
        sasiadow, inni dostaja, inni otrzymuja, inni maja, ile inni, o swoim projekcie z, szkola
        obok, szkola za, znan* ze wspierania, znan* z wspierania"""
    )
)
_VISITED = re.compile(
    phrases(
        "pojechali*, pojechaly*, podejrz*, odwiedzili*, odwiedzily*, zwiedzi*, wizyt* studyjn*, wycieczk*"
    )
    + r"[^;]*,\s?(?:z |w |do )?ktor\w+\s[^;]*\Z"
)
_THEY = re.compile(
    phrases(
        """bibliotek* w, bibliotek* z, gminie obok, miescie obok, sasied*, sasiad*, inni, inne, kole*
        z, szkola w, szkola z, dom kultury w, osrodek w"""
    )
)
_WE = re.compile(
    r"(?:,|;|-)\s?(?:(?:my|u nas|nasz\w*)\s(?:zas|natomiast|tymczasem|na razie|jednak|nie|tylko)(?![a-z])"
    r"|(?:a|za to|natomiast|zas) (?:my|u nas) )"
)
#: "My o te pieniądze się nie staraliśmy", after a sentence of what others have
_NOT_WE = re.compile(
    r"\W*+(?:niestety,? |tymczasem |natomiast )?(?:my|u nas|nasza (?:bibliotek|gmin|plac|fili)\w*|w naszej "
    r"(?:bibliotec|gmin|plac|fili)\w*)(?![a-z])[^;]{0,90}?(?<![a-z])nie (?:mozem|moglism|skorzyst|korzyst"
    r"|star|ubieg|wystap|wystep|sklad|zloz|aplik|uczestnicz|pros|bral|bierz)\w*"
)
_OURS = re.compile(phrases("i my, razem z, wspoln*, wraz z, nasz*, nam, nas, u nas"))
_NOTICE = re.compile(
    r"(?<![a-z])(?:odrebn|osobn)\w* (?:komunika|informac|wpis|post|list|ogloszeni|pism)\w*|"
    r"(?<![a-z])wynik\w* [^;]{0,80}(?<![a-z])(?:oglosimy|oglosza|zostana ogloszone|poznamy|opublikuj|podamy)"
)
_MEMORY = re.compile(phrases("pamietaj*, pamieta, pamietamy") + r"[^;,]{0,40}\Z")
#: what may stand in a sentence at all (`signs`)
_WRITTEN = SIGNS.add(phrases("ksiazk* o, powiesc* o, reportaz* o, film* o"))
_HONOURED = SIGNS.add(_MERIT.pattern)
_WISHED = SIGNS.add(_WISH.pattern, _WISH_AFTER.pattern)
_LONG_GONE = SIGNS.add(_PAST.pattern, inside="w latach")
_OF_OTHERS = SIGNS.add(_ELSEWHERE.pattern, _VISITED.pattern)
_THEIRS = SIGNS.add(_THEY.pattern)
REMARKED = SIGNS.add(_MEMORY.pattern, _NOTICE.pattern)
_SOON = 90  #: characters between what others have and what we have not: congratulations
#: what may stand on a page at all
MAY_BE_OTHERS = SAID.add(
    inside="  my , u nas , nasza bibliotek, nasza gmin, nasza plac, nasza fili, w naszej "
)
_OF_PASSING = _WRITTEN | _HONOURED | _WISHED | _LONG_GONE | _OF_OTHERS | _THEIRS
_QUOTES = frozenset("\"'*+")
AFFAIRS = "the affairs of others"

_NO = re.compile(
    r"\W*(?:\w+ ){0,4}(?:odpowiedzial|odparl|odrzekl|stwierdzil)\w*,? ze nie(?=[,.!:-]|\Z)|"
    r"\W*(?:\w+ ){0,4}(?:zaprzeczyl|odpowiedzial\w* (?:przeczac|odmown|negatywn))|"
    r"\W*(?:otoz )?(?:niestety )?nie(?=[,.!:-]|\Z| ma\w*(?=[,.!]))|\W*(?:alez |wcale |skadze)"
)
#: an indirect question: "Pytacie, czy mamy pieniądze z …"
ASKED = re.compile(r"(?<![a-z])(?:za|do)?pyta(?:cie|ja|no|l|ne|nie|nia)\w*,? (?:\w+,? ){0,2}czy (?:[^;]*)\Z")


def background(page: Page, hit: Found) -> str:
    """Why the sentence around the words names the programme only in passing, "" where it does not."""
    start, end, signs = hit.start, hit.end, hit.signs
    first, last = hit.around
    quoted = first < start and page.folded[start - 1] in _QUOTES and not page.in_title(start)
    if not (quoted or signs & _OF_PASSING):
        return ""
    before = page.folded[first:start]
    if quoted:
        match = _WORK.search(before)
        if match and not _OPERATOR.search(before, 0, match.start()) and not is_led(page, start):
            return f"the title of something else: “{_short(match.group())} …”"
    if signs & _WRITTEN and (match := _ABOUT.search(before)):
        return f"the subject of something else: “{_short(match.group())} …”"
    after = page.folded[end:last]
    if signs & _HONOURED and (match := _MERIT.search(_clause(before))):
        sentence = page.folded[first:last]
        if _PERSON.search(sentence) and not _INSTITUTION.search(before):
            return f"a person's merits: “{_short(match.group())} …”"
    if signs & _WISHED and (match := _WISH.search(before) or _WISH_AFTER.search(after)):
        return f"a wish: “{_short(match.group())}”"
    reason = _past(page, _clause(before), after) if signs & _LONG_GONE else ""
    return reason or _elsewhere(before, after, signs)


def _clause(before: str) -> str:
    """What stands after the last break."""
    return before[max((match.end() for match in _BREAK.finditer(before)), default=0) :]


def _past(page: Page, clause: str, after: str) -> str:
    """A time long gone in the very clause, no newer one after it; or a period that ended long ago."""
    gone = [match for match in _PAST.finditer(clause) if not _AS_BEFORE.search(clause, 0, match.start())]
    if gone and not _NOW.search(clause, gone[-1].end()):
        return f"history: “{gone[-1].group()}”"
    if match := _PAST.match(after.lstrip(" \"'")):
        return f"history: “{match.group()}”"
    for match in _YEAR_PAIR.finditer(clause):
        published = page.published
        if published and int(match[2]) + _AGO <= published.moment.year and not _names_many_years(page):
            return f"history: “{match.group()}”"
    return ""


def _names_many_years(page: Page) -> bool:
    return len(set(_YEAR.findall(page.folded))) > _FEW


def _elsewhere(before: str, after: str, signs: int) -> str:
    match = None
    if signs & _OF_OTHERS:
        match = _ELSEWHERE.search(before) or _ELSEWHERE.search(after[:60]) or _VISITED.search(before)
    if match is None and signs & _THEIRS and (match := _WE.search(after)) and not _THEY.search(before):
        return ""
    if match is None or _OURS.search(before):
        return ""
    return f"{AFFAIRS}: “{_short(match.group())}”"


def only_others(page: Page, first: int, last: int) -> str:
    """Why a programme of others, told in a sentence or in the one before it, is not ours by the next two."""
    match, at = None, last
    while match is None and at < len(page.folded) and at <= last + _SOON:
        match, at = _NOT_WE.match(page.next_sentence(at)), page.sentence(at)[1]
    if match is None or _OURS.search(page.folded, first, last):
        return ""
    above = page.sentence(first - 2)[0] if first - 2 > page.text_at else first
    if not _THEY.search(page.folded, above, last):
        return ""
    return f"{AFFAIRS}: “… {_short(match.group().lstrip())}”"


def answered_no(page: Page, first: int, last: int, indirectly: bool) -> bool:
    """Whether the sentence asks, by a question mark or indirectly, and the next one says no."""
    asked = indirectly or page.folded[first:last].rstrip()[-1:] == "?"
    return asked and _NO.match(page.next_sentence(last)) is not None


def aside(page: Page, start: int) -> str:
    """Why the words are a remark beside the news where another programme is the news, else ""."""
    first, last = page.sentence(start)
    if match := _MEMORY.search(page.folded, first, start):
        return f"history: “{_short(match.group())} …”"
    if match := _NOTICE.search(page.folded, first, last):
        return f"history: the news of another day, “{match.group()}”"
    return ""


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= 50 else words[:50].rsplit(" ", 1)[0]
