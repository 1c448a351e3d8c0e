"""Scrapy's downloader, imported where that is cheap."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from importlib import import_module

# It looks through its whole stack of callers and all modules for each of its old names: 1.3 s under pytest's
# hundred frames. A new thread has none.
with ThreadPoolExecutor(1) as _thread:
    _thread.submit(import_module, "scrapy.core.downloader.contextfactory").result()
