"""A publish of what changed ends where a publish of everything would, and costs what changed."""

from __future__ import annotations

import os
import random
import signal
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import feedparser
import pytest
from feed_samples import BLISKO, SEEN, SOURCES, announcement, call, evidence, network, published

from aggregator.config import Config
from aggregator.model import Announcement, Mention, TypedDate
from aggregator.programmes.taxonomy import Taxonomy
from aggregator.store import Store
from aggregator.vocabulary import DateRole, Kind, Status
from benchmarks.stores import fill
from feeds import publish as publishing
from feeds.publish import PublishReport, publish
from feeds.tree import PublishError

NAMED = (BLISKO, "nprcz-2/1.1", "nprcz-2", "rpo-mazowieckie/2.1.1", "mkidn/literatura")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(f"sqlite:///{tmp_path}/store.sqlite3") as opened:
        for source in SOURCES:
            opened.put_source(source, now=SEEN)
        yield opened


def run(store: Store, root: Path, taxonomy: Taxonomy, **options: bool) -> PublishReport:
    config = Config(public_dir=root, base_url="https://wiesci.example")
    return publish(store, config, taxonomy, **options)


def files(root: Path) -> dict[str, bytes]:
    """The tree as a reader may see it."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("[!.]*")
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(root).parts)
    }


def state(root: Path) -> dict[str, tuple[int, int]]:
    """Every file, our own records included."""
    return {
        str(path.relative_to(root)): (path.stat().st_ino, path.stat().st_mtime_ns)
        for path in root.rglob("*")
        if path.is_file()
    }


class History:
    """Things that happen to a store, at random."""

    def __init__(self, store: Store, taxonomy: Taxonomy, seed: int) -> None:
        self.store, self.taxonomy, self.dice = store, taxonomy, random.Random(seed)
        self.held: dict[str, Announcement] = {}
        self.now, self.number = SEEN, 0

    def step(self) -> None:
        """A few events in a row."""
        self.now += timedelta(days=self.dice.choice((0, 1, 9, 40)), minutes=1)
        for _ in range(self.dice.randint(1, 6)):
            event = History.new if not self.held else self.dice.choice(self.events)
            event(self)

    def keep(self, one: Announcement) -> None:
        self.held[one.id] = one
        fill(self.store, [one], self.taxonomy)

    def any(self) -> Announcement:
        return self.held[self.dice.choice(sorted(self.held))]

    def new(self) -> None:
        self.number += 1
        day = (date(2021, 3, 1) + timedelta(days=self.dice.randrange(2200))).isoformat()
        kind = self.dice.choice((Kind.CALL, *Kind))
        deadline = TypedDate(
            role=DateRole.DEADLINE,
            value=date(2027, 1, self.dice.randint(1, 28)),
            evidence=evidence("do dnia"),
        )
        self.keep(
            announcement(
                self.number,
                source=self.dice.choice(SOURCES),
                title=f"Ogłoszenie {self.number}",
                kind=kind,
                mentions=self.mentions(),
                dates=(deadline,) if kind is Kind.CALL else (),
                published=self.dice.choice((published(day), None)),
                first_seen=self.now,
                updated=self.now,
            )
        )

    def mentions(self) -> tuple[Mention, ...]:
        named = self.dice.sample(NAMED, self.dice.randint(0, 2))
        return tuple(Mention(programme=one, evidence=evidence("słowa", value=one)) for one in sorted(named))

    def edited(self) -> None:
        one = self.any()
        text = f"{one.content.text} Zmiana {self.dice.random()}."
        self.keep(replace(one, updated=self.now, content=replace(one.content, text=text)))

    def corrected(self) -> None:
        one = self.any()
        kind = self.dice.choice(tuple(Kind))
        self.keep(replace(one, content=replace(one.content, mentions=self.mentions(), kind=kind)))

    def status(self) -> None:
        self.keep(replace(self.any(), status=self.dice.choice(tuple(Status))))

    def back(self) -> None:
        for one in [one for one in self.held.values() if one.status is not Status.CURRENT][:2]:
            self.keep(replace(one, status=Status.CURRENT))

    def forgotten(self) -> None:
        one = self.any()
        self.store.forget(one.id, reason="prośba", now=self.now)
        del self.held[one.id]

    def source(self) -> None:
        source = self.dice.choice(SOURCES)
        other = replace(source, full_text=self.dice.random() < 0.5, library=f"{source.library} {self.number}")
        self.store.put_source(other, now=self.now)

    events: tuple[Callable[[History], None], ...] = (
        new, new, new, edited, corrected, status, back, forgotten, source,
    )  # fmt: skip


@pytest.mark.slow
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


def test_a_backup_put_back_is_published_as_it_is(tmp_path: Path, store: Store, taxonomy: Taxonomy) -> None:
    from aggregator.store.backup import backup, restore

    url, root = f"sqlite:///{tmp_path}/store.sqlite3", tmp_path / "public"
    fill(store, network(20), taxonomy)
    backup(url, tmp_path / "backup.sqlite3")
    fill(store, [announcement(900), announcement(901)], taxonomy)
    run(store, root, taxonomy)
    store.close()
    restore(url, tmp_path / "backup.sqlite3", now=SEEN)
    with Store.open(url) as older:
        fill(older, [announcement(902), announcement(903), announcement(904)], taxonomy)
        run(older, root, taxonomy)
        run(older, tmp_path / "fresh", taxonomy)
    assert files(root) == files(tmp_path / "fresh")
    found = {entry.id for entry in feedparser.parse((root / "feeds/atom.xml").read_bytes()).entries}
    assert announcement(904).id in found and announcement(900).id not in found


@pytest.mark.slow
@pytest.mark.parametrize("at", [0, 1, 9, 17, 40])
@pytest.mark.parametrize("call_of", ["write_bytes", "replace", "unlink"])
def test_a_kill_at_any_moment_leaves_a_tree_that_is_old_or_heals(
    tmp_path: Path, store: Store, taxonomy: Taxonomy, call_of: str, at: int
) -> None:
    """Killed while it prepares: the old tree, whole. Killed while it renames: the next publish ends it."""
    items = network(20)
    fill(store, items, taxonomy)
    root = tmp_path / "public"
    run(store, root, taxonomy)
    before = files(root)
    fill(store, [announcement(900), replace(items[3], status=Status.GONE), call()], taxonomy)
    run(store, tmp_path / "new", taxonomy)
    new = files(tmp_path / "new")
    if (child := os.fork()) == 0:
        _die_at(call_of, at)
        run(store, root, taxonomy)
        os._exit(0)
    _, code = os.waitpid(child, 0)
    after = files(root)
    assert after == before if code and call_of == "write_bytes" else code or after == new
    for name, body in after.items():
        assert body in (before.get(name), new.get(name)), f"{name} is neither old nor new"
    fill(store, [replace(items[3], status=Status.CURRENT)], taxonomy)  # what was told is true no more
    run(store, root, taxonomy)
    run(store, tmp_path / "fresh", taxonomy)
    assert files(root) == files(tmp_path / "fresh")


def _die_at(name: str, number: int) -> None:
    whole, left = getattr(Path, name), iter(range(number))

    def dying(path: Path, *rest: object, **more: object) -> object:
        if next(left, None) is None:
            os.kill(os.getpid(), signal.SIGKILL)
        return whole(path, *rest, **more)

    setattr(Path, name, dying)


def test_a_damaged_record_of_ours_is_made_anew(tmp_path: Path, store: Store, taxonomy: Taxonomy) -> None:
    fill(store, network(20), taxonomy)
    root = tmp_path / "public"
    run(store, root, taxonomy)
    before = files(root)
    file = root / ".shelf.sqlite3"
    record = file.read_bytes()
    for whole in (0, 100, 4096, len(record) // 2, len(record) - 4096):
        file.write_bytes(record[:whole] + b"\xff" * (len(record) - whole))
        with suppress(PublishError):  # what is met only on the way is said, and mended by the next
            run(store, root, taxonomy, full=True)
        assert not run(store, root, taxonomy).written
        assert files(root) == before


def test_a_full_publish_mends_an_archive(tmp_path: Path, store: Store, taxonomy: Taxonomy) -> None:
    fill(store, network(20), taxonomy)
    root = tmp_path / "public"
    run(store, root, taxonomy)
    file = next((root / "feeds/archive").iterdir())
    whole = file.read_bytes()
    file.write_bytes(whole[:100])
    report = run(store, root, taxonomy, full=True)
    assert report.written == (file.relative_to(root).as_posix(),)
    assert file.read_bytes() == whole


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
