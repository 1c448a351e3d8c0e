"""Reading stored announcements again after a change of the taxonomy: `biblio reprocess` over kept pages."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html import escape
from pathlib import Path

from aggregator.arrivals import Arrival
from aggregator.config import Config
from aggregator.ingest import ingest
from aggregator.model import Source
from aggregator.normalise import normalise
from aggregator.programmes.taxonomy import load_taxonomy
from aggregator.store import Store
from benchmarks.measure import Row, is_full, seconds
from crawler.pages import read_page
from crawler.reprocessing import reprocess_kept
from crawler.snapshots import SnapshotWriter
from tests.aggregator.readings import LabelledText, announcements

FETCHED = datetime(2026, 11, 20, 12, tzinfo=UTC)
_OF_ONE_SOURCE, _BATCH, _TAKEN_OUT = 50, 500, 10


def page(text: LabelledText, number: int) -> bytes:
    """An announcement as a small site serves it."""
    lines = "".join(f"<p>{escape(line)}</p>" for line in text.text.splitlines())
    title = escape(f"{text.title} ({number})")
    return (
        f"<!doctype html><html lang=pl><head><meta charset=utf-8><title>{title} – Biblioteka</title></head>"
        "<body>"
        "<header><nav><a href=/>Start</a> <a href=/katalog>Katalog</a></nav></header><main><article>"
        f'<h1>{title}</h1><p>Dodano: <time datetime="{text.published}">{text.published:%d.%m.%Y}</time></p>'
        f"{lines}</article></main><footer>Biblioteka Publiczna, ul. Rynek 1</footer></body></html>"
    ).encode()


def arrivals(count: int, folder: Path) -> Iterator[Arrival]:
    """Kept pages; of every tenth the tags are taken out, as if the taxonomy had not known the programme."""
    taxonomy, writer, texts = load_taxonomy(), SnapshotWriter(folder), announcements()
    for number in range(count):
        name = f"b{number // _OF_ONE_SOURCE}"
        source = Source(
            id=name, library=f"Biblioteka {name}", kind="gminna", teryt="14", home=f"http://{name}.example/"
        )
        url = f"{source.home}news/{number}"
        body = page(texts[number % len(texts)], number)
        headers = [("Content-Type", "text/html; charset=utf-8")]
        ref = writer.write(url, body, fetched=FETCHED, status=200, headers=headers, source=name)
        raw = read_page(body, url, fetched=FETCHED, source=name)
        content = replace(normalise(raw, source, taxonomy), taxonomy="2026.10")
        if number % _TAKEN_OUT == 0:
            content = replace(content, mentions=(), awards=())
        yield Arrival(raw=raw, source=source, snapshot=ref, content=content)
    writer.close()


def bench() -> Iterator[Row]:
    """One row: all announcements of a store by today's taxonomy, with the report of what changed."""
    count = 10_000 if is_full() else 1_000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        config = Config(database_url=f"sqlite:///{(folder / 'biblio.sqlite3').as_posix()}", data_dir=folder)
        taxonomy = load_taxonomy()
        with Store.open(config.database_url) as store:
            batch: list[Arrival] = []
            for arrival in arrivals(count, config.snapshot_dir):
                batch.append(arrival)
                if len(batch) == _BATCH:
                    ingest(store, batch, taxonomy=taxonomy, now=FETCHED, authority="bench.example,2026")
                    batch = []
            ingest(store, batch, taxonomy=taxonomy, now=FETCHED, authority="bench.example,2026")
        now = FETCHED + timedelta(days=1)
        reports = []
        taken = seconds(lambda: reports.append(reprocess_kept(config, now=now)))
        again = seconds(lambda: reports.append(reprocess_kept(config, now=now)))
    first, second = reports
    changed = ", ".join(f"{name} {number}" for name, number in first.fields.most_common(3))
    yield Row(
        what=f"re-tagging {first.read} stored announcements after a change of the taxonomy",
        ours=f"{taken * 10_000 / count:.0f} s for 10,000; {len(first.corrected)} corrected ({changed})",
        baseline=f"again, {len(second.corrected)} corrected: {again * 10_000 / count:.0f} s",
        ratio=again / taken,
        target="≤ 60 s for 10,000",
    )
