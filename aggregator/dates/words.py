"""Polish (and stray English) words of dates, folded: lower case, no diacritics."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from aggregator.alternation import united

_MONTHS = (
    "stycznia styczen styczniu stycz sty january jan",
    "lutego luty lutym lut february feb",
    "marca marzec marcu mar march",
    "kwietnia kwiecien kwietniu kwiec kwie kwi april apr",
    "maja maj maju may",
    "czerwca czerwiec czerwcu czerw czer cze june jun",
    "lipca lipiec lipcu lip july jul",
    "sierpnia sierpien sierpniu sierp sier sie august aug",
    "wrzesnia wrzesien wrzesniu wrzes wrz september sept sep",
    "pazdziernika pazdziernik pazdzierniku pazdz paz october oct",
    "listopada listopad listopadzie listop list lis november nov",
    "grudnia grudzien grudniu grudz grud gru december dec",
)
MONTHS = {word: number for number, words in enumerate(_MONTHS, 1) for word in words.split()}
_FULL = sorted(word for word in MONTHS if len(word) >= 6 or word in {"luty", "maja", "lutym"})
_ROMANS = "i ii iii iv v vi vii viii ix x xi xii"
ROMANS = {word: number for number, word in enumerate(_ROMANS.split(), 1)}

_UNITS = "pierwszego drugiego trzeciego czwartego piatego szostego siodmego osmego dziewiatego"
_TEENS = (
    "dziesiatego jedenastego dwunastego trzynastego czternastego pietnastego szesnastego "
    "siedemnastego osiemnastego dziewietnastego"
)
ORDINALS = {word: number for number, word in enumerate(f"{_UNITS} {_TEENS}".split(), 1)}
ORDINALS |= {"dwudziestego": 20, "trzydziestego": 30}
ORDINALS |= {f"dwudziestego {word}": 20 + number for number, word in enumerate(_UNITS.split(), 1)}
ORDINALS["trzydziestego pierwszego"] = 31

NUMBERS = {
    "jeden": 1, "jedna": 1, "dwa": 2, "dwie": 2, "trzy": 3, "cztery": 4, "piec": 5, "szesc": 6,
    "siedem": 7, "osiem": 8, "dziewiec": 9, "dziesiec": 10,
}  # fmt: skip

_WEEKDAYS = (
    "poniedzialek poniedzialku pon pn monday mon",
    "wtorek wtorku wto wt tuesday tue",
    "sroda srode srody sro sr wednesday wed",
    "czwartek czwartku czw cz thursday thu",
    "piatek piatku pia pt friday fri",
    "sobota sobote soboty sob so saturday sat",
    "niedziela niedziele niedzieli niedz nie nd ndz sunday sun",
)
WEEKDAYS = {word: number for number, words in enumerate(_WEEKDAYS) for word in words.split()}


def choice(words: Iterable[str]) -> str:
    """An alternation of words, the longest first, for a verbose pattern; to stand in brackets."""
    return united(words)


def spaced(pattern: str) -> str:
    """The pattern with blanks that a verbose pattern does not skip."""
    return pattern.replace(" ", r"\ ")


@lru_cache(maxsize=2000)
def month_of(word: str) -> int | None:
    """Number of a month by its folded name; one slip of the pen in a full name is forgiven.

    >>> month_of("pazdziernika"), month_of("sieprnia"), month_of("stron")
    (10, 8, None)
    """
    number = MONTHS.get(word)
    if number is None and len(word) >= 5:
        near = {MONTHS[full] for full in _FULL if _one_slip(word, full)}
        number = near.pop() if len(near) == 1 else None
    return number


def _one_slip(word: str, full: str) -> bool:
    """One letter too many, too few, wrong, or two letters swapped."""
    if word[0] != full[0] or abs(len(word) - len(full)) > 1 or len(full) < 6:
        return False
    at = next(
        (i for i, (a, b) in enumerate(zip(word, full, strict=False)) if a != b), min(len(word), len(full))
    )
    rest, full_rest = word[at:], full[at:]
    return (
        rest[1:] == full_rest[1:]
        or rest[1:] == full_rest
        or rest == full_rest[1:]
        or (
            len(rest) > 1
            and len(full_rest) > 1
            and rest[1::-1] == full_rest[:2]
            and rest[2:] == full_rest[2:]
        )
    )
