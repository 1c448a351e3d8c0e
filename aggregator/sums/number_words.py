"""Polish numbers written out in words, in every case, as they stand in folded text; currencies before one."""

from __future__ import annotations

import re
from decimal import Decimal
from string import ascii_lowercase

_BY_VALUE = {
    1: "jeden jedna jedno jednego jednej jednym jedna",
    2: "dwa dwie dwoch dwu dwoma dwom dwiema",
    3: "trzy trzech trzem trzema",
    4: "cztery czterech czterem czterema",
    5: "piec pieciu piecioma",
    6: "szesc szesciu szescioma",
    7: "siedem siedmiu siedmioma",
    8: "osiem osmiu osmioma",
    9: "dziewiec dziewieciu dziewiecioma",
    10: "dziesiec dziesieciu dziesiecioma",
    11: "jedenascie jedenastu",
    12: "dwanascie dwunastu",
    13: "trzynascie trzynastu",
    14: "czternascie czternastu",
    15: "pietnascie pietnastu",
    16: "szesnascie szesnastu",
    17: "siedemnascie siedemnastu",
    18: "osiemnascie osiemnastu",
    19: "dziewietnascie dziewietnastu",
    20: "dwadziescia dwudziestu",
    30: "trzydziesci trzydziestu",
    40: "czterdziesci czterdziestu",
    50: "piecdziesiat piecdziesieciu",
    60: "szescdziesiat szescdziesieciu",
    70: "siedemdziesiat siedemdziesieciu",
    80: "osiemdziesiat osiemdziesieciu",
    90: "dziewiecdziesiat dziewiecdziesieciu",
    100: "sto stu",
    200: "dwiescie dwustu dwustoma",
    300: "trzysta trzystu trzystoma",
    400: "czterysta czterystu czterystoma",
    500: "piecset pieciuset",
    600: "szescset szesciuset",
    700: "siedemset siedmiuset",
    800: "osiemset osmiuset",
    900: "dziewiecset dziewieciuset",
}
_SMALL = {form: Decimal(value) for value, forms in _BY_VALUE.items() for form in forms.split()}
_SMALL |= {
    "cwierc": Decimal("0.25"),
    "pol": Decimal("0.5"),
    "poltora": Decimal("1.5"),
    "poltorej": Decimal("1.5"),
}

MULTIPLIER = r"(?:tys(?:\.|\b|iac\w*|iec\w*)|mln\b\.?|mil\.|milion\w*|mld\b\.?|miliard\w*)"
"""A multiplier after a number, in folded text."""

_IS_MULTIPLIER = re.compile(MULTIPLIER)
_WORD = re.compile(r"[a-z]+\.?")
#: the currency of a number before it; that of the sum before ends a sentence ("2,31 mln zł. 85 procent …")
_BEFORE = re.compile(
    r"(?=[pzw(])(?<![\d,-])(?<!\d )(?<!tys )(?<!tys\. )(?<!ml[nd] )(?<!iecy )(?<!iony )(?<!ionow )(?<!iona )"
    r"(?:\bpln|\bzl[.:]?|\(?\bw (?:zl|pln)\)?:?) ?\Z"
)
_LONGEST = len("(w pln): ")  #: that matches


def multiplier(word: str) -> int:
    """1000, a million or a milliard for a word that `MULTIPLIER` matches.

    >>> multiplier("tysiecy"), multiplier("mln"), multiplier("miliardow")
    (1000, 1000000, 1000000000)
    """
    if word.startswith("tys"):
        return 1_000
    return 1_000_000_000 if word.startswith(("mld", "miliard")) else 1_000_000


def is_number_word(word: str) -> bool:
    """Whether a folded word can be part of a number written out ("i" joins a half: "siedem i pol")."""
    return word in _SMALL or word == "i" or _IS_MULTIPLIER.fullmatch(word) is not None


def read_words(words: str) -> Decimal | None:
    """The number written out in folded words; None where they are no number.

    >>> read_words("milion szescset dwadziescia osiem tysiecy")
    Decimal('1628000')
    >>> read_words("siedem i pol miliona")
    Decimal('7500000.0')
    """
    total, part, seen = Decimal(0), Decimal(0), False
    for word in _WORD.findall(words):
        if word == "i":
            continue
        if word in _SMALL:
            part, seen = part + _SMALL[word], True
        elif _IS_MULTIPLIER.fullmatch(word):
            total, part, seen = total + (part or 1) * multiplier(word), Decimal(0), True
        else:
            return None
    return total + part if seen else None


def run_before(folded: str, end: int, limit: int = 160) -> int:
    """Where the run of number words that ends just before `end` begins; `end` where there is none."""
    window = folded[max(0, end - limit) : end]
    start = len(window)
    while rest := window[:start].rstrip(" -"):
        letters = rest.removesuffix(".")
        first = len(letters.rstrip(ascii_lowercase))
        if first == len(letters) or not is_number_word(rest[first:]):
            break
        start = first
    while (lead := _WORD.match(window, start)) and lead.group() == "i":
        start = lead.end() + 1
    return end - (len(window) - start) if start < len(window) else end


def currency_before(folded: str, start: int) -> bool:
    """Whether the currency of a number at `start` stands before it ("PLN 300", "w zł: 300")."""
    if start < 2:
        return False
    char = folded[start - 1]
    if (folded[start - 2] if char == " " else char) not in "ln.:)":
        return False
    first = max(0, start - _LONGEST)
    may_be = folded.find("zl", first, start) >= 0 or folded.find("pln", first, start) >= 0
    return may_be and _BEFORE.search(folded, first, start) is not None
