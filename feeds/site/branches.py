"""The programmes as trees, as pages show them. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from feeds.channels import programme_name, programme_tag
from feeds.clean import one_line, web_address
from feeds.gather import Feeds
from feeds.wording import PROGRAMME_KINDS, years

if TYPE_CHECKING:
    from aggregator.programmes.taxonomy import Node, Taxonomy


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """A programme: what pages show of it, and what belongs to it."""

    id: str
    name: str
    plain: str  #: the name alone, for a list that shows what it belongs to
    tag: str
    kind: str
    years: str
    operator: str
    url: str
    count: int
    parts: tuple[Branch, ...]


def branches(feeds: Feeds) -> tuple[Branch, ...]:
    """The programmes; trees with the most announcements first, their parts as the taxonomy has them."""
    below: dict[str, list[Node]] = {}
    for node in feeds.taxonomy.nodes:
        below.setdefault(node.parent, []).append(node)

    def grow(parent: str) -> tuple[Branch, ...]:
        return tuple(_branch(feeds, node, grow(node.id)) for node in below.get(parent, ()))

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


def _branch(feeds: Feeds, node: Node, parts: tuple[Branch, ...]) -> Branch:
    return Branch(
        id=node.id,
        name=programme_name(node, feeds.taxonomy),
        plain=one_line(node.name),
        tag=programme_tag(node, feeds.taxonomy),
        kind=PROGRAMME_KINDS.get(node.kind, "program"),
        operator=_operator(node, feeds.taxonomy),
        years=years(node.years.first, node.years.last),
        url=web_address(node.url),
        count=feeds.count(f"programmes/{node.id}"),
        parts=parts,
    )


def _operator(node: Node, taxonomy: Taxonomy) -> str:
    known = {institution.id for institution in taxonomy.institutions}
    return one_line(taxonomy.institution(node.operator).name) if node.operator in known else ""
