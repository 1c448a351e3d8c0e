"""One pass over a text for the words of all programmes; where they stand, not yet what they mean."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import ahocorasick

from aggregator.beginnings import often_first
from aggregator.programmes.anchors import Anchor, Entry
from aggregator.programmes.counting import (
    DIRECTION_ANCHORS,
    PRIORITY_ANCHORS,
    read_direction,
    read_priority,
)
from aggregator.programmes.forms import Form, Word, anchors_of, is_long, parse_form, pattern_of
from aggregator.programmes.found import Found
from aggregator.programmes.neighbours import Neighbours, needs_of, neighbours_of, reach_of
from aggregator.programmes.page import Page
from aggregator.programmes.taxonomy import Taxonomy
from aggregator.programmes.typing_errors import almost

#: places looked at on one page; a page with more is a register, and its first ones tell all it can tell
MOST = 500
#: what an anchor leads to when it is no form
_DIRECTION, _PRIORITY = -1, -2
_READERS = {_DIRECTION: read_direction, _PRIORITY: read_priority}
_CONFIDENCE = {"name": 0.97, "project-number": 0.95}


@dataclass(frozen=True)
class Pattern:
    """A form ready to be searched for, with all nodes that share it."""

    owners: tuple[tuple[str, Form], ...]
    expression: str  #: over folded text, or over printed text where cased
    cased: bool
    trap: bool
    rule: str
    literal: str = ""  #: cased forms of letters only: these letters
    long: tuple[Word, ...] = ()  #: its words, where one typing error is forgiven

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """Compiled when its anchor is first met: a few pages meet few of the forms."""
        return re.compile(self.expression)

    @cached_property
    def nodes(self) -> tuple[str, ...]:
        """Ids of the nodes that share it."""
        return tuple(node for node, _ in self.owners)

    @cached_property
    def certain(self) -> bool:
        """Whether its words are enough, whatever stands around them."""
        return not any(form.conditions for _, form in self.owners)

    @cached_property
    def confidence(self) -> float:
        """Of a place where its very words stand."""
        return _CONFIDENCE.get(self.rule, 0.92)


@dataclass(frozen=True)
class Matcher:
    """The automaton over the rarest piece of every form."""

    automaton: ahocorasick.Automaton
    patterns: tuple[Pattern, ...]

    def may_find(self, folded: str) -> bool:
        """Whether a text has a piece of a name at all, among words that stand beside it in the name."""
        plus = "+" in folded
        alive: dict[Anchor, bool] = {}
        for last, anchor in self.automaton.iter(folded):
            may_be = alive.get(anchor)
            if may_be is None:
                may_be = alive[anchor] = anchor.may_be(folded)
            end = last + 1
            if may_be and anchor.fitting(folded, end - anchor.length, end, plus):
                return True
        return False

    def find(self, page: Page) -> list[Found]:
        """Every place, ascending, overlaps included."""
        found: dict[tuple[int, int, int], Found] = {}
        latest: dict[int, Found] = {}  # by pattern
        missed: list[tuple[Pattern, int, int]] = []  # a rare piece of a long name without the rest of it
        folded = page.folded
        plus = "+" in folded
        there: dict[tuple[str, ...], bool] = {}  # whether the page has one of some words
        alive: dict[Anchor, bool] = {}  # whether the words of the page beside a piece let it be one of a name
        for last, anchor in self.automaton.iter(folded):
            may_be = alive.get(anchor)
            if may_be is None:
                may_be = alive[anchor] = anchor.may_be(folded)
            if not may_be:
                continue
            end = last + 1
            start = end - anchor.length
            entries = anchor.fitting(folded, start, end, plus)
            if entries and len(found) + len(missed) > MOST:
                break
            for number, _, reach, needs in entries:
                if number < 0:
                    for hit in _READERS[number](page, start):
                        found.setdefault((hit.start, hit.end, number), hit)
                    continue
                place = latest.get(number)
                if place is not None and place.start <= start and end <= place.end:
                    continue  # another piece of the same name
                if needs:
                    has = there.get(needs)
                    if has is None:
                        for need in needs:
                            if need in folded:
                                has = True
                                break
                        else:
                            has = False
                        there[needs] = has
                    if not has:
                        continue
                pattern = self.patterns[number]
                place = _search(pattern, page, start, end, reach)
                if place is not None:
                    latest[number] = found[place.start, place.end, number] = place
                elif pattern.long:
                    missed.append((pattern, start, end))
        if missed:
            self._forgive(missed, found, folded)
        return sorted(found.values(), key=lambda hit: (hit.start, -hit.end)) if found else []

    def _forgive(
        self,
        missed: Sequence[tuple[Pattern, int, int]],
        found: dict[tuple[int, int, int], Found],
        folded: str,
    ) -> None:
        """Add the names that stand there but for one wrong letter, where no other name begins."""
        named = [(hit.start, hit.end) for hit in found.values()]
        for pattern, start, end in missed:
            for first, last in named:
                if first <= start < last:
                    break
            else:
                span = almost(pattern.long, folded, start, end)
                if span is None:
                    continue
                hit = Found(
                    pattern.nodes, *span, "name-with-a-typing-error", 0.85, pattern.owners,
                    certain=pattern.certain,
                )  # fmt: skip
                found.setdefault((hit.start, hit.end, 0), hit)


def _search(pattern: Pattern, page: Page, start: int, end: int, reach: tuple[int, int]) -> Found | None:
    """The place of a form around its anchor at [start, end), None where only the anchor stands."""
    text = page.printed if pattern.cased else page.folded
    if pattern.literal:
        good = text.startswith(pattern.literal, start) and _stands_alone(text, start, end)
        return _found(pattern, start, end) if good else None
    before, after = reach
    if not before:
        match = pattern.regex.match(text, start, end + after)
        return _found(pattern, start, match.end()) if match and match.end() >= end else None
    at = start - before if start > before else 0
    while match := pattern.regex.search(text, at, end + after):
        first, at = match.span()
        if first > start:
            break
        if at >= end:
            return _found(pattern, first, at)
    return None


def _found(pattern: Pattern, start: int, end: int) -> Found:
    """A place where the very words stand."""
    return Found(
        pattern.nodes, start, end, pattern.rule, pattern.confidence, pattern.owners, pattern.trap,
        certain=pattern.certain,
    )  # fmt: skip


def _stands_alone(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (before.isalnum() or after.isalpha() or before == "_" or after == "_")  # "umowa_NPRCz.pdf"


def build_matcher(taxonomy: Taxonomy) -> Matcher:
    """The automaton over the forms of a taxonomy; done once in a process."""
    shared: dict[tuple[str, bool], list[tuple[str, Form]]] = {}
    for node in taxonomy.nodes:
        for texts, trap in ((node.forms, False), (node.traps, True)):
            for text in texts:
                form = parse_form(text, taxonomy.cues)
                shared.setdefault((form.words, trap), []).append((node.id, form))
    patterns = [_pattern(owners, trap) for (_, trap), owners in shared.items()]
    any_, of_code = Neighbours(), (0, 40)
    anchored: dict[str, list[Entry]] = {}
    for anchors, meaning in ((DIRECTION_ANCHORS, _DIRECTION), (PRIORITY_ANCHORS, _PRIORITY)):
        anchored |= {anchor: [Entry(meaning, any_, (0, 0))] for anchor in anchors}
    for number, pattern in enumerate(patterns):
        form = pattern.owners[0][1]
        for anchor in anchors_of(form):
            needs = needs_of(form, anchor, pattern.long != ())
            entry = Entry(number, neighbours_of(form, anchor), reach_of(form, anchor), needs)
            anchored.setdefault(anchor, []).append(entry)
    for node in taxonomy.nodes:
        if node.code:
            anchored.setdefault(node.code.lower(), []).append(Entry(len(patterns), any_, of_code))
            patterns.append(_code(node.id, node.code))
    automaton = ahocorasick.Automaton()
    automaton.add_word(" \0", Anchor(" \0", []))  # so that a blank is not looked for among all first letters
    for anchor in often_first(anchored):
        automaton.add_word(anchor, Anchor(anchor, anchored[anchor]))
    automaton.make_automaton()
    return Matcher(automaton, tuple(patterns))


def _pattern(owners: list[tuple[str, Form]], trap: bool) -> Pattern:
    form = owners[0][1]
    body = form.items[0].choices[0] if form.cased else ""
    return Pattern(
        owners=tuple(owners), expression=pattern_of(form), cased=form.cased, trap=trap,
        rule="acronym" if form.cased and " " not in body else "name",
        literal=body if body.isalpha() else "", long=form.items if is_long(form) and not trap else (),
    )  # fmt: skip


def _code(id: str, code: str) -> Pattern:
    expression = rf"(?<![^\W_]){re.escape(code)}[.\-–]\s?\d{{2}}[\w./–-]*"
    form = Form(code, (), True, (), "")
    return Pattern(((id, form),), expression, True, False, "project-number")
