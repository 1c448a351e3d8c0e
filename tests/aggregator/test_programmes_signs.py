"""The look at a sentence that spares the searches: it must see whatever a search would find."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from aggregator.programmes import background, context, weakness, whole_page
from aggregator.programmes.page import Page, open_page
from aggregator.programmes.signs import ANY, SIGNS, Signs
from tests.aggregator.programme_pages import article
from tests.aggregator.readings import announcements, cases

#: by bit the expressions that are only searched for where it is set
SEARCHED = {
    context._DENIED: (context._DENIAL, context._LACKING, context._NO_OUTSIDE, context._NONE_BEFORE,
                      context._DENIED_AFTER, context._NOT_AFTER, context._NO_LINK),
    context._LEFT: (context._EXCLUSION,),
    context._LIKENED: (context._COMPARISON, context._FOR_COMPARISON),
    context._EXPERIENCED: (context._PEOPLE,),
    context._EXCEPTED: (re.compile(context._EXCEPT),),
    context._HELD: (context._HOLDERS,),
    context._SENT: (context._SENT_AWAY,),
    context._HEARD: (context._HEARSAY, background.ASKED),
    context.CONTRASTED: (context.CONTRAST,),
    weakness._FAILED: (context.REFUSED,),
    weakness._OF_OLD: (weakness._HISTORY,),
    weakness._OF_OTHERS: (weakness._OTHERS,),
    background._HONOURED: (background._MERIT,),
    background._WISHED: (background._WISH, background._WISH_AFTER),
    background._LONG_GONE: (background._PAST, background._YEAR_PAIR),
    background._OF_OTHERS: (background._ELSEWHERE, background._VISITED),
    background._THEIRS: (background._THEY,),
    background.REMARKED: (background._MEMORY, background._NOTICE),
    whole_page._CONSISTING: (whole_page._CONSISTS,),
}  # fmt: skip


def pages(every: int = 2) -> Iterator[Page]:
    for text in announcements()[::every]:
        yield open_page(article(text.text, text.title))
    for case in cases("programme_cases.yaml"):
        yield open_page(article(str(case)))


def pieces(page: Page) -> Iterator[tuple[int, int]]:
    """Every sentence, and what stands in it before some of its words: a name may stand there."""
    start = 0
    while start < len(page.folded):
        first, last = page.sentence(start)
        yield first, last
        for word in list(re.finditer(r"\b[a-z]", page.folded[first:last]))[5::9]:
            yield first, first + word.start()
        start = last


@pytest.mark.slow
def test_whatever_a_search_finds_has_its_sign() -> None:
    found = dict.fromkeys(SEARCHED, 0)
    for page in pages():
        for first, last in pieces(page):
            signs, words = page.signs(first, page.sentence(first)[1]), page.folded[first:last]
            for bit, expressions in SEARCHED.items():
                for expression in expressions if not (found[bit] and signs & bit) else ():
                    if expression.search(words):
                        found[bit] += 1
                        assert signs & bit, (expression.pattern, words)
    assert all(found.values()), "some list is never found in the labelled texts: it is not tested"


def test_whatever_corrects_a_sentence_has_its_sign_on_the_page() -> None:
    found = 0
    for page in pages(12):
        for first, _ in pieces(page):
            if context._CORRECTION.match(page.folded[first:]):
                found += 1
                assert page.said & context._MAY_CORRECT
    assert found


def test_most_sentences_have_no_sign() -> None:
    sentences = [(page, *piece) for page in pages() for piece in {page.sentence(at) for at in (0, 200, 400)}]
    silent = sum(not page.signs(first, last) for page, first, last in sentences)
    assert silent > len(sentences) / 4


def test_a_word_cut_in_two_may_be_anything() -> None:
    assert SIGNS.read("pisanie jest", 4, 12) == ANY
    assert SIGNS.read("pisanie jest", 0, 12) & context._DENIED == 0


def test_an_expression_that_may_begin_anywhere_is_refused() -> None:
    with pytest.raises(ValueError, match="may begin anywhere"):
        Signs().add(r"\w+ nie")
