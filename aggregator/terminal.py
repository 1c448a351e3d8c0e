"""The terminal that tables are printed on."""

from __future__ import annotations

from rich.console import Console

_WIDE = 220  #: characters of a line in a file or a pipe, which wraps nothing


def console() -> Console:
    """Stdout, as wide as the terminal; where there is none, wide enough that no cell is broken."""
    found = Console()
    if not found.is_terminal:
        found.width = max(found.width, _WIDE)
    return found
