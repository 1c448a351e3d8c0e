"""What the store holds. Table models do not validate: build the domain object first (rows.py).

Times are aware, UTC. `changed` moves whenever what we publish of an announcement changes; `updated` only
when the source changed its words.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, Column, Index, Text
from sqlmodel import Field, SQLModel

from aggregator.store.columns import Json, Moment


def _moment(**options: Any) -> Any:
    """A required time."""
    return Field(sa_type=Moment, nullable=False, **options)


def _json() -> Any:
    """A required JSON value."""
    return Field(sa_type=Json, nullable=False)


def _text() -> Any:
    """A long text."""
    return Field(default="", sa_type=Text, nullable=False)


class AnnouncementRow(SQLModel, table=True):
    """One announcement, without its lists. Long columns stand last: scans do not read them."""

    __tablename__ = "announcements"
    __table_args__ = (
        Index("ix_announcements_news", "status", "ordered", "id"),
        Index("ix_announcements_place", "voivodeship", "status", "ordered", "id"),
        Index("ix_announcements_source", "source", "status", "ordered", "id"),
        Index("ix_announcements_kind", "kind", "status", "ordered", "id"),
        Index("ix_announcements_changed", "changed", "id"),
        Index("ix_announcements_wording", "wording", "source"),
        Index("ix_announcements_titled", "titled", "source"),
        Index("ix_announcements_words", "words"),
        Index("ix_announcements_cluster", "cluster"),
    )

    id: str = Field(primary_key=True)
    source: str
    library: str
    voivodeship: str
    url: str
    status: str
    standing: bool
    kind: str
    copy_of: str = ""  #: id of the announcement that leads, "" = none
    first_seen: datetime = _moment()
    last_seen: datetime = _moment()
    updated: datetime = _moment()
    changed: datetime = _moment()
    ordered: datetime = _moment()  #: published, or first seen: the order of feeds
    published: datetime | None = Field(default=None, sa_type=Moment, nullable=True)
    precision: str | None = None
    wording: str  #: identity.wording_hash of title and text
    words: str  #: the same of the text alone, "" where it is too short to tell copies by
    titled: str  #: the same of the title alone
    cluster: str  #: announcements of one text, in whatever source; "" = too short to tell
    rank: int  #: copies.rank_of: the least leads its cluster
    digest: str  #: of everything we say of it
    snapshot: str = ""
    dated_by: str = ""  #: snapshot the publication date was read from
    taxonomy: str = ""
    doubtful: bool = False
    grant: int | None = Field(default=None, sa_type=BigInteger)  #: greatest sum with the role `grant`, grosze
    title: str = _text()
    details: dict[str, Any] = _json()  #: what nobody queries: evidence, rejected, notices, pictures, reading
    text: str = _text()


class SearchRow(SQLModel, table=True):
    """The words of an announcement, for the index of the database: see migration 0003."""

    __tablename__ = "search_words"

    id: int | None = Field(default=None, primary_key=True)
    announcement: str = Field(unique=True)
    words: str = _text()  #: folded, in their order
    lemmas: str = _text()  #: folded dictionary forms that are not among the words


class TagRow(SQLModel, table=True):
    """A programme of an announcement, or an ancestor of one: a node's feed holds its descendants."""

    __tablename__ = "tags"
    __table_args__ = (
        Index("ix_tags_feed", "programme", "ordered", "announcement"),
        Index("ix_tags_announcement", "announcement"),
    )

    programme: str = Field(primary_key=True)
    announcement: str = Field(primary_key=True)
    ordered: datetime = _moment()  #: as the announcement's


class MentionRow(SQLModel, table=True):
    """A programme as an announcement names it."""

    __tablename__ = "mentions"

    announcement: str = Field(primary_key=True)
    position: int = Field(primary_key=True)
    programme: str = Field(index=True)
    evidence: list[Any] = _json()


class AmountRow(SQLModel, table=True):
    """A printed sum."""

    __tablename__ = "amounts"

    announcement: str = Field(primary_key=True)
    position: int = Field(primary_key=True)
    grosze: int = Field(sa_type=BigInteger)
    role: str
    doubtful: str
    evidence: list[Any] = _json()


