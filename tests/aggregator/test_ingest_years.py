"""Years of a site: addresses, content systems and spellings change; its announcements stay the same ones."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from store_samples import AUTHORITY, LONG, NOW, TAXONOMY, arrival, content, missing

from aggregator.arrivals import Arrival, Change
from aggregator.ingest import ingest
from aggregator.model import Content, Reading
from aggregator.store import Query, Store

ITEMS = [
    replace(content(f"Wpis {number}", f"Treść {number}. {LONG}", on=f"2021-0{number + 1}-15"))
    for number in range(4)
]
PERMALINKS = ("/?p={}", "/wpis-{}/", "/index.php?option=com_content&id={}", "/aktualnosci/wpis-{}.html")


@dataclass(frozen=True)
class Site:
    """How a site looks in one season."""

    https: bool
    www: bool
    permalink: int
    system: str
    redirects: bool  #: old addresses lead to new ones, or are no more
    capitals: bool  #: titles in capitals: layout, not wording
    tracked: bool  #: its feed adds tracking parameters

    def address(self, number: int) -> str:
        scheme, host = ("https" if self.https else "http"), ("www." if self.www else "") + "lubno.example"
        return f"{scheme}://{host}{PERMALINKS[self.permalink].format(number)}"

    def page(self, item: Content) -> Content:
        title = item.title.upper() if self.capitals else item.title
        return replace(item, title=title, reading=Reading(rule=self.system, profile=1))


seasons = st.builds(
    Site, https=st.booleans(), www=st.booleans(), permalink=st.integers(0, 3),
    system=st.sampled_from(["wordpress", "joomla"]), redirects=st.booleans(), capitals=st.booleans(),
    tracked=st.booleans(),
)  # fmt: skip


def visit(site: Site, known: list[str]) -> list[Arrival]:
    """What a visit brings: every item of the feed, then what became of the addresses we knew."""
    found = []
    for number, item in enumerate(ITEMS):
        address = site.address(number) + ("&" if "?" in site.address(number) else "?") * site.tracked
        address += "utm_source=feed" * site.tracked
        found.append(arrival(address, site.page(item), page=f"{site} {number}"))
    now_there = {site.address(number) for number in range(len(ITEMS))}
    for old in known:
        if old not in now_there:
            number = next(n for n in range(len(ITEMS)) if str(n) in old.rpartition("lubno.example")[2])
            if site.redirects:
                new, page = site.address(number), f"{site} {number}"
                found.append(arrival(new, site.page(ITEMS[number]), page=page, requested=old))
            else:
                found.append(missing(old))
    return found


@pytest.mark.slow
@settings(max_examples=10)
@given(st.lists(seasons, min_size=1, max_size=6))
def test_no_announcement_is_minted_twice_or_posted_again(years: list[Site]) -> None:
    with Store.open("sqlite://") as store:
        ids: set[str] = set()
        for year, site in enumerate(years):
            for month in (0, 1):
                now = NOW + timedelta(days=360 * year + 30 * month)
                known = [a.url for a in store.announcements(Query(statuses=()))]
                before = {a.id: a.url for a in store.announcements()}
                outcomes = ingest(store, visit(site, known), taxonomy=TAXONOMY, now=now, authority=AUTHORITY)
                stored = list(store.announcements(Query(statuses=())))
                ids = ids or {a.id for a in stored}
                assert {a.id for a in stored} == ids
                assert len(ids) == len(ITEMS)
                assert {a.updated for a in stored} == {NOW}
                assert {a.content.published for a in stored} == {item.published for item in ITEMS}
                assert not {Change.EDITED, Change.GONE} & {o.change for o in outcomes}
                assert all(a.status.value == "current" for a in stored)
                if month:
                    assert {a.id: a.url for a in stored} == before, "addresses go to and fro"
                assert store.revisions(stored[0].id) == []
