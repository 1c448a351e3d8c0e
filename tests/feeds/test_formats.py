"""RSS, Atom and JSON Feed: valid, equal, deterministic, whatever the announcements say."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any
from xml.etree import ElementTree

import feedparser
import pytest
from feed_samples import BLISKO, SEEN, announcement, call, evidence, network, published
from hypothesis import given, settings
from hypothesis import strategies as st

from aggregator.model import Amount, Announcement, Mention, PictureFile
from aggregator.programmes.taxonomy import Taxonomy, load_taxonomy
from aggregator.vocabulary import Role
from feeds.build import build
from feeds.channels import channel
from feeds.document import BEGINNING, Document
from feeds.entry import Enclosure, Entry, Imprint, make_entry
from feeds.packing import pack, unpack
from feeds.select import newest
from feeds.syndication import _feed, _frame

ATOM = "{http://www.w3.org/2005/Atom}"
IMPRINT = Imprint(base_url="https://wiesci.example", authority="bibliowiesci.example")
HOSTILE = {
    "control characters": "a\x00b\x08c\x1fd\ufffee",
    "lone surrogates": "a\ud800b\udfffc",
    "end of CDATA": "a ]]> b <![CDATA[ c",
    "script": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "entities": "&lt;script&gt;alert(1)&lt;/script&gt; &#x3c;b onload=alert(1)&#x3e; &nieznana;",
    "attribute": '" onmouseover="alert(1)" \' x=\'',
    "right to left": "abc\u202egpj.exe\u2066",
    "megabyte": "Bardzo długi tytuł " * 55_000,
    "one word of a megabyte": "ą" * 1_000_000,
    "blank": " \t\n ",
    "beyond the basic plane": "𝕭𝖎𝖇𝖑𝖎𝖔 \U0001fffe 📚",
}


def document(entries: Sequence[Entry], path: str = "", imprint: Imprint = IMPRINT, **more: str) -> Document:
    about = channel(path, load_taxonomy(), {})
    return Document(channel=about, entries=entries, imprint=imprint, **more)


def entries_of(items: Sequence[Announcement], taxonomy: Taxonomy, **more: bool) -> list[Entry]:
    return [make_entry(item, taxonomy, IMPRINT, **more) for item in newest(items)]


def read(body: bytes) -> Any:
    """A feed through a reader's eyes; every complaint of the parser is an error."""
    found = feedparser.parse(body)
    assert not found.bozo, found.bozo_exception
    return found


@pytest.mark.parametrize("form", ["atom", "rss"])
@pytest.mark.parametrize("path", ["", f"programmes/{BLISKO}", "voivodeships/14", "kinds/call"])
def test_an_empty_feed_is_valid_and_has_a_fixed_date(form: str, path: str) -> None:
    found = read(build(document([], path), form))
    assert found.entries == []
    assert found.feed.updated_parsed[:3] == (BEGINNING.year, 1, 1)
    assert found.feed.title.startswith("Bibliowieści")
    assert found.feed.language == "pl" or found.feed.title_detail.language == "pl"


def test_the_same_items_ids_dates_and_links_in_all_formats(taxonomy: Taxonomy) -> None:
    entries = entries_of([*network(80), call()], taxonomy)
    made = document(entries)
    atom, rss = read(build(made, "atom")).entries, read(build(made, "rss")).entries
    items = json.loads(build(made, "json"))["items"]
    assert len(entries) == 50
    for one, two, three, entry in zip(atom, rss, items, entries, strict=True):
        assert one.id == two.id == three["id"] == entry.id
        assert one.title == two.title == three["title"] == entry.title
        assert one.link == two.link == three["url"] == entry.url
        assert one.author == two.author == three["authors"][0]["name"] == entry.author
        assert one.updated_parsed == two.updated_parsed == entry.updated.utctimetuple()
        assert three["date_modified"] == entry.updated.isoformat()
        assert one.get("published_parsed") == two.get("published_parsed")
        assert three.get("date_published") == (entry.published.isoformat() if entry.published else None)
        assert [tag.scheme for tag in one.tags] == [tag.scheme for tag in two.tags]
        assert [tag.label for tag in one.tags] == three["tags"]


