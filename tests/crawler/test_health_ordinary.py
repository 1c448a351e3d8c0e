"""Ordinary days: articles come, are edited, banners and boxes change, a page fails now and then. No alarm."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from aggregator.health import Condition
from aggregator.model import Source
from aggregator.store import Store
from crawler.run import crawl
from tests.crawler.scenes import NOW, config_for
from tests.crawler.staged_sites import JOOMLA, MODERN, PLAIN, WORDPRESS, Design, Staged
from tests.network.message import Request, Response
from tests.network.server import SampleNetwork

pytestmark = pytest.mark.slow
DAYS, SITES = 10, 30
DESIGNS: tuple[tuple[Design, str], ...] = (
    (WORDPRESS, "auto"),
    (JOOMLA, "listing"),
    (PLAIN, "listing"),
    (MODERN, "listing"),
    (replace(PLAIN, feed="/rss.xml"), "auto"),
)
BANNERS = (
    "",
    "<div class='baner swieta'><p>Wesołych Świąt i szczęśliwego Nowego Roku!</p></div>",
    "<div id='alert'><strong>Uwaga!</strong> W piątek biblioteka czynna do 13.</div>",
)
BOXES = (
    "",
    "<div class='widget pogoda'><h3>Pogoda</h3><p>Słonecznie</p></div>",
    "<div class='widget ksiazka'><h3>Książka tygodnia</h3><a href='/katalog'>Lalka</a></div>"
    "<ul class='linki'><li><a href='/legimi'>Legimi</a></li></ul>",
)


def live_a_day(site: Staged, chance: random.Random) -> None:
    """What happens to a site in a day."""
    for _ in range(chance.choice((0, 0, 1, 1, 2, 4))):
        site.pieces.append(len(site.pieces))
    if chance.random() < 0.3:
        site.shown = chance.choice((6, 8, 10, 12))
    if chance.random() < 0.3:
        site.side = chance.choice(BOXES)
    if chance.random() < 0.2:
        site.banner = chance.choice(BANNERS)
    if chance.random() < 0.4:
        site.edited[chance.choice(site.pieces)] = "Termin uległ zmianie, zapraszamy w czwartek."


def with_a_fault(site: Staged, chance: random.Random) -> object:
    """The site, one of whose articles answers 500 today."""
    broken = f"{site.design.address(_piece(site, chance))}"

    def answer(request: Request) -> Response:
        return Response(status=500) if request.path == broken else site.answer(request)

    return answer


def _piece(site: Staged, chance: random.Random):  # type: ignore[no-untyped-def]
    from tests.crawler.staged_sites import Piece

    return Piece(chance.choice(site.pieces[-4:]), site.town)


def test_three_hundred_ordinary_visits_raise_no_alarm(tmp_path: Path) -> None:
    chance = random.Random(20261123)
    sites: list[Staged] = []
    sources: list[Source] = []
    for number in range(SITES):
        design, family = DESIGNS[number % len(DESIGNS)]
        site = Staged(f"zwykla-{number}.example", design, pieces=list(range(5 + number % 7)))
        home = f"http://{site.host}/"
        sites.append(site)
        sources.append(
            Source(
                id=f"zwykla-{number}",
                library=f"Biblioteka {number}",
                kind="gminna",
                teryt="14",
                home=home,
                news="" if family == "auto" else f"{home}aktualnosci/",
                family=family,
            )
        )
    scenes = [site.scene() for site in sites]
    visits, alarms = 0, []
    with SampleNetwork(scenes) as network:
        for day in range(DAYS):
            for site, scene in zip(sites, scenes, strict=True):
                if day:
                    live_a_day(site, chance)
                faulty = chance.random() < 0.1
                scene.answers["*"] = with_a_fault(site, chance) if faulty else site.answer  # type: ignore[assignment]
            crawl(config_for(tmp_path, network), sources, now=NOW + timedelta(days=day), again=day % 3 == 2)
            with Store.open(f"sqlite:///{(tmp_path / 'biblio.sqlite3').as_posix()}") as store:
                for source in sources:
                    health = store.health(source.id)
                    visits += 1
                    if health.condition is not Condition.OK:
                        alarms.append((day, source.id, health.trouble, health.reason))
                assert store.proposals() == {}
    assert visits == DAYS * SITES
    assert len(alarms) <= 3, alarms
