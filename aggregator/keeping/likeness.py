"""How much two texts have in common: one item read twice, a reprint, or something else. Pure."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Sequence

from aggregator.identity import words_of
from aggregator.text import fold

#: share of words that two readings of one page have in common at least
ALIKE = 0.9
#: the same where all words of the shorter one stand in the longer one
_ADDED = 0.75
#: and where two layouts put each some words of their own around it
_DRESSED, _DRESS = 0.7, 6
#: below this a text is another one
UNLIKE = 0.5
#: a copy holds this much of the shorter text, and is not much longer
_HELD, _LONGER = 0.93, 1.6
#: numbers by which a text is looked up: of texts with 4/5 of their phrases in common 98 in 100 share one
_BANDS = 6
_IN_BAND = 3
_SLOTS = _BANDS * _IN_BAND
_PHRASE = 3


def counted(text: str) -> Counter[str]:
    """The words of a text, folded, with how often each stands there."""
    return Counter(words_of(fold(text)))


def share(mine: Counter[str], theirs: Counter[str]) -> float:
    """Share of words two texts have in common, 0 to 1; two empty texts are alike."""
    total = mine.total() + theirs.total()
    return 2 * (mine & theirs).total() / total if total else 1.0


def are_one(mine: Counter[str], theirs: Counter[str], *, layouts: bool = False) -> bool:
    """Whether two texts are one, read twice: every number and nearly all words.

    A site leaves some words of its own around a text, which weigh in a short one: there three quarters are
    enough where nothing was replaced, or where two `layouts` left other words.

    >>> are_one(counted("Spotkanie w filii nr 1"), counted("Spotkanie w filii nr 2"))
    False
    """
    if numbers(mine) != numbers(theirs):
        return False
    common = share(mine, theirs)
    if common >= ALIKE:
        return True
    if one_holds_the_other(mine, theirs):
        return common >= _ADDED
    strange = max((mine - theirs).total(), (theirs - mine).total())
    return layouts and common >= _DRESSED and strange <= _DRESS


def is_edit(mine: Counter[str], theirs: Counter[str]) -> bool:
    """Whether one text may be the other with sentences added, numbers among them, but none replaced."""
    common, some, others = share(mine, theirs), numbers(mine), numbers(theirs)
    if one_holds_the_other(mine, theirs):
        return common >= UNLIKE
    return common >= _DRESSED and (some <= others or others <= some)


def grew(mine: Counter[str], theirs: Counter[str], *, layouts: bool = False) -> bool:
    """Whether one text is the other (`mine`) with sentences added and nothing taken away.

    Where two `layouts` left words around them, a few of the first one's are gone.

    >>> grew(counted("Zapraszamy na ferie."), counted("Zapraszamy na ferie. Wstęp wolny."))
    True
    """
    lost = mine - theirs
    kept = not lost or (layouts and lost.total() <= _DRESS and not numbers(lost))
    return kept and share(mine, theirs) >= UNLIKE


def one_holds_the_other(mine: Counter[str], theirs: Counter[str]) -> bool:
    """Whether nothing was replaced: all words of the shorter text stand in the longer one."""
    return (mine & theirs).total() == min(mine.total(), theirs.total())


def is_reprint(mine: Counter[str], theirs: Counter[str], *, of_libraries: bool) -> bool:
    """Whether one text is the other with something added or left out.

    Libraries fill one formula with their own names and sums: between two of them (`of_libraries`) no word
    of the shorter text may have been replaced.
    """
    short, long = sorted((mine, theirs), key=Counter.total)
    if not numbers(short) <= numbers(long) or long.total() > _LONGER * short.total():
        return False
    if of_libraries:
        return one_holds_the_other(short, long)
    return (short & long).total() >= _HELD * short.total()


def numbers(words: Counter[str]) -> set[str]:
    """The words that begin with a digit."""
    return {word for word in words if word[0].isdigit()}


def sketch_of(words: Sequence[str]) -> tuple[int, ...]:
    """Six numbers of a text of which like texts share at least one, others hardly ever; then one of all the
    figures printed in it.

    The six are the least hash of the phrases of three words in each of some slots (one-permutation minhash),
    slots joined three and three. The same on every machine; () for a text of less than three words.
    """
    least: list[int | None] = [None] * _SLOTS
    written = [word.encode("utf-8", "replace") for word in words]
    joined, ends, end = b" ".join(written), list[int](), -1
    for word in written:
        end += 1 + len(word)
        ends.append(end)
    start = 0
    for at, end in enumerate(ends[_PHRASE - 1 :]):
        mixed = zlib.crc32(joined[start:end]) * 0x9E3779B1
        start = ends[at] + 1
        value = (mixed ^ (mixed >> 15)) & 0xFFFFFFFF
        slot = value % _SLOTS
        kept = least[slot]
        if kept is None or value < kept:
            least[slot] = value
    filled = [at for at in range(_SLOTS) if least[at] is not None]
    if not filled:
        return ()
    # an empty slot borrows from the next one that is not
    slots = [least[next((at for at in filled if at >= slot), filled[0])] or 0 for slot in range(_SLOTS)]
    bands = []
    for band in range(_BANDS):
        value = band
        for each in slots[band * _IN_BAND : (band + 1) * _IN_BAND]:
            value = (value * 0x100000001B3 ^ each) & 0x7FFFFFFFFFFFFFFF
        bands.append(value)
    figures = " ".join(sorted({word for word in words if word[0].isdigit()}))
    return (*bands, zlib.crc32(figures.encode("ascii", "replace")))
