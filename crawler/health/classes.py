"""The class of trouble that a visit met, from all that was seen. Pure: the same facts, the same class."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from aggregator.health import Trouble
from aggregator.vocabulary import Problem
from crawler.families.home import site_of
from crawler.health.changes import Comparison, is_other
from crawler.health.facts import ArticleFact, Facts, ListFact
from crawler.health.usual import Usual, charset_of

#: what a page that is no announcement says about its site
OF_PROBLEM = {
    Problem.NOT_FOUND: Trouble.NOT_FOUND,
    Problem.PARKED: Trouble.PARKED,
    Problem.PLACEHOLDER: Trouble.MAINTENANCE,
    Problem.MAINTENANCE: Trouble.MAINTENANCE,
    Problem.EMPTY: Trouble.EMPTY,
    Problem.REDIRECT_STUB: Trouble.MOVED,
    Problem.LOGIN: Trouble.LOGIN,
    Problem.COOKIE_WALL: Trouble.COOKIE_WALL,
    Problem.NOT_HTML: Trouble.UNREADABLE,
    Problem.TRUNCATED: Trouble.PARTIAL,
}
#: the visit is over with these: nothing else was to be learnt of the site
_CONNECTION = (Trouble.DNS, Trouble.REFUSED, Trouble.TLS, Trouble.TIMEOUT, Trouble.PRIVATE, Trouble.BROKEN)
#: what says more about a site goes before what says less
_TELLING = (
    Trouble.PARKED, Trouble.MAINTENANCE, Trouble.COOKIE_WALL, Trouble.LOGIN, Trouble.ROBOTS,
    Trouble.TOO_MANY, Trouble.FORBIDDEN, Trouble.SERVER_ERROR, Trouble.REDIRECTS, Trouble.TOO_BIG,
    Trouble.PARTIAL, Trouble.MOVED,
)  # fmt: skip
#: a list with so small a share of its usual items is short, if it lost at least so many
_SHORT, _LOST = 0.4, 4
#: so large a share of the articles of a visit in trouble is the site's trouble, and at least so many
_SHARE, _FEW = 0.5, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What is to be said of one visit."""

    trouble: Trouble | None = None
    reason: str = ""  #: one sentence
    notes: tuple[str, ...] = ()  #: flaws that are no trouble of the source


def judge(usual: Usual, facts: Facts, comparison: Comparison) -> Verdict:
    """The class of a visit: why nothing was read, or what is not as it was, or nothing."""
    notes = _notes(facts)
    for rule in (_unread, _moved, _redesigned, _feed_broken, _articles, _partial, _charset):
        found = rule(usual, facts, comparison)
        if found is not None:
            return Verdict(trouble=found[0], reason=found[1], notes=notes)
    return Verdict(notes=notes)


_Found = tuple[Trouble, str] | None


def _unread(usual: Usual, facts: Facts, comparison: Comparison) -> _Found:
    """No news at all: the most telling of what the lists answered."""
    if facts.found or any(fact.unchanged for fact in facts.lists):
        return None
    if facts.reprobe_found:
        return _new_way(usual, facts)
    troubles = {fact.trouble: fact.reason for fact in reversed(facts.lists) if fact.trouble}
    answered = any(fact.answered for fact in facts.lists)
    for kind in (*(() if answered else _CONNECTION), *_TELLING):
        if kind in troubles:
            return kind, troubles[kind]
    if moved := _elsewhere(facts.lists):
        return moved
    if comparison.redesigned or _looks_other(usual, facts):
        signs = "; ".join(comparison.signs) or "its pages have another layout"
        return Trouble.REDESIGNED, f"nothing is found any more: {signs}"
    of_row = [fact for fact in facts.lists if not fact.probing]
    alive = any(fact.answered and fact.trouble in (None, Trouble.EMPTY) for fact in facts.lists)
    first = next((fact for fact in of_row if fact.trouble), None)
    if first is not None and first.kind == "feed" and (alive or first.trouble is Trouble.UNREADABLE):
        return Trouble.FEED_BROKEN, first.reason
    if any(fact.answered and fact.trouble in (None, Trouble.EMPTY) for fact in of_row) or first is None:
        return Trouble.EMPTY, "the site answers, but no news was found on it"
    return first.trouble or Trouble.OURS, first.reason


