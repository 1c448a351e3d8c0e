"""How visible programmes are, as a reader asks it: one programme since a year, or all of it as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aggregator.as_json import zloty
from aggregator.awards.same_award import distinct, resolved
from aggregator.statistics import (
    EVERYWHERE,
    Cell,
    Network,
    cells,
    quarter_of,
    quarters_between,
    totals,
)
from feeds.channels import programme_name
from feeds.export import cell as printed
from feeds.wording import VOIVODESHIPS

if TYPE_CHECKING:
    from aggregator.programmes.taxonomy import Taxonomy
    from aggregator.store import Store
    from aggregator.store.activity import Granted, Told

FIRST = "2021-Q1"  #: what is older is read by chance only: a first visit reads back to 2021
COLUMNS = (
    "programme", "programme_name", "voivodeship", "voivodeship_name", "quarter", "announcements",
    "libraries_announcing", "awards", "granted_pln", "sources_known", "sources_reachable",
    "sources_healthy", "sources_read_back", "median_days_to_first_sight", "announcements_timed",
    "small_numbers",
)  # fmt: skip
PLACE_COLUMNS = (*COLUMNS[:4], "first_quarter", "last_quarter", *COLUMNS[5:])
PLACES = (*VOIVODESHIPS, "")  #: rows of every table; "" = sources of the whole country


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One programme of those below the one asked for."""

    programme: str
    cell: Cell


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """Everything the page shows."""

    quarters: tuple[str, ...]
    whole: Cell
    parts: tuple[Part, ...]  #: programmes below, the most announcements first
    by_quarter: tuple[Cell, ...]  #: the whole country
    by_place: tuple[Cell, ...]
    matrix: dict[tuple[str, str], Cell]  #: by (place, quarter)


class Visibility:
    """Statistics over a store; reads what all programmes share once."""

    def __init__(self, store: Store, taxonomy: Taxonomy) -> None:
        self.store, self.taxonomy = store, taxonomy
        sources = store.sources()
        self.network = Network(sources, store.visits_by_month())
        self.awards = distinct(resolved(store.granted(), sources))
        self.counts = store.counts().by_programme

    def view(self, programme: str, year: int) -> View:
        """A programme with all that belongs to it ("" = everything) since the first day of a year."""
        told, awards = self.store.told(programme), self._awards(programme)
        quarters = [one for one in self._quarters(told, awards) if int(one[:4]) >= year] or [f"{year}-Q1"]
        found = cells(told, awards, self.network, quarters)
        sums = totals(told, awards, self.network, quarters)
        parts = [
            Part(programme=one, cell=self._total(one, quarters))
            for one in self._below(programme)
            if self.counts.get(one)
        ]
        parts = [part for part in parts if part.cell.announcements or part.cell.awards]
        return View(
            quarters=tuple(quarters),
            whole=sums[EVERYWHERE],
            parts=tuple(sorted(parts, key=lambda part: (-part.cell.announcements, part.programme))),
            by_quarter=tuple(found[EVERYWHERE, quarter] for quarter in quarters),
            by_place=tuple(sums[place] for place in PLACES if place in sums),
            matrix=found,
        )

    def place_rows(self, programme: str, year: int) -> Iterator[tuple[object, ...]]:
        """A programme ("" = everything) since a year, a row for each place."""
        view = self.view(programme, year)
        for cell in view.by_place:
            row = _row(programme, self._name(programme), cell)
            yield (*row[:4], view.quarters[0], view.quarters[-1], *row[5:])

    def rows(self) -> Iterator[tuple[object, ...]]:
        """The whole table, a row for each programme, place and quarter; nought where nobody told."""
        programmes = ["", *(node.id for node in self.taxonomy.nodes if self.counts.get(node.id))]
        quarters = self._quarters(self.store.told(), self.awards)
        for programme in programmes:
            found = cells(self.store.told(programme), self._awards(programme), self.network, quarters)
            for (place, _), cell in sorted(found.items()):
                if place != EVERYWHERE:
                    yield _row(programme, self._name(programme), cell)

    def _name(self, programme: str) -> str:
        return programme_name(self.taxonomy.node(programme), self.taxonomy) if programme else ""

    def _quarters(self, told: list[Told], awards: list[Granted]) -> list[str]:
        moments = [one.moment for one in told] + [award.moment for award in awards]
        named = [quarter_of(moment) for moment in moments]
        return quarters_between(FIRST, max([*named, self.network.last_quarter, FIRST]))

    def _awards(self, programme: str) -> list[Granted]:
        if not programme:
            return self.awards
        inside = {programme, *self.taxonomy.descendants(programme)}
        return [award for award in self.awards if award.programme in inside]

    def _below(self, programme: str) -> list[str]:
        return [node.id for node in self.taxonomy.nodes if node.parent == programme]

    def _total(self, programme: str, quarters: list[str]) -> Cell:
        told, awards = self.store.told(programme), self._awards(programme)
        return totals(told, awards, self.network, quarters)[EVERYWHERE]


def _row(programme: str, name: str, cell: Cell) -> tuple[object, ...]:
    return (
        programme, name, cell.place, VOIVODESHIPS.get(cell.place, ""), cell.quarter, cell.announcements,
        cell.libraries, cell.awards, zloty(cell.grosze), cell.sources.known, cell.sources.reachable,
        cell.sources.healthy, cell.sources.back,
        "" if cell.median_days is None else cell.median_days, cell.timed, cell.small,
    )  # fmt: skip


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Rows as CSV in UTF-8 with a mark that lets spreadsheets read Polish letters; RFC 4180 line ends."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([printed(value) for value in row])
    return text.getvalue().encode("utf-8-sig", "replace")
