"""Awards as records: one a programme, year and beneficiary; nothing counted twice."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.awards.award import find_awards
from aggregator.awards.parts import find_edition
from aggregator.institutions import nominative
from aggregator.kinds.kind import classify
from aggregator.model import Award
from aggregator.money import find_amounts
from aggregator.passages import Passages
from aggregator.programmes.taxonomy import load_taxonomy
from aggregator.typed_dates import find_typed_dates
from tests.aggregator.readings import cases, label, of_case, stands

SUMS = ("grant", "own_contribution", "total")


def read(case: dict[str, Any]) -> tuple[Award, ...]:
    article, tags = of_case(case)
    amounts = find_amounts(article, tags)
    kind, _ = classify(article, tags, amounts)
    awards = find_awards(article, tags, amounts, find_typed_dates(article), kind, load_taxonomy())
    assert all(stands(article, evidence) for award in awards for evidence in award.evidence)
    return awards


@pytest.mark.parametrize("case", cases("awards.yaml"), ids=label)
def test_awards_of_a_page(case: dict[str, Any]) -> None:
    awards = read(case)
    assert len(awards) == len(case["awards"])
    for award, expected in zip(awards, case["awards"], strict=True):
        for name, value in expected.items():
            wanted = value * 100 if name in SUMS and value is not None else value
            assert getattr(award, name) == wanted, name


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Miejskiej Bibliotece Publicznej w Wolinie", "Miejska Biblioteka Publiczna w Wolinie"),
        ("Biblioteki Publicznej Gminy Lipka", "Biblioteka Publiczna Gminy Lipka"),
        ("Gminną Bibliotekę Publiczną w Kozach", "Gminna Biblioteka Publiczna w Kozach"),
        ("Miejsko-Gminnej Bibliotece Publicznej w Pile", "Miejsko-Gminna Biblioteka Publiczna w Pile"),
        ("Książnicy Miejskiej w Toruniu", "Książnica Miejska w Toruniu"),
        ("MBP w Zdrojach", "MBP w Zdrojach"),
    ],
)
def test_names_are_kept_in_the_nominative(printed: str, name: str) -> None:
    assert nominative(printed) == name


PIECES = [
    *(
        "Dotacja: 5 000 zł",
        "Wkład własny: 2 000 zł",
        "2023",
        "2021 – 7 000 zł",
        "0 zł",
        "\n",
        "\t",
        " ",
        ". ",
    ),
    *(
        "NPRCz 2.0, Kierunek interwencji 1.1",
        "konkurs dotacyjny BLISKO 2022-2023",
        "zadanie ",
        "„Most”",
        "im. ",
    ),
    *("GBP w Lipie\t12 500 zł", "Kwota (zł)\tBiblioteka\n", "Kraszewski. Komputery dla bibliotek"),
    *("Biblioteka", "otrzymaliśmy ", "Miasto ", "w "),
]


@given(st.lists(st.sampled_from(PIECES), max_size=14))
def test_no_page_raises(pieces: list[str]) -> None:
    read({"text": "".join(pieces), "source": len(pieces) % 2 == 0})


def test_two_years_are_the_edition_whatever_years_stand_behind_them() -> None:
    passages = Passages("Nabór do edycji 2023–2024 ogłoszono po naborze z lat 2019-2020 i roku 2021.")
    assert find_edition(passages, 0, len(passages.printed)) == "2023-2024"
