"""The sample network speaks real HTTP, and what it serves agrees with what its authors wrote down."""

from __future__ import annotations

import csv
import gzip
import html
import http.client
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

import pytest

from tests.network.message import Response, page
from tests.network.server import SampleNetwork
from tests.network.site import Site
from tests.network.sites import content_sites

HERE = Path(__file__).resolve().parent / "network"
PIASECZNO = "biblioteka-piaseczno.example"
LINK = re.compile(r"<a\b[^>]*\bhref=[\"']([^\"']*)[\"']", re.I)
BLISKO = "/blisko-biblioteka-lokalnosc/"
KINDS = {"award", "call", "results", "purchase", "report", "event", "rejection", "other"}


@pytest.fixture(scope="module")
def network() -> Iterator[SampleNetwork]:
    with SampleNetwork() as running:
        yield running


class Client:
    """A browser of one connection, by proxy or by Host header."""

    def __init__(self, network: SampleNetwork) -> None:
        parts = urlsplit(network.address)
        self.connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=5)

    def get(
        self, url: str, headers: dict[str, str] | None = None, *, method: str = "GET", proxy: bool = True
    ) -> tuple[int, http.client.HTTPMessage, bytes]:
        parts = urlsplit(url)
        target = quote(url, safe=":/?&=,%@;+#!~*'()")
        if not proxy:
            target = target.split(parts.netloc, 1)[1] or "/"
        self.connection.request(method, target, headers={"Host": parts.netloc, **(headers or {})})
        answer = self.connection.getresponse()
        return answer.status, answer.headers, answer.read()


@pytest.fixture
def client(network: SampleNetwork) -> Iterator[Client]:
    one = Client(network)
    yield one
    one.connection.close()
    network.restore()


def sites() -> list[Site]:
    return content_sites()


