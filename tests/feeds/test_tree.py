"""Publishing: whole or not at all, untouched where nothing changed, and what the tree must hold."""

from __future__ import annotations

import errno
import os
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import feedparser
import pytest
from feed_samples import BLISKO, SOURCES, Shelf, announcement, call, network, published

from aggregator.config import Config
from aggregator.model import Announcement
from aggregator.programmes.taxonomy import Taxonomy
from aggregator.vocabulary import Status
from feeds.publish import PublishReport, publish
from feeds.tree import PublishError, Tree


def publish_all(items: list[Announcement], root: Path, taxonomy: Taxonomy) -> PublishReport:
    return publish(Shelf(items), Config(public_dir=root, base_url="https://wiesci.example"), taxonomy)  # type: ignore[arg-type]


STOCK = [*network(24), call()]


@pytest.fixture(scope="module")
def published_stock(tmp_path_factory: pytest.TempPathFactory, taxonomy: Taxonomy) -> Path:
    root = tmp_path_factory.mktemp("stock") / "public"
    report = publish_all(STOCK, root, taxonomy)
    assert len(report.written) == len(state(root)) and not report.unchanged
    return root


@pytest.fixture
def stock(published_stock: Path, tmp_path: Path) -> Path:
    """A tree in which the stock is published, to do with as one likes."""
    return shutil.copytree(published_stock, tmp_path / "stock")


