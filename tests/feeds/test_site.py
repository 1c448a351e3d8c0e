"""The pages: whole, linked, in two languages, safe."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from feed_samples import BLISKO, SEEN, Shelf, announcement, call, evidence
from lxml import html

from aggregator.config import WEBMASTERS, Config
from aggregator.health import Condition, Fault, SourceHealth, Trouble
from aggregator.model import Award, TypedDate
from aggregator.programmes.taxonomy import Taxonomy
from aggregator.store.sites import Notice
from aggregator.vocabulary import DateRole
from feeds.language import CODES, in_alphabet
from feeds.publish import publish
from feeds.site.addresses import Spot, address
from feeds.site.charts import tiles

POLISH_LETTERS = re.compile("[ąćęłńóśźżĄĆĘŁŃÓŚŹŻ]")
PROPER_NAMES = {"Łódź", "Świętokrzyskie", "Świętokrz.", "Polski"}  #: names English has no others for
BASE = "https://wiesci.example/"
TODAY = date(2026, 11, 24)
PLACES = [("home", ""), ("programmes", ""), ("programmes", "nprcz-2/4.1/"), ("programmes", "mkidn/"),
    ("feeds", ""), ("libraries", ""), ("libraries", "piaseczno/"), ("calls", ""), ("health", ""),
    ("about", ""),
]  # fmt: skip
PAGES = [Spot(section=section, code=code, tail=tail).file for code in CODES for section, tail in PLACES]
#: sections the server makes
LIVE = tuple(address(section, code) for section in ("search", "make", "visibility") for code in CODES)


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
        if path.startswith((*LIVE, "api/")):
            continue  # the server makes it
        file = tree / (path + "index.html" if path.endswith("/") or not path else path)
        assert file.is_file(), f"{name}: {link}"
        if target.fragment:
            assert html.fromstring(file.read_text("utf-8")).xpath(f"//*[@id='{target.fragment}']")


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_usable_without_seeing_it(tree: Path, name: str) -> None:
    found = page(tree, name)
    assert found.get("lang") == ("en" if name.startswith("en/") else "pl")
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
    for link in found.xpath("//link[@rel!='license' and not(@hreflang)]/@href | //img/@src"):
        assert not urlsplit(str(link)).netloc
    assert "CC0" in found.xpath("string(//footer)")
    types = found.xpath("//link[@rel='alternate' and @type]/@type")
    assert types == ["application/atom+xml", "application/rss+xml", "application/feed+json"]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_leads_to_itself_in_the_other_language_and_back(tree: Path, name: str) -> None:
    found = page(tree, name)
    versions = dict(
        zip(found.xpath("//link[@hreflang]/@hreflang"), found.xpath("//link[@hreflang]/@href"), strict=True)
    )
    assert set(versions) == {*CODES, "x-default"}
    assert versions[found.get("lang")] == BASE + name.removesuffix("index.html")
    for where in versions.values():
        other = page(tree, where.removeprefix(BASE) + "index.html")
        assert set(other.xpath("//link[@hreflang]/@href")) == set(versions.values())
    here = urljoin(BASE, name.removesuffix("index.html"))
    (switch,) = found.xpath("//ul[@class='languages']//a")
    assert urljoin(here, switch.get("href")) == versions[switch.get("hreflang")]


@pytest.mark.parametrize("name", [name for name in PAGES if name.startswith("en/")])
def test_polish_inside_an_english_page_says_so(tree: Path, name: str) -> None:
    for element in page(tree, name).xpath("//main//*[text()]"):
        own = " ".join(str(text) for text in element.xpath("./text()"))
        if POLISH_LETTERS.search(own):
            languages = element.xpath("ancestor-or-self::*/@lang")
            assert languages[-1] == "pl" or own.strip() in PROPER_NAMES, own


def test_open_calls_come_first_the_nearest_before_the_later(tmp_path: Path, taxonomy: Taxonomy) -> None:
    def due(day: date) -> tuple[TypedDate, ...]:
        found = evidence(f"do {day.isoformat()}")
        return (TypedDate(role=DateRole.DEADLINE, value=day, evidence=found),)

    days = [date(2026, 12, 15), date(2026, 11, 24), date(2026, 11, 23), date(2025, 3, 31)]
    items = [call(500 + number, title=f"Nabór {day}", dates=due(day)) for number, day in enumerate(days)]
    publish(Shelf(items), Config(public_dir=tmp_path), taxonomy, today=TODAY)  # type: ignore[arg-type]
    found = page(tmp_path, "nabory/index.html")
    assert found.xpath("//section[@aria-labelledby='otwarte']//time[1]/@datetime")[::2] == [
        "2026-11-24",
        "2026-12-15",
    ]
    assert [one.text_content() for one in found.xpath("//section[@class='past']/h2")] == [
        "Zakończone w\u00a02026 r.",
        "Zakończone w\u00a02025 r.",
    ]
    publish(Shelf(items), Config(public_dir=tmp_path), taxonomy, today=date(2026, 12, 16))  # type: ignore[arg-type]
    assert (
        "Żaden ze znanych nam naborów nie jest teraz otwarty"
        in page(tmp_path, "nabory/index.html").text_content()
    )


def test_a_programme_has_a_chart_and_a_map_each_with_the_same_numbers_in_a_table(tree: Path) -> None:
    found = page(tree, "en/programmes/nprcz-2/index.html")
    for name in ("chart", "tiles"):
        (drawing,) = found.xpath(f"//*[local-name()='svg'][@class='{name}']")
        named = drawing.get("aria-labelledby").split()
        assert [found.get_element_by_id(id).tag for id in named] == ["title", "desc"]
        assert all(found.get_element_by_id(id).text_content().strip() for id in named)
    months, places = found.xpath("//figure//table")
    total = int(found.xpath("string(//h2[@id='ogloszenia']/span)"))
    for table in (months, places):
        counts = [int(cell.text_content()) for cell in table.xpath(".//tbody//td[@class='num']")]
        assert sum(counts) == total > 20
    assert len(months.xpath(".//tbody/tr")) == len(found.xpath("//*[local-name()='rect'][@class='bar']"))


def test_an_edition_that_is_never_a_tag_leads_to_its_direction_and_offers_no_dead_feed(tree: Path) -> None:
    found = page(tree, "programy/nprcz-2/4.1/2023-2024/index.html")
    (link,) = found.xpath("//p[@class='empty']/a")
    assert link.get("href").endswith("programy/nprcz-2/4.1/") and "BLISKO" in link.text_content()
    feeds = [one for one in found.xpath("//main//@href") if "feeds/programmes/nprcz-2/4.1/2" in one]
    assert not feeds
    whole = page(tree, "en/programmes/nprcz-2/4.1/index.html")
    (parts,) = whole.xpath("//section[@aria-labelledby='czesci']")
    assert "2023-2024" in parts.text_content() and "announcement" not in parts.text_content()
    assert not [one for one in parts.xpath(".//@href") if "feeds/" in one]


def test_a_map_says_nought_only_of_places_with_a_source() -> None:
    drawn = {tile.code: tile.value for tile in tiles({"14": 3, "02": 0}, known={"14", "02", "06"})}
    assert (drawn["14"], drawn["02"], drawn["06"], drawn["08"]) == (3, 0, 0, None)
    assert {tile.value for tile in tiles({"14": 3})} == {3, 0}


def test_a_library_shows_its_awards_notices_and_trouble(tmp_path: Path, taxonomy: Taxonomy) -> None:
    award = Award(programme=BLISKO, edition="2021-2022", grant=2_500_000)
    shelf = Visited([announcement(awards=(award,))])
    shelf.notices = [
        Notice(
            source="piaseczno",
            programme="rpo-mazowieckie/2.1.1",
            words="Projekt e-usługi",
            place="footer",
            first_seen=SEEN,
            last_seen=SEEN,
            pages=8,
        )
    ]
    publish(shelf, Config(public_dir=tmp_path, contact="a@wiesci.example"), taxonomy, today=TODAY)  # type: ignore[arg-type]
    found = page(tmp_path, "biblioteki/piaseczno/index.html")
    text = " ".join(found.text_content().split())
    assert "25 000 zł" in text.replace("\u00a0", " ") and "(2021-2022)" in text
    assert "„Projekt e-usługi” (stopka, zauważone 23 listopada 2026)" in text.replace("\u00a0", " ")
    assert "serwer nie odpowiada na czas" in text
    (letter,) = found.xpath("//a[starts-with(@href, 'mailto:')]/@href")
    assert letter.startswith("mailto:a@wiesci.example?subject=Bibliowie")
    assert "trouble with the website" in page(tmp_path, "en/libraries/index.html").text_content()


class Visited(Shelf):
    """Piaseczno did not answer the last three times, the operator once."""

    def all_health(self) -> dict[str, SourceHealth]:
        alarm = SourceHealth(
            source="piaseczno", condition=Condition.ALARM, trouble=Trouble.TIMEOUT, fault=Fault.UNKNOWN,
            since=SEEN, visited=SEEN, bad_visits=3,
        )  # fmt: skip
        once = replace(alarm, source="nck", condition=Condition.WATCH, bad_visits=1)
        return {"nck": once, "piaseczno": alarm}


def test_the_page_of_health_blames_nobody_for_what_is_not_known(tmp_path: Path, taxonomy: Taxonomy) -> None:
    publish(Visited([announcement()]), Config(public_dir=tmp_path), taxonomy, today=TODAY)  # type: ignore[arg-type]
    found = page(tmp_path, "zdrowie/index.html")
    rows = [[" ".join(cell.text_content().split()) for cell in row] for row in found.xpath("//tbody/tr")]
    states = {row[1] for row in rows}
    assert rows[0][1:3] == ["wymaga uwagi", "serwer nie odpowiada na czas"]
    assert states == {"wymaga uwagi", "do obserwacji"}
    assert {row[3].replace("\u00a0", " ") for row in rows} == {"Nie wiemy, po czyjej stronie leży przyczyna."}
    english = " ".join(page(tmp_path, "en/health/index.html").text_content().split())
    assert "We do not know on whose side the cause lies." in english
    library = page(tmp_path, "biblioteki/nck/index.html").text_content()
    assert "serwer nie odpowiada" not in library, "one bad visit is no alarm"
    assert "Raz to jeszcze nie alarm" in library and "czytanie się udało" not in library
    assert "udało się dla 0; kłopot ma 2" in page(tmp_path, "o-serwisie/index.html").text_content()


def test_home_shows_the_words_behind_a_programme(tmp_path: Path, taxonomy: Taxonomy) -> None:
    items = [announcement(), call()]
    publish(Shelf(items), Config(public_dir=tmp_path), taxonomy, today=TODAY)  # type: ignore[arg-type]
    text = " ".join(page(tmp_path, "index.html").text_content().split())
    assert "BLISKO – Biblioteka | Lokalność" in text
    assert "Biblioteka Publiczna w Piasecznie" in text
    assert "po słowach „Kierunku Interwencji 4.1” (w treści)" in text
    assert "2 ogłoszenia · 2 źródła · 1 program" in text
    assert "wnioski do 15 grudnia 2026" in text


def test_an_empty_store_still_makes_a_site(tmp_path: Path, taxonomy: Taxonomy) -> None:
    publish(Shelf([], []), Config(public_dir=tmp_path), taxonomy, today=TODAY)  # type: ignore[arg-type]
    assert "Nie ma jeszcze żadnych ogłoszeń" in page(tmp_path, "index.html").text_content()
    assert "Nie czytamy jeszcze żadnej strony" in page(tmp_path, "kanaly/index.html").text_content()


def test_hostile_text_is_only_text_on_a_page(tmp_path: Path, taxonomy: Taxonomy) -> None:
    bad = '<script>alert(1)</script>\ud800\x00" onload="x'
    items = [announcement(title=bad, text=bad, library=bad, url="javascript:alert(1)")]
    publish(Shelf(items, []), Config(public_dir=tmp_path), taxonomy, today=TODAY)  # type: ignore[arg-type]
    found = page(tmp_path, "index.html")
    assert not found.xpath("//script | //@onload")
    assert not [one for one in found.xpath("//@href") if str(one).startswith("javascript")]


def test_the_page_named_to_webmasters_says_how_to_slow_us_and_how_to_be_left_alone(tree: Path) -> None:
    path, _, anchor = WEBMASTERS.partition("#")
    for name, words in ((path, "Żeby zwolnił"), ("en/about/", "make it slower")):
        shown = (tree / name / "index.html").read_text("utf-8")
        section = shown.partition(f'id="{anchor}"')[2].partition("<h2")[0]
        for said in (words, "User-agent: Bibliowiesci", "Crawl-delay: 10", "Disallow: /", "#poprawki"):
            assert said in section


def test_home_is_light(tree: Path) -> None:
    weight = sum((tree / name).stat().st_size for name in ("index.html", "style.css", "favicon.svg"))
    assert weight < 100_000


def test_names_stand_in_the_order_of_the_polish_alphabet(tree: Path) -> None:
    for path in ("biblioteki/index.html", "kanaly/index.html"):
        found = page(tree, path)
        places = [one for one in found.xpath("//h2/text()") if one.startswith("Województwo")]
        assert places == sorted(places, key=in_alphabet)
    headings = page(tree, "biblioteki/index.html").xpath("//main//h2/text()")
    assert "Cała Polska" not in headings[:-1]


@pytest.mark.parametrize("code", CODES)
def test_calls_say_how_a_calendar_follows_and_every_programme_has_one(
    tmp_path: Path, taxonomy: Taxonomy, code: str
) -> None:
    publish(Shelf([call()]), Config(public_dir=tmp_path), taxonomy, today=TODAY)  # type: ignore[arg-type]
    calls = page(tmp_path, f"{address('calls', code)}index.html")
    assert calls.xpath("//section[@aria-labelledby='kalendarz']//code/text()") == [
        "http://127.0.0.1:8000/feeds/calls.ics"
    ]
    feeds = page(tmp_path, f"{address('feeds', code)}index.html")
    assert [link for link in feeds.xpath("//a/@href") if str(link).endswith("#kalendarz")]
    for programme, told in (
        ("nprcz-2/4.1", True),
        ("nprcz-3", False),
    ):  # one with a call, one before its first
        shown = page(tmp_path, f"{address('programmes', code)}{programme}/index.html")
        (calendar,) = shown.xpath("//dd/a[contains(@href, 'calls.ics')]/text()")
        assert str(calendar).endswith(f"/feeds/programmes/{programme}/calls.ics")
        assert (tmp_path / "feeds/programmes" / programme / "calls.ics").is_file()
        tables = [link for link in shown.xpath("//a/@href") if "api/awards?programme=" in link]
        assert bool(tables) is told
