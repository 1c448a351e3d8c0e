"""Search and filtered feeds over the large store, beside what SQLite does without an index of words."""

from __future__ import annotations

import sqlite3
import statistics
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from aggregator.store import Query, Store
from benchmarks.measure import Row, both_clocks
from benchmarks.stores import Prepared, prepared, sizes
from feeds.filters import Filter
from feeds.live import Live
from feeds.site.addresses import Spot
from feeds.site.visibility_page import visibility_page

CPU = 1  #: of the two clocks
_WORDS = (
    "bibliotece", "zrodla", "lodz", "spotkania autorskiego", "dofinansowanie", "blisko", "komiksy",
    '"dyskusyjny klub książki"', "nowości -dzieci", "wystaw*", "priorytet 1", "audiobooki filia",
    "kraków warsztaty", "przedszkolaki", "noc bibliotek", "wakacje", "remont sali", "Gdańsk",
    "infrastruktura bibliotek", "czytelnictwo",
)  # fmt: skip
_FILTERS = tuple(
    Filter(programme=programme, voivodeship=place, kind=kind, since=since, minimum=minimum, q=words)
    for programme in ("", "nprcz-2/4.1", "nprcz-2")
    for place in ("", "14")
    for kind, since, minimum, words in (
        ("award", None, None, ""), ("", date(2024, 3, 1), 20_000, ""), ("call", None, None, "spotkanie"),
        ("", None, 80_000, "komiks"), ("event", date(2025, 1, 1), None, "lodz"),
    )
)  # fmt: skip


def bench() -> Iterator[Row]:
    """Search by the 95th percentile, filtered feeds first and again, what the pages that count cost."""
    ready = prepared(sizes()[1])
    yield _search(ready)
    yield from _feeds(ready)
    yield from _counting(ready)


def _search(ready: Prepared) -> Row:
    with Store.open(ready.config.database_url) as store:

        def ask(words: str) -> tuple[float, float]:
            return both_clocks(lambda: list(store.announcements(Query(q=words, limit=21))))

        for words in _WORDS:
            ask(words)
        times = [ask(words) for _ in range(5) for words in _WORDS]
    baseline = _scan(ready)
    return Row(
        what=f"search, {ready.size:,} announcements, {len(_WORDS)} questions, p95",
        ours=_printed(times),
        baseline=f"LIKE over titles and texts {_p95(baseline, CPU) * 1000:.0f} ms of CPU",
        ratio=_p95(baseline, CPU) / _p95(times, CPU),
        target="≤ 100 ms at 100,000",
    )


def _scan(ready: Prepared) -> list[tuple[float, float]]:
    """Looking through every text, as a site without an index does: finds fewer, for endings differ."""
    with sqlite3.connect(ready.folder / "store.sqlite3") as db:
        sql = (
            "SELECT id FROM announcements WHERE title LIKE ?1 OR text LIKE ?1 ORDER BY ordered DESC LIMIT 21"
        )

        def look(word: str) -> list[tuple[str]]:
            return db.execute(sql, (f"%{word}%",)).fetchall()

        return [both_clocks(partial(look, word)) for word in _WORDS[:8]]


def _feeds(ready: Prepared) -> Iterator[Row]:
    live = Live(ready.config)
    live.warm()
    first = [both_clocks(partial(live.feed, asked, "atom")) for asked in _FILTERS]
    again = [both_clocks(partial(live.feed, asked, "atom")) for asked in _FILTERS]
    live.store.close()
    for what, times, target in (("first", first, "≤ 150 ms"), ("cached", again, "≤ 5 ms")):
        yield Row(
            what=f"filtered feed, {ready.size:,} announcements, {len(_FILTERS)} filters, {what}, p95",
            ours=_printed(times),
            baseline="–",
            ratio=None,
            target=f"{target} at 100,000",
        )


def _counting(ready: Prepared) -> Iterator[Row]:
    """Facets of a search, and Widoczność: as a first reader gets them, and one within the next minute."""
    live = Live(ready.config)
    live.warm()
    asked = [Filter(q=words) for words in _WORDS] + [Filter(), Filter(programme="nprcz-2")]
    spot = Spot(section="visibility", code="pl")
    jobs: dict[str, list[Callable[[], object]]] = {
        f"facets of {len(asked)} searches": [partial(live.facets, one) for one in asked],
        "Widoczność, the page of all programmes": [
            partial(visibility_page, live, "", "", spot=spot, root="/")
        ],
        "Widoczność, the whole table as CSV": [live.visibility_table],
    }
    for what, makers in jobs.items():
        first = [both_clocks(make) for make in makers]
        again = [both_clocks(make) for make in makers]
        yield Row(
            what=f"{what}, {ready.size:,} announcements, p95",
            ours=_printed(first),
            baseline=f"again {_p95(again, CPU) * 1000:.2f} ms of CPU",
            ratio=None,
            target="shown",
        )
    live.store.close()


def _p95(times: list[tuple[float, float]], clock: int) -> float:
    return sorted(time[clock] for time in times)[int(len(times) * 0.95)]


def _printed(times: list[tuple[float, float]]) -> str:
    middle = statistics.median(time[CPU] for time in times) * 1000
    busy, by_clock = (_p95(times, clock) * 1000 for clock in (CPU, 0))
    return f"{busy:.2f} ms of CPU ({by_clock:.2f} ms; median {middle:.2f} ms of CPU)"
