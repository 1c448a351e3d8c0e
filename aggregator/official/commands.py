"""`results` and `coverage`: official lists, and who of them told of the money."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from aggregator.errors import InputError

if TYPE_CHECKING:
    from aggregator.programmes.taxonomy import Node

_FILE = (
    "CSV with a line of headings. Needed: beneficjent; read where they are: miejscowość, województwo, kwota, "
    "zadanie."
)
results = typer.Typer(help="Official lists of who got the money.", no_args_is_help=True)


@results.command("import")
def import_list(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help=_FILE)],
    programme: Annotated[str, typer.Option(help="Id of the programme, such as nprcz-2/4.1.")],
    edition: Annotated[str, typer.Option(help="Such as 2022 or 2022-2023.")],
    published: Annotated[str, typer.Option(help="Day the operator published it: 2022-03-30.")] = "",
) -> None:
    """Keep an official list, in place of the one of that programme and edition."""
    from datetime import UTC, datetime

    from aggregator.days import read_day
    from aggregator.official.model import OfficialList
    from aggregator.official.reading import read_list
    from aggregator.official.resolving import Resolver
    from aggregator.programmes.taxonomy import load_taxonomy
    from aggregator.store import Store

    node, day = _taggable(load_taxonomy().node(programme)), read_day("--published", published)
    try:
        body = file.read_bytes()
    except OSError as exc:
        raise InputError(f"{file} cannot be read ({exc.strerror}). Name a CSV file.") from exc
    read = read_list(body, str(file))
    with Store.open(context.obj.database_url) as store:
        resolver = Resolver(store.sources())
        rows = tuple(map(resolver.resolve, read.rows))
        found = OfficialList(programme=node.id, edition=edition.strip(), published=day, rows=rows)
        changed = store.put_official(found, now=datetime.now(UTC))
    for trouble in read.troubles:
        typer.echo(trouble, err=True)
    known = sum(bool(row.source) for row in rows)
    done = "kept" if changed else "is the one we have"
    typer.echo(
        f"The list of {node.id}, {edition}, {done}: {len(rows)} beneficiaries, {known} of them sources "
        f"of the registry, {len(read.troubles)} lines passed over."
    )
    if not published:
        typer.echo(
            "Without `--published YYYY-MM-DD` `biblio coverage` counts no days from the list to the news."
        )


@results.command("list")
def list_lists(context: typer.Context) -> None:
    """The lists that were imported."""
    from aggregator.store import Store

    with Store.open(context.obj.database_url) as store:
        lists = [store.official(*pair) for pair in store.official_lists()]
    for found in filter(None, lists):
        day = found.published.isoformat() if found.published else "day not said"
        known = sum(bool(row.source) for row in found.rows)
        typer.echo(
            f"{found.programme}  {found.edition}  {day}  {len(found.rows)} beneficiaries, "
            f"{known} of them sources"
        )
    if not lists:
        typer.echo("None yet. `biblio results import FILE --programme ID --edition …` takes one.")


def coverage(
    context: typer.Context,
    programme: Annotated[str, typer.Option(help="Id of the programme, such as nprcz-2/4.1.")],
    edition: Annotated[str, typer.Option(help="Only this edition; all that were imported by default.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a beneficiary.")] = False,
) -> None:
    """Who of the official lists told of the award on its own site, who did not, and who cannot be judged.

    Takes the lists of the programme and of all that belongs to it.
    """
    from aggregator.official.gathering import cover_below
    from aggregator.official.showing import print_coverage, print_coverage_json
    from aggregator.programmes.taxonomy import load_taxonomy
    from aggregator.store import Store

    node = _taggable(load_taxonomy().node(programme))
    with Store.open(context.obj.database_url) as store:
        found = cover_below(store, node.id, edition)
    if not found:
        raise InputError(
            f"No official list of {node.id}{f' {edition}' if edition else ''} was imported, nor of a part of "
            "it. `biblio results import FILE --programme ID --edition …` takes one."
        )
    show = print_coverage_json if as_json else print_coverage
    show(node.id, found)


def _taggable(node: Node) -> Node:
    """The node. Raises InputError where no announcement can name it: all would seem to be silent."""
    if node.tags:
        return node
    raise InputError(
        f"Announcements are never tagged with {node.id}. Name what it belongs to, and the edition beside it: "
        f"`--programme {node.parent} --edition …`."
    )
