"""Short pages for the tests of reading sums, kinds, dates and awards, and their labelled texts."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import yaml

from aggregator.article import Article, prepare
from aggregator.dates import WARSAW
from aggregator.model import Evidence, Published, RawAnnouncement, Source
from aggregator.programmes.tagging import Tags, tag
from aggregator.programmes.taxonomy import load_taxonomy
from aggregator.vocabulary import Precision

DATA = Path(__file__).with_name("data")
OLSZYNA = Source(
    id="gbp-olszyna",
    library="Gminna Biblioteka Publiczna w Olszynie",
    kind="gminna",
    teryt="0210032",
    home="https://biblioteka.olszyna.example/",
)


def cases(name: str) -> list[dict[str, Any]]:
    """The labelled texts of one file."""
    loaded: list[dict[str, Any]] = yaml.safe_load((DATA / name).read_text("utf-8"))
    return loaded


def label(case: dict[str, Any]) -> str:
    """What a failing case is called."""
    return f"{case.get('title', '')} {case['text']}".strip()[:60]


def page(
    text: str, title: str = "", published: date = date(2023, 6, 1), source: Source | None = None
) -> tuple[Article, Tags]:
    """A page of these words, prepared and tagged."""
    moment = datetime(published.year, published.month, published.day, tzinfo=WARSAW)
    raw = RawAnnouncement(
        source=source.id if source else "",
        url="https://biblioteka.olszyna.example/n",
        fetched=moment.astimezone(UTC),
        title=title,
        text=text,
        published=Published(
            moment=moment, precision=Precision.DAY, origin="label: Dodano", words="", confidence=0.9
        ),
    )
    article = prepare(raw, source)
    return article, tag(article, load_taxonomy())


def of_case(case: dict[str, Any]) -> tuple[Article, Tags]:
    """The page of a labelled text."""
    source = OLSZYNA if case.get("source") else None
    return page(case["text"], case.get("title", ""), case.get("published", date(2023, 6, 1)), source)


def stands(article: Article, evidence: Evidence) -> bool:
    """Whether the words of evidence stand where it says."""
    text = article.raw.title if evidence.place == "title" else article.raw.text
    return text[evidence.start : evidence.end] == evidence.words != ""
