"""Short labelled texts, one phenomenon each, and every known form of every programme."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from aggregator.programmes.tagging import tag
from aggregator.programmes.taxonomy import load_taxonomy
from tests.aggregator.programme_pages import article

DATA = Path(__file__).parent / "data"
CASES: list[dict[str, Any]] = yaml.safe_load((DATA / "programme_cases.yaml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["about"])
def test_a_page_is_tagged_with_exactly_these(case: dict[str, Any]) -> None:
    page = article(case["text"], case.get("title", ""), day=case.get("date"), teryt=case.get("teryt", ""))
    tags = tag(page, load_taxonomy())
    found = [mention.programme for mention in tags.mentions]
    assert sorted(found) == sorted(case["tags"]), [(r.programme, r.words, r.reason) for r in tags.rejected]
