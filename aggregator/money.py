"""The sums of an article, each with its role and the words it was read from."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from aggregator.article import Article
from aggregator.model import Amount
from aggregator.number_words import multiplier
from aggregator.passages import Passages
from aggregator.role_words import read_setting
from aggregator.roles import Reading, Surroundings, read_role
from aggregator.sums import Sum, parse_grosze, scan
from aggregator.vocabulary import Role

if TYPE_CHECKING:
    from aggregator.programmes.tagging import Tags

__all__ = ["find_amounts", "parse_grosze"]

_MONEY = re.compile(
    r"\bdotacj|\bdofinans|\bgrant|\bkwot|\bwklad\w* wlasn|\bpozyska|\bkosztowa|\bkoszt|\bwartos|\bzl\b|\bpln\b|\bzlot(?:ych|e)\b"
    r"|\bsfinans|\bprzyzna|\bwsparci|\botrzyma|\bsrodk|\bksiazki za"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_PRICE = re.compile(r"\b(?:kar[aye]|oplat|cen[aey]|platn|kser|wydruk|bilet|po \d)")
_COUNTED = re.compile(
    r" (?!(?:na|za|dla|z|ze|w|we|i|oraz|a|do|to|od|przez|przy|ktor\w+|trafi\w*|netto|brutto|pochodz\w*|stanowi\w*|wynios\w*)\b)[a-z]"
)
_NOT_BEFORE = re.compile(
    r"(?:\b(?:nr|numer|godz|tel|fax|poz|art|ul|konto|rachunku|isbn|regon|nip|krs|str|strona|filia|godzinie|ust|pkt)\.? ?|[#§] ?)$"
)
_LABEL = re.compile(
    r"(?:\b(?:kwot[aey]|kwocie|wysokosci|dotacj\w+|dofinansowani\w+|wklad\w*(?: wlasn\w+)?|wartos\w+(?: \w+){0,2}|koszt\w*(?: \w+){0,2}"
    r"|lacznie|razem|ogolem))\s*(?:\(?(?:w )?(?:zl|pln)\)?)?\s*(?:[:=-]|wynosi\w*|wynios\w+|to)?\s*\(?$"
)
_MONEY_COLUMN = re.compile(
    r"\b(?:kwot|dotacj|dofinans|wartos|koszt|wklad|srodk|przyznan|budzet|suma\b|razem|transz|grant|wsparci|zl\b|pln\b|zlotych)"
)
_COUNT_COLUMN = re.compile(
    r"\b(?:liczb|ilosc|wolumin|egz|szt|pkt|punkt|ocen|lp\b|rok\b|nr\b|numer|poz\b|%|procent)"
)
_IN_ZLOTY = re.compile(r"\bw (?:zlotych|zl|pln)\b|\bkwoty? (?:w|podano w)\b|\(zl\)|\[zl\]")
_YEAR_LINE = re.compile(r"\W*(?:w )?(?:rok\w* )?(?:19|20)\d\d(?: ?r\.?| rok\w*)?\s*[-:]\s*$")


@dataclass(frozen=True, slots=True)
class ReadSum:
    """One printed sum with its role; offsets in the title where `in_title`, else in the text."""

    item: Sum
    reading: Reading
    in_title: bool


def find_amounts(article: Article, tags: Tags) -> tuple[Amount, ...]:
    """Every sum in złoty of title and text, in order of the text, each (value, role) once.

    A sum that stands only in the title comes last. Evidence is exact; euro, counts and dates are left out.
    """
    return _amounts(article, read_sums(article, tags))


def read_sums(article: Article, tags: Tags) -> list[ReadSum]:
    """Every printed sum with its role, as often as it is printed: those of the title first."""
    setting = read_setting(article.title, article.text)
    passages = Passages(article.raw.text, article.text)
    printed = _without_repeats(article.text, scan(article.text))
    sums = tuple(_scaled(item, passages) for item in printed if _is_money(item, passages))
    body = Surroundings(passages, sums, setting, _mentions(tags, in_title=False))
    read = [ReadSum(item, read_role(at, body), False) for at, item in enumerate(sums)]
    head = Passages(article.raw.title, article.title)
    about = article.text[:400]
    in_title = tuple(item for item in scan(article.title) if _is_money(item, head, about))
    top = Surroundings(head, in_title, setting, _mentions(tags, in_title=True), in_title=True, about=about)
    return _agree([ReadSum(item, read_role(at, top), True) for at, item in enumerate(in_title)] + read)


def _mentions(tags: Tags, *, in_title: bool) -> tuple[int, ...]:
    return tuple(sorted(hit.start for hit in tags.hits if hit.in_title == in_title))


def _without_repeats(folded: str, sums: list[Sum]) -> list[Sum]:
    """A sum repeated in words in brackets ("słownie: …") is the same sum."""
    kept: list[Sum] = []
    for item in sums:
        gap = folded[kept[-1].end : item.start] if kept else ""
        if kept and len(gap) < 20 and "slown" in gap:
            continue
        kept.append(item)
    return kept


def _scaled(item: Sum, passages: Passages) -> Sum:
    """A bare number in a column headed "tys. zł" counts thousands."""
    cell = None if item.sure or item.thousands else passages.cell(item.start)
    times = re.search(r"\b(tys\.?|mln|tysiac\w*|milion\w*)", cell.heading) if cell else None
    return item if times is None else replace(item, grosze=item.grosze * multiplier(times[1]))


def _is_money(item: Sum, passages: Passages, about: str = "") -> bool:
    """Whether a number is money: it has a currency, or its column, label, sentence (or `about`) says so."""
    if item.sure:
        return True
    folded = passages.folded
    cell = passages.cell(item.start)
    if cell is not None and cell.alone:
        return _is_money_cell(item, cell.heading, cell.label, passages)
    before, after = folded[max(0, item.start - 60) : item.start], folded[item.end : item.end + 14]
    if (
        _NOT_BEFORE.search(before)
        or _COUNTED.match(after)
        or after.lstrip()[:3] == "eur"
        or after.lstrip()[:1] == "€"
    ):
        return False
    printed = folded[item.start : item.end]
    if _YEAR.fullmatch(printed) or (item.grosze < 1000 and not item.cents):
        return False
    start, end = passages.sentence(item.start)
    if item.thousands or item.cents:
        lead = passages.lead_in(item.start)
        near = folded[start:end] + (folded[slice(*lead)] if lead else "") + about
        return bool(_MONEY.search(near) or (item.grosze < 100 and _PRICE.search(near)))
    if _YEAR_LINE.fullmatch(folded[slice(passages.line(item.start)[0], item.start)]):
        lead = passages.lead_in(item.start)
        return lead is not None and bool(_MONEY_COLUMN.search(folded[slice(*lead)]))
    return item.grosze >= 10_000 and bool(_LABEL.search(before)) and not re.match(r" ?(?:eur|%|proc)", after)


def _is_money_cell(item: Sum, heading: str, label: str, passages: Passages) -> bool:
    printed = passages.folded[item.start : item.end]
    if _COUNT_COLUMN.search(heading) or item.grosze < 1000 or (not heading and _YEAR.fullmatch(printed)):
        return False
    if _MONEY_COLUMN.search(heading):
        return True
    if not heading:
        return bool(_MONEY_COLUMN.search(label)) and not _COUNT_COLUMN.search(label)
    return bool(re.fullmatch(r"(?:rok )?(?:19|20)\d\d.{0,4}", heading)) and bool(
        _IN_ZLOTY.search(passages.folded)
    )


def _agree(read: list[ReadSum]) -> list[ReadSum]:
    """What is said weakly of a sum follows what is said clearly: of the same sum, of a near one, of an addition."""
    read = _gifts_of_the_gmina(read)
    clear = [(each.item.grosze, each.reading.role) for each in read if each.reading.weight >= 1.0]
    rows = [
        each.item.grosze
        for each in read
        if each.reading.rule.startswith("table") and each.reading.role is Role.GRANT
    ]
    in_rows = sum(rows) if len(rows) > 2 else 0
    agreed = []
    for each in read:
        role = None
        if each.reading.weight < 1.0:
            role = _same_or_near(each.item.grosze, clear) or _by_addition(each.item.grosze, clear)
            if each.item.grosze == in_rows:
                role = Role.PROGRAMME_BUDGET
        agreed.append(each if role is None else replace(each, reading=Reading(role, 1.0, "same-sum")))
    return agreed


def _gifts_of_the_gmina(read: list[ReadSum]) -> list[ReadSum]:
    """The organiser's money is own contribution beside a grant or a total; alone it is the grant."""
    others = {Role.GRANT, Role.TOTAL, Role.PROGRAMME_BUDGET}
    if any(each.reading.role in others for each in read):
        return read
    return [
        replace(each, reading=replace(each.reading, role=Role.GRANT))
        if each.reading.rule == "words: organiser"
        else each
        for each in read
    ]


