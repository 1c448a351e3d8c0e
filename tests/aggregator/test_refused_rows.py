"""Rows of a list of results that won nothing."""

from __future__ import annotations

import pytest

from aggregator.roles.refused_rows import lies_in, refused_rows
from aggregator.text import fold

REFUSALS = (
    "Wnioski niedofinansowane", "Zadania nierekomendowane", "Wnioski nieuwzględnione",
    "Projekty niezakwalifikowane", "Wnioski nieprzyjęte", "Wnioski odrzucone", "Lista rezerwowa",
    "Wnioski poniżej progu", "Zadania pod kreską", "Wnioski bez dofinansowania", "Wnioski bez dotacji",
    "Wnioski bez wsparcia", "Wnioski z negatywną oceną", "Wnioski z negatywnym rozpatrzeniem",
    "Wnioski ocenione negatywnie", "Wnioski rozpatrzone negatywnie", "Wnioski zaopiniowane negatywnie",
    "Kto nie otrzymał dotacji", "Biblioteki, które nie dostały pieniędzy", "Kto tym razem nie uzyskał grantu",
    "Projekty, które nie zakwalifikowały się", "Zadania, których nie rekomendujemy",
    "Zadania, których nie dofinansujemy", "Komu nie przyznano środków", "Czego nie wsparto",
    "Wnioski, których nie wybrano", "Wnioski, które nie spełniły wymogów",
    "Projekty, które nie zostały wybrane",
)  # fmt: skip


@pytest.mark.parametrize("heading", REFUSALS)
def test_rows_below_any_of_these_headings_won_nothing(heading: str) -> None:
    """Letters are looked for before the patterns: each wording must pass that look, too."""
    text = fold(f"{heading}\n1. Biblioteka w Lubnie – 35 000 zł\n2. Biblioteka w Nurze – 12 000 zł")
    stretches = refused_rows(text)
    assert [text[start:end][:2] for start, end in stretches] == ["1.", "2."]
    assert lies_in(stretches, text.index("35 000"))
    assert not lies_in(stretches, 0)


@pytest.mark.parametrize(
    "verdict", ["odrzucony", "rezerwa", "negatywna", "brak środków", "brak dofinansowania"]
)
def test_a_verdict_in_a_cell_is_that_of_its_row(verdict: str) -> None:
    text = fold(f"Biblioteka w Lubnie\t35 000 zł\tprzyjęty\nBiblioteka w Nurze\t12 000 zł\t{verdict}")
    stretches = refused_rows(text)
    assert len(stretches) == 1
    assert lies_in(stretches, text.index("12 000"))


def test_winners_below_an_ordinary_heading_are_left_alone() -> None:
    assert refused_rows(fold("Wnioski dofinansowane\n1. Biblioteka w Lubnie – 35 000 zł")) == []
