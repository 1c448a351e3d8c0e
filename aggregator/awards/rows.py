"""Winners in a table or list: one row, one beneficiary, one grant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from aggregator.awards.beneficiaries import Beneficiary, beneficiary_of_row
from aggregator.model import Source
from aggregator.money import ReadSum
from aggregator.passages import Passages
from aggregator.vocabulary import Role

_GRANT = Role.GRANT  #: an attribute of an enumeration costs as much as a call
_TASK_COLUMN = re.compile(r"\b(?:zadani|projekt|tytul|nazwa (?:zadania|projektu))")
_WHO_COLUMN = re.compile(
    r"\b(?:bibliotek|instytucj|beneficjent|wnioskodawc|podmiot|placowk|szkol|kto\b|organizacj|nazwa$)"
)
_QUOTED = re.compile(r"[„\"«]([^”\"»\n]{4,160})[”\"»]")
_WHOLLY_QUOTED = re.compile(r"[„\"«]([^„”\"«»]+)[”\"»]")
#: who heads a line of a list: "Biblioteka Nadrzeczna – Czytanie na trawie – 12 000 zł"
_HEAD = re.compile(
    r"\b(?:bibliote|ksiaznic|mediatek|centr|osrod|gmina|dom |dom\b|stowarzysz|fundacj|szkol|zespol|kolo|osp\b"
    r"|klub|muzeum|m?g?bp\b|towarzyst|parafi|miasto|powiat)"
)
_DASH = re.compile(r"\s[-–—]\s")
_BULLET = re.compile(r"[\W\d_]*")
_SUM_ROW = re.compile(r"\W*(?:razem|suma|ogolem|lacznie)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What one line says of one winner. Sums in grosze."""

    start: int
    end: int
    beneficiary: Beneficiary
    grant: int | None
    own_contribution: int | None
    total: int | None
    task: str | None
    sums: tuple[ReadSum, ...]


def read_rows(passages: Passages, sums: list[ReadSum], source: Source | None) -> list[Row]:
    """Lines that name an institution and a grant of its own; [] where fewer than two are named."""
    grants = [each for each in sums if each.reading.role is _GRANT and not each.in_title]
    if len(grants) < 2:
        return []
    if len({passages.line(each.item.start) for each in grants}) < 2:
        return []
    by_line: dict[tuple[int, int], list[ReadSum]] = {}
    for each in sums:
        if not each.in_title:
            by_line.setdefault(passages.line(each.item.start), []).append(each)
    rows = [row for line, mine in by_line.items() for row in _rows(passages, line, mine, source)]
    return rows if len({row.beneficiary.name for row in rows}) > 1 else []


def _rows(
    passages: Passages, line: tuple[int, int], sums: list[ReadSum], source: Source | None
) -> Iterator[Row]:
    start, end = line
    grants = [each for each in sums if each.reading.role is _GRANT]
    if not grants or end - start > 400 or _SUM_ROW.match(passages.folded, start):
        return
    folded = passages.folded
    cells = dict(_cells(passages, start, end)) if folded.find("\t", start, end) >= 0 else {}
    head, middle = ("", None) if cells else _head(passages, start, min(each.item.start for each in sums))
    named = next((cell for heading, cell in cells.items() if _WHO_COLUMN.search(heading)), "")
    beneficiary = beneficiary_of_row(named or head or passages.printed[start:end], source)
    if (beneficiary is None and named) or (head and (beneficiary is None or beneficiary.source is None)):
        beneficiary = Beneficiary(named or head, None)
    if beneficiary is None:
        return
    task = next((cell for heading, cell in cells.items() if _TASK_COLUMN.search(heading)), None)
    quoted = None
    if not cells and folded.find('"', start, end) >= 0:
        quoted = _QUOTED.search(passages.printed, start, end)
    yield Row(
        start=start,
        end=end,
        beneficiary=beneficiary,
        grant=_row_grant(passages, grants),
        own_contribution=_first(sums, Role.OWN_CONTRIBUTION),
        total=_first(sums, Role.TOTAL),
        task=task or middle or (quoted[1] if quoted else None),
        sums=tuple(sums),
    )


def _head(passages: Passages, start: int, end: int) -> tuple[str, str | None]:
    """Who stands first in a line of a list with dashes, and what stands between it and the sum."""
    if passages.folded.find("-", start, end) < 0:
        return "", None
    bullet = _BULLET.match(passages.printed, start, end)
    start = bullet.end() if bullet else start
    cuts = list(_DASH.finditer(passages.printed, start, end))
    if not passages.printed[start : start + 1].isupper() or not cuts:
        return "", None
    for cut in cuts:
        if _HEAD.search(passages.folded, start, cut.start()):
            between = passages.printed[cut.end() : end].strip(" –—-,;:(")
            whole = _WHOLLY_QUOTED.fullmatch(between)
            return passages.printed[start : cut.start()].strip(), whole[1] if whole else between or None
    return "", None


def _cells(passages: Passages, start: int, end: int) -> Iterator[tuple[str, str]]:
    """Heading (folded) and words of each cell of a table row that has a heading."""
    offset = start
    for cell in passages.printed[start:end].split("\t"):
        found = passages.cell(offset)
        if found is not None and found.heading and cell.strip():
            whole = _WHOLLY_QUOTED.fullmatch(cell.strip())
            yield found.heading, whole[1] if whole else cell.strip()
        offset += len(cell) + 1


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
