"""What changed since a reader last looked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from store_samples import AUTHORITY, NOW, TAXONOMY, arrival, content, missing

from aggregator.ingest import ingest
from aggregator.store import Mark, Store
from aggregator.store.backup import backup, restore


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(f"sqlite:///{tmp_path}/store.sqlite3") as opened:
        yield opened


def take_in(store: Store, *arrivals: object, days: int = 0) -> list[str]:
    outcomes = ingest(
        store,
        arrivals,
        taxonomy=TAXONOMY,
        now=NOW + timedelta(days=days),
        authority=AUTHORITY,  # type: ignore[arg-type]
    )
    return [outcome.id for outcome in outcomes]


def test_what_is_new_edited_gone_and_forgotten_is_told_once(store: Store) -> None:
    mark, everything = store.changes_since(Mark.read(""))
    assert everything is None, "who never looked reads everything"
    first, second = take_in(
        store, arrival(), arrival("http://lubno.example/b/", content(title="B", text="b"))
    )
    mark, told = store.changes_since(Mark.read(str(mark)))
    assert told == [first, second]
    take_in(store, arrival(), days=1)
    assert store.changes_since(mark) == (mark, []), "seen again is no change"
    take_in(store, arrival(what=content(text="Inne słowa tej samej strony, całkiem nowe.")), days=2)
    mark, told = store.changes_since(mark)
    assert told == [first]
    take_in(store, missing("http://lubno.example/b/"), days=3)
    mark, told = store.changes_since(mark)
    assert told == [second]
    store.forget(first, reason="prośba", now=NOW)
    mark, told = store.changes_since(mark)
    assert told == [first]
    assert [one.id for one in store.announcements_with([first, second])] == [second]


def test_a_change_in_one_instant_with_another_is_told(store: Store) -> None:
    (id,) = take_in(store, arrival())
    mark, _ = store.changes_since(Mark("", 0))
    take_in(store, arrival(what=content(text="W tej samej chwili, lecz inne słowa.")))
    assert store.changes_since(mark)[1] == [id]


def test_a_mark_of_a_life_before_is_not_known(store: Store, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/store.sqlite3"
    take_in(store, arrival())
    backup(url, tmp_path / "backup.sqlite3")
    mark, _ = store.changes_since(Mark("", 0))
    restore(url, tmp_path / "backup.sqlite3", now=NOW)
    with Store.open(url) as restored:
        assert restored.changes_since(mark)[1] is None


@pytest.mark.parametrize("word", ["", ":", "x", "a:b", "a:-1"])
def test_a_word_that_is_no_mark_asks_for_everything(store: Store, word: str) -> None:
    assert store.changes_since(Mark.read(word))[1] is None


def test_the_oldest_news_dates_the_store(store: Store) -> None:
    assert store.founded() is None
    take_in(store, arrival(), days=4)
    take_in(store, arrival("http://lubno.example/b/", content(title="B", text="b")), days=2)
    assert store.founded() == NOW + timedelta(days=2)
    take_in(store, missing("http://lubno.example/b/"), days=5)
    assert store.founded() == NOW + timedelta(days=4)
