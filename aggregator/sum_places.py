"""How sums stand on the page: alone in brackets, at the ends of lines."""

from __future__ import annotations

from aggregator.passages import Passages
from aggregator.sums import Sum


def alone_in_brackets(folded: str, item: Sum) -> bool:
    """Whether a sum is all that stands in its brackets."""
    return folded[max(0, item.start - 1) : item.start] == "(" and folded[item.end : item.end + 1] == ")"


def ends_next_line(item: Sum, following: Sum, passages: Passages) -> bool:
    """Whether both sums end their lines, one line below the other."""
    between = passages.folded[item.end : following.start]
    tail = passages.folded[following.end : passages.line(following.start)[1]]
    return (
        between.strip(" .,;\t").count("\n") == 1
        and between.strip(" .,;")[:1] == "\n"
        and not tail.strip(" .,;)")
    )
