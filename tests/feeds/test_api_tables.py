"""Awards and whole tables of the API: a row each, with the words it was read from."""

from __future__ import annotations

import csv

from api_stock import put
from fastapi.testclient import TestClient
from feed_samples import BLISKO, SEEN, announcement, evidence

from aggregator.health import SourceHealth
from aggregator.model import Award, Mention
from aggregator.programmes.taxonomy import Taxonomy
from aggregator.store import Store


def test_awards_are_rows_with_the_words_they_were_read_from(
    client: TestClient, full_store: Store, taxonomy: Taxonomy
) -> None:
    award = Award(programme=BLISKO, grant=2_500_000, task="Łączy nas", evidence=(evidence("25 000 zł"),))
    told = [
        announcement(n, title=f"Dotacja {n}", text=f"Dotacja numer {n}: 25 000 zł.", awards=(award, award))
        for n in range(100, 104)
    ]
    put(full_store, told, taxonomy, hours=1)
    found, address = [], "/api/awards?limit=3"
    while address:
        page = client.get(address).json()
        found += page["items"]
        address = page["next"]
    assert len(found) == 8
    assert {one["programme"] for one in found} == {BLISKO}
    assert all(one["grant_pln"] == 25000 and one["words"] == "25 000 zł" and one["url"] for one in found)
    body = client.get("/api/awards?format=csv&programme=nprcz-2").content.decode("utf-8-sig")
    rows = list(csv.DictReader(body.splitlines()))
    assert len(rows) == 8 and rows[0]["task"] == "Łączy nas"
    assert client.get("/api/awards?kind=call").json()["items"] == []
    assert client.get("/api/awards?since=x").status_code == 400


def test_a_table_is_whole_and_says_its_day_and_where_a_page_goes_on(
    client: TestClient, full_store: Store, taxonomy: Taxonomy
) -> None:
    award = Award(programme=BLISKO, grant=2_500_000, evidence=(evidence("25 000 zł"),))
    told = [
        announcement(n, title=f"Dotacja {n}", text=f"Dotacja numer {n}: 25 000 zł.", awards=(award,))
        for n in range(100, 160)
    ]
    put(full_store, told, taxonomy, hours=1)
    full_store.put_health([SourceHealth(source="piaseczno", visited=SEEN)])
    for path, number in (("awards", 60), ("announcements", 86)):
        assert len(client.get(f"/api/{path}").json()["items"]) == 50
        answer = client.get(f"/api/{path}?format=csv")
        assert len(list(csv.reader(answer.text.splitlines()))) == number + 1
        assert f'"bibliowiesci-{path}-2026-11-23.csv"' in answer.headers["content-disposition"]
        assert "next" not in answer.links
    seen, address = 0, "/api/awards?format=csv&limit=50"
    while address:
        page = client.get(address)
        seen += len(list(csv.reader(page.text.splitlines()))) - 1
        address = page.links.get("next", {}).get("url", "")
        assert page.links["license"]
    assert seen == 60


def test_awards_of_a_programme_leave_out_those_of_others_on_the_same_page(
    client: TestClient, full_store: Store, taxonomy: Taxonomy
) -> None:
    purchase = "nprcz-2/1.1"
    told = announcement(
        300,
        title="Dwie dotacje",
        text="Dwie dotacje.",
        awards=(Award(programme=BLISKO, grant=100), Award(programme=purchase, grant=200)),
        mentions=tuple(
            Mention(programme=one, evidence=evidence("x", value=one)) for one in (BLISKO, purchase)
        ),
    )
    put(full_store, [told], taxonomy, hours=1)
    for asked, grants in ((purchase, [2]), (BLISKO, [1]), ("nprcz-2", [1, 2]), ("", [1, 2])):
        found = client.get(f"/api/awards?programme={asked}").json()["items"]
        assert [one["grant_pln"] for one in found] == grants, asked
