"""Dates printed in full or in part: one scan for numbers, then a look at what stands around each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from aggregator.dates.building import build, build_month, build_range, calendar_day, full_year, ranged
from aggregator.dates.found import WARSAW, FoundDate
from aggregator.dates.words import MONTHS, ORDINALS, ROMANS, WEEKDAYS, choice, month_of, spaced

_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_ORDINAL = r"(?:-?(?:go|ego|szego|st|nd|rd|th)\b)?"
_MONTH = f"(?:{choice(MONTHS)})"
_ROMAN = f"(?:{choice(ROMANS)})"
_YEAR = r"(?:1[89]|[23]\d)\d\d"
_YEAR_AFTER = rf"""(?:
      [ /-]{{0,3}}(?P<wy>{_YEAR})(?!\d(?!\d?\ [a-z])) | \ ?'(?P<wyy>\d\d)\b
    | \ ?(?P<this>{spaced(r"b. ?r.?|br[.]?|biez[.] roku|(?:biezacego|tego) roku")})(?!\w)
    | \ ?(?P<last>{spaced(r"ub. ?r.?|ubr[.]?|(?:ubieglego|zeszlego|minionego) roku")})(?!\w)
    )?""".replace("b. ?r.?", r"b\. ?r\.?")

_NUMBER = re.compile(r"\d+")
_DAYS = frozenset(f"{day:{form}}" for day in range(1, 32) for form in ("", "02"))
#: behind a year that opens a date, or behind day and month that open a range
_AFTER_FOUR = re.compile(r" ?[-./]|\.? ?(?:-|do)")
#: behind the day that opens a date: a number, a month, "do" or "i", or any word (misspelt) before a year
_AFTER_DAY = re.compile(
    rf"""(?:-?(?:go|ego|szego|st|nd|rd|th)\b)?
    (?:[ .,/-]*+(?:\d|(?:{choice((*MONTHS, *ROMANS, "do", "oraz"))})(?![a-z]))|\ [a-z]{{5,13}}\ \d)""",
    re.VERBOSE,
)
_DIGITS = re.compile(
    rf"""(?:(?<!\d[./-])|(?<=[12]\d\d\d-))(?:
      (?P<iy>{_YEAR})\ ?(?P<isep>[-./])\ ?(?P<im>\d\d?)\ ?(?P=isep)\ ?(?P<id>\d\d?)(?!\d)
    | (?P<cy>(?:19|20)\d\d)(?P<cm>0[1-9]|1[0-2])(?P<cd>0[1-9]|[12]\d|3[01])(?=t\d\d)
    | (?P<bd>{_DAY})\.(?P<bm>\d\d?)\.?\ ?b\.?\ ?r\b\.?
    | (?P<fd>{_DAY})\.?(?P<fm>0[1-9]|1[0-2]|(?<=\.)[1-9])\.?\ ?(?:-|do)\ ?
      (?P<ld>{_DAY})\.(?P<lm>\d\d?)\.(?P<ly>{_YEAR})(?!\d)
    | (?:(?P<first>{_DAY}){_ORDINAL}\.?(?:,\ ?{_DAY}){{0,30}}\ ?(?:-|/|\bdo(?:\ dnia)?\b|\bi\b|\boraz\b)\ ?)?
      (?: (?P<d>{_DAY})\ ?(?P<nsep>[./-])\ ?(?P<m>\d\d?|{_ROMAN}|{_MONTH})\.?\ ?(?P=nsep)\ ?
          (?P<y>{_YEAR}(?!\d(?!\d?[./-]\d))|\d\d(?!\d))
        | (?P<wd>{_DAY}){_ORDINAL}[.,]?[ -]{{0,3}}
          (?P<w>{_MONTH}|(?:{_ROMAN})(?=\.?[ /-]{{0,3}}{_YEAR}))(?![a-z])\.?,?{_YEAR_AFTER}
        | (?P<zd>{_DAY})\ (?P<slip>[a-z]{{5,13}})\ (?P<zy>{_YEAR})(?!\d)
      )
    )""",
    re.VERBOSE,
)
#: month first ("sierpień 19, 2021") or month alone ("lipiec 2021"), before a number that looks like a year
_MONTH_FIRST = re.compile(
    rf"""(?:(?P<fw>{_MONTH})\b\.?\ ?(?:-|do)\ ?)?\b(?P<mw>{_MONTH})\b\.?,?\ ?
         (?:(?P<md>{_DAY})(?:st|nd|rd|th)?,?\ )?$
    | \b(?P<rw>{_ROMAN})[ ./]$""",
    re.VERBOSE,
)
_BEFORE_YEAR = frozenset((*MONTHS, *ROMANS, "st", "nd", "rd", "th"))
_IN_WORDS = re.compile(rf"ego\ (?P<w>{_MONTH})\b\.?,?{_YEAR_AFTER}", re.VERBOSE)
_ORDINAL_WORD = re.compile(rf"\b(?:{choice(ORDINALS)})$", re.VERBOSE)
_STREET = re.compile(
    r"(?:\b(?:ul|al|pl|os|im|nr)\.? ?|\b(?:ulic|alej|plac|osiedl|konstytucj|rond|skwer|swiet)\w* )$"
)
_SECTION = re.compile(r"(?:\b(?:pkt|ust|art|par|rozdz|nr|wersja|poz|v|w)\.? ?|§ ?)$")
_TELEPHONE = re.compile(r"(?:tel|fax|faks|kom|nr|numer)\D{0,8}$|\d ?[) ] ?$|\+$")
_MONEY = re.compile(r" ?(?:zl|pln|tys|%|eur)")
_WEEKDAY_BEFORE = re.compile(r"\b([a-z]{2,12})\.?,? ?$")
_ENGLISH = frozenset(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))
_CASE_NUMBER = re.compile(r"(?!-\d\d?[.:])(?:[/-]\d|\.\d\d?\b(?!\.|:))")


def _may_open(folded: str, start: int, end: int) -> bool:
    """Can a date begin with these digits? Asked of every number, where `_DIGITS` costs ten times as much."""
    size = end - start
    if size < 3:
        return folded[start:end] in _DAYS and _AFTER_DAY.match(folded, end) is not None
    if size == 4:
        return bool(_AFTER_FOUR.match(folded, end))
    return size == 3 or (size == 8 and folded[end : end + 1] == "t")


def find_absolute(text: str, folded: str, base: datetime) -> Iterator[FoundDate]:
    """Every date that is printed in numbers or month names, incomplete ones marked; not in order.

    `folded` is `fold(text)`: same length, same offsets.
    """
    read = 0
    while number := _NUMBER.search(folded, read):
        start, read = number.span()
        found = None
        hit = _DIGITS.match(folded, start) if _may_open(folded, start, read) else None
        if hit:
            read = hit.end()  # dates may be glued: "19 kwietnia 201923 kwietnia 2019"
            found = _from_digits(hit, text, folded, base)
        elif read - start == 4:
            found = _month_first(text, folded, number)
        if found is not None:
            yield found
    for hit in _IN_WORDS.finditer(folded) if "ego " in folded else ():
        found = _ordinal(hit, text, folded, base)
        if found is not None:
            yield found


def _from_digits(hit: re.Match[str], text: str, folded: str, base: datetime) -> FoundDate | None:
    part = hit.group
    if part("wd"):
        return _worded(hit, text, folded, base, int(part("wd")), hit.start("wd"))
    if part("d"):
        return _numeric(hit, text, folded)
    if part("iy"):
        day = calendar_day(part("iy"), part("im"), part("id"))
    elif part("cy"):
        day = calendar_day(part("cy"), part("cm"), part("cd"))
    elif part("bd"):
        day = calendar_day(base.astimezone(WARSAW).year, part("bm"), part("bd"))
        return build(text, folded, hit.start(), hit.end(), day, relative=True)
    elif part("fd"):
        first = calendar_day(part("ly"), part("fm"), part("fd"))
        last = calendar_day(part("ly"), part("lm"), part("ld"))
        return build_range(text, folded, hit.start(), hit.end(), first, last)
    else:
        day = calendar_day(part("zy"), month_of(part("slip")), part("zd"))
        return ranged(hit, text, folded, day, hit.start("zd"))
    return build(text, folded, hit.start(), hit.end(), day)


def _numeric(hit: re.Match[str], text: str, folded: str) -> FoundDate | None:
    """Day first, always; a year of two digits only where nothing says that it is something else."""
    month: int | str | None = hit["m"]
    if not hit["m"].isdigit():
        month = MONTHS.get(hit["m"]) or ROMANS.get(hit["m"])
    year = hit["y"]
    if len(year) == 2:
        start = hit.start("d")
        if (
            hit["nsep"] == "-"
            and hit["m"].isdigit()
            and _TELEPHONE.search(folded[max(0, start - 12) : start])
        ):
            return None
        if _SECTION.search(folded[max(0, start - 8) : start]) or _MONEY.match(folded, hit.end()):
            return None
    if _CASE_NUMBER.match(folded, hit.end()):
        return None
    day = calendar_day(full_year(year), month, hit["d"])
    if hit["nsep"] == "/" and hit["m"].isdigit():
        day = _by_weekday(folded[max(0, hit.start() - 16) : hit.start()], day, hit)
    return ranged(hit, text, folded, day, hit.start("d"))


def _by_weekday(before: str, day: datetime | None, hit: re.Match[str]) -> datetime | None:
    """The day that a weekday before it confirms: Drupal prints "pt., 08/06/2021" with the month first."""
    word = _WEEKDAY_BEFORE.search(before)
    other = calendar_day(full_year(hit["y"]), hit["d"], hit["m"]) if word else None
    if word is None or other is None:
        return day
    weekday = WEEKDAYS.get(word[1])
    sure = day is None or day.weekday() != weekday or word[1] in _ENGLISH
    return other if sure and other.weekday() == weekday else day


def _worded(
    hit: re.Match[str], text: str, folded: str, base: datetime, day: int, start: int
) -> FoundDate | None:
    """A day and the name of a month, with or without a year."""
    name, printed = hit["w"], text[hit.start("w") : hit.end("w")]
    if name in ROMANS and printed.islower():
        return None
    month = MONTHS.get(name) or ROMANS[name]
    relative = bool(hit["this"] or hit["last"])
    printed_year = hit["wy"] or hit["wyy"]
    if printed_year:
        return ranged(hit, text, folded, calendar_day(full_year(printed_year), month, day), start)
    if printed.lower() in {"mają", "się"} or (
        not relative and _STREET.search(folded[max(0, hit.start() - 16) : hit.start()])
    ):
        return None
    year = base.astimezone(WARSAW).year - (1 if hit["last"] else 0)
    if (day, month) == (29, 2) and not relative:
        year -= year % 4  # 29 February needs some leap year
    moment = calendar_day(year, month, day)
    return ranged(hit, text, folded, moment, start, relative=relative, missing="" if relative else "year")


def _month_first(text: str, folded: str, year: re.Match[str]) -> FoundDate | None:
    window = max(0, year.start() - 45)
    if not _follows_month(folded, window, year.start()):
        return None
    hit = _MONTH_FIRST.search(folded[window : year.start()])
    if not hit:
        return None
    if hit["md"]:
        day = calendar_day(year[0], MONTHS[hit["mw"]], hit["md"])
        return build(text, folded, window + hit.start("mw"), year.end(), day)
    if hit["rw"]:
        if not text[window + hit.start("rw") : window + hit.end("rw")].isupper():
            return None
        return build_month(text, folded, window + hit.start(), year.end(), year[0], ROMANS[hit["rw"]])
    first = MONTHS[hit["fw"]] if hit["fw"] else None
    start = window + hit.start("fw" if hit["fw"] else "mw")
    return build_month(text, folded, start, year.end(), year[0], MONTHS[hit["mw"]], first)


def _follows_month(folded: str, first: int, end: int) -> bool:
    """Is the last word before a number a month, or the ending of an English ordinal? Asked of every year."""
    word = folded[first:end].rstrip(" .,/0123456789").rpartition(" ")[2]
    if word.isalpha():
        return word in _BEFORE_YEAR
    while end > first and not folded[end - 1].isalpha():
        end -= 1
    start = end
    while start > first and folded[start - 1].isalpha():
        start -= 1
    return folded[start:end] in _BEFORE_YEAR


def _ordinal(hit: re.Match[str], text: str, folded: str, base: datetime) -> FoundDate | None:
    """ "dwudziestego piątego maja 2022 roku"."""
    end = hit.start() + 3
    window = max(0, end - 30)
    word = _ORDINAL_WORD.search(folded[window:end])
    if not word:
        return None
    return _worded(hit, text, folded, base, ORDINALS[word[0]], window + word.start())
