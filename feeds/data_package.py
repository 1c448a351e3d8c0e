"""What lies beside exported tables: their description for programs and for people, and the licence. Pure."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from datetime import datetime

from aggregator.as_json import utc
from feeds.document import LICENCE, RIGHTS
from feeds.tables import tables

TITLE = "Bibliowieści: ogłoszenia bibliotek publicznych i programy, które je finansują"
DICTIONARY = "dictionary.csv"


def describe(
    version: str, as_of: datetime | None, rows: Mapping[str, int], scope: str = ""
) -> dict[str, str]:
    """Name of file → text: a Frictionless data package, a data dictionary, a page to read first.

    `version`: of the taxonomy; `as_of`: the newest visit or change the tables know of;
    `scope`: which part of the data they hold, "" = all.
    """
    return {
        "datapackage.json": _package(version, as_of, scope),
        DICTIONARY: _dictionary(),
        "CZYTAJ.txt": _read_first(version, as_of, rows, scope),
    }


def _package(version: str, as_of: datetime | None, scope: str) -> str:
    package = {
        "name": "bibliowiesci",
        "title": TITLE,
        "description": f"{RIGHTS} Taksonomia programów: {version}." + (f" Zakres: {scope}." if scope else ""),
        **({"created": utc(as_of)} if as_of else {}),
        "licenses": [{"name": "CC0-1.0", "path": LICENCE, "title": "CC0 1.0 (metadane)"}],
        "resources": [
            {
                "name": table,
                "path": f"{table}.csv",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "schema": {
                    "fields": [
                        {"name": one.name, "type": one.type, "description": f"{one.polish} / {one.english}"}
                        for one in columns
                    ],
                    "missingValues": [""],
                },
            }
            for table, columns in tables().items()
        ],
    }
    return json.dumps(package, ensure_ascii=False, indent=1) + "\n"


def _dictionary() -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(("table", "column", "type", "opis", "description"))
    for table, columns in tables().items():
        writer.writerows((table, one.name, one.type, one.polish, one.english) for one in columns)
    return "\ufeff" + text.getvalue()


def _read_first(version: str, as_of: datetime | None, rows: Mapping[str, int], scope: str) -> str:
    day = as_of.date().isoformat() if as_of else "–"
    cited = "Bibliowieści, zbiór danych" + (f" ({scope})" if scope else "")
    listed = "\n".join(f"  {table}.csv: {number}" for table, number in rows.items())
    return f"""{TITLE}
Stan na / as of: {day}. Taksonomia programów / taxonomy: {version}.
Zakres / scope: {scope or "wszystko / everything"}.

Tabele i liczba wierszy / tables and rows (te same dane jako JSON Lines: *.jsonl / the same as JSON Lines):
{listed}
Opis każdej kolumny / every column explained: {DICTIONARY}, datapackage.json.

O tych samych pieniądzach mówią operator, biblioteka i jej sprawozdanie. grants.csv ma każde
dofinansowanie raz, z kwotami zebranymi z tych ogłoszeń: do sum bierz tę tabelę. awards.csv ma wiersz
na każde ogłoszenie. Brak ogłoszenia oceniaj obok sources.csv: ta tabela mówi, od kiedy i jak
skutecznie czytaliśmy źródło.
An operator, a library and its report tell of the same money. grants.csv has each grant once, with the
sums of all of them: sum that table. awards.csv has a row for each telling. Judge silence beside
sources.csv: since when, and how well, each was read.

Licencja / licence: {RIGHTS}
Jak cytować / how to cite: {cited}, stan na {day}, CC0 1.0. Pojedynczy wiersz:
adres z kolumny url i identyfikator ogłoszenia / a single row: its url and the announcement's id.
"""
