"""Winners in a table or list: one row, one beneficiary, one grant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from aggregator.beneficiaries import beneficiary_of_row
from aggregator.money import ReadSum
from aggregator.passages import Passages
from aggregator.vocabulary import Role

_TASK_COLUMN = re.compile(r"\b(?:zadani|projekt|tytul|nazwa (?:zadania|projektu))")
_SUM_ROW = re.compile(r"\W*(?:razem|suma|ogolem|lacznie)\b")


@dataclass(frozen=True, slots=True)
class Row:
    """What one line says of one winner. Sums in grosze."""

    start: int
    end: int
    beneficiary: str
    grant: int | None
    own_contribution: int | None
    total: int | None
    task: str | None
    sums: tuple[ReadSum, ...]


def read_rows(passages: Passages, sums: list[ReadSum]) -> list[Row]:
    """Lines that name an institution and a grant of its own; [] where fewer than two institutions are named."""
    by_line: dict[tuple[int, int], list[ReadSum]] = {}
    for each in sums:
        if not each.in_title:
            by_line.setdefault(passages.line(each.item.start), []).append(each)
    rows = [row for line, mine in by_line.items() for row in _rows(passages, line, mine)]
    return rows if len({row.beneficiary for row in rows}) > 1 else []


def _rows(passages: Passages, line: tuple[int, int], sums: list[ReadSum]) -> Iterator[Row]:
    start, end = line
    printed = passages.printed[start:end]
    grants = [each for each in sums if each.reading.role is Role.GRANT]
    if not grants or _SUM_ROW.match(passages.folded, start) or end - start > 400:
        return
    name = beneficiary_of_row(re.split(r"\t|\s[–—-]\s|:\s", printed), None)
    if name is None:
        return
    grant = _row_grant(passages, grants)
    yield Row(
        start, end, name, grant, _first(sums, Role.OWN_CONTRIBUTION), _first(sums, Role.TOTAL),
        _task(passages, start, printed), tuple(sums),
    )  # fmt: skip


def _row_grant(passages: Passages, grants: list[ReadSum]) -> int:
    """Columns of years are instalments, unless one column is already their sum; else the greatest counts."""
    values = [each.item.grosze for each in grants]
    rest = sum(values) - max(values)
    if len(values) > 2 and rest == max(values):
        return rest
    cells = [passages.cell(each.item.start) for each in grants]
    yearly = all(cell is not None and re.search(r"\b(?:19|20)\d\d\b", cell.heading) for cell in cells)
    return sum(values) if yearly else max(values)


def _first(sums: list[ReadSum], role: Role) -> int | None:
    return next((each.item.grosze for each in sums if each.reading.role is role), None)


def _task(passages: Passages, start: int, printed: str) -> str | None:
    cells = printed.split("\t")
    offset = start
    for cell in cells:
        found = passages.cell(offset)
        if found is not None and _TASK_COLUMN.search(found.heading) and cell.strip():
            return cell.strip(' „”"')
        offset += len(cell) + 1
    quoted = re.search(r"[„\"«]([^”\"»\n]{4,160})[”\"»]", printed)
    return quoted[1] if quoted else None
