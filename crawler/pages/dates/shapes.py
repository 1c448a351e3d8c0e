"""The shape of a line that holds a date: nothing but a byline, a signature, an appointment, or prose."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from itertools import islice

from lxml.html import HtmlElement

from aggregator.dates import WARSAW
from aggregator.dates.words import MONTHS, WEEKDAYS
from aggregator.text import fold, squeeze
from aggregator.vocabulary import Precision
from crawler.pages.blocks import Line
from crawler.pages.dates.labels import Label, labels, says_itself
from crawler.pages.dates.lines import Sighting
from crawler.pages.document import inner_text
from crawler.pages.furniture.bylines import stands_beside
from crawler.pages.furniture.statements import ISSUE, is_meta
from crawler.pages.furniture.wording import names_section

DATED = re.compile(r"\d{4}|\d[./-]\d")  #: figures as of a date
_WORD = re.compile(r"[^\W\d_]+")
_SMALL_WORDS = (
    "data dnia dn z w dniu r roku rok g godz godzina godzinie o autor autorka przez admin administrator by "
    "on at in posted dzien news"
)
_PREPOSITIONS = frozenset({"od", "do", "na", "po", "przed", "dla", "ok", "za", "ze", "przy"})
_FILLER = frozenset({*WEEKDAYS, *MONTHS, *_SMALL_WORDS.split()})
#: tools, counters and categories that content systems print beside a date
_CHROME = re.compile(
    r"odslon|wyswietl|czyta[nj]|przeczyta(?:n|sz)|opublikowan|zamieszczon|umieszczon|ogloszon|dodan|komentarz|comment|kategori|aktualnosc|druk|pdf|e?mail|redakcj|zapisz$"
    r"|wyslij|polec|znajom|udostepni|pobierz$|powrot|wstecz|wroc$|wersja|strone$|jako$|liczba$|ilosc$|wejsc$|wizyt"
    r"|odwiedzin|facebook|twitter|views?$|hits$|reads?$|print$|share$|minut|min$|autor|zrodlo$|dodal|administrator|do$|e$"
)
#: letter first, then what must not stand before it: so a search skips to the few letters
_RANGE_OF_HOURS = re.compile(
    r"[0-9](?<![\d./-]\d)\d?(?:[:.]\d\d)? ?(?:[-–]|do) ?(?:godz\w*\.? )?\d\d?[:.]\d\d"
)
_SINCE_AN_HOUR = re.compile(r"od (?<!\w...)(?:godz|\d)")
_HOUR = re.compile(r"(?:g(?<!\wg)(?:odz|\. ?\d)|o(?<!\wo) \d{1,2}[:.]\d\d)")
#: the category, the tags, and whether one may comment
_FILED = re.compile(
    r"(?:\b[Kk]ategori[ae]|\bTagi|\bTags|\bEtykiety|\bDział|\bPosted in|\bOpublikowano w)\s*:[^|•·\n]*"
    r"|(?:Możliwość komentowania|Komentowanie|Brak komentarzy (?:do|on)|Comments off on)[^|•·\n]*"
)
_SEPARATOR = r"[|•·–—/›»]"
_DIVIDED = re.compile(rf"\s*{_SEPARATOR}\s*|(?:^|\s)-\s|\s{{2,}}|\t")
_SMALL = frozenset({"small", "time", "i", "em"})
#: words of announcements of events, near the beginning of their texts
INVITATION = re.compile(r"zaprasza|zaproszen|odbed|wstep |zapis[yz]|spotkani|goscie|goscini|przyjd[zx]")
_VENUE = re.compile(
    r"\b(?:bibliote[kc]|fili[ai]\b|sal[ai]\b|dom\w? kultury|ul\.|czyteln|wypozyczaln|ryn[ek]|plac\b|park\b"
    r"|swietlic|szkol|mediate[kc]|galeri|kin[oa]\b|teatr|scen[ai]\b|amfiteatr)"
)
_NAME = r"[A-ZĄĆĘŁŃÓŚŹŻ][\w'’.-]*"
_PLACE = rf"{_NAME}(?:(?: |-|–)(?:{_NAME}|n/?|k/?|w|nad|pod|koło))*(?: ?\([^)]{{1,30}}\))?"
_NOTE = (
    r"(?i:tekst|foto?|zdj|zdjęcia|opr|oprac|opracował|opracowała|opracowanie|autor|autorka|red|redakcja|info"
    r"|relacja|przygotował|przygotowała)\b.{0,80}"
)
_SIGNED = re.compile(
    rf"[\s(\[„\"–—-]*+(?:(?:{_PLACE}\s*+[,.]?\s*+)?(?:w )?(?i:dn\.?|dnia|dniu)?"
    rf"|\(?\w{{1,3}}[).,/]+|{_NOTE})\s*$"
)
_ON_DAY = re.compile(r"\bwe? (?:poniedz|wtor|srod|czwar|piat|sobot|niedziel)")  #: it is to happen then
_FILE = re.compile(r"\b(?:[kKmM]B|PDF|pdf|docx?|odt|xlsx?|zip)\b")
_OF_EVENT = re.compile(r"(?:^|[^a-z])(?:event|wydarzeni|termin|deadline|tribe|mec)(?:[^a-z]|s\b|$)")
_ISSUE = re.compile(rf"(?i:{ISSUE})(?=\n)")
_ACT = re.compile(r"\W*(?:zarzadzeni|uchwal|umow|decyzj|postanowieni|aneks|obwieszczeni|rozporzadzeni|ustaw)")
_LOOSE = 8  #: characters between a day and the links beside it
_OTHER = {Label.OTHER, Label.DOCUMENT}


def _tidy(rest: str) -> str:
    """The rest of a line without what systems print beside a date: category, tags, the state of comments."""
    told = len(rest) > 12 and (":" in rest or "oment" in rest or "omment" in rest)
    return _FILED.sub(" ", rest) if told else _ISSUE.sub("", rest)


def is_bare(sighting: Sighting) -> bool:
    """Is the line nothing but the date, with a weekday, an author, tools or a category at most?"""
    rest = _tidy(sighting.rest)
    if len(rest) > 61 or sighting.more or _speaks_of_another(sighting):
        return False
    if sighting.label is not None and sighting.label.kind is Label.MODIFIED:
        return False
    if not rest.strip(" \n.,|()[]"):
        return True
    folded = fold(rest)
    if names_section(folded.strip(" \n.,|()[]")):
        return True
    if _ON_DAY.search(folded):
        return False
    words, most = 0, -1
    for word in _WORD.findall(folded):
        if word not in _FILLER and not _CHROME.match(word):
            if most < 0:
                most = 6 if sighting.named else 0
            words += 1
            if words > most:
                return False
    return True


def is_byline(sighting: Sighting) -> bool:
    """Is it a short line of an author, a place or a category beside the date ("Jan Kowalski, 24.09.2020",
    "Jan Kowalski | 24.09.2020 | Nowości")?"""
    rest = _tidy(sighting.rest)
    lead, after = rest.split("\n", 1)
    if sighting.more or len(rest) > 100 or _speaks_of_another(sighting):
        return False
    if sighting.linked and len(rest) - sighting.linked - 2 * rest.count(", ") <= _LOOSE:
        return True  # the rest are links to categories or an author
    if labels(lead):
        return False
    if len(after.strip(" .,|()")) <= 12 and len(lead) <= 50:
        words = [word for word in _WORD.findall(lead) if not _CHROME.match(fold(word))]
        if words and all(word[:1].isupper() or len(word) < 4 for word in words):
            return fold(words[-1]) not in _PREPOSITIONS
    if not lead.strip(" (") and len(after) <= 40:  # who wrote it and how often it was read, behind icons
        words = [word for word in _WORD.findall(after) if not _CHROME.match(fold(word))]
        if 2 <= len(words) <= 3 and all(word[:1].isupper() for word in words):
            return True
    return stands_beside(lead, after) or _is_divided(lead, after)


def numbers_act(sighting: Sighting, heading: Line) -> bool:
    """Is it the number and the day of the act that a heading names ("Nr 3/2022 z dnia" below "Uchwała")?"""
    lead = sighting.rest.partition("\n")[0]
    return lead.endswith((" z dnia", " z dnia ", " z ")) and bool(_ACT.match(heading.folded))


def is_signature(sighting: Sighting) -> bool:
    """Is it how a text is signed: place and day, initials and day, who wrote it and when?"""
    lead, after = sighting.rest.split("\n", 1)
    if after.strip(' .,)]”"r') or len(lead) > 100 or sighting.more or labels(lead):
        return False
    return not is_appointed(sighting) and bool(_SIGNED.match(lead))


def is_told(sighting: Sighting) -> bool:
    """Is it a byline whose parts are divided by strokes ("Jan Kowalski | 24.09.2020 | Nowości"), or that says
    itself that it is one ("Data: 12.05.2024 - Nowości - Wyświetleń: 21")?"""
    if sighting.more or _speaks_of_another(sighting) or _FILE.search(sighting.rest):
        return False
    lead, after = sighting.rest.split("\n", 1)
    strokes = (lead.strip()[-1:] + after.strip()[:1]).strip("|•·") == "" and bool(
        lead.strip() or after.strip()
    )
    return stands_beside(lead, after) or (strokes and not sighting.linked and is_byline(sighting))


def is_statement(sighting: Sighting) -> bool:
    """Does the line state the date, rather than tell a story in which one occurs?"""
    lead, after = sighting.rest.split("\n", 1)
    after = after.strip(" .,|()")
    if len(lead) > 120:
        return False
    if len(after) <= 60 or sighting.rest.count("|") > 1 or after[:1] in "|•·\t":
        return True
    return sighting.label is not None and (lead.rstrip().endswith(":") or says_itself(lead))


def is_beside_title(sighting: Sighting) -> bool:
    """Is the date alone in an element of the heading, or in its cell of the heading's row?"""
    lead, after = sighting.rest.split("\n", 1)
    celled = lead[-1:] == "\t" and after[:1] in {"", "\t"} and not sighting.more and sighting.label is None
    return celled or bool(stamp_of(sighting.element, sighting.date.words))


