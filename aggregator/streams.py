"""Output of a command: every place it may be sent to takes it, or one sentence says why not."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO}


def prepare_streams() -> None:
    """Before a command: a closed stream swallows what is said, and no character is too much for a terminal.

    A closed one must not stay a free number: the next file that is opened, the store perhaps, would get it,
    and a child process would print into that.
    """
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest free number
        if getattr(sys, name) is None:
            setattr(sys, name, open(number, "r" if name == "stdin" else "w", closefd=False))  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if (stream.encoding or "").lower().replace("-", "") != "utf8" and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def why_unwritten(exc: OSError) -> str:
    """The sentence for an error of the system that no command expected: most often a disk is full."""
    where = exc.filename or ("the output" if exc.errno in _FULL else "")
    said = exc.strerror or str(exc) or type(exc).__name__
    return f"{where}: {said}. Mend that and try again." if where else f"{said}. Mend that and try again."


def forget_output() -> None:
    """What could not be written is not tried again when Python ends, with an error nobody asked for."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
