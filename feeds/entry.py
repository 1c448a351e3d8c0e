"""An announcement as an entry of a feed: cleaned, in Polish, the same for every format. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from aggregator.as_json import zloty
from aggregator.model import Announcement
from aggregator.vocabulary import DateRole, Kind, Place, Role
from feeds.channels import programme_name, programme_tag
from feeds.clean import TITLE_LIMIT, one_line, printable, web_address
from feeds.select import order
from feeds.summary import (
    SUMS,
    WORDS,
    excerpt_of,
    full_text,
    mentions_by_programme,
    ranked,
    summary_of,
    sums_line,
    words_in_quotes,
)
from feeds.wording import KINDS, VOIVODESHIPS, WARSAW

if TYPE_CHECKING:
    from aggregator.programmes.taxonomy import Taxonomy

UNTITLED = "Ogłoszenie bez tytułu"


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """A label of an entry: the term of a scheme, and its Polish name."""

    term: str
    scheme: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """A programme of an entry, as a page shows it: a short name and the words it was read from."""

    programme: str
    name: str
    words: str
    passages: tuple[tuple[str, Place], ...] = ()  #: the same words, each with its place


class CallDay(NamedTuple):
    """A day of a call for applications."""

    role: DateRole
    value: date


class Sum(NamedTuple):
    """A sum as pages print it."""

    grosze: int
    role: Role
    doubtful: bool


class Grant(NamedTuple):
    """An award as pages print it; None = not stated."""

    programme: str
    edition: str | None
    grant: int | None  #: grosze


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure:
    """A file that goes with an entry. `length` in bytes."""

    url: str
    type: str
    length: int
    title: str = ""  #: what the picture shows, as its page says for those who cannot see it


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One item of a feed; all text is printable, every address is plain http(s) or ""."""

    id: str
    url: str
    title: str
    excerpt: str  #: plain text, at most 300 characters
    summary: str  #: HTML: excerpt, programmes with their words, sums, dates, source
    content: str = ""  #: HTML of the whole text where the library allows it
    published: datetime | None  #: aware, Warsaw; None = the page does not say
    updated: datetime  #: aware, UTC, whole seconds
    author: str
    categories: tuple[Category, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()
    source: str
    kind: Kind
    tags: tuple[Tag, ...] = ()
    sums: str = ""  #: the sums with their roles, in words; prices and limits aside
    amounts: tuple[Sum, ...] = ()  #: the same, grants first, each sum and role once
    awards: tuple[Grant, ...] = ()
    calls: tuple[CallDay, ...] = ()  #: opening and deadline, where sure
    facts: dict[str, Any] = field(default_factory=dict)  #: for JSON Feed, under `_bibliowiesci`
    order: tuple[datetime, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """Who publishes: what every feed says of itself."""

    base_url: str  #: without a slash at the end
    authority: str  #: of the tag: addresses
    hub: str = ""

    def tag(self, name: str) -> str:
        """A tag: address (RFC 4151) of ours."""
        return f"tag:{self.authority},2026:{name}"


def make_entry(
    announcement: Announcement, taxonomy: Taxonomy, imprint: Imprint, *, whole: bool = False
) -> Entry:
    """The entry of an announcement; `whole` where its library allows the full text."""
    content = announcement.content
    title = one_line(content.title, TITLE_LIMIT) or UNTITLED
    published = content.published.moment.astimezone(WARSAW) if content.published else None
    stated = [amount for amount in content.amounts if amount.role is not Role.OTHER]
    return Entry(
        id=one_line(announcement.id),
        url=web_address(announcement.url),
        title=title,
        excerpt=excerpt_of(content.text),
        summary=summary_of(announcement, taxonomy, imprint.base_url),
        content=full_text(content.text) if whole else "",
        published=published.replace(microsecond=0) if published else None,
        updated=announcement.updated.replace(microsecond=0),
        author=one_line(announcement.library, 200) or announcement.source,
        categories=_categories(announcement, taxonomy, imprint),
        enclosures=_enclosures(announcement),
        source=announcement.source,
        kind=content.kind,
        tags=_tags(announcement, taxonomy),
        sums=sums_line(stated) if stated else "",
        amounts=tuple(Sum(one.grosze, one.role, bool(one.doubtful)) for one in ranked(stated)[:SUMS]),
        awards=tuple(Grant(one.programme, one.edition, one.grant) for one in content.awards),
        calls=tuple(
            CallDay(found.role, found.value)
            for found in content.dates
            if found.role in (DateRole.OPENS, DateRole.DEADLINE) and not found.doubtful
        ),
        facts=_facts(announcement, taxonomy),
        order=order(announcement),
    )


def _enclosures(announcement: Announcement) -> tuple[Enclosure, ...]:
    file = announcement.picture
    url = web_address(file.url) if file else ""
    if file is None or not url:
        return ()
    return (
        Enclosure(url=url, type=one_line(file.type), length=file.length, title=one_line(file.alt, WORDS)),
    )


def _tags(announcement: Announcement, taxonomy: Taxonomy) -> tuple[Tag, ...]:
    return tuple(
        Tag(
            programme=programme,
            name=programme_tag(taxonomy.node(programme), taxonomy),
            words=words_in_quotes(mentions, most=2),
            passages=tuple((one_line(one.evidence.words, WORDS), one.evidence.place) for one in mentions[:2]),
        )
        for programme, mentions in mentions_by_programme(announcement.content.mentions).items()
        if programme in taxonomy
    )


def _categories(announcement: Announcement, taxonomy: Taxonomy, imprint: Imprint) -> tuple[Category, ...]:
    found = [
        Category(
            term=programme,
            scheme=imprint.tag("programmes"),
            label=programme_name(taxonomy.node(programme), taxonomy),
        )
        for programme in announcement.content.programmes
        if programme in taxonomy
    ]
    kind = announcement.content.kind
    found.append(Category(term=kind.value, scheme=imprint.tag("kinds"), label=KINDS[kind]))
    if name := VOIVODESHIPS.get(announcement.voivodeship):
        place = announcement.voivodeship
        found.append(Category(term=place, scheme=imprint.tag("voivodeships"), label=f"województwo {name}"))
    return tuple(found)


def _facts(announcement: Announcement, taxonomy: Taxonomy) -> dict[str, Any]:
    """The short form for programs; offsets and rules stand in the data package, not here."""
    content = announcement.content
    return {
        "source": announcement.source,
        "published_precision": content.published.precision.value if content.published else None,
        "programmes": [
            {"id": mention.programme, "words": one_line(mention.evidence.words, 200)}
            for mention in content.mentions
            if mention.programme in taxonomy
        ],
        "amounts": [
            {
                "pln": zloty(amount.grosze),
                "role": amount.role.value,
                "words": one_line(amount.evidence.words, 200),
            }
            for amount in content.amounts
        ],
        "dates": [{"role": found.role.value, "value": found.value.isoformat()} for found in content.dates],
        "snapshot": printable(announcement.snapshot),
    }