def _same_or_near(grosze: int, clear: list[tuple[int, Role]]) -> Role | None:
    for known, role in clear:
        if known == grosze:
            return role
    for known, role in clear:
        if grosze >= 100_000 and abs(known - grosze) <= grosze * 0.04 and grosze % 10_000 == 0:
            return role
    return None


def _by_addition(grosze: int, clear: list[tuple[int, Role]]) -> Role | None:
    grants = {value for value, role in clear if role is Role.GRANT}
    totals = {value for value, role in clear if role is Role.TOTAL}
    own = {value for value, role in clear if role is Role.OWN_CONTRIBUTION}
    if any(grosze + grant in totals for grant in grants):
        return Role.OWN_CONTRIBUTION
    if any(grosze + mine in totals for mine in own):
        return Role.GRANT
    return Role.TOTAL if any(grosze - grant in own for grant in grants) else None


def _amounts(article: Article, read: list[ReadSum]) -> tuple[Amount, ...]:
    amounts: dict[tuple[int, Role], Amount] = {}
    for each in sorted(read, key=lambda each: each.in_title):
        item, reading = each.item, each.reading
        key = (item.grosze, reading.role)
        if key not in amounts:
            evidence = article.evidence(
                "amounts", f"{item.grosze / 100:.2f} {reading.role}", item.start, item.end,
                rule=reading.rule, confidence=_confidence(item, reading), in_title=each.in_title,
            )  # fmt: skip
            amounts[key] = Amount(grosze=item.grosze, role=reading.role, evidence=evidence)
    return tuple(amounts.values())


def _confidence(item: Sum, reading: Reading) -> float:
    sure = 0.99 if item.sure else 0.85
    return round(sure * min(0.98, 0.55 + 0.1 * max(reading.weight, 0.0)), 2)
