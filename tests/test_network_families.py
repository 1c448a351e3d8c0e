"""What each kind of site of the sample network does as the content system that it plays."""

from __future__ import annotations

import gzip
import json
import urllib.error
import urllib.request
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from email.message import Message

import pytest

from tests.network.rest import COLLECTION
from tests.network.server import SampleNetwork
from tests.network.sites import content_sites

WIERZBNICA = "http://biblioteka.wierzbnica.example"
OLSZOWEK = "http://www.gbp-olszowek.example"
JOOMLA = "http://mbp-kamiennybrod.example"
STAWISKA = "http://biblioteka.stawiska.example"
MODRZEWIE = "http://modrzewie.biblioteki.example"
DEBIANY = "http://www.gbp-debiany.example"
RUDAWKA = "http://rudawka-biblioteka.example"
BLOG = "http://filia3-lipowiec.example"
OPERATOR = "http://operator-kultury.example"
COUNT = {site.root: len(site.posts) for site in content_sites()}
ATOM = "{http://www.w3.org/2005/Atom}"

Get = Callable[..., tuple[int, Message, bytes]]


@pytest.fixture(scope="module")
def get() -> Iterator[Get]:
    """Asks through the proxy; follows no redirect and raises for no status."""

    class Stay(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *_: object, **__: object) -> None:
            return None

    with SampleNetwork() as network:
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({"http": network.address}), Stay)

        def ask(url: str, **headers: str) -> tuple[int, Message, bytes]:
            names = {name.replace("_", "-"): value for name, value in headers.items()}
            try:
                with opener.open(urllib.request.Request(url, headers=names), timeout=5) as answer:
                    return answer.status, answer.headers, answer.read()
            except urllib.error.HTTPError as error:
                return error.code, error.headers, error.read()

        yield ask


