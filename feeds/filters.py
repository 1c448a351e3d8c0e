"""What the server can be asked for, and the one canonical address of every question. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from aggregator.days import beginning, end
from aggregator.errors import InputError
from aggregator.vocabulary import Kind
from feeds.channels import SITE, Channel
from feeds.clean import one_line
from feeds.language import language
from feeds.names import Names
from feeds.wording import POLISH, VOIVODESHIPS

if TYPE_CHECKING:
    from aggregator.programmes.taxonomy import Taxonomy
    from aggregator.store import Query

NAMES = ("programme", "voivodeship", "kind", "library", "q", "since", "until", "minimum")
_LONGEST = 200  #: characters of a text that is searched for


class FilterError(InputError):
    """A question the server cannot answer; the message is Polish, pages say it in their own language."""

    def __init__(self, key: str, **values: str) -> None:
        super().__init__(POLISH.plain(f"filter.{key}", **values))
        self.key, self.values = key, values

    def in_language(self, code: str) -> str:
        """The reason in a language of the interface."""
        return language(code).plain(f"filter.{self.key}", **self.values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """A question: every field that is not empty narrows the answer."""

    programme: str = ""  #: id
    voivodeship: str = ""  #: two digits
    kind: str = ""
    library: str = ""  #: id of a source
    q: str = ""  #: words
    since: date | None = None  #: first day, Warsaw
    until: date | None = None  #: last day
    minimum: int | None = None  #: złoty: a grant of at least this much

    @property
    def query_string(self) -> str:
        """The canonical query: fixed order, empty fields left out."""
        values = {name: getattr(self, name) for name in NAMES}
        return urlencode({name: value for name, value in values.items() if value not in ("", None)})

    def with_format(self, form: str) -> str:
        """The query that asks the API the same in a format."""
        return "&".join(filter(None, (self.query_string, f"format={form}")))

    def with_term(self, field: str, term: str) -> Filter:
        """The question with another programme, voivodeship or kind; "" asks for any."""
        return replace(self, **{field: term})  # type: ignore[arg-type]

    def store_query(self, *, limit: int | None = None, after: tuple[datetime, str] | None = None) -> Query:
        """The same question to the store; news only."""
        from aggregator.store import Query

        return Query(
            programme=self.programme,
            voivodeship=self.voivodeship,
            kind=self.kind,
            source=self.library,
            q=self.q,
            since=beginning(self.since),
            until=end(self.until),
            minimum=None if self.minimum is None else self.minimum * 100,
            limit=limit,
            after=(after[0].astimezone(UTC), after[1]) if after else None,
        )


def parse_filter(values: Mapping[str, str], taxonomy: Taxonomy) -> Filter:
    """The question in query parameters; empty ones are not asked. Raises FilterError."""
    given = {name: value.strip() for name, value in values.items() if value.strip()}
    if unknown := sorted(set(given) - set(NAMES)):
        raise FilterError("unknown", name=one_line(unknown[0], 60), names=", ".join(NAMES))
    programme = given.get("programme", "")
    if programme and programme not in taxonomy:
        raise FilterError("programme", value=one_line(programme, 60))
    place = given.get("voivodeship", "")
    if place and place not in VOIVODESHIPS:
        raise FilterError("place", value=one_line(place, 60))
    kind = given.get("kind", "")
    if kind and kind not in set(Kind):
        raise FilterError("kind", value=one_line(kind, 60), names=", ".join(Kind))
    since, until = (_day(given.get(name, "")) for name in ("since", "until"))
    if since and until and until < since:
        raise FilterError("period")
    return Filter(
        programme=programme,
        voivodeship=place,
        kind=kind,
        library=one_line(given.get("library", ""), 100),
        q=one_line(given.get("q", ""), _LONGEST),
        since=since,
        until=until,
        minimum=_sum(given["minimum"]) if "minimum" in given else None,
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise FilterError("day", value=one_line(text, 60)) from None


def _sum(text: str) -> int:
    digits = text.replace("\u00a0", "").replace(" ", "")
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 12):
        raise FilterError("sum", value=one_line(text, 60))
    return int(digits)


def describe(asked: Filter, taxonomy: Taxonomy, libraries: Mapping[str, str], code: str = "pl") -> list[str]:
    """The parts of a question in words, for titles."""
    words, parts = language(code), []
    if asked.programme:
        parts.append(Names(taxonomy, words).tag(asked.programme))
    if asked.kind:
        parts.append(words.name("kind_feeds", asked.kind).lower())
    if asked.voivodeship:
        place = words.name("voivodeships", asked.voivodeship)
        parts.append(words.plain("site.voivodeship", name=place))
    if asked.library:
        parts.append(one_line(libraries.get(asked.library, asked.library), 200))
    if asked.q:
        parts.append(words.plain("entry.quote", words=asked.q))
    if asked.since:
        parts.append(words.plain("filter.since", day=words.day(asked.since)))
    if asked.until:
        parts.append(words.plain("filter.until", day=words.day(asked.until)))
    if asked.minimum is not None:
        parts.append(words.plain("filter.minimum", sum=words.money(asked.minimum * 100)))
    return parts


def filter_channel(asked: Filter, taxonomy: Taxonomy, libraries: Mapping[str, str]) -> Channel:
    """The feed of a question."""
    words = ", ".join(describe(asked, taxonomy, libraries)) or "wszystkie ogłoszenia"
    query = asked.query_string
    return Channel(
        path="search",
        title=f"{SITE}: {words}",
        subtitle=f"Ogłoszenia bibliotek publicznych wybrane według warunków: {words}.",
        page=f"ogloszenia/?{query}" if query else "ogloszenia/",
        group="Wybrane",
        query=query,
    )
