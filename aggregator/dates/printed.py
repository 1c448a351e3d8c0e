"""A whole printed date, label and all, to one `FoundDate`."""

from __future__ import annotations

import re
from datetime import datetime

from aggregator.dates.building import build, calendar_day
from aggregator.dates.found import WARSAW, FoundDate, warsaw
from aggregator.dates.scan import find_dates
from aggregator.dates.words import WEEKDAYS
from aggregator.text import fold
from aggregator.vocabulary import Precision

_new = tuple.__new__  #: of named tuples: their own way of making them takes twice as much
_LONGEST = 120  #: characters; a longer string is a sentence, not a date
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_]+")
_LABELS = """
    data dodania dodano dodany dodana dodane dodal dodala publikacji publikacja opublikowano opublikowany
    opublikowana opublikowane opublikowal utworzono utworzenia utworzony utworzona utworzone zamieszczono
    zamieszczenia zamieszczony wprowadzono wprowadzenia umieszczono umieszczenia wpis wpisu wpisano dokumentu
    dokument artykul artykulu wiadomosci wiadomosc strony tresci informacji informacja udostepniono
    udostepnienia wytworzenia wytworzono wytworzyl modyfikacji zmodyfikowano aktualizacja aktualizacji
    zaktualizowano edycji edytowano ostatnia ostatniej ostatnio zmiana zmiany poprawiono poprawiony napisano
    napisane w we dn dnia dniu dniach dzien terminie z ze od do o godz godzina godzinie g r rok roku na bip
    posted on published date updated last modified created at by przez odslon kategoria autor
"""
_FILLER = frozenset(WEEKDAYS) | frozenset(_LABELS.split())
_COMPACT = re.compile(r"^\W*((?:19|20)\d\d)(\d\d)(\d\d)\W*$|^\W*(\d\d?) (\d\d?) ((?:19|20)\d\d)\W*$")
_ISO = re.compile(
    r"((?:19|20)[0-9]{2})-([0-9]{2})-([0-9]{2})(?!\d)"
    r"(?:T(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-9]{2}(?:\.[0-9]+)?)?(Z|[+-](?:0[0-9]|1[0-3]):[0-5][0-9])\Z)?"
)
_SLOW = re.compile(r"(?:19|20)\d\d")


def parse_printed(words: str, *, base: datetime) -> FoundDate | None:
    """The one date that `words` prints, with or without a label; relative words count from `base`.

    None where day, month or year is missing, where the calendar has no such day, and where the words
    say more than a date. A range comes back with `end_moment`.

    >>> base = datetime(2024, 5, 6, 12, tzinfo=WARSAW)
    >>> parse_printed("Utworzono: czwartek, 19, sierpień 2021 10:15", base=base).moment.isoformat()
    '2021-08-19T10:15:00+02:00'
    >>> parse_printed("wczoraj", base=base).moment.isoformat()
    '2024-05-05T00:00:00+02:00'
    >>> parse_printed("sierpień 2021", base=base), parse_printed("31 czerwca 2021", base=base)
    (None, None)
    """
    if not words or len(words) > _LONGEST:
        return None
    stamp = _stamp(words)
    if stamp is not None:
        return stamp
    found = find_dates(words, base=base, incomplete=True)
    if len(found) == 1 and _only_filler(words[: found[0].start] + " " + words[found[0].end :]):
        return None if found[0].missing else found[0]
    if found:
        return None
    return _compact(words) or _by_dateparser(words, base)


def _stamp(words: str) -> FoundDate | None:
    """A date as programs write it ("2024-05-06T10:15+02:00"), and nothing else: no other can be found."""
    hit = _ISO.match(words)
    if not hit:
        return None
    if zone := hit[4]:  # whole, and seconds are of no matter
        try:
            moment = datetime.fromisoformat(words[:16] + zone)
        except ValueError:
            return None
        moment = moment.astimezone(WARSAW)
        return _new(FoundDate, (0, len(words), words, moment, Precision.MINUTE, False, False, None, ""))
    found = build(words, fold(words), 0, hit.end(), calendar_day(hit[1], hit[2], hit[3]))
    return found if found is not None and found.end == len(words) else None


def _only_filler(rest: str) -> bool:
    if not rest.strip(" .,:()|-–"):
        return True
    folded = fold(rest)
    words = _WORD.findall(folded)
    return not _DIGIT.search(folded) and _FILLER.issuperset(word for word in words if len(word) > 1)


def _compact(words: str) -> FoundDate | None:
    hit = _COMPACT.match(words)
    if not hit:
        return None
    year, month, day = (hit[1], hit[2], hit[3]) if hit[1] else (hit[6], hit[5], hit[4])
    moment = warsaw(int(year), int(month), int(day))
    return _whole(words, moment, Precision.DAY)


def _by_dateparser(words: str, base: datetime) -> FoundDate | None:
    """What our grammar does not know; dateparser is only believed where it repeats printed numbers."""
    folded = fold(words)
    numbers = [int(number) for number in re.findall(r"\d+", folded)]
    year = _SLOW.search(folded)
    named = any(word not in _FILLER and len(word) > 2 for word in _WORD.findall(folded))
    if len(words) > 50 or not year or len(numbers) < 2 or not (named or len(numbers) > 2):
        return None
    import dateparser

    moment = dateparser.parse(
        words,
        languages=["pl"],
        settings={
            "DATE_ORDER": "DMY",
            "RELATIVE_BASE": base.astimezone(WARSAW).replace(tzinfo=None),
            "REQUIRE_PARTS": ["day", "month", "year"],
            "STRICT_PARSING": True,
        },
    )
    if moment is None or moment.tzinfo or moment.year != int(year[0]) or moment.day not in numbers:
        return None
    timed = ":" in words and moment.hour in numbers
    aware = warsaw(moment.year, moment.month, moment.day, *((moment.hour, moment.minute) if timed else ()))
    precision = Precision.MINUTE if timed else Precision.DAY
    return _whole(words, aware, precision)


def _whole(words: str, moment: datetime | None, precision: Precision) -> FoundDate | None:
    if moment is None:
        return None
    return FoundDate(start=0, end=len(words), words=words, moment=moment, precision=precision)
