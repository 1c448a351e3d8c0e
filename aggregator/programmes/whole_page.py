"""What only the whole page can tell: lists of priorities, history, others' money, what is left to infer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from aggregator.programmes.context import own_money, weakness
from aggregator.programmes.found import Found
from aggregator.programmes.page import Page
from aggregator.programmes.phrases import phrases
from aggregator.programmes.taxonomy import Taxonomy

_WINDOW = 900  #: characters of a paragraph that lists the priorities of a programme
_OLD = 3  #: years after which a sentence about a grant is history
_NEAR = 400  #: characters around a priority that tell its subject
_MANY_YEARS = 4  #: a page with as many collects the grants of all years
_YEAR = re.compile(
    r"(?<![\d.,/-])(?<!od )(?<!od roku )(19[89]\d|20[0-3]\d)(?=\s?(?:r\.|rok|r\b|,|\)|$)|\s)"
    r"(?!\s?(?:zl|tys|mln|egz|ksiaz|wolum))"
)
_OPERATOR = re.compile(
    phrases("operator*, realizator*, prowadzi programy, realizuje programy, zarzadza programami")
)
#: what a line says that names the maker of the site
_SIGNATURE = re.compile(
    r"\n\W*(?:realizacja|wykonanie|projekt i wykonanie|projekt strony|copyright|\(c\)|©|wszelkie prawa|"
    r"powered by|created by|cms(?: by)?:?|polityka prywatnosci|mapa strony)(?![a-z])[^\n]{0,60}\n"
)


def judge(found: list[Found], page: Page, taxonomy: Taxonomy) -> None:
    """Give a reason to every place that the rest of the page takes back."""
    live = [hit for hit in found if not hit.reason and hit.nodes]
    if not live:
        return
    _reject_after_signature(live, page)
    _reject_lists(live, page, taxonomy)
    _spread_denials(found, page)
    _reject_weak([hit for hit in live if not hit.reason], page, taxonomy)
    _reject_umbrellas([hit for hit in live if not hit.reason], taxonomy)
    _reject_leaning([hit for hit in live if not hit.reason], taxonomy)


def _reject_after_signature(live: Sequence[Found], page: Page) -> None:
    """A page without structure ends with its own footer: what follows the maker's name is no article."""
    last = None
    for match in _SIGNATURE.finditer(page.folded, page.text_at):
        if match.start() > page.text_at + (len(page.folded) - page.text_at) // 2:
            last = match
            break
    if last is None:
        return
    for hit in live:
        if hit.start >= last.end() - 1:
            hit.reason = "stands below the signature of the site, like a footer"


def _reject_lists(live: Sequence[Found], page: Page, taxonomy: Taxonomy) -> None:
    """A paragraph that lists all priorities of a programme speaks of none of them."""
    numbered = [
        hit for hit in live if not hit.reason and taxonomy.by_id[hit.node].kind in ("priority", "direction")
    ]
    listed: set[int] = set()
    for at, first in enumerate(numbered):
        group = [
            hit for hit in numbered[at:]
            if hit.start - first.start <= _WINDOW and page.in_title(hit.start) == page.in_title(first.start)
        ]  # fmt: skip
        if len({_priority(hit.node, taxonomy) for hit in group} - {""}) >= 3:
            listed |= {id(hit) for hit in group}
    for hit in numbered:
        if id(hit) in listed:
            hit.reason = "one of a list of all priorities, which describes the whole programme"
    _reject_operators(live, page, taxonomy)


def _priority(node: str, taxonomy: Taxonomy) -> str:
    """The priority of the programme a node stands in."""
    way = (node, *taxonomy.above(node))
    return next((id for id in way if taxonomy.by_id[id].number.startswith("priorytet")), "")


def _reject_operators(live: Sequence[Found], page: Page, taxonomy: Taxonomy) -> None:
    """ "Instytut Książki jest operatorem programów A, B, C": what an operator runs, in a boilerplate."""
    by_sentence: dict[int, list[Found]] = {}
    for hit in live:
        if not hit.reason:
            by_sentence.setdefault(page.sentence(hit.start)[0], []).append(hit)
    for start, hits in by_sentence.items():
        _, end = page.sentence(start + 1)
        many = len({hit.node for hit in hits if not taxonomy.by_id[hit.node].umbrella}) >= 3
        if many and _OPERATOR.search(page.folded, start, end):
            for hit in hits:
                hit.reason = "one of a list of what an operator runs"


