"""Programmes on a terminal. Imports no store: the list must come at once."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from rich.markup import escape
from rich.table import Table
from rich.tree import Tree

from aggregator.terminal import console

if TYPE_CHECKING:
    from aggregator.programmes.taxonomy import Node, Taxonomy


def print_programmes(taxonomy: Taxonomy, *, as_json: bool) -> None:
    """The whole tree."""
    if as_json:
        for node in taxonomy.nodes:
            print(json.dumps(_node(taxonomy, node), ensure_ascii=False))
        return
    root = Tree(f"programmes, version {taxonomy.version}", guide_style="dim")

    def grow(branch: Tree, parent: str) -> None:
        for node in taxonomy.children(parent):
            grow(branch.add(f"[bold]{escape(node.id)}[/] {escape(node.name)}"), node.id)

    grow(root, "")
    console().print(root)


def print_programme(taxonomy: Taxonomy, node: Node, stored: int, *, as_json: bool) -> None:
    """All we know of one programme."""
    whole = _node(taxonomy, node) | {"announcements": stored}
    if as_json:
        print(json.dumps(whole, ensure_ascii=False))
        return
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(style="bold", no_wrap=True)
    table.add_column(ratio=1)
    for name, value in whole.items():
        shown = "\n".join(map(str, value)) if isinstance(value, list) else value
        if shown not in (None, ""):
            table.add_row(name, escape(str(shown)))
    console().print(table)


def _node(taxonomy: Taxonomy, node: Node) -> dict[str, Any]:
    return {
        "id": node.id,
        "name": node.name,
        "name_en": node.name_en,
        "short": node.short,
        "kind": node.kind,
        "parent": node.parent or None,
        "operator": taxonomy.institution(node.operator).name if node.operator else None,
        "years": str(node.years),
        "budget_pln": node.budget,
        "region": node.region,
        "url": node.url,
        "children": [child.id for child in taxonomy.children(node.id)],
        "note": node.note,
        "forms": list(node.forms),
    }
