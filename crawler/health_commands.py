"""`biblio sources health` and `biblio sources accept`: how sources stand, and what to do about it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Annotated, Any

import typer

from aggregator.config import Config
from aggregator.errors import InputError
from crawler.registry_commands import Json, load_registry, pick_active

#: days of the ledger of a host that are shown
LEDGER_OF = timedelta(days=30)

if TYPE_CHECKING:
    from aggregator.health import Proposal, SourceHealth
    from aggregator.model import Source
    from aggregator.store.hosts import HostLedger


def show_health(
    context: typer.Context,
    source_id: Annotated[list[str] | None, typer.Argument(metavar="ID", help="None = all active.")] = None,
    trouble: Annotated[bool, typer.Option("--trouble", help="Only sources a person should look at.")] = False,
    as_json: Json = False,
) -> None:
    """How the sources stand: class of trouble and whose it is, usual yield, field coverage, proposals."""
    from aggregator.store import Store
    from crawler.selection import pick

    config: Config = context.obj
    known = load_registry(config)
    chosen = pick(known, source_id) if source_id else pick_active(known)
    with Store.open(config.database_url) as store:
        health, proposals = store.all_health(), store.proposals()
        ledgers = store.host_ledgers(since=(datetime.now(UTC) - LEDGER_OF).date())
    rows = [row_of(source, health.get(source.id), proposals.get(source.id), ledgers) for source in chosen]
    if trouble:
        rows = [row for row in rows if row["condition"] in ("watch", "alarm") or row["proposal"]]
    if as_json:
        for row in rows:
            typer.echo(json.dumps(row, ensure_ascii=False))
        return
    _print_table(rows)
    if source_id:
        _print_details(rows)
    _print_sums(rows)


def row_of(
    source: Source,
    health: SourceHealth | None,
    proposal: Proposal | None,
    ledgers: Mapping[str, HostLedger],
) -> dict[str, Any]:
    """One source, in JSON values; what is not known is null. `ledgers`: by host, what was asked of it."""
    from aggregator.health import SourceHealth
    from crawler.families.home import site_of

    hosts = dict.fromkeys(site_of(url) for url in (source.home, source.news) if url)

    known = health or SourceHealth(source=source.id)
    return {
        "source": source.id,
        "library": source.library,
        "condition": known.condition.value,
        "trouble": known.trouble.value if known.trouble else None,
        "fault": known.fault.value if known.fault else None,
        "reason": known.reason,
        "since": known.since.isoformat() if known.since else None,
        "bad_visits": known.bad_visits,
        "visited": known.visited.isoformat() if known.visited else None,
        "last_good": known.last_good.isoformat() if known.last_good else None,
        "found": known.found,
        "usual_items": known.usual,
        "coverage": dict(known.coverage),
        "changes": [asdict(change) for change in known.changes],
        "notes": list(known.notes),
        "tls": source.tls or None,
        "proposal": _plain(proposal) if proposal else None,
        "hosts": [
            asdict(ledgers[host]) | {"share_unchanged": round(ledgers[host].share_unchanged, 3)}
            for host in hosts
            if host in ledgers
        ],
    }


def _plain(proposal: Proposal) -> dict[str, Any]:
    values = asdict(proposal)
    return values | {"kind": proposal.kind.value, "made": proposal.made.isoformat()}


def _print_table(rows: Sequence[Mapping[str, Any]]) -> None:
    from rich.table import Table

    from aggregator.terminal import console

    table = Table("source", "condition", "trouble", "fault", "visited", "items", "coverage", "asked", "what")
    for row in rows:
        coverage = " ".join(f"{name} {share:.0%}" for name, share in row["coverage"].items())
        what = row["reason"] or "; ".join(row["notes"])
        if row["tls"]:
            what = f"{what} (certificate not verified: tls=ignore)".strip()
        if row["proposal"]:
            what = f"{what} → biblio sources accept {row['source']}".strip()
        items = "–" if row["usual_items"] is None else f"{row['usual_items']:g}"
        table.add_row(
            row["source"], row["condition"], row["trouble"] or "", row["fault"] or "",
            (row["visited"] or "never")[:16], items, coverage, _asked(row["hosts"]), what,
        )  # fmt: skip
    console().print(table, markup=False)


def _asked(hosts: Sequence[Mapping[str, Any]]) -> str:
    """Requests of the last month, the share answered 304, the shortest pause between two."""
    requests = sum(host["requests"] for host in hosts)
    if not requests:
        return ""
    unchanged = sum(host["unchanged"] for host in hosts) / requests
    shortest = min((host["shortest_gap"] for host in hosts if host["shortest_gap"] is not None), default=None)
    gap = "" if shortest is None else f", ≥ {shortest:.1f} s apart"
    return f"{requests}×, {unchanged:.0%} unchanged{gap}"


def _print_details(rows: Sequence[Mapping[str, Any]]) -> None:
    """The table of a redesign and the proposal, of sources asked for by name."""
    for row in rows:
        for change in row["changes"]:
            typer.echo(f"{row['source']}: {change['field']}: {change['before']} → {change['after']}")
        if row["proposal"]:
            typer.echo(f"{row['source']}: proposed ({row['proposal']['kind']}): {row['proposal']['reason']}")
            for column, value in row["proposal"]["changes"].items():
                typer.echo(f"{row['source']}: {column}={value}")


def _print_sums(rows: Sequence[Mapping[str, Any]]) -> None:
    counts = {name: sum(row["condition"] == name for row in rows) for name in ("ok", "watch", "alarm", "new")}
    waiting = sum(row["proposal"] is not None for row in rows)
    typer.echo(
        f"{len(rows)} sources: {counts['ok']} ok, {counts['watch']} to watch, {counts['alarm']} in alarm, "
        f"{counts['new']} never visited; {waiting} proposals wait."
    )


def accept_proposal(context: typer.Context, source_id: Annotated[str, typer.Argument(metavar="ID")]) -> None:
    """Take the change of a row that the health check proposes."""
    from datetime import UTC, datetime

    from aggregator.store import Store
    from crawler.accepting import accept
    from crawler.selection import pick

    config: Config = context.obj
    source = pick(load_registry(config), (source_id,))[0]
    with Store.open(config.database_url) as store:
        proposal = accept(store, source, now=datetime.now(UTC))
    if proposal is None:
        raise InputError(f"Nothing is proposed for `{source_id}`. See `biblio sources health {source_id}`.")
    changes = ", ".join(f"{column}={value}" for column, value in proposal.changes.items())
    typer.echo(f"{source_id}: {changes or 'the row stays, its new design is accepted'}")
