"""Reading never raises: mutated pages, nonsense, nesting without end."""

from __future__ import annotations

import gc
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aggregator.vocabulary import Problem
from crawler.pages import read_listing, read_page
from crawler.pages.html import parse_source, source_of
from tests.crawler.profiles import learn_profile

NOW = datetime(2024, 5, 1, 9, tzinfo=UTC)
URL = "https://biblioteka.example/aktualnosci/1"
PAGES = [path.read_bytes() for path in sorted((Path(__file__).parent / "pages").glob("*/*.html"))][::3]
SCRAPS = [
    b"<", b">", b"</div>", b"<table><tr><td>", b"</td></tr></table>", b"<h1>", b"</h1>", b"<!--", b"-->",
    b"\0", b"\xff\xfe", b"\xc5", b"&#55296;", b"&#x110000;", b"<script>", b"</body>", b"<base href='//['>",
    b"<time datetime='2024-13-45T99:99'>", b"<meta property='og:title' content=''>", b"<br>",
    b"<a href='http://[::1'>x</a>", b"<form>", b"<div style='display:none'>", b"<img src='http://['>",
    b'<script type="application/ld+json">{"@type": ["Article"], "headline": {}}</script>',
    b"<p class='\xc4\x85 menu'>", b"<time class=' '>",
]  # fmt: skip


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    body = draw(st.sampled_from(PAGES))
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(body)))
        end = min(len(body), start + draw(st.integers(0, 3000)))
        body = body[:start] + draw(st.sampled_from(SCRAPS) | st.binary(max_size=20)) + body[end:]
    return body


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(mutated(), st.booleans())
def test_mutated_pages_are_read(body: bytes, layouts: bool) -> None:
    raw = read_page(body, URL, fetched=NOW, layouts=layouts)
    assert "\n" not in raw.title
    assert all(0 <= span.start < span.end <= len(raw.text) for span in raw.spans)


@settings(max_examples=60)
@given(st.binary(max_size=400))
def test_any_bytes_are_read(body: bytes) -> None:
    assert read_page(b"<html><body><h1>x</h1>" + body, URL, fetched=NOW).url == URL


@settings(max_examples=20)
@given(st.lists(mutated(), min_size=3, max_size=4))
def test_a_profile_is_learnt_from_any_pages(bodies: list[bytes]) -> None:
    profile = learn_profile((body, f"{URL}{number}", None) for number, body in enumerate(bodies))
    assert read_page(bodies[0], URL, fetched=NOW, profile=profile).reading.profile in {0, 1}


@pytest.mark.parametrize("tag", ["div", "b", "table><tr><td", "ul><li", "section", "blockquote"])
def test_nesting_without_end(tag: str) -> None:
    nested = f"<{tag}>x" * 200_000
    start = "<h1>Kronika osady</h1><p>Akapit, który stoi przed gąszczem.</p>"
    body = f"<html><body>{start}{nested}</body></html>".encode()
    raw = read_page(body, URL, fetched=NOW)
    assert raw.title == "Kronika osady"
    assert "stoi przed gąszczem" in raw.text


@pytest.mark.slow
def test_five_megabytes_of_paragraphs() -> None:
    paragraph = "<p>Kolejny akapit kroniki, w którym 12.03.2021 r. do biblioteki przyszli goście.</p>"
    body = f"<html><body><h1>Kronika</h1><div>{paragraph * 55_000}</div></body></html>".encode()
    raw = read_page(body, URL, fetched=NOW)
    assert raw.title == "Kronika"
    assert raw.text.count("przyszli goście") == 55_000


@pytest.mark.slow
@pytest.mark.parametrize(
    "part",
    [
        "<h3>Partnerzy</h3><p>Używamy plików cookies, a wczoraj kupiliśmy nowe książki dla dzieci.</p>",
        "<p>12.03.2021 <a href='/a/b'>Wieczór poezji w bibliotece</a></p>",
        "<p>Tagi</p><a href='/x'>a</a>",
        "<a href='/x/2'>2</a> <a href='/x/3'>następne</a>",
        "<li>a 12.03.2024",
    ],
)
def test_what_comes_thousands_of_times_costs_no_square(part: str) -> None:
    """With a square of the number somewhere this takes minutes."""
    body = f"<html><body><h1>Kronika osady</h1><div>{part * 5_000}</div></body></html>".encode()
    assert read_page(body, URL, fetched=NOW).problem is not Problem.TRUNCATED
    assert read_listing(body, URL, fetched=NOW).matched


def test_a_reading_leaves_no_circles_to_the_collector() -> None:
    for body in PAGES[:2]:
        read_page(body, URL, fetched=NOW)  # what is kept for good is made by now
        gc.collect()
        gc.disable()
        try:
            read_page(body, URL, fetched=NOW)
            assert gc.collect() < 20
        finally:
            gc.enable()


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>a\x01b\x7fc\ufffed\uffffe</p>", "a b c d e"),
        ("<p>a\ud800b\x02c</p>", "a b c"),
        ("<p>ą\tę\U0001f600</p>", "ą\tę\U0001f600"),
    ],
)
def test_characters_that_no_page_may_have_are_blanks(source: str, text: str) -> None:
    assert "".join(parse_source(source_of(source)).itertext()) == text


def test_thousands_of_attributes_are_not_read() -> None:
    attributes = " ".join(f"data-x{number}=1" for number in range(30_000))
    words = "Ten akapit ma o wiele za dużo imion, a mimo to da się go przeczytać, jak każdy inny akapit."
    body = f"<html><body><h1>Kronika osady</h1><p {attributes}>{words}</p></body></html>".encode()
    assert read_page(body, URL, fetched=NOW).text == words


@pytest.mark.parametrize(
    "number", ["&#27;", "&#027", "&#x1b;", "&#X1B", "&#8;", "&#127;", "&#x9b;", "&#155;"]
)
def test_no_command_for_a_terminal_gets_out_of_a_page(number: str) -> None:
    body = (
        f"<h1>Nabór {number}[31m wniosków</h1><p>{'Zapraszamy do biblioteki. ' * 9}{number}[2J</p>".encode()
    )
    raw = read_page(body, URL, fetched=NOW)
    assert raw.title.startswith("Nabór") and raw.title.isprintable()
    assert "Zapraszamy" in raw.text and raw.text.replace("\n", "").isprintable()


def test_other_characters_by_number_stay() -> None:
    raw = read_page(b"<h1>&#8222;Zakup&#8221; &#x17c; &#49;&#50;7&#322;</h1>", URL, fetched=NOW)
    assert raw.title == "„Zakup” ż 127ł"


def test_a_title_has_an_end() -> None:
    raw = read_page(f"<title>{'A' * 100_000}</title><p>Treść.</p>".encode(), URL, fetched=NOW)
    assert len(raw.title) == 500
