"""Feeds: RSS, RDF and Atom to leads; what is no feed says so."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from aggregator.model import Source
from crawler.families import Answer, Ask, Found, UnreadableError
from crawler.families.feed import read_feed

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
URL = "https://gbp.example/feed/"
SOURCE = Source(id="gbp", library="GBP", kind="gminna", teryt="14", home="https://gbp.example/")


def read(body: str | bytes, url: str = URL) -> Found:
    raw = body if isinstance(body, bytes) else body.encode()
    return read_feed(Answer(url=url, body=raw, fetched=NOW), Ask(kind="feed", url=url), SOURCE)


RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>GBP</title>
<link>https://gbp.example</link>
<a:link xmlns:a="http://www.w3.org/2005/Atom" href="https://gbp.example/feed/" rel="self"/>
{generator}<item><title>Kupiliśmy nowości &amp;#8211; 1.1</title>
<link> https://gbp.example/nowosci/ </link>
<pubDate>Thu, 19 Aug 2021 08:15:00 +0000</pubDate>
<description>&lt;p&gt;Pierwsze zdanie.&lt;/p&gt;</description></item>
<item><title>Bez odsyłacza</title></item>
<item><guid isPermaLink="true">https://gbp.example/?p=7</guid><pubDate>kiedyś</pubDate></item>
</channel></rss>"""


def test_rss_gives_leads_with_warsaw_time() -> None:
    first, second = read(RSS.replace("{generator}", "")).leads
    assert first.url == "https://gbp.example/nowosci/"
    assert first.title == "Kupiliśmy nowości – 1.1"
    assert first.summary == "Pierwsze zdanie."
    assert first.published is not None
    assert first.published.value == "2021-08-19T10:15+02:00"
    assert (second.url, second.published) == ("https://gbp.example/?p=7", None)


def test_wordpress_feeds_have_older_pages() -> None:
    plain = RSS.replace("{generator}", "")
    known = RSS.replace("{generator}", "<generator>https://wordpress.org/?v=6.4</generator>")
    assert read(plain).next == ()
    assert [ask.url for ask in read(known).next] == ["https://gbp.example/feed/?paged=2"]


def test_atom_takes_the_page_and_the_next_address_of_blogger() -> None:
    found = read(
        """<feed xmlns="http://www.w3.org/2005/Atom">
        <link rel="self" href="https://b.example/feeds/posts/default"/>
        <link rel="next" href="https://b.example/feeds/posts/default?start-index=26"/>
        <entry><title type="html">Noc w &lt;b&gt;bibliotece&lt;/b&gt;</title>
        <link rel="replies" href="https://b.example/comments"/>
        <link rel="alternate" href="/2022/05/noc.html"/>
        <published>2022-05-14T20:00:00+02:00</published><updated>2022-05-15T08:00:00Z</updated></entry></feed>""",
        "https://b.example/feeds/posts/default",
    )
    (lead,) = found.leads
    assert (lead.url, lead.title) == ("https://b.example/2022/05/noc.html", "Noc w bibliotece")
    assert lead.published is not None
    assert lead.published.value == "2022-05-14T20:00+02:00"
    assert lead.modified is not None
    assert [ask.page for ask in found.next] == [2]


def test_rdf_is_a_feed_too() -> None:
    found = read(
        """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
        xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>x</title></channel>
        <item><title>A</title><link>https://gbp.example/a</link><dc:date>2020-01-02</dc:date></item></rdf:RDF>"""
    )
    (lead,) = found.leads
    assert lead.published is not None
    assert lead.published.value == "2020-01-02"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("<!DOCTYPE html><html><body>Nie ma takiej strony</body></html>", "web page instead of XML"),
        ("", "nothing"),
        ("Feed wyłączony.", "not XML"),
        ("<urlset><url><loc>https://gbp.example/</loc></url></urlset>", "no feed"),
        (b"\x1f\x8b\x08\x00broken", "gzip"),
    ],
)
def test_what_is_no_feed_says_so_in_a_sentence(body: str | bytes, words: str) -> None:
    with pytest.raises(UnreadableError, match=words):
        read(body)


def test_one_stray_character_does_not_cost_the_feed() -> None:
    broken = RSS.replace("{generator}", "").replace("Pierwsze zdanie.", "Kraszewski & spółka\x0b")
    assert read("\ufeff\n" + broken).leads[0].url == "https://gbp.example/nowosci/"


def test_entities_are_not_expanded() -> None:
    bomb = '<!DOCTYPE rss [<!ENTITY a "xxxxxxxxxx"><!ENTITY b "&a;&a;&a;">]>'
    item = "<item><title>&b;</title><link>https://gbp.example/a</link></item>"
    body = f"{bomb}<rss><channel>{item}</channel></rss>"
    assert "xxxx" not in read(body).leads[0].title


def test_a_year_that_cannot_be_is_no_date() -> None:
    body = RSS.replace("{generator}", "").replace("2021", "3021")
    assert read(body).leads[0].published is None
