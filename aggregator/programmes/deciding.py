"""Which of several nodes with the same words is meant: by edition, years, date, or region."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from aggregator.programmes.found import Found
from aggregator.programmes.page import Page
from aggregator.programmes.taxonomy import Node, Taxonomy
from aggregator.text import fold

_RANGE = re.compile(  # the digits first, the look behind them second, here and below: a search skips to them
    r"((?:19|20)\d\d)(?<!\d\d{4})(?:\s{0,2}[-/]{1,2}\s{0,2}(?:r\.?\s)?(20\d\d)|[-/](\d\d)(?![\s]\d))(?!\d)"
)
_YEAR = re.compile(
    r"(20[0-3]\d)(?<![\d.,/-]\d{4})(?<!od \d{4})(?<!od roku \d{4})"
    r"(?![\d,]|\s?zl|\s?(?:tys|mln|egz|ksiaz|wolum|tytul|osob|poz))"
)
_YEARS_NEXT = re.compile(rf"[\s\"'(),.]*+(?:na lata|w latach|z lat|lat)?+\s*+{_RANGE.pattern}")
_BETWEEN = (
    r"(?:[\s\"'(),.:;-]|nprcz\)?|program\w* wieloletni\w*|na lata|w latach|na okres|z lat|lat(?:a|ach)?|"
    r"edycj\w+|perspektyw\w+){0,9}?"
)
_NOT_AN_EDITION = r"(?!\s*(?:\d|nabor|priorytet|etap|tur|edycj|polroc|kwart|miejsc|mln|tys|zl|,\d))"
#: month from which money of a new edition can be meant by a text that gives no year
_FIRST_MONTH = 4
#: beginnings of words that tell a voivodeship, by TERYT
_REGIONS = {
    "02": "dolnoslask dolny dolnego wroclaw walbrzy legnic",
    "04": "kujawsk bydgoszcz bydgosk torun",
    "06": "lubelsk lublin zamosc zamojsk chelmsk",
    "08": "lubusk zielonogor gorzow",
    "10": "lodzk piotrkow sieradz",
    "12": "malopol krakow tarnow",
    "14": "mazow warszaw radom plock siedlc ostrolec",
    "16": "opolsk opole opolu",
    "18": "podkarpac rzeszow przemys krosn tarnobrz",
    "20": "podlas bialystok bialostoc suwal lomz",
    "22": "pomorz pomorsk gdansk gdyn slupsk kaszub",
    "24": "slask katowic czestochow bielsk gliwic",
    "26": "swietokrzy kielc kielec",
    "28": "warmi mazur olsztyn elblag",
    "30": "wielkopol poznan konin kalis",
    "32": "zachodniopom szczecin koszalin",
}


@dataclass
class Decider:
    """Decides the undecided places of one page."""

    taxonomy: Taxonomy
    page: Page
    known: Sequence[Found]  #: places whose node is certain, for company
    places_named: dict[str, int] = field(default_factory=dict)  #: by voivodeship, as far as asked

    def by_its_mark(self, hit: Found) -> bool:
        """Choose the node whose edition or years stand with the words; says whether they do."""
        candidates = self._candidates(hit)
        chosen = self._by_mark(hit, candidates) or self._by_range(hit, candidates)
        if chosen:
            hit.choose(chosen)
        return bool(chosen)

    def by_years(self, hit: Found) -> None:
        """Choose the node of `hit` whose years the text names elsewhere; `by_its_mark` has found none."""
        candidates = self._candidates(hit)
        fallback = hit.nodes[0] if len(hit.nodes) == 1 else ""
        finders = (
            self._by_year_of_line, self._by_company, self._by_year_of_paragraph, self._by_date,
        )  # fmt: skip
        for find in finders:
            chosen = find(hit, candidates)
            if chosen:
                hit.choose(chosen)
                return
        if fallback and (other := self._another_edition(hit, candidates)):
            hit.reason = f"the page names {other}, another edition"
            return
        if fallback:
            hit.choose(fallback)
            return
        hit.reason = "several programmes have this name, and no year, edition or date decides between them"

    def _candidates(self, hit: Found) -> list[Node]:
        nodes = [self.taxonomy.by_id[id] for id in hit.nodes]
        if len(nodes) == 1:
            editions = [child for child in self.taxonomy.children(nodes[0].id) if child.marks]
            return editions or nodes
        return nodes

    def edition_of(self, node: Node) -> Node:
        """The edition a node belongs to, else itself."""
        return self.taxonomy.edition(node.id) or node

    def _by_mark(self, hit: Found, candidates: list[Node]) -> str:
        marks = [self.edition_of(node).marks for node in candidates]
        if _any_mark(*marks).match(self.page.folded, hit.end) is None:
            return ""
        for node, own in zip(candidates, marks, strict=True):
            for regex in _marks(own):
                match = regex.match(self.page.folded, hit.end)
                if match is None or (match[1].isalpha() and not self.page.printed[match.start(1)].isupper()):
                    continue
                if "nprcz" in self.page.folded[hit.end : match.end()]:
                    hit.leans = False  # its company is a part of it now
                hit.end = match.end()
                hit.rule, hit.confidence = f"{hit.rule}+edition", 0.98
                return self._still(node, match[1], candidates).id
        return ""

    def _still(self, node: Node, mark: str, candidates: list[Node]) -> Node:
        """An edition's name went on being printed after the next one had begun ("2014-2020" in 2018)."""
        printed, years = _RANGE.fullmatch(mark.rstrip(".")), self.edition_of(node).years
        if printed is None or years.last is None or _pair(printed)[1] <= years.last:
            return node
        published = self.page.published
        if published is None:
            return node
        year = published.moment.year
        later = [other for other in candidates if year in self.edition_of(other).years]
        return later[0] if later and year <= _pair(printed)[1] else node

    def _by_range(self, hit: Found, candidates: list[Node]) -> str:
        start, end = self.page.sentence(hit.start)
        ranges = sorted(
            _RANGE.finditer(self.page.folded, start, end), key=lambda match: abs(match.start() - hit.end)
        )
        for match in ranges:
            first, last = _pair(match)
            near = -14 <= match.start() - hit.end <= 25 or -14 <= hit.start - match.end() <= 0
            for node in candidates:
                years = self.edition_of(node).years
                if (first, last) == (years.first, years.last):
                    if near and match.start() >= hit.start:
                        hit.end = max(hit.end, match.end())
                    return node.id
            if near and first >= 2000 and len(candidates) == 1:
                hit.reason = f"the text speaks of the years {first}–{last}"
                return candidates[0].id
        return ""

    def _by_year_of_line(self, hit: Found, candidates: list[Node]) -> str:
        start, end = self.page.sentence(hit.start)
        years = [
            (abs(match.start() - hit.start), int(match[1]))
            for match in _YEAR.finditer(self.page.folded, start, end)
        ]
        if not years and not self.page.in_title(hit.start):
            years = self._heading_year(hit)
        for _, year in sorted(years):
            for node in candidates:
                if year in self.edition_of(node).years:
                    return node.id
        return ""

    def _by_year_of_paragraph(self, hit: Found, candidates: list[Node]) -> str:
        """The last year before the words in their block, else the one year of the title."""
        start, _ = self.page.line(hit.start)
        before = [int(match[1]) for match in _YEAR.finditer(self.page.folded, start, hit.start)]
        title = {int(match[1]) for match in _YEAR.finditer(self.page.folded, 0, self.page.text_at)}
        for year in (*reversed(before), *(title if len(title) == 1 else ())):
            for node in candidates:
                if year in self.edition_of(node).years:
                    return node.id
        return ""

    def _heading_year(self, hit: Found) -> list[tuple[int, int]]:
        """The year that stands alone on one of the three lines above."""
        start, _ = self.page.line(hit.start)
        above = self.page.folded[max(self.page.text_at, start - 400) : start].splitlines()[-3:]
        for number, line in enumerate(reversed(above)):
            match = re.fullmatch(r"\W*(?:rok )?(20[0-3]\d)(?: r(?:ok)?)?\W*", line)
            if match:
                return [(number, int(match[1]))]
        return []

    def _by_company(self, hit: Found, candidates: list[Node]) -> str:
        best: tuple[int, str] | None = None
        for other in self.known:
            if len(other.nodes) != 1 or other is hit:
                continue
            for node in candidates:
                edition = self.edition_of(node).id
                if other.node == edition or edition in self.taxonomy.above(other.node):
                    distance = abs(other.start - hit.start)
                    if best is None or distance < best[0]:
                        best = (distance, node.id)
        return best[1] if best else ""

    def _another_edition(self, hit: Found, candidates: list[Node]) -> str:
        """The edition that the page names instead of the only one whose words these are, "" = none."""
        own = self.taxonomy.edition(candidates[0].id) if len(candidates) == 1 else None
        if own is None:
            return ""
        root = self.taxonomy.root(own.id)
        for other in self.known:
            if other is not hit and len(other.nodes) == 1 and self.taxonomy.root(other.node) == root:
                edition = self.taxonomy.edition(other.node)
                if edition is not None and edition is not own:
                    return edition.id
        return ""

    def _by_date(self, _: Found, candidates: list[Node]) -> str:
        published = self.page.published
        if published is None:
            return ""
        year, month = published.moment.year, published.moment.month
        fitting = [node for node in candidates if year in self.edition_of(node).years]
        first = [node for node in fitting if self.edition_of(node).years.first == year]
        if first and month < _FIRST_MONTH:
            fitting = [node for node in candidates if year - 1 in self.edition_of(node).years] or fitting
        return fitting[-1].id if fitting else ""

    def by_region(self, hit: Found) -> None:
        """Choose the regional programme by the page's full names, else by the library's voivodeship."""
        named = {node for found in self.known for node in found.nodes if len(found.nodes) == 1}
        chosen = [id for id in hit.nodes if any(self.taxonomy.related(id, other) for other in named)]
        if len(chosen) != 1:
            place = self.page.voivodeship
            chosen = [id for id in hit.nodes if place and self.taxonomy.by_id[id].region == place]
        if len(chosen) != 1:
            counted = {id: self._mentions_of(self.taxonomy.by_id[id].region) for id in hit.nodes}
            most = max(counted.values())
            chosen = [id for id, count in counted.items() if count == most and most]
        if len(chosen) == 1:
            hit.choose(chosen[0])
            hit.rule, hit.confidence = f"{hit.rule}+region", 0.88
        else:
            hit.reason = f"the acronym belongs to {' and '.join(hit.nodes)}, and nothing tells which"

    def _mentions_of(self, region: str) -> int:
        """How often the page names places of a voivodeship."""
        if region and region not in self.places_named:
            begins = re.compile(rf"(?<![a-z])(?:{_REGIONS[region].replace(' ', '|')})")
            self.places_named[region] = sum(len(begins.findall(text)) for text in self._places)
        return self.places_named.get(region, 0)

    @cached_property
    def _places(self) -> tuple[str, ...]:
        """Everything on the page that may tell where the library is."""
        raw = self.page.article.raw
        self.page.hinges = self.page.looked_around = True
        return (self.page.folded, *(fold(block.text) for block in raw.furniture), fold(raw.url))


