"""What cannot be quite right is kept and marked."""

from __future__ import annotations

from datetime import date

from aggregator.doubts import doubt_amounts, doubt_dates
from aggregator.money import find_amounts
from aggregator.programmes.taxonomy import load_taxonomy
from aggregator.typed_dates import find_typed_dates
from tests.aggregator.readings import page

DIRECTION = "NPRCz 2.0, Kierunek interwencji 1.1. "


def doubtful_sums(text: str) -> list[tuple[int, bool]]:
    article, tags = page(DIRECTION + text)
    amounts = doubt_amounts(find_amounts(article, tags), tags.mentions, load_taxonomy())
    return [(amount.grosze // 100, bool(amount.doubtful)) for amount in amounts]


def test_a_pool_above_the_whole_budget_is_doubtful() -> None:
    assert doubtful_sums("Budżet naboru to 29 550 mln zł.") == [(29_550_000_000, True)]
    assert doubtful_sums("Budżet naboru to 26 mln zł.") == [(26_000_000, False)]


def test_a_grant_above_the_money_of_its_own_direction_is_doubtful() -> None:
    text = "W konkursie BLISKO (Narodowe Centrum Kultury) biblioteka otrzymała 31 500 000 zł dotacji."
    article, tags = page(text)
    (amount,) = doubt_amounts(find_amounts(article, tags), tags.mentions, load_taxonomy())
    assert "nprcz-2/4.1" in amount.doubtful


def test_a_pool_of_the_whole_programme_may_stand_beside_one_of_its_directions() -> None:
    assert doubtful_sums("Budżet całego programu to 635 mln zł.") == [(635_000_000, False)]


def test_money_of_the_union_is_spent_some_years_after_the_end_of_its_programme() -> None:
    text = "Projekt z RPO Województwa Łódzkiego na lata 2014-2020 potrwa od 1 stycznia 2019 r. do 31 marca "
    found = {}
    for year in (2022, 2025):
        article, tags = page(f"{text}{year} r.", published=date(2019, 4, 1))
        dates = doubt_dates(find_typed_dates(article), tags.mentions, load_taxonomy())
        found |= {each.value.year: bool(each.doubtful) for each in dates}
    assert found == {2019: False, 2022: False, 2025: True}


def test_a_grant_of_an_ordinary_size_is_not() -> None:
    assert doubtful_sums("Otrzymaliśmy 12 000 zł.") == [(12_000, False)]


def test_a_task_outside_the_years_of_its_programme_is_doubtful() -> None:
    text = DIRECTION + "Zadanie będzie realizowane od 1 maja 2031 r. do 30 listopada 2031 r."
    article, tags = page(text)
    dates = doubt_dates(find_typed_dates(article), tags.mentions, load_taxonomy())
    assert [each.value for each in dates] == [date(2031, 5, 1), date(2031, 11, 30)]
    assert all("nprcz-2" in each.doubtful for each in dates)


def test_a_task_inside_them_is_not() -> None:
    article, tags = page(DIRECTION + "Zadanie będzie realizowane do 30 listopada 2023 r.")
    dates = doubt_dates(find_typed_dates(article), tags.mentions, load_taxonomy())
    assert [each.doubtful for each in dates] == [""]


def test_without_a_programme_nothing_is_doubted() -> None:
    article, tags = page("Nabór wniosków trwa do 30 listopada 2031 r. Pula to 900 mln zł.")
    assert not any(
        each.doubtful for each in doubt_dates(find_typed_dates(article), tags.mentions, load_taxonomy())
    )
    assert not any(
        each.doubtful for each in doubt_amounts(find_amounts(article, tags), tags.mentions, load_taxonomy())
    )
