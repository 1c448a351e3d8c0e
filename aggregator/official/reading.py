"""Reads an official list from a table in CSV, as operators' spreadsheets export it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from aggregator.errors import InputError
from aggregator.official.model import OfficialAward
from aggregator.sums.printed import parse_grosze
from aggregator.text import fold, squeeze
from aggregator.voivodeships import voivodeship_code

#: words that begin the heading of a column, folded; the first that fits
_HEADINGS = {
    "beneficiary": (
        "beneficj", "beneficiar", "wnioskod", "nazwa wnios", "nazwa benef", "nazwa bibl", "nazwa inst",
        "nazwa podm", "bibliotek", "library", "instytucj", "podmiot", "nazwa",
    ),
    "city": ("miejscow", "miasto", "siedzib", "city", "gmina"),
    "voivodeship": ("woj", "voivodeship", "teryt"),
    "grant": (
        "kwota przyzn", "przyznan", "kwota dot", "kwota dof", "dotacj", "dofinans", "grant", "kwota", "pln",
    ),
    "task": ("zadani", "tytul", "nazwa zad", "nazwa proj", "projekt", "task"),
}  # fmt: skip
_TOTAL = ("razem", "suma", "ogolem", "lacznie")


@dataclass(frozen=True, slots=True)
class ListFile:
    """The rows of a file, and a sentence for each line that could not be taken."""

    rows: tuple[OfficialAward, ...]
    troubles: tuple[str, ...]


def read_list(body: bytes, name: str) -> ListFile:
    """The rows of a CSV file with a line of headings; `name` is what messages call it.

    UTF-8 or windows-1250; commas, semicolons or tabs. A line without a beneficiary, or whose sum cannot be
    read, is told and passed over. Raises InputError where no column holds the beneficiaries.
    """
    lines = list(csv.reader(io.StringIO(_decode(body), newline=""), delimiter=_delimiter(body)))
    found = next(
        ((at, cols) for at, row in enumerate(lines[:20]) if "beneficiary" in (cols := _columns(row))), None
    )
    if found is None:
        raise InputError(
            f"{name}: no heading names the beneficiaries. Give a column the heading `beneficjent` "
            "(others read: miejscowość, województwo, kwota, zadanie)."
        )
    at, columns = found
    rows, troubles = [], []
    for number, cells in enumerate(lines[at + 1 :], at + 2):
        if not any(cell.strip() for cell in cells) or _is_total(cells):
            continue
        taken = _row(cells, columns)
        if isinstance(taken, str):
            troubles.append(f"{name}, line {number}: {taken}")
        else:
            rows.append(taken)
    return ListFile(rows=tuple(rows), troubles=tuple(troubles))


def _decode(body: bytes) -> str:
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return body.decode("cp1250", errors="replace")


def _delimiter(body: bytes) -> str:
    head = body[:4000]
    return max((",", ";", "\t"), key=lambda sign: head.count(sign.encode()))


def _columns(row: list[str]) -> dict[str, int]:
    """Which cell of each row holds what, from a row that may be the headings."""
    folded = [fold(squeeze(cell)) for cell in row]
    columns: dict[str, int] = {}
    for field, heads in _HEADINGS.items():
        for at in _by_heading(folded, heads):
            if at not in columns.values():
                columns[field] = at
                break
    return columns if len(folded) > 1 or "beneficiary" in columns else {}


def _by_heading(folded: list[str], heads: tuple[str, ...]) -> Iterator[int]:
    for head in heads:
        yield from (at for at, cell in enumerate(folded) if cell.startswith(head) and len(cell) <= 60)


def _is_total(cells: list[str]) -> bool:
    first = next(fold(cell).strip(" .:") for cell in cells if cell.strip())
    return first.startswith(_TOTAL)


def _row(cells: list[str], columns: dict[str, int]) -> OfficialAward | str:
    def cell(field: str) -> str:
        at = columns.get(field)
        return squeeze(cells[at]) if at is not None and at < len(cells) else ""

    if not cell("beneficiary"):
        return "no beneficiary stands there. Fill in the name, or take the line out."
    printed = cell("grant")
    grant = parse_grosze(printed) if printed else None
    if printed and grant is None:
        return f"`{printed}` is no sum. Write it like 30000,00."
    return OfficialAward(
        beneficiary=cell("beneficiary"),
        city=cell("city"),
        voivodeship=voivodeship_code(cell("voivodeship")),
        grant=grant,
        task=cell("task"),
    )
