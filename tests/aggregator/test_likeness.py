"""One text read twice, a reprint, a formula filled anew, another text."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.identity import words_of
from aggregator.keeping.likeness import are_one, counted, is_reprint, share, sketch_of
from aggregator.text import fold

TEXT = (
    "Biblioteka w Lubnie otrzymała 12 000 zł z programu BLISKO. Za te pieniądze kupimy regały, książki dla "
    "dzieci i dwa czytniki, a jesienią zaprosimy pisarzy na spotkania z czytelnikami z całej gminy."
)


def test_share_of_words() -> None:
    assert share(counted(""), counted("")) == 1
    assert share(counted("raz dwa trzy"), counted("RAZ, dwa – trzy!")) == 1
    assert share(counted("raz dwa trzy"), counted("cztery")) == 0


def test_another_number_is_another_text() -> None:
    assert are_one(counted(TEXT), counted(TEXT.replace("całej gminy", "gminy")))
    assert not are_one(counted(TEXT), counted(TEXT.replace("12 000", "15 000")))


@pytest.mark.parametrize(
    ("other", "of_libraries", "wanted"),
    [
        (TEXT + " Źródło: biblioteka w Lubnie.", True, True),
        (TEXT.replace("Biblioteka w Lubnie", "Biblioteka we Wzorowie"), True, False),
        (TEXT.replace("kupimy", "zakupi"), True, False),
        (TEXT.replace("kupimy", "zakupi"), False, True),
        (TEXT.replace("12 000", "15 000"), False, False),
        (TEXT + " 3 maja zapraszamy na majówkę.", False, True),
        (TEXT * 2, False, False),
    ],
)
def test_a_reprint_adds_or_leaves_out(other: str, of_libraries: bool, wanted: bool) -> None:
    mine, theirs = counted(TEXT), counted(other)
    assert is_reprint(mine, theirs, of_libraries=of_libraries) is wanted
    assert is_reprint(theirs, mine, of_libraries=of_libraries) is wanted


def test_like_texts_share_a_number_and_others_hardly_ever() -> None:
    chance = random.Random(7)
    found = strange = 0
    for _ in range(300):
        words = [f"słowo{chance.randrange(4000)}" for _ in range(chance.randrange(60, 400))]
        near = list(words)
        for _ in range(len(words) // 40):
            near[chance.randrange(len(near))] = "inaczej"
        other = [f"słowo{chance.randrange(4000)}" for _ in words]
        bands = set(sketch_of(words)[:6])
        found += not bands.isdisjoint(sketch_of(near)[:6])
        strange += not bands.isdisjoint(sketch_of(other)[:6])
    assert found >= 294
    assert strange == 0


@given(st.text(max_size=300))
def test_a_sketch_is_of_the_words_alone(text: str) -> None:
    words = words_of(fold(text))
    sketch = sketch_of(words)
    assert sketch == sketch_of(list(words))
    assert len(sketch) in (0, 7)
    assert all(0 <= band < 2**63 for band in sketch)
