"""Charts as shapes that a template draws: bars by time and a map of tiles. Pure."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

#: column and row of each voivodeship: roughly where it lies on the map
_TILES = {
    "32": (0, 0), "22": (1, 0), "28": (2, 0), "20": (3, 0),
    "08": (0, 1), "30": (1, 1), "04": (2, 1), "14": (3, 1),
    "02": (0, 2), "10": (1, 2), "26": (2, 2), "06": (3, 2),
    "16": (0, 3), "24": (1, 3), "12": (2, 3), "18": (3, 3),
}  # fmt: skip
_WIDTH, _HEIGHT = 330, 110  #: of the plot, in units of the drawing
_LEVELS = 4  #: shades above none


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar, with what it stands for."""

    label: str
    value: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars above one line. The drawing begins at 0, 0; labels stand below `height`."""

    bars: tuple[Bar, ...]
    ticks: tuple[tuple[float, str], ...]  #: place and text of the marks of the time axis
    most: int
    width: int = _WIDTH
    height: int = _HEIGHT

    @property
    def peak(self) -> Bar:
        """The highest bar, the first of them."""
        return max(self.bars, key=lambda bar: bar.value)


@dataclass(frozen=True, slots=True)
class Tile:
    """One voivodeship of the map."""

    code: str
    value: int | None  #: None = nothing can be said
    column: int
    row: int
    level: int  #: 0 = none, 4 = the most


def months_between(first: str, last: str) -> list[str]:
    """Every month as `yyyy-mm`, both ends included.

    >>> months_between("2023-11", "2024-02")
    ['2023-11', '2023-12', '2024-01', '2024-02']
    """
    year, month = map(int, first.split("-"))
    found = []
    while (name := f"{year:04}-{month:02}") <= last:
        found.append(name)
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return found


def months_chart(counts: Mapping[str, int], most_months: int = 96) -> Chart | None:
    """Bars by month from the first to the last with a count, None where there is none."""
    named = sorted(month for month, count in counts.items() if count)
    if not named:
        return None
    span = months_between(named[0], named[-1])[-most_months:]
    ticks = [(at, month[:4]) for at, month in enumerate(span) if at == 0 or month.endswith("-01")]
    return bars([(month, counts.get(month, 0)) for month in span], _sparse(ticks, len(span)))


def bars(values: Sequence[tuple[str, int]], ticks: Iterable[tuple[int, str]]) -> Chart:
    """Bars side by side; `ticks` name some of them by number."""
    most = max((value for _, value in values), default=0)
    step = _WIDTH / max(len(values), 1)
    gap = min(step * 0.2, 3)
    width = min(step - gap, 28)
    drawn = tuple(
        Bar(
            label=label,
            value=value,
            x=round(at * step + (step - width) / 2, 2),
            y=round(_HEIGHT - (height := value / most * _HEIGHT if most else 0), 2),
            width=round(width, 2),
            height=round(height, 2),
        )
        for at, (label, value) in enumerate(values)
    )
    return Chart(
        bars=drawn, ticks=tuple((round(at * step + step / 2, 2), text) for at, text in ticks), most=most
    )


def _sparse(ticks: list[tuple[int, str]], length: int) -> list[tuple[int, str]]:
    """Marks that do not run into each other."""
    room = length / 10
    kept: list[tuple[int, str]] = []
    for at, text in ticks:
        if not kept or at - kept[-1][0] >= room:
            kept.append((at, text))
    return kept


def tiles(counts: Mapping[str, int], known: Container[str] = frozenset(_TILES)) -> tuple[Tile, ...]:
    """The map: every voivodeship, shaded by its share of the greatest count.

    Nought is said only of those that are `known`: where no source is, nobody is silent.
    """
    most = max((counts.get(code, 0) for code in _TILES), default=0)
    return tuple(
        Tile(
            code=code,
            value=counts.get(code, 0) if code in known or code in counts else None,
            column=column,
            row=row,
            level=-(-counts.get(code, 0) * _LEVELS // most) if most else 0,
        )
        for code, (column, row) in sorted(_TILES.items(), key=lambda item: (item[1][1], item[1][0]))
    )
