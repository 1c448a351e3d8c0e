"""An empty store in memory, where a module does not fill one of its own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from aggregator.store import Store


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.open("sqlite://") as opened:
        yield opened
