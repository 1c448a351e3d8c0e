"""The site profile: what repeats on the pages of one site, learnt before any of them is read."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b

from aggregator.text import fold
from crawler.pages.blocks import Line, Scan
from crawler.pages.furniture.wording import is_credit
from crawler.pages.opened import Opened
from crawler.pages.pair import common_name, repeated_blocks

_SHARE = 0.6  #: of the pages a block must stand on …
_LEAST = 3  #: … and never on fewer than this
_ALIKE = 0.7  #: common words of two lines that differ a little
_WORDS_NEEDED = 5
_MAX_PER_PLACE = 300
_DATED = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d{2}|\d{1,2}\s+[^\W\d]+\s+\d{4}|\d{1,2}:\d{2}")
_DIGITS = re.compile(r"\d+")
_CREDITED = re.compile(r"finansowan")  #: what every credit line says


@dataclass(frozen=True, slots=True)
class SiteProfile:
    """Furniture of one site, as digests: nothing in it depends on the order in which pages came."""

    version: int
    pages: int  #: how many it was learnt from
    lines: frozenset[str] = frozenset()  #: digests of place and words
    near: tuple[tuple[str, tuple[str, ...]], ...] = ()  #: place and sorted words of blocks that vary a little
    names: frozenset[str] = frozenset()  #: headings that stand on most pages: the site's name
    _near: dict[str, list[frozenset[str]]] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )

    def __post_init__(self) -> None:
        for place, words in self.near:
            self._near.setdefault(place, []).append(frozenset(words))

    def mark(self, found: Scan) -> int:
        """Mark the lines that repeat on the site as furniture; how many there were."""
        count = 0
        if not (self.lines or self.near):
            return 0
        for line in found.lines:
            if line.region or line.is_meta():
                continue
            place, digest = _key(line)
            if digest in self.lines or self._resembles(place, line):
                line.region = "repeated"
                count += 1
        return count

    def _resembles(self, place: str, line: Line) -> bool:
        known = self._near.get(place)
        if not known:
            return False
        words = _words(line)
        return len(words) >= _WORDS_NEEDED and any(_alike(words, other) for other in known)

    def to_json(self) -> str:
        """The profile as JSON, keys and lists sorted."""
        parts = {
            "version": self.version, "pages": self.pages, "lines": sorted(self.lines),
            "near": [[place, list(words)] for place, words in self.near], "names": sorted(self.names),
        }  # fmt: skip
        return json.dumps(parts, ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> SiteProfile:
        """The profile that `to_json` wrote."""
        parts = json.loads(text)
        near = tuple((place, tuple(words)) for place, words in parts["near"])
        return cls(
            parts["version"], parts["pages"], frozenset(parts["lines"]), near, frozenset(parts["names"])
        )


def learn_from(pages: Iterable[Opened], version: int = 1) -> SiteProfile:
    """What repeats on pages of one site that were not read yet, in any order.

    A block is furniture when it stands, in the same place, on at least three pages and on 60 % of them, even
    if its words differ a little. Two pages teach what cannot be a text of theirs, one teaches nothing. A page
    under several addresses counts once: else its own title and text would be furniture.
    """
    seen: dict[str, Scan] = {}
    heads: dict[str, str] = {}  # address → folded <title>
    for opened in sorted(pages, key=lambda opened: opened.page.url):
        if opened.found is not None and opened.page.url not in seen:
            seen[opened.page.url] = opened.found
            heads[opened.page.url] = fold(opened.page.title)
    for url in _doubles(seen, heads):
        del seen[url], heads[url]
    needed = max(_LEAST, -(-len(seen) * 6 // 10))
    if len(seen) < 2:
        return SiteProfile(version, len(seen))
    if len(seen) < _LEAST:
        return _of_two(seen, heads, version)
    exact: dict[str, set[int]] = defaultdict(set)
    headings: dict[str, set[int]] = defaultdict(set)
    rest: dict[str, dict[frozenset[str], set[int]]] = defaultdict(lambda: defaultdict(set))
    subjects = _subjects(seen.values())
    for number, found in enumerate(seen.values()):
        for line in found.lines:
            if line.is_meta():
                continue
            place, digest = _key(line)
            exact[digest].add(number)
            if line.heading:
                if line.region == "header" or not (line.region or (line.heading > 1 and line.linked)):
                    headings[line.folded].add(number)  # else one of other news, or of a block beside the text
            elif len(words := _words(line)) >= _WORDS_NEEDED and not _is_about(words, subjects[number]):
                rest[place][words].add(number)
    everywhere = {key for key, on in exact.items() if len(on) >= len(seen)}
    lines = {key for key, on in exact.items() if len(on) >= needed}
    lines -= _credits(seen.values()) - everywhere
    names = frozenset(text for text, on in headings.items() if len(on) >= needed)
    names -= _titles(names, seen, heads, lines)
    return SiteProfile(version, len(seen), frozenset(lines), _clusters(rest, needed), names)


def _doubles(seen: dict[str, Scan], heads: dict[str, str]) -> list[str]:
    """The addresses under which a page stands again: the same <title> and the same words, counters aside."""
    titles, met, doubles = Counter(heads.values()), set[tuple[str, str]](), []
    for url, found in seen.items():
        if titles[heads[url]] > 1:
            words = heads[url], _DIGITS.sub("0", found.folded)
            doubles += [url] * (words in met)
            met.add(words)
    return doubles


def _of_two(seen: dict[str, Scan], heads: dict[str, str], version: int) -> SiteProfile:
    """What two pages have in common beside their texts, and the name that stands in both heads."""
    first, second = pages = [
        {line: _key(line)[1] for line in found.lines if not line.is_meta()} for found in seen.values()
    ]
    lines = repeated_blocks(first, second) - _credits(seen.values())
    return SiteProfile(version, 2, lines=frozenset(lines), names=common_name(list(heads.values()), pages))


def _titles(names: frozenset[str], seen: dict[str, Scan], heads: dict[str, str], lines: set[str]) -> set[str]:
    """Those headings of most pages that are the title of a few: lists of other news repeat the newest ones.

    Such a title stands in the <title> of its own page, and there in a place where it does not repeat.
    """
    named, own = Counter[str](), set[str]()
    for url, found in seen.items():
        for name in (name for name in names if name in heads[url]):
            named[name] += 1
            lead = [line for line in found.lines if line.heading and line.folded == name]
            if any(_key(line)[1] not in lines for line in lead):
                own.add(name)
    return {name for name in own if named[name] * 2 < len(seen)}


def _subjects(pages: Iterable[Scan]) -> list[frozenset[str]]:
    """For each page the long words that its main headings have to themselves, or share with few pages."""
    heads = [
        frozenset(word for line in found.lines if line.heading == 1 for word in _words(line) if len(word) > 3)
        for found in pages
    ]
    on = Counter(word for words in heads for word in words)
    return [frozenset(word for word in words if on[word] * 2 <= len(heads)) for words in heads]


def _is_about(words: frozenset[str], subject: frozenset[str]) -> bool:
    """Whether a line speaks of what its page is about: furniture that varies does not follow the title."""
    return bool(subject) and len(words & subject) * 2 >= len(subject)


def _credits(pages: Iterable[Scan]) -> set[str]:
    """Credit lines typed into several articles of one grant: they repeat and belong to each."""
    return {
        _key(line)[1]
        for found in pages
        for line in found.lines_at([hit.start() for hit in _CREDITED.finditer(found.folded)])
        if not line.region and is_credit(line.folded)
    }


def _clusters(
    rest: dict[str, dict[frozenset[str], set[int]]], needed: int
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Lines of one place that differ a little and together stand on enough pages."""
    found: list[tuple[str, tuple[str, ...]]] = []
    for place, lines in rest.items():
        if not 2 <= len(lines) <= _MAX_PER_PLACE or len(set().union(*lines.values())) < needed:
            continue
        for words, exact in lines.items():
            if len(exact) < needed:
                alike = [on for other, on in lines.items() if _alike(words, other)]
                if len(set().union(*alike)) >= needed:
                    found.append((place, tuple(sorted(words))))
    return tuple(sorted(found))


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    less, more = sorted((len(one), len(other)))
    if less < _ALIKE * more:  # of most pairs the numbers of words tell enough
        return False
    common = len(one & other)
    return common >= _ALIKE * (less + more - common)


