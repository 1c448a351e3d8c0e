"""The commands of this room: what is stored, the programmes, the store itself."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from aggregator.config import Config
from aggregator.errors import InputError

if TYPE_CHECKING:
    from aggregator.keeping.forgotten import EraseAll, Forgotten
    from aggregator.programmes.taxonomy import Taxonomy
    from aggregator.store import Query, Store

programmes = typer.Typer(help="The funding programmes we know.", no_args_is_help=True)
#: commands that only ask the store
_ASKING = frozenset(
    {"announcements", "coverage", "export", "forget", "history", "publish", "reprocess", "snapshots"}
)
db = typer.Typer(help="The store: its tables, its backups.", no_args_is_help=True)


def announcements(
    context: typer.Context,
    programme: Annotated[str, typer.Option(help="Id of a programme; its parts too.")] = "",
    source: Annotated[str, typer.Option(help="Id of a source.")] = "",
    voivodeship: Annotated[
        str, typer.Option(help="Its name or two digits (TERYT), such as mazowieckie or 14.")
    ] = "",
    kind: Annotated[str, typer.Option(help="award, call, results, purchase, report, event, …")] = "",
    since: Annotated[str, typer.Option(help="Published on this day or later: 2024-01-31.")] = "",
    until: Annotated[str, typer.Option(help="Published on this day or earlier: 2024-12-31.")] = "",
    q: Annotated[str, typer.Option("--q", help="Words in title or text.")] = "",
    status: Annotated[str, typer.Option(help="current, gone, copy, standing or all.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
    text: Annotated[bool, typer.Option("--text", help="With --json: the text too.")] = False,
    doubtful: Annotated[bool, typer.Option("--doubtful", help="Sums or dates that cannot well be.")] = False,
    limit: Annotated[int, typer.Option(min=0, help="At most this many; 0 = all.")] = 0,
) -> None:
    """What is stored, the newest first: a table, or with --json one object a line."""
    from aggregator.showing import make_query, print_json, print_table

    query = make_query(
        programme=programme, source=source, voivodeship=voivodeship, kind=kind, since=since,
        until=until, q=q, status=status or ("all" if as_json else "current"), doubtful=doubtful, limit=limit,
    )  # fmt: skip
    with _open(context.obj) as store:
        _check_source(store, query)
        show = print_json if as_json else print_table
        show(store.announcements(query), text=text)


@programmes.command("list")
def list_programmes(
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """All programmes as a tree."""
    from aggregator.programmes.showing import print_programmes

    print_programmes(_taxonomy(), as_json=as_json)


@programmes.command("show")
def show_programme(
    context: typer.Context,
    id: Annotated[str, typer.Argument(metavar="ID", help="Such as nprcz-2/4.1.")],
    as_json: Annotated[bool, typer.Option("--json", help="As one JSON object.")] = False,
) -> None:
    """One programme: its names, years, operator, parts, and how many announcements name it."""
    from aggregator.programmes.showing import print_programme
    from aggregator.store import Query

    taxonomy = _taxonomy()
    node = taxonomy.node(id)
    with _open(context.obj) as store:
        print_programme(taxonomy, node, store.count(Query(programme=id)), as_json=as_json)


def watch_for_a_new_store(context: typer.Context) -> None:
    """Whoever asks a store that was made just now, empty, is told so: the folder may be wrong."""
    config, command = context.obj, context.invoked_subcommand
    kind, _, file = config.database_url.partition(":///")
    if command not in _ASKING or kind != "sqlite" or not file or Path(file).exists():
        return

    def tell() -> None:
        if sys.exc_info()[1] is None and Path(file).exists():  # a wrong call has its own one line
            fills = "biblio demo" if config.demo else "biblio crawl"
            typer.echo(
                f"biblio: There was no store at {file}; an empty one answered. `{fills}` fills it.", err=True
            )

    context.call_on_close(tell)


def bring_up_to_date(config: Config) -> tuple[str, str]:
    """Bring the tables of the store to this version; gives the version before and after."""
    from datetime import UTC, datetime

    from aggregator.keeping.forgotten import keep_forgotten
    from aggregator.store import Store

    with Store.open(config.database_url, check=False) as store:
        versions = store.upgrade()
        keep_forgotten(store, config.data_dir, now=datetime.now(UTC))
    return versions


@db.command("upgrade")
def upgrade_store(context: typer.Context) -> None:
    """Bring the tables of the store to this version. Make a backup first."""
    before, after = bring_up_to_date(context.obj)
    if before == after:
        typer.echo(f"The store is up to date (version {after}).")
    else:
        typer.echo(f"The store went from version {before or 'nothing'} to {after}.")


@db.command("backup")
def backup_store(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="File to write; must not exist.")],
) -> None:
    """Copy the store to a file, also while a crawl is writing. SQLite only: for PostgreSQL use pg_dump."""
    from aggregator.store.backup import backup

    size = backup(context.obj.database_url, file)
    typer.echo(f"Backup written to {file} ({size / 1e6:.1f} MB).")


@db.command("restore")
def restore_store(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="A file that `db backup` wrote.")],
) -> None:
    """Put a backup in place of the store; the store of now is kept beside it."""
    from datetime import UTC, datetime

    from aggregator.store.backup import restore

    kept = restore(context.obj.database_url, file, now=datetime.now(UTC))
    bring_up_to_date(context.obj)  # what was forgotten since the backup is forgotten again
    typer.echo(f"Restored from {file}." + (f" The store of before is now {kept}." if kept else ""))


def forget_announcement(config: Config, word: str, *, reason: str, erase: EraseAll) -> Forgotten:
    """Take one announcement out for good: `word` is its id, its tail, or its address.

    `erase` is the crawler's: it takes pages out of its files. Raises InputError where `word` fits none.
    """
    from datetime import UTC, datetime

    from aggregator.keeping.forgotten import forget

    if not reason.strip():
        raise InputError("Say why with --reason: it stays in the store in place of the announcement.")
    with _open(config) as store:
        id = _one_id(store, word)
        return forget(store, config.data_dir, id, reason=reason, now=datetime.now(UTC), erase=erase)


def history(
    context: typer.Context,
    announcement: Annotated[str, typer.Argument(metavar="ID", help="Its id, or its address.")],
) -> None:
    """The past of one announcement: edits word by word, corrections, addresses, who named it, copies."""
    from aggregator.keeping.history import history_of

    with _open(context.obj) as store:
        for line in history_of(store, _one_id(store, announcement)):
            typer.echo(line)


def _one_id(store: Store, word: str) -> str:
    """The announcement a person means by an id, its tail, or an address; InputError where it fits none."""
    found = store.at_address(word) if "://" in word else store.with_id(word)
    if not found and (gone := store.forgotten_as(word)):
        made, reason = gone
        raise InputError(f"`{word}` was forgotten on {made:%Y-%m-%d} ({reason}). Nothing of it is left here.")
    if len(found) != 1:
        problem = "There is no announcement" if not found else f"{len(found)} announcements have"
        raise InputError(f"{problem} `{word}`. Give an id from `biblio announcements --json`.")
    return found[0]


def _open(config: Config) -> Store:
    from aggregator.store import Store

    return Store.open(config.database_url)


def _taxonomy() -> Taxonomy:
    from aggregator.programmes.taxonomy import load_taxonomy

    return load_taxonomy()


def _check_source(store: Store, query: Query) -> None:
    """An unknown source is a wrong call, once there are any to choose from."""
    from difflib import get_close_matches

    known = {source.id for source in store.sources()}
    if query.source and known and query.source not in known:
        near = get_close_matches(query.source, sorted(known), n=3, cutoff=0.6)
        hint = f"Did you mean {', '.join(near)}?" if near else "See `biblio sources list`."
        raise InputError(f"Nothing is stored of a source `{query.source}`. {hint}")
