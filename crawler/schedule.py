"""Running again and again: one child process a run, one after the other, a clean end on SIGTERM."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from datetime import datetime, timedelta
from types import FrameType

from aggregator.errors import InputError

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
#: how long a run may take to end once asked to
GRACE = 8.0


def parse_interval(words: str) -> timedelta:
    """`30m`, `1h`, `1d`. Raises InputError for anything else.

    >>> parse_interval("90m")
    datetime.timedelta(seconds=5400)
    """
    match = re.fullmatch(r"(\d{1,5})\s*([smhd])", words.strip().lower())
    if match is None or int(match[1]) == 0:
        raise InputError(f"`{words}` is no interval. Write a number and m, h or d, such as 30m, 1h or 1d.")
    return timedelta(seconds=int(match[1]) * _UNITS[match[2]])


def repeat(arguments: Sequence[str], interval: timedelta) -> int:
    """Run `biblio ARGUMENTS` every `interval` until SIGTERM or SIGINT; 0 at the end.

    Intervals are counted on the monotonic clock, so neither a change of the clock nor of summer time
    doubles or drops a run; a run that takes longer than the interval is followed at once by the next.
    Each run says on stderr when the next one begins.
    """
    stopping = threading.Event()

    def stop(_number: int, _frame: FrameType | None) -> None:
        stopping.set()

    before = {number: signal.signal(number, stop) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        due = time.monotonic()
        while not stopping.is_set():
            _run_once(arguments, stopping)
            due = max(due + interval.total_seconds(), time.monotonic())
            if not stopping.is_set():
                _announce(due - time.monotonic())
            stopping.wait(due - time.monotonic())
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    return 0


def _announce(seconds: float) -> None:
    at = datetime.now().astimezone() + timedelta(seconds=seconds)
    print(f"biblio: the next run begins at {at:%H:%M:%S} on {at:%Y-%m-%d}.", file=sys.stderr, flush=True)


def _run_once(arguments: Sequence[str], stopping: threading.Event) -> None:
    child = subprocess.Popen([sys.executable, "-m", "biblio", *arguments])
    while child.poll() is None and not stopping.wait(0.2):
        pass
    if child.poll() is None:
        child.terminate()
        try:
            child.wait(GRACE)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
