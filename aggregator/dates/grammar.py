"""Dates printed in full or in part: one scan for numbers, then a look at what stands around each."""

from __future__ import annotations

import re
from datetime import datetime

from aggregator.dates.building import (
    Begun,
    build,
    build_range,
    calendar_day,
    full_year,
    ranged,
)
from aggregator.dates.found import WARSAW, FoundDate
from aggregator.dates.months import month_first, year_first
from aggregator.dates.words import MONTHS, ORDINALS, ROMANS, WEEKDAYS, choice, month_of
from aggregator.text import Run, digit_runs

_DAY = r"(?:[12]\d|3[01]|0?[1-9])"
_ORDINAL = r"(?:-(?:go|ego|szego|st|nd|rd|th)\b|go\b|ego\b|szego\b|st\b|nd\b|rd\b|th\b|)"
_MONTH = f"(?:{choice(MONTHS)})"
_ROMAN = f"(?:{choice(ROMANS)})"
_YEAR = r"(?:1[89]|[23]\d)\d\d"
_YEAR_AFTER = rf"""(?:
      [ /-]{{0,3}}(?:roku\ )?(?P<wy>{_YEAR})(?!\d(?!\d?\ [a-z])) | \ ?'(?P<wyy>\d\d)\b
    | \ ?(?P<this>b\.\ ?r\.?|br\.?|biez\.\ roku|biezacego\ roku|tego\ roku)(?!\w)
    | \ ?(?P<last>ub\.\ ?r\.?|ubr\.?|(?:ubieglego|zeszlego|minionego)\ roku)(?!\w)
    |)"""

_DAYS = frozenset(f"{day:{form}}" for day in range(1, 32) for form in ("", "02"))
#: behind digits and a sign begins no date ("2.1.05"), but the last year of a range may ("2019-2020")
_APART = re.compile(r"(?<!\d[./-])|(?<=[12]\d\d\d-)")
#: behind a number of three or four digits that opens a date: the same sign twice, or the last day of a range
_AFTER_LONG = re.compile(r" ?([-./|·•]) ?\d\d? ?\1|\.? ?(?:-|do) ?\d\d?\.")
_LAST_DAY = rf"\.?\ ?(?:-|do)\ ?(?P<ld>{_DAY})\.(?P<lm>\d\d?)\.(?P<ly>{_YEAR})(?!\d)"
#: a date that begins with a number of more than two digits
_LONG = re.compile(
    rf"""(?P<iy>{_YEAR})\ ?(?P<isep>[-./|·•])\ ?(?P<im>\d\d?)\ ?(?P=isep)\ ?(?P<id>\d\d?)(?!\d)
    | (?P<cy>(?:19|20)\d\d)(?P<cm>0[1-9]|1[0-2])(?P<cd>0[1-9]|[12]\d|3[01])(?=t\d\d)
    | (?P<fd>{_DAY}|[1-9])(?P<fm>0[1-9]|1[0-2]){_LAST_DAY}""",
    re.VERBOSE,
)
#: what follows the number of a day; choices with nothing at their end are cheaper than what is optional
_AFTER_DAY = re.compile(
    rf"""\.(?: (?P<bm>\d\d?|{_ROMAN})\.?\ ?b\.?\ ?r\b\.? | (?P<fm>0[1-9]|1[0-2]|[1-9]){_LAST_DAY} )
    | (?: {_ORDINAL}\.?(?:,\ ?{_DAY}(?:,\ ?{_DAY}){{0,29}}|)
          \ ?(?:-|/|(?<!\w)(?:do(?:\ dnia)?|i|oraz)\b)\ ?(?P<day>{_DAY}) |)
      (?: \ ?(?P<nsep>[./|·•-])\ ?(?P<m>\d\d?|{_ROMAN}|{_MONTH})\.?\ ?(?P=nsep)\ ?
          (?P<y>{_YEAR}(?!\d(?!\d?[./-]\d))|\d\d(?!\d))
        | {_ORDINAL}[.,]?[ -]{{0,3}}
          (?P<w>{_MONTH}|(?:{_ROMAN})(?=\.?[ /-]{{0,3}}{_YEAR}))(?![a-z])\.?,?{_YEAR_AFTER}
        | \ (?P<slip>[a-z]{{5,13}})\ (?P<zy>{_YEAR})(?!\d)
      )""",
    re.VERBOSE,
)
#: how most days are printed whole, behind their number: the grammar would read them alike
_PLAIN_AFTER = (
    rf"(?:(?P<sign>[./-])(?P<m>\d\d?)(?P=sign)(?P<y>{_YEAR})(?![./-]?\d)"
    rf"|,? (?P<w>{choice([*MONTHS, *ROMANS])}) (?P<wy>{_YEAR})(?!\d))"
)
_PLAIN = re.compile(_PLAIN_AFTER)
#: a text with no figures but those of such a day, and of an hour behind it
_ALONE = re.compile(
    rf"\D*+(?<![./-])((?:[12][0-9]|3[01]|0?[1-9])){_PLAIN_AFTER}"
    r"\D*+(\d\d?:\d\d(?:[^\da-z ,./|·•-]\D*+)?)?"
)
_MONTH_BEGINS = rf"(?:[ivx]|{choice(sorted({month[:3] for month in MONTHS}))})"
#: how all begins that may follow the number of a day; most numbers are none, and this says so at once
_MAY_FOLLOW = re.compile(
    rf"\.(?: ?\d\d? ?(?:[.b-]|do)|,| ?[/-]|[ -]{{0,3}}(?:do|oraz|{_MONTH_BEGINS}))"
    rf"| (?:[ ./|·•-]|do[ \d]|oraz|[a-z]{{5,13}} [123]|{_MONTH_BEGINS})"
    rf"|,(?: ?\d\d? ?[-/,dio]|[ -]{{0,3}}{_MONTH_BEGINS})"
    r"|[a-z/|·•-]"
)
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


