"""Sites get new designs: told on the first visit after, with a table, a new profile and a proposal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest

from aggregator.health import Condition, Proposal, ProposalKind, SourceHealth, Trouble
from aggregator.model import Source
from aggregator.store import Query, Store
from crawler.accepting import accept
from crawler.report import SourceReport
from crawler.run import crawl
from tests.crawler.scenes import NOW, config_for
from tests.crawler.staged_sites import (
    JOOMLA,
    MODERN,
    PLAIN,
    WORDPRESS,
    Design,
    Piece,
    Staged,
    card_item,
    joomla_frame,
    moved_to,
    paragraphs,
    wordpress_frame,
)
from tests.network.server import SampleNetwork

pytestmark = pytest.mark.slow
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A site before and after."""

    name: str
    before: Design
    after: Design
    family: str = "listing"
    news: str | None = None  #: of the row, None = the list of the design before
    fresh: bool = False  #: a new article comes with the new design
    moves: bool = False  #: to another domain, by redirects

    def source(self) -> Source:
        home = f"http://{self.name}.example/"
        news = self.before.news if self.news is None else self.news
        return Source(
            id=self.name, library=f"Biblioteka {self.name}", kind="gminna", teryt="14", home=home,
            news=f"{home.rstrip('/')}{news}" if news else "", family=self.family,
        )  # fmt: skip


def dated_below(piece: Piece) -> str:
    return (
        f"<h1>{piece.title}</h1>{paragraphs(piece)}"
        f"<ul class='informacje'><li class='kiedy'>Opublikowano dnia: {piece.printed}</li></ul>"
    )


def titled_by_a_box(piece: Piece) -> str:
    return (
        f"<div class='naglowek-wpisu'><b>{piece.title}</b></div>"
        f"<p class='data'>Data publikacji: {piece.printed}</p>{paragraphs(piece)}"
    )


WITH_FEED = replace(PLAIN, feed="/rss.xml")
CHANGES = (
    Change(
        name="motyw", before=WORDPRESS, family="auto", news="",
        after=replace(WORDPRESS, frame=wordpress_frame("astra", "wrapper", "ast")),
    ),
    Change(name="joomla-wp", before=JOOMLA, after=WORDPRESS, family="auto", news="", fresh=True),
    Change(name="karty", before=PLAIN, after=replace(PLAIN, item=card_item)),
    Change(name="daty", before=PLAIN, after=replace(PLAIN, article=dated_below)),
    Change(name="tytuly", before=PLAIN, after=replace(PLAIN, article=titled_by_a_box), fresh=True),
    Change(name="przeniesiona-lista", before=WORDPRESS, after=replace(WORDPRESS, news="/co-slychac/")),
    Change(name="bez-kanalu", before=WITH_FEED, after=PLAIN, family="feed", news="/rss.xml"),
    Change(name="nowy-system", before=PLAIN, after=MODERN, fresh=True),
    Change(name="nowa-domena", before=PLAIN, after=PLAIN, moves=True),
    Change(name="wp-joomla", before=WORDPRESS, after=JOOMLA),
    Change(name="reczna-wp", before=PLAIN, after=WORDPRESS, family="auto", news=""),
    Change(
        name="szablon", before=JOOMLA, fresh=True,
        after=replace(JOOMLA, frame=lambda title, content, side: _other_template(title, content, side)),
    ),
)  # fmt: skip


def _other_template(title: str, content: str, side: str) -> str:
    whole = joomla_frame(title, content, side)
    names = {
        "class='body'": "class='sp-wrap'", "class='container'": "class='sp-box'", "row-fluid": "sp-row",
        "span9": "sp-col-9", "span3": "sp-col-3", "class='header'": "class='sp-head'",
        "navigation": "sp-menu-wrap", "nav menu": "sp-menu", "class='footer'": "class='sp-foot'",
        "/templates/biblio/": "/templates/shaper/", "id='content'": "id='sp-main'",
        "id='aside'": "id='sp-side'",
    }  # fmt: skip
    for old, new in names.items():
        whole = whole.replace(old, new)
    return whole


