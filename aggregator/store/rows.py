"""Domain object to rows and back: the one place that knows both."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from aggregator.model import (
    Amount,
    Award,
    Content,
    Evidence,
    Mention,
    Picture,
    Published,
    Reading,
    Rejection,
    SiteNotice,
    TypedDate,
)
from aggregator.store.columns import dump
from aggregator.vocabulary import DateRole, Kind, Place, Precision, Role

WARSAW = ZoneInfo("Europe/Warsaw")
Row = dict[str, Any]


def rows_of(content: Content) -> dict[str, list[Row]]:
    """The child rows of a content by table, without the announcement's id."""
    return {
        "mentions": [
            {"programme": m.programme, "evidence": pack_evidence(m.evidence)} for m in content.mentions
        ],
        "amounts": [
            {"grosze": a.grosze, "role": a.role.value, "doubtful": a.doubtful,
             "evidence": pack_evidence(a.evidence)}
            for a in content.amounts
        ],
        "awards": [_award_row(award) for award in content.awards],
        "typed_dates": [
            {"role": d.role.value, "value": d.value, "doubtful": d.doubtful,
             "evidence": pack_evidence(d.evidence)}
            for d in content.dates
        ],
    }  # fmt: skip


def details_of(content: Content) -> Row:
    """What nobody queries, as one JSON value."""
    return {
        "published": pack_published(content.published),
        "modified": pack_published(content.modified),
        "picture_only": list(content.picture_only),
        "evidence": [pack_evidence(e) for e in content.evidence],
        "rejected": [
            [r.programme, r.words, r.start, r.end, r.place.value, r.reason] for r in content.rejected
        ],
        "notices": [[n.programme, n.words, n.where] for n in content.notices],
        "pictures": [[p.src, p.alt] for p in content.pictures],
        "reading": [content.reading.rule, content.reading.profile],
    }


def digest_of(content: Content, details: Row, children: Mapping[str, Sequence[Row]]) -> str:
    """Names everything we say of a page: two contents with one digest are equal."""
    lists = [
        [[str(v) if k == "value" else v for k, v in row.items()] for row in children[name]]
        for name in ("mentions", "amounts", "awards", "typed_dates")
    ]
    whole = [content.title, content.text, content.kind.value, content.standing, content.taxonomy]
    return hashlib.sha256(dump([*whole, details, lists]).encode("ascii")).hexdigest()[:32]


def content_of(row: Mapping[Any, Any], children: Mapping[str, Iterable[Mapping[Any, Any]]]) -> Content:
    """The content of an announcement from its row and its child rows in their order."""
    details = row["details"]
    return Content(
        title=row["title"],
        text=row["text"],
        published=unpack_published(details["published"]),
        modified=unpack_published(details["modified"]),
        kind=Kind(row["kind"]),
        mentions=tuple(
            Mention(programme=m["programme"], evidence=unpack_evidence(m["evidence"]))
            for m in children["mentions"]
        ),
        picture_only=tuple(details["picture_only"]),
        amounts=tuple(
            Amount(grosze=a["grosze"], role=Role(a["role"]), doubtful=a["doubtful"],
                   evidence=unpack_evidence(a["evidence"]))
            for a in children["amounts"]
        ),
        awards=tuple(_award(a) for a in children["awards"]),
        dates=tuple(
            TypedDate(role=DateRole(d["role"]), value=d["value"], doubtful=d["doubtful"],
                      evidence=unpack_evidence(d["evidence"]))
            for d in children["typed_dates"]
        ),
        evidence=tuple(unpack_evidence(e) for e in details["evidence"]),
        rejected=tuple(
            Rejection(programme=p, words=w, start=s, end=e, place=Place(place), reason=reason)
            for p, w, s, e, place, reason in details["rejected"]
        ),
        notices=unpack_notices(details["notices"]),
        pictures=tuple(Picture(src=src, alt=alt) for src, alt in details["pictures"]),
        standing=bool(row["standing"]),
        reading=Reading(rule=details["reading"][0], profile=details["reading"][1]),
        taxonomy=row["taxonomy"],
    )  # fmt: skip


def pack_evidence(e: Evidence) -> list[Any]:
    """As a JSON list, in the order of the fields."""
    return [e.field, e.value, e.words, e.start, e.end, e.place.value, e.rule, e.confidence]


def unpack_evidence(packed: Sequence[Any]) -> Evidence:
    """From that list."""
    field, value, words, start, end, place, rule, confidence = packed
    return Evidence(
        field=field, value=value, words=words, start=start, end=end,
        place=Place(place), rule=rule, confidence=confidence,
    )  # fmt: skip


def unpack_notices(packed: Iterable[Sequence[str]]) -> tuple[SiteNotice, ...]:
    """The site notices of `details`."""
    return tuple(SiteNotice(programme=p, words=w, where=where) for p, w, where in packed)


def pack_published(published: Published | None) -> list[Any] | None:
    """As a JSON list; the time keeps its Warsaw offset."""
    if published is None:
        return None
    p = published
    return [p.moment.isoformat(), p.precision.value, p.origin, p.words, p.confidence]


def unpack_published(packed: Sequence[Any] | None) -> Published | None:
    """From that list, in Warsaw time."""
    if packed is None:
        return None
    moment, precision, origin, words, confidence = packed
    return Published(
        moment=datetime.fromisoformat(moment).astimezone(WARSAW), precision=Precision(precision),
        origin=origin, words=words, confidence=confidence,
    )  # fmt: skip


def order_of(content: Content, first_seen: datetime) -> datetime:
    """The time that orders an announcement in feeds, UTC."""
    return (content.published.moment if content.published else first_seen).astimezone(UTC)


def is_doubtful(content: Content) -> bool:
    """Whether a sum or a date of it cannot well be."""
    return any(a.doubtful for a in content.amounts) or any(d.doubtful for d in content.dates)


def _award_row(award: Award) -> Row:
    return {
        "programme": award.programme,
        "edition": award.edition,
        "beneficiary": award.beneficiary,
        "beneficiary_source": award.beneficiary_source,
        "granted": award.grant,
        "own_contribution": award.own_contribution,
        "total": award.total,
        "task": award.task,
        "period": award.period,
        "evidence": [pack_evidence(e) for e in award.evidence],
    }


def _award(row: Mapping[str, Any]) -> Award:
    return Award(
        programme=row["programme"],
        edition=row["edition"],
        beneficiary=row["beneficiary"],
        beneficiary_source=row["beneficiary_source"],
        grant=row["granted"],
        own_contribution=row["own_contribution"],
        total=row["total"],
        task=row["task"],
        period=row["period"],
        evidence=tuple(unpack_evidence(e) for e in row["evidence"]),
    )
