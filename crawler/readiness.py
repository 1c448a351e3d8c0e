"""How a process that reads many pages prepares: what it needs is loaded, and the collector looks rarely."""

from __future__ import annotations

import gc
from datetime import UTC, datetime

from aggregator.normalise import normalise
from aggregator.programmes.taxonomy import load_taxonomy
from crawler.pages import read_page

#: objects made until the collector looks at the new ones, and looks until it goes on to older ones: pages are
#: many small objects that die at once, and the usual 700 cost a tenth of the whole crawl
_OFTEN = (20_000, 50, 100)
#: pages that are opened, then read, then normalised, each time all of them: each step runs through much of a
#: megabyte of code and tables, and going through all steps page by page costs a tenth of the time
TOGETHER = 40
_PAGE = """<!doctype html><html lang="pl"><head><title>Biblioteka</title></head><body><main><article>
<h1>Biblioteka otrzymała dofinansowanie</h1><p>Data publikacji: 19.08.2021</p><p>Biblioteka w Lubnie otrzymała
35 000 zł z Narodowego Programu Rozwoju Czytelnictwa 2.0, Kierunek interwencji 4.1 BLISKO, w tym wkład własny
5 000 zł, do 30 listopada 2021 r.</p></article></main><footer><p>ul. Szkolna 1</p></footer></body></html>"""


def get_ready() -> None:
    """Read one page as a crawl would: modules, patterns and the taxonomy are there from then on."""
    now = datetime(2021, 8, 20, tzinfo=UTC)
    normalise(read_page(_PAGE.encode(), "http://lubno.example/a", fetched=now), None, load_taxonomy())
    collect_rarely()


def collect_rarely() -> None:
    """Leave what is loaded out of Python's collector, and let it look at new objects ever so often only."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_OFTEN)
