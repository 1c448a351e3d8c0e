"""What only the whole page can tell: lists of priorities, history, others' money, what is left to infer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from operator import attrgetter

from aggregator.programmes.background import REMARKED, aside
from aggregator.programmes.found import Found
from aggregator.programmes.page import Page
from aggregator.programmes.phrases import any_of, phrases
from aggregator.programmes.signs import SIGNS
from aggregator.programmes.taxonomy import Taxonomy
from aggregator.programmes.umbrellas import reject_umbrellas, whole_priorities
from aggregator.programmes.weakness import WEAK, own_money, weakness

_weak = attrgetter("weak")
_LISTED = 3  #: priorities that make a list
_GAP = 160  #: characters between two sentences of a list
_OLD = 3  #: years after which a sentence about a grant is history
_NEAR = 400  #: characters around a priority that tell its subject
_MANY_YEARS, _SINCE = 4, 2010  #: a page with as many years since then collects the grants of all years
_YEAR = re.compile(
    r"((?:19[89]|20[0-3])\d)(?<![\d.,/-]\d{4})(?<!od \d{4})(?<!od roku \d{4})"
    r"(?=\s?(?:r\.|rok|r\b|,|\)|$)|\s)"
    r"(?!\s?(?:zl|tys|mln|egz|ksiaz|wolum)|\s?[-/]\s?(?:20)?\d\d(?!\d))(?<!20\d\d - \d{4})"
)
_CONSISTS = re.compile(phrases("obejmuje, obejmuja, sklada sie, skladaja sie, dzieli sie, wchodza, tworza"))
#: what may stand in a sentence at all (`signs`)
_CONSISTING = SIGNS.add(_CONSISTS.pattern)
#: "składa się z czterech priorytetów: …": what follows describes, by name or in other words
_PRIORITIES = re.compile(
    r"(?<![a-z])(?:dwoch|trzech|czterech|pieciu|[2-5]) (?:priorytetow|kierunkow)(?![a-z])"
)
_SUM = re.compile(r"[0-9]\s?(?:tys\.?\s|mln\s)?(?:zl|pln)(?![a-z])")
_OPERATOR = re.compile(
    phrases("operator*, realizator*, prowadzi programy, realizuje programy, zarzadza programami")
)
#: what a line says that names the maker of the site
_SIGNATURE = re.compile(
    r"\n\W*(?:realizacja|wykonanie|projekt i wykonanie|projekt strony|copyright|\(c\)|©|wszelkie prawa|"
    r"powered by|created by|cms(?: by)?:?|polityka prywatnosci|mapa strony)(?![a-z])[^\n]{0,60}\n"
)


def reject_described(found: Sequence[Found], page: Page, taxonomy: Taxonomy) -> None:
    """Give a reason to places of lists, of footers, and of titles that the text denies."""
    live = standing(found)
    if live:
        _reject_after_signature(live, page)
        _reject_lists(live, page, taxonomy)
        _spread_denials(found, page)


def reject_outweighed(found: Sequence[Found], page: Page, taxonomy: Taxonomy) -> None:
    """Give a reason to places that count only where nothing better on the page does."""
    live = standing(found)
    _reject_weak(live, page, taxonomy)
    live = standing(live)
    if len(live) > 1:
        reject_umbrellas(live, page, taxonomy)
    _reject_leaning(standing(live), taxonomy)


def standing(found: Sequence[Found]) -> Sequence[Found]:
    """The places that nothing has taken back so far."""
    for hit in found:
        if hit.reason or not hit.nodes:
            return [hit for hit in found if not hit.reason and hit.nodes]
    return found


def _reject_after_signature(live: Sequence[Found], page: Page) -> None:
    """A page without structure ends with its own footer: what follows the maker's name is no article."""
    last, middle = None, page.text_at + (len(page.folded) - page.text_at) // 2
    if _SIGNATURE.search(page.folded, middle + 1) is None:
        return
    for match in _SIGNATURE.finditer(page.folded, page.text_at):
        if match.start() > middle:
            last = match
            break
    if last is None:
        return
    for hit in live:
        if hit.start >= last.end() - 1:
            hit.reason = "stands below the signature of the site, like a footer"


