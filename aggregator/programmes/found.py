"""A place where the words of a programme stand, on its way from seen to decided."""

from __future__ import annotations

from aggregator.programmes.forms import Form


class Found:
    """Offsets count in the page (`page.Page`). Every step may decide the node or give a reason against it.

    A page has a few of them and asks them hundreds of times: plain attributes, no dataclass.
    """

    __slots__ = (
        "around", "certain", "confidence", "edition", "end", "leans", "meant", "node", "nodes", "number",
        "owners", "reason", "rule", "signs", "start", "trap", "weak",
    )  # fmt: skip

    def __init__(
        self,
        nodes: tuple[str, ...],
        start: int,
        end: int,
        rule: str,
        confidence: float,
        owners: tuple[tuple[str, Form], ...] = (),
        trap: bool = False,
        number: str = "",
        certain: bool = True,
    ) -> None:
        self.nodes = nodes  #: candidates; one once decided
        self.node = nodes[0] if nodes else ""  #: the one it stands for, once decided
        self.start = start
        self.end = end
        self.rule = rule
        self.confidence = confidence
        self.owners = owners
        self.trap = trap
        self.number = number  #: "priorytet 4", "kierunek 4.1"; whose number it is, its company tells
        #: the very words mean a programme; of a number: they are the programme's own way of counting
        self.certain = certain
        #: means something only beside a programme of its family
        self.leans = number != "" and not certain
        self.meant = False  #: its words are a programme's; what is said of it decides whether it counts
        self.reason = ""  #: why it does not count, "" = it does
        self.weak = ""  #: why it counts only where nothing better does
        #: once its words are known to be a programme's: its sentence (`Page.around`), and the signs of it
        self.around = (start, end)
        self.signs = 0
        self.edition = ""  #: "2022-2023" printed right after it

    def choose(self, *nodes: str) -> None:
        """Narrow the candidates to these."""
        self.nodes, self.node = nodes, nodes[0]
