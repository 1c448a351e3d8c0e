"""How sources stand goes into the store and comes back whole."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from aggregator.health import (
    Condition,
    Fault,
    FieldChange,
    Proposal,
    ProposalKind,
    SourceHealth,
    Trouble,
    fault_of,
)
from aggregator.store import Store

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def test_health_and_proposals_come_back_as_they_were(tmp_path: Path) -> None:
    health = SourceHealth(
        source="mbp-wzorowo",
        condition=Condition.ALARM,
        trouble=Trouble.REDESIGNED,
        fault=Fault.OURS,
        reason="strona zmieniła układ",
        since=NOW,
        bad_visits=1,
        visited=NOW,
        found=12,
        usual=10.0,
        coverage={"title": 1.0, "date": 0.25},
        changes=(FieldChange(field="place of the title", before="h1", after="div.tytul"),),
        notes=("one page failed",),
        memory={"articles": {"seen": 3}},
    )
    proposal = Proposal(
        source="mbp-wzorowo",
        kind=ProposalKind.REDESIGNED,
        made=NOW,
        reason="the list is at another address",
        changes={"news": "http://mbp.example/nowe/"},
        evidence={"tried": [["home", "http://mbp.example/", 0]]},
    )
    with Store.open(f"sqlite:///{tmp_path / 'biblio.sqlite3'}") as store:
        store.upgrade()
        assert store.health("mbp-wzorowo").condition is Condition.NEW
        store.put_health([health])
        store.put_proposal(proposal)
        assert store.health("mbp-wzorowo") == health
        shown = store.all_health()["mbp-wzorowo"]
        assert (shown.memory, shown.changes, shown.trouble) == ({}, health.changes, health.trouble)
        assert store.proposals() == {"mbp-wzorowo": proposal}
        store.drop_proposal("mbp-wzorowo")
        assert store.proposals() == {}


def test_no_trouble_that_may_be_ours_names_a_library() -> None:
    for trouble in (Trouble.DNS, Trouble.TIMEOUT, Trouble.REFUSED, Trouble.EMPTY, Trouble.OFFLINE):
        assert fault_of(trouble) in (Fault.UNKNOWN, Fault.OURS)
    assert fault_of(None) is None
