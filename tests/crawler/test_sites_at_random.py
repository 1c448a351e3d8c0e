"""Sites drawn by lot: announcements in one template with its furniture, with and without its profile."""

from __future__ import annotations

import html
import random
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from crawler.pages import SiteProfile, learn_from, open_page, read_page
from tests.crawler.test_pages_at_random import AROUND, NOW, texts

PARTS: dict[str, list[str]] = yaml.safe_load((Path(__file__).parent / "sites_by_lot.yaml").read_text("utf-8"))
MONTHS = "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia"
MOST = 0.04  #: of the pages that may be read wrongly


class Drawn(NamedTuple):
    """A page and what has to be read of it."""

    page: str
    title: str
    lines: tuple[str, ...]
    day: str


def draw_site(seed: int) -> list[Drawn]:
    """The pages of one site."""
    lot = random.Random(seed)
    site = {name: lot.choice(choices) for name, choices in PARTS.items()}
    site["tools"] = "".join(lot.sample(AROUND["either"] + AROUND["below"], lot.choice((0, 1, 2, 3))))
    site["above"] = lot.choice(AROUND["either"]) if lot.random() < 0.3 else ""
    site["menus"] = site["menus"].format(site["links"])
    return [draw_page(lot, site) for _ in range(8)]


def draw_page(lot: random.Random, site: dict[str, str]) -> Drawn:
    title, lines = lot.choice(texts())
    y, m, d = lot.randrange(2019, 2025), lot.randrange(1, 13), lot.randrange(1, 29)
    day = tagged(site["days"], site["forms"].format(y=y, m=m, d=d, n=MONTHS.split()[m - 1]))
    told, shown = [html.escape(line) for line in lines], html.escape(title)
    parted = site["paragraphs"] == "br"
    body = "<br><br>".join(told) if parted else "".join(tagged(site["paragraphs"], line) for line in told)
    heading = tagged(site["headings"], shown) + ("<br>" if site["headings"] == "b" else "")
    heading = {"above": day + heading, "below": heading + day, "end": heading}[site["places"]]
    end = (day if site["places"] == "end" else "") + site["tools"]
    text = site["inner"].format(h=heading + site["above"], b=body, e=end) + site["others"]
    way, name, box, side = site["trails"].format(t=shown), site["names"], site["boxes"], site["sides"]
    if box == "td":
        cells = f"<td>{site['menus']}</td><td{name}>{way}{text}</td><td>{side}</td>"
        main = f"<table><tr>{cells}</tr></table>"
    else:
        main = f"{site['tops']}{site['menus']}{way}<{box}{name}>{text}</{box}>{side}"
    head = f"<head><meta charset=utf-8><title>{html.escape(site['titles'].format(t=title))}</title></head>"
    page = f"<!doctype html><html lang=pl>{head}<body>{site['cookies']}{main}{site['feet']}</body></html>"
    return Drawn(page, title, lines, f"{y}-{m:02}-{d:02}")


def tagged(tag: str, text: str) -> str:
    return f"<{tag}>{text}</{tag.split()[0]}>"


def wrong(pages: list[Drawn], profile: SiteProfile | None) -> list[str]:
    """The pages of which anything is read wrongly."""
    found = []
    for number, drawn in enumerate(pages):
        raw = read_page(drawn.page.encode(), address(number), fetched=NOW, profile=profile)
        day = raw.published.value[:10] if raw.published else None
        if (raw.problem, raw.title, day, raw.text) != (None, drawn.title, drawn.day, "\n".join(drawn.lines)):
            found.append(drawn.page)
    return found


def address(number: int) -> str:
    return f"http://b.example/wpis/{number}"


@pytest.mark.parametrize("sites", [25, pytest.param(300, marks=pytest.mark.slow)])
def test_sites_by_lot(sites: int) -> None:
    """Few pages are read wrongly in any field: mostly days at the end that close no running text."""
    alone, known = [], []
    for seed in range(sites):
        pages = draw_site(seed)
        opened = [
            open_page(drawn.page.encode(), address(number), fetched=NOW, charset=None)
            for number, drawn in enumerate(pages)
        ]
        alone += wrong(pages, None)
        known += wrong(pages, learn_from(opened))
    assert len(alone) <= sites * 8 * MOST, alone[0]
    assert len(known) <= sites * 8 * MOST, known[0]
