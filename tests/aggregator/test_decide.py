"""What is an edit of the source and what is a better rule of ours; whose publication date stands."""

from __future__ import annotations

from dataclasses import replace

import pytest
from store_samples import NOW, content, day

from aggregator.arrivals import Change
from aggregator.decide import Known, decide, keep_published
from aggregator.keeping.copies import Member, settle
from aggregator.model import Reading
from aggregator.vocabulary import Kind, Status

KNOWN = Known(
    id="a",
    source="s",
    library="L",
    voivodeship="14",
    url="http://s.example/",
    status=Status.CURRENT,
    kind=Kind.AWARD,
    first_seen=NOW,
    last_seen=NOW,
    updated=NOW,
    changed=NOW,
    ordered=NOW,
    wording="w1",
    words="",
    titled="",
    cluster="",
    rank=1,
    digest="d1",
    snapshot="p1",
    dated_by="p1",
    published=day("2021-08-19"),
    reading=Reading(rule="generic", profile=1),
    notices=(),
)
OTHER = Reading(rule="generic", profile=2)


@pytest.mark.parametrize(
    ("wording", "digest", "page", "reading", "reread", "wanted"),
    [
        ("w1", "d1", "p1", KNOWN.reading, None, Change.SAME),
        ("w1", "d1", "p2", KNOWN.reading, None, Change.SAME),
        ("w1", "d2", "p2", KNOWN.reading, None, Change.CORRECTED),
        ("w2", "d2", "p1", KNOWN.reading, None, Change.CORRECTED),
        ("w2", "d2", "p2", KNOWN.reading, None, Change.EDITED),
        ("w2", "d2", "p2", OTHER, None, Change.CORRECTED),
        ("w2", "d2", "p2", OTHER, "w1", Change.EDITED),
        ("w2", "d2", "p2", KNOWN.reading, "w2", Change.CORRECTED),
        ("w2", "d2", "", KNOWN.reading, None, Change.EDITED),
    ],
)
def test_decisions(
    wording: str, digest: str, page: str, reading: Reading, reread: str | None, wanted: Change
) -> None:
    found = decide(KNOWN, wording=wording, digest=digest, snapshot=page, reading=reading, reread=reread)
    assert found is wanted


def test_what_is_not_known_is_new() -> None:
    found = decide(None, wording="w", digest="d", snapshot="", reading=OTHER, reread=None)
    assert found is Change.NEW


def test_the_first_date_stands_against_an_edit() -> None:
    edited = content(on="2026-11-30", reading=KNOWN.reading)
    kept, dated_by = keep_published(KNOWN, edited, "p2")
    assert (kept.published, dated_by) == (KNOWN.published, "p1")
    assert [e.value for e in kept.evidence if e.field == "published"] == ["2021-08-19"]


def test_another_reading_of_the_page_that_gave_it_moves_the_date() -> None:
    kept, dated_by = keep_published(KNOWN, content(on="2021-08-20"), "p1")
    assert (kept.published, dated_by) == (day("2021-08-20"), "p1")


def test_a_surer_rule_moves_the_date_and_a_weaker_one_does_not() -> None:
    for confidence, wanted in ((0.99, "2021-08-20"), (0.5, "2021-08-19")):
        fresh = content(reading=OTHER, published=day("2021-08-20", confidence=confidence))
        kept, _ = keep_published(KNOWN, fresh, "p2")
        assert kept.published is not None
        assert kept.published.value == wanted


def test_a_date_found_later_is_taken() -> None:
    kept, dated_by = keep_published(replace(KNOWN, published=None), content(on="2021-08-20"), "p2")
    assert (kept.published, dated_by) == (day("2021-08-20"), "p2")


def member(id: str, rank: int, kind: Kind = Kind.EVENT, source: str = "") -> Member:
    return Member(id=id, source=source or id, rank=rank, kind=kind, ordered=NOW, status=Status.CURRENT)


def test_the_library_named_leads_then_any_library_then_others() -> None:
    copies = settle([member("portal", 3), member("other", 2), member("own", 1)])
    assert copies == {"portal": (Status.COPY, "own"), "other": (Status.COPY, "own")}


def test_the_operator_leads_its_call() -> None:
    assert settle([member("library", 1, Kind.CALL), member("operator", 0, Kind.CALL)]) == {
        "library": (Status.COPY, "operator")
    }


def test_one_formula_of_many_libraries_makes_no_copies() -> None:
    assert settle([member("a", 2, Kind.AWARD), member("b", 2, Kind.AWARD)]) == {}


def test_settling_twice_is_settling_once() -> None:
    members = [member("portal", 3), member("own", 1), member("own-again", 1, source="own")]
    found = settle(members)
    settled = [
        replace(m, status=found[m.id][0], copy_of=found[m.id][1]) if m.id in found else m for m in members
    ]
    assert found == {"portal": (Status.COPY, "own")}
    assert settle(settled) == {}
