"""What one visit saw, as far as the health of the source is concerned. No judgement here."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from aggregator.health import Trouble
from aggregator.model import RawAnnouncement
from crawler.pages.outline import Outline

#: words that only one of two languages has
_POLISH = frozenset((
    "w", "na", "się", "nie", "jest", "dla", "oraz", "przez", "do", "które", "który", "są", "jak", "od",
    "przy", "ul",
))  # fmt: skip
_ENGLISH = frozenset((
    "the", "and", "of", "with", "for", "our", "you", "is", "are", "this", "from", "will", "by", "your", "in",
))  # fmt: skip
_WORD = re.compile(r"\w+")
_LETTERS = re.compile("[ąćęłńśźż]")
_READ = 3000  #: characters


@dataclass(frozen=True, slots=True, kw_only=True)
class ListFact:
    """A list, feed, map or home page that was asked for."""

    kind: str
    url: str  #: asked for
    page: int = 1
    answered: str = ""  #: address after redirects, "" = no answer
    for_good: bool = False  #: all redirects on the way were permanent ones
    unchanged: bool = False  #: 304
    items: int = 0
    dated: int = 0
    titled: int = 0
    tongue: str = ""  #: "pl", "en", "" = cannot be told
    outline: Outline | None = None  #: of web pages
    trouble: Trouble | None = None
    reason: str = ""
    probing: bool = False  #: not of the row: the site was looked at afresh

    @property
    def name(self) -> str:
        """The same list at another visit has the same name."""
        return f"{self.kind} {self.url}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleFact:
    """A page of an announcement that was read."""

    url: str
    outline: Outline | None = None  #: of the first ones of a visit
    titled: bool = False
    dated: bool = False
    length: int = 0  #: characters of text
    tongue: str = ""
    problem: str = ""  #: what the page is instead of an announcement


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Everything of one visit."""

    lists: tuple[ListFact, ...] = ()
    articles: tuple[ArticleFact, ...] = ()
    failures: tuple[tuple[Trouble, str], ...] = ()  #: of articles: class and sentence
    found: int = 0  #: news on the lists of the row; of an unchanged list, those known
    complete: bool = True  #: the visit came to its end
    min_items: int = 0  #: that the row expects
    reprobe_found: int = 0  #: news found that way


@dataclass(slots=True)
class Seen:
    """The facts of a visit under way."""

    lists: list[ListFact] = field(default_factory=list)
    articles: list[ArticleFact] = field(default_factory=list)
    failures: list[tuple[Trouble, str]] = field(default_factory=list)


def article_fact(raw: RawAnnouncement, outline: Outline | None) -> ArticleFact:
    """What counts of a page that was read."""
    return ArticleFact(
        url=raw.url,
        outline=outline,
        titled=bool(raw.title),
        dated=raw.published is not None,
        length=len(raw.text),
        tongue=tongue_of(f"{raw.title}\n{raw.text[:_READ]}"),
        problem=raw.problem.value if raw.problem else "",
    )


def tongue_of(text: str) -> str:
    """Polish or English, where a text says so clearly.

    >>> tongue_of("Zapraszamy na spotkanie w bibliotece, które odbędzie się w środę"), tongue_of("BLISKO")
    ('pl', '')
    """
    words = _WORD.findall(text.lower())
    polish = sum(word in _POLISH for word in words) + len(_LETTERS.findall(text)) // 3
    english = sum(word in _ENGLISH for word in words)
    if polish + english < 3:
        return ""
    return "pl" if polish > english * 2 else "en" if english > polish * 2 else ""
