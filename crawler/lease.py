"""One crawl at a time over a store that several machines share: a lease, held on while the crawl goes on."""

from __future__ import annotations

import os
import secrets
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC
from time import monotonic
from typing import TYPE_CHECKING

from aggregator.config import Config
from aggregator.errors import BiblioError, InputError, StoreError

if TYPE_CHECKING:
    from aggregator.store import Store

NAME = "crawl"
#: a crawl of which nothing was heard for so many seconds is dead, and its lease another's
HOLDS = 90.0
#: so often it is held on: three times may fail
BEAT = HOLDS / 4


@contextmanager
def alone_over_machines(
    config: Config, lost: Callable[[BiblioError], None], *, holds: float = HOLDS, beat: float = BEAT
) -> Iterator[None]:
    """Crawl while no other machine does. A store in a file has one machine, and needs no lease.

    A killed crawl keeps its lease until it runs out. `lost` is told, in another thread, when the lease could
    not be held on in time (a machine that slept, a database away): the crawl must end then, for another one
    may have begun. Raises InputError where another one is running.
    """
    with _opened(config) as store:
        if store is None:
            yield
            return
        owner = f"{socket.gethostname()} {os.getpid()} {secrets.token_hex(4)}"
        if store.take_lease(NAME, owner, seconds=holds) is None:
            raise InputError(_taken(store))
        ended = threading.Event()
        heart = threading.Thread(
            target=_hold_on, args=(store, owner, ended, lost, holds, beat), daemon=True, name="lease"
        )
        heart.start()
        try:
            yield
        finally:
            ended.set()
            heart.join()
            with suppress(StoreError):  # it runs out by itself
                store.release_lease(NAME, owner)


@contextmanager
def _opened(config: Config) -> Iterator[Store | None]:
    if not config.database_url.startswith("postgresql"):
        yield None
        return
    from aggregator.store import Store

    store = Store.open(config.database_url)
    try:
        yield store
    finally:
        store.close()


def _taken(store: Store) -> str:
    holder = store.holder(NAME)
    who, until = holder if holder else ("another machine", None)
    ends = f"; if it was killed, its turn ends at {until.astimezone(UTC):%H:%M:%S} UTC" if until else ""
    who = " ".join(who.split()[:2])
    return f"Another crawl of this store is running ({who}{ends}). Wait for its end, or stop it."


def _hold_on(
    store: Store, owner: str, ended: threading.Event, lost: Callable[[BiblioError], None], holds: float,
    beat: float,
) -> None:  # fmt: skip
    """Until the crawl ends: hold the lease on, and say so when it is another's."""
    held = monotonic()
    while not ended.wait(beat):
        asked = monotonic()
        try:
            others = store.take_lease(NAME, owner, seconds=holds) is None
        except StoreError:  # perhaps the next time
            others = monotonic() - held > holds - beat
        else:
            held = asked
        if others:
            lost(BiblioError("The crawl lost its turn to another machine. What was read is stored."))
            return
