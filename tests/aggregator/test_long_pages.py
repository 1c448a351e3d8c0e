"""Pages that hold one thing thousands of times are read, at a price that grows with their length only."""

from __future__ import annotations

import re
from collections.abc import Callable
from cProfile import Profile

import pytest

from aggregator.dates import find_dates
from aggregator.money import find_amounts
from aggregator.normalise import normalise
from aggregator.programmes.taxonomy import load_taxonomy
from tests.aggregator.readings import page

#: what a hostile or careless page may repeat, none of it ended by a full stop
REPEATED = [
    "100 zł ", "w kwocie 10 000,00 zł ", "(100 zł) ", "10 tys. ", "100 zł + ", "dziesięć tysięcy złotych ",
    "Kwota 100 zł. ", "Biblioteka w Lipowie\t10 000 zł\n", "1,", "w dniach 1-1-1-1", "12 marca do ",
    *(pytest.param(unit, marks=pytest.mark.slow) for unit in (
        "100 zł do ", "dotacja 100 zł, wkład ", "BLISKO 100 zł ", "Biblioteka A 10 000 zł\n"
    )),
]  # fmt: skip


def work(read: Callable[[str], object], unit: str, times: int) -> int:
    """How many functions were called."""
    read(unit * 3)  # what is looked up at the first sight of a word counts for nobody
    with Profile() as profile:
        read(unit * times)
    return sum(entry.callcount for entry in profile.getstats())


def read_page(text: str) -> object:
    article, tags = page(text)
    return normalise(article.raw, None, load_taxonomy()), tags


@pytest.mark.parametrize("unit", REPEATED)
def test_twice_the_text_is_twice_the_work(unit: str) -> None:
    once, twice = work(read_page, unit, 300), work(read_page, unit, 600)
    assert twice < 2.6 * once


def test_what_capitals_stand_for_is_looked_up_once_a_page() -> None:
    unit = "Spotkanie DKK (czyli Dziecięcy Klub Komiksu) w czytelni.\n"
    once, twice = work(read_page, unit, 100), work(read_page, unit, 200)
    assert twice < 2.6 * once


def test_a_sentence_of_a_thousand_sums_is_read_to_its_end() -> None:
    article, tags = page(", ".join(f"{number} zł" for number in range(100, 1600)), "Cennik")
    assert len(find_amounts(article, tags)) == 1500


@pytest.mark.parametrize(
    "text", ["1" * 5_000, "1" * 5_000 + " zł", "1 " * 3_000 + "tys. zł", "1." + "1" * 5_000]
)
def test_a_row_of_digits_is_no_sum(text: str) -> None:
    article, tags = page(f"Konto {text}")
    assert all(amount.grosze < 10**15 for amount in find_amounts(article, tags))


def test_days_without_end_are_no_endless_search() -> None:
    # a scan that tries every chain of days from every day would not come back from this line
    assert find_dates("1," * 20_000 + " 2 i 3 marca 2024", base=page("x")[0].moment)


def test_the_cut_of_a_long_sentence_is_at_a_blank() -> None:
    article, _ = page("słowo " * 2_000 + "koniec")
    starts = {article.body.sentence(hit.start())[0] for hit in re.finditer("słowo", article.raw.text)}
    assert len(starts) > 5
    assert all(not start or article.raw.text[start - 1] == " " for start in starts)
