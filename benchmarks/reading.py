"""Reading and normalising a page against trafilatura with metadata, on the same pages and one core."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from aggregator.normalise import normalise
from aggregator.programmes.taxonomy import load_taxonomy
from benchmarks.measure import Row, by_turns
from crawler.pages import open_page, read_page
from crawler.readiness import TOGETHER, collect_rarely

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
FETCHED = datetime(2026, 11, 23, 12, tzinfo=UTC)
TARGET = "≥ 3×"


def page_sets() -> Iterator[tuple[str, list[tuple[bytes, str]]]]:
    """Name and pages (bytes, address) of each set that is at hand."""
    own = [
        (path.read_bytes(), json.loads(path.with_suffix(".json").read_text("utf-8"))["url"])
        for path in sorted((ROOT / "tests" / "crawler").rglob("*.html"))
        if path.with_suffix(".json").is_file()
    ]
    yield "own test pages", own
    for name in ("gold", "real"):
        manifest = SHARED / name / "manifest.jsonl"
        if manifest.is_file():
            lines = [json.loads(line) for line in manifest.read_text("utf-8").splitlines()]
            yield name, [((manifest.parent / line["file"]).read_bytes(), line["url"]) for line in lines]


def bench() -> Iterator[Row]:
    """One row a set of pages."""
    import trafilatura

    taxonomy = load_taxonomy()
    collect_rarely()  # as in every process of ours that reads many pages; for both sides
    for name, pages in page_sets():

        def ours(pages: list[tuple[bytes, str]] = pages) -> None:
            taxonomy.remembered.clear()  # what furniture said in the round before: new sites are new
            for start in range(0, len(pages), TOGETHER):  # as `biblio extract` does
                group = pages[start : start + TOGETHER]
                opened = [open_page(body, url, fetched=FETCHED) for body, url in group]
                raws = [
                    read_page(body, url, fetched=FETCHED, opened=each)
                    for (body, url), each in zip(group, opened, strict=True)
                ]
                for raw in raws:
                    normalise(raw, None, taxonomy)

        def baseline(pages: list[tuple[bytes, str]] = pages) -> None:
            for body, url in pages:
                trafilatura.extract(body, url=url, with_metadata=True, output_format="json")

        mine, theirs = by_turns(ours, baseline)
        size = sum(len(body) for body, _ in pages) / len(pages) / 1000
        yield Row(
            what=f"reading + normalising, {name}: {len(pages)} pages of {size:.0f} KB on average",
            ours=f"{len(pages) / mine:.0f} pages/s",
            baseline=f"trafilatura {len(pages) / theirs:.0f} pages/s",
            ratio=theirs / mine,
            target=TARGET,
        )
