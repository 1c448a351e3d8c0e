"""Sites fail in many ways: each has its class at the visit that meets it, and one bad visit is no alarm."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from aggregator.health import Condition, Fault, SourceHealth, Trouble
from aggregator.model import Source
from aggregator.store import Store
from crawler.run import crawl
from tests.crawler.scenes import NOW, Scene, config_for
from tests.crawler.staged_failures import FAILURES, text
from tests.crawler.staged_sites import PLAIN, Staged
from tests.network.message import page
from tests.network.server import SampleNetwork

pytestmark = pytest.mark.slow
DAY = timedelta(days=1)
OTHERS = (
    Scene("parking.example", {"*": text("parking.example", "This domain is for sale. Buy this domain now.")}),
    Scene("portal-gminy.example", {"*": page("<html><body><p>Gmina Wzorowo wita.</p></body></html>")}),
)
FEED = "kanal-html"


def source_of(name: str) -> Source:
    home = f"http://{name}.example/"
    feed = name == FEED
    return Source(
        id=name, library=f"Biblioteka {name}", kind="gminna", teryt="14", home=home,
        news=f"{home}rss.xml" if feed else f"{home}aktualnosci/", family="feed" if feed else "listing",
    )  # fmt: skip


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, SourceHealth]]:
    """How all sources stood after two good visits, after the failure, and where nobody knew them before."""
    sites = {failure.name: Staged(f"{failure.name}.example", PLAIN) for failure in FAILURES}
    sites[FEED] = Staged(f"{FEED}.example", replace(PLAIN, feed="/rss.xml"))
    scenes = {name: site.scene() for name, site in sites.items()}
    sources = [source_of(name) for name in sites]
    folders = [tmp_path_factory.mktemp("known"), tmp_path_factory.mktemp("unknown")]
    found: list[dict[str, SourceHealth]] = []
    with SampleNetwork([*scenes.values(), *OTHERS]) as network:

        def look(folder: Path, day: int) -> None:
            crawl(config_for(folder, network), sources, again=day > 0, now=NOW + day * DAY)
            with Store.open(f"sqlite:///{(folder / 'biblio.sqlite3').as_posix()}") as store:
                found.append({source.id: store.health(source.id) for source in sources})

        for day in range(2):
            look(folders[0], day)
        for failure in FAILURES:
            scene, site = scenes[failure.name], sites[failure.name]
            site.pieces += [len(site.pieces), len(site.pieces) + 1]
            scene.answers["*"], scene.robots = failure.answer(site), failure.robots
        scenes[FEED].answers["/rss.xml"] = text("Biblioteka", "Witamy na stronie.")
        look(folders[0], 2)
        look(folders[1], 0)
    return found


def test_before_they_fail_all_is_well(seen: list[dict[str, SourceHealth]]) -> None:
    for day in seen[:2]:
        assert {name: h.reason for name, h in day.items() if h.condition is not Condition.OK} == {}


@pytest.mark.parametrize("failure", FAILURES, ids=lambda failure: failure.name)
def test_a_failure_of_a_known_site_has_its_class(failure, seen: list[dict[str, SourceHealth]]) -> None:  # type: ignore[no-untyped-def]
    health = seen[2][failure.name]
    assert health.trouble is failure.trouble, health.reason
    assert health.condition is Condition.WATCH, "one bad visit is no alarm"


@pytest.mark.parametrize("failure", [f for f in FAILURES if f.at_once], ids=lambda failure: failure.name)
def test_a_failure_of_an_unknown_site_has_its_class(failure, seen: list[dict[str, SourceHealth]]) -> None:  # type: ignore[no-untyped-def]
    health = seen[3][failure.name]
    assert health.trouble is failure.trouble, health.reason


def test_a_feed_that_is_a_web_page_is_broken(seen: list[dict[str, SourceHealth]]) -> None:
    assert [seen[visit][FEED].trouble for visit in (2, 3)] == [Trouble.FEED_BROKEN] * 2


def test_only_what_the_site_itself_says_is_its_fault(seen: list[dict[str, SourceHealth]]) -> None:
    blamed = {h.trouble for h in seen[2].values() if h.fault is Fault.SITE}
    assert blamed == {Trouble.MAINTENANCE, Trouble.SERVER_ERROR, Trouble.REDIRECTS}
