"""The read-only API: pages stable under inserts, changes, CSV, reasons for refusals."""

from __future__ import annotations

import csv
from datetime import timedelta

import pytest
from api_stock import filled, item, put, server
from fastapi.testclient import TestClient
from feed_samples import BLISKO, SEEN, SOURCES

from aggregator.arrivals import Arrival
from aggregator.ingest import ingest
from aggregator.model import RawAnnouncement
from aggregator.programmes.taxonomy import Taxonomy
from aggregator.store import Store
from aggregator.vocabulary import Problem


@pytest.fixture(scope="module")
def reading(tmp_path_factory: pytest.TempPathFactory, taxonomy: Taxonomy) -> TestClient:
    """A server of a store in which nothing happens."""
    folder = tmp_path_factory.mktemp("api")
    filled(folder, taxonomy).close()
    return server(folder)


def test_pages_are_stable_while_announcements_come_in(
    client: TestClient, full_store: Store, taxonomy: Taxonomy
) -> None:
    seen: list[str] = []
    address: str | None = "/api/announcements?programme=nprcz-2&limit=7"
    for number in range(100):
        if address is None:
            break
        page = client.get(address).json()
        seen += [one["id"] for one in page["items"]]
        address = page["next"]
        put(full_store, [item(900 + number, "2026-01-01")], taxonomy)
    assert len(seen) == len(set(seen)) == 26


def test_an_announcement_has_the_promised_fields_and_no_whole_text(reading: TestClient) -> None:
    (one,) = reading.get("/api/announcements?kind=call").json()["items"]
    assert one["programmes"] == [BLISKO] and one["evidence"][0]["words"]
    assert one["amounts"] == [{"pln": 25000, "role": "grant"}]
    assert "text" not in one and len(one["excerpt"]) <= 300
    alone = reading.get(f"/api/announcements/{one['id'].rpartition(':a/')[2]}").json()
    assert alone["revisions"] == [] and alone["title"] == one["title"]
    assert reading.get("/api/announcements/nic").status_code == 404


def test_changes_come_once_withdrawn_ones_too(
    client: TestClient, full_store: Store, taxonomy: Taxonomy
) -> None:
    put(full_store, [item(50)], taxonomy, hours=2)
    after = (SEEN + timedelta(hours=1)).isoformat().replace("+00:00", "Z")
    page = client.get(f"/api/announcements?changed_since={after}").json()
    assert [one["title"] for one in page["items"]] == ["Ogłoszenie 50"]
    seen, address = [], "/api/announcements?changed_since=2020-01-01T00:00:00Z&limit=10"
    while address:
        page = client.get(address).json()
        seen += [one["id"] for one in page["items"]]
        address = page["next"]
    assert len(seen) == len(set(seen)) == 27


def test_the_same_as_csv(reading: TestClient) -> None:
    answer = reading.get("/api/announcements?format=csv&limit=5")
    rows = list(csv.DictReader(answer.content.decode("utf-8-sig").splitlines()))
    assert answer.content.startswith(b"\xef\xbb\xbf")  # or Excel takes it for Windows-1250
    assert answer.headers["content-type"].startswith("text/csv")
    assert len(rows) == 5 and rows[0]["programmes"] == BLISKO
    assert (
        reading.get(
            answer.url.path + "?format=csv&limit=5", headers={"if-none-match": answer.headers["etag"]}
        ).status_code
        == 304
    )


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("programme=x", 400), ("since=1", 400), ("cursor=%00", 400), ("changed_since=2024", 400),
        ("changed_since=2024-01-01T00:00:00Z&kind=call", 400), ("limit=0", 400), ("limit=x", 400),
        ("format=xml", 400), ("library=piasczno", 400), ("kind=call&kind=award", 400),
        ("programe=nprcz-2", 400),
    ],
)  # fmt: skip
def test_a_bad_question_is_refused_with_the_reason(reading: TestClient, query: str, status: int) -> None:
    answer = reading.get(f"/api/announcements?{query}")
    assert answer.status_code == status and answer.json()["detail"]


def test_what_the_framework_refuses_is_told_in_polish_too(reading: TestClient) -> None:
    told = [
        reading.get(f"/api/announcements?{query}").json()["detail"] for query in ("limit=500", "format=xml")
    ]
    assert told == ["limit: podaj liczbę całkowitą od 1 do 200.", "format: podaj json albo csv."]


@pytest.mark.parametrize(
    "query", ["since=0001-01-01", "until=9999-12-31", "changed_since=0001-01-01T00:00:00%2B14:00"]
)
def test_the_first_and_the_last_day_there_are_bound_nothing(reading: TestClient, query: str) -> None:
    everything = reading.get("/api/announcements?limit=200").json()["items"]
    assert len(reading.get(f"/api/announcements?limit=200&{query}").json()["items"]) >= len(everything) - 3
    assert reading.get(f"/feeds/search/atom.xml?{query}").status_code in (200, 400)


