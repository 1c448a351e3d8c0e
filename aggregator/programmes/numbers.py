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
    company = [hit for hit in named if taxonomy.roots[hit.node] in roots]
    editions = [(other, decider.edition_of(taxonomy.by_id[other.node])) for other in company]
    placed = [(other, edition.id) for other, edition in editions if edition.marks]
    close = [hit for hit in named if hit in company or not taxonomy.by_id[hit.node].umbrella]
    for hit in hits:
        if not hit.number:
            continue
        reason = _foreign(hit, page, company, close)
        if reason:
            hit.reason = reason
            continue
        edition = _edition(hit, placed, page)
        _place(hit, edition, taxonomy, roots)


def _foreign(hit: Found, page: Page, company: Sequence[Found], all_: Sequence[Found]) -> str:
    """Why the number is not one of our family, else "".

    `company`: the places of our family; `all_`: these, and those of others that are no mere headings.
    """
    start, end = page.sentence(hit.start)
    if hit.certain:
        if not company and _OTHERS.search(page.folded[start:end]):
            return "a direction of a strategy, not of a programme"
        return ""
    if not company:
        return "no programme with such priorities or directions is named on the page"
    if not any(start <= ours.start < end for ours in company):
        close = nearest(all_, hit.start)
        if close is not None and close not in company and abs(close.start - hit.start) < 200:
            return f"the number belongs to {close.node}"
        if _EUROPEAN.search(page.folded[start:end]):
            return "the number belongs to a programme of the European Union"
    mine = nearest(company, hit.start)
    if mine is None or (
        abs(mine.start - hit.start) > _FAR and not page.in_title(mine.start) and not page.in_title(hit.start)
    ):
        return "the programme is named too far away"
    return ""


def _edition(hit: Found, placed: Sequence[tuple[Found, str]], page: Page) -> str:
    """Id of the edition the number counts in, "" = not known; `placed`: its company, each with its own."""
    if not placed:
        return ""
    start, end = page.line(hit.start)
    same_line = [pair for pair in placed if start <= pair[0].start < end]
    before = [pair for pair in placed if pair[0].start <= hit.start and not page.in_title(pair[0].start)]
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
