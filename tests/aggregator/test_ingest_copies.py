"""Copies of one text on several sites: who leads, who is kept apart."""

from __future__ import annotations

from dataclasses import replace

from ingesting import LATER, everything, put
from store_samples import (
    LONG,
    LUBNO,
    PORTAL,
    WZOROWO,
    arrival,
    content,
    missing,
)

from aggregator.arrivals import Change
from aggregator.store import Query, Store
from aggregator.vocabulary import Kind, Status


def test_the_order_of_arrivals_does_not_matter_to_copies(store: Store) -> None:
    text = content(text=LONG, kind=Kind.EVENT, programme="", grosze=0)
    mine = arrival(what=text)
    theirs = arrival("http://gmina-lubno.example/sala/", replace(text, title="Z Lubna"), source=PORTAL)
    put(store, theirs)
    put(store, mine, now=LATER)
    status = {a.source: a.status for a in everything(store)}
    assert status == {LUBNO.id: Status.CURRENT, PORTAL.id: Status.COPY}
    with Store.open("sqlite://") as other:
        assert [o.change for o in put(other, mine, theirs)] == [Change.NEW, Change.COPY]
        assert {a.source: a.status for a in everything(other)} == status
    (copy,) = store.announcements(Query(statuses=(Status.COPY,)))
    (leader,) = store.announcements()
    assert store.leader_of(copy.id) == leader.id
    assert [a.id for a in store.copies_of(leader.id)] == [copy.id]


def test_when_the_leader_goes_its_copy_leads(store: Store) -> None:
    text = content(text=LONG, kind=Kind.EVENT)
    theirs = arrival("http://gmina-lubno.example/sala/", text, source=PORTAL)
    assert [o.change for o in put(store, arrival(what=text), theirs)] == [Change.NEW, Change.COPY]
    put(store, missing("http://lubno.example/grant/"), now=LATER)
    assert [a.source for a in store.announcements()] == [PORTAL.id]


def test_libraries_that_use_one_formula_for_their_own_awards_are_no_copies(store: Store) -> None:
    formula = LONG.replace("w Lubnie ", "")
    put(
        store,
        arrival(what=content(title="Nowości", text=formula)),
        arrival("https://wzorowo.example/nowosci/", content(title="Nowości", text=formula), source=WZOROWO),
    )
    assert {a.status for a in everything(store)} == {Status.CURRENT}


def test_an_edited_copy_is_a_copy_no_more(store: Store) -> None:
    text = content(text=LONG, kind=Kind.EVENT)
    url = "http://gmina-lubno.example/sala/"
    put(store, arrival(what=text), arrival(url, text, source=PORTAL))
    put(
        store,
        arrival(url, replace(text, text="Gmina pisze o sali swoimi słowami."), source=PORTAL),
        now=LATER,
    )
    assert {a.status for a in everything(store)} == {Status.CURRENT}
