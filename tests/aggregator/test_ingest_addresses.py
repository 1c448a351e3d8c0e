"""One announcement under many addresses is one; two alike stay two."""

from __future__ import annotations

from datetime import timedelta

import pytest
from ingesting import LATER, everything, put
from store_samples import (
    LONG,
    NOW,
    arrival,
    content,
    missing,
)

from aggregator.arrivals import Change, Sighting
from aggregator.model import Reading
from aggregator.store import Store


@pytest.mark.parametrize(
    "twin",
    [
        "https://lubno.example/grant/",
        "http://www.lubno.example/grant",
        "http://lubno.example/grant/?utm_source=fb",
        "http://lubno.example/grant/?print=1",
        "http://LUBNO.example:80/grant/#top",
    ],
)
def test_twins_of_an_address_are_one_announcement(store: Store, twin: str) -> None:
    (first,) = put(store, arrival())
    (second,) = put(store, arrival(twin), now=LATER)
    assert second.id == first.id
    assert len(everything(store)) == 1
    assert everything(store)[0].updated == NOW


def test_a_site_that_moves_to_https_moves_its_announcements_once(store: Store) -> None:
    put(store, arrival())
    (moved,) = put(store, arrival("https://lubno.example/grant/"), now=LATER)
    (old,) = put(store, arrival("http://lubno.example/grant/"), now=LATER + timedelta(1))
    assert (moved.change, old.change) == (Change.MOVED, Change.SAME)
    assert everything(store)[0].url == "https://lubno.example/grant/"


def test_a_redirect_moves_an_announcement(store: Store) -> None:
    put(store, arrival())
    new = "http://lubno.example/aktualnosci/grant.html"
    (moved,) = put(store, arrival(new, requested="http://lubno.example/grant/", page="p"), now=LATER)
    (found,) = everything(store)
    assert (moved.change, found.url, found.updated) == (Change.MOVED, new, NOW)
    assert store.addresses(found.id) == ["http://lubno.example/grant/", new]


def test_new_permalinks_mint_nothing_twice(store: Store) -> None:
    """A new content system: other addresses, other bytes, other rules; the words and the day agree."""
    old = [
        arrival(f"http://lubno.example/?p={n}", content(title=f"Wpis {n}", text=f"Treść {n}: {LONG}"))
        for n in range(5)
    ]
    put(store, *old)
    ids = {a.id for a in everything(store)}
    new = [
        arrival(
            f"http://lubno.example/wpisy/wpis-{n}/",
            content(title=f"WPIS {n}", text=f"Treść {n}: {LONG}", reading=Reading(rule="joomla")),
            page=f"new {n}",
        )
        for n in range(5)
    ]
    put(store, *new, now=LATER)
    assert {a.id for a in everything(store)} == ids
    outcomes = put(store, *(missing(f"http://lubno.example/?p={n}") for n in range(5)), now=LATER)
    assert {o.change for o in outcomes} == {Change.SAME}
    assert {a.url for a in store.announcements()} == {a.raw.url for a in new}
    assert {a.updated for a in store.announcements()} == {NOW}


def test_words_read_a_little_otherwise_at_a_new_address_are_the_same_announcement(store: Store) -> None:
    put(store, arrival("http://lubno.example/?p=1", content(text=LONG)))
    close = content(text=LONG.replace("Wstęp wolny.", "Wstęp wolny. Zapraszamy."))
    (moved,) = put(store, arrival("http://lubno.example/wpis/", close), now=LATER)
    assert moved.change is not Change.NEW
    assert len(everything(store)) == 1


def test_two_items_of_one_title_and_day_stay_two(store: Store) -> None:
    first = content(title="Głośne czytanie", text=f"Filia nr 1. {LONG}")
    second = content(title="Głośne czytanie", text=f"Filia nr 2. {LONG}")
    one, two = arrival("http://lubno.example/1/", first), arrival("http://lubno.example/2/", second)
    put(store, one)
    put(store, two, now=LATER)
    assert len(everything(store)) == 2


def test_short_notices_without_a_day_stay_apart(store: Store) -> None:
    closed = content(title="Nieczynne", text="W piątek biblioteka nieczynna.", on=None)
    put(store, arrival("http://lubno.example/1/", closed), arrival("http://lubno.example/2/", closed))
    assert len(everything(store)) == 2


def test_one_item_found_four_ways_is_one_item_with_its_sightings(store: Store) -> None:
    for way in ("feed", "listing", "sitemap", "tag"):
        (outcome,) = put(store, arrival(found_by=way))
    assert {seen.found_by for seen in store.sightings(outcome.id)} == {"feed", "listing", "sitemap", "tag"}
    assert len(everything(store)) == 1


def test_naming_an_address_again_needs_no_fetch(store: Store) -> None:
    (outcome,) = put(store, arrival())
    named = [
        Sighting(address="https://lubno.example/grant", found_by="sitemap"),
        Sighting(address="http://lubno.example/never-read/", found_by="feed"),
    ]
    assert store.record_sightings("gbp-lubno", named, now=LATER) == 1
    assert "sitemap" in {seen.found_by for seen in store.sightings(outcome.id)}
    assert store.known_addresses("gbp-lubno")["lubno.example/grant"].last_seen == LATER
    assert everything(store)[0].url == "http://lubno.example/grant/"
