"""Words and names by which furniture is told, and what must not be taken for it."""

from __future__ import annotations

import pytest

from aggregator.text import fold
from crawler.pages.furniture.region import name_region
from crawler.pages.furniture.statements import is_meta, is_record
from crawler.pages.furniture.wording import heads_furniture, is_alien, is_chrome, is_credit, names_section
from crawler.pages.letters import clean


@pytest.mark.parametrize(
    "line",
    [
        "Utworzono: środa, 28 grudzień 2022 11:00",
        "Opublikowano 14 maja 2019, 08:24",
        "18.11.2024 Wyświetleń: 31508",
        "Przesłane przez redakcja w dniu pon., 25/07/2022 - 10:40",
        "19 I 2018 r.",
        "Kategoria: Aktualności",
        "Data publikacji:",
        "Czytany 842 razy",
    ],
)
def test_lines_that_only_state_something(line: str) -> None:
    assert is_meta(fold(line))


@pytest.mark.parametrize(
    "line",
    [
        "12.05.2023 o godz. 17.00 zapraszamy na spotkanie",
        "19, 20 i 21 kwietnia plac zamieni się w promenadę",
        "Data złożenia wniosku minęła w piątek",
        "Autorzy nagrodzonych prac otrzymają książki podczas gali, która odbędzie się w czerwcu.",
        "Wartość zadania: 19 840 zł",
        "Zdjęcia naszych dziadków szukają imion",
    ],
)
def test_lines_of_an_article_are_no_statements(line: str) -> None:
    assert (
        not is_meta(fold(line))
        and not is_chrome(fold(line))
        and not is_record(fold(line))
        and not is_alien(fold(line))
    )


@pytest.mark.parametrize(
    "line",
    [
        "Drukuj",
        "« wróć",
        "A A+ A++",
        "« Poprzedni Następny »",
        "Jesteś tutaj: Start",
        "Dodaj komentarz",
        "Podaj dalej",
        "Podoba Ci się? Podaj dalej!",
        "Spodobało się? Prześlij dalej!",
        "Więcej zdjęć w galerii szkolnej",
        "Zdjęcia (7)",
        "Posłuchaj artykułu",
        "Wersja XML",
        "Witamy na stronie naszej biblioteki!",
        "Czy ta strona była dla Ciebie pomocna?",
        "Nie napisano jeszcze komentarzy do tego materiału.",
    ],
)
def test_buttons(line: str) -> None:
    assert is_chrome(fold(line))


def test_headings() -> None:
    assert heads_furniture(fold("Zobacz także")) and heads_furniture(fold("Ostatnie wpisy"))
    assert heads_furniture(fold("Similar Posts")) and heads_furniture(fold("Dawniejsze wpisy na blogu"))
    assert not heads_furniture(fold("Zobaczyć niewidzialne")) and not heads_furniture(
        fold("Partnerstwo dla książki")
    )
    assert names_section(fold("Szczegóły aktualności"))
    assert names_section(fold("Aktualności")) and not names_section(
        fold("Aktualne godziny pracy w sierpniu i wrześniu")
    )


def test_credit_lines() -> None:
    assert is_credit(fold("Zadanie dofinansowano ze środków Ministra Kultury i Dziedzictwa Narodowego."))
    assert is_credit(fold("Projekt „Łączy nas” współfinansowany w ramach programu rządowego"))
    assert not is_credit(fold("Biblioteka otrzymała dotację i kupiła 143 książki."))


@pytest.mark.parametrize(
    ("tag", "marks", "where"),
    [
        ("div", "widget widget_archive", "sidebar"),
        ("div", "elementor-widget elementor-widget-text-editor", ""),
        ("div", "entry-content", ""),
        ("body", "has-sidebar sidebar-right", ""),
        ("div", "content-with-sidebar", ""),
        ("ul", "#menuleft", "menu"),
        ("div", "rejestrzmian rejestr-zmian", "meta"),
        ("div", "accordion-body ~hidden", ""),
        ("div", "modal ~hidden", "hidden"),
        ("article", "post-1 hentry tag-kalendarz category-menu", ""),
        ("div", "#cookie-law-info-bar", "cookies"),
        ("div", "^navigation", "menu"),
        ("div", "#main sidebar-none", ""),
        ("p", "naglowek", ""),
        ("td", "wpis-naglowek", ""),
        ("div", "wiad_naglowek", ""),
        ("div", "k-foot", "footer"),
        ("div", "page-foot", "footer"),
        ("div", "view__side", "sidebar"),
        ("div", "left-side", ""),
        ("div", "naglowek", "header"),
        ("div", "page-title breadcrumbs-on", ""),
    ],
)
def test_names_of_boxes(tag: str, marks: str, where: str) -> None:
    assert name_region(tag, marks) == where


def test_letters_are_put_right() -> None:
    assert clean("dota\u00adcja\u200b 1️⃣0️⃣ 𝟒𝟎 zł \x96 ﬁlia") == "dotacja 10 40 zł – filia"
    assert clean("z\u0301ro\u0301d\u0142o") == "źródło"