def _reject_lists(live: Sequence[Found], page: Page, taxonomy: Taxonomy) -> None:
    """A sentence, or a row of sentences, that lists the priorities of a programme speaks of none of them."""
    sentences: dict[tuple[int, int], list[Found]] = {}
    priorities = taxonomy.priorities
    numbered = [hit for hit in live if priorities[hit.node] and not hit.reason]
    for hit in numbered:
        if not page.in_title(hit.start):
            sentences.setdefault(page.sentence(hit.start), []).append(hit)
    run: list[tuple[int, int]] = []  # sentences one after the other, each with the next priority
    for place, hits in sentences.items():
        listed = len({priorities[hit.node] for hit in hits})
        if listed >= _LISTED:
            _reject_all(hits)
            continue
        verb = _CONSISTS.search(page.folded, *place) if page.signs(*place) & _CONSISTING else None
        parts = [hit for hit in hits if hit.start > verb.end()] if verb else []
        if parts:
            several = len({priorities[hit.node] for hit in numbered}) > 1
            if several or _PRIORITIES.search(page.folded, *place):
                _reject_all(parts)
                continue
        ascends = run and _number(sentences[run[-1]], taxonomy) < _number(hits, taxonomy)
        if not (ascends and listed == 1 and place[0] - run[-1][1] <= _GAP):
            run = []
        run.append(place)
        if len(run) >= _LISTED:
            for each in run:
                _reject_all(sentences[each])
    _reject_operators(live, page, taxonomy)


def _reject_all(hits: Sequence[Found]) -> None:
    for hit in hits:
        hit.reason = "one of a list of priorities, which describes the whole programme"


def _number(hits: Sequence[Found], taxonomy: Taxonomy) -> str:
    """The last of the priorities that places stand for."""
    return max(taxonomy.priorities[hit.node] for hit in hits)


def _reject_operators(live: Sequence[Found], page: Page, taxonomy: Taxonomy) -> None:
    """ "Instytut Książki jest operatorem programów A, B, C": what an operator runs, in a boilerplate."""
    if len(live) < _LISTED:
        return
    by_sentence: dict[int, list[Found]] = {}
    for hit in live:
        if not hit.reason:
            by_sentence.setdefault(page.sentence(hit.start)[0], []).append(hit)
    for start, hits in by_sentence.items():
        many = len(hits) >= _LISTED and len({_family(hit.node, taxonomy) for hit in hits} - {""}) >= _LISTED
        if many and _OPERATOR.search(page.folded, start, page.sentence(start + 1)[1]):
            for hit in hits:
                hit.reason = "one of a list of what an operator runs"


def _family(node: str, taxonomy: Taxonomy) -> str:
    """What counts once in a list of programmes; "" for a heading over programmes."""
    root = taxonomy.root(node)
    if root in taxonomy.numbering:
        return root
    return "" if taxonomy.by_id[node].umbrella else node


def _spread_denials(found: Sequence[Found], page: Page) -> None:
    """What the text denies, its title did not mean either."""
    denied = {hit.node for hit in found
              if hit.reason and hit.nodes and hit.reason.startswith(("denied", "taken back"))}  # fmt: skip
    for node in denied:
        for hit in found:
            if hit.nodes and hit.node == node and not hit.reason and page.in_title(hit.start):
                hit.reason = "the text denies what the title names"


def _reject_weak(live: Sequence[Found], page: Page, taxonomy: Taxonomy) -> None:
    """Failed applications, history and others' money count only where no other money does."""
    for hit in live:
        if hit.start >= page.text_at:
            hit.weak = _weakness(hit, page, taxonomy)
    _weaken_earlier_editions(live, page, taxonomy)
    if not any(map(_weak, live)):
        return
    strong = {hit.node for hit in live if not hit.weak}
    roots = {taxonomy.root(node) for node in strong}
    for hit in live:
        if not hit.weak or hit.node in strong:
            continue
        others = {node for node in strong if not taxonomy.related(node, hit.node)}
        if not hit.weak.startswith(("history", "long ago")):
            others = {node for node in others if taxonomy.root(node) != taxonomy.root(hit.node)}
            family = taxonomy.root(hit.node) in roots
            if _of_another_region(hit.node, strong, taxonomy) or (not family and (others or own_money(page))):
                hit.reason = hit.weak
        elif others or hit.weak.startswith("long ago"):
            hit.reason = hit.weak


