"""Deadlines, task periods and event days of short texts."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.typed_dates import find_typed_dates
from tests.aggregator.readings import cases, label, of_case, page, stands


@pytest.mark.parametrize("case", cases("typed_dates.yaml"), ids=label)
def test_dates_have_their_roles(case: dict[str, Any]) -> None:
    article, _ = of_case(case)
    found = find_typed_dates(article)
    assert sorted((str(each.role), each.value) for each in found) == sorted(
        (role, day) for role, day in case["dates"]
    )
    assert all(stands(article, each.evidence) for each in found)


@given(st.text(st.sampled_from("0123456789.-/ do od r.maja wnioskinabór\n\t"), max_size=80))
def test_no_text_raises(text: str) -> None:
    article, _ = page(text)
    assert all(stands(article, each.evidence) for each in find_typed_dates(article))
