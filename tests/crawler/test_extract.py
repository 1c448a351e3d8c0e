"""Reading from a manifest: a wrong line stops only itself, and says what is wrong with it."""

from __future__ import annotations

import json
import random
from datetime import UTC, datetime
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from aggregator.errors import InputError
from aggregator.programmes.taxonomy import load_taxonomy
from crawler.extract import extract, extract_listing, load_manifest
from crawler.readiness import TOGETHER

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
GOOD = {"id": "1", "file": "page.html", "url": "http://a.example/x"}
PAGE = "<html><body><h1>Nowe regały</h1><p>W czytelni stanęły nowe regały z drewna.</p></body></html>"

WORDS = [
    "kasztan", "wiadro", "pszczoła", "lampa", "most", "kogut", "gitara", "deszcz", "sanki", "piekarz",
    "zegar", "szafa", "ogród", "wiatrak", "perkusja", "jagoda", "kajak", "strych", "rower", "tulipan",
]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('{"id": "1"', "no JSON at character 11"),
        ("[1, 2]", "not a JSON object"),
        ("[" * 100_000, "nested too deep"),
        (json.dumps(GOOD | {"id": "\ud800"}), "`id` is not usable"),
        ("null", "not a JSON object"),
        (json.dumps(GOOD | {"id": ["1"]}), "`id` is not usable"),
        (json.dumps({"id": "1", "url": "http://a.example/"}), "`file` is missing"),
        (json.dumps(GOOD | {"file": "a\0b"}), "`file` is not usable"),
        (json.dumps(GOOD | {"file": " "}), "`file` is not usable"),
        (json.dumps(GOOD | {"file": "gone.html"}), "gone.html cannot be read"),
        (json.dumps(GOOD | {"url": "http://[::1/x"}), "`url` http://[::1/x is no http address"),
        (json.dumps(GOOD | {"url": "/x"}), "no http address"),
        (json.dumps(GOOD | {"fetched_at": "wczoraj"}), "`fetched_at` 'wczoraj' is no time"),
        (json.dumps(GOOD | {"fetched_at": "0001-01-01T00:00:00+14:00"}), "is no time such as"),
        (json.dumps(GOOD | {"charset": 17}), "`charset` is no text"),
    ],
)
def test_a_wrong_line_is_told_and_skipped(tmp_path: Path, line: str, words: str) -> None:
    (tmp_path / "page.html").write_text(PAGE, "utf-8")
    manifest = tmp_path / "m.jsonl"
    manifest.write_text(f"{line}\n{json.dumps(GOOD)}\n", "utf-8")
    said: list[str] = []
    rows = [row for row, _, _ in extract(manifest, taxonomy=load_taxonomy(), now=NOW, complain=said.append)]
    assert [row["title"] for row in rows] == ["Nowe regały"]
    assert len(said) == 1
    assert said[0].startswith(f"{manifest}:1: ")
    assert words in said[0]


def test_a_line_that_is_not_utf_8_stops_only_itself(tmp_path: Path) -> None:
    manifest = tmp_path / "m.jsonl"
    good = json.dumps(GOOD).encode()
    manifest.write_bytes(good + b'\n{"id": "\xff\xfe"}\r\n' + good + b"\n")
    said: list[str] = []
    assert len(load_manifest(manifest, now=NOW, complain=said.append)) == 2
    assert len(said) == 1
    assert said[0].startswith(f"{manifest}:2: not UTF-8.")


def test_pages_of_several_groups_come_out_in_order_each_as_often_as_it_is_named(tmp_path: Path) -> None:
    count = 2 * TOGETHER + 5
    for number in range(count):
        page = PAGE.replace("Nowe regały", f"Nowe regały, część {number}")
        (tmp_path / f"{number}.html").write_text(page, "utf-8")
    order = [*range(count), 3, 3]
    lines = [{"id": "a", "file": f"{n}.html", "url": f"http://a{n}.example/x"} for n in order]
    manifest = tmp_path / "m.jsonl"
    manifest.write_text("\n".join(map(json.dumps, lines)), "utf-8")
    said: list[str] = []
    rows = [row for row, _, _ in extract(manifest, taxonomy=load_taxonomy(), now=NOW, complain=said.append)]
    assert [row["title"] for row in rows] == [f"Nowe regały, część {n}" for n in order]
    assert said == []


def test_a_missing_page_stops_only_itself(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PAGE, "utf-8")
    manifest = tmp_path / "m.jsonl"
    lines = [GOOD | {"file": "gone.html"}, GOOD | {"id": "2"}]
    manifest.write_text("\n".join(map(json.dumps, lines)), "utf-8")
    said: list[str] = []
    assert [row["id"] for row, _ in extract_listing(manifest, now=NOW, complain=said.append)] == ["2"]
    assert said == [
        f"{manifest}:1: `file` {tmp_path / 'gone.html'} cannot be read (No such file or directory). "
        "Mend it in the manifest."
    ]


