"""Printed sums: values, roles, words at their offsets."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.money import find_amounts, parse_grosze
from aggregator.sums.number_words import read_words
from aggregator.sums.printed import scan
from aggregator.text import fold
from tests.aggregator.readings import cases, label, of_case, page, stands

ZLOTY = st.integers(1, 10**10)
GROSZE = st.integers(0, 99)


@pytest.mark.parametrize("case", [*cases("sums.yaml"), *cases("news.yaml")], ids=label)
def test_sums_have_their_roles(case: dict[str, Any]) -> None:
    article, tags = of_case(case)
    found = find_amounts(article, tags)
    assert sorted((each.grosze, str(each.role)) for each in found) == sorted(
        (round(value * 100), role) for value, role in case.get("sums", [])
    )
    assert all(stands(article, each.evidence) for each in found)


@pytest.mark.parametrize(
    ("words", "zloty"),
    [
        ("2810zł", 2810),
        ("10769,00 zł", 10769),
        ("45.000,00 PLN", 45_000),
        ("30 000. 00 zł", 30_000),
        ("5 mln 500 tys. zł", 5_500_000),
        ("8,2 tys. zł", 8200),
        ("5,5 mln zł", 5_500_000),
        ("5320,-", 5320),
        ("dziesięć tysięcy złotych", 10_000),
        ("siedem i pół miliona złotych", 7_500_000),
        ("ponad miliard złotych", 10**9),
        ("60 TYSIĘCY", 60_000),
        ("1 miliard 100 mln zł", 1_100_000_000),
        ("12 923,5 zł", 12_923.5),
        ("PLN 30 600", 30_600),
        ("1,500.00 zł", 1500),
        ("3 złote 20 groszy", 3.2),
        ("symboliczna złotówkę", 1),
    ],
)
def test_every_printed_form_is_read(words: str, zloty: float) -> None:
    assert parse_grosze(words) == round(zloty * 100)


@pytest.mark.parametrize("words", ["", "dwieście stron", "18 230 EUR", "10 zł i 20 zł", "05-500 Piaseczno"])
def test_what_is_no_single_sum_is_none(words: str) -> None:
    assert parse_grosze(words) is None


def printed(zloty: int, grosze: int, separator: str, currency: str) -> str:
    return f"{zloty:,}".replace(",", separator) + f",{grosze:02d}{currency}"


@given(
    ZLOTY,
    GROSZE,
    st.sampled_from([" ", "\u00a0", "\u202f", "\u2009", ".", ""]),
    st.sampled_from([" zł", "zł", "\u00a0zł", " PLN", " złotych"]),
)
def test_a_printed_sum_is_read_back(zloty: int, grosze: int, separator: str, currency: str) -> None:
    words = printed(zloty, grosze, separator, currency)
    text = f"Dotacja wyniosła {words} brutto."
    article, tags = page(text)
    (amount,) = find_amounts(article, tags)
    assert (amount.grosze, amount.evidence.words) == (zloty * 100 + grosze, words)


@given(
    st.integers(1, 999), st.integers(0, 9), st.sampled_from([("tys.", 1000), ("mln", 10**6), ("mld", 10**9)])
)
def test_multiples_are_read_back(whole: int, tenth: int, unit: tuple[str, int]) -> None:
    assert parse_grosze(f"{whole},{tenth} {unit[0]} zł") == (whole * 10 + tenth) * unit[1] * 10


@given(st.integers(1, 9), st.sampled_from(["dwa", "pięć", "dziesięć", "sto dwadzieścia trzy", "dziewięćset"]))
def test_numbers_in_words_are_read(_: int, words: str) -> None:
    value = read_words(fold(words))
    assert value is not None
    assert parse_grosze(f"{words} tysięcy złotych") == int(value) * 100_000


@given(st.text(max_size=200))
def test_no_text_raises(text: str) -> None:
    article, tags = page(text)
    assert all(stands(article, each.evidence) for each in find_amounts(article, tags))


@given(st.text(st.sampled_from("0123456789 .,-złtysmlnpodo\t\n()=+/%"), max_size=120))
def test_sums_never_overlap(text: str) -> None:
    sums = scan(fold(text))
    assert all(one.end <= other.start for one, other in pairwise(sums))
    assert all(0 <= each.start < each.end <= len(text) and each.grosze > 0 for each in sums)


def test_a_sum_of_two_roles_is_two_amounts() -> None:
    text = "2023\nDotacja: 5 000 zł\nWkład własny: 7 000 zł\n2022\nDotacja: 7 000 zł"
    article, tags = page(text)
    found = {(each.grosze, str(each.role)) for each in find_amounts(article, tags)}
    assert found == {(500_000, "grant"), (700_000, "own_contribution"), (700_000, "grant")}
