"""The taxonomy: what it holds, and what it refuses, with line and remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from aggregator.errors import InputError, TaxonomyError
from aggregator.programmes.forms import anchors_of, parse_form, pattern_of, spell
from aggregator.programmes.loading import KINDS
from aggregator.programmes.taxonomy import Taxonomy, load_taxonomy

HEAD = (
    "version: '1'\ninstitutions:\n  - id: bn\n    names:\n      - {name: Biblioteka Narodowa}\nprogrammes:\n"
)
ENTRY = "  - id: ksiazki\n    name: Książki\n    en: Books\n    kind: programme\n    operator: bn\n"


def load(tmp_path: Path, entries: str, head: str = HEAD) -> Taxonomy:
    path = tmp_path / "taxonomy.yaml"
    path.write_text(head + entries, "utf-8")
    return load_taxonomy(path)


def test_the_bundled_taxonomy_is_whole() -> None:
    taxonomy = load_taxonomy()
    assert taxonomy.version
    assert len(taxonomy.nodes) >= 135
    assert len(taxonomy.institutions) >= 41
    assert {node.kind for node in taxonomy.nodes} <= set(KINDS)
    assert taxonomy is load_taxonomy()


def test_ancestors_and_descendants() -> None:
    taxonomy = load_taxonomy()
    assert taxonomy.ancestors("nprcz-2/4.1") == ("nprcz-2/p4", "nprcz-2", "nprcz")
    assert "nprcz-2/4.1/2022-2023" in taxonomy.descendants("nprcz-2/p4")
    assert taxonomy.root("nprcz-2/4.1") == "nprcz"
    assert taxonomy.node("nprcz-2/4.1").operator == "nck"
    assert taxonomy.node("nprcz-2").budget == 635_000_000
    assert 2021 in taxonomy.node("nprcz-2").years
    assert 2020 not in taxonomy.node("nprcz-2").years


def test_names_of_the_ministry_over_time() -> None:
    names = load_taxonomy().institution("mkidn").names
    assert [name.years for name in names] == ["..2021-02-28", "2021-03-01..2021-10-26", "2021-10-26.."]
    assert "Sportu" in names[1].name


def test_an_unknown_id_names_its_neighbours() -> None:
    with pytest.raises(InputError, match=r"nprcz-2/4\.1"):
        load_taxonomy().node("nprcz-2/4.l")
    with pytest.raises(InputError, match="biblio programmes list"):
        load_taxonomy().node("§§§§")


def test_plain_forms_for_people() -> None:
    taxonomy = load_taxonomy()
    assert "Kraszewski. Komputery dla bibliotek" in taxonomy.forms("kraszewski")
    assert spell("(pierwsz~|i) edycj~ - ?i nprcz @money") == "pierwsz edycj i nprcz"


@pytest.mark.parametrize(
    ("entries", "line", "words"),
    [
        (ENTRY + ENTRY, 12, "stands a second time"),
        (ENTRY + "    parent: nowhere\n", 7, "unknown parent `nowhere`"),
        (ENTRY.replace("operator: bn", "operator: xx"), 7, "unknown operator `xx`"),
        (ENTRY + "    colour: red\n", 7, "unknown key `colour`"),
        (ENTRY.replace("programme", "thing"), 7, "unknown kind `thing`"),
        (ENTRY.replace("    en: Books\n", ""), 7, "has no `en`"),
        (ENTRY.replace("ksiazki", "Książki"), 7, "is no id"),
        (ENTRY + "    years: 2021\n", 7, "Write FROM-TO"),
        (ENTRY + "    years: '2025-2021'\n", 7, "ends before it begins"),
        (ENTRY + "    budget: 5 mln\n", 7, "Write whole złoty"),
        (ENTRY + "    forms: ksiazki\n", 7, "is not a list"),
        (ENTRY + "    forms:\n      - książki\n", 13, "without diacritics"),
        (ENTRY + "    forms:\n      - ksiazki @sometimes\n", 13, "unknown condition `sometimes`"),
        (ENTRY + "    forms:\n      - '?ksiazki'\n", 13, "at least one word"),
        (ENTRY + "    forms:\n      - (ksiazki dla\n", 13, "opens a bracket"),
        (ENTRY + "    name: [\n", 0, "not YAML"),
        (ENTRY + "    forms:\n      - 2026\n", 7, "`2026` in `forms` of `ksiazki` is no text"),
        (ENTRY + "    forms:\n      - ~\n", 7, "is no text to YAML"),
        (ENTRY + "    forms:\n      - ksiazki @near:\n", 7, "in quotes where a number, a colon or a sign"),
    ],
)
def test_a_mistake_is_refused_with_its_line(tmp_path: Path, entries: str, line: int, words: str) -> None:
    with pytest.raises(TaxonomyError) as refused:
        load(tmp_path, entries)
    message = str(refused.value)
    assert words in message
    if line:
        assert f"taxonomy.yaml:{line}:" in message


def test_a_circle_is_refused(tmp_path: Path) -> None:
    other = ENTRY.replace("ksiazki", "prasa") + "    parent: ksiazki\n"
    with pytest.raises(TaxonomyError, match="ksiazki > prasa > ksiazki"):
        load(tmp_path, ENTRY + "    parent: prasa\n" + other)


def test_a_form_of_two_strangers_needs_a_rule(tmp_path: Path) -> None:
    form = "    forms:\n      - czytanie dla kazdego{}\n"
    other = ENTRY.replace("ksiazki", "prasa")
    with pytest.raises(TaxonomyError, match=r"names ksiazki and prasa.*by:years"):
        load(tmp_path, ENTRY + form.format("") + other + form.format(""))
    decided = form.format(" @by:years")
    assert len(load(tmp_path / "..", ENTRY + decided + other + decided).nodes) == 2


def test_a_child_may_share_the_words_of_its_parent(tmp_path: Path) -> None:
    form = "    forms:\n      - czytanie dla kazdego\n"
    child = ENTRY.replace("ksiazki", "ksiazki/dzieci") + "    parent: ksiazki\n"
    assert load(tmp_path, ENTRY + form + child + form).ancestors("ksiazki/dzieci") == ("ksiazki",)


def test_a_missing_file_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(TaxonomyError, match="readable file"):
        load_taxonomy(tmp_path / "nothing.yaml")


def test_a_form_is_searched_for_by_its_rarest_word() -> None:
    assert (
        anchors_of(parse_form("regionaln~ program~ operacyjn~ wojewodztwa lubelskiego", {}))[0]
        == "lubelskiego"
    )
    assert anchors_of(parse_form("=NPRCz", {})) == ("nprcz",)


def test_a_dash_of_a_form_may_be_anything_or_nothing() -> None:
    import re

    regex = re.compile(pattern_of(parse_form("kultur~ - interwencj~", {})))
    for words in (
        "kultura - interwencje",
        "kultura-interwencje",
        "kultura interwencje",
        "kultury: interwencji",
    ):
        assert regex.fullmatch(words), words
    assert not regex.search("kulturalna interwencja")
