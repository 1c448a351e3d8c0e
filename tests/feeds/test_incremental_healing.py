"""A tree that was killed, damaged or put back from a backup ends where it should."""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import feedparser
import pytest
from feed_samples import SEEN, announcement, call, network
from trees import files, run

from aggregator.programmes.taxonomy import Taxonomy
from aggregator.store import Store
from aggregator.vocabulary import Status
from benchmarks.stores import fill
from feeds.tree import PublishError

pytestmark = pytest.mark.slow  # whole trees, published many times over


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
