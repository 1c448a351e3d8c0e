"""The tree of funding programmes and of the institutions behind them, as `taxonomy.yaml` says it."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from aggregator.errors import InputError
from aggregator.text import fold

if TYPE_CHECKING:
    from aggregator.programmes.matching import Matcher

BUNDLED = Path(__file__).parent / "taxonomy.yaml"


@dataclass(frozen=True, slots=True)
class Years:
    """First and last year of a programme; None = open or unknown."""

    first: int | None = None
    last: int | None = None

    def __contains__(self, year: int) -> bool:
        return (self.first or 0) <= year <= (self.last or 9999)

    def __str__(self) -> str:
        return f"{self.first or ''}–{self.last or ''}" if self.first or self.last else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """An official name and the time it was in force: `2021-03-01..2021-10-26`, either may be missing."""

    name: str
    years: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Institution:
    """Somebody who runs programmes. Names in order of time."""

    id: str
    names: tuple[Name, ...]
    acronyms: tuple[str, ...] = ()
    url: str = ""

    @property
    def name(self) -> str:
        """The newest name."""
        return self.names[-1].name


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One programme, edition, priority, direction or measure."""

    id: str  #: a slash shows descent
    name: str
    name_en: str
    kind: str  #: one of `loading.KINDS`
    short: str = ""
    parent: str = ""  #: id, "" = a tree of its own
    operator: str = ""  #: id of an institution
    years: Years = Years()
    budget: int | None = None  #: złoty, for the whole time; None = not known
    grant_min: int | None = None  #: złoty, smallest and largest grant of one beneficiary
    grant_max: int | None = None
    passes_on: bool = False  #: its beneficiaries give small grants of their own out of its money
    url: str = ""
    code: str = ""  #: letters that open the numbers of its projects
    region: str = ""  #: TERYT of the voivodeship it serves, "" = the whole country
    umbrella: bool = False  #: a heading over programmes: gives way to any of them
    tags: bool = True  #: False: never a tag (an edition, a programme for others)
    number: str = ""  #: "priorytet 4", "kierunek 4.1": how a text counts it within its family
    marks: tuple[str, ...] = ()  #: what names the edition after the family's name: "2.0", "2021-2025"
    subject: str = (
        ""  #: phrases; where they stand beside its priority, the direction is meant (`phrases.phrases`)
    )
    logos: tuple[str, ...] = ()  #: a part of the file names of its pictures
    note: str = ""
    forms: tuple[str, ...] = ()  #: the words that name it, in the little language of taxonomy.yaml
    traps: tuple[str, ...] = ()  #: words that look like it
    line: int = field(default=0, compare=False)  #: in taxonomy.yaml


def _names(node: Node, words: str) -> bool:
    """Whether somebody who does not know ids may mean the node: "blisko" is in the name of nprcz-2/4.1."""
    return len(words) > 2 and fold(words) in fold(f"{node.name} {node.short}")


