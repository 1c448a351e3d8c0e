"""Index pages of many systems: every article with its day, the next page, and no trap."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.pages.listing import Listing, read_listing

PAGES = sorted((Path(__file__).parent / "lists").glob("*.html"))
NOW = datetime(2024, 10, 29, tzinfo=UTC)


def test_there_are_lists() -> None:
    assert len(PAGES) >= 10


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_list_reads_as_recorded(page: Path) -> None:
    case = json.loads(page.with_suffix(".json").read_text("utf-8"))
    fetched = datetime.fromisoformat(case["fetched"])
    listing = read_listing(page.read_bytes(), case["url"], fetched=fetched, item=case.get("item", ""))
    spared = set(case.get("optional", []))
    found = [item for item in listing.articles if item.url not in spared]
    assert [(item.url, item.date, item.title) for item in found] == [
        (item["url"], item["date"], item["title"]) for item in case["articles"]
    ]
    assert listing.next_page == case["next_page"]


def test_a_selector_without_a_match_is_told() -> None:
    page = next(page for page in PAGES if page.stem == "by-selector")
    body = page.read_bytes()
    assert read_listing(body, "https://x.example/", fetched=NOW, item="li.absent a") == Listing(matched=False)
    assert not read_listing(body, "https://x.example/", fetched=NOW, item="li[[").matched


@settings(max_examples=60)
@given(
    page=st.sampled_from(PAGES),
    cut=st.integers(0, 60_000),
    length=st.integers(0, 3000),
    junk=st.binary(max_size=200),
)
def test_no_bytes_break_the_reading_of_a_list(page: Path, cut: int, length: int, junk: bytes) -> None:
    body = page.read_bytes()
    read_listing(body[:cut] + junk + body[cut + length :], "https://x.example/a", fetched=NOW)


@pytest.mark.parametrize(
    "body", [b"", b"\0\0", b"<a href='http://[bad'>x</a>" * 20, b"<a href=?page=2>2</a>", b"%PDF-1.4"]
)
def test_odd_bodies_give_an_empty_list(body: bytes) -> None:
    assert read_listing(body, "https://x.example/", fetched=NOW).articles == ()


def test_deep_nesting_is_read() -> None:
    body = b"<div>" * 50_000 + b"<h2><a href=/a-1>Pierwszy wpis o remoncie</a></h2>" * 3 + b"</div>" * 50_000
    assert read_listing(body, "https://x.example/", fetched=NOW).next_page is None
