"""Pages drawn by lot: an announcement, a line that states its day, and what sites print around a text."""

from __future__ import annotations

import html
import random
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest
import yaml

from crawler.pages import read_page
from tests.aggregator.readings import announcements

HERE = Path(__file__).parent
AROUND = yaml.safe_load((HERE / "around_the_text.yaml").read_text("utf-8"))
DAY = "2024-05-02"
#: a mere day at the end of a text may be anything; one with a label is read there, too
STATED = [line for line, day in yaml.safe_load((HERE / "days_stated.yaml").read_text("utf-8")) if day == DAY]
SURE = [line for line in STATED if ": " in line or "Dodano" in line]
NOW = datetime(2025, 11, 20, 9, tzinfo=UTC)
HEADINGS = ("h1", "h2", "h3", "h1 class=title", "div class=tytul", "h2 class=naglowek")
INNER = (
    "{h}{t}{b}{e}",
    "{h}{t}<div class=opis>{b}</div>{e}",
    "<header>{h}{t}</header><div class=tekst>{b}{e}</div>",
)
NAMES = ("", " class=tresc", " class=content", " class=k2", " class=wpis", " class=c-8", " class=news")
MENU = "<ul class=menu><li><a href=/>Start</a><li><a href=/n>Aktualności</a><li><a href=/k>Kontakt</a></ul>"
SIDE = (
    "<div class=prawa><h3>Ostatnie wpisy</h3><ul><li><a href=/1>Wakacje w filii</a> 12.07.2023</li>"
    "<li><a href=/2>Ferie z książką</a> 02.02.2023</li></ul></div>"
)
MORE = range(10, 60)
TEXTS = 308  #: those there were when the pages were first drawn: with more, others would be
FOOT = "<div class=stopka><p>Biblioteka w Brzeziu, ul. Lipowa 4, 12-300 Brzezie</p></div>"


@cache
def texts() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Titles and paragraphs of announcements in running prose that tell no day of their own."""
    found = []
    for text in announcements():
        raw = text.page()[0].raw
        lines = tuple(raw.text.split("\n"))
        if len(lines) > 1 and all(len(line) >= 60 and "\t" not in line for line in lines):
            found.append((" ".join(raw.title.split()), tuple(" ".join(line.split()) for line in lines)))
    return tuple(found[:TEXTS])


def draw(lot: random.Random) -> tuple[str, str, tuple[str, ...]]:
    """A page, its title and its paragraphs."""
    title, lines = lot.choice(texts())
    paragraphs = [f"<p>{html.escape(line)}</p>" for line in lines]
    if lot.random() < 0.5:
        paragraphs.insert(lot.randrange(1, len(paragraphs)), lot.choice(AROUND["amid"]))
    tag = lot.choice(HEADINGS)
    heading = f"<{tag}>{html.escape(title)}</{tag.split()[0]}>"
    after = "".join(lot.sample(AROUND["below"] + AROUND["either"], lot.choice((0, 1, 2, 3))))
    where = lot.choice(("above", "below", "end"))
    day = lot.choice(SURE if where == "end" else STATED)
    heading = {"above": day + heading, "below": heading + day, "end": heading}[where]
    inner = lot.choice(INNER).format(
        h=heading,
        t=lot.choice(AROUND["either"]) if lot.random() < 0.3 else "",
        b="".join(paragraphs),
        e=(day if where == "end" else "") + after,
    )
    name, side = lot.choice(NAMES), lot.choice(("", SIDE))
    box = lot.choice(("div", "main", "article", "section", "td"))
    if box == "td":
        body = f"<table><tr><td>{MENU}</td><td{name}>{inner}</td><td>{side}</td></tr></table>{FOOT}"
    else:
        top = "<div class=gora><a href=/>Biblioteka w Brzeziu</a></div>"
        body = f"{top}{MENU}<{box}{name}>{inner}</{box}>{side}{FOOT}"
    named = lot.choice((f"{title} – Biblioteka w Brzeziu", title, "Biblioteka w Brzeziu"))
    head = f"<head><meta charset=utf-8><title>{html.escape(named)}</title></head>"
    return f"<!doctype html><html lang=pl>{head}<body>{body}</body></html>", title, lines


@pytest.mark.parametrize(
    "seed", [*range(10), *(pytest.param(n, marks=pytest.mark.slow) for n in range(10, 60))]
)
def test_pages_by_lot(seed: int) -> None:
    lot = random.Random(seed)
    for number in range(20):
        page, title, lines = draw(lot)
        raw = read_page(page.encode(), f"http://b.example/wpis/{number}", fetched=NOW)
        day = raw.published.value[:10] if raw.published else None
        assert (raw.problem, raw.title, day, raw.text) == (None, title, DAY, "\n".join(lines)), page
