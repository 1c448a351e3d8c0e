"""Coverage on a terminal."""

from __future__ import annotations

import json
import sys
from statistics import median

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from aggregator.as_json import zloty
from aggregator.official.coverage import Coverage, Line, Told

_WORDS = {
    Told.ANNOUNCED: "announced", Told.MENTIONED: "mentioned", Told.SILENT: "says nothing",
    Told.NOT_READ: "could not be read", Told.UNKNOWN: "site not known",
}  # fmt: skip


def print_coverage(found: Coverage) -> None:
    """A table, and one sentence with its denominator."""
    console = Console()
    table = Table(box=None, pad_edge=False, header_style="bold", title=f"{found.programme}, {found.edition}")
    for name in ("beneficiary", "source", "told", "on", "days", "formula", "why not judged"):
        table.add_column(name)
    for line in found.lines:
        table.add_row(*map(escape, _cells(line)))
    console.print(table)
    counts = found.counts()
    days = [line.days for line in found.lines if line.days is not None and line.told is Told.ANNOUNCED]
    console.print(
        f"{counts['announced']} of {found.judged} beneficiaries whose sites were read announced the award, "
        f"{counts['mentioned']} more name the programme, {counts['silent']} say nothing; "
        f"{counts['not_read'] + counts['unknown']} of {len(found.lines)} cannot be judged."
        + (f" Median of days from the list to the announcement: {median(days):g}." if days else "")
    )


def print_coverage_json(found: Coverage) -> None:
    """One JSON object a beneficiary."""
    for line in found.lines:
        sys.stdout.write(json.dumps(coverage_as_dict(found, line), ensure_ascii=False) + "\n")


def coverage_as_dict(found: Coverage, line: Line) -> dict[str, object]:
    """A line as JSON values; the sum in złoty."""
    return {
        "programme": found.programme,
        "edition": found.edition,
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
        "yes" if line.formula else "",
        line.reason,
    )
