"""A publish of what changed ends where a publish of everything would, and costs what changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from feed_samples import BLISKO, SEEN, announcement, network, published
from trees import History, files, run, state

from aggregator.programmes.taxonomy import Taxonomy
from aggregator.store import Store
from benchmarks.stores import fill
from feeds import publish as publishing

pytestmark = pytest.mark.slow  # whole trees, published many times over


@pytest.mark.parametrize("seed", range(4))
def test_any_history_ends_where_a_full_publish_does(
    tmp_path: Path, store: Store, taxonomy: Taxonomy, seed: int
) -> None:
    history = History(store, taxonomy, seed)
    for round in range(6):
        history.step()
        run(store, tmp_path / "by-changes", taxonomy)
        fresh = tmp_path / f"fresh-{round}"
        run(store, fresh, taxonomy)
        assert files(tmp_path / "by-changes") == files(fresh)


def test_without_changes_nothing_at_all_is_touched(tmp_path: Path, store: Store, taxonomy: Taxonomy) -> None:
    fill(store, network(30), taxonomy)
    root = tmp_path / "public"
    first = run(store, root, taxonomy)
    before = state(root)
    again = run(store, root, taxonomy)
    assert not again.written and not again.removed
    assert again.unchanged == len(first.written)
    assert state(root) == before


def test_one_new_announcement_writes_what_holds_it(tmp_path: Path, store: Store, taxonomy: Taxonomy) -> None:
    fill(store, network(60), taxonomy)
    root = tmp_path / "public"
    run(store, root, taxonomy)
    late = announcement(900, published=published("2026-11-22"), first_seen=SEEN)
    fill(store, [late], taxonomy)
    report = run(store, root, taxonomy)
    feeds = {name for name in report.written if name.startswith("feeds/") and "/archive/" not in name}
    holders = {"feeds", "feeds/libraries/piaseczno", "feeds/kinds/award", "feeds/voivodeships/14"}
    for programme in (BLISKO, "nprcz-2/p4", "nprcz-2", "nprcz"):
        holders |= {f"feeds/programmes/{programme}", f"feeds/programmes/{programme}/voivodeships/14"}
    assert {name.rsplit("/", 1)[0] for name in feeds} == holders
    archives = {name for name in report.written if "/archive/" in name}
    assert archives == {f"{holder}/archive/2026-11.xml" for holder in holders}
    pages = set(report.written) - feeds - archives
    assert {name for name in pages if name.startswith("biblioteki/")} == {
        "biblioteki/index.html", "biblioteki/piaseczno/index.html",
    }  # fmt: skip


def test_only_what_changed_is_read_from_the_store(
    tmp_path: Path, store: Store, taxonomy: Taxonomy, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(store, network(60), taxonomy)
    run(store, tmp_path / "public", taxonomy)
    fill(store, [announcement(900)], taxonomy)
    monkeypatch.setattr(Store, "announcements", lambda *_: pytest.fail("the whole store was read"))
    report = run(store, tmp_path / "public", taxonomy)
    assert "feeds/atom.xml" in report.written


def test_another_taxonomy_other_code_and_other_settings_build_everything(
    tmp_path: Path, store: Store, taxonomy: Taxonomy, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(store, network(40), taxonomy)
    root = tmp_path / "public"
    run(store, root, taxonomy)
    renamed = replace(taxonomy, nodes=tuple(replace(n, name=f"{n.name} (nowy)") for n in taxonomy.nodes))
    run(store, root, renamed)
    run(store, tmp_path / "fresh", renamed)
    assert files(root) == files(tmp_path / "fresh")
    monkeypatch.setattr(publishing, "_code", lambda: "another version")
    (root / "feeds/archive").rename(tmp_path / "lost")
    run(store, root, renamed)
    assert files(root) == files(tmp_path / "fresh")


def test_what_was_found_earlier_than_all_others_moves_the_archives(
    tmp_path: Path, store: Store, taxonomy: Taxonomy
) -> None:
    """The month an installation began is where its history ends: another one sorts everything anew."""
    fill(store, network(20), taxonomy)
    run(store, tmp_path / "public", taxonomy)
    fill(store, [announcement(900, first_seen=datetime(2026, 8, 1, tzinfo=UTC))], taxonomy)
    run(store, tmp_path / "public", taxonomy)
    run(store, tmp_path / "fresh", taxonomy)
    assert files(tmp_path / "public") == files(tmp_path / "fresh")
