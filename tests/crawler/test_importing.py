"""Many sources at once: what a table, a list or an OPML file gives, and what is said of wrong rows."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from aggregator.errors import InputError
from aggregator.model import Source
from crawler.importing import read_import
from tests.crawler.test_registry_commands import call  # noqa: F401

THERE = Source(
    id="gbp-stara", library="GBP Stara", kind="gminna", teryt="14", home="https://gbp-stara.example/"
)
TABLE = """\
home;library;teryt;family;delay
https://mbp-nowa.example/;Miejska Biblioteka w Nowej;1465;;
mbp-zla.example;Bez schematu;14;;
https://gbp-trzecia.example;;99;;
http://www.gbp-stara.example;Znana pod innym adresem;14;;
https://gmina.example/biblioteka/;"Biblioteka
w gminie";06;listing;5
https://gbp-szosta.example/;;;rss;
https://mbp-nowa.eu/;Inna o tej samej nazwie;;;
"""


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def test_a_table_gives_its_good_rows_and_names_the_bad_ones(tmp_path: Path) -> None:
    found = read_import(write(tmp_path, "nowe.csv", TABLE), [THERE])
    assert [s.id for s in found.added] == ["mbp-nowa", "gmina-biblioteka", "mbp-nowa-2"]
    assert [(s.delay, s.family, s.teryt) for s in found.added[1:2]] == [(5.0, "listing", "06")]
    assert [(line, s.id) for line, s in found.known] == [(5, "gbp-stara")]
    assert [(e.line, e.column) for e in found.errors] == [(3, "home"), (4, "teryt"), (8, "family")]
    assert all(e.problem and e.remedy.endswith(".") for e in found.errors)


def test_an_id_of_another_site_is_a_wrong_row_not_a_change(tmp_path: Path) -> None:
    table = "id,home\ngbp-stara,https://gbp-inna.example/\n"
    found = read_import(write(tmp_path, "a.csv", table), [THERE])
    assert found.added == ()
    assert "gbp-stara.example" in found.errors[0].problem


def test_addresses_one_a_line(tmp_path: Path) -> None:
    lines = "https://a.example/\n\n# uwaga\nhttp://b.example/biblioteka\nhttps://a.example\nnie adres\n"
    found = read_import(write(tmp_path, "lista.txt", lines), [])
    assert [s.id for s in found.added] == ["a", "b-biblioteka"]
    assert [line for line, _ in found.known] == [5]
    assert [e.line for e in found.errors] == [6]


def test_subscriptions_of_a_reader(tmp_path: Path) -> None:
    opml = """<?xml version="1.0"?>
<opml version="2.0"><head><title>Biblioteki</title></head><body><outline text="Mazowsze">
<outline type="rss" text="Biblioteka w Lipkach" xmlUrl="https://lipki.example/feed/" htmlUrl="https://lipki.example/"/>
<outline type="rss" text="Filia 7" xmlUrl="https://filia7.example/rss.xml"/>
<outline type="rss" text="Zła" xmlUrl="ftp:zła"/>
</outline></body></opml>"""
    found = read_import(write(tmp_path, "subskrypcje.opml", opml), [])
    assert [(s.library, s.home, s.family) for s in found.added] == [
        ("Biblioteka w Lipkach", "https://lipki.example/", "auto"),
        ("Filia 7", "https://filia7.example/", "feed"),
    ]
    assert found.added[1].news == "https://filia7.example/rss.xml"
    assert [e.line for e in found.errors] == [5]


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("a.csv", "adres;biblioteka\nhttps://a.example/;A\n", "unknown column `adres`"),
        ("b.csv", "library,teryt\nA,14\n", "no column `home`"),
        ("c.opml", "<html><body>nie</body></html>", "web page instead of XML"),
        ("d.opml", "<rss/>", "no OPML"),
    ],
)
def test_a_file_that_is_none_is_said_so(tmp_path: Path, name: str, text: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        read_import(write(tmp_path, name, text), [])


def test_the_command_keeps_the_good_rows(call, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]  # noqa: F811
    path = write(tmp_path, "nowe.csv", TABLE)
    code, out, err = call("sources", "import", str(path), "--json")
    told = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert [line["status"] for line in told] == ["added"] * 4 + ["wrong"] * 3
    assert "nowe.csv:3: column `home`" in err
    assert "4 added, 0 there already, 3 left out" in err
    shown = json.loads(call("sources", "show", "gmina-biblioteka", "--json")[1])["source"]
    assert shown["delay"] == 5.0
    assert "0 added, 4 there already" in call("sources", "import", str(path))[2]
    assert call("sources", "import", str(tmp_path / "nie-ma.csv"))[0] == 2
    edited = json.loads(call("sources", "edit", "mbp-nowa", "delay=3", "--json")[1])
    assert edited["delay"] == 3.0
    assert json.loads(call("sources", "disable", "mbp-nowa", "--json")[1])["active"] is False