def find_absolute(text: str, folded: str, base: datetime, digits: list[Run] | None = None) -> list[FoundDate]:
    """Every date that is printed in numbers or month names, incomplete ones marked; not in order.

    `folded` is `fold(text)`: same length, same offsets; `digits` are where its digits stand, None = look.
    """
    dates: list[FoundDate] = []
    read = 0
    if digits is None:
        digits = digit_runs(folded) if (alone := _ALONE.fullmatch(folded)) is None else []
        if alone is not None:
            found = _plain(alone, text, folded, *alone.span(1), timeless=alone[7] is None)
            if found is not None:
                dates.append(found)
    for start, end in digits:
        if end <= read:
            continue
        if start < read:
            start = read
        read = end
        size = end - start
        hit, found = None, None
        if size < 3:
            if folded[start:end] in _DAYS and _MAY_FOLLOW.match(folded, end):
                hit = _PLAIN.match(folded, end)
                if hit and not (start and folded[start - 1] in "./-"):
                    found, read = _plain(hit, text, folded, start, end), hit.end()
                    if found is not None:
                        dates.append(found)
                    continue
                hit = _AFTER_DAY.match(folded, end)
        elif (size < 5 and _AFTER_LONG.match(folded, end)) or (size == 8 and folded[end : end + 1] == "t"):
            hit = _LONG.match(folded, start)
        if hit and _APART.match(folded, start):
            if size < 3:
                found = _from_day(hit, text, folded, base, start, end)
            else:
                found = _from_long(hit, text, folded)
            read = hit.end()  # dates may be glued: "19 kwietnia 201923 kwietnia 2019"
        elif size == 4:
            found = month_first(text, folded, start, end)
            if found is None and folded[end : end + 1] == ",":
                found = year_first(text, folded, start, end)
                read = found.end if found is not None else read
        if found is not None:
            dates.append(found)
    for hit in _IN_WORDS.finditer(folded) if "ego " in folded else ():
        found = _ordinal(hit, text, folded, base)
        if found is not None:
            dates.append(found)
    return dates


def _plain(
    hit: re.Match[str], text: str, folded: str, start: int, end: int, *, timeless: bool = False
) -> FoundDate | None:
    """The date of a day's number, a month and a year of four digits, with nothing else between them."""
    sign, month, year, name, year_named = hit.group("sign", "m", "y", "w", "wy")
    number = folded[start:end]
    if sign is None:
        if name in ROMANS and text[hit.start("w") : hit.end("w")].islower():
            return None
        day = calendar_day(year_named, MONTHS.get(name) or ROMANS[name], number)
    else:
        day = calendar_day(year, month, number)
        if sign == "/":
            day = _by_weekday(folded[max(0, start - 16) : start], day, year, month, int(number))
    return build(text, folded, start, hit.end("wy" if sign is None else "y"), day, timeless=timeless)


def _from_long(hit: re.Match[str], text: str, folded: str) -> FoundDate | None:
    """The date that a number of three, four or eight digits opens."""
    if hit["fd"]:
        return _to_last_day(hit, text, folded, hit.start(), hit["fd"])
    year, month, day = (hit["iy"], hit["im"], hit["id"]) if hit["iy"] else (hit["cy"], hit["cm"], hit["cd"])
    return build(text, folded, hit.start(), hit.end(), calendar_day(year, month, day))


