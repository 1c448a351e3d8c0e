"""Rows of a table and items of a list: words that mean little alone are a programme beside a programme."""

from __future__ import annotations

import re
from collections.abc import Sequence

from aggregator.programmes.found import Found
from aggregator.programmes.page import Page

#: the reason against words that nothing around them makes a programme
ORDINARY = "ordinary words here: nothing around them says that a programme is meant"

_HEAD = 70  #: characters
_BEFORE = " \"'*+-•0123456789.)"  #: what may stand before the first words of an item
_END = re.compile(r"[\"'”]?[ ]?(?:[\t\n:;,(]|-\s|\Z)")


def revive_siblings(found: Sequence[Found], page: Page) -> None:
    """Take the reason `ORDINARY` from places that open a line right above or below one that is certain.

    Lists of calls give each programme a sheet under its name: one certain heading makes the others certain.
    """
    for hit in found:
        if hit.reason == ORDINARY:
            break
    else:
        return
    opened = {page.line(hit.start)[0]: hit for hit in found if _opens(hit, page)}
    certain = [at for at, hit in opened.items() if not hit.reason]
    heads = [at for at in certain if _is_head(at, page)]
    for at, hit in opened.items() if certain else ():
        if hit.reason == ORDINARY and (
            any(_adjacent(at, other, page) for other in certain) or (heads and _is_head(at, page))
        ):
            hit.reason = ""
            hit.choose(*(node for node, _ in hit.owners))


def _is_head(at: int, page: Page) -> bool:
    """Whether a short line stands like the heading of a sheet: no cell, no item, no sentence."""
    line = page.folded[slice(*page.line(at))].rstrip()
    return len(line) <= _HEAD and line[:1].isalpha() and line[-1] not in ".,;:!" and "\t" not in line


def _adjacent(one: int, other: int, page: Page) -> bool:
    return page.folded.count("\n", min(one, other), max(one, other)) == 1


def _opens(hit: Found, page: Page) -> bool:
    """Whether the words stand first in a line, and a dash or the end of their cell or line follows."""
    if not hit.owners or hit.trap or page.in_title(hit.start):
        return False
    first, last = page.line(hit.start)
    before = page.folded[first : hit.start].strip(_BEFORE)
    return not before and _END.match(page.folded, hit.end, last + 1) is not None
