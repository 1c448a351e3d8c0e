"""The terminal that tables are printed on."""

from __future__ import annotations

from rich.console import Console

_WIDE = 220  #: characters of a line in a file or a pipe, which wraps nothing
_NARROW = 20  #: no terminal is narrower: one that says so (COLUMNS=0) does not know


def console() -> Console:
    """Stdout, as wide as the terminal; where there is none, wide enough that no cell is broken."""
    found = Console()
    if not found.is_terminal:
        found.width = max(found.width, _WIDE)
    elif found.width < _NARROW:
        found.width = 80
    return found
