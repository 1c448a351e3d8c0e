"""What a site usually shows: the memory that every visit is compared with. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from crawler.health.facts import ArticleFact, Facts, ListFact
from crawler.pages.outline import Outline

#: pages after which older ones begin to count less
_MEMORY = 40
#: visits whose numbers of items are kept
_COUNTS = 8
_MOST_LISTS = 8
_MOST_BOXES = 120
#: share of pages that a box stands on when it belongs to the design
STABLE = 0.75


@dataclass(slots=True)
class Shape:
    """The design of pages of one sort: what stands on how many of them."""

    seen: float = 0.0  #: pages, the older ones counting less
    boxes: Counter[str] = field(default_factory=Counter)
    systems: Counter[str] = field(default_factory=Counter)
    langs: Counter[str] = field(default_factory=Counter)
    charsets: Counter[str] = field(default_factory=Counter)  #: "utf-8" or "iso8859-2 for utf-8"
    titles: Counter[str] = field(default_factory=Counter)  #: places
    dates: Counter[str] = field(default_factory=Counter)
    items: Counter[str] = field(default_factory=Counter)

    def add(self, outline: Outline) -> None:
        """One more page."""
        self.seen += 1
        for counter, values in (
            (self.boxes, outline.boxes),
            (self.systems, (outline.system,)),
            (self.langs, (outline.lang,)),
            (self.charsets, (charset_of(outline),)),
            (self.titles, (outline.title_at,)),
            (self.dates, (outline.date_at,)),
            (self.items, [place for place, _ in outline.items_at]),
        ):
            counter.update(value for value in values if value)
        if self.seen > _MEMORY:
            self._fade()

    def stable(self) -> frozenset[str]:
        """The boxes of the design: those on nearly all pages."""
        return frozenset(name for name, count in self.boxes.items() if count >= STABLE * self.seen)

    def _fade(self) -> None:
        self.seen /= 2
        for counter in self._counters():
            for name in list(counter):
                counter[name] /= 2  # type: ignore[assignment]
                if counter[name] < 0.5:
                    del counter[name]
        for name, _ in self.boxes.most_common()[_MOST_BOXES:]:
            del self.boxes[name]

    def _counters(self) -> Iterable[Counter[str]]:
        return (
            self.boxes, self.systems, self.langs, self.charsets, self.titles, self.dates, self.items,
        )  # fmt: skip


def charset_of(outline: Outline) -> str:
    """The charset of a page, and the one it was declared to have where that is another."""
    if outline.declared and outline.declared not in (outline.charset, "ascii"):
        return f"{outline.charset} for {outline.declared}"
    return outline.charset


@dataclass(slots=True)
class UsualList:
    """A list as it usually is."""

    shape: Shape = field(default_factory=Shape)
    counts: list[int] = field(default_factory=list)  #: items of its first page, the newest last
    tongues: Counter[str] = field(default_factory=Counter)
    dated: float = 0.0  #: share of items, at the last visit
    titled: float = 0.0

    def median(self) -> float:
        """The usual number of items on the first page."""
        ordered = sorted(self.counts)
        middle = len(ordered) // 2
        if not ordered:
            return 0.0
        return float(ordered[middle]) if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


@dataclass(slots=True)
class Usual:
    """A site as it usually is."""

    lists: dict[str, UsualList] = field(default_factory=dict)  #: by `ListFact.name`
    articles: Shape = field(default_factory=Shape)
    read: float = 0.0  #: articles that the shares below count
    titled: float = 0.0
    dated: float = 0.0
    texts: float = 0.0  #: with text
    tongues: Counter[str] = field(default_factory=Counter)

    def learn(self, facts: Facts) -> None:
        """Take in a visit that went well."""
        for fact in facts.lists:
            if fact.page == 1 and fact.items and not fact.probing:
                self._learn_list(fact)
        for name in list(self.lists)[:-_MOST_LISTS]:
            del self.lists[name]
        for article in facts.articles:
            if not article.problem:
                self._learn_article(article)

    def _learn_list(self, fact: ListFact) -> None:
        usual = self.lists.pop(fact.name, None) or UsualList()
        self.lists[fact.name] = usual  # the last one used is the last one dropped
        usual.counts = [*usual.counts, fact.items][-_COUNTS:]
        usual.dated, usual.titled = fact.dated / fact.items, fact.titled / fact.items
        if fact.tongue:
            usual.tongues[fact.tongue] += 1
        if fact.outline is not None:
            usual.shape.add(fact.outline)

    def _learn_article(self, fact: ArticleFact) -> None:
        if self.read > _MEMORY:
            self.read, self.titled = self.read / 2, self.titled / 2
            self.dated, self.texts = self.dated / 2, self.texts / 2
        self.read += 1
        self.titled += fact.titled
        self.dated += fact.dated
        self.texts += fact.length > 0
        if fact.tongue:
            self.tongues[fact.tongue] += 1
        if fact.outline is not None:
            self.articles.add(fact.outline)

    def coverage(self) -> dict[str, float]:
        """Share of articles that have each field, {} before the first."""
        if not self.read:
            return {}
        shares = {"title": self.titled, "date": self.dated, "text": self.texts}
        return {name: round(count / self.read, 3) for name, count in shares.items()}

    def usual_items(self) -> float | None:
        """Items that the fullest list usually has on its first page."""
        return max((usual.median() for usual in self.lists.values()), default=None)

    def to_json(self) -> dict[str, Any]:
        """For the store."""
        return {
            "lists": {
                name: {
                    "shape": _shape_to_json(one.shape), "counts": one.counts, "tongues": one.tongues,
                    "dated": one.dated, "titled": one.titled,
                }
                for name, one in self.lists.items()
            },
            "articles": _shape_to_json(self.articles),
            "read": self.read, "titled": self.titled, "dated": self.dated, "texts": self.texts,
            "tongues": self.tongues,
        }  # fmt: skip

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Usual:
        """From the store; {} gives a site of which nothing is known."""
        if not values:
            return cls()
        lists = {
            name: UsualList(
                shape=_shape_from_json(one["shape"]),
                counts=list(one["counts"]),
                tongues=Counter(one["tongues"]),
                dated=one["dated"],
                titled=one["titled"],
            )
            for name, one in values["lists"].items()
        }
        return cls(
            lists=lists,
            articles=_shape_from_json(values["articles"]),
            read=values["read"],
            titled=values["titled"],
            dated=values["dated"],
            texts=values["texts"],
            tongues=Counter(values["tongues"]),
        )


_COUNTERS = ("boxes", "systems", "langs", "charsets", "titles", "dates", "items")


def _shape_to_json(shape: Shape) -> dict[str, Any]:
    return {"seen": shape.seen} | {
        name: dict(getattr(shape, name).most_common(_MOST_BOXES)) for name in _COUNTERS
    }


def _shape_from_json(values: Mapping[str, Any]) -> Shape:
    return Shape(seen=values["seen"], **{name: Counter(values[name]) for name in _COUNTERS})
