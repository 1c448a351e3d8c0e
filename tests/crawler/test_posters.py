"""Announcements that are hardly more than a picture, on pages whose foot has no name."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from aggregator.model import RawAnnouncement
from crawler.pages import read_page

SITE = "Biblioteka w Niwkach"
HEAD = (
    f'<div><a href="/">{SITE}</a></div><ul><li><a href="/k">Katalog</a></li>'
    '<li><a href="/g">Godziny otwarcia</a></li><li><a href="/a">Aktualności</a></li></ul>'
)
ADDRESS = f"<p>{SITE}, ul. Leśna 3, 12-345 Niwki</p>"
CREDIT = (
    "<p>Projekt „E-biblioteka” współfinansowany ze środków Europejskiego Funduszu Rozwoju Regionalnego."
    " Wartość: 1 845 200 zł</p>"
)
FOOT = f"<div>{ADDRESS}{CREDIT}</div>"


def read(body: str, title: str = SITE, foot: str = FOOT) -> RawAnnouncement:
    page = f"<html lang=pl><head><title>{title}</title></head><body>{HEAD}{body}{foot}</body></html>"
    return read_page(page.encode(), "http://b.example/n,ferie", fetched=datetime(2026, 11, 23, tzinfo=UTC))


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<h1>Ferie z komiksem</h1><img src=/p.jpg>", ""),
        ("<h1>Ferie z komiksem</h1><img src=/p.jpg><p>Zapraszamy!</p>", "Zapraszamy!"),
        ("<h2>Ferie z komiksem</h2><span>12.01.2024</span><img src=/p.jpg>", ""),
        ("<b>Ferie z komiksem</b><br>12.01.2024<br><img src=/p.jpg>", ""),
        ("<img src=/p.jpg alt='Ferie z komiksem'><p>Szczegóły na plakacie.</p>", "Szczegóły na plakacie."),
        ("Ferie z komiksem<br><img src=/p.jpg><br>Zapraszamy codziennie od rana.",
         "Zapraszamy codziennie od rana."),
        ("<p>12.01.2024</p><img src=/p.jpg><p>Ferie z komiksem</p><p>Zapraszamy codziennie rano.</p>",
         "Zapraszamy codziennie rano."),
    ],
)  # fmt: skip
def test_a_poster_has_a_title_and_no_foot(body: str, text: str) -> None:
    raw = read(f"<div>{body}</div>")
    assert raw.problem is None
    assert raw.title == "Ferie z komiksem"
    assert raw.text == text
    footer = next(block.text for block in raw.furniture if block.where == "footer")
    assert "Europejskiego Funduszu" in footer


@pytest.mark.parametrize("line", ["", "<p>Zapraszamy na zajęcia.</p>"])
def test_the_last_resort_takes_no_foot_for_a_text(line: str) -> None:
    raw = read(f"<div><img src=/p.jpg>{line}</div>", title=f"Ferie z komiksem | {SITE}")
    assert raw.title == "Ferie z komiksem"
    assert raw.text == ("Zapraszamy na zajęcia." if line else "")


def test_the_trail_names_a_page_that_nothing_else_does() -> None:
    text = "Zapraszamy dzieci od szóstego roku życia na zajęcia, które poprowadzi ilustratorka."
    trail = "<div>Start &raquo; Aktualności &raquo; Ferie z komiksem</div>"
    raw = read(f"{trail}<div><img src=/p.jpg><p>{text}</p></div>")
    assert raw.title == "Ferie z komiksem"
    assert raw.text == text


def test_capitals_head_a_short_text() -> None:
    raw = read("<div><p>UWAGA! ZMIANA GODZIN OTWARCIA</p><p>Od poniedziałku pracujemy krócej.</p></div>")
    assert raw.title == "UWAGA! ZMIANA GODZIN OTWARCIA"
    assert raw.text == "Od poniedziałku pracujemy krócej."


def test_an_address_in_the_box_of_the_text_opens_the_foot() -> None:
    raw = read(
        f"<div><h1>Ferie</h1><p>Zapraszamy dzieci od szóstego roku życia.</p>{ADDRESS}{CREDIT}</div>", foot=""
    )
    assert raw.text == "Zapraszamy dzieci od szóstego roku życia."


def test_an_address_amid_a_text_is_a_part_of_it() -> None:
    text = (
        "Spotykamy się w filii.",
        f"{SITE}, ul. Leśna 3, 12-345 Niwki",
        "Wejście od podwórza, dzwonek przy bramie.",
    )
    raw = read("<div><h1>Ferie</h1>" + "".join(f"<p>{line}</p>" for line in text) + "</div>")
    assert raw.text == "\n".join(text)


def test_rules_part_head_text_and_foot() -> None:
    text = "Zapraszamy dzieci od szóstego roku życia na zajęcia, które poprowadzi ilustratorka."
    page = (
        "<html><body><center><a href=/>Start</a> | <a href=/k>Katalog</a></center><hr><b>Ferie z komiksem</b>"
        f"<br><i>12 stycznia 2024 r.</i><br><br>{text}"
        f"<hr><center>Czynne we wtorki i piątki{CREDIT}</center></body></html>"
    )
    raw = read_page(page.encode(), "http://b.example/3.html", fetched=datetime(2026, 11, 23, tzinfo=UTC))
    assert raw.title == "Ferie z komiksem"
    assert raw.text == text
    assert raw.published is not None
    assert raw.published.value == "2024-01-12"
