"""The server: validators, types, safe paths, helpful errors."""

from __future__ import annotations

import gzip
from email.utils import parsedate_to_datetime
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from aggregator.config import Config
from feeds.server import create_app


@pytest.fixture(scope="module")
def client(tree: Path) -> TestClient:
    config = Config(public_dir=tree, base_url="https://wiesci.example", hub="https://hub.example/")
    return TestClient(create_app(config), follow_redirects=False)


PLAIN = {"accept-encoding": "identity"}


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/programy/nprcz-2/4.1/", "text/html; charset=utf-8"),
        ("/style.css", "text/css; charset=utf-8"),
        ("/feeds/atom.xml", "application/atom+xml; charset=utf-8"),
        ("/feeds/archive/2023-05.xml", "application/atom+xml; charset=utf-8"),
        ("/feeds/rss.xml", "application/rss+xml; charset=utf-8"),
        ("/feeds/feed.json", "application/feed+json; charset=utf-8"),
        ("/feeds/calls.ics", "text/calendar; charset=utf-8"),
        ("/feeds/opml.xml", "text/x-opml; charset=utf-8"),
    ],
)
def test_every_file_has_its_type_and_validators(client: TestClient, tree: Path, path: str, kind: str) -> None:
    answer = client.get(path, headers=PLAIN)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == kind
    assert answer.headers["etag"].startswith('"')
    file = tree / (path.lstrip("/") + ("index.html" if path.endswith("/") else ""))
    assert answer.content == file.read_bytes()
    assert parsedate_to_datetime(answer.headers["last-modified"]).timestamp() == int(file.stat().st_mtime)


def test_an_unchanged_feed_is_a_304_without_a_body(client: TestClient) -> None:
    first = client.get("/feeds/atom.xml", headers=PLAIN)
    for asked in (
        {"if-none-match": first.headers["etag"]},
        {"if-none-match": f'"other", W/{first.headers["etag"]}'},
        {"if-none-match": "*"},
        {"if-modified-since": first.headers["last-modified"]},
    ):
        answer = client.get("/feeds/atom.xml", headers=PLAIN | asked)
        assert answer.status_code == 304 and not answer.content
        assert answer.headers["etag"] == first.headers["etag"]
    for asked in (
        {"if-none-match": '"other"'},
        {"if-none-match": '"other"', "if-modified-since": first.headers["last-modified"]},
        {"if-modified-since": "Mon, 01 Jan 2001 00:00:00 GMT"},
        {"if-modified-since": "yesterday"},
    ):
        assert client.get("/feeds/atom.xml", headers=PLAIN | asked).status_code == 200


def test_a_changed_file_gets_a_new_tag(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("one")
    client = TestClient(create_app(Config(public_dir=tmp_path)))
    first = client.get("/").headers["etag"]
    (tmp_path / "new").write_text("two")
    (tmp_path / "new").replace(tmp_path / "index.html")
    second = client.get("/", headers={"if-none-match": first})
    assert (second.status_code, second.text) == (200, "two")


def test_gzip_has_its_own_tag(client: TestClient, tree: Path) -> None:
    with client.stream("GET", "/feeds/atom.xml", headers={"accept-encoding": "gzip"}) as answer:
        body = b"".join(answer.iter_raw())
    assert answer.headers["content-encoding"] == "gzip"
    assert gzip.decompress(body) == (tree / "feeds/atom.xml").read_bytes()
    assert answer.headers["vary"] == "Accept-Encoding"
    assert answer.headers["etag"] != client.get("/feeds/atom.xml", headers=PLAIN).headers["etag"]
    refused = client.get("/feeds/atom.xml", headers={"accept-encoding": "gzip;q=0"})
    assert "content-encoding" not in refused.headers


def test_head_answers_as_get_without_the_body(client: TestClient) -> None:
    head, get = (client.request(method, "/feeds/rss.xml", headers=PLAIN) for method in ("HEAD", "GET"))
    assert head.content == b"" and dict(head.headers) == dict(get.headers)


@pytest.mark.parametrize("path", ["/", "/feeds/atom.xml", "/nie-ma", "/healthz"])
def test_every_answer_has_the_security_headers(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert "unsafe" not in headers["content-security-policy"]
    assert "default-src 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"]


def test_a_hub_is_named_in_the_header_of_feeds(client: TestClient) -> None:
    links = client.get("/feeds/kinds/call/atom.xml").headers["link"]
    assert '<https://hub.example/>; rel="hub"' in links
    assert '<https://wiesci.example/feeds/kinds/call/atom.xml>; rel="self"' in links
    assert "link" not in client.get("/").headers


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/programy", "/programy/"),
        ("/programy/nprcz-2/4.1", "/programy/nprcz-2/4.1/"),
        ("/feeds/programmes/nprcz-2/", "/programy/nprcz-2/"),
        ("/feeds/", "/kanaly/"),
        ("/feeds/kinds/call/", "/feeds/kinds/call/atom.xml"),
        ("/feeds/kinds/", "/kanaly/"),
    ],
)
def test_a_folder_leads_to_its_page(client: TestClient, path: str, target: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.headers["location"]) == (302, target)
    assert client.get(target).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/../secret", "/feeds/../../secret", "/%2e%2e/secret", "/feeds/%2e%2e/%2e%2e/secret", "/..%2fsecret",
        "/%5c..%5csecret", "/.lock", "/.bibliowiesci", "http://testserver//secret", "/feeds//atom.xml",
        "/a%00b", "/" + "a" * 5000,
    ],
)  # fmt: skip
def test_no_path_leads_out_of_the_tree(client: TestClient, tree: Path, path: str) -> None:
    (tree.parent / "secret").write_text("not for you")
    answer = client.get(path)
    assert answer.status_code == 404
    assert "not for you" not in answer.text


