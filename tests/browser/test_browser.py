"""Every page type in Chromium: accessible (WCAG 2.2 AA), usable by keyboard, small, alone, printable."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest

from feeds.language import CODES
from feeds.site.addresses import address

pytestmark = [pytest.mark.browser, pytest.mark.slow]

#: name: (section, what follows it); `*` stands for an announcement
KINDS = {
    "home": ("home", ""),
    "search": ("search", "?q=dotacja&kind=award"),
    "nothing found": ("search", "?q=niczegotakiegoniema"),
    "announcement": ("search", "*"),
    "programmes": ("programmes", ""),
    "programme": ("programmes", "nprcz-2/"),
    "empty programme": ("programmes", "nprcz-2014/p2/"),
    "edition of a direction": ("programmes", "nprcz-2/4.1/2023-2024/"),
    "libraries": ("libraries", ""),
    "library": ("libraries", "wierzbnica/"),
    "library in trouble": ("libraries", "gbp-cisowa/"),
    "calls": ("calls", ""),
    "feeds": ("feeds", ""),
    "make": ("make", "?programme=nprcz-2&voivodeship=14"),
    "visibility": ("visibility", "?programme=nprcz-2"),
    "about": ("about", ""),
    "health": ("health", ""),
    "refused": ("search", "?since=wczoraj"),
    "missing": ("programmes", "nprcz-2/4.11/"),
}
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = ["color-contrast", "link-in-text-block"]  #: all that differs in the dark
EVERY = [(name, code) for name in KINDS for code in CODES]
every_page = pytest.mark.parametrize(("name", "code"), EVERY, ids=lambda value: value)


class Reader:
    """Somebody who looks at our pages; remembers what was asked of whom, and what went wrong."""

    def __init__(self, browser: Any, base: str, announcement: str, **options: Any) -> None:
        self.base, self._announcement = base, announcement
        self.context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}} | options)
        self.page = self.context.new_page()
        self.asked: list[str] = []
        self.troubles: list[str] = []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("console", lambda said: said.type == "error" and self.troubles.append(said.text))

    def open(self, name: str, code: str) -> Any:
        section, tail = KINDS[name]
        self.page.goto(f"{self.base}/{address(section, code, tail.replace('*', self._announcement))}")
        return self.page

    def width(self) -> int:
        found: int = self.page.evaluate("document.documentElement.scrollWidth")
        return found


@pytest.fixture(scope="module")
def readers(browser: Any, base: str, announcement: str) -> Iterator[Any]:
    """Makes readers by the options of a browser context, each once."""
    made: dict[str, Reader] = {}

    def make(**options: Any) -> Reader:
        key = repr(sorted(options.items()))
        if key not in made:
            made[key] = Reader(browser, base, announcement, **options)
        return made[key]

    yield make
    for reader in made.values():
        reader.context.close()


@pytest.fixture(scope="module")
def axe() -> str:
    """The source of axe-core."""
    from importlib.resources import files

    return files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")


@every_page
def test_axe_finds_nothing_in_light_or_dark(readers: Any, axe: str, name: str, code: str) -> None:
    page = readers(color_scheme="light").open(name, code)
    page.evaluate(axe)
    # colours do not depend on the language
    for scheme, rules in (("light", TAGS), ("dark", COLOURS))[: 2 if code == "pl" else 1]:
        page.emulate_media(color_scheme=scheme)
        found = page.evaluate("rules => axe.run(document, {runOnly: rules})", rules)
        told = [
            f"{scheme}: {one['id']}: {one['help']}: {node['html'][:200]}: {node['failureSummary'][:300]}"
            for one in found["violations"]
            for node in one["nodes"][:3]
        ]
        assert not told, "\n".join(told)
        assert found["passes"]
    page.emulate_media(color_scheme="light")


@every_page
def test_nothing_is_cut_at_320_pixels_or_at_twice_the_size(readers: Any, name: str, code: str) -> None:
    for options in (
        {"viewport": {"width": 320, "height": 568}},
        {"viewport": {"width": 640, "height": 450}, "device_scale_factor": 2},
    ):
        reader = readers(**options)
        reader.open(name, code)
        assert reader.width() <= options["viewport"]["width"]


@every_page
def test_nobody_else_is_asked_and_nothing_is_refused(readers: Any, base: str, name: str, code: str) -> None:
    reader = readers(color_scheme="light")
    reader.asked.clear()
    reader.troubles.clear()
    page = reader.open(name, code)
    assert {urlsplit(url).netloc for url in reader.asked} == {urlsplit(base).netloc}
    expected = {"missing": "404", "refused": "400"}.get(name, "")
    assert [one for one in reader.troubles if not expected or expected not in one] == []
    assert page.locator("html").get_attribute("lang") == code
    assert page.locator("h1").count() == 1


@pytest.mark.parametrize("code", CODES)
def test_home_is_light_and_needs_few_requests(readers: Any, code: str) -> None:
    reader = readers(color_scheme="light")
    reader.asked.clear()
    page = reader.open("home", code)
    page.wait_for_load_state("networkidle")
    asked = set(reader.asked)
    assert 2 <= len(asked) <= 3
    assert sum(len(page.request.get(url).body()) for url in asked) <= 100_000


@pytest.mark.parametrize("name", ["search", "programme", "visibility"])
def test_a_keyboard_reaches_everything_and_sees_where_it_is(readers: Any, name: str) -> None:
    page = readers(color_scheme="light").open(name, "pl")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.locator(".skip").bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "tresc"
    page.goto(page.url.partition("#")[0])
    stops = page.evaluate(
        "[...document.querySelectorAll('a[href], input, select, button, summary, [tabindex=\"0\"]')]"
        ".filter(one => one.checkVisibility()).length"
    )
    seen = set()
    for _ in range(min(stops, 45)):
        page.keyboard.press("Tab")
        here = page.evaluate(
            "(() => { const one = document.activeElement, box = one.getBoundingClientRect();"
            " const all = [...document.querySelectorAll('*')];"
            " return {at: all.indexOf(one), outline: getComputedStyle(one).outlineStyle,"
            " within: box.bottom > 0 && box.top < innerHeight, tag: one.tagName} })()"
        )
        assert here["outline"] != "none", here
        assert here["within"], here
        seen.add(here["at"])
    dates = sum(one.is_visible() for one in page.locator("input[type=date]").all())
    assert len(seen) >= min(stops, 45) - 3 * dates  # day, month, year and the calendar are stops of one field


@pytest.mark.parametrize("code", CODES)
def test_without_javascript_one_finds_news_and_makes_a_feed(readers: Any, code: str) -> None:
    page = readers(java_script_enabled=False).open("home", code)
    page.locator(".quick input").fill("dotacja")
    page.locator(".quick input").press("Enter")
    assert page.locator("article.entry").count() > 3
    found = page.locator("#wyniki + .numbers").inner_text()
    page.locator(".facets a").first.click()
    assert page.locator("#wyniki + .numbers").inner_text() != found
    page = readers(java_script_enabled=False).open("feeds", code)
    page.locator("form.search select[name=voivodeship]").select_option("30")
    page.locator("form.search button").click()
    shown = page.locator(".addresses dd:first-of-type code").inner_text()
    assert shown.endswith("/feeds/search/atom.xml?voivodeship=30")
    answer = page.request.get(shown)
    assert answer.ok and b"<entry" in answer.body()


@pytest.mark.parametrize("name", [name for name in KINDS if name != "missing"])
def test_the_other_language_is_one_click_away_and_leads_back(readers: Any, name: str) -> None:
    page = readers(color_scheme="light").open(name, "pl")
    start = page.url
    page.locator(".languages a").click()
    assert page.locator("html").get_attribute("lang") == "en"
    page.locator(".languages a").click()
    assert page.url == start


def test_nothing_moves_for_those_who_asked_for_rest(readers: Any) -> None:
    page = readers(reduced_motion="reduce").open("home", "pl")
    moving = page.evaluate(
        "[document.documentElement, ...document.querySelectorAll('*')].filter(one => {"
        " const style = getComputedStyle(one); return style.scrollBehavior === 'smooth'"
        " || style.animationName !== 'none' || parseFloat(style.transitionDuration) > 0 }).length"
    )
    assert moving == 0


@pytest.mark.parametrize("name", ["visibility", "programme", "announcement", "home"])
def test_a_page_prints_on_a4(readers: Any, name: str) -> None:
    reader = readers(viewport={"width": 688, "height": 1000})  # 210 mm less two margins of 14 mm, at 96 dpi
    page = reader.open(name, "pl")
    page.emulate_media(media="print")
    assert reader.width() <= 688
    assert not page.locator(".quick").is_visible() and not page.locator(".top nav").is_visible()
    assert page.locator("h1").is_visible()
    if name == "visibility":
        wide = page.evaluate(
            "[...document.querySelectorAll('table')].filter(t => t.offsetWidth > 688).length"
        )
        assert wide == 0 and page.locator("svg.chart").is_visible()
    assert page.pdf(format="A4").startswith(b"%PDF")
