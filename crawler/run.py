"""A crawl, in a process of its own: a reactor starts once a process, and a crawl may die alone."""

from __future__ import annotations

import os
import queue
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from aggregator.config import Config
from aggregator.errors import BiblioError, InputError
from aggregator.model import Source
from crawler.lease import alone_over_machines
from crawler.outage import excuse, silenced_by_us
from crawler.processes import Job, run_jobs, shards
from crawler.report import Asked, CrawlReport, ProbeReport, SourceReport
from crawler.runlog import RunLog

#: seconds that a crawl waits for another one that is just ending
PATIENCE = 5.0
#: fewer sources are not worth a second process
SOURCES_A_PROCESS = 60

#: called with the id of a source for each page read, and with its report when its visit ends
Progress = Callable[[str | SourceReport], None]


def crawl(
    config: Config,
    sources: Sequence[Source],
    *,
    full: bool = False,
    again: bool = False,
    named: bool = False,
    progress: Progress | None = None,
    now: datetime | None = None,
    processes: int = 0,
) -> CrawlReport:
    """Visit the sources and bring what is new into the store of `config`.

    `full`: the whole history of a site; `again`: look at the newest known pages too, whatever the plan says;
    `named`: these very sources were asked for, so one article at least is looked at.
    `processes`: 0 = as many as the sources and the machine want; each site belongs to one of them.
    What is in the store when this returns is what was read, whatever happened on the way. Raises InputError
    when another crawl of the same data folder, or of a store shared by machines, is running, BiblioError when
    the crawl itself broke down.
    """
    job = Job(config=config, sources=tuple(sources), full=full, again=again, named=named, now=now)
    if not job.sources:
        return CrawlReport(sources=())
    reports: list[SourceReport] = []

    log = RunLog(config.data_dir / "log")

    def hear(event: Any) -> None:
        if isinstance(event, SourceReport):
            reports.append(event)
            log.visit(event)
        if progress is not None:
            progress(event)

    events: queue.Queue[Any] = queue.Queue()
    with _alone(config.data_dir) as lock, alone_over_machines(config, events.put):
        count = processes or min(os.cpu_count() or 1, 1 + len(job.sources) // SOURCES_A_PROCESS)
        jobs = [replace(job, sources=shard) for shard in shards(job.sources, count)]
        started = monotonic()
        log.begin(len(job.sources), len(jobs))
        try:
            codes = run_jobs(jobs, hear, lock, heard=events)
        finally:
            log.end(len(reports), sum(report.is_failure for report in reports), monotonic() - started)
    if len(reports) < len(job.sources):
        broken = ", ".join(str(code) for code in codes if code)
        raise BiblioError(f"The crawl broke down (code {broken}). What was read is stored: run it again.")
    order = {source.id: number for number, source in enumerate(job.sources)}
    done = sorted(reports, key=lambda report: order.get(report.source, len(order)))
    excuse(config, silenced_by_us(job.sources, done))
    return CrawlReport(sources=tuple(done), notices=_notices(config, job.sources))


def probe(config: Config, source: Source) -> ProbeReport:
    """Look how a site tells its news; only the requests are stored, in the ledgers of their hosts.

    Raises BiblioError when looking broke down.
    """
    from crawler.stored import count_requests

    heard: list[Any] = []
    codes = run_jobs([Job(config=config, sources=(source,), probe=True)], heard.append)
    for event in heard:
        if isinstance(event, Asked):
            count_requests(config, event.tallies, datetime.now(UTC))
    for event in heard:
        if isinstance(event, ProbeReport):
            return event
    raise BiblioError(f"The probe broke down (code {codes[0]}). Try again with BIBLIO_LOG=INFO to see why.")


@contextmanager
def _alone(folder: Path) -> Iterator[int]:
    """One crawl at a time over one data folder; the worker holds the same lock, so none outlives it."""
    import fcntl

    until = monotonic() + PATIENCE
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = (folder / "crawl.lock").open("a+b")
    except OSError as exc:
        problem = f"{folder} cannot be written ({exc.strerror})"
        raise InputError(f"{problem}. Set BIBLIO_DATA_DIR to a folder of yours.") from exc
    with lock as file:
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except OSError as exc:
                if monotonic() > until:
                    raise InputError(
                        f"Another crawl of {folder} is running. Wait for its end, or stop it."
                    ) from exc
                sleep(0.1)
        yield file.fileno()


def _notices(config: Config, sources: Sequence[Source]) -> tuple[str, ...]:
    if config.contact or config.proxy or config.demo or not sources:
        return ()
    return (
        "The sites visited cannot tell who we are: set BIBLIO_CONTACT to an address or an e-mail, "
        "it is sent with every request.",
    )
