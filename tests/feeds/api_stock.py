"""Announcements in a store and a server before it, for the tests of the API."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from fastapi.testclient import TestClient
from feed_samples import SEEN, SOURCES, announcement, call, published

from aggregator.arrivals import Arrival
from aggregator.config import Config
from aggregator.ingest import ingest
from aggregator.model import Announcement, RawAnnouncement
from aggregator.programmes.taxonomy import Taxonomy
from aggregator.store import Store
from feeds.server import create_app


def put(store: Store, items: list[Announcement], taxonomy: Taxonomy, hours: int = 0) -> None:
    known = {source.id: source for source in SOURCES}
    arrivals = [
        Arrival(
            raw=RawAnnouncement(source=item.source, url=item.url, fetched=SEEN, title=item.content.title,
                                text=item.content.text),
            source=known[item.source],
            content=item.content,
        )
        for item in items
    ]  # fmt: skip
    ingest(
        store,
        arrivals,
        taxonomy=taxonomy,
        now=SEEN + timedelta(hours=hours),
        authority="bibliowiesci.example",
    )


def item(number: int, day: str = "2023-05-02") -> Announcement:
    return announcement(
        number,
        title=f"Ogłoszenie {number}",
        text=f"Treść numer {number}.",
        published=published(day),
        amounts=(),
    )


def filled(folder: Path, taxonomy: Taxonomy) -> Store:
    store = Store.open(f"sqlite:///{folder / 'biblio.sqlite3'}")
    put(store, [*(item(number) for number in range(1, 26)), call()], taxonomy)
    assert store.count() == 26
    return store


def server(folder: Path) -> TestClient:
    config = Config(database_url=f"sqlite:///{folder / 'biblio.sqlite3'}", public_dir=folder / "public")
    return TestClient(create_app(config))
