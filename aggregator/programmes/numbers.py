"""Priorities and directions are numbers; whose numbers they are, their company tells."""

from __future__ import annotations

import re
from collections.abc import Sequence

from aggregator.programmes.deciding import Decider, nearest
from aggregator.programmes.found import Found
from aggregator.programmes.page import Page
from aggregator.programmes.phrases import phrases
from aggregator.programmes.taxonomy import Taxonomy

_EUROPEAN = re.compile(
    r"(?<![a-z])(?:poddzialan|dzialani\w* \d|os\w* priorytetow|regionaln\w+ program|fundusz\w+ europejsk|"
    r"unii europejsk|"
    r"rpo(?![a-z])|efrr|europejsk\w+ fundusz)"
)
_OTHERS = re.compile(
    phrases("strategi*, plan* rozwoju, polityk* rozwoju, program* rewitalizacji, lokaln* program*")
)
_FAR = 1500  #: characters between a priority and the programme it may still belong to


def place_numbers(hits: Sequence[Found], decider: Decider) -> None:
    """Give every numbered hit its node, or the reason why it has none."""
    taxonomy, page = decider.taxonomy, decider.page
    roots = taxonomy.numbering
    named = [hit for hit in hits if hit.nodes and not hit.number and not hit.reason and not hit.trap]
    for hit in hits:
        if not hit.number:
            continue
        company = [other for other in named if taxonomy.root(other.node) in roots]
        reason = _foreign(hit, page, taxonomy, named, bool(company))
        if reason:
            hit.reason = reason
            continue
        edition = _edition(hit, company, decider)
        _place(hit, edition, taxonomy, roots)


def _foreign(hit: Found, page: Page, taxonomy: Taxonomy, named: Sequence[Found], company: bool) -> str:
    """Why the number is not one of our family, else ""."""
    start, end = page.sentence(hit.start)
    sentence = page.folded[start:end]
    ours = taxonomy.numbering
    if hit.certain:
        if not company and _OTHERS.search(sentence):
            return "a direction of a strategy, not of a programme"
        return ""
    if not company:
        return "no programme with such priorities or directions is named on the page"
    close = nearest(
        (h for h in named if not taxonomy.by_id[h.node].umbrella or taxonomy.root(h.node) in ours), hit.start
    )
    if close is not None and taxonomy.root(close.node) not in ours and abs(close.start - hit.start) < 200:
        mine = nearest(
            (h for h in named if taxonomy.root(h.node) in ours and start <= h.start < end), hit.start
        )
        if mine is None:
            return f"the number belongs to {close.node}"
    if _EUROPEAN.search(sentence) and not any(
        start <= h.start < end for h in named if taxonomy.root(h.node) in ours
    ):
        return "the number belongs to a programme of the European Union"
    mine = nearest((h for h in named if taxonomy.root(h.node) in ours), hit.start)
    if mine is None or (
        abs(mine.start - hit.start) > _FAR and not page.in_title(mine.start) and not page.in_title(hit.start)
    ):
        return "the programme is named too far away"
    return ""


def _edition(hit: Found, company: Sequence[Found], decider: Decider) -> str:
    """Id of the edition the number counts in, "" = not known."""
    taxonomy = decider.taxonomy
    start, end = decider.page.line(hit.start)
    editions = [(other, decider.edition_of(taxonomy.by_id[other.node])) for other in company]
    placed = [(other, edition.id) for other, edition in editions if edition.marks]
    same_line = [pair for pair in placed if start <= pair[0].start < end]
    before = [
        pair for pair in placed if pair[0].start <= hit.start and not decider.page.in_title(pair[0].start)
    ]
    for group in (same_line, before, placed):
        if group:
            return min(group, key=lambda pair: abs(pair[0].start - hit.start))[1]
    return ""


def _place(hit: Found, edition: str, taxonomy: Taxonomy, roots: frozenset[str]) -> None:
    fitting = taxonomy.counted.get(hit.number, ())
    if hit.number.startswith("kierunek") and len(fitting) == 1:
        hit.choose(fitting[0].id)
        return
    chosen = [node.id for node in fitting if edition and edition in taxonomy.above(node.id)]
    if chosen:
        hit.choose(chosen[0])
    else:
        hit.reason = f"there is no {hit.number} in {edition or next(iter(sorted(roots)), 'the programme')}"
