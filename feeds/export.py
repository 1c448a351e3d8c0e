"""The store as files that people count with: CSV and JSON Lines, described by a data package."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from aggregator.as_json import announcement_as_dict, evidence_as_dict, zloty
from aggregator.days import beginning, end
from aggregator.model import Announcement
from feeds.award_rows import AwardRows, Row
from feeds.clean import printable
from feeds.data_package import describe
from feeds.grant_rows import grant_rows
from feeds.scope import EVERYTHING, Scope
from feeds.source_rows import SourceRows
from feeds.summary import excerpt_of
from feeds.tables import names_of, tables
from feeds.tree import explained

if TYPE_CHECKING:
    from aggregator.programmes.taxonomy import Taxonomy
    from aggregator.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportReport:
    """Rows written, by table."""

    rows: Mapping[str, int]


def export(
    store: Store,
    taxonomy: Taxonomy,
    out: Path,
    *,
    scope: Scope = EVERYTHING,
    progress: Callable[[int], None] | None = None,
) -> ExportReport:
    """Write every table to `out` as CSV and JSON Lines, in the order of publication; whole or not at all.

    `scope` bounds announcements and what was read from them; sources are always all. Announcements carry
    excerpts, never whole texts. Raises PublishError when the folder cannot be written.
    """
    beside = out / ".new"
    try:
        shutil.rmtree(beside, ignore_errors=True)
        beside.mkdir(parents=True)
        rows = _write(store, taxonomy, beside, scope, progress)
        for file in sorted(beside.iterdir()):
            file.replace(out / file.name)
    except OSError as exc:
        raise explained(exc, out) from exc
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return ExportReport(rows=rows)


def _write(
    store: Store, taxonomy: Taxonomy, folder: Path, scope: Scope, progress: Callable[[int], None] | None
) -> dict[str, int]:
    from aggregator.official.gathering import cover_below
    from aggregator.official.showing import coverage_as_dict
    from aggregator.store import Order, Query

    asked = Query(
        programme=scope.programme,
        since=beginning(scope.since),
        until=end(scope.until),
        statuses=(),
        order=Order.OLDEST,
    )
    only = scope.programmes(taxonomy)
    awards, sources = AwardRows(store, taxonomy), SourceRows(store)
    with ExitStack() as files:
        found = {name: _Table(folder, name, files) for name in tables()}
        for done, announcement in enumerate(store.announcements(asked), 1):
            row = announcement_as_dict(announcement)
            sources.note(announcement)
            found["announcements"].add(_announcement(announcement, row), whole=row)
            for table, part in _parts(announcement, row, awards, only):
                found[table].add(part)
            if progress:
                progress(done)
        for table, each in chain(
            (("grants", row) for row in grant_rows(store, taxonomy, awards, scope)),
            (("sources", row) for row in sources.rows()),
            (("coverage", coverage_as_dict(list, line)) for list in cover_below(store, scope.programme)
             for line in list.lines),
        ):  # fmt: skip
            found[table].add(each)
    rows = {name: table.rows for name, table in found.items()}
    for name, text in describe(taxonomy.version, sources.as_of, rows, scope.words).items():
        (folder / name).write_text(text, "utf-8", newline="")
    return rows


class _Table:
    """One table on its way into its two files."""

    def __init__(self, folder: Path, name: str, files: ExitStack) -> None:
        self.columns = names_of(name)
        self.rows = 0
        # the mark lets spreadsheets read Polish letters; RFC 4180 line ends
        self._csv: IO[str] = files.enter_context(
            (folder / f"{name}.csv").open("w", encoding="utf-8-sig", newline="")
        )
        self._lines: IO[str] = files.enter_context(
            (folder / f"{name}.jsonl").open("w", encoding="utf-8", newline="\n")
        )
        self._writer = csv.writer(self._csv)
        self._writer.writerow(self.columns)

    def add(self, row: Row, whole: Row | None = None) -> None:
        """A row; `whole` is what the JSON line holds where that is more."""
        self.rows += 1
        self._writer.writerow([cell(row[column]) for column in self.columns])
        line = json.dumps(whole or row, ensure_ascii=False)
        self._lines.write(printable(line) + "\n")


def cell(value: Any) -> Any:
    """A value for a spreadsheet, which must not take text for a formula."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        value = " ".join(value)
    if isinstance(value, str):
        value = " ".join(printable(value).split())
        return f"'{value}" if value[:1] in ("=", "+", "-", "@") else value
    return value


def _announcement(announcement: Announcement, row: Row) -> Row:
    return {**row, "excerpt": excerpt_of(announcement.content.text)}


def _parts(
    announcement: Announcement, row: Row, awards: AwardRows, only: Collection[str]
) -> Iterator[tuple[str, Row]]:
    content = announcement.content
    for found in awards.of(announcement, row, only):
        yield "awards", found
    for mention in content.mentions:
        evidence = evidence_as_dict(mention.evidence)
        yield (
            "mentions",
            {"announcement": announcement.id, "programme": mention.programme}
            | _placed(evidence)
            | {
                "rule": evidence["rule"],
                "confidence": evidence["confidence"],
            },
        )
    for amount in content.amounts:
        yield (
            "amounts",
            {
                "announcement": announcement.id,
                "pln": zloty(amount.grosze),
                "role": amount.role.value,
                "doubtful": amount.doubtful,
            }
            | _placed(evidence_as_dict(amount.evidence)),
        )


def _placed(evidence: Row) -> Row:
    return {name: evidence[name] for name in ("words", "place", "start", "end")}
