"""`announcements`, `programmes`, `db`: what they print, and how a wrong call ends."""

from __future__ import annotations

import json
import shutil
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest
from sqlalchemy import text
from store_samples import AUTHORITY, LUBNO, NOW, TAXONOMY, WZOROWO, arrival, content

import biblio
from aggregator.config import load_config
from aggregator.errors import StoreError
from aggregator.ingest import ingest
from aggregator.model import Amount, Evidence
from aggregator.store import Store
from aggregator.store.database import Database, open_engine
from aggregator.vocabulary import Kind, Place, Role

pytestmark = pytest.mark.usefixtures("home")


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of an installation with three announcements."""
    folder = tmp_path_factory.mktemp("commands") / "data"
    said = Evidence(
        field="amounts", value="x", words="x", start=0, end=1, place=Place.BODY, rule="r", confidence=1.0
    )
    doubtful = Amount(grosze=10**12, role=Role.GRANT, evidence=said, doubtful="więcej niż cały program")
    club = content("Klub [czwartkowy]", "Spotkanie klubu.", programme="dkk", on="2024-02-01", kind=Kind.EVENT)
    strange = content("Żółć", "Inna treść", programme="", amounts=(doubtful,))
    batch = [
        arrival(),
        arrival("http://lubno.example/dkk/", club),
        arrival("https://wzorowo.example/x/", strange, source=WZOROWO),
    ]
    with Store.open(load_config({"BIBLIO_DATA_DIR": str(folder)}).database_url) as store:
        ingest(store, batch, taxonomy=TAXONOMY, now=NOW, authority=AUTHORITY)
    return folder


@pytest.fixture
def home(tmp_path: Path, data: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The installation, to do with as one likes."""
    shutil.copytree(data, tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BIBLIO_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("COLUMNS", "160")
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    """Exit code, output, errors."""
    with pytest.raises(SystemExit) as ended:
        biblio.main(list(words))
    out, err = capsys.readouterr()
    return int(ended.value.code or 0), out, err


def listed(capsys: pytest.CaptureFixture[str], *words: str) -> list[dict]:  # type: ignore[type-arg]
    code, out, err = run(capsys, "announcements", "--json", *words)
    assert (code, err) == (0, "")
    return [json.loads(line) for line in out.splitlines()]


@pytest.mark.parametrize(
    ("words", "titles"),
    [
        ([], ["Klub [czwartkowy]", "Grant dla biblioteki w Lubnie", "Żółć"]),
        (["--programme", "nprcz"], ["Grant dla biblioteki w Lubnie"]),
        (["--source", "mbp-wzorowo"], ["Żółć"]),
        (["--voivodeship", "14"], ["Klub [czwartkowy]", "Grant dla biblioteki w Lubnie"]),
        (["--kind", "event"], ["Klub [czwartkowy]"]),
        (["--since", "2024-02-01"], ["Klub [czwartkowy]"]),
        (["--since", "2024-02-01", "--until", "2024-02-01"], ["Klub [czwartkowy]"]),
        (["--until", "2024-01-31", "--programme", "dkk"], []),
        (["--q", "ZOLC tresc"], ["Żółć"]),
        (["--doubtful"], ["Żółć"]),
        (["--limit", "1"], ["Klub [czwartkowy]"]),
        (["--status", "gone"], []),
    ],
)
def test_announcements_as_json(
    capsys: pytest.CaptureFixture[str], words: list[str], titles: list[str]
) -> None:
    found = [one["title"] for one in listed(capsys, *words)]
    assert sorted(found) == sorted(titles)
    assert found[:1] == titles[:1]


def test_text_comes_only_when_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert "text" not in listed(capsys)[0]
    assert listed(capsys, "--text", "--kind", "event")[0]["text"] == "Spotkanie klubu."


def test_the_table_shows_titles_as_they_are(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "announcements")
    assert code == 0
    assert "Klub [czwartkowy]" in out
    assert "35\u00a0000 zł" in out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["announcements", "--programme", "nprcz-2/4.11"], "Did you mean nprcz-2/4.1"),
        (["announcements", "--source", "gbp-lubn"], "Did you mean gbp-lubno"),
        (["announcements", "--kind", "prize"], "Known: award, call"),
        (["announcements", "--voivodeship", "33"], "Known: dolnośląskie, "),
        (["announcements", "--since", "wczoraj"], "Write it like 2024-01-31"),
        (["announcements", "--until", "2024-01-01", "--since", "2024-01-02"], "Swap the two"),
        (["announcements", "--status", "new"], "Known: current"),
        (["programmes", "show", "blisk"], "There is no programme `blisk`. Did you mean nprcz-2/4.1"),
        (["coverage", "--programme", "nprcz-2/4.1/2021-2022"], "`--programme nprcz-2/4.1 --edition …`"),
        (["db", "restore", "nothing.sqlite3"], "There is no file"),
        (["announcments"], "Did you mean 'announcements'? See"),
        (["publish", "--out", ""], "--out is empty"),
        (["export", "--out", " "], "--out is empty"),
        (["snapshots", "export", "gbp-lubno", "--out", ""], "--out is empty"),
        (["snapshots", "export", "gbp-lubno", "--out", "data"], "data: cannot be written (Is a directory)"),
        (["programmes", "explain", "data/biblio.sqlite3"], "neither a page nor a text"),
        (["programmes", "explain", "data"], "no file and no address"),
        (["--demo", "serve"], "Run `biblio --demo publish` first"),
    ],
)
def test_a_wrong_call_is_one_line_and_code_2(
    capsys: pytest.CaptureFixture[str], words: list[str], told: str
) -> None:
    code, out, err = run(capsys, *words)
    assert (code, out) == (2, "")
    assert told in err
    assert err.count("\n") == 1


