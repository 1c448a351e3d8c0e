"""Patterns put together for speed match what the plain ones match."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.pages.furniture import statements, wording
from crawler.pages.openings import first_threes, openings
from crawler.pages.patterns import any_of, joined

WAYS = [
    r"(?:wy)?drukuj(?: .{0,25})?",
    r"(?:poprzedni[ae]?|nastepn[ya]|wstecz)(?:[|\"<>\s-]+(?:nastepn[ya]|dalej))+",
    r"(?:zobacz|czytaj) (?:takze|tez)|podobne(?: .*)?",
    r"\d{1,2}\s*/\s*\d{1,3}",
    r"(?:(?:opublikowan|dodan)[eoya]|data (?:wpisu|dodania))\s*:?",
    r"d?ata",
    r"(?:a|b)+c",
    r"[\d\s.,]+\s*(?:odslon\w*|razy)",
    r"czytan[yoae] \(w\)",
    r"(?:red\.|fot\.)\|x",
]
WORDS = [
    "wydrukuj", "drukuj", "druk", " ", "poprzednia", "nastepny", "wstecz", "-", "|", "dalej", "zobacz", "tez",
    "podobne", "12", "/", "3", "dodano", "data", "ata", "wpisu", ":", "aab", "c", "razy", "czytano", "(w)",
    "red.", "fot.", "x",
]  # fmt: skip


def plain(ways: list[str]) -> str:
    return "|".join(way.replace(" ", r"\s+") for way in ways)


@given(st.lists(st.sampled_from(WORDS), max_size=6).map("".join), st.permutations(WAYS))
def test_the_same_text_is_matched(text: str, ways: list[str]) -> None:
    one, other = re.compile(any_of("\n".join(ways))), re.compile(plain(ways))
    for match in (re.match, re.fullmatch, re.search):
        found, wanted = match(one, text), match(other, text)
        assert (found and found.span()) == (wanted and wanted.span())


@pytest.mark.parametrize("word", ["wydrukuj", "drukuj", "dodano:", "data wpisu", "1/12", "fot.|x", "aac"])
def test_each_way_is_matched(word: str) -> None:
    assert re.fullmatch(any_of("\n".join(WAYS)), word)


def test_ways_that_begin_alike_stand_together() -> None:
    assert joined(["ab", "(?:c|a)d", "x?y", "az"]) == "a(?:b|d)|cd|x?y|az"
    assert joined(["(?:a|b)+c", "(?P<n>a)", "(?:a(?P<n>b))c"]) == "(?:a|b)+c|(?P<n>a)|(?:a(?P<n>b))c"


#: asked of what begins as they may, or with no letter; of nothing but what begins so
SPARING = (wording._CHROME, wording._MAKERS, statements._DATED, statements._META)
STRICT = (wording._SECTION, wording._RELATED, statements._RECORD)
ASKED = (*SPARING, *STRICT)


def may_match(text: str, pattern: str) -> bool:
    return not text[:1].isalpha() or text.startswith(openings(pattern).get(text[0], ()))


@pytest.mark.parametrize("pattern", ASKED, ids=lambda pattern: pattern.pattern[:12])
@settings(max_examples=25, deadline=None)
@given(st.data())
def test_no_text_is_spared_that_matches(pattern: re.Pattern[str], data: st.DataObject) -> None:
    text = re.sub(r"[^\S\t\n]", " ", data.draw(st.from_regex(rf"\A(?:{pattern.pattern})")))
    assert may_match(text, pattern.pattern) or not pattern.match(text)


@pytest.mark.parametrize("pattern", STRICT, ids=lambda pattern: pattern.pattern[:12])
@settings(max_examples=25, deadline=None)
@given(st.data())
def test_what_is_looked_up_begins_with_a_letter(pattern: re.Pattern[str], data: st.DataObject) -> None:
    text = re.sub(r"[^\S\t\n]", " ", data.draw(st.from_regex(rf"\A(?:{pattern.pattern})")))
    assert text[:3] in first_threes(pattern.pattern) or not pattern.match(text)


@given(st.lists(st.sampled_from(WORDS), max_size=6).map("".join), st.permutations(WAYS))
def test_what_matches_begins_as_it_may(text: str, ways: list[str]) -> None:
    pattern = any_of("\n".join(ways))
    assert may_match(text, pattern) or not re.match(pattern, text)


def test_most_lines_are_spared() -> None:
    lines = ["kupimy ksiazki", "w sobote gramy", "biblioteka otrzymala dotacje", "dzieci czytaja"]
    assert not any(may_match(line, wording._CHROME.pattern) for line in lines)


def test_nothing_is_stated_where_nothing_stands() -> None:
    assert not any(pattern.match("") for pattern in ASKED)


def test_a_pattern_that_begins_with_anything_spares_none() -> None:
    with pytest.raises(ValueError, match="any letter"):
        openings(r"\w+ razy")
    with pytest.raises(ValueError, match="too soon"):
        first_threes(r"a\w+")
