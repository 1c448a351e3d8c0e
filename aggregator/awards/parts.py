"""What belongs to a grant beside its sum: the part of the page it stands in, edition, task, period."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from aggregator.model import TypedDate
from aggregator.passages import Passages
from aggregator.text import Run
from aggregator.vocabulary import DateRole

_YEAR_HEAD = re.compile(r"\W*(?:(?:w|za|na) )?(?:rok\w* )?((?:19|20)\d\d)(?: ?r\.?| rok\w*)?\b(?![.-]\d)")
_AFTER_YEAR = re.compile(r"\s*+(?:r\.?|roku?)?\s*+[-:]")
_PROGRAMME_YEARS = frozenset(
    {"2007-2013", "2011-2015", "2014-2020", "2016-2020", "2021-2025", "2021-2026", "2021-2027", "2026-2030"}
)
_BEFORE_YEAR = 80  #: characters of the words that lead to the year of an edition, at most
_NEXT_TO_YEAR = 10  #: of those that stand right before it
_AFTER_EDITION = 12  #: of those that stand behind it
_BEFORE_SECOND = ("-", "/", " -", " /", "\t-", "\t/", "\n-", "\n/")  #: behind the first year of a pair
_PAIR = re.compile(r"((?:1(?<![\d.]1)9|2(?<![\d.]2)0)\d\d)\s?[-/]\s?((?:19|20)\d\d|\d\d)(?![\d])")
_A_YEAR = re.compile(r"(?:19|20)\d\d")
_EDITION = re.compile(
    r"\bedycj\w+ (?:na )?(?:rok\w* )?((?:19|20)\d\d)|\bedycj\w+ [^.\n]{0,20}?\b((?:19|20)\d\d)\b"
    r"|[a-z\"]\W{0,3} ((?:19|20)\d\d)(?=\"| - (?!\d)| ?[:(,;]| edycj)"
    r"|\b(?:na|w|rok) (?:rok(?:u)? )?((?:19|20)\d\d) rok\w*|\bna rok ((?:19|20)\d\d)"
)
#: without "edycja" one of them stands beside a year that the expression finds
_BESIDE_YEAR = (" rok", '"', " - ", ":", "(", ",", ";")
#: by its first letter, which a search skips to
_TASK = re.compile(
    r"(?:p(?<=\bp)(?:rojek\w+|od haslem|\.?n\.?|od nazwa|t\.?|rzedsiewzieci\w+|od tytulem)"
    r"|za(?<=\bza)(?:dani\w+|tytulowan\w+)|in(?<=\bin)icjatyw\w+)"
    r"(?: (?:p\.?n|pt|pod nazwa|pod haslem|pod tytulem)\.?)?:? ?\"([^\"\n]{4,160})\""
)
_TASK_LINE = re.compile(r"pod haslem\s*[:\n]?\s*([^\n\"]{6,160})")
_LABEL = re.compile(r"(?:^|\n)(?:nazwa|tytul) (?:zadania|projektu)\s*[:\t-]\s*\"?([^\"\n]{4,160})")
#: with what stands in each text that they match
_TITLES = ((_TASK, ('"',)), (_LABEL, ("nazwa ", "tytul ")), (_TASK_LINE, ("pod haslem",)))


_OF_HOUSE = re.compile(r"dotacj\w+ podmiotow\w+[^;,.\n\d]{0,60}\Z")
_OF_HOUSE_AFTER = re.compile(r" (?:na )?dotacj\w+ podmiotow")


class Section(NamedTuple):
    """A stretch of lines under one year; a page that is no yearly list is one section."""

    start: int
    end: int
    year: str | None


def is_of_house(folded: str, start: int, end: int) -> bool:
    """Do the words beside a sum call it the yearly money of the library itself ("dotacja podmiotowa")?"""
    before = _OF_HOUSE.search(folded, max(0, start - 90), start)
    return before is not None or _OF_HOUSE_AFTER.match(folded, end) is not None


def split_sections(folded: str, digits: list[Run]) -> list[Section]:
    """The page cut at its yearly headings and at lines that begin with a year, where there are two years.

    `digits` are where digits stand in it.
    """
    years = 0
    for start, stop in digits:
        if stop - start == 4:
            years += 1
    if years < 2:
        return [Section(0, len(folded) + 1, None)]
    marks: list[tuple[int, str]] = []
    start = 0
    for line in folded.split("\n"):
        match = _YEAR_HEAD.match(line)
        if match and "\t" not in line and (len(line) < 60 or _AFTER_YEAR.match(line, match.end())):
            marks.append((start, match[1]))
        start += len(line) + 1
    if len({year for _, year in marks}) < 2:
        return [Section(0, len(folded) + 1, None)]
    ends = [at for at, _ in marks[1:]] + [len(folded) + 1]
    cut = [Section(at, end, year) for (at, year), end in zip(marks, ends, strict=True)]
    return [Section(0, cut[0].start, None), *cut] if cut[0].start else cut


def section_at(sections: Sequence[Section], offset: int) -> Section:
    """The part of a text that an offset stands in."""
    if len(sections) == 1:
        return sections[0]
    return next(part for part in sections if part.start <= offset < part.end)


def find_year(folded: str, start: int, end: int) -> str | None:
    """The year that opens a line: "2019 - 8 200", "2019" as the first cell of a row."""
    match = _YEAR_HEAD.match(folded, start, end)
    return match[1] if match else None


@lru_cache(maxsize=4)
def find_edition(passages: Passages, start: int, end: int) -> str | None:
    """The edition that a stretch of text names: "2021-2022" or "2023"; not the years of a programme."""
    folded = passages.folded
    numbers: list[Run] = []
    digits = passages.digits
    for at in range(bisect_left(digits, (start,)), len(digits)):
        first, last = digits[at]
        if last > end:
            break
        long = last - first
        if long > 4 or (long == 4 and folded.startswith(("19", "20"), first)):
            numbers.append((first, last))
    free = start
    for first, last in numbers:
        if first < free or not folded.startswith(_BEFORE_SECOND, last):
            continue
        match = _PAIR.match(folded, first, end)
        if match is None:
            continue
        free = match.end()
        until = match[2] if len(match[2]) == 4 else match[1][:2] + match[2]
        pair = f"{match[1]}-{until}"
        if pair not in _PROGRAMME_YEARS and 0 < int(until) - int(match[1]) <= 3:
            return pair
    for first, last in numbers:
        if found := _named_year(folded, first, last, start, end):
            return found
    return None


def _named_year(folded: str, first: int, last: int, start: int, end: int) -> str | None:
    """The year of an edition that words around some digits, in `start:end`, tell."""
    years = [first]
    if last - first > 4:
        years = [year.start() for year in _A_YEAR.finditer(folded, first, last)]
    for year in years:
        first, last = max(start, year - _BEFORE_YEAR), min(end, year + 4 + _AFTER_EDITION)
        if folded.find("edycj", first, last) < 0:  # the other words stand right before the year
            first = max(start, year - _NEXT_TO_YEAR)
            around = folded[first:last]
            if not any(map(around.__contains__, _BESIDE_YEAR)) and "na rok " not in around:
                continue
        named = _EDITION.search(folded, first, last)
        if named is not None:
            return next((group for group in named.groups() if group), None)
    return None


@lru_cache(maxsize=8)
def find_task(
    printed: str, folded: str, start: int, end: int, names: tuple[tuple[int, int], ...]
) -> str | None:
    """The title of the funded task as printed, without quotation marks; none of the `names` of programmes."""
    for pattern, signs in _TITLES:
        if not any(map(folded.__contains__, signs)):
            continue
        parts = _quoting_lines(folded, start, end) if pattern is _TASK else [(start, end)]
        for match in chain.from_iterable(pattern.finditer(folded, *part) for part in parts):
            first, last = match.span(1)
            covered = sum(max(0, min(last, to) - max(first, at)) for at, to in names)
            if 2 * covered <= last - first:
                return printed[first:last].strip(' .„”"\t')
    return None


def _quoting_lines(folded: str, start: int, end: int) -> Iterator[Run]:
    """The lines of a stretch of text that have quotation marks, each up to the last one."""
    at = folded.find('"', start, end)
    while at >= 0:
        stop = folded.find("\n", at, end)
        stop = stop if stop >= 0 else end
        yield max(start, folded.rfind("\n", start, at) + 1), folded.rfind('"', at, stop) + 1
        at = folded.find('"', stop, end)


def find_period(dates: Iterable[TypedDate], start: int, end: int) -> str | None:
    """ "2021-09-01/2022-11-15" from the task's first and last day in a stretch; ".." is an open end."""
    first = last = None
    for each in dates:
        if each.evidence.start is None or not start <= each.evidence.start < end:
            continue
        if each.role is DateRole.TASK_START:
            first = first or each.value.isoformat()
        elif each.role is DateRole.TASK_END:
            last = each.value.isoformat()
    return f"{first or '..'}/{last or '..'}" if first or last else None