def is_of_event(sighting: Sighting) -> bool:
    """Do the names of its element say that a date is that of an event?"""
    return bool(_OF_EVENT.search((sighting.element.get("class") or "").lower()))


def is_appointed(sighting: Sighting) -> bool:
    """Does an hour stand beside the date as for an event: "godz. 17.00", a span of hours?"""
    return tells_hour(fold(f"{sighting.date.words} {sighting.rest}"))


def tells_hour(folded: str) -> bool:
    """Does an hour stand in a text: "godz. 17.00", a span of hours?"""
    return _HOUR.search(folded) is not None or _spans_hours(folded)


def _spans_hours(folded: str) -> bool:
    return bool(_RANGE_OF_HOURS.search(folded) or _SINCE_AN_HOUR.search(folded))


def is_today_above(sighting: Sighting, gap: int, fetched: datetime) -> bool:
    """A date above the heading that is the day of the visit is the clock of the page's header."""
    if gap >= 0 or sighting.named or sighting.date.day != fetched.astimezone(WARSAW).date():
        return False
    timed = sighting.date.precision is Precision.MINUTE
    return gap < -1 or (timed and abs(sighting.date.moment - fetched) < timedelta(minutes=3))


def is_stamp(sighting: Sighting, text: list[Line]) -> bool:
    """Is an hour below the heading that of a publication? Named so, printed small, to the odd minute,
    or above a text that invites nobody, with no place beside it."""
    if _spans_hours(fold(f"{sighting.date.words} {sighting.rest}")):
        return False
    if sighting.named or sighting.element.tag in _SMALL or sighting.date.moment.minute % 5:
        return True
    if _VENUE.search(fold(sighting.rest)):
        return False
    return not any(INVITATION.search(line.folded[:600]) for line in text[:6])


