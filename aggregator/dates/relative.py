"""Dates that count from the day somebody wrote them: "wczoraj", "2 dni temu", "w zeszły czwartek"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

import ahocorasick

from aggregator.dates.clock import read_time
from aggregator.dates.found import WARSAW, FoundDate, warsaw
from aggregator.dates.words import NUMBERS, WEEKDAYS, choice
from aggregator.vocabulary import Precision

_DAYS = {
    "dzis": 0, "dzisiaj": 0, "today": 0, "wczoraj": -1, "yesterday": -1, "przedwczoraj": -2, "onegdaj": -2,
    "jutro": 1, "pojutrze": 2,
}  # fmt: skip
_UNITS = {
    "sek": "second", "min": "minute", "godz": "hour", "h": "hour", "dni": "day", "dzien": "day", "dob": "day",
    "tydz": "week", "tyg": "week", "mies": "month", "rok": "year", "roku": "year", "lat": "year",
    "second": "second", "hour": "hour", "day": "day", "week": "week", "month": "month", "year": "year",
}  # fmt: skip
_STEM = re.compile(choice(_UNITS))
_UNIT = (
    r"sekund\w*|sek\.?|minut\w*|min\.?|godzin\w*|godz\.?|h|dzien|dni|dob\w*|tydzien|tygodni\w*|tyg\.?|"
    r"miesi\w*|mies\.?|roku?|lata?|seconds?|hours?|days?|weeks?|months?|years?"
)
_WEEKDAY = choice(word for word in WEEKDAYS if len(word) > 4)
_RELATIVE = re.compile(
    rf"""\b(?:
      (?P<day>{choice(_DAYS)})\b
    | (?P<vague>(?:kilka|pare|pol|poltora|kilkanascie|kilkadziesiat)\ )?
      (?:(?P<whole>\d{{1,3}})\ (?P<of>{_UNIT})(?:,|\ i|\ and)\ )?
      (?:(?P<count>\d{{1,3}}|{choice(NUMBERS)})\ )?(?P<unit>{_UNIT})\ (?:temu|ago)\b
    | (?P<now>przed\ chwila|przed\ momentem|just\ now)\b
    | (?:w\ |we\ )?(?P<which>zeszl|ubiegl|minion|poprzedni|ostatni|przyszl|najblizsz)
      (?:y|a|ym|ej|i|ia|iej|im)?\ (?P<weekday>{_WEEKDAY})\b
    )""",
    re.VERBOSE,
)


_ROUGH = frozenset({"week", "month", "year"})
_REACH = 40  #: characters around a sign in which its words stand
#: cheap signs of a relative date, as words begin; only around them is the pattern tried
SIGNS = (
    "temu", "ago", "dzis", "wczoraj", "przedwczoraj", "onegdaj", "jutro", "pojutrz", "today", "yesterday",
    "przed chwil", "przed mom", "just now", "zeszl", "ubiegl", "minion", "poprzedni", "ostatni", "przyszl",
    "najblizsz",
)  # fmt: skip


def _signs() -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for sign in SIGNS:
        automaton.add_word(sign, len(sign))
    automaton.make_automaton()
    return automaton


_AUTOMATON = _signs()


def find_relative(text: str, folded: str, base: datetime) -> Iterator[FoundDate]:
    """Every relative date; `base` is when the words were true."""
    read, home = 0, base
    for last, length in _AUTOMATON.iter(folded):
        sign = last + 1 - length
        if sign and folded[sign - 1].isalnum():
            continue  # "Grodzisk"
        hit = _RELATIVE.search(folded, max(read, sign - _REACH), last + 1 + _REACH)
        if not hit:
            continue
        read, home = hit.end(), base.astimezone(WARSAW)
        found = _resolve(hit, home)
        if found is None:
            continue
        moment, precision = found
        start, end = hit.span()
        rough = bool(hit["unit"]) and _unit(hit["unit"]) in _ROUGH
        if precision is Precision.DAY and not hit["unit"] and not hit["now"]:
            time = read_time(folded, start, end)
            timed = time.on(moment) if time else None
            if time and timed:
                moment, precision, start, end = timed, Precision.MINUTE, min(start, time.start), time.end
        yield FoundDate(
            start=start, end=end, words=text[start:end], moment=moment, precision=precision, relative=True,
            rough=rough,
        )  # fmt: skip


def _resolve(hit: re.Match[str], home: datetime) -> tuple[datetime, Precision] | None:
    midnight = home.replace(hour=0, minute=0, second=0, microsecond=0)
    if hit["day"]:
        return midnight + timedelta(days=_DAYS[hit["day"]]), Precision.DAY
    if hit["now"]:
        return midnight, Precision.DAY
    if hit["weekday"]:
        return _weekday(midnight, hit["which"], WEEKDAYS[hit["weekday"]]), Precision.DAY
    if hit["vague"]:  # the day is only known where minutes are counted
        return (midnight, Precision.DAY) if hit["unit"].startswith("min") else None
    count = hit["count"] or "1"
    number = int(count) if count.isdigit() else NUMBERS[count]
    if hit["of"]:  # "1 tydzień, 3 dni temu"
        whole = _ago(home, midnight, int(hit["whole"]), _unit(hit["of"]))
        if whole is None:
            return None
        home = whole[0].replace(hour=home.hour, minute=home.minute) if whole[0] <= midnight else whole[0]
        midnight = home.replace(hour=0, minute=0, second=0, microsecond=0)
    return _ago(home, midnight, number, _unit(hit["unit"]))


def _unit(word: str) -> str:
    stem = _STEM.match(word)
    assert stem is not None  # every unit of the pattern begins with one
    return _UNITS[stem[0]]


def _ago(home: datetime, midnight: datetime, number: int, unit: str) -> tuple[datetime, Precision] | None:
    if unit in {"second", "minute"}:
        moment = home - timedelta(minutes=number if unit == "minute" else 0)
        return moment.replace(second=0, microsecond=0), Precision.MINUTE
    if unit == "hour":  # the minute is not known, the day is
        return (home - timedelta(hours=number)).replace(
            hour=0, minute=0, second=0, microsecond=0
        ), Precision.DAY
    if unit in {"day", "week"}:
        return midnight - timedelta(days=number * (7 if unit == "week" else 1)), Precision.DAY
    months = number * (12 if unit == "year" else 1)
    year, month = divmod(home.year * 12 + home.month - 1 - months, 12)
    for day in range(home.day, home.day - 4, -1):
        moment_or_none = warsaw(year, month + 1, day)
        if moment_or_none is not None:
            return moment_or_none, Precision.DAY
    return None


def _weekday(midnight: datetime, which: str, weekday: int) -> datetime:
    if which in {"przyszl", "najblizsz"}:
        return midnight + timedelta(days=(weekday - midnight.weekday() - 1) % 7 + 1)
    return midnight - timedelta(days=(midnight.weekday() - weekday - 1) % 7 + 1)
