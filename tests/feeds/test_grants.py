"""Grants once each, put together from all that tell of them, in the scope that was asked for."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from feed_samples import BLISKO, SEEN, SOURCES, announcement, evidence, published

import biblio
from aggregator.arrivals import Arrival
from aggregator.config import load_config
from aggregator.errors import InputError
from aggregator.ingest import ingest
from aggregator.model import Award, Evidence, Mention, RawAnnouncement
from aggregator.official.model import OfficialAward, OfficialList
from aggregator.programmes.taxonomy import Taxonomy
from aggregator.store import Store
from feeds.export import export
from feeds.scope import Scope, read_scope

LIBRARY, _, OPERATOR = SOURCES
PURCHASE = "nprcz-2/1.1"


def said(words: str, value: str) -> Evidence:
    return evidence(words, field="awards", value=value)


LISTED = Award(
    programme=BLISKO,
    edition="2022-2023",
    beneficiary="Biblioteka Publiczna w Piasecznie",
    grant=10_000_000,
    evidence=(said("100 000,00", "100000.00 grant"),),
)
TOLD = Award(
    programme=BLISKO,
    edition="2022",
    beneficiary_source="piaseczno",
    grant=10_000_000,
    own_contribution=800_000,
    task="Łączy nas",
    evidence=(
        evidence("BLISKO"),
        said("60 tys. zł", "60000.00 grant"),
        said("40 tys. zł", "40000.00 grant"),
        said("8 tys. zł", "8000.00 own_contribution"),
    ),
)
BOUGHT = Award(programme=PURCHASE, beneficiary_source="piaseczno", grant=500_000)


@pytest.fixture
def store(tmp_path: Path, taxonomy: Taxonomy, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BIBLIO_DATA_DIR", str(tmp_path / "data"))
    store = Store.open(load_config().database_url)
    both = tuple(Mention(programme=one, evidence=evidence("słowa", value=one)) for one in (BLISKO, PURCHASE))
    told = [
        (OPERATOR, announcement(1, source=OPERATOR, title="Wyniki", text="Oto wyniki: 100 000,00.",
                                published=published("2022-03-30"), awards=(LISTED,))),
        (LIBRARY, announcement(2, title="Mamy dwie dotacje", text="60 tys. zł, 40 tys. zł i 8 tys. zł.",
                               published=published("2022-04-02"), awards=(BOUGHT, TOLD), mentions=both)),
        (LIBRARY, announcement(3, title="Dawny grant", text="Było to dawno temu.", awards=(
            replace(TOLD, edition="2019", grant=7_000_000),), published=published("2020-12-31"))),
    ]  # fmt: skip
    for source, item in told:
        raw = RawAnnouncement(source=source.id, url=item.url, fetched=SEEN, title=item.content.title,
                              text=item.content.text)  # fmt: skip
        ingest(store, [Arrival(raw=raw, source=source, content=item.content)],
               taxonomy=taxonomy, now=SEEN, authority="bibliowiesci.example")  # fmt: skip
    rows = (OfficialAward(beneficiary="Biblioteka Publiczna w Piasecznie", source="piaseczno"),)
    for programme, edition in ((BLISKO, "2022-2023"), (PURCHASE, "2022")):
        listed = OfficialList(programme=programme, edition=edition, published=date(2022, 3, 30), rows=rows)
        store.put_official(listed, now=SEEN)
    return store


def table(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_grant_has_its_sums_from_all_that_tell_of_it(
    store: Store, taxonomy: Taxonomy, tmp_path: Path
) -> None:
    export(store, taxonomy, tmp_path / "out")
    (grant,) = [row for row in table(tmp_path / "out", "grants") if row["edition"] == "2022-2023"]
    assert (grant["beneficiary_source"], grant["voivodeship"], grant["task"]) == (
        "piaseczno",
        "14",
        "Łączy nas",
    )
    assert (grant["published"], grant["url"], grant["tellings"]) == (
        "2022-03-30",
        announcement(1, source=OPERATOR).url,
        "2",
    )
    assert (grant["grant_pln"], grant["grant_words"], grant["grant_url"]) == (
        "100000",
        "100 000,00",
        grant["url"],
    )
    assert (grant["own_contribution_pln"], grant["own_contribution_words"]) == ("8000", "8 tys. zł")
    assert grant["own_contribution_url"] == announcement(2).url
    assert (grant["total_pln"], grant["total_words"], grant["total_url"]) == ("", "", "")


def test_a_sum_of_instalments_has_the_words_of_all_of_them(
    store: Store, taxonomy: Taxonomy, tmp_path: Path
) -> None:
    export(store, taxonomy, tmp_path / "out")
    rows = {row["edition"]: row for row in table(tmp_path / "out", "awards")}
    assert rows["2022"]["grant_words"] == "60 tys. zł | 40 tys. zł"
    assert rows["2022"]["own_contribution_words"] == "8 tys. zł"
    assert rows["2022-2023"]["own_contribution_words"] == ""
    assert rows["2022"]["words"].startswith("BLISKO | ")


@pytest.mark.usefixtures("store")
def test_a_scope_holds_a_programme_and_a_period_and_says_so(tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as ended:
        biblio.main(["export", "--out", "out", "--programme", "nprcz-2/p4", "--since", "2021-01-01",
                     "--until", "2022-04-01"])  # fmt: skip
    assert not ended.value.code
    out = tmp_path / "out"
    assert [row["title"] for row in table(out, "announcements")] == ["Wyniki"]
    assert [(row["programme"], row["tellings"]) for row in table(out, "grants")] == [(BLISKO, "2")]
    assert [row["programme"] for row in table(out, "awards")] == [BLISKO]
    assert [(row["programme"], row["told"], row["days"]) for row in table(out, "coverage")] == [
        (BLISKO, "announced", "3")
    ]
    read = (out / "CZYTAJ.txt").read_text("utf-8")
    assert read.count("nprcz-2/p4, 2021-01-01/2022-04-01") == 2  # the scope, and how to cite


def test_a_page_of_two_programmes_gives_the_awards_of_the_one_asked_for(
    store: Store, taxonomy: Taxonomy, tmp_path: Path
) -> None:
    export(store, taxonomy, tmp_path / "out", scope=Scope(programme=PURCHASE))
    for name in ("awards", "grants"):
        assert [row["grant_pln"] for row in table(tmp_path / "out", name)] == ["5000"], name


def test_a_scope_that_cannot_be_is_refused(taxonomy: Taxonomy) -> None:
    with pytest.raises(InputError, match=r"Did you mean nprcz-2/4\.1"):
        read_scope(taxonomy, programme="blisko", since="", until="")
    assert Scope().words == "" and Scope(until=date(2025, 12, 31)).words == "../2025-12-31"
