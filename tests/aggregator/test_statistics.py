"""Visibility: numbers with their denominators, each library and each award counted once."""

from __future__ import annotations

import doctest
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from aggregator import statistics
from aggregator.awards.same_award import distinct
from aggregator.model import Source
from aggregator.statistics import EVERYWHERE, Network, cells, quarter_of, quarters_between, totals
from aggregator.store.activity import Told, Visits
from tests.aggregator.awards_told import granted


def source(id: str, teryt: str = "14", *, active: bool = True) -> Source:
    return Source(id=id, library=id, kind="gminna", teryt=teryt, home="", active=active)


def visits(source: str, month: str, outcome: str = "ok", count: int = 1) -> Visits:
    return Visits(source, month, outcome, count, datetime.fromisoformat(f"{month}-05T12:00+00:00"))


def told(source: str, day: str, *, place: str = "14", seen: str = "2026-11-05", dated: bool = True) -> Told:
    moment, first = (datetime.fromisoformat(f"{one}T10:00+00:00") for one in (day, seen))
    return Told(source, place, moment, first, dated)


def test_examples_in_docstrings_hold() -> None:
    failed, tried = doctest.testmod(statistics)
    assert tried and not failed


def test_a_quarter_turns_at_midnight_in_warsaw() -> None:
    assert quarter_of(datetime(2023, 3, 31, 21, 59, tzinfo=UTC)) == "2023-Q1"
    assert quarter_of(datetime(2023, 3, 31, 22, 0, tzinfo=UTC)) == "2023-Q2"


def test_each_cell_has_its_denominator() -> None:
    network = Network(
        [source("a"), source("b"), source("c", "02"), source("d"), source("e", active=False)],
        [
            visits("a", "2026-10", count=3),
            visits("b", "2026-10", "failed", 3),
            visits("b", "2026-11", "ok"),
            visits("c", "2026-11", "partial"),
            visits("d", "2026-12", "held"),
        ],
    )
    found = network.denominators("2026-Q4", "2026-Q4")
    mazovia = found["14"]
    assert (mazovia.known, mazovia.reachable, mazovia.healthy, mazovia.back) == (3, 2, 1, 0)
    assert (found["02"].reachable, found["02"].healthy) == (1, 0)
    assert found[EVERYWHERE].known == 4
    # before the first visit: judged by it, and said so; after the last one: nobody looked
    earlier, later = (network.denominators(one, one)["14"] for one in ("2022-Q1", "2027-Q1"))
    assert (earlier.known, earlier.reachable, earlier.healthy, earlier.back) == (3, 2, 1, 2)
    assert (later.known, later.reachable, later.healthy) == (3, 0, 0)
    assert network.denominators("2022-Q1", "2027-Q1")["14"] == replace(earlier, back=0)


def test_announcements_libraries_and_awards_are_counted_where_and_when_they_belong() -> None:
    network = Network([source("a"), source("b", "02")], [visits("a", "2026-10"), visits("b", "2026-10")])
    news = [told("a", "2026-10-02"), told("a", "2026-11-02"), told("b", "2026-07-02", place="02")]
    money = distinct(
        [granted("b", source="nck", grosze=5000), granted("b", source="b", voivodeship="02", grosze=5000)]
    )
    found = cells(news, money, network, ["2026-Q3", "2026-Q4"])
    assert (found["14", "2026-Q4"].announcements, found["14", "2026-Q4"].libraries) == (2, 1)
    assert found["02", "2026-Q3"].announcements == found[EVERYWHERE, "2026-Q3"].announcements == 1
    # the operator tells of it for the whole country: it belongs where the beneficiary is
    assert (found["02", "2026-Q4"].awards, found["02", "2026-Q4"].grosze) == (1, 5000)
    assert found["02", "2026-Q4"].announcements == 0 and found["02", "2026-Q4"].small
    whole = totals(news, money, network, ["2026-Q3", "2026-Q4"])
    assert (whole[EVERYWHERE].announcements, whole[EVERYWHERE].libraries, whole[EVERYWHERE].awards) == (
        3,
        2,
        1,
    )
    assert totals(news, money, network, ["2026-Q4"])[EVERYWHERE].announcements == 2


def test_days_to_first_sight_leave_out_what_was_there_before_our_first_visit() -> None:
    network = Network([source("a")], [visits("a", "2026-10")])
    news = [
        told("a", "2021-03-01", seen="2026-10-05"),
        told("a", "2026-10-06", seen="2026-10-07"),
        told("a", "2026-10-10", seen="2026-10-14"),
        told("a", "2026-10-12", seen="2026-10-12", dated=False),
    ]
    found = totals(news, [], network, quarters_between("2021-Q1", "2026-Q4"))[EVERYWHERE]
    assert (found.median_days, found.timed, found.announcements) == (2.5, 2, 4)


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 2000)), max_size=40))
def test_cells_add_up_to_their_total(items: list[tuple[str, int]]) -> None:
    network = Network([source("a"), source("b", "02"), source("c", "")], [visits("a", "2026-10")])
    start = datetime(2021, 1, 1, 12, tzinfo=UTC)
    news = [Told(id, network.place_of[id], start + timedelta(days=n), start, True) for id, n in items]
    quarters = quarters_between("2021-Q1", "2026-Q4")
    found, sums = cells(news, [], network, quarters), totals(news, [], network, quarters)
    for place in ("14", "02", "", EVERYWHERE):
        assert sum(found[place, quarter].announcements for quarter in quarters) == sums[place].announcements
    assert sums[EVERYWHERE].announcements == len(items)
