"""Whole crawls over sites that change: moves re-post nothing, what is forgotten is nowhere left."""

from __future__ import annotations

import gzip
import random
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest

from aggregator.commands import forget_announcement
from aggregator.config import Config
from aggregator.programmes.taxonomy import Taxonomy, load_taxonomy
from aggregator.store import Query, Store
from crawler.forgetting import erase_all
from crawler.report import CrawlReport
from crawler.reprocessing import reprocess_kept
from crawler.run import crawl
from tests.crawler.scenes import NOW, Scene, config_for, headers, serving
from tests.network.message import Response, page
from tests.network.server import SampleNetwork

pytestmark = pytest.mark.slow

HOST = "mbp.example"
NEWS = 7


def words(number: int) -> str:
    chance = random.Random(number)
    nouns = ["regały", "książki", "mapy", "albumy", "komiksy", "gry", "obrazy", "lampy", "stoły", "krzesła"]
    order = ["pierwszy", "drugi", "trzeci", "czwarty", "piąty", "szósty", "siódmy"][number]
    first = f"To nasz {order} wpis o zakupach."
    return f"{first} " + " ".join(
        f"{chance.choice(nouns).capitalize()} i {chance.choice(nouns)} kupiliśmy do filii przy ulicy "
        f"{chance.choice(['Polnej', 'Leśnej', 'Szkolnej', 'Rynkowej'])} dla czytelników w każdym wieku."
        for _ in range(4)
    )


def title(number: int) -> str:
    names = [
        "Nowe regały",
        "Spacer z mapą",
        "Wieczór komiksu",
        "Gry na stole",
        "Album gminy",
        "Lampy",
        "Krzesła",
    ]
    return f"{names[number]} w bibliotece"


def old_page(number: int) -> Response:
    """As the old content system shows an item."""
    return page(
        f"<!doctype html><html lang=pl><head><title>{title(number)} - Biblioteka</title></head><body>"
        "<header><a href='/'>Biblioteka</a><nav><a href='/aktualnosci/'>Aktualności</a></nav></header>"
        f"<main><article><h1>{title(number)}</h1><p>Data publikacji: {number + 1:02}.05.2023</p>"
        f"<p>{words(number)}</p></article></main><footer><p>Biblioteka, ul. Szkolna 1</p></footer></body>"
    )


def new_page(number: int) -> Response:
    """As the new one does: other markup around the same words."""
    return page(
        f"<!doctype html><html lang=pl><head><title>{title(number)} | Biblioteka w Przykładzie</title></head>"
        "<body class='joomla'><div id='top'><a href='/pl/nowosci'>Nowości</a></div>"
        "<div class='item-page' itemscope itemtype='https://schema.org/Article'><div class='page-header'>"
        f"<h2 itemprop='headline'>{title(number)}</h2></div><dl class='article-info'><dd class='published'>"
        f"<time datetime='2023-05-{number + 1:02}T00:00:00+02:00' itemprop='datePublished'>"
        f"Opublikowano: {number + 1:02} maja 2023</time></dd></dl><div itemprop='articleBody'>"
        f"<p>{words(number)}</p></div></div><div id='bottom'>Biblioteka, ul. Szkolna 1</div></body></html>"
    )


def listing(paths: dict[int, str]) -> Response:
    items = "".join(
        f"<article class='news'><h2><a href='{path}'>{title(n)}</a></h2>"
        f"<time datetime='2023-05-{n + 1:02}'>{n + 1:02}.05.2023</time></article>"
        for n, path in sorted(paths.items(), reverse=True)
    )
    head = "<!doctype html><html lang=pl><head><title>Aktualności</title></head>"
    return page(f"{head}<body><h1>Aktualności</h1><main>{items}</main></body></html>")


def old_site(host: str = HOST) -> Scene:
    paths = {n: f"/aktualnosci/{n}-wpis" for n in range(NEWS)}
    return Scene(host, {"/aktualnosci/": listing(paths), **{p: old_page(n) for n, p in paths.items()}})


def new_site(host: str, *, redirects: bool, new_look: bool) -> Scene:
    """The same items at new addresses; the old ones lead there, or are no more."""
    paths = {n: f"/pl/nowosci/wpis-numer-{n}.html" for n in range(NEWS)}
    answers = {"/aktualnosci/": listing(paths)}
    answers |= {path: new_page(n) if new_look else old_page(n) for n, path in paths.items()}
    if redirects:
        for n, path in paths.items():
            to = headers(Location=f"http://{host}{path}")
            answers[f"/aktualnosci/{n}-wpis"] = Response(status=301, headers=to)
    return Scene(host, dict(answers))


def look(folder: Path, network: SampleNetwork, source, now: datetime) -> CrawlReport:  # type: ignore[no-untyped-def]
    return crawl(config_for(folder, network), [source], again=True, now=now)


@cache
def taxonomy() -> Taxonomy:
    """One programme of the real ones: publishing hundreds of empty feeds proves nothing."""
    whole = load_taxonomy()
    return replace(whole, nodes=tuple(node for node in whole.nodes if node.id == "dkk"))


def published(config: Config) -> dict[str, dict[str, str]]:
    """Every feed: ids with `updated`, by file."""
    from feeds.publish import publish

    with Store.open(config.database_url) as store:
        publish(store, config, taxonomy())
    found = {}
    for file in sorted(config.public_dir.rglob("atom.xml")):
        if "health" in file.parts:
            continue  # it says that the site has a new design, and should
        entries = re.findall(r"<entry>(.*?)</entry>", file.read_text("utf-8"), re.S)
        found[str(file.relative_to(config.public_dir))] = {
            re.search(r"<id>(.*?)</id>", e)[1]: re.search(r"<updated>(.*?)</updated>", e)[1]  # type: ignore[index]
            for e in entries
        }
    return found


