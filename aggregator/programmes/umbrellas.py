"""Names that say more than themselves: a minister's formula, a programme's heading, a whole priority."""

from __future__ import annotations

import re
from collections.abc import Sequence

from aggregator.programmes.found import Found
from aggregator.programmes.page import Page
from aggregator.programmes.phrases import any_of
from aggregator.programmes.taxonomy import Taxonomy
from aggregator.text import fold

_AND = re.compile(r"(?<![a-z])(?:oraz|i|a takze|jak rowniez)(?![a-z])")
#: "programu …, realizowanego ze środków Ministra": whose money the programme is, not one more programme
_ITS_MONEY = re.compile(
    r"(?<![a-z])(?:realizowan|finansowan|prowadzon|organizowan)"
    r"(?:y|ego|emu|ym)(?: \w+){0,13}[\s\"'(]*\Z"
)
_WITHIN = re.compile(r"[^\w]{0,3}w ramach (?:\w+[ \"'(]+){0,5}[\"'(]*")
_NUMBERED = re.compile(r"^priorytet \d+[. -]*|^kierunek (?:interwencji )?[\d.]+[. -]*")


def reject_umbrellas(live: Sequence[Found], page: Page, taxonomy: Taxonomy) -> None:
    """What heads other programmes gives way to the one that is named more exactly."""
    tagged = {hit.node for hit in live}
    for hit in live if len(tagged) > 1 else ():
        node = taxonomy.by_id[hit.node]
        if node.umbrella and node.id == node.operator:
            if any(_pays_under(other, hit.node, taxonomy) for other in tagged):
                hit.reason = "a heading over the programme that is named more exactly"
            elif _is_source_of_another(hit, live, page, taxonomy):
                hit.reason = "says whose money the programme beside it is"
        elif node.umbrella and _pays_the_next(hit, live, page, taxonomy):
            hit.reason = "the fund that pays the programme named right after it"
        elif node.kind == "priority" and not hit.number and _begins_another(node.id, tagged, taxonomy):
            hit.reason = "the name of the whole programme, whose priority is named more exactly"


def whole_priorities(live: Sequence[Found], page: Page, taxonomy: Taxonomy) -> set[str]:
    """Priorities told by all they do ("zakup nowości oraz rozwój sieci"): no direction of theirs is meant.

    The direction that the words resembled is rejected.
    """
    whole: set[str] = set()
    for hit in live:
        node = taxonomy.by_id[hit.node]
        if node.kind != "direction" or hit.number:
            continue
        parent, (start, end) = node.parent, page.sentence(hit.start)
        if not any(other.node == parent and start <= other.start < end for other in live):
            continue
        told = page.folded[start : hit.start]
        subjects = (each.subject for each in taxonomy.children(parent) if each.id != hit.node)
        for subject in filter(None, subjects):
            match = any_of(subject).search(told)
            if match and _AND.search(told, match.end()):
                hit.reason = "one of the aims that describe the whole priority"
                whole.add(parent)
    return whole


def _pays_under(other: str, umbrella: str, taxonomy: Taxonomy) -> bool:
    if other == umbrella:
        return False
    operators = {taxonomy.by_id[id].operator for id in (other, *taxonomy.above(other))}
    return umbrella in taxonomy.above(other) or taxonomy.by_id[umbrella].operator in operators


def _is_source_of_another(hit: Found, live: Sequence[Found], page: Page, taxonomy: Taxonomy) -> bool:
    """Whether the words end a phrase of a programme named just before: "X jest realizowany ze środków …"."""
    start, _ = page.sentence(hit.start)
    named = [
        other.end for other in live
        if start <= other.start < hit.start and not taxonomy.by_id[other.node].umbrella
    ]  # fmt: skip
    return bool(named) and _ITS_MONEY.search(page.folded, max(named), hit.start) is not None


def _pays_the_next(hit: Found, live: Sequence[Found], page: Page, taxonomy: Taxonomy) -> bool:
    """Whether a fund pays the programme named after it in its sentence: "EFRR w ramach Interreg"."""
    _, end = page.sentence(hit.start)
    return any(
        hit.end <= other.start < end
        and not taxonomy.by_id[other.node].umbrella
        and _WITHIN.fullmatch(page.folded, hit.end, other.start) is not None
        for other in live
    )


def _begins_another(node: str, tagged: set[str], taxonomy: Taxonomy) -> bool:
    """Whether the name of a sibling that is tagged begins with the name of this one."""
    parent, name = taxonomy.by_id[node].parent, _bare(taxonomy.by_id[node].name)
    return parent is not None and any(
        _bare(each.name).startswith(name + " ")
        for each in taxonomy.children(parent)
        if each.id != node and each.id in tagged
    )


def _bare(name: str) -> str:
    return _NUMBERED.sub("", fold(name))
