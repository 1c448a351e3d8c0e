"""The JSON other programs read: names, their order, and their forms."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime

from store_samples import LUBNO, NOW, WARSAW, content, day

from aggregator.as_json import announcement_as_dict, reading_as_dict, utc, zloty
from aggregator.model import (
    Amount,
    Announcement,
    Award,
    Content,
    Evidence,
    Published,
    RawAnnouncement,
    SiteNotice,
    TypedDate,
)
from aggregator.vocabulary import DateRole, Place, Precision, Problem, Role, Status

SAID = Evidence(
    field="amounts",
    value="35000.5 grant",
    words="35 000,50 zł",
    start=3,
    end=15,
    place=Place.BODY,
    rule="sum",
    confidence=0.912345,
)


def stored(what: Content) -> Announcement:
    return Announcement(
        id="tag:a.example,2026:a/x",
        source=LUBNO.id,
        library=LUBNO.library,
        voivodeship="14",
        url="http://lubno.example/grant/",
        status=Status.CURRENT,
        first_seen=NOW,
        last_seen=NOW,
        updated=NOW,
        content=what,
        snapshot="sha256:00",
    )


def test_the_names_of_the_contract_in_their_order() -> None:
    whole = announcement_as_dict(stored(content()))
    assert list(whole) == [
        "id",
        "source",
        "library",
        "voivodeship",
        "url",
        "status",
        "first_seen",
        "updated",
        "title",
        "published",
        "published_precision",
        "published_origin",
        "modified",
        "kind",
        "programmes",
        "picture_only",
        "amounts",
        "awards",
        "dates",
        "evidence",
        "snapshot",
        "reading",
    ]
    assert whole["first_seen"] == "2026-11-23T09:00:00Z"
    assert whole["reading"] == {"rule": "generic", "profile": 1, "taxonomy": "2026.11"}
    assert json.loads(json.dumps(whole)) == whole


def test_text_only_where_asked_for() -> None:
    assert announcement_as_dict(stored(content()), text=True)["text"] == content().text


def test_every_statement_and_its_words() -> None:
    what = content(
        amounts=(Amount(grosze=3_500_050, role=Role.GRANT, evidence=SAID),),
        awards=(Award(programme="dkk", edition="2021-2022", grant=3_500_050, total=100, evidence=(SAID,)),),
        dates=(
            TypedDate(role=DateRole.DEADLINE, value=date(2022, 4, 30), evidence=SAID, doubtful="poza latami"),
        ),
    )
    whole = announcement_as_dict(stored(what))
    assert whole["amounts"] == [{"pln": 35000.5, "role": "grant"}]
    assert whole["awards"] == [
        {
            "programme": "dkk",
            "edition": "2021-2022",
            "beneficiary": None,
            "grant_pln": 35000.5,
            "own_contribution_pln": None,
            "total_pln": 1,
            "task": None,
            "period": None,
        }
    ]
    assert whole["dates"] == [{"role": "deadline", "value": "2022-04-30", "doubtful": "poza latami"}]
    (found,) = [e for e in whole["evidence"] if e["field"] == "amounts"]
    assert found == {
        "field": "amounts",
        "value": "35000.5 grant",
        "words": "35 000,50 zł",
        "start": 3,
        "end": 15,
        "place": "body",
        "rule": "sum",
        "confidence": 0.9123,
    }


def test_publication_in_warsaw_form() -> None:
    minute = Published(
        moment=datetime(2021, 8, 19, 10, 15, tzinfo=WARSAW),
        precision=Precision.MINUTE,
        origin="o",
        words="w",
        confidence=1,
    )
    whole = announcement_as_dict(stored(replace(content(), published=minute, modified=day("2021-08-20"))))
    assert (whole["published"], whole["published_precision"]) == ("2021-08-19T10:15+02:00", "minute")
    assert whole["modified"] == "2021-08-20"
    unknown = announcement_as_dict(stored(content(on=None)))
    assert (unknown["published"], unknown["published_precision"], unknown["published_origin"]) == (None,) * 3


def test_a_saved_page_has_the_fields_of_extract() -> None:
    notice = SiteNotice(programme="dkk", words="DKK", where="footer")
    raw = RawAnnouncement(source="", url="http://x.example/", fetched=NOW, problem=Problem.STANDING)
    line = reading_as_dict("p1", raw, content(notices=(notice,)))
    wanted = "id title published published_precision programmes kind amounts awards dates text"
    assert list(line)[:12] == [*wanted.split(), "site_notices", "problem"]
    assert line["site_notices"] == [{"programme": "dkk", "words": "DKK", "where": "footer"}]
    assert (line["id"], line["problem"]) == ("p1", "standing")


def test_money_and_times() -> None:
    assert [zloty(n) for n in (0, 1, 10, 281_000, 1_076_950)] == [0, 0.01, 0.1, 2810, 10769.5]
    assert utc(datetime(2026, 11, 23, 10, 0, tzinfo=WARSAW)) == "2026-11-23T09:00:00Z"
    assert utc(datetime(2026, 11, 23, 9, 0, 0, 500, tzinfo=UTC)) == "2026-11-23T09:00:00.000500Z"
