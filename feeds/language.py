"""The languages of the interface: one catalogue each (`words/*.yaml`), numbers, days and sums. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any
from zoneinfo import ZoneInfo

import yaml
from markupsafe import Markup, escape

from aggregator.model import Published
from aggregator.vocabulary import Precision

WARSAW = ZoneInfo("Europe/Warsaw")
NBSP = "\u00a0"
CODES = ("pl", "en")  #: Polish first
_FOLDER = Path(__file__).resolve().parent / "words"
# not inside a tag: `<a href` begins with a letter of its own
_IN_A_SUM = re.compile(r"(?<=\d) (?=\d{3}(?!\d)|(?:zł|PLN|tys|mln|mld)\b)")
_ONE_LETTER = re.compile(r"(?<![\w&</])([aiouwzAIOUWZ])\s+(?=[\w<„({])")


def in_alphabet(text: str) -> str:
    """What to sort by: Polish letters behind the Latin ones they are made of.

    >>> sorted(["śląskie", "świętokrzyskie", "opolskie", "łódzkie", "lubuskie"], key=in_alphabet)
    ['lubuskie', 'łódzkie', 'opolskie', 'śląskie', 'świętokrzyskie']
    """
    return text.casefold().translate(_ALPHABET)


_ALPHABET = str.maketrans(
    {letter: f"{latin}~" for letter, latin in zip("ąćęłńóśź", "acelnosz", strict=True)} | {"ż": "z~~"}
)


def _filled(text: str, values: Mapping[str, Any]) -> Markup:
    """As `Markup.format`, for texts whose places are plain names, at a sixth of its cost."""
    return Markup(
        "".join([part + str(escape(values[name])) if name else part for part, name in _parts(text)])
    )


@cache
def _parts(text: str) -> tuple[tuple[str, str], ...]:
    """What stands before each place, with the name of the place; "" = there is none."""
    parts = []
    for before, name, spec, conversion in Formatter().parse(text):
        if spec or conversion or (name is not None and not name.isidentifier()):
            raise ValueError(f"{text!r}: a place is a plain name")
        parts.append((before, name or ""))
    return tuple(parts)


@dataclass(frozen=True, slots=True)
class Language:
    """A language: calling it with a key gives the text."""

    code: str
    texts: Mapping[str, str]  #: by dotted key; trusted HTML with {places} for values
    lists: Mapping[str, Mapping[str, str]]  #: names of kinds, roles, voivodeships …
    nouns: Mapping[str, tuple[str, ...]]  #: forms that go with numbers
    months: tuple[str, ...]
    months_of: tuple[str, ...]  #: as they stand beside a day

    def __call__(self, key: str, **values: Any) -> Markup:
        """A text as HTML; values are escaped. Raises KeyError for an unknown key or a missing value."""
        return _filled(self.texts[key], values)

    def plain(self, key: str, **values: Any) -> str:
        """A text without markup, for what is no HTML."""
        return self.texts[key].format(**values)

    def name(self, group: str, term: str) -> str:
        """The name of a term of a closed list. Raises KeyError."""
        return self.lists[group][str(term)]

    def by_name(self, group: str) -> list[tuple[str, str]]:
        """The terms of a closed list with their names, in the order of the alphabet."""
        return sorted(self.lists[group].items(), key=lambda item: in_alphabet(item[1]))

    def counted(self, count: int, noun: str) -> str:
        """A number with its noun, a key of `nouns` in the catalogue.

        >>> language("pl").counted(12345, "announcement").replace(NBSP, " ")
        '12 345 ogłoszeń'
        >>> [language("en").counted(n, "source").replace(NBSP, " ") for n in (1, 2)]
        ['1 source', '2 sources']
        """
        return f"{self.number(count)}{NBSP}{self.form(count, noun)}"

    def form(self, count: int, noun: str) -> str:
        """The form of a noun that goes with a number."""
        forms = self.nouns[noun]
        return plural(count, *forms) if len(forms) == 3 else forms[0 if count == 1 else 1]

    def number(self, value: int) -> str:
        """Groups of three; in Polish from five digits on, divided by a space that does not break."""
        if self.code == "pl":
            return f"{value:,}".replace(",", NBSP) if abs(value) >= 10_000 else str(value)
        return f"{value:,}"

    def decimal(self, value: float) -> str:
        """One place behind the comma, where it is not nought."""
        text = f"{value:.1f}".removesuffix(".0")
        return text.replace(".", ",") if self.code == "pl" else text

    def money(self, grosze: int) -> str:
        """A sum; the grosze only where there are any.

        >>> [language("pl").money(n).replace(NBSP, " ") for n in (2_500_000, 1_234_56, 5)]
        ['25 000 zł', '1234,56 zł', '0,05 zł']
        >>> language("en").money(2_500_050).replace(NBSP, " ")
        'PLN 25,000.50'
        """
        whole, rest = divmod(abs(grosze), 100)
        sign = "−" if grosze < 0 else ""
        if self.code == "pl":
            return f"{sign}{self.number(whole)}{f',{rest:02d}' if rest else ''}{NBSP}zł"
        return f"{sign}PLN{NBSP}{self.number(whole)}{f'.{rest:02d}' if rest else ''}"

    def day(self, value: date | datetime) -> str:
        """`19 sierpnia 2021`, `19 August 2021`; a time is shown as its day in Warsaw."""
        if isinstance(value, datetime):
            value = value.astimezone(WARSAW).date()
        return f"{value.day}{NBSP}{self.months_of[value.month - 1]} {value.year}"

    def moment(self, published: Published) -> str:
        """The publication as exactly as it is known."""
        text = self.day(published.moment)
        if published.precision is Precision.MINUTE:
            text += f", {published.moment.astimezone(WARSAW):%H:%M}"
        return text

    def origin(self, origin: str) -> str:
        """Where on a page a date was found, in words; what we have no words for is given as it is.

        >>> language("pl").origin("label: Data publikacji"), language("en").origin("by post")
        ('etykieta „Data publikacji”', 'by post')
        """
        kind, _, rest = origin.partition(": ")
        known = self.lists["origins"].get(kind)
        return known.format(rest=rest) if known else origin

    def month(self, value: str) -> str:
        """`2021-08` as `sierpień 2021`."""
        year, number = value.split("-")
        return f"{self.months[int(number) - 1]} {year}"

    def quarter(self, value: str, form: str = "quarter") -> str:
        """`2023-Q2` as `2. kwartał 2023`, or in short with the form `quarter_short`."""
        year, number = value.split("-Q")
        return self.plain(f"visibility.{form}", number=number, year=year)

    def years(self, start: int | None, end: int | None) -> str:
        """The years of a programme; None = open or unknown.

        >>> [language("pl").years(*pair) for pair in ((2021, 2025), (2014, None), (2009, 2009), (None, None))]
        ['2021–2025', 'od 2014', '2009', '']
        """
        if start and end:
            return str(start) if start == end else f"{start}–{end}"
        if start:
            return self.plain("years.from", year=start)
        return self.plain("years.to", year=end) if end else ""


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


def tie(text: str) -> str:
    """Polish neither leaves a one-letter word at the end of a line nor parts a number or a sum.

    >>> tie("Dotacja w kwocie 132 400,00 zł").replace(NBSP, "~")
    'Dotacja w~kwocie 132~400,00~zł'
    """
    return _IN_A_SUM.sub(NBSP, _ONE_LETTER.sub(rf"\1{NBSP}", text))


@cache
def language(code: str) -> Language:
    """The language with its catalogue. Raises KeyError for one we do not speak."""
    if code not in CODES:
        raise KeyError(code)
    raw = yaml.load(
        (_FOLDER / f"{code}.yaml").read_text("utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    )
    texts = {
        f"{page}.{name}": tie(text) if code == "pl" else text
        for page, found in raw["texts"].items()
        for name, text in found.items()
    }
    return Language(
        code=code,
        texts=texts,
        lists={group: {str(k): str(v) for k, v in found.items()} for group, found in raw["lists"].items()},
        nouns={noun: tuple(forms) for noun, forms in raw["nouns"].items()},
        months=tuple(raw["months"]),
        months_of=tuple(raw["months_of"]),
    )
