"""The book of what is forgotten, beside the snapshots: a store put back or built anew learns it from here."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from aggregator.arrivals import SnapshotRef
from aggregator.errors import InputError

if TYPE_CHECKING:
    from aggregator.store import Store
    from aggregator.store.forgetting import Erase, Tombstone

NAME = "forgotten.jsonl"


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten:
    """What is still to be done where pages are kept, and what the person should know."""

    pages: list[SnapshotRef]  #: held the announcement and nothing else
    lists: list[SnapshotRef]  #: other kept answers of its source, which may repeat it
    addresses: list[str]
    wordings: list[tuple[str, str]]  #: titles and texts, of now and before
    copies: list[str]  #: ids of announcements with its text on other sites: they stay


#: takes the pages out of their files, and of the lists those that repeat the announcement; gives these
EraseAll = Callable[[Forgotten], Iterable[SnapshotRef]]


def forget(store: Store, folder: Path, id: str, *, reason: str, now: datetime, erase: EraseAll) -> Forgotten:
    """Take an announcement out for good: written down first, then out of the files, then out of the store.

    What is cut off here, the next crawl does. Raises InputError where there is none of this id.
    """
    stone = store.tombstone_for(id, reason=reason, now=now)
    addresses, found = store.addresses(id), store.announcement(id)
    wordings = [(one.title, one.text) for one in store.revisions(id)]
    if found is not None:
        wordings.append((found.content.title, found.content.text))
    copies = [one.id for one in store.copies_of(id)]
    lists = store.kept_lists(stone.source)
    told = Forgotten(pages=[], lists=lists, addresses=addresses, wordings=wordings, copies=copies)
    write_down(folder, stone)
    pages = store.bury([stone], now=now, erase=lambda pages: erase(replace(told, pages=pages)))
    return replace(told, pages=pages)


def write_down(folder: Path, stone: Tombstone) -> None:
    """Add a line, on the disk before this returns. Raises InputError where it cannot be written."""
    line = {
        "id": stone.announcement, "source": stone.source, "reason": stone.reason,
        "made": stone.made.isoformat(), "marks": stone.marks,
    }  # fmt: skip
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / NAME).open("a", encoding="utf-8") as file:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
            file.flush()
            os.fsync(file.fileno())
    except OSError as exc:
        raise InputError(
            f"{folder / NAME}: cannot be written ({exc.strerror}). Nothing was forgotten."
        ) from exc


def written_down(folder: Path) -> Iterator[Tombstone]:
    """Every line, the oldest first; one that was cut off is passed over, its announcement is still there."""
    from aggregator.store.forgetting import Tombstone

    path = folder / NAME
    if not path.exists():
        return
    for line in path.read_text("utf-8").splitlines():
        try:
            said = json.loads(line)
            stone = Tombstone(
                announcement=said["id"], source=said["source"], marks=tuple(said["marks"]),
                reason=said["reason"], made=datetime.fromisoformat(said["made"]),
            )  # fmt: skip
        except (ValueError, LookupError, TypeError):
            continue
        yield stone


def keep_forgotten(store: Store, folder: Path, *, now: datetime, erase: Erase | None = None) -> None:
    """What the book names is out of the store, whatever store this is; `erase` as of `Store.bury`."""
    stones = list(written_down(folder))
    if stones:
        store.bury(stones, now=now, erase=erase)
