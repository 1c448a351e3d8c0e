"""Waiting for our turn at a site and at the machine it lives on; what was asked goes into the tally."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import cache
from urllib.parse import urlsplit

from crawler.turns import Turns, Wait, turns_folder

#: a site that asked for a longer pause than this, in seconds, is not waited for
LONGEST_QUEUE = 125.0


class AwayError(Exception):
    """A site asked for a pause longer than we wait."""

    def __init__(self, wait: Wait) -> None:
        super().__init__(f"{wait.seconds:.0f} s are left of a pause")
        self.wait = wait


@dataclass(slots=True)
class Turn:
    """Our turn, while a request is under way."""

    pause: float  #: seconds until the site may be asked again, once the answer ended
    gap: float | None = None  #: seconds since the request before, whoever sent it
    status: int = 0  #: of an answer that asked for a longer pause


@dataclass(slots=True)
class Queue:
    """The requests of this process that wait for a site or an address, in the order they came."""

    turns: Turns
    network: str  #: which internet: "" = the real one, else the proxy that plays it
    _locks: dict[int, asyncio.Lock] = field(default_factory=dict)

    @asynccontextmanager
    async def turn(
        self, site: str, addresses: Sequence[str], *, pause: float, usual: float
    ) -> AsyncIterator[Turn]:
        """Wait for the site, then for its addresses; `usual`: the pause that an address gets.

        Raises AwayError where the site asked for a pause longer than LONGEST_QUEUE.
        """
        turn = Turn(pause)
        own = self.turns.site(self.network, site)
        shared = sorted({self.turns.address(address) for address in addresses})
        taken: list[int] = []
        try:
            for record in (own, *shared):
                await self._take(record)
                taken.append(record)
            turn.gap = self.turns.ask(own, pause)
            for record in shared:
                self.turns.ask(record, usual)
            try:
                yield turn
            finally:
                for record in shared:
                    self.turns.give(record, usual)
                self.turns.give(own, turn.pause, turn.status)
        finally:
            for record in reversed(taken):
                self.turns.leave(record)
                self._locks[record].release()

    def hold(self, site: str, seconds: float) -> None:
        """Nobody on this machine asks the site for so many seconds."""
        self.turns.hold(self.turns.site(self.network, site), seconds)

    def forget(self, sites: Iterable[str]) -> None:
        """Nothing is owed to these sites of a made-up network: what was, was owed to one before it."""
        for site in sites:
            self.turns.forget(self.turns.site(self.network, site))

    async def _take(self, record: int) -> None:
        """Wait until a record is ours, in this process and then on this machine."""
        lock = self._locks.setdefault(record, asyncio.Lock())
        await lock.acquire()
        try:
            while (wait := self.turns.take(record)) is not None:
                if wait.seconds > LONGEST_QUEUE:
                    raise AwayError(wait)
                await asyncio.sleep(wait.seconds)
        except BaseException:
            lock.release()
            raise


@cache
def queue_to(network: str) -> Queue:
    """The queue of this process: locks on a file do not keep a process from itself."""
    return Queue(_turns(), network)


@cache
def _turns() -> Turns:
    return Turns(turns_folder())


def network_of(proxy: str) -> str:
    """Which internet a proxy leads to: one on this machine plays its own, any other leads to the real one.

    >>> network_of("http://127.0.0.1:8080"), network_of("http://proxy.example:3128"), network_of("")
    ('127.0.0.1:8080', '', '')
    """
    parts = urlsplit(proxy)
    if parts.hostname in ("localhost", "127.0.0.1", "::1"):
        return f"127.0.0.1:{parts.port or 80}"
    return ""
