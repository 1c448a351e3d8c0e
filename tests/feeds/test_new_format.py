"""A feed format is added in two tables; files, types, pages, the search and the hub follow."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from feed_samples import SOURCES, Shelf, announcement, network

from aggregator.config import Config
from aggregator.programmes.taxonomy import Taxonomy
from aggregator.store import Store
from feeds import build
from feeds.document import FORMATS, Document, Format
from feeds.entry import Entry
from feeds.publish import publish
from feeds.server import create_app


def build_text(document: Document, write: Callable[[Entry], str]) -> bytes:
    """A line an announcement."""
    return "".join(map(write, document.entries)).encode()


def text_line(entry: Entry) -> str:
    return f"{entry.title}\t{entry.url}\n"


@pytest.fixture
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    """A new format, named where the README says."""
    monkeypatch.setitem(FORMATS, "text", Format("feed.txt", "text/plain", "Czysty tekst", "Tekst"))
    monkeypatch.setitem(build.MAKERS, "text", (build_text, text_line))


def test_every_format_has_a_maker_and_a_file_of_its_own() -> None:
    assert list(FORMATS) == list(build.MAKERS)
    assert len({one.file for one in FORMATS.values()}) == len(FORMATS)


@pytest.mark.usefixtures("plain")
def test_a_new_format_lies_beside_the_others_and_every_page_names_it(
    tmp_path: Path, taxonomy: Taxonomy
) -> None:
    config = Config(base_url="https://wiesci.example", public_dir=tmp_path)
    publish(Shelf([*network(12), announcement(1001)]), config, taxonomy, today=date(2026, 11, 24))
    feeds = {path.parent for path in (tmp_path / "feeds").rglob("feed.json")}
    assert feeds == {path.parent for path in (tmp_path / "feeds").rglob("feed.txt")}
    assert (tmp_path / "feeds/programmes/nprcz-2/feed.txt").read_text("utf-8").count("\n") > 5
    for page in ("index.html", "programy/nprcz-2/index.html", "nabory/index.html", "en/feeds/index.html"):
        shown = (tmp_path / page).read_text("utf-8")
        assert 'type="text/plain"' in shown
        assert 'feed.txt"' in shown


@pytest.mark.usefixtures("plain")
def test_a_new_format_is_served_and_answers_the_search(tmp_path: Path, taxonomy: Taxonomy) -> None:
    config = Config(database_url=f"sqlite:///{tmp_path / 'a.sqlite3'}", public_dir=tmp_path / "public")
    with Store.open(config.database_url) as store:
        for source in SOURCES:
            store.put_source(source, now=announcement(1).first_seen)
        publish(store, config, taxonomy)
    client = TestClient(create_app(config))
    for address in ("/feeds/feed.txt", "/feeds/search/feed.txt?kind=call"):
        answer = client.get(address)
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert "Tekst</a>" in client.get("/ogloszenia/?q=x").text
    assert "Czysty tekst" in client.get("/kanaly/wlasny/?kind=call").text
