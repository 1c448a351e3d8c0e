"""Signs by which a forgotten announcement is known again, whatever becomes of its page: hashes only. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from datetime import date

#: of the bands of two sketches, so many alike tell that the texts are one
_ENOUGH_BANDS = 4


def address_mark(source: str, key: str) -> str:
    """Of an address, by `identity.address_key`."""
    return "a:" + hashlib.sha256(f"{source}\n{key}".encode("utf-8", "replace")).hexdigest()[:32]


def marks_of(wording: str, titled: str, published: date | None, sketch: Sequence[int]) -> frozenset[str]:
    """Of what an announcement says: its words; its title or its text as far as they tell, with the day."""
    marks = {f"w:{wording}"}
    if sketch:
        marks |= {f"s:{published or ''}:{number}:{band:x}" for number, band in enumerate(sketch[:-1])}
    elif titled and published:
        marks.add(f"t:{published}:{titled}")
    return frozenset(marks)


def are_known(marks: Collection[str], dead: Collection[str]) -> bool:
    """Whether the marks of a page are those of something forgotten."""
    found = [mark for mark in marks if mark in dead]
    if any(not mark.startswith("s:") for mark in found):
        return True
    return len(found) >= _ENOUGH_BANDS
