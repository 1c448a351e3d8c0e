"""How sites tell their news: pure functions from the bytes of an answer to what was found in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from aggregator.errors import BiblioError
from aggregator.model import PictureFile, Published, Source


class UnreadableError(BiblioError):
    """An answer is not what its address promised; the message is one clear sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """An address to fetch for discovery, and how to read what comes back."""

    kind: str  #: a name in `readers.READERS`
    url: str
    page: int = 1  #: of a paged list, counted from 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server sent for discovery."""

    url: str  #: after redirects
    body: bytes  #: decompressed
    fetched: datetime  #: aware
    charset: str | None = None  #: of the HTTP header
    headers: Mapping[str, str] = field(default_factory=dict)  #: names in lower case
    sitemaps: tuple[str, ...] = ()  #: that the site's robots.txt names


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """An address that should be an announcement, and what the list already says of it."""

    url: str
    title: str = ""
    published: Published | None = None
    modified: datetime | None = None  #: aware
    summary: str = ""
    found_by: str = ""  #: kind of the list
    found_on: str = ""  #: address of the list
    picture: PictureFile | None = None  #: as the list describes it


#: steps to be tried in turn until one finds news; the asks of one step all count
Plan = tuple[tuple[Ask, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What one answer gave."""

    leads: tuple[Lead, ...] = ()
    next: tuple[Ask, ...] = ()  #: further pages of the same list, or parts of an index
    plan: Plan = ()  #: what to try from here, replaces the plan so far
    system: str = ""  #: the content system that the answer gave away
    name: str = ""  #: what the site calls itself
    dated: bool = True  #: newest first, so that a page of old items ends the list


Reader = Callable[[Answer, Ask, Source], Found]
