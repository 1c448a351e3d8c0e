"""Announcements on a terminal."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable

from rich.markup import escape
from rich.table import Table

from aggregator.as_json import announcement_as_dict, zloty
from aggregator.days import read_period
from aggregator.errors import InputError
from aggregator.model import Announcement, Content
from aggregator.store import Query
from aggregator.terminal import console
from aggregator.vocabulary import Kind, Role, Status
from aggregator.voivodeships import VOIVODESHIPS, voivodeship_code


def make_query(
    *, programme: str, source: str, voivodeship: str, kind: str, since: str, until: str,
    q: str, status: str, doubtful: bool, limit: int,
) -> Query:  # fmt: skip
    """The query a person asked for. Raises InputError for a word that we do not know."""
    if programme:
        from aggregator.programmes.taxonomy import load_taxonomy

        load_taxonomy().node(programme)
    first, last = read_period(since, until)
    return Query(
        programme=programme,
        source=source,
        voivodeship=voivodeship_code(voivodeship)
        or _one_of("voivodeship", voivodeship, list(VOIVODESHIPS.values())),
        kind=_one_of("kind", kind, [k.value for k in Kind]),
        since=first,
        until=last,
        q=q,
        statuses=_statuses(status),
        doubtful=doubtful,
        limit=limit or None,
    )


def print_json(found: Iterable[Announcement], *, text: bool) -> None:
    """One JSON object a line."""
    for announcement in found:
        line = json.dumps(announcement_as_dict(announcement, text=text), ensure_ascii=False)
        sys.stdout.write(line + "\n")


def print_table(found: Iterable[Announcement], *, text: bool) -> None:
    """A table as wide as the terminal, with the texts below it where asked for."""
    terminal = console()
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name, options in (
        ("published", {"no_wrap": True}), ("source", {"no_wrap": True}), ("kind", {}),
        ("programmes", {}), ("grant", {"justify": "right", "no_wrap": True}), ("title", {"ratio": 1}),
    ):  # fmt: skip
        table.add_column(name, **options)
    texts = []
    for one in found:
        content, mark = one.content, "" if one.status is Status.CURRENT else f" ({one.status.value})"
        day = content.published.moment.date().isoformat() if content.published else "–"
        cells = (day, one.source, content.kind.value + mark, ", ".join(content.programmes),
                 _grant(content), content.title)  # fmt: skip
        table.add_row(*map(escape, cells))
        doubts = [f"  doubtful: {d}" for d in _doubts(content)]
        texts += [f"\n{content.title}\n{content.text}"] if text else []
        texts += doubts
    if not table.row_count:
        terminal.print("Nothing is stored that fits. `biblio crawl` fetches the news.")
        return
    terminal.print(table)
    for each in texts:
        terminal.print(escape(each))


def _grant(content: Content) -> str:
    grants = [a.grosze for a in content.amounts if a.role is Role.GRANT]
    return f"{zloty(max(grants)):,} zł".replace(",", "\u00a0") if grants else ""


def _doubts(content: Content) -> list[str]:
    sums = [f"{zloty(a.grosze)} zł: {a.doubtful}" for a in content.amounts if a.doubtful]
    return sums + [f"{d.value}: {d.doubtful}" for d in content.dates if d.doubtful]


def _statuses(word: str) -> tuple[Status, ...]:
    if word == "all":
        return ()
    return (Status(_one_of("status", word, [*(s.value for s in Status), "all"])),)


def _one_of(name: str, value: str, known: list[str]) -> str:
    if value and value not in known:
        raise InputError(f"--{name} `{value}` is unknown. Known: {', '.join(known)}.")
    return value
