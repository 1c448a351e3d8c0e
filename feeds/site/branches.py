"""The programmes as trees, as pages show them. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from feeds.clean import one_line, web_address
from feeds.gather import Feeds
from feeds.language import Language
from feeds.names import Names

if TYPE_CHECKING:
    from aggregator.programmes.taxonomy import Node, Taxonomy


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """A programme: what pages show of it, and what belongs to it."""

    id: str
    name: str
    plain: str  #: the name alone, for a list that shows what it belongs to
    tag: str
    original: str  #: the Polish name, whatever the language
    kind: str
    years: str
    operator: str  #: Polish
    url: str
    budget: str  #: in words, "" = not known
    grants: str  #: what one library can get, in words
    count: int
    tagged: bool  #: False: neither it nor a part of it is ever a tag (an edition of a direction)
    parts: tuple[Branch, ...]


def branches(feeds: Feeds, language: Language) -> tuple[Branch, ...]:
    """The programmes; trees with the most announcements first, their parts as the taxonomy has them."""
    names = Names(feeds.taxonomy, language)
    below: dict[str, list[Node]] = {}
    for node in feeds.taxonomy.nodes:
        below.setdefault(node.parent, []).append(node)

    def grow(parent: str) -> tuple[Branch, ...]:
        return tuple(_branch(feeds, names, node, grow(node.id)) for node in below.get(parent, ()))

    return tuple(sorted(grow(""), key=lambda branch: (-branch.count, branch.name)))


def walk(
    tree: tuple[Branch, ...], above: tuple[Branch, ...] = ()
) -> Iterator[tuple[Branch, tuple[Branch, ...]]]:
    """Every programme with those above it, the uppermost first."""
    for branch in tree:
        yield branch, above
        yield from walk(branch.parts, (*above, branch))


def written_about(tree: tuple[Branch, ...]) -> tuple[Branch, ...]:
    """The tree without programmes that no announcement names."""
    return tuple(replace(branch, parts=written_about(branch.parts)) for branch in tree if branch.count)


def _branch(feeds: Feeds, names: Names, node: Node, parts: tuple[Branch, ...]) -> Branch:
    language = names.language
    return Branch(
        id=node.id,
        name=names.full(node.id),
        plain=names.plain(node.id),
        tag=names.tag(node.id),
        original=one_line(node.name),
        kind=language.name("programme_kinds", node.kind),
        operator=_operator(node, feeds.taxonomy),
        years=language.years(node.years.first, node.years.last),
        url=web_address(node.url),
        budget=language.plain("programme.budget_value", sum=language.money(node.budget * 100))
        if node.budget
        else "",
        grants=_grants(node, language),
        count=feeds.count(f"programmes/{node.id}"),
        tagged=node.tags or any(part.tagged for part in parts),
        parts=parts,
    )


def _grants(node: Node, language: Language) -> str:
    low, high = (language.money(one * 100) if one else "" for one in (node.grant_min, node.grant_max))
    if low and high:
        return language.plain("programme.grants_between", low=low, high=high)
    if low:
        return language.plain("programme.grants_from", low=low)
    return language.plain("programme.grants_to", high=high) if high else ""


def _operator(node: Node, taxonomy: Taxonomy) -> str:
    known = {institution.id for institution in taxonomy.institutions}
    return one_line(taxonomy.institution(node.operator).name) if node.operator in known else ""
