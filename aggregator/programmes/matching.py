"""One pass over a text for the words of all programmes; where they stand, not yet what they mean."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import ahocorasick

from aggregator.programmes.forms import Form, Word, anchors_of, is_long, parse_form, pattern_of
from aggregator.programmes.page import Page
from aggregator.programmes.taxonomy import Taxonomy
from aggregator.programmes.typing_errors import almost

_DIRECTION = re.compile(
    r"(?<![a-z0-9])(?:kierun\w{1,5}(?: (?:interwen\w{2,4}|inwestyc\w{1,3}|dzialan\w{1,3}))?[\s:,]*(?:nr )?)"
    r"?(?:k\.\s?i\.?\s?|(?<![a-z])ki\.?\s)?(?:nr )?(?P<number>\d\.\d)(?![\d,]|\.\d)"
)
_PRIORITY = re.compile(
    r"(?<![a-z0-9])(?:(?P<before>i{1,3}|iv|pierwsz\w{1,3}|drugi\w{0,3}|trzeci\w{0,3}|czwart\w{1,3}) )?"
    r"(?:priorytet|priortyet|priorytert|prioryted)(?:u|owi|em|cie|y|ow|ami|ach|om|ami)?(?![a-z])"
    r"(?:[\s:.,\"'(-]{0,3}(?:nr\s)?(?P<after>\d(?:\.\d)?|i{1,3}|iv|pierwsz\w{1,3}|drugi\w{0,3}|trzeci\w{0,3}|czwart\w{1,3})"
    r"(?![a-z0-9]))?"
)
_NUMERALS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "pierw": 1, "drugi": 2, "trzec": 3, "czwar": 4}


@dataclass(frozen=True, slots=True)
class Pattern:
    """A form ready to be searched for, with all nodes that share it."""

    owners: tuple[tuple[str, Form], ...]
    regex: re.Pattern[str]
    cased: bool
    trap: bool
    reach: tuple[int, int]  #: characters before and after an anchor that may belong to it
    rule: str
    literal: str = ""  #: cased forms of letters only: these letters
    long: tuple[Word, ...] = ()  #: its words, where one typing error is forgiven


@dataclass(slots=True)
class Found:
    """A place where the words of a programme stand."""

    nodes: tuple[str, ...]  #: candidates, one or more
    start: int
    end: int
    rule: str
    owners: tuple[tuple[str, Form], ...] = ()
    trap: bool = False
    number: str = ""  #: "priorytet 4", "kierunek 4.1"; node not yet known
    certain: bool = True  #: numbers: the words themselves say that it is the programme's way of counting
    reason: str = ""  #: why it does not count, "" = it does
    weak: str = ""  #: why it counts only where nothing better does
    edition: str = ""  #: "2022-2023" printed right after it
    confidence: float = 0.9
    notes: list[str] = field(default_factory=list)

    @property
    def node(self) -> str:
        """The node it stands for, once decided."""
        return self.nodes[0] if self.nodes else ""


@dataclass(frozen=True)
class Matcher:
    """The automaton over the rarest piece of every form."""

    automaton: ahocorasick.Automaton
    patterns: tuple[Pattern, ...]

    def find(self, page: Page) -> list[Found]:
        """Every place, ascending, overlaps included."""
        found: dict[tuple[int, int, int], Found] = {}
        for last, (length, entries) in self.automaton.iter(page.folded):
            start = last + 1 - length
            for entry in entries:
                if entry < 0:
                    hits = _direction(page, start) if entry == -1 else _priority(page, start)
                else:
                    hits = self._of_pattern(self.patterns[entry], page, start, last + 1)
                for hit in hits:
                    found.setdefault((hit.start, hit.end, entry), hit)
        return sorted(found.values(), key=lambda hit: (hit.start, -hit.end))

    def _of_pattern(self, pattern: Pattern, page: Page, start: int, end: int) -> Iterator[Found]:
        text = page.printed if pattern.cased else page.folded
        if pattern.literal:
            if text[start:end] == pattern.literal and _stands_alone(text, start, end):
                yield _found(pattern, start, end)
            return
        before, after = pattern.reach
        seen = False
        for match in pattern.regex.finditer(text, max(0, start - before), end + after):
            if match.start() <= start and match.end() >= end:
                seen = True
                yield _found(pattern, *match.span())
        if not seen and pattern.long:
            span = almost(pattern.long, page.folded, start, end)
            if span is not None:
                yield _found(pattern, *span, rule="name with a typing error", confidence=0.85)


def _found(pattern: Pattern, start: int, end: int, rule: str = "", confidence: float | None = None) -> Found:
    return Found(
        nodes=tuple(node for node, _ in pattern.owners), start=start, end=end, rule=rule or pattern.rule,
        owners=pattern.owners, trap=pattern.trap,
        confidence=confidence or {"name": 0.97, "project number": 0.95}.get(pattern.rule, 0.92),
    )  # fmt: skip


def _stands_alone(text: str, start: int, end: int) -> bool:
    return not (text[start - 1 : start].isalnum() or text[end : end + 1].isalpha())


def _direction(page: Page, at: int) -> Iterator[Found]:
    """ "Kierunek interwencji 4.1", "K.I. 1.1.", "kierunki interwencji 3.1 i 3.2"."""
    start = max(0, at - 12)
    match = _DIRECTION.search(page.folded, start, at + 60)
    if match is None or match.end() <= at or (match.start() < at - 1 and at > match.end()):
        return
    head = page.folded[match.start() : match.start("number")].strip()
    if not head or head == "nr":
        return
    certain = "interwen" in head or "inwestyc" in head or head.startswith("k.")
    yield _numbered(f"kierunek {match['number']}", match.start(), match.end(), certain)
    end = match.end()
    while more := re.compile(r"\.?(?:,| i| oraz|, nr| lub)\s(?:nr )?(\d\.\d)(?![\d,])").match(
        page.folded, end
    ):
        yield _numbered(f"kierunek {more[1]}", more.start(1), more.end(1), certain)
        end = more.end()


def _priority(page: Page, at: int) -> Iterator[Found]:
    """ "Priorytet 3", "Priorytetu IV", "czwarty priorytet", "Priorytet I i II", "Priorytet 3.1"."""
    match = _PRIORITY.search(page.folded, max(0, at - 12), at + 40)
    if match is None or match.start() > at or match.end() <= at:
        return
    word = match["after"] or match["before"]
    if word is None:
        return
    start = (
        match.start("before")
        if match["before"] and not match["after"]
        else page.folded.find("prio", match.start())
    )
    yield _numbered(_count(word), start, match.end(), False)
    end = match.end()
    while more := re.compile(r"(?:,| i| oraz| lub)\s(\d|i{1,3}|iv)(?![a-z0-9.]\d|[a-z])").match(
        page.folded, end
    ):
        if more[1] == "i" and not page.printed[more.start(1)].isupper():
            break
        yield _numbered(_count(more[1]), more.start(1), more.end(1), False)
        end = more.end()


def _count(word: str) -> str:
    if word[0].isdigit():
        whole, _, part = word.partition(".")
        return f"kierunek {whole}.{part}" if part and part != "0" else f"priorytet {whole}"
    return f"priorytet {_NUMERALS.get(word) or _NUMERALS.get(word[:5], 0)}"


def _numbered(number: str, start: int, end: int, certain: bool) -> Found:
    rule = "direction in company" if number.startswith("kierunek") else "priority in company"
    return Found(
        nodes=(), start=start, end=end, rule=rule, number=number, certain=certain,
        confidence=0.98 if certain else 0.94,
    )  # fmt: skip


def build_matcher(taxonomy: Taxonomy) -> Matcher:
    """Compile the forms of a taxonomy. A second for a thousand forms; done once in a process."""
    shared: dict[tuple[str, bool], list[tuple[str, Form]]] = {}
    for node in taxonomy.nodes:
        for texts, trap in ((node.forms, False), (node.traps, True)):
            for text in texts:
                form = parse_form(text, taxonomy.cues)
                shared.setdefault((form.words, trap), []).append((node.id, form))
    patterns = [_pattern(owners, trap) for (_, trap), owners in shared.items()]
    anchored: dict[str, list[int]] = {"kierun": [-1], "k.i": [-1], "k. i": [-1], "prior": [-2]}
    anchored |= {f"ki {digit}": [-1] for digit in "1234"}
    for number, pattern in enumerate(patterns):
        for anchor in anchors_of(pattern.owners[0][1]):
            anchored.setdefault(anchor, []).append(number)
    for node in taxonomy.nodes:
        if node.code:
            anchored.setdefault(node.code.lower(), []).append(len(patterns))
            patterns.append(_code(node.id, node.code))
    automaton = ahocorasick.Automaton()
    for anchor, entries in anchored.items():
        automaton.add_word(anchor, (len(anchor), tuple(entries)))
    automaton.make_automaton()
    return Matcher(automaton, tuple(patterns))


def _pattern(owners: list[tuple[str, Form]], trap: bool) -> Pattern:
    form = owners[0][1]
    body = form.items[0].choices[0] if form.cased else ""
    width = sum(max((len(choice) for choice in item.choices), default=2) + 12 for item in form.items)
    return Pattern(
        owners=tuple(owners), regex=re.compile(pattern_of(form)), cased=form.cased, trap=trap,
        reach=(width, width), rule="acronym" if form.cased and " " not in body else "name",
        literal=body if body.isalpha() else "", long=form.items if is_long(form) and not trap else (),
    )  # fmt: skip


def _code(id: str, code: str) -> Pattern:
    regex = re.compile(rf"(?<![^\W_]){re.escape(code)}[.\-–]\s?\d{{2}}[\w./–-]*")
    form = Form(code, (), True, (), "")
    return Pattern(((id, form),), regex, True, False, (0, 40), "project number")