def state(root: Path) -> dict[str, tuple[int, int]]:
    return {
        str(path.relative_to(root)): (path.stat().st_ino, path.stat().st_mtime_ns)
        for path in sorted(root.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }


def ids(path: Path) -> list[str]:
    found = feedparser.parse(path.read_bytes())
    assert not found.bozo, (path, found.bozo_exception)
    return [entry.id for entry in found.entries]


def test_every_programme_has_its_feeds_before_its_first_announcement(
    tmp_path: Path, whole_taxonomy: Taxonomy
) -> None:
    publish_all([], tmp_path, whole_taxonomy)
    for node in whole_taxonomy.nodes:
        for name in ("atom.xml", "rss.xml", "feed.json", "calls.ics"):
            assert (tmp_path / "feeds/programmes" / node.id / name).is_file()


def test_every_programme_voivodeship_kind_and_library_has_its_feeds(tree: Path, taxonomy: Taxonomy) -> None:
    folders = ["", *(f"programmes/{node.id}" for node in taxonomy.nodes)]
    folders += ["voivodeships/14", "voivodeships/32", "kinds/rejection", "libraries/nck"]
    folders += [f"programmes/{BLISKO}/voivodeships/14"]
    for folder in folders:
        for name in ("atom.xml", "rss.xml", "feed.json"):
            assert (tree / "feeds" / folder / name).is_file(), f"{folder}/{name}"


def test_a_programmes_feed_holds_what_belongs_to_it(tree: Path) -> None:
    part = ids(tree / f"feeds/programmes/{BLISKO}/atom.xml")
    whole = ids(tree / "feeds/programmes/nprcz-2/atom.xml")
    assert part and set(part) < set(whole)
    assert part == [one for one in whole if one in set(part)], "the same order"
    assert set(whole) <= set(ids(tree / "feeds/programmes/nprcz/atom.xml"))


def test_the_newest_come_first_and_fifty_at_most(tree: Path) -> None:
    found = ids(tree / "feeds/rss.xml")
    assert found == ids(tree / "feeds/atom.xml")
    assert len(found) == 50


def test_withdrawn_copied_and_standing_pages_are_no_news(tmp_path: Path, taxonomy: Taxonomy) -> None:
    items = [announcement(1), *(announcement(2 + i, status=one) for i, one in enumerate(Status))]
    items.append(announcement(9, standing=True))
    publish_all(items, tmp_path, taxonomy)
    assert ids(tmp_path / "feeds/atom.xml") == [items[1].id, items[0].id]


def test_archives_hold_every_item_once(tree: Path) -> None:
    seen: list[str] = []
    document = feedparser.parse((tree / "feeds/atom.xml").read_bytes())
    while older := [link.href for link in document.feed.links if link.rel == "prev-archive"]:
        path = tree / older[0].removeprefix("https://wiesci.example/")
        document = feedparser.parse(path.read_bytes())
        assert not document.bozo, (path, document.bozo_exception)
        seen += [entry.id for entry in document.entries]
    everything = {item.id for item in [*network(), announcement(1001), call()]}
    assert len(seen) == len(set(seen))
    assert set(seen) == everything


def test_a_closed_month_does_not_change_when_more_is_found(stock: Path, taxonomy: Taxonomy) -> None:
    before = state(stock)
    later = STOCK[0].first_seen.replace(year=2027)
    found = announcement(900, first_seen=later, updated=later, published=published("2022-03-04"))
    report = publish_all([*STOCK, found], stock, taxonomy)
    closed = {name for name in before if "/archive/" in name}
    assert not closed & set(report.written)
    assert "feeds/archive/2027-01.xml" not in closed
    assert found.id in ids(stock / f"feeds/archive/{later:%Y-%m}.xml")


def test_publishing_twice_touches_no_file(stock: Path, taxonomy: Taxonomy) -> None:
    before = state(stock)
    report = publish_all(list(reversed(STOCK)), stock, taxonomy)
    assert not report.written and not report.removed
    assert report.unchanged == len(before)
    assert state(stock) == before


def test_only_files_that_hold_the_new_announcement_are_written(stock: Path, taxonomy: Taxonomy) -> None:
    report = publish_all([*STOCK, announcement(800)], stock, taxonomy)
    feeds = {name for name in report.written if name.startswith("feeds/") and "/archive/" not in name}
    holders = {"feeds", "feeds/libraries/piaseczno", "feeds/kinds/award", "feeds/voivodeships/14"}
    for programme in (BLISKO, "nprcz-2/p4", "nprcz-2", "nprcz"):
        holders |= {f"feeds/programmes/{programme}", f"feeds/programmes/{programme}/voivodeships/14"}
    assert {name.rsplit("/", 1)[0] for name in feeds} == holders


def test_files_of_a_feed_that_is_no_more_are_removed(stock: Path, taxonomy: Taxonomy) -> None:
    gone = stock / "feeds/programmes/nprcz-2/1.1/voivodeships/14"
    assert gone.is_dir()
    report = publish_all([call()], stock, taxonomy)
    assert report.removed and not gone.exists()
    assert ids(stock / "feeds/atom.xml") == [call().id]


def test_a_file_that_somebody_damaged_is_made_again(stock: Path, taxonomy: Taxonomy) -> None:
    file = stock / "feeds/atom.xml"
    whole = file.read_bytes()
    file.write_bytes(b"x" + whole[1:])
    (stock / "feeds/rss.xml").unlink()
    report = publish_all(STOCK, stock, taxonomy)
    assert set(report.written) == {"feeds/atom.xml", "feeds/rss.xml"}
    assert file.read_bytes() == whole


def test_a_second_publish_ends_where_a_first_one_would(
    stock: Path, tmp_path: Path, taxonomy: Taxonomy
) -> None:
    """What is kept equals what would have been built: edits, withdrawals, other tags, late finds."""
    items = STOCK
    late = items[3].first_seen.replace(year=2027)
    changed = [
        replace(items[0], status=Status.GONE),
        replace(items[1], updated=late, content=replace(items[1].content, title="Zmieniony tytuł")),
        replace(items[2], content=replace(items[2].content, mentions=())),
        *items[3:],
        announcement(950, first_seen=late, updated=late, published=published("2021-02-02")),
    ]
    publish_all(changed, stock, taxonomy)
    publish_all(changed, tmp_path / "fresh", taxonomy)
    one, two = (
        {
            path.relative_to(root).as_posix(): path.read_bytes()
            for path in root.rglob("[!.]*")
            if path.is_file()
        }
        for root in (stock, tmp_path / "fresh")
    )
    assert one == two


def test_a_folder_that_is_not_ours_loses_nothing(tmp_path: Path, taxonomy: Taxonomy) -> None:
    own = tmp_path / "feeds" / "notes.txt"
    own.parent.mkdir()
    own.write_text("mine")
    report = publish_all([announcement()], tmp_path, taxonomy)
    assert own.read_text() == "mine" and not report.removed


def test_a_full_disk_leaves_the_old_tree_whole(
    stock: Path, taxonomy: Taxonomy, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = state(stock)
    write, left = Path.write_bytes, iter(range(5))

    def full(path: Path, body: bytes) -> int:
        if next(left, None) is None:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return write(path, body)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(PublishError, match="No space left"):
        publish_all([*STOCK, announcement(900)], stock, taxonomy)
    assert state(stock) == before


def test_a_folder_that_cannot_be_made_is_explained(tmp_path: Path, taxonomy: Taxonomy) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(PublishError, match="try again"):
        publish_all([announcement()], tmp_path / "file" / "public", taxonomy)


@pytest.mark.parametrize("path", ["/etc/x", "../x", "feeds//x", "feeds/./x", ""])
def test_no_file_is_planned_outside_the_tree(tmp_path: Path, path: str) -> None:
    with Tree(tmp_path / "public") as tree, pytest.raises(Exception, match="no path inside"):
        tree.put(path, b"")


def test_opml_lists_by_group_every_feed_that_can_have_entries(tree: Path, taxonomy: Taxonomy) -> None:
    root = ElementTree.fromstring((tree / "feeds/opml.xml").read_bytes())
    groups = {group.get("text"): list(group) for group in root.findall("body/outline")}
    listed = {str(outline.get("xmlUrl")).split("/feeds/programmes/")[1] for outline in groups["Programy"]}
    assert listed == {f"{node.id}/atom.xml" for node in taxonomy.nodes if taxonomy.is_told_of(node.id)}
    assert "nprcz-2/4.1/atom.xml" in listed and "nprcz-2/4.1/2021-2022/atom.xml" not in listed
    assert len(groups["Województwa"]) == 16
    assert len(groups["Biblioteki"]) == len(SOURCES)
    for group in groups.values():
        for outline in group:
            address = str(outline.get("xmlUrl"))
            assert (tree / address.removeprefix("https://wiesci.example/")).is_file()


def test_calendar_holds_deadlines_and_cancels_withdrawn_calls(tmp_path: Path, taxonomy: Taxonomy) -> None:
    from icalendar import Calendar

    def events(name: str) -> list[Any]:
        return list(Calendar.from_ical((tmp_path / "feeds" / name).read_bytes()).walk("VEVENT"))

    publish_all([call()], tmp_path, taxonomy)
    (event,) = events("calls.ics")
    assert str(event["uid"]) == call().id
    assert event.decoded("dtstart").isoformat() == "2026-12-15"
    assert str(event["status"]) == "CONFIRMED"
    assert len(events("programmes/nprcz-2/calls.ics")) == 1
    assert events("programmes/nprcz-3/calls.ics") == []
    publish_all([replace(call(), status=Status.GONE)], tmp_path, taxonomy)
    (after,) = events("calls.ics")
    assert str(after["status"]) == "CANCELLED"
    assert int(after["sequence"]) > int(event["sequence"])
    assert ids(tmp_path / "feeds/atom.xml") == []