def test_an_entry_says_what_it_is(taxonomy: Taxonomy) -> None:
    entry = make_entry(announcement(7), taxonomy, IMPRINT)
    found = read(build(document([entry], f"programmes/{BLISKO}"), "atom"))
    one = found.entries[0]
    assert one.title.endswith("Kooperacja | Oddolność")
    assert one.published == "2021-08-19T00:00:00+02:00"
    assert one.author == "Biblioteka Publiczna w Piasecznie"
    tags = {(tag.scheme, tag.term): tag.label for tag in one.tags}
    assert tags[("tag:bibliowiesci.example,2026:programmes", BLISKO)].endswith("(NPRCz 2.0)")
    assert tags[("tag:bibliowiesci.example,2026:kinds", "award")] == "przyznane dofinansowanie"
    assert tags[("tag:bibliowiesci.example,2026:voivodeships", "14")] == "województwo mazowieckie"
    assert "po słowach „Kierunku Interwencji 4.1” (w treści)" in one.summary
    assert "Kwota: 25\u00a0000\u00a0zł (dofinansowanie)" in one.summary
    assert found.feed.id == f"tag:bibliowiesci.example,2026:feeds/programmes/{BLISKO}"
    assert "CC0" in found.feed.rights


def test_links_survive_feedgen(taxonomy: Taxonomy) -> None:
    picture = PictureFile(
        url="https://mbp.example/a.jpg", type="image/jpeg", length=1234, alt="Sala & regały"
    )
    entry = make_entry(replace(announcement(), picture=picture), taxonomy, IMPRINT)
    assert entry.enclosures == (
        Enclosure(url=picture.url, type=picture.type, length=picture.length, title=picture.alt),
    )
    assert unpack(pack(entry, open=True)) == entry
    imprint = replace(IMPRINT, hub="https://hub.example/")
    made = document([entry], imprint=imprint, older="2021-08")
    for form in ("atom", "rss"):
        found = read(build(made, form))
        rels = {link.rel: link.href for link in found.feed.links if link.rel != "alternate"}
        assert rels["self"] == made.address(form)
        assert rels["hub"] == "https://hub.example/"
        assert rels["prev-archive"] == "https://wiesci.example/feeds/archive/2021-08.xml"
        assert found.feed.link == "https://wiesci.example/"
        file = found.entries[0].enclosures[0]
        assert (file.href, file.type, file.length) == (picture.url, picture.type, "1234")
    item = json.loads(build(made, "json"))["items"][0]
    assert item["attachments"] == [
        {"url": picture.url, "mime_type": picture.type, "title": picture.alt, "size_in_bytes": picture.length}
    ]
    assert found.entries[0].enclosures[0].get("title") is None  # RSS has no place for it
    hostile = replace(announcement(), picture=replace(picture, url="javascript:alert(1)"))
    assert make_entry(hostile, taxonomy, IMPRINT).enclosures == ()


def test_rss_link_is_the_page_and_the_links_have_real_names(taxonomy: Taxonomy) -> None:
    root = ElementTree.fromstring(build(document(entries_of([call()], taxonomy), older="2026-11"), "atom"))
    rels = [link.get("rel") for link in root.findall(f"{ATOM}link")]
    assert rels == ["self", "alternate", "prev-archive"]
    rss = ElementTree.fromstring(build(document([], "programmes/nprcz"), "rss"))
    assert rss.findtext("channel/link") == "https://wiesci.example/programy/nprcz/"


def test_an_archive_says_so_and_leads_back(taxonomy: Taxonomy) -> None:
    made = document(entries_of([announcement()], taxonomy), month="2021-08", older="2021-06")
    body = build(made, "atom")
    assert b"<fh:archive/>" in body
    links = {link.rel: link.href for link in read(body).feed.links}
    assert links["current"] == "https://wiesci.example/feeds/atom.xml"
    assert links["self"] == "https://wiesci.example/feeds/archive/2021-08.xml"
    assert links["prev-archive"] == "https://wiesci.example/feeds/archive/2021-06.xml"


@pytest.mark.parametrize("form", ["atom", "rss", "json"])
def test_the_same_entries_give_the_same_bytes(form: str, taxonomy: Taxonomy) -> None:
    items = [*network(90), call()]
    first = build(document(entries_of(items, taxonomy)), form)
    assert build(document(entries_of(list(reversed(items)), taxonomy)), form) == first


def test_the_feed_is_as_new_as_its_newest_change(taxonomy: Taxonomy) -> None:
    late = SEEN + timedelta(hours=5)
    items = [announcement(1), announcement(2, updated=late), announcement(3)]
    assert document(entries_of(items, taxonomy)).updated == late


def test_full_text_only_where_the_library_allows_it(taxonomy: Taxonomy) -> None:
    item = announcement(text="Wstęp. " * 100 + "\nNazwa\tKwota\nKoniec tekstu.")
    for whole in (False, True):
        entry = make_entry(item, taxonomy, IMPRINT, whole=whole)
        assert len(entry.excerpt) <= 300
        for form in ("atom", "rss", "json"):
            assert (b"Koniec tekstu." in build(document([entry]), form)) is whole


