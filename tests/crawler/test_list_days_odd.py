"""Days of the items of lists as old scripts, newsletters and forums print them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crawler.pages import read_listing

UL, DIV, NEWS = "<ul>{}</ul>", "<div>{}</div>", "/aktualnosci"
NOW = datetime(2025, 11, 20, 9, tzinfo=UTC)
TITLES = ("Nowe regały w filii", "Konkurs na ekslibris rozstrzygnięty", "Wieczór z podróżniczką za nami",
          "Kolejna dostawa książek", "Remont czytelni dobiegł końca")  # fmt: skip
DAYS = (("12", "03", "marca"), ("28", "02", "lutego"), ("14", "02", "lutego"), ("30", "01", "stycznia"),
        ("05", "01", "stycznia"))  # fmt: skip


def days(item: str, around: str, url: str) -> list[str | None]:
    rows = zip(DAYS, TITLES, strict=True)
    items = "".join(item.format(d=d, m=m, n=n, t=t, i=i) for i, ((d, m, n), t) in enumerate(rows))
    page = (
        "<!doctype html><html lang=pl><head><meta charset=utf-8><title>Aktualności</title></head>"
        "<body><header><a href=/>Biblioteka</a><nav><ul><li><a href=/>Start</a>"
        f"</ul></nav></header><main><h1>Aktualności</h1>{around.format(items)}</main>"
        "<footer>ul. Lipowa 4</footer></body></html>"
    )
    return [item.date for item in read_listing(page.encode(), url, fetched=NOW).articles]


@pytest.mark.parametrize(
    ("item", "around", "url"),
    [
        ("<li><a href=/n/{i}>{d}.{m}.2019 {t}</a></li>", UL, NEWS),
        ("<li><a href=/n/{i}>{d}.{m}.2019 - {t}</a></li>", UL, NEWS),
        ("<li><a href=/n/{i}>{t} ({d}.{m}.2019)</a></li>", UL, NEWS),
        ("<li><a href=/n/{i}>[{d}.{m}.2019] {t}</a></li>", UL, NEWS),
        ("<li><a href=/n/{i}>{d} {n} 2019 – {t}</a></li>", UL, NEWS),
        ("<li><span>{d} | {m} | 2019</span> <a href=/n/{i}>{t}</a></li>", UL, NEWS),
        ("<div class=x><h3><a href=/n/{i}>{t}</a></h3><p>numer {i} · {d} {n} 2019</p></div>", DIV, NEWS),
        ("<div class=x><h3><a href=/n/{i}>{t}</a></h3><p>Nr {i}/2019 z dnia {d} {n} 2019 r.</p></div>",
         DIV, NEWS),
        ("<li><a href=/t/{i}>{t}</a> autor: anna » {d} {n} 2019, 10:12</li>", UL, "/forum"),
        ("<li><span class=date>{d}.{m}</span> <a href=/n/{i}>{t}</a></li>", UL, "/aktualnosci/2019/"),
        ("<div class=w><h3>{d}.{m}.2019 {t}</h3><p>Krótka zapowiedź wpisu o bibliotece.</p>"
         "<a href=/n/{i}>czytaj dalej</a></div>", DIV, NEWS),
    ],
)  # fmt: skip
def test_days_of_items(item: str, around: str, url: str) -> None:
    expected = [f"2019-{month}-{day}" for day, month, _ in DAYS]
    assert days(item, around, f"http://b.example{url}") == expected


@pytest.mark.parametrize(
    "item",
    ["<li><a href=/n/{i}>Warsztaty {i}a ({d}.{m}.2019)</a></li>",
     "<div class=w><h3><a href=/n/{i}>{t} ({d}.{m}.2019)</a></h3><p>Zapraszamy o godz. 17.00.</p></div>"],
)  # fmt: skip
def test_days_of_events(item: str) -> None:
    assert not any(days(item, "<ul>{}</ul>", "http://b.example/aktualnosci"))
