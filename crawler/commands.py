"""The commands of this room: crawl and sources."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Annotated

import typer

from aggregator.config import Config
from aggregator.errors import InputError

if TYPE_CHECKING:
    from aggregator.model import Source
    from crawler.report import CrawlReport, SourceReport

sources = typer.Typer(help="The registry: library sites and how they tell their news.", no_args_is_help=True)
Json = Annotated[bool, typer.Option("--json", help="Print JSON Lines.")]


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
    known = _load(config)
    if source:
        from crawler.selection import pick

        chosen = pick(known, source)
    else:
        chosen = pick_active(known) if every else _due(config, known)
    report = _crawl(config, chosen, full=full, again=bool(source or every), as_json=as_json)
    if report.all_failed:
        raise typer.Exit(1)


def crawl_due(config: Config) -> CrawlReport:
    """Crawl what is due, with progress and table."""
    return _crawl(config, _due(config, _load(config)))


def crawl_all(config: Config) -> CrawlReport:
    """Crawl all active sources, with progress and table."""
    return _crawl(config, pick_active(_load(config)), again=True)


def pick_active(known: Sequence[Source]) -> tuple[Source, ...]:
    """The sources that are visited at all."""
    return tuple(source for source in known if source.active)


def _due(config: Config, known: Sequence[Source]) -> tuple[Source, ...]:
    from datetime import UTC, datetime

    from crawler.selection import due

    return due(config, pick_active(known), datetime.now(UTC))


def _keep(config: Config, source: Source) -> None:
    from datetime import UTC, datetime

    from crawler.memory import keep_source

    keep_source(config, source, now=datetime.now(UTC))


def _load(config: Config) -> tuple[Source, ...]:
    """The registry; wrong rows are told and stop only themselves."""
    from crawler.selection import registry

    known, errors = registry(config)
    for error in errors:
        typer.echo(f"biblio: {error} The row is left out.", err=True)
    return known


def _crawl(
    config: Config,
    chosen: Sequence[Source],
    *,
    full: bool = False,
    again: bool = False,
    as_json: bool = False,
) -> CrawlReport:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    from crawler.run import crawl as run_crawl

    console = Console(stderr=True)
    columns = (TextColumn("Visiting sources"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    pages = TextColumn("{task.fields[pages]} pages")
    with Progress(*columns, pages, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("sources", total=len(chosen), pages=0)
        read = 0

        def progress(event: str | SourceReport) -> None:
            nonlocal read
            if isinstance(event, str):
                read += 1
                bar.update(task, pages=read)
            else:
                bar.advance(task)

        report = run_crawl(config, chosen, full=full, again=again, progress=progress)
    for notice in report.notices:
        typer.echo(f"biblio: {notice}", err=True)
    if as_json:
        for line in report.sources:
            typer.echo(json.dumps(asdict(line), ensure_ascii=False))
    else:
        _print_report(report)
    return report


def _print_report(report: CrawlReport) -> None:
    from rich.console import Console
    from rich.table import Table

    if not report.sources:
        typer.echo("Nothing is due. `biblio crawl --all` visits everything.")
        return
    table = Table(title="Crawl", title_justify="left")
    table.add_column("source", no_wrap=True)
    for name in ("found", "new", "edited", "same", "gone", "failed"):
        table.add_column(name, justify="right")
    table.add_column("trouble", overflow="fold")
    for line in report.sources:
        numbers = (line.found, line.new, line.edited, line.same, line.gone, line.failed)
        trouble = f"{line.problem}: {line.reason}" if line.problem else ""
        table.add_row(line.source, *(str(number) for number in numbers), trouble)
    console = Console()
    if not console.is_terminal:
        console.width = 160
    console.print(table, markup=False)
    failures = sum(line.is_failure for line in report.sources)
    new, edited = sum(line.new for line in report.sources), sum(line.edited for line in report.sources)
    typer.echo(f"{len(report.sources)} sources visited, {failures} failed; {new} new, {edited} edited.")


@sources.command("list")
def list_sources(
    context: typer.Context,
    every: Annotated[bool, typer.Option("--all", help="Inactive ones too.")] = False,
    as_json: Json = False,
) -> None:
    """The sources, one a line."""
    known = _load(context.obj)
    shown = known if every or as_json else pick_active(known)
    if as_json:
        for source in shown:
            typer.echo(json.dumps(asdict(source), ensure_ascii=False))
        return
    from rich.console import Console
    from rich.table import Table

    table = Table("id", "library", "teryt", "family", "news or home")
    for source in shown:
        table.add_row(source.id, source.library, source.teryt, source.family, source.news or source.home)
    console = Console()
    if not console.is_terminal:
        console.width = 200
    console.print(table, markup=False)
    typer.echo(f"{len(shown)} sources, {len(known) - len(pick_active(known))} inactive ones.")


@sources.command("show")
def show_source(
    context: typer.Context,
    source_id: Annotated[str, typer.Argument(metavar="ID")],
    as_json: Json = False,
) -> None:
    """One source: its row, its last visit, the programmes named in its furniture."""
    from crawler.memory import facts_about
    from crawler.selection import pick

    source = pick(_load(context.obj), (source_id,))[0]
    facts = {"source": asdict(source), **facts_about(context.obj, source.id)}
    if as_json:
        typer.echo(json.dumps(facts, ensure_ascii=False))
        return
    for name, value in facts["source"].items():
        if value not in ("", 0, 0.0, False):
            typer.echo(f"{name:>10}  {value}")
    visit = facts["last_visit"]
    if visit:
        told = f"{visit['outcome']}, {visit['trouble']}: {visit['reason']}" if visit["trouble"] else "ok"
        typer.echo(f"{'visited':>10}  {visit['finished']}, {told}")
    typer.echo(f"{'stored':>10}  {facts['announcements']} addresses")
    for notice in facts["site_notices"]:
        typer.echo(f"{'notice':>10}  {notice['programme']}: “{notice['words']}” ({notice['place']})")


@sources.command("add")
def add_source(
    context: typer.Context,
    url: Annotated[str, typer.Argument(help="Home page of the library.")],
    source_id: Annotated[
        str, typer.Option("--id", help="Lower case with hyphens; made from the address.")
    ] = "",
    library: Annotated[str, typer.Option(help="Full name of the library.")] = "",
    kind: Annotated[str, typer.Option(help="gminna, miejska, powiatowa, …")] = "gminna",
    teryt: Annotated[str, typer.Option(help="TERYT, 2, 4 or 7 digits.")] = "",
    news: Annotated[str, typer.Option(help="Address of its news list or feed.")] = "",
    family: Annotated[str, typer.Option(help="auto finds it out.")] = "auto",
) -> None:
    """Put a site into the registry; prints its new id."""
    from crawler.registry import check_source

    config: Config = context.obj
    known = {source.id: source for source in _load(config)}
    row = {"id": source_id or _id_from(url), "library": library or _host(url), "kind": kind, "home": url}
    source = check_source({**row, "teryt": teryt, "news": news, "family": family})
    twin = next(
        (old for old in known.values() if _host(old.home) == _host(url) and old.home == source.home), None
    )
    if source.id in known or twin:
        raise InputError(f"`{(twin or known[source.id]).id}` is there already. Use `biblio sources edit`.")
    _keep(config, source)
    typer.echo(source.id)


@sources.command("edit")
def edit_source(
    context: typer.Context,
    source_id: Annotated[str, typer.Argument(metavar="ID")],
    changes: Annotated[list[str], typer.Argument(metavar="COLUMN=VALUE…")],
) -> None:
    """Change columns of a row, such as `delay=5` or `news=https://…`."""
    from crawler.registry import COLUMNS, check_source, row_of
    from crawler.selection import pick

    source = pick(_load(context.obj), (source_id,))[0]
    row = row_of(source)
    for change in changes:
        name, sign, value = change.partition("=")
        if not sign or name not in COLUMNS or name == "id":
            raise InputError(
                f"`{change}` changes nothing. Write COLUMN=VALUE; columns: {', '.join(COLUMNS[1:])}."
            )
        row[name] = value
    _keep(context.obj, check_source(row))
    typer.echo(f"{source_id}: {', '.join(changes)}")


@sources.command("disable")
def disable_source(context: typer.Context, source_id: Annotated[str, typer.Argument(metavar="ID")]) -> None:
    """Visit a source no more; what is stored of it stays."""
    from crawler.selection import pick

    source = pick(_load(context.obj), (source_id,))[0]
    _keep(context.obj, replace(source, active=False))
    typer.echo(f"{source_id} is visited no more. `biblio sources edit {source_id} active=yes` takes it back.")


def _host(url: str) -> str:
    from urllib.parse import urlsplit

    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _id_from(url: str) -> str:
    import re

    name = re.sub(r"[^a-z0-9]+", "-", _host(url).rpartition(".")[0]).strip("-")
    return name or "source"
