"""Announcements as the JSON other programs read: the names and their order are a promise (design §4, §5)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from aggregator.model import Amount, Announcement, Award, Content, Evidence, RawAnnouncement

Json = dict[str, Any]


def announcement_as_dict(announcement: Announcement, *, text: bool = False) -> Json:
    """One announcement as `biblio announcements --json` prints it; `text` adds its text."""
    a = announcement
    content = content_as_dict(a.content)
    reading = content.pop("reading")
    whole = {
        "id": a.id,
        "source": a.source,
        "library": a.library,
        "voivodeship": a.voivodeship,
        "url": a.url,
        "status": a.status.value,
        "first_seen": utc(a.first_seen),
        "updated": utc(a.updated),
        **content,
        "snapshot": a.snapshot,
        "reading": reading,
    }
    if text:
        whole["text"] = a.content.text
    return whole


def content_as_dict(content: Content) -> Json:
    """What we say of a page, without what only the store knows, and without the text."""
    published = content.published
    return {
        "title": content.title,
        "published": published.value if published else None,
        "published_precision": published.precision.value if published else None,
        "published_origin": published.origin if published else None,
        "modified": content.modified.value if content.modified else None,
        "kind": content.kind.value,
        "programmes": list(content.programmes),
        "picture_only": list(content.picture_only),
        "amounts": [_amount(amount) for amount in content.amounts],
        "awards": [_award(award) for award in content.awards],
        "dates": [_with_doubt({"role": d.role.value, "value": d.value.isoformat()}, d.doubtful)
                  for d in content.dates],
        "evidence": [evidence_as_dict(e) for e in evidence_of(content)],
        "reading": {
            "rule": content.reading.rule,
            "profile": content.reading.profile,
            "taxonomy": content.taxonomy,
        },
    }  # fmt: skip


def reading_as_dict(id: str, raw: RawAnnouncement, content: Content) -> Json:
    """One saved page as `biblio extract` prints it."""
    whole = content_as_dict(content)
    kept = ("title", "published", "published_precision", "programmes", "kind", "amounts", "awards", "dates")
    return {
        "id": id,
        **{name: whole[name] for name in kept},
        "text": content.text,
        "site_notices": [
            {"programme": n.programme, "words": n.words, "where": n.where} for n in content.notices
        ],
        "problem": raw.problem.value if raw.problem else None,
        **{
            name: whole[name]
            for name in ("published_origin", "modified", "picture_only", "evidence", "reading")
        },
    }


def evidence_of(content: Content) -> tuple[Evidence, ...]:
    """Every piece of evidence of a page, programmes first; each once."""
    every = (
        *(m.evidence for m in content.mentions),
        *content.evidence,
        *(a.evidence for a in content.amounts),
        *(d.evidence for d in content.dates),
        *(e for award in content.awards for e in award.evidence),
    )
    return tuple(dict.fromkeys(every))


def evidence_as_dict(e: Evidence) -> Json:
    """The words a statement was read from, and where they stand."""
    return {
        "field": e.field,
        "value": e.value,
        "words": e.words,
        "start": e.start,
        "end": e.end,
        "place": e.place.value,
        "rule": e.rule,
        "confidence": round(e.confidence, 4),
    }


def zloty(grosze: int | None) -> int | float | None:
    """A number of złoty: whole where it is whole, else with two decimal places.

    >>> zloty(3500000), zloty(1076950), zloty(None)
    (35000, 10769.5, None)
    """
    if grosze is None:
        return None
    return grosze // 100 if grosze % 100 == 0 else round(grosze / 100, 2)


def utc(moment: datetime) -> str:
    """`2026-11-23T09:00:00Z`; fractions of a second only where there are any."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _amount(amount: Amount) -> Json:
    return _with_doubt({"pln": zloty(amount.grosze), "role": amount.role.value}, amount.doubtful)


def _award(award: Award) -> Json:
    return {
        "programme": award.programme,
        "edition": award.edition,
        "beneficiary": award.beneficiary,
        "grant_pln": zloty(award.grant),
        "own_contribution_pln": zloty(award.own_contribution),
        "total_pln": zloty(award.total),
        "task": award.task,
        "period": award.period,
    }


def _with_doubt(value: Json, doubtful: str) -> Json:
    """The reason for doubt is said only where there is one."""
    return value | {"doubtful": doubtful} if doubtful else value
