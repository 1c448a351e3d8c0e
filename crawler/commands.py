"""The commands of this room: crawl; `sources` has a module of its own."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from aggregator.config import Config
from crawler.health_commands import accept_proposal, show_health
from crawler.registry_commands import Json, load_registry, pick_active, sources

__all__ = ["crawl", "crawl_all", "crawl_due", "sources"]

if TYPE_CHECKING:
    from aggregator.model import Source
    from crawler.report import CrawlReport, SourceReport

sources.command("health")(show_health)
sources.command("accept")(accept_proposal)


def crawl(
    context: typer.Context,
    source: Annotated[
        list[str] | None, typer.Argument(help="Ids of sources; none = all that are due.")
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="All active sources, due or not.")] = False,
    full: Annotated[
        bool, typer.Option("--full", help="The whole history of a site, not only the years since 2021.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Visit library sites and store their news; ends with 1 if every source failed."""
    config: Config = context.obj
    known = load_registry(config)
    if source:
        from crawler.selection import pick

        chosen = pick(known, source)
    else:
        chosen = pick_active(known) if every else _due(config, known)
    report = _crawl(
        config, chosen, full=full, again=bool(source or every), named=bool(source), as_json=as_json
    )
    if report.all_failed:
        raise typer.Exit(1)


def crawl_due(config: Config) -> CrawlReport:
    """Crawl what is due, with progress and table."""
    return _crawl(config, _due(config, load_registry(config)))


def crawl_all(config: Config) -> CrawlReport:
    """Crawl all active sources, with progress and table."""
    return _crawl(config, pick_active(load_registry(config)), again=True)


def _due(config: Config, known: Sequence[Source]) -> tuple[Source, ...]:
    from datetime import UTC, datetime

    from crawler.selection import due

    return due(config, pick_active(known), datetime.now(UTC))


def _crawl(
    config: Config,
    chosen: Sequence[Source],
    *,
    full: bool = False,
    again: bool = False,
    named: bool = False,
    as_json: bool = False,
) -> CrawlReport:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    from crawler.progress import QUIET, Steps
    from crawler.run import crawl as run_crawl
    from crawler.sample import reachable

    console = Console(stderr=True)
    columns = (TextColumn("Visiting sources"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    pages = TextColumn("{task.fields[pages]} pages")
    with Progress(*columns, pages, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("sources", total=len(chosen), pages=0)
        steps = Steps(len(chosen), every=None if console.is_terminal else QUIET)

        def progress(event: str | SourceReport) -> None:
            steps.take(event)
            bar.update(task, pages=steps.pages, completed=steps.visited)

        with reachable(config) as there:
            report = run_crawl(there, chosen, full=full, again=again, named=named, progress=progress)
    for notice in report.notices:
        typer.echo(f"biblio: {notice}", err=True)
    if as_json:
        for line in report.sources:
            typer.echo(json.dumps(asdict(line), ensure_ascii=False))
    else:
        _print_report(report)
    return report


def _print_report(report: CrawlReport) -> None:
    from rich.table import Table

    from aggregator.terminal import console

    if not report.sources:
        typer.echo("Nothing is due. `biblio crawl --all` visits everything.")
        return
    table = Table(title="Crawl", title_justify="left")
    table.add_column("source", no_wrap=True)
    for name in ("found", "new", "edited", "same", "passed", "gone", "failed"):
        table.add_column(name, justify="right")
    table.add_column("trouble", overflow="fold")
    for line in report.sources:
        numbers = (line.found, line.new, line.edited, line.same, line.passed, line.gone, line.failed)
        trouble = f"{line.problem}: {line.reason}" if line.problem else ""
        table.add_row(line.source, *(str(number) for number in numbers), trouble)
    console().print(table, markup=False)
    failures = sum(line.is_failure for line in report.sources)
    new, edited = sum(line.new for line in report.sources), sum(line.edited for line in report.sources)
    visited = "1 source" if len(report.sources) == 1 else f"{len(report.sources)} sources"
    typer.echo(f"{visited} visited, {failures} could not be read; {new} new, {edited} edited.")
    if any(line.passed for line in report.sources):
        typer.echo("Passed: from before 2021 (`biblio crawl --full` reads them), or read before and not due.")