def is_chrome(folded: str) -> bool:
    """Is a line nothing but tools, counters and the like?"""
    told = 0
    for word in _WORD.finditer(folded):
        if word[0] not in _FILLER and not _CHROME.match(word[0]):
            told += 1
            if told == 2:
                return False
    return True


def _speaks_of_another(sighting: Sighting) -> bool:
    if sighting.label is not None and sighting.label.kind in _OTHER:
        return True
    if sighting.linked and len(sighting.rest) - sighting.linked <= _LOOSE:
        return False  # all of it are links to categories
    return any(found.kind in _OTHER for found in labels(sighting.rest))


def _is_divided(lead: str, after: str) -> bool:
    """Do separators divide the date from short parts on its sides?"""
    if lead.strip() and not _DIVIDED.search(lead[-3:]):
        return False
    if after.strip(" .") and not _DIVIDED.match(after.lstrip("r. ") or " "):
        return False
    parts = [part for part in _DIVIDED.split(f"{lead}|{after}") if part.strip(" .()")]
    return 0 < len(parts) <= 4 and all(len(_WORD.findall(part)) <= 4 for part in parts)


def _is_day(text: str) -> bool:
    """Is it a day without its year, "8 gru"?"""
    day, _, month = fold(text).rstrip(".").partition(" ")
    return day.rstrip(".").isdigit() and len(day) < 4 and month in MONTHS


def stamp_of(heading: HtmlElement, words: str = "") -> str:
    """What stands in an element of a heading that is small, or named as a date, or that holds nothing else;
    with `words` only those."""
    for node in islice(heading.iter("small", "time", "span"), 4):
        text = squeeze(inner_text(node))
        bare = fold(text).strip("()[]")
        if node.tag == "span" and "dat" not in (node.get("class") or "").lower() and not is_meta(bare):
            continue
        if (DATED.search(text) or _is_day(text)) and (
            not words or text.strip(" ()|,") == words.strip(" ()|,")
        ):
            return text
    return ""
