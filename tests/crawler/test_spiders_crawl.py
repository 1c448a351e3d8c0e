"""Whole crawls: from the sites into the store, cut off and taken up again."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from aggregator.store import Store
from tests.crawler.scenes import (
    NOW,
    Scene,
    article,
    config_for,
    headers,
    index,
    library,
    projection,
    serving,
    visit,
)
from tests.network.message import Response, page
from tests.network.server import SampleNetwork

pytestmark = pytest.mark.slow


def paths(network: SampleNetwork, host: str) -> list[str]:
    return [entry.path for entry in network.requests(host) if entry.path != "/robots.txt"]


def test_a_list_is_followed_and_its_articles_stored(tmp_path: Path) -> None:
    scene = library("mbp.example", count=11, per_page=4)
    with serving(scene) as network:
        report = visit(tmp_path, network, scene.source())
        (line,) = report.sources
        assert (line.found, line.new, line.failed, line.problem) == (11, 11, 0, "")
        asked = paths(network, "mbp.example")
        assert asked[:3] == ["/aktualnosci/", "/aktualnosci/page/2/", "/aktualnosci/page/3/"]
        assert asked[3:] == [f"/aktualnosci/{n}-wiadomosc" for n in range(11)]
        assert line.requests == len(asked)
        before = projection(tmp_path)
        network.clear_log()
        (again,) = visit(tmp_path, network, scene.source()).sources
        assert (again.new, again.edited) == (0, 0)
        assert paths(network, "mbp.example") == ["/aktualnosci/"]
    assert projection(tmp_path) == before
    assert len(before) == 11
    assert {row[2] for row in before} == {f"Wiadomość numer {n} z naszej biblioteki" for n in range(11)}
    assert not any("czynna codziennie" in row[7] for row in before)


def test_an_empty_page_in_the_middle_is_not_the_end(tmp_path: Path) -> None:
    scene = library("mbp.example", count=12, per_page=4)
    scene.answers["/aktualnosci/page/2/"] = page(
        "<html><body><h1>Aktualności</h1><main></main></body></html>"
    )
    with serving(scene) as network:
        (line,) = visit(tmp_path, network, scene.source()).sources
    assert line.new == 8


def test_a_page_of_a_list_that_fails_is_passed_and_made_up_for(tmp_path: Path) -> None:
    scene = library("mbp.example", count=10, per_page=2)
    scene.answers["/aktualnosci/page/2/"] = Response(status=500, body=b"<h1>500</h1>")
    with serving(scene) as network:
        (line,) = visit(tmp_path, network, scene.source()).sources
        assert (line.new, line.problem) == (8, "partial")
        mended = index(range(2, 4), next_page="/aktualnosci/page/3/")
        network.override("mbp.example", "/aktualnosci/page/2/", mended)
        (again,) = visit(tmp_path, network, scene.source(), now=NOW + timedelta(days=1)).sources
    assert again.new == 2
    assert len(projection(tmp_path)) == 10


def test_two_pages_of_a_list_that_fail_are_its_end(tmp_path: Path) -> None:
    scene = library("mbp.example", count=10, per_page=2)
    for number in (2, 3):
        scene.answers[f"/aktualnosci/page/{number}/"] = Response(status=404, body=b"<h1>404</h1>")
    with serving(scene) as network:
        (line,) = visit(tmp_path, network, scene.source()).sources
        asked = paths(network, "mbp.example")
    assert line.new == 2
    assert "/aktualnosci/page/4/" not in asked


def test_a_pager_without_end_is_left(tmp_path: Path) -> None:
    scene = library("mbp.example", count=4)
    for n in range(200):
        following = f"/aktualnosci/page/{n + 1}/"
        scene.answers["/aktualnosci/" if n < 2 else f"/aktualnosci/page/{n}/"] = index(
            range(4), next_page=following
        )
    with serving(scene) as network:
        (line,) = visit(tmp_path, network, scene.source()).sources
        assert line.new == 4
        assert len(paths(network, "mbp.example")) < 10


def test_first_sight_reads_back_to_2021_and_full_reads_all(tmp_path: Path) -> None:
    scene = library("mbp.example", count=8, per_page=4)
    old = scene.answers["/aktualnosci/page/2/"]
    assert isinstance(old, Response)
    scene.answers["/aktualnosci/page/2/"] = replace(old, body=old.body.replace(b"2023", b"2019"))
    with serving(scene) as network:
        assert visit(tmp_path / "a", network, scene.source()).sources[0].new == 4
        assert visit(tmp_path / "b", network, scene.source(), full=True).sources[0].new == 8


def test_what_a_site_changes_or_takes_away_is_seen(tmp_path: Path) -> None:
    scene = library("mbp.example", count=8, per_page=8)
    with serving(scene) as network:
        visit(tmp_path, network, scene.source())
        network.override("mbp.example", "/aktualnosci/2-wiadomosc", article(2, title="Zupełnie inny tytuł"))
        network.override("mbp.example", "/aktualnosci/5-wiadomosc", page("<h1>404</h1>", status=404))
        network.override("mbp.example", "/aktualnosci/", index(range(5)))
        (line,) = visit(tmp_path, network, scene.source(), again=True).sources
    assert (line.new, line.edited, line.gone, line.same) == (0, 1, 1, 6)
    rows = {row[1].rpartition("/")[2]: row for row in projection(tmp_path)}
    assert rows["2-wiadomosc"][2] == "Zupełnie inny tytuł"
    assert rows["5-wiadomosc"][8] == "gone"


def test_a_page_taken_away_may_lead_back_to_the_home_page_or_the_list(tmp_path: Path) -> None:
    scene = library("mbp.example", count=8, per_page=8)
    scene.answers["/"] = page("<h1>Biblioteka</h1><p>Witamy na stronie biblioteki w Lubnie.</p>")
    with serving(scene) as network:
        visit(tmp_path, network, scene.source())
        for n, to in ((5, "/"), (6, "/aktualnosci/"), (0, "/")):
            answer = Response(status=301, headers=headers(Location=f"http://mbp.example{to}"))
            network.override("mbp.example", f"/aktualnosci/{n}-wiadomosc", answer)
        network.override("mbp.example", "/aktualnosci/", index(range(5)))  # 0 is named still
        (line,) = visit(tmp_path, network, scene.source(), again=True).sources
    assert (line.new, line.edited, line.gone, line.same, line.failed) == (0, 0, 2, 5, 1)
    rows = {row[1].rpartition("/")[2]: row[8] for row in projection(tmp_path)}
    assert sorted(name for name, status in rows.items() if status == "gone") == ["5-wiadomosc", "6-wiadomosc"]
    assert len(rows) == 8


def test_what_has_not_changed_is_not_sent_again(tmp_path: Path) -> None:
    scene = library("mbp.example", count=8, per_page=4)
    scene.answers = {
        path: replace(found, etag=True)
        for path, found in scene.answers.items()
        if isinstance(found, Response)
    }
    with serving(scene) as network:
        visit(tmp_path, network, scene.source())
        assert not any(entry.conditional for entry in network.requests("mbp.example"))
        before = projection(tmp_path)
        network.clear_log()
        (line,) = visit(tmp_path, network, scene.source()).sources
        asked = [(e.path, e.status) for e in network.requests("mbp.example")]
        assert asked == [("/aktualnosci/", 304)]  # and robots.txt holds a day
        assert (line.found, line.new, line.problem, line.unchanged) == (8, 0, "", 1)
        network.clear_log()
        (line,) = visit(tmp_path, network, scene.source(), again=True).sources
        assert [e.status for e in network.requests("mbp.example")] == [304] * 9
        assert (line.same, line.bytes) == (8, 0)
        network.override("mbp.example", "/aktualnosci/3-wiadomosc", article(3, title="Nowy tytuł tej strony"))
        (line,) = visit(tmp_path, network, scene.source(), again=True).sources
        assert (line.edited, line.same) == (1, 7)
    assert len(projection(tmp_path) - before) == 1


def test_an_article_that_fails_is_kept_as_its_list_tells_it_until_it_can_be_read(tmp_path: Path) -> None:
    scene = library("mbp.example")
    with serving(scene) as network:
        network.override("mbp.example", "/aktualnosci/3-wiadomosc", Response(status=500))
        (first,) = visit(tmp_path, network, scene.source()).sources
        with Store.open(config_for(tmp_path, network).database_url) as store:
            listed = {a.url.rpartition("/")[2]: a for a in store.announcements()}["3-wiadomosc"]
        network.restore()
        (second,) = visit(tmp_path, network, scene.source()).sources
        with Store.open(config_for(tmp_path, network).database_url) as store:
            (whole,) = [a for a in store.announcements() if a.id == listed.id]
    assert (first.new, first.failed, second.new, second.edited) == (6, 1, 0, 0)
    assert (listed.content.title, listed.content.reading.rule) == ("Wiadomość numer 3 z biblioteki", "list")
    assert listed.content.published is not None
    assert listed.content.published.value == "2023-05-04"
    assert "Zdanie 7 artykułu 3" in whole.content.text
    assert whole.content.reading.rule != "list"
    assert whole.updated == listed.updated


def test_troubles_are_named_and_stop_only_themselves(tmp_path: Path) -> None:
    good = library("good.example")
    bad = library("bad.example")
    bad.answers["/aktualnosci/1-wiadomosc"] = Response(status=500)
    bad.answers["/aktualnosci/2-wiadomosc"] = Response(body=b"x" * 40_000_000)
    bad.answers["/aktualnosci/3-wiadomosc"] = Response(
        status=301, headers=headers(Location="http://elsewhere.example/")
    )
    scenes = {
        "closed.example": Scene("closed.example", robots=Response(body=b"User-agent: *\nDisallow: /\n")),
        "broken.example": Scene("broken.example", robots=Response(status=503)),
        "silent.example": Scene("silent.example", {"*": Response(drop=True)}, robots=Response(drop=True)),
        "missing.example": Scene("missing.example"),
        "bare.example": Scene("bare.example", {"*": page("<html><body><p>Witamy</p></body></html>")}),
        "circle.example": Scene(
            "circle.example", {"*": Response(status=302, headers=headers(Location="/x"))}
        ),
        "elsewhere.example": Scene("elsewhere.example", {"*": article(99)}),
    }
    feed = Scene("feed.example", {"/feed/": article(1)})
    sources = [
        good.source(), bad.source(), feed.source(family="feed", news="http://feed.example/feed/"),
        *(scenes[host].source() for host in scenes if host != "elsewhere.example"),
        good.source(id="inside", home="http://10.0.0.1/", news=""),
    ]  # fmt: skip
    with serving(good, bad, feed, *scenes.values()) as network:
        report = visit(tmp_path, network, *sources)
        assert not network.requests("10.0.0.1")
    lines = {line.source: line for line in report.sources}
    assert [line.source for line in report.sources] == [source.id for source in sources]
    assert (lines["good"].new, lines["good"].problem) == (6, "")
    assert (lines["bad"].new, lines["bad"].failed) == (5, 3)  # two of them as their list tells them
    problems = {name: line.problem for name, line in lines.items() if line.found == 0}
    assert problems == {
        "feed": "feed_broken", "closed": "robots", "broken": "5xx", "silent": "broken",
        "missing": "404", "bare": "empty", "circle": "redirects", "inside": "private",
    }  # fmt: skip
    assert "web page instead of XML" in lines["feed"].reason
    assert not report.all_failed


def test_articles_that_lead_to_dead_servers_of_others_do_not_end_the_visit(tmp_path: Path) -> None:
    scene = library("mbp.example", count=9)
    for n in range(6):
        scene.answers[f"/aktualnosci/{n}-wiadomosc"] = Response(
            status=302, headers=headers(Location=f"http://gone{n}.example/")
        )
    dead = [Scene(f"gone{n}.example", {"*": Response(drop=True)}) for n in range(6)]
    with serving(scene, *dead) as network:
        (line,) = visit(tmp_path, network, scene.source()).sources
    assert (line.found, line.failed) == (9, 6)
    assert sum("Zdanie 7" in row[7] for row in projection(tmp_path)) == 3
