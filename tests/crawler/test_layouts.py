"""Systems whose pages can be read right only by the names that they give their boxes."""

from __future__ import annotations

from datetime import UTC, datetime

from crawler.pages import read_page

FETCHED = datetime(2024, 10, 8, tzinfo=UTC)


def test_webwave_keeps_each_piece_of_a_page_in_a_box_of_its_own() -> None:
    """Text and advertisements stand side by side; only the length of a piece tells them apart."""
    pieces = [
        "<h1>Sąsiedzkie kino</h1>",
        "<p>12 maja 2023</p>",
        "<p>Ośrodek kultury wraz z biblioteką pozyskał 40 000 zł na inicjatywy mieszkańców. Najpierw "
        "powstanie diagnoza, a po niej zostanie ogłoszony konkurs na najlepsze pomysły.</p>"
        "<p>Pierwsze spotkanie odbędzie się w bibliotece. Będzie ciasto z rabarbarem.</p>",
        "<p>Śledź nas</p>",
        "<h3>Tablica sołtysa</h3><p>Zebranie wiejskie 14 kwietnia 2023</p>",
        "<p>Biblioteka uczestniczy w programie Orange dla bibliotek</p>",
    ]
    boxes = "".join(
        f'<div id="element_{number}" class="element element_text"><div class="element_content content_text">'
        f'<div class="text_content">{piece}</div></div></div>'
        for number, piece in enumerate(pieces)
    )
    page = f'<html><body><div class="page_content">{boxes}</div></body></html>'
    raw = read_page(page.encode(), "https://b.example/kino", fetched=FETCHED)
    assert raw.title == "Sąsiedzkie kino"
    assert raw.text.startswith("Ośrodek kultury")
    assert raw.text.endswith("z rabarbarem.")
    assert raw.published is not None
    assert raw.published.value == "2023-05-12"
