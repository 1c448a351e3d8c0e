"""The commands about the registry: `biblio sources …`."""

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
    from crawler.report import ProbeReport

sources = typer.Typer(help="The registry: library sites and how they tell their news.", no_args_is_help=True)
Json = Annotated[bool, typer.Option("--json", help="Print JSON Lines.")]


def load_registry(config: Config) -> tuple[Source, ...]:
    """The registry; wrong rows are told and stop only themselves."""
    from crawler.selection import registry

    known, errors = registry(config)
    for error in errors:
        typer.echo(f"biblio: {error} The row is left out.", err=True)
    return known


def pick_active(known: Sequence[Source]) -> tuple[Source, ...]:
    """The sources that are visited at all."""
    return tuple(source for source in known if source.active)


@sources.command("list")
def list_sources(
    context: typer.Context,
    every: Annotated[bool, typer.Option("--all", help="Inactive ones too.")] = False,
    as_json: Json = False,
) -> None:
    """The sources, one a line."""
    known = load_registry(context.obj)
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

    source = pick(load_registry(context.obj), (source_id,))[0]
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


@sources.command("probe")
def probe_site(
    context: typer.Context,
    url: Annotated[str, typer.Argument(help="Home page of a site, or the id of a source.")],
    as_json: Json = False,
) -> None:
    """Look how a site tells its news: what was tried, what answered; stores nothing."""
    from crawler.registry import check_source
    from crawler.run import probe

    known = {source.id: source for source in load_registry(context.obj)}
    source = known.get(url) or check_source(_row(url))
    report = probe(context.obj, source)
    if as_json:
        typer.echo(json.dumps(asdict(report), ensure_ascii=False))
    else:
        _print_probe(report)
    if not report.found:
        raise typer.Exit(1)


@sources.command("add")
def add_source(
    context: typer.Context,
    url: Annotated[str, typer.Argument(help="Home page of the library.")],
    source_id: Annotated[str, typer.Option("--id", help="Lower case with hyphens; none = made up.")] = "",
    library: Annotated[str, typer.Option(help="Full name of the library.")] = "",
    kind: Annotated[str, typer.Option(help="gminna, miejska, powiatowa, …")] = "gminna",
    teryt: Annotated[str, typer.Option(help="TERYT, 2, 4 or 7 digits.")] = "",
    news: Annotated[str, typer.Option(help="Address of its news list or feed; none = found out.")] = "",
    family: Annotated[str, typer.Option(help="How it tells its news; none = found out.")] = "",
) -> None:
    """Put a site into the registry: looks how it tells its news, then prints the new id."""
    from crawler.registry import check_source
    from crawler.run import probe

    config: Config = context.obj
    known = {source.id: source for source in load_registry(config)}
    row = _row(url, id=source_id, library=library, kind=kind, teryt=teryt, news=news, family=family)
    source = check_source(row)
    twin = next((old for old in known.values() if old.home == source.home), known.get(source.id))
    if twin is not None:
        raise InputError(f"`{twin.id}` is there already ({twin.home}). Use `biblio sources edit {twin.id}`.")
    if not news and not family:
        report = probe(config, source)
        _print_probe(report, err=True)
        source = report.source
    _keep(config, source)
    typer.echo(source.id)


def _print_probe(report: ProbeReport, *, err: bool = False) -> None:
    for step in report.tried:
        said = step.trouble or f"{step.items} items"
        typer.echo(f"{step.kind:>8}  {step.url}  {said}", err=err)
    for url, title in report.sample:
        typer.echo(f"{'item':>8}  {url}  {title}", err=err)
    row = report.source
    told = f"family {row.family}" + (f", news {row.news}" if row.news else "")
    typer.echo(f"{'result':>8}  {report.trouble or f'{report.found} items; {told}'}", err=err)


def _row(url: str, **cells: str) -> dict[str, str]:
    """A row for an address; what is not given is made from it."""
    given = {name: value for name, value in cells.items() if value}
    return {"id": _id_from(url), "library": _host(url) or url, "kind": "gminna", "home": url} | given


@sources.command("edit")
def edit_source(
    context: typer.Context,
    source_id: Annotated[str, typer.Argument(metavar="ID")],
    changes: Annotated[list[str], typer.Argument(metavar="COLUMN=VALUE…")],
) -> None:
    """Change columns of a row, such as `delay=5` or `news=https://…`."""
    from crawler.registry import COLUMNS, check_source, row_of
    from crawler.selection import pick

    source = pick(load_registry(context.obj), (source_id,))[0]
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

    source = pick(load_registry(context.obj), (source_id,))[0]
    _keep(context.obj, replace(source, active=False))
    typer.echo(f"{source_id} is visited no more. `biblio sources edit {source_id} active=yes` takes it back.")


def _host(url: str) -> str:
    from urllib.parse import urlsplit

    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _id_from(url: str) -> str:
    """A made-up id: the host without its last label, the port, and the folder of a part of a site.

    >>> _id_from("https://www.mbp-wzorowo.example/"), _id_from("https://gmina.example/biblioteka/")
    ('mbp-wzorowo', 'gmina-biblioteka')
    """
    import re
    from urllib.parse import urlsplit

    from crawler.guard import number_address

    try:
        parts = urlsplit(url)
        host, port = _host(url), parts.port
    except ValueError:
        return "source"
    named = host if number_address(host) else host.rpartition(".")[0] or host
    folder = re.sub(r"(?:^|/)[^/]*\.\w+$", "", parts.path)
    name = " ".join(filter(None, (named, str(port or ""), folder)))
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:60].strip("-") or "source"


def _keep(config: Config, source: Source) -> None:
    from datetime import UTC, datetime

    from crawler.memory import keep_source

    keep_source(config, source, now=datetime.now(UTC))
