"""Intervals of a run that repeats itself."""

from __future__ import annotations

from datetime import timedelta

import pytest

from aggregator.errors import InputError
from crawler.schedule import parse_interval


@pytest.mark.parametrize(("words", "seconds"), [("30m", 1800), ("1h", 3600), ("2 D", 172800), ("45s", 45)])
def test_an_interval_is_a_number_and_a_unit(words: str, seconds: int) -> None:
    assert parse_interval(words) == timedelta(seconds=seconds)


@pytest.mark.parametrize("words", ["", "h", "0h", "1.5h", "-1h", "1w", "hourly"])
def test_anything_else_is_refused_with_the_remedy(words: str) -> None:
    with pytest.raises(InputError, match="such as 30m"):
        parse_interval(words)