def test_an_empty_store_made_by_a_question_is_told(capsys: pytest.CaptureFixture[str], home: Path) -> None:
    assert run(capsys, "announcements", "--help")[2] == ""
    assert "no store" not in run(capsys, "announcements")[2]
    code, out, err = run(capsys, "--demo", "announcements", "--json")
    store = home / "data" / "demo" / "biblio.sqlite3"
    assert (code, out) == (0, "")
    assert err == f"biblio: There was no store at {store}; an empty one answered. `biblio demo` fills it.\n"
    assert run(capsys, "--demo", "announcements", "--json")[2] == ""


def test_a_voivodeship_may_be_called_by_its_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert listed(capsys, "--voivodeship", "Mazowieckie") == listed(capsys, "--voivodeship", "14") != []


def test_programmes_are_listed_and_shown(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "programmes", "list")
    assert "nprcz-2/4.1" in out
    _, out, _ = run(capsys, "programmes", "list", "--json")
    nodes = [json.loads(line) for line in out.splitlines()]
    assert {"id", "name", "parent", "kind"} <= nodes[0].keys()
    _, out, _ = run(capsys, "programmes", "show", "nprcz-2", "--json")
    assert json.loads(out)["announcements"] == 1


def test_a_text_from_standard_input_is_explained(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    words = "Biblioteka otrzymała 5 000 zł z programu BLISKO."
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(words.encode())))
    code, out, _ = run(capsys, "programmes", "explain", "-", "--json")
    assert code == 0
    assert [each["words"] for each in json.loads(out)["evidence"]] == ["BLISKO"]


