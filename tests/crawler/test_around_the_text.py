"""What stands around and amid the paragraphs of an article on every site is never in its text."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeAlias

import pytest
import yaml

from aggregator.model import RawAnnouncement
from crawler.pages import read_page

CASES = yaml.safe_load((Path(__file__).parent / "around_the_text.yaml").read_text("utf-8"))
FETCHED = datetime(2025, 11, 20, 9, tzinfo=UTC)
FIRST = (
    "<p>Do filii przyjechały trzy regały z jesionu oraz drabinka, z której sięgniemy najwyższych półek.</p>"
)
LAST = "<p>Stare półki oddaliśmy szkole, która urządza w piwnicy własny kącik czytelniczy.</p>"


def wordpress(middle: str, after: str, day: str) -> str:
    stamp = f"<time class='entry-date published' datetime={day}>{day}</time>" if day else ""
    return (
        f"<main><article class=post><header class=entry-header><h1 class=entry-title>Nowe regały</h1>{stamp}"
        f"</header><div class=entry-content>{FIRST}{middle}{LAST}{after}</div></article></main>"
    )


def plain(middle: str, after: str, day: str) -> str:
    return (
        "<div class=a1><a href=/>Biblioteka</a> <a href=/n>Nowości</a></div>"
        "<div class=a2><h2>Nowe regały</h2>"
        f"<div>{day}</div>{FIRST}{middle}{LAST}{after}</div><div class=a3>Biblioteka, ul. Lipowa 4</div>"
    )


def frontpage(middle: str, after: str, day: str) -> str:
    return (
        "<table width=800><tr><td><a href=index.htm>Start</a><br><a href=n.htm>Nowości</a></td><td>"
        f"<p align=center><b><font size=5>Nowe regały</font></b></p><p align=right>{day}</p>"
        f"{FIRST}{middle}{LAST}{after}</td></tr></table>"
    )


Layout: TypeAlias = Callable[[str, str, str], str]
LAYOUTS = pytest.mark.parametrize("layout", [wordpress, plain, frontpage], ids=lambda layout: layout.__name__)


def read(main: str) -> RawAnnouncement:
    head = "<!doctype html><html lang=pl><head><meta charset=utf-8><title>Nowe regały</title></head>"
    return read_page(f"{head}<body>{main}</body></html>".encode(), "http://b.example/a/7", fetched=FETCHED)


def only_the_text(raw: RawAnnouncement) -> bool:
    return raw.title == "Nowe regały" and [line.split()[0] for line in raw.text.splitlines()] == [
        "Do",
        "Stare",
    ]


@LAYOUTS
@pytest.mark.parametrize("box", CASES["amid"])
def test_boxes_amid_the_text(layout: Layout, box: str) -> None:
    for middle, after in ((box, ""), ("", box)):
        raw = read(layout(middle, after, "2023-09-04"))
        assert only_the_text(raw), raw.text
        assert raw.published is not None and raw.published.value == "2023-09-04"


@LAYOUTS
@pytest.mark.parametrize("line", CASES["either"])
def test_lines_above_or_below_the_text(layout: Layout, line: str) -> None:
    for page in (layout("", line, "2023-09-04"), layout("", "", "2023-09-04").replace(FIRST, line + FIRST)):
        raw = read(page)
        assert only_the_text(raw), raw.text
        assert raw.published is not None and raw.published.value == "2023-09-04"


@LAYOUTS
@pytest.mark.parametrize("below", CASES["below"])
def test_lines_below_the_text(layout: Layout, below: str) -> None:
    raw = read(layout("", below, "2023-09-04"))
    assert only_the_text(raw), raw.text
    assert raw.published is not None and raw.published.value == "2023-09-04"


@LAYOUTS
@pytest.mark.parametrize("record", CASES["records"])
def test_the_record_of_a_bulletin_tells_the_day_and_is_no_text(layout: Layout, record: str) -> None:
    raw = read(layout("", record, ""))
    assert only_the_text(raw), raw.text
    assert raw.published is not None and raw.published.value[:10] == "2023-09-04"


@LAYOUTS
@pytest.mark.parametrize("head", ["<h3>Rejestr zmian</h3>", "<p>Historia zmian</p>"])
def test_the_changes_of_a_document_are_neither_text_nor_publication(layout: Layout, head: str) -> None:
    changes = (
        f"{head}<table><tr><td>Zmodyfikowano</td><td>Zmodyfikował</td><td>Powód</td></tr>"
        "<tr><td>2023-09-18</td><td>Jan Lis</td><td>aktualizacja danych</td></tr></table>"
    )
    raw = read(layout("", changes, ""))
    assert only_the_text(raw), raw.text
    assert raw.published is None


@LAYOUTS
@pytest.mark.parametrize(("own", "words"), CASES["own"])
def test_what_only_sounds_so_is_text(layout: Layout, own: str, words: str) -> None:
    for middle, after in ((own, ""), ("", own)):
        raw = read(layout(middle, after, "2023-09-04"))
        assert words in raw.text
        assert "Stare półki" in raw.text
        assert "Wakacje" not in raw.text
