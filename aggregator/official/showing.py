"""Coverage on a terminal."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence

from rich.markup import escape
from rich.table import Table

from aggregator.as_json import zloty
from aggregator.official.coverage import Coverage, Line, Told, joined
from aggregator.terminal import console

_WORDS = {
    Told.ANNOUNCED: "announced", Told.MENTIONED: "mentioned", Told.SILENT: "says nothing",
    Told.NOT_READ: "could not be read", Told.UNKNOWN: "site not known",
}  # fmt: skip


def print_coverage(programme: str, lists: Sequence[Coverage]) -> None:
    """A table for each list with one sentence below it, and one for all of them."""
    terminal = console()
    for found in lists:
        title = f"{found.programme}, {found.edition}" + (f", of {found.published}" if found.published else "")
        table = Table(box=None, pad_edge=False, header_style="bold", title=title, title_justify="left")
        for name in ("beneficiary", "source", "told", "on", "days", "formula", "why not judged"):
            table.add_column(name)
        for line in found.lines:
            table.add_row(*map(escape, _cells(line)))
        terminal.print(table)
        sys.stdout.write(f"{_sums(found)}\n\n")
    if len(lists) > 1:
        sys.stdout.write(f"All {len(lists)} lists of {programme}: {_sums(joined(programme, lists))}\n")


def _sums(found: Coverage) -> str:
    """Shares with their denominators, how fast, and with the formula or without."""
    counts = found.counts()
    wrote = counts["announced"] + counts["mentioned"]
    return (
        f"{counts['announced']} of {found.judged} beneficiaries whose sites were read announced the award, "
        f"{counts['mentioned']} more name the programme, {counts['silent']} say nothing; "
        f"{counts['not_read'] + counts['unknown']} of {len(found.lines)} cannot be judged. "
        f"{found.formulas} of the {wrote} that wrote print the duty formula."
        + ("" if found.median_days is None else f" Median of days from the list: {found.median_days:g}.")
    )


def print_coverage_json(_programme: str, lists: Sequence[Coverage]) -> None:
    """One JSON object a beneficiary."""
    for found in lists:
        for line in found.lines:
            sys.stdout.write(json.dumps(coverage_as_dict(found, line), ensure_ascii=False) + "\n")


def coverage_as_dict(found: Coverage, line: Line) -> dict[str, object]:
    """A line as JSON values; the sum in złoty."""
    return {
        "programme": found.programme,
        "edition": found.edition,
        "list_published": found.published.isoformat() if found.published else None,
        "beneficiary": line.award.beneficiary,
        "city": line.award.city,
        "voivodeship": line.award.voivodeship,
        "grant_pln": None if line.award.grant is None else zloty(line.award.grant),
        "source": line.award.source or None,
        "told": line.told.value,
        "announcement": line.announcement or None,
        "url": line.url or None,
        "published": line.published.isoformat() if line.published else None,
        "days": line.days,
        "formula": line.formula,
        "reason": line.reason,
    }


def _cells(line: Line) -> tuple[str, ...]:
    return (
        line.award.beneficiary,
        line.award.source or "–",
        _WORDS[line.told],
        line.published.isoformat() if line.published else "",
        "" if line.days is None else str(line.days),
        ("yes" if line.formula else "no") if line.announcement else "",
        line.reason,
    )
