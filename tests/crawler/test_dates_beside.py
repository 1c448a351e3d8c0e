"""Days beside a heading and around a text: which of them is the publication, and which never is."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crawler.pages import read_page

NEWS = (
    "<p>Do zbiorów trafiło sto osiemdziesiąt tomów, wśród nich reportaże i książki z dużą czcionką.</p>"
    "<p>Nowości można rezerwować od jutra, nie więcej niż trzy jednocześnie.</p>"
)
INVITATION = (
    "<p>Zapraszamy na spotkanie z autorką, które odbędzie się 12 maja 2024 r. o godz. 17.00 na poddaszu.</p>"
    "<p>Po spotkaniu będzie można kupić książki i porozmawiać przy herbacie z malinami.</p>"
)


def day(*, top: str = "", under: str = "", text: str = NEWS, after: str = "") -> str | None:
    page = (
        "<!doctype html><html lang=pl><head><title>Wieczór z regałem – Biblioteka</title></head><body>"
        f"<div id=naglowek><a href=/>Biblioteka w Niwkach</a>{top}</div>"
        "<ul class=menu><li><a href=/k>Katalog</a></ul>"
        f"<div id=tresc><h1>Wieczór z regałem</h1>{under}<div class=opis>{text}</div>{after}</div>"
        "<div id=stopka><p>ul. Leśna 3, 12-345 Niwki</p></div></body></html>"
    )  # fmt: skip
    raw = read_page(page.encode(), "http://b.example/a/7", fetched=datetime(2025, 11, 20, 9, tzinfo=UTC))
    assert raw.title == "Wieczór z regałem"
    return raw.published.value[:10] if raw.published else None


@pytest.mark.parametrize(
    "line",
    ["2 maj 2024", "2.V.2024 r.", "czw., 2 maja 2024", "2-go maja 2024", "maj 2, 2024", "2024.05.02",
     "2/5/24", "Aktualizacja: 15.05.2024, publikacja: 02.05.2024",
     "Opublikowano 02.05.2024 | Aktualizacja 15.05.2024",
     "Autor: Anna Nowak Data: 02.05.2024", "[02.05.2024]", "Niwki, dn. 2.05.2024 r.",
     "Dodano: 2 maja 2024 | Termin: 12 maja 2024", "<i class=ikona></i> 2 maja 2024 <i class=oko></i> 341"],
)  # fmt: skip
@pytest.mark.parametrize("text", [NEWS, INVITATION], ids=["news", "invitation"])
def test_the_day_below_the_heading(line: str, text: str) -> None:
    assert day(under=f"<p>{line}</p>", text=text) == "2024-05-02"


@pytest.mark.parametrize(
    "line",
    ["12 maja 2024, godz. 17:00", "12.05.2024", "Termin: 12.05.2024", "12.05.2024 - 15.05.2024",
     "Kiedy: 12 maja 2024<br>Gdzie: poddasze", "</p><h2>12 maja 2024, niedziela</h2><p>"],
)  # fmt: skip
def test_the_day_of_the_invitation(line: str) -> None:
    assert day(under=f"<p>{line}</p>", text=INVITATION) is None


def test_a_day_that_its_element_calls_an_event() -> None:
    assert day(under="<div class=event-date>12.05.2024</div>") is None


@pytest.mark.parametrize(
    "clock",
    ["<div class=data>czwartek, 20 listopada 2025</div>", "<div class=data>środa, 22 maja 2024</div>",
     "<span>22.05.2024</span>", "<div>Dziś jest środa, 22 maja 2024, imieniny: Heleny</div>"],
)  # fmt: skip
def test_the_clock_in_the_header_also_of_a_page_saved_long_ago(clock: str) -> None:
    assert day(top=clock) is None


@pytest.mark.parametrize(
    "files",
    ["<ul><li><a href=/r.pdf>Regulamin.pdf</a> (dodano: 02.05.2024)</li></ul>",
     "<p><a href=/r.pdf>Regulamin.pdf</a> (dodano: 02.05.2024)</p>",
     "<ul><li><a href=/r.pdf>Regulamin</a><span>Data dodania: 02.05.2024</span></li></ul>"],
)  # fmt: skip
def test_the_day_on_which_a_document_was_added(files: str) -> None:
    assert day(after=files) is None


@pytest.mark.parametrize(
    "line",
    ["<p>2.05.2024</p>", "<p>Anna Nowak, 2.05.2024</p>", "<small>Data: 2.05.2024</small>",
     "<p style='text-align:right'>Niwki, 2 maja 2024 r.</p>",
     "<p><em>Opublikowała: Anna Nowak, 2.05.2024, godz. 14:20</em></p>",
     "<ul><li>Dodano: 2.05.2024</li><li>Anna Nowak</li></ul><p><a href=/a>Wróć do listy</a></p>"],
)  # fmt: skip
def test_the_day_below_the_text(line: str) -> None:
    assert day(after=line) == "2024-05-02"


@pytest.mark.parametrize(
    "other",
    ["<div id=komentarze><h3>Komentarze</h3><p>Ola, 02.05.2024: super!</p></div>",
     "<aside><h3>Aktualności</h3><ul><li>02.05.2024 <a href=/x>Inny wpis o czymś</a></li></ul></aside>",
     "<p>Ostatnia aktualizacja: 02.05.2024</p>"],
)  # fmt: skip
def test_days_of_other_things(other: str) -> None:
    assert day(after=other) is None


def test_no_day_from_the_column_beside_the_text() -> None:
    """The last line of a menu in the next cell looks like an author beside a day."""
    column = (
        "<a href=1>Wiadomości</a><br><a href=2>Galeria</a><br><a href=3>Kronika</a><br><b>Wkrótce:</b><br>"
    )
    text = (
        "Zapraszamy na kiermasz książek i przetworów, który przygotowały panie z koła gospodyń. Wstęp wolny."
    )
    page = (
        f"<html><body><table><tr><td>{column}12.05.2014 Zebranie Koła Gospodyń</td><td>"
        "<b>Kiermasz książek</b><br>"
        f"<i>Autor: T. M.</i><p>{text}</p></td></tr></table></body></html>"
    )
    raw = read_page(
        page.encode(), "http://b.example/index.php?id=97", fetched=datetime(2024, 10, 8, tzinfo=UTC)
    )
    assert raw.title == "Kiermasz książek"
    assert raw.published is None


def test_the_record_that_scripts_draw_tells_the_minute() -> None:
    record = '{"post":{"title":"Nocny maraton","publishedAt":"2024-02-29T23:30:00.000Z"}}'
    text = "Pierwszy maraton pisania trwać będzie dwanaście godzin i zakończy się wspólnym śniadaniem."
    page = (
        f"<html><body><div id=__next><h1>Nocny maraton</h1><div>1 marca 2024</div><p>{text}</p></div>"
        f'<script id="__NEXT_DATA__" type="application/json">{record}</script></body></html>'
    )
    raw = read_page(page.encode(), "http://b.example/maraton", fetched=datetime(2024, 10, 8, tzinfo=UTC))
    assert raw.published is not None
    assert raw.published.value.startswith("2024-03-01T00:30")


def test_a_day_in_an_element_of_the_heading_is_its_stamp_whatever_the_heading_says() -> None:
    text = "Od 8 do 12 sierpnia malujemy. Wypożyczalnia będzie zamknięta, zwroty przyjmie urząd."
    page = f"<html><body><h2>Biblioteka nieczynna <span>(01.08.2016)</span></h2><p>{text}</p></body></html>"
    raw = read_page(page.encode(), "http://b.example/?news=25", fetched=datetime(2024, 10, 8, tzinfo=UTC))
    assert raw.title == "Biblioteka nieczynna"
    assert raw.published is not None
    assert raw.published.value == "2016-08-01"
