"""The front door: one command made of the rooms' own commands. It composes and decides nothing."""

from __future__ import annotations

import signal
import sys
from contextlib import nullcontext
from dataclasses import replace
from types import FrameType
from typing import Annotated

import typer
import typer.exceptions

from aggregator import commands as aggregator_commands
from aggregator.config import Config, load_config
from aggregator.errors import BiblioError, InputError
from aggregator.official import commands as official_commands
from aggregator.streams import forget_output, prepare_streams, why_unwritten
from crawler import commands as crawler_commands
from crawler import keeping_commands, reading_commands
from feeds import commands as feeds_commands

app = typer.Typer(
    help="Bibliowieści: news of Polish public libraries, tagged by funding programme, as feeds and data.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.callback()
def options(
    context: typer.Context,
    demo: Annotated[bool, typer.Option("--demo", help="Use the sample network's own data.")] = False,
) -> None:
    """Settings come from the environment (BIBLIO_…) and biblio.toml; see the README."""
    context.obj = load_config(demo=demo)
    aggregator_commands.watch_for_a_new_store(context)


@app.command()
def run(
    context: typer.Context,
    every: Annotated[str, typer.Option(help="Again and again, such as 30m, 1h or 1d.")] = "",
) -> None:
    """Crawl what is due, then publish."""
    from crawler.schedule import parse_interval, repeat

    config: Config = context.obj
    if every:
        arguments = ["--demo", "run"] if config.demo else ["run"]
        raise typer.Exit(repeat(arguments, parse_interval(every)))
    report = crawler_commands.crawl_due(config)
    feeds_commands.publish_tree(config)
    if report.all_failed:
        raise typer.Exit(1)


@app.command()
def demo(
    serve: Annotated[bool, typer.Option("--serve/--no-serve", help="Serve the result at the end.")] = True,
    host: Annotated[str, typer.Option(help="Address to serve on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to serve on.")] = 8000,
) -> None:
    """Crawl the sample network on this machine, publish, and serve the result."""
    with (
        feeds_commands.door(host, port) if serve else nullcontext() as listener
    ):  # a taken port is told first
        port = listener.getsockname()[1] if listener else port
        sample = replace(load_config(demo=True), proxy="")  # one that is set leads to the real sites
        config = feeds_commands.served_at(sample, host=host, port=port)
        aggregator_commands.bring_up_to_date(config)
        crawler_commands.crawl_all(config)
        feeds_commands.publish_tree(config)
        feeds_commands.say_where_to_look(config, host=host, port=port, serving=serve)
        if listener:
            feeds_commands.serve_tree(config, listener, host=host)


@app.command()
def doctor(context: typer.Context) -> None:
    """Check the installation, the registry, the store, the kept pages and the feeds."""
    from aggregator.checking import check_installation, check_store
    from crawler.checking import check_registry, check_snapshots
    from feeds.checking import check_tree

    trouble = False
    for check in (check_installation, check_registry, check_store, check_snapshots, check_tree):
        for finding in check(context.obj):
            typer.echo(f"{'ok ' if finding.fine else 'BAD'}  {finding.what}: {finding.words}")
            trouble = trouble or not finding.fine
    if trouble:
        raise typer.Exit(1)


app.command()(crawler_commands.crawl)
app.command()(feeds_commands.publish)
app.command()(feeds_commands.serve)
app.command()(aggregator_commands.announcements)
app.command()(aggregator_commands.history)
app.command()(reading_commands.extract)
app.command()(keeping_commands.reprocess)
app.command()(keeping_commands.forget)
app.command()(feeds_commands.export)
app.command()(official_commands.coverage)
aggregator_commands.programmes.command("explain")(reading_commands.explain)
app.add_typer(crawler_commands.sources, name="sources")
app.add_typer(aggregator_commands.programmes, name="programmes")
app.add_typer(keeping_commands.snapshots, name="snapshots")
app.add_typer(aggregator_commands.db, name="db")
app.add_typer(official_commands.results, name="results")


def main(arguments: list[str] | None = None) -> None:
    """Run one command. A wrong call ends with one line on stderr and code 2, never a traceback."""
    given = sys.argv[1:] if arguments is None else arguments
    if arguments is None:
        signal.signal(signal.SIGTERM, _stop)
    try:
        if arguments is None:
            prepare_streams()
        if any("\udc80" <= c <= "\udcff" for c in "".join(given)):
            raise InputError("An argument is not in UTF-8. Write it in the terminal's own encoding.")
        code = app(given, standalone_mode=False, prog_name="biblio")
        sys.stdout.flush()
    except BiblioError as exc:
        code = _complain(str(exc))
    except typer.exceptions.TyperException as exc:
        said = exc.format_message().rstrip(". ")
        context = getattr(exc, "ctx", None)
        command = context.command_path if context else "biblio"
        stop = "" if said.endswith("?") else "."
        code = _complain(f"{said}{stop} See `{command} --help`.") if said else 2
    except (KeyboardInterrupt, typer.Abort):
        code = 130
    except BrokenPipeError:  # whoever read has had enough
        forget_output()
        code = 1
    except OSError as exc:
        forget_output()
        code = _complain(why_unwritten(exc))
    sys.exit(code if isinstance(code, int) else 0)


def _stop(_number: int, _frame: FrameType | None) -> None:
    """SIGTERM ends a command in order: what it began is put away, its processes are ended."""
    raise SystemExit(143)


def _complain(message: str) -> int:
    print(f"biblio: {' '.join(message.split())}", file=sys.stderr)
    return 2


if __name__ == "__main__":
    main()
