"""The commands of this room: publish and serve."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from errno import EACCES, EADDRINUSE
from pathlib import Path
from socket import AF_INET, AF_INET6, SO_REUSEADDR, SOCK_STREAM, SOL_SOCKET, socket
from typing import TYPE_CHECKING, Annotated

import typer

from aggregator.arguments import read_target
from aggregator.config import Config
from aggregator.errors import InputError

if TYPE_CHECKING:
    from feeds.publish import PublishReport


def publish(
    context: typer.Context,
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="PATH", parser=read_target, help="Folder to write to; the public one by default."
        ),
    ] = None,
    full: Annotated[bool, typer.Option("--full", help="Build every file, not only what changed.")] = False,
) -> None:
    """Write the feeds and pages; only what changed is built and written."""
    publish_tree(context.obj, out=out, full=full)


def serve(
    context: typer.Context,
    host: Annotated[str, typer.Option(help="Address to serve on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to serve on.")] = 8000,
) -> None:
    """Serve feeds and pages over HTTP until Ctrl+C."""
    config: Config = context.obj
    if not (config.public_dir / "index.html").is_file():
        command = "biblio --demo publish" if config.demo else "biblio publish"
        raise InputError(f"Nothing is published in {config.public_dir} yet. Run `{command}` first.")
    with door(host, port) as listener:
        say_where_to_look(config, host=host, port=listener.getsockname()[1], serving=True)
        serve_tree(config, listener, host=host)


def export(
    context: typer.Context,
    out: Annotated[Path, typer.Option(metavar="PATH", parser=read_target, help="Folder for the tables.")],
    programme: Annotated[str, typer.Option(help="Only this programme, with all that belongs to it.")] = "",
    since: Annotated[str, typer.Option(help="Published on this day or later: 2021-01-01.")] = "",
    until: Annotated[str, typer.Option(help="Published on this day or earlier: 2025-12-31.")] = "",
) -> None:
    """Write announcements, awards, grants, mentions, sums, sources and coverage as CSV and JSON Lines.

    Grants are the awards once each, however many announcements tell of them.
    """
    from aggregator.programmes.taxonomy import load_taxonomy
    from aggregator.store import Store
    from feeds.export import export as export_tables
    from feeds.scope import read_scope

    config: Config = context.obj
    taxonomy = load_taxonomy()
    scope = read_scope(taxonomy, programme=programme, since=since, until=until)
    with Store.open(config.database_url) as store:
        report = export_tables(store, taxonomy, out, scope=scope)
    counts = ", ".join(f"{name} {rows}" for name, rows in report.rows.items())
    typer.echo(f"Exported to {out}: {counts}.")


def publish_tree(config: Config, *, out: Path | None = None, full: bool = False) -> PublishReport:
    """Publish what the store holds, with a progress bar on a terminal and one line at the end."""
    from rich.console import Console
    from rich.progress import Progress

    from aggregator.programmes.taxonomy import load_taxonomy
    from aggregator.store import Store
    from feeds.publish import publish as publish_feeds

    console = Console(stderr=True)
    with (
        Store.open(config.database_url) as store,
        Progress(console=console, transient=True, disable=not console.is_terminal) as bar,
    ):
        task = bar.add_task("Publishing feeds", total=None)
        report = publish_feeds(
            store,
            config,
            load_taxonomy(),
            out=out,
            full=full,
            progress=lambda done, total: bar.update(task, completed=done, total=total),
        )
    typer.echo(
        f"Published to {out or config.public_dir}: {len(report.written)} files written, "
        f"{report.unchanged} unchanged, {len(report.removed)} removed."
    )
    if report.hub_trouble:
        typer.echo(report.hub_trouble, err=True)
    return report


def served_at(config: Config, *, host: str, port: int) -> Config:
    """The settings with the address it is served at, unless the user named a public one."""
    if config.base_url != Config().base_url:
        return config
    shown = "127.0.0.1" if host in ("0.0.0.0", "::") else host
    return replace(config, base_url=f"http://{f'[{shown}]' if ':' in shown else shown}:{port}")


def say_where_to_look(config: Config, *, host: str, port: int, serving: bool) -> None:
    """Print the addresses worth opening."""
    base = served_at(replace(config, base_url=Config().base_url), host=host, port=port).base_url
    if not serving:
        command = "biblio --demo serve" if config.demo else "biblio serve"
        typer.echo(f"The pages and feeds lie in {config.public_dir}. To look: {command}")
        return
    for what, path in (
        ("home page", "/"),
        ("all feeds", "/kanaly/"),
        ("everything, as Atom", "/feeds/atom.xml"),
        ("one programme (BLISKO)", "/feeds/programmes/nprcz-2/4.1/atom.xml"),
    ):
        typer.echo(f"  {what:<24}{base}{path}")
    typer.echo("Stop with Ctrl+C.")


_PORT = "Choose another with --port, or `make demo PORT=…`."
_HOST = "Name an address of this machine with --host."
_REMEDY = {EADDRINUSE: _PORT, EACCES: _PORT}


@contextmanager
def door(host: str, port: int) -> Iterator[socket]:
    """A socket bound to where one will serve. Raises InputError when the port is taken."""
    with socket(AF_INET6 if ":" in host else AF_INET, SOCK_STREAM) as listener:
        listener.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
        except OSError as exc:
            raise InputError(
                f"Cannot serve on {host}:{port} ({exc.strerror or exc}). {_REMEDY.get(exc.errno or 0, _HOST)}"
            ) from exc
        yield listener


def serve_tree(config: Config, listener: socket, *, host: str) -> None:
    """Serve the published tree at an open door until interrupted."""
    import uvicorn

    from feeds.patience import PatientProtocol
    from feeds.server import create_app

    port = listener.getsockname()[1]  # the one the system chose for 0
    settings = uvicorn.Config(
        create_app(served_at(config, host=host, port=port), published_as=config.base_url),
        http=PatientProtocol,
        log_level="warning",
        server_header=False,
    )
    uvicorn.Server(settings).run(sockets=[listener])