class AwardRow(SQLModel, table=True):
    """A grant of one programme to one beneficiary."""

    __tablename__ = "awards"
    __table_args__ = (Index("ix_awards_programme", "programme", "edition"),)

    announcement: str = Field(primary_key=True)
    position: int = Field(primary_key=True)
    programme: str
    edition: str | None = None
    beneficiary: str | None = None
    beneficiary_source: str | None = Field(default=None, index=True)
    #: "grant" is a word of SQL
    granted: int | None = Field(default=None, sa_type=BigInteger)
    own_contribution: int | None = Field(default=None, sa_type=BigInteger)
    total: int | None = Field(default=None, sa_type=BigInteger)
    task: str | None = None
    period: str | None = None
    evidence: list[Any] = _json()


class DateRow(SQLModel, table=True):
    """A day in the text that matters."""

    __tablename__ = "typed_dates"
    __table_args__ = (Index("ix_typed_dates_role", "role", "value"),)

    announcement: str = Field(primary_key=True)
    position: int = Field(primary_key=True)
    role: str
    value: date
    doubtful: str
    evidence: list[Any] = _json()


class PictureRow(SQLModel, table=True):
    """The file of the picture that goes with an announcement."""

    __tablename__ = "picture_files"

    announcement: str = Field(primary_key=True)
    url: str
    type: str
    length: int = Field(sa_type=BigInteger)
    alt: str = _text()
    on_page: bool  #: it counts as long as the page shows it


class AddressRow(SQLModel, table=True):
    """An address an announcement has, or had."""

    __tablename__ = "addresses"
    __table_args__ = (Index("ix_addresses_key", "key"),)

    source: str = Field(primary_key=True)
    key: str = Field(primary_key=True)  #: identity.address_key
    address: str
    announcement: str = Field(index=True)
    first_seen: datetime = _moment()
    last_seen: datetime = _moment()
    gone: bool = False


class RevisionRow(SQLModel, table=True):
    """A wording that the source has replaced."""

    __tablename__ = "revisions"

    announcement: str = Field(primary_key=True)
    number: int = Field(primary_key=True)  #: 1 = the first wording
    seen: datetime = _moment()  #: when we first saw it
    replaced: datetime = _moment()
    kind: str
    wording: str
    snapshot: str
    title: str = _text()
    text: str = _text()


class CorrectionRow(SQLModel, table=True):
    """What we said of an announcement and say no more, the source's words being the same."""

    __tablename__ = "corrections"

    announcement: str = Field(primary_key=True)
    number: int = Field(primary_key=True)
    made: datetime = Field(sa_column=Column("made", Moment, nullable=False, index=True))
    reason: str
    changes: dict[str, Any] = _json()  #: {field: [before, after]}


class SightingRow(SQLModel, table=True):
    """Where an announcement was named."""

    __tablename__ = "sightings"

    announcement: str = Field(primary_key=True)
    found_by: str = Field(primary_key=True)
    found_on: str = Field(primary_key=True)
    first_seen: datetime = _moment()
    last_seen: datetime = _moment()


class SketchRow(SQLModel, table=True):
    """Numbers that like texts share: likeness.sketch_of. Long texts only."""

    __tablename__ = "sketches"

    announcement: str = Field(primary_key=True)
    band0: int = Field(sa_type=BigInteger, index=True)
    band1: int = Field(sa_type=BigInteger, index=True)
    band2: int = Field(sa_type=BigInteger, index=True)
    band3: int = Field(sa_type=BigInteger, index=True)
    band4: int = Field(sa_type=BigInteger, index=True)
    band5: int = Field(sa_type=BigInteger, index=True)
    figures: int = Field(sa_type=BigInteger)


class TombstoneRow(SQLModel, table=True):
    """A sign by which an announcement that must never return is known again: a hash, no word of it."""

    __tablename__ = "tombstones"

    source: str = Field(primary_key=True)
    mark: str = Field(primary_key=True)  #: marks.py
    announcement: str = Field(index=True)
    reason: str
    made: datetime = _moment()
