"""An alternation of words that shares their beginnings says what the plain one says."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from aggregator.alternation import united

words = st.lists(st.text(alphabet="abc -", min_size=1, max_size=5), min_size=1, max_size=12)


@given(words, st.text(alphabet="abc -", max_size=12))
def test_it_finds_what_the_longest_first_finds(words: list[str], text: str) -> None:
    plain = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    for behind in ("", "$", r"\b", "(?!a)"):
        found = [hit.span() for hit in re.finditer(f"(?:{united(words)}){behind}", text)]
        assert found == [hit.span() for hit in re.finditer(f"(?:{plain}){behind}", text)]