def one_grant(sums: list[int]) -> int | None:
    """The one grant that printed sums speak of: repeated, rounded, tranches with their total; else None."""
    kept = sorted(set(sums), reverse=True)
    exact = [each for each in reversed(kept) if each % _ROUND]
    kept = [each for each in kept if not _is_rounded(each, exact)]
    if len(kept) == 1:
        return kept[0]
    if len(kept) > 2 and kept[0] == sum(kept[1:]):
        return kept[0]
    if not kept:
        return sums[0] if sums else None
    return None


def _is_rounded(rough: int, exact: list[int]) -> bool:
    """Is a sum of whole thousands one of the exact ones, which ascend, to three hundredths?"""
    if not exact or rough % _ROUND:
        return False
    nearest = bisect_left(exact, rough)
    return any(abs(rough - each) <= 0.03 * each for each in exact[max(0, nearest - 1) : nearest + 1])


_ROUND = 100_000  #: grosze
_TRANCHE = re.compile(
    r"\btransz\w*|\brat[aey]\b|\bna (?:ten|przyszly|kolejny|biezacy|nastepny) rok"
    r"|\bw (?:tym|przyszlym|kolejnym|drugim|pierwszym) roku"
    r"|\b(?:i{1,3}|pierwsz\w+|drug\w+) nabor\w*|\(?(?:19|20)\d\d(?: r\.?| rok\w*)?\)?"
)


def are_tranches(passages: Passages, starts: list[int]) -> bool:
    """Whether several grants of one sentence are instalments: each with a year or a name of its own."""
    if len({passages.sentence(start) for start in starts}) != 1:
        return False
    start, end = passages.sentence(starts[0])
    return len(_TRANCHE.findall(passages.folded[start:end])) >= len(starts) - 1 > 0
