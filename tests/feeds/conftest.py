"""The taxonomy, and a tree published from the sample announcements."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from api_stock import filled, server
from fastapi.testclient import TestClient
from feed_samples import SEEN, SOURCES, Shelf, announcement, call, network

from aggregator.config import Config
from aggregator.programmes.taxonomy import Taxonomy, load_taxonomy
from aggregator.store import Store
from feeds.entry import Imprint
from feeds.publish import publish

NAMED = (
    "nprcz-1", "nprcz-2/1.1", "nprcz-2/2.1", "nprcz-2/4.1/2021-2022", "nprcz-2/4.1/2023-2024", "nprcz-3",
    "mkidn/literatura", "rpo-mazowieckie/2.1.1",
)  # fmt: skip
IMPRINT = Imprint(base_url="https://wiesci.example", authority="bibliowiesci.example")


@pytest.fixture(scope="session")
def whole_taxonomy() -> Taxonomy:
    return load_taxonomy()


@pytest.fixture(scope="session")
def taxonomy(whole_taxonomy: Taxonomy) -> Taxonomy:
    """Part of the real taxonomy: publishing a hundred empty programmes again and again proves nothing.

    What the samples name, what stands above it, two editions of a direction, and programmes without news.
    """
    whole = whole_taxonomy
    kept = {above for node in NAMED for above in (node, *whole.above(node))}
    return replace(whole, nodes=tuple(node for node in whole.nodes if node.id in kept))


@pytest.fixture(scope="session")
def imprint() -> Imprint:
    return IMPRINT


@pytest.fixture(scope="session")
def tree(tmp_path_factory: pytest.TempPathFactory, taxonomy: Taxonomy) -> Path:
    """A published tree that no test may change."""
    root = tmp_path_factory.mktemp("public")
    items = [*network(), announcement(1001), call()]
    publish(
        Shelf(items), Config(base_url=IMPRINT.base_url, public_dir=root), taxonomy, today=date(2026, 11, 24)
    )
    return root


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """On disk, with the sample sources and no announcement."""
    with Store.open(f"sqlite:///{tmp_path}/store.sqlite3") as opened:
        for source in SOURCES:
            opened.put_source(source, now=SEEN)
        yield opened


@pytest.fixture
def full_store(tmp_path: Path, taxonomy: Taxonomy) -> Iterator[Store]:
    """On disk, with twenty-six announcements."""
    with filled(tmp_path, taxonomy) as full:
        yield full


@pytest.fixture
def client(full_store: Store, tmp_path: Path) -> TestClient:  # noqa: ARG001
    """A server of a store of one's own, to put something in between two questions."""
    return server(tmp_path)
