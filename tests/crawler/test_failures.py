"""What is no announcement is told by its own name, and no article is taken for a failure."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aggregator.vocabulary import Problem
from crawler.pages.blocks import Scan, scan
from crawler.pages.document import Page, parse_page
from crawler.pages.problems.by_bytes import problem_of_bytes
from crawler.pages.problems.problem import find_problem, settled_problem
from crawler.pages.reader import read_page

PAGES = sorted((Path(__file__).parent / "failures").glob("*.html"))
NOW = datetime(2024, 10, 29, 8, tzinfo=UTC)


@cache
def parsed(page: Path) -> tuple[Page, Scan]:
    """The page, as problems are looked for in it."""
    url = json.loads(page.with_suffix(".json").read_text("utf-8"))["url"]
    document = parse_page(page.read_bytes(), url, fetched=NOW)
    return document, scan(document.tree)


NOTICES = [
    json.loads(line) for line in (Path(__file__).parent / "notices.jsonl").read_text("utf-8").splitlines()
]


@pytest.mark.parametrize("case", NOTICES, ids=lambda case: case["note"][:60])
def test_notices_of_many_makers_are_told_from_announcements(case: dict[str, Any]) -> None:
    raw = read_page(case["page"].encode(), case["url"], fetched=NOW)
    assert raw.problem in (case["problem"], *case["also"])


def test_there_are_failures_and_look_alikes() -> None:
    cases = [json.loads(page.with_suffix(".json").read_text("utf-8")) for page in PAGES]
    assert sum(case["problem"] is not None for case in cases) >= 14
    assert sum(case["problem"] is None for case in cases) >= 5


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
@pytest.mark.parametrize("title", ["", "Aktualności", "Remont filii nr 2", "Nowości na półkach filii"])
def test_what_is_settled_without_an_article_stays_so_with_any(page: Path, title: str) -> None:
    document, lines = parsed(page)
    for dated in (False, True):
        settled = settled_problem(document, title, lines=lines, dated=dated)
        for text in ("", "Zaloguj się.", "Nowa filia będzie otwarta w maju, zapraszamy. " * 60):
            if settled is not None:
                assert find_problem(document, text, title, lines=lines, dated=dated) is settled


def test_most_failures_are_settled_without_an_article() -> None:
    known = {Problem.PARKED, Problem.FRAMESET, Problem.REDIRECT_STUB, Problem.MAINTENANCE}
    cases = [(page, json.loads(page.with_suffix(".json").read_text("utf-8"))) for page in PAGES]
    cases = [(page, case) for page, case in cases if case["problem"] in known]
    assert cases
    for page, case in cases:
        document, lines = parsed(page)
        assert settled_problem(document, "", lines=lines, dated=False) == case["problem"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_failure_has_its_name(page: Path) -> None:
    case = json.loads(page.with_suffix(".json").read_text("utf-8"))
    raw = read_page(page.read_bytes(), case["url"], fetched=NOW)
    assert raw.problem == case["problem"]
    if raw.problem is None:
        assert raw.title == case["title"]
        assert raw.text or raw.pictures
    elif raw.problem is Problem.STANDING:  # kept, though the name of a section may be read as text
        assert case["title"] in f"{raw.title}\n{raw.text}"
    else:
        assert (raw.title, raw.text) == ("", "")


@pytest.mark.parametrize(
    ("body", "content_type", "problem"),
    [
        (b"", "text/html", Problem.EMPTY),
        (b"\0\0\0", None, Problem.EMPTY),
        (b"User-agent: *\nDisallow:\n", "text/plain", Problem.NOT_HTML),
        (b"<p>Sama tre\xb6\xe6</p>", "text/plain", None),
        (b"<html><body><p>caly</p></body></html>", "application/json", None),
        ("<html><body>ó</body></html>".encode("utf-16"), "text/html", None),
        (b"\xef\xbb\xbf<?xml version='1.0'?><!DOCTYPE html><html><body>x</body></html>", None, None),
        (b"<?xml version='1.0'?><urlset><url/></urlset>", "text/html", Problem.NOT_HTML),
        (b"<html><body><div><p>bez zamkniecia</p></div>", None, None),
        (b"<html><body><p>urwane w pol sl", None, Problem.TRUNCATED),
        (b"<html><body><p>x</p><script>var a = 'ur", None, Problem.TRUNCATED),
        (b"[1, 2, 3]", "text/html", Problem.NOT_HTML),
        (f"<html><body><p>{'Nowości na półkach. ' * 9}</body></html>".encode("utf-32-le"), None, None),
        (b"\x7fELF\x02\x01\x01" + bytes(9) + b"\3\0\x3e\0\1\0\0\0" * 20 + b"<p >", None, Problem.NOT_HTML),
        (bytes(range(256)) * 8 + b"<a b", "text/html", Problem.NOT_HTML),
        ("<html><body><div>Nowości</div><p>Zapraszamy w sobotę.".encode(), None, None),
        ("<html><body><div>Nowości<p>Zapraszamy w sobotę.".encode(), None, Problem.TRUNCATED),
        (b"<html><body>" + b"<p>Nowa gazeta" * 4, None, None),
        (b"<html><body><p>caly.</p><a href='/x", None, Problem.TRUNCATED),
    ],
)
def test_bytes_tell_much(body: bytes, content_type: str | None, problem: Problem | None) -> None:
    assert problem_of_bytes(body, content_type) is problem


@settings(max_examples=50)
@given(page=st.sampled_from(PAGES), cut=st.integers(0, 40_000), junk=st.binary(max_size=300))
def test_no_bytes_break_the_telling(page: Path, cut: int, junk: bytes) -> None:
    body = page.read_bytes()
    problem_of_bytes(body[:cut] + junk)
    read_page(body[:cut] + junk + body[cut + 50 :], "https://x.example/a", fetched=NOW)
