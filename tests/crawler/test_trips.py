"""A visit as a plan: what is asked next, what is read, when it ends. No requests are made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from aggregator.identity import address_key
from aggregator.model import Source
from crawler.families import Answer, Ask, Found, Lead
from crawler.families.moments import stated
from crawler.processes import shards
from crawler.revisits import STEADY, pages_again
from crawler.trips import FIRST_SIGHT_ITEMS, Trip
from crawler.troubles import Trouble

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
HOME = "http://mbp.example/"
SOURCE = Source(id="mbp", library="MBP", kind="miejska", teryt="14", home=HOME)
LIST = Ask(kind="listing", url=f"{HOME}a/")
FEED = Ask(kind="feed", url=f"{HOME}feed/")


@dataclass(frozen=True)
class Page:
    address: str
    first_seen: datetime
    gone: bool = False
    published: datetime | None = None


def trip(*steps: tuple[Ask, ...], **values: object) -> Trip:
    return Trip(source=SOURCE, started=NOW, plan=steps or ((LIST,),), **values)  # type: ignore[arg-type]


def leads(numbers: range, day: str = "2023-05-01", site: str = HOME) -> tuple[Lead, ...]:
    return tuple(
        Lead(url=f"{site}a/{n}", published=stated(day, "list", confidence=0.8), found_by="listing")
        for n in numbers
    )


def answer(url: str = LIST.url) -> Answer:
    return Answer(url=url, body=b"", fetched=NOW)


def further(page: int) -> tuple[Ask, ...]:
    return (Ask(kind="listing", url=f"{HOME}a/{page}/", page=page),)


def walk(visit: Trip, found: dict[str, Found]) -> list[str]:
    """Ask until there is nothing to ask; gives the addresses."""
    asked = []
    while (ask := visit.next_ask()) is not None:
        asked.append(ask.url)
        if ask.url in found:
            visit.take(answer(ask.url), ask, found[ask.url])
        else:
            visit.fail(Trouble("http-404", "404"), ask=ask)
    visit.choose()
    return asked


def chosen(visit: Trip) -> list[str]:
    return [lead.url.rpartition("/")[2] for lead in visit.chosen]


def test_steps_are_tried_until_one_finds_news() -> None:
    visit = trip((FEED,), (LIST,), (Ask(kind="sitemap", url=f"{HOME}sitemap.xml"),))
    assert walk(visit, {LIST.url: Found(leads=leads(range(3)))}) == [FEED.url, LIST.url]
    assert chosen(visit) == ["0", "1", "2"]
    assert [bool(tried.trouble) for tried in visit.tried] == [True, False]


def test_all_lists_of_a_step_count_and_a_second_finding_completes_the_first() -> None:
    visit = trip((FEED, LIST))
    bare = (Lead(url=f"{HOME}a/1", title="Tytuł", found_by="feed"),)
    walk(visit, {FEED.url: Found(leads=bare), LIST.url: Found(leads=leads(range(3)))})
    assert chosen(visit) == ["1", "0", "2"]
    assert visit.chosen[0].title == "Tytuł"
    assert visit.chosen[0].published is not None
    assert (visit.chosen[0].found_by, visit.chosen[0].found_on) == ("feed", FEED.url)


def test_a_page_of_old_items_ends_a_list() -> None:
    visit = trip()
    found = {
        LIST.url: Found(leads=leads(range(3)), next=further(2)),
        f"{HOME}a/2/": Found(leads=leads(range(3, 6), "2019-05-01"), next=further(3)),
    }
    assert walk(visit, found) == [LIST.url, f"{HOME}a/2/"]
    assert chosen(visit) == ["0", "1", "2"]


def test_first_sight_takes_the_newest_four_hundred() -> None:
    visit = trip()
    pages = {LIST.url: Found(leads=leads(range(50)), next=further(2))}
    for n in range(2, 30):
        first = (n - 1) * 50
        pages[f"{HOME}a/{n}/"] = Found(leads=leads(range(first, first + 50)), next=further(n + 1))
    assert len(walk(visit, pages)) == FIRST_SIGHT_ITEMS // 50
    assert len(visit.chosen) == FIRST_SIGHT_ITEMS
    full = trip(full=True)
    assert len(walk(full, pages)) == 30
    assert len(full.chosen) == 29 * 50


def test_a_later_visit_ends_at_a_page_of_known_items_but_not_after_one_cut_off() -> None:
    known = {address_key(lead.url): Page(lead.url, NOW) for lead in leads(range(2, 9))}
    pages = {
        LIST.url: Found(leads=leads(range(3)), next=further(2)),
        f"{HOME}a/2/": Found(leads=leads(range(3, 6)), next=further(3)),
        f"{HOME}a/3/": Found(leads=leads(range(6, 12))),
    }
    whole = trip(pages=known, first_sight=False, last=NOW)
    assert len(walk(whole, pages)) == 2
    assert chosen(whole) == ["0", "1"]
    cut = trip(pages=known, last=NOW)
    assert len(walk(cut, pages)) == 3
    assert chosen(cut) == ["0", "1", "9", "10", "11"]


def test_other_sites_and_endless_addresses_are_not_followed() -> None:
    visit = trip()
    foreign = (*leads(range(2), site="http://gov.example/"), *leads(range(1), site="http://www.mbp.example/"))
    endless = (Lead(url=f"{HOME}a/{'x' * 3000}"), Lead(url="mailto:mbp@mbp.example"))
    walk(visit, {LIST.url: Found(leads=foreign + endless)})
    assert [lead.url for lead in visit.chosen] == ["http://www.mbp.example/a/0"]


def test_pages_that_failed_are_tried_again() -> None:
    visit = trip(retries={f"{HOME}a/77": 1})
    walk(visit, {LIST.url: Found(leads=leads(range(2)))})
    assert chosen(visit) == ["0", "1", "77"]


def test_when_nothing_answers_nothing_else_is_asked() -> None:
    visit = trip((FEED,), (LIST,))
    assert visit.next_ask() == FEED
    visit.fail(Trouble("dns", "unknown"), ask=FEED, everything=True)
    assert visit.next_ask() is None


def test_known_pages_are_looked_at_again_ever_more_rarely() -> None:
    seen = NOW - timedelta(days=7, hours=1)
    known = {str(n): Page(f"{HOME}a/{n}", seen - timedelta(days=n)) for n in range(30)}
    last = NOW - timedelta(days=1)
    due = pages_again(known, {}, last=last, now=NOW, asked=False)
    assert [lead.url for lead in due] == [f"{HOME}a/0", f"{HOME}a/23"]
    modified = {"4": Lead(url=f"{HOME}a/4", modified=NOW - timedelta(hours=2))}
    assert f"{HOME}a/4" in {
        lead.url for lead in pages_again(known, modified, last=last, now=NOW, asked=False)
    }
    assert len(pages_again(known, {}, last=last, now=NOW, asked=True)) == 21
    gone = {"0": Page(f"{HOME}a/0", seen, gone=True)}
    assert pages_again(gone, {}, last=last, now=NOW, asked=False) == []


def test_the_first_age_is_left_out_where_pages_never_change() -> None:
    known = {str(n): Page(f"{HOME}a/{n}", NOW - timedelta(days=n, hours=-1)) for n in (1, 3, 7)}
    last = NOW - timedelta(hours=22)

    def due(quiet: int) -> list[str]:
        found = pages_again(known, {}, last=last, now=NOW + timedelta(hours=2), asked=False, quiet=quiet)
        return [lead.url.rpartition("/")[2] for lead in found]

    assert due(STEADY - 1) == ["1", "3", "7"]
    assert due(STEADY) == ["3", "7"]


def test_sources_of_one_domain_are_visited_by_one_process() -> None:
    def source(n: int, home: str, news: str = "") -> Source:
        return Source(id=f"s{n}", library="B", kind="gminna", teryt="14", home=home, news=news)

    sources = [source(n, f"http://b{n}.example/") for n in range(40)]
    sources += [source(100 + n, f"http://filia{n}.gmina.example/") for n in range(10)]
    sources += [source(200, "http://stary.example/", "http://x.gmina.example/news")]
    parts = shards(sources, 3)
    assert len(parts) == 3
    assert sorted(s.id for part in parts for s in part) == sorted(s.id for s in sources)
    (home,) = [part for part in parts if sources[-1] in part]
    assert all(s in home for s in sources[40:])
