"""Entries as bytes and back: what a publish keeps of an announcement for the next one. Pure."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from aggregator.vocabulary import DateRole, Kind, Place, Role
from feeds.entry import CallDay, Category, Enclosure, Entry, Grant, Sum, Tag
from feeds.wording import WARSAW

#: fields of an entry that are words and nothing else
_WORDS = ("id", "url", "title", "excerpt", "summary", "content", "author", "source", "sums")


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A call for applications with its days, for calendars; `open` is False once the source withdrew it."""

    entry: Entry
    deadline: date
    opens: date | None
    open: bool


def pack(entry: Entry, *, open: bool) -> bytes:
    """An entry, and whether its source still stands by it; equal entries give equal bytes."""
    packed: dict[str, Any] = {name: getattr(entry, name) for name in _WORDS}
    packed |= {
        "open": open,
        "kind": entry.kind.value,
        "published": entry.published.isoformat() if entry.published else None,
        "updated": entry.updated.isoformat(),
        "categories": [[one.term, one.scheme, one.label] for one in entry.categories],
        "enclosures": [[one.url, one.type, one.length, one.title] for one in entry.enclosures],
        "tags": [[one.programme, one.name, one.words, one.passages] for one in entry.tags],
        "amounts": entry.amounts,
        "awards": entry.awards,
        "calls": [[one.role.value, one.value.isoformat()] for one in entry.calls],
        "order": entry.order[0].isoformat(),
        "facts": entry.facts,
    }
    return json.dumps(packed, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def unpack(body: bytes) -> Entry:
    """The entry of such bytes."""
    return _entry(json.loads(body))


def unpack_call(body: bytes) -> Call:
    """The call of such bytes. Its entry has a deadline."""
    packed = json.loads(body)
    entry = _entry(packed)
    days = {found.role: found.value for found in entry.calls}
    return Call(
        entry=entry,
        deadline=days[DateRole.DEADLINE],
        opens=days.get(DateRole.OPENS),
        open=bool(packed["open"]),
    )


def _entry(packed: dict[str, Any]) -> Entry:
    published = packed["published"]
    return Entry(
        **{name: packed[name] for name in _WORDS},
        kind=Kind(packed["kind"]),
        published=datetime.fromisoformat(published).astimezone(WARSAW) if published else None,
        updated=datetime.fromisoformat(packed["updated"]),
        categories=tuple(
            Category(term=term, scheme=scheme, label=label) for term, scheme, label in packed["categories"]
        ),
        enclosures=tuple(
            Enclosure(url=url, type=type, length=length, title=title)
            for url, type, length, title in packed["enclosures"]
        ),
        tags=tuple(
            Tag(
                programme=programme,
                name=name,
                words=words,
                passages=tuple((said, Place(place)) for said, place in passages),
            )
            for programme, name, words, passages in packed["tags"]
        ),
        amounts=tuple(Sum(grosze, Role(role), doubtful) for grosze, role, doubtful in packed["amounts"]),
        awards=tuple(Grant(*award) for award in packed["awards"]),
        calls=tuple(CallDay(DateRole(role), date.fromisoformat(value)) for role, value in packed["calls"]),
        facts=packed["facts"],
        order=(datetime.fromisoformat(packed["order"]), packed["id"]),
    )
