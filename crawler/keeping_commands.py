"""The commands about what was kept: `reprocess`."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from aggregator.errors import InputError

if TYPE_CHECKING:
    from aggregator.reprocess import Report


def reprocess(
    context: typer.Context,
    source: Annotated[str, typer.Option(help="Only announcements of this source.")] = "",
    since: Annotated[str, typer.Option(help="Only pages fetched on this day or later: 2024-01-31.")] = "",
) -> None:
    """Read every kept page again by today's rules, offline, and say what changed.

    Corrections never become revisions: nothing is posted again.
    """
    from rich.console import Console
    from rich.progress import Progress

    from crawler.reprocessing import reprocess_kept

    start = _day(since)
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("Reading again", total=None)
        report = reprocess_kept(
            context.obj, now=datetime.now(UTC), source=source, since=start,
            progress=lambda done: bar.update(task, completed=done),
        )  # fmt: skip
    _print(report)


def _day(words: str) -> datetime | None:
    if not words:
        return None
    try:
        return datetime.fromisoformat(words).replace(tzinfo=UTC)
    except ValueError as exc:
        raise InputError(f"`{words}` is no day. Write it as 2024-01-31.") from exc


def _print(report: Report) -> None:
    """Each changed announcement with what changed, then the counts."""
    for one in report.corrected:
        typer.echo(f"{one.url} ({one.reason})")
        for name, (before, after) in sorted(one.changes.items()):
            typer.echo(f"  {name}: {_short(before)} → {_short(after)}")
    for address, why in report.unread:
        typer.echo(f"{address}: {why}", err=True)
    fields = ", ".join(f"{name} {count}" for name, count in report.fields.most_common())
    typer.echo(
        f"{report.read} announcements read again: {report.same} the same, {len(report.corrected)} corrected"
        + (f" ({fields})" if fields else "")
        + (f", {len(report.unread)} left as they were" if report.unread else "")
        + "."
    )


def _short(value: object) -> str:
    words = str(value)
    return words if len(words) <= 90 else words[:89] + "…"