def _weakness(hit: Found, page: Page, taxonomy: Taxonomy) -> str:
    start, end, signs = hit.start, hit.end, hit.signs
    first, last = page.sentence(start)
    alike = (first, last) == hit.around  # as nearly always: no full stop stands in the words
    weak = signs if alike else page.signs(first, last if last > end else end)
    reason = (weakness(page, start, end, weak) if weak & WEAK else "") or _old(hit, page, taxonomy)
    if not reason and (signs if alike else page.signs(first, last)) & REMARKED:
        reason = aside(page, start)
    return reason


def _of_another_region(node: str, strong: set[str], taxonomy: Taxonomy) -> bool:
    """Whether the page's money is that of one region and the node is the programme of another."""
    region = taxonomy.by_id[node].region
    return bool(region) and any(taxonomy.by_id[each].region not in ("", region) for each in strong)


def _weaken_earlier_editions(live: Sequence[Found], page: Page, taxonomy: Taxonomy) -> None:
    """An edition recalled beside a newer one, without a sum, outside a page that collects all years."""
    if len(live) < 2:
        return
    first: dict[str, int | None] = {}
    for hit in live:
        if hit.node not in first and (edition := taxonomy.edition(hit.node)):
            first[hit.node] = edition.years.first
    if len(first) < 2:  # none is earlier than another
        return
    newest = max((year for year in first.values() if year), default=0)
    for hit in live:
        year = first.get(hit.node)
        if hit.weak or not year or year >= newest or page.in_title(hit.start) or _collects(page):
            continue
        start, end = page.sentence(hit.start)
        if page.folded[end - 1 : end] == "\n":  # the sum of a heading stands in the next line
            end = page.sentence(end)[1]
        if not _SUM.search(page.folded, start, end):
            hit.weak = "history: an earlier edition beside the present one"


def _collects(page: Page) -> bool:
    """Whether the page gathers the grants of many years."""
    years = {int(match[1]) for match in _YEAR.finditer(page.folded)}
    return len({year for year in years if year >= _SINCE}) >= _MANY_YEARS


def _old(hit: Found, page: Page, taxonomy: Taxonomy) -> str:
    """A sentence of running text about a year long before the publication."""
    line_start, line_end = page.line(hit.start)
    if line_end - line_start < 100:
        return ""
    first, last = page.sentence(hit.start)
    sentence = page.folded[first:last]
    years = _YEAR.findall(page.folded, first, last) if "20" in sentence or "19" in sentence else ()
    published = page.published if years else None
    if published is None or (year := int(max(years))) > published.moment.year - _OLD:
        return ""
    edition = taxonomy.edition(hit.node)
    later = edition is not None and (edition.years.first or 0) > year  # the year is of something else
    if later or _collects(page):
        return ""
    return f"long ago: a grant of {year}"


def _reject_leaning(live: Sequence[Found], taxonomy: Taxonomy) -> None:
    """What had its meaning from a programme beside it has none where that programme does not count."""
    leaning = [hit for hit in live if hit.leans]
    if not leaning:
        return
    certain = {taxonomy.root(hit.node) for hit in live if not hit.leans}
    for hit in leaning:
        if taxonomy.root(hit.node) not in certain:
            hit.reason = "the programme beside it does not count"


def infer_directions(found: Sequence[Found], page: Page, taxonomy: Taxonomy) -> None:
    """Where no direction of a priority is named and the subject leaves one, that one is meant."""
    live = standing(found)
    nodes = {hit.node for hit in live}
    described = whole_priorities(live, page, taxonomy) if len(nodes) > 1 else set()
    for hit in live:
        priority = taxonomy.by_id[hit.node]
        if priority.kind != "priority" or any(priority.id in taxonomy.above(node) for node in nodes):
            continue
        left = [child.id for child in taxonomy.children(priority.id) if _is_subject(child.subject, page, hit)]
        if len(left) == 1 and hit.node not in described:
            hit.choose(left[0])
            hit.rule, hit.confidence = "direction-inferred", 0.85


def _is_subject(subject: str, page: Page, hit: Found) -> bool:
    """Whether the title, or what stands near the hit, speaks of the subject."""
    if not subject:
        return False
    words = any_of(subject)
    around = page.folded[max(0, hit.start - _NEAR) : hit.end + _NEAR]
    return words.search(page.folded[: page.text_at]) is not None or words.search(around) is not None
