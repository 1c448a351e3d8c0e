"""Widoczność over a real store: the page in two languages and its CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from feed_samples import BLISKO, SEEN, SOURCES, announcement
from lxml import html

from aggregator.arrivals import Arrival, Visit
from aggregator.config import Config
from aggregator.ingest import ingest
from aggregator.model import Award, RawAnnouncement
from aggregator.official.model import OfficialAward, OfficialList
from aggregator.programmes.taxonomy import load_taxonomy
from aggregator.store import Store
from feeds.server import create_app
from feeds.visibility import COLUMNS, PLACE_COLUMNS


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder: Path = tmp_path_factory.mktemp("visible")
    config = Config(database_url=f"sqlite:///{folder / 'a.sqlite3'}", public_dir=folder / "public")
    award = Award(programme=BLISKO, beneficiary_source="piaseczno", grant=2_500_000)
    items = [
        announcement(number, title=f"Ogłoszenie {number}", text=f"Treść {number}", awards=(award,))
        for number in range(6)
    ]
    with Store.open(config.database_url) as store:
        for item in items:
            raw = RawAnnouncement(source=item.source, url=item.url, fetched=SEEN,
                                  title=item.content.title, text=item.content.text)  # fmt: skip
            ingest(store, [Arrival(raw=raw, source=SOURCES[0], content=item.content)],
                   taxonomy=load_taxonomy(), now=SEEN, authority=config.tag_authority)  # fmt: skip
        store.note_sources(SOURCES, now=SEEN)
        for outcome in ("ok", "ok", "failed"):
            store.record_visits([Visit(source="piaseczno", started=SEEN, finished=SEEN, outcome=outcome)])
        rows = (
            OfficialAward(beneficiary="Biblioteka Publiczna w Piasecznie", source="piaseczno"),
            OfficialAward(beneficiary="Gminna Biblioteka Publiczna w Cisowej"),
        )
        store.put_official(OfficialList(programme=BLISKO, edition="2021-2022", rows=rows), now=SEEN)
        store.put_official(OfficialList(programme="nprcz-2/1.1", edition="2022", rows=rows[1:]), now=SEEN)
        later = SEEN + timedelta(days=100)
        store.record_visits(
            [Visit(source="nck", started=later, finished=later, outcome="failed", trouble="dns")]
        )
    yield TestClient(create_app(config))


def rows(client: TestClient) -> list[dict[str, str]]:
    body = client.get("/widocznosc/widocznosc.csv").content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(body)))


def test_the_table_has_a_row_for_each_programme_place_and_quarter(client: TestClient) -> None:
    found = rows(client)
    assert tuple(found[0]) == COLUMNS
    keys = [(row["programme"], row["voivodeship"], row["quarter"]) for row in found]
    assert len(keys) == len(set(keys))
    assert {row["programme"] for row in found} == {"", BLISKO, "nprcz-2/p4", "nprcz-2", "nprcz"}
    (cell,) = [row for row in found if row["programme"] == BLISKO and row["announcements"] != "0"]
    assert (cell["voivodeship_name"], cell["quarter"]) == ("mazowieckie", "2021-Q3")
    assert (cell["announcements"], cell["libraries_announcing"]) == ("6", "1")
    assert (cell["awards"], cell["granted_pln"]) == ("1", "25000")
    assert (cell["sources_known"], cell["sources_reachable"], cell["sources_healthy"]) == ("1", "1", "1")
    assert cell["sources_read_back"] == "1" and cell["small_numbers"] == "true"


def test_a_source_that_never_answered_is_known_and_not_healthy(client: TestClient) -> None:
    (cell,) = [
        row
        for row in rows(client)
        if (row["programme"], row["voivodeship"], row["quarter"]) == ("", "", "2026-Q4")
    ]
    assert (cell["sources_known"], cell["sources_reachable"], cell["sources_healthy"]) == ("1", "0", "0")


@pytest.mark.parametrize(("path", "words"), [("/widocznosc/", "mazowieckie"), ("/en/visibility/", "Mazovia")])
def test_the_page_says_the_same_as_the_table(client: TestClient, path: str, words: str) -> None:
    page = html.fromstring(client.get(f"{path}?programme={BLISKO}").text)
    rows = page.xpath("//section[@aria-labelledby='wojewodztwa']//tbody/tr")
    (row,) = [row for row in rows if row.xpath("string(th)") == words]
    numbers = [cell.text_content().replace("\u00a0", " ") for cell in row.xpath("td")]
    assert numbers[:3] == ["6", "1", "1"] and "25" in numbers[3] and numbers[4:7] == ["1", "1", "1"]
    assert row.get("class") == "small"
    for drawing in page.xpath("//*[local-name()='svg'][@role='img']"):
        for name in drawing.get("aria-labelledby").split():
            assert page.get_element_by_id(name).text_content().strip()


def test_the_voivodeships_of_a_programme_are_a_table_of_their_own(client: TestClient) -> None:
    page = html.fromstring(client.get("/widocznosc/?programme=nprcz-2&year=2021").text)
    (link,) = page.xpath("//section[@aria-labelledby='wojewodztwa']//a/@href")
    found = list(csv.DictReader(io.StringIO(client.get(link).content.decode("utf-8-sig"))))
    assert tuple(found[0]) == PLACE_COLUMNS
    (told,) = [row for row in found if row["announcements"] != "0"]
    assert (told["programme"], told["voivodeship_name"], told["awards"]) == ("nprcz-2", "mazowieckie", "1")
    assert (told["first_quarter"], told["last_quarter"]) == ("2021-Q1", "2027-Q1")
    shown = page.xpath("//section[@aria-labelledby='wojewodztwa']//tbody/tr")
    assert len(shown) == len(found) > 1
    refused = client.get("/widocznosc/wojewodztwa.csv?year=wczoraj")
    assert refused.status_code == 400 and "nie jest rokiem" in refused.text


@pytest.mark.parametrize(("query", "says"), [("programme=nprcz-9", "nprcz-9"), ("year=wczoraj", "wczoraj")])
def test_a_scope_that_cannot_be_is_a_400_in_the_language_of_the_page(
    client: TestClient, query: str, says: str
) -> None:
    polish, english = client.get(f"/widocznosc/?{query}"), client.get(f"/en/visibility/?{query}")
    assert polish.status_code == english.status_code == 400
    assert f"„{says}”" in html.fromstring(polish.text).xpath("string(//*[@role='alert'])")
    assert f"“{says}”" in html.fromstring(english.text).xpath("string(//*[@role='alert'])")


def test_an_unchanged_table_is_a_304(client: TestClient) -> None:
    first = client.get("/widocznosc/widocznosc.csv")
    assert first.headers["content-type"].startswith("text/csv")
    again = client.get("/widocznosc/widocznosc.csv", headers={"if-none-match": first.headers["etag"]})
    assert again.status_code == 304


@pytest.mark.parametrize(
    ("path", "heading"), [("/widocznosc/", "Listy wyników"), ("/en/visibility/", "Lists of")]
)
def test_an_imported_list_is_compared_with_the_sites(client: TestClient, path: str, heading: str) -> None:
    def table(query: str) -> list[list[str]]:
        page = html.fromstring(client.get(path + query).text)
        assert bool(page.xpath(f"//h2[starts-with(., '{heading}')]")) is (query != "?programme=nprcz-2/2.1")
        return [
            [" ".join(cell.text_content().split()) for cell in row.xpath("th|td")]
            for row in page.xpath("//section[@aria-labelledby='listy']//tbody/tr")
        ]

    ((name, *figures),) = table(f"?programme={BLISKO}")
    assert name.endswith("2021-2022")
    assert figures == ["2", "1", "1", "0", "0", "1", "0", "–"]
    one, two, (every, *sums) = table("")
    assert (one[0][-4:], two) == ("2022", [name, *figures]) and every in {
        "wszystkie listy razem",
        "all lists together",
    }
    assert sums == ["3", "1", "1", "0", "0", "2", "0", "–"]
    assert table("?programme=nprcz-2") == table("")
    assert table("?programme=nprcz-2/2.1") == []
