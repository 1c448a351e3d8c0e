"""Simulated years of one site: nothing is minted twice or merged, no date moves, nothing goes to and fro."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from site_years import PRINT, Item, Library, in_print, moment, timedelta
from store_samples import AUTHORITY, LUBNO, TAXONOMY

from aggregator.arrivals import Arrival
from aggregator.identity import address_key
from aggregator.ingest import ingest
from aggregator.keeping.copies import ENOUGH
from aggregator.model import Announcement
from aggregator.store import Query, Store
from aggregator.vocabulary import Status

VISITS = 60


def key_of(url: str) -> str:
    return address_key(url, keep_fragment=True)


class Years:
    """One run: the site changes, a visit follows, the store is compared with the truth."""

    def __init__(self, store: Store, seed: int, *, dated: bool) -> None:
        self.store, self.chance = store, random.Random(seed)
        self.site = Library(self.chance, dated=dated)
        self.ids: dict[int, str] = {}
        self.read: dict[str, int] = {}  #: edits when it was last read, by id
        self.read_before: dict[str, int] = {}
        self.moved = False

    def live(self) -> None:
        """Some days pass."""
        site, chance = self.site, self.chance
        site.today += timedelta(days=chance.randrange(1, 25))
        self.moved = len(site.items) > 3 and chance.random() < 0.15
        if self.moved:
            site.move()
        for _ in range(chance.randrange(3)):
            site.publish()
            site.today += timedelta(days=1)
        alive = [item for item in site.items if not item.withdrawn]
        if alive and chance.random() < 0.3:
            site.edit()
        if alive and chance.random() < 0.1:
            site.repost()
        if len(alive) > 4 and chance.random() < 0.15:
            chance.choice(alive).withdrawn = True
        for item in site.items:
            if item.withdrawn and chance.random() < 0.1:
                item.withdrawn = False

    def visit(self) -> None:
        """What lists name and is strange, some known pages again, as a crawl does; all of it compared."""
        site, now = self.site, moment(self.site.today)
        named, sightings = site.lists()
        known = self.store.known_addresses(LUBNO.id)
        self.store.record_sightings(LUBNO.id, sightings, now=now)
        wanted = [(way, url) for way, url, _ in named if key_of(url) not in known]
        plan = sorted(site.respelled(page.address) for page in known.values() if not page.gone)
        wanted += [("", url) for url in plan if self.chance.random() < 0.5]
        arrivals: list[Arrival] = []
        for way, url in wanted:
            one = replace(site.answer(url), found_by=way, visit=now)
            arrivals.append(in_print(one) if PRINT in url else one)
            if way == "tag" and site.dated and self.chance.random() < 0.2:
                arrivals.append(in_print(one))
        self.read_before = dict(self.read)
        before = {a.id: a for a in self.store.announcements(Query(statuses=()))}
        outcomes = []
        for start in range(0, len(arrivals), 20):
            part = arrivals[start : start + 20]
            outcomes += ingest(self.store, part, taxonomy=TAXONOMY, now=now, authority=AUTHORITY)
        after = {a.id: a for a in self.store.announcements(Query(statuses=()))}
        asked = set()
        for one, outcome in zip(arrivals, outcomes, strict=True):
            item = self.item_of(one)
            if item is not None:
                self.compare(item, one.raw.url, outcome.id, before, after)
                asked.add(outcome.id)
        self.settled(asked, {self.ids.get(item.number) for *_, item in named}, before, after)

    def item_of(self, one: Arrival) -> Item | None:
        if one.content is None:
            return None
        day = one.content.published.value if one.content.published else ""
        return next(
            item
            for item in self.site.items
            if item.text in one.content.text
            and item.title in one.content.title
            and day in ("", item.day.isoformat())
        )

    def compare(
        self, item: Item, url: str, id: str, before: dict[str, Announcement], after: dict[str, Announcement]
    ) -> None:
        if not self.site.dated and sum(map(str.isalnum, item.text.partition(" Uwaga")[0])) < ENOUGH:
            return  # nothing tells short notices without a day apart
        assert self.ids.setdefault(item.number, id) == id, f"{item.title} was minted twice"
        twins = [n for n, other in self.ids.items() if other == id and n != item.number]
        assert not twins, f"{item.title} was merged with {twins}"
        found = after[id]
        published = found.content.published
        assert not self.site.dated or (published and published.value == item.day.isoformat())
        assert self.store.revisions(id) == [] or len(self.store.revisions(id)) <= item.edits
        if id in before and before[id].updated != found.updated:
            assert self.read_before.get(id, 0) < item.edits, f"{item.title}: `updated` moved without an edit"
        taken = item.title in found.content.title and item.text in found.content.text
        if key_of(url) == key_of(found.url) and taken:
            self.read[id] = item.edits

    def settled(
        self, asked: set[str], named: set[str | None], before: dict[str, Announcement],
        after: dict[str, Announcement],
    ) -> None:  # fmt: skip
        places = {self.ids.get(i.number): self.site.address(i) for i in self.site.items if not i.withdrawn}
        for id in asked & named:
            assert after[id].status is Status.CURRENT
            # a site may go back to addresses it had before: that is seen when the later ones are no more
            assert key_of(after[id].url) in (
                key_of(places[id]),
                key_of(before[id].url if id in before else ""),
            )
        for id, old in before.items():
            if not self.moved and key_of(old.url) == key_of(places.get(id, "")):
                assert key_of(after[id].url) == key_of(old.url), "addresses go to and fro"


@pytest.mark.slow
@pytest.mark.parametrize("dated", [True, False])
@pytest.mark.parametrize("seed", range(3))
def test_a_site_lives_for_years_and_its_announcements_stay_the_same_ones(seed: int, dated: bool) -> None:
    with Store.open("sqlite://") as store:
        years = Years(store, seed, dated=dated)
        for _ in range(VISITS):
            years.live()
            years.visit()
        # of a site without days only announcements with long texts are compared
        assert len(years.ids) > (15 if dated else 5)
