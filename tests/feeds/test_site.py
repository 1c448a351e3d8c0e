"""The pages: whole, linked, in Polish, safe."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from feed_samples import Shelf, announcement, call
from lxml import html

from aggregator.config import Config
from aggregator.programmes.taxonomy import Taxonomy
from feeds.publish import publish

BASE = "https://wiesci.example/"
PAGES = ["index.html", "programy/index.html", "programy/nprcz-2/4.1/index.html", "kanaly/index.html",
    "biblioteki/index.html", "biblioteki/piaseczno/index.html", "nabory/index.html", "o-serwisie/index.html",
]  # fmt: skip


def page(tree: Path, name: str) -> html.HtmlElement:
    return html.fromstring((tree / name).read_text("utf-8"))


@pytest.mark.parametrize("name", PAGES)
def test_every_link_of_our_own_leads_somewhere(tree: Path, name: str) -> None:
    here = urljoin(BASE, name.removesuffix("index.html"))
    for link in {str(link) for link in page(tree, name).xpath("//@href | //@src")}:
        target = urlsplit(urljoin(here, link))
        if target.netloc != "wiesci.example":
            continue
        path = target.path.lstrip("/")
        if path.startswith(("ogloszenia/", "api/")):
            continue  # the server makes it
        file = tree / (path + "index.html" if path.endswith("/") or not path else path)
        assert file.is_file(), f"{name}: {link}"
        if target.fragment:
            assert html.fromstring(file.read_text("utf-8")).xpath(f"//*[@id='{target.fragment}']")


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_usable_without_seeing_it(tree: Path, name: str) -> None:
    found = page(tree, name)
    assert found.get("lang") == "pl"
    assert len(found.xpath("//h1")) == 1
    levels = [int(element.tag[1]) for element in found.iter("h1", "h2", "h3", "h4")]
    assert all(after - before <= 1 for before, after in pairwise(levels)), levels
    assert found.xpath("//main[@id='tresc']") and found.xpath("//a[@href='#tresc']")
    names = found.xpath("//@id")
    assert len(names) == len(set(names))
    assert not found.xpath("//script | //iframe | //*[@style] | //*[@onclick] | //img[not(@alt)]")
    for link in found.xpath("//a[not(@aria-label)]"):
        assert link.text_content().strip()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_nobody_else_and_states_the_licence(tree: Path, name: str) -> None:
    found = page(tree, name)
    for address in found.xpath("//link[@rel!='license' and @rel!='canonical']/@href | //img/@src"):
        assert not urlsplit(str(address)).netloc
    assert "CC0" in found.xpath("string(//footer)")
    types = found.xpath("//link[@rel='alternate']/@type")
    assert types == ["application/atom+xml", "application/rss+xml", "application/feed+json"]


def test_home_shows_the_words_behind_a_programme(tmp_path: Path, taxonomy: Taxonomy) -> None:
    items = [announcement(), call()]
    publish(Shelf(items), Config(public_dir=tmp_path), taxonomy)  # type: ignore[arg-type]
    text = " ".join(page(tmp_path, "index.html").text_content().split())
    assert "BLISKO – Biblioteka | Lokalność" in text
    assert "Biblioteka Publiczna w Piasecznie" in text
    assert "po słowach „Kierunku Interwencji 4.1” (w treści)" in text
    assert "2 ogłoszenia · 2 biblioteki · 1 program" in text
    assert "wnioski do 15 grudnia 2026" in text


def test_an_empty_store_still_makes_a_site(tmp_path: Path, taxonomy: Taxonomy) -> None:
    publish(Shelf([], []), Config(public_dir=tmp_path), taxonomy)  # type: ignore[arg-type]
    assert "Nie ma jeszcze żadnych ogłoszeń" in page(tmp_path, "index.html").text_content()
    assert "Nie czytamy jeszcze żadnej strony" in page(tmp_path, "kanaly/index.html").text_content()


def test_hostile_text_is_only_text_on_a_page(tmp_path: Path, taxonomy: Taxonomy) -> None:
    bad = '<script>alert(1)</script>\ud800\x00" onload="x'
    items = [announcement(title=bad, text=bad, library=bad, url="javascript:alert(1)")]
    publish(Shelf(items, []), Config(public_dir=tmp_path), taxonomy)  # type: ignore[arg-type]
    found = page(tmp_path, "index.html")
    assert not found.xpath("//script | //@onload")
    assert not [one for one in found.xpath("//@href") if str(one).startswith("javascript")]


def test_home_is_light(tree: Path) -> None:
    weight = sum((tree / name).stat().st_size for name in ("index.html", "style.css", "favicon.svg"))
    assert weight < 100_000