def test_a_page_that_lists_nothing_says_what_it_is(tmp_path: Path) -> None:
    rows = "".join(
        f"<li>{n}.03.2024 <a href='/{n}-wpis'>Wpis numer {n} z marca</a></li>" for n in range(1, 7)
    )
    bodies = {
        "list": f"<html><body><h1>Aktualności</h1><ul>{rows}</ul></body></html>".encode(),
        "article": PAGE.encode(),
        "gone": b"<html><body><h1>404</h1><p>Nie ma takiej strony.</p></body></html>",
        "drawing": b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
    }
    for name, body in bodies.items():
        (tmp_path / name).write_bytes(body)
    manifest = tmp_path / "m.jsonl"
    lines = [{"id": name, "file": name, "url": f"http://{name}.example/"} for name in bodies]
    manifest.write_text("\n".join(map(json.dumps, lines)), "utf-8")
    told = {row["id"]: row for row, _ in extract_listing(manifest, now=NOW, complain=print)}
    assert len(told["list"]["articles"]) == 6
    assert {name: row["problem"] for name, row in told.items()} == {
        "list": None, "article": None, "gone": "not_found", "drawing": "not_html",
    }  # fmt: skip


def test_a_time_without_zone_is_one_of_warsaw(tmp_path: Path) -> None:
    manifest = tmp_path / "m.jsonl"
    manifest.write_text(json.dumps(GOOD | {"fetched_at": "2024-07-01T12:00:00"}), "utf-8")
    (page,) = load_manifest(manifest, now=NOW, complain=print)
    assert page.fetched == datetime(2024, 7, 1, 10, tzinfo=UTC)


def test_a_manifest_may_come_from_standard_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(json.dumps(GOOD).encode())))
    (page,) = load_manifest(Path("-"), now=NOW, complain=print)
    assert (page.id, page.path) == (str(GOOD["id"]), Path("page.html"))


def test_pages_of_many_hosts_are_read_the_same_in_any_order(tmp_path: Path) -> None:
    footer = "<p>Filia przy Rynku obsługuje także mieszkańców sołectw położonych za rzeką.</p>"
    lines = []
    for number in range(72):  # more than are kept open at a time
        words = " ".join(random.Random(number).sample(WORDS, 9))
        page = PAGE.replace("</h1>", f"</h1><p>Wpis {number}: {words}.</p>")
        (tmp_path / f"{number}.html").write_text(page.replace("</body>", f"{footer}</body>"), "utf-8")
        url = f"https://b{number % 6}.example/{number}"
        lines.append({"id": str(number), "file": f"{number}.html", "url": url})
    told = []
    for order in (lines, sorted(lines, key=lambda line: line["url"]), lines[::-1]):
        manifest = tmp_path / "m.jsonl"
        manifest.write_text("\n".join(map(json.dumps, order)), "utf-8")
        rows = [row for row, _, _ in extract(manifest, taxonomy=load_taxonomy(), now=NOW, complain=print)]
        told.append({row["id"]: row for row in rows})
    assert told[0] == told[1] == told[2]
    assert len(told[0]) == 72
    assert all(
        f"Wpis {row['id']}: " in row["text"] and "Rynku" not in row["text"] for row in told[0].values()
    )


def test_a_manifest_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="JSON Lines"):
        load_manifest(tmp_path, now=NOW, complain=print)


def test_each_date_of_a_page_is_told_with_what_speaks_for_it(tmp_path: Path) -> None:
    meta = '<meta property="article:modified_time" content="2024-03-09">'
    dates = "<div>Dodano: 3 marca 2024</div><div>Termin: 5 kwietnia 2024</div><div>7 mja</div>"
    others = "<a href='/wiersze'>Wieczór poezji i muzyki 1 maja 2024 r.</a>"
    page = PAGE.replace("<h1>", f"{meta}<h1>").replace("</h1>", f"</h1>{dates}")
    (tmp_path / "page.html").write_text(page.replace("</p>", f"</p><aside>{others}</aside>"), "utf-8")
    manifest = tmp_path / "m.jsonl"
    manifest.write_text(json.dumps(GOOD), "utf-8")
    ((row, _, read),) = extract(manifest, taxonomy=load_taxonomy(), now=NOW, complain=print)
    assert row["published"] == "2024-03-03"
    told = "\n".join(read.why_dated())
    assert "+ '3 marca 2024': 90, 1 line below the heading, label 'Dodano' (added)" in told
    assert "- '5 kwietnia 2024': 0, 2 lines below the heading, label 'Termin' (other)" in told
    assert "+ '2024-03-09': 75, for machines (meta: article:modified_time)" in told
    assert "- '1 maja 2024 r.': not asked, in sidebar" in told
    assert "- no date is read in '7 mja', 3 lines below the heading" in told