def _spread_denials(found: Sequence[Found], page: Page) -> None:
    """What the text denies, its title did not mean either."""
    denied = {hit.node for hit in found if hit.nodes and hit.reason.startswith(("denied", "taken back"))}
    for node in denied:
        for hit in found:
            if hit.nodes and hit.node == node and not hit.reason and page.in_title(hit.start):
                hit.reason = "the text denies what the title names"


def _reject_weak(live: Sequence[Found], page: Page, taxonomy: Taxonomy) -> None:
    """Failed applications, history and others' money count only where no other money does."""
    for hit in live:
        hit.weak = "" if page.in_title(hit.start) else weakness(page, hit.start, hit.end) or _old(hit, page)
    strong = {hit.node for hit in live if not hit.weak}
    roots = {taxonomy.root(node) for node in strong}
    for hit in live:
        if not hit.weak or hit.node in strong:
            continue
        others = {node for node in strong if not taxonomy.related(node, hit.node)}
        if not hit.weak.startswith(("history", "long ago")):
            others = {node for node in others if taxonomy.root(node) != taxonomy.root(hit.node)}
            family = taxonomy.root(hit.node) in roots
            if not family and (others or own_money(page)):
                hit.reason = hit.weak
        elif others or hit.weak.startswith("long ago"):
            hit.reason = hit.weak


def _old(hit: Found, page: Page) -> str:
    """A sentence of running text about a year long before the publication."""
    published = page.article.raw.published
    start, end = page.sentence(hit.start)
    line_start, line_end = page.line(hit.start)
    if published is None or line_end - line_start < 100:
        return ""
    years = [int(match[1]) for match in _YEAR.finditer(page.folded, start, end)]
    if not years or max(years) > published.moment.year - _OLD:
        return ""
    on_page = {int(match[1]) for match in _YEAR.finditer(page.folded)}
    if len({year for year in on_page if year >= 2010}) >= _MANY_YEARS:
        return ""
    return f"long ago: a grant of {max(years)}"


def _reject_umbrellas(live: Sequence[Found], taxonomy: Taxonomy) -> None:
    """The formula of a minister heads many programmes: it gives way to any of that operator."""
    tagged = {hit.node for hit in live}
    for hit in live:
        node = taxonomy.by_id[hit.node]
        if not node.umbrella or node.id != node.operator:
            continue
        if any(_pays_under(other, hit.node, taxonomy) for other in tagged):
            hit.reason = "a heading over the programme that is named more exactly"


def _reject_leaning(live: Sequence[Found], taxonomy: Taxonomy) -> None:
    """What had its meaning from a programme beside it has none where that programme does not count."""
    standing = {taxonomy.root(hit.node) for hit in live if not hit.leans}
    for hit in live:
        if hit.leans and taxonomy.root(hit.node) not in standing:
            hit.reason = "the programme beside it does not count"


def _pays_under(other: str, umbrella: str, taxonomy: Taxonomy) -> bool:
    if other == umbrella:
        return False
    operators = {taxonomy.by_id[id].operator for id in (other, *taxonomy.above(other))}
    return umbrella in taxonomy.above(other) or taxonomy.by_id[umbrella].operator in operators


def infer_directions(found: list[Found], page: Page, taxonomy: Taxonomy) -> None:
    """Where no direction of a priority is named and the subject leaves one, that one is meant."""
    live = [hit for hit in found if not hit.reason and hit.nodes]
    nodes = {hit.node for hit in live}
    for hit in live:
        priority = taxonomy.by_id[hit.node]
        if priority.kind != "priority" or any(priority.id in taxonomy.above(node) for node in nodes):
            continue
        left = [child.id for child in taxonomy.children(priority.id) if _is_subject(child.subject, page, hit)]
        if len(left) == 1:
            hit.nodes, hit.rule, hit.confidence = (left[0],), "direction-inferred", 0.85


def _is_subject(subject: str, page: Page, hit: Found) -> bool:
    """Whether the title, or what stands near the hit, speaks of the subject."""
    if not subject:
        return False
    words = _expression(subject)
    around = page.folded[max(0, hit.start - _NEAR) : hit.end + _NEAR]
    return words.search(page.folded[: page.text_at]) is not None or words.search(around) is not None


@lru_cache(maxsize=64)
def _expression(listed: str) -> re.Pattern[str]:
    return re.compile(phrases(listed))
