"""A place where the words of a programme stand, on its way from seen to decided."""

from __future__ import annotations

from dataclasses import dataclass

from aggregator.programmes.forms import Form


@dataclass(slots=True)
class Found:
    """Offsets count in the page (`page.Page`). Every step may decide the node or give a reason against it."""

    nodes: tuple[str, ...]  #: candidates; one once decided
    start: int
    end: int
    rule: str
    owners: tuple[tuple[str, Form], ...] = ()
    trap: bool = False
    number: str = ""  #: "priorytet 4", "kierunek 4.1"; whose number it is, its company tells
    certain: bool = True  #: of a number: the very words are the programme's own way of counting
    leans: bool = False  #: means something only beside a programme of its family
    meant: bool = False  #: its words are a programme's; what is said of it decides whether it counts
    reason: str = ""  #: why it does not count, "" = it does
    weak: str = ""  #: why it counts only where nothing better does
    edition: str = ""  #: "2022-2023" printed right after it
    confidence: float = 0.9

    @property
    def node(self) -> str:
        """The node it stands for, once decided."""
        return self.nodes[0] if self.nodes else ""
