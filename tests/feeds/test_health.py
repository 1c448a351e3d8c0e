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
from feed_samples import SEEN, Shelf, announcement

from aggregator.arrivals import Visit
from aggregator.config import Config
from aggregator.programmes.taxonomy import Taxonomy
from feeds.entry import Imprint
from feeds.health import build_health
from feeds.publish import publish


def visit(hours: int, outcome: str = "failed", trouble: str = "dns") -> Visit:
    moment = SEEN + timedelta(hours=hours)
    return Visit(
        source="mbp-wzorowo",
        started=moment,
        finished=moment,
        outcome=outcome,
        trouble=trouble,
        reason="the name <b>mbp.wzorowo.example</b> is not known",
    )


def test_a_trouble_is_one_entry_dated_by_its_beginning(imprint: Imprint) -> None:
    first = build_health([("MBP we Wzorowie", [visit(2), visit(1), visit(0, "ok", "")])], imprint)
    later = build_health([("MBP we Wzorowie", [visit(3), visit(2), visit(1), visit(0, "ok", "")])], imprint)
    assert first == later, "the same trouble again is no news"
    found = feedparser.parse(first)
    assert not found.bozo
    (entry,) = found.entries
    assert entry.title == "MBP we Wzorowie: nie ma takiego adresu (DNS)"
    assert entry.id == "tag:bibliowiesci.example,2026:health/mbp-wzorowo/dns"
    assert entry.updated == visit(1).finished.isoformat()
    assert "&lt;b&gt;mbp" in entry.summary


def test_a_source_that_recovered_leaves_the_feed(imprint: Imprint) -> None:
    found = feedparser.parse(build_health([("MBP", [visit(2, "ok", ""), visit(1)])], imprint))
    assert not found.bozo and found.entries == []


def test_trouble_never_enters_a_content_feed(tmp_path: Path, taxonomy: Taxonomy) -> None:
    class Troubled(Shelf):
        def latest_visits(self) -> dict[str, Visit]:
            return {"mbp-wzorowo": visit(0), "nck": visit(0, "ok", "")}

        def last_visits(self, source: str) -> list[Visit]:
            return [visit(0)] if source == "mbp-wzorowo" else []

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
