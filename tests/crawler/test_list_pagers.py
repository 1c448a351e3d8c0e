"""The next page of a list, for every shape of pager that library sites have, and no way into a trap."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler.pages.listing.index import read_listing

NOW = datetime(2024, 10, 29, tzinfo=UTC)
HOST = "https://gbp.example"

#: shape → path of the page, its pager, path of the next page
SHAPES = json.loads((Path(__file__).parent / "list_pagers.json").read_text("utf-8"))


@pytest.mark.parametrize("shape", SHAPES)
def test_the_next_page_is_found(shape: str) -> None:
    case = SHAPES[shape]
    expected = case["next"]
    items = "".join(
        f'<div class="n"><h3><a href="/w/{i}-wpis">Wpis {i} o bibliotece</a></h3><p>1{i}.10.2024</p></div>'
        for i in range(4)
    )
    body = f"<html><body><div class='lista'>{items}</div>{case['pager']}</body></html>".encode()
    listing = read_listing(body, HOST + case["path"], fetched=NOW)
    assert listing.next_page == (HOST + expected if expected else None)
    assert [item.url for item in listing.articles] == [f"{HOST}/w/{i}-wpis" for i in range(4)]
    assert [item.date for item in listing.articles] == [f"2024-10-1{i}" for i in range(4)]


def test_a_link_named_as_that_of_a_page_is_one() -> None:
    items = "".join(
        f"<article><h2><a href='/n/{n}-wiadomosc'>Wiadomość numer {n}</a></h2><p>1{n}.09.2024</p></article>"
        for n in range(1, 5)
    )
    pager = "<div><a class='page-link' href='/wiesci/dalsze-a' title='Następna strona'>»</a></div>"
    body = f"<html><meta charset=utf-8><body><main>{items}</main>{pager}</body></html>".encode()
    listing = read_listing(body, "https://x.example/wiesci", fetched=datetime(2024, 10, 29, tzinfo=UTC))
    assert listing.next_page == "https://x.example/wiesci/dalsze-a"
