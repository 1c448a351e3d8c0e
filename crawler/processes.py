"""The processes of a crawl: each gets a job on stdin and says on stdout what happens; none outlives us."""

from __future__ import annotations

import pickle
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit
from zlib import crc32

from aggregator.config import Config
from aggregator.errors import BiblioError
from aggregator.model import Source

#: seconds that a crawl gets to end in order when it is stopped; what it has not stored is read again
GRACE = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What the crawling process is told."""

    config: Config
    sources: tuple[Source, ...]
    full: bool = False
    again: bool = False
    named: bool = False  #: somebody asked for these very sources
    probe: bool = False  #: only look how the sites tell their news
    now: datetime | None = None  #: the time that every fetch is said to happen, None = the clock


def shards(sources: Sequence[Source], count: int) -> list[tuple[Source, ...]]:
    """The sources in at most `count` parts. Who shares a domain shares a part: one pause for each host."""
    leader: dict[str, str] = {}

    def lead(domain: str) -> str:
        while leader.setdefault(domain, domain) != domain:
            domain = leader[domain]
        return domain

    for source in sources:
        first, *others = (_domain(url) for url in (source.home, source.news) if url)
        for other in others:
            leader[lead(other)] = lead(first)
    parts: list[list[Source]] = [[] for _ in range(max(1, count))]
    for source in sources:
        parts[crc32(lead(_domain(source.home)).encode()) % len(parts)].append(source)
    return [tuple(part) for part in parts if part]


def _domain(url: str) -> str:
    """The last two labels of the host: coarse, and never finer than a site."""
    return ".".join((urlsplit(url).hostname or "").rstrip(".").split(".")[-2:])


def run_jobs(
    jobs: Sequence[Job],
    hear: Callable[[Any], None],
    *kept_open: int,
    heard: queue.Queue[Any] | None = None,
) -> list[int | None]:
    """Each job in a process of its own; `hear` gets all they say, in this thread. Gives the exit codes.

    A BiblioError ends them all and is raised; another thread may put one into `heard`.
    """
    processes: list[subprocess.Popen[bytes]] = []
    heard = queue.Queue() if heard is None else heard
    try:
        for job in jobs:
            process = subprocess.Popen(
                [sys.executable, "-m", "crawler.worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                pass_fds=kept_open,
            )
            processes.append(process)
            assert process.stdin
            with suppress(BrokenPipeError):  # a process that died at once is told by its code
                pickle.dump(job, process.stdin)
                process.stdin.flush()  # it stays open: its end tells the worker that we are gone
            threading.Thread(target=_listen, args=(process, heard), daemon=True).start()
        ended = 0
        while ended < len(jobs):
            event = heard.get()
            if isinstance(event, BiblioError):
                raise event
            if event is None:
                ended += 1
            else:
                hear(event)
    finally:
        _end(processes, stop=sys.exception() is not None)
    return [process.returncode for process in processes]


def _listen(process: subprocess.Popen[bytes], heard: queue.Queue[Any]) -> None:
    """Everything a worker says, then None."""
    assert process.stdout
    while True:
        try:
            heard.put(pickle.load(process.stdout))
        except (EOFError, OSError, ValueError, pickle.UnpicklingError):
            heard.put(None)
            return


def _end(processes: Sequence[subprocess.Popen[bytes]], *, stop: bool) -> None:
    """Wait for workers that have finished; stop those that have not."""
    for process in processes:
        if stop and process.poll() is None:
            process.terminate()
    for process in processes:
        if not stop and process.stdin:
            with suppress(OSError):
                process.stdin.close()
        try:
            process.wait(GRACE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
