"""Official lists: read from operators' tables, resolved to sources, compared with what libraries say."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from store_samples import AUTHORITY, LUBNO, NOW, TAXONOMY, WZOROWO, arrival, content

import biblio
from aggregator.arrivals import Visit
from aggregator.config import load_config
from aggregator.errors import InputError
from aggregator.ingest import ingest
from aggregator.model import Award, Source
from aggregator.official.coverage import Told, cover, has_formula
from aggregator.official.model import OfficialAward, OfficialList
from aggregator.official.reading import read_list
from aggregator.official.resolving import Resolver
from aggregator.store import Store
from aggregator.vocabulary import Kind

SEMICOLONS = """Wyniki naboru;;;;
Lp.;Nazwa wnioskodawcy;Miejscowość;Województwo;Kwota dotacji
1;Gminna Biblioteka Publiczna w Lubnie;Lubno;mazowieckie;30 000,00 zł
2;Miejska Biblioteka Publiczna we Wzorowie;Wzorowo;woj. dolnośląskie;45000
3;;Pustki;lubelskie;1000
4;Biblioteka w Zagadce;Zagadka;lubelskie;dużo
Razem;;;;75 000,00 zł
"""


def test_a_spreadsheet_of_an_operator_is_read() -> None:
    found = read_list(SEMICOLONS.encode("cp1250"), "lista.csv")
    assert [(r.beneficiary, r.city, r.voivodeship, r.grant) for r in found.rows] == [
        ("Gminna Biblioteka Publiczna w Lubnie", "Lubno", "14", 3_000_000),
        ("Miejska Biblioteka Publiczna we Wzorowie", "Wzorowo", "02", 4_500_000),
    ]
    assert [trouble.split(":")[0] for trouble in found.troubles] == ["lista.csv, line 5", "lista.csv, line 6"]
    assert "`dużo` is no sum" in found.troubles[1]


def test_a_table_without_beneficiaries_is_refused_with_the_remedy() -> None:
    with pytest.raises(InputError, match="Give a column the heading `beneficjent`"):
        read_list(b"a,b\n1,2\n", "x.csv")


OTHER_LUBNO = replace(LUBNO, id="gbp-lubno-2", teryt="3201", home="http://lubno2.example/")
TOWN_LUBNO = replace(
    LUBNO,
    id="mbp-lubno",
    kind="miejska",
    library="Miejska Biblioteka Publiczna w Lubnie",
    home="http://m.example/",
)


@pytest.mark.parametrize(
    ("sources", "row", "wanted"),
    [
        ([LUBNO, WZOROWO], ("Gminna Biblioteka Publiczna w Lubnie", "", ""), "gbp-lubno"),
        (
            [LUBNO, WZOROWO],
            ("Gminnej Bibliotece Publicznej im. J. Tuwima w Lubnie", "Lubno", "14"),
            "gbp-lubno",
        ),
        ([LUBNO, WZOROWO], ("MBP we Wzorowie", "", "02"), "mbp-wzorowo"),
        ([LUBNO, WZOROWO], ("Biblioteka Publiczna im. Marii Rodziewicz we Wzorowie", "", ""), "mbp-wzorowo"),
        ([LUBNO, WZOROWO], ("Biblioteka Publiczna", "Wzorowo", ""), "mbp-wzorowo"),
        ([LUBNO, OTHER_LUBNO], ("Gminna Biblioteka Publiczna w Lubnie", "", "32"), "gbp-lubno-2"),
        ([LUBNO, OTHER_LUBNO], ("Gminna Biblioteka Publiczna w Lubnie", "", ""), ""),
        ([LUBNO, TOWN_LUBNO], ("Miejska Biblioteka Publiczna w Lubnie", "Lubno", "14"), "mbp-lubno"),
        ([LUBNO], ("Gminna Biblioteka Publiczna w Lubnie", "", "02"), ""),
        ([LUBNO], ("Gmina Lubno", "Lubno", "14"), ""),
        ([LUBNO], ("Szkoła Podstawowa w Lubnie", "Lubno", "14"), ""),
        ([LUBNO], ("Gminna Biblioteka Publiczna w Żabieńcu", "", ""), ""),
    ],
)
def test_a_beneficiary_is_the_one_source_that_fits(
    sources: list[Source], row: tuple[str, str, str], wanted: str
) -> None:
    name, city, place = row
    found = Resolver(sources).resolve(OfficialAward(beneficiary=name, city=city, voivodeship=place))
    assert found.source == wanted


def test_every_library_of_the_registry_finds_itself_or_nobody() -> None:
    from crawler.registry import SHIPPED, load_sources

    sources = [s for s in load_sources(SHIPPED)[0] if s.kind in ("gminna", "miejska") and s.city]
    resolver = Resolver(sources)
    found = [
        (
            s.id,
            resolver.source_of(OfficialAward(beneficiary=s.library, city=s.city, voivodeship=s.voivodeship)),
        )
        for s in sources
    ]
    assert {got for wanted, got in found if got != wanted} <= {""}
    assert sum(wanted == got for wanted, got in found) > 0.9 * len(found)


LIST = OfficialList(
    programme="nprcz-2/4.1",
    edition="2022",
    published=date(2022, 3, 30),
    rows=(
        OfficialAward(beneficiary="Gminna Biblioteka Publiczna w Lubnie", source="gbp-lubno"),
        OfficialAward(beneficiary="Miejska Biblioteka Publiczna we Wzorowie", source="mbp-wzorowo"),
        OfficialAward(beneficiary="Biblioteka w Zagadce"),
    ),
)
NODES = frozenset({"nprcz-2/4.1"})


def announcements(tmp_path: Path, *batch: object) -> list:  # type: ignore[type-arg]
    with Store.open(f"sqlite:///{tmp_path}/x.sqlite3") as store:
        ingest(store, batch, taxonomy=TAXONOMY, now=NOW, authority=AUTHORITY)  # type: ignore[arg-type]
        return list(store.announcements())


def visit(source: str, outcome: str, reason: str = "") -> Visit:
    return Visit(source=source, started=NOW, finished=NOW, outcome=outcome, reason=reason)


def test_who_announced_who_is_silent_and_who_cannot_be_judged(tmp_path: Path) -> None:
    told = announcements(
        tmp_path,
        arrival(
            "http://lubno.example/grant/",
            content("Grant", "Dofinansowano ze środków Ministra Kultury.", on="2022-04-04", kind=Kind.AWARD),
        ),
    )
    read = cover(LIST, told, {"mbp-wzorowo": [visit("mbp-wzorowo", "ok")]}, nodes=NODES)
    assert [line.told for line in read.lines] == [Told.ANNOUNCED, Told.SILENT, Told.UNKNOWN]
    assert (read.lines[0].days, read.lines[0].formula, read.judged) == (5, True, 2)
    assert (read.formulas, read.median_days) == (1, 5)
    broken = cover(LIST, told, {"mbp-wzorowo": [visit("mbp-wzorowo", "failed", "no DNS")]}, nodes=NODES)
    assert (broken.lines[1].told, broken.lines[1].reason, broken.judged) == (Told.NOT_READ, "no DNS", 1)


def test_a_report_or_an_award_of_another_edition_is_no_announcement_of_this_one(tmp_path: Path) -> None:
    told = announcements(
        tmp_path,
        arrival("http://lubno.example/a/", content("Piknik", "Było miło.", on="2022-07-01", kind=Kind.EVENT)),
    )
    assert cover(LIST, told, {}, nodes=NODES).lines[0].told is Told.MENTIONED
    late = replace(LIST, edition="2024", published=date(2024, 3, 30))
    assert cover(late, told, {}, nodes=NODES).lines[0].told is Told.NOT_READ


@pytest.mark.parametrize(
    ("listed", "written", "told"),
    [("2022-2023", "2022", Told.ANNOUNCED), ("2021-2022", "2022", Told.MENTIONED)],
)
def test_a_library_that_writes_one_year_of_two_announced_its_award(
    tmp_path: Path, listed: str, written: str, told: Told
) -> None:
    award = Award(
        programme="nprcz-2/4.1", edition=written, beneficiary="Lubno", beneficiary_source="gbp-lubno"
    )
    page = content("Mamy grant", "Mamy grant z BLISKO.", on="2022-04-04", kind=Kind.AWARD, awards=(award,))
    found = announcements(tmp_path, arrival("http://lubno.example/grant/", page))
    assert cover(replace(LIST, edition=listed), found, {}, nodes=NODES).lines[0].told is told


def test_the_formula_is_told_from_a_word_about_money() -> None:
    assert has_formula("Zadanie dofinansowane ze środków finansowych Ministra Kultury w ramach programu")
    assert not has_formula("Dofinansowanie było nam potrzebne. Dziękujemy!")


def test_a_list_imported_again_changes_nothing(tmp_path: Path) -> None:
    with Store.open(f"sqlite:///{tmp_path}/x.sqlite3") as store:
        assert store.put_official(LIST, now=NOW)
        assert not store.put_official(LIST, now=datetime(2027, 1, 1, tzinfo=UTC))
        assert store.official("nprcz-2/4.1", "2022") == LIST
        shorter = replace(LIST, rows=LIST.rows[:1])
        assert store.put_official(shorter, now=NOW)
        assert store.official("nprcz-2/4.1", "2022") == shorter
        assert store.official_lists() == [("nprcz-2/4.1", "2022")]


def test_the_commands_say_what_they_did(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BIBLIO_DATA_DIR", str(tmp_path / "data"))
    with Store.open(load_config().database_url) as store:
        ingest(store, [arrival()], taxonomy=TAXONOMY, now=NOW, authority=AUTHORITY)
    Path("lista.csv").write_bytes(SEMICOLONS.encode())

    def run(*words: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            biblio.main(list(words))
        return int(ended.value.code or 0), *capsys.readouterr()  # type: ignore[return-value]

    code, _, err = run("coverage", "--programme", "nprcz-2/4.1")
    assert (code, "was imported" in err) == (2, True)
    code, out, err = run("results", "import", "lista.csv", "--programme", "nprcz-2/4.1", "--edition", "2021")
    assert (code, len(err.splitlines())) == (0, 2)
    assert "2 beneficiaries, 1 of them sources of the registry, 2 lines passed over" in out
    assert "Without `--published" in out
    code, out, _ = run("coverage", "--programme", "nprcz-2/4.1")
    assert (code, "1 of 1 beneficiaries whose sites were read announced the award" in out) == (0, True)
    later = ("--programme", "nprcz-2/1.1", "--edition", "2024", "--published", "2024-03-01")
    assert run("results", "import", "lista.csv", *later)[0] == 0
    code, out, _ = run("coverage", "--programme", "nprcz-2")
    assert code == 0 and "nprcz-2/4.1, 2021 " in out and "nprcz-2/1.1, 2024, of 2024-03-01" in out
    assert "All 2 lists of nprcz-2: 1 of 1 beneficiaries" in out and "0 of the 1 that wrote" in out
    assert any(
        "Miejska Biblioteka Publiczna we Wzorowie " in line for line in out.splitlines()
    )  # no terminal
    _, out, _ = run("coverage", "--programme", "nprcz-2", "--edition", "2024", "--json")
    assert {json.loads(line)["list_published"] for line in out.splitlines()} == {"2024-03-01"}
    _, out, _ = run("results", "list")
    assert out.splitlines()[0] == "nprcz-2/1.1  2024  2024-03-01  2 beneficiaries, 1 of them sources"
    assert run("results", "import", "nic.csv", "--programme", "nprcz-2/4.1", "--edition", "2021")[0] == 2