def _new_way(usual: Usual, facts: Facts) -> tuple[Trouble, str]:
    """The row leads nowhere, but the site tells its news in another place."""
    failed = [fact for fact in facts.lists if not fact.probing]
    way = next((fact for fact in facts.lists if fact.probing and fact.items and fact.kind != "home"), None)
    where = f"; news was found at {way.url}" if way else ""
    if failed and all(fact.kind == "feed" for fact in failed):
        return Trouble.FEED_BROKEN, f"{failed[0].reason or failed[0].url + ' is no feed any more'}{where}"
    if moved := _elsewhere(facts.lists):
        return moved
    why = next((fact.reason for fact in failed if fact.reason), "the list of the row has no news any more")
    if usual.lists or usual.read:
        return Trouble.REDESIGNED, f"{why}{where}"
    return (failed[0].trouble if failed and failed[0].trouble else Trouble.EMPTY), f"{why}{where}"


def _elsewhere(lists: Sequence[ListFact]) -> _Found:
    for fact in lists:
        if fact.answered and site_of(fact.answered) != site_of(fact.url):
            return Trouble.MOVED, f"{fact.url} leads to another site, {fact.answered}"
    return None


def _looks_other(usual: Usual, facts: Facts) -> bool:
    """Whether a list without items has lost the design that it had."""
    return any(
        fact.outline is not None
        and fact.trouble is None
        and (known := usual.lists.get(fact.name)) is not None
        and is_other(known.shape, fact.outline)
        for fact in facts.lists
    )


def _moved(usual: Usual, facts: Facts, comparison: Comparison) -> _Found:  # noqa: ARG001
    """The site is read, but at another name than its row says."""
    named = [fact for fact in facts.lists if fact.items and not fact.probing] or list(facts.lists)
    return _elsewhere(named) if usual.lists or usual.read else None


def _redesigned(usual: Usual, facts: Facts, comparison: Comparison) -> _Found:
    if comparison.redesigned:
        return Trouble.REDESIGNED, "; ".join(comparison.signs)
    lost = _lost_lists(usual, facts)
    if lost and lost[0].kind != "feed" and _without_way(usual, facts):
        return Trouble.REDESIGNED, f"{lost[0].url} tells no news any more; it was found in another place"
    return None


def _feed_broken(usual: Usual, facts: Facts, comparison: Comparison) -> _Found:  # noqa: ARG001
    """A feed that had news has none, though the site is read by other ways."""
    for fact in _lost_lists(usual, facts):
        if fact.kind == "feed":
            return Trouble.FEED_BROKEN, fact.reason or f"{fact.url} has no entries any more"
    return None


def _lost_lists(usual: Usual, facts: Facts) -> list[ListFact]:
    """Lists that had news and now fail or are empty."""
    return [
        fact
        for fact in facts.lists
        if fact.name in usual.lists and fact.page == 1 and not fact.items and not fact.unchanged
        and fact.trouble not in (*_CONNECTION, Trouble.SERVER_ERROR, Trouble.TOO_MANY)
    ]  # fmt: skip


def _without_way(usual: Usual, facts: Facts) -> bool:
    """Whether no list that had news before has them now."""
    return not any(fact.name in usual.lists and (fact.items or fact.unchanged) for fact in facts.lists)


def _articles(usual: Usual, facts: Facts, comparison: Comparison) -> _Found:  # noqa: ARG001
    """Lists are fine, but most of the articles cannot be had or are something else."""
    failed: list[tuple[Trouble, str]] = list(facts.failures)
    for fact in facts.articles:
        trouble = OF_PROBLEM.get(Problem(fact.problem)) if fact.problem else None
        if trouble is not None and trouble is not Trouble.NOT_FOUND:
            failed.append((trouble, f"{fact.url} is no announcement ({fact.problem})"))
    total = len(facts.articles) + len(facts.failures)
    if not facts.complete:
        kind, reason = facts.failures[-1] if facts.failures else (Trouble.OURS, "the visit was cut off")
        return kind, f"the visit was cut off: {reason}"
    if len(failed) < min(_FEW, total) or not failed or len(failed) < _SHARE * total or total < 2:
        return None
    kind, _ = Counter(trouble for trouble, _ in failed).most_common(1)[0]
    reason = next(reason for trouble, reason in failed if trouble is kind)
    return kind, f"{len(failed)} of {total} articles cannot be read, e.g. {reason}"


