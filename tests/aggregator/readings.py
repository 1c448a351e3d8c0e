"""Short pages for the tests of reading sums, kinds, dates and awards, and their labelled texts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from aggregator.article import Article, prepare
from aggregator.dates import WARSAW
from aggregator.model import Amount, Evidence, Published, RawAnnouncement, Source
from aggregator.money import find_amounts
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
    loaded: list[dict[str, Any]] = yaml.load(
        (DATA / name).read_text("utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    )
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


_ROLES = {"g": "grant", "c": "own_contribution", "t": "total", "b": "programme_budget", "o": "other"}


@dataclass(frozen=True, slots=True)
class LabelledText:
    """A text with what is true of it; None = not labelled."""

    title: str
    text: str
    published: date
    teryt: str = ""
    kind: str | None = None
    also: tuple[str, ...] = ()  #: kinds that are no mistake
    programmes: frozenset[str] | None = None
    optional: frozenset[str] = frozenset()
    sums: tuple[tuple[int, str], ...] | None = None  #: grosze and role

    def page(self) -> tuple[Article, Tags]:
        """The page of this text, prepared and tagged."""
        return _page(self)

    def amounts(self) -> tuple[Amount, ...]:
        """The sums read on it."""
        return _amounts(self)


@cache
def _page(text: LabelledText) -> tuple[Article, Tags]:
    """Read once for all who look at it."""
    source = replace(OLSZYNA, teryt=text.teryt) if text.teryt else None
    return page(text.text, text.title, text.published, source)


@cache
def _amounts(text: LabelledText) -> tuple[Amount, ...]:
    return find_amounts(*text.page())


@cache
def announcements() -> tuple[LabelledText, ...]:
    """Whole announcements of `announcements.txt`: the format is told at its head."""
    parts = (DATA / "announcements.txt").read_text("utf-8").split("@@ ")[1:]
    return tuple(map(_announcement, parts))


def _announcement(part: str) -> LabelledText:
    head, title, text = part.split("\n", 2)
    kinds, programmes, sums, published, *teryt = (field.strip() for field in head.split("|"))
    kind, *also = kinds.split("/")
    named, _, optional = programmes.partition("?")
    return LabelledText(
        title=title,
        text=text.strip(),
        published=date.fromisoformat(published),
        teryt="".join(teryt),
        kind=kind,
        also=tuple(also),
        programmes=frozenset(named.split()),
        optional=frozenset(optional.split()),
        sums=tuple((round(float(each[:-1]) * 100), _ROLES[each[-1]]) for each in sums.split()),
    )


@cache
def mentions() -> tuple[LabelledText, ...]:
    """Short news of `mentions.txt` with the programmes that tag them; the format is told at its head."""
    parts = (DATA / "mentions.txt").read_text("utf-8").split("@@ ")[1:]
    return tuple(map(_mention, parts))


def _mention(part: str) -> LabelledText:
    head, title, text = part.split("\n", 2)
    programmes, _, published, teryt = (field.strip() for field in head.split("|"))
    return LabelledText(
        title=title,
        text=text.strip(),
        published=date.fromisoformat(published),
        teryt=teryt,
        programmes=frozenset(programmes.split()),
    )


@cache
def labelled_texts() -> tuple[LabelledText, ...]:
    """Every text with a kind or with roles of sums: what the weights are learnt from."""
    short = (
        LabelledText(
            title=case.get("title", ""),
            text=case["text"],
            published=case.get("published", date(2023, 6, 1)),
            kind=case.get("kind"),
            sums=tuple((round(zloty * 100), role) for zloty, role in case["sums"])
            if "sums" in case
            else None,
        )
        for name in ("kinds.yaml", "kind_articles.yaml", "news.yaml", "sums.yaml")
        for case in cases(name)
    )
    return (*short, *announcements())