def test_wordpress_pages_its_rest_interface(get: Get) -> None:
    status, headers, body = get(f"{WIERZBNICA}{COLLECTION}?per_page=5&page=2")
    count = COUNT[WIERZBNICA]
    pages = -(-count // 5)
    assert (status, headers["X-WP-Total"], headers["X-WP-TotalPages"]) == (200, str(count), str(pages))
    assert len(json.loads(body)) == 5
    assert 'rel="next"' in headers["Link"]
    assert get(f"{WIERZBNICA}{COLLECTION}?per_page=5&page={pages + 1}")[0] == 400
    assert get(f"{WIERZBNICA}{COLLECTION}?per_page=101")[0] == 400
    assert get(f"{WIERZBNICA}{COLLECTION}?per_page=x")[0] == 400


def test_wordpress_filters_by_time_and_fields(get: Get) -> None:
    query = "?after=2024-04-01T00:00:00&_fields=link,date,title&order=asc"
    posts = json.loads(get(f"{WIERZBNICA}{COLLECTION}{query}")[2])
    assert [post["date"] for post in posts] == [
        "2024-04-30T08:05:00",
        "2024-11-22T13:30:00",
        "2025-05-26T18:20:00",
    ]
    assert set(posts[0]) == {"link", "date", "title"}
    query = "?per_page=50&orderby=modified&modified_after=2021-12-10T00:00:00"
    modified = json.loads(get(f"{WIERZBNICA}{COLLECTION}{query}")[2])
    assert "komputery-z-programu-kraszewski" in [post["slug"] for post in modified]
    one = json.loads(get(f"{WIERZBNICA}{COLLECTION}/{modified[0]['id']}")[2])
    assert one["link"] == modified[0]["link"]
    assert one["date_gmt"] == "2025-05-26T16:20:00"
    assert get(f"{WIERZBNICA}{COLLECTION}/1")[0] == 404


def test_wordpress_short_addresses_lead_to_the_article(get: Get) -> None:
    post = json.loads(get(f"{WIERZBNICA}{COLLECTION}?per_page=1")[2])[0]
    status, headers, _ = get(post["guid"]["rendered"])
    assert (status, headers["Location"]) == (301, post["link"])


def test_the_open_feed_has_whole_texts_and_the_closed_site_excerpts(get: Get) -> None:
    content = "{http://purl.org/rss/1.0/modules/content/}encoded"
    for root, whole in ((WIERZBNICA, True), (OLSZOWEK, False)):
        status, headers, body = get(f"{root}/feed/")
        items = ET.fromstring(body).findall("channel/item")
        assert (status, headers.get_content_type(), len(items)) == (200, "application/rss+xml", 10)
        assert all((item.find(content) is not None) is whole for item in items)
        assert get(f"{root}/feed/", If_None_Match=headers["ETag"])[0] == 304
        assert get(f"{root}/feed/", If_Modified_Since=headers["Last-Modified"])[0] == 304
    second = ET.fromstring(get(f"{OLSZOWEK}/feed/?paged=2")[2]).findall("channel/item")
    assert len(second) == COUNT[OLSZOWEK] - 10
    assert get(f"{OLSZOWEK}/feed/?paged=3")[0] == 404
    assert get(f"{OLSZOWEK}{COLLECTION}")[0] == 401
    assert get(f"{OLSZOWEK}/page/2/")[0] == 200
    assert get(f"{OLSZOWEK}/page/3/")[0] == 404


def test_wordpress_compresses_for_those_who_ask(get: Get) -> None:
    plain = get(f"{WIERZBNICA}/aktualnosci/")
    packed = get(f"{WIERZBNICA}/aktualnosci/", Accept_Encoding="gzip, br")
    assert plain[1]["Content-Encoding"] is None
    assert packed[1]["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed[2]) == plain[2]
    assert int(packed[1]["Content-Length"]) == len(packed[2])


def test_joomla_lists_by_offset_and_prints_its_long_dates(get: Get) -> None:
    status, headers, _ = get(f"{JOOMLA}/")
    assert (status, headers["Location"]) == (302, f"{JOOMLA}/index.php")
    first, second = (get(f"{JOOMLA}/index.php/aktualnosci{query}")[2].decode() for query in ("", "?start=3"))
    assert 'href="/index.php/aktualnosci?start=3"' in first
    assert first != second
    article = get(f"{JOOMLA}/index.php/aktualnosci/100-blisko-most")[2].decode()
    assert "Utworzono: czwartek, 19, sierpień 2021 10:15" in article
    printed = get(f"{JOOMLA}/index.php/aktualnosci/100-blisko-most?tmpl=component&print=1&layout=default")[2]
    assert b"Utworzono" not in printed
    assert "noindex" in printed.decode()
    feed = get(f"{JOOMLA}/index.php/aktualnosci?format=feed&type=rss")[2]
    assert len(ET.fromstring(feed).findall("channel/item")) == COUNT[JOOMLA]


def test_the_sitemap_is_an_index_with_a_gzipped_part(get: Get) -> None:
    assert f"Sitemap: {STAWISKA}/sitemap.xml" in get(f"{STAWISKA}/robots.txt")[2].decode()
    index = get(f"{STAWISKA}/sitemap.xml")[2].decode()
    assert f"<loc>{STAWISKA}/sitemap-aktualnosci.xml.gz</loc>" in index
    _, headers, body = get(f"{STAWISKA}/sitemap-aktualnosci.xml.gz")
    assert headers["Content-Encoding"] is None
    assert gzip.decompress(body).count(b"<lastmod>") == COUNT[STAWISKA]
    assert b"artykul," not in get(f"{STAWISKA}/")[2]


def test_robots_txt_comes_in_every_shape(get: Get) -> None:
    status, headers, body = get(f"{MODRZEWIE}/robots.txt")
    assert (status, headers.get_content_type()) == (200, "text/html")
    assert b"<html" in body
    assert get(f"{DEBIANY}/robots.txt")[0] == 404
    assert b"Crawl-delay: 0.5" in get(f"{OPERATOR}/robots.txt")[2]
    assert get("http://biblioteka-zakatek.example/robots.txt")[2] == b"User-agent: *\nDisallow: /\n"


def test_old_sites_send_their_old_bytes_and_say_nothing_or_a_lie(get: Get) -> None:
    _, headers, body = get(f"{DEBIANY}/news.php?id=107")
    assert headers["Content-Type"] == "text/html"
    assert b"charset" not in body.lower()
    assert "Dębiany".encode("iso-8859-2") in body
    with pytest.raises(UnicodeDecodeError):
        body.decode("utf-8")
    _, headers, body = get(f"{RUDAWKA}/wiadomosci.php")
    assert headers["Content-Type"] == "text/html"
    assert b"charset=iso-8859-2" in body
    assert "Chór „Ślązaczki” śpiewa".encode("windows-1250") in body
    assert "Ślązaczki" not in body.decode("iso-8859-2")


def test_the_blog_pages_its_atom_feed(get: Get) -> None:
    feed, titles = f"{BLOG}/feeds/posts/default?max-results=3", []
    while feed:
        root = ET.fromstring(get(feed)[2])
        titles += [entry.findtext(f"{ATOM}title") for entry in root.findall(f"{ATOM}entry")]
        feed = next((link.get("href", "") for link in root.findall(f"{ATOM}link[@rel='next']")), "")
    assert len(titles) == len(set(titles)) == COUNT[BLOG]
    assert titles[0] == "Plotka o milionach"
    assert get(f"{BLOG}/feeds/posts/default?start-index=x")[0] == 400
    assert (
        len(ET.fromstring(get(f"{BLOG}/feeds/posts/default?start-index=90")[2]).findall(f"{ATOM}entry")) == 0
    )


def test_the_operator_prints_results_as_a_table_and_a_call_with_its_deadline(get: Get) -> None:
    listing = get(f"{OPERATOR}/aktualnosci")[2].decode() + get(f"{OPERATOR}/aktualnosci?strona=2")[2].decode()
    paths = {part.split('"')[0] for part in listing.split('href="/aktualnosci/')[1:]}
    assert len(paths) == COUNT[OPERATOR]
    pages = {path: get(f"{OPERATOR}/aktualnosci/{path}")[2].decode() for path in paths}
    results = next(text for path, text in pages.items() if path.startswith("blisko-2023-2024-wyniki"))
    assert "<td>Miejska Biblioteka Publiczna w Wierzbnicy</td>" in results
    call = next(text for path, text in pages.items() if path.startswith("blisko-nabor-2024"))
    assert "16 lutego 2024 r." in call