def _partial(usual: Usual, facts: Facts, comparison: Comparison) -> _Found:  # noqa: ARG001
    """A visit that looks fine, but less came than was there."""
    for fact in facts.lists:
        if fact.outline is not None and fact.outline.cut:
            return Trouble.PARTIAL, f"{fact.url} ends in the middle of the page"
        if fact.page > 1 and fact.trouble is not None and not (fact.probing or _is_end(fact)):
            return Trouble.PARTIAL, f"page {fact.page} of the list is missing: {fact.reason}"
        known = usual.lists.get(fact.name)
        if known is None or fact.page != 1 or fact.unchanged or fact.trouble is not None:
            continue
        usually = known.median()
        if len(known.counts) >= 2 and fact.items < _SHORT * usually and usually - fact.items >= _LOST:
            return Trouble.PARTIAL, f"{fact.url} has {fact.items} items, usually {usually:g}"
        if fact.tongue == "en" and known.tongues.get("pl", 0) > known.tongues.get("en", 0):
            return Trouble.PARTIAL, f"{fact.url} answers in English, not in Polish as usual"
    if hole := _hole(facts.lists):
        return Trouble.PARTIAL, f"{hole.url}, in the middle of the list, has no items"
    if facts.found < facts.min_items and not any(fact.unchanged for fact in facts.lists):
        return Trouble.PARTIAL, f"{facts.found} items, at least {facts.min_items} were expected by the row"
    return _partial_articles(usual, facts.articles)


def _is_end(fact: ListFact) -> bool:
    """The page after the last: feeds and interfaces are asked on until they say no."""
    return fact.kind != "listing" and fact.trouble in (Trouble.NOT_FOUND, Trouble.REFUSAL)


def _hole(lists: Sequence[ListFact]) -> ListFact | None:
    """A page without items between pages with items."""
    for one, other in pairwise(lists):
        if one.page > 1 and not (one.items or one.unchanged) and other.page == one.page + 1 and other.items:
            return one
    return None


def _partial_articles(usual: Usual, articles: Sequence[ArticleFact]) -> _Found:
    whole = [fact for fact in articles if not fact.problem]
    if len(whole) < 2:
        return None
    english = [fact for fact in whole if fact.tongue == "en"]
    if len(english) * 2 > len(whole) and usual.tongues.get("pl", 0) > 4 * usual.tongues.get("en", 0):
        return Trouble.PARTIAL, f"{english[0].url} and others are in English, not in Polish as usual"
    coverage = usual.coverage()
    for name, has in (("text", [f.length > 0 for f in whole]), ("date", [f.dated for f in whole])):
        if len(whole) >= _FEW and usual.read >= _FEW and coverage[name] >= 0.8 and not any(has):
            return Trouble.PARTIAL, f"none of {len(whole)} articles has a {name}, usually they have"
    return None


def _charset(usual: Usual, facts: Facts, comparison: Comparison) -> _Found:  # noqa: ARG001
    """Letters are broken, or declared in another way than before."""
    pages = [(fact.url, fact.outline, usual.articles.charsets) for fact in facts.articles]
    for fact in facts.lists:
        known = usual.lists.get(fact.name)
        pages.append((fact.url, fact.outline, known.shape.charsets if known else Counter()))
    looked = [(url, outline, before) for url, outline, before in pages if outline is not None]
    garbled = [url for url, outline, _ in looked if outline.garbled]
    if garbled and len(garbled) * 2 >= len(looked):
        return Trouble.CHARSET, f"{garbled[0]} has broken letters: the page was encoded twice or cut"
    wrong = [
        (url, charset_of(outline))
        for url, outline, before in looked
        if before and charset_of(outline) not in before and " for " in charset_of(outline)
    ]
    if wrong and len(wrong) * 2 >= len(looked):
        url, told = wrong[0]
        real, _, declared = told.partition(" for ")
        return Trouble.CHARSET, f"{url} is {real} but declared as {declared}; it is read rightly all the same"
    return None


def _notes(facts: Facts) -> tuple[str, ...]:
    """Flaws of single pages."""
    if not facts.failures:
        return ()
    first = facts.failures[0][1]
    return (f"{len(facts.failures)} articles could not be had, the first: {first}",)
