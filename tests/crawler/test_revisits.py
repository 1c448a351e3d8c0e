"""Which known pages a visit asks for: what a list tells need not be read, and one look serves two ends."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from aggregator.identity import address_key
from aggregator.model import Source
from crawler.families import Answer, Ask, Found, Lead
from crawler.families.moments import stated
from crawler.looks import LOOK, LOOK_AT_SAME, choose_looks
from crawler.responses import Reply
from crawler.revisits import EDITED, lists_that_tell, pages_again
from crawler.trips import Trip
from tests.crawler.test_trips import HOME, Page

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
LAST = NOW - timedelta(days=1)
FEED, API = f"{HOME}feed/", f"{HOME}wp-json/wp/v2/posts"
#: three pages that come to an age of the plan since the last visit: one, three and seven days
PAGES = {
    address_key(f"{HOME}a/{n}"): Page(f"{HOME}a/{n}", NOW - timedelta(days=n, hours=1)) for n in (1, 3, 7)
}


def told(n: int, *, by: str = "feed", on: str = FEED, edited: timedelta = timedelta(0)) -> Lead:
    """An entry of a list: published when the page was first seen, modified so much later."""
    published = PAGES[address_key(f"{HOME}a/{n}")].first_seen
    day = stated(published.isoformat(), "feed", confidence=0.95)
    assert day is not None
    return Lead(url=f"{HOME}a/{n}", published=day, modified=day.moment + edited, found_by=by, found_on=on)


def again(*leads: Lead, asked: bool = False) -> list[str]:
    by_key = {address_key(lead.url): lead for lead in leads}
    due = pages_again(PAGES, by_key, last=LAST, now=NOW, asked=asked)
    return [lead.url.rpartition("/")[2] for lead in due]


def test_a_feed_that_tells_of_edits_speaks_for_all_it_names() -> None:
    assert again() == ["1", "3", "7"]
    # the entry of seven days ago was edited after three: the feed knows of edits, so also of none
    assert again(told(1), told(3), told(7, edited=timedelta(days=3))) == []
    # what it does not name is read
    assert again(told(1), told(7, edited=timedelta(days=3))) == ["3"]


def test_an_edit_since_the_last_visit_is_read_at_once_whatever_the_plan_says() -> None:
    assert again(told(1), told(3), told(7, edited=timedelta(days=6, hours=12))) == ["7"]
    assert again(told(1), told(3), told(7, edited=timedelta(days=6, hours=12)), asked=True) == ["7"]


@pytest.mark.parametrize("edited", [timedelta(0), EDITED - timedelta(seconds=1)])
def test_a_feed_that_repeats_the_time_of_publication_tells_nothing(edited: timedelta) -> None:
    leads = [told(n, edited=edited) for n in (1, 3, 7)]
    assert lists_that_tell(leads) == set()
    assert again(*leads) == ["1", "3", "7"]


def test_one_list_does_not_speak_for_another_and_a_map_for_nothing() -> None:
    other = f"{HOME}comments/feed/"
    knows = told(7, edited=timedelta(days=3))
    assert lists_that_tell([knows, told(1, on=other)]) == {FEED}
    assert again(knows, told(1, on=other), told(3)) == ["1"]
    mapped = [told(n, by="sitemap", on=f"{HOME}sitemap.xml", edited=timedelta(days=1)) for n in (3, 7)]
    assert again(told(1), *mapped) == ["1", "3", "7"]


def test_the_interface_of_wordpress_always_states_real_times() -> None:
    assert again(*(told(n, by="wp-json", on=API) for n in (1, 3, 7))) == []
    assert again(*(replace(told(n, by="wp-json", on=API), modified=None) for n in (1, 3, 7))) == [
        "1",
        "3",
        "7",
    ]


LIST, MAP = Ask(kind="listing", url=f"{HOME}a/"), Ask(kind="sitemap", url=f"{HOME}sitemap.xml")
OLD = Page(f"{HOME}a/50", NOW - timedelta(days=50, hours=1))
SOURCE = Source(id="mbp", library="MBP", kind="miejska", teryt="14", home=HOME)


def looked_at(since: timedelta | None, unchanged: tuple[Ask, ...], *read: Ask, **values: object) -> list[str]:
    """The articles a visit asks for, when the last look at one was `since` ago; nothing is due by the plan
    unless `pages` says so."""
    kept = {"pages": {address_key(OLD.address): OLD}, "first_sight": False, "last": LAST, **values}
    looked = NOW - since if since is not None else None
    trip = Trip(source=SOURCE, started=NOW, plan=(), looked=looked, **kept)  # type: ignore[arg-type]
    for ask in unchanged:
        trip.watch.list_unchanged(ask, Reply(ask.url, False))
        trip.unchanged += 1
    for ask in read:
        found = Found(leads=(Lead(url=OLD.address, title="Spotkanie", found_on=ask.url),))
        answer = Answer(url=ask.url, body=b"<html><body><h1>Lista</h1></body></html>", fetched=NOW)
        trip.take(answer, ask, trip.watch.list_read(ask, Reply(ask.url, False), answer, found, probing=False))
    trip.choose()
    choose_looks(trip)
    return [lead.url.rpartition("/")[2] for lead in trip.chosen]


def test_one_article_is_looked_at_every_day_and_every_five_where_no_list_has_changed_a_byte() -> None:
    early, late = timedelta(minutes=-1), timedelta(minutes=1)
    assert looked_at(LOOK + early, (), LIST) == []
    assert looked_at(LOOK + late, (), LIST) == ["50"]
    assert looked_at(LOOK + late, (LIST,)) == []
    assert looked_at(LOOK_AT_SAME + early, (LIST,)) == []
    assert looked_at(LOOK_AT_SAME + late, (LIST,)) == ["50"]


def test_only_web_pages_vouch_for_the_design_and_all_of_them_must() -> None:
    assert looked_at(timedelta(days=1), (MAP,)) == ["50"]
    assert looked_at(timedelta(days=1), (LIST, MAP)) == ["50"]
    second = replace(LIST, url=f"{HOME}ogloszenia/")
    assert looked_at(timedelta(days=1), (LIST,), second) == ["50"]
    assert looked_at(timedelta(days=1), (LIST, second)) == []


def test_who_asks_for_a_source_gets_a_look_and_a_first_sight_needs_none() -> None:
    assert looked_at(timedelta(hours=1), (LIST,), wanted=True) == ["50"]
    assert looked_at(None, (LIST,)) == ["50"]
    assert looked_at(None, (LIST,), first_sight=True) == []


def test_an_article_due_by_the_plan_is_the_look_of_the_day() -> None:
    pages = {**PAGES, address_key(OLD.address): OLD}
    assert looked_at(timedelta(days=1), (), LIST, pages=pages) == ["1", "3", "7"]
    assert looked_at(timedelta(days=9), (LIST,), pages=pages) == ["1", "3", "7"]
