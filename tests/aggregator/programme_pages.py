"""Articles for the tests of tagging, made of a few words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import yaml

from aggregator.article import Article, prepare
from aggregator.model import Published, RawAnnouncement, Source
from aggregator.vocabulary import Precision

DATA = Path(__file__).with_name("data")
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


@dataclass(frozen=True, slots=True)
class NamedText:
    """A page and exactly the programmes that tag it; `optional` ones are no mistake."""

    article: Article
    programmes: frozenset[str]
    optional: frozenset[str] = frozenset()


def short_cases() -> list[dict[str, Any]]:
    """The short texts of `programme_cases.yaml`, one phenomenon each."""
    loaded: list[dict[str, Any]] = yaml.load(
        (DATA / "programme_cases.yaml").read_text("utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    )
    return loaded


def of_case(case: dict[str, Any]) -> Article:
    """The page of a short text."""
    return article(case["text"], case.get("title", ""), day=case.get("date"), teryt=case.get("teryt", ""))


def sentences() -> list[tuple[str, str, str, str]]:
    """The rows of `programme_sentences.txt`: programmes, day, voivodeship, sentence."""
    lines = (DATA / "programme_sentences.txt").read_text("utf-8").splitlines()
    rows = (line.split("|", 3) for line in lines if not line.startswith("#"))
    return [(wanted.strip(), day.strip(), teryt.strip(), text.strip()) for wanted, day, teryt, text in rows]


def of_sentence(row: tuple[str, str, str, str]) -> Article:
    """The page that is one sentence."""
    _, day, teryt, text = row
    return article(text, day=date.fromisoformat(day) if day else None, teryt=teryt)


def named_cases() -> Iterator[NamedText]:
    """The short texts as pages."""
    for case in short_cases():
        yield NamedText(of_case(case), frozenset(case["tags"]))


def named_sentences() -> Iterator[NamedText]:
    """The sentences as pages."""
    for row in sentences():
        wanted = (each.partition("@")[0].strip() for each in row[0].split("+"))
        yield NamedText(of_sentence(row), frozenset(each for each in wanted if each != "-"))
