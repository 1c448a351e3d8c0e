"""A crawl, in a process of its own: a reactor starts once a process, and a crawl may die alone."""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from time import monotonic, sleep
from typing import IO, Any

from aggregator.config import Config
from aggregator.errors import BiblioError, InputError
from aggregator.model import Source
from crawler.report import CrawlReport, ProbeReport, SourceReport

#: seconds that a crawl waits for another one that is just ending
PATIENCE = 5.0
#: seconds that a crawl gets to end in order when it is stopped
GRACE = 10.0

#: called with the id of a source for each page read, and with its report when its visit ends
Progress = Callable[[str | SourceReport], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What the crawling process is told."""

    config: Config
    sources: tuple[Source, ...]
    full: bool = False
    again: bool = False
    probe: bool = False  #: only look how the sites tell their news
    now: datetime | None = None  #: the time that every fetch is said to happen, None = the clock


def crawl(
    config: Config,
    sources: Sequence[Source],
    *,
    full: bool = False,
    again: bool = False,
    progress: Progress | None = None,
    now: datetime | None = None,
) -> CrawlReport:
    """Visit the sources and bring what is new into the store of `config`.

    `full`: the whole history of a site; `again`: look at the newest known pages too, whatever the plan says.
    What is in the store when this returns is what was read, whatever happened on the way. Raises InputError
    when another crawl of the same data folder is running, BiblioError when the crawl itself broke down.
    """
    job = Job(config=config, sources=tuple(sources), full=full, again=again, now=now)
    reports: list[SourceReport] = []

    def hear(event: Any) -> None:
        if isinstance(event, SourceReport):
            reports.append(event)
        if progress is not None:
            progress(event)

    with _alone(config.data_dir) as lock:
        code = _work(job, hear, lock)
    if len(reports) < len(job.sources):
        raise BiblioError(f"The crawl broke down (code {code}). What was read is stored: run it again.")
    order = {source.id: number for number, source in enumerate(job.sources)}
    done = sorted(reports, key=lambda report: order.get(report.source, len(order)))
    return CrawlReport(sources=tuple(done), notices=_notices(config, job.sources))


def probe(config: Config, source: Source) -> ProbeReport:
    """Look how a site tells its news; nothing is stored. Raises BiblioError when looking broke down."""
    heard: list[Any] = []
    code = _work(Job(config=config, sources=(source,), probe=True), heard.append)
    for event in heard:
        if isinstance(event, ProbeReport):
            return event
    raise BiblioError(f"The probe broke down (code {code}). Try again with BIBLIO_LOG=INFO to see why.")


def _work(job: Job, hear: Callable[[Any], None], *kept_open: int) -> int | None:
    """A job in a process of its own; `hear` gets everything it says. Gives the exit code."""
    process = subprocess.Popen(
        [sys.executable, "-m", "crawler.worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        pass_fds=kept_open,
    )
    assert process.stdin and process.stdout
    try:
        pickle.dump(job, process.stdin)
        process.stdin.flush()  # it stays open: its end tells the worker that we are gone
        _listen(process.stdout, hear)
    finally:
        _end(process)
    return process.returncode


def _listen(pipe: IO[bytes], hear: Callable[[Any], None]) -> None:
    """Everything the worker says, until it ends."""
    while True:
        try:
            event: Any = pickle.load(pipe)
        except EOFError:
            return
        if isinstance(event, BiblioError):
            raise event
        hear(event)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Wait for a worker that has finished; stop one that has not."""
    assert process.stdin and process.stdout
    if sys.exception() is not None and process.poll() is None:
        process.terminate()
    else:
        with suppress(OSError):
            process.stdin.close()
    try:
        process.wait(GRACE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    process.stdout.close()


@contextmanager
def _alone(folder: Path) -> Iterator[int]:
    """One crawl at a time over one data folder; the worker holds the same lock, so none outlives it."""
    import fcntl

    folder.mkdir(parents=True, exist_ok=True)
    until = monotonic() + PATIENCE
    with (folder / "crawl.lock").open("a+b") as file:
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