@dataclass(frozen=True)
class Taxonomy:
    """All nodes in the order of the file."""

    version: str
    nodes: tuple[Node, ...]
    institutions: tuple[Institution, ...]
    cues: Mapping[str, str] = field(default_factory=dict)  #: named conditions of forms
    path: Path = BUNDLED

    @cached_property
    def by_id(self) -> dict[str, Node]:
        """Nodes by id."""
        return {node.id: node for node in self.nodes}

    def __contains__(self, id: object) -> bool:
        return id in self.by_id

    def node(self, id: str) -> Node:
        """The node of that id. Raises InputError with the nearest ids where there is none."""
        found = self.by_id.get(id)
        if found is None:
            near = get_close_matches(id, self.by_id, n=3, cutoff=0.6)
            near = near or [known for known in self.by_id if id and id in known][:3]
            near = near or [node.id for node in self.nodes if node.tags and _names(node, id)][:3]
            hint = f"Did you mean {', '.join(near)}?" if near else "See `biblio programmes list`."
            raise InputError(f"There is no programme `{id}`. {hint}")
        return found

    def ancestors(self, id: str) -> tuple[str, ...]:
        """Ids above the node, nearest first. Raises InputError for an unknown id."""
        above = []
        node = self.node(id)
        while node.parent:
            above.append(node.parent)
            node = self.by_id[node.parent]
        return tuple(above)

    def is_told_of(self, id: str) -> bool:
        """Whether an announcement can be tagged with a node or with a part of it: editions of directions
        never are."""
        return any(self.node(one).tags for one in (id, *self.descendants(id)))

    def descendants(self, id: str) -> tuple[str, ...]:
        """Ids below the node, in the order of the file. Raises InputError for an unknown id."""
        self.node(id)
        return tuple(node.id for node in self.nodes if id in self._above[node.id])

    @cached_property
    def _above(self) -> dict[str, tuple[str, ...]]:
        return {node.id: self.ancestors(node.id) for node in self.nodes}

    def above(self, id: str) -> tuple[str, ...]:
        """As `ancestors`, worked out once for all; for ids that are known to exist."""
        return self._above[id]

    def root(self, id: str) -> str:
        """The uppermost node of the tree the node stands in."""
        return self.roots[id]

    @cached_property
    def roots(self) -> dict[str, str]:
        """By node the uppermost node of the tree it stands in."""
        return {id: above[-1] if above else id for id, above in self._above.items()}

    def related(self, one: str, other: str) -> bool:
        """Whether one is the other, or stands above it."""
        return one == other or one in self._above[other] or other in self._above[one]

    @cached_property
    def numbering(self) -> frozenset[str]:
        """Roots of the trees that count priorities or directions."""
        return frozenset(self.root(node.id) for node in self.nodes if node.number)

    def edition(self, id: str) -> Node | None:
        """The edition of its programme that a node belongs to (NPRCz 2.0 for 4.1), else None."""
        return self._editions[id]

    @cached_property
    def _editions(self) -> dict[str, Node | None]:
        ways = {node.id: (node.id, *self._above[node.id]) for node in self.nodes}
        nodes = {id: map(self.by_id.__getitem__, way) for id, way in ways.items()}
        return {id: next((node for node in way if node.marks), None) for id, way in nodes.items()}

    @cached_property
    def priorities(self) -> dict[str, str]:
        """By node the priority of the programme it stands in, itself or above it; "" = none."""
        ways = {node.id: map(self.by_id.__getitem__, (node.id, *self._above[node.id])) for node in self.nodes}
        return {
            id: next((node.id for node in way if node.number.startswith("priorytet")), "")
            for id, way in ways.items()
        }

    @cached_property
    def dated(self) -> frozenset[str]:
        """Nodes that have editions called by their years: "nprcz-2/4.1" has "nprcz-2/4.1/2022-2023"."""
        ways = (node.id.rpartition("/") for node in self.nodes)
        return frozenset(above for above, _, last in ways if re.fullmatch(r"\d{4}-\d{4}", last))

    def children(self, id: str) -> tuple[Node, ...]:
        """Nodes right below."""
        return self._below.get(id, ())

    @cached_property
    def _below(self) -> dict[str, tuple[Node, ...]]:
        below: dict[str, tuple[Node, ...]] = {}
        for node in self.nodes:
            below[node.parent] = (*below.get(node.parent, ()), node)
        return below

    def in_order(self, ids: Collection[str]) -> list[str]:
        """The ids of nodes in the order of the file, each once; others are left out."""
        if len(ids) < 2:
            return [id for id in ids if id in self._places]
        return sorted(set(ids) & self._places.keys(), key=self._places.__getitem__)

    @cached_property
    def _places(self) -> dict[str, int]:
        return {node.id: at for at, node in enumerate(self.nodes)}

    @cached_property
    def counted(self) -> dict[str, tuple[Node, ...]]:
        """Nodes by their number: "priorytet 4"."""
        counted: dict[str, tuple[Node, ...]] = {}
        for node in self.nodes:
            counted[node.number] = (*counted.get(node.number, ()), node)
        return counted

    def institution(self, id: str) -> Institution:
        """The institution of that id. Raises InputError where there is none."""
        for institution in self.institutions:
            if institution.id == id:
                return institution
        raise InputError(f"There is no institution `{id}`. See `biblio programmes show` of its programme.")

    def forms(self, id: str) -> tuple[str, ...]:
        """Plain words that name the node, one per form, for lists, search and measurements."""
        from aggregator.programmes.forms import spell

        node = self.node(id)
        words = [node.name, node.short, *(spell(form) for form in node.forms)]
        return tuple(dict.fromkeys(word for word in words if word))

    @cached_property
    def logos(self) -> dict[str, tuple[str, ...]]:
        """Ids of nodes by what the file names of their pictures hold."""
        parts = dict.fromkeys(part for node in self.nodes for part in node.logos)
        return {part: tuple(node.id for node in self.nodes if part in node.logos) for part in parts}

    @cached_property
    def remembered(self) -> dict[object, list[tuple[str, str]]]:
        """What `notices` has read of texts that come again on every page of a site."""
        return {}

    @cached_property
    def matcher(self) -> Matcher:
        """The automaton over all forms, built when first asked for."""
        from aggregator.programmes.matching import build_matcher

        return build_matcher(self)


def load_taxonomy(path: Path | None = None) -> Taxonomy:
    """The taxonomy of a file, else the bundled one; read once.

    Raises TaxonomyError with file, line and remedy where the file breaks the rules.
    """
    return _load((path or BUNDLED).resolve())


@lru_cache(maxsize=8)
def _load(path: Path) -> Taxonomy:
    from aggregator.programmes.loading import read_taxonomy

    return read_taxonomy(path)
