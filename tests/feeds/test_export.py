"""Tables for people who count: complete, traceable, safe in a spreadsheet."""

from __future__ import annotations

import csv
import json
from datetime import timedelta
from pathlib import Path

import pytest
from api_stock import put
from feed_samples import BLISKO, SEEN, SOURCES, announcement, call, evidence

from aggregator.arrivals import Arrival, Visit
from aggregator.as_json import utc
from aggregator.health import Condition, SourceHealth, Trouble
from aggregator.ingest import ingest
from aggregator.model import Award, RawAnnouncement
from aggregator.official.model import OfficialAward, OfficialList
from aggregator.programmes.taxonomy import Taxonomy
from aggregator.store import Store
from feeds.export import export
from feeds.tables import names_of, tables
from feeds.tree import PublishError


@pytest.fixture
def store(tmp_path: Path, taxonomy: Taxonomy) -> Store:
    store = Store.open(f"sqlite:///{tmp_path / 'biblio.sqlite3'}")
    award = Award(
        programme=BLISKO,
        beneficiary="BP w Piasecznie",
        grant=2_500_050,
        task="Łączy nas",
        evidence=(evidence("25 tys."),),
    )
    items = [
        announcement(1, awards=(award,)),
        announcement(2, title='=HYPERLINK("http://zle.example")', text="Długi tekst. " * 200, amounts=()),
        call(3),
    ]
    put(store, items, taxonomy)
    listed = OfficialList(programme=BLISKO, edition="2021", rows=(OfficialAward(beneficiary="BP w Pile"),))
    store.put_official(listed, now=SEEN)
    return store


