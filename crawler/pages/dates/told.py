"""What was thought of each date of a page: for the person who has to mend a wrong one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from crawler.pages.blocks import Line
from crawler.pages.dates.lines import Sighting, sightings
from crawler.pages.dates.machine import stated_dates
from crawler.pages.dates.published import Chooser
from crawler.pages.dates.shapes import is_appointed, is_bare, is_byline, is_signature

_SHAPES = {"bare": is_bare, "a byline": is_byline, "a signature": is_signature, "with an hour": is_appointed}
_MOST = 30  #: dates told
_NEAR = 6  #: lines from the heading in which figures that are no date are told
_FIGURES = re.compile(r"(?<!\d)\d\d?(?!\d).*[^\W\d]{3}|\d[./-]\d")


def tell_dates(chooser: Chooser) -> Iterator[str]:
    """A line for each date with what speaks for it, the chosen marked; then figures not read as a date."""
    published, modified = chooser.choose()
    chosen = {one.words for one in (published, modified) if one is not None}
    for sighting in chooser.seen[:_MOST]:
        score = chooser.score(sighting)
        mark = "+" if score > 0 and sighting.date.words in chosen else "-"
        yield f"  {mark} {sighting.date.words!r}: {score}, {_of_sighting(sighting, chooser.at)}"
    for stated in islice(stated_dates(chooser.page), _MOST):
        score = max(0, chooser.score_stated(stated))
        mark = "+" if score and stated.date.words in chosen else "-"
        said = f"for machines ({stated.origin}), the role {stated.role}"
        yield f"  {mark} {stated.date.words!r}: {score}, {said}"
    counted = {sighting.line for sighting in chooser.seen}
    every = sightings(chooser.scan, chooser.page.fetched)
    for sighting in islice((one for one in every if one.line not in counted), _MOST):
        yield f"  - {sighting.date.words!r}: not asked, in {sighting.region or 'a link'}"
        counted.add(sighting.line)
    for line in _near(chooser):
        if line.index not in counted and len(line.text) <= 60 and _FIGURES.search(line.text):
            yield f"  - no date is read in {line.text!r}, {_place(line.index, chooser.at)}"


def _near(chooser: Chooser) -> list[Line]:
    at = max(chooser.at, 0)
    return chooser.scan.lines[max(0, at - _NEAR) : at + _NEAR + 1]


def _of_sighting(sighting: Sighting, at: int) -> str:
    label = sighting.label
    shapes = [name for name, fits in _SHAPES.items() if fits(sighting)]
    said = [
        _place(sighting.line, at),
        f"in {sighting.region}" if sighting.region else "",
        f"label {label.words!r} ({label.kind.name.lower()})" if label is not None else "",
        " and ".join(shapes) or "inside other words" * (label is None),
        "in a box named for dates" if sighting.named else "",
        "beside other dates" if sighting.more else "",
    ]
    return ", ".join(part for part in said if part)


def _place(line: int, at: int) -> str:
    if at < 0:
        return "on a page without a heading"
    steps = line - at
    if not steps:
        return "in the heading"
    return f"{abs(steps)} line{'s' * (abs(steps) > 1)} {'below' if steps > 0 else 'above'} the heading"
