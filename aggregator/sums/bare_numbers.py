"""Numbers that no currency marks: money where the words, the column or the label around them say so."""

from __future__ import annotations

import re

from aggregator.passages import Passages
from aggregator.sums.number_words import multiplier
from aggregator.sums.printed import Sum

_MONEY = re.compile(
    r"\b(?:dotacj|dofinans|grant|kwot|wklad\w* wlasn|pozyska|kosztowa|koszt|wartos|zl\b|pln\b|zlot(?:ych|e)\b"
    r"|sfinans|przyzna|wsparci|otrzyma|dosta[lnj]|zdoby[lw]|wygral|przeznacz|beneficj|dolozy"
    r"|srodk|fundusz|pochodzi|budzet|ksiazki za|o ktor\w+ (?:prosi|wnioskowa|wystap|ubiega|stara)"
    r"|(?:wnioskowa|prosi|ubiega|stara)\w{1,8} (?:sie )?o \d)"
)
_PRICE = re.compile(
    r"\b(?:kar[aye]|oplat|cen[aey]|pla(?:c|tn)|kser|wydruk|bilet|po \d|koszt|za \d|pobiera|nalicza)"
)
_FOREIGN = re.compile(r" ?(?:eur|€|usd|\$|%|proc)")
_COUNTED = re.compile(
    _FOREIGN.pattern + r"| z (?:was|nas|nich|panstwa)\b"
    r"| (?!(?:na|za|dla|z|ze|w|we|i|oraz|a|do|to|od|przez|przy|ktor\w+|trafi\w*|netto|brutto|pochodz\w*"
    r"|stanowi\w*|wynios\w*|dotacj\w+|dofinansowani\w+|wsparci\w+|grantu|wkladu|\w+[aiy]l[ao]|(?:dosta|otrzyma|pozyska|zdoby|wywalczy)l\w+)\b)[a-z]"
)
_NOT_BEFORE = re.compile(
    r"(?:\b(?:nr|numer|godz|tel|fax|poz|art|ul|konto|rachunku|isbn|regon|nip|krs|str|strona|filia"
    r"|godzinie|ust|pkt)\.? ?|[#§] ?)\Z"
)
_LABEL = re.compile(
    r"\b(?:kwot[aey]|kwocie|wysokosci|dotacj\w+|dofinansowani\w+|wklad\w*(?: wlasn\w+)?"
    r"|wartos\w+(?: \w+){0,2}"
    r"|koszt\w*(?: \w+){0,2}|lacznie|razem|ogolem)"
    r"\s*(?:\(?(?:w )?(?:zl|pln)\)?)?\s*(?:[:=-]|wynosi\w*|wynios\w+|to)?\s*\(?\Z"
)
_MONEY_COLUMN = re.compile(
    r"\b(?:kwot|cen[aey]\b|dotacj|dofinans|wartos|koszt|wklad|srodk|przyznan|budzet|suma\b|razem|transz|grant|wsparci"
    r"|zl\b|pln\b|zlotych)"
)
_COUNT_COLUMN = re.compile(
    r"\b(?:liczb|ilosc|wolumin|egz|szt|pkt|punkt|ocen|lp\b|rok\b|nr\b|numer|poz\b|%|procent)"
)
_IN_ZLOTY = re.compile(r"\bw (?:zlotych|zl|pln)\b|\bkwoty? (?:w|podano w)\b|\(zl\)|\[zl\]")
_BEHIND = 14  #: characters behind a number that are looked at
_YEAR = re.compile(r"(?:19|20)\d\d")
_YEAR_COLUMN = re.compile(r"(?:rok )?(?:19|20)\d\d.{0,4}")
_YEAR_LINE = re.compile(r"\W*(?:w )?(?:rok\w* )?(?:19|20)\d\d(?: ?r\.?| rok\w*)?\s*[-:]\s*\Z")
_GROUPED = re.compile(r"\d[ .'] ?\d{3}(?: ?, ?|\. ?)\d\d\Z")
_IN_MULTIPLES = re.compile(r"\b(tys\.?|mln|tysiac\w*|milion\w*)")


def is_money(item: Sum, passages: Passages, about: str = "") -> bool:
    """Whether a number is money: it has a currency, or its column, label, sentence (or `about`) says so."""
    start, end, grosze, sure, _, cents, _ = item
    if sure:
        return True
    if grosze < 1000 and not cents:
        return False
    cell = passages.cell(start) if passages.has_tables else None
    folded = passages.folded
    if cell is not None and cell.alone:
        share = folded[start - 2 : start] in ("(-", "(+") or _FOREIGN.match(folded, end, end + _BEHIND)
        return not share and _in_column(item, cell.heading, cell.label, passages)
    if cents and folded[start:end].endswith(("gr", "groszy", "grosze")):
        return passages.says(_PRICE, *passages.sentence(start))
    if end - start == 4 and 190_000 <= grosze < 210_000:
        return False  # a year
    if _COUNTED.match(folded, end, end + _BEHIND):
        return False
    if not _is_called_money(item, passages, about):
        return False
    return _NOT_BEFORE.search(folded[max(0, start - 14) : start]) is None


def _is_called_money(item: Sum, passages: Passages, about: str) -> bool:
    """Whether the sentence, the list or the label of a bare number speaks of money."""
    folded = passages.folded
    if item.cents and _GROUPED.search(folded, item.start, item.end):
        return True  # "3 870,00": nothing else is printed with parted thousands and hundredths
    if item.thousands or item.cents:
        near = passages.says(_MONEY, *passages.sentence(item.start))
        return near or _MONEY.search(f"{_lead_in(item, passages)}\n{about}") is not None
    if _YEAR_LINE.fullmatch(folded, passages.line(item.start)[0], item.start):
        return bool(_MONEY_COLUMN.search(_lead_in(item, passages)))
    return item.grosze >= 10_000 and bool(_LABEL.search(folded[max(0, item.start - 60) : item.start]))


def scaled(item: Sum, passages: Passages) -> Sum:
    """A bare number in a column headed "tys. zł" counts thousands."""
    if item.sure or item.thousands or not passages.has_tables:
        return item
    cell = passages.cell(item.start)
    times = _IN_MULTIPLES.search(cell.heading) if cell else None
    return item if times is None else item._replace(grosze=item.grosze * multiplier(times[1]))


def _lead_in(item: Sum, passages: Passages) -> str:
    lead = passages.lead_in(item.start)
    return passages.folded[slice(*lead)] if lead else ""


def _in_column(item: Sum, heading: str, label: str, passages: Passages) -> bool:
    """A number alone in its cell: its heading decides, without a heading the label of its row."""
    year = _YEAR.fullmatch(passages.folded, item.start, item.end) is not None
    if _COUNT_COLUMN.search(heading) or item.grosze < 1000 or (year and not heading):
        return False
    if heading == "wartosc" and _COUNT_COLUMN.search(label):
        return False  # "Wskaźnik, Wartość": the number of something
    if _MONEY_COLUMN.search(heading) or _IN_ZLOTY.search(label):
        return True
    if not heading and item.cents and _GROUPED.search(passages.folded, item.start, item.end):
        return True
    if not heading:
        return bool(_MONEY_COLUMN.search(label)) and not _COUNT_COLUMN.search(label)
    if _YEAR_COLUMN.fullmatch(heading):
        return passages.says(_IN_ZLOTY, 0, len(passages.folded))
    # "wyciąg z listy (w złotych):"
    return not year and _IN_ZLOTY.search(_lead_in(item, passages)) is not None
