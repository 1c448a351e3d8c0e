"""Tables of data keep every cell in its column."""

from __future__ import annotations

from datetime import UTC, datetime

from crawler.pages.reader import read_page

NOW = datetime(2024, 4, 20, tzinfo=UTC)
HEAD = "<tr><th>Województwo</th><th>Beneficjent</th><th>Zadanie</th><th>Dotacja w zł</th></tr>"


def rows(table: str) -> list[str]:
    body = (
        "<html><head><title>Wyniki naboru</title></head><body><main><article><h1>Wyniki naboru</h1>"
        "<p>Znamy listę bibliotek, które otrzymają dofinansowanie w programie „Kultura cyfrowa”. "
        "Umowy podpiszemy w najbliższych tygodniach, a zadania potrwają do końca listopada.</p>"
        f"<table>{table}</table></article></main></body></html>"
    )
    page = read_page(body.encode(), "https://biblioteka.example/wyniki", fetched=NOW)
    return [line for line in page.text.split("\n") if "\t" in line]


def test_a_cell_that_reaches_over_rows_leaves_its_column_empty_below() -> None:
    found = rows(
        f"{HEAD}<tr><td rowspan='2'>lubelskie</td><td>MBP w Nurze</td><td>Mapy</td><td>91 000</td></tr>"
        "<tr><td>GBP w Krasnym</td><td>Kroniki</td><td>120 000</td></tr>"
        "<tr><td>opolskie</td><td>GBP w Prószkach</td><td>Głosy</td><td>48 000</td></tr>"
    )
    assert found[2:] == ["\tGBP w Krasnym\tKroniki\t120 000", "opolskie\tGBP w Prószkach\tGłosy\t48 000"]


def test_one_in_the_middle_too() -> None:
    found = rows(
        f"{HEAD}<tr><td>łódzkie</td><td rowspan='3'>MBP w Nurze</td><td>Mapy</td><td>91 000</td></tr>"
        "<tr><td>łódzkie</td><td>Plany</td><td>12 000</td></tr>"
        "<tr><td>łódzkie</td><td>Kroniki</td><td>20 000</td></tr>"
    )
    assert found[2:] == ["łódzkie\t\tPlany\t12 000", "łódzkie\t\tKroniki\t20 000"]


def test_a_cell_over_columns_keeps_those_behind_it_in_theirs() -> None:
    found = rows(
        f"{HEAD}<tr><td>lubelskie</td><td>MBP w Nurze</td><td>Mapy</td><td>91 000</td></tr>"
        "<tr><td colspan='3'>Razem</td><td>91 000</td></tr>"
    )
    assert found[-1] == "Razem\t\t\t91 000"


def test_empty_cells_before_the_first_keep_the_columns() -> None:
    found = rows(f"{HEAD}<tr><td></td><td>MBP w Nurze</td><td>Mapy</td><td>91 000</td></tr>")
    assert found[-1] == "\tMBP w Nurze\tMapy\t91 000"


def test_spans_that_are_no_numbers_span_one() -> None:
    found = rows(f"{HEAD}<tr><td rowspan='x'>a b</td><td colspan='0'>c d</td><td>e</td><td>5 000</td></tr>")
    assert found[-1] == "a b\tc d\te\t5 000"


def test_tabs_of_the_source_divide_no_cells() -> None:
    cells = "".join(
        f"\t<tr>\n\t\t<td>\n\t\t\t{name}\n\t\t\tw gminie\n\t\t</td>\n"
        f"\t\t<td>\n\t\t\t<b>{grant}</b>\n\t\t</td>\n\t</tr>\n"
        for name, grant in (("GBP Lipowo", "10 000 zł"), ("MBP Sady", "8 500 zł"))
    )
    page = f"<meta charset=utf-8><body><h1>Wyniki naboru</h1><p>Oto lista.</p><table>\n{cells}</table></body>"
    raw = read_page(page.encode(), "https://a.example/x", fetched=datetime(2024, 6, 1, tzinfo=UTC))
    assert raw.text == "Oto lista.\nGBP Lipowo w gminie\t10 000 zł\nMBP Sady w gminie\t8 500 zł"


def test_the_row_of_columns_of_an_old_layout_holds_the_article() -> None:
    """One table for the page: a row for its head, one for menu, text and news, one for its foot."""
    title, text = (
        "Wystawa pocztówek z Dębna",
        "Pocztówki sprzed wojny zebrał pan Hieronim, listonosz z Dębna.",
    )
    more = "Oglądać je można w czytelni do końca marca, wstęp jest wolny."
    menu = "".join(
        f"<BR><A href='{n}.html'>{n}</A>" for n in ("Historia", "Oferta", "Filie", "Kontakt", "Galeria")
    )
    news = "".join(
        f"<FONT>{d}.03.2021 - <A href='n{d}.html'>Spotkanie numer {d}</A></FONT><BR>" for d in range(11, 17)
    )
    body = (
        "<TABLE><TR><TD colspan=3><FONT size=6>Biblioteka w Dębnie</FONT><BR>"
        "<MARQUEE>Biblioteka czynna od poniedziałku do piątku w godzinach 9-17</MARQUEE></TD></TR>"
        f"<TR><TD><B>MENU</B>{menu}</TD><TD><CENTER><FONT size=5><B>{title}</B></FONT></CENTER><BR>"
        f"<p>{text}</p><p>{more}</p></TD><TD><B>Co nowego?</B><BR>{news}</TD></TR>"
        "<TR><TD colspan=3><FONT size=1>Projekt „Cyfrowy kącik” współfinansowany przez Unię Europejską "
        "ze środków Europejskiego Funduszu Rozwoju Regionalnego.<BR>Licznik: 40217</FONT></TD></TR></TABLE>"
    )
    page = f"<HTML><HEAD><TITLE>Biblioteka w Dębnie</TITLE></HEAD><BODY>{body}</BODY></HTML>"
    raw = read_page(page.encode(), "https://debno.example/wystawa.html", fetched=NOW)
    assert (raw.title, raw.text) == (title, f"{text}\n{more}")
