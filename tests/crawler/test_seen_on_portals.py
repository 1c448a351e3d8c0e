"""Shapes met on saved pages of papers, parishes and schools, with words of our own."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from aggregator.model import RawAnnouncement
from crawler.pages import read_page

FETCHED = datetime(2026, 11, 23, 12, tzinfo=UTC)
LEAD = (
    "Biblioteka w Rudnej wypożyczy od jesieni czytniki książek elektronicznych. Gmina kupiła ich dwadzieścia "
    "i o kolejne zamierza prosić w przyszłym roku."
)
FIRST = (
    "Czytnik dostanie każdy, kto ma kartę biblioteczną i oddał poprzednio wypożyczone książki. Urządzenie "
    "można zatrzymać na trzy tygodnie, a na prośbę czytelnika także dłużej."
)
SECOND = (
    "Bibliotekarze pokażą, jak powiększyć litery i jak wczytać własną książkę. Pierwsze zajęcia odbyły się w "
    "sali prób orkiestry, bo czytelnia okazała się za mała dla wszystkich chętnych."
)
HEADING = "<h1>Czytniki jadą do Rudnej</h1>"


def read(inner: str, head: str = "Czytniki jadą do Rudnej - Kurier Rudzki") -> RawAnnouncement:
    page = f"<html><head><title>{head}</title></head><body>{inner}</body></html>"
    return read_page(page.encode(), "https://kurier.example/wpis/99", fetched=FETCHED)


KEYWORDS = (
    "<div class='fleft'><a href='/alerty'>Słowa kluczowe i powiadomienia</a></div>"
    "<div class='fright'><a href='/alerty/o'>Dowiedz się więcej o powiadomieniach</a></div>"
    "<ul><li><a href='/1'>Most w Porzeczu będzie gotowy przed zimą</a></li>"
    "<li><a href='/2'>Szkoła w Lipie ma nowe boisko i bieżnię</a></li></ul>"
)


def test_lead_stands_above_a_text_whose_box_has_links_below_it() -> None:
    page = (
        f"<div id='kol'><div id='news'>{HEADING}<div class='head'>{LEAD}</div><div id='karta'>"
        f"<div class='body'><p>{FIRST}</p><p>{SECOND}</p></div>{KEYWORDS}</div></div></div>"
    )
    assert read(page).text.splitlines()[:3] == [LEAD, FIRST, SECOND]


OTHERS = (
    "<div class='news'><h3><a href='/5'>Burza nad Lipą</a></h3><p>Wichura zerwała dach stodoły i połamała "
    "lipy przy drodze, a strażacy usuwali gałęzie do rana. Nikt nie ucierpiał, szkody wyceni gmina.</p></div>"
)


@pytest.mark.parametrize("name", ["box articleSingle print", "print", "read"])
def test_what_is_called_print_may_be_the_text_that_a_printer_prints(name: str) -> None:
    page = (
        f"<div id='srodek'>{HEADING}<div class='{name}'><p>{FIRST}</p><p>{SECOND}</p>"
        "<div class='share'><span>Poleć ten tekst znajomym z miasta i ze wsi w całej gminie</span></div>"
        f"</div></div><div class='kolumna'>{OTHERS * 9}</div>"
    )
    assert read(page).text == f"{FIRST}\n{SECOND}"


def test_first_heading_above_its_text_outweighs_the_name_of_the_site_in_the_address() -> None:
    page = (
        f"<div id='srodek'>{HEADING}<p>{FIRST}</p><p>{SECOND}</p></div><div id='dol'><h3>Adres</h3>"
        "<p>Kurier Rudzki</p><p>ul. Długa 4</p><p>55-555 Rudna, skrytka pocztowa numer dwanaście</p></div>"
    )
    assert read(page, "Kurier Rudzki").title == "Czytniki jadą do Rudnej"


def test_bulletin_in_a_first_heading_is_no_title() -> None:
    page = (
        "<main><h1>Biuletyn Informacji Publicznej Biblioteki w Rudnej</h1>"
        f"{HEADING}<div><p>{FIRST}</p><p>{SECOND}</p></div></main>"
    )
    assert read(page, "Biblioteka Rudna").title == "Czytniki jadą do Rudnej"


def test_heading_repeated_below_the_text_is_none_of_it() -> None:
    page = (
        f"<article>{HEADING}<div class='entry-content'><p>{FIRST}</p><p>{SECOND}</p>"
        "<div class='hatom-extra'>Czytniki jadą do Rudnej</div></div></article>"
    )
    assert read(page).text == f"{FIRST}\n{SECOND}"


def test_heading_of_low_rank_with_two_days_is_a_byline() -> None:
    page = (
        f"<div id='srodek'>{HEADING}<h6 class='datetime'>30.12.2021 13:09 , ostatnia aktualizacja 30.12.2021 "
        f"13:09</h6><div class='tresc'><p>{FIRST}</p><p>{SECOND}</p></div></div>"
    )
    raw = read(page)
    assert raw.text == f"{FIRST}\n{SECOND}"
    assert raw.published is not None and raw.published.moment.day == 30


@pytest.mark.parametrize(
    "byline",
    [
        "<p class='lead'>Litery można powiększyć, a książkę wczytać samemu.</p>"
        "<p><span class='byline author'><a href='/author/j-wrona'>Jadwiga Wrona</a></span></p>"
        "<p><time class='updated' datetime='2021-03-16T08:00:48+00:00'>16 marca 2021</time></p>",
        "<div class='article-details'><span class='date'><i class='ikona'></i>16.03.2021 06:05</span> "
        "<span class='tags'><a href='/t/1'>CZYTNIKI</a>, <a href='/t/2'>GMINA</a>, "
        "<a href='/t/3'>KSIĄŻKI</a>, "
        "<a href='/t/4'>LITERY</a>, <a href='/t/5'>RUDNA</a>, <a href='/t/6'>NAUKA</a>, "
        "<a href='/t/7'>WIEŚ</a>, "
        "<a href='/t/8'>CZYTELNIA</a></span></div>",
    ],
)
def test_day_beside_links_to_the_author_or_to_tags(byline: str) -> None:
    raw = read(f"<div id='srodek'>{HEADING}{byline}<div><p>{FIRST}</p><p>{SECOND}</p></div></div>")
    assert raw.published is not None and raw.published.moment.date().isoformat() == "2021-03-16"


def test_day_on_which_something_is_to_happen_is_none_of_publication() -> None:
    inner = f"<p>w niedzielę 15 czerwca 2014</p><p>{FIRST}</p><p>{SECOND}</p>"
    assert read(f"<div id='srodek'>{HEADING}<div>{inner}</div></div>").published is None


@pytest.mark.parametrize("head", ["Jeden komentarz do “Czytniki”", "Wasze komentarze:", "Wybrane komentarze"])
def test_comments_below_a_text_are_none_of_it(head: str) -> None:
    comments = "<ol><li><p>Zenon Says:</p><p>Mama czyta na takim od roku i chwali duże litery.</p></li></ol>"
    page = f"<div id='srodek'>{HEADING}<p>{FIRST}</p><p>{SECOND}</p><h3>{head}</h3>{comments}</div>"
    assert read(page).text == f"{FIRST}\n{SECOND}"


def test_record_whose_box_begins_with_the_heading_again_belongs_to_it() -> None:
    rows = "".join(
        f"<li><div class='row'><div class='col-4'>{label}</div><div class='col'>{value}</div></div></li>"
        for label, value in (
            ("Zamawiający", "Miejska Biblioteka Publiczna w Rudnej, ulica Długa"),
            ("Przedmiot zamówienia", "Dostawa dwudziestu czytników książek elektronicznych"),
        )
    )
    page = (
        "<main><div class='naglowek-tlo'><img src='/tlo/rudna.jpg' alt=''><p class='lead'>Zamówienia</p>"
        f"{HEADING}</div><div id='tresc-dol'><div class='row'><p class='lead'>Czytniki jadą do Rudnej</p>"
        f"<ul>{rows}</ul></div></div></main>"
    )
    assert "Dostawa dwudziestu czytników" in read(page).text


@pytest.mark.parametrize(
    "tool",
    [
        "zamknij [x]", "Wiadomość została wysłana.", "Artykuł premium", "∨ Czytaj dalej", "oceń", "Zdjęcie",
        "Polub kurier.example na Facebooku", "Skocz do tekstu", "Treść dostępna również w wersji mobilnej",
    ],
)  # fmt: skip
def test_tools_amid_a_text_are_none_of_it(tool: str) -> None:
    page = (
        f"<div id='srodek'>{HEADING}<div><p>{FIRST}</p><div class='x'>{tool}</div><p>{SECOND}</p></div></div>"
    )
    assert read(page).text == f"{FIRST}\n{SECOND}"


@pytest.mark.parametrize("name", ["id='art_author'", "class='autor'", "id='articleByline'", "class='auth'"])
def test_author_without_a_day_is_no_text(name: str) -> None:
    author = f"<div {name}>J. Wrona, PAP</div>"
    page = f"<div id='srodek'>{HEADING}{author}<div><p>{FIRST}</p><p>{SECOND}</p></div></div>"
    assert read(page).text == f"{FIRST}\n{SECOND}"


@pytest.mark.parametrize(
    ("head", "text"),
    [("div class='headline__inner'", "div"), ("div class='small-8 columns'", "div class='fulltext'")],
)
def test_text_goes_on_behind_the_box_of_heading_and_lead(head: str, text: str) -> None:
    paragraphs = "".join(f"<p>{n}. {each}</p>" for n, each in enumerate((FIRST, SECOND) * 2))
    page = (
        f"<main class='content__main'><{head}>{HEADING}<p>{LEAD}</p></div><{text}>{paragraphs}</div>"
        f"<div class='kolumna'>{OTHERS * 3}</div></main>"
    )
    lines = read(page).text.splitlines()
    assert lines[0] == LEAD
    assert lines[-1] == f"3. {SECOND}"


def test_titles_and_teasers_behind_a_short_text_are_none_of_it() -> None:
    teasers = "".join(
        f"<p>{day}.10.2021</p><p>Nowy regulamin nr {day}</p><p>{SECOND}</p><p><a href='/{day}'>więcej</a></p>"
        for day in (11, 12, 13, 14)
    )
    page = f"<main><div class='wpis'>{HEADING}<p>{FIRST}</p></div><div class='dalsze'>{teasers}</div></main>"
    assert read(page).text == FIRST


def test_menus_that_are_never_closed_hold_each_other_and_the_text() -> None:
    menus = "".join(
        f"<div class='submenu'><ul><li class='menu'><a href='/m/{n}'>Dział {n}</a>" for n in "abcdef"
    )
    text = f"<main><article>{HEADING}<p>{FIRST}</p><p>{SECOND}</p></article></main>"
    assert read(f"{menus}{text}<div class='kolumna'>{OTHERS * 9}</div>").text == f"{FIRST}\n{SECOND}"


def test_label_between_a_heading_with_a_picture_and_its_text() -> None:
    page = (
        "<section class='news press'><div class='row'><div class='col-9'><div class='head'>"
        f"<img src='/f/rudna.jpg'>{HEADING}</div>"
        "<div class='col'><div>Informacja prasowa z lutego tego roku</div></div></div></div>"
        f"<div class='row'><div class='full'><p>{FIRST}</p><p>{SECOND}</p><p>{LEAD}</p></div></div></section>"
    )
    assert read(page).text.endswith(f"{FIRST}\n{SECOND}\n{LEAD}")


def test_lead_that_is_a_heading_by_its_tag() -> None:
    page = (
        f"<div class='strona'><div class='tytuly'>{HEADING}<div>Gmina kupiła czytniki.</div></div>"
        f"<article class='dwie'><div class='lead'><h2>{LEAD}</h2></div><div><p>{FIRST}</p><p>{SECOND}</p>"
        f"<p>{FIRST}</p></div></article></div>"
    )
    assert read(page).text.endswith(f"{FIRST}\n{SECOND}\n{FIRST}")


def test_size_of_letters_is_a_style_and_no_tool() -> None:
    text = f"<div class='block font-size-16 font-style-default'><p>{FIRST}</p><p>{SECOND}</p></div>"
    tools = "<ul><li>A</li><li>A</li><li>A</li></ul>"
    page = f"<div id='srodek'>{HEADING}{tools}{text}</div><div class='kolumna'>{OTHERS * 9}</div>"
    assert read(page).text == f"{FIRST}\n{SECOND}"


def test_lead_in_a_heading_stands_above_the_box_of_the_text() -> None:
    page = (
        f"<article><header class='top'>{HEADING}<h2 class='subtitle'>{LEAD}</h2></header>"
        f"<div class='article-body'><p>{FIRST}</p><p>{SECOND}</p></div></article>"
    )
    assert read(page).text == f"{LEAD}\n{FIRST}\n{SECOND}"


def test_category_linked_behind_the_heading_is_none_of_it() -> None:
    heading = HEADING.replace("</h1>", " <a href='/kultura'>Kultura</a></h1>")
    raw = read(f"<div id='srodek'>{heading}<div><p>{FIRST}</p><p>{SECOND}</p></div></div>")
    assert raw.title == "Czytniki jadą do Rudnej"


@pytest.mark.parametrize(
    "byline",
    [
        "<p>źródło: Kurier 16.03.2021</p>",
        "<div class='menu'><a href='#1'>Artykuł</a> <a href='#2'>Komentarze (2)</a></div>"
        "<div class='signature'>Autor: PAP | 16-03-2021 16:18</div>",
    ],
)
def test_day_beside_the_source_or_behind_a_bar_of_tabs(byline: str) -> None:
    raw = read(
        f"<div id='srodek'>{HEADING}{byline}<div class='body'><p>{FIRST}</p><p>{SECOND}</p></div></div>"
    )
    assert raw.published is not None and raw.published.moment.date().isoformat() == "2021-03-16"


def test_copy_of_the_text_below_its_heading_again_is_none_of_it() -> None:
    copy = f"<h2>Czytniki jadą do Rudnej</h2><div><p>{FIRST}</p><p>{SECOND}</p></div>"
    page = f"<div id='srodek'>{HEADING}<div><p>{FIRST}</p><p>{SECOND}</p></div>{copy}</div>"
    assert read(page).text == f"{FIRST}\n{SECOND}"


def test_long_comments_below_a_heading_that_says_of_what() -> None:
    head = "<h3>Komentarze (2) do “Czytniki jadą do Rudnej”</h3>"
    comments = f"<ol><li><p>Zenon Says:</p><p>{LEAD}</p></li><li><p>Ewa Says:</p><p>{LEAD}</p></li></ol>"
    page = f"<div id='srodek'>{HEADING}<p>{FIRST}</p><p>{SECOND}</p>{head}{comments}</div>"
    assert read(page).text == f"{FIRST}\n{SECOND}"


@pytest.mark.parametrize("box", ["p class='postmetadata alt'", "p"])
@pytest.mark.parametrize(
    "filed",
    [
        "Ten wpis został opublikowany wtorek, 20 grudnia 2022 o 14:26 i jest w kategorii "
        "<a href='/k'>Granty</a>. Możesz śledzić odpowiedzi przez kanał <a href='/feed'>RSS 2.0</a>.",
        "Ten wpis został opublikowany w kategorii <a href='/k'>Granty</a> przez <a href='/a'>admin</a>. "
        "Dodaj zakładkę do <a href='/p'>bezpośredniego odnośnika</a>.",
        "Wpis dodany w kategorii <a href='/k'>Granty</a> i oznaczony tagami <a href='/t'>książki</a>.",
        "Artykuł pochodzi z kategorii: <a href='/k'>Granty</a>",
    ],
)
def test_sentence_of_the_system_about_its_category_is_no_text(box: str, filed: str) -> None:
    inner = f"<p>{FIRST}</p><p>{SECOND}</p><{box}>{filed}</p>"
    raw = read(f"<div id='srodek'>{HEADING}<div class='entry'>{inner}</div></div>")
    assert raw.text == f"{FIRST}\n{SECOND}"
    assert (raw.published is not None) == ("2022" in filed)


@pytest.mark.parametrize(
    ("path", "problem"),
    [
        ("/categories/aktualności/strona/14/", "listing"),
        ("/kategorie/granty/", "listing"),
        ("/wpis/14", None),
    ],
)
def test_titles_alone_under_the_address_of_a_category_are_a_list(path: str, problem: str) -> None:
    titles = "".join(
        f"<h3><a href='/wpis/{n}'>{title}</a></h3>"
        for n, title in enumerate(
            ("Czytniki jadą do Rudnej", "Nowe regały w Lipie", "Noc bibliotek za nami", "Kiermasz w sobotę")
        )
    )
    inner = f"<h1>Wieści z Rudnej</h1><main>{titles}</main><p>ul. Długa 4, Rudna</p>"
    page = f"<title>Biblioteka</title><body>{inner}</body>"
    raw = read_page(page.encode(), f"https://rudna.example{path}", fetched=FETCHED)
    assert raw.problem == problem
