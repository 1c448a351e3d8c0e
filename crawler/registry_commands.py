"""The commands about the registry: `biblio sources …`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

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
    from rich.table import Table

    from aggregator.terminal import console

    table = Table("id", "library", "teryt", "family", "news or home")
    for source in shown:
        table.add_row(source.id, source.library, source.teryt, source.family, source.news or source.home)
    console().print(table, markup=False)
    typer.echo(f"{len(shown)} sources, {len(known) - len(pick_active(known))} inactive ones.")


@sources.command("show")
def show_source(
    context: typer.Context,
    source_id: Annotated[str, typer.Argument(metavar="ID")],
    as_json: Json = False,
) -> None:
    """One source: its row, its last visit, the programmes named in its furniture."""
    from crawler.selection import pick
    from crawler.stored import facts_about

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
    from crawler.importing import row_for
    from crawler.registry import check_source
    from crawler.run import probe
    from crawler.sample import reachable

    known = {source.id: source for source in load_registry(context.obj)}
    source = known.get(url) or check_source(row_for(url, {}))
    _check_reach(context.obj, source)
    with reachable(context.obj) as config:
        report = probe(config, source)
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
    teryt: Annotated[str, typer.Option(help="TERYT, 2, 4 or 7 digits; none = the whole country.")] = "",
    news: Annotated[str, typer.Option(help="Address of its news list or feed; none = found out.")] = "",
    family: Annotated[str, typer.Option(help="How it tells its news; none = found out.")] = "",
    as_json: Json = False,
) -> None:
    """Put a site into the registry: looks how it tells its news, then prints the new id."""
    from crawler.importing import free_id, home_key, row_for
    from crawler.registry import check_source
    from crawler.run import probe
    from crawler.sample import reachable

    config: Config = context.obj
    known = {source.id: source for source in load_registry(config)}
    cells = {"library": library, "kind": kind, "teryt": teryt, "news": news, "family": family}
    row = row_for(url, cells)
    source, report = check_source(row | {"id": source_id or free_id(row["id"], known)}), None
    here = home_key(source.home)
    twin = next((old for old in known.values() if home_key(old.home) == here), known.get(source.id))
    if twin is not None:
        raise InputError(f"`{twin.id}` is there already ({twin.home}). Use `biblio sources edit {twin.id}`.")
    _check_reach(config, source)
    if not news and not family:
        with reachable(config) as there:
            report = probe(there, source)
        _print_probe(report, err=True)
        source = replace(report.source, library=library or report.name or source.library)
        if not report.found:
            typer.echo(
                f"No news were found; it is added all the same, and every crawl looks again. "
                f"`biblio sources disable {source.id}` takes it out.",
                err=True,
            )
    _keep(config, source)
    _say_what_is_missing(source)
    told = {"id": source.id, "source": asdict(source), "probe": asdict(report) if report else None}
    typer.echo(json.dumps(told, ensure_ascii=False) if as_json else source.id)


def _say_what_is_missing(source: Source) -> None:
    """What nobody can read off a site for sure, and how it is put in."""
    from crawler.importing import host_of

    if source.library == host_of(source.home):
        typer.echo(
            f'It is named after its host: `biblio sources edit {source.id} "library=…"` names it.', err=True
        )
    if not source.teryt:
        typer.echo(
            "Without a TERYT code it stands for the whole country: "
            f"`biblio sources edit {source.id} teryt=14` puts it into a voivodeship.",
            err=True,
        )


@sources.command("import")
def import_sources(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="CSV with a column `home`, a list of addresses, or OPML.")],
    as_json: Json = False,
) -> None:
    """Put many sites into the registry; the first visit finds how each tells its news."""
    from crawler.importing import read_import

    config: Config = context.obj
    found = read_import(file, load_registry(config))
    for error in found.errors:
        typer.echo(f"biblio: {error} The row is left out.", err=True)
    _keep(config, *found.added)
    if as_json:
        lines: list[dict[str, Any]] = [
            {"status": "added", "id": s.id, "source": asdict(s)} for s in found.added
        ]
        lines += [{"status": "known", "id": s.id, "line": line} for line, s in found.known]
        lines += [{"status": "wrong", **asdict(error)} for error in found.errors]
        for told in lines:
            typer.echo(json.dumps(told, ensure_ascii=False))
    else:
        for source in found.added:
            typer.echo(source.id)
    counts = f"{len(found.added)} added, {len(found.known)} there already, {len(found.errors)} left out"
    typer.echo(f"{file.name}: {counts}.", err=True)
    if found.errors and not (found.added or found.known):
        raise typer.Exit(1)


def _check_reach(config: Config, source: Source) -> None:
    """Raises InputError for a home page that no crawl with these settings would visit."""
    from crawler.guard import ForbiddenAddressError, check_address

    try:
        check_address(source.home, allow_private=config.allow_private_network)
    except ForbiddenAddressError as exc:
        raise InputError(f"{exc}. To visit it all the same set BIBLIO_ALLOW_PRIVATE_NETWORK=1.") from exc


def _print_probe(report: ProbeReport, *, err: bool = False) -> None:
    for step in report.tried:
        said = step.trouble or f"{step.items} items"
        typer.echo(f"{step.kind:>8}  {step.url}  {said}", err=err)
    for url, title in report.sample:
        typer.echo(f"{'item':>8}  {url}  {title}", err=err)
    row = report.source
    told = f"family {row.family}" + (f", news {row.news}" if row.news else "")
    typer.echo(f"{'result':>8}  {report.trouble or f'{report.found} items; {told}'}", err=err)


@sources.command("edit")
def edit_source(
    context: typer.Context,
    source_id: Annotated[str, typer.Argument(metavar="ID")],
    changes: Annotated[list[str], typer.Argument(metavar="COLUMN=VALUE…")],
    as_json: Json = False,
) -> None:
    """Change columns of a row, such as `delay=5` or `news=https://…`."""
    from crawler.registry import COLUMNS, check_source, row_of
    from crawler.selection import pick

    source = pick(load_registry(context.obj), (source_id,))[0]
    row, named = row_of(source), set[str]()
    for change in changes:
        name, sign, value = change.partition("=")
        if not sign or name not in COLUMNS or name == "id":
            raise InputError(
                f"`{change}` changes nothing. Write COLUMN=VALUE; columns: {', '.join(COLUMNS[1:])}."
            )
        if name in named:
            raise InputError(f"`{name}` is given twice. Leave one.")
        named.add(name)
        row[name] = value
    source = check_source(row)
    _keep(context.obj, source)
    typer.echo(_as_line(source) if as_json else f"{source_id}: {', '.join(changes)}")


@sources.command("disable")
def disable_source(
    context: typer.Context,
    source_id: Annotated[str, typer.Argument(metavar="ID")],
    as_json: Json = False,
) -> None:
    """Visit a source no more; what is stored of it stays."""
    from crawler.selection import pick

    source = pick(load_registry(context.obj), (source_id,))[0]
    source = replace(source, active=False)
    _keep(context.obj, source)
    told = f"{source_id} is visited no more. `biblio sources edit {source_id} active=yes` takes it back."
    typer.echo(_as_line(source) if as_json else told)


def _as_line(source: Source) -> str:
    return json.dumps(asdict(source), ensure_ascii=False)


def _keep(config: Config, *sources: Source) -> None:
    from datetime import UTC, datetime

    from crawler.stored import keep_sources

    keep_sources(config, sources, now=datetime.now(UTC))
