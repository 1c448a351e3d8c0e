"""The cost of a page, read or normalised, grows with its size and no faster, whatever it is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import cache, partial

from lxml.html import fromstring

from aggregator.beginnings import marked
from aggregator.model import RawAnnouncement
from aggregator.normalise import normalise
from aggregator.programmes.taxonomy import load_taxonomy
from benchmarks.measure import Row, by_turns
from crawler.pages import read_listing, read_page

FETCHED = datetime(2026, 11, 23, 12, tzinfo=UTC)
URL = "https://biblioteka.example/kronika"
PROSE = "<p>Używamy plików cookies od 12.03.2021 r., a wczoraj kupiliśmy za 100 zł książki dla dzieci.</p>"
#: what is repeated, and how often in the smaller of two pages
SHAPES = {
    "paragraphs": (PROSE, 13_000),
    "nested tags": ("<div class='a'>x", 50_000),
    "headings and paragraphs": (f"<h3>Partnerzy</h3>{PROSE}", 4_000),
    "dated links": ("<p>12.03.2021 <a href='/a/b'>Wieczór poezji w bibliotece</a></p>", 8_000),
    "calendars": ("<table><tr><td>Pn<td>Wt<td>Śr<td>Cz<td>Pt</tr><tr><td>1<td>2</tr></table>", 4_000),
    "loose texts": ("<p>Odsłon: 20143</p>ul. Kraszewskiego 6, 76-010 Polany", 5_000),
    "records": (
        "<dl><dt>Osoba odpowiedzialna:</dt><dd>J</dd><dt>Data wytworzenia:</dt><dd>2020</dd></dl>",
        5_000,
    ),
}
FURNITURE = ("<p>Używamy plików cookies.</p><a href='/'>Biblioteka Gminna w Jaworznicy</a>", 5_000)
#: likewise what is tagged, searched for sums and sorted by kind; without a full stop it is all one sentence
TEXTS = {
    "denied names": ("z programu BLISKO, ale nie do nas, ", 6_000),
    "days and sums": ("<p>12.05.2024 wkład własny 100 zł</p>", 6_000),
    "shares and grants": ("wkład własny 4 000 zł, dotacja 28 000 zł. ", 5_000),
    "winners": ("Miejska Biblioteka Publiczna w Lubnie otrzymała 100 zł; ", 3_500),
    "rows": (
        "<p>Dotacje.</p><table><tr><td>BLISKO</td><td>Biblioteka w Lubnie</td><td>5 000 zł</td></tr></table>",
        2_000,
    ),
    "half names": ("promocja 2022-09-19 purchase 8479.99 z programu mkidn, ", 4_000),
}
PICTURES = ("<a href='/g/1.jpg'><img src='/g/t1.jpg' alt=''></a>", 5_000)
PAGER = ("<a href='/x/2'>2</a> <a href='/x/3'>następne</a> ", 4_000)
TIMES = 4


def bench() -> Iterator[Row]:
    """One row a shape: cost a byte of a page four times as long, against that of the shorter one."""
    read: Callable[[bytes], object] = partial(_read, read_page)
    for name, (part, count) in SHAPES.items():
        yield _row(f"reading, {name}", part, count, read)
    fromstring("<base>")  # libxml2 looks for no name of a tag that it never met
    yield _row("listing, page numbers", *PAGER, partial(_read, read_listing))
    yield _row("listing, pictures", *PICTURES, partial(_read, read_listing))
    for name, (part, count) in TEXTS.items():
        yield _row(f"normalising, {name}", part, count, _normalise)
    yield _row("normalising, furniture", *FURNITURE, _normalise)


def _normalise(body: bytes) -> object:
    taxonomy = load_taxonomy()
    taxonomy.remembered.clear()  # a text that was never read before
    marked.cache_clear()
    return normalise(_once_read(body), None, taxonomy)


@cache
def _once_read(body: bytes) -> RawAnnouncement:
    return read_page(body, URL, fetched=FETCHED)


def _read(reader: Callable[..., object], body: bytes) -> object:
    return reader(body, URL, fetched=FETCHED)


def _page(part: str, count: int) -> bytes:
    return f"<html><body><h1>Kronika osady</h1><div>{part * count}</div></body></html>".encode()


def _row(what: str, part: str, count: int, read: Callable[[bytes], object]) -> Row:
    short, long = _page(part, count), _page(part, count * TIMES)
    of_short, of_long = by_turns(partial(read, short), partial(read, long), rounds=3)
    return Row(
        what=f"{what}: {len(long) / 1e6:.1f} MB against {len(short) / 1e6:.1f} MB",
        ours=f"{of_long:.2f} s",
        baseline=f"{of_short:.2f} s",
        ratio=of_short * TIMES / of_long,
        target="≥ 0.7×: linear",
    )
