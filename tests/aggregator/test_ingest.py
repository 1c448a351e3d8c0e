"""What an arrival becomes: new, edited, corrected, the same, moved, gone, back, a copy."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from ingesting import LATER, dump, everything, put
from store_samples import (
    LONG,
    LUBNO,
    NOW,
    arrival,
    content,
    day,
    missing,
)

from aggregator.arrivals import Arrival, Change, SnapshotRef
from aggregator.model import RawAnnouncement, Reading, SiteNotice
from aggregator.store import Query, Store
from aggregator.vocabulary import Problem, Status


def test_the_same_crawl_twice_changes_nothing(store: Store) -> None:
    batch = [arrival(), arrival("http://lubno.example/b/", content(title="Inny", text=LONG))]
    assert [o.change for o in put(store, *batch)] == [Change.NEW, Change.NEW]
    before, mark = dump(store), NOW + timedelta(seconds=1)
    assert [o.change for o in put(store, *batch, now=LATER)] == [Change.SAME, Change.SAME]
    assert dump(store) == before
    assert list(store.changed_since(mark)) == []
    assert [a.last_seen for a in everything(store)] == [LATER, LATER]


def test_another_wording_is_a_revision_and_keeps_the_publication_date(store: Store) -> None:
    put(store, arrival())
    edited = content(text="Biblioteka w Lubnie otrzymała 36 000 zł z programu BLISKO.", on="2026-11-26")
    (outcome,) = put(store, arrival(what=edited), now=LATER)
    (found,) = everything(store)
    assert outcome.change is Change.EDITED
    assert (found.updated, found.first_seen) == (LATER, NOW)
    assert found.content.text == edited.text
    assert found.content.published == day("2021-08-19")
    (old,) = store.revisions(found.id)
    assert (old.number, old.seen, old.replaced) == (1, NOW, LATER)
    assert "35 000" in old.text
    assert store.corrections() == []


def test_another_layout_of_the_same_words_is_no_revision(store: Store) -> None:
    put(store, arrival())
    plain = content()
    other = replace(plain, title=plain.title.upper(), text=plain.text.replace(" ", "\n", 3))
    (outcome,) = put(store, arrival(what=other), now=LATER)
    (found,) = everything(store)
    assert outcome.change is Change.CORRECTED
    assert found.updated == NOW
    assert found.content.title == other.title
    assert store.revisions(found.id) == []


def test_a_better_rule_corrects_and_never_revises(store: Store) -> None:
    put(store, arrival(page="same bytes"))
    better = content(programme="dkk", text="Biblioteka w Lubnie otrzymała pieniądze.", on="2021-08-20")
    (outcome,) = put(store, arrival(what=better, page="same bytes"), now=LATER)
    (found,) = everything(store)
    assert (outcome.change, found.updated) == (Change.CORRECTED, NOW)
    assert found.content == better
    assert store.revisions(found.id) == []
    (correction,) = store.corrections()
    assert correction.changes["programmes"] == [["nprcz-2/4.1"], ["dkk"]]
    assert correction.changes["published"] == ["2021-08-19", "2021-08-20"]
    assert list(store.announcements(Query(programme="nprcz"))) == []
    assert [a.id for a in store.announcements(Query(programme="dkk"))] == [found.id]


def test_where_page_and_rules_changed_the_kept_page_decides(store: Store) -> None:
    put(store, arrival())
    fresh = content(
        text="Całkiem inne słowa stoją teraz na stronie.", reading=Reading(rule="joomla", profile=2)
    )
    kept: list[SnapshotRef] = []

    def reread(ref: SnapshotRef) -> RawAnnouncement:
        kept.append(ref)
        return RawAnnouncement(source="x", url=ref.url, fetched=NOW, title=fresh.title, text=fresh.text)

    (outcome,) = put(store, arrival(what=fresh), now=LATER, reread=reread)
    assert outcome.change is Change.CORRECTED
    assert [ref.url for ref in kept] == ["http://lubno.example/grant/"]
    again = replace(fresh, text="A teraz biblioteka napisała to od nowa.", reading=Reading(rule="x"))
    (outcome,) = put(store, arrival(what=again), now=LATER, reread=reread)
    assert outcome.change is Change.EDITED


def test_a_new_taxonomy_with_the_same_tags_changes_nothing_anybody_reads(store: Store) -> None:
    put(store, arrival())
    (outcome,) = put(store, arrival(what=content(taxonomy="2027.01")), now=LATER)
    assert outcome.change is Change.SAME
    assert everything(store)[0].content.taxonomy == "2027.01"
    assert list(store.changed_since(LATER)) == []
    assert store.corrections() == []


def test_gone_and_back_again(store: Store) -> None:
    url = "http://lubno.example/grant/"
    put(store, arrival(url))
    (gone,) = put(store, missing(url), now=LATER)
    (still,) = put(store, missing(url), now=LATER + timedelta(1))
    (found,) = everything(store)
    assert (gone.change, still.change) == (Change.GONE, Change.SAME)
    assert (found.status, found.last_seen) == (Status.GONE, NOW)
    assert list(store.announcements()) == []
    (back,) = put(store, arrival(url), now=LATER + timedelta(2))
    (found,) = store.announcements()
    assert back.change is Change.BACK
    assert (found.updated, found.first_seen) == (NOW, NOW)


@pytest.mark.parametrize("problem", [p for p in Problem if p not in (Problem.STANDING, Problem.NOT_FOUND)])
def test_a_page_with_a_problem_is_counted_and_takes_nothing_out(store: Store, problem: Problem) -> None:
    put(store, arrival())
    before = dump(store)
    (outcome,) = put(store, arrival(problem=problem), now=LATER)
    assert (outcome.change, outcome.note) == (Change.SKIPPED, problem.value)
    assert dump(store) == before


def test_a_page_never_seen_that_is_not_there_is_skipped(store: Store) -> None:
    (outcome,) = put(store, missing("http://lubno.example/never/"))
    assert (outcome.change, outcome.id) == (Change.SKIPPED, "")


def test_a_standing_page_is_kept_out_of_the_news(store: Store) -> None:
    put(store, arrival(what=content(standing=True), problem=Problem.STANDING))
    assert list(store.announcements()) == []
    assert [a.status for a in everything(store)] == [Status.STANDING]


def test_site_notices_count_the_pages_that_carry_them(store: Store) -> None:
    footer = SiteNotice(programme="dkk", words="DKK", where="footer")
    carrying = [
        arrival(f"http://lubno.example/{n}/", content(title=f"Wpis {n}", notices=(footer,))) for n in range(3)
    ]
    put(store, *carrying)
    put(store, *carrying, now=LATER)
    (notice,) = store.site_notices(LUBNO.id)
    assert (notice.programme, notice.pages, notice.first_seen) == ("dkk", 3, NOW)
    put(store, arrival("http://lubno.example/0/", content(title="Wpis 0")), now=LATER)
    assert store.site_notices(LUBNO.id)[0].pages == 2


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
@pytest.mark.parametrize("batch", [1, 3])
def test_no_order_of_pages_decides_where_a_notice_stands(
    store: Store, order: tuple[int, ...], batch: int
) -> None:
    places = ("related", "header", "sidebar")
    noted = [
        tuple(SiteNotice(programme="dkk", words="DKK", where=w) for w in (place, "related"))
        for place in places
    ]
    pages = [
        arrival(f"http://lubno.example/{n}/", content(title=f"Wpis {n}", notices=noted[n])) for n in order
    ]
    for start in range(0, len(pages), batch):
        put(store, *pages[start : start + batch])
    put(store, *(arrival(page.raw.url, content(title=page.raw.title)) for page in pages[:1]), now=LATER)
    (notice,) = store.site_notices(LUBNO.id)
    assert (notice.place, notice.pages) == ("header", 2)


def test_what_is_forgotten_never_returns(store: Store) -> None:
    (outcome,) = put(store, arrival())
    put(store, arrival(what=content(text="Poprawiona treść z nazwiskiem.")), now=LATER)
    refs = store.forget(outcome.id, reason="prośba osoby", now=LATER)
    assert {ref.url for ref in refs} == {"http://lubno.example/grant/"}
    for twin in ("http://lubno.example/grant/", "https://www.lubno.example/grant"):
        (again,) = put(store, arrival(twin), now=LATER)
        assert (again.change, again.note) == (Change.SKIPPED, "forgotten")
    moved = arrival("http://lubno.example/nowy/", content(text="Poprawiona treść z nazwiskiem."))
    assert put(store, moved, now=LATER)[0].note == "forgotten"
    assert everything(store) == []
    with store.reading() as connection:
        for table in ("revisions", "announcements", "corrections"):
            assert connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar() == 0


def test_hostile_characters_are_replaced_and_offsets_stay(store: Store) -> None:
    raw = RawAnnouncement(
        source=LUBNO.id, url="http://lubno.example/x/", fetched=NOW, title="A\x00b\ud800c", text="x\x0by" * 9
    )
    (outcome,) = put(store, Arrival(raw=raw, source=LUBNO))
    found = store.announcement(outcome.id)
    assert found is not None
    assert found.content.title == "A\ufffdb\ufffdc"
    assert len(found.content.text) == 27


def test_ids_are_the_same_in_a_store_built_anew(store: Store) -> None:
    (first,) = put(store, arrival())
    with Store.open("sqlite://") as other:
        assert put(other, arrival(), now=LATER)[0].id == first.id
        assert other.projection() == store.projection()
