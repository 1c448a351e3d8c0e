"""From a bare home page to all of a site's news and nothing else, for sites of many families."""

from __future__ import annotations

from pathlib import Path

import pytest

from aggregator.identity import canonical_address
from aggregator.store import Store
from aggregator.store.query import Query
from tests.crawler.homes import Staged
from tests.crawler.homes_blogs import blogs
from tests.crawler.homes_others import others
from tests.crawler.homes_sections import sections
from tests.crawler.homes_systems import systems
from tests.crawler.scenes import config_for, serving, visit

pytestmark = pytest.mark.slow


def test_the_news_of_any_site_are_found_from_its_home_page(tmp_path: Path) -> None:
    staged = [*systems(), *others(), *sections(), *blogs()]
    visited = [site for site in staged if site.home]
    with serving(*(site.scene for site in staged)) as network:
        visit(tmp_path, network, *(site.source for site in visited), delay=0.005)
        with Store.open(config_for(tmp_path, network).database_url) as store:
            stored = list(store.announcements(Query(statuses=())))
    wrong = {}
    for site in visited:
        own = [a for a in stored if a.source == site.source.id]
        problems = _problems(site, own)
        if problems:
            wrong[site.scene.host] = problems
    assert not wrong


def _problems(site: Staged, own: list) -> list[str]:  # type: ignore[type-arg]
    found = {canonical_address(a.url) for a in own if a.status != "standing"}
    wanted = {canonical_address(url) for url in site.news}
    undated = [a.url for a in own if a.status != "standing" and a.content.published is None]
    told = []
    if wanted - found:
        told.append(f"{len(wanted - found)} of {len(wanted)} missing, such as {min(wanted - found)}")
    if found - wanted:
        told.append(f"{len(found - wanted)} too many, such as {min(found - wanted)}")
    if len(own) > len({a.content.title for a in own}) + 10:
        told.append("titles repeat")
    if undated:
        told.append(f"{len(undated)} without a day, such as {undated[0]}")
    return told