def test_programmes_and_libraries_count_their_announcements(
    reading: TestClient, whole_taxonomy: Taxonomy
) -> None:
    programmes = {one["id"]: one for one in reading.get("/api/programmes").json()["items"]}
    assert set(programmes) == set(whole_taxonomy.by_id)
    assert programmes[BLISKO]["announcements"] == programmes["nprcz-2"]["announcements"] == 26
    libraries = {one["id"]: one["announcements"] for one in reading.get("/api/libraries").json()["items"]}
    assert libraries["piaseczno"] == 25 and libraries["nck"] == 1


def test_the_api_describes_itself(reading: TestClient) -> None:
    described = reading.get("/api/openapi.json").json()
    assert described["openapi"].startswith("3.1")
    assert set(described["paths"]) == {
        "/api/announcements", "/api/announcements/{tail}", "/api/awards", "/api/programmes",
        "/api/libraries", "/api/statistics",
    }  # fmt: skip


@pytest.mark.parametrize("path", ["programmes", "libraries", "statistics"])
def test_a_list_refuses_what_it_would_pass_over(reading: TestClient, path: str) -> None:
    answer = reading.get(f"/api/{path}?programme=nprcz-2")
    assert answer.status_code == 400 and "programme" in answer.json()["detail"]


def test_statistics_add_up(reading: TestClient) -> None:
    rows = reading.get("/api/statistics").json()["items"]
    for by in ("kind", "library"):
        assert sum(one["announcements"] for one in rows if one["by"] == by) == 26
    assert {"by": "status", "term": "current", "announcements": 26} in rows
    body = reading.get("/api/statistics?format=csv").content.decode("utf-8-sig")
    table = list(csv.DictReader(body.splitlines()))
    assert [(one["by"], one["term"]) for one in table] == [(one["by"], one["term"]) for one in rows]


@pytest.mark.parametrize("path", ["announcements", "awards", "programmes", "libraries", "statistics"])
def test_every_answer_names_the_licence_and_answers_head(reading: TestClient, path: str) -> None:
    whole = reading.get(f"/api/{path}")
    assert "CC0" in whole.json()["rights"]
    assert 'rel="license"' in reading.get(f"/api/{path}?format=csv").headers["link"]
    head = reading.head(f"/api/{path}")
    assert head.status_code == 200 and head.content == b""
    assert head.headers["etag"] == whole.headers["etag"]
    assert reading.get(f"/api/{path}", headers={"if-none-match": whole.headers["etag"]}).status_code == 304


def test_an_unknown_library_is_refused_with_the_nearest(reading: TestClient) -> None:
    answer = reading.get("/api/announcements?library=piasczno")
    assert answer.status_code == 400 and "piaseczno" in answer.json()["detail"]
    feed = reading.get("/feeds/search/atom.xml?library=piasczno")
    assert feed.status_code == 400 and "piaseczno" in feed.text


def test_a_filtered_feed_names_its_canonical_address(reading: TestClient) -> None:
    one = reading.get("/feeds/search/atom.xml?kind=event&voivodeship=14&q=")
    two = reading.get("/feeds/search/atom.xml?voivodeship=14&kind=event")
    assert one.content == two.content
    assert one.headers["link"] == two.headers["link"]
    assert "?voivodeship=14&kind=event>" in one.headers["link"]


def test_a_copy_learns_what_was_withdrawn_and_what_was_forgotten(
    client: TestClient, full_store: Store, taxonomy: Taxonomy
) -> None:
    since = (SEEN + timedelta(minutes=1)).isoformat()
    address = "/api/announcements?changed_since=" + since.replace("+", "%2B")
    assert client.get(address).json()["forgotten"] == []
    gone, lost = item(3), item(4)
    raw = RawAnnouncement(source=gone.source, url=gone.url, fetched=SEEN, problem=Problem.NOT_FOUND)
    ingest(
        full_store,
        [Arrival(raw=raw, source=next(one for one in SOURCES if one.id == gone.source))],
        taxonomy=taxonomy,
        now=SEEN + timedelta(hours=1),
        authority="bibliowiesci.example",
    )
    (id,) = [one.id for one in full_store.announcements() if one.url == lost.url]
    full_store.forget(id, reason="a person asked", now=SEEN + timedelta(hours=2))
    page = client.get(address).json()
    assert [(one["url"], one["status"]) for one in page["items"]] == [(gone.url, "gone")]
    assert page["forgotten"] == [{"id": id, "forgotten": "2026-11-23T11:00:00Z"}]
    assert "a person asked" not in client.get(address).text
    assert "forgotten" not in client.get("/api/announcements").json()


def test_answers_from_the_store_are_packed_for_who_takes_them(reading: TestClient) -> None:
    address = "/api/announcements?limit=20"
    plain = reading.get(address, headers={"accept-encoding": "identity"})
    packed = reading.get(address, headers={"accept-encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip" and "content-encoding" not in plain.headers
    assert int(packed.headers["content-length"]) * 3 < int(plain.headers["content-length"])
    assert packed.content == plain.content
    assert packed.headers["etag"] != plain.headers["etag"]
    assert packed.headers["vary"] == plain.headers["vary"] == "Accept-Encoding"
    for known in (plain, packed):
        asked = {"accept-encoding": "gzip", "if-none-match": known.headers["etag"]}
        assert reading.get(address, headers=asked).status_code == 304