def _to_last_day(hit: re.Match[str], text: str, folded: str, start: int, day: int | str) -> FoundDate | None:
    """ "12.03-15.04.2023": both days, one year."""
    first = calendar_day(hit["ly"], hit["fm"], day)
    last = calendar_day(hit["ly"], hit["lm"], hit["ld"])
    return build_range(text, folded, start, hit.end(), first, last)


def _from_day(
    hit: re.Match[str], text: str, folded: str, base: datetime, start: int, end: int
) -> FoundDate | None:
    """The date that the number of a day opens, which stands at `start` and is followed by a hit."""
    day = int(folded[start:end])
    begun = Begun(start, day, start)
    if hit["day"]:  # the last one of the range that the number opens
        begun = Begun(hit.start("day"), int(hit["day"]), start, day)
    if hit["w"]:
        return _worded(hit, text, folded, base, begun)
    if hit["y"]:
        return _numeric(hit, text, folded, begun)
    if hit["slip"]:
        misspelt = calendar_day(hit["zy"], month_of(hit["slip"]), begun.day)
        return ranged(text, folded, begun, hit.end(), misspelt)
    if hit["bm"]:
        this_year = calendar_day(base.astimezone(WARSAW).year, ROMANS.get(hit["bm"], hit["bm"]), day)
        return build(text, folded, start, hit.end(), this_year, relative=True)
    return _to_last_day(hit, text, folded, start, day)


def _numeric(hit: re.Match[str], text: str, folded: str, begun: Begun) -> FoundDate | None:
    """Day first, always; a year of two digits only where nothing says that it is something else."""
    year, named = hit["y"], hit["m"]
    in_figures = named.isdigit()
    if len(year) == 2:
        if hit["nsep"] in "|·•":  # a pager: "8 | 9 | 10"
            return None
        start = begun.start
        if hit["nsep"] == "-" and in_figures and _TELEPHONE.search(folded[max(0, start - 12) : start]):
            return None
        if _SECTION.search(folded[max(0, start - 8) : start]) or _MONEY.match(folded, hit.end()):
            return None
    if _CASE_NUMBER.match(folded, hit.end()):
        return None
    month = named if in_figures else MONTHS.get(named) or ROMANS.get(named)
    day = calendar_day(full_year(year), month, begun.day)
    if hit["nsep"] == "/" and in_figures:
        day = _by_weekday(folded[max(0, begun.first - 16) : begun.first], day, year, named, begun.day)
    return ranged(text, folded, begun, hit.end(), day)


def _by_weekday(before: str, day: datetime | None, year: str, month: str, number: int) -> datetime | None:
    """The day that a weekday before it confirms: Drupal prints "pt., 08/06/2021" with the month first."""
    word = _WEEKDAY_BEFORE.search(before)
    other = calendar_day(full_year(year), number, month) if word else None
    if word is None or other is None:
        return day
    weekday = WEEKDAYS.get(word[1])
    sure = day is None or day.weekday() != weekday or word[1] in _ENGLISH
    return other if sure and other.weekday() == weekday else day


def _worded(hit: re.Match[str], text: str, folded: str, base: datetime, begun: Begun) -> FoundDate | None:
    """A day and the name of a month, with or without a year."""
    name, printed = hit["w"], text[hit.start("w") : hit.end("w")]
    if name in ROMANS and printed.islower():
        return None
    month = MONTHS.get(name) or ROMANS[name]
    printed_year = hit["wy"] or hit["wyy"]
    if printed_year:
        day = calendar_day(full_year(printed_year), month, begun.day)
        return ranged(text, folded, begun, hit.end(), day)
    relative = bool(hit["this"] or hit["last"])
    if printed.lower() in {"mają", "się"} or (
        not relative and _STREET.search(folded[max(0, begun.first - 16) : begun.first])
    ):
        return None
    year = base.astimezone(WARSAW).year - (1 if hit["last"] else 0)
    if (begun.day, month) == (29, 2) and not relative:
        year -= year % 4  # 29 February needs some leap year
    day = calendar_day(year, month, begun.day)
    return ranged(text, folded, begun, hit.end(), day, relative=relative, missing="" if relative else "year")


def _ordinal(hit: re.Match[str], text: str, folded: str, base: datetime) -> FoundDate | None:
    """ "dwudziestego piątego maja 2022 roku"."""
    end = hit.start() + 3
    window = max(0, end - 30)
    word = _ORDINAL_WORD.search(folded[window:end])
    if not word:
        return None
    return _worded(hit, text, folded, base, Begun(window + word.start(), ORDINALS[word[0]], hit.start()))
