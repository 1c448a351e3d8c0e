"""Every article of the sample network, read and normalised, against what its author wrote down."""

from __future__ import annotations

import functools
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from aggregator.model import Content, Evidence, RawAnnouncement, Source
from aggregator.normalise import normalise
from aggregator.programmes.taxonomy import load_taxonomy
from crawler.pages import SiteProfile, read_page
from crawler.registry import load_sources
from tests.crawler.profiles import learn_profile
from tests.network.message import Request
from tests.network.site import Site
from tests.network.sites import content_sites

HERE = Path(__file__).resolve().parent / "network"
FETCHED = datetime(2026, 11, 23, 9, tzinfo=UTC)
SITES = {site.folder: site for site in content_sites()}
PAGES = [
    (folder, json.loads(line))
    for folder in SITES
    for line in (HERE / folder / "expected.jsonl").read_text("utf-8").splitlines()
]


def every_page(aspect: str) -> pytest.MarkDecorator:
    """The test once for each article; `aspect` is what it looks at."""
    names = [f"{aspect}-{folder}:{truth['url'].rstrip('/').rsplit('/', 1)[1]}" for folder, truth in PAGES]
    return pytest.mark.parametrize(("folder", "truth"), PAGES, ids=names)


def fetch(site: Site, url: str) -> tuple[bytes, str | None]:
    """The body and the charset of the header, as a crawl gets them."""
    response = site.answer(Request(method="GET", host=site.host, target=url.removeprefix(site.root)))
    _, _, charset = response.content_type.partition("charset=")
    return response.body, charset or None


@functools.cache
def profile(folder: str) -> SiteProfile:
    """Learnt from the newest articles, as at the first visit."""
    urls = [truth["url"] for name, truth in PAGES if name == folder][:5]
    pages = [(url, *fetch(SITES[folder], url)) for url in urls]
    return learn_profile([(body, url, charset) for url, body, charset in pages])


@functools.cache
def sources() -> dict[str, Source]:
    found, errors = load_sources(HERE / "sources.csv")
    assert not errors
    return {source.home: source for source in found}


@functools.cache
def raw(folder: str, url: str) -> RawAnnouncement:
    body, charset = fetch(SITES[folder], url)
    source = sources()[SITES[folder].root + "/"]
    return read_page(body, url, fetched=FETCHED, charset=charset, source=source.id, profile=profile(folder))


@functools.cache
def content(folder: str, url: str) -> Content:
    return normalise(raw(folder, url), sources()[SITES[folder].root + "/"], load_taxonomy())


@every_page("title")
def test_title(folder: str, truth: dict[str, Any]) -> None:
    found = raw(folder, truth["url"])
    assert found.problem is None
    assert found.title == truth["title"]


@every_page("published")
def test_published(folder: str, truth: dict[str, Any]) -> None:
    published = raw(folder, truth["url"]).published
    assert (published.value if published else None) == truth["published"]


@every_page("text")
def test_text(folder: str, truth: dict[str, Any]) -> None:
    text = " ".join(raw(folder, truth["url"]).text.split())
    assert [string for string in truth["must_contain"] if string not in text] == []
    assert [string for string in truth["must_not_contain"] if string in text] == []


@every_page("programmes")
def test_programmes(folder: str, truth: dict[str, Any]) -> None:
    found = content(folder, truth["url"])
    assert sorted(found.programmes) == sorted(truth["programmes"])
    assert sorted(found.picture_only) == sorted(truth.get("picture_only", []))
    seen = set(found.programmes) & set(truth.get("programmes_forbidden", []))
    assert not seen


@every_page("kind")
def test_kind(folder: str, truth: dict[str, Any]) -> None:
    assert content(folder, truth["url"]).kind.value in {truth["kind"], *truth["kind_also"]}


@every_page("amounts")
def test_amounts(folder: str, truth: dict[str, Any]) -> None:
    found = {(amount.grosze, amount.role.value) for amount in content(folder, truth["url"]).amounts}
    assert found == {(round(amount["pln"] * 100), amount["role"]) for amount in truth["amounts"]}


@every_page("evidence")
def test_evidence_stands_at_its_offsets(folder: str, truth: dict[str, Any]) -> None:
    found = content(folder, truth["url"])
    statements: list[Evidence] = [*found.evidence]
    statements += [mention.evidence for mention in found.mentions]
    statements += [amount.evidence for amount in found.amounts]
    statements += [day.evidence for day in found.dates]
    for evidence in [*statements, *(words for award in found.awards for words in award.evidence)]:
        if evidence.start is not None:
            text = found.title if evidence.place.value == "title" else found.text
            assert text[evidence.start : evidence.end] == evidence.words, evidence
