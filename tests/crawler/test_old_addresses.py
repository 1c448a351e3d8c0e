"""A site that gave its pages new addresses: the old ones are asked first, and tell what words cannot."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from tests.crawler.scenes import NOW, Scene, headers, projection, serving, visit
from tests.crawler.test_site_moves import HOST, NEWS, title, words
from tests.network.message import Response, page

pytestmark = pytest.mark.slow


def undated(name: str, text: str) -> Response:
    return page(
        f"<!doctype html><html lang=pl><head><title>{name} - Biblioteka</title></head><body>"
        "<header><a href='/'>Biblioteka</a><nav><a href='/aktualnosci/'>Aktualności</a></nav></header>"
        f"<main><article><h1>{name}</h1><p>{text}</p></article></main>"
        "<footer><p>Biblioteka, ul. Szkolna 1</p></footer></body></html>"
    )


def undated_site(way: str, names: dict[int, str], texts: dict[int, str]) -> dict[str, Response]:
    items = "".join(
        f"<article class='news'><h2><a href='{way}{n}'>{names[n]}</a></h2><p>{texts[n][:50]}</p></article>"
        for n in names
    )
    head = "<!doctype html><html lang=pl><head><title>Aktualności</title></head>"
    answers = {f"{way}{n}": undated(names[n], texts[n]) for n in names}
    return answers | {"/aktualnosci/": page(f"{head}<body><h1>Aktualności</h1><main>{items}</main></body>")}


def test_redirects_tell_what_words_cannot(tmp_path: Path) -> None:
    """Undated, new addresses, titles and texts rewritten in the same week: only redirects know."""
    names = {n: title(n) for n in range(NEWS)}
    texts = {n: words(n) for n in range(NEWS)}
    new_names = {n: f"{names[n]} już dziś" for n in names}
    new_texts = {n: ". ".join(text.split(". ")[:3]) + ". Inaczej." for n, text in texts.items()}
    old = Scene(HOST, dict(undated_site("/stare/news-", names, texts)))
    new = Scene(HOST, dict(undated_site("/nowe/n-", new_names, new_texts)))
    for n in names:
        to = headers(Location=f"http://{HOST}/nowe/n-{n}")
        new.answers[f"/stare/news-{n}"] = Response(status=301, headers=to)
    with serving(old) as network:
        assert visit(tmp_path, network, old.source()).sources[0].new == NEWS
    with serving(new) as network:
        week = NOW + timedelta(days=8)
        (line,) = visit(tmp_path, network, old.source(), now=week).sources
        asked = [entry.path for entry in network.requests(HOST)]
    assert (line.new, line.gone) == (0, 0)
    assert sorted(path for path in asked if path.startswith("/nowe/")) == [f"/nowe/n-{n}" for n in names]
    assert {row[1].rpartition("/nowe/")[2] for row in projection(tmp_path)} == {f"n-{n}" for n in names}


def test_a_burst_of_news_asks_at_most_two_old_addresses(tmp_path: Path) -> None:
    """Nothing on the list is known: that may be a move, and here is none."""
    names, texts = {n: title(n) for n in range(NEWS)}, {n: words(n) for n in range(NEWS)}
    first = {n: names[n] for n in range(3)}
    scene = Scene(HOST, dict(undated_site("/news-", first, texts)))
    with serving(scene) as network:
        visit(tmp_path, network, scene.source())
        later = {n: names[n] for n in range(3, NEWS)}
        scene.answers |= undated_site("/news-", later, texts)
        network.clear_log()
        (line,) = visit(tmp_path, network, scene.source(), now=NOW + timedelta(hours=20)).sources
        asked = [entry.path for entry in network.requests(HOST)]
    assert line.new == 4
    assert len([path for path in asked if path in {"/news-0", "/news-1", "/news-2"}]) == 2
