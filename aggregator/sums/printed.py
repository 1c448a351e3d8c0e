"""Printed sums of money: where they stand and how much they are. What they mean is said in `roles`."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from operator import itemgetter
from typing import NamedTuple

from aggregator.sums.number_words import MULTIPLIER, currency_before, multiplier, read_words, run_before
from aggregator.sums.ranges import join
from aggregator.text import Run, digit_runs, fold

NUMBER = (
    # 45 000 · 45.000,00 · 30 000. 00
    r"(?:\d{1,3}(?:[ .'] ?\d{3}(?!\d))+(?:(?: ?, ?|\. ?)\d{2}(?![\d%])|,\d(?![\d%]))?"
    r"|\d{1,3}(?:,\d{3}(?!\d))+\.\d{2}(?!\d)"  # 1,500.00
    r"|\d+(?: ?, ?\d{2}(?!\d)|[.,]\d+)?)"  # 10769 · 10769,00 · 8,2
)
#: "100 zł", "5 złotych", "100-złotowe bony"
CURRENCY = r"\(?(?:zl(?:ot(?:ych|ymi|y|e|ego|owek|owki|ow(?:y|a|e|ego|ej|ych|ym|ymi)))?|pln)(?![a-z])"
_ITEM = re.compile(
    rf"(?P<number>{NUMBER})(?:[ .]?(?P<times>{MULTIPLIER}))?"
    rf"(?:(?P<dash>[.,]--?(?:(?![\w-])|(?={CURRENCY})))(?:\s?{CURRENCY})?|(?:\s{{0,2}}|-(?=zlotow))(?P<currency>{CURRENCY}))?"
)
_PLAIN = 7  #: digits of the longest number that is known as plain by the two characters behind it
#: behind a number, or behind the blank behind it: more of it may follow, a unit, a multiplier or a currency
_MORE = frozenset("0123456789.,:/'%(mptz \t\n")
_END = "\n\n\n"  #: behind a text, so that three characters stand behind each of its numbers
_GROSZE = re.compile(r" ?(?:i )?(\d{1,2}) ?gr(?:osz(?:y|e)?)?(?![a-z])")
#: "i czterdzieści groszy", after the zlotys
_GROSZE_WORDS = re.compile(r" (?:i |oraz )?((?:[a-z]{3,20} ){1,2})grosz[ye](?![a-z])")
_PENNY_WORD = re.compile(r"gr(?:osz(?:y|e))?(?![a-z])")
_PENNIES = re.compile(r"(?<![\d,.])(\d{1,2}) ?\Z")
_ZLOTY_WORD = re.compile(r"zl(?:ot(?:ych|ymi|ego|y|e))?\b")
_LONE = re.compile(r"zlotowk[ei]\b")
#: "kilkaset tysięcy złotych", "setki tysięcy": how many is not said
_UNTOLD = re.compile(r"(?:kilk\w+|par[eu]|set(?:ki|ek)|dziesiat(?:ki|ek)|wiel[eu]|liczn\w+) \Z")
_THOUSANDS_WORD = re.compile(r"(?:t(?<!\wt)ysi[ae]c|m(?<!\wm)ili(?:on|ard))\w*")
_CENTS = re.compile(r"\d{3}(?: ?, ?|\. ?)\d{2}$")  # of 6 to 8 characters
_LONGEST = 30  #: characters of a printed number; a longer one is a row of digits
_KEYCAP = re.compile("[\ufe0e\ufe0f\u20e3]")


#: of named tuples: their own way of making them takes twice as much
_sum = tuple.__new__
_start = itemgetter(0)


class Sum(NamedTuple):
    """A number that is, or may be, money. Offsets of the text it was found in."""

    start: int
    end: int
    grosze: int
    sure: bool  #: a currency stands with it; otherwise the words around must decide
    thousands: bool = False  #: "60 tysięcy", "5,5 mln": a multiplier without a currency
    cents: bool = False  #: "10769,00": printed the way sums are
    limit: bool = False  #: one end of a range


def scan(folded: str, digits: list[Run] | None = None) -> list[Sum]:
    """Every number of a folded text that may be money, in order; those with a currency are `sure`.

    `digits` are where its digits stand, if that is known.
    """
    if "\u20e3" in folded:
        return _scan_keycaps(folded)
    digits = digit_runs(folded) if digits is None else digits
    found: list[Sum] = []
    if digits:
        found = _with_digits(folded, digits)
        if (" gr" in folded or "0gr" in folded) and (pennies := list(_pennies(folded))):
            pennies = _apart(pennies, [each for each in found if each.sure])
            found = sorted([*_apart(found, pennies), *pennies])
    if words := _in_words(folded, found):
        found = sorted([*found, *_apart(words, found)])
    return join(folded, found) if len(found) > 1 else found


def parse_grosze(words: str) -> int | None:
    """The sum that some words print, in grosze; None where they print none (or more than one).

    >>> parse_grosze("5 mln 500 tys. zł"), parse_grosze("45.000,00 PLN"), parse_grosze("2810zł")
    (550000000, 4500000, 281000)
    """
    folded = fold(words)
    found = scan(folded)
    sums = [item for item in found if item.sure or folded[item.start : item.end] == folded.strip(" ().:;")]
    return sums[0].grosze if len({item.grosze for item in sums}) == 1 else None


def _with_digits(folded: str, digits: list[Run]) -> list[Sum]:
    found: list[Sum] = []
    end = 0
    padded = folded + _END
    for start, stop in digits:
        if start < end or (start and folded[start - 1] != " " and _goes_on(folded, start)):
            continue
        behind = padded[stop]
        if behind == " ":
            after = padded[stop + 1]
            plain = after not in _MORE and (after <= "~" or not after.isdecimal())
        else:
            plain = behind not in _MORE or _ends_behind(padded, stop)
        if plain and stop - start <= _PLAIN and (behind != "-" or not padded.startswith("-zlotow", stop)):
            if not currency_before(folded, start):
                end = stop
                if value := int(folded[start:stop]):
                    found.append(_sum(Sum, (start, stop, value * 100, False, False, False, False)))
                continue
        elif behind in ":/%" and not currency_before(folded, start):
            continue  # an hour, one day of several, a percentage
        match = _ITEM.match(folded, start)
        if match is None:
            continue
        end = match.end()
        item = _read(folded, match)
        if item is not None:
            end = item.end
            found.append(item)
    return found


def _goes_on(folded: str, start: int) -> bool:
    """Whether digits at `start` go on a word, a number, a date or an hour."""
    before = folded[start - 1]
    if before in ".,:/":
        return start > 1 and folded[start - 2].isdecimal()
    if before == "-":  # "12-05-2024"
        date = folded[max(0, start - 5) : start - 1]
        return len(date) == 4 and date[1] == "-" and (date[0] + date[2:]).isdecimal()
    return before.isalnum() or before == "_"


def _ends_behind(padded: str, stop: int) -> bool:
    """Whether a number ends at a dot, a comma or the end of a line: neither digits nor a unit behind it."""
    behind, after = padded[stop], padded[stop + 1]
    if behind in "\t\n":
        return after not in _MORE and not after.isdecimal()
    if behind not in ".," or after in "-tm":
        return False
    return not (padded[stop + 2] if after == " " else after).isdecimal()


def _pennies(folded: str) -> Iterator[Sum]:
    """Sums below one zloty: "50 gr"."""
    for word in _PENNY_WORD.finditer(folded):
        number = _PENNIES.search(folded, max(0, word.start() - 4), word.start())
        if number is not None and int(number[1]):
            yield Sum(number.start(), word.end(), int(number[1]), sure=False, cents=True)


def _read(folded: str, match: re.Match[str]) -> Sum | None:
    """One number with its multipliers and currency, "5 mln 500 tys. zl" as a whole."""
    number, times, dash, currency = match.groups()
    start, end = match.span()
    if len(number) > _LONGEST:
        return None
    marked = bool(currency or dash)
    if not marked and number.find(", ") in {1, 2, 3}:  # "po 10, 20 i 50 zł"
        number, end = number[: number.find(", ")], start + number.find(", ")
    sure = marked or currency_before(folded, start)
    if not (sure or times or _may_be_money(folded, number, end)):
        return None
    grosze, unit = _grosze(number, times), multiplier(times) if times else 1
    while unit > 1 and not marked:
        more = _ITEM.match(folded, end + 1) if folded[end : end + 1] == " " else None
        if more is None or not (more["times"] or more["currency"]):
            break
        part = _grosze(more["number"], more["times"]) if len(more["number"]) <= _LONGEST else unit * 100
        if not part < unit * 100:
            break
        grosze, marked, end = grosze + part, bool(more["currency"] or more["dash"]), more.end()
        unit = multiplier(more["times"]) if more["times"] else 1
    sure = sure or marked
    if sure and folded.find("gr", end, end + 8) >= 0 and (tail := _GROSZE.match(folded, end)):
        grosze, end = grosze + int(tail[1]), tail.end()
    if not 0 < grosze < 10**15:
        return None
    cents = not times and len(number) > 5 and number[-3] in ",. "
    cents = cents and _CENTS.search(number, len(number) - 8) is not None
    return _sum(Sum, (start, end, grosze, sure, bool(times) and not sure, cents, False))


def _may_be_money(folded: str, number: str, end: int) -> bool:
    """A bare number worth asking about: not a year, a page, a percentage, an hour, a unit of something."""
    first, second = folded[end : end + 1], folded[end + 1 : end + 2]
    if first and first in ".,/:%":
        if first in "/:%" or second.isdigit():
            return False
    elif second and second in "%:/" and first.isspace():
        return False
    return len(number) <= 7 or not number.isdigit()


def _grosze(number: str, times: str | None) -> int:
    """The value of a printed number. A dot or a space before three digits parts the thousands."""
    unit = multiplier(times) * 100 if times else 100
    if number.isdigit():
        return int(number) * unit
    plain = number.replace(" ", "")
    if "'" in plain:
        plain = plain.replace("'", "")
    if plain.isdigit():
        return int(plain) * unit
    whole, point, digits = plain.rpartition(",")
    if not point or "." in digits:
        whole, point, digits = plain.rpartition(".")
    if not whole.isdigit():
        whole = whole.replace(".", "").replace(",", "")
    if len(digits) == 2:
        return int(whole + digits) * (unit // 100)
    if len(digits) == 3 and not (times and (unit > 100_000 or point == ",")):
        return int(whole + digits) * unit
    return _rounded(int(whole + digits) * unit, 10 ** len(digits))


def _rounded(value: int, parts: int) -> int:
    """A whole number of parts as the nearest whole; what lies in the middle goes to the even one."""
    whole, rest = divmod(value, parts)
    return whole + (2 * rest > parts or (2 * rest == parts and whole % 2))


def _in_words(folded: str, found: list[Sum]) -> list[Sum]:
    """Sums written out: "dziesiec tysiecy zlotych", "ponad miliard zlotych", "symboliczna zlotowke".

    Words that belong to one that is `found` are left out.
    """
    words: list[Sum] = []
    at = folded.find("zl")
    while at >= 0:
        behind = folded[at + 2 : at + 4]  # "zlozyc", "rozliczyc" are no currency
        may_be = behind == "ot" or not behind[:1].isalpha()
        if may_be and at > 1 and folded[at - 2].isalpha() and not _lies_in(found, at):
            words += _before_zlotys(folded, at)
        at = folded.find("zl", at + 2)
    if "tysi" in folded or "mili" in folded:
        words += _in_thousands(folded, found)
    if "zlotowk" in folded:
        for match in _LONE.finditer(folded):
            if re.search(r"\b(?:za|symboliczn\w+) \Z", folded[max(0, match.start() - 14) : match.start()]):
                words.append(Sum(match.start(), match.end(), 100, sure=True))
    return words


def _before_zlotys(folded: str, at: int) -> Iterator[Sum]:
    """The sum whose words stand before the word for its currency."""
    word = _ZLOTY_WORD.match(folded, at)
    if word is None:
        return
    start = run_before(folded, at)
    value = read_words(folded[start:at])
    abbreviated = folded[start:at].rstrip().endswith(("tys", "mln", "mld"))
    if value and not abbreviated and not _UNTOLD.search(folded[max(0, start - 14) : start]):
        pennies = _GROSZE_WORDS.match(folded, word.end())
        cents = read_words(pennies[1]) if pennies else None
        end = pennies.end() if pennies and cents else word.end()
        yield Sum(start, end, int(value * 100 + (cents or 0)), sure=True)


def _in_thousands(folded: str, found: list[Sum]) -> Iterator[Sum]:
    for stem in ("tysi", "mili"):
        at = folded.find(stem)
        while at >= 0:
            word = None if _lies_in(found, at) else _THOUSANDS_WORD.match(folded, at)
            start = run_before(folded, word.end()) if word else at
            if word and start < at and not _ZLOTY_WORD.match(folded, word.end() + 1):
                value = read_words(folded[start : word.end()])
                if value:
                    yield Sum(start, word.end(), int(value * 100), sure=False, thousands=True)
            at = folded.find(stem, at + 4)


def _lies_in(found: list[Sum], offset: int) -> bool:
    """Whether an offset lies in one of some sums that ascend."""
    before = bisect_right(found, offset, key=_start)
    return before > 0 and offset < found[before - 1].end


def _apart(items: Iterable[Sum], others: list[Sum]) -> list[Sum]:
    """The items that overlap none of the others, which ascend."""
    starts = [other.start for other in others]
    free = []
    for item in items:
        before = bisect_left(starts, item.end)
        if not before or others[before - 1].end <= item.start:
            free.append(item)
    return free


def _scan_keycaps(folded: str) -> list[Sum]:
    """Emoji digits carry two marks each: read without them, then give the offsets of the text as it is."""
    kept = [at for at, char in enumerate(folded) if not _KEYCAP.match(char)]
    plain = "".join([folded[at] for at in kept])
    return [
        item._replace(start=kept[item.start], end=(kept[item.end] if item.end < len(kept) else len(folded)))
        for item in scan(plain)
    ]
