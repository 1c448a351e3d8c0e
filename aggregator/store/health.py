"""The part of the store about the health of sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from sqlalchemy import bindparam, delete, select

from aggregator.health import Condition, Fault, FieldChange, Proposal, ProposalKind, SourceHealth, Trouble
from aggregator.store.columns import table_of
from aggregator.store.database import Database
from aggregator.store.health_tables import HealthRow, ProposalRow
from aggregator.store.prepared import Prepared
from aggregator.store.saving import upsert

_PLAIN = ("source", "reason", "since", "bad_visits", "visited", "last_good")
_H, _P = table_of(HealthRow), table_of(ProposalRow)
_OF: Any = bindparam("source")
# Asked at every visit, so built once.
_HEALTH = Prepared(select(_H).where(_H.c.source == _OF))
_PROPOSALS = select(_P).order_by(_P.c.source)
_PROPOSAL = Prepared(select(_P).where(_P.c.source == _OF))
_DROP = delete(_P).where(_P.c.source == _OF)


class HealthBook(Database):
    """How sources stand and what is proposed to be changed."""

    def put_health(self, standings: Iterable[SourceHealth]) -> None:
        """Keep how sources stand. They must have been visited."""
        rows = [_row_of(health) for health in standings]
        with self.writing() as connection:
            upsert(connection, _H, rows)

    def health(self, source: str) -> SourceHealth:
        """How one source stands; of the condition NEW before its first visit."""
        with self.reading() as connection:
            rows = _HEALTH.mappings(connection, source=source)
        return _health_of(rows[0]) if rows else SourceHealth(source=source)

    def all_health(self) -> dict[str, SourceHealth]:
        """How every source stands that was visited, without what belongs to the crawler."""
        columns = [column for column in _H.columns if column.name != "memory"]
        with self.reading() as connection:
            rows = connection.execute(select(*columns).order_by(_H.c.source)).mappings()
            return {row["source"]: _health_of(row) for row in rows}

    def put_proposal(self, proposal: Proposal) -> None:
        """Keep a proposal; it takes the place of an older one for the same source."""
        row = asdict(proposal) | {"kind": proposal.kind.value}
        with self.writing() as connection:
            upsert(connection, _P, [row])

    def drop_proposal(self, source: str) -> None:
        """A proposal was taken, or is out of date."""
        with self.writing() as connection:
            connection.execute(_DROP, {"source": source})

    def proposal(self, source: str) -> Proposal | None:
        """The open proposal of a source, None where there is none."""
        with self.reading() as connection:
            rows = _PROPOSAL.mappings(connection, source=source)
        return _proposal_of(rows[0]) if rows else None

    def proposals(self) -> dict[str, Proposal]:
        """The open proposal of every source that has one."""
        with self.reading() as connection:
            rows = connection.execute(_PROPOSALS).mappings()
            return {row["source"]: _proposal_of(row) for row in rows}


def _proposal_of(row: Mapping[Any, Any]) -> Proposal:
    return Proposal(**dict(row) | {"kind": ProposalKind(row["kind"])})


def _row_of(health: SourceHealth) -> dict[str, Any]:
    return {name: getattr(health, name) for name in _PLAIN} | {
        "condition": health.condition.value,
        "trouble": health.trouble.value if health.trouble else "",
        "fault": health.fault.value if health.fault else "",
        "shown": {
            "found": health.found,
            "usual": health.usual,
            "coverage": dict(health.coverage),
            "changes": [asdict(change) for change in health.changes],
            "notes": list(health.notes),
        },
        "memory": dict(health.memory),
    }


def _health_of(row: Mapping[Any, Any]) -> SourceHealth:
    shown = row["shown"]
    return SourceHealth(
        **{name: row[name] for name in _PLAIN},
        condition=Condition(row["condition"]),
        trouble=Trouble(row["trouble"]) if row["trouble"] else None,
        fault=Fault(row["fault"]) if row["fault"] else None,
        found=shown["found"],
        usual=shown["usual"],
        coverage=shown["coverage"],
        changes=tuple(FieldChange(**change) for change in shown["changes"]),
        notes=tuple(shown["notes"]),
        memory=row.get("memory") or {},
    )
