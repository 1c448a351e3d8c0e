"""Places where labelled texts name a programme: money of the news, or named in passing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from aggregator.article import prepare
from aggregator.programmes.found import Found
from aggregator.programmes.page import open_page
from aggregator.programmes.passing import MONEY, PASSING, Company, in_a_row
from aggregator.programmes.tagging import read_places
from aggregator.programmes.taxonomy import Taxonomy, load_taxonomy
from aggregator.programmes.whole_page import reject_described, standing
from benchmarks.regression import Example
from tests.aggregator.programme_pages import NamedText, named_cases, named_sentences
from tests.aggregator.readings import announcements, mentions
from tests.test_network_reads import PAGES, raw


@cache
def mention_texts() -> tuple[NamedText, ...]:
    """Every text of the tests that is labelled with exactly its programmes."""
    whole = [
        NamedText(text.page()[0], text.programmes, text.optional)
        for text in (*announcements(), *mentions())
        if text.programmes is not None
    ]
    network = [
        NamedText(prepare(raw(folder, truth["url"]), None), frozenset(truth["programmes"]))
        for folder, truth in PAGES
    ]
    return (*whole, *network, *named_cases(), *named_sentences())


def mention_examples(texts: Sequence[NamedText]) -> Iterator[Example]:
    """One example a place in a text, not in a title, whose words are those of a programme."""
    taxonomy = load_taxonomy()
    for number, text in enumerate(texts):
        page = open_page(text.article)
        found = read_places(page, taxonomy)
        reject_described(found, page, taxonomy)
        company = Company(standing(found), page, taxonomy)
        for hit in found:
            if not hit.meant or page.in_title(hit.start) or in_a_row(hit, page):
                continue
            if label := _label(hit, text, taxonomy):
                yield Example(number, company.standing_of(hit).named(), label, {})


def _label(hit: Found, text: NamedText, taxonomy: Taxonomy) -> str:
    """ "" where the labels do not say: a tolerated programme, a node below a labelled one."""
    above = {hit.node, *taxonomy.above(hit.node)}
    if any(hit.node in (each, *taxonomy.above(each)) for each in text.programmes):
        return MONEY
    return "" if above & (text.programmes | text.optional) else PASSING