def settings(folder: Path, network: SampleNetwork) -> Config:
    return replace(config_for(folder, network), public_dir=folder / "public")


@pytest.mark.parametrize(
    ("host", "redirects", "new_look"),
    [(HOST, True, False), (HOST, False, True), ("www.mbp.example", False, False)],
)
def test_a_site_that_moves_posts_nothing_again(
    tmp_path: Path, host: str, redirects: bool, new_look: bool
) -> None:
    with serving(old_site()) as network:
        config = settings(tmp_path, network)
        source = old_site().source()
        assert look(tmp_path, network, source, NOW).sources[0].new == NEWS
        before = published(config)
    assert len(before["feeds/atom.xml"]) == NEWS
    moved = old_site(host) if host != HOST else new_site(host, redirects=redirects, new_look=new_look)
    with serving(moved) as network:
        if host != HOST:
            source = replace(source, home=f"http://{host}/", news=f"http://{host}/aktualnosci/")
        for day in (1, 40):
            (line,) = look(tmp_path, network, source, NOW + timedelta(days=day)).sources
            assert (line.new, line.edited) == (0, 0), line
            assert published(replace(config, proxy=network.address)) == before
    with Store.open(config.database_url) as store:
        found = list(store.announcements(Query(statuses=())))
        assert {a.status.value for a in found} == {"current"}
        if host == HOST:
            assert all("/pl/nowosci/" in a.url for a in found)
        assert all(store.revisions(a.id) == [] for a in found)


def test_a_changed_rule_posts_nothing_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A taxonomy that knows one programme less: corrections, and nothing that looks like news."""
    import crawler.reprocessing as module

    whole, scene = load_taxonomy(), old_site()
    club = old_page(2)
    text = club.body.decode().replace("</article>", "<p>Zaprasza Dyskusyjny Klub Książki.</p></article>")
    scene.answers["/aktualnosci/2-wpis"] = page(text)
    with serving(scene) as network:
        config = settings(tmp_path, network)
        look(tmp_path, network, scene.source(), NOW)
        before = published(config)
    assert len(before["feeds/programmes/dkk/atom.xml"]) == 1
    fewer = replace(whole, version="2099.01", nodes=tuple(node for node in whole.nodes if node.id != "dkk"))
    monkeypatch.setattr(module, "load_taxonomy", lambda: fewer)
    report = reprocess_kept(config, now=NOW + timedelta(days=3))
    assert (report.read, len(report.corrected)) == (NEWS, 1)
    after = published(config)
    assert after.pop("feeds/programmes/dkk/atom.xml") == {}
    assert after == {name: entries for name, entries in before.items() if name in after}
    with Store.open(config.database_url) as store:
        found = list(store.announcements())
        assert {a.content.taxonomy for a in found} == {"2099.01"}
        assert [store.revisions(a.id) for a in found] == [[]] * NEWS
        assert {a.updated for a in found} == {NOW}


def test_what_is_forgotten_is_nowhere_left_and_never_returns(tmp_path: Path) -> None:
    scene = old_site()
    secret = words(3).split(".")[0]
    with serving(scene) as network:
        config = settings(tmp_path, network)
        look(tmp_path, network, scene.source(), NOW)
        published(config)
        with Store.open(config.database_url) as store:
            (gone,) = [a for a in store.announcements() if a.content.title == title(3)]
        from aggregator.store.backup import backup, restore

        copy = tmp_path.parent / f"{tmp_path.name}-backup.sqlite3"
        backup(config.database_url, copy)
        done = forget_announcement(
            config, gone.id, reason="prośba", erase=lambda found: erase_all(config.snapshot_dir, found)
        )
        assert len(done.pages) == 1
        published(config)
        assert not [f for f in everything(tmp_path) if title(3) in f[1] or secret in f[1] or "3-wpis" in f[1]]
        # the site still has it: in its list, at its address, and at a new one, with a word changed
        network.override(HOST, "/aktualnosci/", listing({3: "/aktualnosci/3-wpis", 8 % NEWS: "/nowy-adres"}))
        network.override(HOST, "/nowy-adres", old_page(3))
        network.clear_log()
        (line,) = look(tmp_path, network, scene.source(), NOW + timedelta(days=1)).sources
        assert line.new == 0
        assert "/aktualnosci/3-wpis" not in {entry.path for entry in network.requests(HOST)}
        assert not [f[0] for f in everything(tmp_path) if secret in f[1]]
        # a backup of before, put back, forgets it again; so does a store built anew
        restore(config.database_url, copy, now=datetime(2027, 1, 1, tzinfo=UTC))
        assert look(tmp_path, network, scene.source(), NOW + timedelta(days=2)).sources[0].new == 0
        with Store.open(config.database_url) as store:
            assert gone.id not in {a.id for a in store.announcements(Query(statuses=()))}
        for file in tmp_path.glob("biblio.sqlite3*"):
            file.unlink()
        look(tmp_path, network, scene.source(), NOW + timedelta(days=3))
        with Store.open(config.database_url) as store:
            assert gone.id not in {a.id for a in store.announcements(Query(statuses=()))}
        report = reprocess_kept(config, now=NOW + timedelta(days=4))
        assert report.corrected == []


def everything(folder: Path) -> list[tuple[str, str]]:
    """Every file under a folder as text, compressed ones opened."""
    found = []
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        raw = file.read_bytes()
        if file.suffix == ".gz":
            raw = gzip.decompress(raw)
        found.append((str(file.relative_to(folder)), raw.decode("utf-8", "replace")))
    return found
