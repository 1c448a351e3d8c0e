"""What is different from the usual, and whether that is a new design or an ordinary day. Pure.

Sites change every day: articles come, banners and boxes are added, numbers of items vary. Additions therefore
never count; what counts is that the design's own parts are gone, or that titles, dates and links stand in
places where they never stood. One page proves nothing: a suspicion is confirmed on several.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from aggregator.health import FieldChange
from crawler.health.facts import ArticleFact, ListFact
from crawler.health.usual import STABLE, Shape, Usual, UsualList
from crawler.pages.outline import Outline

#: share of the design's parts that a page of the same design still has
KEPT = 0.5
#: fewer parts make no design
_PARTS = 3
#: pages that confirm a suspicion, where the site has them
CONFIRMING = 3
_MOST_SHOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A visit beside the usual."""

    signs: tuple[str, ...] = ()  #: of a new design, in words
    table: tuple[FieldChange, ...] = ()  #: before and after; empty where nothing is different

    @property
    def redesigned(self) -> bool:
        """Whether the site has a new design."""
        return bool(self.signs)


def compare(usual: Usual, lists: Iterable[ListFact], articles: Sequence[ArticleFact]) -> Comparison:
    """Lists and articles of a visit against the usual."""
    signs: list[str] = []
    table: list[FieldChange] = []
    for fact in lists:
        known = usual.lists.get(fact.name)
        if known is None or fact.outline is None or fact.page != 1 or fact.trouble is not None:
            continue
        found = list_signs(known, fact)
        signs += [sign for sign in found if sign not in signs]
        if found:
            table += _list_table(known, fact)
    outlines = [fact.outline for fact in articles if fact.outline is not None and not fact.problem]
    found = article_signs(usual.articles, outlines)
    if found:
        table += _article_table(usual.articles, outlines)
    signs += [sign for sign in found if sign not in signs]
    if signs:
        table += _coverage_table(usual, articles)
    return Comparison(signs=tuple(signs), table=tuple(dict.fromkeys(table)))


def list_signs(usual: UsualList, fact: ListFact) -> list[str]:
    """Signs of a new design on a list."""
    assert fact.outline is not None
    signs = []
    if is_other(usual.shape, fact.outline):
        signs.append("the list has another layout")
    places = {place for place, _ in fact.outline.items_at}
    if fact.items >= 2 and places and usual.shape.items and not places & set(usual.shape.items):
        signs.append("the articles stand elsewhere on the list")
    return signs


def article_signs(usual: Shape, outlines: Sequence[Outline]) -> list[str]:
    """Signs of a new design on all of some articles; one article gives a suspicion."""
    if not outlines or not usual.seen:
        return []
    signs = []
    if all(is_other(usual, outline) for outline in outlines):
        signs.append("articles have another layout")
    if _all_elsewhere(usual.titles, usual.seen, [outline.title_at for outline in outlines]):
        signs.append("titles stand elsewhere")
    if _all_elsewhere(usual.dates, usual.seen, [outline.date_at for outline in outlines]):
        signs.append("dates stand elsewhere")
    return signs


def is_other(usual: Shape, outline: Outline) -> bool:
    """Whether a page has lost most of the parts of the design, or names another content system."""
    systems = {name for name, count in usual.systems.items() if count >= STABLE * usual.seen}
    if systems and outline.system and outline.system not in systems:
        return True
    stable = usual.stable()
    return len(stable) >= _PARTS and len(stable & outline.boxes) < KEPT * len(stable)


def _all_elsewhere(usual: Counter[str], seen: float, places: Sequence[str]) -> bool:
    """Whether something stands on every page where it never stood, though it had a fixed place."""
    fixed = bool(usual) and max(usual.values()) >= STABLE * seen and seen >= 2
    return fixed and not any(place in usual for place in places)


def _list_table(usual: UsualList, fact: ListFact) -> list[FieldChange]:
    assert fact.outline is not None
    rows = [
        ("items on the list", f"{usual.median():g}", str(fact.items)),
        ("items with a date", _percent(usual.dated), _percent(fact.dated / max(1, fact.items))),
        ("items with a title", _percent(usual.titled), _percent(fact.titled / max(1, fact.items))),
        (
            "place of the items",
            _most(usual.shape.items),
            ", ".join(place for place, _ in fact.outline.items_at[:_MOST_SHOWN]) or "–",
        ),
        *_shape_rows("list", usual.shape, [fact.outline]),
    ]
    return [FieldChange(field=name, before=before, after=after) for name, before, after in rows]


def _article_table(usual: Shape, outlines: Sequence[Outline]) -> list[FieldChange]:
    rows = [
        ("place of the title", _most(usual.titles), _most(Counter(o.title_at for o in outlines))),
        ("place of the date", _most(usual.dates), _most(Counter(o.date_at for o in outlines))),
        *_shape_rows("articles", usual, outlines),
    ]
    return [FieldChange(field=name, before=before, after=after) for name, before, after in rows]


def _shape_rows(what: str, usual: Shape, outlines: Sequence[Outline]) -> list[tuple[str, str, str]]:
    stable = usual.stable()
    kept = max((len(stable & outline.boxes) for outline in outlines), default=0)
    system = _most(Counter(outline.system for outline in outlines))
    return [
        (f"content system ({what})", _most(usual.systems), system),
        (f"parts of the design ({what})", str(len(stable)), f"{kept} of them left"),
    ]


def _coverage_table(usual: Usual, articles: Sequence[ArticleFact]) -> list[FieldChange]:
    """Share of articles with each field; a page that is something else than an article has none."""
    before, count = usual.coverage(), len(articles)
    if not before or not count:
        return []
    after = {
        "title": sum(fact.titled for fact in articles),
        "date": sum(fact.dated for fact in articles),
        "text": sum(fact.length > 0 for fact in articles),
    }
    return [
        FieldChange(
            field=f"articles with a {name}" if name != "text" else "articles with text",
            before=_percent(before[name]),
            after=_percent(after[name] / count),
        )
        for name in after
    ]


def _most(counter: Counter[str]) -> str:
    """The commonest values of a counter in words."""
    names = [name for name, _ in counter.most_common() if name]
    return ", ".join(names[:_MOST_SHOWN]) or "–"


def _percent(share: float) -> str:
    return f"{share:.0%}"
