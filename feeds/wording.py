"""Polish words and numbers as readers see them: labels, plurals, sums, dates."""

from __future__ import annotations

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

from aggregator.model import Amount, Published
from aggregator.vocabulary import DateRole, Kind, Place, Precision, Role
from aggregator.voivodeships import VOIVODESHIPS as VOIVODESHIPS

WARSAW = ZoneInfo("Europe/Warsaw")
NBSP = "\u00a0"

KINDS = {
    Kind.AWARD: "przyznane dofinansowanie",
    Kind.CALL: "nabór wniosków",
    Kind.RESULTS: "wyniki naboru",
    Kind.PURCHASE: "zakup",
    Kind.REPORT: "realizacja zadania",
    Kind.EVENT: "wydarzenie",
    Kind.REJECTION: "odmowa dofinansowania",
    Kind.OTHER: "inne",
}
#: the plural, for the name of a feed
KIND_FEEDS = {
    Kind.AWARD: "Przyznane dofinansowania",
    Kind.CALL: "Nabory wniosków",
    Kind.RESULTS: "Wyniki naborów",
    Kind.PURCHASE: "Zakupy",
    Kind.REPORT: "Realizacja zadań",
    Kind.EVENT: "Wydarzenia",
    Kind.REJECTION: "Odmowy dofinansowania",
    Kind.OTHER: "Inne ogłoszenia",
}
ROLES = {
    Role.GRANT: "dofinansowanie",
    Role.OWN_CONTRIBUTION: "wkład własny",
    Role.TOTAL: "wartość zadania",
    Role.PROGRAMME_BUDGET: "budżet programu lub naboru",
    Role.OTHER: "inna kwota",
}
DATE_ROLES = {
    DateRole.OPENS: "początek naboru",
    DateRole.DEADLINE: "koniec naboru",
    DateRole.TASK_START: "początek zadania",
    DateRole.TASK_END: "koniec zadania",
    DateRole.EVENT: "wydarzenie",
}
#: kinds of nodes of the taxonomy
PROGRAMME_KINDS = {
    "programme": "program",
    "edition": "edycja programu",
    "priority": "priorytet",
    "direction": "kierunek interwencji",
    "measure": "działanie",
    "call": "nabór",
}
PLACES = {
    Place.TITLE: "w tytule",
    Place.BODY: "w treści",
    Place.CAPTION: "w podpisie zdjęcia",
    Place.CREDIT: "w informacji o finansowaniu",
    Place.TABLE: "w tabeli",
    Place.PICTURE: "w opisie grafiki",
    Place.FURNITURE: "poza treścią ogłoszenia",
    Place.PAGE: "na stronie",
}
_MONTHS = (
    "stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca",
    "lipca", "sierpnia", "września", "października", "listopada", "grudnia",
)  # fmt: skip
_MONTH_NAMES = (
    "styczeń", "luty", "marzec", "kwiecień", "maj", "czerwiec",
    "lipiec", "sierpień", "wrzesień", "październik", "listopad", "grudzień",
)  # fmt: skip
_ONE_LETTER = re.compile(r"(?<![\w&])([aiouwzAIOUWZ])\s+(?=\w)")
NOUNS = {
    "announcement": ("ogłoszenie", "ogłoszenia", "ogłoszeń"),
    "programme": ("program", "programy", "programów"),
    "library": ("biblioteka", "biblioteki", "bibliotek"),
    "feed": ("kanał", "kanały", "kanałów"),
    "call": ("nabór", "nabory", "naborów"),
}


def plural(count: int, one: str, few: str, many: str) -> str:
    """The form of a Polish noun that goes with a whole number.

    >>> [plural(n, "ogłoszenie", "ogłoszenia", "ogłoszeń") for n in (1, 2, 5, 12, 22, 101)]
    ['ogłoszenie', 'ogłoszenia', 'ogłoszeń', 'ogłoszeń', 'ogłoszenia', 'ogłoszeń']
    """
    if count == 1:
        return one
    if count % 10 in (2, 3, 4) and count % 100 not in (12, 13, 14):
        return few
    return many


def counted(count: int, noun: str) -> str:
    """A number with its noun, a key of `NOUNS`.

    >>> counted(12345, "announcement").replace(NBSP, " ")
    '12 345 ogłoszeń'
    """
    return f"{number(count)}{NBSP}{plural(count, *NOUNS[noun])}"


def number(value: int) -> str:
    """Groups of three from five digits on, divided by a space that does not break."""
    return f"{value:,}".replace(",", NBSP) if abs(value) >= 10_000 else str(value)


def money(grosze: int) -> str:
    """A sum; the grosze only where there are any.

    >>> [money(n).replace(NBSP, " ") for n in (2_500_000, 1_234_56, 5)]
    ['25 000 zł', '1234,56 zł', '0,05 zł']
    """
    whole, rest = divmod(abs(grosze), 100)
    sign = "−" if grosze < 0 else ""
    cents = f",{rest:02d}" if rest else ""
    return f"{sign}{number(whole)}{cents}{NBSP}zł"


def sum_in_words(amount: Amount) -> str:
    """A sum with its role, and the doubt where there is one."""
    doubt = ", odczyt niepewny" if amount.doubtful else ""
    return f"{money(amount.grosze)} ({ROLES[amount.role]}{doubt})"


def day(value: date | datetime) -> str:
    """`19 sierpnia 2021`; a time is shown as its day in Warsaw."""
    if isinstance(value, datetime):
        value = value.astimezone(WARSAW).date()
    return f"{value.day}{NBSP}{_MONTHS[value.month - 1]} {value.year}"


def moment(published: Published) -> str:
    """The publication as exactly as it is known."""
    text = day(published.moment)
    if published.precision is Precision.MINUTE:
        text += f", {published.moment.astimezone(WARSAW):%H:%M}"
    return text


def month(value: str) -> str:
    """`2021-08` as `sierpień 2021`."""
    year, number_ = value.split("-")
    return f"{_MONTH_NAMES[int(number_) - 1]} {year}"


def years(start: int | None, end: int | None) -> str:
    """The years of a programme; None = open or unknown.

    >>> years(2021, 2025), years(2014, None), years(2009, 2009), years(None, None)
    ('2021–2025', 'od 2014', '2009', '')
    """
    if start and end:
        return str(start) if start == end else f"{start}–{end}"
    return f"od {start}" if start else f"do {end}" if end else ""


def tie(text: str) -> str:
    """Polish does not leave a one-letter word at the end of a line."""
    return _ONE_LETTER.sub(rf"\1{NBSP}", text)


def shorten(text: str, limit: int) -> str:
    """At most `limit` characters, cut between words, with an ellipsis that counts."""
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    cut = head.rfind(" ")
    if cut > limit // 2:
        head = head[:cut]
    return head.rstrip(" ,;:–-.") + "…"
