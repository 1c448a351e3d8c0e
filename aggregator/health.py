"""What is known of the health of a source: words that the crawl writes and feeds and pages read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any


class Trouble(StrEnum):
    """The classes of trouble with a source."""

    DNS = "dns"  #: its name is not known
    REFUSED = "refused"  #: nobody listens
    TLS = "tls"  #: its certificate cannot be trusted
    TIMEOUT = "timeout"
    BROKEN = "broken"  #: the connection breaks off
    ROBOTS = "robots"  #: robots.txt forbids reading
    FORBIDDEN = "403"
    TOO_MANY = "429"
    NOT_FOUND = "404"
    REFUSAL = "4xx"  #: another refusal of the server
    SERVER_ERROR = "5xx"
    REDIRECTS = "redirects"  #: in circles
    MOVED = "moved"  #: the site answers from another address
    PARKED = "parked"  #: the name is for sale, or shows advertisements
    MAINTENANCE = "maintenance"
    COOKIE_WALL = "cookie_wall"
    LOGIN = "login"
    REDESIGNED = "redesigned"
    EMPTY = "empty"  #: it answers, but tells no news
    PARTIAL = "partial"  #: something is missing that was there
    FEED_BROKEN = "feed_broken"
    CHARSET = "charset"  #: letters come out wrong, or are declared wrong
    UNREADABLE = "unreadable"  #: answers that are not what their address promises
    TOO_BIG = "too_big"
    PRIVATE = "private"  #: the name leads into a private network
    OFFLINE = "offline"  #: our own connection was down
    OURS = "ours"  #: a fault of our program or store


class Fault(StrEnum):
    """Whose doing a trouble is, as far as we know. A library is named only where nothing else explains it."""

    SITE = "site"
    ACCESS = "access"  #: the site does not let programs in, which is its right
    UNKNOWN = "unknown"  #: the site, the network between, or we
    OURS = "ours"  #: our connection, our program, or our rules that do not know the site's new layout


class Condition(StrEnum):
    """What a person should make of a source."""

    NEW = "new"  #: never visited
    OK = "ok"
    WATCH = "watch"  #: one bad visit, or a flaw: no alarm
    ALARM = "alarm"  #: a person should look


#: troubles whose cause a visit itself shows to lie with the site
_SITES = {Trouble.TLS, Trouble.SERVER_ERROR, Trouble.REDIRECTS, Trouble.MAINTENANCE}
_ACCESS = {Trouble.ROBOTS, Trouble.FORBIDDEN, Trouble.TOO_MANY, Trouble.COOKIE_WALL, Trouble.LOGIN}
_OURS = {Trouble.OFFLINE, Trouble.OURS, Trouble.TOO_BIG, Trouble.REDESIGNED, Trouble.MOVED}


def fault_of(trouble: Trouble | None) -> Fault | None:
    """Whose doing a trouble is at first sight, None where there is none.

    What looks like a dead site may be a dead line of ours, or a library that moved and a row of ours that
    did not follow, so that stays unknown; a site that changed its layout has done nothing wrong.

    >>> fault_of(Trouble.DNS).value, fault_of(Trouble.REDESIGNED).value, fault_of(Trouble.SERVER_ERROR).value
    ('unknown', 'ours', 'site')
    """
    if trouble is None:
        return None
    for troubles, fault in ((_SITES, Fault.SITE), (_ACCESS, Fault.ACCESS), (_OURS, Fault.OURS)):
        if trouble in troubles:
            return fault
    return Fault.UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """One line of the table that shows what a redesign did."""

    field: str  #: e.g. "place of the title", "articles with a date"
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceHealth:
    """How a source stands after its last visit. Times aware."""

    source: str
    condition: Condition = Condition.NEW
    trouble: Trouble | None = None
    fault: Fault | None = None
    reason: str = ""  #: one sentence for people
    since: datetime | None = None  #: the first of the bad visits in a row
    bad_visits: int = 0  #: in a row
    visited: datetime | None = None
    last_good: datetime | None = None
    found: int | None = None  #: items on the lists at the last good visit, None = not known
    usual: float | None = None  #: items that the first page of the list usually has
    coverage: Mapping[str, float] = field(default_factory=dict)  #: field → share of articles that have it
    changes: tuple[FieldChange, ...] = ()  #: of the last redesign
    notes: tuple[str, ...] = ()  #: small flaws, each a sentence
    memory: Mapping[str, Any] = field(default_factory=dict)  #: JSON values that belong to the crawler


class ProposalKind(StrEnum):
    """Why a row should change."""

    REDESIGNED = "redesigned"
    MOVED = "moved"
    RETIRED = "retired"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A change of a row that waits for a person."""

    source: str
    kind: ProposalKind
    made: datetime
    reason: str
    changes: Mapping[str, str] = field(default_factory=dict)  #: column → new value; none = the row still fits
    evidence: Mapping[str, Any] = field(default_factory=dict)  #: JSON values: what was tried, what answered
