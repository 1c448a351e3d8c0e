"""Asking whether a page has changed, of servers that know and of servers that do not."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from aggregator.store import Store
from aggregator.store.answers import Validator
from crawler.rhythm import interval
from crawler.validators import LIAR, TRUST, conditions, settle
from tests.crawler.scenes import NOW, article, config_for, index, library, serving, visit
from tests.network.message import Request, Response

DAY = timedelta(days=1)
KEPT = Validator(
    address="http://mbp.example/", source="mbp", etag='W/"1"', last_modified="Mon, 23 Nov 2026 08:00:00 GMT",
    digest="sha256:a", checked=NOW, changed=NOW,
)  # fmt: skip


def test_both_validators_are_sent_as_they_came() -> None:
    asked = conditions(KEPT, NOW + DAY)
    assert asked == {"If-None-Match": KEPT.etag, "If-Modified-Since": KEPT.last_modified}
    assert conditions(replace(KEPT, etag="", last_modified=""), NOW + DAY) == {}
    assert conditions(None, NOW) == {}


def test_after_a_week_without_the_whole_page_it_is_asked_for_whole() -> None:
    unchanged = settle(replace(KEPT, status=304, digest="", checked=NOW + 6 * DAY), KEPT)
    assert conditions(unchanged, NOW + TRUST)
    assert not conditions(unchanged, NOW + TRUST + DAY)
    whole = settle(replace(KEPT, checked=NOW + 8 * DAY, changed=NOW + 8 * DAY), unchanged)
    assert conditions(whole, NOW + 9 * DAY)
    assert whole.changed == NOW


def test_another_page_under_the_same_validators_is_never_believed_again() -> None:
    liar = settle(replace(KEPT, digest="sha256:b"), KEPT)
    assert (liar.status, conditions(liar, NOW)) == (LIAR, {})
    again = settle(replace(KEPT, digest="sha256:b", etag='"2"'), liar)
    assert (again.status, conditions(again, NOW)) == (LIAR, {})
    dated = replace(KEPT, etag="")
    assert settle(replace(dated, digest="sha256:b"), dated).status == LIAR
    later = replace(dated, digest="sha256:b", last_modified="Tue, 24 Nov 2026 08:00:00 GMT")
    assert settle(later, dated) == later


def test_an_etag_made_up_each_time_is_not_asked_with() -> None:
    made_up = settle(replace(KEPT, etag='"2"'), KEPT)
    assert conditions(made_up, NOW) == {"If-Modified-Since": KEPT.last_modified}
    assert conditions(settle(replace(KEPT, etag='"3"'), made_up), NOW) == conditions(made_up, NOW)


@pytest.mark.slow
def test_a_server_that_calls_a_changed_list_unchanged_is_found_out(tmp_path: Path) -> None:
    scene = library("mbp.example", count=3)
    shown = [range(3)]

    def lying(request: Request) -> Response:
        if "if-none-match" in request.headers:
            return Response(status=304)
        return replace(index(shown[0]), headers={"ETag": '"for-ever"'})

    scene.answers["/aktualnosci/"] = lying
    scene.answers["/aktualnosci/3-wiadomosc"] = article(3)
    scene.answers["/aktualnosci/4-wiadomosc"] = article(4)
    with serving(scene) as network:
        (first,) = visit(tmp_path, network, scene.source()).sources
        shown[0] = range(4)
        (fooled,) = visit(tmp_path, network, scene.source(), now=NOW + DAY).sources
        (found,) = visit(tmp_path, network, scene.source(), now=NOW + 3 * DAY).sources
        shown[0] = range(5)
        (known,) = visit(tmp_path, network, scene.source(), now=NOW + 4 * DAY).sources
    assert [line.new for line in (first, fooled, found, known)] == [3, 0, 1, 1]
    assert (fooled.unchanged, known.unchanged) == (1, 0)


@pytest.mark.slow
def test_not_modified_without_being_asked_is_a_failure(tmp_path: Path) -> None:
    scene = library("mbp.example", count=3)
    scene.answers["/aktualnosci/"] = Response(status=304)
    with serving(scene) as network:
        (line,) = visit(tmp_path, network, scene.source()).sources
    assert (bool(line.problem), line.found) == (True, 0)
    assert "answers 304" in line.reason


def test_a_source_is_visited_as_often_as_it_has_news() -> None:
    rare = [NOW - n * 20 * DAY for n in range(9)]
    assert interval(rare, NOW) == interval([], NOW) == timedelta(hours=22)
    often = [NOW - n * DAY / 3 for n in range(50)]
    assert timedelta(hours=6) < interval(often, NOW) < timedelta(hours=8)
    assert interval([NOW + 3 * DAY, *often], NOW) == interval(often, NOW)  # announced for a day to come
    assert interval([NOW - DAY * n / 90 for n in range(90)], NOW) == timedelta(minutes=55)


@pytest.mark.slow
def test_one_edit_and_a_site_counts_no_longer_as_one_that_never_changes(tmp_path: Path) -> None:
    scene = library("mbp.example", count=4)
    quiet = []
    with serving(scene) as network:
        for day in range(3):
            if day == 2:
                scene.answers["/aktualnosci/1-wiadomosc"] = article(1, title="Wiadomość poprawiona")
            visit(tmp_path, network, scene.source(), again=True, now=NOW + day * DAY)
            with Store.open(config_for(tmp_path, network).database_url) as store:
                quiet.append(store.state(scene.source().id)["quiet"])
    assert quiet == [0, 4, 0]