def expected(site: Site) -> list[dict[str, Any]]:
    lines = (HERE / site.folder / "expected.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def rows() -> list[dict[str, str]]:
    with (HERE / "sources.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


# --- the server -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("proxy", [True, False], ids=["proxy", "host-header"])
def test_a_page_is_found_by_absolute_address_and_by_host_header(client: Client, proxy: bool) -> None:
    status, headers, body = client.get(f"http://{PIASECZNO}{BLISKO}", proxy=proxy)
    assert status == 200
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert "Data publikacji: 19/08/2021" in body.decode()


def test_validators_give_304_without_a_body(client: Client) -> None:
    url = f"http://{PIASECZNO}{BLISKO}"
    _, headers, body = client.get(url)
    assert body
    for name, value in (("If-None-Match", headers["ETag"]), ("If-Modified-Since", headers["Last-Modified"])):
        status, again, nothing = client.get(url, {name: value})
        assert (status, nothing) == (304, b"")
        assert again["ETag"] == headers["ETag"]
    assert client.get(url, {"If-None-Match": '"other"'})[0] == 200
    assert client.get(url, {"If-Modified-Since": "Mon, 04 Jan 2021 08:00:00 GMT"})[0] == 200
    assert (
        client.get(url, {"If-None-Match": '"other"', "If-Modified-Since": headers["Last-Modified"]})[0] == 200
    )


def test_head_tells_the_length_and_sends_nothing(client: Client) -> None:
    url = f"http://{PIASECZNO}/aktualnosci/"
    status, headers, body = client.get(url, method="HEAD")
    assert (status, body) == (200, b"")
    assert int(headers["Content-Length"]) == len(client.get(url)[2])


def test_other_methods_unknown_paths_and_unknown_hosts(client: Client) -> None:
    assert client.get(f"http://{PIASECZNO}/", method="POST")[0] == 405
    assert client.get(f"http://{PIASECZNO}/nie-ma-takiej-strony/")[0] == 404
    assert client.get("http://nikt.example/")[0] == 502


def test_a_missing_slash_redirects(client: Client) -> None:
    status, headers, _ = client.get(f"http://{PIASECZNO}/aktualnosci")
    assert (status, headers["Location"]) == (301, f"http://{PIASECZNO}/aktualnosci/")


def test_the_down_site_hangs_up(client: Client, network: SampleNetwork) -> None:
    with pytest.raises(http.client.RemoteDisconnected):
        client.get("http://gbp-cisowa.example/robots.txt")
    assert network.requests("gbp-cisowa.example")[-1].status == 0


def test_an_override_replaces_an_answer_and_can_be_taken_back(client: Client, network: SampleNetwork) -> None:
    url = f"http://{PIASECZNO}{BLISKO}"
    network.override(PIASECZNO, BLISKO, page("<h1>Zmiana</h1>"), times=1)
    assert client.get(url)[2] == b"<h1>Zmiana</h1>"
    assert b"Data publikacji" in client.get(url)[2]
    network.override(PIASECZNO, "*", lambda request: Response(status=503, body=request.target.encode()))
    assert client.get(url)[::2] == (503, BLISKO.encode())
    network.restore(PIASECZNO)
    assert client.get(url)[0] == 200


def test_the_log_tells_who_asked_what(client: Client, network: SampleNetwork) -> None:
    network.clear_log()
    network.override(PIASECZNO, "/", Response(body=b"x", delay=0.02))
    client.get(f"http://{PIASECZNO}/", {"User-Agent": "Tester/1", "If-None-Match": '"y"'})
    client.get(f"http://{PIASECZNO}/x?a=1")
    first, second = network.requests(PIASECZNO)
    assert (first.status, first.bytes, first.conditional, first.user_agent) == (200, 1, True, "Tester/1")
    assert first.ended - first.started >= 0.02
    assert first.ended <= second.started
    assert first.ended_at >= first.started_at > 1_600_000_000
    assert (second.path, second.status, second.conditional) == ("/x?a=1", 404, False)


# --- the content ------------------------------------------------------------------------------------------


def test_every_source_has_a_host_that_answers_and_an_id_of_its_own(network: SampleNetwork) -> None:
    ids = [row["id"] for row in rows()]
    assert len(ids) == len(set(ids))
    for row in rows():
        for address in filter(None, (row["home"], row["news"])):
            assert urlsplit(address).hostname in network.hosts, row["id"]
    assert {urlsplit(row["home"]).hostname for row in rows()} == set(network.hosts)


@pytest.mark.parametrize("site", sites(), ids=lambda site: site.folder)
def test_every_article_answers_with_its_title_and_strings(client: Client, site: Site) -> None:
    labelled = expected(site)
    assert [line["url"] for line in labelled] == [site.url_of(post) for post in site.posts]
    for line in labelled:
        status, _, body = client.get(line["url"])
        assert status == 200, line["url"]
        seen = visible(body.decode(site.charset))
        assert line["title"] in seen, line["url"]
        for string in line["must_contain"] + line["must_not_contain"]:
            assert string in seen, f"{line['url']}: {string}"
        for string in line["must_not_contain"]:
            assert string not in line["title"], f"{line['url']}: {string}"


@pytest.mark.parametrize("site", sites(), ids=lambda site: site.folder)
def test_labels_keep_to_the_lists_of_words(site: Site) -> None:
    for line, post in zip(expected(site), site.posts, strict=True):
        assert {line["kind"], *line["kind_also"]} <= KINDS
        roles = {amount["role"] for amount in line["amounts"]}
        assert roles <= {"grant", "own_contribution", "total", "programme_budget", "other"}
        assert "2019-01-01" <= post.moment.date().isoformat() < "2026-11-23"
        if line["published"] is not None:
            assert line["published"].startswith(post.moment.date().isoformat())
        body = visible(post.body)
        for string in line["must_contain"]:
            assert string in body, f"{line['url']}: {string}"
        for string in line["must_not_contain"]:
            assert string not in body, f"{line['url']}: {string}"


@pytest.mark.parametrize("site", sites(), ids=lambda site: site.folder)
def test_every_link_of_a_page_answers(client: Client, site: Site) -> None:
    seen: set[str] = set()
    waiting = [site.root + "/", *(line["url"] for line in expected(site))]
    while waiting:
        url = waiting.pop()
        if url in seen:
            continue
        seen.add(url)
        status, headers, body = client.get(url)
        if status in (301, 302):
            waiting.append(urljoin(url, headers["Location"]))
            continue
        assert status == 200, url
        if "html" in headers["Content-Type"]:
            waiting += links(body.decode(site.charset), url)


@pytest.mark.parametrize("site", sites(), ids=lambda site: site.folder)
def test_every_article_is_reachable_as_the_site_means_it(client: Client, site: Site) -> None:
    start = "/sitemap-aktualnosci.xml.gz" if site.folder == "stawiska" else "/"
    articles = {line["url"] for line in expected(site)}
    seen: set[str] = set()
    waiting = [site.root + start]
    while waiting:
        url = waiting.pop()
        if url in seen:
            continue
        seen.add(url)
        if url in articles:  # their links to one another do not count
            continue
        status, headers, body = client.get(url)
        if status in (301, 302):
            body = f'<a href="{headers["Location"]}">'.encode()
        elif start != "/":
            body = re.sub(rb"<loc>(.*?)</loc>", rb'<a href="\1">', gzip.decompress(body))
        waiting += links(body.decode(site.charset), url)
    assert articles <= seen


def test_the_network_is_as_large_and_as_mixed_as_promised() -> None:
    pages = [line for site in sites() for line in expected(site)]
    assert 60 <= len(pages) <= 100
    assert {line["kind"] for line in pages} >= {
        "award",
        "call",
        "results",
        "purchase",
        "report",
        "event",
        "rejection",
    }
    by_host = {row["home"]: row["teryt"] for row in rows()}
    blisko = {
        by_host[site.root + "/"]
        for site in sites()
        for line in expected(site)
        if "nprcz-2/4.1" in line["programmes"]
    } - {""}
    assert len(blisko) >= 3
    assert len({programme for line in pages for programme in line["programmes"]}) >= 20


def visible(markup: str) -> str:
    """The text of a page on one line."""
    markup = re.sub(r"<(script|style)\b.*?</\1>", " ", markup, flags=re.S)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", markup.replace("<br", " <br"))).split())


def links(markup: str, base: str) -> list[str]:
    """The addresses of the same host that a page links to."""
    found = (urljoin(base, html.unescape(link)) for link in LINK.findall(markup))
    host = urlsplit(base).netloc
    return [link.split("#")[0] for link in found if urlsplit(link).netloc == host and link.startswith("http")]