@dataclass(slots=True)
class Seen:
    """What the redesigns led to."""

    folder: Path
    lines: list[dict[str, SourceReport]]
    health: list[dict[str, SourceHealth]]
    proposals: dict[str, Proposal]
    ids: list[dict[str, set[str]]]  #: titles and ids of announcements after each visit, by source
    versions: dict[str, int]


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Seen:
    """Three visits to the old designs, one to the new, then what was proposed is accepted, and one more."""
    folder = tmp_path_factory.mktemp("redesigns")
    sites = {change.name: Staged(f"{change.name}.example", change.before) for change in CHANGES}
    scenes = {name: site.scene() for name, site in sites.items()}
    result = Seen(folder, [], [], {}, [], {})
    moved = Staged("biblioteka-w-nowym-domu.example", PLAIN)
    with SampleNetwork([*scenes.values(), moved.scene()]) as network:

        def look(number: int, sources: Sequence[Source]) -> None:
            report = crawl(config_for(folder, network), sources, now=NOW + number * DAY)
            result.lines.append({line.source: line for line in report.sources})
            with _store(folder) as store:
                result.health.append({s.id: store.health(s.id) for s in sources})
                found: dict[str, set[str]] = {}
                for a in store.announcements(Query(statuses=())):
                    found.setdefault(a.source, set()).add(a.id)
                result.ids.append(found)

        sources = [change.source() for change in CHANGES]
        for day in range(3):
            for site in (*sites.values(), moved):
                site.pieces.append(len(site.pieces)) if day else None
            look(day, sources)
        for change in CHANGES:
            site = sites[change.name]
            site.design = change.after
            if change.fresh:
                site.pieces.append(len(site.pieces))
            if change.moves:
                scenes[change.name].answers["*"] = moved_to(moved.host)
        look(3, sources)
        with _store(folder) as store:
            result.proposals = store.proposals()
            result.versions = {s.id: max(store.profiles(s.id)) for s in sources}
            for source in sources:
                accept(store, source, now=NOW + 3 * DAY)
            rows = {source.id: source for source in store.added_sources()}
        look(4, [rows.get(source.id, source) for source in sources])
    return result


def _store(folder: Path) -> Store:
    return Store.open(f"sqlite:///{(folder / 'biblio.sqlite3').as_posix()}")


def test_the_old_designs_give_no_alarm(seen: Seen) -> None:
    for day in seen.health[:3]:
        assert {name: h.trouble for name, h in day.items() if h.trouble} == {}


def test_redesigns_are_told_on_the_first_visit(seen: Seen) -> None:
    expected = {change.name: Trouble.REDESIGNED for change in CHANGES}
    expected |= {"nowa-domena": Trouble.MOVED, "bez-kanalu": Trouble.FEED_BROKEN}
    told = {name: health.trouble for name, health in seen.health[3].items()}
    assert {name for name in expected if told[name] is None} == set()
    wrong = {
        name: (told[name], seen.health[3][name].reason) for name in expected if told[name] != expected[name]
    }
    assert wrong == {}
    alarms = {name for name, h in seen.health[3].items() if h.condition is Condition.ALARM}
    assert alarms == set(expected) - {"nowa-domena", "bez-kanalu"}


def test_a_redesign_has_a_table_of_before_and_after(seen: Seen) -> None:
    rows = {name: {c.field: (c.before, c.after) for c in h.changes} for name, h in seen.health[3].items()}
    assert rows["tytuly"]["place of the title"][0].startswith("h1")
    assert rows["tytuly"]["place of the title"][1] == "b in div.naglowek-wpisu"
    assert rows["daty"]["place of the date"][0].startswith("p.data")
    assert rows["karty"]["place of the items"][1].startswith("a in h3")
    assert rows["joomla-wp"]["content system (articles)"] == ("joomla", "wordpress")
    assert rows["motyw"]["articles with a date"] == ("100%", "100%")


def test_a_redesign_learns_a_new_profile_and_mints_nothing_twice(seen: Seen) -> None:
    same_row = {"motyw", "joomla-wp", "karty", "daty", "tytuly", "szablon", "reczna-wp"}
    assert {name: seen.versions[name] for name in same_row} == dict.fromkeys(same_row, 2)
    for change in CHANGES:
        before, after = seen.ids[2][change.name], seen.ids[4][change.name]
        assert before <= after
        assert len(after) == len(before) + change.fresh, change.name
    assert sum(line.gone for line in seen.lines[3].values()) == 0


def test_the_row_is_proposed_and_works_once_accepted(seen: Seen) -> None:
    moved = seen.proposals["przeniesiona-lista"]
    assert moved.kind is ProposalKind.REDESIGNED
    assert moved.changes["news"] == "http://przeniesiona-lista.example/co-slychac/"
    assert seen.proposals["bez-kanalu"].changes["family"] != "feed"
    assert seen.proposals["motyw"].changes == {}
    assert "nowa-domena" not in seen.proposals  # redirects must stay for three visits
    for name in ("przeniesiona-lista", "bez-kanalu", "wp-joomla"):
        assert seen.lines[3][name].new == 0, "nothing is taken from a row that nobody accepted"
    last = {name: h.trouble for name, h in seen.health[4].items() if h.trouble}
    assert last == {"nowa-domena": Trouble.MOVED}
