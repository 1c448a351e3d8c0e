"""The sums of an article, each with its role and the words it was read from."""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter
from typing import TYPE_CHECKING

from aggregator.article import Article
from aggregator.kinds.learned import guess_kind
from aggregator.model import Amount, make_amount
from aggregator.programmes.background import AFFAIRS
from aggregator.roles.agreement import ReadSum, agree
from aggregator.roles.learned import weigh_role
from aggregator.roles.refused_rows import REFUSALS, lies_in, refused_rows
from aggregator.roles.role import read_role
from aggregator.roles.surroundings import Reading, Surroundings
from aggregator.roles.traits import SURE, Whole
from aggregator.roles.words import Setting, read_setting
from aggregator.sums.bare_numbers import is_money, scaled
from aggregator.sums.printed import Sum, parse_grosze, scan
from aggregator.vocabulary import Place, Role

if TYPE_CHECKING:
    from aggregator.programmes.tagging import Tags

__all__ = ["ReadSum", "amounts_of", "find_amounts", "parse_grosze", "read_sums"]


#: of named tuples: their own way of making them takes twice as much
_read_sum = tuple.__new__
_SUREST = 4.4  #: weight from which the words of a reading leave no doubt
_ABOUT = 400  #: characters of a text that tell what its title is about


def find_amounts(article: Article, tags: Tags) -> tuple[Amount, ...]:
    """Every sum in złoty of title and text, in order of the text, each (value, role) once.

    A sum that stands only in the title comes last. Evidence is exact; euro, counts and dates are left out.
    """
    return amounts_of(article, read_sums(article, tags))


def read_sums(article: Article, tags: Tags) -> list[ReadSum]:
    """Every printed sum with its role, as often as it is printed: those of the title first."""
    texts = texts_with_sums(article, tags)
    if not texts:
        return []
    whole = page_of_sums(article, tags, texts)
    read: list[ReadSum] = []
    for around in texts:
        for at, item in enumerate(around.sums):
            reading = weigh_role(around.read[at], at, around, whole)
            read.append(_read_sum(ReadSum, (item, reading, around.in_title)))
    return agree(read)


def texts_with_sums(article: Article, tags: Tags) -> list[Surroundings]:
    """What the roles of the sums of the title, then of the text are decided from, where these have some."""
    of_text, of_title = _sums_of_text(article), _sums_of_title(article)
    texts: list[Surroundings] = []
    if of_text or of_title:  # without a sum nothing is asked of the page
        setting = _setting(article)
        if of_title:
            texts.append(_of_title(article, tags, of_title, setting))
        if of_text:
            texts.append(_of_text(article, tags, of_text, setting))
    return texts


def _sums_of_text(article: Article) -> list[Sum]:
    passages = article.body
    sums: list[Sum] = []
    for item in _without_repeats(article.text, scan(article.text, passages.digits)):
        if item.sure:
            sums.append(item)
        elif is_money(item, passages):
            sums.append(scaled(item, passages))
    return sums


def _sums_of_title(article: Article) -> list[Sum]:
    head = article.head
    sums = scan(article.title, head.digits)
    return [item for item in sums if is_money(item, head, article.text[:_ABOUT])] if sums else sums


def _of_text(article: Article, tags: Tags, sums: list[Sum], setting: Setting) -> Surroundings:
    refused = refused_rows(article.text) if article.said & REFUSALS else []
    refused = _with_those_of_others(refused, article, tags) if tags.rejected else refused
    programmes = sorted([hit.start for hit in tags.hits if not hit.in_title])
    return Surroundings(article.body, tuple(sums), setting, programmes, refused=refused)


def _with_those_of_others(
    refused: list[tuple[int, int]], article: Article, tags: Tags
) -> list[tuple[int, int]]:
    """What others got in a sentence that names no programme of ours is not given to us, either."""
    found = list(refused)
    for each in tags.rejected:
        if each.reason.startswith(AFFAIRS) and each.place is not Place.TITLE and each.start is not None:
            start, end = article.body.sentence(each.start)
            ours = any(start <= hit.start < end for hit in tags.hits if not hit.in_title)
            if not ours and not lies_in(found, start) and not lies_in(found, end - 1):
                found = sorted([*found, (start, end)])
    return found


def _of_title(article: Article, tags: Tags, sums: list[Sum], setting: Setting) -> Surroundings:
    programmes = sorted([hit.start for hit in tags.hits if hit.in_title])
    about = article.text[:_ABOUT]
    return Surroundings(article.head, tuple(sums), setting, programmes, in_title=True, about=about)


def _setting(article: Article) -> Setting:
    of_title, of_text = article.looks
    return read_setting(article.title, article.text, of_title.settings, of_text.settings)


def page_of_sums(article: Article, tags: Tags, texts: Sequence[Surroundings]) -> Whole:
    """What is the same for all sums of a page."""
    told: dict[int, list[Role]] = {}
    for around in texts:
        for at, item in enumerate(around.sums):
            roles, rule = told.setdefault(item.grosze, []), read_role(at, around)
            if rule.weight >= SURE:
                roles.append(rule.role)
    kind = guess_kind(article, tags)
    return Whole(article.raw.title, texts[0].setting, kind, told, bool(tags.mentions))


def _without_repeats(folded: str, sums: list[Sum]) -> list[Sum]:
    """A sum repeated in words in brackets ("słownie: …") is the same sum."""
    if len(sums) < 2 or "slown" not in folded:
        return sums
    kept: list[Sum] = []
    for item in sums:
        gap = folded[kept[-1].end : item.start] if kept else ""
        if kept and len(gap) < 20 and "slown" in gap:
            continue
        kept.append(item)
    return kept


def amounts_of(article: Article, read: list[ReadSum]) -> tuple[Amount, ...]:
    """Each value with each of its roles once, from all printed sums."""
    amounts: dict[tuple[int, Role], Amount] = {}
    for item, reading, in_title in sorted(read, key=itemgetter(2)) if len(read) > 1 else read:
        role = reading.role
        if (item.grosze, role) not in amounts:
            evidence = article.evidence(
                "amounts", f"{item.grosze / 100:.2f} " + role, item.start, item.end,
                rule=reading.rule, confidence=_confidence(item, reading), in_title=in_title,
            )  # fmt: skip
            amounts[item.grosze, role] = make_amount(grosze=item.grosze, role=role, evidence=evidence)
    return tuple(amounts.values())


def _confidence(item: Sum, reading: Reading) -> float:
    sure, weight = 0.99 if item.sure else 0.85, reading.weight
    if weight >= _SUREST:
        return 0.97 if item.sure else 0.83
    return round(sure * min(0.98, 0.55 + 0.1 * (weight if weight > 0.0 else 0.0)), 2)