def table(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def lines(folder: Path, name: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (folder / f"{name}.jsonl").read_text("utf-8").splitlines()]


def test_every_table_is_written_twice_with_the_same_rows(
    store: Store, taxonomy: Taxonomy, tmp_path: Path
) -> None:
    out = tmp_path / "data"
    report = export(store, taxonomy, out)
    for name in tables():
        rows = table(out, name)
        assert len(rows) == len(lines(out, name)) == report.rows[name]
        assert all(list(row) == names_of(name) for row in rows)
    assert report.rows["announcements"] == 3 and report.rows["mentions"] == 3


def test_an_award_can_be_traced_to_its_words(store: Store, taxonomy: Taxonomy, tmp_path: Path) -> None:
    export(store, taxonomy, tmp_path / "data")
    (award,) = table(tmp_path / "data", "awards")
    (told,) = [row for row in table(tmp_path / "data", "announcements") if row["id"] == award["announcement"]]
    assert told["url"] == award["url"] == announcement(1).url
    assert (award["programme"], award["grant_pln"], award["own_contribution_pln"]) == (BLISKO, "25000.5", "")
    assert award["words"] == "25 tys."
    assert award["published"] == "2021-08-19"


def test_money_told_of_again_is_a_row_that_is_not_counted(
    store: Store, taxonomy: Taxonomy, tmp_path: Path
) -> None:
    again = Award(
        programme=BLISKO, beneficiary="BP w Piasecznie", grant=2_500_050, evidence=(evidence("25 tys."),)
    )
    item = announcement(4, title="Sprawozdanie", text="Było miło. 25 tys.", awards=(again,))
    raw = RawAnnouncement(
        source=item.source, url=item.url, fetched=SEEN, title="Sprawozdanie", text="Było miło."
    )
    known = {source.id: source for source in SOURCES}
    arrival = Arrival(raw=raw, source=known[item.source], content=item.content)
    ingest(store, [arrival], taxonomy=taxonomy, now=SEEN, authority="bibliowiesci.example")
    export(store, taxonomy, tmp_path / "data")
    first, report = sorted(table(tmp_path / "data", "awards"), key=lambda row: row["counted"], reverse=True)
    assert (first["counted"], first["same_as"]) == ("true", "")
    assert (report["counted"], report["same_as"]) == ("false", first["announcement"])
    assert first["status"] == report["status"] == "current"


def test_sources_tell_their_period_and_health(store: Store, taxonomy: Taxonomy, tmp_path: Path) -> None:
    later = SEEN + timedelta(days=3)
    for outcome in ("ok", "failed"):
        store.record_visits([Visit(source="piaseczno", started=SEEN, finished=SEEN, outcome=outcome)])
    store.put_health(
        [
            SourceHealth(
                source="piaseczno",
                condition=Condition.WATCH,
                trouble=Trouble.BROKEN,
                visited=later,
                last_good=SEEN,
            )
        ]
    )
    export(store, taxonomy, tmp_path / "data")
    rows = {row["id"]: row for row in table(tmp_path / "data", "sources")}
    read = rows["piaseczno"]
    assert (read["visits"], read["visits_ok"], read["condition"], read["trouble"]) == (
        "2",
        "1",
        "watch",
        "broken",
    )
    assert read["visited_to"] == utc(later) and read["visited_from"] == read["last_good"] == utc(SEEN)
    assert int(read["announcements"]) == len(
        [row for row in table(tmp_path / "data", "announcements") if row["source"] == "piaseczno"]
    )
    assert read["published_from"] <= read["published_to"] and read["published_to"].startswith("20")
    never = next(row for row in rows.values() if row["id"] != "piaseczno")
    assert (never["condition"], never["visits"], never["visited_from"]) == ("new", "0", "")
    created = json.loads((tmp_path / "data" / "datapackage.json").read_text("utf-8"))["created"]
    assert created == utc(later)


def test_every_column_is_explained_in_both_languages(
    store: Store, taxonomy: Taxonomy, tmp_path: Path
) -> None:
    export(store, taxonomy, tmp_path / "data")
    explained = table(tmp_path / "data", "dictionary")
    assert [(row["table"], row["column"]) for row in explained] == [
        (name, column) for name in tables() for column in names_of(name)
    ]
    assert all(row["opis"] and row["description"] and row["type"] for row in explained)
    assert not [row for row in explained if row["description"].startswith("{")]  # a colon made a mapping
    first = (tmp_path / "data" / "CZYTAJ.txt").read_text("utf-8")
    assert "CC0" in first and "awards.csv: 1" in first and utc(SEEN)[:10] in first


def test_no_cell_is_a_formula_and_no_text_is_given_away(
    store: Store, taxonomy: Taxonomy, tmp_path: Path
) -> None:
    export(store, taxonomy, tmp_path / "data")
    rows = table(tmp_path / "data", "announcements")
    assert not [cell for row in rows for cell in row.values() if cell[:1] in ("=", "+", "-", "@")]
    assert max(len(row["excerpt"]) for row in rows) <= 300
    assert "text" not in lines(tmp_path / "data", "announcements")[0]


def test_the_same_store_gives_the_same_bytes(store: Store, taxonomy: Taxonomy, tmp_path: Path) -> None:
    export(store, taxonomy, tmp_path / "one")
    export(store, taxonomy, tmp_path / "two")
    one, two = (
        {file.name: file.read_bytes() for file in (tmp_path / name).iterdir()} for name in ("one", "two")
    )
    assert one == two and "datapackage.json" in one


def test_the_package_describes_its_columns_and_its_licence(
    store: Store, taxonomy: Taxonomy, tmp_path: Path
) -> None:
    export(store, taxonomy, tmp_path / "data")
    package = json.loads((tmp_path / "data" / "datapackage.json").read_text("utf-8"))
    assert package["licenses"][0]["name"] == "CC0-1.0"
    for resource in package["resources"]:
        rows = table(tmp_path / "data", resource["name"])
        assert [field["name"] for field in resource["schema"]["fields"]] == list(rows[0])


def test_a_folder_that_cannot_be_written_is_explained(
    store: Store, taxonomy: Taxonomy, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(PublishError):
        export(store, taxonomy, tmp_path / "file" / "data")
