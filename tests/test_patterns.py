"""Patterns that once took minutes for a line of two thousand signs."""

from __future__ import annotations

import re

import pytest

from aggregator.awards.parts import _AFTER_YEAR
from aggregator.programmes.context import _CORRECTION, _RIGHT
from aggregator.programmes.umbrellas import _WITHIN
from aggregator.roles.role import _ONE_FOR, _ONLY_SUMS
from crawler.pages.dates.labels import _OF_SITE
from crawler.pages.dates.shapes import _SIGNED
from crawler.pages.listing.links import _MORE
from crawler.pages.titles.head_names import _INSTITUTION
from crawler.pages.titles.score import _TRAILING_STAMP

PATTERNS = (
    _AFTER_YEAR, _CORRECTION, _RIGHT, _WITHIN, _ONE_FOR, _ONLY_SUMS, _OF_SITE, _SIGNED, _MORE, _INSTITUTION,
    _TRAILING_STAMP,
)  # fmt: skip
UNITS = (" ", "\t", "-", "„", ". ", "0", "2021-", "zl ", "10 000 ", "(", "a ")


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.pattern[:20])
def test_no_line_keeps_a_pattern_busy(pattern: re.Pattern[str]) -> None:
    """With exponential cost this would not end; none of the lines is what the pattern looks for."""
    for unit in UNITS:
        assert pattern.fullmatch(unit * (2000 // len(unit)) + "!x") is None