def test_an_address_longer_than_a_file_system_takes_is_unknown(client: TestClient) -> None:
    for path in ("/x" * 2500, "/feeds/" + "ł/" * 3000):
        assert client.get(path).status_code == 404


def test_an_unknown_programme_gets_the_nearest(client: TestClient) -> None:
    answer = client.get("/feeds/programmes/nprcz-2/4.11/atom.xml")
    assert answer.status_code == 404
    assert 'href="/programy/nprcz-2/4.1/"' in answer.text
    assert (
        'href="/feeds/libraries/piaseczno/atom.xml"' in client.get("/feeds/libraries/piaseczn/rss.xml").text
    )


def test_an_address_is_never_markup_on_the_page(client: TestClient) -> None:
    answer = client.get("/<script>alert(1)</script>")
    assert answer.status_code == 404 and "<script" not in answer.text


def test_health_tells_an_empty_tree(client: TestClient, tmp_path: Path) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}
    empty = TestClient(create_app(Config(public_dir=tmp_path)))
    answer = empty.get("/healthz")
    assert answer.status_code == 503 and "biblio publish" in answer.json()["remedy"]


def test_other_methods_are_refused(client: TestClient) -> None:
    assert client.post("/feeds/atom.xml").status_code in (404, 405)


def test_a_store_that_cannot_be_read_stops_only_what_needs_it(tree: Path, tmp_path: Path) -> None:
    (tmp_path / "broken.sqlite3").write_bytes(b"this is no database" * 100)
    config = Config(public_dir=tree, database_url=f"sqlite:///{tmp_path / 'broken.sqlite3'}")
    client = TestClient(create_app(config), raise_server_exceptions=False)
    assert client.get("/feeds/atom.xml").status_code == 200
    for path in ("/ogloszenia/", "/feeds/search/atom.xml", "/api/announcements"):
        answer = client.get(path)
        assert answer.status_code == 503 and "biblio" in answer.text, path


@pytest.mark.parametrize("path", ["/", "/feeds/atom.xml", "/ogloszenia/", "/healthz"])
def test_what_can_only_be_read_says_so(client: TestClient, path: str) -> None:
    for method in ("POST", "PUT", "DELETE"):
        answer = client.request(method, path)
        assert answer.status_code == 405
        assert set(answer.headers["allow"].split(", ")) <= {"GET", "HEAD"}


def test_files_published_for_another_address_name_the_one_they_are_served_at(tree: Path) -> None:
    config = Config(public_dir=tree, base_url="http://127.0.0.1:8123")
    moved = TestClient(create_app(config, published_as="https://wiesci.example"))
    for path in ("/feeds/atom.xml", "/feeds/feed.json", "/feeds/opml.xml", "/kanaly/"):
        text = moved.get(path).text
        assert "http://127.0.0.1:8123/" in text and "https://wiesci.example" not in text
