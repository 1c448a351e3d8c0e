"""The book of what is forgotten, beside the snapshots: a store put back or built anew learns it from here."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from aggregator.arrivals import SnapshotRef
from aggregator.errors import InputError

if TYPE_CHECKING:
    from aggregator.store import Store
    from aggregator.store.forgetting import Tombstone

NAME = "forgotten.jsonl"


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
        except ValueError:
            continue
        yield Tombstone(
            announcement=said["id"], source=said["source"], marks=tuple(said["marks"]),
            reason=said["reason"], made=datetime.fromisoformat(said["made"]),
        )  # fmt: skip


def keep_forgotten(store: Store, folder: Path, *, now: datetime) -> list[SnapshotRef]:
    """What the book names is out of the store, whatever store this is. Gives snapshots still to be erased."""
    stones = list(written_down(folder))
    return store.bury(stones, now=now) if stones else []
