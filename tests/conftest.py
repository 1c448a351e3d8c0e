"""What all tests share: their order, how an empty store gets its tables, and properties without a clock."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

# A property is about what is read, not about how fast: a busy machine must not refute it.
settings.register_profile("no clock", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("no clock")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Modules with slow tests first, so that no worker is left alone with one of them at the end.

    Tests of a module stay together: they share what it sets up.
    """
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)


@pytest.fixture(scope="session", autouse=True)
def _tables_at_once() -> Iterator[None]:
    """`Store.open` of an empty store does not run the migrations again: hundreds of tests open one.

    `Store.upgrade`, child processes and PostgreSQL run them as ever.
    """
    from empty_stores import upgrade_as_before

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("aggregator.store.database.upgrade", upgrade_as_before)
        yield