def _key(line: Line) -> tuple[str, str]:
    """Where a line stands, and the digest of that and its words; kept: what is learnt from is read, too."""
    if line.key is None:
        place = _place(line)
        line.key = place, _digest(place, _masked(line))
    return line.key


def _words(line: Line) -> frozenset[str]:
    return _words_in(line.folded)


def _masked(line: Line) -> str:
    """The words in one case, counters made alike; dates and headings stay as they are."""
    folded, masked = _forms(line.folded)
    return folded if line.heading else masked


@lru_cache(maxsize=1024)
def _words_in(folded: str) -> frozenset[str]:
    return frozenset(_DIGITS.sub("0", folded).split())


@lru_cache(maxsize=2048)
def _forms(folded: str) -> tuple[str, str]:
    """As it is, and with counters made alike. Kept: lines of furniture stand on every page of a site."""
    if not _DIGITS.search(folded):
        return folded, folded
    return folded, folded if _DATED.search(folded) else _DIGITS.sub("0", folded)


def _place(line: Line) -> str:
    """Where a line stands: the nearest boxes by tag and first name, numbers left out."""
    parts = [str(line.heading)]
    box = line.box
    for _ in range(4):
        parts.append(_step(box.tag, box.marks))
        if box.parent is None:
            break
        box = box.parent
    return "<".join(parts)


@lru_cache(maxsize=4096)
def _step(tag: str, marks: str) -> str:
    first = next((mark for mark in marks.split() if mark[0] not in "@$^~"), "")
    return f"{tag}.{_DIGITS.sub('', first)}"


@lru_cache(maxsize=2048)
def _digest(place: str, text: str) -> str:
    return blake2b(f"{place}\n{text}".encode(), digest_size=6).hexdigest()
