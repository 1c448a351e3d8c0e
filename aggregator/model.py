"""Types that cross the rooms. Standard library only: the command line must not pay for more.

Times are aware and in UTC unless a field says otherwise; money is an integer of grosze (1/100 zł);
offsets count characters (Unicode code points) of the stored text, end exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from aggregator.frozen import frozen, maker
from aggregator.vocabulary import DateRole, Kind, Place, Precision, Problem, Role, Status


@frozen
class Source:
    """One row of the registry: a library site and what to expect of it."""

    id: str  #: lower case with hyphens; also the feed address; never reused
    library: str  #: full name, the author of its announcements
    kind: str  #: e.g. gminna, miejska, powiatowa, wojewodzka, operator
    teryt: str  #: 2, 4 or 7 digits, "" = the whole country
    home: str  #: address of the home page
    news: str = ""  #: address of the news list or feed, "" = to be found
    family: str = "auto"  #: how the site tells its news
    item: str = ""  #: CSS selector of the links on the news list, "" = by rule
    min_items: int = 0  #: fewer on the list means that the site changed
    active: bool = True
    city: str = ""
    delay: float = 0.0  #: seconds between requests where the site asks for more than ours
    tls: str = ""  #: "ignore" = certificate not verified
    full_text: bool = False  #: the library allows us to publish the whole text
    notes: str = ""

    @property
    def voivodeship(self) -> str:
        """First two digits of the TERYT code, "" for a source of the whole country."""
        return self.teryt[:2]


@frozen
class Evidence:
    """The words a statement was read from. `text[start:end] == words`; in the title if so placed."""

    field: str  #: "programmes", "amounts", "published", "kind", "dates", "awards"
    value: str  #: the statement, as printed in JSON
    words: str
    start: int | None  #: None where the words stand outside title and text
    end: int | None
    place: Place
    rule: str
    confidence: float


make_evidence = maker(Evidence)


@frozen
class Published:
    """A publication (or modification) time as a page states it."""

    moment: datetime  #: aware, Europe/Warsaw; midnight where only the day is known
    precision: Precision
    origin: str  #: e.g. "label: Data publikacji", "json-ld: datePublished", "url"
    words: str  #: as printed
    confidence: float

    @property
    def value(self) -> str:
        """`2021-08-19` or `2021-08-19T10:15+02:00`."""
        if self.precision is Precision.DAY:
            return self.moment.date().isoformat()
        return self.moment.isoformat(timespec="minutes")


make_published = maker(Published)


@dataclass(frozen=True, slots=True)
class Span:
    """A part of the text that stands in a special place; everything else is `Place.BODY`."""

    start: int
    end: int
    place: Place


@frozen
class Furniture:
    """A block of the page that is not the article: kept only for site notices."""

    text: str
    where: str  #: "header", "menu", "sidebar", "footer", "related", "repeated", …


make_furniture = maker(Furniture)


@frozen
class Picture:
    """A picture of the article itself."""

    src: str  #: absolute address
    alt: str = ""


@frozen
class PictureFile:
    """The file of a picture, as its server or the library's feed describes it."""

    url: str
    type: str  #: media type
    length: int  #: bytes
    alt: str = ""


@frozen
class Reading:
    """Which rules read the page."""

    rule: str  #: family of the page's layout, "generic", "trafilatura"
    profile: int = 0  #: version of the site profile used, 0 = none


make_reading = maker(Reading)


@frozen
class RawAnnouncement:
    """What a page says, read by layout alone; knows nothing of programmes."""

    source: str  #: id of the source, "" for a page from a manifest
    url: str  #: canonical address
    fetched: datetime
    title: str = ""  #: one line, NFC, as printed
    text: str = ""  #: NFC; one block a line, table cells divided by a tab; without title and furniture
    spans: tuple[Span, ...] = ()  #: ascending, disjoint
    published: Published | None = None  #: None = the page does not say
    modified: Published | None = None
    furniture: tuple[Furniture, ...] = ()
    pictures: tuple[Picture, ...] = ()
    problem: Problem | None = None  #: not an announcement, then title and text are "" (STANDING aside)
    reading: Reading = Reading(rule="none")


make_raw = maker(RawAnnouncement)


@frozen
class Mention:
    """A programme the announcement names as its money or its subject."""

    programme: str  #: id of the taxonomy
    evidence: Evidence


make_mention = maker(Mention)


@frozen
class Rejection:
    """A programme that was seen and does not tag, for `explain`."""

    programme: str
    words: str
    start: int | None
    end: int | None
    place: Place
    reason: str


@frozen
class SiteNotice:
    """A programme named in the furniture of a page."""

    programme: str
    words: str
    where: str


make_notice = maker(SiteNotice)


@frozen
class Amount:
    """A printed sum."""

    grosze: int
    role: Role
    evidence: Evidence
    doubtful: str = ""  #: why, "" = fine


make_amount = maker(Amount)


@frozen
class TypedDate:
    """A day inside the text that matters: a deadline, an event, the period of a task."""

    role: DateRole
    value: date
    evidence: Evidence
    doubtful: str = ""


make_date = maker(TypedDate)


@frozen
class Award:
    """A grant of one programme to one beneficiary. Sums in grosze, None = not stated."""

    programme: str
    edition: str | None = None  #: e.g. "2021-2022"
    beneficiary: str | None = None
    beneficiary_source: str | None = None  #: id of its source in the registry
    grant: int | None = None
    own_contribution: int | None = None
    total: int | None = None
    task: str | None = None
    period: str | None = None  #: "2021-09-01/2022-11-15" or a year
    evidence: tuple[Evidence, ...] = ()


make_award = maker(Award)


@frozen
class Content:
    """What we say of a page: the pure result of normalising a `RawAnnouncement`."""

    title: str
    text: str
    published: Published | None
    modified: Published | None
    kind: Kind
    mentions: tuple[Mention, ...] = ()  #: most specific nodes only
    picture_only: tuple[str, ...] = ()
    amounts: tuple[Amount, ...] = ()
    awards: tuple[Award, ...] = ()
    dates: tuple[TypedDate, ...] = ()
    evidence: tuple[Evidence, ...] = ()  #: of kind and publication; that of the rest stands there
    rejected: tuple[Rejection, ...] = ()
    notices: tuple[SiteNotice, ...] = ()
    pictures: tuple[Picture, ...] = ()
    standing: bool = False
    reading: Reading = Reading(rule="none")
    taxonomy: str = ""  #: version that tagged it

    @property
    def programmes(self) -> tuple[str, ...]:
        """Ids of the programmes, sorted, each once."""
        return tuple(sorted({mention.programme for mention in self.mentions}))


make_content = maker(Content)


@frozen
class Announcement:
    """One announcement as we keep and publish it."""

    id: str  #: Atom id, a tag: URI; survives edits and moves of the page
    source: str
    library: str
    voivodeship: str  #: TERYT, two digits; "" = the whole country
    url: str
    status: Status
    first_seen: datetime
    last_seen: datetime
    updated: datetime  #: when we first saw this wording of the source
    content: Content = field(repr=False)
    snapshot: str = ""  #: "sha256:…" of the page it was read from
    picture: PictureFile | None = None  #: None = none whose type and length are known
