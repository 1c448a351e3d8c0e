"""Our feeds through the eyes of others: schemas of the formats, a feed reader, two calendars."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import feedparser
import pytest
from feed_samples import SEEN, SOURCES, announcement, call, network, published
from lxml import etree

from aggregator.config import Config
from aggregator.programmes.taxonomy import Taxonomy
from aggregator.store import Store
from aggregator.vocabulary import Status
from benchmarks.stores import fill
from feeds.publish import publish

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def schemas() -> dict[str, etree.RelaxNG]:
    return {name: etree.RelaxNG(etree.parse(HERE / f"{name}.rng")) for name in ("atom", "rss")}


@pytest.fixture(scope="module")
def parsed(tree: Path) -> dict[Path, Any]:
    """The feeds of the tree as a reader understands them."""
    paths = [path for path in tree.rglob("*.xml") if path.name in ("atom.xml", "rss.xml")]
    return {path: feedparser.parse(path.read_bytes()) for path in paths}


def test_a_reader_has_nothing_to_mend(parsed: dict[Path, Any], taxonomy: Taxonomy) -> None:
    assert len(parsed) > 2 * len(taxonomy.nodes)
    assert not [(path, found.bozo_exception) for path, found in parsed.items() if found.bozo]


def test_every_document_answers_its_schema(tree: Path, schemas: dict[str, etree.RelaxNG]) -> None:
    seen = dict.fromkeys(schemas, 0)
    for path in tree.rglob("*.xml"):
        if path.name == "opml.xml":
            continue
        schema = "rss" if path.name == "rss.xml" else "atom"
        document = etree.parse(path)
        assert schemas[schema].validate(document), (path, schemas[schema].error_log.last_error)
        seen[schema] += 1
    assert min(seen.values()) > 50


def test_every_json_feed_is_one(tree: Path) -> None:
    for path in tree.rglob("feed.json"):
        check_json_feed(json.loads(path.read_bytes()))


def check_json_feed(feed: dict[str, Any]) -> None:
    """What version 1.1 asks for; unknown names may only begin with an underscore."""
    known = {
        "version",
        "title",
        "home_page_url",
        "feed_url",
        "description",
        "authors",
        "language",
        "hubs",
        "items",
    }
    assert feed["version"] == "https://jsonfeed.org/version/1.1" and feed["title"]
    assert {name for name in feed if not name.startswith("_")} <= known
    for item in feed["items"]:
        assert isinstance(item["id"], str) and item["id"]
        assert item.get("content_html") or item.get("content_text")
        assert not item.get("url") or item["url"].startswith(("http://", "https://"))
        assert all(isinstance(tag, str) for tag in item["tags"])
        assert all(author.get("name") for author in item["authors"])
        for name in ("date_published", "date_modified"):
            if name in item:
                assert datetime.fromisoformat(item[name]).tzinfo is not None
        for file in item.get("attachments", ()):
            assert file["url"] and file["mime_type"]


def test_ids_counts_and_dates_agree_in_every_feed(tree: Path, parsed: dict[Path, Any]) -> None:
    folders = [path.parent for path in tree.rglob("rss.xml")]
    assert len(folders) > 30
    for folder in folders:
        atom, rss = parsed[folder / "atom.xml"], parsed[folder / "rss.xml"]
        items = json.loads((folder / "feed.json").read_bytes())["items"]
        assert [e.id for e in atom.entries] == [e.id for e in rss.entries] == [i["id"] for i in items]
        for one, two, three in zip(atom.entries, rss.entries, items, strict=True):
            assert one.title == two.title == three["title"]
            assert one.get("link") == two.get("link") == three.get("url")
            assert one.get("published_parsed") == two.get("published_parsed")
            assert datetime.fromisoformat(one.updated) == datetime.fromisoformat(three["date_modified"])
            terms = [(tag.term, tag.scheme) for tag in one.tags]
            assert terms == [(c["term"], c["scheme"]) for c in three["_bibliowiesci"]["categories"]]


@contextmanager
def served(config: Config) -> Iterator[str]:
    """The real server on loopback."""
    import uvicorn

    from feeds.server import create_app

    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(create_app(config), log_level="error"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


@pytest.mark.slow
def test_a_reader_subscribes_and_follows_edits_and_archives(tmp_path: Path, taxonomy: Taxonomy) -> None:
    from reader import make_reader

    config = Config(
        database_url=f"sqlite:///{tmp_path}/store.sqlite3", public_dir=tmp_path / "public", data_dir=tmp_path
    )
    items = network(70)
    with Store.open(config.database_url) as store, served(config) as base:
        config = replace(config, base_url=base)
        store.note_sources(SOURCES, now=SEEN)
        fill(store, items, taxonomy)
        publish(store, config, taxonomy)
        with make_reader(":memory:") as reader:
            for name in ("atom.xml", "rss.xml", "feed.json"):
                reader.add_feed(f"{base}/feeds/{name}")
                reader.update_feed(f"{base}/feeds/{name}")
            ids = [[entry.id for entry in reader.get_entries(feed=feed)] for feed in reader.get_feeds()]
            assert len(ids[0]) == 50
            assert set(ids[0]) == set(ids[1]) == set(ids[2])
            atom = f"{base}/feeds/atom.xml"
            assert reader.update_feed(atom) is None, "not modified"

            newest = max(
                items, key=lambda one: one.content.published.moment if one.content.published else SEEN
            )
            later = replace(
                newest, updated=SEEN.replace(year=2027), content=replace(newest.content, title="Nowy tytuł")
            )
            fill(store, [later, announcement(900, published=published("2026-11-24"))], taxonomy)
            publish(store, config, taxonomy)
            told = reader.update_feed(atom)
            assert told is not None
            assert (told.new, told.modified) == (1, 1)
            entry = reader.get_entry((atom, newest.id))
            assert entry.title == "Nowy tytuł" and entry.updated == later.updated

            fill(store, [replace(later, status=Status.GONE)], taxonomy)
            publish(store, config, taxonomy)
            everything = {one.id for one in items} - {newest.id} | {announcement(900).id}
            assert sorted(walk(atom)) == sorted(everything)


def walk(feed: str) -> list[str]:
    """Every id of the archives of a feed, from the newest backwards (RFC 5005 §4)."""
    found: list[str] = []
    document = feedparser.parse(feed)
    while older := [link.href for link in document.feed.links if link.rel == "prev-archive"]:
        document = feedparser.parse(older[0])
        found += [entry.id for entry in document.entries]
    return found


def test_calendars_are_read_alike_by_two_parsers(tree: Path) -> None:
    import icalendar
    import vobject

    checked = 0
    for path in tree.rglob("*.ics"):
        text = path.read_bytes().decode()
        one = icalendar.Calendar.from_ical(text)
        two = vobject.readOne(text)
        ours = [
            (str(e["uid"]), e.decoded("dtstart"), e.decoded("dtend"), str(e["summary"]), str(e["status"]))
            for e in one.walk("VEVENT")
        ]
        theirs = [
            (e.uid.value, e.dtstart.value, e.dtend.value, e.summary.value, e.status.value)
            for e in two.contents.get("vevent", [])
        ]
        assert ours == theirs
        assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
        assert text.endswith("END:VCALENDAR\r\n") and "\n" not in text.replace("\r\n", "")
        checked += len(ours)
        if path.parent.name == "feeds":
            assert call().id in {event[0] for event in ours}
    assert checked >= 2
