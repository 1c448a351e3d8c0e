"""The ledger of a host equals the log of its server, over visits, processes and kinds of answers."""

from __future__ import annotations

import statistics
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from aggregator.arrivals import Tally
from aggregator.store import Store
from aggregator.store.hosts import HostLedger
from crawler.families.home import site_of
from crawler.tally import Tallies
from tests.crawler.scenes import DELAY, Scene, library, possible_gaps, serving, visit
from tests.network.message import LogEntry, Response, redirect


def ledgers(folder: Path) -> dict[str, HostLedger]:
    with Store.open(f"sqlite:///{(folder / 'biblio.sqlite3').as_posix()}") as store:
        return store.host_ledgers()


def by_site(log: list[LogEntry]) -> dict[str, list[LogEntry]]:
    found: dict[str, list[LogEntry]] = {}
    for entry in sorted(log, key=lambda entry: entry.started):
        found.setdefault(site_of(f"http://{entry.host}/"), []).append(entry)
    return found


@pytest.mark.slow
def test_the_ledger_equals_the_log_of_the_server(tmp_path: Path) -> None:
    plain, twin = library("mbp.example", count=5), Scene("www.mbp.example")
    for path, answer in plain.answers.items():
        assert isinstance(answer, Response)
        plain.answers[path] = replace(answer, etag=True, compress=True)
    plain.answers["/aktualnosci/2-wiadomosc"] = redirect("http://www.mbp.example/2")
    plain.answers["/aktualnosci/3-wiadomosc"] = redirect("http://elsewhere.example/")
    plain.answers["/aktualnosci/4-wiadomosc"] = Response(drop=True)
    twin.answers["/2"] = library("mbp.example").answers["/aktualnosci/2-wiadomosc"]
    other = library("gbp.example", count=3)
    elsewhere = Scene("elsewhere.example")
    begun = time.monotonic()
    with serving(plain, twin, other, elsewhere) as network:
        network.override("gbp.example", "/aktualnosci/1-wiadomosc", Response(status=503), times=1)
        visit(tmp_path, network, plain.source(), other.source(), processes=2)
        visit(tmp_path, network, plain.source(), other.source(), again=True)
        logs = by_site(network.log)
    kept = ledgers(tmp_path)
    assert set(kept) == set(logs) == {"mbp.example", "gbp.example", "elsewhere.example"}
    for host, entries in logs.items():
        ledger = kept[host]
        assert ledger.requests == len(entries)
        assert ledger.bytes == sum(entry.bytes for entry in entries)
        assert ledger.unchanged == sum(entry.status == 304 for entry in entries)
        assert ledger.refused == sum(entry.status in (429, 503) for entry in entries)
        assert ledger.failed == sum(entry.status == 0 for entry in entries)
        assert ledger.shortest_gap is not None and ledger.median_gap is not None
        least, most = zip(*possible_gaps(entries, DELAY, begun), strict=True)
        assert min(least) <= ledger.shortest_gap <= min(most)
        assert statistics.median(least) <= ledger.median_gap <= statistics.median(most)
    assert kept["mbp.example"].share_unchanged > 0
    assert kept["gbp.example"].refused == 1


def test_days_and_crawls_add_up() -> None:
    first, second = date(2026, 11, 22), date(2026, 11, 23)
    with Store.open("sqlite://") as store:
        store.add_to_hosts({"a.example": Tally(requests=2, bytes=10, gaps=[1.0])}, day=first)
        store.add_to_hosts(
            {
                "a.example": Tally(requests=1, bytes=5, unchanged=1, gaps=[3.0]),
                "b.example": Tally(requests=1),
            },
            day=first,
        )
        store.add_to_hosts({"a.example": Tally(requests=4, failed=1, gaps=[5.0, 9.0])}, day=second)
        both = store.host_ledgers()
        (later,) = store.host_ledgers(["a.example", "c.example"], since=second).values()
    a = both["a.example"]
    assert (a.requests, a.bytes, a.unchanged, a.failed) == (7, 15, 1, 1)
    assert (a.shortest_gap, a.median_gap, a.share_unchanged) == (1.0, 4.0, 1 / 7)
    assert (both["b.example"].shortest_gap, both["b.example"].median_gap) == (None, None)
    assert (later.requests, later.shortest_gap) == (4, 5.0)


def test_what_was_taken_is_counted_once() -> None:
    tallies = Tallies()
    tallies.note("a.example", 200, 7, None)
    tallies.note("a.example", 304, 0, 86_000.0)  # not within one visit
    tallies.note("b.example", 0, 0, 1.5)
    assert tallies.take("a.example", "c.example") == {"a.example": Tally(requests=2, bytes=7, unchanged=1)}
    assert tallies.take() == {"b.example": Tally(requests=1, failed=1, gaps=[1.5])}
    assert tallies.take() == {}
