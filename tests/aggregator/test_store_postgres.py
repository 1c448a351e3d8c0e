"""The same store on PostgreSQL: a server of its own for this test, Debian's where there is one."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlmodel import SQLModel
from store_postgres import server  # noqa: F401
from store_samples import (
    AUTHORITY,
    LONG,
    NOW,
    PORTAL,
    TAXONOMY,
    WZOROWO,
    arrival,
    content,
    missing,
)

from aggregator.arrivals import Change, Tally
from aggregator.health import SourceHealth
from aggregator.ingest import ingest
from aggregator.store import Mark, Order, Query, Store
from aggregator.vocabulary import Kind

pytestmark = [pytest.mark.slow, pytest.mark.postgres]


@pytest.fixture
def store(server: str) -> Iterator[Store]:  # noqa: F811
    with Store.open(server) as opened:
        yield opened
        with opened.writing() as connection:
            for table in SQLModel.metadata.sorted_tables:
                connection.execute(table.delete())


def batch() -> list:  # type: ignore[type-arg]
    """Awards, a copy, a hostile title."""
    event = content(title="Sala", text=LONG, kind=Kind.EVENT, on=None)
    hostile = content(title="A\x00B' OR 1=1; %s {x}", text="Zażółć gęślą jaźń \U0001f4da")
    return [
        arrival(),
        arrival("http://lubno.example/sala/", event),
        arrival("http://gmina-lubno.example/sala/", event, source=PORTAL),
        arrival("https://wzorowo.example/x/", hostile, source=WZOROWO),
    ]


def test_postgres_and_sqlite_hold_the_same(store: Store) -> None:
    later = NOW + timedelta(days=2)
    edited = arrival(what=content(text="Zupełnie nowe słowa tej samej strony."))
    with Store.open("sqlite://") as lite:
        for each in (store, lite):
            outcomes = []
            for arrivals, now in ((batch(), NOW), (batch(), later), ([edited], later)):
                outcomes += ingest(each, arrivals, taxonomy=TAXONOMY, now=now, authority=AUTHORITY)
            assert [o.change.value for o in outcomes] == [
                "new", "new", "copy", "new", "same", "same", "same", "same", "edited"
            ]  # fmt: skip
            gone = missing("https://wzorowo.example/x/", source=WZOROWO)
            ingest(each, [gone], taxonomy=TAXONOMY, now=later, authority=AUTHORITY)
        assert store.projection() == lite.projection()
        for query in (
            Query(), Query(programme="nprcz"), Query(q="zolc JAZN", statuses=()), Query(voivodeship="14"),
            Query(kind="award", since=NOW - timedelta(days=9000)),
            Query(order=Order.OLDEST), Query(minimum=1), Query(limit=1), Query(statuses=()),
        ):  # fmt: skip
            assert list(store.announcements(query)) == list(lite.announcements(query)), query
            assert store.count(query) == lite.count(query)
        assert store.counts() == lite.counts()
        (revised,) = store.announcements(Query(source="gbp-lubno", kind="award"))
        assert store.revisions(revised.id) == lite.revisions(revised.id) != []
        assert store.forget(revised.id, reason="x", now=later) == lite.forget(
            revised.id, reason="x", now=later
        )
        assert store.projection() == lite.projection()


def test_what_a_visit_asks_is_answered_alike(store: Store) -> None:
    day = NOW.date()
    with Store.open("sqlite://") as lite:
        for each in (store, lite):
            ingest(each, batch(), taxonomy=TAXONOMY, now=NOW, authority=AUTHORITY)
            each.put_states([("gbp-lubno", {"complete": True}, NOW), ("wzorowo", {}, None)])
            each.put_profiles([("gbp-lubno", 2, {"b": [1]}, NOW), ("gbp-lubno", 1, {"a": "ż"}, NOW)])
            each.add_to_hosts({"lubno.example": Tally(requests=3, gaps=[1.5])}, day=day)
            each.put_health([SourceHealth(source="gbp-lubno", visited=NOW, memory={"usual": {}})])
        assert store.known_addresses("gbp-lubno") == lite.known_addresses("gbp-lubno") != {}
        assert store.state("gbp-lubno") == lite.state("gbp-lubno") == {"complete": True}
        assert store.profiles("gbp-lubno") == lite.profiles("gbp-lubno")
        assert list(store.profiles("gbp-lubno")) == [1, 2]
        assert store.requests_by_day("lubno.example", since=day) == {day: 3}
        assert store.requests_by_day("lubno.example", since=day + timedelta(days=1)) == {}
        assert store.health("gbp-lubno") == lite.health("gbp-lubno") != SourceHealth(source="gbp-lubno")
        assert store.proposal("gbp-lubno") is lite.proposal("gbp-lubno") is None


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("biblioteka", {"Łódź", "Źródła"}), ("BIBLIOTECE", {"Łódź", "Źródła"}), ("zrodla", {"Źródła"}),
        ("źródło", {"Źródła"}), ("lodz", {"Łódź"}), ("łodzi wystawa", {"Łódź"}), ("wystaw*", {"Łódź"}),
        ('"mała książka"', {"Źródła"}), ('"książka mała"', set()), ("biblioteka -wystawa", {"Źródła"}),
        ('AND OR NOT ( * " NEAR(', set()), ("&|!:*()'\\", {"Łódź", "Źródła"}), ("ó:* <-> '", {"Łódź"}),
    ],
)  # fmt: skip
def test_polish_words_are_found_on_postgres_too(store: Store, asked: str, found: set[str]) -> None:
    texts = {
        "Łódź": "W bibliotece w Łodzi otwarto wystawę.",
        "Źródła": "Nasze biblioteki mają źródła i małe książki. Mała książka dla każdego.",
    }
    arrivals = [
        arrival(f"http://lubno.example/{number}/", content(title, text))
        for number, (title, text) in enumerate(texts.items())
    ]
    ingest(store, arrivals, taxonomy=TAXONOMY, now=NOW, authority=AUTHORITY)
    assert {one.content.title for one in store.announcements(Query(q=asked))} == found


def test_changes_are_told_in_the_order_in_which_they_can_be_seen(store: Store) -> None:
    """A transaction that began first may end last: what it wrote must not be passed over."""
    mark, _ = store.changes_since(Mark("", 0))
    slow, quick = batch()[:2]
    with store.writing() as connection:  # a crawl that has written and not yet committed
        connection.execute(text("SELECT pg_current_xact_id()"))
        ingest(store, [quick], taxonomy=TAXONOMY, now=NOW, authority=AUTHORITY)
        mark, seen = store.changes_since(mark)
        assert len(seen or ()) == 1
        connection.execute(text("INSERT INTO changes VALUES ('slow', pg_current_xact_id()::text::bigint)"))
    mark, later = store.changes_since(mark)
    assert "slow" in (later or ())
    assert store.changes_since(mark)[1] == []
    ingest(store, [slow], taxonomy=TAXONOMY, now=NOW, authority=AUTHORITY)
    mark, fresh = store.changes_since(mark)
    assert fresh == [store.announcement(fresh[0]).id] if fresh else pytest.fail("nothing was told")
    store.forget(fresh[0], reason="x", now=NOW)
    assert store.changes_since(mark)[1] == fresh
    assert store.changes_since(Mark("another", 0))[1] is None


def test_a_batch_that_fails_leaves_nothing(store: Store) -> None:
    with pytest.raises(AttributeError):
        ingest(store, [*batch(), None], taxonomy=TAXONOMY, now=NOW, authority=AUTHORITY)  # type: ignore[list-item]
    assert store.projection() == []
    assert Change.NEW in {
        o.change for o in ingest(store, batch(), taxonomy=TAXONOMY, now=NOW, authority="x.example")
    }


def test_leases_are_taken_by_one(store: Store) -> None:
    assert store.holder("crawl") is None
    first = store.take_lease("crawl", "a", seconds=60)
    assert first is not None
    assert store.take_lease("crawl", "b", seconds=60) is None
    assert store.take_lease("crawl", "a", seconds=60) == first  # held on
    assert store.holder("crawl") is not None
    store.release_lease("crawl", "b")  # not its own
    assert store.take_lease("crawl", "b", seconds=60) is None
    store.release_lease("crawl", "a")
    assert store.take_lease("crawl", "b", seconds=0) == first + 1
    assert store.take_lease("crawl", "a", seconds=60) == first + 2  # b let it run out


def test_of_many_who_ask_for_a_lease_at_once_one_gets_it(store: Store) -> None:
    ready = threading.Barrier(8)

    def ask(number: int) -> int | None:
        ready.wait(30)
        return store.take_lease("crawl", f"machine {number}", seconds=60)

    with ThreadPoolExecutor(8) as pool:
        assert sorted(fence for fence in pool.map(ask, range(8)) if fence) == [1]
