"""Announcements made by hand, for the tests of this room."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from aggregator.health import SourceHealth
from aggregator.model import (
    Amount,
    Announcement,
    Content,
    Evidence,
    Mention,
    Published,
    Source,
    TypedDate,
)
from aggregator.store import Mark
from aggregator.store.sites import Notice
from aggregator.vocabulary import DateRole, Kind, Place, Precision, Role, Status
from feeds.select import is_news

WARSAW = ZoneInfo("Europe/Warsaw")
SEEN = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
BLISKO = "nprcz-2/4.1"
SOURCES = (
    Source(
        id="piaseczno",
        library="Biblioteka Publiczna w Piasecznie",
        kind="miejska",
        teryt="1418",
        home="http://biblioteka-piaseczno.example/",
    ),
    Source(
        id="mbp-wzorowo",
        library="Miejska Biblioteka Publiczna we Wzorowie",
        kind="miejska",
        teryt="02",
        home="https://mbp.wzorowo.example/",
        full_text=True,
    ),
    Source(
        id="nck", library="Narodowe Centrum Kultury", kind="operator", teryt="", home="https://nck.example/"
    ),
)


def evidence(words: str, *, field: str = "programmes", value: str = BLISKO) -> Evidence:
    return Evidence(
        field=field,
        value=value,
        words=words,
        start=0,
        end=len(words),
        place=Place.BODY,
        rule="direction-in-company",
        confidence=0.9,
    )


def published(day: str, precision: Precision = Precision.DAY) -> Published:
    return Published(
        moment=datetime.fromisoformat(day).replace(tzinfo=WARSAW),
        precision=precision,
        origin="label: Data publikacji",
        words=day,
        confidence=1.0,
    )


def content(**changes: Any) -> Content:
    values: dict[str, Any] = {
        "title": "BLISKO – Biblioteka | Lokalność | Inicjatywy | Społeczność | Kooperacja | Oddolność",
        "text": "Nasza biblioteka dostała pieniądze na rozmowy z mieszkańcami.\nZaczynamy we wrześniu.",
        "published": published("2021-08-19"),
        "modified": None,
        "kind": Kind.AWARD,
        "mentions": (Mention(programme=BLISKO, evidence=evidence("Kierunku Interwencji 4.1")),),
        "amounts": (
            Amount(
                grosze=2_500_000,
                role=Role.GRANT,
                evidence=evidence("25 000 zł", field="amounts", value="25000"),
            ),
        ),
    }
    return Content(**(values | changes))


def announcement(number: int = 1, *, source: Source = SOURCES[0], **changes: Any) -> Announcement:
    own = {key: changes.pop(key) for key in list(changes) if key not in _OUTER}
    values: dict[str, Any] = {
        "id": f"tag:bibliowiesci.example,2026:a/{number:06}",
        "source": source.id,
        "library": source.library,
        "voivodeship": source.voivodeship,
        "url": f"{source.home}ogloszenie/{number}",
        "status": Status.CURRENT,
        "first_seen": SEEN,
        "last_seen": SEEN,
        "updated": SEEN,
        "content": content(**own),
        "snapshot": "sha256:" + "0" * 64,
    }
    return Announcement(**(values | changes))


_OUTER = {"id", "source", "library", "voivodeship", "url", "status", "first_seen", "last_seen", "updated"}


def call(number: int = 500, **changes: Any) -> Announcement:
    days = (
        TypedDate(role=DateRole.OPENS, value=date(2026, 11, 2), evidence=evidence("od 2 listopada")),
        TypedDate(
            role=DateRole.DEADLINE, value=date(2026, 12, 15), evidence=evidence("do 15 grudnia 2026 r.")
        ),
    )
    values: dict[str, Any] = {
        "title": "Rusza nabór wniosków w konkursie BLISKO",
        "kind": Kind.CALL,
        "dates": days,
        "published": published("2026-11-02"),
    }
    return announcement(number, source=SOURCES[2], **(values | changes))


def network(count: int = 70) -> list[Announcement]:
    """Announcements of three sources over some years, of several programmes and kinds, oldest first."""
    programmes = (BLISKO, "nprcz-2/1.1", "nprcz-2/2.1", "rpo-mazowieckie/2.1.1", "")
    kinds = list(Kind)
    made = []
    for number in range(1, count + 1):
        programme = programmes[number % len(programmes)]
        mentions = (Mention(programme=programme, evidence=evidence("słowa", value=programme)),)
        day = (date(2021, 1, 3) + timedelta(days=17 * number)).isoformat()
        made.append(
            announcement(
                number,
                source=SOURCES[number % 3],
                title=f"Ogłoszenie numer {number}",
                mentions=mentions if programme else (),
                kind=kinds[number % len(kinds)],
                published=published(day) if number % 11 else None,
                amounts=(),
            )
        )
    return made


class Shelf:
    """What `publish` asks of a store, held in memory."""

    def __init__(self, announcements: Iterable[Announcement], sources: Iterable[Source] = SOURCES) -> None:
        self.held, self.known = list(announcements), list(sources)
        self.notices: list[Notice] = []

    def announcements(self, _query: object) -> Iterator[Announcement]:
        return iter(self.held)

    def changes_since(self, _mark: object) -> tuple[Mark, None]:
        return Mark("shelf", 0), None  # it does not know: everything is read

    def founded(self) -> datetime | None:
        return min((one.first_seen for one in self.held if is_news(one)), default=None)

    def all_health(self) -> dict[str, SourceHealth]:
        return {}

    def site_notices(self) -> list[Notice]:
        return self.notices

    def sources(self) -> list[Source]:
        return self.known
