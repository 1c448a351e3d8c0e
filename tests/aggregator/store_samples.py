"""Contents of every shape, and arrivals made by hand, for the tests of the store."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from aggregator.arrivals import Arrival, SnapshotRef
from aggregator.model import (
    Amount,
    Award,
    Content,
    Evidence,
    Mention,
    Picture,
    Published,
    RawAnnouncement,
    Reading,
    Rejection,
    SiteNotice,
    Source,
    TypedDate,
)
from aggregator.programmes.taxonomy import Node, Taxonomy
from aggregator.vocabulary import DateRole, Kind, Place, Precision, Problem, Role

WARSAW = ZoneInfo("Europe/Warsaw")
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
AUTHORITY = "bibliowiesci.example"
TAXONOMY = Taxonomy(
    version="2026.11",
    nodes=tuple(
        Node(id=id, name=id, name_en=id, kind="programme", parent=parent)
        for id, parent in (
            ("nprcz", ""), ("nprcz-2", "nprcz"), ("nprcz-2/p4", "nprcz-2"), ("nprcz-2/4.1", "nprcz-2/p4"),
            ("dkk", ""),
        )
    ),
    institutions=(),
)  # fmt: skip
LUBNO = Source(
    id="gbp-lubno", library="Gminna Biblioteka Publiczna w Lubnie", kind="gminna", teryt="1418",
    city="Lubno", home="http://lubno.example/",
)  # fmt: skip
WZOROWO = Source(
    id="mbp-wzorowo", library="Miejska Biblioteka Publiczna we Wzorowie", kind="miejska", teryt="02",
    city="Wzorowo", home="https://wzorowo.example/",
)  # fmt: skip
PORTAL = Source(
    id="gmina-lubno", library="Gmina Lubno", kind="inna", teryt="1418", home="http://gmina-lubno.example/"
)

#: what ingest lets in: no control characters, no halves of characters
words = st.text(
    st.characters(exclude_characters="\ufffe\uffff", exclude_categories=["Cs", "Cc"]), max_size=20
)
offsets = st.none() | st.integers(0, 10**6)
sums = st.none() | st.integers(0, 10**13)
evidence = st.builds(
    Evidence, field=words, value=words, words=words, start=offsets, end=offsets,
    place=st.sampled_from(Place), rule=words, confidence=st.floats(0, 1),
)  # fmt: skip
published = st.builds(
    Published,
    moment=st.datetimes(
        datetime(1990, 1, 1), datetime(2040, 1, 1), timezones=st.just(WARSAW), allow_imaginary=False
    ),
    precision=st.sampled_from(Precision), origin=words, words=words, confidence=st.floats(0, 1),
)  # fmt: skip
contents = st.builds(
    Content,
    title=words,
    text=words,
    published=st.none() | published,
    modified=st.none() | published,
    kind=st.sampled_from(Kind),
    mentions=st.lists(st.builds(Mention, programme=words, evidence=evidence), max_size=3).map(tuple),
    picture_only=st.lists(words, max_size=2).map(tuple),
    amounts=st.lists(
        st.builds(Amount, grosze=st.integers(0, 10**13), role=st.sampled_from(Role), evidence=evidence,
                  doubtful=words),
        max_size=3,
    ).map(tuple),
    awards=st.lists(
        st.builds(
            Award, programme=words, edition=st.none() | words, beneficiary=st.none() | words,
            beneficiary_source=st.none() | words, grant=sums, own_contribution=sums, total=sums,
            task=st.none() | words, period=st.none() | words,
            evidence=st.lists(evidence, max_size=2).map(tuple),
        ),
        max_size=2,
    ).map(tuple),
    dates=st.lists(
        st.builds(TypedDate, role=st.sampled_from(DateRole), value=st.dates(), evidence=evidence,
                  doubtful=words),
        max_size=2,
    ).map(tuple),
    evidence=st.lists(evidence, max_size=2).map(tuple),
    rejected=st.lists(
        st.builds(Rejection, programme=words, words=words, start=offsets, end=offsets,
                  place=st.sampled_from(Place), reason=words),
        max_size=2,
    ).map(tuple),
    notices=st.lists(st.builds(SiteNotice, programme=words, words=words, where=words), max_size=2).map(tuple),
    pictures=st.lists(st.builds(Picture, src=words, alt=words), max_size=2).map(tuple),
    standing=st.booleans(),
    reading=st.builds(Reading, rule=words, profile=st.integers(0, 99)),
    taxonomy=words,
)  # fmt: skip


def day(text: str, *, origin: str = "label: Data publikacji", confidence: float = 0.9) -> Published:
    """A publication day as a page prints it."""
    moment = datetime.fromisoformat(text).replace(tzinfo=WARSAW)
    return Published(moment=moment, precision=Precision.DAY, origin=origin, words=text, confidence=confidence)


def content(
    title: str = "Grant dla biblioteki w Lubnie",
    text: str = "Biblioteka w Lubnie otrzymała 35 000 zł z programu BLISKO.",
    *,
    on: str | None = "2021-08-19",
    programme: str = "nprcz-2/4.1",
    kind: Kind = Kind.AWARD,
    grosze: int = 3_500_000,
    **more: object,
) -> Content:
    """A plain award."""

    def said(field: str, value: str) -> Evidence:
        return Evidence(
            field=field,
            value=value,
            words=text[:10],
            start=0,
            end=10,
            place=Place.BODY,
            rule="r",
            confidence=0.9,
        )

    plain = Content(
        title=title,
        text=text,
        published=day(on) if on else None,
        modified=None,
        kind=kind,
        mentions=(Mention(programme=programme, evidence=said("programmes", programme)),) if programme else (),
        amounts=(Amount(grosze=grosze, role=Role.GRANT, evidence=said("amounts", "x")),) if grosze else (),
        reading=Reading(rule="generic", profile=1),
        taxonomy="2026.11",
    )
    return replace(plain, **more)  # type: ignore[arg-type]


def arrival(
    url: str = "http://lubno.example/grant/",
    what: Content | None = None,
    *,
    source: Source = LUBNO,
    page: str = "",
    found_by: str = "feed",
    requested: str = "",
    problem: Problem | None = None,
) -> Arrival:
    """A page already normalised. `page` stands for its bytes: another one, another snapshot."""
    said = what or content()
    page = page or f"{url} {said.title} {said.text}"
    raw = RawAnnouncement(
        source=source.id, url=url, fetched=NOW, title=said.title, text=said.text, published=said.published,
        problem=problem, reading=said.reading,
    )  # fmt: skip
    ref = SnapshotRef(
        digest=f"sha256:{hash(page):x}", file="a.warc.gz", offset=len(page), length=9, url=url, fetched=NOW
    )
    return Arrival(
        raw=raw, source=source, snapshot=ref, found_by=found_by, found_on="http://lubno.example/feed/",
        requested=requested, content=said,
    )  # fmt: skip


def missing(url: str, *, source: Source = LUBNO) -> Arrival:
    """The server says 404."""
    raw = RawAnnouncement(source=source.id, url=url, fetched=NOW, problem=Problem.NOT_FOUND)
    return Arrival(raw=raw, source=source)


LONG = (
    "W sobotę otworzyliśmy w Lubnie salę dla najmłodszych czytelników, w której stanęły niskie regały, "
    "poduszki i mały teatrzyk. Pierwsze zajęcia poprowadziła nasza bibliotekarka, a rodzice upiekli ciasta. "
    "Sala będzie otwarta codziennie po południu, także w ferie, a w środy zapraszamy na wspólne głośne "
    "czytanie baśni i legend z naszej okolicy. Wstęp wolny."
)
