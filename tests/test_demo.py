"""The whole way in one child process: `biblio demo --no-serve`, twice, and what it leaves behind."""

from __future__ import annotations

import hashlib
import json
import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import feedparser
import pytest
from fastapi.testclient import TestClient

from aggregator.config import Config
from aggregator.store import Store
from feeds.server import create_app

pytestmark = pytest.mark.slow

TITLE = "BLISKO – Biblioteka | Lokalność | Inicjatywy | Społeczność | Kooperacja | Oddolność"


def biblio(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """One command of the product, in a folder of its own."""
    environ = {k: v for k, v in os.environ.items() if not k.startswith("BIBLIO_")}
    environ |= {"BIBLIO_DATA_DIR": str(home / "data"), "BIBLIO_PUBLIC_DIR": str(home / "public")}
    command = [sys.executable, "-m", "biblio", *words]
    root = Path(__file__).resolve().parent.parent
    return subprocess.run(
        command, cwd=root, env=environ, capture_output=True, text=True, timeout=300, check=False
    )


def fingerprint(tree: Path) -> dict[str, tuple[str, int]]:
    """Digest and time of change of every file."""
    return {
        str(p.relative_to(tree)): (hashlib.sha256(p.read_bytes()).hexdigest(), p.stat().st_mtime_ns)
        for p in tree.rglob("*")
        if p.is_file()
    }


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the demo ran once."""
    folder = tmp_path_factory.mktemp("demo")
    done = biblio(folder, "demo", "--no-serve")
    assert done.returncode == 0, done.stdout + done.stderr
    (folder / "output.txt").write_text(done.stdout + done.stderr, "utf-8")
    return folder


@pytest.fixture(scope="module")
def announcements(home: Path) -> list[dict[str, object]]:
    """Everything the demo stored, with texts."""
    done = biblio(home, "--demo", "announcements", "--json", "--text")
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_the_blisko_award_of_piaseczno_is_read_as_its_page_says(announcements: list[dict]) -> None:
    (found,) = [a for a in announcements if a["source"] == "piaseczno" and a["title"] == TITLE]
    assert found["kind"] == "award"
    assert (found["published"], found["published_precision"]) == ("2021-08-19", "day")
    assert found["published_origin"] == "label: Data publikacji"
    assert found["programmes"] == ["nprcz-2/4.1"]


def test_the_footer_of_piaseczno_tags_nothing_and_is_listed_as_a_notice(
    home: Path, announcements: list[dict]
) -> None:
    own = [a for a in announcements if a["source"] == "piaseczno"]
    assert len(own) >= 8
    assert not [a["url"] for a in own for p in a["programmes"] if p.startswith("rpo-")]
    shown = biblio(home, "--demo", "sources", "show", "piaseczno")
    assert shown.returncode == 0
    assert "rpo-mazowieckie/2.1.1" in shown.stdout


def test_all_evidence_stands_at_its_offsets(announcements: list[dict]) -> None:
    checked = 0
    for one in announcements:
        for item in one["evidence"]:
            if item["start"] is not None:
                text = one["title"] if item["place"] == "title" else one["text"]
                assert text[item["start"] : item["end"]] == item["words"], (one["url"], item)
                checked += 1
    assert checked > 50


@pytest.mark.parametrize("node", ["nprcz-2/4.1", "nprcz-2"])
def test_a_programmes_feeds_hold_exactly_its_announcements(
    home: Path, announcements: list[dict], node: str
) -> None:
    inside = ("nprcz-2/4.1",) if node == "nprcz-2/4.1" else ("nprcz-2",)
    wanted = {
        a["id"]
        for a in announcements
        if a["status"] == "current"
        and any(p == i or p.startswith(i + "/") for p in a["programmes"] for i in inside)
    }
    assert wanted
    folder = home / "public" / "demo" / "feeds" / "programmes" / node
    atom, rss = (feedparser.parse((folder / name).read_bytes()) for name in ("atom.xml", "rss.xml"))
    assert not atom.bozo and not rss.bozo
    assert {e.id for e in atom.entries} == {e.id for e in rss.entries} == wanted
    days = [e.published_parsed or e.updated_parsed for e in atom.entries]
    assert days == sorted(days, reverse=True)


def test_a_picture_of_a_library_is_an_enclosure_as_its_server_describes_it(home: Path) -> None:
    folder = home / "public" / "demo" / "feeds" / "libraries" / "wierzbnica"
    for name in ("atom.xml", "rss.xml"):
        entries = feedparser.parse((folder / name).read_bytes()).entries
        (file,) = [file for entry in entries for file in entry.enclosures]
        assert file.href.endswith("/noc-plakat-724x1024.jpg")
        assert (file.type, file.length) == ("image/jpeg", "4")


def test_sites_in_trouble_are_named_with_the_reason(home: Path) -> None:
    output = (home / "output.txt").read_text("utf-8")
    assert "robots" in output
    assert "Traceback" not in output


def test_running_the_demo_again_changes_no_byte(home: Path) -> None:
    tree = home / "public" / "demo"
    before = fingerprint(tree)
    assert before
    again = biblio(home, "demo", "--no-serve")
    assert again.returncode == 0, again.stderr
    assert fingerprint(tree) == before


def test_the_doctor_finds_nothing_until_a_page_is_damaged(home: Path) -> None:
    healthy = biblio(home, "--demo", "doctor")
    assert healthy.returncode == 0, healthy.stdout
    assert "BAD" not in healthy.stdout
    with Store.open(f"sqlite:///{home}/data/demo/biblio.sqlite3") as store:
        page = max(store.snapshots(), key=lambda ref: (ref.length, ref.file, ref.offset))
    file = home / "data" / "demo" / "snapshots" / page.file
    whole, middle = file.read_bytes(), page.offset + page.length // 2
    try:
        file.write_bytes(
            whole[:middle] + bytes(b ^ 0x55 for b in whole[middle : middle + 7]) + whole[middle + 7 :]
        )
        ill = biblio(home, "--demo", "doctor")
    finally:
        file.write_bytes(whole)
    assert ill.returncode == 1
    assert "BAD  snapshots: 1 of" in ill.stdout


def test_a_site_of_the_sample_network_can_be_asked_for_by_itself(home: Path) -> None:
    crawled = biblio(home, "--demo", "crawl", "piaseczno")
    assert crawled.returncode == 0, crawled.stderr
    assert "1 source visited, 0 could not be read; 0 new" in crawled.stdout
    probed = biblio(home, "--demo", "sources", "probe", "piaseczno")
    assert probed.returncode == 0, probed.stderr


def test_a_taken_port_is_told_before_anything_is_crawled(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        refused = biblio(tmp_path, "demo", "--port", port)
    assert refused.returncode == 2 and refused.stdout == ""
    assert f"Cannot serve on 127.0.0.1:{port}" in refused.stderr and len(refused.stderr.splitlines()) == 1
    assert not (tmp_path / "data").exists()


def test_every_address_of_the_readme_answers(home: Path) -> None:
    readme = (Path(__file__).parent.parent / "README.md").read_text("utf-8")
    addresses = set(re.findall(r"`(/[^`<]+)`", readme))
    assert len(addresses) > 15
    demo = Config(
        public_dir=home / "public" / "demo", database_url=f"sqlite:///{home}/data/demo/biblio.sqlite3"
    )
    with TestClient(create_app(demo)) as client:
        assert {one: client.get(one).status_code for one in addresses} == dict.fromkeys(addresses, 200)
