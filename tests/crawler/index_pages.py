"""Small index pages, made of items of one form."""

from __future__ import annotations

from datetime import UTC, datetime

from crawler.pages import read_listing
from crawler.pages.listing.index import Listing

NOW = datetime(2024, 4, 20, 9, tzinfo=UTC)
TITLES = ("Nowe regały w filii", "Konkurs na ekslibris rozstrzygnięty", "Wieczór z podróżniczką za nami",
          "Kolejna dostawa książek", "Remont czytelni dobiegł końca", "Zapisy na kurs zdjęć")  # fmt: skip


def read(inner: str, url: str = "https://gbp.example/") -> Listing:
    page = f"<html><head><meta charset=utf-8></head><body>{inner}</body></html>"
    return read_listing(page.encode(), url, fetched=NOW)


def items(form: str, count: int = 6) -> str:
    return "".join(
        form.format(i=i, t=title, d=f"{18 - i:02d}.04.2024") for i, title in enumerate(TITLES[:count], 1)
    )


PLAIN = "<article><h3><a href='/n/{i}-wpis'>{t}</a></h3><p>{d}</p><p>Zapraszamy do czytelni.</p></article>"
