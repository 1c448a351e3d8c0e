"""Moves of every kind, alone and together with an edit: one item stays one, two stay two."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from ingesting import LATER, everything, put
from store_samples import LONG, NOW, arrival, content, missing

from aggregator.arrivals import Arrival, Change
from aggregator.model import Content, Reading
from aggregator.store import Store

NAME = "/noc-bibliotek-w-lubnie"
SHORT = content("Noc bibliotek w Lubnie", "W sobotę czytamy do rana.")
JOOMLA, DRUPAL = Reading(rule="joomla", profile=1), Reading(rule="drupal", profile=2)
WEEK = NOW + timedelta(days=7)


def at(path: str, what: Content, reading: Reading = JOOMLA, tail: str = "", *, asked: str = "") -> Arrival:
    said = replace(what, text=what.text + tail, reading=reading)
    site = "http://lubno.example"
    return replace(arrival(site + path, said, page=path + tail, requested=asked and site + asked), visit=WEEK)


def undated(what: Content) -> Content:
    return replace(what, published=None)


@pytest.mark.parametrize("dated", [True, False])
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/2021/08" + NAME + "/", "/archiwum" + NAME + ".html"),
        ("/aktualnosci" + NAME, "/pl/aktualnosci" + NAME),
        ("/aktualnosci" + NAME, "/index.php/aktualnosci" + NAME),
        ("/index.php/aktualnosci/12-noc-bibliotek-w-lubnie", "/aktualnosci/12-noc-bibliotek-w-lubnie"),
        ("/Aktualnosci/Noc-Bibliotek-W-Lubnie", "/aktualnosci" + NAME),
        ("/noc-bibliotek-w-gołębiu", "/news/noc-bibliotek-w-go%C5%82%C4%99biu/"),
        ("/aktualnosci/12-noc-bibliotek-w-lubnie", NAME + "/"),
    ],
)
def test_a_short_notice_keeps_its_name_wherever_it_lies(
    store: Store, old: str, new: str, dated: bool
) -> None:
    what = SHORT if dated else undated(SHORT)
    (first,) = put(store, at(old, what))
    for turn in range(1, 4):  # both ways are named for a while, and in turns
        (again,) = put(store, at(new if turn % 2 else old, what), now=LATER + timedelta(days=turn))
        assert again.id == first.id
        assert again.change in (Change.SAME, Change.MOVED)
    assert len(everything(store)) == 1


@pytest.mark.parametrize("dated", [True, False])
@pytest.mark.parametrize(
    ("old", "new", "title", "tail"),
    [
        ("/node/7", "/news.php?id=31", "Noc bibliotek w Lubnie", " Wstęp wolny od godziny 19."),
        ("/12-noc-bibliotek-w-lubnie", NAME + "/", "Noc w bibliotece: zmiana terminu", " Zapisy do 5 maja."),
        ("/node/7", "/news.php?id=31", "Noc bibliotek w Lubnie odwołana", " Spotkamy się za rok."),
    ],
)
def test_an_item_edited_in_the_week_of_the_move_is_one(
    store: Store, old: str, new: str, title: str, tail: str, dated: bool
) -> None:
    """New permalinks, a new system with other words around the text, another title, a sentence more."""
    before = content("Noc bibliotek w Lubnie", LONG)
    after = content(title, LONG + tail)
    if not dated:
        before, after = undated(before), undated(after)
    (first,) = put(store, at(old, before))
    (moved,) = put(store, at(new, after, DRUPAL), now=WEEK)
    (again,) = put(store, at(new, after, DRUPAL), now=WEEK + timedelta(days=1))
    assert (moved.id, again.id, again.change) == (first.id, first.id, Change.SAME)
    assert [a.content.title for a in everything(store)] == [title]


def test_another_title_and_other_words_around_the_text_are_no_new_item(store: Store) -> None:
    (first,) = put(store, at("/node/7", content("Noc bibliotek w Lubnie", LONG), JOOMLA, "\nPowrót do listy"))
    new = content("Noc bibliotek w gminie Lubno", LONG)
    (moved,) = put(store, at("/news.php?id=31", new, DRUPAL, "\nUdostępnij wpis"), now=WEEK)
    assert moved.id == first.id


def test_an_item_deleted_and_posted_again_with_its_title_put_right_is_one(store: Store) -> None:
    (first,) = put(store, at("/node/7", content("Noc bibliotkek w Lubnie", SHORT.text)))
    (gone,) = put(store, missing("http://lubno.example/node/7"), now=LATER)
    (back,) = put(store, at("/node/8", SHORT), now=WEEK)
    assert (gone.change, back.change, back.id) == (Change.GONE, Change.BACK, first.id)


def test_a_site_that_dates_all_it_has_anew_mints_nothing_while_names_stay(store: Store) -> None:
    old = content("Noc bibliotek w Lubnie", LONG, on="2021-08-19")
    (first,) = put(store, at("/aktualnosci" + NAME, old))
    (moved,) = put(
        store, at("/news" + NAME, content("Noc bibliotek w Lubnie", LONG, on="2026-11-20")), now=WEEK
    )
    assert moved.id == first.id
    assert [a.content.published for a in everything(store)] == [old.published]


FERIE = content("Ferie w bibliotece", LONG, on="2025-01-20")
NEXT_YEAR = content("Ferie w bibliotece", LONG, on="2026-01-19")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (at("/ferie-w-bibliotece/", FERIE), at("/ferie-w-bibliotece-2/", NEXT_YEAR)),
        (at("/12-ferie-w-bibliotece", FERIE), at("/57-ferie-w-bibliotece", NEXT_YEAR)),
        (at("/2025/ferie-w-czytelni", undated(SHORT)), at("/2026/ferie-w-czytelni", undated(SHORT))),
        (
            at("/node/1", undated(content("Klub książki", f"Spotkanie 12.03. {LONG}"))),
            at("/node/2", undated(content("Klub książki", f"Spotkanie 9.04. {LONG}"))),
        ),
    ],
)
def test_notices_of_every_year_stay_two(store: Store, old: Arrival, new: Arrival) -> None:
    """One title and nearly one text, a year apart: with days, with years in the address, with a number."""
    (first,), (second,) = put(store, old), put(store, new, now=WEEK + timedelta(days=365))
    assert (second.change, first.id != second.id) == (Change.NEW, True)


def test_numbers_dealt_out_anew_by_a_new_system_name_other_items(store: Store) -> None:
    """Undated, and of one library's few words: what stands at a known number is not what stood there."""
    words = "Stoły i regały stoją w czytelni przy oknie od rana. "
    one = undated(content("Kiermasz książek", words * 6 + "Zapisy pod numerem 701."))
    two = undated(content("Wieczór poezji", words * 6 + "Zapisy pod numerem 702."))
    first, second = put(store, at("/node/1", one), at("/node/2", two))
    swapped = put(store, at("/node/1", two, DRUPAL), at("/node/2", one, DRUPAL), now=WEEK)
    assert [outcome.id for outcome in swapped] == [second.id, first.id]


def test_schemes_hosts_and_spellings_within_one_visit_change_nothing(store: Store) -> None:
    (first,) = put(store, arrival("http://lubno.example/aktualnosci/"))
    ways = ("http://www.", "https://", "http://", "https://www.", "http://", "https://")
    twins = [replace(arrival(f"{way}lubno.example/aktualnosci"), visit=WEEK) for way in ways]
    outcomes = put(store, *twins, now=WEEK)
    assert {outcome.id for outcome in outcomes} == {first.id}
    assert [outcome.change for outcome in outcomes].count(Change.MOVED) == 1  # to https, for good
    assert everything(store)[0].url.startswith("https://")
