"""One award is counted once, however many pages tell of it, and two are never taken for one."""

from __future__ import annotations

import doctest

import pytest

from aggregator.awards import same_award
from aggregator.awards.same_award import distinct, first_told, resolved, same_edition
from aggregator.model import Source
from tests.aggregator.awards_told import granted

TUREK = Source(
    id="turek",
    library="Miejska Biblioteka Publiczna w Turku",
    kind="miejska",
    teryt="30",
    home="",
    city="Turek",
)


def test_examples_in_docstrings_hold() -> None:
    failed, tried = doctest.testmod(same_award)
    assert tried and not failed


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2022-2023", "2022-2023", True),
        ("2022", "2022-2023", True),
        ("2023", "2022-2023", False),
        ("2022-2023", "2023-2024", False),
        ("", "2022-2023", True),
        ("III", "III", True),
        ("III", "IV", False),
    ],
)
def test_an_edition_has_the_year_of_its_competition(one: str, other: str, same: bool) -> None:
    assert same_edition(one, other) is same_edition(other, one) is same


def test_an_award_told_of_twice_is_one_and_of_two_libraries_two() -> None:
    one, other = granted("Biblioteka w Łodzi", known=False), granted("BIBLIOTEKA W ŁODZI", known=False)
    assert distinct([one, other]) == [one]
    assert len(distinct([one, granted("Biblioteka w Turku", known=False)])) == 2
    assert len(distinct([granted("", known=False, source="x"), granted("", known=False, source="y")])) == 2


def test_the_operator_the_library_and_its_report_tell_of_one_award() -> None:
    listed = granted(
        "MBP w Turku", known=False, source="nck", edition="2023-2024", day="2023-05-26", announcement="list"
    )
    told = granted("turek", source="turek", edition="2023", voivodeship="30", day="2023-05-29")
    reported = granted("turek", source="turek", voivodeship="30", day="2024-11-22")
    tellings = list(resolved([listed, told, reported], [TUREK]))
    assert [one.beneficiary for one in tellings] == ["turek"] * 3 and tellings[0].known
    assert [first.announcement for _, first in first_told(tellings)] == ["list"] * 3
    assert distinct(tellings) == [tellings[0]]


def test_equal_sums_of_other_editions_years_or_programmes_are_other_awards() -> None:
    award = granted(edition="2021", day="2021-08-01")
    assert len(distinct([award, granted(edition="2022", day="2022-08-01")])) == 2
    assert len(distinct([award, granted(day="2025-08-01")])) == 2
    assert len(distinct([award, granted(programme="nprcz-2/1.1", day="2021-08-01")])) == 2
    assert len(distinct([award, granted(grosze=None, day="2021-08-01")])) == 2


def test_a_telling_without_edition_joins_no_two_editions() -> None:
    first, silent = granted(edition="2021", day="2021-08-01"), granted(day="2022-02-01")
    second = granted(edition="2022", day="2022-08-01")
    assert distinct([first, silent, second]) == [first, second]


def test_a_name_that_two_libraries_may_have_stays_a_name() -> None:
    other = Source(id="turek-2", library=TUREK.library, kind="miejska", teryt="14", home="", city="Turek")
    (kept,) = resolved([granted("MBP w Turku", known=False)], [TUREK, other])
    assert not kept.known and kept.beneficiary == "MBP w Turku"
    (there,) = resolved([granted("MBP w Turku", known=False, voivodeship="14")], [TUREK, other])
    assert there.known and there.beneficiary == "turek-2"
