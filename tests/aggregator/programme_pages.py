"""Articles for the tests of tagging, made of a few words."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from aggregator.article import Article, prepare
from aggregator.model import Published, RawAnnouncement, Source
from aggregator.vocabulary import Precision

FETCHED = datetime(2026, 11, 23, 12, tzinfo=UTC)


def article(
    text: str, title: str = "", *, day: date | None = None, teryt: str = "", **more: object
) -> Article:
    """A page of a library in a voivodeship, published on a day (or undated)."""
    published = None
    if day is not None:
        moment = datetime.combine(day, time(), UTC)
        published = Published(
            moment=moment, precision=Precision.DAY, origin="test", words=str(day), confidence=1.0
        )
    raw = RawAnnouncement(
        source="test", url="https://biblioteka.example/x", fetched=FETCHED, title=title, text=text,
        published=published, **more,  # type: ignore[arg-type]
    )  # fmt: skip
    source = None
    if teryt:
        source = Source(
            id="test", library="Biblioteka", kind="gminna", teryt=teryt, home="https://biblioteka.example/"
        )
    return prepare(raw, source)
