"""Which programmes an announcement names as its money or its subject, each with the words that say so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from typing import NamedTuple

from aggregator.article import Article
from aggregator.frozen import frozen, maker
from aggregator.model import Evidence, Mention, Rejection, SiteNotice, make_mention
from aggregator.programmes.acronyms import stands_for
from aggregator.programmes.background import background
from aggregator.programmes.conditions import Around
from aggregator.programmes.context import denial
from aggregator.programmes.deciding import Decider, outside_its_years
from aggregator.programmes.editions import edition_beside
from aggregator.programmes.found import Found
from aggregator.programmes.numbers import place_numbers
from aggregator.programmes.page import Page, open_page
from aggregator.programmes.passing import reject_passing
from aggregator.programmes.siblings import ORDINARY, revive_siblings
from aggregator.programmes.taxonomy import Taxonomy
from aggregator.programmes.whole_page import (
    infer_directions,
    reject_described,
    reject_outweighed,
    standing,
)  # fmt: skip
from aggregator.vocabulary import Place

#: of named tuples: their own way of making them takes twice as much
_made = tuple.__new__


class Hit(NamedTuple):
    """A place where an accepted programme is named; `text[start:end]` (or the title's) are the words."""

    programme: str
    start: int
    end: int
    in_title: bool
    rule: str
    confidence: float
    edition: str = ""  #: "2022-2023" where the text names the edition of a direction


@frozen
class Tags:
    """Everything the page says of programmes."""

    mentions: tuple[Mention, ...] = ()  #: most specific nodes only, the best words of each
    rejected: tuple[Rejection, ...] = ()
    notices: tuple[SiteNotice, ...] = ()  #: named in the furniture of the page
    picture_only: tuple[str, ...] = ()  #: named by a picture of the article and by nothing else
    hits: tuple[Hit, ...] = ()  #: all accepted places, ascending (title first), ancestors too


_tags = maker(Tags)


def tag(article: Article, taxonomy: Taxonomy) -> Tags:
    """The programmes of one article. Pure; never raises, whatever the text."""
    from aggregator.programmes.notices import find_notices, find_pictured

    page = open_page(article)
    found = read_places(page, taxonomy)
    if not found:  # as on most pages
        pictured = find_pictured(article, taxonomy, ())
        return _tags(notices=find_notices(article, taxonomy), picture_only=pictured)
    reject_described(found, page, taxonomy)
    reject_passing(standing(found), page, taxonomy)
    reject_outweighed(found, page, taxonomy)
    infer_directions(found, page, taxonomy)
    accepted = standing(found)
    nodes = most_specific({hit.node for hit in accepted}, taxonomy)
    mentions = tuple([_mention(node, accepted, page) for node in taxonomy.in_order(nodes)])
    return _tags(
        mentions=mentions,
        rejected=tuple([_rejection(hit, page) for hit in found if hit.reason and hit.nodes]),
        notices=find_notices(article, taxonomy),
        picture_only=find_pictured(article, taxonomy, nodes),
        hits=tuple([_hit(hit, page) for hit in accepted]),
    )


def read_places(page: Page, taxonomy: Taxonomy) -> list[Found]:
    """Every place that names a programme, decided and with a reason where it does not count; ascending."""
    found = taxonomy.matcher.find(page)
    if not found:
        return []
    open_ = [hit for hit in found if not (hit.certain or hit.number)]
    if open_:
        families = _certain_families(found, taxonomy)
        for hit in open_:
            _check_conditions(hit, page, taxonomy, families)
        revive_siblings(found, page)
    found = _longest(found)
    _decide_nodes(found, page, taxonomy)
    for hit in found:
        if hit.nodes and not hit.reason:
            _check_place(hit, page, taxonomy)
    return [hit for hit in _longest(found) if hit.nodes or hit.number]


def _certain_families(found: Sequence[Found], taxonomy: Taxonomy) -> Set[str]:
    """Roots of the programmes that are on the page whatever stands around their words."""
    families: set[str] = set()
    for hit in found:
        if hit.certain and not hit.trap:
            roots = taxonomy.numbering if hit.number else map(taxonomy.roots.__getitem__, hit.nodes)
            families.update(roots)
    return families


def _check_conditions(hit: Found, page: Page, taxonomy: Taxonomy, families: Set[str]) -> None:
    """Keep the candidates whose conditions hold; none left = the words are ordinary ones."""
    around, roots = Around(page, hit.start, hit.end), taxonomy.roots
    kept = [(node, form) for node, form in hit.owners if around.fits(form, roots[node] in families)]
    if hit.trap:
        hit.reason = "" if kept else "no trap here"
        return
    if not kept:
        hit.reason = ORDINARY
        return
    if len(kept) < len(hit.owners):
        hit.owners = tuple(kept)
        hit.choose(*(node for node, _ in kept))
    for _, form in kept:
        if not form.asks_for_company or around.fits(form, False):
            hit.leans = False
            return
    hit.leans = True


def _decide_nodes(found: Sequence[Found], page: Page, taxonomy: Taxonomy) -> None:
    """Which node is meant where several have the same words, or its number is all that is said."""
    decided: list[Found] = []
    open_: list[Found] = []
    numbered = False
    for hit in found:
        numbered = numbered or hit.number != ""
        if not hit.reason:
            undecided = hit.owners and (len(hit.nodes) > 1 or hit.owners[0][1].decider)
            (open_ if undecided else decided).append(hit)
    if not (open_ or numbered):
        return
    decider = Decider(taxonomy, page, decided)
    left: list[tuple[Found, bool]] = []  # those that say their edition first: they are company for the others
    for hit in open_:
        regional = _by_region(hit)
        if not regional and decider.by_its_mark(hit):
            decided.append(hit)
        else:
            left.append((hit, regional))
    for hit, regional in left:
        if regional:
            decider.by_region(hit)
        else:
            decider.by_years(hit)
        decided.append(hit)
    if numbered:
        place_numbers(found, decider)


def _by_region(hit: Found) -> bool:
    return any(form.decider == "by:region" for _, form in hit.owners)


def _longest(found: Sequence[Found]) -> list[Found]:
    """Of overlapping places the longest; a trap that wins turns the others into rejections.

    `found` ascends by where the places start.
    """
    free = 0  # where the places so far end
    for hit in found:
        if hit.start < free:
            return _longest_of_overlapping(found)
        free = hit.end
    return [hit for hit in found if not hit.trap]


def _longest_of_overlapping(found: Sequence[Found]) -> list[Found]:
    kept: list[Found] = []
    lost: list[Found] = []
    ranked = sorted(
        found,
        key=lambda hit: (bool(hit.reason), hit.start - hit.end, not hit.trap, hit.start, -len(hit.node)),
    )
    for hit in ranked:
        over = next((k for k in kept if k.start < hit.end and hit.start < k.end), None)
        if over is None:
            kept.append(hit)
        elif over.trap and not hit.reason and not hit.trap:
            hit.reason = "these words only look like it"
            lost.append(hit)
    return sorted(
        [hit for hit in kept if not hit.trap] + [hit for hit in lost if hit.nodes], key=lambda hit: hit.start
    )


def _check_place(hit: Found, page: Page, taxonomy: Taxonomy) -> None:
    """Reasons that lie in the very words around one place."""
    node = taxonomy.by_id[hit.node]
    if not node.tags:
        hit.reason = "this entry never tags"
        return
    years = outside_its_years(node, page, hit)
    if years:
        hit.reason = f"another period: {years}"
        return
    if other := stands_for(page, hit.start, hit.end, node.name):
        hit.reason = f"the page uses these capitals for something else: {other}"
        return
    hit.edition = edition_beside(node, taxonomy, page, hit.start, hit.end)
    hit.meant = True
    hit.around = page.around(hit.start, hit.end)
    hit.signs = page.signs(*hit.around)
    hit.reason = denial(page, hit) or background(page, hit)


def most_specific(nodes: Iterable[str], taxonomy: Taxonomy) -> set[str]:
    """Without those that another one implies.

    A programme run inside another programme (Cyfrowa Gmina inside POPC) is a name of its own:
    where a text names both, both stay. An umbrella gives way to whatever stands under it.
    """
    nodes = set(nodes)
    if len(nodes) < 2:
        return nodes
    implied = set()
    for node in nodes:
        for above in taxonomy.above(node):
            over = taxonomy.by_id[above]
            inside = over.kind == taxonomy.by_id[node].kind == "programme" and not over.umbrella
            if not inside or node.startswith(f"{above}/"):
                implied.add(above)
    return nodes - implied


def _mention(node: str, accepted: Sequence[Found], page: Page) -> Mention:
    own = [hit for hit in accepted if hit.node == node]
    best = max(own, key=lambda hit: (hit.confidence, not page.in_title(hit.start), -hit.start))
    return make_mention(programme=node, evidence=_evidence(best, page))


def _evidence(hit: Found, page: Page) -> Evidence:
    start, end, in_title = _offsets(hit, page)
    return page.article.evidence(
        "programmes", hit.node, start, end, rule=hit.rule, confidence=hit.confidence, in_title=in_title
    )


def _offsets(hit: Found, page: Page) -> tuple[int, int, bool]:
    if page.in_title(hit.start):
        return hit.start, hit.end, True
    return hit.start - page.text_at, hit.end - page.text_at, False


def _hit(hit: Found, page: Page) -> Hit:
    start, end, in_title = _offsets(hit, page)
    return _made(Hit, (hit.node, start, end, in_title, hit.rule, hit.confidence, hit.edition))


def _rejection(hit: Found, page: Page) -> Rejection:
    start, end, in_title = _offsets(hit, page)
    place = Place.TITLE if in_title else page.article.place(start)
    return Rejection(
        programme=hit.node, words=page.printed[hit.start : hit.end], start=start, end=end,
        place=place, reason=hit.reason,
    )  # fmt: skip
