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


def describe(version: str, as_of: datetime | None, rows: Mapping[str, int]) -> dict[str, str]:
    """Name of file → text: a Frictionless data package, a data dictionary, a page to read first.

    `version`: of the taxonomy; `as_of`: the newest visit or change the tables know of.
    """
    return {
        "datapackage.json": _package(version, as_of),
        DICTIONARY: _dictionary(),
        "CZYTAJ.txt": _read_first(version, as_of, rows),
    }


def _package(version: str, as_of: datetime | None) -> str:
    package = {
        "name": "bibliowiesci",
        "title": TITLE,
        "description": f"{RIGHTS} Taksonomia programów: {version}.",
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


def _read_first(version: str, as_of: datetime | None, rows: Mapping[str, int]) -> str:
    day = as_of.date().isoformat() if as_of else "–"
    listed = "\n".join(f"  {table}.csv: {number}" for table, number in rows.items())
    return f"""{TITLE}
Stan na / as of: {day}. Taksonomia programów / taxonomy: {version}.

Tabele i liczba wierszy / tables and rows (te same dane jako JSON Lines: *.jsonl / the same as JSON Lines):
{listed}
Opis każdej kolumny / every column explained: {DICTIONARY}, datapackage.json.

Sumy dofinansowań licz z wierszy awards.csv, w których counted = true: o tych samych pieniądzach
mówią operator, biblioteka i jej sprawozdanie. Brak ogłoszenia oceniaj obok sources.csv: ta tabela
mówi, od kiedy i jak skutecznie czytaliśmy źródło.
Sum grants over the rows of awards.csv where counted = true: an operator, a library and its report
tell of the same money. Judge silence beside sources.csv: since when, and how well, each was read.

Licencja / licence: {RIGHTS}
Jak cytować / how to cite: Bibliowieści, zbiór danych, stan na {day}, CC0 1.0. Pojedynczy wiersz:
adres z kolumny url i identyfikator ogłoszenia / a single row: its url and the announcement's id.
"""
