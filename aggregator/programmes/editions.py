"""The edition of a direction (BLISKO 2022-2023): an attribute of awards and calls, never a tag."""

from __future__ import annotations

import re

from aggregator.programmes.page import Page
from aggregator.programmes.taxonomy import Node, Taxonomy

_PAIR = re.compile(r"[\s\"'(,:-]{0,4}(?:na lata |w latach |edycj\w+ |lata )?(20\d\d)\s?[-/]{1,2}\s?(20\d\d)")
_PAIR_BEFORE = re.compile(
    r"edycj\w+ (?:na lata )?(20\d\d)\s?[-/]{1,2}\s?(20\d\d) (?:program|konkurs|nabor)\w*"
    r"(?: dotacyjn\w+)?[\s\"']*\Z"
)


def edition_beside(node: Node, taxonomy: Taxonomy, page: Page, start: int, end: int) -> str:
    """The years printed right after the words, or before them ("edycji 2023-2024 konkursu …"), where the node
    has an edition of these years, else "".
    """
    if node.id not in taxonomy.dated:
        return ""
    match = _PAIR.match(page.folded, end) or _PAIR_BEFORE.search(page.folded, max(0, start - 60), start)
    if match is None:
        return ""
    pair = f"{match[1]}-{match[2]}"
    return pair if f"{node.id}/{pair}" in taxonomy else ""
