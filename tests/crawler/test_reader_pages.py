"""Whole pages of many layouts, each with what has to be read of it; with the rules of layouts and without."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from aggregator.model import RawAnnouncement
from aggregator.vocabulary import Place
from crawler.pages import read_page

FOLDER = Path(__file__).parent / "pages"
CASES = [
    path
    for path in sorted(FOLDER.glob("*/*.json"))
    if "has" in json.loads(path.read_text("utf-8"))["expected"]
]


@cache
def read(path: Path, *, layouts: bool = True) -> tuple[RawAnnouncement, dict[str, Any]]:
    case = json.loads(path.read_text("utf-8"))
    raw = read_page(
        path.with_suffix(".html").read_bytes(),
        case["url"],
        fetched=datetime.fromisoformat(case["fetched"]),
        charset=case["charset"],
        layouts=layouts,
    )
    return raw, case["expected"]


def test_there_are_pages_of_many_layouts() -> None:
    assert len(CASES) >= 20
    assert len({path.parent.name for path in CASES}) >= 8


@pytest.mark.parametrize("layouts", [True, False], ids=["layouts", "generic"])
@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_page_reads_as_recorded(path: Path, layouts: bool) -> None:
    raw, expected = read(path, layouts=layouts)
    assert raw.problem is None
    assert raw.title == expected["title"]
    assert [words for words in expected["has"] if words not in raw.text] == []
    assert [words for words in expected["lacks"] if words in raw.text] == []
    assert (raw.published.value if raw.published else None) == expected["published"]
    assert len(raw.text) <= expected.get("text_at_most", len(raw.text))
    if "pictures" in expected:
        assert [picture.src for picture in raw.pictures] == expected["pictures"]


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_spans_are_ascending_and_lie_in_the_text(path: Path) -> None:
    raw, _ = read(path, layouts=True)
    ends = [0]
    for span in raw.spans:
        assert ends[-1] <= span.start < span.end <= len(raw.text)
        assert "\n" not in raw.text[span.start : span.end]
        assert span.place in {Place.CAPTION, Place.CREDIT, Place.TABLE}
        ends.append(span.end)


def test_what_is_not_the_article_is_kept_as_furniture() -> None:
    raw, _ = read(FOLDER / "wordpress-block" / "nowosci.json")
    footer = next(block.text for block in raw.furniture if block.where == "footer")
    assert "Regionalnego Programu Operacyjnego" in footer


def test_table_caption_and_credit_line_are_told_apart() -> None:
    raw, _ = read(FOLDER / "wordpress-block" / "nowosci.json")
    places = {raw.text[span.start : span.end]: span.place for span in raw.spans}
    assert places["Powieść kryminalna\t41\t1 640,00 zł"] is Place.TABLE
    assert places["Zestawienie zakupów do 15 października"] is Place.CAPTION
    assert any(
        place is Place.CREDIT and words.startswith("Dofinansowano ze środków")
        for words, place in places.items()
    )


@pytest.mark.parametrize("style", ["", " style='text-align:center'", " class='opis'"])
def test_a_caption_is_one_by_its_tag_whatever_it_is_called(style: str) -> None:
    body = (
        "<main><article><h1>Nowe regały w filii</h1><p>Do filii przyjechały nowe regały na albumy.</p>"
        f"<figure><img src='r.jpg'><figcaption{style}>Regały kupione z dotacji gminy</figcaption></figure>"
        f"<table><caption{style}>Zakupy w roku 2024</caption><tr><th>Rzecz</th><th>Sztuk</th></tr>"
        "<tr><td>Regał</td><td>14</td></tr><tr><td>Drabinka</td><td>2</td></tr></table>"
        "<p>Zapraszamy do czytelni od poniedziałku do piątku.</p></article></main>"
    )
    page = f"<!doctype html><html lang=pl><body>{body}</body></html>".encode()
    raw = read_page(page, "http://mbp.example/regaly", fetched=datetime(2026, 11, 23, tzinfo=UTC))
    places = {raw.text[span.start : span.end]: span.place for span in raw.spans}
    assert places["Regały kupione z dotacji gminy"] is Place.CAPTION
    assert places["Zakupy w roku 2024"] is Place.CAPTION
    assert places["Regał\t14"] is Place.TABLE
