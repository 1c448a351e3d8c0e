"""Tagging, pricing and classifying texts against a naive alternation of the same aliases.

The aliases are those that the tests prove to give their programme, inflected as pages print them. What the
alternation finds is no tag: it knows neither context nor typing errors.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from aggregator.model import RawAnnouncement
from aggregator.normalise import normalise
from aggregator.programmes.taxonomy import load_taxonomy
from benchmarks.measure import Row, by_turns
from benchmarks.reading import page_sets
from crawler.pages import read_page
from tests.aggregator.test_programmes_forms import FORMS

FETCHED = datetime(2026, 11, 23, 12, tzinfo=UTC)
SIZE = 5000  #: characters of a text


def texts() -> list[RawAnnouncement]:
    """The articles of our own test pages, joined to texts of about 5 KB."""
    (_, pages), *_ = page_sets()
    read = [read_page(body, url, fetched=FETCHED) for body, url in pages]
    whole = "\n".join(f"{raw.title}\n{raw.text}" for raw in read if raw.text)
    return [
        RawAnnouncement(source="", url="http://a.example/", fetched=FETCHED, title="Aktualności", text=part)
        for i in range(0, len(whole) - SIZE, SIZE)
        if (part := whole[i : i + SIZE])
    ]


def bench() -> Iterator[Row]:
    """One row: everything `normalise` does, against only finding aliases of programmes."""
    taxonomy = load_taxonomy()
    raws = texts()
    names = {form for entry in FORMS.values() for form in (*entry.get("led", ()), *entry.get("beside", ()))}
    naive = re.compile("|".join(re.escape(name) for name in sorted(names, key=len, reverse=True)), re.I)

    def ours() -> None:
        for raw in raws:
            normalise(raw, None, taxonomy)

    def baseline() -> None:
        for raw in raws:
            for _ in naive.finditer(raw.text):
                pass

    mine, theirs = by_turns(ours, baseline)
    yield Row(
        what=f"tags, sums, kinds, dates of {len(raws)} texts of {SIZE / 1000:.0f} KB",
        ours=f"{len(raws) / mine:.0f} texts/s, {mine / len(raws) / SIZE * 1e9:.0f} µs/KB",
        baseline=f"alternation of {len(names)} aliases {len(raws) / theirs:.0f} texts/s",
        ratio=theirs / mine,
        target="≥ 5×",
    )
