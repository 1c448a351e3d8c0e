"""Reading kept pages again: corrections with their reason, nothing that looks like news."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from store_samples import AUTHORITY, LUBNO, NOW, TAXONOMY, arrival, content, day

from aggregator.arrivals import SnapshotRef
from aggregator.ingest import ingest
from aggregator.model import Content, RawAnnouncement
from aggregator.programmes.taxonomy import Taxonomy, load_taxonomy
from aggregator.reprocess import Again, Report, read_again, reprocess
from aggregator.store import Query, Store
from aggregator.vocabulary import Problem

LATER = NOW + timedelta(days=9)


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.open("sqlite://") as opened:
        urls = [f"http://lubno.example/{n}/" for n in range(3)]
        batch = [arrival(url, content(title=f"Wpis {n}")) for n, url in enumerate(urls)]
        ingest(opened, batch, taxonomy=TAXONOMY, now=NOW, authority=AUTHORITY)
        yield opened


def again(store: Store, change: dict[str, Content | None], now=LATER) -> Report:  # type: ignore[no-untyped-def]
    """Read all again; pages named in `change` read otherwise by today's rules."""

    def pages() -> Iterator[Again]:
        for due in store.due_for_reprocessing():
            stored = store.announcement(due.id)
            assert stored is not None
            what = change.get(due.page.url, stored.content)
            yield Again(due=due, source=LUBNO, content=what, trouble="" if what else "now read as listing")

    return reprocess(store, pages(), taxonomy=TAXONOMY, now=now)


def test_the_same_rules_change_nothing(store: Store) -> None:
    before = [(a.id, a.updated, a.last_seen, a.content) for a in store.announcements()]
    report = again(store, {})
    assert (report.read, report.same, report.corrected, report.unread) == (3, 3, [], [])
    assert [(a.id, a.updated, a.last_seen, a.content) for a in store.announcements()] == before
    assert store.corrections() == []


def test_a_better_rule_is_a_correction_with_its_reason(store: Store) -> None:
    better = content(title="Wpis 1", programme="dkk", taxonomy="2027.01", text="Inaczej przeczytany tekst.")
    report = again(store, {"http://lubno.example/1/": better})
    assert (report.read, report.same) == (3, 2)
    (one,) = report.corrected
    assert (one.url, one.reason) == ("http://lubno.example/1/", "taxonomy 2026.11 -> 2027.01")
    assert set(one.changes) == {"programmes", "text"} == set(report.fields)
    found = store.announcement(one.id)
    assert found is not None
    assert (found.content, found.updated, found.last_seen) == (better, NOW, NOW)
    assert store.revisions(one.id) == []
    assert [correction.announcement for correction in store.corrections()] == [one.id]
    assert again(store, {}).corrected == []
    assert [each.id for each in store.announcements(Query(q="inaczej przeczytano tekst"))] == [one.id]


def test_a_correction_of_a_tag_leaves_the_words_findable(store: Store) -> None:
    again(store, {"http://lubno.example/1/": content(title="Wpis 1", programme="dkk", taxonomy="2027.01")})
    assert [each.content.title for each in store.announcements(Query(q="wpisy -0 -2"))] == ["Wpis 1"]


def test_a_page_that_reads_as_no_announcement_is_reported_and_stays(store: Store) -> None:
    report = again(store, {"http://lubno.example/2/": None})
    assert report.unread == [("http://lubno.example/2/", "now read as listing")]
    assert store.count() == 3


def test_the_date_comes_from_the_page_that_gave_it(store: Store) -> None:
    """After an edit of the source the kept page shows a newer date: reading it again must not take it."""
    url = "http://lubno.example/0/"
    edited = content(title="Wpis 0", text="Nowa treść po zmianie.", on="2026-11-30")
    ingest(store, [arrival(url, edited)], taxonomy=TAXONOMY, now=LATER, authority=AUTHORITY)
    (due,) = [due for due in store.due_for_reprocessing() if due.page.url == url]
    assert due.page.digest != due.dated_by.digest

    def read(ref: SnapshotRef) -> RawAnnouncement:
        on = "2026-11-30" if ref.digest == due.page.digest else "2021-08-19"
        return RawAnnouncement(
            source=LUBNO.id, url=ref.url, fetched=NOW, title="Wpis 0", text="Nowa treść po zmianie.",
            published=day(on),
        )  # fmt: skip

    result = read_again(due, read, LUBNO, load_taxonomy())
    assert result.content is not None
    assert result.content.published == day("2021-08-19")


def test_troubles_of_a_kept_page_are_said(store: Store) -> None:
    due = next(store.due_for_reprocessing())
    raw = RawAnnouncement(source=LUBNO.id, url=due.page.url, fetched=NOW, problem=Problem.LISTING)
    taxonomy: Taxonomy = TAXONOMY
    assert read_again(due, lambda _: None, LUBNO, taxonomy).trouble == "the kept page cannot be read"
    assert read_again(due, lambda _: raw, LUBNO, taxonomy).trouble == "now read as listing"


def test_what_changed_meanwhile_is_left_for_the_next_time(store: Store) -> None:
    due = next(store.due_for_reprocessing())
    stale = replace(due, page=replace(due.page, digest="sha256:older"))
    pages = [Again(due=stale, source=LUBNO, content=content(title="Stare"))]
    assert reprocess(store, pages, taxonomy=TAXONOMY, now=LATER).read == 0
    assert "Stare" not in {a.content.title for a in store.announcements(Query(statuses=()))}
