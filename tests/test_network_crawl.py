"""A crawl of the whole sample network: every article is found, nothing else, and no site is treated badly."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from aggregator.config import Config
from aggregator.model import Announcement
from aggregator.store import Query, Store
from aggregator.vocabulary import Status
from crawler.registry import load_sources
from crawler.report import CrawlReport
from crawler.run import crawl
from tests.network.message import LogEntry
from tests.network.server import SampleNetwork
from tests.network.sites import content_sites

pytestmark = pytest.mark.slow

HERE = Path(__file__).resolve().parent / "network"
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
EXPECTED = {
    line["url"]: line
    for site in content_sites()
    for line in map(json.loads, (HERE / site.folder / "expected.jsonl").read_text("utf-8").splitlines())
}


@dataclass(frozen=True, slots=True)
class Crawled:
    """What two whole crawls left behind."""

    first: CrawlReport
    second: CrawlReport
    stored: list[Announcement]
    log: list[LogEntry]


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    folder = tmp_path_factory.mktemp("crawl")
    sources, errors = load_sources(HERE / "sources.csv")
    assert not errors
    with SampleNetwork() as network:
        config = Config(
            database_url=f"sqlite:///{(folder / 'biblio.sqlite3').as_posix()}",
            data_dir=folder,
            proxy=network.address,
            delay=0.02,
            demo=True,
        )
        first = crawl(config, sources, full=True, now=NOW)
        log = list(network.log)
        second = crawl(config, sources, full=True, now=NOW)
        with Store.open(config.database_url) as store:
            stored = list(store.announcements(Query(statuses=())))
    yield Crawled(first, second, stored, log)


def test_every_article_is_stored_and_nothing_else(crawled: Crawled) -> None:
    current = {one.url for one in crawled.stored if one.status is Status.CURRENT}
    assert set(EXPECTED) - current == set()
    assert current - set(EXPECTED) == set()


def test_each_article_belongs_to_the_source_of_its_host(crawled: Crawled) -> None:
    sources, _ = load_sources(HERE / "sources.csv")
    hosts = {source.id: urlsplit(source.home).hostname for source in sources}
    assert [one.url for one in crawled.stored if urlsplit(one.url).hostname != hosts[one.source]] == []


def test_the_second_crawl_finds_nothing_new(crawled: Crawled) -> None:
    assert [(line.source, line.new, line.edited, line.gone) for line in crawled.second.sources] == [
        (line.source, 0, 0, 0) for line in crawled.second.sources
    ]


def test_the_down_and_the_closed_site_are_named_and_left_alone(crawled: Crawled) -> None:
    troubles = {line.source: line.problem for line in crawled.first.sources if line.problem}
    assert troubles == {"gbp-cisowa": "broken", "zakatek": "robots"}
    assert {entry.path for entry in crawled.log if entry.host == "biblioteka-zakatek.example"} == {
        "/robots.txt"
    }


def test_no_host_has_two_requests_at_once_and_the_operator_gets_its_pause(crawled: Crawled) -> None:
    hosts: dict[str, list[LogEntry]] = {}
    for entry in sorted(crawled.log, key=lambda entry: entry.started):
        hosts.setdefault(entry.host, []).append(entry)
    for host, entries in hosts.items():
        pause = 0.45 if host == "operator-kultury.example" else 0.0
        for before, after in pairwise(entries[1:]):  # the first is robots.txt itself
            assert after.started >= before.ended, f"{host}: {before.path} and {after.path}"
            assert after.started - before.started >= pause, f"{host}: {before.path} and {after.path}"
