"""How sums stand on the page: between what, alone in brackets, at the ends of lines."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import itemgetter

from aggregator.passages import Passages
from aggregator.sums.printed import Sum

_start, _end = itemgetter(0), itemgetter(1)


class Places:
    """The places of the sums of one text. They ascend, so each question is asked of a list of thousands in
    the time of a few comparisons.
    """

    def __init__(self, sums: Sequence[Sum]) -> None:
        self._starts = list(map(_start, sums))
        self._ends = list(map(_end, sums))
        self.several = len(sums) > 1

    def between(self, start: int, end: int) -> int:
        """How many sums lie between two offsets."""
        number = bisect_right(self._ends, end) - bisect_left(self._starts, start)
        return number if number > 0 else 0

    def starting(self, start: int, end: int) -> range:
        """Numbers of the sums that begin in `start:end`."""
        return range(bisect_left(self._starts, start), bisect_left(self._starts, end))


def alone_in_brackets(folded: str, item: Sum) -> bool:
    """Whether a sum is all that stands in its brackets."""
    return folded.startswith(")", item.end) and folded.endswith("(", 0, item.start)


def rows_of_sums(sums: Sequence[Sum], passages: Passages) -> list[tuple[int, int]]:
    """For each sum the first and the last of the list it stands in, of lines that each end in a sum."""
    rows: list[tuple[int, int]] = []
    first = 0
    for at in range(len(sums)):
        if at + 1 == len(sums) or not _ends_next_line(sums[at], sums[at + 1], passages):
            rows += [(first, at)] * (at + 1 - first)
            first = at + 1
    return rows


def _ends_next_line(item: Sum, following: Sum, passages: Passages) -> bool:
    """Whether both sums end their lines, one line below the other."""
    between = passages.folded[item.end : following.start]
    if between.strip(" .,;\t").count("\n") != 1 or between.strip(" .,;")[:1] != "\n":
        return False  # mostly; a line of thousands of sums has tails of their length
    return not passages.folded[following.end : passages.line(following.start)[1]].strip(" .,;)")
