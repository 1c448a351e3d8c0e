"""From a home page alone to the news: the whole sample network is probed."""

from __future__ import annotations

from pathlib import Path

import pytest

from aggregator.store import Query, Store
from crawler.families.home import site_of
from crawler.run import probe
from tests.crawler.scenes import Scene, config_for, library, serving
from tests.network.message import page
from tests.network.server import SampleNetwork

pytestmark = pytest.mark.slow

FOUND = {
    "biblioteka-piaseczno.example": ("wordpress", "/aktualnosci/"),
    "biblioteka.wierzbnica.example": ("wordpress", ""),
    "www.gbp-olszowek.example": ("wordpress", None),
    "mbp-kamiennybrod.example": ("joomla", "/index.php/aktualnosci"),
    "biblioteka.stawiska.example": ("sitemap", None),
    "modrzewie.biblioteki.example": ("listing", "/aktualnosci"),
    "www.gbp-debiany.example": ("listing", "/index.php"),
    "rudawka-biblioteka.example": ("listing", "/wiadomosci.php"),
    "filia3-lipowiec.example": ("feed", None),
    "operator-kultury.example": ("listing", "/aktualnosci"),
}


def test_every_site_of_the_sample_network_is_found_out(tmp_path: Path) -> None:
    with SampleNetwork() as network:
        config = config_for(tmp_path, network, delay=0.01)
        for host, (family, news) in FOUND.items():
            report = probe(config, Scene(host).source(id="new", news="", family="auto"))
            assert report.found >= 5, (host, report)
            assert report.source.family == family, (host, report)
            if news is not None:
                assert report.source.news == (f"http://{host}{news}" if news else ""), host
            assert all(url.startswith(f"http://{host}/") for url, _ in report.sample)
        with Store.open(config.database_url) as store:  # only what was asked is kept, in the ledgers
            assert store.count(Query(statuses=())) == 0
            assert store.sources() == []
            ledgers = store.host_ledgers()
        told = {site_of(f"http://{host}/"): len(network.requests(host)) for host in FOUND}
        assert {host: ledger.requests for host, ledger in ledgers.items()} == told


def test_what_cannot_be_found_is_said_with_proof(tmp_path: Path) -> None:
    bare = Scene("bare.example", {"/": page("<html><body><p>Witamy w bibliotece</p></body></html>")})
    hidden = library("hidden.example")
    hidden.answers["/"] = page(
        "<html><body><nav><a href='/kontakt/'>Kontakt</a>"
        "<a href='/aktualnosci/'>Aktualności</a></nav></body></html>"
    )
    with serving(bare, hidden) as network:
        config = config_for(tmp_path, network)
        nothing = probe(config, bare.source(news="", family="auto"))
        found = probe(config, hidden.source(news="", family="auto"))
    assert nothing.found == 0
    assert nothing.trouble
    assert {step.kind for step in nothing.tried} >= {"home", "sitemap", "feed", "wp-json", "listing"}
    assert (found.found, found.source.family) == (6, "listing")
    assert found.source.news == "http://hidden.example/aktualnosci/"


def test_a_feed_at_a_former_host_that_is_out_of_order_does_not_hide_the_list_of_the_home_page(
    tmp_path: Path,
) -> None:
    former = Scene("stara.example", {"/rss.xml": page("<p>Usługa niedostępna</p>", status=503)})
    scene = library("nowa.example")
    home = scene.answers["/aktualnosci/"].body.decode()
    feed = "<link rel='alternate' type='application/rss+xml' href='http://stara.example/rss.xml'>"
    scene.answers["/"] = page(home.replace("<body", f"{feed}<body", 1))
    with serving(former, scene) as network:
        report = probe(config_for(tmp_path, network), scene.source(news="", family="auto"))
    assert any("stara.example" in step.url and step.trouble for step in report.tried)
    assert report.found == 6
