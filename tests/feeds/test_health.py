"""The feed of troubles, and a hub that is down."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import feedparser
import pytest
from feed_samples import SEEN, Shelf, announcement

from aggregator.config import Config
from aggregator.health import Condition, Fault, SourceHealth, Trouble
from aggregator.programmes.taxonomy import Taxonomy
from feeds.entry import Imprint
from feeds.health import build_health
from feeds.language import CODES, language
from feeds.publish import publish


def standing(hours: int, **values: object) -> SourceHealth:
    """How the library stands so many hours after its trouble began."""
    health = SourceHealth(
        source="mbp-wzorowo",
        condition=Condition.ALARM,
        trouble=Trouble.DNS,
        fault=Fault.UNKNOWN,
        reason="the name <b>mbp.wzorowo.example</b> is not known",
        since=SEEN,
        bad_visits=3,
        visited=SEEN + timedelta(hours=hours),
    )
    return replace(health, **values)  # type: ignore[arg-type]


def test_a_trouble_is_one_entry_dated_by_its_beginning(imprint: Imprint) -> None:
    first = build_health([("MBP we Wzorowie", standing(24))], imprint)
    later = build_health([("MBP we Wzorowie", standing(48, bad_visits=4))], imprint)
    assert first == later, "the same trouble again is no news"
    found = feedparser.parse(first)
    assert not found.bozo
    (entry,) = found.entries
    assert entry.title == "MBP we Wzorowie: nazwa strony nie jest znana (DNS)"
    assert entry.id == "tag:bibliowiesci.example,2026:health/mbp-wzorowo/dns"
    assert entry.updated == SEEN.isoformat()
    assert "&lt;b&gt;mbp" in entry.summary
    assert "Nie wiemy, po czyjej stronie leży przyczyna." in entry.summary


def test_only_alarms_are_in_the_feed(imprint: Imprint) -> None:
    once = standing(0, condition=Condition.WATCH, bad_visits=1)
    well = SourceHealth(source="mbp-wzorowo", condition=Condition.OK, visited=SEEN)
    for health in (once, well):
        found = feedparser.parse(build_health([("MBP", health)], imprint))
        assert not found.bozo and found.entries == []


@pytest.mark.parametrize("code", CODES)
def test_every_trouble_and_fault_has_its_words(code: str) -> None:
    lists = language(code).lists
    assert {trouble.value for trouble in Trouble} == set(lists["troubles"]) - {"unknown"}
    assert {fault.value for fault in Fault} == set(lists["faults"])
    assert {condition.value for condition in Condition} == set(lists["conditions"])


def test_trouble_never_enters_a_content_feed(tmp_path: Path, taxonomy: Taxonomy) -> None:
    class Troubled(Shelf):
        def all_health(self) -> dict[str, SourceHealth]:
            well = SourceHealth(source="nck", condition=Condition.OK, visited=SEEN)
            return {"mbp-wzorowo": standing(24), "nck": well}

    publish(Troubled([announcement()]), Config(public_dir=tmp_path), taxonomy)  # type: ignore[arg-type]
    health = feedparser.parse((tmp_path / "feeds/health/atom.xml").read_bytes())
    assert [entry.title.split(":")[0] for entry in health.entries] == [
        "Miejska Biblioteka Publiczna we Wzorowie"
    ]
    assert len(feedparser.parse((tmp_path / "feeds/atom.xml").read_bytes()).entries) == 1


@contextmanager
def hub(status: int) -> Iterator[tuple[str, list[bytes]]]:
    heard: list[bytes] = []

    class Hub(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            heard.append(self.rfile.read(int(self.headers["content-length"])))
            self.send_response(status)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Hub)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/", heard
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_the_hub_hears_of_changed_feeds_only(tmp_path: Path, taxonomy: Taxonomy) -> None:
    with hub(202) as (address, heard):
        config = Config(public_dir=tmp_path, hub=address, base_url="https://wiesci.example")
        assert publish(Shelf([announcement()]), config, taxonomy).hub_trouble == ""  # type: ignore[arg-type]
        told = [url for body in heard for url in parse_qs(body.decode())["hub.url"]]
        assert "https://wiesci.example/feeds/programmes/nprcz-2/4.1/atom.xml" in told
        heard.clear()
        publish(Shelf([announcement()]), config, taxonomy)  # type: ignore[arg-type]
        assert heard == []


def test_a_hub_that_is_down_does_not_block_publishing(tmp_path: Path, taxonomy: Taxonomy) -> None:
    with hub(500) as (address, heard):
        config = Config(public_dir=tmp_path, hub=address)
        report = publish(Shelf([announcement()]), config, taxonomy)  # type: ignore[arg-type]
    assert len(heard) == 1, "told once, not once a batch"
    assert "500" in report.hub_trouble
    assert (tmp_path / "feeds/atom.xml").is_file()
    report = publish(Shelf([]), replace(config, hub="nonsense"), taxonomy)  # type: ignore[arg-type]
    assert "nonsense" in report.hub_trouble
