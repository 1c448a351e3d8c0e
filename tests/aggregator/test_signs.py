"""The look at an article that spares the searches: it must see whatever a search would find."""

from __future__ import annotations

import re

from aggregator import typed_dates
from aggregator.dates import relative
from aggregator.kinds import balance as kind_balance
from aggregator.kinds import kind as kinds
from aggregator.kinds import traits as kind_traits
from aggregator.roles import refused_rows
from aggregator.text import fold
from tests.aggregator.programme_pages import article
from tests.aggregator.readings import announcements

#: by bit the expressions that are only searched for where it is set
SEARCHED: dict[int, tuple[re.Pattern[str], ...]] = {
    kind_balance._MAY_SHARE: (kind_balance._SHARED_OUT,),
    kind_balance._MAY_BE_OURS: (kind_balance._OURS,),
    kind_balance._MAY_HAVE_WON: (kind_balance._WON,),
    kind_balance._MAY_BE_OPEN: (kind_balance._OPEN,),
    kind_balance._MAY_BE_FUNDED: (kind_balance._FUNDS,),
    kinds._MAY_REFUSE: (kinds._REFUSED,),
    kinds._MAY_BE_BACKGROUND: (re.compile(kinds._BACKGROUND.pattern.removesuffix(r"\Z")),),
    kinds._MAY_BE_PAST: (re.compile(kinds._LONG_AGO.pattern.removesuffix(r"\Z")),),
    kind_traits._MAY_CREDIT: (re.compile("finansowan|srodkow"),),
    kind_traits._MAY_NAME_HOURS: (kind_traits._HOUR_NAMED,),
    refused_rows.REFUSALS: (refused_rows._SAID,),
    typed_dates._MAY_BE_RELATIVE: (relative._RELATIVE,),
}


def test_whatever_a_search_finds_has_its_sign() -> None:
    found = dict.fromkeys(SEARCHED, 0)
    for text in announcements():
        said = article(text.text, text.title).said
        for bit, expressions in SEARCHED.items():
            for expression in expressions:
                for folded in (fold(text.title), fold(text.text)):
                    if expression.search(folded):
                        found[bit] += 1
                        assert said & bit, (expression.pattern, folded)
    assert all(found.values()), "some list is never found in the labelled texts: it is not tested"


def test_few_articles_have_all_signs() -> None:
    said = [article(text.text, text.title).said for text in announcements()]
    for bit in SEARCHED:
        assert sum(each & bit != 0 for each in said) < 0.9 * len(said)
