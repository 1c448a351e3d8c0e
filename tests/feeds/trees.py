"""A tree that is published again and again, and the store behind it."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from feed_samples import BLISKO, SEEN, SOURCES, announcement, evidence, published

from aggregator.config import Config
from aggregator.model import Announcement, Mention, TypedDate
from aggregator.programmes.taxonomy import Taxonomy
from aggregator.store import Store
from aggregator.vocabulary import DateRole, Kind, Status
from benchmarks.stores import fill
from feeds.publish import PublishReport, publish

NAMED = (BLISKO, "nprcz-2/1.1", "nprcz-2", "rpo-mazowieckie/2.1.1", "mkidn/literatura")


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
