"""Whose turn it is to ask a site, over all processes of one user on one machine.

One sparse file of small records, one a site and one an address of a machine, in the machine's folder for
temporary files. Who asks a site holds a lock on its record, which ends with the process, however that
ends. The record says when the site was last asked and when it may be asked again, on the monotonic clock,
which all processes share and no change of the clock moves. Two names may fall on one record: they wait for
each other, which is only more polite.
"""

from __future__ import annotations

import fcntl
import os
import random
import stat
import struct
import tempfile
import time
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from aggregator.errors import InputError

#: when last asked, when to be asked again (both monotonic seconds), the status that asked for the pause
_RECORD = struct.Struct("<ddd")
#: records for sites, then as many for addresses: who waits for an address holds its site, never the other way
_SITES = 1 << 20
#: seconds until another look at a record that another process holds
POLL = 0.05


@dataclass(frozen=True, slots=True)
class Wait:
    """Why it is not our turn."""

    seconds: float
    status: int = 0  #: of the answer that asked for a pause, 0 = only the usual pause


def turns_folder() -> Path:
    """The folder of this user on this machine, whatever the environment of a command says.

    Raises InputError where somebody else has made it.
    """
    base = Path("/tmp") if os.access("/tmp", os.W_OK) else Path(tempfile.gettempdir())
    folder = base / f"bibliowiesci-turns-{os.getuid()}"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        found = folder.lstat()
    except OSError as exc:
        raise InputError(f"{folder}: cannot be made ({exc.strerror}). Make {base} writable.") from exc
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid():
        raise InputError(f"{folder} belongs to somebody else. Remove it, so that we can make our own.")
    return folder


class Turns:
    """The records. One object a process and file: closing a second one would end the locks of the first."""

    def __init__(self, folder: Path) -> None:
        self._fd = os.open(folder / "turns", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)

    def site(self, network: str, site: str) -> int:
        """The record of a site; `network`: which internet, "" = the real one."""
        return _number(f"{network} {site}")

    def address(self, address: str) -> int:
        """The record of the machine with an address."""
        return _SITES + _number(address)

    def take(self, record: int) -> Wait | None:
        """Take the turn; None = it is ours until `leave`, else how long to wait before asking again."""
        try:
            fcntl.lockf(self._fd, fcntl.LOCK_EX | fcntl.LOCK_NB, _RECORD.size, record * _RECORD.size)
        except OSError:
            return Wait(POLL * random.uniform(0.5, 1.5))
        asked, again, status = self._read(record)
        now = time.monotonic()
        if again <= now or asked > now:  # a time to come: written before the machine was started anew
            return None
        self.leave(record)
        return Wait(again - now, int(status))

    def ask(self, record: int, pause: float) -> float | None:
        """The request goes out now. Seconds since the one before, None where that is not known.

        The pause is written at once: should this process be killed, the next one keeps it all the same.
        """
        asked, _, _ = self._read(record)
        now = time.monotonic()
        self._write(record, now, now + pause)
        return now - asked if 0 < asked <= now else None

    def give(self, record: int, pause: float, status: int = 0) -> None:
        """The answer has ended: nobody asks again before so many seconds."""
        asked, _, _ = self._read(record)
        self._write(record, asked, time.monotonic() + pause, status)

    def hold(self, record: int, seconds: float) -> None:
        """Nobody asks before so many seconds; the turn need not be ours."""
        asked, again, status = self._read(record)
        now = time.monotonic()
        if asked <= now and again < now + seconds:
            self._write(record, asked, now + seconds, int(status))

    def forget(self, record: int) -> None:
        """Nothing is owed: a made-up network begins, perhaps at the port of another one."""
        self._write(record, 0.0, 0.0)

    def leave(self, record: int) -> None:
        """Let the next one have its turn."""
        fcntl.lockf(self._fd, fcntl.LOCK_UN, _RECORD.size, record * _RECORD.size)

    def _read(self, record: int) -> tuple[float, float, float]:
        found = os.pread(self._fd, _RECORD.size, record * _RECORD.size)
        return _RECORD.unpack(found) if len(found) == _RECORD.size else (0.0, 0.0, 0.0)

    def _write(self, record: int, asked: float, again: float, status: int = 0) -> None:
        os.pwrite(self._fd, _RECORD.pack(asked, again, status), record * _RECORD.size)


def _number(name: str) -> int:
    return int.from_bytes(blake2b(name.encode("utf-8", "replace"), digest_size=8).digest()) % _SITES
