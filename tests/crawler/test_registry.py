"""The registry: strict about columns, patient with rows."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from aggregator.config import Config
from aggregator.errors import InputError
from crawler.registry import COLUMNS, FAMILIES, SHIPPED, check_source, load_sources, row_of, sources_path
from crawler.selection import merge, pick

HEADER = "id,library,kind,teryt,home,news,family,item,min_items,active\n"
GOOD = "gbp-wzorowo,Gminna Biblioteka Publiczna we Wzorowie,gminna,0299011,https://gbp.example,,,,,\n"


def write(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "sources.csv"
    path.write_bytes(text.encode(encoding))
    return path


def test_the_shipped_registry_is_whole() -> None:
    sources, errors = load_sources(SHIPPED)
    assert not errors
    assert len(sources) >= 271
    operators = [source for source in sources if source.kind == "operator"]
    assert len(operators) >= 8
    assert not any(source.voivodeship for source in operators)  # a seat is no region: they fund the country
    assert 200 < sum(source.active for source in sources) < len(sources)
    piaseczno = next(source for source in sources if source.id == "piaseczno")
    assert (piaseczno.family, piaseczno.voivodeship) == ("piaseczno", "14")
    assert len({source.home for source in sources}) == len(sources)


def test_a_row_becomes_a_source(tmp_path: Path) -> None:
    (source,), errors = load_sources(write(tmp_path, HEADER + GOOD))
    assert not errors
    assert (source.teryt, source.voivodeship, source.family, source.active) == ("0299011", "02", "auto", True)
    assert source.home == "https://gbp.example/"


def test_semicolons_and_a_byte_order_mark_are_what_spreadsheets_write(tmp_path: Path) -> None:
    (source,), errors = load_sources(write(tmp_path, (HEADER + GOOD).replace(",", ";"), "utf-8-sig"))
    assert not errors
    assert source.id == "gbp-wzorowo"


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        ("GBP Wzorowo,B,gminna,02,https://b.example,,,,,", "id", "lower case"),
        ("gbp-wzorowo,B,gminna,02,https://b.example,,,,,", "id", "used twice"),
        ("b,,gminna,02,https://b.example,,,,,", "library", "empty"),
        ("b,B,zamkowa,02,https://b.example,,,,,", "kind", "zamkowa"),
        ("b,B,gminna,2,https://b.example,,,,,", "teryt", "`2`"),
        ("b,B,gminna,03,https://b.example,,,,,", "teryt", "03"),
        ("b,B,gminna,02,b.example,,,,,", "home", "no web address"),
        ("b,B,gminna,02,https://b.example,ftp://b.example/x,,,,", "news", "no web address"),
        ("b,B,gminna,02,https://b.example,,drupal,,,", "family", "drupal"),
        ("b,B,gminna,02,https://b.example,,,a[,,", "item", "selector"),
        ("b,B,gminna,02,https://b.example,,,,many,", "min_items", "many"),
        ("b,B,gminna,02,https://b.example,,,,,maybe", "active", "maybe"),
        ("b,B,gminna,02,https://b.example,,,,,yes,and more", "notes", "more cells"),
    ],
)
def test_a_wrong_row_names_itself_and_stops_only_itself(
    tmp_path: Path, row: str, column: str, words: str
) -> None:
    last = GOOD.replace("gbp-wzorowo", "gbp-inne")
    sources, errors = load_sources(write(tmp_path, f"{HEADER}{GOOD}{row}\n{last}"))
    assert [source.id for source in sources] == ["gbp-wzorowo", "gbp-inne"]
    (error,) = errors
    assert (error.line, error.column) == (3, column)
    assert words in error.problem
    assert error.remedy
    assert str(error).startswith("sources.csv:3: ")


def test_the_line_of_a_row_counts_line_breaks_inside_cells(tmp_path: Path) -> None:
    text = 'id,library,kind,home,notes\na,A,gminna,https://a.example,"two\nlines"\nb,B,gminna,nowhere,\n'
    _, (error,) = load_sources(write(tmp_path, text))
    assert error.line == 4


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("id,library,kind,home,colour\n", "`colour`"),
        ("id,library,kind\n", "`home`"),
        ("id,library,kind,home,home\n", "twice"),
        ("", "`id`"),
    ],
)
def test_a_wrong_header_is_an_error_with_the_name_of_the_column(
    tmp_path: Path, text: str, words: str
) -> None:
    with pytest.raises(InputError, match=words):
        load_sources(write(tmp_path, text))


def test_a_file_in_another_encoding_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="UTF-8"):
        load_sources(write(tmp_path, HEADER + GOOD.replace("Wzorowie", "Żółwinie"), "iso-8859-2"))
    with pytest.raises(InputError, match="cannot be read"):
        load_sources(tmp_path / "none.csv")


def test_every_row_goes_out_and_comes_back() -> None:
    for source in load_sources(SHIPPED)[0]:
        assert check_source(row_of(source)) == source
        assert tuple(row_of(source)) == COLUMNS


def test_the_rows_of_a_user_stand_before_ours() -> None:
    (first, second, *_), _ = load_sources(SHIPPED)
    own = replace(first, id="own")
    merged = merge((first, second), (replace(second, active=False), own))
    assert [source.id for source in merged] == [first.id, second.id, "own"]
    assert [source.id for source in pick(merged, ())] == [first.id, "own"]
    assert pick(merged, (second.id,)) == (replace(second, active=False),)


def test_an_unknown_id_is_told_with_its_neighbours() -> None:
    sources, _ = load_sources(SHIPPED)
    with pytest.raises(InputError, match="piaseczno"):
        pick(sources, ("piasecno",))


def test_each_family_has_a_spider() -> None:
    from crawler.spiders.every import FAMILY_SPIDERS

    assert {spider.name for spider in FAMILY_SPIDERS} == set(FAMILIES)


def test_the_sample_registry_is_for_the_demo() -> None:
    assert sources_path(Config()) == SHIPPED
    sources, errors = load_sources(sources_path(Config(demo=True)))
    assert not errors
    assert all(".example" in source.home for source in sources)
