"""Polish plurals, sums and days."""

from __future__ import annotations

import doctest
from datetime import UTC, date, datetime

import pytest
from feed_samples import evidence
from hypothesis import given
from hypothesis import strategies as st

from aggregator.model import Amount
from aggregator.vocabulary import DateRole, Kind, Place, Role
from feeds import clean, select, syndication, wording
from feeds.wording import NBSP, counted, day, money, plural, shorten, sum_in_words, tie


@pytest.mark.parametrize("module", [clean, select, syndication, wording], ids=lambda m: m.__name__)
def test_examples_in_docstrings_hold(module: object) -> None:
    failed, tried = doctest.testmod(module)  # type: ignore[arg-type]
    assert tried and not failed


@pytest.mark.parametrize(
    ("count", "form"),
    [(0, "ogłoszeń"), (1, "ogłoszenie"), (2, "ogłoszenia"), (5, "ogłoszeń"), (11, "ogłoszeń"),
     (12, "ogłoszeń"), (14, "ogłoszeń"), (22, "ogłoszenia"), (25, "ogłoszeń"), (112, "ogłoszeń"),
     (1002, "ogłoszenia"), (1012, "ogłoszeń")],
)  # fmt: skip
def test_a_noun_goes_with_its_number(count: int, form: str) -> None:
    assert plural(count, "ogłoszenie", "ogłoszenia", "ogłoszeń") == form
    assert counted(count, "announcement").endswith(f"{NBSP}{form}")


def test_a_sum_names_its_role_and_its_doubt() -> None:
    amount = Amount(grosze=1_234_567_00, role=Role.GRANT, evidence=evidence("1 234 567 zł"))
    assert sum_in_words(amount) == f"1{NBSP}234{NBSP}567{NBSP}zł (dofinansowanie)"
    doubtful = Amount(grosze=100, role=Role.TOTAL, evidence=evidence("1 zł"), doubtful="two roles")
    assert sum_in_words(doubtful) == f"1{NBSP}zł (wartość zadania, odczyt niepewny)"


@given(st.integers(0, 10**12))
def test_a_printed_sum_is_read_back(grosze: int) -> None:
    words = money(grosze).replace(NBSP, "").removesuffix("zł")
    whole, _, cents = words.partition(",")
    assert int(whole) * 100 + int(cents or 0) == grosze


def test_a_time_late_in_the_evening_is_the_next_day_in_warsaw() -> None:
    assert day(datetime(2021, 8, 18, 22, 30, tzinfo=UTC)).replace(NBSP, " ") == "19 sierpnia 2021"
    assert day(date(2026, 10, 1)).replace(NBSP, " ") == "1 października 2026"


def test_every_word_of_the_closed_lists_has_a_polish_name() -> None:
    assert set(wording.KINDS) == set(wording.KIND_FEEDS) == set(Kind)
    assert set(wording.ROLES) == set(Role)
    assert set(wording.DATE_ROLES) == set(DateRole)
    assert set(wording.PLACES) == set(Place)
    assert wording.POLISH.lists["voivodeships"] == wording.VOIVODESHIPS and len(wording.VOIVODESHIPS) == 16


@given(st.text(max_size=800), st.integers(2, 300))
def test_a_shortened_text_is_never_longer_than_asked(text: str, limit: int) -> None:
    short = shorten(text, limit)
    assert len(short) <= limit
    assert short == " ".join(text.split()) or short.endswith("…")


def test_one_letter_words_stay_with_what_follows() -> None:
    assert tie("remonty i spotkania w bibliotece") == f"remonty i{NBSP}spotkania w{NBSP}bibliotece"
