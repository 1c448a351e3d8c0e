"""What no feed may carry is taken out, everything else stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.clean import _FORBIDDEN, printable

TRAPS = "a\u0142 \t\n\r\xa0\x00\x0b\x7f\x85\xad\u2028\u200b\u202e\u2066\ud83d\ufdd0\ufffe\U0001f4da\U0001ffff"


@given(st.one_of(st.text(), st.text(TRAPS)))
def test_exactly_the_forbidden_characters_go(text: str) -> None:
    assert printable(text) == "".join(char for char in text if not _FORBIDDEN.match(char))


@pytest.mark.parametrize("char", ["\x00", "\x7f", "\ud83d", "\u202e", "\ufffe", "\U0001ffff"])
def test_none_is_overlooked_beside_white_space(char: str) -> None:
    assert printable(f"Wpis\n{char}\tnowy") == "Wpis\n\tnowy"
