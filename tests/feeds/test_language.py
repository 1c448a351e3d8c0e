"""The catalogues of texts: the same keys and places in every language, none missing, none left over."""

from __future__ import annotations

import doctest
import re
import string
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
import yaml

import feeds
from aggregator.programmes.taxonomy import load_taxonomy
from feeds import language as language_module
from feeds.language import CODES, NBSP, Language, language, tie
from feeds.names import Names
from feeds.site import addresses, charts

ROOM = Path(feeds.__file__).parent
_ASKED = re.compile(r"""\b(?:t|plain|FilterError)\(\s*"([a-z_]+(?:\.[a-z_0-9]+)?)\"""")
_QUOTED = re.compile(r'"([a-z]+\.[a-z_0-9]+)"')
#: keys put together while the program runs
_MADE = ("site.", "about.", "visibility.quarter", "entry.deadline", "entry.opens", "filter.", "search.by_")


@pytest.mark.parametrize("module", [addresses, charts, language_module], ids=lambda m: m.__name__)
def test_examples_in_docstrings_hold(module: object) -> None:
    failed, tried = doctest.testmod(module)  # type: ignore[arg-type]
    assert tried and not failed


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_language_says_everything() -> None:
    first, *others = (language(code) for code in CODES)
    for other in others:
        assert set(first.texts) == set(other.texts)
        assert {k: set(v) for k, v in first.lists.items()} == {k: set(v) for k, v in other.lists.items()}
        assert set(first.nouns) == set(other.nouns)
        for key, text in first.texts.items():
            assert places(text) == places(other.texts[key]), key
    for one in (first, *others):
        assert all(text.strip() for text in one.texts.values())
        assert len(one.months) == len(one.months_of) == 12
        assert all(term.strip() for terms in one.lists.values() for term in terms.values())


@pytest.mark.parametrize("code", CODES)
def test_no_key_is_written_twice(code: str) -> None:
    text = (ROOM / "words" / f"{code}.yaml").read_text("utf-8")
    node = yaml.compose(text)

    def walk(found: yaml.Node, way: str) -> None:
        if isinstance(found, yaml.MappingNode):
            keys = [key.value for key, _ in found.value]
            assert len(keys) == len(set(keys)), (way, sorted(k for k in keys if keys.count(k) > 1))
            for key, value in found.value:
                walk(value, f"{way}.{key.value}")

    walk(node, code)


def test_every_text_a_page_asks_for_is_there_and_every_text_is_asked_for() -> None:
    known = set(language("pl").texts)
    files = [*ROOM.rglob("*.html"), *ROOM.rglob("*.py")]
    asked = {
        key
        for file in files
        for key in _ASKED.findall(file.read_text("utf-8"))
        if "." in key and not key.endswith("_")
    }
    assert asked <= known, asked - known
    quoted = {key for file in files for key in _QUOTED.findall(file.read_text("utf-8"))}
    unused = {key for key in known - quoted if not key.startswith(_MADE)}
    assert not unused


def test_numbers_take_the_right_form_of_the_noun() -> None:
    pl, en = language("pl"), language("en")
    forms = {1: "1 ogłoszenie", 2: "2 ogłoszenia", 5: "5 ogłoszeń", 12: "12 ogłoszeń", 22: "22 ogłoszenia",
             112: "112 ogłoszeń", 0: "0 ogłoszeń", 10_001: "10 001 ogłoszeń"}  # fmt: skip
    assert {n: pl.counted(n, "announcement").replace(NBSP, " ") for n in forms} == forms
    assert [en.counted(n, "source").replace(NBSP, " ") for n in (0, 1, 1234)] == [
        "0 sources", "1 source", "1,234 sources",
    ]  # fmt: skip
    assert (pl.decimal(0.5), en.decimal(96.2), pl.decimal(3.0)) == ("0,5", "96.2", "3")


def test_days_read_as_people_write_them() -> None:
    day = date(2026, 10, 1)
    assert [language(code).day(day).replace(NBSP, " ") for code in CODES] == [
        "1 października 2026",
        "1 October 2026",
    ]
    assert [language(code).month("2021-08") for code in CODES] == ["sierpień 2021", "August 2021"]


def test_tying_leaves_tags_whole() -> None:
    assert tie('i <a href="x">w domu</a> z <b>') == f'i{NBSP}<a href="x">w{NBSP}domu</a> z{NBSP}<b>'


def test_values_are_text_and_never_markup() -> None:
    words: Language = language("en")
    assert words("missing.text", path="<b>") == "There is nothing at the address &lt;b&gt;."
    with pytest.raises(KeyError):
        words("missing.nothing")
    with pytest.raises(KeyError):
        language("de")


@pytest.mark.parametrize("code", CODES)
def test_no_two_programmes_have_one_label(code: str) -> None:
    """Lists of choices show labels alone."""
    names = Names(load_taxonomy(), language(code))
    labels = Counter(names.tag(node.id) for node in names.taxonomy.nodes)
    assert labels and not [label for label, number in labels.items() if number > 1]
