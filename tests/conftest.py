"""What all tests share: their order, how an empty store gets its tables, and properties without a clock."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from functools import cache

import pytest
from hypothesis import HealthCheck, settings

# A property is about what is read, not about how fast: a busy machine must not refute it.
settings.register_profile("no clock", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("quick", settings.get_profile("no clock"), max_examples=20)
settings.load_profile("no clock")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Modules with slow tests first, so that no worker is left alone with one of them at the end.

    Tests of a module stay together: they share what it sets up.
    """
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)


def pytest_collection_finish() -> None:
    """Modules and tests are there to the end: the collector need not look through them again and again."""
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def _made_once() -> Iterator[None]:
    """What every store and every command would make again, hundreds of times.

    `Store.open` of an empty store runs no migrations; `Store.upgrade`, child processes and PostgreSQL
    do as ever. The command line is put together at its first call.
    """
    from empty_stores import upgrade_as_before
    from typer import main

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("aggregator.store.database.upgrade", upgrade_as_before)
        patch.setattr(main, "get_command", cache(main.get_command))
        yield
