"""Days that people name, and the moments that bound them."""

from __future__ import annotations

import doctest
from datetime import date, timedelta

import pytest

from aggregator import days
from aggregator.errors import InputError


def test_examples_in_docstrings_hold() -> None:
    failed, tried = doctest.testmod(days)
    assert tried and not failed


def test_a_period_holds_both_its_days_whatever_the_clocks_do() -> None:
    first, after = days.read_period("2024-03-31", "2024-03-31")
    assert first and after
    assert after.timestamp() - first.timestamp() == timedelta(hours=23).total_seconds()  # summer time begins


def test_what_is_not_said_bounds_nothing() -> None:
    assert days.read_period("", "") == (None, None)
    assert days.end(date.max) is None


@pytest.mark.parametrize(("since", "until"), [("2024-02-30", ""), ("", "luty"), ("2024-02-02", "2024-02-01")])
def test_a_wrong_period_is_refused_with_its_option(since: str, until: str) -> None:
    with pytest.raises(InputError, match="--until" if until else "--since"):
        days.read_period(since, until)
