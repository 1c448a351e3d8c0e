"""The store as files that people count with: CSV and JSON Lines, described by a data package."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from aggregator.as_json import announcement_as_dict, evidence_as_dict, zloty
from aggregator.model import Announcement, Source
from feeds.channels import programme_name
from feeds.clean import printable
from feeds.document import RIGHTS
from feeds.summary import excerpt_of
from feeds.tree import explained

if TYPE_CHECKING:
    from aggregator.programmes.taxonomy import Taxonomy
    from aggregator.store import Store

Row = dict[str, Any]

#: columns of each table, with their Table Schema type where it is not a string
TABLES: dict[str, dict[str, str]] = {
    "announcements": {
        "id": "", "source": "", "library": "", "voivodeship": "", "url": "", "status": "", "title": "",
        "excerpt": "", "published": "", "published_precision": "", "published_origin": "", "modified": "",
        "first_seen": "datetime", "updated": "datetime", "kind": "", "programmes": "", "snapshot": "",
    },
    "awards": {
        "announcement": "", "url": "", "source": "", "library": "", "voivodeship": "", "published": "",
        "programme": "", "programme_name": "", "edition": "", "beneficiary": "", "beneficiary_source": "",
        "grant_pln": "number", "own_contribution_pln": "number", "total_pln": "number", "task": "",
        "period": "", "words": "",
    },
    "mentions": {
        "announcement": "", "programme": "", "words": "", "place": "", "start": "integer", "end": "integer",
        "rule": "", "confidence": "number",
    },
    "amounts": {
        "announcement": "", "pln": "number", "role": "", "doubtful": "", "words": "", "place": "",
        "start": "integer", "end": "integer",
    },
    "sources": {
        "id": "", "library": "", "kind": "", "teryt": "", "voivodeship": "", "home": "", "city": "",
        "active": "boolean",
    },
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportReport:
    """Rows written, by table."""

    rows: Mapping[str, int]


def export(
    store: Store, taxonomy: Taxonomy, out: Path, *, progress: Callable[[int], None] | None = None
) -> ExportReport:
    """Write every table to `out` as CSV and JSON Lines, in the order of publication; whole or not at all.

    Announcements carry excerpts, never whole texts. Raises PublishError when the folder cannot be written.
    """
    beside = out / ".new"
    try:
        shutil.rmtree(beside, ignore_errors=True)
        beside.mkdir(parents=True)
        rows = _write(store, taxonomy, beside, progress)
        for file in sorted(beside.iterdir()):
            file.replace(out / file.name)
    except OSError as exc:
        raise explained(exc, out) from exc
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return ExportReport(rows=rows)


def _write(
    store: Store, taxonomy: Taxonomy, folder: Path, progress: Callable[[int], None] | None
) -> dict[str, int]:
    from aggregator.store import Order, Query

    with ExitStack() as files:
        tables = {name: _Table(folder, name, files) for name in TABLES}
        for source in sorted(store.sources(), key=lambda one: one.id):
            tables["sources"].add(_source(source))
        for done, announcement in enumerate(store.announcements(Query(statuses=(), order=Order.OLDEST)), 1):
            row = announcement_as_dict(announcement)
            tables["announcements"].add(_announcement(announcement, row), whole=row)
            for table, found in _parts(announcement, row, taxonomy):
                tables[table].add(found)
            if progress:
                progress(done)
    (folder / "datapackage.json").write_text(_description(taxonomy.version), "utf-8")
    return {name: table.rows for name, table in tables.items()}


class _Table:
    """One table on its way into its two files."""

    def __init__(self, folder: Path, name: str, files: ExitStack) -> None:
        self.columns = list(TABLES[name])
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


def award_rows(announcement: Announcement, row: Row, taxonomy: Taxonomy) -> Iterator[Row]:
    """The awards of an announcement as rows of their table; `row` is the announcement as a dict."""
    common = {name: row[name] for name in ("url", "source", "library", "voivodeship", "published")}
    for award, printed in zip(announcement.content.awards, row["awards"], strict=True):
        known = award.programme in taxonomy
        yield {
            "announcement": announcement.id,
            **common,
            **printed,
            "programme_name": programme_name(taxonomy.node(award.programme), taxonomy) if known else "",
            "beneficiary_source": award.beneficiary_source,
            "words": " | ".join(dict.fromkeys(one.words for one in award.evidence)),
        }


def _parts(announcement: Announcement, row: Row, taxonomy: Taxonomy) -> Iterator[tuple[str, Row]]:
    content = announcement.content
    for found in award_rows(announcement, row, taxonomy):
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


def _source(source: Source) -> Row:
    return {column: getattr(source, column) for column in TABLES["sources"]}


def _description(version: str) -> str:
    """A Frictionless data package: columns, types, licence."""
    package = {
        "name": "bibliowiesci",
        "title": "Bibliowieści: ogłoszenia bibliotek publicznych i programy, które je finansują",
        "description": f"{RIGHTS} Taksonomia programów: {version}.",
        "licenses": [
            {
                "name": "CC0-1.0",
                "path": "https://creativecommons.org/publicdomain/zero/1.0/",
                "title": "CC0 1.0 (metadane)",
            }
        ],
        "resources": [
            {
                "name": name,
                "path": f"{name}.csv",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "schema": {
                    "fields": [
                        {"name": column, "type": kind or "string"} for column, kind in columns.items()
                    ],
                    "missingValues": [""],
                },
            }
            for name, columns in TABLES.items()
        ],
    }
    text = io.StringIO()
    json.dump(package, text, ensure_ascii=False, indent=1)
    return text.getvalue() + "\n"
