"""Dates as Polish content systems print them."""

from __future__ import annotations

from datetime import datetime

GENITIVE = (
    "stycznia lutego marca kwietnia maja czerwca "  # as in "19 sierpnia 2021"
    "lipca sierpnia września października listopada grudnia"
)
NOMINATIVE = (
    "styczeń luty marzec kwiecień maj czerwiec "  # as Joomla and careless editors print them
    "lipiec sierpień wrzesień październik listopad grudzień"
)
WEEKDAYS = "poniedziałek wtorek środa czwartek piątek sobota niedziela"


def month(moment: datetime, *, genitive: bool = True) -> str:
    """`sierpnia` or `sierpień`."""
    return (GENITIVE if genitive else NOMINATIVE).split()[moment.month - 1]


def weekday(moment: datetime) -> str:
    """`czwartek`."""
    return WEEKDAYS.split()[moment.weekday()]


def long_date(moment: datetime) -> str:
    """`19 sierpnia 2021`."""
    return f"{moment.day} {month(moment)} {moment.year}"


def joomla_date(moment: datetime) -> str:
    """`czwartek, 19, sierpień 2021 10:15`, as the Polish Joomla language file has it."""
    return f"{weekday(moment)}, {moment:%d}, {month(moment, genitive=False)} {moment.year} {moment:%H:%M}"


def weekday_date(moment: datetime) -> str:
    """`czwartek, 19 sierpnia 2021`."""
    return f"{weekday(moment)}, {long_date(moment)}"