def hostile_announcement(text: str) -> Announcement:
    mention = Mention(programme=BLISKO, evidence=evidence(text))
    amount = Amount(grosze=1, role=Role.OTHER, evidence=evidence(text, field="amounts"))
    return announcement(
        id="tag:bibliowiesci.example,2026:a/1",
        library=text,
        url="https://mbp.example/a?b=" + text[:2000],
        title=text,
        text=text[:20_000],
        mentions=(mention, Mention(programme=text[:40], evidence=evidence("x"))),
        amounts=(amount,),
    )


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("whole", [False, True])
def test_hostile_text_in_every_field_leaves_the_feed_valid(
    text: str, whole: bool, taxonomy: Taxonomy
) -> None:
    made = document([make_entry(hostile_announcement(text), taxonomy, IMPRINT, whole=whole)])
    for form in ("atom", "rss"):
        body = build(made, form)
        entry = read(body).entries[0]
        assert entry.id == "tag:bibliowiesci.example,2026:a/1"
        assert entry.title
        raw = feedparser.parse(body, sanitize_html=False).entries[0]
        seen = raw.summary + "".join(part.value for part in raw.get("content", []))
        assert not harmful(seen), seen[:300]
        assert b"javascript:" not in body
    item = json.loads(build(made, "json"))["items"][0]
    assert not harmful(item["content_html"])
    assert len(item["title"]) <= 500


def harmful(html: str) -> bool:
    """Whether a browser would find anything but our own plain elements."""
    from lxml import html as parser

    allowed = {"div", "p", "ul", "li", "a"}
    body = parser.fragment_fromstring(html, create_parent="div")
    return any(
        element.tag not in allowed
        or set(element.attrib) - {"href"}
        or not element.get("href", "https://").startswith(("http://", "https://"))
        for element in body.iter()
    )


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "data:text/html,x", "//host/x", "https://", "", "http://a@b/", "https://[x"],
)
def test_an_address_that_is_no_web_address_is_left_out(url: str, taxonomy: Taxonomy) -> None:
    made = document([make_entry(announcement(url=url), taxonomy, IMPRINT)])
    for form in ("atom", "rss"):
        assert not read(build(made, form)).entries[0].get("links")
    assert "url" not in json.loads(build(made, "json"))["items"][0]


def test_a_title_that_looks_like_markup_is_shown_as_typed(taxonomy: Taxonomy) -> None:
    made = document([make_entry(announcement(title="Książka <b>i</b> &amp; czas"), taxonomy, IMPRINT)])
    rss = ElementTree.fromstring(build(made, "rss"))
    assert rss.findtext("channel/item/title") == "Książka &lt;b&gt;i&lt;/b&gt; &amp;amp; czas"
    atom = ElementTree.fromstring(build(made, "atom"))
    assert atom.findtext(f"{ATOM}entry/{ATOM}title") == "Książka <b>i</b> &amp; czas"


@settings(max_examples=25)
@given(st.text(max_size=200), st.text(max_size=200), st.dates().filter(lambda d: d.year >= 1000))
def test_any_words_make_valid_feeds_with_equal_ids(title: str, words: str, day: Any) -> None:
    mention = Mention(programme=BLISKO, evidence=evidence(words))
    item = announcement(title=title, text=words, library=title, mentions=(mention,))
    item = replace(item, content=replace(item.content, published=published(day.isoformat())))
    made = document([make_entry(item, load_taxonomy(), IMPRINT)])
    ids = {read(build(made, form)).entries[0].id for form in ("atom", "rss")}
    assert ids == {json.loads(build(made, "json"))["items"][0]["id"]} == {item.id}


@pytest.mark.parametrize("form", ["atom", "rss"])
@pytest.mark.parametrize("path", ["", f"programmes/{BLISKO}", "libraries/x&y"])
def test_a_frame_set_in_is_that_of_feedgen(taxonomy: Taxonomy, form: str, path: str) -> None:
    about = replace(
        channel("", taxonomy, {}), path=path, title='A "b" & <c>]]> \\1 ż', query="q=a&since=2024"
    )
    for month, older, query in (("2021-08", "2021-07", ""), ("2021-07", "", ""), ("", "", "q=a&since=2024")):
        made = Document(
            channel=replace(about, query=query),
            entries=entries_of([announcement(7)], taxonomy),
            imprint=replace(IMPRINT, hub="https://hub.example/?a&b"),
            month=month,
            older=older,
        )
        feed = _feed(made, form)
        plain = feed.atom_str(pretty=True) if form == "atom" else feed.rss_str(pretty=True)
        assert _frame(made, form) == plain.decode().rstrip()
