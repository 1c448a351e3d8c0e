"""Dates that a text prints in full or in part: one scan of the folded text, then a look at each hit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from aggregator.dates.clock import Time, read_time
from aggregator.dates.found import WARSAW, FoundDate, end_of_month, warsaw
from aggregator.dates.words import MONTHS, ORDINALS, ROMANS, choice, month_of, spaced
from aggregator.vocabulary import Precision

_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_ORDINAL = r"(?:-?(?:go|ego|szego|st|nd|rd|th)\b)?"
_MONTH = choice(MONTHS)
_ROMAN = choice(ROMANS)
_YEAR = r"(?:1[89]|[23]\d)\d\d"
_THIS_YEAR = spaced(r"b\. ?r\.?|br\b\.?|biez\. roku|(?:biezacego|tego) roku")
_LAST_YEAR = spaced(r"ub\. ?r\.?|ubr\b\.?|(?:ubieglego|zeszlego|minionego) roku")
_WORD_YEAR = rf"(?:[ /-]{{0,3}}(?P<wy>{_YEAR})(?!\d)|\ ?'(?P<wyy>\d\d)\b|\ ?(?P<this>{_THIS_YEAR})|\ ?(?P<last>{_LAST_YEAR}))?"

_BY_DIGIT = re.compile(
    rf"""(?<!\d)(?:(?<!\d[./-])|(?<=[12]\d\d\d-))(?:
      (?P<iy>{_YEAR})\ ?(?P<isep>[-./])\ ?(?P<im>\d\d?)\ ?(?P=isep)\ ?(?P<id>\d\d?)(?!\d)
    | (?P<cy>(?:19|20)\d\d)(?P<cm>0[1-9]|1[0-2])(?P<cd>0[1-9]|[12]\d|3[01])(?=t\d\d)
    | (?P<fd>{_DAY})\.?(?P<fm>0[1-9]|1[0-2]|(?<=\.)[1-9])\.?\ ?(?:-|do)\ ?(?P<ld>{_DAY})\.(?P<lm>\d\d?)\.(?P<ly>{_YEAR})(?!\d)
    | (?:(?P<first>{_DAY}){_ORDINAL}\.?(?:,\ ?{_DAY})*\ ?(?:-|/|\bdo(?:\ dnia)?\b|\bi\b|\boraz\b)\ ?)?
      (?: (?P<d>{_DAY})\ ?(?P<nsep>[./-])\ ?(?P<m>\d\d?|{_ROMAN}|{_MONTH})\.?\ ?(?P=nsep)\ ?(?P<y>{_YEAR}|\d\d)(?!\d)
        | (?P<wd>{_DAY}){_ORDINAL}[.,]?[ -]{{0,3}}(?P<w>{_MONTH}|(?:{_ROMAN})(?=\.?[ /-]{{0,3}}{_YEAR}))\b\.?,?{_WORD_YEAR}
        | (?P<zd>{_DAY})\ (?P<slip>[a-z]{{5,13}})\ (?P<zy>{_YEAR})(?!\d)
      )
    )""",
    re.VERBOSE,
)
_BY_WORD = re.compile(
    rf"""\b(?:
      (?:(?P<fw>{_MONTH})\b\.?\ ?(?:-|do)\ ?)?(?P<mw>{_MONTH})\b\.?,?\ ?(?:(?P<md>{_DAY})(?:st|nd|rd|th)?,?\ )?(?P<my>{_YEAR})(?!\d)
    | (?P<rw>{_ROMAN})[ ./](?P<ry>{_YEAR})(?!\d)
    | (?P<ow>{choice(ORDINALS)})\ (?P<om>{_MONTH})\b\.?,?{_WORD_YEAR}
    )""",
    re.VERBOSE,
)
_STREET = re.compile(
    r"(?:\b(?:ul|al|pl|os|im|nr)\.? ?|\b(?:ulic|alej|plac|osiedl|konstytucj|rond|skwer|swiet)\w* )$"
)
_SECTION = re.compile(r"(?:\b(?:pkt|ust|art|par|rozdz|nr|wersja|poz|v|w)\.? ?|§ ?)$")
_MONEY = re.compile(r" ?(?:zl|pln|tys|%|eur)")
_MARK = re.compile(r",? ?(?:r\b\.?|roku?\b)")


def find_absolute(text: str, folded: str, base: datetime) -> Iterator[FoundDate]:
    """Every date that is printed in numbers or month names, incomplete ones marked; not in order.

    `folded` is `fold(text)`: same length, same offsets.
    """
    for hit in _BY_DIGIT.finditer(folded):
        found = _from_digits(hit, text, folded, base)
        if found is not None:
            yield found
    for hit in _BY_WORD.finditer(folded):
        found = _from_words(hit, text, folded, base)
        if found is not None:
            yield found


def _from_digits(hit: re.Match[str], text: str, folded: str, base: datetime) -> FoundDate | None:
    part = hit.group
    if part("iy"):
        return _build(hit, text, folded, _day(part("iy"), part("im"), part("id")))
    if part("cy"):
        return _build(hit, text, folded, _day(part("cy"), part("cm"), part("cd")))
    if part("fd"):
        first = _day(part("ly"), part("fm"), part("fd"))
        return _range(hit, text, folded, first, _day(part("ly"), part("lm"), part("ld")))
    if part("slip"):
        month = month_of(part("slip"))
        last = _day(part("zy"), month, part("zd")) if month else None
        return _range_from(hit, text, folded, last, "zd")
    if part("d"):
        return _numeric(hit, text, folded)
    return _worded(hit, text, folded, base, part("wd"), part("w"), "wd")


def _numeric(hit: re.Match[str], text: str, folded: str) -> FoundDate | None:
    """Day first, always; a year of two digits only where nothing says that it is something else."""
    month: int | str | None = hit["m"]
    if not hit["m"].isdigit():
        month = MONTHS.get(hit["m"]) or ROMANS.get(hit["m"])
    year = hit["y"]
    if len(year) == 2:
        if hit["nsep"] == "-" and hit["m"].isdigit() and len(folded) > 40:  # a telephone number
            return None
        if _SECTION.search(folded, max(0, hit.start() - 8), hit.start("d")) or _MONEY.match(
            folded, hit.end()
        ):
            return None
        year = _century(year)
    if re.match(r"[/-]\d|\.\d\d?\b(?!\.)(?!:)", folded[hit.end() : hit.end() + 5]):  # a case number
        if not re.match(r"-\d\d?[.:]", folded[hit.end() : hit.end() + 5]):
            return None
    return _range_from(hit, text, folded, _day(year, month, hit["d"]), "d")


def _worded(
    hit: re.Match[str], text: str, folded: str, base: datetime, day: str | int, month: str, at: str
) -> FoundDate | None:
    printed = text[hit.start("w" if at == "wd" else "om") : hit.end("w" if at == "wd" else "om")]
    if printed.lower() in {"mają", "się"} or (month in ROMANS and printed.islower()):
        return None
    number = MONTHS.get(month) or ROMANS[month]
    home = base.astimezone(WARSAW)
    relative = bool(hit["this"] or hit["last"])
    year: int | str = home.year - 1 if hit["last"] else home.year
    missing = ""
    if hit["wy"]:
        year = hit["wy"]
    elif hit["wyy"]:
        year = _century(hit["wyy"])
    elif not relative:
        missing = "year"
        if _STREET.search(folded, max(0, hit.start() - 16), hit.start()):
            return None
        if number == 2 and str(day) == "29":
            year = _leap(home.year)
    return _range_from(hit, text, folded, _day(year, number, day), at, relative=relative, missing=missing)


def _from_words(hit: re.Match[str], text: str, folded: str, base: datetime) -> FoundDate | None:
    if hit["ow"]:
        return _worded(hit, text, folded, base, ORDINALS[hit["ow"]], hit["om"], "ow")
    if hit["rw"] and not text[hit.start("rw") : hit.end("rw")].isupper():
        return None
    if hit["md"]:
        day = _day(hit["my"], MONTHS[hit["mw"]], hit["md"])
        return _build(hit, text, folded, day, start=hit.start("mw"))
    return _month(hit, text, folded)


def _month(hit: re.Match[str], text: str, folded: str) -> FoundDate | None:
    """A month, or "od marca do maja 2023", without a day."""
    month = MONTHS[hit["mw"]] if hit["mw"] else ROMANS[hit["rw"]]
    last = _day(hit["my"] or hit["ry"], month, 1)
    first = last and hit["fw"] and warsaw(last.year, MONTHS[hit["fw"]], 1)
    if last is None:
        return None
    start, end = hit.start(), _past_mark(folded, hit.end())
    if not first or first > last:
        first, start = last, hit.start("mw") if hit["mw"] else start
    return FoundDate(
        start=start, end=end, words=text[start:end], moment=first,
        precision=Precision.DAY, end_moment=end_of_month(last), missing="day",
    )  # fmt: skip


def _range_from(
    hit: re.Match[str], text: str, folded: str, last: datetime | None, at: str,
    *, relative: bool = False, missing: str = "",
) -> FoundDate | None:  # fmt: skip
    """A date, or the range that an earlier day of the same month opens ("1–15 marca 2023")."""
    opening = hit["first"] if at in {"d", "wd", "zd"} else None
    if last is not None and opening and int(opening) < last.day:
        return _range(
            hit, text, folded, last.replace(day=int(opening)), last, relative=relative, missing=missing
        )
    start = hit.start(at)
    return _build(hit, text, folded, last, start=start, relative=relative, missing=missing)


def _range(
    hit: re.Match[str], text: str, folded: str, first: datetime | None, last: datetime | None,
    *, relative: bool = False, missing: str = "",
) -> FoundDate | None:  # fmt: skip
    if first is None or last is None or not timedelta(0) <= last - first < timedelta(days=3700):
        return None
    end = _past_mark(folded, hit.end())
    return FoundDate(
        start=hit.start(), end=end, words=text[hit.start() : end], moment=first, precision=Precision.DAY,
        relative=relative, end_moment=last, missing=missing,
    )  # fmt: skip


def _build(
    hit: re.Match[str], text: str, folded: str, day: datetime | None,
    *, start: int | None = None, relative: bool = False, missing: str = "",
) -> FoundDate | None:  # fmt: skip
    """The date with the time that stands after (or before) it."""
    if day is None:
        return None
    start = hit.start() if start is None else start
    end = _past_mark(folded, hit.end())
    time = read_time(folded, start, end)
    if time is None:
        return FoundDate(
            start=start, end=end, words=text[start:end], moment=day,
            precision=Precision.DAY, relative=relative, missing=missing,
        )  # fmt: skip
    return _with_time(text, day, time, min(start, time.start), max(end, time.end), relative, missing)


def _with_time(
    text: str, day: datetime, time: Time, start: int, end: int, relative: bool, missing: str
) -> FoundDate | None:
    moment = time.on(day)
    if moment is None:
        return None
    return FoundDate(
        start=start, end=end, words=text[start:end], moment=moment,
        precision=Precision.MINUTE, relative=relative, missing=missing,
    )  # fmt: skip


def _past_mark(folded: str, end: int) -> int:
    """End of the date with its "r." or "roku"."""
    mark = _MARK.match(folded, end)
    return mark.end() if mark else end


def _day(year: int | str, month: int | str | None, day: int | str) -> datetime | None:
    return warsaw(int(year), int(month), int(day)) if month else None


def _century(year: str) -> int:
    return 2000 + int(year) if int(year) < 70 else 1900 + int(year)


def _leap(year: int) -> int:
    return next(y for y in range(year, year - 9, -1) if y % 4 == 0 and (y % 100 or y % 400 == 0))
