"""Pages whose dates are hard to choose from: publication and modification as recorded beside them."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest

from crawler.pages.reader import read_page

PAGES = sorted((Path(__file__).parent / "dates_pages").glob("*.html"))


def test_there_are_pages() -> None:
    assert len(PAGES) >= 20


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_dates_are_chosen_as_recorded(page: Path) -> None:
    case = json.loads(page.with_suffix(".json").read_text("utf-8"))
    raw = read_page(page.read_bytes(), case["url"], fetched=datetime.fromisoformat(case["fetched"]))
    assert (raw.published and raw.published.value) == case["published"], raw.published
    assert (raw.modified and raw.modified.value) == case["modified"], raw.modified
    assert raw.problem == case.get("problem")
    if "title" in case:
        assert raw.title == case["title"]
    if "origin" in case:
        assert raw.published is not None
        assert raw.published.origin == case["origin"]
