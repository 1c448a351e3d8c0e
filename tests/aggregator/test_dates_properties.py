"""Any day, time and range printed in any of our forms is read back; no text breaks the reader."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from aggregator.dates import WARSAW, find_dates, parse_printed

BASE = datetime(2024, 5, 6, 12, 0, tzinfo=WARSAW)  # a Monday

GENITIVE = [
    "stycznia",
    "lutego",
    "marca",
    "kwietnia",
    "maja",
    "czerwca",
    "lipca",
    "sierpnia",
    "września",
    "października",
    "listopada",
    "grudnia",
]


NOMINATIVE = [
    "styczeń",
    "luty",
    "marzec",
    "kwiecień",
    "maj",
    "czerwiec",
    "lipiec",
    "sierpień",
    "wrzesień",
    "październik",
    "listopad",
    "grudzień",
]


SHORT = ["sty", "lut", "mar", "kwi", "maj", "cze", "lip", "sie", "wrz", "paź", "lis", "gru"]


ROMAN = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"]


WEEKDAYS = ["poniedziałek", "wtorek", "środa", "czwartek", "piątek", "sobota", "niedziela"]


PRINTERS = [
    lambda d: f"{d.day}.{d.month}.{d.year}",
    lambda d: f"{d:%d.%m.%Y} r.",
    lambda d: f"{d:%d/%m/%Y}",
    lambda d: f"{d:%d-%m-%Y}",
    lambda d: f"{d:%Y-%m-%d}",
    lambda d: f"{d:%Y/%m/%d}",
    lambda d: f"{d.day} {GENITIVE[d.month - 1]} {d.year}",
    lambda d: f"{d.day} {GENITIVE[d.month - 1]} {d.year} r.",
    lambda d: f"{d.day} {NOMINATIVE[d.month - 1]} {d.year}",
    lambda d: f"{d.day:02d} {SHORT[d.month - 1].title()} {d.year}",
    lambda d: f"{d.day} {ROMAN[d.month - 1]} {d.year}",
    lambda d: f"{d.day}.{ROMAN[d.month - 1]}.{d.year} r.",
    lambda d: f"{NOMINATIVE[d.month - 1].title()} {d.day}, {d.year}",
    lambda d: f"{WEEKDAYS[d.weekday()]}, {d.day} {GENITIVE[d.month - 1]} {d.year}",
    lambda d: f"{WEEKDAYS[d.weekday()]}, {d.day}, {NOMINATIVE[d.month - 1]} {d.year}",
]


LABELS = ["", "Dodano: ", "Data publikacji: ", "Opublikowano ", "Utworzono dnia ", "Wpis z dnia "]


CLOCKS = [
    "{h:02d}:{m:02d}",
    ", {h:02d}:{m:02d}",
    " godz. {h}.{m:02d}",
    " o godz. {h:02d}:{m:02d}",
    " - {h:02d}:{m:02d}",
]


@given(
    day=st.dates(date(1995, 1, 1), date(2069, 12, 31)),
    printer=st.sampled_from(PRINTERS),
    label=st.sampled_from(LABELS),
)
def test_any_day_printed_in_any_form_is_read_back(day: date, printer: object, label: str) -> None:
    words = label + printer(day)  # type: ignore[operator]
    found = parse_printed(words, base=BASE)
    assert found is not None, words
    assert found.day == day, words


@given(
    day=st.dates(date(1995, 1, 1), date(2069, 12, 31)),
    printer=st.sampled_from(PRINTERS),
    hour=st.integers(4, 23),
    minute=st.integers(0, 59),
    clock=st.sampled_from(CLOCKS),
)
def test_any_time_printed_behind_it_is_read_back(
    day: date, printer: object, hour: int, minute: int, clock: str
) -> None:
    time = clock.format(h=hour, m=minute)
    words = printer(day) + (time if time[0] in " ," else f" {time}")  # type: ignore[operator]
    found = parse_printed(words, base=BASE)
    assert found is not None, words
    assert (found.day, found.moment.hour, found.moment.minute) == (day, hour, minute), words


@given(first=st.dates(date(2015, 1, 1), date(2030, 1, 1)), length=st.integers(1, 400))
def test_any_range_is_read_back(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    words = f"od {first.day} {GENITIVE[first.month - 1]} {first.year} r. do {last:%d.%m.%Y} r."
    [found] = find_dates(words, base=BASE)
    assert (found.day, found.last_day) == (first, last)


@settings(max_examples=300)
@given(st.text(alphabet="0123456789 .,-/:–'r\nTZivxłśćmajsiempłdogwtnuźpodzrk()", max_size=80))
def test_no_text_breaks_the_reader(text: str) -> None:
    for found in find_dates(text, base=BASE, incomplete=True):
        assert text[found.start : found.end] == found.words
        assert found.last_day >= found.day
    parse_printed(text, base=BASE)


def test_a_long_line_of_digits_costs_linear_time() -> None:
    assert find_dates("1" * 200_000 + " 5." * 50_000 + "maja " * 20_000, base=BASE) == []