def test_a_backup_is_taken_and_put_back(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = home / "copies" / "monday.sqlite3"
    assert run(capsys, "db", "backup", str(file))[0] == 0
    assert "exists" in run(capsys, "db", "backup", str(file))[2]
    url = load_config().database_url
    with Store.open(url) as store:
        before = store.projection()
        ingest(store, [arrival("http://lubno.example/n/", content("Nowy", "Nowy wpis."))], taxonomy=TAXONOMY,
               now=NOW, authority=AUTHORITY)  # fmt: skip
        assert store.projection() != before
    code, out, _ = run(capsys, "db", "restore", str(file))
    assert code == 0
    assert "The store of before is now" in out
    with Store.open(url) as store:
        assert store.projection() == before
    assert len(list((home / "data").glob("biblio.sqlite3.2*"))) == 1
    assert run(capsys, "db", "upgrade")[0] == 0


def test_of_a_damaged_store_no_backup_is_written(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = home / "data" / "biblio.sqlite3"
    damaged = bytearray(store.read_bytes())
    for at in range(3 * 4096, len(damaged), 997):
        damaged[at] ^= 0x5A
    store.write_bytes(damaged)
    code, _, err = run(capsys, "db", "backup", str(home / "copies" / "tuesday.sqlite3"))
    assert code == 2
    assert "damaged" in err and "db restore" in err
    assert list((home / "copies").iterdir()) == []


def test_a_store_that_can_be_read_only_ends_in_one_sentence() -> None:
    database = Database(open_engine(load_config().database_url))
    with pytest.raises(StoreError, match=r"readonly.* right to write"), database.writing() as connection:
        connection.execute(text("PRAGMA query_only=ON"))
        connection.execute(text("DELETE FROM sources"))
    database.close()


def test_a_backup_that_cannot_be_put_back_is_told(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = home / "copies" / "friday.sqlite3"
    assert run(capsys, "db", "backup", str(file))[0] == 0
    (home / "data" / "biblio.sqlite3.restoring").mkdir()  # stands where the fresh store would be written
    code, _, err = run(capsys, "db", "restore", str(file))
    assert code == 2
    assert "cannot be replaced" in err and "right to write" in err


def test_what_is_no_backup_is_refused_and_the_store_stays(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = home / "letter.txt"
    file.write_text("Szanowni Państwo " * 100, "utf-8")
    with Store.open(load_config().database_url) as store:
        before = store.projection()
    code, _, err = run(capsys, "db", "restore", str(file))
    assert (code, "no backup" in err) == (2, True)
    with Store.open(load_config().database_url) as store:
        assert store.projection() == before
    assert sorted(p.name for p in (home / "data").iterdir()) == ["biblio.sqlite3"]


def test_forgetting_needs_a_reason_and_finds_by_id_tail_and_address() -> None:
    from aggregator.commands import forget_announcement
    from aggregator.errors import InputError

    config = load_config()
    with Store.open(config.database_url) as store:
        ids = {a.content.title: a.id for a in store.announcements()}
    with pytest.raises(InputError, match="--reason"):
        forget_announcement(config, ids["Żółć"], reason=" ", erase=lambda _: ())
    with pytest.raises(InputError, match="There is no announcement"):
        forget_announcement(config, "http://lubno.example/nigdy/", reason="x", erase=lambda _: ())
    tail = ids["Żółć"].rpartition("/")[2]
    done = forget_announcement(config, tail, reason="x", erase=lambda _: ())
    assert [ref.url for ref in done.pages] == ["https://wzorowo.example/x/"]
    forget_announcement(config, "https://www.lubno.example/dkk", reason="x", erase=lambda _: ())
    with Store.open(config.database_url) as store:
        assert [a.source for a in store.announcements()] == [LUBNO.id]
    for word in (tail, ids["Żółć"], "http://lubno.example/dkk/"):
        with pytest.raises(InputError, match=r"was forgotten on \d{4}-\d\d-\d\d \(x\)"):
            forget_announcement(config, word, reason="again", erase=lambda _: ())


def test_several_are_forgotten_for_one_reason(capsys: pytest.CaptureFixture[str]) -> None:
    addresses = ["http://lubno.example/dkk/", "https://wzorowo.example/x/"]
    code, out, err = run(capsys, "forget", *addresses, "--reason", "list z 30 listopada")
    assert (code, err) == (0, "")
    assert all(f"repeat it: {address}\n" in out for address in addresses)
    assert [one["source"] for one in listed(capsys)] == [LUBNO.id]


def test_days_before_the_web_ask_for_everything(capsys: pytest.CaptureFixture[str]) -> None:
    assert len(listed(capsys, "--since", "0001-01-01")) == 3
    assert listed(capsys, "--until", "0001-01-01") == []


def test_history_shows_an_edit_word_by_word(capsys: pytest.CaptureFixture[str]) -> None:
    edited = content(text="Biblioteka w Lubnie otrzymała 36 000 zł z programu BLISKO na książki.")
    with Store.open(load_config().database_url) as store:
        later = NOW.replace(day=28)
        (outcome,) = ingest(store, [arrival(what=edited)], taxonomy=TAXONOMY, now=later, authority=AUTHORITY)
    code, out, err = run(capsys, "history", "http://lubno.example/grant/")
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[:2] == ["Grant dla biblioteki w Lubnie", f"{outcome.id} (current)"]
    assert "2026-11-28 10:00: its source changed words" in lines
    assert "  [-35-] {+36+}" in lines
    assert "  [-BLISKO.-] {+BLISKO na książki.+}" in lines
    code, _, err = run(capsys, "history", "nigdy")
    assert (code, "There is no announcement" in err) == (2, True)
