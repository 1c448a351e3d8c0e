"""Filtered feeds, search and announcement pages over a real store; the whole way from store to tree."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import feedparser
import pytest
from fastapi.testclient import TestClient
from feed_samples import BLISKO, SEEN, SOURCES, announcement, call, evidence, network
from lxml import html

from aggregator.arrivals import Arrival
from aggregator.config import Config
from aggregator.ingest import ingest
from aggregator.model import Announcement, Mention, RawAnnouncement
from aggregator.programmes.taxonomy import Taxonomy
from aggregator.store import Store
from feeds.publish import publish
from feeds.server import create_app

AUTHORITY = "bibliowiesci.example"
TEXT = (
    "Biblioteka w Łodzi kupiła książki. Pieniądze pochodzą z Kierunku Interwencji 4.1 programu. Dziękujemy!"
)


def arrival(item: Announcement) -> Arrival:
    known = {source.id: source for source in SOURCES}
    content = item.content
    raw = RawAnnouncement(
        source=item.source, url=item.url, fetched=SEEN, title=content.title, text=content.text
    )
    return Arrival(raw=raw, source=known[item.source], content=content)


def told() -> Announcement:
    words = "Kierunku Interwencji 4.1"
    at = TEXT.index(words)
    found = evidence(words)
    placed = type(found)(**{
        name: getattr(found, name) for name in ("field", "value", "words", "place", "rule", "confidence")
    }, start=at, end=at + len(words))  # fmt: skip
    return announcement(
        1,
        title="Nowe książki <i>dla</i> dzieci",
        text=TEXT,
        mentions=(Mention(programme=BLISKO, evidence=placed),),
    )


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> Config:
    folder = tmp_path_factory.mktemp("live")
    return Config(
        database_url=f"sqlite:///{folder / 'biblio.sqlite3'}",
        public_dir=folder / "public",
        base_url="https://wiesci.example",
        tag_authority=AUTHORITY,
    )


@pytest.fixture(scope="module")
def client(config: Config, taxonomy: Taxonomy) -> Iterator[TestClient]:
    others = [
        announcement(2000 + item.content.published.moment.toordinal(), title=item.content.title,
                     text=f"Treść {item.id}", mentions=item.content.mentions, kind=item.content.kind,
                     published=item.content.published, source=SOURCES[number % 3])
        for number, item in enumerate(network(60)) if item.content.published
    ]  # fmt: skip
    with Store.open(config.database_url) as store:
        arrivals = [arrival(item) for item in (told(), call(), *others)]
        ingest(store, arrivals, taxonomy=taxonomy, now=SEEN, authority=AUTHORITY)
        publish(store, config, taxonomy)
    yield TestClient(create_app(config), follow_redirects=False)


def entries(client: TestClient, query: str, name: str = "atom.xml") -> list[feedparser.FeedParserDict]:
    answer = client.get(f"/feeds/search/{name}?{query}")
    assert answer.status_code == 200, answer.text
    found = feedparser.parse(answer.content)
    assert not found.bozo
    return list(found.entries)


def test_the_published_tree_holds_what_the_store_holds(
    client: TestClient, config: Config, taxonomy: Taxonomy
) -> None:
    tree = feedparser.parse((config.public_dir / f"feeds/programmes/{BLISKO}/atom.xml").read_bytes())
    live = entries(client, f"programme={BLISKO}")
    assert [one.id for one in tree.entries] == [one.id for one in live]
    with Store.open(config.database_url) as store:
        assert publish(store, config, taxonomy).written == ()


def test_filters_narrow_in_any_combination(client: TestClient) -> None:
    everything = entries(client, "")
    assert len(everything) == 50
    for query, holds in (
        ("voivodeship=14", lambda one: "14" in {tag.term for tag in one.tags}),
        ("kind=call&programme=nprcz-2", lambda one: "call" in {tag.term for tag in one.tags}),
        ("library=nck", lambda one: one.author == "Narodowe Centrum Kultury"),
        ("since=2023-01-01", lambda one: one.published >= "2023"),
        ("until=2022-12-31", lambda one: one.published < "2023"),
        ("minimum=25000", lambda one: "25\u00a0000" in one.summary),
    ):
        found = entries(client, query)
        assert found and all(map(holds, found)), query
    assert entries(client, "minimum=25001") == []


@pytest.mark.parametrize("words", ["lodzi", "ŁODZI", "książki kupiła", "ksiazki KUPILA"])
def test_words_are_found_whatever_their_case_and_accents(client: TestClient, words: str) -> None:
    assert [one.title for one in entries(client, f"q={words}")] == ["Nowe książki <i>dla</i> dzieci"]


def test_a_question_has_one_address_whatever_the_order(client: TestClient) -> None:
    one = client.get("/feeds/search/atom.xml?kind=call&q=&programme=nprcz-2")
    two = client.get("/feeds/search/atom.xml?programme=nprcz-2&kind=call")
    assert one.content == two.content
    found = feedparser.parse(one.content).feed
    own = [link.href for link in found.links if link.rel == "self"]
    assert own == ["https://wiesci.example/feeds/search/atom.xml?programme=nprcz-2&kind=call"]
    assert client.get(own[0], headers={"if-none-match": two.headers["etag"]}).status_code == 304
    assert json.loads(client.get("/feeds/search/feed.json?kind=call").content)["feed_url"].endswith(
        "?kind=call"
    )


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("programme=nprcz-9", "Nie ma programu „nprcz-9”"),
        ("voivodeship=99", "Nie ma województwa"),
        ("kind=grant", "Rodzaje to: award"),
        ("since=wczoraj", "nie jest datą"),
        ("since=2024-02-31", "nie jest datą"),
        ("until=2024-13-01", "nie jest datą"),
        ("since=2024-02-02&until=2024-02-01", "wcześniejszy niż początkowy"),
        ("minimum=-5", "nie jest kwotą"),
        ("minimum=10**9", "nie jest kwotą"),
        ("sort=asc", "Nieznany parametr: sort"),
        ("<script>=1", "Nieznany parametr"),
    ],
)
def test_a_question_that_cannot_be_answered_is_a_400_with_the_reason(
    client: TestClient, query: str, says: str
) -> None:
    feed, page = client.get(f"/feeds/search/rss.xml?{query}"), client.get(f"/ogloszenia/?{query}")
    assert feed.status_code == page.status_code == 400
    assert says in feed.text and "<script>" not in page.text
    assert says in html.fromstring(page.text).text_content()
    assert feed.headers["content-type"].startswith("text/plain")


@pytest.mark.parametrize("cursor", ["x", "%00", "bm9uc2Vuc2U", "MjAyNi0wMS0wMSB4", "ą"])
def test_a_broken_cursor_is_a_400(client: TestClient, cursor: str) -> None:
    answer = client.get(f"/ogloszenia/?after={cursor}")
    assert answer.status_code == 400 and "uszkodzony" in answer.text


@pytest.mark.parametrize(
    "query", ['q="', "q=%25", "q=_", "q=*", "q=AND OR NOT", "q=(", "q=\\", "q=%00", "q=NEAR/2"]
)
def test_no_words_break_the_search(client: TestClient, query: str) -> None:
    assert client.get(f"/ogloszenia/?{query}").status_code == 200
    assert client.get(f"/feeds/search/atom.xml?{query}").status_code == 200


def test_pages_of_results_show_every_announcement_once(client: TestClient) -> None:
    seen: list[str] = []
    address = "/ogloszenia/?programme=nprcz-2"
    while address:
        page = html.fromstring(client.get(address).text)
        seen += [str(link) for link in page.xpath("//li[@class='more']/a/@href")]
        following = page.xpath("//a[@rel='next']/@href")
        address = str(following[0]) if following else ""
    assert len(seen) == len(set(seen)) > 20


@pytest.mark.parametrize("asked", ["lodzi", "Łódź", "łódz*"])
def test_a_search_shows_where_the_words_stand(client: TestClient, asked: str) -> None:
    page = html.fromstring(client.get("/ogloszenia/", params={"q": asked}).text)
    assert [mark.text_content() for mark in page.xpath("//mark")] == ["Łodzi"]
    assert page.xpath("//input[@name='q']/@value") == [asked]


def test_a_page_of_an_announcement_marks_the_words_in_place(client: TestClient) -> None:
    (address,) = html.fromstring(client.get("/ogloszenia/?q=lodzi").text).xpath("//li[@class='more']/a/@href")
    answer = client.get(address)
    page = html.fromstring(answer.text)
    assert page.xpath("string(//h1)") == "Nowe książki <i>dla</i> dzieci"
    (quote,) = [one.text_content() for one in page.xpath("//q") if "Interwencji" in one.text_content()]
    assert "z Kierunku Interwencji 4.1 programu." in quote
    assert "19 sierpnia 2021" in page.text_content().replace("\u00a0", " ")
    data = json.loads(page.xpath("string(//script[@type='application/ld+json'])"))
    assert data["headline"] == "Nowe książki <i>dla</i> dzieci"
    assert data["datePublished"] == "2021-08-19"
    assert "etykieta „Data publikacji”" in page.text_content()
    assert client.get(address, headers={"if-none-match": answer.headers["etag"]}).status_code == 304


def test_an_unknown_announcement_is_a_404_page(client: TestClient) -> None:
    for tail in ("nic", "..%2f..", "<b>", "a" * 3000):
        assert client.get(f"/ogloszenia/{tail}/").status_code == 404


def test_an_edit_is_shown_with_what_it_changed(tmp_path: Path, taxonomy: Taxonomy) -> None:
    config = Config(database_url=f"sqlite:///{tmp_path / 'a.sqlite3'}", public_dir=tmp_path / "public")
    with Store.open(config.database_url) as store:
        for hours, words in ((0, "Dostaliśmy 20 000 zł dotacji."), (5, "Dostaliśmy 25 000 zł dotacji.")):
            item = announcement(1, text=words, mentions=(), amounts=())
            now = SEEN + timedelta(hours=hours)
            (outcome,) = ingest(store, [arrival(item)], taxonomy=taxonomy, now=now, authority=AUTHORITY)
    client = TestClient(create_app(config))
    page = html.fromstring(client.get(f"/ogloszenia/{outcome.id.rpartition(':a/')[2]}/").text)
    assert page.xpath("string(//del)") == "20"
    assert page.xpath("string(//ins)") == "25"


@pytest.mark.parametrize("path", ["/kanaly/wlasny/", "/en/feeds/make/"])
def test_a_feed_of_ones_own_offers_the_calendar_and_the_same_without_the_voivodeship(
    client: TestClient, path: str
) -> None:
    def links(query: str) -> tuple[list[str], list[str]]:
        page = html.fromstring(client.get(path + query).text)
        codes = [code.text_content() for code in page.xpath("//dl[@class='addresses']//code")]
        wider = page.xpath("//section[@aria-labelledby='adres']/p/a/@href")
        return [code for code in codes if code.endswith(".ics")], [str(link) for link in wider]

    calendars, wider = links("?programme=nprcz-2%2F4.1&voivodeship=14&kind=call")
    assert calendars == ["https://wiesci.example/feeds/programmes/nprcz-2/4.1/calls.ics"]
    assert [link.partition("?")[2] for link in wider] == ["programme=nprcz-2%2F4.1&kind=call"]
    assert client.get(wider[0]).status_code == 200
    assert links("?kind=call") == ([], [])


def test_results_lead_to_the_same_as_tables(client: TestClient) -> None:
    page = html.fromstring(client.get("/ogloszenia/?programme=nprcz-2&until=2022-12-31").text)
    announcements, awards = page.xpath("//section[@aria-labelledby='tabela']//a/@href")
    assert awards == "/api/awards?programme=nprcz-2&until=2022-12-31&format=csv"
    rows = client.get(announcements).text.splitlines()
    found = page.xpath("string(//p[@class='numbers'])")
    assert f"{len(rows) - 1}\u00a0" in found


def test_a_voivodeship_without_a_word_on_a_programme_has_its_address_all_the_same(client: TestClient) -> None:
    early = client.get("/feeds/programmes/nprcz-2/4.1/voivodeships/08/atom.xml", follow_redirects=False)
    assert early.status_code == 307  # for now: the feed itself will lie there
    assert early.headers["location"] == "/feeds/search/atom.xml?programme=nprcz-2%2F4.1&voivodeship=08"
    found = feedparser.parse(client.get(early.headers["location"]).content)
    assert not found.bozo and not found.entries and "lubuskie" in found.feed.title
    for wrong in (
        "nprcz-9/voivodeships/08/atom.xml",
        "nprcz-2/voivodeships/99/atom.xml",
        "nprcz-2/voivodeships/08/x",
    ):
        assert client.get(f"/feeds/programmes/{wrong}").status_code == 404, wrong
