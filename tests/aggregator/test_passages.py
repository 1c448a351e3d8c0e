"""The parts of a text around an offset."""

from __future__ import annotations

import pytest

from aggregator.passages import Passages


def passages(text: str) -> Passages:
    return Passages(text)


@pytest.mark.parametrize(
    ("text", "word", "sentence"),
    [
        ("Dostaliśmy 5 zł. Wkład własny to 2 zł.", "Wkład", "Wkład własny to 2 zł."),
        ("Przy ul. Długiej 5 o godz. 17.00.", "godz", "Przy ul. Długiej 5 o godz. 17.00."),
        ("Filia im. J. Wilka ma 5 tys. Książek.", "ma", "Filia im. J. Wilka ma 5 tys. Książek."),
        ("Udało się! 12 000 zł dla nas.", "zł", "12 000 zł dla nas."),
        ("Pierwsza linia\nDruga linia", "Druga", "Druga linia"),
    ],
)  # fmt: skip
def test_sentences_end_where_readers_end_them(text: str, word: str, sentence: str) -> None:
    start, end = passages(text).sentence(text.index(word))
    assert text[start:end].strip() == sentence


def test_a_cell_knows_its_heading_and_its_row() -> None:
    text = "Lista:\nBiblioteka\tDotacja (zł)\nGBP w Lipie\t12 500\n"
    cell = passages(text).cell(text.index("12 500"))
    assert cell is not None
    assert (cell.heading, cell.label, cell.column, cell.alone) == ("dotacja (zl)", "gbp w lipie", 1, True)
    assert cell.beside == "biblioteka"


def test_a_table_of_labels_has_no_heading() -> None:
    text = "Wartość\t120 000,00 zł\nDotacja\t96 000,00 zł"
    cell = passages(text).cell(text.index("96 000"))
    assert cell is not None and (cell.heading, cell.label) == ("", "dotacja")


def test_running_text_is_no_cell() -> None:
    assert passages("Dotacja 5 zł").cell(3) is None


def test_the_lead_in_of_a_list_is_the_line_that_ends_with_a_colon() -> None:
    text = "Dotacje w latach:\n2019 – 8 200\n2020 – 7 950"
    lead = passages(text).lead_in(text.index("7 950"))
    assert lead is not None and text[slice(*lead)] == "Dotacje w latach:"