@lru_cache(maxsize=256)
def _marks(marks: tuple[str, ...]) -> Sequence[re.Pattern[str]]:
    """How the edition is named right after the programme: "2.0.", "(2021–2025)", "II"."""
    found = []
    for mark in sorted(marks, key=len, reverse=True):
        tail = _NOT_AN_EDITION if len(mark) < 3 else r"(?!\d)"
        found.append(re.compile(rf"{_BETWEEN}({_folded(mark)}\.?){tail}(?![a-z])"))
    return found


@lru_cache(maxsize=256)
def _any_mark(*editions: tuple[str, ...]) -> re.Pattern[str]:
    """The beginning of what any of them finds."""
    printed = dict.fromkeys(_folded(mark) for marks in editions for mark in marks)
    return re.compile(rf"{_BETWEEN}(?:{'|'.join(printed) or '(?!)'})")


def _folded(mark: str) -> str:
    """The expression of a mark."""
    return re.escape(mark.lower()).replace(r"\-", r"\s{0,2}[-/]{1,2}\s{0,2}").replace(r"\ ", " ")


def _pair(match: re.Match[str]) -> tuple[int, int]:
    return int(match[1]), int(match[2]) if match[2] else 2000 + int(match[3])


def outside_its_years(node: Node, page: Page, hit: Found) -> str:
    """The years right after the words where they are not those of the node, else ""."""
    years = node.years
    match = _YEARS_NEXT.match(page.folded, hit.end) if years.first is not None else None
    if match is None or years.first is None:
        return ""
    first, last = _pair(match)
    if last < first:
        return ""
    apart = last < years.first or (years.last is not None and first > years.last)
    return f"{first}–{last}" if apart else ""


def nearest(hits: Iterable[Found], place: int) -> Found | None:
    """The hit nearest to a place."""
    return min(hits, key=lambda hit: abs(hit.start - place), default=None)
