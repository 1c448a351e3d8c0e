"""The commands about what was kept: `reprocess`, `snapshots`, `forget`."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from aggregator.arguments import read_target
from aggregator.errors import InputError

if TYPE_CHECKING:
    from aggregator.arrivals import SnapshotRef
    from aggregator.config import Config
    from aggregator.reprocess import Report

snapshots = typer.Typer(help="The kept pages, as their servers sent them.", no_args_is_help=True)


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

    from aggregator.days import beginning, read_day
    from crawler.reprocessing import reprocess_kept

    start = beginning(read_day("--since", since))
    if source:
        _check_source(context.obj, source)
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("Reading again", total=None)
        report = reprocess_kept(
            context.obj, now=datetime.now(UTC), source=source, since=start,
            progress=lambda done: bar.update(task, completed=done),
        )  # fmt: skip
    _print(report)


@snapshots.command("show")
def show_snapshot(
    context: typer.Context,
    url: Annotated[str, typer.Argument(metavar="URL", help="Address of a page that was crawled.")],
    at: Annotated[str, typer.Option(help="As it was on this day: 2024-01-31.")] = "",
) -> None:
    """Print a kept page: its bytes on stdout, when and how it was fetched on stderr."""
    from aggregator.days import end, read_day
    from aggregator.store import Store
    from crawler.snapshots import read_snapshot

    before = end(read_day("--at", at))
    with Store.open(context.obj.database_url) as store:
        chosen = store.snapshot_at(url, before)
        kept = store.snapshots(url=url)
    if chosen is None:
        problem = f"No page of {url} is kept{f' from {at} or before' if at else ''}."
        raise InputError(f"{problem} Give an address from `biblio announcements --json`.")
    page = read_snapshot(context.obj.snapshot_dir, chosen)
    typer.echo(f"{page.url} fetched {page.fetched:%Y-%m-%d %H:%M} UTC, status {page.status}", err=True)
    for ref in (ref for ref in kept if ref.digest != chosen.digest):
        typer.echo(f"also kept: {ref.fetched:%Y-%m-%d %H:%M} UTC, {ref.digest}", err=True)
    sys.stdout.buffer.write(page.body)


@snapshots.command("export")
def export_snapshots(
    context: typer.Context,
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="Id of a source.")],
    out: Annotated[
        Path | None,
        typer.Option(metavar="PATH", parser=read_target, help="File to write; SOURCE.warc.gz by default."),
    ] = None,
) -> None:
    """Write every kept page of one source to a WARC file of its own."""
    from crawler.erasing import copy_out

    kept = _kept(context.obj, source=source)
    if not kept:
        raise InputError(f"No page of a source `{source}` is kept. See `biblio sources list`.")
    target = out or Path(f"{source}.warc.gz")
    lost = copy_out(context.obj.snapshot_dir, kept, target)
    for why in lost:
        typer.echo(why, err=True)
    typer.echo(f"{len(kept) - len(lost)} pages written to {target}.")
    if lost:
        raise typer.Exit(1)


def forget(
    context: typer.Context,
    announcements: Annotated[
        list[str], typer.Argument(metavar="ID…", help="Ids, or addresses, of announcements.")
    ],
    reason: Annotated[str, typer.Option(help="Why; stays in the store in its place.")] = "",
) -> None:
    """Take announcements, their kept pages and their words out for good; they never come back."""
    from aggregator.commands import forget_announcement
    from crawler.forgetting import erase_all

    folder = context.obj.snapshot_dir
    for word in dict.fromkeys(announcements):
        done = forget_announcement(
            context.obj, word, reason=reason, erase=lambda found: erase_all(folder, found)
        )
        pages = "1 kept page" if len(done.pages) == 1 else f"{len(done.pages)} kept pages"
        typer.echo(f"Forgotten, with {pages} and the kept lists that repeat it: {word}")
        for copy in done.copies:
            typer.echo(f"Its text stands on another site too, and stays: {copy}")
    typer.echo("`biblio publish` takes it out of the feeds.")
    typer.echo("Backups of the store made before still have it; one that is restored forgets it again.")


def _check_source(config: Config, source: str) -> None:
    from aggregator.store import Store

    with Store.open(config.database_url) as store:
        if source not in {each.id for each in store.sources()}:
            raise InputError(f"No source `{source}`. See `biblio sources list`.")


def _kept(config: Config, *, url: str = "", source: str = "") -> list[SnapshotRef]:
    from aggregator.store import Store

    with Store.open(config.database_url) as store:
        return store.snapshots(url=url, source=source)


def _print(report: Report) -> None:
    """Each changed announcement with what changed, then the counts."""
    from aggregator.keeping.corrections import shown

    for one in report.corrected:
        typer.echo(f"{one.url} ({one.reason})")
        for name, (before, after) in sorted(one.changes.items()):
            typer.echo(f"  {name}: {_short(shown(name, before))} → {_short(shown(name, after))}")
    for address, why in report.unread:
        typer.echo(f"{address}: {why}", err=True)
    fields = ", ".join(f"{name} {count}" for name, count in report.fields.most_common())
    typer.echo(
        f"{report.read} announcements read again: {report.same} the same, {len(report.corrected)} corrected"
        + (f" ({fields})" if fields else "")
        + (f", {len(report.unread)} left as they were" if report.unread else "")
        + "."
    )


def _short(words: str) -> str:
    return words if len(words) <= 90 else words[:89] + "…"
